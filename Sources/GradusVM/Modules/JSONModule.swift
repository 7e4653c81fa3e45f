import BigInt

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `_json`: reading and writing JSON.
enum JSONModule {
    static let module = NativeModule("_json") { _, module in
        // fail(message, position) raises JSONDecodeError; the hooks are None or functions.
        module.function(
            "decode",
            "text, fail, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, strict, start, /"
        ) { vm, arguments in
            guard let text = arguments[0].asString else { throw vm.typeError("the JSON object must be str") }
            let reader = JSONReader(vm, text, arguments)
            let start = try vm.index(arguments[8])
            if start > 0 { reader.position = reader.offset(of: start) }
            let value = try reader.value()
            return vm.tuple([value, Value(reader.characters(to: reader.position))])
        }
        module.function(
            "encode",
            "obj, default, skipkeys, ensure_ascii, check_circular, allow_nan, indent, item_separator, key_separator, sort_keys, /"
        ) { vm, arguments in
            let writer = try JSONWriter(vm, arguments)
            try writer.write(arguments[0], depth: 0)
            return vm.string(writer.text)
        }
    }
}

private final class JSONReader {
    let vm: VM
    let text: StringObject
    let bytes: UnsafePointer<UInt8>
    let count: Int
    var position = 0
    let arguments: Arguments
    private var depth = 0

    init(_ vm: VM, _ text: StringObject, _ arguments: Arguments) {
        self.vm = vm
        self.text = text
        self.arguments = arguments
        bytes = text.bytes
        count = text.byteCount
    }

    /// The number of characters before a byte offset.
    func characters(to offset: Int) -> Int {
        if text.isASCII { return offset }
        return StringObject.countScalars(UnsafeBufferPointer(start: bytes, count: offset))
    }

    /// The byte offset of a character.
    func offset(of character: Int) -> Int {
        if text.isASCII { return min(character, count) }
        var seen = 0
        var index = 0
        while index < count {
            if bytes[index] & 0xC0 != 0x80 {
                if seen == character { return index }
                seen += 1
            }
            index += 1
        }
        return count
    }

    func fail(_ message: String, _ offset: Int) throws -> Never {
        _ = try vm.call(arguments[1], [vm.string(message), Value(characters(to: offset))])
        throw vm.valueError(message)
    }

