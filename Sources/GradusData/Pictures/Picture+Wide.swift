/// Pictures whose pixels are one wide number each: modes I;16, I and F.
extension Picture {
    /// The number of pixel `index`.
    public func wideNumber(at index: Int) -> Double {
        bytes.withUnsafeBytes { raw in
            switch mode {
            case .wide16: Double(raw.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
            case .wideInteger: Double(raw.loadUnaligned(fromByteOffset: index * 4, as: Int32.self))
            case .wideFloat: Double(raw.loadUnaligned(fromByteOffset: index * 4, as: Float.self))
            default: Double(raw[index * channels])
            }
        }
    }

    public var wideNumbers: [Double] { (0..<width * height).map { wideNumber(at: $0) } }

    /// The bytes of a number: fractions are cut off, what is out of range becomes the nearest number in it.
    public static func wideBytes(_ number: Double, _ mode: PictureMode) -> [UInt8] {
        let cut = number.isNaN ? 0 : number.rounded(.towardZero)
        switch mode {
        case .wide16: return withUnsafeBytes(of: UInt16(min(65535, max(0, cut)))) { Array($0) }
        case .wideInteger: return withUnsafeBytes(of: Int32(min(2_147_483_647, max(-2_147_483_648, cut)))) { Array($0) }
        case .wideFloat: return withUnsafeBytes(of: Float(number)) { Array($0) }
        default: return [UInt8(min(255, max(0, cut)))]
        }
    }

    private static func wide(_ numbers: [Double], _ mode: PictureMode, width: Int, height: Int) -> Picture {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(numbers.count * mode.channels)
        for number in numbers { bytes += wideBytes(number, mode) }
        return Picture(unchecked: mode, width: width, height: height, bytes: bytes)
    }

    /// To or from a wide mode; pairs without a rule go by way of gray.
    func wideConverted(to target: PictureMode) -> Picture {
        if !target.isWide {
            let gray = Picture.wide(wideNumbers, .gray, width: width, height: height)
            return gray.converted(to: target)
        }
        if target == .wideFloat, mode == .rgb || mode == .rgba {
            let weighted = stride(from: 0, to: bytes.count, by: channels).map { start -> Double in
                let sum = Int(bytes[start]) * 299 + Int(bytes[start + 1]) * 587 + Int(bytes[start + 2]) * 114
                return Double(Float(sum) / 1000)
            }
            return Picture.wide(weighted, target, width: width, height: height)
        }
        let source = mode.isWide ? self : converted(to: .gray)
        return Picture.wide(source.wideNumbers, target, width: width, height: height)
    }

    /// Resampled with antialiasing, the weights in double precision; integers are rounded after each pass.
    func wideFiltered(across: ResamplingAxis?, down: ResamplingAxis?, downFirst: Bool) -> Picture {
        var numbers = wideNumbers
        var (columns, rows) = (width, height)
        func kept(_ number: Double) -> Double {
            if mode == .wideFloat { return Double(Float(number)) }
            let whole = number < 0 ? -(-number + 0.5).rounded(.down) : (number + 0.5).rounded(.down)
            return mode == .wide16 ? min(65535, max(0, whole)) : whole
        }
        func passAcross(_ axis: ResamplingAxis) {
            var out: [Double] = []
            out.reserveCapacity(axis.windows.count * rows)
            for y in 0..<rows {
                for window in axis.windows {
                    var sum = 0.0
                    for (k, weight) in window.weights.enumerated() {
                        sum += numbers[y * columns + window.start + k] * weight
                    }
                    out.append(kept(sum))
                }
            }
            (numbers, columns) = (out, axis.windows.count)
        }
        func passDown(_ axis: ResamplingAxis) {
            var out: [Double] = []
            out.reserveCapacity(axis.windows.count * columns)
            for window in axis.windows {
                for x in 0..<columns {
                    var sum = 0.0
                    for (k, weight) in window.weights.enumerated() {
                        sum += numbers[(window.start + k) * columns + x] * weight
                    }
                    out.append(kept(sum))
                }
            }
            (numbers, rows) = (out, axis.windows.count)
        }
        if downFirst, let down { passDown(down) }
        if let across { passAcross(across) }
        if !downFirst, let down { passDown(down) }
        return Picture.wide(numbers, mode, width: columns, height: rows)
    }
}
