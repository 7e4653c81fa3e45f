import GradusData
import GradusTensor
import GradusVM

/// `torch._files`: what reading and writing tensors needs of memory and files. The formats themselves are written in the
/// language (`torch.serialization`, `safetensors`).
enum TensorFiles {
    static let module = NativeModule("torch._files") { vm, module in
        addMemory(module)
        module.type(ArchiveObject.archiveType)
        module.function(
            "write_archive", "path, records, alignment=64, /",
            doc:
                "Writes (name, bytes or tensor) pairs as a ZIP archive; of a tensor its whole storage. Without a path, the bytes."
        ) { vm, arguments in
            let records = try vm.array(from: arguments[1])
            let alignment = try arguments.optional(2).map { try vm.index($0) } ?? 64
            guard let target = arguments.orNone(0) else {
                let sink = MemorySink()
                try write(vm, records, to: ZipWriter(sink, alignment: alignment))
                return vm.value(BytesObject(sink.bytes))
            }
            let file = try AtomicFile(path: try vm.path(target))
            try write(vm, records, to: ZipWriter(file, alignment: alignment))
            try file.commit()
            return .none
        }
        module.function(
            "write_file", "path, parts, /", doc: "Writes bytes and tensors (their elements in order) one after another."
        ) { vm, arguments in
            let file = try AtomicFile(path: try vm.path(arguments[0]))
            for part in try vm.array(from: arguments[1]) {
                try withBytes(vm, part, whole: false) { try file.write($0) }
            }
            try file.commit()
            return .none
        }
        module.function("open_archive", "source, /", doc: "The archive in a file (a path) or in bytes.") {
            vm, arguments in
            vm.value(try ArchiveObject(try source(vm, arguments[0])))
        }
        module.function("open_bytes", "source, /", doc: "A file (a path) or bytes, to read tensors from.") {
            vm, arguments in
            vm.value(ArchiveObject(plain: try source(vm, arguments[0])))
        }
    }

    /// `__reduce_ex__` of tensors, which the language knows how to take apart.
    static func addPickling(_ type: TypeObject) {
        type.method("__reduce_ex__", "self, protocol, /", doc: "Helper for pickle.") { vm, arguments in
            let module = Value(borrowing: try vm.importModule("torch._utils"))
            return try vm.call(try vm.attribute(module, "_reduce_tensor"), [arguments[0]])
        }
    }

    private static func source(_ vm: VM, _ value: Value) throws -> any RandomAccessSource {
        if let bytes = value.bytesLike { return MemoryBytes(bytes) }
        return try FileBytes(path: try vm.path(value))
    }

    private static func write(_ vm: VM, _ records: [Value], to archive: ZipWriter) throws {
        for record in records {
            guard let pair = record.asTuple, pair.count == 2 else { throw vm.typeError("a record is a pair") }
            let name = try vm.str(pair[0])
            try vm.checkInterrupt()
            try withBytes(vm, pair[1], whole: true) { bytes in try Interruption.around { try archive.add(name, bytes) }
            }
        }
        try archive.finish()
    }

    /// The bytes of a bytes object, of a tensor's storage (`whole`), or of its elements in row-major order.
    static func withBytes(_ vm: VM, _ value: Value, whole: Bool, _ body: (UnsafeRawBufferPointer) throws -> Void) throws
    {
        if let tensor = value.asTensor {
            guard !tensor.isMeta || Preview.isOn else {
                throw vm.error(.notImplementedError, "Cannot copy out of meta tensor; no data!")
            }
            let dense = whole ? tensor : try tensor.detach().contiguous()
            let (start, count) =
                whole
                ? (tensor.storage.base, tensor.storage.byteCount) : (dense.data, dense.count * dense.dtype.size)
            try withExtendedLifetime(dense) { try body(UnsafeRawBufferPointer(start: start, count: count)) }
            return
        }
        guard let bytes = value.bytesLike else {
            throw vm.typeError("a bytes-like object is required, not '\(vm.typeName(value))'")
        }
        try bytes.withUnsafeBytes(body)
    }

