extension DType {
    /// The dtype of an operation on two operands of one priority: the wider one of one kind; uint8 with a
    /// signed int gives the next signed type that holds both; float16 with bfloat16 gives float32.
    @inlinable
    public static func promote(_ a: DType, _ b: DType) -> DType {
        if a == b { return a }
        return promoteDifferent(a, b)
    }

    @usableFromInline
    static func promoteDifferent(_ a: DType, _ b: DType) -> DType {
        if a.kind != b.kind { return a.kind > b.kind ? a : b }
        let (low, high) = a.rawValue < b.rawValue ? (a, b) : (b, a)
        if low == .uint8, high == .int8 { return .int16 }
        if low == .float16, high == .bfloat16 { return .float32 }
        return high
    }

    /// The dtype that a lower priority operand contributes when its kind is higher.
    @usableFromInline
    static func promote(_ strong: DType, weak: DType) -> DType {
        weak.kind > strong.kind ? weak : strong
    }

    /// Whether a value of this dtype may be written in place into `target` (by kind only).
    public func canCast(to target: DType) -> Bool { kind <= target.kind }

    /// The float dtype that functions such as `exp` compute in: itself, or the default for bool and ints.
    @inlinable public var floating: DType { isFloat ? self : DType.defaultFloat }

    /// The dtype of a sum: int64 for bool and ints.
    @inlinable public var summed: DType { isFloat ? self : .int64 }

    /// The dtype in which element-wise arithmetic is carried out.
    package var compute: DType {
        switch self {
        case .float64: .float64
        case .float16, .bfloat16, .float32: .float32
        default: .int64
        }
    }
}

extension Tensor {
    /// The result dtype of two tensors; a 0-d tensor only counts where its kind is higher.
    @inlinable
    public static func resultType(_ a: Tensor, _ b: Tensor) -> DType {
        if a.dtype == b.dtype { return a.dtype }
        let aScalar = a.shape.isEmpty
        let bScalar = b.shape.isEmpty
        if aScalar == bScalar { return DType.promote(a.dtype, b.dtype) }
        return aScalar ? DType.promote(b.dtype, weak: a.dtype) : DType.promote(a.dtype, weak: b.dtype)
    }

    /// The result dtype of several tensors: those without axes count where none has any, or as numbers do.
    static func resultType(among operands: [Tensor]) -> DType {
        func joined(_ list: [Tensor]) -> DType? {
            list.first.map { first in list.dropFirst().reduce(first.dtype) { DType.promote($0, $1.dtype) } }
        }
        let (plain, numbers) = (joined(operands.filter { $0.rank > 0 }), joined(operands.filter { $0.rank == 0 }))
        guard let plain else { return numbers ?? .float32 }
        return numbers.map { DType.promote(plain, weak: $0) } ?? plain
    }

    /// The result dtype of a tensor and a number.
    @inlinable
    public static func resultType(_ a: Tensor, _ b: Scalar) -> DType {
        DType.promote(a.dtype, weak: b.dtype)
    }
}
