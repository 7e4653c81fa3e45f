import GradusKernels
import Testing

/// The loops over several element types: each variant against a plain twin.
@MainActor
@Suite struct LoopTests {
    private static let extreme: [Int64] = [
        0, 1, -1, 2, -2, 7, -7, 63, 64, .max, .min + 1, 1 << 50, -(1 << 50), (1 << 50) - 1, 1 << 52,
        123_456_789_012_345,
    ]

    private func integers(_ n: Int, _ seed: Int) -> [Int64] {
        var noise = Noise(seed)
        return noise.floats(n, scale: 40).map { Int64($0) }
    }

    private func floats(_ n: Int, _ seed: Int) -> [Float] {
        var noise = Noise(seed)
        var x = noise.floats(n, scale: 9)
        for (i, v) in [Float.nan, .infinity, -.infinity, -0.0, 0].enumerated() where n > 20 { x[3 * i + 2] = v }
        return x
    }

    // MARK: Integers

    @Test("quotients and remainders of int64, small and large")
    func division() {
        func floored(_ a: Int64, _ b: Int64) -> Int64 {
            if b == -1 { return 0 &- a }
            return a % b != 0 && (a < 0) != (b < 0) ? a / b - 1 : a / b
        }
        func cut(_ a: Int64, _ b: Int64) -> Int64 { b == -1 ? 0 &- a : a / b }
        let functions: [(BinaryOp, (Int64, Int64) -> Int64)] = [
            (.floorDivide, floored), (.truncDivide, cut), (.remainder, { $0 &- floored($0, $1) &* $1 }),
            (.fmod, { $0 &- cut($0, $1) &* $1 }),
        ]
        let pairs = Self.extreme.flatMap { a in Self.extreme.filter { $0 != 0 }.map { (a, $0) } }
        let small = zip(integers(3000, 1), integers(3000, 2)).filter { $0.1 != 0 }
        for list in [pairs, small] {
            let (a, b) = (list.map(\.0), list.map(\.1))
            for (op, f) in functions {
                for (aStep, bStep) in [(1, 1), (1, 0), (0, 1)] {
                    let expected = a.indices.map { f(a[$0 * aStep], b[$0 * bStep]) }
                    forEachVariant { variant in
                        let y = Buffer<Int64>(a.count, 5)
                        let isDone = Kernels.divide(
                            op, outer: 1, inner: a.count, a: a, aOuter: 0, aInner: aStep, b: b, bOuter: 0,
                            bInner: bStep, y: y.pointer)
                        #expect(isDone && y.isIntact && y.values == expected, "\(variant) \(op) \(aStep) \(bStep)")
                    }
                }
            }
        }
        forEachVariant { variant in
            let y = Buffer<Int64>(2, 5)
            let isDone = Kernels.divide(
                .fmod, outer: 1, inner: 2, a: [1, 2], aOuter: 0, aInner: 1, b: [1, 0], bOuter: 0, bInner: 1,
                y: y.pointer)
            #expect(!isDone, "\(variant)")
        }
    }

