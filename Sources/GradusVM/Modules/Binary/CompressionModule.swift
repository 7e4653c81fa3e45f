import CZlib

/// `zlib`, by the library of that name.
enum CompressionModule {
    static let module = NativeModule("zlib") { vm, module in
        module.value("error", Value(borrowing: errorType))
        for (name, value) in [
            ("MAX_WBITS", 15), ("DEFLATED", 8), ("DEF_MEM_LEVEL", 8), ("DEF_BUF_SIZE", 16384),
            ("Z_DEFAULT_COMPRESSION", -1), ("Z_BEST_SPEED", 1), ("Z_BEST_COMPRESSION", 9), ("Z_NO_COMPRESSION", 0),
            ("Z_DEFAULT_STRATEGY", 0), ("Z_FINISH", 4), ("Z_NO_FLUSH", 0), ("Z_SYNC_FLUSH", 2), ("Z_FULL_FLUSH", 3),
        ] {
            module.value(name, Value(value))
        }
        module.function("compress", "data, /, level=-1, wbits=15") { vm, arguments in
            let level = try arguments.optional(1).map { try vm.index($0) } ?? -1
            let bits = try arguments.optional(2).map { try vm.index($0) } ?? 15
            return vm.value(BytesObject(try deflated(vm, try StructModule.bytes(vm, arguments[0]), level, bits)))
        }
        module.function("decompress", "data, /, wbits=15, bufsize=16384") { vm, arguments in
            let bits = try arguments.optional(1).map { try vm.index($0) } ?? 15
            return vm.value(BytesObject(try inflated(vm, try StructModule.bytes(vm, arguments[0]), bits).bytes))
        }
        // (data, how many bytes were not used), for files of several members.
        module.function("_decompress_part", "data, wbits, /") { vm, arguments in
            let part = try inflated(vm, try StructModule.bytes(vm, arguments[0]), try vm.index(arguments[1]))
            return vm.tuple([vm.value(BytesObject(part.bytes)), Value(part.unused)])
        }
        module.function("crc32", "data, value=0, /") { vm, arguments in
            let start = UInt(truncatingIfNeeded: try arguments.optional(1).map { try vm.index($0) } ?? 0)
            return Value(Int(try BinaryText.crc32(vm, start & 0xFFFF_FFFF, try StructModule.bytes(vm, arguments[0]))))
        }
        module.function("adler32", "data, value=1, /") { vm, arguments in
            let start = UInt(truncatingIfNeeded: try arguments.optional(1).map { try vm.index($0) } ?? 1)
            let bytes = try StructModule.bytes(vm, arguments[0])
            return Value(Int(try BinaryText.checksum(vm, start & 0xFFFF_FFFF, bytes, CZlib.adler32)))
        }
    }

    nonisolated(unsafe) private static let errorType: TypeObject = TypeObject(
        name: "error", module: "zlib", bases: [ExceptionKind.exception.type], layout: .exception, hasAttributes: true)

    private static func error(_ vm: VM, _ message: String) -> Thrown {
        Thrown(ExceptionObject(type: errorType, arguments: TupleObject([vm.string(message)])))
    }

    private static func reason(_ code: Int32, _ stream: z_stream) -> String {
        if let message = stream.msg { return ": " + String(cString: message) }
        return code == Z_BUF_ERROR ? ": incomplete or truncated stream" : ""
    }

    private static func deflated(_ vm: VM, _ bytes: [UInt8], _ level: Int, _ bits: Int) throws -> [UInt8] {
        guard (-1...9).contains(level) else { throw error(vm, "Bad compression level") }
        guard bytes.count < 1 << 31 else { throw vm.error(.overflowError, "Size does not fit in an unsigned int") }
        var stream = z_stream()
        let start = deflateInit2_(
            &stream, Int32(level), Z_DEFLATED, Int32(clamping: bits), 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard start == Z_OK else { throw vm.valueError("Invalid initialization option") }
        defer { deflateEnd(&stream) }
        let room = Int(deflateBound(&stream, UInt(bytes.count))) + 64
        var output = [UInt8](unsafeUninitializedCapacity: room) { $1 = room }
        let code = try bytes.withUnsafeBufferPointer { source in
            try output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(clamping: target.count)
                // In pieces, between which Ctrl-C is heard; the result is the same.
                var left = source.count
                while left > 1 << 20 {
                    stream.avail_in = 1 << 20
                    left -= 1 << 20
                    let code = deflate(&stream, Z_NO_FLUSH)
                    guard code == Z_OK, stream.avail_in == 0 else { return code == Z_OK ? Z_BUF_ERROR : code }
                    try vm.checkStop()
                }
                stream.avail_in = UInt32(left)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard code == Z_STREAM_END else { throw error(vm, "Error \(code) while compressing data") }
        let made = Int(stream.total_out)
        if made < room / 2 { return Array(output.prefix(made)) }
        // Not copied once more.
        output.removeLast(room - made)
        return output
    }

    private static func inflated(_ vm: VM, _ bytes: [UInt8], _ bits: Int) throws -> (bytes: [UInt8], unused: Int) {
        guard bytes.count < 1 << 31 else { throw vm.error(.overflowError, "Size does not fit in an unsigned int") }
        var stream = z_stream()
        let start = inflateInit2_(&stream, Int32(clamping: bits), ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard start == Z_OK else { throw vm.valueError("Invalid initialization option") }
        defer { inflateEnd(&stream) }
        var result: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        var code = Z_OK
        try bytes.withUnsafeBufferPointer { source in
            stream.next_in = source.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
            stream.avail_in = UInt32(source.count)
            repeat {
                if Attention.isInterrupted { try vm.attend() }
                let made = block.withUnsafeMutableBufferPointer { target in
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    code = inflate(&stream, Z_NO_FLUSH)
                    return target.count - Int(stream.avail_out)
                }
                result += block[..<made]
                if result.count > 1 << 33 { throw vm.error(.memoryError, arguments: []) }
            } while code == Z_OK
        }
        guard code == Z_STREAM_END else {
            throw error(vm, "Error \(code) while decompressing data\(reason(code, stream))")
        }
        return (result, Int(stream.avail_in))
    }
}
