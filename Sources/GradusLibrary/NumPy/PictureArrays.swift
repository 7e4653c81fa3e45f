import GradusData
import GradusTensor

/// Pictures as arrays.
enum PictureArrays {
    /// The pixels, uint8 [height, width] or [height, width, channels]; bool for black and white.
    static func tensor(_ picture: Picture) throws -> Tensor {
        let channels = picture.mode.channels
        let shape: Dims =
            channels == 1 ? [picture.height, picture.width] : [picture.height, picture.width, channels]
        let out = try Tensor(picture.bytes, shape: shape)
        return picture.mode == .bilevel ? try out.castUnrecorded(.bool) : out
    }
}