    private static func addMemory(_ module: ModuleBuilder) {
        module.function(
            "layout", "tensor, /",
            doc: "(storage's address, dtype, elements of the storage, offset, size, stride, requires_grad)"
        ) { vm, arguments in
            let tensor = try vm.tensor(arguments[0], "layout", 1, "tensor")
            return vm.tuple([
                Value(Int(bitPattern: Unmanaged.passUnretained(tensor.storage).toOpaque())),
                DTypeObject.value(tensor.dtype),
                Value(tensor.storage.byteCount / tensor.dtype.size), Value(tensor.offset),
                vm.tuple(tensor.shape.map { Value($0) }), vm.tuple(tensor.strides.map { Value($0) }),
                Value(tensor.requiresGrad),
            ])
        }
        module.function("to_bytes", "tensor, whole=False, /", doc: "The elements in row-major order, or the storage.") {
            vm, arguments in
            var bytes: [UInt8] = []
            try withBytes(vm, arguments[0], whole: try vm.flag(arguments, 1, false)) { bytes = Array($0) }
            return vm.value(BytesObject(bytes))
        }
        module.function("from_bytes", "data, dtype, /", doc: "A tensor of one axis with the elements of bytes.") {
            vm, arguments in
            guard let bytes = arguments[0].bytesLike else {
                throw vm.typeError("a bytes-like object is required, not '\(vm.typeName(arguments[0]))'")
            }
            let dtype = try TensorMethods.dtype(vm, arguments[1])
            let tensor = try Tensor(empty: [bytes.count / dtype.size], dtype)
            UnsafeMutableRawBufferPointer(start: tensor.data, count: tensor.count * dtype.size)
                .copyBytes(from: bytes.prefix(tensor.count * dtype.size))
            return vm.wrap(tensor)
        }
        module.function(
            "view", "storage, dtype, offset, size, stride, /",
            doc: "A tensor over the memory of another one; the layout is checked against it."
        ) { vm, arguments in
            let storage = try vm.tensor(arguments[0], "view", 1, "storage")
            let dtype = try TensorMethods.dtype(vm, arguments[1])
            let offset = try vm.index(arguments[2])
            let size = try vm.array(from: arguments[3]).map { try vm.index($0) }
            let stride = try vm.array(from: arguments[4]).map { try vm.index($0) }
            return vm.wrap(try view(vm, storage, dtype, offset, size, stride))
        }
        module.function("keep_random", "function, /", doc: "Calls a function and leaves the generator as it was.") {
            vm, arguments in
            let saved = Generator.default.stateBytes
            defer { try? Generator.default.setState(saved) }
            return try vm.call(arguments[0])
        }
    }

    private static func view(
        _ vm: VM, _ storage: Tensor, _ dtype: DType, _ offset: Int, _ size: [Int], _ stride: [Int]
    ) throws -> Tensor {
        guard size.count == stride.count, size.count <= Dims.capacity else {
            throw vm.error(.runtimeError, "mismatch in length of strides and shape")
        }
        try Tensor.checkSizes(Dims(size))
        let capacity = storage.storage.byteCount / dtype.size
        guard offset >= 0, stride.allSatisfy({ $0 >= 0 }) else {
            throw vm.error(.runtimeError, "Tensor: invalid storage offset or negative strides are not supported")
        }
        var last = offset
        if !size.contains(0) {
            for (extent, step) in zip(size, stride) {
                let (reach, isTooFar) = (extent - 1).multipliedReportingOverflow(by: step)
                let (sum, overflow) = last.addingReportingOverflow(reach)
                guard !isTooFar, !overflow else { throw outOfBounds(vm, size, stride, offset, dtype, storage) }
                last = sum
            }
            guard last < capacity else { throw outOfBounds(vm, size, stride, offset, dtype, storage) }
        }
        return Tensor(
            storage: storage.storage, offset: size.contains(0) ? min(offset, capacity) : offset, shape: Dims(size),
            strides: Dims(stride), dtype: dtype, device: .cpu,
            contiguous: Tensor.isContiguous(Dims(size), Dims(stride)))
    }

    private static func outOfBounds(
        _ vm: VM, _ size: [Int], _ stride: [Int], _ offset: Int, _ dtype: DType, _ storage: Tensor
    ) -> Thrown {
        var needed = Double(offset)
        for (extent, step) in zip(size, stride) { needed += Double(extent - 1) * Double(step) }
        let bytes = (needed + 1) * Double(dtype.size)
        return vm.error(
            .runtimeError,
            "setStorage: sizes \(size), strides \(stride), storage offset \(offset), and itemsize \(dtype.size) requiring a "
                + "storage size of \(bytes < 1e18 ? "\(Int(bytes))" : "\(bytes)") are out of bounds for storage of size "
                + "\(storage.storage.byteCount)")
    }
}

