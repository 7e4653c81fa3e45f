/// How the rows of a bag become one.
package enum BagMode: String {
    case sum, mean, max
}

extension Tensor {
    /// The sum, mean or largest elements of the rows of each bag: table [n, d] and bags of numbers → [bags, d].
    /// - Parameters:
    ///   - index: the numbers of all bags one after the other, or one bag in each row.
    ///   - offsets: where the bags begin; only for the former.
    ///   - weights: a factor for each number (`sum` only).
    ///   - includesEnd: the last offset is the end of the last bag.
    ///   - paddingIndex: a row that counts for nothing.
    package func embeddingBag(
        _ index: Tensor, offsets: Tensor?, mode: BagMode, weights: Tensor? = nil, includesEnd: Bool = false,
        paddingIndex: Int? = nil, scaleByFrequency: Bool = false
    ) throws -> Tensor {
        if rank != 2 { throw TensorError(.runtimeError, "'weight' must be 2-D", shapes: [shape]) }
        try Tensor.checkIndices(index, for: "embedding_bag")
        let bags = try Bags(index, offsets, includesEnd: includesEnd, padding: paddingIndex, rows: shape[0])
        let width = shape[1]
        if isMeta || index.isMeta { return try Tensor(empty: [bags.count, width], dtype, .meta) }
        let (own, places, bagOf) = (form, try Tensor(bags.places), try Tensor(bags.bagOf))
        let factors = try weights.map { w in
            try w.reshape([w.count]).indexSelect(0, Tensor(bags.kept)).reshape([places.count, 1])
        }
        // What one row of a bag contributes with.
        let shares: Tensor? =
            mode == .mean ? try Tensor(bags.sizes.map { Swift.max($0, 1) }).to(dtype).reshape([bags.count, 1]) : nil
        var chosen: Tensor?
        let out: Tensor = try GradMode.without {
            var rows = try detach().indexSelect(0, places)
            if mode == .max {
                let (best, isEmpty) = try largest(bags, places)
                chosen = best
                return try detach().gather(0, best).maskedFill(isEmpty, .double(0))
            }
            if let factors { rows = try rows.mul(factors.detach()) }
            let sums = try Tensor.zeros([bags.count, width], dtype: dtype).indexAdd(0, bagOf, rows)
            return try shares.map { try sums.div($0) } ?? sums
        }
        guard Tensor.anyRecorded([self] + (weights.map { [$0] } ?? [])) else { return out }
        let table = weights == nil ? nil : Saved(self)
        let frequency = scaleByFrequency ? try bags.frequencies(dtype) : nil
        let sizes = bags.sizes
        func gradients(_ b: inout Backward) throws {
            if let chosen {
                let live = try Tensor(sizes.map { $0 > 0 ? 1 : 0 }).to(own.dtype).reshape([sizes.count, 1])
                b[0] = try Tensor.zeros(own.shape, dtype: own.dtype).scatterAdd(0, chosen, b.grad.mul(live))
                return
            }
            let g = try shares.map { try b.grad.div($0) } ?? b.grad
            var spread = try g.indexSelect(0, bagOf)
            if let table, b.needs(1), let weights {
                let each = try spread.mul(table.value().indexSelect(0, places)).sum([1])
                b[1] = try Tensor.zeros([weights.count], dtype: own.dtype).indexAdd(0, Tensor(bags.kept), each)
                    .reshape(weights.shape)
            }
            if let factors { spread = try spread.mul(factors) }
            if let frequency { spread = try spread.div(frequency) }
            b[0] = try Tensor.zeros(own.shape, dtype: own.dtype).indexAdd(0, places, spread)
        }
        out.record("EmbeddingBagBackward0", inputs: [self] + (weights.map { [$0] } ?? []), gradients)
        ShapeLedger.note("embedding_bag", out, index, self, why: "\(bags.count) bags, \(width) numbers each")
        return out
    }

    /// For each bag and column the row of the table with the largest element, and which bags are empty.
    private func largest(_ bags: Bags, _ places: Tensor) throws -> (Tensor, Tensor) {
        let width = shape[1]
        let best = try Tensor.zeros([bags.count, width], dtype: .int64)
        let isEmpty = try Tensor(bags.sizes.map { $0 == 0 ? 1 : 0 }).to(.bool).reshape([bags.count, 1])
        let values = try detach().indexSelect(0, places).doubles()
        let p = best.pointer(Int.self)
        var seen = Array(repeating: -1, count: bags.count)
        for (i, bag) in bags.bagOf.enumerated() {
            // The place among the picked rows is kept until the end of the bag, then its row of the table.
            for c in 0..<width {
                let at = bag * width + c
                if seen[bag] < 0 || values[i * width + c] > values[p[at] * width + c] { p[at] = i }
            }
            seen[bag] = i
        }
        for at in 0..<(bags.count * width) where seen[at / width] >= 0 { p[at] = bags.places[p[at]] }
        return (best, isEmpty)
    }
}

