import CZlib

/// The inflated contents of a gzip file (RFC 1952; several members one after another are one stream).
///
/// Memory is one input block and zlib's window, whatever the file says. Output goes straight into the caller's buffer.
package final class GzipSource: ByteSource {
    package let path: String
    private let file: any ByteSource
    private let stream: UnsafeMutablePointer<z_stream>
    private let block: UnsafeMutableRawBufferPointer
    private var finished = false
    private var produced = 0

    private static let blockSize = 1 << 17
    /// Deflate cannot expand by more than about 1032 : 1 (zlib's technical notes).
    private static let maximumRatio = 1032

    package init(_ file: any ByteSource) throws {
        self.file = file
        path = file.path
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        block = .allocate(byteCount: Self.blockSize, alignment: 16)
        // 15 = largest window, +16 = gzip wrapper only.
        let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw DataError.corruptCompression(path: path, detail: Self.word(code, nil)) }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
        block.deallocate()
    }

    package var maximumRemaining: Int {
        if finished { return 0 }
        let pending = file.maximumRemaining + Int(stream.pointee.avail_in)
        return pending.multipliedReportingOverflow(by: Self.maximumRatio).overflow
            ? Int.max : pending * Self.maximumRatio + Self.maximumRatio
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let base = buffer.baseAddress, buffer.count > 0, !finished else { return 0 }
        let capacity = min(buffer.count, 1 << 30)
        stream.pointee.next_out = base.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(capacity)
        while stream.pointee.avail_out > 0 {
            if try stream.pointee.avail_in == 0 && !refill() {
                let made = capacity - Int(stream.pointee.avail_out)
                throw DataError.corruptCompression(
                    path: path, detail: "the compressed data end too early, after \(produced + made) bytes")
            }
            let code = inflate(stream, Z_NO_FLUSH)
            if code == Z_STREAM_END {
                if try !startNextMember() { break }
            } else if code != Z_OK {
                throw DataError.corruptCompression(path: path, detail: Self.word(code, stream.pointee.msg))
            }
        }
        let made = capacity - Int(stream.pointee.avail_out)
        produced += made
        return made
    }

    /// Reads the next input block; false at the end of the file.
    private func refill() throws -> Bool {
        let count = try file.read(into: block)
        stream.pointee.next_in = block.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
        return count > 0
    }

    /// After one member: true where another follows. Zero padding after the last member is allowed.
    private func startNextMember() throws -> Bool {
        while true {
            if stream.pointee.avail_in == 0, try !refill() {
                finished = true
                return false
            }
            guard let next = stream.pointee.next_in, next.pointee == 0 else { break }
            stream.pointee.next_in = next + 1
            stream.pointee.avail_in -= 1
        }
        inflateReset(stream)
        return true
    }

    private static func word(_ code: Int32, _ message: UnsafePointer<CChar>?) -> String {
        let detail = message.map { " (\(String(cString: $0)))" } ?? ""
        switch code {
        case Z_DATA_ERROR: return "the compressed data are corrupt\(detail)"
        case Z_MEM_ERROR: return "not enough memory to decompress"
        case Z_BUF_ERROR: return "the compressed data end too early"
        case Z_NEED_DICT: return "the compressed data need a preset dictionary"
        default: return "zlib error \(code)\(detail)"
        }
    }
}
