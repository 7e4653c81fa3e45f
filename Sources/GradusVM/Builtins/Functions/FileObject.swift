#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What `open` returns: a buffered file over a descriptor.
final class FileObject: IteratorObject {
    struct Mode {
        var reads = false
        var writes = false
        var appends = false
        var creates = false
        var isExclusive = false
        var truncates = false
        var isBinary = false
    }

    let mode: Mode
    let modeText: String
    let name: Strong
    let encoding: String
    let errorHandling: String
    /// nil: universal newlines.
    let newline: [UInt8]?
    private(set) var descriptor: Int32
    private let closesDescriptor: Bool
    private var input: [UInt8] = []
    private var inputPosition = 0
    private var output: [UInt8] = []
    private var isAtEnd = false
    /// A `\r` at the end of a chunk: whether a `\n` follows is not known yet.
    private var holdsReturn = false
    /// What `.buffer` gave: the same descriptor, in bytes.
    private var binary: Strong?

    static let chunkSize = 1 << 16

    init(
        descriptor: Int32, mode: Mode, modeText: String, name: Value, encoding: String, errorHandling: String,
        newline: [UInt8]?, closesDescriptor: Bool
    ) {
        self.descriptor = descriptor
        self.mode = mode
        self.modeText = modeText
        self.name = Strong(name)
        self.encoding = encoding
        self.errorHandling = errorHandling
        self.newline = newline
        self.closesDescriptor = closesDescriptor
        super.init(type: FileTypes.type(for: mode))
    }

    deinit {
        if descriptor >= 0 {
            try? binary?.value.cast(FileObject.self).leave(nil)
            _ = try? output.withUnsafeBytes { try writeAll(nil, $0) }
            if closesDescriptor { _ = System.close(descriptor) }
        }
    }

    var isClosed: Bool { descriptor < 0 }

    // MARK: Opening