    private func skipSpace() {
        while position < count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private func matches(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= count, memcmp(bytes + position, word.utf8Start, length) == 0 else { return false }
        position += length
        return true
    }

    func value() throws -> Value {
        guard position < count else { try fail("Expecting value", position) }
        switch bytes[position] {
        case 0x22:
            position += 1
            return try string()
        case 0x7B: return try nested { try object() }
        case 0x5B: return try nested { try array() }
        default: break
        }
        if matches("null") { return .none }
        if matches("true") { return .true }
        if matches("false") { return .false }
        if let number = try number() { return number }
        for (word, value) in [("NaN", Double.nan), ("Infinity", .infinity), ("-Infinity", -.infinity)] {
            let length = word.utf8.count
            if position + length <= count,
                String(decoding: UnsafeBufferPointer(start: bytes + position, count: length), as: UTF8.self) == word
            {
                position += length
                if !arguments[6].isNone { return try vm.call(arguments[6], [vm.string(word)]) }
                return Value(value)
            }
        }
        try fail("Expecting value", position)
    }

    private func nested(_ body: () throws -> Value) throws -> Value {
        depth += 1
        defer { depth -= 1 }
        if depth > 900 {
            throw vm.error(
                .recursionError, "maximum recursion depth exceeded while decoding a JSON object from a unicode string")
        }
        return try body()
    }

    private func number() throws -> Value? {
        var end = position
        if end < count, bytes[end] == 0x2D { end += 1 }
        func digits() -> Int {
            let start = end
            while end < count, bytes[end] >= 0x30, bytes[end] <= 0x39 { end += 1 }
            return end - start
        }
        let first = end
        guard digits() > 0 else { return nil }
        if bytes[first] == 0x30 { end = first + 1 }
        var isInteger = true
        if end + 1 < count, bytes[end] == 0x2E, bytes[end + 1] >= 0x30, bytes[end + 1] <= 0x39 {
            isInteger = false
            end += 1
            _ = digits()
        }
        if end < count, bytes[end] | 0x20 == 0x65 {
            let mark = end
            end += 1
            if end < count, bytes[end] == 0x2B || bytes[end] == 0x2D { end += 1 }
            if digits() > 0 { isInteger = false } else { end = mark }
        }
        let piece = String(decoding: UnsafeBufferPointer(start: bytes + position, count: end - position), as: UTF8.self)
        position = end
        if isInteger {
            if !arguments[5].isNone { return try vm.call(arguments[5], [vm.string(piece)]) }
            if let small = Int64(piece) { return Value(small) }
            return vm.int(BigInt(piece) ?? 0)
        }
        if !arguments[4].isNone { return try vm.call(arguments[4], [vm.string(piece)]) }
        return Value(strtod(piece, nil))
    }

    /// A string after its opening quote.
    private func string() throws -> Value {
        let begin = position - 1
        var out: [UInt8] = []
        while true {
            var end = position
            while end < count, bytes[end] != 0x22, bytes[end] != 0x5C, bytes[end] >= 0x20 { end += 1 }
            if end < count, bytes[end] == 0x22, out.isEmpty {
                let value = vm.value(StringObject(UnsafeBufferPointer(start: bytes + position, count: end - position)))
                position = end + 1
                return value
            }
            out.append(contentsOf: UnsafeBufferPointer(start: bytes + position, count: end - position))
            guard end < count else { try fail("Unterminated string starting at", begin) }
            position = end + 1
            if bytes[end] == 0x22 { return vm.string(out) }
            if bytes[end] < 0x20 {
                if try vm.truth(arguments[7]) { try fail("Invalid control character at", end) }
                out.append(bytes[end])
                continue
            }
            guard position < count else { try fail("Unterminated string starting at", begin) }
            let escape = bytes[position]
            position += 1
            switch escape {
            case 0x22, 0x5C, 0x2F: out.append(escape)
            case 0x62: out.append(8)
            case 0x66: out.append(12)
            case 0x6E: out.append(10)
            case 0x72: out.append(13)
            case 0x74: out.append(9)
            case 0x75:
                var scalar = try hex(end)
                if scalar & 0xFC00 == 0xD800, position + 1 < count, bytes[position] == 0x5C, bytes[position + 1] == 0x75
                {
                    let mark = position
                    position += 2
                    let low = try hex(mark)
                    if low & 0xFC00 == 0xDC00 {
                        scalar = 0x10000 + ((scalar & 0x3FF) << 10 | (low & 0x3FF))
                    } else {
                        position = mark
                    }
                }
                StringObject.encode(scalar, into: &out)
            default: try fail("Invalid \\escape", end)
            }
        }
    }

    private func hex(_ start: Int) throws -> UInt32 {
        guard position + 4 <= count,
            let number = UInt32(
                String(decoding: UnsafeBufferPointer(start: bytes + position, count: 4), as: UTF8.self), radix: 16)
        else { try fail("Invalid \\uXXXX escape", start + 1) }
        position += 4
        return number
    }

    private func array() throws -> Value {
        position += 1
        let list = ListObject()
        let result = vm.value(list)
        skipSpace()
        if position < count, bytes[position] == 0x5D {
            position += 1
            return result
        }
        while true {
            let mark = vm.pool.count
            list.append(try value())
            vm.pool.drain(to: mark)
            skipSpace()
            guard position < count else { try fail("Expecting ',' delimiter", position) }
            if bytes[position] == 0x5D {
                position += 1
                return result
            }
            guard bytes[position] == 0x2C else { try fail("Expecting ',' delimiter", position) }
            position += 1
            skipSpace()
        }
    }

    private func object() throws -> Value {
        position += 1
        let dictionary = DictionaryObject()
        let result = vm.value(dictionary)
        let pairs = arguments[3].isNone ? nil : ListObject()
        if let pairs { _ = vm.value(pairs) }
        skipSpace()
        if position < count, bytes[position] == 0x7D {
            position += 1
        } else {
            guard position < count, bytes[position] == 0x22 else {
                try fail("Expecting property name enclosed in double quotes", position)
            }
            while true {
                let mark = vm.pool.count
                position += 1
                let key = try string()
                skipSpace()
                guard position < count, bytes[position] == 0x3A else { try fail("Expecting ':' delimiter", position) }
                position += 1
                skipSpace()
                let item = try value()
                if let pairs { pairs.append(vm.tuple([key, item])) } else { try dictionary.set(vm, key, item) }
                vm.pool.drain(to: mark)
                skipSpace()
                guard position < count else { try fail("Expecting ',' delimiter", position) }
                if bytes[position] == 0x7D {
                    position += 1
                    break
                }
                guard bytes[position] == 0x2C else { try fail("Expecting ',' delimiter", position) }
                position += 1
                skipSpace()
                guard position < count, bytes[position] == 0x22 else {
                    try fail("Expecting property name enclosed in double quotes", position)
                }
            }
        }
        if let pairs { return try vm.call(arguments[3], [Value(borrowing: pairs)]) }
        return arguments[2].isNone ? result : try vm.call(arguments[2], [result])
    }
}

private final class JSONWriter {
    let vm: VM
    var text: [UInt8] = []
    private let makeDefault: Value
    private let skipsKeys: Bool
    private let isASCII: Bool
    private let allowsNaN: Bool
    private let indent: [UInt8]?
    private let itemSeparator: [UInt8]
    private let keySeparator: [UInt8]
    private let sortsKeys: Bool
    private var open: Set<UInt64> = []

