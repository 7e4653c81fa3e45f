import GradusTensor

/// Attention with several heads: softmax(q·kᵀ / √d)·v on consecutive slices of the projections.
///
/// Keys and values may have widths of their own (`kdim`, `vdim`): the three projections are then parameters of their own.
public final class MultiheadAttention: Module {
    struct Options {
        var width, heads: Int
        var dropout = 0.0
        var bias = true
        /// One more key and value that are learnt, and one of zeros.
        var addsBias = false
        var addsZeros = false
        var keyWidth: Int?
        var valueWidth: Int?
        var batchFirst = false
    }

    private let options: Options
    private let isOneProjection: Bool

    private var width: Int { options.width }
    private var heads: Int { options.heads }
    private var batchFirst: Bool { options.batchFirst }

    /// Places of the parameters.
    private enum Place {
        static let together = 0, query = 1, key = 2, value = 3, bias = 4, keyBias = 5, valueBias = 6
    }

    init(_ o: Options, type: DType? = nil) throws {
        options = o
        let (width, heads) = (o.width, o.heads)
        let (keyWidth, valueWidth) = (o.keyWidth ?? width, o.valueWidth ?? width)
        isOneProjection = keyWidth == width && valueWidth == width
        super.init()
        if width <= 0 || heads <= 0 {
            throw TensorError(
                .valueError,
                "embed_dim and num_heads must be greater than 0, got embed_dim=\(width) and num_heads=\(heads) "
                    + "instead")
        }
        if max(width, keyWidth, valueWidth) > 1 << 30 {
            throw TensorError(.runtimeError, "embed_dim \(width) is out of range")
        }
        if width % heads != 0 { throw TensorError(.assertionError, "embed_dim must be divisible by num_heads") }
        let type = type ?? DType.defaultFloat
        // The projection out is drawn first, those in after it; the biases are then 0.
        let out = try OutputProjection(width, width, bias: o.bias, type: type)
        func xavier(_ rows: Int, _ columns: Int) throws -> Tensor {
            let bound = (3.0).squareRoot() * (2.0 / Double(rows + columns)).squareRoot()
            return try InitialValues.uniform([rows, columns], bound, type)
        }
        registerParameter("in_proj_weight", isOneProjection ? try xavier(3 * width, width) : nil)
        registerParameter("q_proj_weight", isOneProjection ? nil : try xavier(width, width))
        registerParameter("k_proj_weight", isOneProjection ? nil : try xavier(width, keyWidth))
        registerParameter("v_proj_weight", isOneProjection ? nil : try xavier(width, valueWidth))
        registerParameter("in_proj_bias", o.bias ? try InitialValues.constant([3 * width], 0, type) : nil)
        if let b = out.bias, !b.isMeta { b.fillUnrecorded(0) }
        for name in ["bias_k", "bias_v"] {
            guard o.addsBias else {
                registerParameter(name, nil)
                continue
            }
            let bias = try InitialValues.parameter([1, 1, width], type)
            let deviation = (2.0 / Double(width + width)).squareRoot()
            try GradMode.without { _ = try bias.normalInPlace(0, deviation) }
            registerParameter(name, bias)
        }
        registerModule("out_proj", out)
        settings = [
            ("embed_dim", .int(width)), ("kdim", .int(keyWidth)), ("vdim", .int(valueWidth)),
            ("num_heads", .int(heads)), ("dropout", .float(o.dropout)), ("batch_first", .bool(o.batchFirst)),
            ("head_dim", .int(width / heads)), ("_qkv_same_embed_dim", .bool(isOneProjection)),
            ("add_zero_attn", .bool(o.addsZeros)),
        ]
    }

    /// The linear layer at the end, under the name PyTorch prints.
    private final class OutputProjection: Linear {
        override var typeName: String { "NonDynamicallyQuantizableLinear" }
    }

    public override var typeName: String { "MultiheadAttention" }

    public override var forwardSchema: String {
        "forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask=None, bool need_weights=True, "
            + "Tensor? attn_mask=None, bool average_attn_weights=True, bool is_causal=False)"
    }