    static func open(_ vm: VM, _ arguments: Arguments) throws -> Value {
        let modeText = try arguments.optional(1).map { try textArgument(vm, $0, "open() argument 'mode'") } ?? "r"
        let mode = try parse(vm, modeText)
        let encoding = try arguments.orNone(3).map { try textArgument(vm, $0, "open() argument 'encoding'") }
        let handling = try arguments.orNone(4).map { try textArgument(vm, $0, "open() argument 'errors'") }
        if mode.isBinary {
            if encoding != nil { throw vm.valueError("binary mode doesn't take an encoding argument") }
            if handling != nil { throw vm.valueError("binary mode doesn't take an errors argument") }
            if arguments.orNone(5) != nil { throw vm.valueError("binary mode doesn't take a newline argument") }
        }
        let newline = try arguments.orNone(5).map { value -> [UInt8] in
            let text = try textArgument(vm, value, "open() argument 'newline'")
            guard ["", "\n", "\r", "\r\n"].contains(text) else {
                throw vm.valueError("illegal newline value: \(try vm.repr(value))")
            }
            return Array(text.utf8)
        }
        let descriptor: Int32
        var name = arguments[0]
        if name.tag == .int {
            descriptor = Int32(truncatingIfNeeded: name.intBits)
            DescriptorFunctions.release(descriptor)
        } else {
            let path = try vm.path(name)
            name = vm.string(path)
            var flags = mode.reads && mode.writes ? O_RDWR : mode.writes ? O_WRONLY : O_RDONLY
            if mode.creates { flags |= O_CREAT }
            if mode.truncates { flags |= O_TRUNC }
            if mode.appends { flags |= O_APPEND }
            if mode.isExclusive { flags |= O_EXCL }
            descriptor =
                path.utf8.contains(0)
                ? -1 : try System.openPatiently(path, flags | O_CLOEXEC, 0o666) { try vm.checkInterrupt() }
            if path.utf8.contains(0) { throw vm.valueError("embedded null byte") }
            if descriptor < 0 { throw vm.osError(errno, file: arguments[0].tag == .string ? arguments[0] : name) }
            var status = stat()
            if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
                _ = System.close(descriptor)
                throw vm.osError(EISDIR, file: name)
            }
        }
        let closes = try arguments.optional(6).map { try vm.truth($0) } ?? true
        return vm.value(
            FileObject(
                descriptor: descriptor, mode: mode, modeText: modeText, name: name, encoding: encoding ?? "UTF-8",
                errorHandling: handling ?? "strict", newline: newline, closesDescriptor: closes))
    }

    private static func textArgument(_ vm: VM, _ value: Value, _ what: String) throws -> String {
        guard let text = value.asString else { throw vm.typeError("\(what) must be str, not \(vm.typeName(value))") }
        return text.text
    }

    private static func parse(_ vm: VM, _ text: String) throws -> Mode {
        var mode = Mode()
        var kinds = 0
        var plus = false
        var isText = false
        for character in text {
            switch character {
            case "r":
                mode.reads = true
                kinds += 1
            case "w":
                mode.writes = true
                mode.creates = true
                mode.truncates = true
                kinds += 1
            case "a":
                mode.writes = true
                mode.creates = true
                mode.appends = true
                kinds += 1
            case "x":
                mode.writes = true
                mode.creates = true
                mode.isExclusive = true
                kinds += 1
            case "+": plus = true
            case "b": mode.isBinary = true
            case "t": isText = true
            default: throw vm.valueError("invalid mode: '\(text)'")
            }
        }
        if Set(text).count != text.count { throw vm.valueError("invalid mode: '\(text)'") }
        if isText, mode.isBinary { throw vm.valueError("can't have text and binary mode at once") }
        if kinds != 1 { throw vm.valueError("must have exactly one of create/read/write/append mode") }
        if plus {
            mode.reads = true
            mode.writes = true
        }
        return mode
    }

    // MARK: State

    func checkOpen(_ vm: VM) throws {
        if isClosed { throw vm.valueError("I/O operation on closed file.") }
    }

    private func prepareToRead(_ vm: VM) throws {
        try checkOpen(vm)
        guard mode.reads else { throw vm.unsupportedOperation(mode.isBinary ? "read" : "not readable") }
        try flush(vm)
    }

    private func prepareToWrite(_ vm: VM) throws {
        try checkOpen(vm)
        guard mode.writes else { throw vm.unsupportedOperation(mode.isBinary ? "write" : "not writable") }
        // Bytes read ahead are given back, so that writing goes on where reading stopped.
        if inputPosition < input.count { _ = lseek(descriptor, off_t(inputPosition - input.count), SEEK_CUR) }
        dropInput()
    }

    private func dropInput() {
        input.removeAll(keepingCapacity: true)
        inputPosition = 0
        isAtEnd = false
        holdsReturn = false
    }

    // MARK: Reading

    /// What is no plain file may keep a reader waiting.
    private lazy var mayWait: Bool = {
        var info = stat()
        return fstat(descriptor, &info) != 0 || info.st_mode & S_IFMT != S_IFREG
    }()

    /// Waits until a read will not, hearing Ctrl-C.
    private func waitForInput(_ vm: VM) throws {
        try vm.checkInterrupt()
        guard mayWait else { return }
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let count = poll(&ready, 1, 50)
            if count > 0 || (count < 0 && errno != EINTR) { return }
            try vm.checkInterrupt()
        }
    }

    /// Reads one more chunk; false at the end of the file.
    private func fill(_ vm: VM) throws -> Bool {
        if isAtEnd { return false }
        var chunk = [UInt8](repeating: 0, count: FileObject.chunkSize)
        var count = 0
        repeat {
            try waitForInput(vm)
            count = chunk.withUnsafeMutableBytes { System.read(descriptor, $0.baseAddress, $0.count) }
        } while count < 0 && errno == EINTR
        if count < 0 { throw vm.osError(errno) }
        if inputPosition > FileObject.chunkSize {
            input.removeFirst(inputPosition)
            inputPosition = 0
        }
        if count == 0 {
            isAtEnd = true
            if holdsReturn {
                holdsReturn = false
                input.append(0x0A)
                return true
            }
            return false
        }
        chunk.removeLast(chunk.count - count)
        if mode.isBinary || newline != nil {
            input.append(contentsOf: chunk)
        } else {
            translate(chunk)
        }
        return true
    }

    /// Universal newlines: `\r\n` and `\r` become `\n`.
    private func translate(_ chunk: [UInt8]) {
        if !holdsReturn, !chunk.contains(0x0D) {
            input.append(contentsOf: chunk)
            return
        }
        for byte in chunk {
            if holdsReturn {
                holdsReturn = false
                input.append(0x0A)
                if byte == 0x0A { continue }
            }
            if byte == 0x0D { holdsReturn = true } else { input.append(byte) }
        }
    }

    private func take(_ count: Int) -> [UInt8] {
        let part = Array(input[inputPosition..<inputPosition + count])
        inputPosition += count
        return part
    }

    /// Bytes or text of what was read.
    private func result(_ vm: VM, _ bytes: [UInt8]) throws -> Value {
        mode.isBinary ? vm.value(BytesObject(bytes)) : try decode(vm, bytes)
    }

    private func decode(_ vm: VM, _ bytes: [UInt8]) throws -> Value {
        let isUTF8 = ["utf-8", "utf8", "utf_8"].contains(encoding.lowercased())
        if isUTF8, String(validating: bytes, as: UTF8.self) != nil { return vm.string(bytes) }
        return try vm.callMethod(
            vm.value(BytesObject(bytes)), "decode", [vm.string(encoding), vm.string(errorHandling)])
    }

    /// Everything that is left, or `limit` bytes (of text: characters).
    func read(_ vm: VM, limit: Int?) throws -> Value {
        try prepareToRead(vm)
        guard let limit, limit >= 0 else {
            while try fill(vm) {}
            return try result(vm, take(input.count - inputPosition))
        }
        if mode.isBinary {
            while input.count - inputPosition < limit, try fill(vm) {}
            return try result(vm, take(min(limit, input.count - inputPosition)))
        }
        // Characters of UTF-8 end where no continuation byte follows.
        var end = inputPosition
        var characters = 0
        while true {
            while end < input.count {
                if input[end] & 0xC0 != 0x80 {
                    if characters == limit { return try result(vm, take(end - inputPosition)) }
                    characters += 1
                }
                end += 1
            }
            let offset = end - inputPosition
            guard try fill(vm) else { return try result(vm, take(input.count - inputPosition)) }
            end = inputPosition + offset
        }
    }

    /// The next line with its end, or nil at the end of the file.
    func readLine(_ vm: VM, limit: Int? = nil) throws -> Value? {
        try prepareToRead(vm)
        var scanned = 0
        while true {
            if let length = lineLength(from: inputPosition + scanned) {
                return try result(vm, take(min(limit ?? Int.max, length)))
            }
            scanned = max(0, input.count - inputPosition - 1)
            if let limit, limit >= 0, input.count - inputPosition >= limit { return try result(vm, take(limit)) }
            if try !fill(vm) { break }
        }
        if inputPosition == input.count { return nil }
        return try result(vm, take(min(limit ?? Int.max, input.count - inputPosition)))
    }

    /// The length of the line at the reading position, when its end is in the buffer.
    private func lineLength(from start: Int) -> Int? {
        var index = start
        let anyEnd = !mode.isBinary && newline == []
        let end: UInt8 = newline == [0x0D] ? 0x0D : 0x0A
        while index < input.count {
            let byte = input[index]
            if byte == end {
                if newline == [0x0D, 0x0A], index == inputPosition || input[index - 1] != 0x0D {
                    index += 1
                    continue
                }
                return index + 1 - inputPosition
            }
            if anyEnd, byte == 0x0D {
                if index + 1 < input.count {
                    return (input[index + 1] == 0x0A ? index + 2 : index + 1) - inputPosition
                }
                return isAtEnd ? index + 1 - inputPosition : nil
            }
            index += 1
        }
        return nil
    }

    override func next(_ vm: VM) throws -> Value? { try readLine(vm) }

    // MARK: Writing

    /// Writes text or bytes; returns the number of characters or bytes.
    func write(_ vm: VM, _ value: Value) throws -> Int {
        try prepareToWrite(vm)
        let count: Int
        if mode.isBinary {
            guard let bytes = value.asBytes?.bytes else {
                throw vm.typeError("a bytes-like object is required, not '\(vm.typeName(value))'")
            }
            count = bytes.count
            if count > PlainText.stretch {
                try bytes.withUnsafeBytes { try writeLong(vm, $0) }
                return count
            }
            output.append(contentsOf: bytes)
        } else {
            guard let text = value.asString else {
                throw vm.typeError("write() argument must be str, not \(vm.argumentTypeName(value))")
            }
            count = text.count
            var bytes: [UInt8]
            if ["utf-8", "utf8", "utf_8"].contains(encoding.lowercased())
                || text.isASCII && !encoding.lowercased().hasPrefix("utf")
            {
                if text.byteCount > PlainText.stretch, newline?.first != 0x0D {
                    try writeLong(vm, UnsafeRawBufferPointer(text.buffer))
                    return count
                }
                bytes = Array(text.buffer)
            } else {
                let encoded = try vm.callMethod(value, "encode", [vm.string(encoding), vm.string(errorHandling)])
                bytes = encoded.asBytes?.bytes ?? []
                // The mark of the byte order stands at the beginning of a file only.
                let mark = ["utf16": 2, "utf32": 4, "utf8sig": 3][
                    encoding.lowercased().filter { $0 != "-" && $0 != "_" }]
                if let mark, !output.isEmpty || lseek(descriptor, 0, SEEK_CUR) > 0 { bytes.removeFirst(mark) }
            }
            if let newline, newline.first == 0x0D {
                bytes = bytes.flatMap { $0 == 0x0A ? newline : [$0] }
            }
            output.append(contentsOf: bytes)
        }
        if output.count > FileObject.chunkSize { try flush(vm) }
        return count
    }

    func flush(_ vm: VM) throws {
        if output.isEmpty { return }
        defer { output.removeAll(keepingCapacity: true) }
        let error = try output.withUnsafeBytes { try writeAll(vm, $0) }
        if error != 0 { throw vm.osError(error) }
    }

    /// Writes what is not worth a copy, after what waits in `output`.
    private func writeLong(_ vm: VM, _ bytes: UnsafeRawBufferPointer) throws {
        try flush(vm)
        let error = try writeAll(vm, bytes)
        if error != 0 { throw vm.osError(error) }
    }

    /// 0, or the number of the error. Ctrl-C ends a long write, and one that nobody reads.
    private func writeAll(_ vm: VM?, _ bytes: UnsafeRawBufferPointer) throws -> Int32 {
        var done = 0
        var info = stat()
        let mayBlock = fstat(descriptor, &info) != 0 || info.st_mode & S_IFMT != S_IFREG
        while done < bytes.count {
            var piece = min(bytes.count - done, 1 << 24)
            if mayBlock {
                // A pipe that is ready takes so much at once.
                piece = min(piece, 4096)
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                let count = poll(&ready, 1, 50)
                if count == 0 || (count < 0 && errno == EINTR) {
                    try vm?.checkStop()
                    continue
                }
            } else if done > 0 {
                try vm?.checkStop()
            }
            let count = System.write(descriptor, bytes.baseAddress.map { $0 + done }, piece)
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            done += count
        }
        return 0
    }

    func close(_ vm: VM) throws {
        if isClosed { return }
        defer {
            if closesDescriptor { _ = System.close(descriptor) }
            descriptor = -1
            dropInput()
        }
        try flush(vm)
        try binary?.value.cast(FileObject.self).leave(vm)
    }

    /// The bytes of a text file, `.buffer`. What was written as text comes first.
    func bytes(_ vm: VM) throws -> Value {
        if let binary { return binary.value }
        try flush(vm)
        var mode = mode
        mode.isBinary = true
        let file = vm.value(
            FileObject(
                descriptor: descriptor, mode: mode, modeText: modeText + "b", name: name.value, encoding: encoding,
                errorHandling: errorHandling, newline: nil, closesDescriptor: false))
        binary = Strong(file)
        return file
    }

    /// The end of a `.buffer`, whose text file closes.
    private func leave(_ vm: VM?) throws {
        guard descriptor >= 0 else { return }
        defer { descriptor = -1 }
        if let vm { return try flush(vm) }
        _ = try output.withUnsafeBytes { try writeAll(nil, $0) }
        output.removeAll()
    }

    // MARK: Position

    func tell(_ vm: VM) throws -> Int {
        try checkOpen(vm)
        try flush(vm)
        let position = lseek(descriptor, 0, SEEK_CUR)
        if position < 0 { throw vm.osError(errno) }
        return Int(position) - (input.count - inputPosition)
    }

    func seek(_ vm: VM, _ offset: Int, _ whence: Int) throws -> Int {
        try checkOpen(vm)
        if !mode.isBinary, whence != 0, offset != 0 {
            throw vm.unsupportedOperation("can't do nonzero \(whence == 1 ? "cur" : "end")-relative seeks")
        }
        guard (0...2).contains(whence) else {
            throw vm.valueError("invalid whence (\(whence), should be 0, 1 or 2)")
        }
        if whence == 0, offset < 0 { throw vm.valueError("negative seek position \(offset)") }
        var target = offset
        if whence == 1 { target += try tell(vm) }
        try flush(vm)
        dropInput()
        let position = lseek(descriptor, off_t(target), whence == 2 ? SEEK_END : SEEK_SET)
        if position < 0 { throw vm.osError(errno) }
        return Int(position)
    }

    func truncate(_ vm: VM, _ size: Int?) throws -> Int {
        try prepareToWrite(vm)
        try flush(vm)
        let length = try size ?? tell(vm)
        if ftruncate(descriptor, off_t(length)) != 0 { throw vm.osError(errno) }
        return length
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(name.value)
    }
}

extension VM {
    /// `io.UnsupportedOperation`
    func unsupportedOperation(_ message: String) -> Thrown {
        Thrown(ExceptionObject(type: FileTypes.unsupportedOperation, arguments: TupleObject([string(message)])))
    }

    /// A path from a string, bytes or an object with `__fspath__`.
    func path(_ value: Value) throws -> String {
        if let text = value.asString { return text.text }
        if let bytes = value.asBytes { return String(decoding: bytes.bytes, as: UTF8.self) }
        if value.isObject, let method = typeOf(value).lookup(Interned.string("__fspath__")), !method.isNone,
            let text = try callMethod(value, "__fspath__", []).asString
        {
            return text.text
        }
        throw typeError("expected str, bytes or os.PathLike object, not \(typeName(value))")
    }
}
