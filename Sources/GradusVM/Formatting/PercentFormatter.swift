import BigInt

/// `format % arguments` for str and bytes, as `printf` in the dialect of CPython.
struct PercentFormatter {
    private let vm: VM
    private let format: UnsafeBufferPointer<UInt8>
    private let isBytes: Bool
    private let arguments: Value
    private let tuple: TupleObject?
    /// Where the arguments are a mapping, names may be given.
    private let isMapping: Bool
    private var nextArgument = 0
    private var usesMapping = false
    private var output: [UInt8] = []
    private var position = 0

    private struct Directive {
        var isLeft = false
        var hasSign = false
        var hasBlank = false
        var isAlternate = false
        var hasZero = false
        var width = -1
        var precision = -1
    }

    /// - Returns: the bytes of the result (WTF-8 for str).
    static func format(_ vm: VM, _ format: UnsafeBufferPointer<UInt8>, _ arguments: Value, isBytes: Bool) throws
        -> [UInt8]
    {
        var formatter = PercentFormatter(vm: vm, format: format, isBytes: isBytes, arguments: arguments)
        return try formatter.run()
    }

    /// `format % arguments` of strings.
    static func string(_ vm: VM, _ format: StringObject, _ arguments: Value) throws -> Value {
        if let text = try PlainFormat.percent(vm, format.buffer, arguments) { return vm.pool.adopt(text) }
        return vm.string(try Self.format(vm, format.buffer, arguments, isBytes: false))
    }

    private init(vm: VM, format: UnsafeBufferPointer<UInt8>, isBytes: Bool, arguments: Value) {
        self.vm = vm
        self.format = format
        self.isBytes = isBytes
        self.arguments = arguments
        tuple = arguments.asTuple
        let isText = isBytes ? arguments.asBytes != nil : arguments.asString != nil
        isMapping = tuple == nil && !isText && !vm.typeOf(arguments).special(.getItem).isUnbound
    }

    private mutating func run() throws -> [UInt8] {
        output.reserveCapacity(format.count + 32)
        while position < format.count {
            let byte = format[position]
            position += 1
            if byte == UInt8(ascii: "%") {
                try directive()
            } else {
                output.append(byte)
            }
        }
        let isExhausted = tuple.map { nextArgument >= $0.count } ?? (nextArgument > 0 || isMapping)
        if !usesMapping, !isExhausted {
            throw vm.typeError("not all arguments converted during \(isBytes ? "bytes" : "string") formatting")
        }
        return output
    }

    private mutating func takeArgument() throws -> Value {
        if let tuple {
            guard nextArgument < tuple.count else { throw vm.typeError("not enough arguments for format string") }
            nextArgument += 1
            return tuple[nextArgument - 1]
        }
        guard nextArgument == 0, !usesMapping else { throw vm.typeError("not enough arguments for format string") }
        nextArgument = 1
        return arguments
    }

    private func peek() throws -> UInt8 {
        guard position < format.count else { throw vm.valueError("incomplete format") }
        return format[position]
    }

    private mutating func directive() throws {
        if try peek() == UInt8(ascii: "%") {
            output.append(UInt8(ascii: "%"))
            position += 1
            return
        }
        var directive = Directive()
        var mapped: Value?
        if try peek() == UInt8(ascii: "(") { mapped = try mappedValue() }
        flags: while true {
            switch try peek() {
            case UInt8(ascii: "-"): directive.isLeft = true
            case UInt8(ascii: "+"): directive.hasSign = true
            case UInt8(ascii: " "): directive.hasBlank = true
            case UInt8(ascii: "#"): directive.isAlternate = true
            case UInt8(ascii: "0"): directive.hasZero = true
            default: break flags
            }
            position += 1
        }
        if try peek() == UInt8(ascii: "*") {
            position += 1
            directive.width = try starArgument("width too big")
            if directive.width < 0 {
                directive.isLeft = true
                directive.width = -directive.width
            }
        } else if let number = try number("width too big") {
            directive.width = number
        }
        if try peek() == UInt8(ascii: ".") {
            position += 1
            directive.precision = 0
            if try peek() == UInt8(ascii: "*") {
                position += 1
                directive.precision = max(0, try starArgument("precision too big"))
            } else if let number = try number("precision too big") {
                directive.precision = number
            }
        }
        if [UInt8(ascii: "h"), UInt8(ascii: "l"), UInt8(ascii: "L")].contains(try peek()) { position += 1 }
        guard try peek() != 0 || true, let base = format.baseAddress else { return }
        let start = position
        let (code, length) =
            isBytes
            ? (UInt32(format[position]), 1)
            : StringObject.decode(base + position, limit: format.count - position)
        position += length
        try vm.checkAllocation(max(directive.width, directive.precision, 0))
        let value = try mapped ?? takeArgument()
        try convert(value, code, directive, at: start)
    }

