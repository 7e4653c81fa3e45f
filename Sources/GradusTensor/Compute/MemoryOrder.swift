/// The order of axes in which an element-wise operation goes through its operands and lays its result out, where that is
/// not row-major. Of two axes that one lies inside which the first operand that tells has inside, as in PyTorch.
struct MemoryOrder {
    private let shape: Dims
    /// The strides of the result.
    private let strides: Dims
    /// The axes from the outermost to the innermost.
    private let axes: [Int]

    /// - Returns: nil where row-major order is right.
    @inline(__always)
    init?(_ shape: Dims, _ a: Tensor, _ b: Tensor) {
        if a.isContiguous && b.isContiguous { return nil }
        self.init(shape, among: [a, b])
    }

    @inline(never)
    init?(_ shape: Dims, among operands: [Tensor]) {
        let rank = shape.count
        guard rank > 1, !shape.contains(0) else { return nil }
        // From the innermost axis to the outermost.
        var order = Array((0..<rank).reversed())
        var isRowMajor = true
        for i in 1..<rank {
            var place = i
            for other in stride(from: i - 1, through: 0, by: -1) {
                let verdict = MemoryOrder.compare(order[other], order[place], shape, operands)
                if verdict < 0 { break }
                if verdict > 0 {
                    order.swapAt(other, place)
                    place = other
                    isRowMajor = false
                }
            }
        }
        if isRowMajor { return nil }
        var strides = shape
        var step = 1
        for axis in order {
            strides[axis] = step
            step *= shape[axis]
        }
        if Tensor.isContiguous(shape, strides) { return nil }
        self.shape = shape
        self.strides = strides
        axes = order.reversed()
    }

    /// Less than 0 where axis `a` lies inside `b`, more where it should be the other way round, 0 where no operand tells.
    private static func compare(_ a: Int, _ b: Int, _ shape: Dims, _ operands: [Tensor]) -> Int {
        for t in operands {
            let missing = shape.count - t.rank
            func step(_ axis: Int) -> Int {
                guard axis >= missing else { return 0 }
                return t.shape[axis - missing] == 1 && shape[axis] != 1 ? 0 : t.strides[axis - missing]
            }
            let (x, y) = (step(a), step(b))
            if x == 0 || y == 0 { continue }
            if x != y { return x < y ? -1 : 1 }
            if shape[a] > shape[b] { return 1 }
        }
        return 0
    }

    /// An operand with its axes in this order.
    func arranged(_ t: Tensor) -> Tensor {
        if t.rank == 0 { return t }
        let missing = shape.count - t.rank
        var (sizes, steps) = (Dims(), Dims())
        for axis in axes {
            sizes.append(axis < missing ? 1 : t.shape[axis - missing])
            steps.append(axis < missing ? 0 : t.strides[axis - missing])
        }
        return t.alias(shape: sizes, strides: steps, offset: t.offset)
    }

    /// A dense result whose axes are in this order, with its axes as they should be.
    func restored(_ out: Tensor) -> Tensor { out.alias(shape: shape, strides: strides, offset: out.offset) }
}
