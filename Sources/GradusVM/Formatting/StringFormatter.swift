/// `str.format` and `str.format_map`.
struct StringFormatter {
    private let vm: VM
    private let positional: [Value]
    /// A dictionary of keywords, or any mapping of `format_map`.
    private let mapping: Value
    private let isFormatMap: Bool
    private var numbering = Numbering.unknown

    private enum Numbering {
        case unknown
        case automatic(next: Int)
        case manual
    }

    /// - Returns: WTF-8 bytes.
    static func format(
        _ vm: VM, _ template: StringObject, positional: [Value], mapping: Value, isFormatMap: Bool = false
    ) throws -> [UInt8] {
        var formatter = StringFormatter(
            vm: vm, positional: positional, mapping: mapping, isFormatMap: isFormatMap)
        return try formatter.expand(template.buffer, depth: 2)
    }

    private init(vm: VM, positional: [Value], mapping: Value, isFormatMap: Bool) {
        self.vm = vm
        self.positional = positional
        self.mapping = mapping
        self.isFormatMap = isFormatMap
    }

    private mutating func expand(_ text: UnsafeBufferPointer<UInt8>, depth: Int) throws -> [UInt8] {
        if depth == 0 { throw vm.valueError("Max string recursion exceeded") }
        var output: [UInt8] = []
        output.reserveCapacity(text.count + 32)
        var position = 0
        while position < text.count {
            let byte = text[position]
            position += 1
            guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
                output.append(byte)
                continue
            }
            if position < text.count, text[position] == byte {
                output.append(byte)
                position += 1
                continue
            }
            if byte == UInt8(ascii: "}") { throw vm.valueError("Single '}' encountered in format string") }
            if position >= text.count { throw vm.valueError("Single '{' encountered in format string") }
            try field(text, &position, &output, depth: depth)
        }
        return output
    }

    /// One replacement field; `position` is after its opening brace.
    private mutating func field(
        _ text: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ output: inout [UInt8], depth: Int
    ) throws {
        let nameStart = position
        var bracketSeen = false
        var stop: UInt8 = 0
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: "[") {
                bracketSeen = true
            } else if byte == UInt8(ascii: "]") {
                bracketSeen = false
            } else if byte == UInt8(ascii: "{") {
                throw vm.valueError("unexpected '{' in field name")
            } else if !bracketSeen,
                byte == UInt8(ascii: "}") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "!")
            {
                stop = byte
                break
            }
            position += 1
        }
        let name = UnsafeBufferPointer(rebasing: text[nameStart..<position])
        if stop == 0 { throw vm.valueError("expected '}' before end of string") }
        position += 1
        var conversion: UInt32 = 0
        if stop == UInt8(ascii: "!") {
            guard position < text.count, let base = text.baseAddress else {
                throw vm.valueError("end of string while looking for conversion specifier")
            }
            let (scalar, length) = StringObject.decode(base + position, limit: text.count - position)
            conversion = scalar
            position += length
            guard position < text.count else { throw vm.valueError("unmatched '{' in format spec") }
            stop = text[position]
            position += 1
            if stop != UInt8(ascii: "}"), stop != UInt8(ascii: ":") {
                throw vm.valueError("expected ':' after conversion specifier")
            }
        }
        var spec = UnsafeBufferPointer(rebasing: text[position..<position])
        var hasNested = false
        if stop == UInt8(ascii: ":") {
            let specStart = position
            var braces = 1
            while position < text.count {
                let byte = text[position]
                position += 1
                if byte == UInt8(ascii: "{") {
                    hasNested = true
                    braces += 1
                } else if byte == UInt8(ascii: "}") {
                    braces -= 1
                    if braces == 0 { break }
                }
            }
            if braces != 0 { throw vm.valueError("unmatched '{' in format spec") }
            spec = UnsafeBufferPointer(rebasing: text[specStart..<position - 1])
        }
        var value = try lookUp(name)
        if conversion != 0 { value = try convert(value, conversion) }
        let specText = hasNested ? StringObject(try expand(spec, depth: depth - 1)) : StringObject(spec)
        output += try vm.formatObject(value, spec: vm.value(specText)).buffer
    }

    private func convert(_ value: Value, _ conversion: UInt32) throws -> Value {
        switch conversion {
        case 0x72: return vm.value(try vm.reprObject(value))
        case 0x73: return vm.value(try vm.strObject(value))
        case 0x61: return vm.value(TextOperations.ascii(try vm.reprObject(value)))
        default:
            if conversion > 32, conversion < 127, let scalar = Unicode.Scalar(conversion) {
                throw vm.valueError("Unknown conversion specifier \(Character(scalar))")
            }
            throw vm.valueError("Unknown conversion specifier \\x\(String(conversion, radix: 16))")
        }
    }

    // MARK: Field names

    private mutating func lookUp(_ name: UnsafeBufferPointer<UInt8>) throws -> Value {
        var end = 0
        while end < name.count, name[end] != UInt8(ascii: "."), name[end] != UInt8(ascii: "[") { end += 1 }
        let first = UnsafeBufferPointer(rebasing: name[..<end])
        var value = try start(first)
        while end < name.count {
            let mark = name[end]
            end += 1
            let start = end
            if mark == UInt8(ascii: ".") {
                while end < name.count, name[end] != UInt8(ascii: "."), name[end] != UInt8(ascii: "[") { end += 1 }
                if end == start { throw vm.valueError("Empty attribute in format string") }
                let attribute = String(decoding: name[start..<end], as: UTF8.self)
                value = try vm.attribute(value, attribute)
            } else if mark == UInt8(ascii: "[") {
                while end < name.count, name[end] != UInt8(ascii: "]") { end += 1 }
                guard end < name.count else { throw vm.valueError("Missing ']' in format string") }
                let key = UnsafeBufferPointer(rebasing: name[start..<end])
                end += 1
                if key.isEmpty { throw vm.valueError("Empty attribute in format string") }
                let index = try integer(key).map { Value($0) } ?? vm.value(StringObject(key))
                value = try vm.getItem(value, index)
            } else {
                throw vm.valueError("Only '.' or '[' may follow ']' in format field specifier")
            }
        }
        return value
    }

    private mutating func start(_ name: UnsafeBufferPointer<UInt8>) throws -> Value {
        var index = try integer(name)
        if name.isEmpty {
            switch numbering {
            case .unknown:
                index = 0
                numbering = .automatic(next: 1)
            case .automatic(let next):
                index = next
                numbering = .automatic(next: next + 1)
            case .manual:
                throw vm.valueError(
                    "cannot switch from manual field specification to automatic field numbering")
            }
        } else if index != nil {
            if case .automatic = numbering {
                throw vm.valueError(
                    "cannot switch from automatic field numbering to manual field specification")
            }
            numbering = .manual
        }
        guard let index else {
            let key = vm.value(StringObject(name))
            if let dictionary = mapping.asDictionary, !isFormatMap {
                guard let value = try dictionary.get(vm, key) else { throw vm.keyError(key) }
                return value
            }
            return try vm.getItem(mapping, key)
        }
        if isFormatMap { throw vm.valueError("Format string contains positional fields") }
        guard index < positional.count else {
            throw vm.indexError("Replacement index \(index) out of range for positional args tuple")
        }
        return positional[index]
    }

    /// A name that is a number; nil for others.
    private func integer(_ text: UnsafeBufferPointer<UInt8>) throws -> Int? {
        guard !text.isEmpty, text.allSatisfy(Formatting.isDigit) else { return nil }
        return try vm.formatting {
            var position = 0
            return try FormatSpec.integer(text, &position)
        }
    }
}