    private mutating func mappedValue() throws -> Value {
        guard isMapping else { throw vm.typeError("format requires a mapping") }
        position += 1
        let start = position
        var depth = 1
        while position < format.count, depth > 0 {
            if format[position] == UInt8(ascii: ")") { depth -= 1 }
            if format[position] == UInt8(ascii: "(") { depth += 1 }
            position += 1
        }
        guard depth == 0 else { throw vm.valueError("incomplete format key") }
        let key = UnsafeBufferPointer(rebasing: format[start..<position - 1])
        usesMapping = true
        return try vm.getItem(arguments, isBytes ? vm.value(BytesObject(Array(key))) : vm.value(StringObject(key)))
    }

    private mutating func starArgument(_ tooBig: String) throws -> Int {
        let value = vm.unboxed(try takeArgument())
        switch value.tag {
        case .int, .bool:
            guard value.intBits.magnitude <= UInt64(Int32.max) else {
                if tooBig.hasPrefix("w") { throw vm.error(.overflowError, "Python int too large to convert to C int") }
                throw vm.error(.overflowError, "Python int too large to convert to C int")
            }
            return Int(value.intBits)
        case .bigInt: throw vm.error(.overflowError, "Python int too large to convert to C int")
        default: throw vm.typeError("* wants int")
        }
    }

    private mutating func number(_ tooBig: String) throws -> Int? {
        var result: Int?
        while position < format.count, Formatting.isDigit(format[position]) {
            let value = (result ?? 0) * 10 + Int(format[position] - UInt8(ascii: "0"))
            if value > (tooBig.hasPrefix("w") ? Int.max / 100 : Int(Int32.max)) { throw vm.valueError(tooBig) }
            result = value
            position += 1
        }
        return result
    }

    // MARK: Conversions

