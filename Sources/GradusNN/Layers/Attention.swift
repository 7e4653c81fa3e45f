import GradusTensor

/// Attention with several heads: softmax(q·kᵀ / √d)·v on consecutive slices of the projections.
public final class MultiheadAttention: Module {
    private let width, heads: Int
    private let dropout: Double
    private let batchFirst: Bool

    public init(
        _ width: Int, _ heads: Int, dropout: Double = 0, bias: Bool = true, batchFirst: Bool = false, type: DType? = nil
    ) throws {
        (self.width, self.heads, self.dropout, self.batchFirst) = (width, heads, dropout, batchFirst)
        super.init()
        if width <= 0 || heads <= 0 {
            throw TensorError(
                .valueError,
                "embed_dim and num_heads must be greater than 0, got embed_dim=\(width) and num_heads=\(heads) "
                    + "instead")
        }
        if width > 1 << 30 { throw TensorError(.runtimeError, "embed_dim \(width) is out of range") }
        if width % heads != 0 { throw TensorError(.assertionError, "embed_dim must be divisible by num_heads") }
        let type = type ?? DType.defaultFloat
        // The projection out is drawn first, the one in after it; both biases are then 0.
        let out = try OutputProjection(width, width, bias: bias, type: type, device: .cpu)
        let bound = (3.0).squareRoot() * (2.0 / Double(3 * width + width)).squareRoot()
        registerParameter("in_proj_weight", try InitialValues.uniform([3 * width, width], bound, type))
        registerParameter("in_proj_bias", bias ? try InitialValues.constant([3 * width], 0, type) : nil)
        if let b = out.bias { b.fillUnrecorded(0) }
        registerModule("out_proj", out)
        settings = [
            ("embed_dim", .int(width)), ("num_heads", .int(heads)), ("dropout", .float(dropout)),
            ("batch_first", .bool(batchFirst)), ("head_dim", .int(width / heads)),
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
        let (output, weights) = try attend(
            a.tensor(0), a.tensor(1), a.tensor(2), padding: a.optionalTensor(3), mask: a.optionalTensor(5),
            needsWeights: a.bool(4), averages: a.bool(6))
        return .tuple([.op(.tensor(output)), weights.map { .op(.tensor($0)) } ?? .op(.none)])
    }

    /// A mask to be added to scores; true means "not this one".
    private func additive(_ mask: Tensor, _ type: DType) throws -> Tensor {
        if mask.dtype != .bool { return mask }
        return try Tensor.zeros(mask.shape, dtype: type).maskedFill(mask, .double(-.infinity))
    }

    /// The numbers of axes, which the query decides.
    private func checkRanks(_ query: Tensor, _ key: Tensor, _ value: Tensor, padding: Tensor?, mask: Tensor?) throws {
        let batched = query.rank == 3
        let head = "For \(batched ? "batched (3-D)" : "unbatched (2-D)") `query`, expected "
        if key.rank != query.rank || value.rank != query.rank {
            throw TensorError(
                .assertionError,
                head + "`key` and `value` to be \(query.rank)-D but found \(key.rank)-D and \(value.rank)-D tensors "
                    + "respectively", shapes: [query.shape, key.shape, value.shape])
        }
        if let padding, padding.rank != query.rank - 1 {
            throw TensorError(
                .assertionError,
                head
                    + "`key_padding_mask` to be `None` or \(query.rank - 1)-D but found \(padding.rank)-D tensor instead"
            )
        }
        if let mask, mask.rank != 2, mask.rank != 3 {
            throw TensorError(
                .assertionError,
                head + "`attn_mask` to be `None`, 2-D or 3-D but found \(mask.rank)-D tensor instead")
        }
        for (name, given) in [("key_padding_mask", padding), ("attn_mask", mask)] {
            if let given, given.dtype != .bool, !given.dtype.isFloat {
                throw TensorError(.assertionError, "only bool and floating types of \(name) are supported")
            }
        }
    }

    private func checkMasks(_ q: Tensor, _ k: Tensor, padding: Tensor?, mask: Tensor?) throws {
        let (batch, length, source) = (q.shape[0], q.shape[1], k.shape[1])
        if let mask {
            let wanted = mask.rank == 2 ? [length, source] : [batch * heads, length, source]
            if Array(mask.shape) != wanted {
                throw TensorError(
                    .runtimeError,
                    "The shape of the \(mask.rank)D attn_mask is torch.Size(\(mask.shape)), but should be "
                        + "(\(wanted.map(String.init).joined(separator: ", "))).", shapes: [mask.shape])
            }
        }
        if let padding, padding.rank == 2 {
            for (axis, wanted) in [batch, source].enumerated() where padding.shape[axis] != wanted {
                throw TensorError(
                    .assertionError,
                    "Expected key_padded_mask.shape[\(axis)] to be \(wanted), but got \(padding.shape[axis])",
                    shapes: [padding.shape])
            }
        }
    }

    func attend(
        _ query: Tensor, _ key: Tensor, _ value: Tensor, padding: Tensor? = nil, mask: Tensor? = nil,
        needsWeights: Bool = true, averages: Bool = true
    ) throws -> (Tensor, Tensor?) {
        if query.rank != 2 && query.rank != 3 {
            throw TensorError(
                .assertionError,
                "query should be unbatched 2D or batched 3D tensor but received \(query.rank)-D query tensor",
                shapes: [query.shape])
        }
        try checkRanks(query, key, value, padding: padding, mask: mask)
        if query.shape[query.rank - 1] != width {
            throw TensorError(
                .assertionError,
                "was expecting embedding dimension of \(width), but got \(query.shape[query.rank - 1])",
                shapes: [query.shape])
        }
        let batched = query.rank == 3
        /// [N, L, E], whatever the order of the input.
        func arranged(_ t: Tensor) throws -> Tensor {
            !batched ? try t.unsqueeze(0) : batchFirst ? t : try t.transpose(0, 1)
        }
        let (q, k, v) = (try arranged(query), try arranged(key), try arranged(value))
        if k.shape != v.shape {
            // The order of axes in which PyTorch compares them.
            func shown(_ t: Tensor) -> Dims { [t.shape[1], t.shape[0], t.shape[2]] }
            throw TensorError(
                .assertionError,
                "key shape torch.Size(\(shown(k))) does not match value shape torch.Size(\(shown(v)))",
                shapes: [query.shape, key.shape, value.shape])
        }
        if k.shape[2] != width {
            throw TensorError(
                .runtimeError,
                "mat1 and mat2 shapes cannot be multiplied (\(k.shape[0] * k.shape[1])x\(k.shape[2]) and \(width)x"
                    + "\(key === value ? 2 * width : width))", shapes: [query.shape, key.shape, value.shape])
        }
        try checkMasks(q, k, padding: padding, mask: mask)
        if k.shape[0] != q.shape[0] {
            throw TensorError(
                .runtimeError,
                "shape '[\(k.shape[1]), \(q.shape[0] * heads), \(width / heads)]' is invalid for input of size \(k.count)",
                shapes: [query.shape, key.shape, value.shape], notes: ["key and query need batches of one size"])
        }
        let weight = try required(0, "in_proj_weight")
        func projected(_ t: Tensor, _ i: Int) throws -> Tensor {
            let y = try t.linear(
                weight.narrow(0, i * width, width), try optional(1)?.narrow(0, i * width, width))
            return try y.reshape([t.shape[0], t.shape[1], heads, width / heads]).transpose(1, 2)
        }
        let (batch, length, source) = (q.shape[0], q.shape[1], k.shape[1])
        var added: Tensor?
        if let mask {
            let m = try additive(mask, q.dtype)
            added = m.rank == 3 ? try m.reshape([batch, heads, length, source]) : m
        }
        if let padding {
            let p = try additive(padding.rank == 1 ? padding.unsqueeze(0) : padding, q.dtype)
                .reshape([batch, 1, 1, source])
            added = try added.map { try $0.add(p) } ?? p
        }
        let (mixed, weights) = try projected(q, 0).attention(
            projected(k, 1), projected(v, 2), added, training ? dropout : 0, false, nil)
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

/// One layer of a transformer's encoder: attention and two linear layers, each with a shortcut and normalisation.
public final class TransformerEncoderLayer: Module {
    struct Options {
        var width, heads, inner: Int
        var dropout = 0.1
        var activation = "relu"
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
            o.width, o.heads, dropout: o.dropout, bias: o.bias, batchFirst: o.batchFirst, type: type)
        super.init()
        guard o.activation == "relu" || o.activation == "gelu" else {
            throw TensorError(.runtimeError, "activation should be relu/gelu, not \(o.activation)")
        }
        let type = type ?? DType.defaultFloat
        func dropout() throws -> Dropout { try Dropout("Dropout", .elements, .float(o.dropout), inPlace: false) }
        func norm() throws -> SampleNorm {
            try SampleNorm(.layer([o.width]), eps: .float(o.eps), bias: o.bias, type: type)
        }
        registerModule("self_attn", attention)
        registerModule("linear1", try Linear(o.width, o.inner, bias: o.bias, type: type, device: .cpu))
        registerModule("dropout", try dropout())
        registerModule("linear2", try Linear(o.inner, o.width, bias: o.bias, type: type, device: .cpu))
        registerModule("norm1", try norm())
        registerModule("norm2", try norm())
        registerModule("dropout1", try dropout())
        registerModule("dropout2", try dropout())
        settings = [
            ("norm_first", .bool(o.normFirst)), ("activation_relu_or_gelu", .int(o.activation == "gelu" ? 2 : 1)),
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
            throw TensorError(.runtimeError, "'TransformerEncoderLayer' object has no attribute '\(name)'")
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
            return try part(
                "dropout2", part("linear2", part("dropout", options.activation == "gelu" ? h.gelu() : h.relu())))
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
            let width = try a.int(0)
            for i in [4, 5] where try a.bool(i) {
                throw TensorError(
                    .notImplementedError, "MultiheadAttention: add_bias_kv and add_zero_attn are not available")
            }
            for i in [6, 7] where try a.optionalInt(i) ?? width != width {
                throw TensorError(.notImplementedError, "MultiheadAttention: other kdim and vdim are not available")
            }
            return try MultiheadAttention(
                width, a.int(1), dropout: a.double(2), bias: a.bool(3), batchFirst: a.bool(8), type: a.dtype(10))
        },
        LayerRow(
            "TransformerEncoderLayer", family: "transformer",
            "(int d_model, int nhead, int dim_feedforward=2048, float dropout=0.1, any activation='relu', "
                + "float layer_norm_eps=1e-5, bool batch_first=False, bool norm_first=False, bool bias=True, "
                + "Device? device=None, ScalarType? dtype=None)", "One layer of a transformer's encoder.",
            shape: "that of the input"
        ) { a in
            guard case .string(let activation) = a[4] else {
                throw TensorError(.notImplementedError, "TransformerEncoderLayer: activation must be 'relu' or 'gelu'")
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
