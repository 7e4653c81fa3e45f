extension Tensor {
    /// Products summed over the letters that the result does not have (Einstein's convention).
    ///
    /// Letters of one operand alone are summed first; pairs of operands are then joined by batches of matrix products, from left
    /// to right.
    public static func einsum(_ equation: String, _ operands: [Tensor]) throws -> Tensor {
        func wrong(_ text: String) -> TensorError {
            TensorError(.runtimeError, "einsum(): " + text, shapes: operands.map(\.shape))
        }
        if operands.isEmpty { throw wrong("must provide at least one operand") }
        let (inputs, output) = try EinsumEquation.parse(equation, operands.count, wrong)

        // The axes of the ellipsis get labels of their own, counted from the last axis.
        var ellipsis = 0
        for (i, labels) in inputs.enumerated() {
            let letters = labels.filter { $0 != EinsumEquation.dots }.count
            let hasDots = labels.contains(EinsumEquation.dots)
            if hasDots ? letters > operands[i].rank : letters != operands[i].rank {
                throw wrong(
                    "the number of subscripts in the equation (\(letters)) "
                        + (hasDots
                            ? "is more than the number of dimensions (\(operands[i].rank)) for operand \(i)"
                            : "does not match the number of dimensions (\(operands[i].rank)) for operand \(i) and no ellipsis was "
                                + "given"))
            }
            if hasDots { ellipsis = Swift.max(ellipsis, operands[i].rank - letters) }
        }
        func expanded(_ labels: [Int], _ rank: Int?) -> [Int] {
            let letters = labels.filter { $0 != EinsumEquation.dots }.count
            let n = rank.map { $0 - letters } ?? ellipsis
            return labels.flatMap { l in
                l == EinsumEquation.dots ? (0..<n).map { EinsumEquation.firstDot + (ellipsis - n) + $0 } : [l]
            }
        }
        var terms: [(labels: [Int], tensor: Tensor)] = []
        var sizes: [Int: Int] = [:]
        for (i, t) in operands.enumerated() {
            var labels = expanded(inputs[i], t.rank)
            var tensor = t
            // A letter twice in one operand is its diagonal.
            var seen: [Int: Int] = [:]
            var axis = 0
            while axis < labels.count {
                if let first = seen[labels[axis]] {
                    if tensor.shape[first] != tensor.shape[axis] {
                        throw wrong(
                            "subscript \(EinsumEquation.name(labels[axis])) is repeated for operand \(i) but the sizes don't match, "
                                + "\(tensor.shape[axis]) != \(tensor.shape[first])")
                    }
                    tensor = try tensor.diagonal(offset: 0, first, axis).movedim([-1], [first])
                    labels.remove(at: axis)
                } else {
                    seen[labels[axis]] = axis
                    axis += 1
                }
            }
            for (l, n) in zip(labels, tensor.shape) {
                if let known = sizes[l], known != 1 {
                    if n != known && n != 1 {
                        throw wrong(
                            "subscript \(EinsumEquation.name(l)) has size \(n) for operand \(i) which does not broadcast with "
                                + "previously seen size \(known)")
                    }
                } else {
                    sizes[l] = n
                }
            }
            terms.append((labels, tensor))
        }
        let target: [Int]
        if let output {
            target = expanded(output, nil)
            var seen = Set<Int>()
            for l in target {
                if !seen.insert(l).inserted {
                    throw wrong("output subscript \(EinsumEquation.name(l)) appears more than once in the output")
                }
                if sizes[l] == nil {
                    throw wrong(
                        "output subscript \(EinsumEquation.name(l)) does not appear in the equation for any input operand"
                    )
                }
            }
        } else {
            // The ellipsis, then the letters that occur once, in order.
            var times: [Int: Int] = [:]
            for labels in inputs { for l in labels where l != EinsumEquation.dots { times[l, default: 0] += 1 } }
            target =
                (0..<ellipsis).map { EinsumEquation.firstDot + $0 } + times.filter { $0.value == 1 }.keys.sorted()
        }
        let quiet = ShapeLedger.pause()
        defer { ShapeLedger.resume(quiet) }
        var (labels, out) = terms[0]
        for i in 1..<Swift.max(terms.count, 1) {
            let later = Set(target).union(terms[(i + 1)...].flatMap(\.labels))
            (labels, out) = try contracted(labels, out, terms[i].labels, terms[i].tensor, keep: later)
        }
        // What is left: sum, order, and axes that only broadcast.
        let gone = Dims(labels.indices.filter { !target.contains(labels[$0]) })
        if !gone.isEmpty { out = try out.sum(gone) }
        labels = labels.filter { target.contains($0) }
        let order = target.compactMap { labels.firstIndex(of: $0) }
        if order != Array(0..<order.count) { out = try out.permute(Dims(order)) }
        return out
    }

    /// The product of two operands, summed over the labels that nobody needs any more.
    private static func contracted(
        _ la: [Int], _ x: Tensor, _ lb: [Int], _ y: Tensor, keep: Set<Int>
    ) throws -> ([Int], Tensor) {
        var (la, lb, a, b) = (la, lb, x, y)
        // Sum what only one side has, and what one side has with size 1.
        func reduce(_ labels: inout [Int], _ t: inout Tensor, _ other: [Int]) throws {
            let gone = labels.indices.filter { !keep.contains(labels[$0]) && !other.contains(labels[$0]) }
            if !gone.isEmpty {
                t = try t.sum(Dims(gone))
                labels = labels.indices.filter { !gone.contains($0) }.map { labels[$0] }
            }
        }
        try reduce(&la, &a, lb)
        try reduce(&lb, &b, la)
        let shared = la.filter { lb.contains($0) }
        func size(_ t: Tensor, _ labels: [Int], _ l: Int) -> Int { labels.firstIndex(of: l).map { t.shape[$0] } ?? 1 }
        // Shared labels of unequal size (one is 1) broadcast.
        for l in shared where size(a, la, l) != size(b, lb, l) {
            let n = Swift.max(size(a, la, l), size(b, lb, l))
            if let i = la.firstIndex(of: l), a.shape[i] == 1 { a = try a.expand(a.shape.replacing(at: i, with: n)) }
            if let i = lb.firstIndex(of: l), b.shape[i] == 1 { b = try b.expand(b.shape.replacing(at: i, with: n)) }
        }
        let batch = shared.filter { keep.contains($0) }
        let summed = shared.filter { !keep.contains($0) }
        let left = la.filter { !shared.contains($0) }
        let right = lb.filter { !shared.contains($0) }
        func arranged(_ t: Tensor, _ labels: [Int], _ order: [Int]) throws -> Tensor {
            try t.permute(Dims(order.compactMap { labels.firstIndex(of: $0) }))
        }
        func sizes(_ t: Tensor, _ labels: [Int], _ wanted: [Int]) -> [Int] { wanted.map { size(t, labels, $0) } }
        try a.checkRank(batch.count + left.count + right.count, "einsum")
        let (nb, nl, nr, ns) = (
            sizes(a, la, batch).reduce(1, *), sizes(a, la, left).reduce(1, *), sizes(b, lb, right).reduce(1, *),
            sizes(a, la, summed).reduce(1, *)
        )
        let resultShape = Dims(sizes(a, la, batch) + sizes(a, la, left) + sizes(b, lb, right))
        if summed.isEmpty {
            // Nothing to sum: a product element by element.
            let ones = { (n: Int) in [Int](repeating: 1, count: n) }
            let p = try arranged(a, la, batch + left).reshape(
                Dims(sizes(a, la, batch) + sizes(a, la, left) + ones(right.count)))
            let q = try arranged(b, lb, batch + right).reshape(
                Dims(sizes(b, lb, batch) + ones(left.count) + sizes(b, lb, right)))
            return (batch + left + right, try p.mul(q))
        }
        let p = try arranged(a, la, batch + left + summed).reshape([nb, nl, ns])
        let q = try arranged(b, lb, batch + summed + right).reshape([nb, ns, nr])
        return (batch + left + right, try p.bmm(q).reshape(resultShape))
    }
}

