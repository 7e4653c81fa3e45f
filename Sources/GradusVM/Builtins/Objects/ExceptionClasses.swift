#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Constructors, attributes and texts of the exception classes.
enum ExceptionClasses {
    static func install() {
        Types.baseException.setPopulate(populateBase)
        ExceptionGroups.install()
        ExceptionKind.keyError.type.setPopulate(populateKeyError)
        ExceptionKind.stopIteration.type.setPopulate { addFirstArgument($0, "value", isWritable: true) }
        ExceptionKind.systemExit.type.setPopulate(populateSystemExit)
        ExceptionKind.osError.type.setPopulate(populateOSError)
        ExceptionKind.syntaxError.type.setPopulate(populateSyntaxError)
        ExceptionKind.importError.type.setPopulate(populateImportError)
        ExceptionKind.attributeError.type.setPopulate { populateNamed($0, hasOwner: true) }
        ExceptionKind.nameError.type.setPopulate { populateNamed($0, hasOwner: false) }
        ExceptionKind.unicodeDecodeError.type.setPopulate { populateUnicode($0) }
        ExceptionKind.unicodeEncodeError.type.setPopulate { populateUnicode($0) }
    }

    private static func exception(_ arguments: Arguments) -> ExceptionObject { arguments[0].cast(ExceptionObject.self) }

    // MARK: BaseException

    private static func populateBase(_ type: TypeObject) {
        type.docstring = "Common base class for all exceptions"
        type.constructor("cls, /, *args, **kwargs") { vm, arguments in
            let type = arguments.constructedType(ExceptionKind.exception.type)
            return vm.value(ExceptionObject(type: type, arguments: TupleObject(arguments.star(1))))
        }
        type.special(.initialize, "self, /, *args, **kwargs") { vm, arguments in
            let exception = exception(arguments)
            if arguments[2].asDictionary?.count ?? 0 > 0 {
                throw vm.typeError("\(exception.type.displayName)() takes no keyword arguments")
            }
            exception.arguments = TupleObject(arguments.star(1))
            return .none
        }
        type.special(.string, "self, /") { vm, arguments in vm.string(try message(vm, exception(arguments))) }
        type.special(.representation, "self, /") { vm, arguments in
            let exception = exception(arguments)
            let values = exception.arguments.values
            return vm.string(
                try vm.joinedRepr(exception.type.displayName + "(", ")", count: { values.count }, item: { values[$0] }))
        }
        type.method("with_traceback", "self, tb, /", doc: "Set self.__traceback__ to tb and return self.") {
            vm, arguments in
            try setTraceback(vm, exception(arguments), arguments[1])
            return arguments[0]
        }
        type.method("add_note", "self, note, /", doc: "Add a note to the exception.") { vm, arguments in
            guard arguments[1].asString != nil else {
                throw vm.typeError("note must be a str, not '\(vm.typeName(arguments[1]))'")
            }
            if let notes = try vm.attributeIfPresent(arguments[0], "__notes__") {
                guard let list = notes.asList else { throw vm.typeError("Cannot add note: __notes__ is not a list") }
                list.append(arguments[1])
            } else {
                try vm.setAttribute(arguments[0], "__notes__", vm.list([arguments[1]]))
            }
            return .none
        }
        addContext(type)
    }

    private static func addContext(_ type: TypeObject) {
        type.property(
            "args", get: { _, value in value.cast(ExceptionObject.self).argumentsValue },
            set: { vm, value, new in
                value.cast(ExceptionObject.self).arguments = TupleObject(try vm.array(from: new))
            })
        func chained(_ vm: VM, _ value: Value, _ name: String) throws -> ExceptionObject? {
            if value.isNone { return nil }
            guard let exception = value.asException else {
                throw vm.typeError("exception \(name) must be None or derive from BaseException")
            }
            return exception
        }
        type.property(
            "__cause__",
            get: { _, value in value.cast(ExceptionObject.self).cause.map { Value(borrowing: $0) } ?? .none },
            set: { vm, value, new in
                let exception = value.cast(ExceptionObject.self)
                exception.cause = try chained(vm, new, "cause")
                exception.suppressesContext = true
            })
        type.property(
            "__context__",
            get: { _, value in value.cast(ExceptionObject.self).context.map { Value(borrowing: $0) } ?? .none },
            set: { vm, value, new in value.cast(ExceptionObject.self).context = try chained(vm, new, "context") })
        type.property(
            "__suppress_context__", get: { _, value in Value(value.cast(ExceptionObject.self).suppressesContext) },
            set: { vm, value, new in value.cast(ExceptionObject.self).suppressesContext = try vm.truth(new) })
        type.property(
            "__traceback__",
            get: { vm, value in vm.tracebackValue(value.cast(ExceptionObject.self)) },
            set: { vm, value, new in try setTraceback(vm, value.cast(ExceptionObject.self), new) })
    }

