/// Mixed precision, as `torch.autocast` switches it on: products take float32 operands in a smaller type, losses are
/// computed in float32.
public enum Autocast {
    /// The type of products; nil while it is off.
    public nonisolated(unsafe) static var dtype: DType?

    /// A float32 operand in the smaller type.
    static func lower(_ operand: Tensor, _ type: DType) throws -> Tensor {
        operand.dtype == .float32 ? try operand.to(type) : operand
    }

    /// Operations computed in float32.
    private static let full: Set<String> = [
        "avg_pool3d", "binary_cross_entropy", "binary_cross_entropy_with_logits", "cdist", "cosine_embedding_loss",
        "cross_entropy", "ctc_loss", "gaussian_nll_loss", "grid_sample", "hinge_embedding_loss", "huber_loss",
        "kl_div", "l1_loss", "margin_ranking_loss", "mse_loss", "multi_margin_loss", "multilabel_margin_loss",
        "nll_loss", "poisson_nll_loss", "prod", "smooth_l1_loss", "soft_margin_loss", "trace", "triplet_margin_loss",
    ]

    /// Makes the operands of an operation, or of a loss layer, float32 where it is computed so.
    public static func raise(
        _ name: String, isLoss: Bool, _ slots: UnsafeMutablePointer<OpValue>, _ count: Int
    ) throws {
        guard isLoss || full.contains(name) else { return }
        for i in 0..<max(count, 0) {
            if case .tensor(let t) = slots[i], t.dtype == .bfloat16 || t.dtype == .float16 {
                slots[i] = .tensor(try t.to(.float32))
            }
        }
    }
}
