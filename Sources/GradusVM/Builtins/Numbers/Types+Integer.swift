import BigInt
import GradusSyntax

/// Operators with their special methods.
let arithmeticSpecials: [(BinaryOperator, Special, Special)] = [
    (.add, .add, .reflectedAdd), (.subtract, .subtract, .reflectedSubtract),
    (.multiply, .multiply, .reflectedMultiply), (.divide, .divide, .reflectedDivide),
    (.floorDivide, .floorDivide, .reflectedFloorDivide), (.modulo, .modulo, .reflectedModulo),
]

let bitSpecials: [(BinaryOperator, Special, Special)] = [
    (.shiftLeft, .shiftLeft, .reflectedShiftLeft), (.shiftRight, .shiftRight, .reflectedShiftRight),
    (.and, .and, .reflectedAnd), (.or, .or, .reflectedOr), (.xor, .xor, .reflectedXor),
]

let comparisonSpecials: [(ComparisonOperator, Special)] = [
    (.equal, .equal), (.notEqual, .notEqual), (.less, .lessThan), (.lessEqual, .lessEqual), (.greater, .greaterThan),
    (.greaterEqual, .greaterEqual),
]

extension TypeObject {
    /// Adds a binary operator and its reflection for numbers that `accepts` admits.
    func numberOperator(
        _ op: BinaryOperator, _ special: Special, _ reflected: Special, accepts: @escaping (Value) -> Bool
    ) {
        self.special(special, "self, value, /") { vm, arguments in
            let (a, b) = (vm.unboxed(arguments[0]), vm.unboxed(arguments[1]))
            guard accepts(a), accepts(b) else { return .notImplemented }
            return try NumberOperations.binary(vm, op, a, b) ?? .notImplemented
        }
        self.special(reflected, "self, value, /") { vm, arguments in
            let (a, b) = (vm.unboxed(arguments[0]), vm.unboxed(arguments[1]))
            guard accepts(a), accepts(b) else { return .notImplemented }
            return try NumberOperations.binary(vm, op, b, a) ?? .notImplemented
        }
    }

    func numberComparisons(accepts: @escaping (Value) -> Bool) {
        for (op, special) in comparisonSpecials {
            self.special(special, "self, value, /") { vm, arguments in
                let (a, b) = (vm.unboxed(arguments[0]), vm.unboxed(arguments[1]))
                guard accepts(a), accepts(b), let result = NumberOperations.compare(op, a, b) else {
                    return .notImplemented
                }
                return Value(result)
            }
        }
        special(.hash, "self, /") { vm, arguments in
            Value(NumberOperations.hash(vm.unboxed(arguments[0])) ?? 0)
        }
    }

    func numberUnary(_ op: UnaryOperator, _ special: Special) {
        self.special(special, "self, /") { vm, arguments in
            NumberOperations.unary(vm, op, vm.unboxed(arguments[0])) ?? .notImplemented
        }
    }
}

extension VM {
    /// `value` as an instance of `type`, which is one of int, float or a class derived from it.
    func boxed(_ value: Value, as type: TypeObject, plain: TypeObject) -> Value {
        type === plain ? value : self.value(BoxedObject(value, type: type))
    }
}

