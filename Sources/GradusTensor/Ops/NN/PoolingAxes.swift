extension Tensor {
    /// [N, C, L] or [C, L] as pictures of one row.
    private func pooledAsRows(_ name: String, _ o: PoolingOptions, _ body: (Tensor, PoolingOptions) throws -> Tensor)
        throws -> Tensor
    {
        try checkRow(name, o)
        for list in [o.kernel, o.stride, o.padding, o.dilation]
        where list.contains(where: { $0 > 1 << 30 || $0 < -1 << 30 }) {
            throw TensorError(.runtimeError, "\(name): parameters out of range")
        }
        let rows = PoolingOptions(
            kernel: [1, o.kernel[0]], stride: [1, o.stride[0]], padding: [0, o.padding[0]],
            dilation: [1, o.dilation[0]], ceilMode: o.ceilMode)
        return try quietly(name) { try body(unsqueeze(-2), rows).squeeze([-2]) }
    }

    private func checkRow(_ name: String, _ o: PoolingOptions) throws {
        func fail(_ text: String) -> TensorError {
            TensorError(.runtimeError, text, operation: name, shapes: [shape])
        }
        let settings = [("kernel_size", o.kernel), ("stride", o.stride), ("padding", o.padding)]
        if name == "avg_pool1d" {
            if rank != 2 && rank != 3 {
                throw fail(
                    "Expected 2 to 3 dimensions, but got \(rank)-dimensional tensor for argument #1 'self' (while "
                        + "checking arguments for avg_pool1d)")
            }
            for (setting, list) in settings where list.count != 1 {
                throw fail("avg_pool1d() argument '\(setting)' should contain one int (got \(list.count))")
            }
            return
        }
        if rank != 2 && rank != 3 || shape[rank - 1] == 0 || shape[rank - 2] == 0 {
            throw fail(
                "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but "
                    + "got:\(shape)")
        }
        for (setting, list) in settings + [("dilation", o.dilation)] where list.count != 1 {
            let kinds = setting == "stride" ? "None, an int, list of ints, or" : "an int, list of ints or"
            throw fail("max_pool1d() \(setting) must be \(kinds) tuple of ints of size 1 but got size \(list.count)")
        }
        let (kernel, padding) = (o.kernel[0], o.padding[0])
        if kernel <= 0 { throw fail("max_pool1d() kernel_size must be greater than zero, but got \(kernel)") }
        if o.stride[0] <= 0 { throw fail("max_pool1d() stride must be greater than zero, but got \(o.stride[0])") }
        if padding < 0 { throw fail("max_pool1d() padding must be non-negative, but got \(padding)") }
        if padding > kernel / 2 {
            throw fail(
                "max_pool1d() padding should be at most half of kernel size, but got padding=\(padding) and "
                    + "kernel_size=\(kernel)")
        }
        if o.dilation[0] <= 0 {
            throw fail("max_pool1d() dilation must be greater than zero, but got \(o.dilation[0])")
        }
        if kernel <= 1 << 30, o.dilation[0] <= 1 << 30, o.stride[0] <= 1 << 30 {
            let size = o.outputSize(shape[rank - 1], 0)
            if size <= 0 { throw fail("max_pool1d() Invalid computed output size: \(size)") }
        }
    }

    /// The largest element of each window of the last axis.
    public func maxPool1d(_ o: PoolingOptions) throws -> Tensor {
        try pooledAsRows("max_pool1d", o) { try $0.maxPool2d($1) }
    }

    /// The largest element of each window of the last axis and its place.
    public func maxPool1dWithIndices(_ o: PoolingOptions) throws -> (values: Tensor, indices: Tensor) {
        var places: Tensor?
        let values = try pooledAsRows("max_pool1d", o) {
            let (v, i) = try $0.maxPool2dWithIndices($1)
            places = try i.squeeze([-2])
            return v
        }
        return (values, places ?? values)
    }

    /// The mean of each window of the last axis.
    public func avgPool1d(_ o: PoolingOptions, countIncludePad: Bool = true) throws -> Tensor {
        try pooledAsRows("avg_pool1d", o) { try $0.avgPool2d($1, countIncludePad: countIncludePad) }
    }
}

enum PoolingAxesOps {
    static let rows: [OpRow] = [
        OpRow(
            "max_pool1d", [.function, .functional],
            [
                "max_pool1d(Tensor input, int[1] kernel_size, int[1]? stride=None, int[1] padding=0, int[1] dilation=1, "
                    + "bool ceil_mode=False, bool return_indices=False)"
            ], "The largest element of each window of the last axis.",
            shape: "⌊(n + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1"
        ) { a in
            let options = PoolingOptions(
                kernel: try a.ints(1), stride: a.isNone(2) ? [] : try a.ints(2), padding: try a.ints(3),
                dilation: try a.ints(4), ceilMode: try a.bool(5))
            let t = try a.tensor(0)
            guard try a.bool(6) else { return .tensor(try t.maxPool1d(options)) }
            let (values, indices) = try t.maxPool1dWithIndices(options)
            return .tuple(typeName: nil, fields: [], [values, indices])
        },
        OpRow(
            "avg_pool1d", [.function, .functional],
            [
                "avg_pool1d(Tensor input, int[1] kernel_size, int[1]? stride=None, int[1] padding=0, "
                    + "bool ceil_mode=False, bool count_include_pad=True)"
            ], "The mean of each window of the last axis.", shape: "⌊(n + 2·padding − kernel) / stride⌋ + 1"
        ) { a in
            let options = PoolingOptions(
                kernel: try a.ints(1), stride: a.isNone(2) ? [] : try a.ints(2), padding: try a.ints(3),
                dilation: [1], ceilMode: try a.bool(4))
            return .tensor(try a.tensor(0).avgPool1d(options, countIncludePad: a.bool(5)))
        },
    ]
}
