/// `re.Pattern`
final class PatternObject: Object {
    let program: RegexProgram
    /// The pattern as it was given: str or bytes.
    let source: Strong
    /// The last template of `sub`, parsed.
    var template: (text: Strong, parsed: RegexTemplate)?

    // Read for every match: copied out of the parsed pattern.
    let groupCount: Int
    let isText: Bool
    let closingOrder: [Int]
    /// The name of each group as the language's string.
    let names: [StringObject?]

    var pattern: ParsedPattern { program.pattern }

    init(_ program: RegexProgram, source: Value) {
        self.program = program
        self.source = Strong(source)
        let pattern = program.pattern
        groupCount = pattern.groupCount
        isText = pattern.isText
        closingOrder = pattern.closingOrder
        var names = [StringObject?](repeating: nil, count: pattern.groupCount + 1)
        for (name, group) in pattern.groupNames { names[group] = StringObject(PatternText.bytes(name)) }
        self.names = names
        super.init(type: PatternType.type)
    }

    func group(named name: StringObject) -> Int? { names.firstIndex { $0?.isEqual(to: name) ?? false } }
}

/// What is searched: the bytes of a str or bytes, and the bounds `pos` and `endpos`.
struct RegexText {
    let value: Value
    let bytes: UnsafePointer<UInt8>
    /// All bytes, beyond `endpos` too.
    let byteCount: Int
    /// The number of characters.
    let count: Int
    let isText: Bool
    /// The bounds in characters and in bytes.
    private(set) var start = 0
    private(set) var end: Int
    private(set) var startByte = 0
    private(set) var endByte: Int

    var isSimple: Bool { count == byteCount }

    var subject: RegexProgram.Subject {
        RegexProgram.Subject(bytes: bytes, count: endByte, mode: isText ? (isSimple ? .ascii : .unicode) : .bytes)
    }

    /// `value` must outlive the text; a bytearray is copied.
    init(_ vm: VM, _ value: Value, for pattern: PatternObject) throws {
        var value = value
        if let array = value.asByteArray {
            value = vm.value(BytesObject(array.bytes))
        } else if value.tag == .object, let bytes = try? StructModule.bytes(vm, value), value.asBytes == nil {
            value = vm.value(BytesObject(bytes))
        }
        if let string = value.asString {
            (bytes, byteCount, count, isText) = (string.bytes, string.byteCount, string.count, true)
        } else if let object = value.asBytes {
            let buffer = object.buffer
            bytes = buffer.baseAddress ?? UnsafePointer(RegexText.nothing)
            (byteCount, count, isText) = (buffer.count, buffer.count, false)
        } else {
            throw vm.typeError("expected string or bytes-like object, got '\(vm.typeName(value))'")
        }
        if isText, !pattern.isText { throw vm.typeError("cannot use a bytes pattern on a string-like object") }
        if !isText, pattern.isText { throw vm.typeError("cannot use a string pattern on a bytes-like object") }
        self.value = value
        end = count
        endByte = byteCount
    }

    nonisolated(unsafe) private static let nothing = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

    /// Sets `pos` and `endpos`, clamped as slices are, but negative ones count as 0.
    mutating func limit(_ vm: VM, _ position: Value?, _ endPosition: Value?) throws {
        start = min(max(try position.map { try vm.clampedIndex($0) } ?? 0, 0), count)
        end = min(max(try endPosition.map { try vm.clampedIndex($0) } ?? count, 0), count)
        endByte = byte(of: end)
        startByte = byte(of: start)
    }

    private func byte(of index: Int) -> Int {
        if isSimple { return index }
        if index >= count { return byteCount }
        guard let string = value.asString else { return index }
        return TextOffsets.of(string).byte(ofIndex: index, in: bytes, count: byteCount)
    }

    func index(of byte: Int) -> Int {
        if isSimple { return byte }
        if byte >= byteCount { return count }
        guard let string = value.asString else { return byte }
        return TextOffsets.of(string).index(ofByte: byte, in: bytes)
    }

    /// The start of the next character after a byte.
    func next(after byte: Int) -> Int {
        var next = byte + 1
        if !isSimple { while next < byteCount, bytes[next] & 0xC0 == 0x80 { next += 1 } }
        return next
    }

    /// A piece as a new str or bytes.
    func slice(_ vm: VM, _ from: Int, _ to: Int) -> Value {
        let length = to - from
        let piece = UnsafeBufferPointer(start: bytes + from, count: max(length, 0))
        if !isText { return vm.value(BytesObject(Array(piece))) }
        if length <= 0 { return Value(borrowing: TextOperations.empty) }
        if isSimple {
            if length == 1 { return TextOperations.character(vm, UInt32(piece[0])) }
            let copy = StringObject.allocate(length)
            copy.update(from: bytes + from, count: length)
            return vm.value(StringObject(adopting: copy, byteCount: length, count: length))
        }
        return vm.value(StringObject(piece))
    }
}

