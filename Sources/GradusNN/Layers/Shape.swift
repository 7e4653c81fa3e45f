import GradusTensor

/// Joins the axes from `start` to `end`.
public final class Flatten: UnaryLayer {
    private let start: Int
    private let end: Int

    public init(_ start: Int = 1, _ end: Int = -1) {
        (self.start, self.end) = (start, end)
        super.init()
        settings = [("start_dim", .int(start)), ("end_dim", .int(end))]
    }

    public override var typeName: String { "Flatten" }
    public override var extraRepr: String { "start_dim=\(start), end_dim=\(end)" }
    public override func forward(_ x: Tensor) throws -> Tensor { try x.flatten(start, end) }
}

/// Splits one axis into several.
public final class Unflatten: UnaryLayer {
    private let dim: Int
    private let sizes: Dims

    public init(_ dim: Int, _ sizes: Dims) {
        (self.dim, self.sizes) = (dim, sizes)
        super.init()
        settings = [("dim", .int(dim)), ("unflattened_size", .ints(sizes))]
    }

    public override var typeName: String { "Unflatten" }
    public override var extraRepr: String { settings.map { "\($0.name)=\($0.value.text)" }.joined(separator: ", ") }
    public override func forward(_ x: Tensor) throws -> Tensor { try x.unflatten(dim, sizes) }
}

enum ShapeLayers {
    static let rows: [LayerRow] = [
        LayerRow(
            "Flatten", family: "flatten", "(int start_dim=1, int end_dim=-1)", "Joins a run of axes into one.",
            shape: "[N, …] → [N, product of …]"
        ) { Flatten(try $0.int(0), try $0.int(1)) },
        LayerRow(
            "Unflatten", family: "flatten", "(int dim, int[] unflattened_size)", "Splits one axis into several.",
            shape: "[…, a·b, …] → […, a, b, …]"
        ) { Unflatten(try $0.int(0), try $0.ints(1)) },
    ]
}
