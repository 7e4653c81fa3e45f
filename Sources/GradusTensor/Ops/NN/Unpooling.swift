extension Tensor {
    /// Values put back to the places that max pooling took them from, zeros elsewhere.
    func maxUnpool(_ indices: Tensor, _ sizes: [Int]) throws -> Tensor {
        let axes = sizes.count
        let name = "max_unpool\(axes)d"
        if indices.dtype != .int64 {
            throw TensorError(
                .runtimeError, "elements in indices should be type int64 but got: \(indices.dtype.scalarTypeName)")
        }
        if rank != axes + 1 && rank != axes + 2 {
            throw TensorError(
                .runtimeError,
                "Input to \(name) should be a \(axes + 1)d or \(axes + 2)d Tensor, but got a tensor with \(rank) dimensions.",
                shapes: [shape])
        }
        if indices.shape != shape {
            throw TensorError(
                .runtimeError,
                "Expected shape of indices to be same as that of the input tensor (\(shape)) but got indices tensor with shape: "
                    + "\(indices.shape)", shapes: [shape, indices.shape])
        }
        if sizes.contains(where: { $0 < 0 || $0 > 1 << 30 }) {
            throw TensorError(.runtimeError, "\(name): output size out of range")
        }
        let lead = Dims(shape.dropLast(axes))
        let plane = sizes.reduce(1, *)
        var target = lead
        for s in sizes { target.append(s) }
        try Tensor.checkSizes(target)
        if let wrong = try indices.ints().first(where: { $0 < 0 || $0 >= plane }) {
            throw TensorError(
                .runtimeError,
                "Found an invalid max index: \(wrong) (output volumes are of size \(sizes.map(String.init).joined(separator: "x")))"
            )
        }
        let planes = lead.product
        let n = planes == 0 ? 0 : count / planes
        return try quietly(name) {
            try Tensor.zeros([planes, plane], dtype: dtype).scatter(
                1, indices.reshape([planes, n]), .tensor(contiguous().reshape([planes, n]))
            ).reshape(target).named(axes == 1 ? "SqueezeBackward1" : "MaxUnpool\(axes)DBackward0")
        }
    }

    /// (Σ xᵖ)^(1/p) over windows of the last axes, from the mean of the powers.
    func lpPool(_ p: Double, _ kernel: Dims, _ stride: Dims, ceilMode: Bool) throws -> Tensor {
        let axes = kernel.count
        return try quietly("lp_pool\(axes)d") {
            let powers = try pow(.double(p))
            let means =
                try axes == 1
                ? powers.avgPool1d(
                    PoolingOptions(kernel: kernel, stride: stride, padding: [0], dilation: [1], ceilMode: ceilMode))
                : powers.avgPool2d(PoolingOptions(kernel: kernel, stride: stride, ceilMode: ceilMode))
            return try means.sign().mul(means.abs().relu()).mul(.int(kernel.product)).pow(.double(1 / p))
        }
    }
}

enum UnpoolingOps {
    private static func unpool(_ axes: Int) -> OpRow {
        OpRow(
            "max_unpool\(axes)d", .functional,
            [
                "max_unpool\(axes)d(Tensor input, Tensor indices, int[\(axes)] kernel_size, int[\(axes)]? stride=None, "
                    + "int[\(axes)] padding=0, any output_size=None)"
            ], "Values put back to the places that max pooling took them from.",
            shape: "(n − 1)·stride − 2·padding + kernel, or output_size"
        ) { a in
            let t = try a.tensor(0)
            let kernel = try a.ints(2, size: axes)
            let stride = a.isNone(3) ? kernel : try a.ints(3, size: axes)
            let padding = try a.ints(4, size: axes)
            for d in [kernel, stride, padding] where d.contains(where: { $0 < -1 << 30 || $0 > 1 << 30 }) {
                throw TensorError(.runtimeError, "max_unpool\(axes)d: parameters out of range")
            }
            var sizes: [Int] = []
            for i in 0..<axes {
                let n = t.rank >= axes ? t.shape[t.rank - axes + i] : 1
                sizes.append((n &- 1) &* stride[i] &- 2 &* padding[i] &+ kernel[i])
            }
            if case .ints(let given) = a[5] { sizes = Array(given.suffix(axes)) }
            if sizes.count != axes {
                throw TensorError(
                    .valueError,
                    "output_size should be a sequence containing \(axes) or \(axes + 2) elements, but it has a length of '\(sizes.count)'"
                )
            }
            return .tensor(try t.maxUnpool(a.tensor(1), sizes))
        }
    }

    private static func options(_ a: borrowing OpArguments, dilated: Bool) throws -> PoolingOptions {
        PoolingOptions(
            kernel: try a.ints(1, size: 3), stride: a.isNone(2) ? [] : try a.ints(2, size: 3),
            padding: try a.ints(3, size: 3), dilation: dilated ? try a.ints(4, size: 3) : [1, 1, 1],
            ceilMode: try a.bool(dilated ? 5 : 4))
    }

    static let rows: [OpRow] = [
        unpool(1), unpool(2), unpool(3),
        OpRow(
            "max_pool3d", [.function, .functional],
            [
                "max_pool3d(Tensor input, int[3] kernel_size, int[3]? stride=None, int[3] padding=0, int[3] dilation=1, "
                    + "bool ceil_mode=False, bool return_indices=False)"
            ], "The largest element of each window of the last three axes.",
            shape: "⌊(n + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1"
        ) { a in
            let r = try a.tensor(0).maxPool3d(options(a, dilated: true))
            return try a.bool(6) ? .tuple(typeName: nil, fields: [], [r.values, r.indices]) : .tensor(r.values)
        },
        OpRow(
            "avg_pool3d", .functional,
            [
                "avg_pool3d(Tensor input, int[3] kernel_size, int[3]? stride=None, int[3] padding=0, bool ceil_mode=False, "
                    + "bool count_include_pad=True, int? divisor_override=None)"
            ], "The mean of each window of the last three axes.", shape: "⌊(n + 2·padding − kernel) / stride⌋ + 1"
        ) {
            .tensor(
                try $0.tensor(0).avgPool3d(
                    options($0, dilated: false), countIncludePad: $0.bool(5), divisor: $0.optionalInt(6)))
        },
        OpRow(
            "lp_pool1d", .functional,
            ["lp_pool1d(Tensor input, float norm_type, int[1] kernel_size, int[1]? stride=None, bool ceil_mode=False)"],
            "The p-norm of each window of the last axis.", shape: "⌊(n − kernel) / stride⌋ + 1"
        ) {
            let kernel = try $0.ints(2, size: 1)
            return .tensor(
                try $0.tensor(0).lpPool(
                    $0.double(1), kernel, $0.isNone(3) ? kernel : $0.ints(3, size: 1), ceilMode: $0.bool(4)))
        },
        OpRow(
            "lp_pool2d", .functional,
            ["lp_pool2d(Tensor input, float norm_type, int[2] kernel_size, int[2]? stride=None, bool ceil_mode=False)"],
            "The p-norm of each window of the last two axes.", shape: "⌊(n − kernel) / stride⌋ + 1"
        ) {
            let kernel = try $0.ints(2, size: 2)
            return .tensor(
                try $0.tensor(0).lpPool(
                    $0.double(1), kernel, $0.isNone(3) ? kernel : $0.ints(3, size: 2), ceilMode: $0.bool(4)))
        },
    ]
}