    init(_ vm: VM, _ arguments: Arguments) throws {
        self.vm = vm
        makeDefault = arguments[1]
        skipsKeys = try vm.truth(arguments[2])
        isASCII = try vm.truth(arguments[3])
        allowsNaN = try vm.truth(arguments[5])
        if let width = arguments.orNone(6) {
            if let filler = width.asString {
                indent = Array(filler.buffer)
            } else {
                indent = [UInt8](repeating: 0x20, count: max(0, min(try vm.index(width), 1000)))
            }
        } else {
            indent = nil
        }
        itemSeparator = arguments[7].asString.map { Array($0.buffer) } ?? []
        keySeparator = arguments[8].asString.map { Array($0.buffer) } ?? []
        sortsKeys = try vm.truth(arguments[9])
    }

    func write(_ value: Value, depth: Int) throws {
        let plain = vm.unboxed(value)
        switch plain.tag {
        case .none: text += "null".utf8
        case .bool: text += (plain.bits != 0 ? "true" : "false").utf8
        case .int: vm.appendDecimal(plain.intBits, to: &text)
        case .bigInt: text += try vm.repr(plain).utf8
        case .float: text += try number(plain.floatBits).utf8
        default:
            if let string = value.asString {
                write(string)
            } else if let list = value.asList {
                try enclosed(value) { try writeItems(count: { list.count }, item: { list[$0] }, depth: depth) }
            } else if let tuple = value.asTuple {
                try enclosed(value) { try writeItems(count: { tuple.count }, item: { tuple[$0] }, depth: depth) }
            } else if let dictionary = value.asDictionary {
                try enclosed(value) { try write(dictionary, depth: depth) }
            } else if makeDefault.isNone {
                throw vm.typeError("Object of type \(vm.typeName(value)) is not JSON serializable")
            } else {
                try enclosed(value) { try write(try vm.call(makeDefault, [value]), depth: depth) }
            }
        }
    }