    private static func setTraceback(_ vm: VM, _ exception: ExceptionObject, _ value: Value) throws {
        if value.isNone {
            exception.traceback = []
        } else if let traceback = value.object as? TracebackObject {
            exception.traceback = traceback.entries.reversed()
        } else {
            throw vm.typeError("__traceback__ must be a traceback or None")
        }
    }

    /// `str(exception)` of classes without a text of their own.
    static func message(_ vm: VM, _ exception: ExceptionObject) throws -> String {
        switch exception.arguments.count {
        case 0: return ""
        case 1: return try vm.str(exception.arguments[0])
        default: return try vm.repr(Value(borrowing: exception.arguments))
        }
    }

    // MARK: Derived classes

    private static func addFirstArgument(_ type: TypeObject, _ name: String, isWritable: Bool = false) {
        type.property(
            name,
            get: { _, value in
                let exception = value.cast(ExceptionObject.self)
                if let own = exception.slotValue(Interned.string(name)) { return own }
                return exception.arguments.count > 0 ? exception.arguments[0] : .none
            },
            set: isWritable
                ? { _, value, new in _ = value.cast(ExceptionObject.self).setSlot(Interned.string(name), new) } : nil)
    }

    private static func populateKeyError(_ type: TypeObject) {
        type.special(.string, "self, /") { vm, arguments in
            let exception = exception(arguments)
            if exception.arguments.count == 1 { return vm.string(try vm.repr(exception.arguments[0])) }
            return vm.string(try message(vm, exception))
        }
    }

    private static func populateSystemExit(_ type: TypeObject) {
        type.property("code") { _, value in
            let arguments = value.cast(ExceptionObject.self).arguments
            return arguments.count == 0 ? .none : arguments.count == 1 ? arguments[0] : Value(borrowing: arguments)
        }
    }

    /// Exceptions that know a name (`name=`) and perhaps an object (`obj=`).
    private static func populateNamed(_ type: TypeObject, hasOwner: Bool) {
        type.special(.initialize, "self, /, *args, **kwargs") { vm, arguments in
            let exception = exception(arguments)
            exception.arguments = TupleObject(arguments.star(1))
            for entry in arguments.keywords(2) {
                switch entry.key.asString?.text {
                case "name": exception.attributeName = entry.value.asString?.text
                case "obj" where hasOwner: exception.attributeOwner = Strong(entry.value)
                default:
                    throw vm.typeError(
                        "'\(entry.key.asString?.text ?? "")' is an invalid keyword argument for \(type.name)()")
                }
            }
            return .none
        }
        type.property(
            "name", get: { vm, value in value.cast(ExceptionObject.self).attributeName.map { vm.string($0) } ?? .none },
            set: { _, value, new in value.cast(ExceptionObject.self).attributeName = new.asString?.text })
        guard hasOwner else { return }
        type.property(
            "obj", get: { _, value in value.cast(ExceptionObject.self).attributeOwner.value },
            set: { _, value, new in value.cast(ExceptionObject.self).attributeOwner = Strong(new) })
    }

    private static func populateImportError(_ type: TypeObject) {
        type.special(.initialize, "self, /, *args, **kwargs") { vm, arguments in
            let exception = exception(arguments)
            exception.arguments = TupleObject(arguments.star(1))
            for entry in arguments.keywords(2) {
                switch entry.key.asString?.text {
                case "name": exception.attributeName = entry.value.asString?.text
                case "path": try vm.setAttribute(arguments[0], "path", entry.value)
                default:
                    throw vm.typeError(
                        "'\(entry.key.asString?.text ?? "")' is an invalid keyword argument for ImportError")
                }
            }
            return .none
        }
        type.property("name") { vm, value in
            value.cast(ExceptionObject.self).attributeName.map { vm.string($0) } ?? .none
        }
        addFirstArgument(type, "msg")
        type.set("path", .none)
    }

