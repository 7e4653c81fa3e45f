#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The functions of `_os` that work on file descriptors. A program closes only what it opened itself: other descriptors
/// belong to its files and to the process.
enum DescriptorFunctions {
    /// What `os.open` and `os.dup` gave out.
    nonisolated(unsafe) private static var opened: Set<Int32> = []

    /// A file object takes over.
    static func release(_ descriptor: Int32) { opened.remove(descriptor) }

    static func add(to module: ModuleBuilder) {
        addOpening(module)
        addTransfer(module)
        for (name, flag) in [
            ("O_RDONLY", O_RDONLY), ("O_WRONLY", O_WRONLY), ("O_RDWR", O_RDWR), ("O_CREAT", O_CREAT),
            ("O_EXCL", O_EXCL), ("O_TRUNC", O_TRUNC), ("O_APPEND", O_APPEND), ("O_CLOEXEC", O_CLOEXEC),
            ("O_NONBLOCK", O_NONBLOCK), ("O_SYNC", O_SYNC), ("O_NOFOLLOW", O_NOFOLLOW), ("O_DIRECTORY", O_DIRECTORY),
        ] {
            module.value(name, Value(Int(flag)))
        }
    }

    private static func descriptor(_ vm: VM, _ value: Value) throws -> Int32 {
        Int32(clamping: try vm.index(value))
    }

    /// A system call's number, or an OSError; interrupted calls are made again.
    private static func patient(_ vm: VM, _ call: () -> Int) throws -> Int {
        while true {
            let result = call()
            if result >= 0 { return result }
            guard errno == EINTR else { throw vm.osError(errno) }
            try vm.checkInterrupt()
        }
    }

    private static func addOpening(_ module: ModuleBuilder) {
        module.function("open", "path, flags, mode=511, *, dir_fd=None") { vm, arguments in
            let path = try vm.path(arguments[0])
            if path.utf8.contains(0) { throw vm.valueError("embedded null byte") }
            let flags = Int32(truncatingIfNeeded: try vm.index(arguments[1])) | O_CLOEXEC
            let mode = try arguments.optional(2).map { mode_t(truncatingIfNeeded: try vm.index($0)) } ?? 0o777
            let made = try System.openPatiently(path, flags, mode) { try vm.checkInterrupt() }
            if made < 0 { throw vm.osError(errno, file: vm.string(path)) }
            opened.insert(made)
            return Value(Int(made))
        }
        module.function("dup", "fd, /") { vm, arguments in
            let made = dup(try descriptor(vm, arguments[0]))
            if made < 0 { throw vm.osError(errno) }
            opened.insert(made)
            return Value(Int(made))
        }
        module.function("close", "fd") { vm, arguments in
            let given = try descriptor(vm, arguments[0])
            guard opened.remove(given) != nil else { throw vm.osError(EBADF) }
            if System.close(given) != 0 { throw vm.osError(errno) }
            return .none
        }
    }

    private static func addTransfer(_ module: ModuleBuilder) {
        module.function("read", "fd, length, /") { vm, arguments in
            let given = try descriptor(vm, arguments[0])
            let length = try vm.index(arguments[1])
            if length < 0 { throw vm.osError(EINVAL) }
            try vm.checkAllocation(length)
            var bytes = [UInt8](repeating: 0, count: length)
            let count = try bytes.withUnsafeMutableBytes { room in
                try patient(vm) { System.read(given, room.baseAddress, length) }
            }
            return vm.value(BytesObject(Array(bytes[..<count])))
        }
        module.function("write", "fd, data, /") { vm, arguments in
            let given = try descriptor(vm, arguments[0])
            guard let bytes = arguments[1].asBytes else {
                throw vm.typeError("a bytes-like object is required, not '\(vm.typeName(arguments[1]))'")
            }
            return Value(
                try bytes.bytes.withUnsafeBytes { data in
                    try patient(vm) { System.write(given, data.baseAddress, data.count) }
                })
        }
        module.function("lseek", "fd, position, how, /") { vm, arguments in
            let (given, place) = (try descriptor(vm, arguments[0]), off_t(try vm.index(arguments[1])))
            let how = Int32(clamping: try vm.index(arguments[2]))
            return Value(try patient(vm) { Int(lseek(given, place, how)) })
        }
        module.function("ftruncate", "fd, length, /") { vm, arguments in
            let (given, length) = (try descriptor(vm, arguments[0]), off_t(try vm.index(arguments[1])))
            return Value(try patient(vm) { Int(ftruncate(given, length)) })
        }
    }
}