    public override func forward(_ a: inout OpArguments) throws -> ModuleResult {
        let mask = try a.optionalTensor(5)
        if try a.bool(7), mask == nil {
            throw TensorError(
                .runtimeError,
                "Need attn_mask if specifying the is_causal hint. You may use the Transformer module method "
                    + "`generate_square_subsequent_mask` to create this mask.")
        }
        let (output, weights) = try attend(
            a.tensor(0), a.tensor(1), a.tensor(2), padding: a.optionalTensor(3), mask: mask, needsWeights: a.bool(4),
            averages: a.bool(6), isCausal: a.bool(7))
        return .tuple([.op(.tensor(output)), weights.map { .op(.tensor($0)) } ?? .op(.none)])
    }

    /// A mask to be added to scores; true means "not this one".
    private func additive(_ mask: Tensor, _ type: DType) throws -> Tensor {
        if mask.dtype != .bool { return mask }
        return try Tensor.zeros(mask.shape, dtype: type).maskedFill(mask, .double(-.infinity))
    }

    /// What PyTorch asserts of the operands.
    private func check(_ query: Tensor, _ key: Tensor, _ value: Tensor, _ padding: Tensor?, _ mask: Tensor?) throws {
        func failure(_ text: String, _ kind: TensorError.Kind = .assertionError) -> TensorError {
            TensorError(kind, text, shapes: [query.shape, key.shape, value.shape])
        }
        func size(_ d: Dims) -> String { "torch.Size([\(d.map(String.init).joined(separator: ", "))])" }
        func tuple(_ d: Dims) -> String { "(\(d.map(String.init).joined(separator: ", ")))" }
        let rank = query.rank
        if rank != 2 && rank != 3 {
            throw failure("query should be unbatched 2D or batched 3D tensor but received \(rank)-D query tensor")
        }
        let start = rank == 3 ? "For batched (3-D) `query`" : "For unbatched (2-D) `query`"
        if key.rank != rank || value.rank != rank {
            throw failure(
                "\(start), expected `key` and `value` to be \(rank)-D but found \(key.rank)-D and \(value.rank)-D tensors "
                    + "respectively")
        }
        if let padding, padding.rank != rank - 1 {
            throw failure(
                "\(start), expected `key_padding_mask` to be `None` or \(rank - 1)-D but found \(padding.rank)-D tensor "
                    + "instead")
        }
        if let mask, mask.rank != 2 && mask.rank != 3 {
            throw failure(
                "\(start), expected `attn_mask` to be `None`, 2-D or 3-D but found \(mask.rank)-D tensor instead")
        }
        for (name, given) in [("key_padding_mask", padding), ("attn_mask", mask)] {
            if let given, given.dtype != .bool, !given.dtype.isFloat {
                throw failure("only bool and floating types of \(name) are supported")
            }
        }
        if query.shape[rank - 1] != width {
            throw failure("was expecting embedding dimension of \(width), but got \(query.shape[rank - 1])")
        }
        // [L, N] of each, whatever the order of the input.
        func outer(_ t: Tensor) -> Dims {
            rank == 2 ? [t.shape[0], 1] : batchFirst ? [t.shape[1], t.shape[0]] : [t.shape[0], t.shape[1]]
        }
        let (length, source, batch) = (outer(query)[0], outer(key)[0], outer(query)[1])
        if isOneProjection {
            func whole(_ t: Tensor) -> Dims { Dims(Array(outer(t)) + [t.shape[rank - 1]]) }
            if whole(key) != whole(value) {
                throw failure("key shape \(size(whole(key))) does not match value shape \(size(whole(value)))")
            }
            if key.shape[rank - 1] != width {
                throw failure(
                    "mat1 and mat2 shapes cannot be multiplied (\(source * outer(key)[1])x\(key.shape[rank - 1]) and "
                        + "\(width)x\(key === value ? 2 * width : width))", .runtimeError)
            }
        } else {
            if outer(key) != outer(value) {
                throw failure(
                    "key's sequence and batch dims \(size(outer(key))) do not match value's \(size(outer(value)))")
            }
            for (name, t, given) in [("key", key, options.keyWidth), ("value", value, options.valueWidth)] {
                let (own, wanted) = (t.shape[rank - 1], given ?? width)
                if own != wanted {
                    throw failure(
                        "expecting \(name) weights shape of (\(width), \(own)), but got \(size([width, wanted]))")
                }
            }
        }
        if let mask {
            let wanted: Dims = mask.rank == 2 ? [length, source] : [batch * heads, length, source]
            if mask.shape != wanted {
                throw failure(
                    "The shape of the \(mask.rank)D attn_mask is \(size(mask.shape)), but should be \(tuple(wanted)).",
                    .runtimeError)
            }
        }
        if outer(key)[1] != batch {
            throw TensorError(
                .runtimeError,
                "shape '[\(source), \(batch * heads), \(width / heads)]' is invalid for input of size "
                    + "\(source * outer(key)[1] * width)", shapes: [query.shape, key.shape, value.shape],
                notes: ["key and query need batches of one size"])
        }
        if let padding {
            let found: Dims = padding.rank == 1 ? [1, padding.shape[0]] : padding.shape
            for (i, wanted) in [batch, source].enumerated() where found[i] != wanted {
                throw failure("Expected key_padded_mask.shape[\(i)] to be \(wanted), but got \(found[i])")
            }
        }
    }