    // MARK: OSError

    private static func populateOSError(_ type: TypeObject) {
        for name in ["errno", "strerror", "filename", "filename2"] { type.set(name, .none) }
        type.constructor("cls, /, *args, **kwargs") { vm, arguments in
            var type = arguments.constructedType(ExceptionKind.osError.type)
            let given = arguments.star(1)
            if type === ExceptionKind.osError.type, given.count >= 2, given[0].tag == .int,
                let kind = kind(ofErrno: Int32(truncatingIfNeeded: given[0].intBits))
            {
                type = kind.type
            }
            return vm.value(make(type, given))
        }
        type.special(.initialize, "self, /, *args, **kwargs") { vm, arguments in
            let exception = exception(arguments)
            let given = arguments.star(1)
            fill(exception, given)
            return .none
        }
        type.special(.string, "self, /") { vm, arguments in
            let exception = exception(arguments)
            let number = exception.slotValue(Interned.string("errno")) ?? .none
            let text = exception.slotValue(Interned.string("strerror")) ?? .none
            let file = exception.slotValue(Interned.string("filename")) ?? .none
            let second = exception.slotValue(Interned.string("filename2")) ?? .none
            if !file.isNone {
                let tail = second.isNone ? "" : " -> \(try vm.repr(second))"
                return vm.string("[Errno \(try vm.str(number))] \(try vm.str(text)): \(try vm.repr(file))\(tail)")
            }
            if exception.slotValue(Interned.string("errno")) != nil, !text.isNone {
                return vm.string("[Errno \(try vm.str(number))] \(try vm.str(text))")
            }
            return vm.string(try message(vm, exception))
        }
    }

    private static func make(_ type: TypeObject, _ given: [Value]) -> ExceptionObject {
        let exception = ExceptionObject(type: type, arguments: TupleObject([]))
        fill(exception, given)
        return exception
    }

    private static func fill(_ exception: ExceptionObject, _ given: [Value]) {
        guard given.count >= 2, given.count <= 5 else {
            exception.arguments = TupleObject(given)
            return
        }
        exception.arguments = TupleObject(given.count == 2 ? given : Array(given[0..<2]))
        _ = exception.setSlot(Interned.string("errno"), given[0])
        _ = exception.setSlot(Interned.string("strerror"), given[1])
        if given.count > 2, !given[2].isNone { _ = exception.setSlot(Interned.string("filename"), given[2]) }
        if given.count > 4, !given[4].isNone { _ = exception.setSlot(Interned.string("filename2"), given[4]) }
    }

    static func osError(_ vm: VM, _ number: Int32, _ file: Value?, _ second: Value? = nil) -> Thrown {
        let kind = kind(ofErrno: number) ?? .osError
        let text = vm.string(String(cString: strerror(number)))
        return Thrown(
            make(kind.type, [Value(Int(number)), text, file ?? .none, .none] + (second.map { [$0] } ?? [])))
    }

    private static func kind(ofErrno number: Int32) -> ExceptionKind? {
        switch number {
        case EAGAIN, EALREADY, EINPROGRESS: return .blockingIOError
        case EPIPE, ESHUTDOWN: return .brokenPipeError
        case ECHILD: return .childProcessError
        case ECONNABORTED: return .connectionAbortedError
        case ECONNREFUSED: return .connectionRefusedError
        case ECONNRESET: return .connectionResetError
        case EEXIST: return .fileExistsError
        case ENOENT: return .fileNotFoundError
        case EISDIR: return .isADirectoryError
        case ENOTDIR: return .notADirectoryError
        case EINTR: return .interruptedError
        case EACCES, EPERM: return .permissionError
        case ESRCH: return .processLookupError
        case ETIMEDOUT: return .timeoutError
        default: return nil
        }
    }

    // MARK: SyntaxError

