#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `time`
enum TimeModule {
    static let module = NativeModule("time") { vm, module in
        for (name, clock) in [
            ("time", CLOCK_REALTIME), ("perf_counter", CLOCK_MONOTONIC), ("monotonic", CLOCK_MONOTONIC),
            ("process_time", CLOCK_PROCESS_CPUTIME_ID), ("thread_time", CLOCK_THREAD_CPUTIME_ID),
        ] {
            module.function(name, "") { _, _ in Value(Double(nanoseconds(clock)) / 1e9) }
            module.function(name + "_ns", "") { _, _ in Value(Int(nanoseconds(clock))) }
        }
        module.function("sleep", "seconds, /") { vm, arguments in
            if arguments[0].tag != .float, !vm.hasIndex(arguments[0]) {
                throw vm.typeError("'\(vm.typeName(arguments[0]))' object cannot be interpreted as an integer")
            }
            let seconds = try vm.double(arguments[0])
            if seconds.isNaN { throw vm.valueError("Invalid value NaN (not a number)") }
            if seconds < 0 { throw vm.valueError("sleep length must be non-negative") }
            // While a thread sleeps, others run.
            if vm.strands.isShared, let sleeper = vm.strands.sleeper {
                _ = try vm.call(sleeper.value, [Value(seconds)])
            } else {
                try sleep(vm, seconds: seconds)
            }
            return .none
        }
        addCalendar(vm, module)
    }

    /// In slices, so that an interrupt is seen soon.
    static func sleep(_ vm: VM, seconds: Double) throws {
        let end = nanoseconds(CLOCK_MONOTONIC) + Int64(max(0, min(seconds, 1e9)) * 1e9)
        vm.flushOutput()
        while true {
            try vm.checkInterrupt()
            let left = end - nanoseconds(CLOCK_MONOTONIC)
            if left <= 0 { return }
            var slice = timespec(tv_sec: 0, tv_nsec: Int(min(left, 50_000_000)))
            nanosleep(&slice, nil)
        }
    }

