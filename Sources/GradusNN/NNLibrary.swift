import GradusTensor

/// The library of layers, losses and optimisers.
public enum NNLibrary {
    private nonisolated(unsafe) static var isPrepared = false

    /// Puts this library's functions (`torch.nn.init`) into the table of operations; call it before the table is used.
    public static func prepare() {
        if isPrepared { return }
        isPrepared = true
        InitializerOps.register()
    }
}