    func attend(
        _ query: Tensor, _ key: Tensor, _ value: Tensor, padding: Tensor? = nil, mask: Tensor? = nil,
        needsWeights: Bool = true, averages: Bool = true, isCausal: Bool = false
    ) throws -> (Tensor, Tensor?) {
        try check(query, key, value, padding, mask)
        let batched = query.rank == 3
        /// [N, L, E], whatever the order of the input.
        func arranged(_ t: Tensor) throws -> Tensor {
            !batched ? try t.unsqueeze(0) : batchFirst ? t : try t.transpose(0, 1)
        }
        let (q, k, v) = (try arranged(query), try arranged(key), try arranged(value))
        let inBias = optional(Place.bias)
        func projected(_ t: Tensor, _ i: Int) throws -> Tensor {
            let weight: Tensor
            switch i {
            case _ where isOneProjection:
                weight = try required(Place.together, "in_proj_weight").narrow(0, i * width, width)
            case 0: weight = try required(Place.query, "q_proj_weight")
            case 1: weight = try required(Place.key, "k_proj_weight")
            default: weight = try required(Place.value, "v_proj_weight")
            }
            let y = try t.linear(weight, try inBias?.narrow(0, i * width, width))
            let batch = y.shape[0]
            guard i > 0, options.addsBias || options.addsZeros else { return y }
            var parts = [y]
            if options.addsBias, let bias = optional(i == 1 ? Place.keyBias : Place.valueBias) {
                parts.append(try bias.expand([batch, 1, width]))
            }
            if options.addsZeros {
                parts.append(try Tensor.zeros([batch, 1, width], dtype: y.dtype, device: y.device))
            }
            return try Tensor.cat(parts, 1)
        }
        func split(_ y: Tensor) throws -> Tensor {
            try y.reshape([y.shape[0], y.shape[1], heads, width / heads]).transpose(1, 2)
        }
        let (keys, values) = (try projected(k, 1), try projected(v, 2))
        let (batch, length, source) = (q.shape[0], q.shape[1], keys.shape[1])
        let extra = source - k.shape[1]
        var added: Tensor?
        // The hint takes the mask's place where nothing else has to be masked.
        let usesHint = isCausal && padding == nil && !needsWeights
        if let mask, !usesHint {
            var m = try additive(mask, q.dtype)
            if extra > 0 { m = try m.pad([0, extra]) }
            added = m.rank == 3 ? try m.reshape([batch, heads, length, source]) : m
        }
        if let padding {
            var p = try additive(padding.rank == 1 ? padding.unsqueeze(0) : padding, q.dtype)
            if extra > 0 { p = try p.pad([0, extra]) }
            p = try p.reshape([batch, 1, 1, source])
            added = try added.map { try $0.add(p) } ?? p
        }
        let (mixed, weights) = try split(projected(q, 0)).attention(
            split(keys), split(values), added, training ? options.dropout : 0, usesHint, nil, isSafe: !needsWeights)
        guard let out = child(named: "out_proj") else {
            throw TensorError(.runtimeError, "'MultiheadAttention' object has no attribute 'out_proj'")
        }
        // The length stays in front here, whatever the order of the input: dropout draws in the order of memory.
        var y = try out(mixed.permute([2, 0, 1, 3]).reshape([length, batch, width]))
        y = try !batched ? y.squeeze([1]) : batchFirst ? y.transpose(0, 1) : y
        guard needsWeights else { return (y, nil) }
        var shown = averages ? try weights.mean([1]) : weights
        if !batched { shown = try shown.squeeze([0]) }
        return (y, shown)
    }
}

