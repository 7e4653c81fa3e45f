/// `sys.stdout.buffer` and its kin: the streams in bytes. Faces show text, so that what is written is read as UTF-8; bytes
/// of a letter that is not whole yet wait for the rest of it.
final class StandardBytes: IteratorObject {
    private let kind: StandardStream.Kind
    private var held: [UInt8] = []
    /// What was read and not asked for yet.
    private var pending: [UInt8] = []

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

    // MARK: Reading

    /// Reads one more line; false at the end.
    private func readMore(_ vm: VM) throws -> Bool {
        let line = vm.readLine("")
        try vm.checkInterrupt()
        guard let line else { return false }
        pending += Array(line.utf8) + [10]
        return true
    }

    private func take(_ vm: VM, _ count: Int) -> Value {
        let bytes = Array(pending.prefix(count))
        pending.removeFirst(bytes.count)
        return vm.value(BytesObject(bytes))
    }

    /// Up to `size` bytes, all of them where it is negative.
    private func read(_ vm: VM, _ size: Int) throws -> Value {
        guard kind == .input else { throw vm.unsupportedOperation("read") }
        while size < 0 || pending.count < size { guard try readMore(vm) else { break } }
        return take(vm, size < 0 ? pending.count : size)
    }

    /// A line, or as much of it as `size` bytes hold.
    private func readLine(_ vm: VM, _ size: Int) throws -> Value {
        guard kind == .input else { throw vm.unsupportedOperation("not readable") }
        if pending.isEmpty, size != 0 { _ = try readMore(vm) }
        let length = pending.firstIndex(of: 10).map { $0 + 1 } ?? pending.count
        return take(vm, size < 0 ? length : min(size, length))
    }

    override func next(_ vm: VM) throws -> Value? {
        let line = try readLine(vm, -1)
        return line.asBytes?.bytes.isEmpty == true ? nil : line
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
        func size(_ vm: VM, _ arguments: Arguments) throws -> Int {
            try arguments.orNone(1).map { try vm.index($0) } ?? -1
        }
        type.method("read", "self, size=-1, /") { vm, arguments in
            try stream(arguments).read(vm, try size(vm, arguments))
        }
        type.method("readline", "self, size=-1, /") { vm, arguments in
            try stream(arguments).readLine(vm, try size(vm, arguments))
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