    private static func populateSyntaxError(_ type: TypeObject) {
        func detail(_ vm: VM, _ exception: ExceptionObject, _ index: Int) -> Value {
            if let diagnostic = exception.diagnostic {
                let source = diagnostic.source
                let start = Int(diagnostic.span.start)
                let line = source.lineIndex(at: start)
                switch index {
                case 0: return vm.string(source.name)
                case 1: return Value(source.firstLine + line)
                case 2:
                    let bytes = source.bytes[source.lineStarts[line]..<max(start, source.lineStarts[line])]
                    return Value(bytes.count { $0 & 0xC0 != 0x80 } + 1)
                default: return vm.string(source.lineText(line) + "\n")
                }
            }
            guard exception.arguments.count > 1, let details = exception.arguments[1].asTuple, index < details.count
            else { return .none }
            return details[index]
        }
        addFirstArgument(type, "msg")
        for (index, name) in ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"].enumerated() {
            type.property(name) { vm, value in
                let exception = value.cast(ExceptionObject.self)
                if index > 3, exception.diagnostic != nil { return .none }
                return detail(vm, exception, index)
            }
        }
        type.set("print_file_and_line", .none)
        type.special(.string, "self, /") { vm, arguments in
            let exception = exception(arguments)
            let text = exception.arguments.count > 0 ? try vm.str(exception.arguments[0]) : "None"
            let file = detail(vm, exception, 0)
            let line = detail(vm, exception, 1)
            if let file = file.asString?.text {
                let name = file.split(separator: "/").last.map(String.init) ?? file
                if line.tag == .int { return vm.string("\(text) (\(name), line \(line.intBits))") }
                return vm.string("\(text) (\(name))")
            }
            if line.tag == .int { return vm.string("\(text) (line \(line.intBits))") }
            return vm.string(text)
        }
    }

    // MARK: Unicode errors

    private static func populateUnicode(_ type: TypeObject) {
        let isDecoding = type === ExceptionKind.unicodeDecodeError.type
        for (index, name) in ["encoding", "object", "start", "end", "reason"].enumerated() {
            type.property(name) { _, value in
                let arguments = value.cast(ExceptionObject.self).arguments
                return index < arguments.count ? arguments[index] : .none
            }
        }
        type.special(.initialize, "self, encoding, object, start, end, reason, /") { vm, arguments in
            exception(arguments).arguments = TupleObject((1...5).map { arguments[$0] })
            return .none
        }
        type.special(.string, "self, /") { vm, arguments in
            let exception = exception(arguments)
            let given = exception.arguments
            guard given.count == 5, given[2].tag == .int, given[3].tag == .int else {
                return vm.string(try message(vm, exception))
            }
            let encoding = try vm.str(given[0])
            let reason = try vm.str(given[4])
            let start = Int(given[2].intBits)
            let end = Int(given[3].intBits)
            let verb = isDecoding ? "decode" : "encode"
            guard end == start + 1 else {
                let unit = isDecoding ? "bytes" : "characters"
                return vm.string("'\(encoding)' codec can't \(verb) \(unit) in position \(start)-\(end - 1): \(reason)")
            }
            if isDecoding, let bytes = given[1].asBytes?.bytes, bytes.indices.contains(start) {
                let byte = "0x" + hex(UInt32(bytes[start]), width: 2)
                return vm.string("'\(encoding)' codec can't decode byte \(byte) in position \(start): \(reason)")
            }
            if let text = given[1].asString, start >= 0, start < text.count {
                let scalar = text.codePoint(at: start)
                let shown =
                    scalar <= 0xFF
                    ? "\\x" + hex(scalar, width: 2)
                    : scalar <= 0xFFFF ? "\\u" + hex(scalar, width: 4) : "\\U" + hex(scalar, width: 8)
                return vm.string(
                    "'\(encoding)' codec can't encode character '\(shown)' in position \(start): \(reason)")
            }
            return vm.string("'\(encoding)' codec can't \(verb) in position \(start): \(reason)")
        }
    }

    private static func hex(_ number: UInt32, width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension VM {
    /// `exception.__traceback__`
    func tracebackValue(_ exception: ExceptionObject) -> Value {
        let entries = exception.traceback
        return entries.isEmpty ? .none : value(TracebackObject(Array(entries.reversed())[...]))
    }

    /// The exception for a failed system call: `[Errno 2] No such file or directory: 'x'`, of the class for its number.
    public func osError(_ number: Int32, file: Value? = nil, second: Value? = nil) -> Thrown {
        ExceptionClasses.osError(self, number, file, second)
    }
}