/// Equations such as `bij,bjk->bik`.
enum EinsumEquation {
    /// Stands for `...`.
    static let dots = -1
    /// Labels of the ellipsis' axes.
    static let firstDot = 1000

    /// The letter of a label: upper case first, as PyTorch orders them.
    static func name(_ label: Int) -> String {
        if label >= firstDot { return "..." }
        let code = label < 26 ? 65 + label : 97 + label - 26
        return String(UnicodeScalar(UInt8(clamping: code)))
    }

    static func parse(
        _ text: String, _ operandCount: Int, _ wrong: (String) -> TensorError
    ) throws -> (inputs: [[Int]], output: [Int]?) {
        let bytes = Array(text.utf8)
        var inputs: [[Int]] = [[]]
        var output: [Int]?
        var dotsSeen = false
        var i = 0
        while i < bytes.count {
            let c = bytes[i]
            switch c {
            case UInt8(ascii: " "): break
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
                let label = c < 97 ? Int(c) - 65 : Int(c) - 97 + 26
                if output != nil { output?.append(label) } else { inputs[inputs.count - 1].append(label) }
            case UInt8(ascii: "."):
                if dotsSeen {
                    throw wrong(
                        output == nil
                            ? "found '.' for operand \(inputs.count - 1) for which an ellipsis was already found"
                            : "found '.' for output but an ellipsis (...) was already found")
                }
                guard i + 2 < bytes.count, bytes[i + 1] == c, bytes[i + 2] == c else {
                    throw wrong(
                        output == nil
                            ? "found '.' for operand \(inputs.count - 1) that is not part of any ellipsis"
                            : "found '.' for output that is not part of any ellipsis (...)")
                }
                dotsSeen = true
                i += 2
                if output != nil { output?.append(dots) } else { inputs[inputs.count - 1].append(dots) }
            case UInt8(ascii: ",") where output == nil:
                inputs.append([])
                if inputs.count > operandCount {
                    throw wrong("fewer operands were provided than specified in the equation")
                }
                dotsSeen = false
            case UInt8(ascii: "-") where output == nil:
                guard i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: ">") else {
                    throw wrong(
                        "invalid subscript given at index \(i) in the equation string, subscripts must be in [a-zA-Z]")
                }
                i += 1
                output = []
                dotsSeen = false
            default:
                throw wrong(
                    "invalid subscript given at index \(i) in the equation string, subscripts must be in [a-zA-Z]")
            }
            i += 1
        }
        if inputs.count < operandCount {
            throw wrong("more operands were provided than specified in the equation")
        }
        return (inputs, output)
    }
}

