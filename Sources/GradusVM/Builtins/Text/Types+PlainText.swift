#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The methods of str that programs call most, for what they are usually called with: exact strings, mostly ASCII, few
/// arguments. Everything else goes to the general bodies.
extension Types {
    static func populatePlainText(_ type: TypeObject) {
        addPlainCutting(type)
        addPlainCase(type)
        addPlainSearch(type)
    }

    private static func addPlainCutting(_ type: TypeObject) {
        type.refine("split") { general in
            { vm, arguments in
                guard arguments[0].tag == .string else { return try general(vm, arguments) }
                let text = arguments[0].layout(StringLayout.self)
                guard text.pointee.isASCII else { return try general(vm, arguments) }
                if arguments.count == 3, arguments[1].tag == .string, arguments[2].tag == .int,
                    arguments[1].layout(StringLayout.self).pointee.byteCount > 0
                {
                    let list = vm.pool.adopt(Recycler.list(capacity: 4))
                    PlainText.split(
                        vm, text.pointee, arguments[1].layout(StringLayout.self).pointee.buffer,
                        limit: arguments[2].intBits < 0 ? .max : Int(arguments[2].intBits), into: list)
                    return list
                }
                if arguments.count > 2 { return try general(vm, arguments) }
                let list = vm.pool.adopt(Recycler.list(capacity: 4))
                if arguments.count == 1 || arguments[1].isNone {
                    PlainText.splitSpaces(vm, text.pointee, into: list)
                    return list
                }
                guard arguments[1].tag == .string else { return try general(vm, arguments) }
                let separator = arguments[1].layout(StringLayout.self)
                if separator.pointee.byteCount == 0 { return try general(vm, arguments) }
                PlainText.split(vm, text.pointee, separator.pointee.buffer, into: list)
                return list
            }
        }
        type.refine("rsplit") { general in
            { vm, arguments in
                guard arguments[0].tag == .string, arguments.count == 3, arguments[1].tag == .string,
                    arguments[2].tag == .int, arguments[2].intBits == 1
                else { return try general(vm, arguments) }
                let text = arguments[0].layout(StringLayout.self)
                let separator = arguments[1].layout(StringLayout.self)
                guard text.pointee.isASCII, separator.pointee.byteCount > 0 else { return try general(vm, arguments) }
                let list = vm.pool.adopt(Recycler.list(capacity: 2))
                let (bytes, end) = (text.pointee.bytes, text.pointee.byteCount)
                var start = 0
                if let found = ByteSearch.findLast(
                    separator.pointee.buffer, in: text.pointee.buffer, from: 0, to: end)
                {
                    vm.appendOwned(TextOperations.ownedASCII(bytes, found), to: list)
                    start = found + separator.pointee.byteCount
                }
                vm.appendOwned(TextOperations.ownedASCII(bytes + start, end - start), to: list)
                return list
            }
        }
        type.refine("splitlines") { general in
            { vm, arguments in
                guard arguments[0].tag == .string, arguments.count == 1 else { return try general(vm, arguments) }
                let text = arguments[0].layout(StringLayout.self)
                guard text.pointee.isASCII else { return try general(vm, arguments) }
                let list = vm.pool.adopt(Recycler.list(capacity: 4))
                PlainText.splitLines(vm, text.pointee, into: list)
                return list
            }
        }
        for (name, isLast) in [("partition", false), ("rpartition", true)] {
            type.refine(name) { general in
                { vm, arguments in
                    guard arguments[0].tag == .string, arguments[1].tag == .string else {
                        return try general(vm, arguments)
                    }
                    let text = arguments[0].layout(StringLayout.self)
                    let separator = arguments[1].layout(StringLayout.self)
                    guard text.pointee.isASCII, separator.pointee.byteCount > 0 else {
                        return try general(vm, arguments)
                    }
                    let (bytes, end) = (text.pointee.bytes, text.pointee.byteCount)
                    let pattern = separator.pointee.buffer
                    let found =
                        isLast
                        ? ByteSearch.findLast(pattern, in: text.pointee.buffer, from: 0, to: end)
                        : ByteSearch.find(pattern, in: text.pointee.buffer, to: end)
                    guard let found else { return try general(vm, arguments) }
                    let tuple = Recycler.tuple(count: 3)
                    let items = tuple.layout(TupleLayout.self).pointee.items
                    let next = found + pattern.count
                    items[0] = TextOperations.ownedASCII(bytes, found)
                    items[1] = arguments[1].retained()
                    items[2] = TextOperations.ownedASCII(bytes + next, end - next)
                    return vm.pool.adopt(tuple)
                }
            }
        }
        for (name, side) in [("ljust", -1), ("rjust", 1), ("center", 0), ("zfill", 2)] {
            type.refine(name) { general in
                { vm, arguments in
                    guard arguments[0].tag == .string, arguments[1].tag == .int else {
                        return try general(vm, arguments)
                    }
                    let text = arguments[0].layout(StringLayout.self)
                    var fill: UInt8 = side == 2 ? 0x30 : 0x20
                    if side != 2, !arguments[2].isUnbound {
                        guard arguments[2].tag == .string else { return try general(vm, arguments) }
                        let character = arguments[2].layout(StringLayout.self)
                        guard character.pointee.count == 1, character.pointee.isASCII else {
                            return try general(vm, arguments)
                        }
                        fill = character.pointee.bytes[0]
                    }
                    let (bytes, count, width) = (text.pointee.bytes, text.pointee.byteCount, Int(arguments[1].intBits))
                    let padding = width - text.pointee.count
                    if padding <= 0 { return arguments[0] }
                    if padding > 10_000 { return try general(vm, arguments) }
                    let (value, target) = StringObject.make(count + padding, count: width)
                    var sign = 0
                    if side == 2, count > 0, bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
                        target[0] = bytes[0]
                        sign = 1
                    }
                    // CPython's rule for an odd rest.
                    let left = side < 0 ? 0 : side > 0 ? padding : padding / 2 + (padding & width & 1)
                    (target + sign).update(repeating: fill, count: left)
                    (target + sign + left).update(from: bytes + sign, count: count - sign)
                    (target + left + count).update(repeating: fill, count: padding - left)
                    return vm.pool.adopt(value)
                }
            }
        }
        for (name, left, right) in [("strip", true, true), ("lstrip", true, false), ("rstrip", false, true)] {
            type.refine(name) { general in
                { vm, arguments in
                    guard arguments[0].tag == .string, arguments.count == 1 else { return try general(vm, arguments) }
                    let text = arguments[0].layout(StringLayout.self)
                    guard text.pointee.isASCII else { return try general(vm, arguments) }
                    let bytes = text.pointee.bytes
                    var (start, end) = (0, text.pointee.byteCount)
                    if left { while start < end, ByteSearch.isSpace(bytes[start], isText: true) { start += 1 } }
                    if right { while end > start, ByteSearch.isSpace(bytes[end - 1], isText: true) { end -= 1 } }
                    if end - start == text.pointee.byteCount { return arguments[0] }
                    return TextOperations.ascii(vm, bytes + start, end - start)
                }
            }
        }
        type.refine("replace") { general in
            { vm, arguments in
                guard arguments.count == 3, arguments[0].tag == .string, arguments[1].tag == .string,
                    arguments[2].tag == .string
                else { return try general(vm, arguments) }
                let old = arguments[1].layout(StringLayout.self)
                if old.pointee.byteCount == 0 { return try general(vm, arguments) }
                return try PlainText.replace(
                    vm, arguments[0], old.pointee, arguments[2].layout(StringLayout.self).pointee)
            }
        }
    }

    private static func addPlainCase(_ type: TypeObject) {
        let mappings: [(String, CaseMapping.Kind)] = [
            ("lower", .lower), ("upper", .upper), ("title", .title), ("capitalize", .capitalize), ("swapcase", .swap),
            ("casefold", .fold),
        ]
        for (name, kind) in mappings {
            type.refine(name) { general in
                { vm, arguments in
                    guard arguments[0].tag == .string else { return try general(vm, arguments) }
                    let text = arguments[0].layout(StringLayout.self)
                    guard text.pointee.isASCII else { return try general(vm, arguments) }
                    let count = text.pointee.byteCount
                    if count == 0 { return arguments[0] }
                    let (value, bytes) = StringObject.make(count, count: count)
                    CaseMapping.mapASCII(text.pointee.bytes, count, kind, into: bytes)
                    return vm.pool.adopt(value)
                }
            }
        }
        let predicates: [(String, PlainText.Class)] = [
            ("isalnum", .alphanumeric), ("isalpha", .letter), ("isdigit", .digit), ("isdecimal", .digit),
            ("isnumeric", .digit), ("isspace", .space), ("islower", .lower), ("isupper", .upper),
        ]
        for (name, kind) in predicates {
            type.refine(name) { general in
                { vm, arguments in
                    guard arguments[0].tag == .string else { return try general(vm, arguments) }
                    let text = arguments[0].layout(StringLayout.self)
                    guard text.pointee.isASCII else { return try general(vm, arguments) }
                    return Value(PlainText.isAll(text.pointee.buffer, kind))
                }
            }
        }
    }

    private static func addPlainSearch(_ type: TypeObject) {
        for (name, isPrefix) in [("startswith", true), ("endswith", false)] {
            type.refine(name) { general in
                { vm, arguments in
                    guard arguments.count == 2, arguments[0].tag == .string else { return try general(vm, arguments) }
                    let text = arguments[0].layout(StringLayout.self)
                    if arguments[1].tag == .tuple {
                        for affix in arguments[1].layout(TupleLayout.self).buffer {
                            // A wrong one is an error only where none before it fits.
                            guard affix.tag == .string else { return try general(vm, arguments) }
                            if PlainText.has(affix.layout(StringLayout.self), text, isPrefix: isPrefix) { return .true }
                        }
                        return .false
                    }
                    guard arguments[1].tag == .string else { return try general(vm, arguments) }
                    return Value(PlainText.has(arguments[1].layout(StringLayout.self), text, isPrefix: isPrefix))
                }
            }
        }
        for (name, raises) in [("find", false), ("index", true)] {
            type.refine(name) { general in
                { vm, arguments in
                    guard arguments.count == 2, arguments[0].tag == .string, arguments[1].tag == .string else {
                        return try general(vm, arguments)
                    }
                    let text = arguments[0].layout(StringLayout.self)
                    let pattern = arguments[1].layout(StringLayout.self)
                    guard text.pointee.isASCII else { return try general(vm, arguments) }
                    if let found = ByteSearch.find(
                        pattern.pointee.buffer, in: text.pointee.buffer, to: text.pointee.byteCount)
                    {
                        return Value(found)
                    }
                    return raises ? try general(vm, arguments) : Value(-1)
                }
            }
        }
        type.refine("count") { general in
            { vm, arguments in
                guard arguments.count == 2, arguments[0].tag == .string, arguments[1].tag == .string else {
                    return try general(vm, arguments)
                }
                let text = arguments[0].layout(StringLayout.self)
                let pattern = arguments[1].layout(StringLayout.self)
                if pattern.pointee.byteCount == 0 { return Value(text.pointee.count + 1) }
                return Value(
                    ByteSearch.count(
                        pattern.pointee.buffer, in: text.pointee.buffer, from: 0, to: text.pointee.byteCount))
            }
        }
    }
}

