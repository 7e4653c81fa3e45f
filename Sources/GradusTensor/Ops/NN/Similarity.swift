extension Tensor {
    /// ‖self − other + ε‖ₚ over the last axis.
    public func pairwiseDistance(_ other: Tensor, p: Double = 2, eps: Double = 1e-6, keepdim: Bool = false) throws
        -> Tensor
    {
        try quietly("pairwise_distance", other) {
            try sub(other).add(.double(eps)).vectorNorm(ord: p, [-1], keepdim: keepdim).named("NormBackward1")
        }
    }

    /// a·b / (max(‖a‖, ε)·max(‖b‖, ε)) along an axis.
    public func cosineSimilarity(_ other: Tensor, _ dim: Int = 1, eps: Double = 1e-8) throws -> Tensor {
        try quietly("cosine_similarity", other) {
            let shape = try Elementwise.broadcast(self.shape, other.shape, "cosine_similarity")
            let type = Tensor.resultType(self, other)
            if !type.isFloat {
                throw TensorError(
                    .runtimeError,
                    "expected common dtype to be floating point, yet common dtype is \(type.scalarTypeName)")
            }
            let (x, y) = (try to(type).expand(shape), try other.to(type).expand(shape))
            let a = try x.vectorNorm(ord: 2, [dim], keepdim: true).clamp(min: .double(eps))
            let b = try y.vectorNorm(ord: 2, [dim], keepdim: true).clamp(min: .double(eps))
            return try x.div(a).mul(y.div(b)).sum([dim])
        }
    }

    /// self / max(‖self‖ₚ, ε) along an axis.
    public func normalized(p: Double = 2, _ dim: Int = 1, eps: Double = 1e-12) throws -> Tensor {
        if !dtype.isFloat {
            throw TensorError(
                .runtimeError,
                "linalg.vector_norm: Expected a floating point or complex tensor as input. Got \(dtype.scalarTypeName)")
        }
        return try quietly("normalize") {
            try div(vectorNorm(ord: p, [dim], keepdim: true).clamp(min: .double(eps)).expand(shape))
        }
    }
}

enum SimilarityOps {
    static let rows: [OpRow] = [
        OpRow(
            "cosine_similarity", [.function, .functional],
            ["cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-8)"],
            "The cosine of the angle along an axis.",
            shape: "without the axis"
        ) { .tensor(try $0.tensor(0).cosineSimilarity($0.tensor(1), $0.int(2), eps: $0.double(3))) },
        OpRow(
            "pairwise_distance", [.function, .functional],
            ["pairwise_distance(Tensor x1, Tensor x2, float p=2.0, float eps=1e-6, bool keepdim=False)"],
            "The p-norm of the difference over the last axis.", shape: "without the last axis"
        ) {
            .tensor(
                try $0.tensor(0).pairwiseDistance($0.tensor(1), p: $0.double(2), eps: $0.double(3), keepdim: $0.bool(4))
            )
        },
        OpRow(
            "normalize", .functional, ["normalize(Tensor input, float p=2.0, int dim=1, float eps=1e-12)"],
            "Divides by the norm along an axis.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).normalized(p: $0.double(1), $0.int(2), eps: $0.double(3))) },
    ]
}
