import GradusSyntax

extension Types {
    static func populateComplex(_ type: TypeObject) {
        let operators: [(Special, Special, (VM, ComplexNumber, ComplexNumber) throws -> ComplexNumber)] = [
            (.add, .reflectedAdd, { _, a, b in a + b }),
            (.subtract, .reflectedSubtract, { _, a, b in a - b }),
            (.multiply, .reflectedMultiply, { _, a, b in a * b }),
            (
                .divide, .reflectedDivide,
                { vm, a, b in
                    guard let quotient = a / b else { throw vm.error(.zeroDivisionError, "complex division by zero") }
                    return quotient
                }
            ),
            (.power, .reflectedPower, { vm, a, b in try a.raised(vm, to: b) }),
        ]
        for (special, reflected, body) in operators {
            type.special(special, special == .power ? "self, value, mod=None, /" : "self, value, /") { vm, arguments in
                guard let a = try complex(vm, arguments[0]), let b = try complex(vm, arguments[1]) else {
                    return .notImplemented
                }
                if arguments.orNone(2) != nil { throw vm.valueError("complex modulo") }
                return vm.value(ComplexObject(try body(vm, a, b)))
            }
            type.special(reflected, special == .power ? "self, value, mod=None, /" : "self, value, /") {
                vm, arguments in
                guard let a = try complex(vm, arguments[1]), let b = try complex(vm, arguments[0]) else {
                    return .notImplemented
                }
                return vm.value(ComplexObject(try body(vm, a, b)))
            }
        }
        for (op, special) in [(.equal, .equal), (.notEqual, .notEqual)] as [(ComparisonOperator, Special)] {
            type.special(special, "self, value, /") { vm, arguments in
                guard let a = try complex(vm, arguments[0]) else { return .notImplemented }
                let other = vm.unboxed(arguments[1])
                if NumberOperations.isInteger(other) {
                    // Exact, beyond 53 bits too.
                    let isEqual = a.imaginary == 0 && NumberOperations.compare(.equal, Value(a.real), other) == true
                    return Value(isEqual == (op == .equal))
                }
                guard let b = try complex(vm, arguments[1]) else { return .notImplemented }
                return Value((a == b) == (op == .equal))
            }
        }
        func unary(_ special: Special, _ body: @escaping (VM, ComplexNumber) throws -> Value) {
            type.special(special, "self, /") { vm, arguments in
                try body(vm, try complex(vm, arguments[0]) ?? ComplexNumber(0, 0))
            }
        }
        unary(.hash) { _, a in Value(a.hash) }
        unary(.negate) { vm, a in vm.value(ComplexObject(-a)) }
        unary(.plus) { vm, a in vm.value(ComplexObject(a)) }
        unary(.bool) { _, a in Value(a != ComplexNumber(0, 0)) }
        unary(.absolute) { vm, a in
            let size = a.magnitude
            if size.isInfinite, a.real.isFinite, a.imaginary.isFinite {
                throw vm.error(.overflowError, "absolute value too large")
            }
            return Value(size)
        }
        unary(.representation) { vm, a in vm.string(a.text) }
        type.method("conjugate", "self, /") { vm, arguments in
            let a = try complex(vm, arguments[0]) ?? ComplexNumber(0, 0)
            return vm.value(ComplexObject(ComplexNumber(a.real, -a.imaginary)))
        }
        type.property("real", get: { vm, value in Value(try complex(vm, value)?.real ?? 0) })
        type.property("imag", get: { vm, value in Value(try complex(vm, value)?.imaginary ?? 0) })
        type.special(.format, "self, format_spec, /") { vm, arguments in
            guard let spec = arguments[1].asString else {
                throw vm.typeError("__format__() argument must be str, not \(vm.argumentTypeName(arguments[1]))")
            }
            let number = try complex(vm, arguments[0]) ?? ComplexNumber(0, 0)
            if spec.byteCount == 0 { return vm.value(try vm.strObject(arguments[0])) }
            return vm.string(try vm.formatting { try Formatting.complex(number, spec.buffer) })
        }
        type.constructor("cls, real=0, imag=0") { vm, arguments in
            let number = try makeComplex(vm, arguments.optional(1), arguments.optional(2))
            return vm.value(ComplexObject(number, type: arguments[0].asType ?? Types.complex))
        }
    }

    /// A number as a complex one; nil for other values.
    private static func complex(_ vm: VM, _ value: Value) throws -> ComplexNumber? {
        let plain = vm.unboxed(value)
        switch plain.tag {
        case .int, .bool: return ComplexNumber(Double(plain.intBits), 0)
        case .float: return ComplexNumber(plain.floatBits, 0)
        case .bigInt: return ComplexNumber(try NumberOperations.double(vm, NumberOperations.bigInt(plain)), 0)
        case .object: return (plain.objectUnchecked as? ComplexObject)?.number
        default: return nil
        }
    }

