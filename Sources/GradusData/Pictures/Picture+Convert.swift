extension Picture {
    /// The same picture in another mode. Gray is the ITU-R 601-2 luma in 16-bit fixed point; bilevel is
    /// Floyd–Steinberg dithered, as PIL's default is.
    public func converted(to target: PictureMode) -> Picture {
        if target == mode { return self }
        switch (mode, target) {
        case (.bilevel, .gray):
            return Picture(unchecked: .gray, width: width, height: height, bytes: bytes)
        case (.gray, .bilevel):
            return dithered(bytes.map { Int($0) })
        case (_, .bilevel):
            // The decimal weights here differ from the fixed-point ones of a conversion to gray, as PIL's do.
            return dithered(
                stride(from: 0, to: bytes.count, by: channels).map { start in
                    (Int(bytes[start]) * 299 + Int(bytes[start + 1]) * 587 + Int(bytes[start + 2]) * 114) / 1000
                })
        case (.rgb, .gray), (.rgba, .gray):
            return repacked(to: .gray) { source, start, out in
                let luma =
                    Int(source[start]) * 19595 + Int(source[start + 1]) * 38470 + Int(source[start + 2]) * 7471
                out.append(UInt8((luma + 0x8000) >> 16))
            }
        case (.rgb, .rgba):
            return repacked(to: .rgba) { source, start, out in
                out.append(contentsOf: source[start..<start + 3])
                out.append(255)
            }
        case (.rgba, .rgb):
            return repacked(to: .rgb) { source, start, out in out.append(contentsOf: source[start..<start + 3]) }
        case (_, .rgb):
            return repacked(to: .rgb) { source, start, out in
                for _ in 0..<3 { out.append(source[start]) }
            }
        default:
            return repacked(to: .rgba) { source, start, out in
                for _ in 0..<3 { out.append(source[start]) }
                out.append(255)
            }
        }
    }

    private func repacked(to target: PictureMode, _ pixel: ([UInt8], Int, inout [UInt8]) -> Void) -> Picture {
        var out: [UInt8] = []
        out.reserveCapacity(width * height * target.channels)
        for start in stride(from: 0, to: bytes.count, by: channels) { pixel(bytes, start, &out) }
        return Picture(unchecked: target, width: width, height: height, bytes: out)
    }

    /// Error diffusion with weights 7, 3, 5, 1 sixteenths, left to right, integer errors.
    private func dithered(_ gray: [Int]) -> Picture {
        var out = [UInt8](repeating: 0, count: gray.count)
        var errors = [Int](repeating: 0, count: width + 1)
        for y in 0..<height {
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