extension Types {
    static func populateInteger(_ type: TypeObject) {
        ReductionMethods.addArguments(to: type) { vm, value in
            let plain = vm.unboxed(value)
            return plain.tag == .bool ? Value(Int(plain.intBits)) : plain
        }
        let accepts = NumberOperations.isInteger
        for (op, special, reflected) in arithmeticSpecials + bitSpecials {
            type.numberOperator(op, special, reflected, accepts: accepts)
        }
        type.numberComparisons(accepts: accepts)
        for (op, special) in [(.negate, .negate), (.plus, .plus), (.invert, .invert)] as [(UnaryOperator, Special)] {
            type.numberUnary(op, special)
        }
        type.special(.power, "self, value, mod=None, /") { vm, arguments in
            try NumberOperations.integerPower(vm, arguments[0], arguments[1], arguments.orNone(2))
        }
        type.special(.reflectedPower, "self, value, mod=None, /") { vm, arguments in
            try NumberOperations.integerPower(vm, arguments[1], arguments[0], arguments.orNone(2))
        }
        for (special, isReflected) in [(Special.divmod, false), (.reflectedDivmod, true)] {
            type.special(special, "self, value, /") { vm, arguments in
                let (a, b) = (vm.unboxed(arguments[isReflected ? 1 : 0]), vm.unboxed(arguments[isReflected ? 0 : 1]))
                guard accepts(a), accepts(b) else { return .notImplemented }
                return try NumberOperations.divmod(vm, a, b)
            }
        }
        type.special(.absolute, "self, /") { vm, arguments in
            let value = vm.unboxed(arguments[0])
            if value.tag == .bigInt { return NumberOperations.negated(vm, value, isNegative: false) }
            return value.intBits < 0 ? NumberOperations.unary(vm, .negate, value) ?? value : Value(value.intBits)
        }
        type.special(.bool, "self, /") { vm, arguments in
            let value = vm.unboxed(arguments[0])
            return Value(value.tag == .bigInt || value.intBits != 0)
        }
        for special in [Special.index, .int, .truncate, .floor, .ceil] {
            type.special(special, "self, /") { vm, arguments in NumberOperations.plainInteger(vm, arguments[0]) }
        }
        type.method("conjugate", "self, /") { vm, arguments in NumberOperations.plainInteger(vm, arguments[0]) }
        type.special(.float, "self, /") { vm, arguments in
            Value(try NumberOperations.double(vm, NumberOperations.bigInt(vm.unboxed(arguments[0]))))
        }
        type.special(.round, "self, ndigits=None, /") { vm, arguments in
            let value = NumberOperations.plainInteger(vm, arguments[0])
            guard let digits = arguments.optional(1) else { return value }
            let count = try vm.bigInt(digits)
            return try NumberOperations.round(vm, value, digits: Int(max(-(1 << 40), min(count, 1 << 40))))
        }
        for special in [Special.representation, .string] {
            type.special(special, "self, /") { vm, arguments in
                if special == .string, arguments[0].tag == .object { return vm.value(try vm.reprObject(arguments[0])) }
                return try NumberOperations.repr(vm, NumberOperations.plainInteger(vm, arguments[0]))
            }
        }
        type.special(.format, "self, format_spec, /") { vm, arguments in
            guard let spec = arguments[1].asString else {
                throw vm.typeError("__format__() argument must be str, not \(vm.argumentTypeName(arguments[1]))")
            }
            return try Formatting.format(vm, arguments[0], spec)
        }
        type.constructor("cls, x=0, /, base=10") { vm, arguments in
            guard let made = arguments[0].asType else { throw vm.typeError("int.__new__(X): X is not a type object") }
            let value = try NumberOperations.makeInteger(vm, arguments.optional(1), base: arguments.optional(2))
            return vm.boxed(value, as: made, plain: Types.int)
        }
        populateIntegerMethods(type)
    }

    private static func populateIntegerMethods(_ type: TypeObject) {
        type.method("bit_length", "self, /") { vm, arguments in
            if arguments[0].tag == .int { return Value(64 - arguments[0].intBits.magnitude.leadingZeroBitCount) }
            return Value(NumberOperations.bigInt(vm.unboxed(arguments[0])).magnitude.bitWidth)
        }
        type.method("bit_count", "self, /") { vm, arguments in
            if arguments[0].tag == .int { return Value(arguments[0].intBits.magnitude.nonzeroBitCount) }
            let words = NumberOperations.bigInt(vm.unboxed(arguments[0])).magnitude.words
            return Value(words.reduce(0) { $0 + $1.nonzeroBitCount })
        }
        type.method("as_integer_ratio", "self, /") { vm, arguments in
            vm.tuple([NumberOperations.plainInteger(vm, arguments[0]), Value(1)])
        }
        type.method("to_bytes", "self, /, length=1, byteorder='big', *, signed=False") { vm, arguments in
            let value = NumberOperations.bigInt(vm.unboxed(arguments[0]))
            let length = try arguments.optional(1).map { try vm.index($0) } ?? 1
            if length < 0 { throw vm.valueError("length argument must be non-negative") }
            let isBig = try NumberOperations.isBigEndian(vm, arguments.optional(2), caller: "to_bytes")
            let isSigned = try arguments.optional(3).map { try vm.truth($0) } ?? false
            try vm.checkAllocation(length)
            return vm.value(
                BytesObject(
                    try NumberOperations.bytes(vm, value, length: length, isBigEndian: isBig, isSigned: isSigned)))
        }
        type.classMethod("from_bytes", "cls, /, bytes, byteorder='big', *, signed=False") { vm, arguments in
            let isBig = try NumberOperations.isBigEndian(vm, arguments.optional(2), caller: "from_bytes")
            let bytes = try TextOperations.makeBytes(vm, from: arguments[1])
            let isSigned = try arguments.optional(3).map { try vm.truth($0) } ?? false
            let value = try NumberOperations.integer(vm, bytes, isBigEndian: isBig, isSigned: isSigned)
            if let made = arguments[0].asType, made !== Types.int { return try vm.call(arguments[0], [value]) }
            return value
        }
        for name in ["real", "numerator"] {
            type.property(name, get: { vm, value in NumberOperations.plainInteger(vm, value) })
        }
        type.property("imag", get: { _, _ in Value(0) })
        type.property("denominator", get: { _, _ in Value(1) })
    }

    static func populateBool(_ type: TypeObject) {
        for (op, special, reflected) in bitSpecials.suffix(3) {
            type.numberOperator(op, special, reflected, accepts: NumberOperations.isInteger)
        }
        for special in [Special.representation, .string] {
            type.special(special, "self, /") { vm, arguments in
                vm.string(arguments[0].bits != 0 ? "True" : "False")
            }
        }
        type.constructor("cls, x=False, /") { vm, arguments in
            Value(try arguments.optional(1).map { try vm.truth($0) } ?? false)
        }
    }
}
