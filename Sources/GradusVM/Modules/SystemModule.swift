#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `sys`, `gc`, `builtins` and `__future__`.
enum SystemModule {
    static let module = NativeModule("sys") { vm, module in
        module.value("argv", vm.list(vm.arguments.map { vm.string($0) }))
        module.value("path", vm.list(vm.modulePath.map { vm.string($0) }))
        module.value("modules", Value(borrowing: vm.modules))
        module.value("version", vm.string("3.11.0 (Gradus)"))
        module.value("version_info", versionInfo(vm))
        module.value("hexversion", Value(0x030B_00F0))
        module.value("api_version", Value(1013))
        module.value("maxsize", Value(Int.max))
        module.value("maxunicode", Value(0x10FFFF))
        addDigitLimit(module)
        module.value("byteorder", vm.string("little"))
        #if os(macOS)
            module.value("platform", vm.string("darwin"))
        #else
            module.value("platform", vm.string("linux"))
        #endif
        module.value("executable", vm.string(CommandLine.arguments.first ?? ""))
        module.value("prefix", vm.string("/usr"))
        module.value("copyright", vm.string(""))
        for name in ["exec_prefix", "base_prefix", "base_exec_prefix"] { module.value(name, vm.string("/usr")) }
        module.value("float_repr_style", vm.string("short"))
        module.value("stdlib_module_names", vm.tuple(vm.knownModuleNames.sorted().map { vm.string($0) }))
        module.value("warnoptions", vm.list([]))
        module.value("orig_argv", vm.list(vm.arguments.map { vm.string($0) }))
        let flags = [
            "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
            "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode",
            "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits",
        ]
        func flag(_ name: String) -> Value {
            if name == "dev_mode" || name == "safe_path" { return .false }
            return Value(name == "int_max_str_digits" ? 4300 : 0)
        }
        module.value("flags", record(vm, "sys.flags", flags.map { ($0, flag($0)) }))
        module.value("dont_write_bytecode", .true)
        if vm.isInteractive {
            module.value("ps1", vm.string(">>> "))
            module.value("ps2", vm.string("... "))
        }
        module.value("builtin_module_names", vm.tuple(vm.knownModuleNames.sorted().map { vm.string($0) }))
        for (name, kind) in [("stdin", StandardStream.Kind.input), ("stdout", .output), ("stderr", .error)] {
            let stream = vm.value(StandardStream(kind))
            module.value(name, stream)
            module.value("__\(name)__", stream)
        }
        addFunctions(module)
        addFacts(vm, module)
    }

