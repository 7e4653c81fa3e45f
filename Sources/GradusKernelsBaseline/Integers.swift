import GradusKernelTypes

// Plain loops: the compiler vectorises them for each instruction set. Operations are types, so that every loop is
// compiled for each of them.

protocol IntegerOperation {
    static func apply(_ a: Int64, _ b: Int64) -> Int64
}

private enum Add: IntegerOperation {
    @inline(__always) static func apply(_ a: Int64, _ b: Int64) -> Int64 { a &+ b }
}

private enum Subtract: IntegerOperation {
    @inline(__always) static func apply(_ a: Int64, _ b: Int64) -> Int64 { a &- b }
}

private enum Multiply: IntegerOperation {
    @inline(__always) static func apply(_ a: Int64, _ b: Int64) -> Int64 { a &* b }
}

private enum Larger: IntegerOperation {
    @inline(__always) static func apply(_ a: Int64, _ b: Int64) -> Int64 { a > b ? a : b }
}

private enum Smaller: IntegerOperation {
    @inline(__always) static func apply(_ a: Int64, _ b: Int64) -> Int64 { a < b ? a : b }
}

func applyIntegers<Operation: IntegerOperation>(
    _: Operation.Type, _ outer: Int, _ inner: Int, _ a: In<Int64>, _ aOuter: Int, _ aInner: Int, _ b: In<Int64>,
    _ bOuter: Int, _ bInner: Int, _ y: Out<Int64>
) {
    if inner == 0 { return }
    for o in 0..<outer {
        let (p, q, out) = (a + o * aOuter, b + o * bOuter, y + o * inner)
        if aInner == 1 && bInner == 1 {
            for i in 0..<inner { out[i] = Operation.apply(p[i], q[i]) }
        } else if aInner == 1 && bInner == 0 {
            let second = q[0]
            for i in 0..<inner { out[i] = Operation.apply(p[i], second) }
        } else if aInner == 0 && bInner == 1 {
            let first = p[0]
            for i in 0..<inner { out[i] = Operation.apply(first, q[i]) }
        } else {
            for i in 0..<inner { out[i] = Operation.apply(p[i * aInner], q[i * bInner]) }
        }
    }
}

func integerBinary(
    _ op: BinaryOp, outer: Int, inner: Int, a: In<Int64>, aOuter: Int, aInner: Int, b: In<Int64>, bOuter: Int,
    bInner: Int, y: Out<Int64>
) -> Bool {
    switch op {
    case .add: applyIntegers(Add.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .sub: applyIntegers(Subtract.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .mul: applyIntegers(Multiply.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .max, .fmax: applyIntegers(Larger.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .min, .fmin: applyIntegers(Smaller.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    default: return false
    }
    return true
}

private func fold<Operation: IntegerOperation>(
    _: Operation.Type, _ start: Int64, _ outer: Int, _ count: Int, _ inner: Int, _ x: In<Int64>, _ y: Out<Int64>,
    _ f: (Int64) -> Int64
) {
    for o in 0..<outer {
        let from = x + o * count * inner
        let to = y + o * inner
        if inner == 1 {
            var value = start
            for r in 0..<count { value = Operation.apply(value, f(from[r])) }
            to[0] = value
        } else {
            for i in 0..<inner { to[i] = start }
            for r in 0..<count {
                let row = from + r * inner
                for i in 0..<inner { to[i] = Operation.apply(to[i], f(row[i])) }
            }
        }
    }
}

func integerReduce(_ op: ReduceOp, outer: Int, count: Int, inner: Int, x: In<Int64>, y: Out<Int64>) {
    switch op {
    case .sum, .mean: fold(Add.self, 0, outer, count, inner, x, y) { $0 }
    case .prod: fold(Multiply.self, 1, outer, count, inner, x, y) { $0 }
    case .max: fold(Larger.self, .min, outer, count, inner, x, y) { $0 }
    case .min: fold(Smaller.self, .max, outer, count, inner, x, y) { $0 }
    case .sumSquares: fold(Add.self, 0, outer, count, inner, x, y) { $0 &* $0 }
    case .sumAbs: fold(Add.self, 0, outer, count, inner, x, y) { $0 < 0 ? 0 &- $0 : $0 }
    }
}

func countNonZero(_ n: Int, _ x: In<UInt8>) -> Int {
    var total = 0
    var i = 0
    while i < n {
        // Few enough for a byte of each lane.
        let end = min(i + 4096, n)
        var part: Int32 = 0
        while i < end {
            part &+= x[i] != 0 ? 1 : 0
            i += 1
        }
        total += Int(part)
    }
    return total
}
