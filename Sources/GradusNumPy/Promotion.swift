import GradusTensor

/// NumPy's rules for the element type of a result.
package enum Promotion {
    /// The smallest type that holds the values of both.
    package static func promote(_ a: DType, _ b: DType) -> DType {
        if a == b { return a }
        let (low, high) = a.rawValue < b.rawValue ? (a, b) : (b, a)
        if low == .bool { return high }
        if !high.isFloat { return low == .uint8 && high == .int8 ? .int16 : high }
        if low.isFloat { return high }
        // An integer with a float: the float must hold the integer.
        switch low {
        case .uint8, .int8: return high
        case .int16: return high == .float16 ? .float32 : high
        default: return .float64
        }
    }

    /// With a Python number, which only counts where its kind is higher.
    package static func promote(_ a: DType, weak: Scalar) -> DType {
        switch weak {
        case .bool: a
        case .int: a == .bool ? .int64 : a
        case .double: a.isFloat ? a : .float64
        }
    }

    /// The dtype of a Python number of its own.
    package static func own(_ scalar: Scalar) -> DType {
        switch scalar {
        case .bool: .bool
        case .int: .int64
        case .double: .float64
        }
    }

    /// The float type that functions such as `exp` give for an element type.
    package static func floating(_ type: DType) -> DType {
        switch type {
        case .bool, .int8, .uint8: .float16
        case .int16: .float32
        case .int32, .int64: .float64
        default: type
        }
    }

    /// The type of a quotient: float64 for all integers.
    package static func quotient(_ type: DType) -> DType { type.isFloat ? type : .float64 }

    /// The type that sums and products of an element type are made in.
    package static func summed(_ type: DType) -> DType { type.isFloat ? type : .int64 }

    /// Whether `same_kind` casting allows a result of one type to be written into another.
    package static func canCastSameKind(_ from: DType, _ to: DType) -> Bool { from.kind <= to.kind }

    /// Whether every value of one type is a value of the other.
    package static func canCastSafely(_ from: DType, _ to: DType) -> Bool { promote(from, to) == to }
}
