import BigInt

/// A letter that stands for a machine number in `struct` and `array`.
enum NumberCode: UInt8 {
    case int8 = 0x62  // b
    case uint8 = 0x42  // B
    case bool = 0x3F  // ?
    case int16 = 0x68  // h
    case uint16 = 0x48  // H
    case int32 = 0x69  // i
    case uint32 = 0x49  // I
    case long = 0x6C  // l
    case unsignedLong = 0x4C  // L
    case int64 = 0x71  // q
    case uint64 = 0x51  // Q
    case size = 0x6E  // n
    case unsignedSize = 0x4E  // N
    case pointer = 0x50  // P
    case half = 0x65  // e
    case float = 0x66  // f
    case double = 0x64  // d

    var letter: String { String(UnicodeScalar(rawValue)) }

    /// The size in bytes; that of `l` depends on whether sizes are the machine's.
    func size(isNative: Bool) -> Int {
        switch self {
        case .int8, .uint8, .bool: 1
        case .int16, .uint16, .half: 2
        case .int32, .uint32, .float: 4
        case .long, .unsignedLong: isNative ? 8 : 4
        case .int64, .uint64, .size, .unsignedSize, .pointer, .double: 8
        }
    }

    var isFloat: Bool { self == .half || self == .float || self == .double }

    var isSigned: Bool {
        switch self {
        case .int8, .int16, .int32, .long, .int64, .size: true
        default: false
        }
    }

    // MARK: Bytes

    /// Reads a number of `size` bytes.
    func read(_ vm: VM, _ bytes: UnsafePointer<UInt8>, size: Int, isBig: Bool) -> Value {
        var pattern: UInt64 = 0
        for index in 0..<size { pattern = pattern << 8 | UInt64(bytes[isBig ? index : size - 1 - index]) }
        switch self {
        case .bool: return Value(pattern != 0)
        case .double: return Value(Double(bitPattern: pattern))
        case .float: return Value(Double(Float(bitPattern: UInt32(truncatingIfNeeded: pattern))))
        case .half: return Value(HalfFloat.double(UInt16(truncatingIfNeeded: pattern)))
        default: break
        }
        let unused = UInt64(64 - 8 * size)
        if isSigned { return Value(Int64(bitPattern: pattern << unused) >> Int64(unused)) }
        return pattern > UInt64(Int64.max) ? vm.int(BigInt(pattern)) : Value(Int64(pattern))
    }

    static func append(_ pattern: UInt64, size: Int, isBig: Bool, to bytes: inout [UInt8]) {
        for index in 0..<size {
            let shift = UInt64(8 * (isBig ? size - 1 - index : index))
            bytes.append(UInt8(truncatingIfNeeded: pattern >> shift))
        }
    }

    /// The least and the largest integer of a size.
    func range(size: Int) -> (BigInt, BigInt) {
        let bits = 8 * size
        return isSigned ? (-(BigInt(1) << (bits - 1)), (BigInt(1) << (bits - 1)) - 1) : (0, (BigInt(1) << bits) - 1)
    }
}

/// Floating-point numbers of sixteen bits.
enum HalfFloat {
    static func double(_ pattern: UInt16) -> Double {
        let exponent = Int(pattern >> 10 & 0x1F)
        let fraction = Double(pattern & 0x3FF)
        let magnitude: Double
        switch exponent {
        case 0: magnitude = fraction * 0x1p-24
        case 31: magnitude = fraction == 0 ? .infinity : .nan
        default: magnitude = (1 + fraction / 1024) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
        }
        return pattern & 0x8000 == 0 ? magnitude : -magnitude
    }

    /// The nearest number, ties to even; nil where the value is too large.
    static func pattern(_ value: Double) -> UInt16? {
        let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
        if value.isNaN { return sign | 0x7E00 }
        if value.isInfinite { return sign | 0x7C00 }
        let magnitude = value.magnitude
        if magnitude >= 65520 { return nil }
        if magnitude < 0x1p-14 { return sign | UInt16((magnitude * 0x1p24).rounded(.toNearestOrEven)) }
        let exponent = Int(magnitude.exponent)
        let scaled = magnitude * Double(sign: .plus, exponent: 10 - exponent, significand: 1)
        // Rounding up to the next power of two carries into the exponent, as it must.
        return sign | UInt16(Int(scaled.rounded(.toNearestOrEven)) - 1024 + (exponent + 15) << 10)
    }
}
