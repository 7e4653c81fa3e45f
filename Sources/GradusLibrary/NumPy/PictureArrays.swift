import GradusData
import GradusTensor

/// Pictures as arrays.
enum PictureArrays {
    /// The pixels, uint8 [height, width] or [height, width, channels]; bool for black and white.
    static func tensor(_ picture: Picture) throws -> Tensor {
        if picture.mode.isWide { return try wide(picture) }
        let channels = picture.mode.channels
        let shape: Dims =
            channels == 1 ? [picture.height, picture.width] : [picture.height, picture.width, channels]
        let out = try Tensor(picture.bytes, shape: shape)
        return picture.mode == .bilevel ? try out.castUnrecorded(.bool) : out
    }

    /// int32 or float32 [height, width]; there is no uint16 here, so numbers of 16 bits come as int32.
    private static func wide(_ picture: Picture) throws -> Tensor {
        let isFloat = picture.mode == .wideFloat
        let source = picture.mode == .wide16 ? picture.converted(to: .wideInteger) : picture
        let out = try Tensor(empty: [picture.height, picture.width], isFloat ? .float32 : .int32)
        source.bytes.withUnsafeBytes { from in
            UnsafeMutableRawBufferPointer(start: out.pointer(UInt8.self), count: from.count).copyMemory(from: from)
        }
        return out
    }
}
