/// `re`: Python's regular expressions, matched by PCRE2.
enum RegexModule {
    static let module = NativeModule("re") { vm, module in
        module.type(PatternType.type)
        module.type(MatchType.type)
        module.value("error", Value(borrowing: errorType))
        addFunctions(module)
        let flags = ["A", "ASCII", "I", "IGNORECASE", "L", "LOCALE", "M", "MULTILINE", "S", "DOTALL", "X", "VERBOSE"]
        let rareFlags = ["U", "UNICODE", "T", "TEMPLATE", "DEBUG", "NOFLAG", "RegexFlag", "Scanner"]
        let names = [
            "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge",
            "template", "escape", "error", "Pattern", "Match",
        ]
        module.value(
            "__all__",
            vm.list((names + flags + rareFlags.filter { $0 != "DEBUG" && $0 != "Scanner" }).map { vm.string($0) }))
        module.value("__version__", vm.string("2.2.1"))
        // The flags are an enumeration of the language, which is loaded when one is first asked for.
        let known = Set(flags + rareFlags)
        module.object.resolve = { [unowned object = module.object] vm, name in
            guard known.contains(name) else { return nil }
            let enumeration = try vm.importModule("_regextools")
            for flag in known {
                if let value = enumeration.namespace.get(flag) { object.namespace.set(flag, value) }
            }
            return object.namespace.get(name)
        }
    }

    // MARK: Functions

    private static func addFunctions(_ module: ModuleBuilder) {
        module.function("compile", "pattern, flags=0") { vm, arguments in
            Value(borrowing: try pattern(vm, arguments[0], arguments.optional(1)))
        }
        module.function("template", "pattern, flags=0") { vm, arguments in
            let flags = try arguments.optional(1).map { try vm.index($0) } ?? 0
            return Value(borrowing: try pattern(vm, arguments[0], Value(flags | RegexFlags.template.rawValue)))
        }
        module.function("purge", "") { _, _ in
            cache.removeAll()
            return .none
        }
        module.function("escape", "pattern") { vm, arguments in try escape(vm, arguments[0]) }
        for (name, anchoring) in [
            ("search", RegexProgram.Anchoring.search), ("match", .match), ("fullmatch", .fullMatch),
        ] {
            module.function(name, "pattern, string, flags=0") { vm, arguments in
                let pattern = try pattern(vm, arguments[0], arguments.optional(2))
                return try PatternType.find(
                    vm, pattern, try RegexText(vm, arguments[1], for: pattern), anchoring)
            }
        }
        module.function("findall", "pattern, string, flags=0") { vm, arguments in
            let pattern = try pattern(vm, arguments[0], arguments.optional(2))
            return try PatternType.findAll(vm, pattern, try RegexText(vm, arguments[1], for: pattern))
        }
        module.function("finditer", "pattern, string, flags=0") { vm, arguments in
            let pattern = try pattern(vm, arguments[0], arguments.optional(2))
            return vm.value(MatchIterator(pattern, try RegexText(vm, arguments[1], for: pattern)))
        }
        module.function("split", "pattern, string, maxsplit=0, flags=0") { vm, arguments in
            let limit = try arguments.optional(2).map { try vm.index($0) } ?? 0
            return try RegexReplacement.split(
                vm, try pattern(vm, arguments[0], arguments.optional(3)), arguments[1], limit: limit)
        }
        for (name, counts) in [("sub", false), ("subn", true)] {
            module.function(name, "pattern, repl, string, count=0, flags=0") { vm, arguments in
                let limit = try arguments.optional(3).map { try vm.index($0) } ?? 0
                return try RegexReplacement.substitute(
                    vm, try pattern(vm, arguments[0], arguments.optional(4)), arguments[1], arguments[2],
                    limit: limit, counts: counts)
            }
        }
    }

    private static func escape(_ vm: VM, _ value: Value) throws -> Value {
        let special = Set("()[]{}?*+-|^$\\.&~# \t\n\r\u{0B}\u{0C}".utf8)
        func escaped(_ bytes: ByteBuffer) -> [UInt8] {
            var result: [UInt8] = []
            for byte in bytes {
                if special.contains(byte) { result.append(0x5C) }
                result.append(byte)
            }
            return result
        }
        if let string = value.asString { return vm.string(escaped(string.buffer)) }
        guard let view = TextView(bytesLike: value) else {
            throw vm.typeError("decoding to str: need a bytes-like object, \(vm.typeName(value)) found")
        }
        return vm.value(BytesObject(escaped(view.bytes)))
    }

    // MARK: Patterns

    private struct Key: Hashable {
        let text: [UInt8]
        let isText: Bool
        let flags: Int
    }

    nonisolated(unsafe) private static var cache: [Key: PatternObject] = [:]
    /// The pattern that was asked for last, by the identity of its text.
    nonisolated(unsafe) private static var recent: (source: Strong, flags: Int, pattern: PatternObject)?
    private static let cacheLimit = 512

