import GradusTensor

/// How a convolution pads its input.
enum ConvolutionPadding {
    case sizes(Dims)
    case same, valid

    /// From the argument: sizes, or 'same' / 'valid'.
    init(_ value: OpValue, axes: Int, stride: Dims, name: String) throws {
        switch value {
        case .string("valid"): self = .valid
        case .string("same"):
            if stride.contains(where: { $0 != 1 }) {
                throw TensorError(.valueError, "padding='same' is not supported for strided convolutions")
            }
            self = .same
        case .string(let text):
            throw TensorError(
                .valueError, "Invalid padding string '\(text)', should be one of {'valid', 'same'}")
        default: self = .sizes(try OpValue.sizes(value, axes, name))
        }
    }
}

extension OpValue {
    /// `axes` sizes; one int is repeated.
    static func sizes(_ value: OpValue, _ axes: Int, _ name: String) throws -> Dims {
        let sizes: Dims
        switch value {
        case .scalar(let s) where !s.isFloat: sizes = Dims(repeating: s.int, count: axes)
        case .ints(let d) where d.count == axes: sizes = d
        case .ints(let d) where d.count == 1: sizes = Dims(repeating: d[0], count: axes)
        default:
            throw TensorError(.typeError, "\(name) must be an int or a tuple of \(axes) ints, not \(value.repr)")
        }
        if sizes.contains(where: { $0 > 1 << 30 || $0 < -1 << 30 }) {
            throw TensorError(.runtimeError, "\(name)=\(value.repr) is out of range")
        }
        return sizes
    }
}

/// A convolution over one, two or three axes, plain or transposed.
public final class Convolution: UnaryLayer {
    private let name: String
    private let axes: Int
    private let transposed: Bool
    private let inChannels, outChannels: Int
    private let kernel, stride, dilation, outputPadding: Dims
    private let padding: ConvolutionPadding
    private let groups: Int
    private let paddingMode: String

    /// `nn.Conv2d` with square numbers.
    public static func conv2d(
        _ inChannels: Int, _ outChannels: Int, _ kernel: Int, stride: Int = 1, padding: Int = 0, bias: Bool = true
    ) throws -> Convolution {
        try Convolution(
            "Conv2d", axes: 2, inChannels, outChannels, kernel: .int(kernel), stride: .int(stride),
            padding: .int(padding), bias: bias)
    }

    /// Sizes are ints or tuples. weight [out, in / groups, k…], for transposed ones [in, out / groups, k…].
    public init(
        _ name: String, axes: Int, _ inChannels: Int, _ outChannels: Int, kernel: OpValue,
        stride: OpValue = .scalar(1), padding: OpValue = .scalar(0), dilation: OpValue = .scalar(1), groups: Int = 1,
        bias: Bool = true, paddingMode: String = "zeros", transposed: Bool = false,
        outputPadding: OpValue = .scalar(0), type: DType? = nil, device: Device? = nil
    ) throws {
        self.name = name
        self.axes = axes
        self.transposed = transposed
        (self.inChannels, self.outChannels) = (inChannels, outChannels)
        self.kernel = try OpValue.sizes(kernel, axes, "kernel_size")
        self.stride = try OpValue.sizes(stride, axes, "stride")
        self.dilation = try OpValue.sizes(dilation, axes, "dilation")
        self.outputPadding = try OpValue.sizes(outputPadding, axes, "output_padding")
        self.groups = groups
        self.paddingMode = paddingMode
        if groups <= 0 { throw TensorError(.valueError, "groups must be a positive integer") }
        if inChannels % groups != 0 { throw TensorError(.valueError, "in_channels must be divisible by groups") }
        if outChannels % groups != 0 { throw TensorError(.valueError, "out_channels must be divisible by groups") }
        self.padding = try ConvolutionPadding(padding, axes: axes, stride: self.stride, name: "padding")
        if !["zeros", "reflect", "replicate", "circular"].contains(paddingMode) {
            throw TensorError(
                .valueError,
                "padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, but got "
                    + "padding_mode='\(paddingMode)'")
        }
        if transposed && paddingMode != "zeros" {
            throw TensorError(.valueError, "Only \"zeros\" padding mode is supported for \(name)")
        }
        super.init()
        let shape =
            transposed
            ? Dims([inChannels, outChannels / groups] + self.kernel)
            : Dims([outChannels, inChannels / groups] + self.kernel)
        let fan = shape[1] * self.kernel.product
        let type = type ?? DType.defaultFloat
        registerParameter(
            "weight", try InitialValues.uniform(shape, fan > 0 ? InitialValues.kaimingBound(fan) : 0, type, device))
        registerParameter(
            "bias",
            bias ? try InitialValues.uniform([outChannels], InitialValues.biasBound(fan), type, device) : nil)
        let paddingValue: OpValue
        if case .sizes(let d) = self.padding { paddingValue = .ints(d) } else { paddingValue = padding }
        settings = [
            ("in_channels", .int(inChannels)), ("out_channels", .int(outChannels)), ("kernel_size", .ints(self.kernel)),
            ("stride", .ints(self.stride)), ("padding", paddingValue), ("dilation", .ints(self.dilation)),
            ("transposed", .bool(transposed)), ("output_padding", .ints(self.outputPadding)), ("groups", .int(groups)),
            ("padding_mode", .string(paddingMode)),
        ]
    }

