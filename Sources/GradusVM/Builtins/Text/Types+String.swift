import GradusSyntax

/// Iterates over the characters of a string.
final class StringIterator: IteratorObject {
    private let string: StringObject
    private var offset = 0
    private let isASCII: Bool
    override var lengthHint: Int? {
        var left = 0
        for place in offset..<max(string.byteCount, offset) where string.bytes[place] & 0xC0 != 0x80 { left += 1 }
        return left
    }
    nonisolated(unsafe) static let kind = IteratorTypes.make("str_iterator")
    nonisolated(unsafe) static let plainKind = IteratorTypes.make("str_ascii_iterator")

    init(_ string: StringObject) {
        self.string = string
        isASCII = string.isASCII
        super.init(type: string.isASCII ? StringIterator.plainKind : StringIterator.kind)
    }

    override func nextOwned(_ vm: VM) throws -> Value {
        guard isASCII else {
            let mark = vm.pool.count
            guard let value = try next(vm) else { return .unbound }
            return vm.pool.take(value, above: mark)
        }
        guard offset < string.byteCount else { return .unbound }
        offset &+= 1
        return TextOperations.characters[Int(string.bytes[offset &- 1])].retained()
    }

    override func next(_ vm: VM) throws -> Value? {
        if isASCII { return try nextBorrowed(vm) }
        guard offset < string.byteCount else { return nil }
        let (scalar, length) = StringObject.decode(string.bytes + offset, limit: string.byteCount - offset)
        offset += length
        return TextOperations.character(vm, scalar)
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        .iterating(vm, Value(borrowing: string), state: Value(string.count - (lengthHint ?? 0)))
    }

    override func restore(_ vm: VM, _ state: Value) throws {
        let place = try IteratorTypes.place(vm, state, in: 0...string.count)
        offset = 0
        for _ in 0..<place {
            offset += StringObject.decode(string.bytes + offset, limit: string.byteCount - offset).length
        }
    }
}

extension VM {
    /// Whether the reflected method of a class of the language (or of another package's type) may know what to do.
    func hasReflection(_ value: Value, _ special: Special) -> Bool {
        guard value.tag == .object else { return false }
        return !typeOf(value).special(special).isUnbound
    }
}

extension Types {
    static func populateString(_ type: TypeObject) {
        ReductionMethods.addArguments(to: type) { vm, value in vm.string(value.asString?.text ?? "") }
        populateSearch(type, .string)
        populateCutting(type, .string)
        populatePadding(type, .string)
        populateStringOperators(type)
        populateStringCase(type)
        populateStringFormatting(type)
        populatePlainText(type)
        type.method("join", "self, iterable, /") { vm, arguments in
            guard let separator = arguments[0].asString else { return arguments[0] }
            return try TextOperations.join(vm, separator, arguments[1])
        }
        type.text(.string, "encode", "self, /, encoding='utf-8', errors='strict'") { vm, text, arguments in
            // ASCII is the same in UTF-8.
            if arguments.count == 1, text.count == text.bytes.count { return vm.value(BytesObject(Array(text.bytes))) }
            guard let string = text.owner as? StringObject else { return arguments[0] }
            let bytes = try Codecs.encode(
                vm, string, encoding: try Codecs.name(vm, arguments.optional(1), "encode", "encoding"),
                errors: try Codecs.name(vm, arguments.optional(2), "encode", "errors"))
            return vm.value(BytesObject(bytes))
        }
        type.constructor("cls, object='', encoding='utf-8', errors='strict'") { vm, arguments in
            let text = try makeString(vm, arguments)
            guard let made = arguments[0].asType, made !== Types.string else { return text }
            return vm.value(StringObject((text.asString ?? TextOperations.empty).buffer, type: made))
        }
    }

    private static func makeString(_ vm: VM, _ arguments: Arguments) throws -> Value {
        guard let object = arguments.optional(1) else { return Value(borrowing: TextOperations.empty) }
        if arguments.optional(2) == nil, arguments.optional(3) == nil {
            if object.tag == .string { return object }
            return vm.value(try vm.strObject(object))
        }
        let encoding = try Codecs.name(vm, arguments.optional(2), "str", "encoding")
        let errors = try Codecs.name(vm, arguments.optional(3), "str", "errors")
        if object.asString != nil { throw vm.typeError("decoding str is not supported") }
        guard let view = TextView(bytesLike: object) else {
            throw vm.typeError("decoding to str: need a bytes-like object, \(vm.typeName(object)) found")
        }
        return try Codecs.decode(vm, view.bytes, encoding: encoding, errors: errors)
    }