    private static func addFunctions(_ module: ModuleBuilder) {
        module.function("exit", "status=None, /", doc: "Exit by raising SystemExit(status).") { vm, arguments in
            throw vm.error(.systemExit, arguments: arguments.optional(0).map { [$0] } ?? [])
        }
        module.function("_getframe", "depth=0, /") { vm, arguments in
            let depth = try arguments.optional(0).map { try vm.index($0) } ?? 0
            guard let frame = FrameObject.running(vm, depth: max(0, depth)) else {
                throw vm.valueError("call stack is not deep enough")
            }
            return vm.value(frame)
        }
        module.function("getrecursionlimit", "") { vm, _ in Value(vm.recursionLimit) }
        module.function("setrecursionlimit", "limit, /") { vm, arguments in
            let limit = try vm.index(arguments[0])
            if limit < 1 { throw vm.valueError("recursion limit must be greater or equal than 1") }
            guard limit <= Int(Int32.max) else {
                throw vm.error(.overflowError, "Python int too large to convert to C int")
            }
            guard limit > vm.frameCount else {
                throw vm.error(
                    .recursionError,
                    "cannot set the recursion limit to \(limit) at the recursion depth \(vm.frameCount): "
                        + "the limit is too low")
            }
            vm.recursionLimit = limit
            return .none
        }
        module.function("getsizeof", "object, default=None, /") { vm, arguments in
            let type = vm.typeOf(arguments[0])
            guard let own = type.lookup(Interned.string("__sizeof__")),
                !own.isIdentical(to: Types.object.own(Interned.string("__sizeof__")) ?? .none)
            else { return Value(size(vm, arguments[0])) }
            let size = try vm.index(try vm.callMethod(arguments[0], "__sizeof__", []))
            if size < 0 { throw vm.valueError("__sizeof__() should return >= 0") }
            // What CPython keeps before an object: links for the collector, and the place of its attributes.
            return Value(size &+ (type.allowedSlots == nil ? 32 : 16))
        }
        module.function("getrefcount", "object, /") { _, _ in Value(2) }
        module.function("intern", "string, /") { vm, arguments in
            guard let text = arguments[0].asString else {
                throw vm.typeError("intern() argument must be str, not \(vm.argumentTypeName(arguments[0]))")
            }
            return Value(borrowing: Interned.string(text))
        }
        module.function("exc_info", "") { vm, _ in
            guard let current = vm.handled.last else { return vm.tuple([.none, .none, .none]) }
            return vm.tuple([Value(borrowing: current.type), Value(borrowing: current), vm.tracebackValue(current)])
        }
        module.function("exception", "") { vm, _ in vm.handled.last.map { Value(borrowing: $0) } ?? .none }
        module.function("getdefaultencoding", "") { vm, _ in vm.string("utf-8") }
        module.function("getfilesystemencoding", "") { vm, _ in vm.string("utf-8") }
        module.function("is_finalizing", "") { _, _ in .false }
        module.function("getfilesystemencodeerrors", "") { vm, _ in vm.string("surrogateescape") }
        module.function("getswitchinterval", "") { _, _ in Value(0.005) }
        module.function("gettrace", "") { _, _ in .none }
        for name in ["excepthook", "__excepthook__"] {
            module.function(name, "exctype, value, traceback, /") { vm, arguments in
                if let exception = arguments[1].asException {
                    let text = vm.renderTraceback(exception, offersCures: false)
                    let stream = try vm.attribute(vm.value(try vm.importModule("sys")), "stderr")
                    if !stream.isNone { _ = try vm.callMethod(stream, "write", [vm.string(text)]) }
                }
                return .none
            }
        }
        module.function("displayhook", "value, /") { vm, arguments in
            if !arguments[0].isNone { vm.writeOutput(try vm.repr(arguments[0]) + "\n") }
            return .none
        }
    }

    private static func addFacts(_ vm: VM, _ module: ModuleBuilder) {
        let floats: [(String, Value)] = [
            ("max", Value(Double.greatestFiniteMagnitude)), ("max_exp", Value(1024)), ("max_10_exp", Value(308)),
            ("min", Value(Double.leastNormalMagnitude)), ("min_exp", Value(-1021)), ("min_10_exp", Value(-307)),
            ("dig", Value(15)), ("mant_dig", Value(53)), ("epsilon", Value(Double.ulpOfOne)), ("radix", Value(2)),
            ("rounds", Value(1)),
        ]
        module.value("float_info", record(vm, "sys.float_info", floats))
        module.value(
            "int_info",
            record(
                vm, "sys.int_info",
                [
                    ("bits_per_digit", Value(30)), ("sizeof_digit", Value(4)), ("default_max_str_digits", Value(4300)),
                    ("str_digits_check_threshold", Value(640)),
                ]))
        module.value(
            "hash_info",
            record(
                vm, "sys.hash_info",
                [
                    ("width", Value(64)), ("modulus", Value(2_305_843_009_213_693_951)), ("inf", Value(314159)),
                    ("nan", Value(0)), ("imag", Value(1_000_003)),
                    ("algorithm", vm.string("siphash13")), ("hash_bits", Value(64)), ("seed_bits", Value(128)),
                    ("cutoff", Value(0)),
                ]))
        let implementation = vm.value(ModuleObject(name: "implementation"))
        implementation.asModule?.namespace.set("name", vm.string("gradus"))
        module.value("implementation", implementation)
    }

    private static func versionInfo(_ vm: VM) -> Value {
        record(
            vm, "sys.version_info",
            [
                ("major", Value(3)), ("minor", Value(11)), ("micro", Value(0)),
                ("releaselevel", vm.string("final")), ("serial", Value(0)),
            ])
    }

