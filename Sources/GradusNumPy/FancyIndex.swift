import GradusKernels
import GradusTensor

/// Places that integer arrays pick: NumPy's advanced indexing.
package struct FancyIndex {
    /// What is indexed.
    let base: Tensor
    /// For each picked place the distance of its block from the base's first element.
    let places: [Int]
    /// The axes of a block.
    let rest: Dims
    let restStrides: Dims
    package let resultShape: Dims
    /// The shape of picks and blocks before the picks go to their place, and how that is made of it.
    private let pickedShape: Dims
    private let resultOrder: Dims

    /// - Parameter indices: integer tensors by the axes of `base` that they index, in the order of the axes.
    /// - Throws: IndexError for places that are not there and for shapes that do not broadcast.
    package init(_ base: Tensor, _ indices: [(axis: Int, index: Tensor)]) throws {
        self.base = base
        var shape: Dims = []
        for (_, index) in indices {
            guard let joined = Layout.broadcast(shape, index.shape) else {
                throw NumPyError(
                    .index,
                    "shape mismatch: indexing arrays could not be broadcast together with shapes "
                        + indices.map { NumPyError.tuple($0.index.shape) + " " }.joined())
            }
            shape = joined
        }
        let axes = indices.map(\.axis)
        var rest = Dims()
        var strides = Dims()
        for i in 0..<base.rank where !axes.contains(i) {
            rest.append(base.shape[i])
            strides.append(base.strides[i])
        }
        guard shape.count + rest.count <= Dims.capacity else {
            throw NumPyError(.index, "too many dimensions for an array: Gradus has at most \(Dims.capacity)")
        }
        self.rest = rest
        restStrides = strides
        let n = shape.product
        var places = [Int](repeating: 0, count: n)
        for (axis, index) in indices {
            let size = base.shape[axis]
            let step = base.strides[axis]
            let dense = try Layout.dense(Layout.spread(try Layout.cast(index, .int64), shape))
            let p = dense.pointer(Int.self)
            for i in 0..<n {
                if i & 0xFFFFF == 0xFFFFF, Interruption.isWanted { break }
                let place = p[i]
                if place < 0 {
                    if place < -size { throw FancyIndex.outOfBounds(place, axis, size) }
                    places[i] += (place + size) * step
                } else {
                    if place >= size { throw FancyIndex.outOfBounds(place, axis, size) }
                    places[i] += place * step
                }
            }
        }
        self.places = places
        var picked = shape
        for size in rest { picked.append(size) }
        pickedShape = picked
        let isAdjacent = axes.isEmpty || axes[axes.count - 1] - axes[0] + 1 == axes.count
        let before = isAdjacent ? axes.first ?? 0 : 0
        var order = Dims()
        for i in 0..<before { order.append(shape.count + i) }
        for i in 0..<shape.count { order.append(i) }
        for i in before..<max(rest.count, before) { order.append(shape.count + i) }
        resultOrder = order
        resultShape = Dims(order.map { picked[$0] })
    }

    package static func outOfBounds(_ place: Int, _ axis: Int, _ size: Int) -> NumPyError {
        NumPyError(.index, "index \(place) is out of bounds for axis \(axis) with size \(size)")
    }

    /// The picked elements.
    package func gather() throws -> Tensor {
        let out = try Tensor(empty: pickedShape, base.dtype)
        if out.count > 0 {
            let size = base.dtype.size
            let width = rest.product
            if width == 1 {
                switch size {
                case 8: pick(UInt64.self, out)
                case 4: pick(UInt32.self, out)
                case 2: pick(UInt16.self, out)
                default: pick(UInt8.self, out)
                }
            } else {
                let isDense = restStrides == rest.contiguousStrides
                let steps = rest.contiguousStrides
                for (k, place) in places.enumerated() where !Interruption.isWanted {
                    let (x, y) = (base.data + place * size, out.data + k * width * size)
                    if isDense {
                        y.copyMemory(from: x, byteCount: width * size)
                    } else {
                        StridedCopy.strided(rest, restStrides, steps, x, y, size: size)
                    }
                }
            }
        }
        return Layout.permuted(out, resultOrder)
    }

    private func pick<T>(_: T.Type, _ out: Tensor) {
        let (x, y) = (base.pointer(T.self), out.pointer(T.self))
        if Interruption.isWanted { return }
        Threads.inStretches(places.count) { for k in $0 { y[k] = x[places[k]] } }
    }

    private func put<T>(_: T.Type, _ source: Tensor) {
        let (x, y) = (source.pointer(T.self), base.pointer(T.self))
        if Interruption.isWanted { return }
        Threads.inStretches(places.count) { for k in $0 { y[places[k]] = x[k] } }
    }

    /// Writes values, broadcast to the result's shape; later ones win.
    package func scatter(_ values: Tensor) throws {
        var source = values
        while source.rank > resultShape.count, source.shape[0] == 1 { source = Layout.selected(source, 0, 0) }
        guard source.rank <= resultShape.count, Layout.broadcast(source.shape, resultShape) == resultShape else {
            throw NumPyError(
                .value,
                "shape mismatch: value array of shape \(NumPyError.tuple(values.shape)) could not be broadcast to "
                    + "indexing result of shape \(NumPyError.tuple(resultShape))")
        }
        var back = Dims(repeating: 0, count: resultOrder.count)
        for (i, o) in resultOrder.enumerated() { back[o] = i }
        let spread = Layout.permuted(Layout.spread(try Layout.cast(source, base.dtype), resultShape), back)
        var dense = try Layout.dense(spread)
        if dense.storage === base.storage { dense = try dense.copied() }
        if dense.count == 0 { return }
        let size = base.dtype.size
        let width = rest.product
        if width == 1 {
            switch size {
            case 8: put(UInt64.self, dense)
            case 4: put(UInt32.self, dense)
            case 2: put(UInt16.self, dense)
            default: put(UInt8.self, dense)
            }
            return
        }
        let steps = rest.contiguousStrides
        for (k, place) in places.enumerated() where !Interruption.isWanted {
            StridedCopy.strided(
                rest, steps, restStrides, dense.data + k * width * size, base.data + place * size, size: size)
        }
    }

    /// The places of true elements, one int64 vector for each axis.
    package static func nonzero(_ mask: Tensor) throws -> [Tensor] {
        mask.count < 1 << 16 ? try places(where: mask) : try Interruption.around { try places(where: mask) }
    }

    private static func places(where mask: Tensor) throws -> [Tensor] {
        let bools = try Layout.dense(try Layout.cast(mask, .bool))
        let p = bools.pointer(UInt8.self)
        var count = 0
        Threads.inStretches(bools.count) { for i in $0 { count += Int(p[i]) } }
        if Interruption.isWanted { throw TensorError.interrupted }
        let rank = mask.rank
        let out = try (0..<rank).map { _ in try Tensor(empty: [count], .int64) }
        let places = out.map { $0.pointer(Int.self) }
        if rank == 1 {
            var k = 0
            let y = places[0]
            Threads.inStretches(bools.count) {
                for i in $0 where p[i] != 0 {
                    y[k] = i
                    k += 1
                }
            }
            return out
        }
        var index = [Int](repeating: 0, count: rank)
        var k = 0
        for i in 0..<bools.count {
            if i & 0xFFFFF == 0xFFFFF, Interruption.isWanted { break }
            if p[i] != 0 {
                for axis in 0..<rank { places[axis][k] = index[axis] }
                k += 1
            }
            var axis = rank - 1
            while axis >= 0 {
                index[axis] += 1
                if index[axis] < mask.shape[axis] { break }
                index[axis] = 0
                axis -= 1
            }
        }
        return out
    }

    /// cond ? x : y, broadcast, of one dtype.
    package static func choose(_ condition: Tensor, _ x: Tensor, _ y: Tensor) throws -> Tensor {
        let shape = try Layout.broadcast([condition.shape, x.shape, y.shape])
        let type = Promotion.promote(x.dtype, y.dtype)
        let mask = try Layout.dense(Layout.spread(try Layout.cast(condition, .bool), shape))
        let a = try Layout.dense(Layout.spread(try Layout.cast(x, type), shape))
        let b = try Layout.dense(Layout.spread(try Layout.cast(y, type), shape))
        let out = try Tensor(empty: shape, type)
        switch type.size {
        case 8: choose(UInt64.self, mask, a, b, out)
        case 4: choose(UInt32.self, mask, a, b, out)
        case 2: choose(UInt16.self, mask, a, b, out)
        default: choose(UInt8.self, mask, a, b, out)
        }
        return out
    }

    private static func choose<T>(_: T.Type, _ mask: Tensor, _ a: Tensor, _ b: Tensor, _ out: Tensor) {
        let (m, x, y, z) = (mask.pointer(UInt8.self), a.pointer(T.self), b.pointer(T.self), out.pointer(T.self))
        Threads.inStretches(out.count) { for i in $0 { z[i] = m[i] != 0 ? x[i] : y[i] } }
    }
}
