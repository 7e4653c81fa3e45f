#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `_os`: files, folders and the environment; `os` and `os.path` are built on it.
enum OSModule {
    static let module = NativeModule("_os") { vm, module in
        addFolders(module)
        addFiles(module)
        DescriptorFunctions.add(to: module)
        addProcess(vm, module)
    }

    /// `_io`: what `io` shares with `open`.
    static let streams = NativeModule("_io") { vm, module in
        module.type(FileTypes.unsupportedOperation)
        module.type(FileTypes.text)
        module.type(FileTypes.reader)
        module.type(FileTypes.writer)
        module.type(MemoryStreams.text)
        module.type(MemoryStreams.bytes)
    }

    /// A path that the system can be told whole.
    private static func name(_ vm: VM, _ path: Value) throws -> String {
        let text = try vm.path(path)
        if text.utf8.contains(0) { throw vm.valueError("embedded null byte") }
        return text
    }

    /// A system call on a path: a result below zero is an OSError with the path.
    private static func call(_ vm: VM, _ path: Value, _ body: (String) -> Int32) throws -> Value {
        let text = try name(vm, path)
        if body(text) != 0 { throw vm.osError(errno, file: path.tag == .string ? path : vm.string(text)) }
        return .none
    }

    private static func call(_ vm: VM, _ first: Value, _ second: Value, _ body: (String, String) -> Int32) throws
        -> Value
    {
        let (a, b) = (try name(vm, first), try name(vm, second))
        if body(a, b) != 0 { throw vm.osError(errno, file: vm.string(a), second: vm.string(b)) }
        return .none
    }

