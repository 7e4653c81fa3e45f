import GradusTensor

extension Picture {
    /// The same picture in another mode. Gray is the ITU-R 601-2 luma in 16-bit fixed point; bilevel is
    /// Floyd–Steinberg dithered, as PIL's default is. Pairs without a rule go by way of gray or RGB, as PIL's do.
    public func converted(to target: PictureMode) -> Picture {
        if target == mode { return self }
        if mode.isWide || target.isWide { return wideConverted(to: target) }
        switch mode {
        case .palette: return expanded(alpha: target == .rgba || target == .grayAlpha).converted(to: target)
        case .cmyk, .hsv: return plainColors().converted(to: target)
        case .ycbcr:
            if target == .gray || target == .grayAlpha { return split()[0].converted(to: target) }
            return plainColors().converted(to: target)
        case .grayAlpha: return grayAlphaConverted(to: target)
        case .bilevel:
            return Picture(unchecked: .gray, width: width, height: height, bytes: bytes).converted(to: target)
        case .gray: return grayConverted(to: target)
        default: return colorConverted(to: target)
        }
    }

    private func grayAlphaConverted(to target: PictureMode) -> Picture {
        guard target == .rgba else { return split()[0].converted(to: target) }
        return repacked(to: .rgba) { source, start, out in
            for _ in 0..<3 { out.append(source[start]) }
            out.append(source[start + 1])
        }
    }

    private func grayConverted(to target: PictureMode) -> Picture {
        switch target {
        case .bilevel: return dithered(bytes.map { Int($0) })
        case .rgb: return repacked(to: .rgb) { source, start, out in for _ in 0..<3 { out.append(source[start]) } }
        case .rgba:
            return repacked(to: .rgba) { source, start, out in
                for _ in 0..<3 { out.append(source[start]) }
                out.append(255)
            }
        case .grayAlpha: return repacked(to: target) { source, start, out in out += [source[start], 255] }
        case .cmyk: return repacked(to: target) { source, start, out in out += [0, 0, 0, 255 - source[start]] }
        case .ycbcr: return repacked(to: target) { source, start, out in out += [source[start], 128, 128] }
        case .hsv: return repacked(to: target) { source, start, out in out += [0, 0, source[start]] }
        case .palette:
            var result = Picture(unchecked: .palette, width: width, height: height, bytes: bytes)
            result.palette = (0..<256).flatMap { value in
                [UInt8](repeating: UInt8(value), count: 3) + [255]
            }
            return result
        default: return self
        }
    }

    /// From RGB and RGBA.
    private func colorConverted(to target: PictureMode) -> Picture {
        switch target {
        case .bilevel:
            // The decimal weights here differ from the fixed-point ones of a conversion to gray, as PIL's do.
            return dithered(
                stride(from: 0, to: bytes.count, by: channels).map { start in
                    (Int(bytes[start]) * 299 + Int(bytes[start + 1]) * 587 + Int(bytes[start + 2]) * 114) / 1000
                })
        case .gray: return repacked(to: .gray) { source, start, out in out.append(Picture.luma(source, start)) }
        case .grayAlpha:
            let hasAlpha = mode == .rgba
            return repacked(to: target) { source, start, out in
                out += [Picture.luma(source, start), hasAlpha ? source[start + 3] : 255]
            }
        case .rgba:
            return repacked(to: .rgba) { source, start, out in
                out.append(contentsOf: source[start..<start + 3])
                out.append(255)
            }
        case .cmyk:
            return repacked(to: target) { source, start, out in
                for channel in 0..<3 { out.append(255 - source[start + channel]) }
                out.append(0)
            }
        case .ycbcr:
            return repacked(to: target) { source, start, out in
                out += Picture.ycbcr(Int(source[start]), Int(source[start + 1]), Int(source[start + 2]))
            }
        case .hsv:
            return repacked(to: target) { source, start, out in
                let (h, s, v) = Picture.hsv(source[start], source[start + 1], source[start + 2])
                out += [h, s, v]
            }
        default:
            return repacked(to: .rgb) { source, start, out in out.append(contentsOf: source[start..<start + 3]) }
        }
    }