    private mutating func convert(_ value: Value, _ code: UInt32, _ directive: Directive, at start: Int) throws {
        switch UInt8(exactly: code) {
        case UInt8(ascii: "s") where !isBytes: try append(text: vm.strObject(value), directive)
        case UInt8(ascii: "s"),
            UInt8(ascii: "b") where isBytes:
            try append(bytes: bytes(value), directive)
        case UInt8(ascii: "r") where !isBytes: try append(text: vm.reprObject(value), directive)
        case UInt8(ascii: "a"), UInt8(ascii: "r"):
            try append(text: TextOperations.ascii(vm.reprObject(value)), directive)
        case UInt8(ascii: "c"): try character(value, directive)
        case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"), UInt8(ascii: "o"), UInt8(ascii: "x"),
            UInt8(ascii: "X"):
            let marks = vm.marks(of: value)
            if let marks { output += marks.opening }
            try integer(value, UInt8(code), directive)
            if let marks { output += marks.closing }
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "g"),
            UInt8(ascii: "G"):
            let marks = vm.marks(of: value)
            if let marks { output += marks.opening }
            try float(value, UInt8(code), directive)
            if let marks { output += marks.closing }
        default:
            var shown: [UInt8] = []
            StringObject.encode(!isBytes && code > 31 && code < 127 || isBytes ? code : 0x3F, into: &shown)
            let index = TextOperations.scalarCount(UnsafeBufferPointer(rebasing: format[..<start]))
            let text = String(decoding: shown, as: UTF8.self)
            throw vm.valueError(
                "unsupported format character '\(text)' (0x\(String(code, radix: 16))) at index \(isBytes ? start : index)"
            )
        }
    }

    private func bytes(_ value: Value) throws -> [UInt8] {
        if let bytes = TextOperations.bytesLike(value) { return bytes }
        if let result = try vm.callSpecial(.bytes, on: value, [])?.asBytes { return result.bytes }
        throw vm.typeError(
            "%b requires a bytes-like object, or an object that implements __bytes__, not '\(vm.typeName(value))'")
    }

    private mutating func append(text: StringObject, _ directive: Directive) throws {
        var buffer = text.buffer
        var count = text.count
        if directive.precision >= 0, directive.precision < count {
            buffer = UnsafeBufferPointer(
                rebasing: buffer[..<Formatting.byteLength(of: directive.precision, in: buffer)])
            count = directive.precision
        }
        let padding = max(0, directive.width - count)
        if !directive.isLeft { Formatting.append(fill: 0x20, padding, to: &output) }
        output += buffer
        if directive.isLeft { Formatting.append(fill: 0x20, padding, to: &output) }
    }

    private mutating func append(bytes: [UInt8], _ directive: Directive) throws {
        let text = directive.precision >= 0 ? bytes.prefix(directive.precision) : bytes[...]
        let padding = max(0, directive.width - text.count)
        if !directive.isLeft { Formatting.append(fill: 0x20, padding, to: &output) }
        output += text
        if directive.isLeft { Formatting.append(fill: 0x20, padding, to: &output) }
    }

    private mutating func character(_ value: Value, _ directive: Directive) throws {
        var text: [UInt8] = []
        let plain = vm.unboxed(value)
        if isBytes {
            if let bytes = TextOperations.bytesLike(value), bytes.count == 1 {
                text = bytes
            } else if plain.tag == .int || plain.tag == .bool {
                guard let byte = UInt8(exactly: plain.intBits) else {
                    throw vm.error(.overflowError, "%c arg not in range(256)")
                }
                text = [byte]
            } else {
                throw vm.typeError("%c requires an integer in range(256) or a single byte")
            }
            var layout = directive
            layout.precision = -1
            try append(bytes: text, layout)
            return
        }
        if let string = value.asString {
            guard string.count == 1 else { throw vm.typeError("%c requires int or char") }
            text = Array(string.buffer)
        } else {
            var number = plain
            if number.tag != .int, number.tag != .bool, number.tag != .bigInt {
                guard number.tag != .float, let index = try vm.callSpecial(.index, on: value, []) else {
                    throw vm.typeError("%c requires int or char")
                }
                number = index
            }
            guard number.tag != .bigInt, number.intBits >= 0, number.intBits < 0x110000 else {
                throw vm.error(.overflowError, "%c arg not in range(0x110000)")
            }
            StringObject.encode(UInt32(number.intBits), into: &text)
        }
        var layout = directive
        layout.precision = -1
        try append(text: StringObject(text), layout)
    }

    private mutating func integer(_ value: Value, _ code: UInt8, _ directive: Directive) throws {
        let isDecimal = code == UInt8(ascii: "d") || code == UInt8(ascii: "i") || code == UInt8(ascii: "u")
        var number = vm.unboxed(value)
        if number.tag == .float, isDecimal { number = try NumberOperations.truncate(vm, number.floatBits) }
        if number.tag != .int, number.tag != .bool, number.tag != .bigInt {
            if isDecimal, number.tag != .string, let converted = try vm.callSpecial(.int, on: value, []) {
                number = vm.unboxed(converted)
            } else if let index = try vm.callSpecial(.index, on: value, []) {
                number = vm.unboxed(index)
            } else {
                let wants = isDecimal ? "a real number is required" : "an integer is required"
                let shown = String(Character(Unicode.Scalar(code)))
                throw vm.typeError("%\(shown) format: \(wants), not \(vm.typeName(value))")
            }
        }
        var radix = 10
        switch code {
        case UInt8(ascii: "o"): radix = 8
        case UInt8(ascii: "x"), UInt8(ascii: "X"): radix = 16
        default: break
        }
        let isUpper = code == UInt8(ascii: "X")
        var digits: [UInt8]
        let isNegative: Bool
        if number.tag == .bigInt {
            let big = number.cast(BigIntObject.self).value
            if radix == 10 { try NumberOperations.checkDigits(vm, of: big) }
            digits = Array(String(big.magnitude, radix: radix, uppercase: isUpper).utf8)
            isNegative = big.sign == .minus
        } else {
            isNegative = number.intBits < 0
            digits =
                radix == 10 && !isNegative
                ? DecimalText.bytes(number.intBits)
                : Array(String(number.intBits.magnitude, radix: radix, uppercase: isUpper).utf8)
        }
        if digits.count < directive.precision {
            digits.insert(
                contentsOf: repeatElement(UInt8(ascii: "0"), count: directive.precision - digits.count), at: 0)
        }
        let prefix = directive.isAlternate && radix != 10 ? [UInt8(ascii: "0"), code] : []
        appendNumber(isNegative: isNegative, prefix: prefix, body: digits, directive)
    }

    private mutating func float(_ value: Value, _ code: UInt8, _ directive: Directive) throws {
        let number: Double
        if isBytes, vm.unboxed(value).tag != .float, vm.typeOf(value).special(.float).isUnbound,
            vm.typeOf(value).special(.index).isUnbound
        {
            throw vm.typeError("float argument required, not \(vm.typeName(value))")
        } else {
            number = try vm.double(value)
        }
        let precision = directive.precision < 0 ? 6 : directive.precision
        if precision > Formatting.maximumPrecision { throw vm.valueError("precision too big") }
        var text = Formatting.float(
            number, code: code | 0x20, precision: precision, alternate: directive.isAlternate)
        var isNegative = false
        if text.first == UInt8(ascii: "-") {
            isNegative = true
            text.removeFirst()
        }
        if code & 0x20 == 0 { for index in text.indices where text[index] >= 0x61 { text[index] -= 0x20 } }
        appendNumber(isNegative: isNegative, prefix: [], body: text, directive)
    }

    private mutating func appendNumber(isNegative: Bool, prefix: [UInt8], body: [UInt8], _ directive: Directive) {
        var sign: UInt8 = 0
        if isNegative {
            sign = UInt8(ascii: "-")
        } else if directive.hasSign {
            sign = UInt8(ascii: "+")
        } else if directive.hasBlank {
            sign = UInt8(ascii: " ")
        }
        let padding = max(0, directive.width - body.count - prefix.count - (sign == 0 ? 0 : 1))
        let isZeroFilled = directive.hasZero && !directive.isLeft
        if !directive.isLeft, !isZeroFilled { Formatting.append(fill: 0x20, padding, to: &output) }
        if sign != 0 { output.append(sign) }
        output += prefix
        if isZeroFilled { Formatting.append(fill: 0x30, padding, to: &output) }
        output += body
        if directive.isLeft { Formatting.append(fill: 0x20, padding, to: &output) }
    }
}

extension VM {
    /// What stands around a number of a class that wants to be recognised in texts (`_volatile.py`).
    func marks(of value: Value) -> (opening: [UInt8], closing: [UInt8])? {
        guard value.isObject, typeOf(value).isScriptClass,
            let text = typeOf(value).lookup(Interned.string("_gradus_marks"))?.asString?.text
        else { return nil }
        return (Array(String(text.prefix(1)).utf8), Array(String(text.dropFirst()).utf8))
    }
}
