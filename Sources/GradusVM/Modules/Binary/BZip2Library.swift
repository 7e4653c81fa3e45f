#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// libbz2, opened when something of its format is first read or written: every system has it, and few programs need it.
final class BZip2Library {
    /// `bz_stream` of bzlib.h, field by field.
    struct Stream {
        var nextIn: UnsafeMutablePointer<UInt8>?
        var availableIn: UInt32 = 0
        var totalInLow: UInt32 = 0
        var totalInHigh: UInt32 = 0
        var nextOut: UnsafeMutablePointer<UInt8>?
        var availableOut: UInt32 = 0
        var totalOutLow: UInt32 = 0
        var totalOutHigh: UInt32 = 0
        var state: UnsafeMutableRawPointer?
        var allocate: UnsafeMutableRawPointer?
        var free: UnsafeMutableRawPointer?
        var opaque: UnsafeMutableRawPointer?
    }

    /// Numbers of bzlib.h; they never change.
    enum Code {
        static let run: Int32 = 0
        static let finish: Int32 = 2
        static let ok: Int32 = 0
        static let finishOK: Int32 = 3
        static let streamEnd: Int32 = 4
    }

    typealias CompressInit = @convention(c) (UnsafeMutableRawPointer, Int32, Int32, Int32) -> Int32
    typealias Compress = @convention(c) (UnsafeMutableRawPointer, Int32) -> Int32
    typealias DecompressInit = @convention(c) (UnsafeMutableRawPointer, Int32, Int32) -> Int32
    typealias Step = @convention(c) (UnsafeMutableRawPointer) -> Int32

    let compressInit: CompressInit
    let compress: Compress
    let compressEnd: Step
    let decompressInit: DecompressInit
    let decompress: Step
    let decompressEnd: Step

    nonisolated(unsafe) static let shared = BZip2Library()

    private init?() {
        let names = ["libbz2.so.1.0", "libbz2.so.1", "libbz2.so", "libbz2.1.0.dylib", "libbz2.dylib"]
        var opened: UnsafeMutableRawPointer?
        for name in names where opened == nil { opened = dlopen(name, RTLD_NOW | RTLD_LOCAL) }
        guard let library = opened,
            let compressInit = dlsym(library, "BZ2_bzCompressInit"),
            let compress = dlsym(library, "BZ2_bzCompress"),
            let compressEnd = dlsym(library, "BZ2_bzCompressEnd"),
            let decompressInit = dlsym(library, "BZ2_bzDecompressInit"),
            let decompress = dlsym(library, "BZ2_bzDecompress"),
            let decompressEnd = dlsym(library, "BZ2_bzDecompressEnd")
        else { return nil }
        self.compressInit = unsafeBitCast(compressInit, to: CompressInit.self)
        self.compress = unsafeBitCast(compress, to: Compress.self)
        self.compressEnd = unsafeBitCast(compressEnd, to: Step.self)
        self.decompressInit = unsafeBitCast(decompressInit, to: DecompressInit.self)
        self.decompress = unsafeBitCast(decompress, to: Step.self)
        self.decompressEnd = unsafeBitCast(decompressEnd, to: Step.self)
    }
}
