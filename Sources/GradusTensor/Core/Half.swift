/// IEEE half precision as storage bits; arithmetic is done in Float.
package struct Half: Sendable {
    package var bits: UInt16

    @inline(__always)
    package init(_ value: Float) {
        let x = value.bitPattern
        let sign = UInt16(truncatingIfNeeded: (x >> 16) & 0x8000)
        let magnitude = x & 0x7FFF_FFFF
        if magnitude >= 0x7F80_0000 {
            bits = sign | (magnitude > 0x7F80_0000 ? 0x7E00 : 0x7C00)
        } else if magnitude >= 0x4780_0000 {
            bits = sign | 0x7C00
        } else if magnitude < 0x3880_0000 {
            // Subnormal: adding 0.5 moves the wanted bits to the end of the mantissa, rounded to even.
            let shifted = Float(bitPattern: magnitude) + 0.5
            bits = sign | UInt16(truncatingIfNeeded: shifted.bitPattern &- 0x3F00_0000)
        } else {
            let odd = (magnitude >> 13) & 1
            let rounded = magnitude &+ 0xFFF &+ odd &- 0x3800_0000
            bits = sign | UInt16(truncatingIfNeeded: rounded >> 13)
        }
    }

    @inline(__always)
    package var float: Float {
        let sign = UInt32(bits & 0x8000) << 16
        let exponent = UInt32(bits >> 10) & 0x1F
        let mantissa = UInt32(bits & 0x3FF)
        switch exponent {
        case 0: return Float(sign: sign == 0 ? .plus : .minus, exponent: 0, significand: Float(mantissa) * 0x1p-24)
        case 31: return Float(bitPattern: sign | 0x7F80_0000 | (mantissa << 13))
        default: return Float(bitPattern: sign | ((exponent + 112) << 23) | (mantissa << 13))
        }
    }
}

/// The upper half of a Float as storage bits; arithmetic is done in Float.
package struct BFloat16: Sendable {
    package var bits: UInt16

    @inline(__always)
    package init(_ value: Float) {
        let x = value.bitPattern
        if value.isNaN {
            bits = 0x7FC0
        } else {
            let odd = (x >> 16) & 1
            bits = UInt16(truncatingIfNeeded: (x &+ 0x7FFF &+ odd) >> 16)
        }
    }

    @inline(__always)
    package var float: Float { Float(bitPattern: UInt32(bits) << 16) }
}
