import GradusSyntax

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Strings as the machine and other built-in types need them.
package enum TextOperations {
    // MARK: Characters

    @inline(__always)
    static func isASCIISpace(_ byte: UInt8) -> Bool { ByteSearch.isSpace(byte, isText: true) }

    static func isSpace(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
            return true
        default: return false
        }
    }

    /// 0 ... 9 for a decimal digit of any script.
    static func decimalValue(_ scalar: UInt32) -> Int? {
        if scalar < 0x80 { return scalar >= 0x30 && scalar <= 0x39 ? Int(scalar) - 0x30 : nil }
        guard let properties = Unicode.Scalar(scalar)?.properties, properties.numericType == .decimal else {
            return nil
        }
        return properties.numericValue.map { Int($0) }
    }

    static func isPrintable(_ scalar: UInt32) -> Bool {
        if scalar < 0x7F { return scalar >= 0x20 }
        guard let character = Unicode.Scalar(scalar) else { return false }
        switch character.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }

    @inline(__always)
    package static func scalarCount(_ buffer: UnsafeBufferPointer<UInt8>) -> Int { StringObject.countScalars(buffer) }

    /// One object for each ASCII character, and the empty string; owned for good.
    nonisolated(unsafe) private static let asciiCharacters: UnsafeMutablePointer<Value> = {
        let table = UnsafeMutablePointer<Value>.allocate(capacity: 128)
        for code in 0..<128 { table[code] = Value(owning: StringObject([UInt8(code)])) }
        return table
    }()
    nonisolated(unsafe) static let empty = StringObject([UInt8]())
    static let emptyValue = Value(owning: empty)

    /// A string of one character; borrowed from a table or the pool.
    @inline(__always)
    package static func character(_ vm: VM, _ scalar: UInt32) -> Value {
        if scalar < 128 { return asciiCharacters[Int(scalar)] }
        return wideCharacter(vm, scalar)
    }

    /// The table of ASCII characters.
    @inline(__always)
    static var characters: UnsafeMutablePointer<Value> { asciiCharacters }

    @inline(never)
    private static func wideCharacter(_ vm: VM, _ scalar: UInt32) -> Value {
        let (value, bytes) = StringObject.make(scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4, count: 1)
        _ = encode(scalar, into: bytes)
        return vm.pool.adopt(value)
    }

    /// Writes a code point as WTF-8; returns the number of bytes.
    @inline(__always)
    static func encode(_ scalar: UInt32, into bytes: UnsafeMutablePointer<UInt8>) -> Int {
        if scalar < 0x80 {
            bytes[0] = UInt8(truncatingIfNeeded: scalar)
            return 1
        }
        if scalar < 0x800 {
            bytes[0] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
            bytes[1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            return 2
        }
        if scalar < 0x10000 {
            bytes[0] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
            bytes[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
            bytes[2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            return 3
        }
        bytes[0] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18 & 0x07)
        bytes[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
        bytes[2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
        bytes[3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
        return 4
    }

    /// An owned string of ASCII bytes that are copied.
    @inline(__always)
    static func ownedASCII(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Value {
        if count <= 1 { return (count == 0 ? emptyValue : asciiCharacters[Int(bytes[0])]).retained() }
        let (value, copy) = StringObject.make(count, count: count)
        if count <= 16 {
            // Cheaper than a call of the library.
            for index in 0..<count { copy[index] = bytes[index] }
        } else {
            PlainText.copy(copy, bytes, count)
        }
        return value
    }

    /// The same kept by the pool.
    @inline(__always)
    static func ascii(_ vm: VM, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Value {
        vm.pool.adopt(ownedASCII(bytes, count))
    }

    // MARK: repr

    /// `repr(str)`; every character that has no glyph is escaped, so the result is well-formed text.
    package static func repr(_ string: StringObject) -> String { String(decoding: reprBytes(string), as: UTF8.self) }

    static func reprBytes(_ string: StringObject) -> [UInt8] {
        let buffer = string.buffer
        var singles = 0
        var doubles = 0
        PlainText.inStretches(buffer.count) {
            for byte in buffer[$0] {
                singles += byte == UInt8(ascii: "'") ? 1 : 0
                doubles += byte == UInt8(ascii: "\"") ? 1 : 0
            }
        }
        let quote = singles > 0 && doubles == 0 ? UInt8(ascii: "\"") : UInt8(ascii: "'")
        var result: [UInt8] = []
        result.reserveCapacity(buffer.count + 2)
        result.append(quote)
        var index = 0
        var next = PlainText.stretch
        while index < buffer.count {
            if index > next {
                next += PlainText.stretch
                if Attention.isLeaving() { break }
            }
            let byte = buffer[index]
            if byte < 0x80 {
                index += 1
                if byte == quote || byte == UInt8(ascii: "\\") {
                    result += [UInt8(ascii: "\\"), byte]
                } else if byte >= 0x20, byte < 0x7F {
                    result.append(byte)
                } else {
                    escape(UInt32(byte), into: &result)
                }
                continue
            }
            let (scalar, length) = StringObject.decode(string.bytes + index, limit: buffer.count - index)
            if isPrintable(scalar) {
                result += buffer[index..<index + length]
            } else {
                escape(scalar, into: &result)
            }
            index += length
        }
        result.append(quote)
        return result
    }

    /// `\n`, `\x1b`, `\u200b`, `\U000e0001`
    static func escape(_ scalar: UInt32, into bytes: inout [UInt8]) {
        switch scalar {
        case 0x09: bytes += "\\t".utf8
        case 0x0A: bytes += "\\n".utf8
        case 0x0D: bytes += "\\r".utf8
        default:
            let (letter, width) = scalar < 0x100 ? ("x", 2) : scalar < 0x10000 ? ("u", 4) : ("U", 8)
            let digits = String(scalar, radix: 16)
            bytes += "\\\(letter)\(String(repeating: "0", count: width - digits.count))\(digits)".utf8
        }
    }

    /// `ascii(x)` from `repr(x)`: what is not ASCII is escaped.
    package static func ascii(_ string: StringObject) -> StringObject {
        guard let scalars = string.codePoints else { return string }
        var result: [UInt8] = []
        for scalar in scalars {
            if scalar < 0x80 { result.append(UInt8(scalar)) } else { escape(scalar, into: &result) }
        }
        return StringObject(result)
    }

    // MARK: Comparing

    package static func compare(_ op: ComparisonOperator, _ a: StringObject, _ b: StringObject) -> Bool? {
        switch op {
        case .equal: return a.isEqual(to: b)
        case .notEqual: return !a.isEqual(to: b)
        case .less: return ByteSearch.order(a.buffer, b.buffer) < 0
        case .lessEqual: return ByteSearch.order(a.buffer, b.buffer) <= 0
        case .greater: return ByteSearch.order(a.buffer, b.buffer) > 0
        case .greaterEqual: return ByteSearch.order(a.buffer, b.buffer) >= 0
        default: return nil
        }
    }

    // MARK: Building

    /// `a + b`. Repeated appending costs amortised constant time for each byte: see `StringBuffer`.
    package static func concatenate(_ a: StringObject, _ b: StringObject) -> StringObject {
        if a.byteCount == 0, a.tag == .string, b.tag == .string { return b }
        if b.byteCount == 0, a.tag == .string { return a }
        return StringObject(a, appending: b)
    }

    /// `a + b` of two exact strings, owned.
    static func concatenated(_ a: Value, _ b: Value) -> Value {
        if a.layout(StringLayout.self).pointee.byteCount == 0 { return b.retained() }
        if b.layout(StringLayout.self).pointee.byteCount == 0 { return a.retained() }
        return StringObject.joined(a.cast(StringObject.self), b.cast(StringObject.self))
    }

    /// The pieces in a row.
    package static func join(_ pieces: [StringObject]) -> StringObject {
        pieces.withUnsafeBufferPointer { join($0, separator: empty) }
    }

    /// Strings in a row.
    static func join(_ pieces: UnsafeMutablePointer<Value>, _ number: Int) -> Value {
        var (byteCount, count) = (0, 0)
        for index in 0..<number {
            let piece = pieces[index].layout(StringLayout.self)
            byteCount &+= piece.pointee.byteCount
            count &+= piece.pointee.count
        }
        let (value, bytes) = StringObject.make(byteCount, count: count)
        var place = bytes
        for index in 0..<number {
            let piece = pieces[index].layout(StringLayout.self)
            let length = piece.pointee.byteCount
            if length <= 16 {
                for offset in 0..<length { place[offset] = piece.pointee.bytes[offset] }
            } else {
                PlainText.copy(place, piece.pointee.bytes, length)
            }
            place += length
        }
        return value
    }

    static func join(_ pieces: UnsafeBufferPointer<StringObject>, separator: StringObject) -> StringObject {
        var byteCount = 0
        var count = 0
        for piece in pieces {
            byteCount += piece.byteCount
            count += piece.count
        }
        byteCount += separator.byteCount * max(0, pieces.count - 1)
        count += separator.count * max(0, pieces.count - 1)
        let bytes = StringObject.allocate(byteCount)
        var place = bytes
        for (index, piece) in pieces.enumerated() {
            if index > 0, separator.byteCount > 0 {
                place.update(from: separator.bytes, count: separator.byteCount)
                place += separator.byteCount
            }
            place.update(from: piece.bytes, count: piece.byteCount)
            place += piece.byteCount
        }
        return StringObject(adopting: bytes, byteCount: byteCount, count: count)
    }

    /// `text * times`
    /// - Throws: MemoryError
    package static func multiply(_ vm: VM, _ text: StringObject, _ times: Int) throws -> Value {
        if times == 1, text.tag == .string { return Value(borrowing: text) }
        if times <= 0 || text.byteCount == 0 { return Value(borrowing: empty) }
        let (byteCount, overflow) = text.byteCount.multipliedReportingOverflow(by: times)
        if overflow { throw vm.error(.memoryError, arguments: []) }
        try vm.checkAllocation(byteCount)
        let (value, bytes) = StringObject.make(byteCount, count: text.count * times)
        fill(bytes, text.buffer, byteCount)
        return vm.pool.adopt(value)
    }

    /// Repeats a pattern by doubling what is there.
    static func fill(_ bytes: UnsafeMutablePointer<UInt8>, _ pattern: ByteBuffer, _ byteCount: Int) {
        guard let start = pattern.baseAddress, byteCount > 0 else { return }
        if pattern.count == 1 {
            PlainText.inStretches(byteCount) {
                (bytes + $0.lowerBound).update(repeating: pattern[0], count: $0.count)
            }
            return
        }
        bytes.update(from: start, count: pattern.count)
        var done = pattern.count
        while done < byteCount {
            // A few megabytes at most, which stay in the cache, and between which Ctrl-C is heard.
            let count = min(done, byteCount - done, max(PlainText.stretch / pattern.count, 1) * pattern.count)
            (bytes + done).update(from: bytes, count: count)
            done += count
            if done & ~(PlainText.stretch - 1) != 0, Attention.isLeaving() { return }
        }
    }

    // MARK: Positions

    /// The place in bytes of a code point; `index` is in `0...count`.
    static func byteOffset(_ string: StringObject, _ index: Int) -> Int {
        if string.isASCII { return index }
        if index >= string.count { return string.byteCount }
        return Formatting.byteLength(of: index, in: string.buffer)
    }

    /// Code points `start ..< stop` (in range).
    package static func slice(_ vm: VM, _ string: StringObject, _ start: Int, _ stop: Int) -> Value {
        if start >= stop { return emptyValue }
        if start == 0, stop == string.count, string.tag == .string { return Value(borrowing: string) }
        if string.isASCII { return ascii(vm, string.bytes + start, stop - start) }
        if stop - start == 1 { return character(vm, string.codePoint(at: start)) }
        let from = byteOffset(string, start)
        let to =
            string.isASCII
            ? stop
            : from
                + Formatting.byteLength(
                    of: stop - start, in: ByteBuffer(rebasing: string.buffer[from...]))
        let (value, copy) = StringObject.make(to - from, count: stop - start)
        PlainText.copy(copy, string.bytes + from, to - from)
        return vm.pool.adopt(value)
    }

    /// `string[key]`
    package static func getItem(_ vm: VM, _ string: StringObject, _ key: Value) throws -> Value {
        if key.tag == .int {
            let place = key.intBits < 0 ? Int(key.intBits) &+ string.count : Int(key.intBits)
            guard place >= 0, place < string.count else { throw vm.indexError("string index out of range") }
            return character(vm, string.codePoint(at: place))
        }
        if let slice = key.asSlice {
            let range = try vm.sliceRange(slice, string.count)
            if range.count == 0 { return emptyValue }
            if range.step == 1 { return Self.slice(vm, string, range.start, range.start + range.count) }
            if string.isASCII {
                let (value, bytes) = StringObject.make(range.count, count: range.count)
                var source = string.bytes + range.start
                try PlainText.inStretches(vm, range.count) {
                    for place in $0 {
                        bytes[place] = source.pointee
                        source += range.step
                    }
                }
                return vm.pool.adopt(value)
            }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(range.count)
            for place in 0..<range.count {
                if place & 0xFFFFF == 0xFFFFF { try vm.checkStop() }
                StringObject.encode(string.codePoint(at: range.start + place * range.step), into: &bytes)
            }
            return vm.string(bytes)
        }
        let plain = vm.unboxed(key)
        if plain.tag != .int, vm.typeOf(key).special(.index).isUnbound {
            throw vm.typeError("string indices must be integers, not '\(vm.typeName(key))'")
        }
        let index = plain.tag == .int ? Int(plain.intBits) : try itemIndex(vm, key)
        let place = index < 0 ? index + string.count : index
        guard place >= 0, place < string.count else { throw vm.indexError("string index out of range") }
        return character(vm, string.codePoint(at: place))
    }

    /// An index of an item: too large is an IndexError.
    static func itemIndex(_ vm: VM, _ key: Value) throws -> Int {
        if vm.unboxed(key).tag == .bigInt {
            throw vm.indexError("cannot fit '\(vm.typeName(key))' into an index-sized integer")
        }
        return try vm.index(key)
    }

    /// How often to repeat a sequence; nil where the value is no index.
    static func repeatCount(_ vm: VM, _ value: Value) throws -> Int? {
        let plain = vm.unboxed(value)
        switch plain.tag {
        case .int, .bool: return Int(plain.intBits)
        case .bigInt:
            throw vm.error(.overflowError, "cannot fit '\(vm.typeName(value))' into an index-sized integer")
        default:
            if vm.typeOf(value).special(.index).isUnbound || vm.mayReflect(value, .reflectedMultiply) { return nil }
            return try vm.index(value)
        }
    }
}
