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
                    try PlainText.split(
                        vm, text.pointee, arguments[1].layout(StringLayout.self).pointee.buffer,
                        limit: arguments[2].intBits < 0 ? .max : Int(arguments[2].intBits), into: list)
                    return list
                }
                if arguments.count > 2 { return try general(vm, arguments) }
                let list = vm.pool.adopt(Recycler.list(capacity: 4))
                if arguments.count == 1 || arguments[1].isNone {
                    try PlainText.splitSpaces(vm, text.pointee, into: list)
                    return list
                }
                guard arguments[1].tag == .string else { return try general(vm, arguments) }
                let separator = arguments[1].layout(StringLayout.self)
                if separator.pointee.byteCount == 0 { return try general(vm, arguments) }
                try PlainText.split(vm, text.pointee, separator.pointee.buffer, into: list)
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
                try PlainText.splitLines(vm, text.pointee, into: list)
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
                    let (bytes, count, width) = (
                        text.pointee.bytes, text.pointee.byteCount, max(Int(arguments[1].intBits), 0)
                    )
                    let padding = width - text.pointee.count
                    if padding <= 0 { return arguments[0] }
                    if padding > 10_000 { try vm.checkAllocation(padding) }
                    let (owned, target) = StringObject.make(count + padding, count: width)
                    let value = vm.pool.adopt(owned)
                    var sign = 0
                    if side == 2, count > 0, bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
                        target[0] = bytes[0]
                        sign = 1
                    }
                    // CPython's rule for an odd rest.
                    let left = side < 0 ? 0 : side > 0 ? padding : padding / 2 + (padding & width & 1)
                    try PlainText.fill(vm, target + sign, fill, left)
                    (target + sign + left).update(from: bytes + sign, count: count - sign)
                    try PlainText.fill(vm, target + left + count, fill, padding - left)
                    return value
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
                    let (owned, bytes) = StringObject.make(count, count: count)
                    let value = vm.pool.adopt(owned)
                    if kind == .title || kind == .capitalize {
                        CaseMapping.mapASCII(text.pointee.bytes, count, kind, into: bytes)
                    } else {
                        let source = text.pointee.bytes
                        try PlainText.inStretches(vm, count) {
                            CaseMapping.mapASCII(source + $0.lowerBound, $0.count, kind, into: bytes + $0.lowerBound)
                        }
                    }
                    return value
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