    private static func makeComplex(_ vm: VM, _ real: Value?, _ imaginary: Value?) throws -> ComplexNumber {
        if let text = real?.asString {
            if imaginary != nil { throw vm.typeError("complex() can't take second arg if first is a string") }
            guard let number = NumberParsing.complex(NumberParsing.simplified(text.buffer)) else {
                throw vm.valueError("complex() arg is a malformed string")
            }
            return number
        }
        if imaginary?.asString != nil { throw vm.typeError("complex() second arg can't be a string") }
        func part(_ value: Value?, _ place: String) throws -> ComplexNumber {
            guard let value else { return ComplexNumber(0, 0) }
            if let number = try complex(vm, value) { return number }
            if place == "first", let method = try vm.attributeIfPresent(value, "__complex__"),
                let number = try complex(vm, try vm.call(method, []))
            {
                return number
            }
            if vm.typeOf(value).special(.float).isUnbound, vm.typeOf(value).special(.index).isUnbound {
                let wants = place == "first" ? "a string or a number" : "a number"
                throw vm.typeError("complex() \(place) argument must be \(wants), not '\(vm.typeName(value))'")
            }
            return ComplexNumber(try vm.double(value), 0)
        }
        let a = try part(real, "first")
        guard imaginary != nil else { return a }
        let b = try part(imaginary, "second")
        // A real part that is no complex number leaves the sign of a zero imaginary part alone.
        if a.imaginary == 0, b.imaginary == 0 { return ComplexNumber(a.real, b.real) }
        return ComplexNumber(a.real - b.imaginary, a.imaginary + b.real)
    }
}

extension NumberParsing {
    /// `complex("1+2j")` of simplified text.
    static func complex(_ bytes: [UInt8]) -> ComplexNumber? {
        var text = bytes
        if text.first == UInt8(ascii: "("), text.last == UInt8(ascii: ")") {
            text = Array(text.dropFirst().dropLast())
            while text.first == 0x20 { text.removeFirst() }
            while text.last == 0x20 { text.removeLast() }
        }
        guard let last = text.last else { return nil }
        guard last | 0x20 == UInt8(ascii: "j") else { return float(text).map { ComplexNumber($0, 0) } }
        text.removeLast()
        // The sign that begins the imaginary part: the last one that does not belong to an exponent.
        var split = text.count - 1
        while split > 0 {
            let isSign = text[split] == UInt8(ascii: "+") || text[split] == UInt8(ascii: "-")
            if isSign, text[split - 1] | 0x20 != UInt8(ascii: "e") { break }
            split -= 1
        }
        let realPart = text.prefix(max(split, 0))
        var imaginaryPart = Array(text.dropFirst(max(split, 0)))
        if imaginaryPart.isEmpty || imaginaryPart == [UInt8(ascii: "+")] || imaginaryPart == [UInt8(ascii: "-")] {
            imaginaryPart.append(UInt8(ascii: "1"))
        }
        guard let imaginary = float(imaginaryPart) else { return nil }
        if realPart.isEmpty { return ComplexNumber(0, imaginary) }
        return float(Array(realPart)).map { ComplexNumber($0, imaginary) }
    }
}

extension Formatting {
    static func complex(_ number: ComplexNumber, _ spec: UnsafeBufferPointer<UInt8>) throws -> [UInt8] {
        let parsed = try FormatSpec(spec, isNumeric: true, typeName: "complex")
        if parsed.fill == 0x30 { throw FormatError.syntax("Zero padding is not allowed in complex format specifier") }
        if parsed.align == UInt8(ascii: "=") {
            throw FormatError.syntax("'=' alignment flag is not allowed in complex format specifier")
        }
        var part = parsed
        part.width = -1
        part.fill = 0x20
        part.align = UInt8(ascii: ">")
        let isPlain = parsed.type == 0
        if isPlain { part.type = parsed.precision < 0 ? 0x72 : 0x67 }
        func text(_ value: Double, _ layout: FormatSpec) throws -> [UInt8] {
            if layout.type == 0x72 {
                var bytes = Array(ComplexNumber.part(value).utf8)
                if value.sign == .plus || value.isNaN, layout.sign == 0x2B || layout.sign == 0x20 {
                    bytes.insert(layout.sign, at: 0)
                }
                return bytes
            }
            return try float(value, layout, typeName: "complex")
        }
        if parsed.type == 0x25 { throw FormatError.unknownCode(parsed.type, typeName: "complex") }
        var imaginary = part
        let skipsReal = isPlain && number.real == 0 && number.real.sign == .plus
        if !skipsReal { imaginary.sign = UInt8(ascii: "+") }
        var body: [UInt8] = []
        if !skipsReal {
            if isPlain { body.append(UInt8(ascii: "(")) }
            body += try text(number.real, part)
        }
        body += try text(number.imaginary, imaginary)
        body.append(UInt8(ascii: "j"))
        if isPlain, !skipsReal { body.append(UInt8(ascii: ")")) }
        let padding = max(0, parsed.width - body.count)
        let left = parsed.align == UInt8(ascii: ">") ? padding : parsed.align == UInt8(ascii: "^") ? padding / 2 : 0
        var result: [UInt8] = []
        append(fill: parsed.fill, left, to: &result)
        result += body
        append(fill: parsed.fill, padding - left, to: &result)
        return result
    }
}
