/// `sys.stdout.buffer` and its kin: the streams in bytes. Faces show text, so that what is written is read as UTF-8; bytes
/// of a letter that is not whole yet wait for the rest of it.
final class StandardBytes: IteratorObject {
    private let kind: StandardStream.Kind
    private var held: [UInt8] = []

    init(_ stream: StandardStream) {
        kind = stream.kind
        super.init(type: stream.kind == .input ? StandardBytes.reader : StandardBytes.writer)
    }

    private func write(_ vm: VM, _ bytes: [UInt8]) {
        held += bytes
        var end = held.count
        // The last letter starts at most three bytes before the end.
        for back in 1...3 where back <= held.count {
            let byte = held[held.count - back]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            if length > back { end = held.count - back }
            break
        }
        show(vm, upTo: end)
    }

    private func show(_ vm: VM, upTo end: Int) {
        if end == 0 { return }
        let text = String(decoding: held[..<end], as: UTF8.self)
        held.removeFirst(end)
        if kind == .error { vm.writeError(text) } else { vm.writeOutput(text) }
    }

    override func next(_ vm: VM) throws -> Value? {
        guard kind == .input else { throw vm.unsupportedOperation("not readable") }
        let line = vm.readLine("")
        try vm.checkInterrupt()
        return line.map { vm.value(BytesObject(Array($0.utf8) + [10])) }
    }

    private func readAll(_ vm: VM) throws -> Value {
        guard kind == .input else { throw vm.unsupportedOperation("read") }
        var bytes: [UInt8] = []
        while let line = vm.readLine("") {
            try vm.checkInterrupt()
            bytes += Array(line.utf8) + [10]
        }
        try vm.checkInterrupt()
        return vm.value(BytesObject(bytes))
    }

    nonisolated(unsafe) private static let reader = make("BufferedReader")
    nonisolated(unsafe) private static let writer = make("BufferedWriter")

    private static func make(_ name: String) -> TypeObject {
        let type = IteratorTypes.make(name, populate: populate)
        type.moduleName = "_io"
        return type
    }

    private static func stream(_ arguments: Arguments) -> StandardBytes { arguments[0].cast(StandardBytes.self) }

    private static func populate(_ type: TypeObject) {
        type.method("write", "self, buffer, /") { vm, arguments in
            let stream = stream(arguments)
            guard stream.kind != .input else { throw vm.unsupportedOperation("write") }
            guard let bytes = TextOperations.bytesLike(arguments[1]) else {
                throw vm.typeError("a bytes-like object is required, not '\(vm.typeName(arguments[1]))'")
            }
            stream.write(vm, bytes)
            return Value(bytes.count)
        }
        type.method("flush", "self, /") { vm, arguments in
            let stream = stream(arguments)
            if stream.kind != .input { stream.show(vm, upTo: stream.held.count) }
            vm.flushOutput()
            return .none
        }
        type.method("read", "self, size=-1, /") { vm, arguments in try stream(arguments).readAll(vm) }
        type.method("readline", "self, size=-1, /") { vm, arguments in
            try stream(arguments).next(vm) ?? vm.value(BytesObject([]))
        }
        type.method("readlines", "self, hint=-1, /") { vm, arguments in vm.list(try vm.array(from: arguments[0])) }
        type.method("readable", "self, /") { _, arguments in Value(stream(arguments).kind == .input) }
        type.method("writable", "self, /") { _, arguments in Value(stream(arguments).kind != .input) }
        type.method("fileno", "self, /") { _, arguments in Value(stream(arguments).kind.rawValue) }
        type.property("name") { vm, value in
            vm.string(["<stdin>", "<stdout>", "<stderr>"][value.cast(StandardBytes.self).kind.rawValue])
        }
        type.property("mode") { vm, value in
            vm.string(value.cast(StandardBytes.self).kind == .input ? "rb" : "wb")
        }
        type.property("closed") { _, _ in .false }
    }
}
