extension Tensor {
    /// The elements on and below (above) a diagonal of each matrix, zeros elsewhere.
    private func triangle(lower: Bool, _ diagonal: Int, _ name: String) throws -> Tensor {
        if rank < 2 {
            throw TensorError(
                .runtimeError, "\(name): input tensor must have at least 2 dimensions", shapes: [shape])
        }
        let out = try copied()
        let (m, n) = (shape[rank - 2], shape[rank - 1])
        if !isMeta && count > 0 {
            let size = dtype.size
            let limit = Swift.max(m, n)
            let shift = Swift.min(Swift.max(diagonal, -limit), limit)
            for row in 0..<(count / n) {
                let i = row % m
                // Columns up to i + shift belong to the lower triangle.
                let edge = Swift.min(Swift.max(i + shift + (lower ? 1 : 0), 0), n)
                let (from, to) = lower ? (edge, n) : (0, edge)
                if to > from { memoryClear(out.data + (row * n + from) * size, (to - from) * size) }
            }
        }
        if isRecorded {
            out.record(lower ? "TrilBackward0" : "TriuBackward0", self) { g in
                g[0] = try lower ? g.grad.tril(diagonal) : g.grad.triu(diagonal)
            }
        }
        ShapeLedger.note(name, out, self, why: Why.same)
        return out
    }

    private func memoryClear(_ p: UnsafeMutableRawPointer, _ bytes: Int) {
        p.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    }

    /// The lower triangle of each matrix.
    public func tril(_ diagonal: Int = 0) throws -> Tensor { try triangle(lower: true, diagonal, "tril") }

    /// The upper triangle of each matrix.
    public func triu(_ diagonal: Int = 0) throws -> Tensor { try triangle(lower: false, diagonal, "triu") }

    /// The sum of the diagonal.
    public func trace() throws -> Tensor {
        if dtype == .bool { throw TensorError(.notImplementedError, "\"trace\" not implemented for 'Bool'") }
        if rank != 2 {
            throw TensorError(
                .runtimeError, "trace: expected a matrix, but got tensor with dim \(rank)", shapes: [shape])
        }
        let out = try GradMode.without { try diagonal().sum() }
        if isRecorded {
            let own = shape
            out.record("TraceBackward0", self) { g in
                let eye = try Tensor.eye(own[0], own[1], dtype: g.grad.dtype)
                g[0] = try eye.mul(g.grad)
            }
        }
        ShapeLedger.note("trace", out, self, why: "the diagonal summed")
        return out
    }

    /// The last axis as diagonals of matrices over two axes.
    public func diagEmbed(offset shift: Int = 0, _ dim1: Int = -2, _ dim2: Int = -1) throws -> Tensor {
        try checkRank(rank + 1, "diag_embed")
        let (a, b) = (try Tensor.axis(dim1, rank + 1), try Tensor.axis(dim2, rank + 1))
        if rank == 0 {
            throw TensorError(
                .indexError, "Dimension out of range (expected to be in range of [-1, 0], but got \(dim1))")
        }
        if a == b {
            throw TensorError(.runtimeError, "diagonal dimensions cannot be identical \(dim1), \(dim2)")
        }
        if shift.magnitude > 1 << 31 {
            throw TensorError(.runtimeError, "Storage size calculation overflowed with sizes=\(shape)")
        }
        let n = shape[rank - 1] + Swift.abs(shift)
        let (first, second) = (Swift.min(a, b), Swift.max(a, b))
        let sizes = Dims(shape.dropLast()).inserting(n, at: first).inserting(n, at: second)
        try Tensor.checkSizes(sizes)
        let out = try Tensor.zeros(sizes, dtype: dtype, device: device)
        if !isMeta {
            StridedCopy.copy(from: self, to: try GradMode.without { try out.diagonal(offset: shift, a, b) })
        }
        if isRecorded {
            out.record("DiagEmbedBackward0", self) { g in g[0] = try g.grad.diagonal(offset: shift, a, b) }
        }
        ShapeLedger.note("diag_embed", out, self, why: "the last axis on the diagonal of \(n)×\(n)")
        return out
    }

    /// A vector as a diagonal matrix; the diagonal of a matrix.
    public func diag(_ diagonal: Int = 0) throws -> Tensor {
        switch rank {
        case 1: return try diagEmbed(offset: diagonal)
        case 2:
            let view = try GradMode.without { try self.diagonal(offset: diagonal) }
            let out = try view.copied()
            if isRecorded {
                let own = shape
                out.record("DiagonalBackward0_copy", self) { g in
                    let n = Swift.max(own[0], own[1])
                    // Embedded in a square, cut to the operand.
                    let (r, c) = diagonal >= 0 ? (0, diagonal) : (-diagonal, 0)
                    let k = g.grad.shape[0]
                    if k == 0 || r >= n || c >= n {
                        g[0] = try Tensor.zeros(own, dtype: g.grad.dtype)
                    } else {
                        g[0] = try g.grad.diagEmbed().pad([c, own[1] - c - k, r, own[0] - r - k])
                    }
                }
            }
            ShapeLedger.note("diag", out, self, why: "the diagonal")
            return out
        default: throw TensorError(.runtimeError, "diag(): Supports 1D or 2D tensors. Got \(rank)D", shapes: [shape])
        }
    }