/// The methods of patterns; `re.search` and the others are the same with a pattern before them.
enum PatternType {
    nonisolated(unsafe) static let type: TypeObject = {
        let type = TypeObject(name: "Pattern", module: "re", bases: [Types.object], layout: .other, populate: populate)
        type.isFinal = true
        return type
    }()

    private static func pattern(_ arguments: Arguments) -> PatternObject { arguments[0].cast(PatternObject.self) }

    private static func populate(_ type: TypeObject) {
        type.docstring = "Compiled regular expression object."
        type.property("pattern") { _, value in value.cast(PatternObject.self).source.value }
        type.property("flags") { _, value in Value(value.cast(PatternObject.self).pattern.flags.rawValue) }
        type.property("groups") { _, value in Value(value.cast(PatternObject.self).pattern.groupCount) }
        type.property("groupindex") { vm, value in
            let names = DictionaryObject()
            for (name, group) in value.cast(PatternObject.self).pattern.groupNames {
                try names.set(vm, vm.string(PatternText.bytes(name)), Value(group))
            }
            return vm.value(MappingProxy(names))
        }
        for (name, anchoring) in [
            ("search", RegexProgram.Anchoring.search), ("match", .match), ("fullmatch", .fullMatch),
        ] {
            type.method(name, "self, string, pos=0, endpos=sys.maxsize") { vm, arguments in
                var text = try RegexText(vm, arguments[1], for: pattern(arguments))
                if arguments.count > 2 { try text.limit(vm, arguments.optional(2), arguments.optional(3)) }
                return try find(vm, pattern(arguments), text, anchoring)
            }
        }
        type.method("findall", "self, string, pos=0, endpos=sys.maxsize") { vm, arguments in
            var text = try RegexText(vm, arguments[1], for: pattern(arguments))
            try text.limit(vm, arguments.optional(2), arguments.optional(3))
            return try findAll(vm, pattern(arguments), text)
        }
        for (name, isIterator) in [("finditer", true), ("scanner", false)] {
            type.method(name, "self, string, pos=0, endpos=sys.maxsize") { vm, arguments in
                var text = try RegexText(vm, arguments[1], for: pattern(arguments))
                try text.limit(vm, arguments.optional(2), arguments.optional(3))
                return isIterator
                    ? vm.value(MatchIterator(pattern(arguments), text))
                    : vm.value(ScannerObject(pattern(arguments), text))
            }
        }
        type.method("split", "self, string, maxsplit=0") { vm, arguments in
            try RegexReplacement.split(
                vm, pattern(arguments), arguments[1], limit: try arguments.optional(2).map { try vm.index($0) } ?? 0)
        }
        for (name, counts) in [("sub", false), ("subn", true)] {
            type.method(name, "self, repl, string, count=0") { vm, arguments in
                try RegexReplacement.substitute(
                    vm, pattern(arguments), arguments[1], arguments[2],
                    limit: try arguments.optional(3).map { try vm.index($0) } ?? 0, counts: counts)
            }
        }
        addProtocols(type)
    }

    private static func addProtocols(_ type: TypeObject) {
        type.special(.representation, "self, /") { vm, arguments in vm.string(try repr(vm, pattern(arguments))) }
        type.special(.hash, "self, /") { vm, arguments in
            let own = pattern(arguments)
            return Value(try vm.hash(own.source.value) ^ own.pattern.flags.rawValue)
        }
        type.special(.equal, "self, other, /") { vm, arguments in
            guard let other = arguments[1].object as? PatternObject else { return .notImplemented }
            let own = pattern(arguments)
            return Value(
                try own.pattern.flags == other.pattern.flags && own.pattern.isText == other.pattern.isText
                    && vm.isEqual(own.source.value, other.source.value))
        }
        type.method("__copy__", "self, /") { _, arguments in arguments[0] }
        type.method("__deepcopy__", "self, memo, /") { _, arguments in arguments[0] }
        type.classMethod("__class_getitem__", "cls, item, /") { vm, arguments in
            GenericAlias.make(vm, origin: arguments[0], item: arguments[1])
        }
    }

    private static let flagNames: [(RegexFlags, String)] = [
        (.template, "re.TEMPLATE"), (.ignoreCase, "re.IGNORECASE"), (.locale, "re.LOCALE"),
        (.multiline, "re.MULTILINE"), (.dotAll, "re.DOTALL"), (.verbose, "re.VERBOSE"), (.debug, "re.DEBUG"),
        (.ascii, "re.ASCII"),
    ]

