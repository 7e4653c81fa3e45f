import CZlib
import GradusTensor

/// Whole buffers through zlib.
package enum Deflate {
    /// CRC-32 as ZIP, gzip and PNG use it, continued from `start`.
    package static func checksum(_ bytes: UnsafeRawBufferPointer, from start: UInt32 = 0) -> UInt32 {
        var value = UInt(start)
        var place = 0
        while place < bytes.count {
            // An answer that nobody waits for any more may be wrong.
            if place > 0, Interruption.isWanted { break }
            let count = min(bytes.count - place, 1 << 24)
            let base = bytes.baseAddress?.advanced(by: place).assumingMemoryBound(to: UInt8.self)
            value = crc32(value, base, UInt32(count))
            place += count
        }
        return UInt32(truncatingIfNeeded: value)
    }

    /// Inflates a raw stream (RFC 1951) that has to fill `target` exactly.
    /// - Returns: false where it is damaged or of another size.
    static func inflateRaw(_ packed: [UInt8], into target: UnsafeMutableRawBufferPointer) -> Bool {
        guard packed.count < 1 << 31, target.count < 1 << 31 else { return false }
        var stream = z_stream()
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return false
        }
        defer { inflateEnd(&stream) }
        var input = packed
        // zlib wants an address to write to even where nothing is to be written.
        var nothing: UInt8 = 0
        let code = input.withUnsafeMutableBufferPointer { source in
            withUnsafeMutablePointer(to: &nothing) { spare in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? spare
                stream.avail_out = UInt32(target.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        return code == Z_STREAM_END && Int(stream.total_out) == target.count
    }
}