/// The numbers of all bags in a row, without those that count for nothing.
private struct Bags {
    /// Rows of the table; the bag each goes into; its place among the numbers given.
    private(set) var places: [Int] = []
    private(set) var bagOf: [Int] = []
    private(set) var kept: [Int] = []
    private(set) var sizes: [Int]
    var count: Int { sizes.count }

    init(_ index: Tensor, _ offsets: Tensor?, includesEnd: Bool, padding: Int?, rows: Int) throws {
        var edges: [Int]
        if index.rank == 2 {
            let length = index.shape[1]
            edges = (0...index.shape[0]).map { $0 * length }
        } else {
            edges = try offsets?.contiguousUnrecorded().scalars().map(\.int) ?? [0]
            if let first = edges.first, first != 0 {
                throw TensorError(
                    .runtimeError,
                    "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from position 0. "
                        + "However, got \(first)")
            }
            if let last = edges.last, last > index.count {
                throw TensorError(
                    .runtimeError,
                    "offsets[-1] can not be greater than input's length \(index.count) but got offsets[-1] of \(last)")
            }
            if !includesEnd { edges.append(index.count) }
        }
        sizes = Array(repeating: 0, count: Swift.max(edges.count - 1, 0))
        if index.isMeta { return }
        let numbers = try index.contiguousUnrecorded().scalars().map(\.int)
        let skipped = padding.map { $0 < 0 ? $0 + rows : $0 }
        for bag in sizes.indices {
            let (from, to) = (edges[bag], edges[bag + 1])
            guard 0 <= from, from <= to, to <= numbers.count else {
                throw TensorError(.runtimeError, "offsets must not decrease: \(from), \(to)")
            }
            for i in from..<to {
                let row = numbers[i]
                if row < 0 || row >= rows {
                    throw TensorError(
                        .runtimeError,
                        "Index \(i) of input takes value \(row) which is not in the valid range [0, \(rows))")
                }
                if row == skipped { continue }
                places.append(row)
                bagOf.append(bag)
                kept.append(i)
                sizes[bag] += 1
            }
        }
    }

    /// How often each number was asked for.
    func frequencies(_ type: DType) throws -> Tensor {
        var counts: [Int: Int] = [:]
        for row in places { counts[row, default: 0] += 1 }
        return try Tensor(places.map { counts[$0] ?? 1 }).to(type).reshape([places.count, 1])
    }
}

enum EmbeddingBags {
    static let rows: [OpRow] = [
        OpRow(
            "embedding_bag", .functional,
            [
                "embedding_bag(Tensor input, Tensor weight, Tensor? offsets=None, float? max_norm=None, "
                    + "float norm_type=2, bool scale_grad_by_freq=False, str mode='mean', bool sparse=False, "
                    + "Tensor? per_sample_weights=None, bool include_last_offset=False, int? padding_idx=None)"
            ], "Sums, means or largest elements of bags of a table's rows.", shape: "bags × width of the table"
        ) { a in
            let (index, table, offsets, weights) = (
                try a.tensor(0), try a.tensor(1), try a.optionalTensor(2), try a.optionalTensor(8)
            )
            guard let mode = BagMode(rawValue: try a.string(6)) else {
                throw TensorError(.valueError, "mode has to be one of sum, mean or max")
            }
            try check(index, offsets, weights, mode)
            if let limit = try a.optionalDouble(3) { try table.renormRows(index, limit: limit, ord: a.double(4)) }
            return .tensor(
                try table.embeddingBag(
                    index, offsets: offsets, mode: mode, weights: weights, includesEnd: a.bool(9),
                    paddingIndex: a.optionalInt(10), scaleByFrequency: a.bool(5)))
        }
    ]

    private static func check(_ index: Tensor, _ offsets: Tensor?, _ weights: Tensor?, _ mode: BagMode) throws {
        if let weights, weights.shape != index.shape {
            throw TensorError(
                .valueError,
                "embedding_bag: If per_sample_weights (torch.Size(\(weights.shape))) is not None, then it must have the "
                    + "same shape as the input (torch.Size(\(index.shape)))", shapes: [weights.shape, index.shape])
        }
        switch index.rank {
        case 2:
            if offsets != nil {
                throw TensorError(
                    .valueError,
                    "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixed length "
                        + "sequences. However, found offsets of type <class 'torch.Tensor'>")
            }
        case 1:
            guard let offsets else { throw TensorError(.valueError, "offsets has to be a 1D Tensor but got None") }
            if offsets.rank != 1 { throw TensorError(.valueError, "offsets has to be a 1D Tensor") }
            try Tensor.checkIndices(offsets, for: "embedding_bag")
        default:
            throw TensorError(
                .valueError, "input has to be 1D or 2D Tensor, but got Tensor of dimension \(index.rank)",
                shapes: [index.shape])
        }
        if weights != nil, mode != .sum {
            throw TensorError(
                .notImplementedError,
                "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for mode='sum' "
                    + "(got mode='\(mode.rawValue)'). Please open a feature request on GitHub.")
        }
    }
}