    private func enclosed(_ value: Value, _ body: () throws -> Void) throws {
        guard open.insert(value.bits).inserted else { throw vm.valueError("Circular reference detected") }
        if open.count > 900 {
            throw vm.error(.recursionError, "maximum recursion depth exceeded while encoding a JSON object")
        }
        try body()
        open.remove(value.bits)
    }

    private func number(_ x: Double) throws -> String {
        if x.isFinite { return try vm.repr(Value(x)) }
        if !allowsNaN {
            throw vm.valueError("Out of range float values are not JSON compliant")
        }
        return x.isNaN ? "NaN" : x > 0 ? "Infinity" : "-Infinity"
    }

    private func newLine(_ depth: Int) {
        guard let indent else { return }
        text.append(0x0A)
        for _ in 0..<depth { text += indent }
    }

    private func writeItems(count: () -> Int, item: (Int) -> Value, depth: Int) throws {
        if count() == 0 {
            text += "[]".utf8
            return
        }
        text.append(0x5B)
        var index = 0
        while index < count() {
            if index > 0 { text += itemSeparator }
            newLine(depth + 1)
            try write(item(index), depth: depth + 1)
            index += 1
            if index & 1023 == 0 { try vm.checkInterrupt() }
        }
        newLine(depth)
        text.append(0x5D)
    }

    private func write(_ dictionary: DictionaryObject, depth: Int) throws {
        if dictionary.count == 0 {
            text += "{}".utf8
            return
        }
        text.append(0x7B)
        var entries = dictionary.entries
        if sortsKeys {
            let order = try vm.sorted(entries.map(\.key), key: nil, reverse: false)
            entries = try order.map { ($0, try dictionary.get(vm, $0) ?? .none) }
        }
        var isFirst = true
        for entry in entries {
            let key = vm.unboxed(entry.key)
            var name: String?
            switch key.tag {
            case .none: name = "null"
            case .bool: name = key.bits != 0 ? "true" : "false"
            case .int, .bigInt: name = try vm.repr(key)
            case .float: name = try number(key.floatBits)
            default:
                if key.asString == nil {
                    if skipsKeys { continue }
                    throw vm.typeError(
                        "keys must be str, int, float, bool or None, not \(vm.typeName(entry.key))")
                }
            }
            if !isFirst { text += itemSeparator }
            isFirst = false
            newLine(depth + 1)
            if let name {
                text += "\"\(name)\"".utf8
            } else if let string = key.asString {
                write(string)
            }
            text += keySeparator
            try write(entry.value, depth: depth + 1)
        }
        newLine(depth)
        text.append(0x7D)
    }

    private func write(_ string: StringObject) {
        text.append(0x22)
        for index in 0..<string.count {
            let scalar = string.codePoint(at: index)
            switch scalar {
            case 0x22: text += [0x5C, 0x22]
            case 0x5C: text += [0x5C, 0x5C]
            case 0x0A: text += "\\n".utf8
            case 0x0D: text += "\\r".utf8
            case 0x09: text += "\\t".utf8
            case 0x08: text += "\\b".utf8
            case 0x0C: text += "\\f".utf8
            case 0x20..<0x7F: text.append(UInt8(scalar))
            case 0..<0x20: escape(scalar)
            case 0x7F where !isASCII: text.append(0x7F)
            case 0x7F: text.append(0x7F)
            default:
                if !isASCII {
                    StringObject.encode(scalar, into: &text)
                } else if scalar > 0xFFFF {
                    escape(0xD800 + ((scalar - 0x10000) >> 10))
                    escape(0xDC00 + (scalar & 0x3FF))
                } else {
                    escape(scalar)
                }
            }
        }
        text.append(0x22)
    }

    private func escape(_ unit: UInt32) {
        let digits = String(unit, radix: 16)
        text += "\\u".utf8
        text += String(repeating: "0", count: 4 - digits.count).utf8
        text += digits.utf8
    }
}