    private static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var now = timespec()
        clock_gettime(clock, &now)
        return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    }

    private static func addCalendar(_ vm: VM, _ module: ModuleBuilder) {
        tzset()
        var now = tm()
        var stamp = Glibc.time(nil)
        localtime_r(&stamp, &now)
        module.value("timezone", Value(-(Int(now.tm_gmtoff) - (now.tm_isdst > 0 ? 3600 : 0))))
        module.value("daylight", Value(now.tm_isdst > 0 ? 1 : 0))
        module.value("altzone", Value(-Int(now.tm_gmtoff)))
        let zone = now.tm_zone.map { String(cString: $0) } ?? "UTC"
        module.value("tzname", vm.tuple([vm.string(zone), vm.string(zone)]))
        module.type(structType)
        module.function("tzset", "") { _, _ in
            tzset()
            return .none
        }
        for name in ["localtime", "gmtime"] {
            module.function(name, "seconds=None, /") { vm, arguments in
                try structure(vm, parts(vm, arguments.orNone(0), isLocal: name == "localtime"))
            }
        }
        module.function("mktime", "tuple, /") { vm, arguments in
            var parts = try broken(vm, arguments[0])
            parts.tm_wday = -1
            let stamp = mktime(&parts)
            if stamp == -1, parts.tm_wday == -1 { throw vm.error(.overflowError, "mktime argument out of range") }
            return Value(Double(stamp))
        }
        module.function("_timegm", "tuple, /") { vm, arguments in
            var parts = try broken(vm, arguments[0])
            return Value(Int(timegm(&parts)))
        }
        module.function("strftime", "format, tuple=None, /") { vm, arguments in
            guard let format = arguments[0].asString else { throw vm.typeError("strftime() argument 1 must be str") }
            return vm.string(text(format.text, try arguments.orNone(1).map { try shown(vm, $0) } ?? local()))
        }
        for name in ["asctime", "ctime"] {
            module.function(name, "when=None, /") { vm, arguments in
                var parts = local()
                if let given = arguments.orNone(0) {
                    if name == "asctime" {
                        parts = try shown(vm, given)
                    } else {
                        parts = try Self.parts(vm, given, isLocal: true)
                    }
                }
                return vm.string(text("%a %b %e %H:%M:%S %Y", parts))
            }
        }
        module.function("strptime", "string, format='%a %b %d %H:%M:%S %Y', /") { vm, arguments in
            let text = try vm.str(arguments[0])
            let format = try arguments.optional(1).map { try vm.str($0) } ?? "%a %b %d %H:%M:%S %Y"
            var parts = tm()
            parts.tm_year = 0
            parts.tm_mday = 1
            parts.tm_isdst = -1
            (parts.tm_wday, parts.tm_yday) = (-1, -1)
            guard let end = parseTime(text, format, &parts) else {
                throw vm.valueError("time data '\(text)' does not match format '\(format)'")
            }
            if end.pointee != 0 { throw vm.valueError("unconverted data remains: \(String(cString: end))") }
            // What the format did not tell follows from the date.
            var date = parts
            _ = timegm(&date)
            if parts.tm_wday < 0 { parts.tm_wday = date.tm_wday }
            if parts.tm_yday < 0 { parts.tm_yday = date.tm_yday }
            return try structure(vm, parts)
        }
    }

    /// Seconds since 1970, which a script may give as any number, as whole seconds that the system can count.
    static func stamp(_ vm: VM, _ value: Value) throws -> time_t {
        let seconds = try vm.double(value).rounded(.down)
        if seconds.isNaN { throw vm.valueError("Invalid value NaN (not a number)") }
        guard let stamp = time_t(exactly: seconds) else {
            throw vm.error(.overflowError, "timestamp out of range for platform time_t")
        }
        return stamp
    }

    /// The parts of a time; none given: now.
    private static func parts(_ vm: VM, _ value: Value?, isLocal: Bool) throws -> tm {
        var stamp = try value.map { try Self.stamp(vm, $0) } ?? Glibc.time(nil)
        var parts = tm()
        let found = isLocal ? localtime_r(&stamp, &parts) : gmtime_r(&stamp, &parts)
        if found == nil { throw vm.osError(EOVERFLOW) }
        return parts
    }

    private static func local() -> tm {
        var stamp = Glibc.time(nil)
        var parts = tm()
        localtime_r(&stamp, &parts)
        return parts
    }

    static func text(_ format: String, _ parts: tm) -> String {
        if format.isEmpty { return "" }
        var parts = parts
        var buffer = [CChar](repeating: 0, count: 256 + format.utf8.count * 16)
        let count = strftime(&buffer, buffer.count, format, &parts)
        return String(decoding: buffer[0..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func structure(_ vm: VM, _ parts: tm) throws -> Value {
        let fields = [
            Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday), Int(parts.tm_hour),
            Int(parts.tm_min), Int(parts.tm_sec), (Int(parts.tm_wday) + 6) % 7, Int(parts.tm_yday) + 1,
            Int(parts.tm_isdst),
        ]
        return vm.value(TupleObject(fields.map { Value($0) }, type: structType))
    }

    private static func broken(_ vm: VM, _ value: Value) throws -> tm {
        guard let tuple = value.asTuple, tuple.count >= 9 else {
            throw vm.typeError("Tuple or struct_time argument required")
        }
        let fields = try tuple.values[..<9].map { value in
            guard let field = Int32(exactly: try vm.index(value)) else {
                throw vm.error(.overflowError, "signed integer is greater than maximum")
            }
            return field
        }
        guard let year = Int32(exactly: Int(fields[0]) - 1900) else {
            throw vm.error(.overflowError, "year out of range")
        }
        var parts = tm()
        parts.tm_year = year
        parts.tm_mon = fields[1] &- 1
        parts.tm_mday = fields[2]
        parts.tm_hour = fields[3]
        parts.tm_min = fields[4]
        parts.tm_sec = fields[5]
        parts.tm_wday = (fields[6] &+ 1) % 7
        parts.tm_yday = fields[7] &- 1
        parts.tm_isdst = fields[8]
        return parts
    }

    /// The parts of a time that is to be shown: zeros stand for the first month and day, and what is no time is refused.
    private static func shown(_ vm: VM, _ value: Value) throws -> tm {
        var parts = try broken(vm, value)
        if parts.tm_mon == -1 { parts.tm_mon = 0 }
        if parts.tm_mday == 0 { parts.tm_mday = 1 }
        if parts.tm_yday == -1 { parts.tm_yday = 0 }
        for (part, range, name) in [
            (parts.tm_mon, 0...11, "month"), (parts.tm_mday, 1...31, "day of month"), (parts.tm_hour, 0...23, "hour"),
            (parts.tm_min, 0...59, "minute"), (parts.tm_sec, 0...61, "seconds"), (parts.tm_wday, 0...6, "day of week"),
            (parts.tm_yday, 0...365, "day of year"),
        ] as [(Int32, ClosedRange<Int32>, String)] where !range.contains(part) {
            throw vm.valueError("\(name) out of range")
        }
        return parts
    }

    private static let fieldNames = [
        "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
    ]

    nonisolated(unsafe) static let structType: TypeObject = {
        TypeObject(name: "struct_time", module: "time", bases: [Types.tuple], layout: .tuple) { type in
            type.constructor("cls, sequence, dict=None, /") { vm, arguments in
                let parts = try vm.array(from: arguments[1])
                guard parts.count >= fieldNames.count else {
                    throw vm.typeError(
                        "time.struct_time() takes an at least 9-sequence (\(parts.count)-sequence given)")
                }
                guard parts.count <= 11 else {
                    throw vm.typeError(
                        "time.struct_time() takes an at most 11-sequence (\(parts.count)-sequence given)")
                }
                return vm.value(
                    TupleObject(Array(parts.prefix(fieldNames.count)), type: arguments.constructedType(Types.tuple)))
            }
            for (index, name) in fieldNames.enumerated() {
                type.property(name) { _, value in value.asTuple?.field(index) ?? .none }
            }
            type.special(.representation, "self, /") { vm, arguments in
                let parts = try zip(fieldNames, arguments.tuple().buffer).map { "\($0)=\(try vm.repr($1))" }
                return vm.string("time.struct_time(\(parts.joined(separator: ", ")))")
            }
        }
    }()
}

/// `strptime`, which the platform's header shows only under a feature macro.
@_silgen_name("strptime")
private func parseTime(
    _ text: UnsafePointer<CChar>, _ format: UnsafePointer<CChar>, _ parts: UnsafeMutablePointer<tm>
) -> UnsafeMutablePointer<CChar>?