    public override var typeName: String { name }
    public var weight: Tensor? { optional(0) }
    public var bias: Tensor? { optional(1) }

    public override var forwardSchema: String {
        transposed ? "forward(Tensor input, int[]? output_size=None)" : "forward(Tensor input)"
    }

    public override var extraRepr: String {
        var text =
            "\(inChannels), \(outChannels), kernel_size=\(OpValue.ints(kernel).text), stride=\(OpValue.ints(stride).text)"
        switch padding {
        case .sizes(let d): if d.contains(where: { $0 != 0 }) { text += ", padding=\(OpValue.ints(d).text)" }
        case .same: text += ", padding=same"
        case .valid: text += ", padding=valid"
        }
        if dilation.contains(where: { $0 != 1 }) { text += ", dilation=\(OpValue.ints(dilation).text)" }
        if outputPadding.contains(where: { $0 != 0 }) { text += ", output_padding=\(OpValue.ints(outputPadding).text)" }
        if groups != 1 { text += ", groups=\(groups)" }
        if bias == nil { text += ", bias=False" }
        if paddingMode != "zeros" { text += ", padding_mode=\(paddingMode)" }
        return text
    }

    public override func forward(_ a: inout OpArguments) throws -> ModuleResult {
        guard transposed, let size = try a.optionalInts(1) else { return .op(.tensor(try forward(a.tensor(0)))) }
        let x = try a.tensor(0)
        return .op(.tensor(try enlarged(x, outputPadding: outputPadding(for: size, x))))
    }

    private func enlarged(_ x: Tensor, outputPadding: Dims) throws -> Tensor {
        guard case .sizes(let pads) = padding else {
            throw TensorError(.typeError, "\(name): padding must be ints")
        }
        return try x.convTranspose(
            required(0, "weight"), optional(1), axes: axes, stride: stride, padding: pads,
            outputPadding: outputPadding, groups: groups, dilation: dilation)
    }

    /// What has to be added to the smallest output for a wanted one: several sizes lead to the same input.
    private func outputPadding(for size: Dims, _ x: Tensor) throws -> Dims {
        guard case .sizes(let pads) = padding, x.rank == axes + 1 || x.rank == axes + 2 else { return outputPadding }
        let outer = x.rank - axes
        let wanted = size.count == axes + outer ? Dims(size.dropFirst(outer)) : size
        if wanted.count != axes {
            throw TensorError(
                .valueError,
                "\(name): for \(x.rank)D input, output_size must have \(axes) or \(x.rank) elements (got "
                    + "\(size.count))", shapes: [x.shape])
        }
        let sizes = Dims(x.shape.dropFirst(outer))
        var (least, most) = (Dims(), Dims())
        for i in 0..<axes {
            let reach: Int = dilation[i] * (kernel[i] - 1) + 1
            let smallest: Int = (sizes[i] - 1) * stride[i] - 2 * pads[i] + reach
            least.append(smallest)
            most.append(smallest + stride[i] - 1)
        }
        for i in 0..<axes where wanted[i] < least[i] || wanted[i] > most[i] {
            throw TensorError(
                .valueError,
                "requested an output size of \(wanted), but valid sizes range from \(least) to \(most) (for an input of "
                    + "torch.Size(\(sizes)))", shapes: [x.shape])
        }
        return Dims((0..<axes).map { wanted[$0] - least[$0] })
    }

