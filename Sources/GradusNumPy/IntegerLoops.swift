import GradusTensor

/// Walks over two broadcast operands and a dense result, row by row.
@inline(__always)
func forEachRow(
    _ shape: Dims, _ aStrides: Dims, _ bStrides: Dims,
    _ body: (_ count: Int, _ a: Int, _ aStep: Int, _ b: Int, _ bStep: Int, _ out: Int) -> Void
) {
    var sizes = Dims()
    var a = Dims()
    var b = Dims()
    for i in 0..<shape.count where shape[i] != 1 {
        let last = sizes.count - 1
        if last >= 0, a[last] == aStrides[i] * shape[i], b[last] == bStrides[i] * shape[i] {
            sizes[last] *= shape[i]
            a[last] = aStrides[i]
            b[last] = bStrides[i]
        } else {
            sizes.append(shape[i])
            a.append(aStrides[i])
            b.append(bStrides[i])
        }
    }
    let rank = sizes.count
    if rank == 0 {
        body(1, 0, 0, 0, 0, 0)
        return
    }
    let inner = sizes[rank - 1]
    var rows = 1
    for i in 0..<(rank - 1) { rows *= sizes[i] }
    var index = Dims(repeating: 0, count: rank)
    var (at, bt) = (0, 0)
    for row in 0..<rows {
        body(inner, at, a[rank - 1], bt, b[rank - 1], row * inner)
        var axis = rank - 2
        while axis >= 0 {
            index[axis] += 1
            at += a[axis]
            bt += b[axis]
            if index[axis] < sizes[axis] { break }
            at -= a[axis] * sizes[axis]
            bt -= b[axis] * sizes[axis]
            index[axis] = 0
            axis -= 1
        }
    }
}

extension BinaryFunction {
    /// The function on integers of one type (bool included); results wrap.
    func integers(_ a: Tensor, _ b: Tensor, _ shape: Dims, _ type: DType) throws -> Tensor {
        let x = try Layout.cast(a, type)
        let y = try Layout.cast(b, type)
        if self == .power, type.isSigned, y.count > 0, try hasNegative(y) {
            throw NumPyError(.value, "Integers to negative integer powers are not allowed.")
        }
        let out = try Tensor(empty: shape, type)
        if out.count == 0 { return out }
        let (s, t) = (Elementwise.strides(of: x, under: shape), Elementwise.strides(of: y, under: shape))
        switch type {
        case .bool: booleans(x, y, s, t, out)
        case .uint8: run(UInt8.self, x, y, s, t, out)
        case .int8: run(Int8.self, x, y, s, t, out)
        case .int16: run(Int16.self, x, y, s, t, out)
        case .int32: run(Int32.self, x, y, s, t, out)
        default: run(Int64.self, x, y, s, t, out)
        }
        return out
    }

    private func hasNegative(_ t: Tensor) throws -> Bool {
        let dense = try Layout.cast(try Layout.dense(t), .int64)
        let p = dense.pointer(Int.self)
        for i in 0..<dense.count where p[i] < 0 { return true }
        return false
    }

    /// Bools: addition is or, multiplication is and.
    private func booleans(_ a: Tensor, _ b: Tensor, _ s: Dims, _ t: Dims, _ out: Tensor) {
        switch self {
        case .add, .bitwiseOr, .maximum, .fmax: loop(UInt8.self, a, b, s, t, out) { $0 | $1 }
        case .bitwiseXor, .subtract: loop(UInt8.self, a, b, s, t, out) { $0 ^ $1 }
        default: loop(UInt8.self, a, b, s, t, out) { $0 & $1 }
        }
    }

    private func run<T: FixedWidthInteger>(_: T.Type, _ a: Tensor, _ b: Tensor, _ s: Dims, _ t: Dims, _ out: Tensor) {
        switch self {
        case .add: loop(T.self, a, b, s, t, out) { $0 &+ $1 }
        case .subtract: loop(T.self, a, b, s, t, out) { $0 &- $1 }
        case .multiply: loop(T.self, a, b, s, t, out) { $0 &* $1 }
        case .maximum, .fmax: loop(T.self, a, b, s, t, out) { $0 > $1 ? $0 : $1 }
        case .minimum, .fmin: loop(T.self, a, b, s, t, out) { $0 < $1 ? $0 : $1 }
        case .bitwiseAnd: loop(T.self, a, b, s, t, out) { $0 & $1 }
        case .bitwiseOr: loop(T.self, a, b, s, t, out) { $0 | $1 }
        case .bitwiseXor: loop(T.self, a, b, s, t, out) { $0 ^ $1 }
        case .leftShift:
            loop(T.self, a, b, s, t, out) { Int($1) >= 0 && Int($1) < T.bitWidth ? $0 << $1 : 0 }
        case .rightShift:
            loop(T.self, a, b, s, t, out) { x, y in
                Int(y) >= 0 && Int(y) < T.bitWidth ? x >> y : (x < 0 ? ~0 : 0)
            }
        case .floorDivide:
            loop(T.self, a, b, s, t, out) { x, y in
                if y == 0 { return 0 }
                let (q, overflow) = x.dividedReportingOverflow(by: y)
                if overflow { return x }
                return q &* y != x && (x < 0) != (y < 0) ? q &- 1 : q
            }
        case .remainder:
            loop(T.self, a, b, s, t, out) { x, y in
                if y == 0 { return 0 }
                let r = x.remainderReportingOverflow(dividingBy: y).partialValue
                return r != 0 && (r < 0) != (y < 0) ? r &+ y : r
            }
        case .fmod:
            loop(T.self, a, b, s, t, out) { x, y in
                y == 0 ? 0 : x.remainderReportingOverflow(dividingBy: y).partialValue
            }
        case .power:
            loop(T.self, a, b, s, t, out) { x, y in
                var (result, base, exponent): (T, T, T) = (1, x, y)
                while exponent > 0 {
                    if exponent & 1 == 1 { result = result &* base }
                    base = base &* base
                    exponent >>= 1
                }
                return result
            }
        case .gcd: loop(T.self, a, b, s, t, out) { commonDivisor($0, $1) }
        default:
            loop(T.self, a, b, s, t, out) { x, y in
                let d = commonDivisor(x, y)
                return d == 0 ? 0 : T(truncatingIfNeeded: (x / d &* y).magnitude)
            }
        }
    }

    @inline(__always)
    private func loop<T>(
        _: T.Type, _ a: Tensor, _ b: Tensor, _ s: Dims, _ t: Dims, _ out: Tensor, _ f: (T, T) -> T
    ) {
        let (x, y, z) = (a.pointer(T.self), b.pointer(T.self), out.pointer(T.self))
        forEachRow(out.shape, s, t) { count, aAt, aStep, bAt, bStep, at in
            let (p, q, r) = (x + aAt, y + bAt, z + at)
            if aStep == 1, bStep == 1 {
                for i in 0..<count { r[i] = f(p[i], q[i]) }
            } else if aStep == 1, bStep == 0 {
                let v = q[0]
                for i in 0..<count { r[i] = f(p[i], v) }
            } else if aStep == 0, bStep == 1 {
                let v = p[0]
                for i in 0..<count { r[i] = f(v, q[i]) }
            } else {
                for i in 0..<count { r[i] = f(p[i &* aStep], q[i &* bStep]) }
            }
        }
    }
}

private func commonDivisor<T: FixedWidthInteger>(_ a: T, _ b: T) -> T {
    var (x, y) = (a.magnitude, b.magnitude)
    while y != 0 { (x, y) = (y, x % y) }
    return T(truncatingIfNeeded: x)
}