    private static func repr(_ vm: VM, _ own: PatternObject) throws -> String {
        var source = Array(try vm.repr(own.source.value).unicodeScalars)
        if source.count > 200 { source.removeSubrange(200...) }
        var text = ""
        text.unicodeScalars.append(contentsOf: source)
        var flags = own.pattern.flags
        // A str pattern is Unicode where it is not ASCII: this goes without saying.
        if own.pattern.isText, flags.contains(.unicode), flags.isDisjoint(with: [.locale, .ascii]) {
            flags.remove(.unicode)
        }
        var names = flagNames.filter { flags.contains($0.0) }.map(\.1)
        if flags.contains(.unicode) { names.append("re.UNICODE") }
        let rest = flags.rawValue & ~0x1FF
        if rest != 0 { names.append("0x" + String(rest, radix: 16)) }
        return "re.compile(\(text)\(names.isEmpty ? "" : ", " + names.joined(separator: "|")))"
    }

    // MARK: Finding

    static func find(
        _ vm: VM, _ pattern: PatternObject, _ text: RegexText, _ anchoring: RegexProgram.Anchoring
    ) throws -> Value {
        guard text.start <= text.end else { return .none }
        guard try RegexModule.run(vm, pattern.program, text.subject, from: text.startByte, anchoring) else {
            return .none
        }
        return vm.value(MatchObject(pattern, text))
    }

    static func findAll(_ vm: VM, _ pattern: PatternObject, _ text: RegexText) throws -> Value {
        let list = ListObject()
        let result = vm.value(list)
        let groups = pattern.groupCount
        var walk = RegexWalk(pattern, text)
        let offsets = pattern.program.offsets
        func piece(_ group: Int) -> Value {
            offsets[2 * group] < 0
                ? text.slice(vm, 0, 0) : text.slice(vm, offsets[2 * group], offsets[2 * group + 1])
        }
        while try walk.next(vm) {
            let mark = vm.pool.count
            switch groups {
            case 0: list.append(piece(0))
            case 1: list.append(piece(1))
            default: list.append(vm.tuple((1...groups).map(piece)))
            }
            vm.pool.drain(to: mark)
        }
        return result
    }
}

/// Walks along the matches in a text. After an empty match the next one may begin at the same place if it is not empty.
struct RegexWalk {
    let pattern: PatternObject
    let text: RegexText
    private var place: Int
    private var refusesEmpty = false
    private var isDone: Bool

    init(_ pattern: PatternObject, _ text: RegexText) {
        self.pattern = pattern
        self.text = text
        place = text.startByte
        isDone = text.start > text.end
    }

    /// Goes to the next match, whose places are in the program's `offsets` until it runs again.
    mutating func next(_ vm: VM, _ anchoring: RegexProgram.Anchoring = .search) throws -> Bool {
        if isDone { return false }
        if Attention.isInterrupted { try vm.attend() }
        guard
            try RegexModule.run(
                vm, pattern.program, text.subject, from: place, anchoring, refusesEmpty: refusesEmpty)
        else {
            isDone = true
            return false
        }
        let offsets = pattern.program.offsets
        place = offsets[1]
        refusesEmpty = offsets[0] == offsets[1]
        return true
    }
}

/// `re.finditer`, and the scanner of a pattern.
final class MatchIterator: IteratorObject {
    private var walk: RegexWalk
    private let owner: Strong
    private let pattern: PatternObject
    nonisolated(unsafe) private static let kind = Types.iterator("callable_iterator")

    init(_ pattern: PatternObject, _ text: RegexText) {
        walk = RegexWalk(pattern, text)
        owner = Strong(text.value)
        self.pattern = pattern
        super.init(type: MatchIterator.kind)
    }

    override func next(_ vm: VM) throws -> Value? {
        guard try walk.next(vm) else { return nil }
        return vm.value(MatchObject(pattern, walk.text))
    }

    override func visitReferences(_ visit: (Value) -> Void) { visit(owner.value) }
}

/// `pattern.scanner(text)`: `match` and `search` go on where the last match ended.
final class ScannerObject: Object {
    private var walk: RegexWalk
    private let owner: Strong
    private let pattern: PatternObject

    init(_ pattern: PatternObject, _ text: RegexText) {
        walk = RegexWalk(pattern, text)
        owner = Strong(text.value)
        self.pattern = pattern
        super.init(type: ScannerObject.type)
    }

    nonisolated(unsafe) private static let type: TypeObject = {
        let type = TypeObject(name: "SRE_Scanner", module: "_sre", bases: [Types.object], layout: .other) { type in
            type.property("pattern") { _, value in Value(borrowing: value.cast(ScannerObject.self).pattern) }
            for (name, anchoring) in [("match", RegexProgram.Anchoring.match), ("search", .search)] {
                type.method(name, "self, /") { vm, arguments in
                    let scanner = arguments[0].cast(ScannerObject.self)
                    guard try scanner.walk.next(vm, anchoring) else { return .none }
                    return vm.value(MatchObject(scanner.pattern, scanner.walk.text))
                }
            }
        }
        type.isFinal = true
        return type
    }()
}