    @Test("functions, bits, changes in place and products of int64")
    func integerFunctions() {
        let a = Self.extreme + integers(1001, 3)
        let b = integers(500, 4) + Self.extreme + integers(501, 5)
        let unary: [(UnaryOp, (Int64) -> Int64)] = [
            (.neg, { 0 &- $0 }), (.abs, { $0 < 0 ? 0 &- $0 : $0 }), (.square, { $0 &* $0 }), (.relu, { max($0, 0) }),
            (.sign, { $0.signum() }), (.floor, { $0 }),
        ]
        let bits: [(BitOp, Int, (Int64, Int64) -> Int64)] = [
            (.and, 64, { $0 & $1 }), (.or, 64, { $0 | $1 }), (.xor, 64, { $0 ^ $1 }),
            (.shiftLeft, 64, { $1 < 0 || $1 > 63 ? 0 : $0 << $1 }),
            (.shiftLeft, 8, { $1 < 0 || $1 > 7 ? 0 : $0 << $1 }),
            (.shiftRight, 64, { $1 < 0 || $1 > 63 ? ($0 < 0 ? -1 : 0) : $0 >> $1 }),
        ]
        forEachVariant { variant in
            for (op, f) in unary {
                let y = Buffer<Int64>(a.count, 5)
                let isDone = Kernels.unary(op, n: a.count, x: a, y: y.pointer)
                #expect(isDone && y.isIntact && y.values == a.map(f), "\(variant) \(op)")
            }
            for (op, width, f) in bits {
                let y = Buffer<Int64>(a.count, 5)
                Kernels.bits(
                    op, width: width, outer: 1, inner: a.count, a: a, aOuter: 0, aInner: 1, b: b, bOuter: 0, bInner: 1,
                    y: y.pointer)
                #expect(y.isIntact && y.values == zip(a, b).map(f), "\(variant) \(op) \(width)")
            }
            for multiplies in [false, true] {
                let y = Buffer<Int64>(a.count, 5)
                for (i, v) in a.enumerated() { y.pointer[i] = v }
                Kernels.adjust(multiplies: multiplies, n: a.count, number: 3, y: y.pointer)
                #expect(y.isIntact && y.values == a.map { multiplies ? $0 &* 3 : $0 &+ 3 }, "\(variant)")
            }
            for (m, n, k) in [(1, 1, 1), (3, 5, 7), (2, 130, 33), (17, 129, 32), (5, 4, 0)] {
                let (p, q) = (integers(m * k, 1) + [.max], integers(k * n, 2))
                let c = Buffer<Int64>(m * n, 0)
                var expected = [Int64](repeating: 0, count: m * n)
                for i in 0..<m {
                    for j in 0..<n { for l in 0..<k { expected[i * n + j] &+= p[i * k + l] &* q[l * n + j] } }
                }
                Kernels.product(m: m, n: n, k: k, a: p, aRow: k, b: q, c: c.pointer)
                #expect(c.isIntact && c.values == expected, "\(variant) \(m) \(n) \(k)")
            }
            #expect(Kernels.dot(n: a.count, a: a, b: a) == a.reduce(0) { $0 &+ $1 &* $1 }, "\(variant)")
        }
    }

    @Test("truth values of bytes")
    func truth() {
        let a = (0..<1001).map { UInt8(truncatingIfNeeded: $0 % 3) }
        let b = (0..<1001).map { UInt8(truncatingIfNeeded: $0 % 5 * 100) }
        let functions: [(TruthOp, (Bool, Bool) -> Bool)] = [
            (.and, { $0 && $1 }), (.or, { $0 || $1 }), (.xor, { $0 != $1 }), (.not, { a, _ in !a }),
        ]
        forEachVariant { variant in
            for (op, f) in functions {
                let y = Buffer<UInt8>(a.count, 9)
                Kernels.truth(op, n: a.count, a: a, b: b, y: y.pointer)
                #expect(y.isIntact && y.values == zip(a, b).map { f($0 != 0, $1 != 0) ? 1 : 0 }, "\(variant) \(op)")
            }
        }
    }

    // MARK: Scans

    private func expectScans<T: ScannedElement & Comparable>(_ x: [T], _ outer: Int, _ count: Int, _ inner: Int) {
        for op in ArgReduceOp.allCases {
            let isMax = op == .max
            var (values, places) = (x, [Int64](repeating: 0, count: x.count))
            var (best, first) = ([T](), [Int64]())
            for o in 0..<outer {
                for i in 0..<inner {
                    func at(_ r: Int) -> Int { (o * count + r) * inner + i }
                    var (last, top) = (0, 0)
                    for r in 0..<count {
                        let (v, old, most) = (x[at(r)], x[at(last)], x[at(top)])
                        if v != v || (isMax ? v >= old : v <= old) { last = r }
                        if (v != v && most == most) || (isMax ? v > most : v < most) { top = r }
                        (values[at(r)], places[at(r)]) = (x[at(last)], Int64(last))
                    }
                    best.append(x[at(top)])
                    first.append(Int64(top))
                }
            }
            func same(_ a: [T], _ b: [T]) -> Bool { zip(a, b).allSatisfy { $0 == $1 || ($0 != $0 && $1 != $1) } }
            forEachVariant { variant in
                let (y, p) = (Buffer<T>(x.count, x[0]), Buffer<Int64>(x.count, 5))
                Kernels.runningExtremes(
                    op, outer: outer, count: count, inner: inner, x: x, values: y.pointer, places: p.pointer)
                #expect(p.isIntact && same(y.values, values) && p.values == places, "\(variant) \(op) \(inner)")
                let (b, f) = (Buffer<T>(outer * inner, x[0]), Buffer<Int64>(outer * inner, 5))
                Kernels.extremePlaces(
                    op, outer: outer, count: count, inner: inner, x: x, values: b.pointer, places: f.pointer)
                #expect(f.isIntact && same(b.values, best) && f.values == first, "\(variant) places \(op) \(inner)")
            }
        }
    }

