import GradusKernelTypes

// Conversions between element types. Floats become integers by truncation; values out of range (undefined in C)
// become what x86-64 gives: the smallest 64-bit integer, cut to the width. To bool: `nonZero`.
extension Kernels {
    package static func convert(n: Int, x: In<Float>, y: Out<Double>) {
        for i in 0..<n { y[i] = Double(x[i]) }
    }

    package static func convert(n: Int, x: In<Float>, y: Out<Int64>) {
        let table = active.integers
        Threads.parallelFor(n, grain: elementGrain) {
            table.fromFloats($0.count, x + $0.lowerBound, y + $0.lowerBound)
        }
    }

    package static func convert(n: Int, x: In<Float>, y: Out<Int32>) {
        for i in 0..<n { y[i] = Int32(truncatingIfNeeded: toInt64(x[i])) }
    }

    package static func convert(n: Int, x: In<Float>, y: Out<Int16>) {
        for i in 0..<n { y[i] = Int16(truncatingIfNeeded: toInt64(x[i])) }
    }

    package static func convert(n: Int, x: In<Float>, y: Out<Int8>) {
        for i in 0..<n { y[i] = Int8(truncatingIfNeeded: toInt64(x[i])) }
    }

    package static func convert(n: Int, x: In<Float>, y: Out<UInt8>) {
        for i in 0..<n { y[i] = UInt8(truncatingIfNeeded: toInt64(x[i])) }
    }

    package static func convert(n: Int, x: In<Double>, y: Out<Float>) {
        for i in 0..<n { y[i] = Float(x[i]) }
    }

    package static func convert(n: Int, x: In<Double>, y: Out<Int64>) {
        for i in 0..<n { y[i] = toInt64(x[i]) }
    }

    package static func convert(n: Int, x: In<Double>, y: Out<Int32>) {
        for i in 0..<n { y[i] = Int32(truncatingIfNeeded: toInt64(x[i])) }
    }

    package static func convert(n: Int, x: In<Double>, y: Out<Int16>) {
        for i in 0..<n { y[i] = Int16(truncatingIfNeeded: toInt64(x[i])) }
    }

    package static func convert(n: Int, x: In<Double>, y: Out<Int8>) {
        for i in 0..<n { y[i] = Int8(truncatingIfNeeded: toInt64(x[i])) }
    }

    package static func convert(n: Int, x: In<Double>, y: Out<UInt8>) {
        for i in 0..<n { y[i] = UInt8(truncatingIfNeeded: toInt64(x[i])) }
    }

    package static func convert(n: Int, x: In<Int64>, y: Out<Float>) {
        let table = active.integers
        Threads.parallelFor(n, grain: elementGrain) { table.toFloats($0.count, x + $0.lowerBound, y + $0.lowerBound) }
    }

    package static func convert(n: Int, x: In<Int64>, y: Out<Double>) {
        for i in 0..<n { y[i] = Double(x[i]) }
    }

    package static func convert(n: Int, x: In<Int64>, y: Out<Int32>) {
        for i in 0..<n { y[i] = Int32(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int64>, y: Out<Int16>) {
        for i in 0..<n { y[i] = Int16(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int64>, y: Out<Int8>) {
        for i in 0..<n { y[i] = Int8(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int64>, y: Out<UInt8>) {
        for i in 0..<n { y[i] = UInt8(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int32>, y: Out<Float>) {
        for i in 0..<n { y[i] = Float(x[i]) }
    }

    package static func convert(n: Int, x: In<Int32>, y: Out<Double>) {
        for i in 0..<n { y[i] = Double(x[i]) }
    }

    package static func convert(n: Int, x: In<Int32>, y: Out<Int64>) {
        for i in 0..<n { y[i] = Int64(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int32>, y: Out<Int16>) {
        for i in 0..<n { y[i] = Int16(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int32>, y: Out<Int8>) {
        for i in 0..<n { y[i] = Int8(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int32>, y: Out<UInt8>) {
        for i in 0..<n { y[i] = UInt8(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int16>, y: Out<Float>) {
        for i in 0..<n { y[i] = Float(x[i]) }
    }

    package static func convert(n: Int, x: In<Int16>, y: Out<Double>) {
        for i in 0..<n { y[i] = Double(x[i]) }
    }

    package static func convert(n: Int, x: In<Int16>, y: Out<Int64>) {
        for i in 0..<n { y[i] = Int64(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int16>, y: Out<Int32>) {
        for i in 0..<n { y[i] = Int32(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int16>, y: Out<Int8>) {
        for i in 0..<n { y[i] = Int8(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int16>, y: Out<UInt8>) {
        for i in 0..<n { y[i] = UInt8(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int8>, y: Out<Float>) {
        for i in 0..<n { y[i] = Float(x[i]) }
    }

    package static func convert(n: Int, x: In<Int8>, y: Out<Double>) {
        for i in 0..<n { y[i] = Double(x[i]) }
    }

    package static func convert(n: Int, x: In<Int8>, y: Out<Int64>) {
        for i in 0..<n { y[i] = Int64(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int8>, y: Out<Int32>) {
        for i in 0..<n { y[i] = Int32(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int8>, y: Out<Int16>) {
        for i in 0..<n { y[i] = Int16(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<Int8>, y: Out<UInt8>) {
        for i in 0..<n { y[i] = UInt8(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<UInt8>, y: Out<Float>) {
        for i in 0..<n { y[i] = Float(x[i]) }
    }

    package static func convert(n: Int, x: In<UInt8>, y: Out<Double>) {
        for i in 0..<n { y[i] = Double(x[i]) }
    }

    package static func convert(n: Int, x: In<UInt8>, y: Out<Int64>) { active.integers.fromBytes(n, x, y) }

    package static func convert(n: Int, x: In<UInt8>, y: Out<Int32>) {
        for i in 0..<n { y[i] = Int32(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<UInt8>, y: Out<Int16>) {
        for i in 0..<n { y[i] = Int16(truncatingIfNeeded: x[i]) }
    }

    package static func convert(n: Int, x: In<UInt8>, y: Out<Int8>) {
        for i in 0..<n { y[i] = Int8(truncatingIfNeeded: x[i]) }
    }

    package static func nonZero(n: Int, x: In<Float>, y: Out<UInt8>) {
        for i in 0..<n { y[i] = x[i] != 0 ? 1 : 0 }
    }

    package static func nonZero(n: Int, x: In<Double>, y: Out<UInt8>) {
        for i in 0..<n { y[i] = x[i] != 0 ? 1 : 0 }
    }

    package static func nonZero(n: Int, x: In<Int64>, y: Out<UInt8>) {
        for i in 0..<n { y[i] = x[i] != 0 ? 1 : 0 }
    }

    package static func nonZero(n: Int, x: In<Int32>, y: Out<UInt8>) {
        for i in 0..<n { y[i] = x[i] != 0 ? 1 : 0 }
    }

    package static func nonZero(n: Int, x: In<Int16>, y: Out<UInt8>) {
        for i in 0..<n { y[i] = x[i] != 0 ? 1 : 0 }
    }

    package static func nonZero(n: Int, x: In<Int8>, y: Out<UInt8>) {
        for i in 0..<n { y[i] = x[i] != 0 ? 1 : 0 }
    }

    package static func nonZero(n: Int, x: In<UInt8>, y: Out<UInt8>) {
        for i in 0..<n { y[i] = x[i] != 0 ? 1 : 0 }
    }

    @inline(__always)
    private static func toInt64<T: BinaryFloatingPoint>(_ v: T) -> Int64 {
        v >= -0x1p63 && v < 0x1p63 ? Int64(v) : Int64.min
    }
}