extension TypeObject {
    /// Adds a method that binds its arguments itself.
    func rawMethod(_ name: String, _ signature: String, _ body: @escaping RawNativeBody) {
        set(Interned.string(name), object: NativeFunctionObject(raw: name, signature, owner: self, body: body))
    }

    /// Puts a body in front of that of a method: it handles the usual arguments and leaves others to the general body.
    func refine(_ name: String, _ make: (_ general: @escaping NativeBody) -> NativeBody) {
        guard let old = own(Interned.string(name)), old.tag == .nativeFunction else { return }
        let function = old.cast(NativeFunctionObject.self)
        method(name, function.signature.text, doc: function.docstring, make(function.body))
    }
}

/// Loops over plain bytes.
enum PlainText {
    @inline(__always)
    static func isEqual(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        if count <= 8 {
            for index in 0..<count where a[index] != b[index] { return false }
            return true
        }
        return memcmp(a, b, count) == 0
    }

    /// Whether a text begins or ends with another.
    @inline(__always)
    static func has(
        _ affix: UnsafeMutablePointer<StringLayout>, _ text: UnsafeMutablePointer<StringLayout>, isPrefix: Bool
    ) -> Bool {
        let (room, count) = (text.pointee.byteCount, affix.pointee.byteCount)
        if count > room { return false }
        return isEqual(text.pointee.bytes + (isPrefix ? 0 : room - count), affix.pointee.bytes, count)
    }