    @Test(
        "extremes so far and places of extremes",
        arguments: [(1, 1, 1), (1, 1001, 1), (6, 70, 1), (2, 40, 300), (3, 5, 7)])
    func extremes(outer: Int, count: Int, inner: Int) {
        let x = floats(outer * count * inner, 7)
        expectScans(x, outer, count, inner)
        expectScans(x.map { Double($0) }, outer, count, inner)
        expectScans(integers(x.count, 8), outer, count, inner)
    }

    @Test(
        "sums and products so far are kept in float64", arguments: [(1, 1, 1), (1, 101, 1), (6, 70, 1), (2, 40, 600)])
    func totals(outer: Int, count: Int, inner: Int) {
        var noise = Noise(3)
        let x = noise.floats(outer * count * inner, scale: 0.2).map { $0 + 1 }
        let whole = integers(x.count, 4)
        for multiplies in [false, true] {
            var (expected, exact) = (x, whole)
            for o in 0..<outer {
                for i in 0..<inner {
                    var (total, number) = (multiplies ? 1.0 : 0, multiplies ? Int64(1) : 0)
                    for r in 0..<count {
                        let at = (o * count + r) * inner + i
                        total = multiplies ? total * Double(x[at]) : total + Double(x[at])
                        number = multiplies ? number &* whole[at] : number &+ whole[at]
                        (expected[at], exact[at]) = (Float(total), number)
                    }
                }
            }
            forEachVariant { variant in
                let (y, z) = (Buffer<Float>(x.count, 5), Buffer<Int64>(x.count, 5))
                Kernels.runningTotals(
                    multiplies: multiplies, outer: outer, count: count, inner: inner, x: x, y: y.pointer)
                Kernels.runningTotals(
                    multiplies: multiplies, outer: outer, count: count, inner: inner, x: whole, y: z.pointer)
                #expect(y.isIntact && y.values == expected && z.isIntact && z.values == exact, "\(variant)")
            }
        }
    }

    // MARK: Searches

    @Test("places in sorted lines, and in lines without order")
    func search() {
        var noise = Noise(5)
        let values = noise.floats(1003, scale: 4) + [.nan, 0, 1]
        let lines: [[Float]] = [
            [], [0], noise.floats(100, scale: 3).sorted(), [-1, 0, 0, 0, 1, 1], [3, 1, 2, 0, 5], [0, 1, .nan],
        ]
        for line in lines {
            for behind in [false, true] {
                let expected = values.map { v in
                    var (low, high) = (0, line.count)
                    while low < high {
                        let middle = (low + high) / 2
                        if behind ? !(line[middle] > v) : !(line[middle] >= v) {
                            low = middle + 1
                        } else {
                            high = middle
                        }
                    }
                    return Int64(low)
                }
                forEachVariant { variant in
                    let y = Buffer<Int64>(values.count, 5)
                    Kernels.search(
                        behind: behind, n: line.count, line: line, count: values.count, values: values, y: y.pointer)
                    #expect(y.isIntact && y.values == expected, "\(variant) \(line) \(behind)")
                }
            }
        }
    }