/// A function of a tensor that is defined elsewhere, as by a script.
public protocol TensorFunction: AnyObject {
    func applied(to x: Tensor) throws -> Tensor
}

/// One layer of a transformer's encoder: attention and two linear layers, each with a shortcut and normalisation.
public final class TransformerEncoderLayer: Module {
    enum Activation {
        case relu, gelu
        case module(Module)
        case function(any TensorFunction)

        /// As PyTorch keeps it: 0 for what has no kernel of its own there.
        var number: Int {
            switch self {
            case .relu: 1
            case .gelu: 2
            default: 0
            }
        }
    }

    struct Options {
        var width, heads, inner: Int
        var dropout = 0.1
        var activation = Activation.relu
        var eps = 1e-5
        var batchFirst = false
        var normFirst = false
        var bias = true
    }

    let options: Options
    private let attention: MultiheadAttention

    init(_ o: Options, type: DType? = nil) throws {
        options = o
        attention = try MultiheadAttention(
            .init(width: o.width, heads: o.heads, dropout: o.dropout, bias: o.bias, batchFirst: o.batchFirst),
            type: type)
        super.init()
        let type = type ?? DType.defaultFloat
        func dropout() throws -> Dropout { try Dropout("Dropout", .elements, .float(o.dropout), inPlace: false) }
        func norm() throws -> SampleNorm {
            try SampleNorm(.layer([o.width]), eps: .float(o.eps), bias: o.bias, type: type)
        }
        registerModule("self_attn", attention)
        registerModule("linear1", try Linear(o.width, o.inner, bias: o.bias, type: type))
        registerModule("dropout", try dropout())
        registerModule("linear2", try Linear(o.inner, o.width, bias: o.bias, type: type))
        registerModule("norm1", try norm())
        registerModule("norm2", try norm())
        registerModule("dropout1", try dropout())
        registerModule("dropout2", try dropout())
        if case .module(let module) = o.activation { registerModule("activation", module) }
        settings = [
            ("norm_first", .bool(o.normFirst)), ("activation_relu_or_gelu", .int(o.activation.number)),
        ]
    }

    public override var typeName: String { "TransformerEncoderLayer" }

    public override var forwardSchema: String {
        "forward(Tensor src, Tensor? src_mask=None, Tensor? src_key_padding_mask=None, bool is_causal=False)"
    }

    public override func forward(_ a: inout OpArguments) throws -> ModuleResult {
        .op(.tensor(try encode(a.tensor(0), mask: a.optionalTensor(1), padding: a.optionalTensor(2))))
    }

    private func part(_ name: String, _ x: Tensor) throws -> Tensor {
        guard let m = child(named: name) else {
            throw TensorError(.attributeError, "'TransformerEncoderLayer' object has no attribute '\(name)'")
        }
        return try m(x)
    }

    func encode(_ x: Tensor, mask: Tensor?, padding: Tensor?) throws -> Tensor {
        // A loaded layer has another one in this place.
        let attention = child(named: "self_attn") as? MultiheadAttention ?? attention
        func attended(_ x: Tensor) throws -> Tensor {
            try part("dropout1", attention.attend(x, x, x, padding: padding, mask: mask, needsWeights: false).0)
        }
        func fed(_ x: Tensor) throws -> Tensor {
            let h = try part("linear1", x)
            let active =
                switch options.activation {
                case .relu: try h.relu()
                case .gelu: try h.gelu()
                case .module(let module): try (child(named: "activation") ?? module)(h)
                case .function(let function): try function.applied(to: h)
                }
            return try part("dropout2", part("linear2", part("dropout", active)))
        }
        if options.normFirst {
            let y = try x.add(attended(part("norm1", x)))
            return try y.add(fed(part("norm2", y)))
        }
        let y = try part("norm1", x.add(attended(x)))
        return try part("norm2", y.add(fed(y)))
    }

    /// A layer with the same numbers in memory of its own; nothing is drawn.
    func copied() throws -> TransformerEncoderLayer {
        let state = Generator.default.stateBytes
        let copy = try TransformerEncoderLayer(options, type: attention.parameters.first?.tensor?.dtype)
        try Generator.default.setState(state)
        for (mine, theirs) in zip(allParameters(), copy.allParameters()) {
            try GradMode.without { _ = try theirs.copyInPlace(mine) }
        }
        copy.train(training)
        return copy
    }
}

