import BigInt

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads a JSON text; `JSONModule` says what the arguments are.
final class JSONReader {
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
        while position < count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position &+= 1
        }
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
        case 0x30...0x39:
            if let number = shortNumber() { return number }
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

    /// An int of few digits that nothing but a delimiter follows.
    @inline(__always)
    private func shortNumber() -> Value? {
        var end = position
        var number: Int64 = 0
        while end < count, bytes[end] &- 0x30 < 10, end - position < 18 {
            number = number &* 10 &+ Int64(bytes[end] &- 0x30)
            end &+= 1
        }
        guard end < count, bytes[position] != 0x30 || end - position == 1, arguments[5].isNone else { return nil }
        switch bytes[end] {
        case 0x2C, 0x5D, 0x7D, 0x20, 0x0A, 0x0D:
            position = end
            return Value(number)
        default: return nil
        }
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
        if !isInteger, arguments[4].isNone, end - position < 64 {
            let start = bytes + position
            let length = end - position
            position = end
            return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { room in
                for index in 0..<length { room[index] = CChar(bitPattern: start[index]) }
                room[length] = 0
                return Value(room.baseAddress.map { strtod($0, nil) } ?? 0)
            }
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
                let value = StringObject.copied(UnsafeBufferPointer(start: bytes + position, count: end - position))
                position = end + 1
                return vm.pool.adopt(value)
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
        let result = vm.pool.adopt(Recycler.list(capacity: 0))
        skipSpace()
        if position < count, bytes[position] == 0x5D {
            position += 1
            return result
        }
        while true {
            let mark = vm.pool.count
            vm.appendOwned(try value().retained(), to: result)
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

    /// The keys read lately: objects of one kind have the same.
    private var keys = [Strong](repeating: .none, count: 64)

    private func place(_ key: UnsafePointer<UInt8>, _ length: Int) -> Int {
        length == 0 ? 0 : (Int(key[0]) &* 7 &+ Int(key[length - 1]) &* 31 &+ length) & 63
    }

    /// A key after its opening quote that was read before.
    private func knownKey() -> Value? {
        var end = position
        while end < count, bytes[end] != 0x22 { end &+= 1 }
        guard end < count else { return nil }
        let known = keys[place(bytes + position, end - position)].value
        guard known.tag == .string, case let text = known.layout(StringLayout.self),
            text.pointee.byteCount == end - position,
            memcmp(text.pointee.bytes, bytes + position, end - position) == 0
        else { return nil }
        position = end + 1
        // Another key may take its place before the value is read.
        return vm.pool.keep(known)
    }

    private func remembered(_ key: Value) -> Value {
        let text = key.layout(StringLayout.self)
        // A key with escapes is written otherwise in the text.
        if !text.pointee.buffer.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) {
            keys[place(text.pointee.bytes, text.pointee.byteCount)] = Strong(key)
        }
        return key
    }

    private func object() throws -> Value {
        position += 1
        let result = vm.pool.adopt(Recycler.dictionary())
        let dictionary = result.cast(DictionaryObject.self)
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
                let key = try knownKey() ?? remembered(string())
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