    /// The compiled pattern of a str, bytes or pattern.
    static func pattern(_ vm: VM, _ source: Value, _ flags: Value?) throws -> PatternObject {
        let number = try flags.map { try vm.index(vm.unboxed($0)) } ?? 0
        if let recent, recent.flags == number, recent.source.value.isIdentical(to: source) { return recent.pattern }
        if source.tag == .object, let pattern = source.objectUnchecked as? PatternObject {
            if number != 0 { throw vm.valueError("cannot process flags argument with a compiled pattern") }
            return pattern
        }
        let key: Key
        if let string = source.asString {
            key = Key(text: Array(string.buffer), isText: true, flags: number)
        } else if let view = TextView(bytesLike: source) {
            key = Key(text: Array(view.bytes), isText: false, flags: number)
        } else {
            throw vm.typeError("first argument must be string or compiled pattern")
        }
        let pattern = try cache[key] ?? compile(vm, source, key)
        if source.tag == .string || source.tag == .bytes { recent = (Strong(source), number, pattern) }
        return pattern
    }

    private static func compile(_ vm: VM, _ source: Value, _ key: Key) throws -> PatternObject {
        let scalars = source.asString.map { Self.scalars($0) } ?? key.text.map { UInt32($0) }
        do {
            let program = RegexProgram(
                try PatternParser.parse(scalars, isText: key.isText, flags: RegexFlags(rawValue: key.flags)))
            try program.check()
            let pattern = PatternObject(program, source: source)
            if cache.count >= cacheLimit { cache.removeAll() }
            cache[key] = pattern
            return pattern
        } catch let error as PatternError {
            throw thrown(vm, error, pattern: source)
        }
    }

    static func scalars(_ string: StringObject) -> [UInt32] {
        string.codePoints.map { Array($0) } ?? string.buffer.map { UInt32($0) }
    }

    /// Runs a program; what PCRE2 refuses is an error of the language.
    static func run(
        _ vm: VM, _ program: RegexProgram, _ subject: RegexProgram.Subject, from start: Int,
        _ anchoring: RegexProgram.Anchoring, refusesEmpty: Bool = false
    ) throws -> Bool {
        do {
            return try program.run(vm, subject, from: start, anchoring, refusesEmpty: refusesEmpty)
        } catch let error as PatternError {
            throw thrown(vm, error, pattern: .none)
        }
    }

    // MARK: Errors

    /// `re.error`
    nonisolated(unsafe) static let errorType: TypeObject = TypeObject(
        name: "error", module: "re", bases: [ExceptionKind.exception.type], layout: .exception,
        instanceTag: .object, hasAttributes: true
    ) { type in
        type.docstring = "Exception raised for invalid regular expressions."
        type.special(.initialize, "self, msg, pattern=None, pos=None") { vm, arguments in
            guard let exception = arguments[0].asException else { return .none }
            let position = try arguments.orNone(3).map { try vm.index($0) }
            try fill(vm, exception, arguments[1], pattern: arguments.optional(2) ?? .none, position: position)
            return .none
        }
    }

    static func thrown(_ vm: VM, _ error: PatternError, pattern: Value) -> Thrown {
        switch error.kind {
        case .value: return vm.valueError(error.message)
        case .overflow: return vm.error(.overflowError, error.message)
        case .index: return vm.indexError(error.message)
        case .recursion: return vm.error(.recursionError, error.message)
        case .pattern:
            let exception = ExceptionObject(type: errorType, arguments: TupleObject([Value]()))
            do {
                try fill(
                    vm, exception, vm.string(error.message),
                    pattern: error.position == nil ? .none : pattern, position: error.position)
            } catch {}
            return Thrown(exception)
        }
    }

    private static func fill(
        _ vm: VM, _ exception: ExceptionObject, _ message: Value, pattern: Value, position: Int?
    ) throws {
        var text = try vm.str(message)
        var (line, column) = (Value.none, Value.none)
        if let position, !pattern.isNone {
            text += " at position \(position)"
            let scalars =
                pattern.asString.map { Self.scalars($0) } ?? TextView(bytesLike: pattern)?.bytes.map { UInt32($0) }
            let before = (scalars ?? []).prefix(max(0, position))
            let number = before.reduce(1) { $1 == 10 ? $0 + 1 : $0 }
            let begin = before.lastIndex(of: 10) ?? -1
            (line, column) = (Value(number), Value(position - begin))
            if scalars?.contains(10) == true { text += " (line \(number), column \(position - begin))" }
        }
        exception.arguments = TupleObject([vm.string(text)])
        for (name, value) in [
            ("msg", message), ("pattern", pattern), ("pos", position.map { Value($0) } ?? .none), ("lineno", line),
            ("colno", column),
        ] {
            _ = exception.setSlot(Interned.string(name), value)
        }
    }
}