    @Test("elements among others, equal lines, limits, questions, runs", arguments: [0, 1, 7, 64, 513, 40_001])
    func elements(n: Int) {
        let x = floats(n, n)
        let tests: [Float] = [0, .infinity, .nan, x.first ?? 1, 3]
        let (wide, z) = (x.map { Double($0) }, integers(n, 6).map { $0 / 20 })
        forEachVariant { variant in
            let y = Buffer<UInt8>(n, 9)
            Kernels.contains(inverted: false, count: 5, tests: tests, n: n, x: x, y: y.pointer)
            #expect(y.isIntact && y.values == x.map { v in tests.contains { $0 == v } ? 1 : 0 }, "\(variant)")
            let questions: [(ValueTest, (Double) -> Bool)] = [
                (.isFinite, { $0.isFinite }), (.isInfinite, { $0.isInfinite }),
                (.isPositiveInfinity, { $0 == .infinity }),
                (.isNegativeInfinity, { $0 == -.infinity }), (.hasSign, { $0.sign == .minus }),
            ]
            for (test, f) in questions {
                Kernels.test(test, n: n, x: wide, y: y.pointer)
                #expect(y.isIntact && y.values == wide.map { f($0) ? 1 : 0 }, "\(variant) \(test)")
            }
            let clean = Buffer<Float>(n, 9)
            Kernels.withoutNaN(n: n, x: x, y: clean.pointer)
            #expect(clean.isIntact && clean.values == x.map { $0.isNaN ? 0 : $0 }, "\(variant)")
            #expect(Kernels.equal(n: n, x: clean.values, y: clean.values), "\(variant)")
            if n > 20 { #expect(!Kernels.equal(n: n, x: x, y: x), "\(variant): NaN equals nothing") }
            Kernels.clamp(n: n, clean.values, low: -1, high: 2, clean.pointer)
            #expect(clean.isIntact && clean.values == x.map { $0.isNaN ? 0 : min(max($0, -1), 2) }, "\(variant)")
            let sum = Buffer<Double>(1, 9)
            Kernels.sumsWithoutNaN(outer: 1, count: n, x: wide.map { $0.isInfinite ? 1 : $0 }, y: sum.pointer)
            let expected = wide.reduce(0) { $0 + ($1.isNaN ? 0 : $1.isInfinite ? 1 : $1) }
            #expect(abs(sum.values[0] - expected) < 1e-9 * Double(n + 1), "\(variant)")
            let (p, e) = (Buffer<Int64>(n, 9), Buffer<Int64>(n, 9))
            let starts = z.indices.filter { $0 == 0 || z[$0] != z[$0 - 1] }
            #expect(Kernels.runs(n: n, x: z, y: p.pointer) == starts.count && p.isIntact, "\(variant)")
            #expect(Array(p.values.prefix(starts.count)) == starts.map { Int64($0) }, "\(variant)")
            #expect(Kernels.runElements(n: n, x: z, y: e.pointer) == starts.count && e.isIntact, "\(variant)")
            #expect(Array(e.values.prefix(starts.count)) == starts.map { z[$0] }, "\(variant)")
        }
    }

    @Test("histograms, and squares of float64")
    func histograms() {
        let x = floats(5001, 2)
        for (low, high, bins) in [(Float(-2), Float(3), 7), (1, 1, 3), (-9, 9, 1000)] {
            var expected = [Int](repeating: 0, count: bins)
            for v in x where v >= low && v <= high {
                let place = high > low ? Int((v - low) / (high - low) * Float(bins)) : 0
                expected[min(place, bins - 1)] += 1
            }
            forEachVariant { variant in
                let y = Buffer<Int>(2 * (bins + 1), 0)
                Kernels.histogram(n: x.count, x: x, low: low, high: high, bins: bins, y: y.pointer)
                #expect(
                    y.isIntact && (0..<bins).map { y.values[$0] + y.values[bins + 1 + $0] } == expected, "\(variant)")
            }
        }
        let line = integers(1003, 3).map { Double($0) }
        forEachVariant { variant in
            let y = Buffer<Double>(1, 0)
            Kernels.variance(
                outer: 1, count: line.count, inner: 1, correction: 1, x: line, mean: nil, variance: y.pointer)
            let mean = line.reduce(0, +) / 1003
            let expected = line.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1002
            #expect(abs(y.values[0] - expected) < 1e-9 * expected, "\(variant)")
        }
    }

    // MARK: Series and conversions

