import GradusKernels

/// Conversion of contiguous elements between dtypes.
enum Convert {
    /// y[i] = x[i] in the other dtype: floats are cut towards zero, integers wrap, bool is "not zero".
    static func run(_ n: Int, _ x: UnsafeMutableRawPointer, _ from: DType, _ y: UnsafeMutableRawPointer, _ to: DType) {
        if n == 0 { return }
        if from == to {
            Kernels.copy(byteCount: n * from.size, x: x, y: y)
            return
        }
        switch (from, to) {
        case (.bool, _): fromBytes(n, x, to, y)
        case (.uint8, .bool): Kernels.nonZero(n: n, x: x.at(UInt8.self), y: y.at(UInt8.self))
        case (.uint8, _): fromBytes(n, x, to, y)
        case (.float16, _), (.bfloat16, _):
            viaFloat(n, x, from, y, to)
        case (_, .float16), (_, .bfloat16):
            narrowing(n, x, from, y, to)
        case (.int8, _): fromInt8(n, x.at(Int8.self), y, to)
        case (.int16, _): fromInt16(n, x.at(Int16.self), y, to)
        case (.int32, _): fromInt32(n, x.at(Int32.self), y, to)
        case (.int64, _): fromInt64(n, x.at(Int64.self), y, to)
        case (.float32, _): fromFloat(n, x.at(Float.self), y, to)
        case (.float64, _): fromDouble(n, x.at(Double.self), y, to)
        }
    }

    private static func fromBytes(_ n: Int, _ x: UnsafeMutableRawPointer, _ to: DType, _ y: UnsafeMutableRawPointer) {
        let x = x.at(UInt8.self)
        switch to {
        case .bool, .uint8: y.copyMemory(from: x, byteCount: n)
        case .int8: Kernels.convert(n: n, x: x, y: y.at(Int8.self))
        case .int16: Kernels.convert(n: n, x: x, y: y.at(Int16.self))
        case .int32: Kernels.convert(n: n, x: x, y: y.at(Int32.self))
        case .int64: Kernels.convert(n: n, x: x, y: y.at(Int64.self))
        case .float32: Kernels.convert(n: n, x: x, y: y.at(Float.self))
        case .float64: Kernels.convert(n: n, x: x, y: y.at(Double.self))
        case .float16: for i in 0..<n { y.at(Half.self)[i] = Half(Float(x[i])) }
        case .bfloat16: for i in 0..<n { y.at(BFloat16.self)[i] = BFloat16(Float(x[i])) }
        }
    }

    private static func fromInt8(_ n: Int, _ x: UnsafeMutablePointer<Int8>, _ y: UnsafeMutableRawPointer, _ to: DType) {
        switch to {
        case .bool: Kernels.nonZero(n: n, x: x, y: y.at(UInt8.self))
        case .uint8: y.copyMemory(from: x, byteCount: n)
        case .int16: Kernels.convert(n: n, x: x, y: y.at(Int16.self))
        case .int32: Kernels.convert(n: n, x: x, y: y.at(Int32.self))
        case .int64: Kernels.convert(n: n, x: x, y: y.at(Int64.self))
        case .float32: Kernels.convert(n: n, x: x, y: y.at(Float.self))
        case .float64: Kernels.convert(n: n, x: x, y: y.at(Double.self))
        case .int8, .float16, .bfloat16: break
        }
    }

    private static func fromInt16(_ n: Int, _ x: UnsafeMutablePointer<Int16>, _ y: UnsafeMutableRawPointer, _ to: DType)
    {
        switch to {
        case .bool: Kernels.nonZero(n: n, x: x, y: y.at(UInt8.self))
        case .uint8: Kernels.convert(n: n, x: x, y: y.at(UInt8.self))
        case .int8: Kernels.convert(n: n, x: x, y: y.at(Int8.self))
        case .int32: Kernels.convert(n: n, x: x, y: y.at(Int32.self))
        case .int64: Kernels.convert(n: n, x: x, y: y.at(Int64.self))
        case .float32: Kernels.convert(n: n, x: x, y: y.at(Float.self))
        case .float64: Kernels.convert(n: n, x: x, y: y.at(Double.self))
        case .int16, .float16, .bfloat16: break
        }
    }

    private static func fromInt32(_ n: Int, _ x: UnsafeMutablePointer<Int32>, _ y: UnsafeMutableRawPointer, _ to: DType)
    {
        switch to {
        case .bool: Kernels.nonZero(n: n, x: x, y: y.at(UInt8.self))
        case .uint8: Kernels.convert(n: n, x: x, y: y.at(UInt8.self))
        case .int8: Kernels.convert(n: n, x: x, y: y.at(Int8.self))
        case .int16: Kernels.convert(n: n, x: x, y: y.at(Int16.self))
        case .int64: Kernels.convert(n: n, x: x, y: y.at(Int64.self))
        case .float32: Kernels.convert(n: n, x: x, y: y.at(Float.self))
        case .float64: Kernels.convert(n: n, x: x, y: y.at(Double.self))
        case .int32, .float16, .bfloat16: break
        }
    }

