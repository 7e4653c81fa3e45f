/// Remarks to the user that are no errors.
public enum TensorWarning {
    public enum Category: String, Sendable {
        case user = "UserWarning", future = "FutureWarning"
    }

    /// Set by the bridge, which hands remarks to the language's `warnings`; a filter may make an error of one.
    public nonisolated(unsafe) static var report: (Category, String) throws -> Void = { _, _ in }

    package static func warn(_ text: String, _ category: Category = .user) throws { try report(category, text) }
}

extension Tensor {
    /// Remarks that two operands of a loss are broadcast, which is hardly ever meant.
    package func warnOfBroadcast(_ target: Tensor) throws {
        if target.shape == shape { return }
        try TensorWarning.warn(
            "Using a target size (torch.Size(\(target.shape))) that is different to the input size "
                + "(torch.Size(\(shape))). This will likely lead to incorrect results due to broadcasting. Please "
                + "ensure they have the same size.")
    }
}
