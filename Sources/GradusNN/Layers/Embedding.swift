import GradusTensor

/// A table of vectors, looked up by number. weight [n, d].
public final class Embedding: UnaryLayer {
    private let paddingIndex: Int?
    private let scaleByFrequency: Bool
    /// Rows that are longer are scaled when they are asked for.
    private let limit: OpValue
    private let ord: OpValue

    /// Rows are drawn from N(0, 1); the padding row is 0.
    public init(
        _ count: Int, _ width: Int, paddingIndex: Int? = nil, scaleByFrequency: Bool = false, weight: Tensor? = nil,
        freeze: Bool = false, limit: OpValue = .none, ord: OpValue = .scalar(2.0),
        isSparse: Bool = false, type: DType? = nil
    ) throws {
        var padding = paddingIndex
        if let p = paddingIndex {
            if p >= count || p < -count {
                throw TensorError(.assertionError, "Padding_idx must be within num_embeddings")
            }
            padding = p < 0 ? p + count : p
        }
        self.paddingIndex = padding
        self.scaleByFrequency = scaleByFrequency
        (self.limit, self.ord) = (limit, ord)
        super.init()
        let table: Tensor
        if let weight {
            if weight.shape != [count, width] {
                throw TensorError(
                    .assertionError, "Shape of weight does not match num_embeddings and embedding_dim",
                    shapes: [weight.shape, [count, width]])
            }
            table = weight.isLeaf ? weight : weight.detach()
            try table.setRequiresGrad(!freeze)
        } else {
            table = try InitialValues.parameter([count, width], type ?? DType.defaultFloat)
            try GradMode.without {
                _ = try table.normalInPlace(0, 1)
                if let padding { _ = try table.select(0, padding).fillInPlace(0) }
            }
            if freeze { try table.setRequiresGrad(false) }
        }
        registerParameter("weight", table)
        settings = [
            ("num_embeddings", .int(count)), ("embedding_dim", .int(width)),
            ("padding_idx", padding.map { .int($0) } ?? .none), ("max_norm", limit), ("norm_type", ord),
            ("scale_grad_by_freq", .bool(scaleByFrequency)), ("sparse", .bool(isSparse)),
        ]
    }

    public override var typeName: String { "Embedding" }

    public override var extraRepr: String {
        var text = "\(attribute("num_embeddings")?.text ?? ""), \(attribute("embedding_dim")?.text ?? "")"
        if let paddingIndex { text += ", padding_idx=\(paddingIndex)" }
        if limit.scalar != nil { text += ", max_norm=\(limit.text)" }
        if ord.scalar?.double != 2 { text += ", norm_type=\(ord.text)" }
        if scaleByFrequency { text += ", scale_grad_by_freq=True" }
        if attribute("sparse")?.scalar?.bool == true { text += ", sparse=True" }
        return text
    }

    public override func forward(_ x: Tensor) throws -> Tensor {
        let table = try required(0, "weight")
        if let limit = limit.scalar?.double { try table.renormRows(x, limit: limit, ord: ord.scalar?.double ?? 2) }
        return try table.embedding(x, paddingIndex: paddingIndex, scaleByFrequency: scaleByFrequency)
    }
}

enum EmbeddingLayers {
    static let rows: [LayerRow] = [
        LayerRow(
            "Embedding", family: "sparse",
            "(int num_embeddings, int embedding_dim, int? padding_idx=None, float? max_norm=None, float norm_type=2.0, "
                + "bool scale_grad_by_freq=False, bool sparse=False, Tensor? _weight=None, bool _freeze=False, "
                + "Device? device=None, ScalarType? dtype=None)", "A table of vectors, looked up by number.",
            shape: "[…] → […, embedding_dim]"
        ) { a in
            try Embedding(
                a.size(0, acceptsNegative: true), a.size(1, acceptsNegative: true), paddingIndex: a.optionalInt(2),
                scaleByFrequency: a.bool(5),
                weight: a.optionalTensor(7), freeze: a.bool(8), limit: a[3], ord: a[4],
                isSparse: a.bool(6), type: a.dtype(10))
        }
    ]
}
