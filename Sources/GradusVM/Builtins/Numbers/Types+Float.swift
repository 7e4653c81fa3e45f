import BigInt
import GradusSyntax

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Types {
    static func populateFloat(_ type: TypeObject) {
        ReductionMethods.addArguments(to: type) { vm, value in vm.unboxed(value) }
        type.classMethod("__getformat__", "cls, typestr, /") { vm, _ in vm.string("IEEE, little-endian") }
        func accepts(_ value: Value) -> Bool { value.tag == .float || NumberOperations.isInteger(value) }
        func float(_ vm: VM, _ value: Value) throws -> Double {
            let plain = vm.unboxed(value)
            return plain.tag == .float
                ? plain.floatBits : try NumberOperations.double(vm, NumberOperations.bigInt(plain))
        }

        for (op, special, reflected) in arithmeticSpecials {
            for (name, isReflected) in [(special, false), (reflected, true)] {
                type.special(name, "self, value, /") { vm, arguments in
                    let (a, b) = (vm.unboxed(arguments[0]), vm.unboxed(arguments[1]))
                    guard accepts(a), accepts(b) else { return .notImplemented }
                    return try NumberOperations.binary(vm, op, isReflected ? b : a, isReflected ? a : b)
                        ?? .notImplemented
                }
            }
        }
        type.numberComparisons(accepts: accepts)
        type.numberUnary(.negate, .negate)
        type.numberUnary(.plus, .plus)
        for (special, isReflected) in [(Special.power, false), (.reflectedPower, true)] {
            type.special(special, "self, value, mod=None, /") { vm, arguments in
                let (a, b) = (vm.unboxed(arguments[0]), vm.unboxed(arguments[1]))
                guard accepts(a), accepts(b) else { return .notImplemented }
                if arguments.orNone(2) != nil {
                    throw vm.typeError("pow() 3rd argument not allowed unless all arguments are integers")
                }
                let (x, y) = isReflected ? (b, a) : (a, b)
                return try NumberOperations.binary(vm, .power, Value(try float(vm, x)), Value(try float(vm, y)))
                    ?? .notImplemented
            }
        }
        for (special, isReflected) in [(Special.divmod, false), (.reflectedDivmod, true)] {
            type.special(special, "self, value, /") { vm, arguments in
                let (a, b) = (vm.unboxed(arguments[isReflected ? 1 : 0]), vm.unboxed(arguments[isReflected ? 0 : 1]))
                guard accepts(a), accepts(b) else { return .notImplemented }
                return try NumberOperations.divmod(vm, a, b)
            }
        }
        type.special(.absolute, "self, /") { vm, arguments in Value(try float(vm, arguments[0]).magnitude) }
        type.special(.bool, "self, /") { vm, arguments in Value(try float(vm, arguments[0]) != 0) }
        type.special(.float, "self, /") { vm, arguments in Value(try float(vm, arguments[0])) }
        for special in [Special.int, .truncate] {
            type.special(special, "self, /") { vm, arguments in
                try NumberOperations.truncate(vm, try float(vm, arguments[0]))
            }
        }
        type.special(.floor, "self, /") { vm, arguments in
            try NumberOperations.truncate(vm, try float(vm, arguments[0]).rounded(.down))
        }
        type.special(.ceil, "self, /") { vm, arguments in
            try NumberOperations.truncate(vm, try float(vm, arguments[0]).rounded(.up))
        }
        type.special(.round, "self, ndigits=None, /") { vm, arguments in
            let value = try float(vm, arguments[0])
            guard let digits = arguments.orNone(1) else {
                return try NumberOperations.truncate(vm, value.rounded(.toNearestOrEven))
            }
            let count = try vm.index(digits)
            guard let result = Formatting.round(value, digits: count) else {
                throw vm.error(.overflowError, "rounded value too large to represent")
            }
            return Value(result)
        }
        for special in [Special.representation, .string] {
            type.special(special, "self, /") { vm, arguments in
                if special == .string, arguments[0].tag == .object { return vm.value(try vm.reprObject(arguments[0])) }
                return vm.string(Formatting.repr(try float(vm, arguments[0])))
            }
        }
        type.special(.format, "self, format_spec, /") { vm, arguments in
            guard let spec = arguments[1].asString else {
                throw vm.typeError("__format__() argument must be str, not \(vm.argumentTypeName(arguments[1]))")
            }
            return try Formatting.format(vm, arguments[0], spec)
        }
        type.constructor("cls, x=0, /") { vm, arguments in
            guard let made = arguments[0].asType else { throw vm.typeError("float.__new__(X): X is not a type object") }
            let value = try arguments.optional(1).map { try NumberOperations.makeFloat(vm, $0) } ?? 0
            return vm.boxed(Value(value), as: made, plain: Types.float)
        }
        populateFloatMethods(type, float)
    }

    private static func populateFloatMethods(_ type: TypeObject, _ float: @escaping (VM, Value) throws -> Double) {
        type.method("is_integer", "self, /") { vm, arguments in
            let value = arguments[0].tag == .float ? arguments[0].floatBits : try float(vm, arguments[0])
            return Value(value.isFinite && value == value.rounded(.down))
        }
        type.method("conjugate", "self, /") { vm, arguments in Value(try float(vm, arguments[0])) }
        type.method("as_integer_ratio", "self, /") { vm, arguments in
            let value = try float(vm, arguments[0])
            if value.isNaN { throw vm.valueError("cannot convert NaN to integer ratio") }
            if value.isInfinite { throw vm.error(.overflowError, "cannot convert Infinity to integer ratio") }
            if value == 0 { return vm.tuple([Value(0), Value(1)]) }
            var numerator = BigInt(value.significandBitPattern | (value.isNormal ? 1 << 52 : 0))
            var exponent = (value.isNormal ? Int(value.exponentBitPattern) : 1) - 1075
            let zeros = numerator.magnitude.trailingZeroBitCount
            numerator = BigInt(numerator.magnitude >> zeros)
            exponent += zeros
            if value < 0 { numerator = -numerator }
            let denominator = exponent < 0 ? BigInt(1) << -exponent : 1
            if exponent > 0 { numerator = numerator << exponent }
            return vm.tuple([vm.int(numerator), vm.int(denominator)])
        }
        type.method("hex", "self, /") { vm, arguments in vm.string(Formatting.hex(try float(vm, arguments[0]))) }
        type.classMethod("fromhex", "cls, string, /") { vm, arguments in
            guard let text = arguments[1].asString else {
                throw vm.typeError("fromhex() argument must be str, not \(vm.argumentTypeName(arguments[1]))")
            }
            guard let value = NumberParsing.hexFloat(NumberParsing.simplified(text.buffer)) else {
                throw vm.valueError("invalid hexadecimal floating-point string")
            }
            if value.isTooLarge {
                throw vm.error(.overflowError, "hexadecimal value too large to represent as a float")
            }
            let result = Value(value.value)
            return arguments[0].asType === Types.float ? result : try vm.call(arguments[0], [result])
        }
        type.property("real", get: { vm, value in Value(try float(vm, value)) })
        type.property("imag", get: { _, _ in Value(0.0) })
    }
}