    private static func populateStringOperators(_ type: TypeObject) {
        type.special(.representation, "self, /") { vm, arguments in
            vm.string(TextOperations.reprBytes(arguments[0].asString ?? TextOperations.empty))
        }
        type.special(.string, "self, /") { vm, arguments in
            guard arguments[0].tag != .string, let text = arguments[0].asString else { return arguments[0] }
            return vm.value(StringObject(text.buffer))
        }
        type.special(.hash, "self, /") { _, arguments in Value(arguments[0].asString?.hashValue64 ?? 0) }
        type.special(.length, "self, /") { _, arguments in Value(arguments[0].asString?.count ?? 0) }
        type.special(.iterate, "self, /") { vm, arguments in
            vm.value(StringIterator(arguments[0].asString ?? TextOperations.empty))
        }
        type.special(.getItem, "self, key, /") { vm, arguments in
            try TextOperations.getItem(vm, arguments[0].asString ?? TextOperations.empty, arguments[1])
        }
        type.special(.add, "self, value, /") { vm, arguments in
            guard let a = arguments[0].asString else { return .notImplemented }
            guard let b = arguments[1].asString else {
                if vm.hasReflection(arguments[1], .reflectedAdd) { return .notImplemented }
                throw vm.typeError("can only concatenate str (not \"\(vm.typeName(arguments[1]))\") to str")
            }
            return vm.value(TextOperations.concatenate(a, b))
        }
        for special in [Special.multiply, .reflectedMultiply] {
            type.special(special, "self, value, /") { vm, arguments in
                guard let text = arguments[0].asString else { return .notImplemented }
                guard let times = try TextOperations.repeatCount(vm, arguments[1]) else {
                    if vm.hasReflection(arguments[1], .reflectedMultiply) { return .notImplemented }
                    if arguments[1].isObject, vm.hasIndex(arguments[1]) {
                        return try TextOperations.multiply(vm, text, max(0, try vm.index(arguments[1])))
                    }
                    throw vm.typeError("can't multiply sequence by non-int of type '\(vm.typeName(arguments[1]))'")
                }
                return try TextOperations.multiply(vm, text, times)
            }
        }
        type.special(.modulo, "self, value, /") { vm, arguments in
            guard let text = arguments[0].asString else { return .notImplemented }
            return try PercentFormatter.string(vm, text, arguments[1])
        }
        type.special(.reflectedModulo, "self, value, /") { vm, arguments in
            guard let text = arguments[1].asString, arguments[0].asString != nil else { return .notImplemented }
            return vm.string(try PercentFormatter.format(vm, text.buffer, arguments[0], isBytes: false))
        }
        for (op, special) in comparisonSpecials {
            type.special(special, "self, value, /") { vm, arguments in
                guard let a = arguments[0].asString, let b = arguments[1].asString else { return .notImplemented }
                return TextOperations.compare(op, a, b).map { Value($0) } ?? .notImplemented
            }
        }
    }

    private static func populateStringCase(_ type: TypeObject) {
        let mappings: [(String, CaseMapping.Kind)] = [
            ("lower", .lower), ("upper", .upper), ("title", .title), ("capitalize", .capitalize), ("swapcase", .swap),
            ("casefold", .fold),
        ]
        for (name, kind) in mappings {
            type.method(name, "self, /") { vm, arguments in
                vm.string(CaseMapping.map(arguments[0].asString ?? TextOperations.empty, kind))
            }
        }
        let predicates: [(String, (StringObject) -> Bool)] = [
            ("isalnum", { TextPredicates.all($0, TextPredicates.isAlphanumeric) }),
            ("isalpha", { TextPredicates.all($0, TextPredicates.isAlpha) }),
            ("isascii", { $0.isASCII }),
            ("isdecimal", { TextPredicates.all($0, TextPredicates.isDecimal) }),
            ("isdigit", { TextPredicates.all($0, TextPredicates.isDigit) }),
            ("isnumeric", { TextPredicates.all($0, TextPredicates.isNumeric) }),
            ("isspace", { TextPredicates.all($0, TextOperations.isSpace) }),
            ("isprintable", { $0.count == 0 || TextPredicates.all($0, TextOperations.isPrintable) }),
            ("isidentifier", TextPredicates.isIdentifier),
            ("islower", TextPredicates.isLowerText),
            ("isupper", TextPredicates.isUpperText),
            ("istitle", TextPredicates.isTitleText),
        ]
        for (name, predicate) in predicates {
            type.method(name, "self, /") { _, arguments in
                Value(predicate(arguments[0].asString ?? TextOperations.empty))
            }
        }
    }

    private static func populateStringFormatting(_ type: TypeObject) {
        type.rawMethod("format", "self, /, *args, **kwargs") { vm, arguments, count, keywordNames in
            let template = arguments[0].asString ?? TextOperations.empty
            let keywordCount = keywordNames?.count ?? 0
            let items = UnsafeBufferPointer(start: arguments + 1, count: count - 1 - keywordCount)
            let values = arguments + (count - keywordCount)
            if let text = try PlainFormat.format(vm, template.buffer, items, keywords: keywordNames, values) {
                return vm.pool.adopt(text)
            }
            let mapping = DictionaryObject()
            for index in 0..<keywordCount {
                if let name = keywordNames?[index].asString { mapping.set(name, values[index]) }
            }
            return vm.string(
                try StringFormatter.format(vm, template, positional: Array(items), mapping: vm.value(mapping)))
        }
        type.method("format_map", "self, mapping, /") { vm, arguments in
            vm.string(
                try StringFormatter.format(
                    vm, arguments[0].asString ?? TextOperations.empty, positional: [], mapping: arguments[1],
                    isFormatMap: true))
        }
        type.special(.format, "self, format_spec, /") { vm, arguments in
            guard let spec = arguments[1].asString else {
                throw vm.typeError("__format__() argument must be str, not \(vm.argumentTypeName(arguments[1]))")
            }
            return try Formatting.format(vm, arguments[0], spec)
        }
        type.method("translate", "self, table, /") { vm, arguments in
            try TextOperations.translate(vm, arguments[0].asString ?? TextOperations.empty, arguments[1])
        }
        type.staticMethod("maketrans", "x, y=None, z=None, /") { vm, arguments in
            try TextOperations.makeTranslation(vm, arguments[0], arguments.optional(1), arguments.optional(2))
        }
    }
}