extension Tensor {
    /// Products summed over pairs of axes.
    public func tensordot(_ other: Tensor, _ first: [Int], _ second: [Int]) throws -> Tensor {
        if first.count != second.count {
            throw TensorError(.runtimeError, "both dimension lists should have same length")
        }
        let (a, b) = (try first.map { try axis($0) }, try second.map { try other.axis($0) })
        for (i, (p, q)) in zip(a, b).enumerated() {
            let (m, n) = (rank == 0 ? 1 : shape[p], other.rank == 0 ? 1 : other.shape[q])
            if m != n && m != 1 && n != 1 {
                throw TensorError(
                    .runtimeError,
                    "contracted dimensions need to match, but first has size \(m) in dim \(first[i]) and second has size \(n) in "
                        + "dim \(second[i])", shapes: [shape, other.shape])
            }
        }
        if Set(a).count != a.count || Set(b).count != b.count {
            throw TensorError(
                .runtimeError, "dim \(a.first ?? 0) appears multiple times in the list of dims")
        }
        if dtype != other.dtype {
            throw TensorError(
                .runtimeError, "both inputs should have same dtype", shapes: [shape, other.shape])
        }
        return try quietly("tensordot", other) {
            var (x, y) = (self, other)
            // Axes of size 1 against longer ones are summed over there.
            for (p, q) in zip(a, b) where rank > 0 && other.rank > 0 && x.shape[p] != y.shape[q] {
                if x.shape[p] == 1 { y = try y.sum([q], keepdim: true) } else { x = try x.sum([p], keepdim: true) }
            }
            let left = (0..<rank).filter { !a.contains($0) }
            let right = (0..<other.rank).filter { !b.contains($0) }
            let k = a.reduce(1) { $0 * (x.rank == 0 ? 1 : x.shape[$1]) }
            try checkRank(left.count + right.count, "tensordot")
            let p = try x.permute(Dims(rank == 0 ? [] : left + a)).reshape([left.reduce(1) { $0 * x.shape[$1] }, k])
            let q = try y.permute(Dims(other.rank == 0 ? [] : b + right)).reshape([
                k, right.reduce(1) { $0 * y.shape[$1] },
            ])
            return try p.mm(q).reshape(Dims(left.map { shape[$0] } + right.map { other.shape[$0] }))
        }
    }

