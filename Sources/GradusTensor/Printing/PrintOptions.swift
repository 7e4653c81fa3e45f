/// How tensors are printed (`torch.set_printoptions`).
public struct PrintOptions: Sendable, Equatable {
    public var precision = 4
    /// More elements than this are summarised.
    public var threshold = 1000.0
    public var edgeItems = 3
    public var lineWidth = 80
    /// nil chooses by the values.
    public var scientific: Bool?

    public init() {}

    public nonisolated(unsafe) static var current = PrintOptions()

    /// `torch.set_printoptions(…)`: the profile first, then the single options; sci_mode is reset unless given.
    /// - Throws: RuntimeError for an unknown profile.
    public static func set(
        precision: Int? = nil, threshold: Double? = nil, edgeItems: Int? = nil, lineWidth: Int? = nil,
        profile: String? = nil, scientific: Bool? = nil
    ) throws {
        var o = current
        if let profile {
            o = PrintOptions()
            switch profile.lowercased() {
            case "default": break
            case "short":
                o.precision = 2
                o.edgeItems = 2
            case "full": o.threshold = .infinity
            default: throw TensorError(.runtimeError, "unknown print profile '\(profile)'")
            }
        }
        if let precision { o.precision = Swift.min(Swift.max(precision, 0), 100) }
        if let threshold { o.threshold = threshold }
        if let edgeItems { o.edgeItems = Swift.max(edgeItems, 0) }
        if let lineWidth { o.lineWidth = lineWidth }
        o.scientific = scientific
        current = o
    }
}