/// Encoder layers one after the other, all copies of one.
public final class TransformerEncoder: Module {
    public init(_ layer: TransformerEncoderLayer, _ count: Int, norm: Module? = nil) throws {
        super.init()
        if count > 1 << 16 { throw TensorError(.runtimeError, "num_layers \(count) is out of range") }
        registerModule("layers", ModuleList(try (0..<Swift.max(count, 0)).map { _ in try layer.copied() }))
        if let norm { registerModule("norm", norm) }
        settings = [("num_layers", .int(count))]
    }

    public override var typeName: String { "TransformerEncoder" }

    public override var forwardSchema: String {
        "forward(Tensor src, Tensor? mask=None, Tensor? src_key_padding_mask=None, bool? is_causal=None)"
    }

    public override func forward(_ a: inout OpArguments) throws -> ModuleResult {
        var x = try a.tensor(0)
        let (mask, padding) = (try a.optionalTensor(1), try a.optionalTensor(2))
        for case let layer as TransformerEncoderLayer in child(named: "layers")?.children.map(\.module) ?? [] {
            x = try layer.encode(x, mask: mask, padding: padding)
        }
        if let norm = child(named: "norm") { x = try norm(x) }
        return .op(.tensor(x))
    }
}

enum AttentionLayers {
    static let rows: [LayerRow] = [
        LayerRow(
            "MultiheadAttention", family: "activation",
            "(int embed_dim, int num_heads, float dropout=0.0, bool bias=True, bool add_bias_kv=False, "
                + "bool add_zero_attn=False, int? kdim=None, int? vdim=None, bool batch_first=False, Device? device=None, "
                + "ScalarType? dtype=None)", "Attention with several heads.",
            shape: "[L, N, E], [S, N, E], [S, N, E] → [L, N, E], [N, L, S]"
        ) { a in
            try MultiheadAttention(
                .init(
                    width: a.int(0), heads: a.int(1), dropout: a.double(2), bias: a.bool(3), addsBias: a.bool(4),
                    addsZeros: a.bool(5), keyWidth: a.optionalInt(6), valueWidth: a.optionalInt(7),
                    batchFirst: a.bool(8)), type: a.dtype(10))
        },
        LayerRow(
            "TransformerEncoderLayer", family: "transformer",
            "(int d_model, int nhead, int dim_feedforward=2048, float dropout=0.1, any activation='relu', "
                + "float layer_norm_eps=1e-5, bool batch_first=False, bool norm_first=False, bool bias=True, "
                + "Device? device=None, ScalarType? dtype=None)", "One layer of a transformer's encoder.",
            shape: "that of the input"
        ) { a in
            let activation: TransformerEncoderLayer.Activation
            switch a[4] {
            case .string("relu"): activation = .relu
            case .string("gelu"): activation = .gelu
            case .string(let name):
                throw TensorError(.runtimeError, "activation should be relu/gelu, not \(name)")
            case .object(let object):
                if let module = object as? Module {
                    activation = .module(module)
                } else if let function = object as? any TensorFunction {
                    activation = .function(function)
                } else {
                    fallthrough
                }
            default:
                throw TensorError(
                    .typeError, "TransformerEncoderLayer: activation must be 'relu', 'gelu' or a function of a tensor")
            }
            let o = TransformerEncoderLayer.Options(
                width: try a.int(0), heads: try a.int(1), inner: try a.size(2), dropout: try a.double(3),
                activation: activation, eps: try a.double(5), batchFirst: try a.bool(6), normFirst: try a.bool(7),
                bias: try a.bool(8))
            return try TransformerEncoderLayer(o, type: a.dtype(10))
        },
        LayerRow(
            "TransformerEncoder", family: "transformer",
            "(any encoder_layer, int num_layers, any norm=None, bool enable_nested_tensor=True, bool mask_check=True)",
            "Copies of an encoder layer one after the other.", shape: "that of the input"
        ) { a in
            guard case .object(let o) = a[0], let layer = o as? TransformerEncoderLayer else {
                throw TensorError(.typeError, "encoder_layer must be a TransformerEncoderLayer, not \(a[0].typeName)")
            }
            var norm: Module?
            if case .object(let n) = a[2] { norm = n as? Module }
            return try TransformerEncoder(layer, a.int(1), norm: norm)
        },
    ]
}