extension NumberOperations {
    static func makeFloat(_ vm: VM, _ value: Value) throws -> Double {
        switch value.tag {
        case .float: return value.floatBits
        case .int, .bool: return Double(value.intBits)
        case .bigInt: return try double(vm, bigInt(value))
        case .string:
            if let plain = NumberParsing.plainFloat(value.cast(StringObject.self).buffer) { return plain }
        case .object where vm.typeOf(value).layout == .float:
            // A class derived from float that has a `__float__` of its own.
            let own = vm.typeOf(value).special(.float)
            if !own.isIdentical(to: Types.float.special(.float)) {
                let result = try vm.callSpecialFunction(own, on: value)
                guard vm.unboxed(result).tag == .float else {
                    let (type, found) = (vm.typeName(value), vm.typeName(result))
                    throw vm.typeError("\(type).__float__ returned non-float (type \(found))")
                }
                return vm.unboxed(result).floatBits
            }
        default: break
        }
        if value.tag != .string, !vm.typeOf(value).special(.float).isUnbound { return try vm.double(value) }
        if value.tag != .string, !vm.typeOf(value).special(.index).isUnbound { return try vm.double(value) }
        let bytes: [UInt8]
        if let text = value.asString {
            bytes = NumberParsing.simplified(text.buffer)
        } else if let data = TextOperations.bytesLike(value) {
            bytes = data.withUnsafeBufferPointer {
                $0.contains { $0 >= 0x80 } ? [UInt8(ascii: "?")] : NumberParsing.simplified($0)
            }
        } else {
            throw vm.typeError("float() argument must be a string or a real number, not '\(vm.typeName(value))'")
        }
        guard let result = NumberParsing.float(bytes) else {
            throw vm.valueError("could not convert string to float: \(try vm.repr(value))")
        }
        return result
    }
}

