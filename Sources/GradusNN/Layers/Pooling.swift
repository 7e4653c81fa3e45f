import GradusTensor

enum PoolingLayers {
    private static let windowShape = "⌊(n + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1 along each axis"

    static let rows: [LayerRow] = [maxPool(1), maxPool(2), averagePool(1), averagePool(2)]

    private static func maxPool(_ axes: Int) -> LayerRow {
        let name = "MaxPool\(axes)d"
        let size = "int[\(axes)]"
        return LayerRow(
            name, family: "pooling",
            "(\(size) kernel_size, \(size)? stride=None, any padding=0, any dilation=1, "
                + "bool return_indices=False, bool ceil_mode=False)", "The largest element of each window.",
            shape: windowShape
        ) { a in
            let stride = a.isNone(1) ? a[0] : a[1]
            let options = PoolingOptions(
                kernel: try OpValue.sizes(a[0], axes, "kernel_size"), stride: try OpValue.sizes(stride, axes, "stride"),
                padding: try OpValue.sizes(a[2], axes, "padding"),
                dilation: try OpValue.sizes(a[3], axes, "dilation"), ceilMode: try a.bool(5))
            return MaxPool(
                name, axes: axes, options, returnsIndices: try a.bool(4),
                settings: [
                    ("kernel_size", a[0]), ("stride", stride), ("padding", a[2]), ("dilation", a[3]),
                    ("return_indices", a[4]), ("ceil_mode", a[5]),
                ])
        }
    }

    private static func averagePool(_ axes: Int) -> LayerRow {
        let name = "AvgPool\(axes)d"
        let size = "int[\(axes)]"
        let divisor = axes == 1 ? "" : ", int? divisor_override=None"
        return LayerRow(
            name, family: "pooling",
            "(\(size) kernel_size, \(size)? stride=None, any padding=0, bool ceil_mode=False, "
                + "bool count_include_pad=True\(divisor))", "The mean of each window.",
            shape: "⌊(n + 2·padding − kernel) / stride⌋ + 1 along each axis"
        ) { a in
            // AvgPool1d keeps tuples, AvgPool2d what it was given.
            func kept(_ v: OpValue, _ name: String) throws -> OpValue {
                axes == 1 ? .ints(try OpValue.sizes(v, 1, name)) : v
            }
            let stride = a.isNone(1) ? a[0] : a[1]
            let options = PoolingOptions(
                kernel: try OpValue.sizes(a[0], axes, "kernel_size"), stride: try OpValue.sizes(stride, axes, "stride"),
                padding: try OpValue.sizes(a[2], axes, "padding"), dilation: Dims(repeating: 1, count: axes),
                ceilMode: try a.bool(3))
            let (includesPadding, override) = (try a.bool(4), try a.optionalInt(5))
            let settings: [(name: String, value: OpValue)] = [
                ("kernel_size", try kept(a[0], "kernel_size")), ("stride", try kept(stride, "stride")),
                ("padding", try kept(a[2], "padding")), ("ceil_mode", a[3]), ("count_include_pad", a[4]),
            ]
            return FunctionLayer(name, settings, style: .named(["kernel_size", "stride", "padding"])) { x, _ in
                try axes == 1
                    ? x.avgPool1d(options, countIncludePad: includesPadding)
                    : x.avgPool2d(options, countIncludePad: includesPadding, divisor: override)
            }
        }
    }
}

/// The largest element of each window, and on request its place.
public final class MaxPool: Module {
    private let name: String
    private let axes: Int
    private let options: PoolingOptions
    private let returnsIndices: Bool

    init(
        _ name: String, axes: Int, _ options: PoolingOptions, returnsIndices: Bool,
        settings: [(name: String, value: OpValue)]
    ) {
        self.name = name
        self.axes = axes
        self.options = options
        self.returnsIndices = returnsIndices
        super.init()
        self.settings = settings
    }

    /// `nn.MaxPool2d(kernel)`
    public static func pool2d(_ kernel: Int) -> MaxPool {
        MaxPool(
            "MaxPool2d", axes: 2, PoolingOptions(kernel: [kernel, kernel]), returnsIndices: false,
            settings: [
                ("kernel_size", .int(kernel)), ("stride", .int(kernel)), ("padding", .int(0)), ("dilation", .int(1)),
                ("return_indices", .bool(false)), ("ceil_mode", .bool(false)),
            ])
    }

    public override var typeName: String { name }

    public override var extraRepr: String {
        ["kernel_size", "stride", "padding", "dilation", "ceil_mode"].map { "\($0)=\(attribute($0)?.text ?? "")" }
            .joined(separator: ", ")
    }

    public override func forward(_ a: inout OpArguments) throws -> ModuleResult { try pool(a.tensor(0)) }

    public override func forwardOne(_ input: ModuleResult) throws -> ModuleResult {
        try pool(input.requireTensor("\(typeName)(): argument 'input' (position 1)"))
    }

    private func pool(_ x: Tensor) throws -> ModuleResult {
        if returnsIndices {
            let (values, places) = axes == 2 ? try x.maxPool2dWithIndices(options) : try x.maxPool1dWithIndices(options)
            return .op(.tuple(typeName: nil, fields: [], [values, places]))
        }
        return .op(.tensor(axes == 2 ? try x.maxPool2d(options) : try x.maxPool1d(options)))
    }
}

/// The largest element of windows chosen so that the result has given sizes, and on request its place.
public final class AdaptiveMaxPool: Module {
    private let sizes: [Int?]
    private let returnsIndices: Bool

    init(_ sizes: [Int?], returnsIndices: Bool, size: OpValue) {
        (self.sizes, self.returnsIndices) = (sizes, returnsIndices)
        super.init()
        settings = [("output_size", size), ("return_indices", .bool(returnsIndices))]
    }

    public override var typeName: String { "AdaptiveMaxPool\(sizes.count)d" }
    public override var extraRepr: String { "output_size=\(attribute("output_size")?.text ?? "")" }

    public override func forward(_ a: inout OpArguments) throws -> ModuleResult { try pool(a.tensor(0)) }

    public override func forwardOne(_ input: ModuleResult) throws -> ModuleResult {
        try pool(input.requireTensor("\(typeName)(): argument 'input' (position 1)"))
    }

    private func pool(_ x: Tensor) throws -> ModuleResult {
        let (values, places) = try x.adaptiveMaxPool(sizes)
        return .op(returnsIndices ? .tuple(typeName: nil, fields: [], [values, places]) : .tensor(values))
    }
}