    @Test("series are rounded once, in their groups", arguments: [0, 1, 7, 64, 513, 40_001])
    func series(n: Int) {
        for (start, step) in [(0.0, 1.0), (0.1, 0.37), (-3, 0.01), (1e9, -7)] {
            let single = (0..<n).map { i -> Float in
                if i >= n / 16 * 16 { return Float(start.addingProduct(step, Double(i))) }
                let base = Float(start.addingProduct(step, Double(i / 8 * 8)))
                return Float(Double(base).addingProduct(step, Double(i % 8)))
            }
            let double = (0..<n).map { i -> Double in
                if i >= n / 8 * 8 { return start.addingProduct(step, Double(i)) }
                return start.addingProduct(step, Double(i / 4 * 4)).addingProduct(step, Double(i % 4))
            }
            let half = n == 1 ? 1 : n / 2
            let spaced = (0..<n).map { i in
                i < half ? start.addingProduct(step, Double(i)) : 5.0.addingProduct(-step, Double(n - 1 - i))
            }
            forEachVariant { variant in
                let (y, z) = (Buffer<Float>(n, 9), Buffer<Double>(n, 9))
                Kernels.ramp(n: n, grouped: true, start: start, step: step, y: y.pointer)
                Kernels.ramp(n: n, start: start, step: step, y: z.pointer)
                #expect(y.isIntact && y.values == single && z.isIntact && z.values == double, "\(variant) \(step)")
                Kernels.spaced(n: n, start: start, end: 5, step: step, y: z.pointer)
                #expect(z.isIntact && z.values == spaced, "\(variant) \(step)")
            }
        }
        for size in [1, 2, 4, 8] {
            forEachVariant { variant in
                let y = Buffer<UInt8>(n * size, 9)
                Kernels.fill(n: n, size: size, word: 0x0807_0605_0403_0201, y: y.pointer)
                #expect(y.isIntact && y.values == (0..<n * size).map { UInt8($0 % size + 1) }, "\(variant) \(size)")
            }
        }
    }

    /// What a number becomes, the slow way.
    private func converted(_ x: Double, _ to: ElementKind, fromInteger: Bool = false) -> Double {
        let long = x >= -0x1p63 && x < 0x1p63 ? Int64(x) : Int64.min
        let word = fromInteger || x > -0x1p31 - 1 && x < 0x1p31 ? Int32(truncatingIfNeeded: long) : Int32.min
        switch to {
        case .bool: return x != 0 ? 1 : 0
        case .uint8: return Double(UInt8(truncatingIfNeeded: long))
        case .int8: return Double(Swift.Int8(truncatingIfNeeded: word))
        case .int16: return Double(Int16(truncatingIfNeeded: word))
        case .int32: return Double(word)
        case .int64: return Double(long)
        case .float16: return Double(Float16(Float(x)))
        case .bfloat16:
            let bits = Float(x).bitPattern
            return x.isNaN ? .nan : Double(Float(bitPattern: (bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF_0000))
        case .float32: return Double(Float(x))
        case .float64: return x
        }
    }

    @Test("conversions between all element types", arguments: ElementKind.allCases)
    func conversions(from: ElementKind) {
        let numbers =
            [
                0, 1, -1, 1.9, -1.9, 127, 128, 255, 256, 300, 65504, 65520, 70_000, -70_000, 1e-5, 6e-8, 3e-8, 1e-40,
                2147483647,
                2147483648, -2147483648, -2147483649, 3e9, 1e18, 1e19, -1e19, 1e30, .infinity, -.infinity, .nan,
            ]
            + floats(50, 1).map { Double($0) }
        let isInteger = [.bool, .uint8, .int8, .int16, .int32, .int64].contains(from)
        for to in ElementKind.allCases {
            // The numbers as the source has them.
            let x = Buffer<UInt8>(numbers.count * from.size, 0)
            Kernels.convert(n: numbers.count, x: numbers, .float64, y: x.pointer, from)
            let held = numbers.map { converted($0, from) }
            forEachVariant { variant in
                let y = Buffer<UInt8>(numbers.count * to.size, 9)
                Kernels.convert(n: numbers.count, x: x.pointer, from, y: y.pointer, to)
                let back = Buffer<Double>(numbers.count, 9)
                Kernels.convert(n: numbers.count, x: y.pointer, to, y: back.pointer, .float64)
                #expect(y.isIntact && back.isIntact)
                for (i, v) in held.enumerated() {
                    let expected = converted(v, to, fromInteger: isInteger)
                    let isSame = back.values[i] == expected || (back.values[i].isNaN && expected.isNaN)
                    #expect(isSame, "\(variant) \(from) to \(to): \(v) became \(back.values[i])")
                }
            }
        }
    }
}
