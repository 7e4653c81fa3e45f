enum MatrixOps {
    private static func pair(
        _ name: String, _ second: String, _ documentation: String, _ rule: String, aliases: [String] = [],
        places: OpPlaces = .both, _ f: @escaping (Tensor, Tensor) throws -> Tensor
    ) -> OpRow {
        OpRow(name, aliases: aliases, places, ["\(name)(Tensor self, Tensor \(second))"], documentation, shape: rule) {
            .tensor(try f($0.tensor(0), $0.tensor(1)))
        }
    }

    static let rows: [OpRow] = [
        pair(
            "matmul", "other", "The matrix product of vectors, matrices or batches of matrices.",
            "…×m×k · …×k×n = …×m×n", places: [.both, .linalg]
        ) { try $0.matmul($1) },
        pair("mm", "mat2", "The product of two matrices.", "m×k · k×n = m×n") { try $0.mm($1) },
        pair("bmm", "mat2", "Products of two batches of matrices.", "b×m×k · b×k×n = b×m×n") { try $0.bmm($1) },
        pair("mv", "vec", "The product of a matrix and a vector.", "m×k · k = m") { try $0.mv($1) },
        pair("dot", "tensor", "The sum of the products of two vectors.", "no axes") { try $0.dot($1) },
        pair("inner", "other", "Products summed over the last axes.", "both without the last axis") {
            if $0.rank > 0, $1.rank > 0 {
                if $0.dtype != $1.dtype { throw TensorError(.runtimeError, "both inputs should have same dtype") }
                if $0.shape[$0.rank - 1] != $1.shape[$1.rank - 1] {
                    throw TensorError(
                        .runtimeError,
                        "inner() the last dimension must match on both input tensors but got shapes \($0.shape) and "
                            + "\($1.shape)", shapes: [$0.shape, $1.shape])
                }
            }
            return $0.rank == 0 || $1.rank == 0
                ? try $0.mul($1) : $0.rank == 1 && $1.rank == 1 ? try $0.dot($1) : try $0.innerProduct($1)
        },
        pair("outer", "vec2", "All products of two vectors' elements.", "n · m = n×m", aliases: ["ger"]) {
            try $0.outer($1)
        },
        OpRow(
            "addmm", .both.union(.inPlace),
            ["addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1)"],
            "beta · input + alpha · mat1 · mat2.", shape: "m×k · k×n = m×n"
        ) { .tensor(try $0.tensor(0).addmm($0.tensor(1), $0.tensor(2), beta: $0.scalar(3), alpha: $0.scalar(4))) },
        OpRow(
            "addmv", .both.union(.inPlace),
            ["addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1)"],
            "beta · input + alpha · mat · vec.", shape: "m×k · k = m"
        ) { .tensor(try $0.tensor(0).mul($0.scalar(3)).add($0.tensor(1).mv($0.tensor(2)), alpha: $0.scalar(4))) },
        OpRow(
            "baddbmm", .both.union(.inPlace),
            ["baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1)"],
            "beta · input + alpha · batch1 · batch2.", shape: "b×m×k · b×k×n = b×m×n"
        ) {
            .tensor(
                try $0.tensor(0).mul($0.scalar(3)).add($0.tensor(1).bmm($0.tensor(2)), alpha: $0.scalar(4)).named(
                    "BaddbmmBackward0"))
        },
        OpRow(
            "addbmm", .both.union(.inPlace),
            ["addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1)"],
            "beta · input + alpha · the sum of the batch's products.", shape: "m×n"
        ) {
            .tensor(
                try $0.tensor(0).mul($0.scalar(3)).add($0.tensor(1).bmm($0.tensor(2)).sum([0]), alpha: $0.scalar(4)))
        },
        OpRow(
            "linear", .functional, ["linear(Tensor input, Tensor weight, Tensor? bias=None)"],
            "input · weightᵀ + bias over the last axis.", shape: "the last axis becomes the weight's first"
        ) { .tensor(try $0.tensor(0).linear($0.tensor(1), $0.optionalTensor(2))) },
    ]
}
