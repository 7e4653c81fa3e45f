#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The types of files, and their methods.
enum FileTypes {
    nonisolated(unsafe) static let text = make("TextIOWrapper")
    nonisolated(unsafe) static let reader = make("BufferedReader")
    nonisolated(unsafe) static let writer = make("BufferedWriter")
    nonisolated(unsafe) static let random = make("BufferedRandom")

    /// An OSError and a ValueError at once.
    nonisolated(unsafe) static let unsupportedOperation: TypeObject = {
        let (os, value) = (ExceptionKind.osError.type, ExceptionKind.valueError.type)
        return TypeObject(
            name: "UnsupportedOperation", module: "io", bases: [os, value],
            mro: [os, value, ExceptionKind.exception.type, Types.baseException, Types.object], layout: .exception,
            hasAttributes: true)
    }()

    static func type(for mode: FileObject.Mode) -> TypeObject {
        if !mode.isBinary { return text }
        return mode.reads && mode.writes ? random : mode.writes ? writer : reader
    }

    private static func make(_ name: String) -> TypeObject {
        let type = IteratorTypes.make(name, populate: populate)
        type.moduleName = "_io"
        return type
    }

    private static func file(_ arguments: Arguments) -> FileObject { arguments[0].cast(FileObject.self) }

    private static func limit(_ vm: VM, _ value: Value?) throws -> Int? {
        guard let value, !value.isNone else { return nil }
        let number = try vm.index(value)
        return number < 0 ? nil : number
    }

    private static func populate(_ type: TypeObject) {
        type.method("read", "self, size=-1, /") { vm, arguments in
            try file(arguments).read(vm, limit: try limit(vm, arguments.optional(1)))
        }
        type.method("readline", "self, size=-1, /") { vm, arguments in
            let file = file(arguments)
            if let line = try file.readLine(vm, limit: try limit(vm, arguments.optional(1))) { return line }
            return file.mode.isBinary ? vm.value(BytesObject([])) : vm.string("")
        }
        type.method("readlines", "self, hint=-1, /") { vm, arguments in
            let result = ListObject()
            while true {
                let mark = vm.pool.count
                guard let line = try file(arguments).readLine(vm) else { break }
                result.append(line)
                vm.pool.drain(to: mark)
            }
            return vm.value(result)
        }
        type.method("write", "self, text, /") { vm, arguments in
            Value(try file(arguments).write(vm, arguments[1]))
        }
        type.method("writelines", "self, lines, /") { vm, arguments in
            try vm.iterate(arguments[1]) {
                _ = try file(arguments).write(vm, $0)
                return true
            }
            return .none
        }
        type.method("flush", "self, /") { vm, arguments in
            try file(arguments).checkOpen(vm)
            try file(arguments).flush(vm)
            return .none
        }
        type.method("close", "self, /") { vm, arguments in
            try file(arguments).close(vm)
            return .none
        }
        addPosition(type)
        type.special(.enter, "self, /") { vm, arguments in
            try file(arguments).checkOpen(vm)
            return arguments[0]
        }
        type.special(.exit, "self, /, *args") { vm, arguments in
            try file(arguments).close(vm)
            return .none
        }
        addAttributes(type)
    }

    private static func addPosition(_ type: TypeObject) {
        type.method("tell", "self, /") { vm, arguments in Value(try file(arguments).tell(vm)) }
        type.method("seek", "self, offset, whence=0, /") { vm, arguments in
            let whence = try arguments.optional(2).map { try vm.index($0) } ?? 0
            return Value(try file(arguments).seek(vm, try vm.index(arguments[1]), whence))
        }
        type.method("truncate", "self, size=None, /") { vm, arguments in
            Value(try file(arguments).truncate(vm, try limit(vm, arguments.optional(1))))
        }
        type.method("fileno", "self, /") { vm, arguments in
            try file(arguments).checkOpen(vm)
            return Value(Int(file(arguments).descriptor))
        }
        type.method("isatty", "self, /") { vm, arguments in
            try file(arguments).checkOpen(vm)
            return Value(isatty(file(arguments).descriptor) != 0)
        }
        type.method("readable", "self, /") { vm, arguments in
            try file(arguments).checkOpen(vm)
            return Value(file(arguments).mode.reads)
        }
        type.method("writable", "self, /") { vm, arguments in
            try file(arguments).checkOpen(vm)
            return Value(file(arguments).mode.writes)
        }
        type.method("seekable", "self, /") { vm, arguments in
            try file(arguments).checkOpen(vm)
            return Value(lseek(file(arguments).descriptor, 0, SEEK_CUR) >= 0)
        }
    }