    /// A tuple whose items have names.
    private static func record(_ vm: VM, _ name: String, _ fields: [(String, Value)]) -> Value {
        let names = fields.map(\.0)
        let type = TypeObject(name: name, module: "builtins", bases: [Types.tuple], layout: .tuple) { type in
            type.constructor("cls, *args, **kwargs") { vm, _ in
                throw vm.typeError("cannot create '\(name)' instances")
            }
            for (index, name) in names.enumerated() {
                type.property(name) { _, value in value.asTuple?.field(index) ?? .none }
            }
            type.special(.representation, "self, /") { vm, arguments in
                let parts = try zip(names, arguments.tuple().buffer).map { "\($0)=\(try vm.repr($1))" }
                return vm.string("\(name)(\(parts.joined(separator: ", ")))")
            }
        }
        return vm.value(TupleObject(fields.map(\.1), type: type))
    }

    /// The bytes an object takes, as CPython counts them.
    static func size(_ vm: VM, _ value: Value) -> Int {
        switch value.tag {
        case .none, .ellipsis, .notImplemented: return 16
        case .bool: return value.bits == 0 ? 24 : 28
        case .int:
            return value.intBits == 0
                ? 24 : value.intBits.magnitude < 1 << 30 ? 28 : value.intBits.magnitude < 1 << 60 ? 32 : 36
        case .float: return 24
        case .string:
            let text = value.cast(StringObject.self)
            if text.isASCII { return 49 + text.count }
            let widest = text.codePoints?.max() ?? 0
            return widest < 0x100 ? 73 + text.count : widest < 0x10000 ? 74 + 2 * text.count : 76 + 4 * text.count
        case .bytes: return 33 + value.cast(BytesObject.self).bytes.count
        case .list: return 56 + 8 * value.cast(ListObject.self).count
        case .tuple: return 40 + 8 * value.cast(TupleObject.self).count
        case .dictionary:
            return value.cast(DictionaryObject.self).count == 0
                ? 64 : 232 + 104 * (value.cast(DictionaryObject.self).count / 6)
        case .set: return 216 + 32 * (value.cast(SetObject.self).count / 5 * 5)
        case .range: return 48
        default: return 56
        }
    }

    /// `sys.get_int_max_str_digits` and its kin.
    static func addDigitLimit(_ module: ModuleBuilder) {
        module.function("get_int_max_str_digits", "") { _, _ in Value(NumberOperations.maximumDigits) }
        module.function("set_int_max_str_digits", "maxdigits") { vm, arguments in
            let count = try vm.index(arguments[0])
            guard count == 0 || count >= 640 else {
                throw vm.valueError("maxdigits must be 0 or larger than 640")
            }
            NumberOperations.maximumDigits = count
            return .none
        }
    }

    static let collector = NativeModule("gc") { vm, module in
        // Nothing is ever put aside, and nobody is told of collections.
        for name in ["garbage", "callbacks"] { module.value(name, vm.list([])) }
        module.function("collect", "generation=2") { vm, _ in
            let count = vm.collectCycles()
            try vm.checkStop()
            return Value(count)
        }
        module.function("enable", "") { _, _ in
            CycleCollector.isEnabled = true
            return .none
        }
        module.function("disable", "") { _, _ in
            CycleCollector.isEnabled = false
            return .none
        }
        module.function("isenabled", "") { _, _ in Value(CycleCollector.isEnabled) }
        module.function("get_count", "") { vm, _ in vm.tuple([Value(CycleCollector.count), Value(0), Value(0)])
        }
        module.function("get_threshold", "") { vm, _ in vm.tuple([Value(700), Value(10), Value(10)]) }
        module.function("set_threshold", "*args") { _, _ in .none }
        module.function("freeze", "") { _, _ in .none }
    }

    static let builtins = NativeModule("builtins") { vm, module in
        for entry in vm.builtins.entries { try module.object.namespace.set(vm, entry.key, entry.value) }
    }

    static let future = NativeModule("__future__") { vm, module in
        for name in [
            "annotations", "division", "print_function", "absolute_import", "unicode_literals", "generators",
            "nested_scopes", "with_statement", "generator_stop",
        ] {
            module.value(name, .true)
        }
    }
}