    public override func forward(_ x: Tensor) throws -> Tensor {
        let weight = try required(0, "weight")
        if transposed { return try enlarged(x, outputPadding: outputPadding) }
        if paddingMode != "zeros" {
            let padded = try x.pad(reversedPadding, mode: paddingMode)
            return try padded.convolve(
                weight, optional(1), axes: axes,
                .init(stride: stride, padding: Dims(repeating: 0, count: axes), dilation: dilation, groups: groups))
        }
        switch padding {
        case .sizes(let pads):
            return try x.convolve(
                weight, optional(1), axes: axes,
                .init(stride: stride, padding: pads, dilation: dilation, groups: groups))
        case .same, .valid:
            var word = "valid"
            if case .same = padding { word = "same" }
            return try x.convolve(
                weight, optional(1), axes: axes, stride: stride, padding: word, dilation: dilation, groups: groups)
        }
    }

    /// Padding as `F.pad` takes it: last axis first, before and after.
    private var reversedPadding: [Int] {
        var list: [Int] = []
        for i in (0..<axes).reversed() {
            switch padding {
            case .sizes(let d): list += [d[i], d[i]]
            case .valid: list += [0, 0]
            case .same:
                let total = dilation[i] * (kernel[i] - 1)
                list += [total / 2, total - total / 2]
            }
        }
        return list
    }
}

enum ConvolutionLayers {
    static let rows: [LayerRow] = (1...3).flatMap { [plain($0), transposed($0)] }

    private static let plainShape = "⌊(n + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1 along each axis"

    private static func plain(_ axes: Int) -> LayerRow {
        let name = "Conv\(axes)d"
        return LayerRow(
            name, family: "conv",
            "(int in_channels, int out_channels, int[\(axes)] kernel_size, int[\(axes)] stride=1, any padding=0, "
                + "int[\(axes)] dilation=1, int groups=1, bool bias=True, str padding_mode='zeros', "
                + "Device? device=None, ScalarType? dtype=None)",
            "The cross-correlation of a signal with a weight per output channel.", shape: plainShape
        ) { a in
            try Convolution(
                name, axes: axes, a.size(0, acceptsNegative: true), a.size(1, acceptsNegative: true), kernel: a[2],
                stride: a[3], padding: a[4], dilation: a[5],
                groups: a.int(6), bias: a.bool(7), paddingMode: a.string(8), type: a.dtype(10))
        }
    }

    private static func transposed(_ axes: Int) -> LayerRow {
        let name = "ConvTranspose\(axes)d"
        return LayerRow(
            name, family: "conv",
            "(int in_channels, int out_channels, int[\(axes)] kernel_size, int[\(axes)] stride=1, "
                + "int[\(axes)] padding=0, int[\(axes)] output_padding=0, int groups=1, bool bias=True, "
                + "int[\(axes)] dilation=1, str padding_mode='zeros', Device? device=None, ScalarType? dtype=None)",
            "The transposed convolution: the gradient of a convolution, used to enlarge.",
            shape: "(n − 1)·stride − 2·padding + dilation·(kernel − 1) + output_padding + 1 along each axis"
        ) { a in
            try Convolution(
                name, axes: axes, a.size(0, acceptsNegative: true), a.size(1, acceptsNegative: true), kernel: a[2],
                stride: a[3], padding: a[4], dilation: a[8],
                groups: a.int(6), bias: a.bool(7), paddingMode: a.string(9), transposed: true, outputPadding: a[5],
                type: a.dtype(11))
        }
    }
}
