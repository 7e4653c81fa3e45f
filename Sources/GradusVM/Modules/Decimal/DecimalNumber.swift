import BigInt

/// What an instance of `decimal.Decimal` holds: (−1)^sign · coefficient · 10^exponent, an infinity or a NaN. Coefficients
/// below 2¹²⁸ are kept as words; `stdlib/decimal.py` sees all of them as ints.
final class DecimalNumber: Object {
    enum Kind { case finite, infinite, quiet, signalling }

    var kind = Kind.finite
    var isNegative = false
    var exponent = 0
    /// The coefficient where it fits; else `large` holds it.
    var coefficient: UInt128 = 0
    var large: Strong?

    /// A finite number whose coefficient is kept as words.
    var isSmall: Bool { kind == .finite && large == nil }

    init(type: TypeObject, isNegative: Bool = false, coefficient: UInt128 = 0, exponent: Int = 0) {
        self.isNegative = isNegative
        self.coefficient = coefficient
        self.exponent = exponent
        super.init(type: type)
    }

    /// Takes an int that is not negative.
    /// - Returns: false for anything else.
    func setCoefficient(_ value: Value) -> Bool {
        switch value.tag {
        case .int, .bool:
            if value.intBits < 0 { return false }
            (coefficient, large) = (UInt128(value.intBits), nil)
        case .bigInt:
            let number = value.cast(BigIntObject.self)
            if number.isNegative { return false }
            if number.count <= 2 {
                coefficient = UInt128(number.limbs[0]) | (number.count == 2 ? UInt128(number.limbs[1]) << 64 : 0)
                large = nil
            } else {
                (coefficient, large) = (0, Strong(value))
            }
        default: return false
        }
        return true
    }

    /// The coefficient as an int of the language.
    func coefficientValue(_ vm: VM) -> Value { large?.value ?? vm.int(words: coefficient) }

    /// `None`, `"F"`, `"n"` or `"N"`.
    func kindValue(_ vm: VM) -> Value {
        switch kind {
        case .finite: .none
        case .infinite: Value(borrowing: Interned.string("F"))
        case .quiet: Value(borrowing: Interned.string("n"))
        case .signalling: Value(borrowing: Interned.string("N"))
        }
    }

    /// - Returns: false for a text that names no kind.
    func setKind(_ value: Value) -> Bool {
        if value.isNone {
            kind = .finite
            return true
        }
        guard let text = value.asString?.text else { return false }
        switch text {
        case "F": kind = .infinite
        case "n": kind = .quiet
        case "N": kind = .signalling
        default: return false
        }
        return true
    }

    /// An int as an exponent; one beyond all limits of contexts is as good as any other.
    static func exponent(_ vm: VM, _ value: Value) throws -> Int {
        let limit = 1 << 61
        if value.tag == .bigInt { return value.cast(BigIntObject.self).isNegative ? -limit : limit }
        return Swift.min(Swift.max(try vm.index(value), -limit), limit)
    }

    /// The base class of `Decimal`: nothing but the parts.
    nonisolated(unsafe) static let baseType = TypeObject(
        name: "Number", module: "_decimalnumber", bases: [Types.object], layout: .other, populate: populate)

    private static func number(_ value: Value) -> DecimalNumber { value.cast(DecimalNumber.self) }

    private static func populate(_ type: TypeObject) {
        type.constructor("cls, *args, **kwargs") { vm, arguments in
            vm.value(DecimalNumber(type: arguments.constructedType(baseType)))
        }
        type.property("_sign") { _, value in
            Value(number(value).isNegative ? 1 : 0)
        } set: { vm, value, sign in
            number(value).isNegative = try vm.truth(sign)
        }
        type.property("_exp") { _, value in
            Value(number(value).exponent)
        } set: { vm, value, exponent in
            number(value).exponent = try Self.exponent(vm, exponent)
        }
        type.property("_int") { vm, value in
            number(value).coefficientValue(vm)
        } set: { vm, value, coefficient in
            guard number(value).setCoefficient(coefficient) else {
                throw vm.typeError("a coefficient is an int that is not negative")
            }
        }
        type.property("_special") { vm, value in
            number(value).kindValue(vm)
        } set: { vm, value, kind in
            guard number(value).setKind(kind) else { throw vm.valueError("unknown kind of number") }
        }
    }
}

extension VM {
    /// An integer of two words.
    func int(words: UInt128) -> Value {
        if words <= UInt128(Int64.max) { return Value(Int64(words)) }
        return int(
            BigInt(sign: .plus, magnitude: BigUInt(words: [UInt(truncatingIfNeeded: words), UInt(words >> 64)])))
    }
}
