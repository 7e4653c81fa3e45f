import GradusKernelTypes

// Comparisons as bytes 0 and 1: plain loops that the compiler vectorises.

private protocol Comparison {
    associatedtype Element
    static func holds(_ a: Element, _ b: Element) -> Bool
}

private enum Equal<T: Comparable>: Comparison {
    @inline(__always) static func holds(_ a: T, _ b: T) -> Bool { a == b }
}

private enum Differs<T: Comparable>: Comparison {
    @inline(__always) static func holds(_ a: T, _ b: T) -> Bool { a != b }
}

private enum Less<T: Comparable>: Comparison {
    @inline(__always) static func holds(_ a: T, _ b: T) -> Bool { a < b }
}

private enum AtMost<T: Comparable>: Comparison {
    @inline(__always) static func holds(_ a: T, _ b: T) -> Bool { a <= b }
}

private func compare<Test: Comparison>(
    _: Test.Type, _ outer: Int, _ inner: Int, _ a: UnsafePointer<Test.Element>, _ aOuter: Int, _ aInner: Int,
    _ b: UnsafePointer<Test.Element>, _ bOuter: Int, _ bInner: Int, _ y: Out<UInt8>
) {
    for o in 0..<outer {
        let (p, q, out) = (a + o * aOuter, b + o * bOuter, y + o * inner)
        if aInner == 1 && bInner == 1 {
            for i in 0..<inner { out[i] = Test.holds(p[i], q[i]) ? 1 : 0 }
        } else if aInner == 1 && bInner == 0 {
            let second = q[0]
            for i in 0..<inner { out[i] = Test.holds(p[i], second) ? 1 : 0 }
        } else {
            for i in 0..<inner { out[i] = Test.holds(p[i * aInner], q[i * bInner]) ? 1 : 0 }
        }
    }
}

/// y = op(a, b) as bytes 0 and 1, with the steps of `binary`.
@inline(__always)
private func compare<T: Comparable>(
    _ op: CompareOp, _ outer: Int, _ inner: Int, _ a: UnsafePointer<T>, _ aOuter: Int, _ aInner: Int,
    _ b: UnsafePointer<T>, _ bOuter: Int, _ bInner: Int, _ y: Out<UInt8>
) {
    if outer == 0 || inner == 0 { return }
    switch op {
    case .equal: compare(Equal<T>.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .notEqual: compare(Differs<T>.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .less: compare(Less<T>.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .lessEqual: compare(AtMost<T>.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .greater: compare(More<T>.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .greaterEqual: compare(AtLeast<T>.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    }
}

func compareFloats(
    _ op: CompareOp, outer: Int, inner: Int, a: In<Float>, aOuter: Int, aInner: Int, b: In<Float>, bOuter: Int,
    bInner: Int, y: Out<UInt8>
) { compare(op, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y) }

func compareDoubles(
    _ op: CompareOp, outer: Int, inner: Int, a: In<Double>, aOuter: Int, aInner: Int, b: In<Double>, bOuter: Int,
    bInner: Int, y: Out<UInt8>
) { compare(op, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y) }

func compareIntegers(
    _ op: CompareOp, outer: Int, inner: Int, a: In<Int64>, aOuter: Int, aInner: Int, b: In<Int64>, bOuter: Int,
    bInner: Int, y: Out<UInt8>
) { compare(op, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y) }

private enum More<T: Comparable>: Comparison {
    @inline(__always) static func holds(_ a: T, _ b: T) -> Bool { a > b }
}

private enum AtLeast<T: Comparable>: Comparison {
    @inline(__always) static func holds(_ a: T, _ b: T) -> Bool { a >= b }
}
