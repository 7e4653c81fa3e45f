/// `_bz2`: what `bz2` is made of.
enum BZip2Module {
    private static let blockBytes = 1 << 16

    static let module = NativeModule("_bz2") { vm, module in
        module.function("_compress", "data, level, /") { vm, arguments in
            let level = try vm.index(arguments[1])
            guard (1...9).contains(level) else { throw vm.valueError("compresslevel must be between 1 and 9") }
            return vm.value(
                BytesObject(try compressed(vm, try StructModule.bytes(vm, arguments[0]), Int32(level))))
        }
        // (data of the first stream, how many bytes were not used, whether the stream ended)
        module.function("_decompress_part", "data, /") { vm, arguments in
            let part = try decompressed(vm, try StructModule.bytes(vm, arguments[0]))
            return vm.tuple([vm.value(BytesObject(part.bytes)), Value(part.unused), Value(part.isWhole)])
        }
    }

    private static func library(_ vm: VM) throws -> BZip2Library {
        guard let library = BZip2Library.shared else {
            throw vm.error(
                .importError, "the library libbz2 was not found", hint: "apt-get install libbz2-1.0 installs it")
        }
        return library
    }

    private static func failure(_ vm: VM, _ code: Int32) -> Thrown {
        switch code {
        case -3: vm.error(.memoryError, arguments: [])
        case -2: vm.valueError("Internal error - invalid parameters passed to libbzip2")
        default: vm.error(.osError, "Invalid data stream")
        }
    }

    /// Runs `step` until it neither takes nor makes anything more. The input comes in pieces, between which Ctrl-C is
    /// heard: the library makes nothing before a block is full. `step` is told whether the last piece is there.
    /// - Returns: what was made, how many bytes are left, and the last code.
    private static func run(
        _ vm: VM, _ input: inout [UInt8], _ stream: inout BZip2Library.Stream,
        _ step: (UnsafeMutableRawPointer, Bool) -> Int32
    ) throws -> (bytes: [UInt8], unused: Int, code: Int32) {
        var result: [UInt8] = []
        var block = [UInt8](repeating: 0, count: blockBytes)
        var code = BZip2Library.Code.ok
        var unused = 0
        try input.withUnsafeMutableBufferPointer { source in
            stream.nextIn = source.baseAddress
            var left = source.count
            while true {
                if Attention.isInterrupted { try vm.attend() }
                if stream.availableIn == 0, left > 0 {
                    stream.availableIn = UInt32(min(left, blockBytes))
                    left -= Int(stream.availableIn)
                }
                let before = stream.availableIn
                let made = block.withUnsafeMutableBufferPointer { target in
                    stream.nextOut = target.baseAddress
                    stream.availableOut = UInt32(target.count)
                    code = withUnsafeMutablePointer(to: &stream) { step(UnsafeMutableRawPointer($0), left == 0) }
                    return target.count - Int(stream.availableOut)
                }
                result += block[..<made]
                if result.count > 1 << 33 { throw vm.error(.memoryError, arguments: []) }
                if code == BZip2Library.Code.streamEnd || code < 0 { break }
                if made == 0, stream.availableIn == before, left == 0 { break }
            }
            unused = Int(stream.availableIn) + left
        }
        return (result, unused, code)
    }

    private static func compressed(_ vm: VM, _ bytes: [UInt8], _ level: Int32) throws -> [UInt8] {
        let library = try library(vm)
        guard bytes.count < 1 << 31 else { throw vm.error(.overflowError, "Size does not fit in an unsigned int") }
        var stream = BZip2Library.Stream()
        let start = withUnsafeMutablePointer(to: &stream) {
            library.compressInit(UnsafeMutableRawPointer($0), level, 0, 0)
        }
        guard start == BZip2Library.Code.ok else { throw failure(vm, start) }
        defer { _ = withUnsafeMutablePointer(to: &stream) { library.compressEnd(UnsafeMutableRawPointer($0)) } }
        var input = bytes
        let (result, _, code) = try run(vm, &input, &stream) {
            library.compress($0, $1 ? BZip2Library.Code.finish : BZip2Library.Code.run)
        }
        guard code == BZip2Library.Code.streamEnd else { throw failure(vm, code) }
        return result
    }

    private static func decompressed(_ vm: VM, _ bytes: [UInt8]) throws -> (bytes: [UInt8], unused: Int, isWhole: Bool)
    {
        let library = try library(vm)
        guard bytes.count < 1 << 31 else { throw vm.error(.overflowError, "Size does not fit in an unsigned int") }
        var stream = BZip2Library.Stream()
        let start = withUnsafeMutablePointer(to: &stream) {
            library.decompressInit(UnsafeMutableRawPointer($0), 0, 0)
        }
        guard start == BZip2Library.Code.ok else { throw failure(vm, start) }
        defer { _ = withUnsafeMutablePointer(to: &stream) { library.decompressEnd(UnsafeMutableRawPointer($0)) } }
        var input = bytes
        let (result, unused, code) = try run(vm, &input, &stream) { state, _ in library.decompress(state) }
        guard code >= 0 else { throw failure(vm, code) }
        return (result, unused, code == BZip2Library.Code.streamEnd)
    }
}