    /// The covariances of rows (variables) over columns (observations).
    func covariance(_ correction: Int, fweights: Tensor?, aweights: Tensor?) throws -> Tensor {
        if rank > 2 {
            throw TensorError(
                .runtimeError,
                "cov(): expected input to have two or fewer dimensions but got an input with \(rank) dimensions",
                shapes: [shape])
        }
        if dtype == .bool { throw TensorError(.runtimeError, "cov(): bool dtype is not supported for input") }
        return try quietly("cov") {
            let x = try (dtype.isFloat ? self : to(DType.defaultFloat)).reshape(rank < 2 ? [1, -1] : shape)
            let n = x.shape[1]
            var weights: Tensor?
            if let fweights { weights = try fweights.to(x.dtype) }
            if let aweights { weights = try weights.map { try $0.mul(aweights) } ?? aweights.to(x.dtype) }
            if let w = weights, w.rank > 1 || w.count != n {
                throw TensorError(
                    .runtimeError, "cov(): expected weights to have one element for each observation",
                    shapes: [shape, w.shape])
            }
            let total = try weights.map { try $0.sum() } ?? Tensor.full([], .int(n), dtype: x.dtype)
            let mean =
                try weights.map { try x.mul($0).sum([1], keepdim: true).div(total) } ?? x.mean([1], keepdim: true)
            let centred = try x.sub(mean)
            let weighted = try weights.map { try centred.mul($0) } ?? centred
            var norm = try total.sub(.int(correction))
            if let aweights, let weights, correction != 0 {
                norm = try total.sub(weights.mul(aweights.to(x.dtype)).sum().mul(.int(correction)).div(total))
            }
            let c = try centred.mm(weighted.t()).div(norm.detach().clamp(min: 0))
            return try (rank < 2 ? c.reshape([]) : c).named("SqueezeBackward0")
        }
    }

    /// Correlation coefficients of rows.
    func correlation() throws -> Tensor {
        if rank > 2 {
            throw TensorError(
                .runtimeError,
                "corrcoef(): expected input to have two or fewer dimensions but got an input with \(rank) dimensions",
                shapes: [shape])
        }
        let c = try covariance(1, fweights: nil, aweights: nil)
        if c.rank == 0 { return try c.div(c) }
        let d = try c.diagonal().sqrt()
        return try c.div(d.unsqueeze(1)).div(d.unsqueeze(0)).clamp(min: -1, max: 1)
    }
}
