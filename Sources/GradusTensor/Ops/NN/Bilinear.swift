extension Tensor {
    /// A bilinear form for each output: y[…, o] = Σᵢⱼ self[…, i] · weight[o, i, j] · other[…, j] + bias[o].
    public func bilinear(_ other: Tensor, _ weight: Tensor, _ bias: Tensor?) throws -> Tensor {
        guard weight.rank == 3, rank >= 1, other.rank == rank else {
            throw TensorError(
                .runtimeError, "bilinear(): input dimensions do not match: got \(rank) and \(other.rank)",
                operation: "bilinear", shapes: [shape, other.shape])
        }
        for i in 0..<(rank - 1) where shape[i] != other.shape[i] {
            throw TensorError(
                .runtimeError,
                "bilinear(): input batch dimensions do not match at dim \(i): got \(shape[i]) and \(other.shape[i])",
                operation: "bilinear", shapes: [shape, other.shape])
        }
        for (k, t) in [self, other].enumerated() where t.shape[rank - 1] != weight.shape[k + 1] {
            throw TensorError(
                .runtimeError,
                "bilinear(): input\(k + 1) size does not match weight size: got \(t.shape[rank - 1]) but expected "
                    + "\(weight.shape[k + 1])", operation: "bilinear", shapes: [t.shape, weight.shape])
        }
        let (out, first, second) = (weight.shape[0], weight.shape[1], weight.shape[2])
        let leading = Dims(shape.dropLast())
        let rows = leading.product
        // [rows, 1, i] · [out, i, j] → [out, rows, j]; times the other input, summed over j.
        return try quietly("bilinear", other, why: "\(first)·\(second) products for each of \(out) features") {
            let left = try reshape([rows, first]).expand([out, rows, first]).matmul(weight)
            let products = try left.mul(other.reshape([1, rows, second])).sum([2])
            let y = try products.t().reshape(Dims(Array(leading) + [out]))
            return try bias.map { try y.add($0) } ?? y
        }
    }
}

enum BilinearOps {
    static let rows: [OpRow] = [
        OpRow(
            "bilinear", [.function, .functional],
            ["bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None)"],
            "A bilinear form of two inputs for each output feature.", shape: "[…, in1], […, in2] → […, out]"
        ) { .tensor(try $0.tensor(0).bilinear($0.tensor(1), $0.tensor(2), $0.optionalTensor(3))) }
    ]
}
