/// Whether operations are recorded for differentiation.
public enum GradMode {
    /// `torch.is_grad_enabled()`
    public nonisolated(unsafe) static var isEnabled = true
    /// `torch.is_inference_mode_enabled()`
    public nonisolated(unsafe) static var isInference = false
    /// Whether the backward pass looks for NaNs in what each node gives (`set_detect_anomaly`).
    public nonisolated(unsafe) static var detectsAnomaly = false

    /// Runs `body` without recording.
    @inlinable
    public static func without<R>(_ body: () throws -> R) rethrows -> R {
        let saved = isEnabled
        isEnabled = false
        defer { isEnabled = saved }
        return try body()
    }

    /// Runs `body` with recording switched on or off.
    @inlinable
    public static func with<R>(_ enabled: Bool, _ body: () throws -> R) rethrows -> R {
        let saved = isEnabled
        isEnabled = enabled
        defer { isEnabled = saved }
        return try body()
    }
}
