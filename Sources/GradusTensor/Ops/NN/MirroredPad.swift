/// Padding by the tensor's own elements: the whole is copied once, then the borders are copied from it slice by slice.
struct MirroredPad {
    /// One padded axis.
    struct Axis {
        let axis: Int
        let size: Int
        let before: Int
        /// For every place of the padded axis the source's place.
        let places: Tensor

        /// The places before and behind the source's own.
        var border: [Int] {
            Array(0..<before) + Array(Swift.min(before + size, places.count)..<places.count)
        }
    }

    /// The last axis first.
    let axes: [Axis]
    let shape: Dims

    private var padded: Dims {
        var sizes = shape
        for a in axes { sizes[a.axis] = a.places.count }
        return sizes
    }

    /// The source's own part of a padded tensor.
    private func inside(_ whole: Tensor, from number: Int = 0) -> Tensor {
        var (sizes, offset) = (whole.shape, whole.offset)
        for a in axes[number...] {
            sizes[a.axis] = a.size
            offset += a.before * whole.strides[a.axis]
        }
        return whole.alias(shape: sizes, strides: whole.strides, offset: offset)
    }

    /// One place of an axis, of a tensor whose earlier axes have no borders yet.
    private func slice(_ whole: Tensor, _ number: Int, _ place: Int) -> Tensor {
        let a = axes[number]
        let part = number + 1 < axes.count ? inside(whole, from: number + 1) : whole
        return part.alias(
            shape: part.shape.replacing(at: a.axis, with: 1), strides: part.strides,
            offset: part.offset + place * part.strides[a.axis])
    }

    func forward(_ x: Tensor) throws -> Tensor {
        let out = try Tensor(empty: padded, x.dtype, x.device)
        StridedCopy.copy(from: x, to: inside(out))
        for (number, a) in axes.enumerated() {
            let p = a.places.pointer(Int.self)
            for i in a.border { StridedCopy.copy(from: slice(out, number, a.before + p[i]), to: slice(out, number, i)) }
        }
        return out
    }

    /// The gradient of the source outside the graph.
    func backward(_ gradient: Tensor) throws -> Tensor {
        let whole = try gradient.copied()
        for (number, a) in axes.enumerated().reversed() {
            let p = a.places.pointer(Int.self)
            for i in a.border {
                let target = slice(whole, number, a.before + p[i])
                let sum = try Arithmetic.general(.add, target, slice(whole, number, i), whole.dtype, "pad")
                StridedCopy.copy(from: sum, to: target)
            }
        }
        return try inside(whole).contiguousUnrecorded()
    }

    /// The same as a composition that can be differentiated again.
    func recordedBackward(_ gradient: Tensor) throws -> Tensor {
        var g = gradient
        for a in axes.reversed() {
            let rest = try Tensor.zeros(g.shape.replacing(at: a.axis, with: a.size), dtype: g.dtype)
            g = try rest.indexAdd(a.axis, a.places, g)
        }
        return g
    }
}