    static func splitSpaces(_ vm: VM, _ text: StringLayout, into list: Value) {
        let bytes = text.bytes
        let end = text.byteCount
        var index = 0
        while true {
            while index < end, ByteSearch.isSpace(bytes[index], isText: true) { index &+= 1 }
            if index >= end { return }
            let start = index
            while index < end, !ByteSearch.isSpace(bytes[index], isText: true) { index &+= 1 }
            vm.appendOwned(TextOperations.ownedASCII(bytes + start, index - start), to: list)
        }
    }

    /// `text` is ASCII; the separator may be anything.
    static func split(
        _ vm: VM, _ text: StringLayout, _ separator: ByteBuffer, limit: Int = .max, into list: Value
    ) {
        let bytes = text.bytes
        var start = 0
        var left = limit
        if separator.count == 1 {
            let byte = separator[0]
            for index in 0..<text.byteCount where bytes[index] == byte {
                if left == 0 { break }
                left &-= 1
                vm.appendOwned(TextOperations.ownedASCII(bytes + start, index - start), to: list)
                start = index + 1
            }
        } else {
            while left > 0,
                let found = ByteSearch.find(separator, in: text.buffer, from: start, to: text.byteCount)
            {
                left -= 1
                vm.appendOwned(TextOperations.ownedASCII(bytes + start, found - start), to: list)
                start = found + separator.count
            }
        }
        vm.appendOwned(TextOperations.ownedASCII(bytes + start, text.byteCount - start), to: list)
    }