    /// Row and column numbers of a triangle, [2, n].
    static func triangleIndices(lower: Bool, _ rows: Int, _ columns: Int, _ offset: Int, _ dtype: DType) throws
        -> Tensor
    {
        if rows < 0 { throw TensorError(.runtimeError, "row must be non-negative, got\(rows)") }
        if columns < 0 { throw TensorError(.runtimeError, "col must be non-negative, got\(columns)") }
        if dtype != .int64 && dtype != .int32 {
            throw TensorError(
                .notImplementedError,
                "\"\(lower ? "tril" : "triu")_indices\" not implemented for '\(dtype.scalarTypeName)'")
        }
        try Tensor.checkSizes([2, rows, columns])
        // The machine is asked for the memory before the numbers are made.
        _ = try Tensor(empty: [rows, 2], .int64)
        let limit = Swift.max(rows, columns)
        let shift = Swift.min(Swift.max(offset, -limit), limit)
        var (r, c): ([Int], [Int]) = ([], [])
        var total = 0
        for i in 0..<rows {
            let edge = Swift.min(Swift.max(i + shift + (lower ? 1 : 0), 0), columns)
            total += lower ? edge : columns - edge
        }
        _ = try Tensor(empty: [total, 4], .int64)
        for i in 0..<rows {
            let edge = Swift.min(Swift.max(i + shift + (lower ? 1 : 0), 0), columns)
            for j in lower ? 0..<edge : edge..<columns {
                r.append(i)
                c.append(j)
            }
        }
        return try Tensor(r + c, shape: [2, r.count]).castUnrecorded(dtype)
    }
}

enum TriangleOps {
    private static let options =
        "ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None"

    private static func indices(_ name: String, lower: Bool) -> OpRow {
        OpRow(
            name, .function, ["\(name)(int row, int col, int offset=0, *, \(options))"],
            "Row and column numbers of a triangle.", shape: "2 × the number of its elements"
        ) {
            .tensor(
                try Tensor.triangleIndices(lower: lower, $0.int(0), $0.int(1), $0.int(2), $0.dtype(3) ?? .int64))
        }
    }

    static let rows: [OpRow] = [
        OpRow(
            "tril", .pointwise, ["tril(Tensor self, int diagonal=0)"], "The lower triangle of each matrix.",
            shape: "that of the input"
        ) { .tensor(try $0.tensor(0).tril($0.int(1))) },
        OpRow(
            "triu", .pointwise, ["triu(Tensor self, int diagonal=0)"], "The upper triangle of each matrix.",
            shape: "that of the input"
        ) { .tensor(try $0.tensor(0).triu($0.int(1))) },
        OpRow("trace", .both, ["trace(Tensor self)"], "The sum of the diagonal.", shape: "no axes") {
            .tensor(try $0.tensor(0).trace())
        },
        OpRow(
            "diag", .both, ["diag(Tensor self, int diagonal=0)"],
            "A vector as a diagonal matrix; the diagonal of a matrix.", shape: "n×n, or the diagonal's length"
        ) { .tensor(try $0.tensor(0).diag($0.int(1))) },
        OpRow(
            "diagflat", .both, ["diagflat(Tensor self, int offset=0)"], "All elements on the diagonal of a matrix.",
            shape: "n×n"
        ) { .tensor(try $0.tensor(0).contiguous().reshape([-1]).diagEmbed(offset: $0.int(1))) },
        OpRow(
            "diag_embed", .both, ["diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1)"],
            "The last axis as diagonals of matrices.", shape: "one axis more"
        ) { .tensor(try $0.tensor(0).diagEmbed(offset: $0.int(1), $0.int(2), $0.int(3))) },
        indices("tril_indices", lower: true), indices("triu_indices", lower: false),
        OpRow(
            "fill_diagonal", .inPlace, ["fill_diagonal(Tensor self, Scalar fill_value, bool wrap=False)"],
            "Sets the main diagonal.", shape: "that of the input",
            inPlace: { a in
                let t = try a.tensor(0)
                if t.rank < 2 {
                    throw TensorError(.runtimeError, "dimensions must larger than 1")
                }
                if t.rank > 2, t.shape.contains(where: { $0 != t.shape[0] }) {
                    throw TensorError(.runtimeError, "all dimensions of input must be of equal length")
                }
                let n = t.rank == 2 ? Swift.min(t.shape[0], t.shape[1]) : t.shape[0]
                let step = t.strides.reduce(0, +)
                let line = t.alias(shape: [n], strides: [step], offset: t.offset)
                let own = (shape: t.shape, strides: t.strides, offset: t.offset)
                t.recordView(line, "AsStridedBackward0") { g in
                    try g.embedded(in: own.shape, own.strides, own.offset, at: [step], own.offset)
                }
                try t.checkInPlace()
                try line.fillInPlace(a.scalar(1))
                // Rows below a square of a tall matrix take it up again.
                if try a.bool(2), t.rank == 2, t.shape[0] > t.shape[1] + 1 {
                    var row = t.shape[1] + 1
                    while row < t.shape[0] {
                        let k = Swift.min(t.shape[1], t.shape[0] - row)
                        let part = t.alias(shape: [k], strides: [step], offset: t.offset + row * t.strides[0])
                        part.fillUnrecorded(try a.scalar(1))
                        row += t.shape[1] + 1
                    }
                }
                return .tensor(t)
            }
        ) { .tensor(try $0.tensor(0)) },
    ]
}
