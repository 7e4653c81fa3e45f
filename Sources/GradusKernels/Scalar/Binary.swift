import GradusKernelTypes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ScalarKernels {
    /// y[o, i] = a[o·aOuter + i·aInner] ∘ b[o·bOuter + i·bInner], y contiguous [outer, inner]. Steps of 0 and 1
    /// express every broadcast of two axes. y may be a or b where their steps allow.
    package static func binary<T: KernelScalar>(
        _ op: BinaryOp, outer: Int, inner: Int, a: In<T>, aOuter: Int, aInner: Int, b: In<T>, bOuter: Int,
        bInner: Int, y: Out<T>
    ) {
        @inline(__always) func each(_ f: (T, T) -> T) {
            for o in 0..<outer {
                let left = a + o * aOuter
                let right = b + o * bOuter
                let out = y + o * inner
                for i in 0..<inner { out[i] = f(left[i * aInner], right[i * bInner]) }
            }
        }
        @inline(__always) func libm(_ f: (Double, Double) -> Double) { each { T(f($0.double, $1.double)) } }
        switch op {
        case .add: each { $0 + $1 }
        case .sub: each { $0 - $1 }
        case .mul: each { $0 * $1 }
        case .div: each { $0 / $1 }
        case .max: each { $0 > $1 || $0.isNaN ? $0 : $1 }
        case .min: each { $0 < $1 || $0.isNaN ? $0 : $1 }
        case .fmax: each { $0 > $1 || $1.isNaN ? $0 : $1 }
        case .fmin: each { $0 < $1 || $1.isNaN ? $0 : $1 }
        case .pow: libm(pow)
        case .atan2: libm(atan2)
        case .hypot: libm(hypot)
        case .fmod: libm(fmod)
        case .remainder:
            each { p, q in
                let r = p.truncatingRemainder(dividingBy: q)
                return r != 0 && (r < 0) != (q < 0) ? r + q : r
            }
        case .floorDivide:
            each { p, q in
                if q == 0 { return p / q }
                var r = p.truncatingRemainder(dividingBy: q)
                var quotient = (p - r) / q
                if r != 0 && (r < 0) != (q < 0) { quotient -= 1 }
                r = quotient.rounded(.down)
                if quotient == 0 { return T(signOf: p / q, magnitudeOf: 0) }
                return quotient - r > 0.5 ? r + 1 : r
            }
        case .truncDivide: each { ($0 / $1).rounded(.towardZero) }
        case .copysign: each { T(signOf: $1, magnitudeOf: $0) }
        case .nextAfter: each { $0 == $1 || $1.isNaN ? $1 : $0 < $1 ? $0.nextUp : $0.nextDown }
        }
    }

    /// y[o, i] = a ∘ b as a byte 0 or 1, with the steps of `binary`.
    package static func compare<T: Comparable>(
        _ op: CompareOp, outer: Int, inner: Int, a: In<T>, aOuter: Int, aInner: Int, b: In<T>, bOuter: Int,
        bInner: Int, y: Out<UInt8>
    ) {
        @inline(__always) func each(_ f: (T, T) -> Bool) {
            for o in 0..<outer {
                let left = a + o * aOuter
                let right = b + o * bOuter
                let out = y + o * inner
                for i in 0..<inner { out[i] = f(left[i * aInner], right[i * bInner]) ? 1 : 0 }
            }
        }
        switch op {
        case .equal: each { $0 == $1 }
        case .notEqual: each { $0 != $1 }
        case .less: each { $0 < $1 }
        case .lessEqual: each { $0 <= $1 }
        case .greater: each { $0 > $1 }
        case .greaterEqual: each { $0 >= $1 }
        }
    }

    /// y = a + alpha·b with one rounding (fused).
    package static func addScaled<T: KernelScalar>(n: Int, a: In<T>, b: In<T>, alpha: T, y: Out<T>) {
        for i in 0..<n { y[i] = a[i].addingProduct(alpha, b[i]) }
    }

    /// y = x + value·a·b, rounded as fma(value·a, b, x).
    package static func addcmul<T: KernelScalar>(n: Int, x: In<T>, a: In<T>, b: In<T>, value: T, y: Out<T>) {
        for i in 0..<n { y[i] = x[i].addingProduct(value * a[i], b[i]) }
    }

    /// y = x + value·a/b, each operation rounded.
    package static func addcdiv<T: KernelScalar>(n: Int, x: In<T>, a: In<T>, b: In<T>, value: T, y: Out<T>) {
        for i in 0..<n { y[i] = x[i] + (value * a[i]) / b[i] }
    }

    /// y = x + weight·(end − x), computed from the nearer end.
    package static func lerp<T: KernelScalar>(n: Int, x: In<T>, end: In<T>, weight: T, y: Out<T>) {
        if Swift.abs(weight) < 0.5 {
            for i in 0..<n { y[i] = x[i].addingProduct(weight, end[i] - x[i]) }
        } else {
            for i in 0..<n { y[i] = end[i].addingProduct(-(end[i] - x[i]), 1 - weight) }
        }
    }
}
