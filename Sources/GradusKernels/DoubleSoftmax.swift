import GradusKernelTypes

/// Softmax of float64 over lines [outer, count, inner] along the middle axis, put together from the kernels for whole
/// lines: as many lines at once as stay in the cache.
struct DoubleSoftmax {
    let log: Bool
    let outer: Int
    let count: Int
    let inner: Int
    private let table = active.doubles

    init(log: Bool, outer: Int, count: Int, inner: Int) {
        (self.log, self.outer, self.count, self.inner) = (log, outer, count, inner)
    }

    private var block: Int { count * inner }
    private var grain: Int { Swift.max(1, 1024 / Swift.max(block, 1)) }

    func forward(x: In<Double>, y: Out<Double>) {
        Threads.parallelFor(outer, grain: grain) { lines in
            let n = lines.count * block
            let at = lines.lowerBound * block
            withUnsafeTemporaryAllocation(of: Double.self, capacity: lines.count * inner) { tops in
                withUnsafeTemporaryAllocation(of: Double.self, capacity: log ? n : 1) { powers in
                    guard let top = tops.baseAddress, let powers = powers.baseAddress else { return }
                    reduce(.max, lines.count, x + at, top)
                    apply(.sub, lines.count, x + at, top, y + at)
                    let e = log ? powers : y + at
                    Kernels.unary(.exp, n: n, x: y + at, y: e)
                    reduce(.sum, lines.count, e, top)
                    if log { Kernels.unary(.log, n: lines.count * inner, x: top, y: top) }
                    apply(log ? .sub : .div, lines.count, y + at, top, y + at)
                }
            }
        }
    }

    /// dx = y·(dy − Σ dy·y), or dy − exp(y)·Σ dy for the logarithm. dx may be dy.
    func backward(y: In<Double>, dy: In<Double>, dx: Out<Double>) {
        Threads.parallelFor(outer, grain: grain) { lines in
            let n = lines.count * block
            let at = lines.lowerBound * block
            withUnsafeTemporaryAllocation(of: Double.self, capacity: lines.count * inner) { sums in
                withUnsafeTemporaryAllocation(of: Double.self, capacity: n) { products in
                    guard let sum = sums.baseAddress, let product = products.baseAddress else { return }
                    if log {
                        reduce(.sum, lines.count, dy + at, sum)
                        Kernels.unary(.exp, n: n, x: y + at, y: product)
                        apply(.mul, lines.count, product, sum, product)
                        combine(.sub, n, dy + at, product, dx + at)
                    } else {
                        combine(.mul, n, dy + at, y + at, product)
                        reduce(.sum, lines.count, product, sum)
                        apply(.sub, lines.count, dy + at, sum, product)
                        combine(.mul, n, product, y + at, dx + at)
                    }
                }
            }
        }
    }

    /// One value of each line.
    private func reduce(_ op: ReduceOp, _ lines: Int, _ x: In<Double>, _ y: Out<Double>) {
        if inner == 1, case .sum = op {
            for line in 0..<lines { y[line] = table.lineTotal(.sum, count, x + line * count) }
        } else {
            _ = table.reduce(op, lines, count, inner, x, y)
        }
    }

    /// y = x ∘ the value of its line.
    private func apply(_ op: BinaryOp, _ lines: Int, _ x: In<Double>, _ values: In<Double>, _ y: Out<Double>) {
        if inner == 1 {
            _ = table.binary(op, lines, count, x, count, 1, values, 1, 0, y)
        } else {
            for line in 0..<lines {
                let at = line * block
                _ = table.binary(op, count, inner, x + at, inner, 1, values + line * inner, 0, 1, y + at)
            }
        }
    }

    private func combine(_ op: BinaryOp, _ n: Int, _ a: In<Double>, _ b: In<Double>, _ y: Out<Double>) {
        _ = table.binary(op, 1, n, a, 0, 1, b, 0, 1, y)
    }
}