    /// RGB from four inks, from luma and chroma, or from hues.
    private func plainColors() -> Picture {
        switch mode {
        case .cmyk:
            return repacked(to: .rgb) { source, start, out in
                let light = 255 - Int(source[start + 3])
                for channel in 0..<3 {
                    let product = Int(source[start + channel]) * light + 128
                    out.append(Picture.clip(light - ((product >> 8) + product) >> 8))
                }
            }
        case .ycbcr:
            return repacked(to: .rgb) { source, start, out in
                out += Picture.colors(
                    luma: Int(source[start]), blue: Int(source[start + 1]), red: Int(source[start + 2]))
            }
        default:
            return repacked(to: .rgb) { source, start, out in
                let (r, g, b) = Picture.rgb(source[start], source[start + 1], source[start + 2])
                out += [r, g, b]
            }
        }
    }

    /// The colours of a palette.
    private func expanded(alpha: Bool) -> Picture {
        let palette = palette
        return repacked(to: alpha ? .rgba : .rgb) { source, start, out in
            let place = Int(source[start]) * 4
            let isKnown = place + 4 <= palette.count
            for channel in 0..<3 { out.append(isKnown ? palette[place + channel] : 0) }
            if alpha { out.append(isKnown ? palette[place + 3] : 255) }
        }
    }

    private static func luma(_ source: [UInt8], _ start: Int) -> UInt8 {
        let sum = Int(source[start]) * 19595 + Int(source[start + 1]) * 38470 + Int(source[start + 2]) * 7471
        return UInt8((sum + 0x8000) >> 16)
    }

    /// A product in 64ths, cut off after a half was added, as PIL's tables are.
    private static func part(_ weight: Double, _ value: Int) -> Int { Int(weight * 64 * Double(value) + 0.5) }

    /// JPEG's luma and chroma (ITU-T T.871) in PIL's arithmetic.
    private static func ycbcr(_ r: Int, _ g: Int, _ b: Int) -> [UInt8] {
        return [
            clip((part(0.299, r) + part(0.587, g) + part(0.114, b)) >> 6),
            clip(((part(-0.16874, r) + part(-0.33126, g) + part(0.5, b)) >> 6) + 128),
            clip(((part(0.5, r) + part(-0.41869, g) + part(-0.08131, b)) >> 6) + 128),
        ]
    }

    private static func colors(luma y: Int, blue: Int, red: Int) -> [UInt8] {
        let (b, r) = (blue - 128, red - 128)
        return [
            clip(y + part(1.402, r) >> 6), clip(y + (part(-0.34414, b) + part(-0.71414, r)) >> 6),
            clip(y + part(1.772, b) >> 6),
        ]
    }

    private func repacked(to target: PictureMode, _ pixel: ([UInt8], Int, inout [UInt8]) -> Void) -> Picture {
        var out: [UInt8] = []
        out.reserveCapacity(width * height * target.channels)
        for start in stride(from: 0, to: bytes.count, by: channels) {
            pixel(bytes, start, &out)
            if out.count & 0x3FFFF < target.channels, Interruption.isWanted { break }
        }
        // The rest of a picture that nobody will see.
        let missing = width * height * target.channels - out.count
        if missing > 0 { out += [UInt8](unsafeUninitializedCapacity: missing) { $1 = missing } }
        return Picture(unchecked: target, width: width, height: height, bytes: out)
    }

    /// Error diffusion with weights 7, 3, 5, 1 sixteenths, left to right, integer errors.
    private func dithered(_ gray: [Int]) -> Picture {
        var out = [UInt8](repeating: 0, count: gray.count)
        var errors = [Int](repeating: 0, count: width + 1)
        for y in 0..<height where !Interruption.isWanted {
            var carry = 0
            var below = 0
            var previousBelow = 0
            for x in 0..<width {
                let wanted = gray[y * width + x] + (carry + errors[x + 1]) / 16
                let value = min(255, max(0, wanted))
                let chosen = value > 128 ? 255 : 0
                out[y * width + x] = UInt8(chosen)
                let error = value - chosen
                let double = error + error
                var weighted = error + double
                errors[x] = weighted + below
                weighted += double
                below = weighted + previousBelow
                previousBelow = error
                carry = weighted + double
            }
            if width > 0 { errors[width] = below }
        }
        return Picture(unchecked: .bilevel, width: width, height: height, bytes: out)
    }
}