    private static func addAttributes(_ type: TypeObject) {
        type.property("name") { _, value in value.cast(FileObject.self).name.value }
        type.property("closed") { _, value in Value(value.cast(FileObject.self).isClosed) }
        type.property("mode") { vm, value in
            let file = value.cast(FileObject.self)
            guard file.mode.isBinary else { return vm.string(file.modeText) }
            let plain = file.mode.isExclusive ? "xb" : file.mode.appends ? "ab" : file.mode.reads ? "rb" : "wb"
            return vm.string(file.mode.reads && file.mode.writes ? "rb+" : plain)
        }
        if type === text {
            type.property("encoding") { vm, value in vm.string(value.cast(FileObject.self).encoding) }
            type.property("errors") { vm, value in vm.string(value.cast(FileObject.self).errorHandling) }
            type.property("newlines") { _, _ in .none }
            type.property("buffer") { vm, value in try value.cast(FileObject.self).bytes(vm) }
        }
        type.special(.representation, "self, /") { vm, arguments in
            let file = file(arguments)
            let name = try vm.repr(file.name.value)
            guard type === text else { return vm.string("<_io.\(type.name) name=\(name)>") }
            return vm.string(
                "<_io.TextIOWrapper name=\(name) mode='\(file.modeText)' encoding='\(file.encoding)'>")
        }
    }
}

/// `sys.stdout`, `sys.stderr` and `sys.stdin`: what the face of the engine shows and asks for.
final class StandardStream: IteratorObject {
    enum Kind: Int { case input, output, error }

    let kind: Kind
    private var binary: Strong?

    init(_ kind: Kind) {
        self.kind = kind
        super.init(type: StandardStream.type)
    }

    /// `.buffer`: the stream in bytes.
    func bytes(_ vm: VM) -> Value {
        if let binary { return binary.value }
        let bytes = vm.value(StandardBytes(self))
        binary = Strong(bytes)
        return bytes
    }

    func write(_ vm: VM, _ text: String) {
        if kind == .error { vm.writeError(text) } else { vm.writeOutput(text) }
    }

    override func next(_ vm: VM) throws -> Value? {
        let line = vm.readLine("")
        try vm.checkInterrupt()
        return line.map { vm.string($0 + "\n") }
    }

    nonisolated(unsafe) static let type: TypeObject = {
        let type = IteratorTypes.make("TextIOWrapper", populate: populate)
        type.moduleName = "_io"
        type.moduleName = "_io"
        return type
    }()

    private static func stream(_ arguments: Arguments) -> StandardStream { arguments[0].cast(StandardStream.self) }

    private static func populate(_ type: TypeObject) {
        type.method("write", "self, text, /") { vm, arguments in
            guard let text = arguments[1].asString else {
                throw vm.typeError("write() argument must be str, not \(vm.argumentTypeName(arguments[1]))")
            }
            guard stream(arguments).kind != .input else { throw vm.unsupportedOperation("not writable") }
            stream(arguments).write(vm, text.text)
            return Value(text.count)
        }
        type.method("writelines", "self, lines, /") { vm, arguments in
            try vm.iterate(arguments[1]) {
                stream(arguments).write(vm, try vm.str($0))
                return true
            }
            return .none
        }
        type.method("flush", "self, /") { vm, _ in
            vm.flushOutput()
            return .none
        }
        type.method("close", "self, /") { _, _ in .none }
        type.method("read", "self, size=-1, /") { vm, arguments in
            guard stream(arguments).kind == .input else { throw vm.unsupportedOperation("not readable") }
            var text = ""
            while let line = vm.readLine("") {
                try vm.checkInterrupt()
                text += line + "\n"
            }
            try vm.checkInterrupt()
            return vm.string(text)
        }
        type.method("readline", "self, size=-1, /") { vm, arguments in
            guard stream(arguments).kind == .input else { throw vm.unsupportedOperation("not readable") }
            return try stream(arguments).next(vm) ?? vm.string("")
        }
        type.method("readlines", "self, hint=-1, /") { vm, arguments in
            guard stream(arguments).kind == .input else { throw vm.unsupportedOperation("not readable") }
            return vm.list(try vm.array(from: arguments[0]))
        }
        type.method("fileno", "self, /") { _, arguments in Value(stream(arguments).kind.rawValue) }
        type.method("isatty", "self, /") { _, arguments in
            Value(isatty(Int32(stream(arguments).kind.rawValue)) != 0)
        }
        type.method("readable", "self, /") { _, arguments in Value(stream(arguments).kind == .input) }
        type.method("writable", "self, /") { _, arguments in Value(stream(arguments).kind != .input) }
        type.method("reconfigure", "self, /, **options") { _, _ in .none }
        type.special(.enter, "self, /") { _, arguments in arguments[0] }
        type.special(.exit, "self, /, *args") { _, _ in .none }
        type.property("name") { vm, value in
            vm.string(["<stdin>", "<stdout>", "<stderr>"][value.cast(StandardStream.self).kind.rawValue])
        }
        type.property("encoding") { vm, _ in vm.string("utf-8") }
        type.property("errors") { vm, _ in vm.string("strict") }
        type.property("buffer") { vm, value in value.cast(StandardStream.self).bytes(vm) }
        type.property("closed") { _, _ in .false }
        type.property("mode") { vm, value in vm.string(value.cast(StandardStream.self).kind == .input ? "r" : "w") }
        type.special(.representation, "self, /") { vm, arguments in
            let kind = stream(arguments).kind
            let name = ["<stdin>", "<stdout>", "<stderr>"][kind.rawValue]
            return vm.string(
                "<_io.TextIOWrapper name='\(name)' mode='\(kind == .input ? "r" : "w")' encoding='utf-8'>")
        }
    }
}