    /// Lines of ASCII text without their ends.
    static func splitLines(_ vm: VM, _ text: StringLayout, into list: Value) {
        let (bytes, end) = (text.bytes, text.byteCount)
        var start = 0
        var index = 0
        while index < end {
            let byte = bytes[index]
            guard byte < 0x20, byte >= 10 && byte <= 13 || byte >= 0x1C && byte <= 0x1E else {
                index &+= 1
                continue
            }
            vm.appendOwned(TextOperations.ownedASCII(bytes + start, index - start), to: list)
            index += byte == 13 && index + 1 < end && bytes[index + 1] == 10 ? 2 : 1
            start = index
        }
        if start < end { vm.appendOwned(TextOperations.ownedASCII(bytes + start, end - start), to: list) }
    }

    /// Replaces every occurrence of text that is not empty.
    static func replace(_ vm: VM, _ value: Value, _ old: StringLayout, _ new: StringLayout) throws -> Value {
        let text = value.layout(StringLayout.self).pointee
        let matches: Int
        if old.byteCount == 1 {
            let byte = old.bytes[0]
            var total = 0
            for index in 0..<text.byteCount where text.bytes[index] == byte { total &+= 1 }
            matches = total
        } else {
            matches = ByteSearch.count(old.buffer, in: text.buffer, from: 0, to: text.byteCount)
        }
        if matches == 0 { return value }
        let (growth, overflow) = matches.multipliedReportingOverflow(by: new.byteCount)
        if overflow { throw vm.error(.memoryError, arguments: []) }
        let total = text.byteCount - matches * old.byteCount + growth
        try vm.checkAllocation(total)
        let count = text.count + matches * (new.count - old.count)
        if total == 0 { return TextOperations.emptyValue }
        let (result, bytes) = StringObject.make(total, count: count)
        var place = bytes
        if old.byteCount == 1, new.byteCount == 1 {
            let (from, to) = (old.bytes[0], new.bytes[0])
            for index in 0..<total { bytes[index] = text.bytes[index] == from ? to : text.bytes[index] }
        } else if old.byteCount == 1 {
            let byte = old.bytes[0]
            for index in 0..<text.byteCount {
                if text.bytes[index] == byte {
                    for offset in 0..<new.byteCount { place[offset] = new.bytes[offset] }
                    place += new.byteCount
                } else {
                    place.pointee = text.bytes[index]
                    place += 1
                }
            }
        } else {
            var start = 0
            while let found = ByteSearch.find(old.buffer, in: text.buffer, from: start, to: text.byteCount) {
                place.update(from: text.bytes + start, count: found - start)
                place += found - start
                place.update(from: new.bytes, count: new.byteCount)
                place += new.byteCount
                start = found + old.byteCount
            }
            place.update(from: text.bytes + start, count: text.byteCount - start)
        }
        return vm.pool.adopt(result)
    }

    enum Class { case letter, digit, alphanumeric, space, lower, upper }

    /// Whether all characters of an ASCII text that is not empty are of a class (for the case: all letters, at least one).
    static func isAll(_ text: ByteBuffer, _ kind: Class) -> Bool {
        if text.isEmpty { return false }
        switch kind {
        case .letter: for byte in text where !CaseMapping.isLetter(byte) { return false }
        case .digit: for byte in text where !Formatting.isDigit(byte) { return false }
        case .alphanumeric:
            for byte in text where !CaseMapping.isLetter(byte) && !Formatting.isDigit(byte) { return false }
        case .space: for byte in text where !ByteSearch.isSpace(byte, isText: true) { return false }
        case .lower, .upper:
            let (wanted, other): (UInt8, UInt8) = kind == .lower ? (0x61, 0x41) : (0x41, 0x61)
            var isCased = false
            for byte in text {
                if byte &- other < 26 { return false }
                if byte &- wanted < 26 { isCased = true }
            }
            return isCased
        }
        return true
    }
}
