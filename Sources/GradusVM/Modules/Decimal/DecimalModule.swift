/// `_decimalnumber`: what `stdlib/decimal.py` stands on. It keeps a copy of the current context, answers the common cases of
/// the operators by itself, and leaves the others to the functions of the class.
enum DecimalModule {
    static let module = NativeModule("_decimalnumber") { vm, module in
        module.type(DecimalNumber.baseType)
        module.function("install", "cls, /") { vm, arguments in
            guard let type = arguments[0].asType, type.isSubtype(of: DecimalNumber.baseType) else {
                throw vm.typeError("a class derived from Number is wanted")
            }
            install(type)
            return .none
        }
        module.function("make", "sign, coefficient, exponent, special=None, /") { vm, arguments in
            let number = DecimalNumber(
                type: decimalType ?? DecimalNumber.baseType, isNegative: try vm.truth(arguments[0]),
                exponent: try DecimalNumber.exponent(vm, arguments[2]))
            guard number.setCoefficient(arguments[1]), number.setKind(arguments.optional(3) ?? .none) else {
                throw vm.valueError("not the parts of a decimal number")
            }
            return vm.value(number)
        }
        module.function("quick", "value, /") { vm, arguments in
            let value = arguments[0]
            if value.tag == .string {
                return DecimalContext.parse(value.cast(StringObject.self).buffer).map { made(vm, $0) } ?? .none
            }
            return value.tag == .int ? number(value).map { made(vm, $0) } ?? .none : .none
        }
        module.function("text", "number, /") { vm, arguments in
            guard let number = number(arguments[0]), let text = DecimalContext.text(number) else { return .none }
            return vm.string(text)
        }
        module.function("quantized", "number, exponent, rounding, /") { vm, arguments in
            guard isUsable, let a = number(arguments[0]), let b = number(arguments[1]),
                let rounding = arguments[2].asString.flatMap({ DecimalContext.Rounding(rawValue: $0.text) }),
                let result = context.quantized(a, b.exponent, rounding)
            else { return .none }
            return try noted(vm, result)
        }
        module.function(
            "use", "precision, rounding, lowest, highest, clamp, trapped, flags, inexact, rounded, /", use)
    }

    // MARK: The context

    private nonisolated(unsafe) static var context = DecimalContext()
    /// False while there is no context, or one that raises for lost digits or limits exponents further.
    private nonisolated(unsafe) static var isUsable = false
    private nonisolated(unsafe) static var flags: Strong?
    private nonisolated(unsafe) static var keys: (inexact: Strong, rounded: Strong)?
    /// What the flags say already.
    private nonisolated(unsafe) static var known = DecimalContext.Loss.none

    /// What `MIN_EMIN`, `MAX_EMAX` and `MAX_PREC` allow, so that no sum of exponents overflows.
    private static let limits: ClosedRange<Int64> = -999_999_999_999_999_999...999_999_999_999_999_999

    /// Called with the current context whenever it, its flags or its traps change.
    private static func use(_ vm: VM, _ arguments: Arguments) throws -> Value {
        isUsable = false
        known = .none
        guard arguments[0].tag == .int, arguments[2].tag == .int, arguments[3].tag == .int,
            let rounding = arguments[1].asString.flatMap({ DecimalContext.Rounding(rawValue: $0.text) }),
            arguments[6].asDictionary != nil, limits.contains(arguments[0].intBits), arguments[0].intBits > 0,
            limits.contains(arguments[2].intBits), limits.contains(arguments[3].intBits)
        else { return .none }
        context = DecimalContext(
            precision: Int(arguments[0].intBits), rounding: rounding, lowest: Int(arguments[2].intBits),
            highest: Int(arguments[3].intBits))
        flags = Strong(arguments[6])
        keys = (Strong(arguments[7]), Strong(arguments[8]))
        isUsable = try !vm.truth(arguments[4]) && !vm.truth(arguments[5])
        return .none
    }

    /// A result as an object, after the context's flags were raised.
    private static func noted(_ vm: VM, _ result: (DecimalContext.Number, DecimalContext.Loss)) throws -> Value {
        if result.1 != .none, known != .inexact, known != result.1, let keys, let flags = flags?.value.asDictionary {
            try flags.set(vm, keys.rounded.value, .true)
            if result.1 == .inexact { try flags.set(vm, keys.inexact.value, .true) }
            known = result.1
        }
        return made(vm, result.0)
    }

    // MARK: Operands and results

    private nonisolated(unsafe) static var decimalType: TypeObject?

    private static func made(_ vm: VM, _ number: DecimalContext.Number) -> Value {
        vm.value(
            DecimalNumber(
                type: decimalType ?? DecimalNumber.baseType, isNegative: number.isNegative,
                coefficient: number.coefficient, exponent: number.exponent))
    }

    /// A `Decimal` with a short coefficient, or an int of one word.
    @inline(__always)
    private static func number(_ value: Value) -> DecimalContext.Number? {
        switch value.tag {
        case .object:
            guard let object = value.object, object.type === decimalType else { return nil }
            let number = value.cast(DecimalNumber.self)
            guard number.isSmall, number.exponent.magnitude < 1 << 60 else { return nil }
            return DecimalContext.Number(number.isNegative, number.coefficient, number.exponent)
        case .int: return DecimalContext.Number(value.intBits < 0, UInt128(value.intBits.magnitude), 0)
        default: return nil
        }
    }

    // MARK: Operators

    private typealias Operation =
        (DecimalContext, DecimalContext.Number, DecimalContext.Number) -> (
            DecimalContext.Number, DecimalContext.Loss
        )?

    /// Puts native functions before those of the class, which remain for all other cases.
    private static func install(_ type: TypeObject) {
        decimalType = type
        let operators: [(Special, Special, Operation)] = [
            (.add, .reflectedAdd, { $0.sum($1, $2) }),
            (
                .subtract, .reflectedSubtract,
                { context, a, b in
                    context.sum(a, DecimalContext.Number(!b.isNegative, b.coefficient, b.exponent))
                }
            ),
            (.multiply, .reflectedMultiply, { $0.product($1, $2) }),
            (.divide, .reflectedDivide, { $0.quotient($1, $2) }),
        ]
        for (method, reflected, operation) in operators {
            replace(type, method) { vm, a, b in
                guard let result = operation(context, a, b) else { return nil }
                return try noted(vm, result)
            }
            replace(type, reflected) { vm, a, b in
                guard let result = operation(context, b, a) else { return nil }
                return try noted(vm, result)
            }
        }
        let comparisons: [(Special, (Int) -> Bool)] = [
            (.equal, { $0 == 0 }), (.notEqual, { $0 != 0 }), (.lessThan, { $0 < 0 }), (.lessEqual, { $0 <= 0 }),
            (.greaterThan, { $0 > 0 }), (.greaterEqual, { $0 >= 0 }),
        ]
        for (method, holds) in comparisons {
            replace(type, method) { _, a, b in DecimalContext.order(a, b).map { Value(holds($0)) } }
        }
    }

    /// A binary method that asks `quick` first and then the function that the class had.
    private static func replace(
        _ type: TypeObject, _ method: Special,
        _ quick: @escaping (VM, DecimalContext.Number, DecimalContext.Number) throws -> Value?
    ) {
        guard let function = type.own(method.interned) else { return }
        let slow = Strong(function)
        type.special(method, "self, value, /") { vm, arguments in
            if isUsable, let a = number(arguments[0]), let b = number(arguments[1]),
                let result = try quick(vm, a, b)
            {
                return result
            }
            return try vm.call(slow.value, [arguments[0], arguments[1]])
        }
    }
}