    private static func fromInt64(_ n: Int, _ x: UnsafeMutablePointer<Int64>, _ y: UnsafeMutableRawPointer, _ to: DType)
    {
        switch to {
        case .bool: Kernels.nonZero(n: n, x: x, y: y.at(UInt8.self))
        case .uint8: Kernels.convert(n: n, x: x, y: y.at(UInt8.self))
        case .int8: Kernels.convert(n: n, x: x, y: y.at(Int8.self))
        case .int16: Kernels.convert(n: n, x: x, y: y.at(Int16.self))
        case .int32: Kernels.convert(n: n, x: x, y: y.at(Int32.self))
        case .float32: Kernels.convert(n: n, x: x, y: y.at(Float.self))
        case .float64: Kernels.convert(n: n, x: x, y: y.at(Double.self))
        case .int64, .float16, .bfloat16: break
        }
    }

    private static func fromFloat(_ n: Int, _ x: UnsafeMutablePointer<Float>, _ y: UnsafeMutableRawPointer, _ to: DType)
    {
        switch to {
        case .bool: Kernels.nonZero(n: n, x: x, y: y.at(UInt8.self))
        case .uint8: Kernels.convert(n: n, x: x, y: y.at(UInt8.self))
        case .int8: Kernels.convert(n: n, x: x, y: y.at(Int8.self))
        case .int16: Kernels.convert(n: n, x: x, y: y.at(Int16.self))
        case .int32: Kernels.convert(n: n, x: x, y: y.at(Int32.self))
        case .int64: Kernels.convert(n: n, x: x, y: y.at(Int64.self))
        case .float64: Kernels.convert(n: n, x: x, y: y.at(Double.self))
        case .float32, .float16, .bfloat16: break
        }
    }

    private static func fromDouble(
        _ n: Int, _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutableRawPointer, _ to: DType
    ) {
        switch to {
        case .bool: Kernels.nonZero(n: n, x: x, y: y.at(UInt8.self))
        case .uint8: Kernels.convert(n: n, x: x, y: y.at(UInt8.self))
        case .int8: Kernels.convert(n: n, x: x, y: y.at(Int8.self))
        case .int16: Kernels.convert(n: n, x: x, y: y.at(Int16.self))
        case .int32: Kernels.convert(n: n, x: x, y: y.at(Int32.self))
        case .int64: Kernels.convert(n: n, x: x, y: y.at(Int64.self))
        case .float32: Kernels.convert(n: n, x: x, y: y.at(Float.self))
        case .float64, .float16, .bfloat16: break
        }
    }

    /// From the half types, block by block through Float.
    private static func viaFloat(
        _ n: Int, _ x: UnsafeMutableRawPointer, _ from: DType, _ y: UnsafeMutableRawPointer, _ to: DType
    ) {
        if to == .float32 {
            widen(n, x, from, y.at(Float.self))
            return
        }
        forBlocks(n) { block, start, count in
            widen(count, x + start * 2, from, block)
            run(count, UnsafeMutableRawPointer(block), .float32, y + start * to.size, to)
        }
    }

    private static func widen(_ n: Int, _ x: UnsafeMutableRawPointer, _ from: DType, _ y: UnsafeMutablePointer<Float>) {
        if from == .float16 {
            let x = x.at(Half.self)
            for i in 0..<n { y[i] = x[i].float }
        } else {
            let x = x.at(BFloat16.self)
            for i in 0..<n { y[i] = x[i].float }
        }
    }

    /// To the half types, block by block through Float.
    private static func narrowing(
        _ n: Int, _ x: UnsafeMutableRawPointer, _ from: DType, _ y: UnsafeMutableRawPointer, _ to: DType
    ) {
        forBlocks(n) { block, start, count in
            run(count, x + start * from.size, from, UnsafeMutableRawPointer(block), .float32)
            if to == .float16 {
                let y = y.at(Half.self) + start
                for i in 0..<count { y[i] = Half(block[i]) }
            } else {
                let y = y.at(BFloat16.self) + start
                for i in 0..<count { y[i] = BFloat16(block[i]) }
            }
        }
    }

    private static func forBlocks(_ n: Int, _ body: (UnsafeMutablePointer<Float>, Int, Int) -> Void) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 512) { buffer in
            guard let block = buffer.baseAddress else { return }
            var start = 0
            while start < n {
                let count = min(512, n - start)
                body(block, start, count)
                start += count
            }
        }
    }
}

extension UnsafeMutableRawPointer {
    @inline(__always)
    package func at<T>(_ type: T.Type) -> UnsafeMutablePointer<T> { assumingMemoryBound(to: type) }
}