extension Formatting {
    /// Rounds to decimal digits, half to even on the exact value; nil beyond the largest double.
    static func round(_ value: Double, digits: Int) -> Double? {
        if !value.isFinite || value == 0 || digits > 323 { return value }
        // Both are exact doubles, so the quotient is the one nearest to the decimal number.
        if digits >= 0, digits <= 17, let scaled = DecimalText.scaled(value, precision: digits), scaled <= 1 << 53 {
            let result = Double(UInt64(truncatingIfNeeded: scaled)) / Double(DecimalText.powerOfTen(digits))
            return value < 0 ? -result : result
        }
        if digits >= 0 { return finite(NumberParsing.parsed(printed("f", value, precision: digits, alternate: false))) }
        // The exponent of the first digit tells how many digits stay.
        let first = significantDigits(value, 17).point
        let count = first + digits
        if count < -1 { return value < 0 ? -0.0 : 0.0 }
        if count <= 0 {
            // At most one unit of the rounding place remains: compare with its half.
            let exact = printed("e", value.magnitude, precision: 780, alternate: false)
            let isUp = count == 0 && isMoreThanHalf(exact)
            let unit = isUp ? NumberParsing.parsed(Array("1e\(-digits)".utf8)) : 0
            return finite(value < 0 ? -unit : unit)
        }
        return finite(NumberParsing.parsed(printed("e", value, precision: count - 1, alternate: false)))
    }

    private static func finite(_ value: Double) -> Double? { value.isInfinite ? nil : value }

    /// Whether digits `d.ddd…` are above 5: half of the next power of ten.
    private static func isMoreThanHalf(_ text: [UInt8]) -> Bool {
        guard let first = text.first else { return false }
        if first != UInt8(ascii: "5") { return first > UInt8(ascii: "5") }
        return text.dropFirst().prefix { $0 | 0x20 != UInt8(ascii: "e") }
            .contains { $0 != UInt8(ascii: "0") && $0 != UInt8(ascii: ".") }
    }

    /// `float.hex`
    static func hex(_ value: Double) -> String {
        if let special = specialBytes(value) { return String(decoding: special, as: UTF8.self) }
        let sign = value.sign == .minus ? "-" : ""
        if value == 0 { return sign + "0x0.0p+0" }
        let digits = String(value.significandBitPattern, radix: 16)
        let fraction = String(repeating: "0", count: 13 - digits.count) + digits
        let exponent = (value.isNormal ? Int(value.exponentBitPattern) : 1) - 1023
        return "\(sign)0x\(value.isNormal ? 1 : 0).\(fraction)p\(exponent < 0 ? "" : "+")\(exponent)"
    }
}

extension NumberParsing {
    /// `float.fromhex`: nil for malformed text.
    static func hexFloat(_ bytes: [UInt8]) -> (value: Double, isTooLarge: Bool)? {
        var text = bytes
        var sign: [UInt8] = []
        if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            sign = [first]
            text.removeFirst()
        }
        let word = String(decoding: text.map { $0 | 0x20 }, as: UTF8.self)
        if ["inf", "infinity", "nan"].contains(word) { return float(bytes).map { ($0, false) } }
        if text.count >= 2, text[0] == UInt8(ascii: "0"), text[1] | 0x20 == UInt8(ascii: "x") { text.removeFirst(2) }
        var index = 0
        var digitCount = 0
        var isZero = true
        var hasPoint = false
        while index < text.count {
            if text[index] == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else if isHexDigit(text[index]) {
                digitCount += 1
                if text[index] != UInt8(ascii: "0") { isZero = false }
            } else {
                break
            }
            index += 1
        }
        if digitCount == 0 { return nil }
        if index < text.count {
            guard text[index] | 0x20 == UInt8(ascii: "p") else { return nil }
            index += 1
            if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") { index += 1 }
            guard index < text.count, text[index...].allSatisfy(Formatting.isDigit) else { return nil }
        }
        let value = parsed(sign + Array("0x".utf8) + text)
        return (value, value.isInfinite && !isZero)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        Formatting.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