/// An archive, or plain bytes, that tensors are read from.
final class ArchiveObject: Object {
    fileprivate let source: any RandomAccessSource
    fileprivate let archive: ZipArchive?
    /// Bytes that tensors took so far: records of an honest file do not overlap.
    private var taken = 0

    init(_ source: any RandomAccessSource) throws {
        self.source = source
        archive = try ZipArchive(source)
        super.init(type: Self.archiveType)
    }

    init(plain source: any RandomAccessSource) {
        self.source = source
        archive = nil
        super.init(type: Self.archiveType)
    }

    nonisolated(unsafe) static let archiveType = TypeObject(
        name: "_Archive", module: "torch._files", bases: [Types.object], layout: .other, populate: populate)

    private static func receiver(_ vm: VM, _ arguments: Arguments) throws -> ArchiveObject {
        guard let object = arguments[0].object as? ArchiveObject else { throw vm.typeError("expected an archive") }
        return object
    }

    private func entry(_ vm: VM, _ value: Value) throws -> (ZipArchive, ZipArchive.Entry) {
        let name = try vm.str(value)
        guard let archive, let entry = archive.entry(named: name) else { throw vm.keyError(value) }
        return (archive, entry)
    }

    private func take(_ vm: VM, _ count: Int) throws {
        taken += count
        guard taken <= source.size else {
            throw DataError.corruptArchive(archive: source.path, detail: "its records overlap")
        }
    }

    private static func populate(_ type: TypeObject) {
        type.method("names", "self") { vm, arguments in
            vm.list((try receiver(vm, arguments).archive?.entries ?? []).map { vm.string($0.name) })
        }
        type.property("size") { _, value in Value((value.object as? ArchiveObject)?.source.size ?? 0) }
        type.method("record_size", "self, name, /") { vm, arguments in
            Value(try receiver(vm, arguments).entry(vm, arguments[1]).1.size)
        }
        type.method("read", "self, name, /", doc: "The contents of a record.") { vm, arguments in
            let (archive, entry) = try receiver(vm, arguments).entry(vm, arguments[1])
            return vm.value(BytesObject(try archive.contents(of: entry)))
        }
        type.method("tensor", "self, name, dtype, /", doc: "The contents of a record as a tensor of one axis.") {
            vm, arguments in
            let object = try receiver(vm, arguments)
            let (archive, entry) = try object.entry(vm, arguments[1])
            let dtype = try TensorMethods.dtype(vm, arguments[2])
            try object.take(vm, entry.size)
            let tensor = try Tensor(empty: [entry.size / dtype.size], dtype)
            if entry.size == tensor.count * dtype.size {
                try Interruption.around {
                    try archive.read(
                        entry, into: UnsafeMutableRawBufferPointer(start: tensor.data, count: entry.size))
                }
            } else {
                let bytes = try archive.contents(of: entry)
                UnsafeMutableRawBufferPointer(start: tensor.data, count: tensor.count * dtype.size)
                    .copyBytes(from: bytes.prefix(tensor.count * dtype.size))
            }
            return vm.wrap(tensor)
        }
        type.method("bytes_at", "self, offset, count, /") { vm, arguments in
            let object = try receiver(vm, arguments)
            return vm.value(
                BytesObject(
                    try object.source.bytes(at: try vm.index(arguments[1]), count: try vm.index(arguments[2]))))
        }
        type.method("tensor_at", "self, offset, count, dtype, /", doc: "A tensor of so many elements.") {
            vm, arguments in
            let object = try receiver(vm, arguments)
            let dtype = try TensorMethods.dtype(vm, arguments[3])
            let (offset, count) = (try vm.index(arguments[1]), try vm.index(arguments[2]))
            guard offset >= 0, count >= 0, offset <= object.source.size,
                count <= (object.source.size - offset) / dtype.size
            else {
                throw DataError.truncated(
                    path: object.source.path, expected: offset &+ count, actual: object.source.size)
            }
            let tensor = try Tensor(empty: [count], dtype)
            try object.source.read(
                at: offset, into: UnsafeMutableRawBufferPointer(start: tensor.data, count: count * dtype.size))
            return vm.wrap(tensor)
        }
    }
}
