import GradusKernels

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Picture {
    /// `first + factor * (second - first)` per byte, float32, clipped, fraction cut off.
    static func blended(_ first: Picture, _ second: Picture, factor: Float) -> Picture {
        if factor == 0 { return first }
        if factor == 1 { return second }
        return second.made { out, index in
            let a = Float(first.bytes[index])
            let value = a + factor * (Float(second.bytes[index]) - a)
            out[index] = UInt8(min(255, max(0, value)))
        }
    }

    /// A picture of the same size and as many bytes, written byte by byte; the rest stays unwritten on Ctrl-C.
    private func made(_ write: (UnsafeMutableBufferPointer<UInt8>, Int) -> Void) -> Picture {
        var result = self
        result.bytes = Picture.bytes(bytes.count) { out, part in for index in part { write(out, index) } }
        return result
    }

    /// Black at 0, the picture at 1, brighter above.
    public func brightness(_ factor: Double) -> Picture {
        let black = made { out, index in out[index] = 0 }
        return keepingAlpha(of: Picture.blended(black, self, factor: Float(factor)))
    }

    /// The mean gray at 0, the picture at 1.
    public func contrast(_ factor: Double) -> Picture {
        let gray = converted(to: .gray)
        guard !gray.bytes.isEmpty else { return self }
        var sum = 0
        Threads.inStretches(gray.bytes.count) { for byte in gray.bytes[$0] { sum += Int(byte) } }
        let mean = UInt8(Int(Double(sum) / Double(gray.bytes.count) + 0.5))
        let flat = made { out, index in out[index] = mean }
        return keepingAlpha(of: Picture.blended(flat, self, factor: Float(factor)))
    }

    /// The gray picture at 0, the picture at 1, stronger colours above.
    public func saturation(_ factor: Double) -> Picture {
        let gray = converted(to: .gray).converted(to: mode)
        return keepingAlpha(of: Picture.blended(gray, self, factor: Float(factor)))
    }

    /// Colours turned round the hue circle by `factor` in -0.5 ... 0.5; gray pictures stay as they are.
    public func hue(_ factor: Double) throws -> Picture {
        guard (-0.5...0.5).contains(factor) else {
            throw DataError.badArgument(
                operation: "adjust_hue", detail: "hue_factor (\(factor)) is not in [-0.5, 0.5].")
        }
        guard channels >= 3 else { return self }
        let shift = UInt8(truncatingIfNeeded: Int(factor * 255))
        var result = self
        Threads.inStretches(bytes.count / channels, of: 1 << 18) { pixels in
            for start in stride(from: pixels.lowerBound * channels, to: pixels.upperBound * channels, by: channels) {
                let (h, s, v) = Picture.hsv(bytes[start], bytes[start + 1], bytes[start + 2])
                let (r, g, b) = Picture.rgb(h &+ shift, s, v)
                result.bytes[start] = r
                result.bytes[start + 1] = g
                result.bytes[start + 2] = b
                // The way through HSV loses alpha.
                if channels == 4 { result.bytes[start + 3] = 255 }
            }
        }
        return result
    }

    /// 255 · gain · (value / 255)^gamma.
    public func gamma(_ gamma: Double, gain: Double = 1) throws -> Picture {
        guard gamma >= 0 else {
            throw DataError.badArgument(operation: "adjust_gamma", detail: "Gamma should be a non-negative real number")
        }
        let table = (0..<256).map {
            Picture.clip(Int(min(1e6, max(-1e6, (255 + 1 - 1e-3) * gain * pow(Double($0) / 255, gamma)))))
        }
        return try converted(to: .rgb).mapped(table).converted(to: mode)
    }

    public func inverted() -> Picture {
        made { out, index in out[index] = 255 - bytes[index] }
    }

    private func keepingAlpha(of other: Picture) -> Picture {
        guard mode == .rgba else { return other }
        var result = other
        for index in stride(from: 3, to: bytes.count, by: 4) { result.bytes[index] = bytes[index] }
        return result
    }

    /// 8-bit hue, saturation, value; fractions are cut off.
    static func hsv(_ r: UInt8, _ g: UInt8, _ b: UInt8) -> (UInt8, UInt8, UInt8) {
        let most = max(r, g, b)
        let least = min(r, g, b)
        if most == least { return (0, 0, most) }
        let range = Float(most - least)
        let saturation = range / Float(most)
        let red = Float(most - r) / range
        let green = Float(most - g) / range
        let blue = Float(most - b) / range
        let sector: Float =
            if r == most { blue - green } else if g == most { Float(2.0 + Double(red) - Double(blue)) } else {
                Float(4.0 + Double(green) - Double(red))
            }
        let hue = Float((Double(sector) / 6 + 1).truncatingRemainder(dividingBy: 1))
        return (clip(Int(Double(hue) * 255)), clip(Int(Double(saturation) * 255)), most)
    }

    static func rgb(_ h: UInt8, _ s: UInt8, _ v: UInt8) -> (UInt8, UInt8, UInt8) {
        if s == 0 { return (v, v, v) }
        let place = Double(h) * 6 / 255
        let sector = Int(place.rounded(.down))
        let fraction = Double(Float(place - Double(sector)))
        let strength = Double(Float(Double(s) / 255))
        let value = Double(v)
        func rounded(_ x: Double) -> UInt8 { clip(Int(x.rounded())) }
        let p = rounded(value * (1 - strength))
        let q = rounded(value * (1 - strength * fraction))
        let t = rounded(value * (1 - strength * (1 - fraction)))
        switch sector % 6 {
        case 0: return (v, t, p)
        case 1: return (q, v, p)
        case 2: return (p, v, t)
        case 3: return (p, q, v)
        case 4: return (t, p, v)
        default: return (v, p, q)
        }
    }
}
