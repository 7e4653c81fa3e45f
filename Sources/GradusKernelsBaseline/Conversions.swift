import CSIMD
import GradusKernelTypes

// Conversions between all element types. What is read is widened to one of four types, what is written is made from one
// of them, so that 4 functions for each type make all pairs. Floats out of range become what x86-64 gives.

private protocol Source: BitwiseCopyable {
    associatedtype Wide: Wider
    var wide: Wide { get }
}

/// Int32, Int64, Float or Double.
private protocol Wider {
    var int32: Int32 { get }
    var int64: Int64 { get }
    var float: Float { get }
    var double: Double { get }
    var isNotZero: Bool { get }
}

extension Int32: Wider, Source {
    @inline(__always) fileprivate var wide: Int32 { self }
    @inline(__always) fileprivate var int32: Int32 { self }
    @inline(__always) fileprivate var int64: Int64 { Int64(self) }
    @inline(__always) fileprivate var float: Float { Float(self) }
    @inline(__always) fileprivate var double: Double { Double(self) }
    @inline(__always) fileprivate var isNotZero: Bool { self != 0 }
}

extension Int64: Wider, Source {
    @inline(__always) fileprivate var wide: Int64 { self }
    @inline(__always) fileprivate var int32: Int32 { Int32(truncatingIfNeeded: self) }
    @inline(__always) fileprivate var int64: Int64 { self }
    @inline(__always) fileprivate var float: Float { Float(self) }
    @inline(__always) fileprivate var double: Double { Double(self) }
    @inline(__always) fileprivate var isNotZero: Bool { self != 0 }
}

extension Float: Wider, Source {
    @inline(__always) fileprivate var wide: Float { self }
    @inline(__always) fileprivate var int32: Int32 {
        // Both branches are computed: a conversion out of range must not be undefined.
        let fits = self >= -0x1p31 && self < 0x1p31
        let value = n_int_f(fits ? self : 0)
        return fits ? value : Int32.min
    }
    @inline(__always) fileprivate var int64: Int64 {
        let fits = self >= -0x1p63 && self < 0x1p63
        let value = n_long_f(fits ? self : 0)
        return fits ? value : Int64.min
    }
    @inline(__always) fileprivate var float: Float { self }
    @inline(__always) fileprivate var double: Double { Double(self) }
    @inline(__always) fileprivate var isNotZero: Bool { self != 0 }
}

extension Double: Wider, Source {
    @inline(__always) fileprivate var wide: Double { self }
    @inline(__always) fileprivate var int32: Int32 {
        let fits = self > -0x1p31 - 1 && self < 0x1p31
        let value = n_int_d(fits ? self : 0)
        return fits ? value : Int32.min
    }
    @inline(__always) fileprivate var int64: Int64 {
        let fits = self >= -0x1p63 && self < 0x1p63
        let value = n_long_d(fits ? self : 0)
        return fits ? value : Int64.min
    }
    @inline(__always) fileprivate var float: Float { Float(self) }
    @inline(__always) fileprivate var double: Double { self }
    @inline(__always) fileprivate var isNotZero: Bool { self != 0 }
}

extension UInt8: Source {
    @inline(__always) fileprivate var wide: Int32 { Int32(self) }
}

extension Swift.Int8: Source {
    @inline(__always) fileprivate var wide: Int32 { Int32(self) }
}

extension Int16: Source {
    @inline(__always) fileprivate var wide: Int32 { Int32(self) }
}

/// Storage bits of IEEE half precision.
private struct HalfBits: Source {
    var bits: UInt16

    @inline(__always) var wide: Float {
        #if ISA_V3 || ISA_V4 || arch(arm64)
            return n_from_half(bits)
        #else
            let sign = UInt32(bits & 0x8000) << 16
            let rest = UInt32(bits & 0x7FFF) << 13
            // Scaled up by 2¹¹², which also makes subnormal numbers right; infinities and NaN get all exponent bits.
            let scaled = Float(bitPattern: rest) * 0x1p112
            let special = rest >= 0x0F80_0000
            return Float(bitPattern: (special ? rest | 0x7F80_0000 : scaled.bitPattern) | sign)
        #endif
    }

