import GradusKernels

/// Walks an index tensor along one axis.
enum AlongAxis {
    /// Calls `body` with (position in the index, position in the other tensor) for each index; both dense. All indices are
    /// looked at before the first call, so that a wrong one changes nothing.
    @inline(__always)
    static func forEach(
        _ index: Tensor, _ shape: Dims, _ axis: Int, _ body: (Int, Int) -> Void
    ) throws {
        let n = index.count
        if n == 0 { return }
        let pTensor = try index.contiguousUnrecorded().castUnrecorded(.int64)
        let p = pTensor.pointer(Int.self)
        let strides = shape.contiguousStrides
        let size = shape.isEmpty ? 1 : shape[axis]
        let step = shape.isEmpty ? 1 : strides[axis]
        // Line by line along the last axis.
        let last = index.rank - 1
        let width = index.rank == 0 ? 1 : index.shape[last]
        // An index that is negative, or above size − 1, leaves a sign.
        var signs = 0
        Threads.inStretches(n) { for k in $0 { signs |= p[k] | (size &- 1 &- p[k]) } }
        if Interruption.isWanted { return }
        if signs < 0 {
            for k in 0..<n where p[k] < 0 || p[k] >= size {
                throw TensorError(
                    .runtimeError, "index \(p[k]) is out of bounds for dimension \(axis) with size \(size)")
            }
        }
        // The plain cases: along the last axis of as many lines as the other tensor has, or down a matrix.
        let isAlongLines = last == axis && last > 0 && (0..<last).allSatisfy { index.shape[$0] == shape[$0] }
        if isAlongLines || (index.rank == 2 && axis == 0) {
            var k = 0
            var line = 0
            while k < n {
                let base = isAlongLines ? line &* size : 0
                if width > 4096 || line & 0xFFF == 0, Interruption.isWanted { return }
                if isAlongLines {
                    for j in 0..<width { body(k &+ j, base &+ p[k &+ j]) }
                } else {
                    for j in 0..<width { body(k &+ j, p[k &+ j] &* step &+ j) }
                }
                k &+= width
                line &+= 1
            }
            return
        }
        let pitch = last == axis || index.rank == 0 ? 0 : strides[last]
        var at = Dims(repeating: 0, count: index.rank)
        var k = 0
        var next = 0
        while k < n {
            var base = 0
            if last > 0 { for d in 0..<last where d != axis { base &+= at[d] &* strides[d] } }
            // A long line is walked in stretches, between which it may be interrupted.
            var start = 0
            while start < width {
                let end = Swift.min(width, start + 1 << 20)
                if k + start >= next {
                    if Interruption.isWanted { return }
                    next = k + start + 1 << 16
                }
                for j in start..<end { body(k &+ j, base &+ p[k &+ j] &* step &+ j &* pitch) }
                start = end
            }
            k += width
            var d = last - 1
            while d >= 0 {
                at[d] += 1
                if at[d] < index.shape[d] { break }
                at[d] = 0
                d -= 1
            }
        }
    }

    /// y[k] = x[position] for elements of one width.
    static func gather<Element: BitwiseCopyable>(
        _: Element.Type, _ x: Tensor, _ index: Tensor, _ axis: Int, _ out: Tensor
    ) throws {
        let (from, to) = (x.pointer(Element.self), out.pointer(Element.self))
        try forEach(index, x.shape, axis) { k, position in to[k] = from[position] }
    }

    /// y[position] = x[k] for elements of one width.
    static func scatter<Element: BitwiseCopyable>(
        _: Element.Type, _ x: Tensor, _ index: Tensor, _ axis: Int, _ out: Tensor
    ) throws {
        let (from, to) = (x.pointer(Element.self), out.pointer(Element.self))
        try forEach(index, out.shape, axis) { k, position in to[position] = from[k] }
    }

    /// y[position] += x[k]; sums wrap.
    static func addIntegers(_ x: Tensor, _ index: Tensor, _ axis: Int, _ out: Tensor) throws {
        let (from, to) = (x.pointer(Int.self), out.pointer(Int.self))
        try forEach(index, out.shape, axis) { k, position in to[position] &+= from[k] }
    }

    /// y[position] += x[k].
    static func add<Element: AdditiveArithmetic & BitwiseCopyable>(
        _: Element.Type, _ x: Tensor, _ index: Tensor, _ axis: Int, _ out: Tensor
    ) throws {
        let (from, to) = (x.pointer(Element.self), out.pointer(Element.self))
        try forEach(index, out.shape, axis) { k, position in to[position] += from[k] }
    }
}
