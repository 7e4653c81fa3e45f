import GradusTensor

extension Picture {
    /// A picture whose channels are the given planes.
    public static func merged(_ mode: PictureMode, _ bands: [Picture]) throws -> Picture {
        guard let first = bands.first, bands.count == mode.channels else {
            throw DataError.badArgument(operation: "merge", detail: "wrong number of bands")
        }
        for band in bands {
            guard band.channels == 1, !band.mode.isWide else {
                throw DataError.badArgument(operation: "merge", detail: "mode mismatch")
            }
            guard band.width == first.width, band.height == first.height else {
                throw DataError.badArgument(operation: "merge", detail: "size mismatch")
            }
        }
        var result = try Picture(mode: mode, width: first.width, height: first.height)
        for (channel, band) in bands.enumerated() {
            for index in band.bytes.indices { result.bytes[index * bands.count + channel] = band.bytes[index] }
        }
        return result
    }

    /// A picture of mode 1 from bits, each row starting at a whole byte.
    public init(packedBits bits: [UInt8], width: Int, height: Int) throws {
        try self.init(mode: .bilevel, width: width, height: height)
        let stride = (width + 7) / 8
        guard bits.count >= stride * height else {
            throw DataError.badArgument(operation: "frombytes", detail: "not enough image data")
        }
        for y in 0..<height where !Interruption.isWanted {
            for x in 0..<width {
                bytes[y * width + x] = bits[y * stride + x / 8] & (0x80 >> UInt8(x % 8)) == 0 ? 0 : 255
            }
        }
    }

    /// The bytes as Pillow counts them: eight pixels of mode 1 in each.
    public var packedBytes: [UInt8] {
        guard mode == .bilevel else { return bytes }
        let stride = (width + 7) / 8
        var packed = [UInt8](repeating: 0, count: stride * height)
        for y in 0..<height where !Interruption.isWanted {
            for x in 0..<width where bytes[y * width + x] != 0 { packed[y * stride + x / 8] |= 0x80 >> UInt8(x % 8) }
        }
        return packed
    }

    /// Two pictures of mode RGBA, `other` over this one (Porter and Duff's "over", in PIL's integers).
    public func composited(under other: Picture) throws -> Picture {
        guard mode == .rgba, other.mode == .rgba else {
            throw DataError.badArgument(operation: "alpha_composite", detail: "image has wrong mode")
        }
        guard width == other.width, height == other.height else {
            throw DataError.badArgument(operation: "alpha_composite", detail: "images do not match")
        }
        func divided(_ sum: Int) -> Int { ((sum >> 8) + sum) >> 8 }
        var result = self
        for start in stride(from: 0, to: bytes.count, by: 4) {
            let (upper, lower) = (Int(other.bytes[start + 3]), Int(bytes[start + 3]))
            guard upper > 0 else { continue }
            let alpha = upper * 255 + lower * (255 - upper)
            let first = upper * 255 * 255 * 128 / alpha
            let second = 255 * 128 - first
            for channel in 0..<3 {
                let sum = Int(other.bytes[start + channel]) * first + Int(bytes[start + channel]) * second
                result.bytes[start + channel] = Picture.clip(divided(sum + (0x80 << 7)) >> 7)
            }
            result.bytes[start + 3] = Picture.clip(divided(alpha + 0x80))
        }
        return result
    }

    /// `self * (1 - alpha) + other * alpha`, cut to bytes.
    public func blended(with other: Picture, _ alpha: Float) throws -> Picture {
        guard other.mode == mode, other.width == width, other.height == height else {
            throw DataError.badArgument(operation: "blend", detail: "images do not match")
        }
        var result = self
        for index in bytes.indices {
            let value = Float(bytes[index]) + alpha * (Float(other.bytes[index]) - Float(bytes[index]))
            result.bytes[index] = value <= 0 ? 0 : value >= 255 ? 255 : UInt8(value)
        }
        return result
    }

    /// `other` placed with its upper left corner at (left, top) as far as `mask` lets it show through: a plane, or the
    /// alpha of a picture with one.
    /// - Parameter isColor: `other` is one colour, which pixels that show nothing take whole, alpha apart.
    public func pasted(_ other: Picture, left: Int, top: Int, mask: Picture, isColor: Bool = false) throws -> Picture {
        guard mask.width == other.width, mask.height == other.height else {
            throw DataError.badArgument(operation: "paste", detail: "images do not match")
        }
        guard [.rgba, .grayAlpha, .gray, .bilevel].contains(mask.mode), !mode.isWide else {
            throw DataError.badArgument(operation: "paste", detail: "bad transparency mask")
        }
        var result = self
        let source = other.converted(to: mode)
        let (step, place) = mask.mode == .rgba ? (4, 3) : mask.mode == .grayAlpha ? (2, 1) : (1, 0)
        let alpha = isColor && (mode == .rgba || mode == .grayAlpha) ? channels - 1 : nil
        for y in 0..<source.height where (0..<height).contains(y + top) && !Interruption.isWanted {
            for x in 0..<source.width where (0..<width).contains(x + left) {
                let weight = Int(mask.bytes[(y * source.width + x) * step + place])
                let from = (y * source.width + x) * channels
                let to = ((y + top) * width + x + left) * channels
                var isClear = false
                if let alpha { isClear = weight > 0 && result.bytes[to + alpha] == 0 }
                for channel in 0..<channels {
                    let part = isClear && channel != alpha ? 255 : weight
                    let sum =
                        Int(result.bytes[to + channel]) * (255 - part) + Int(source.bytes[from + channel]) * part + 128
                    result.bytes[to + channel] = UInt8(((sum >> 8) + sum) >> 8)
                }
            }
        }
        return result
    }

    /// A convolution with 3 × 3 or 5 × 5 weights, from the lowest row up as Pillow counts them; the border stays as it is.
    public func convolved(_ weights: [Float], offset: Float) throws -> Picture {
        let size = weights.count == 25 ? 5 : 3
        guard weights.count == size * size else {
            throw DataError.badArgument(operation: "filter", detail: "bad kernel size")
        }
        var result = self
        let reach = size / 2
        guard width > 2 * reach, height > 2 * reach else { return result }
        for y in reach..<height - reach where !Interruption.isWanted {
            for x in reach..<width - reach {
                for channel in 0..<channels {
                    var sum = offset + 0.5
                    for row in 0..<size {
                        let start = ((y + reach - row) * width + x - reach) * channels + channel
                        var line: Float = 0
                        for column in 0..<size {
                            line += Float(bytes[start + column * channels]) * weights[row * size + column]
                        }
                        sum += line
                    }
                    result.bytes[(y * width + x) * channels + channel] = sum <= 0 ? 0 : sum >= 255 ? 255 : UInt8(sum)
                }
            }
        }
        return result
    }

    /// The smallest box around everything that is not zero: (left, top, right, bottom).
    public func boundingBox() -> (Int, Int, Int, Int)? {
        var box = (width, height, 0, 0)
        for y in 0..<height where !Interruption.isWanted {
            for x in 0..<width {
                let start = (y * width + x) * channels
                // Of pictures with alpha, transparent pixels do not count.
                let isSet =
                    mode == .rgba
                    ? bytes[start + 3] != 0
                    : mode == .grayAlpha ? bytes[start + 1] != 0 : bytes[start..<start + channels].contains { $0 != 0 }
                if isSet { box = (min(box.0, x), min(box.1, y), max(box.2, x + 1), max(box.3, y + 1)) }
            }
        }
        return box.2 == 0 ? nil : box
    }
}