    @inline(__always) init(_ value: Float) {
        #if ISA_V3 || ISA_V4 || arch(arm64)
            bits = n_half(value)
        #else
            let x = value.bitPattern
            let magnitude = x & 0x7FFF_FFFF
            // Subnormal: adding 0.5 moves the wanted bits to the end of the mantissa, rounded to even.
            let small = (Float(bitPattern: magnitude) + 0.5).bitPattern &- 0x3F00_0000
            let normal = (magnitude &+ 0xFFF &+ ((magnitude >> 13) & 1) &- 0x3800_0000) >> 13
            var result = magnitude < 0x3880_0000 ? small : normal
            result = magnitude >= 0x4780_0000 ? 0x7C00 : result
            result = magnitude > 0x7F80_0000 ? 0x7E00 : result
            bits = UInt16(truncatingIfNeeded: result | (x >> 16) & 0x8000)
        #endif
    }
}

/// The upper half of a Float.
private struct UpperBits: Source {
    var bits: UInt16

    @inline(__always) var wide: Float { Float(bitPattern: UInt32(bits) << 16) }

    @inline(__always) init(_ value: Float) {
        let x = value.bitPattern
        let rounded = (x &+ 0x7FFF &+ ((x >> 16) & 1)) >> 16
        bits = UInt16(truncatingIfNeeded: value != value ? 0x7FC0 : rounded)
    }
}

private func each<S: Source, T>(_ n: Int, _ x: UnsafeRawPointer, _ y: UnsafeMutableRawPointer, _: S.Type, _ f: (S) -> T)
{
    let (from, to) = (x.assumingMemoryBound(to: S.self), y.assumingMemoryBound(to: T.self))
    for i in 0..<n { to[i] = f(from[i]) }
}

private func write<S: Source>(
    _: S.Type, _ x: UnsafeRawPointer, _ to: ElementKind, _ y: UnsafeMutableRawPointer, _ n: Int
) {
    switch to {
    case .bool: each(n, x, y, S.self) { $0.wide.isNotZero ? 1 as UInt8 : 0 }
    // Floats become bytes by way of 64 bits, other narrow integers by way of 32, as in PyTorch.
    case .uint8: each(n, x, y, S.self) { UInt8(truncatingIfNeeded: $0.wide.int64) }
    case .int8: each(n, x, y, S.self) { Swift.Int8(truncatingIfNeeded: $0.wide.int32) }
    case .int16: each(n, x, y, S.self) { Int16(truncatingIfNeeded: $0.wide.int32) }
    case .int32: each(n, x, y, S.self) { $0.wide.int32 }
    case .int64: each(n, x, y, S.self) { $0.wide.int64 }
    case .float16: each(n, x, y, S.self) { HalfBits($0.wide.float) }
    case .bfloat16: each(n, x, y, S.self) { UpperBits($0.wide.float) }
    case .float32: each(n, x, y, S.self) { $0.wide.float }
    case .float64: each(n, x, y, S.self) { $0.wide.double }
    }
}

func convertElements(
    _ from: ElementKind, _ x: UnsafeRawPointer, _ to: ElementKind, _ y: UnsafeMutableRawPointer, _ n: Int
) {
    switch from {
    case .bool, .uint8: write(UInt8.self, x, to, y, n)
    case .int8: write(Swift.Int8.self, x, to, y, n)
    case .int16: write(Int16.self, x, to, y, n)
    case .int32: write(Int32.self, x, to, y, n)
    case .int64: write(Int64.self, x, to, y, n)
    case .float16: write(HalfBits.self, x, to, y, n)
    case .bfloat16: write(UpperBits.self, x, to, y, n)
    case .float32: write(Float.self, x, to, y, n)
    case .float64: write(Double.self, x, to, y, n)
    }
}
