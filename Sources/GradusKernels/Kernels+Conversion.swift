import GradusKernelTypes

// Conversions between element types. Floats become integers by truncation; values out of range (undefined in C)
// become what x86-64 gives: the smallest 64-bit integer, cut to the width. To bool: `nonZero`.
extension Kernels {
    package static func convert(n: Int, x: In<Float>, y: Out<Double>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Double(x[i]) } }
    }

    package static func convert(n: Int, x: In<Float>, y: Out<Int64>) {
        let table = active.integers
        Threads.parallelFor(n, grain: elementGrain) {
            table.fromFloats($0.count, x + $0.lowerBound, y + $0.lowerBound)
        }
    }

    package static func convert(n: Int, x: In<Float>, y: Out<Int32>) { narrow(n, x, y) }

    package static func convert(n: Int, x: In<Float>, y: Out<Int16>) { narrow(n, x, y) }

    package static func convert(n: Int, x: In<Float>, y: Out<Int8>) { narrow(n, x, y) }

    package static func convert(n: Int, x: In<Float>, y: Out<UInt8>) { narrow(n, x, y) }

    package static func convert(n: Int, x: In<Double>, y: Out<Float>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Float(x[i]) } }
    }

    package static func convert(n: Int, x: In<Double>, y: Out<Int64>) {
        Threads.parallelFor(n, grain: elementGrain) {
            for i in $0 { y[i] = toInt64(x[i]) }
        }
    }

    package static func convert(n: Int, x: In<Double>, y: Out<Int32>) {
        Threads.parallelFor(n, grain: elementGrain) {
            for i in $0 { y[i] = Int32(truncatingIfNeeded: toInt64(x[i])) }
        }
    }

    package static func convert(n: Int, x: In<Double>, y: Out<Int16>) {
        Threads.parallelFor(n, grain: elementGrain) {
            for i in $0 { y[i] = Int16(truncatingIfNeeded: toInt64(x[i])) }
        }
    }

    package static func convert(n: Int, x: In<Double>, y: Out<Int8>) {
        Threads.parallelFor(n, grain: elementGrain) {
            for i in $0 { y[i] = Int8(truncatingIfNeeded: toInt64(x[i])) }
        }
    }

    package static func convert(n: Int, x: In<Double>, y: Out<UInt8>) {
        Threads.parallelFor(n, grain: elementGrain) {
            for i in $0 { y[i] = UInt8(truncatingIfNeeded: toInt64(x[i])) }
        }
    }

    package static func convert(n: Int, x: In<Int64>, y: Out<Float>) {
        let table = active.integers
        Threads.parallelFor(n, grain: elementGrain) { table.toFloats($0.count, x + $0.lowerBound, y + $0.lowerBound) }
    }

    package static func convert(n: Int, x: In<Int64>, y: Out<Double>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Double(x[i]) } }
    }

    package static func convert(n: Int, x: In<Int64>, y: Out<Int32>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int32(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int64>, y: Out<Int16>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int16(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int64>, y: Out<Int8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int8(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int64>, y: Out<UInt8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = UInt8(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int32>, y: Out<Float>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Float(x[i]) } }
    }

    package static func convert(n: Int, x: In<Int32>, y: Out<Double>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Double(x[i]) } }
    }

    package static func convert(n: Int, x: In<Int32>, y: Out<Int64>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int64(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int32>, y: Out<Int16>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int16(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int32>, y: Out<Int8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int8(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int32>, y: Out<UInt8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = UInt8(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int16>, y: Out<Float>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Float(x[i]) } }
    }

    package static func convert(n: Int, x: In<Int16>, y: Out<Double>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Double(x[i]) } }
    }

    package static func convert(n: Int, x: In<Int16>, y: Out<Int64>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int64(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int16>, y: Out<Int32>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int32(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int16>, y: Out<Int8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int8(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int16>, y: Out<UInt8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = UInt8(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int8>, y: Out<Float>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Float(x[i]) } }
    }

    package static func convert(n: Int, x: In<Int8>, y: Out<Double>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Double(x[i]) } }
    }

    package static func convert(n: Int, x: In<Int8>, y: Out<Int64>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int64(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int8>, y: Out<Int32>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int32(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int8>, y: Out<Int16>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int16(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<Int8>, y: Out<UInt8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = UInt8(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<UInt8>, y: Out<Float>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Float(x[i]) } }
    }

    package static func convert(n: Int, x: In<UInt8>, y: Out<Double>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Double(x[i]) } }
    }

    package static func convert(n: Int, x: In<UInt8>, y: Out<Int64>) {
        Threads.inStretches(n) { active.integers.fromBytes($0.count, x + $0.lowerBound, y + $0.lowerBound) }
    }

    package static func convert(n: Int, x: In<UInt8>, y: Out<Int32>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int32(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<UInt8>, y: Out<Int16>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int16(truncatingIfNeeded: x[i]) } }
    }

    package static func convert(n: Int, x: In<UInt8>, y: Out<Int8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = Int8(truncatingIfNeeded: x[i]) } }
    }

    package static func nonZero(n: Int, x: In<Float>, y: Out<UInt8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = x[i] != 0 ? 1 : 0 } }
    }

    package static func nonZero(n: Int, x: In<Double>, y: Out<UInt8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = x[i] != 0 ? 1 : 0 } }
    }

    package static func nonZero(n: Int, x: In<Int64>, y: Out<UInt8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = x[i] != 0 ? 1 : 0 } }
    }

    package static func nonZero(n: Int, x: In<Int32>, y: Out<UInt8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = x[i] != 0 ? 1 : 0 } }
    }

    package static func nonZero(n: Int, x: In<Int16>, y: Out<UInt8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = x[i] != 0 ? 1 : 0 } }
    }

    package static func nonZero(n: Int, x: In<Int8>, y: Out<UInt8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = x[i] != 0 ? 1 : 0 } }
    }

    package static func nonZero(n: Int, x: In<UInt8>, y: Out<UInt8>) {
        Threads.inStretches(n) { for i in $0 { y[i] = x[i] != 0 ? 1 : 0 } }
    }

    // Not generic: the generic initialiser of Int64 takes twenty times as long.
    @inline(__always)
    private static func toInt64(_ v: Float) -> Int64 { v >= -0x1p63 && v < 0x1p63 ? Int64(v) : Int64.min }

    @inline(__always)
    private static func toInt64(_ v: Double) -> Int64 { v >= -0x1p63 && v < 0x1p63 ? Int64(v) : Int64.min }

    /// Floats to a narrower integer by way of 64 bits, a stretch at a time: the first step is a vector kernel.
    @inline(__always)
    private static func narrow<T: FixedWidthInteger>(_ n: Int, _ x: In<Float>, _ y: Out<T>) {
        let table = active.integers
        Threads.parallelFor(n, grain: elementGrain) { range in
            withUnsafeTemporaryAllocation(of: Int64.self, capacity: 512) { wide in
                guard let buffer = wide.baseAddress else { return }
                var start = range.lowerBound
                while start < range.upperBound {
                    let count = min(512, range.upperBound - start)
                    table.fromFloats(count, x + start, buffer)
                    let to = y + start
                    for i in 0..<count { to[i] = T(truncatingIfNeeded: buffer[i]) }
                    start += count
                }
            }
        }
    }
}