    /// Calls `body` with the name and kind of each entry of a folder, and the folder's path.
    private static func read(
        _ vm: VM, _ given: Value?, _ body: (_ name: String, _ kind: UInt8, _ path: String) -> Void
    ) throws {
        let path = try given.map { try name(vm, $0) } ?? "."
        guard let folder = opendir(path) else { throw vm.osError(errno, file: vm.string(path)) }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { body(name, entry.pointee.d_type, path) }
        }
    }

    private static func addFolders(_ module: ModuleBuilder) {
        module.function("listdir", "path='.'") { vm, arguments in
            var names: [Value] = []
            try read(vm, arguments.orNone(0)) { name, _, _ in names.append(vm.string(name)) }
            return vm.list(names)
        }
        // (folders and links to folders, everything else): what the folder itself tells of its entries.
        module.function("listing", "path='.'") { vm, arguments in
            var (folders, others): ([Value], [Value]) = ([], [])
            try read(vm, arguments.orNone(0)) { name, kind, path in
                var isFolder = kind == UInt8(DT_DIR)
                if kind == UInt8(DT_LNK) || kind == UInt8(DT_UNKNOWN) {
                    var facts = stat()
                    isFolder = stat(path + "/" + name, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
                }
                if isFolder { folders.append(vm.string(name)) } else { others.append(vm.string(name)) }
            }
            return vm.tuple([vm.list(folders), vm.list(others)])
        }
        module.function("mkdir", "path, mode=511") { vm, arguments in
            let mode = try arguments.optional(1).map { mode_t(truncatingIfNeeded: try vm.index($0)) } ?? 0o777
            return try call(vm, arguments[0]) { mkdir($0, mode) }
        }
        module.function("rmdir", "path") { vm, arguments in try call(vm, arguments[0]) { rmdir($0) } }
        module.function("chdir", "path") { vm, arguments in try call(vm, arguments[0]) { chdir($0) } }
        module.function("getcwd", "") { vm, _ in
            guard let path = getcwd(nil, 0) else { throw vm.osError(errno) }
            defer { free(path) }
            return vm.string(String(cString: path))
        }
    }

    private static func addFiles(_ module: ModuleBuilder) {
        for name in ["remove", "unlink"] {
            module.function(name, "path") { vm, arguments in try call(vm, arguments[0]) { unlink($0) } }
        }
        for name in ["rename", "replace"] {
            module.function(name, "src, dst") { vm, arguments in
                try call(vm, arguments[0], arguments[1]) { rename($0, $1) }
            }
        }
        module.function("symlink", "src, dst") { vm, arguments in
            try call(vm, arguments[0], arguments[1]) { symlink($0, $1) }
        }
        module.function("link", "src, dst") { vm, arguments in
            try call(vm, arguments[0], arguments[1]) { link($0, $1) }
        }
        module.function("chmod", "path, mode") { vm, arguments in
            let mode = mode_t(truncatingIfNeeded: try vm.index(arguments[1]))
            return try call(vm, arguments[0]) { chmod($0, mode) }
        }
        module.function("access", "path, mode") { vm, arguments in
            Value(access(try name(vm, arguments[0]), Int32(truncatingIfNeeded: try vm.index(arguments[1]))) == 0)
        }
        module.function("readlink", "path") { vm, arguments in
            let path = try name(vm, arguments[0])
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = buffer.withUnsafeMutableBytes { bytes in
                guard let start = bytes.baseAddress else { return -1 }
                return readlink(path, start.assumingMemoryBound(to: CChar.self), bytes.count)
            }
            if count < 0 { throw vm.osError(errno, file: vm.string(path)) }
            return vm.string(Array(buffer[..<count]))
        }
        module.function("realpath", "path") { vm, arguments in
            guard let found: UnsafeMutablePointer<CChar> = realpath(try name(vm, arguments[0]), nil) else {
                return .none
            }
            defer { free(found) }
            return vm.string(String(cString: found))
        }
        for (function, follows) in [("stat", true), ("lstat", false)] {
            // (mode, inode, device, links, user, group, size, then accessed, modified, changed in nanoseconds)
            module.function(function, "path") { vm, arguments in
                var status = stat()
                if arguments[0].tag == .int {
                    if fstat(Int32(clamping: try vm.index(arguments[0])), &status) != 0 { throw vm.osError(errno) }
                } else {
                    let path = try name(vm, arguments[0])
                    let result = fstatat(AT_FDCWD, path, &status, follows ? 0 : AT_SYMLINK_NOFOLLOW)
                    if result != 0 { throw vm.osError(errno, file: vm.string(path)) }
                }
                func time(_ time: timespec) -> Value { Value(Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)) }
                return vm.tuple([
                    Value(Int(status.st_mode)), Value(Int(status.st_ino)), Value(Int(status.st_dev)),
                    Value(Int(status.st_nlink)), Value(Int(status.st_uid)), Value(Int(status.st_gid)),
                    Value(Int(status.st_size)), time(status.st_atim), time(status.st_mtim), time(status.st_ctim),
                ])
            }
        }
        module.function("umask", "mask, /") { vm, arguments in
            Value(Int(umask(mode_t(truncatingIfNeeded: try vm.index(arguments[0])))))
        }
        module.function("utime", "path, accessed, modified") { vm, arguments in
            func time(_ value: Value) throws -> timespec {
                if value.isNone { return timespec(tv_sec: 0, tv_nsec: (1 << 30) - 1) }
                let whole = try TimeModule.stamp(vm, value)
                let rest = try vm.double(value) - Double(whole)
                return timespec(tv_sec: whole, tv_nsec: Int(max(0, min(rest, 0.999999999)) * 1e9))
            }
            let times = [try time(arguments[1]), try time(arguments[2])]
            return try call(vm, arguments[0]) { utimensat(AT_FDCWD, $0, times, 0) }
        }
    }

    private static func addProcess(_ vm: VM, _ module: ModuleBuilder) {
        let environment = DictionaryObject()
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text)
            if let equals = pair.firstIndex(of: "=") {
                environment.set(String(pair[..<equals]), vm.string(String(pair[pair.index(after: equals)...])))
            }
            entry += 1
        }
        module.value("environ", vm.value(environment))
        module.function("putenv", "name, value") { vm, arguments in
            setenv(try vm.path(arguments[0]), try vm.path(arguments[1]), 1)
            return .none
        }
        module.function("unsetenv", "name") { vm, arguments in
            unsetenv(try vm.path(arguments[0]))
            return .none
        }
        module.function("cpu_count", "") { _, _ in Value(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
        module.function("getpid", "") { _, _ in Value(Int(getpid())) }
        module.function("getppid", "") { _, _ in Value(Int(getppid())) }
        module.function("getuid", "") { _, _ in Value(Int(getuid())) }
        module.function("urandom", "size, /") { vm, arguments in
            let count = try vm.index(arguments[0])
            if count < 0 { throw vm.valueError("negative argument not allowed") }
            return vm.value(BytesObject((0..<count).map { _ in UInt8.random(in: 0...255) }))
        }
        module.function("terminal_size", "fd=1, /") { vm, arguments in
            var size = winsize()
            let descriptor = try arguments.optional(0).map { Int32(truncatingIfNeeded: try vm.index($0)) } ?? 1
            if ioctl(descriptor, UInt(TIOCGWINSZ), &size) != 0 { throw vm.osError(errno) }
            return vm.tuple([Value(Int(size.ws_col)), Value(Int(size.ws_row))])
        }
        module.function("strerror", "code, /") { vm, arguments in
            vm.string(String(cString: strerror(Int32(truncatingIfNeeded: try vm.index(arguments[0])))))
        }
    }
}
