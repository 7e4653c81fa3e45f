/// Formats without compression: BMP (Windows bitmaps) and PPM, PGM, PBM (Netpbm's raw and plain forms).
enum PlainPictures {
    struct Header {
        let format: PictureFormat
        let mode: PictureMode
        let width: Int
        let height: Int
        /// Where the pixels begin.
        let start: Int
        /// BMP: bits of a pixel and whether rows go from top to bottom. Netpbm: the largest value, and whether the pixels
        /// are bytes.
        let depth: Int
        let flag: Bool
        /// RGBA quadruples.
        var palette: [UInt8] = []
    }

    // MARK: Reading

    /// The header of either format; nil for other bytes.
    /// - Throws: `unsupportedFormat` for compressed bitmaps and values of more than a byte.
    static func header(_ bytes: [UInt8], path: String) throws -> Header? {
        if bytes.starts(with: [0x42, 0x4D]) { return try bitmapHeader(bytes, path) }
        if bytes.count > 2, bytes[0] == 0x50, (0x31...0x36).contains(bytes[1]) { return try netpbmHeader(bytes, path) }
        return nil
    }

    static func pixels(_ bytes: [UInt8], _ header: Header, path: String) throws -> Picture {
        header.format == .bmp ? try bitmap(bytes, header, path) : try netpbm(bytes, header, path)
    }

    private static func little(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }

    private static func bitmapHeader(_ bytes: [UInt8], _ path: String) throws -> Header? {
        guard bytes.count >= 54 else { return nil }
        let start = little(bytes, 10, 4)
        let size = little(bytes, 14, 4)
        guard size >= 40, size <= bytes.count - 14 else { return nil }
        let width = Int(Int32(truncatingIfNeeded: little(bytes, 18, 4)))
        let signed = Int(Int32(truncatingIfNeeded: little(bytes, 22, 4)))
        let depth = little(bytes, 28, 2)
        let compression = little(bytes, 30, 4)
        guard width > 0, signed != 0, signed > -(1 << 31) else { return nil }
        guard [1, 4, 8, 24, 32].contains(depth), compression == 0 || (compression == 3 && depth == 32) else {
            throw DataError.unsupportedFormat(
                path: path, detail: "a bitmap of \(depth) bits, compression \(compression)")
        }
        var palette: [UInt8] = []
        var mode = PictureMode.rgb
        if depth <= 8 {
            let named = little(bytes, 46, 4)
            let colors = named == 0 ? 1 << depth : min(named, 1 << depth)
            let place = 14 + size
            guard place + 4 * colors <= bytes.count else {
                throw DataError.truncated(path: path, expected: place + 4 * colors, actual: bytes.count)
            }
            for color in 0..<colors {
                let at = place + 4 * color
                palette += [bytes[at + 2], bytes[at + 1], bytes[at], 255]
            }
            // Shades in order are no palette.
            let isGray = (0..<colors).allSatisfy { color in
                let shade = UInt8(colors == 2 ? color * 255 : color)
                return palette[4 * color..<4 * color + 3].allSatisfy { $0 == shade }
            }
            mode = isGray && colors == 2 ? .bilevel : isGray && depth == 8 ? .gray : .palette
            if mode != .palette { palette = [] }
        }
        return Header(
            format: .bmp, mode: mode, width: width, height: abs(signed), start: start, depth: depth, flag: signed < 0,
            palette: palette)
    }

    private static func bitmap(_ bytes: [UInt8], _ header: Header, _ path: String) throws -> Picture {
        let (width, height, depth) = (header.width, header.height, header.depth)
        let stride = (width * depth + 31) / 32 * 4
        guard header.start >= 0, header.start <= bytes.count, stride * height <= bytes.count - header.start else {
            throw DataError.truncated(path: path, expected: header.start + stride * height, actual: bytes.count)
        }
        var out: [UInt8] = []
        out.reserveCapacity(width * height * header.mode.channels)
        for y in 0..<height {
            let row = header.start + (header.flag ? y : height - 1 - y) * stride
            for x in 0..<width {
                switch depth {
                case 24, 32:
                    let at = row + x * depth / 8
                    out += [bytes[at + 2], bytes[at + 1], bytes[at]]
                default:
                    let bit = x * depth
                    let value = (bytes[row + bit / 8] >> (8 - depth - bit % 8)) & UInt8((1 << depth) - 1)
                    out.append(header.mode == .bilevel ? (value == 0 ? 0 : 255) : value)
                }
            }
        }
        var picture = Picture(unchecked: header.mode, width: width, height: height, bytes: out)
        picture.palette = header.palette
        return picture
    }

    private static func netpbmHeader(_ bytes: [UInt8], _ path: String) throws -> Header? {
        let kind = bytes[1] - 0x30
        var place = 2
        /// The next number; comments go from # to the end of the line.
        func number() -> Int? {
            while place < bytes.count {
                if bytes[place] == 0x23 {
                    while place < bytes.count, bytes[place] != 0x0A { place += 1 }
                } else if [0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C].contains(bytes[place]) {
                    place += 1
                } else {
                    break
                }
            }
            var value = 0
            let first = place
            while place < bytes.count, (0x30...0x39).contains(bytes[place]), value < 1 << 32 {
                value = value * 10 + Int(bytes[place] - 0x30)
                place += 1
            }
            return place > first ? value : nil
        }
        guard let width = number(), let height = number(), width > 0, height > 0, width < 1 << 31, height < 1 << 31
        else { return nil }
        var largest = 1
        if kind != 1 && kind != 4 {
            guard let given = number(), given > 0 else { return nil }
            guard given < 256 else {
                throw DataError.unsupportedFormat(path: path, detail: "values up to \(given)")
            }
            largest = given
        }
        let mode: PictureMode = kind == 1 || kind == 4 ? .bilevel : kind == 2 || kind == 5 ? .gray : .rgb
        return Header(
            format: .ppm, mode: mode, width: width, height: height, start: place + (kind > 3 ? 1 : 0), depth: largest,
            flag: kind > 3)
    }

    private static func netpbm(_ bytes: [UInt8], _ header: Header, _ path: String) throws -> Picture {
        let (width, height) = (header.width, header.height)
        let count = width * height * header.mode.channels
        func missing() -> DataError {
            .truncated(path: path, expected: header.start + count, actual: bytes.count)
        }
        func scaled(_ value: Int) -> UInt8 {
            header.depth == 255
                ? UInt8(clamping: value) : UInt8(clamping: Int((Double(value) / Double(header.depth) * 255).rounded()))
        }
        var out: [UInt8] = []
        if header.flag, header.mode == .bilevel {
            let stride = (width + 7) / 8
            guard header.start <= bytes.count, stride * height <= bytes.count - header.start else { throw missing() }
            for y in 0..<height {
                for x in 0..<width {
                    let bit = bytes[header.start + y * stride + x / 8] >> (7 - x % 8) & 1
                    out.append(bit == 1 ? 0 : 255)
                }
            }
        } else if header.flag {
            guard header.start <= bytes.count, count <= bytes.count - header.start else { throw missing() }
            out = bytes[header.start..<header.start + count].map { scaled(Int($0)) }
        } else {
            let digits = bytes[min(header.start, bytes.count)...]
            if header.mode == .bilevel {
                out = digits.filter { $0 == 0x30 || $0 == 0x31 }.prefix(count).map { $0 == 0x31 ? 0 : 255 }
            } else {
                let words = digits.split { !(0x30...0x39).contains($0) }.prefix(count)
                out = words.map { scaled(Int(String(decoding: $0, as: UTF8.self)) ?? 255) }
            }
            guard out.count == count else { throw missing() }
        }
        return Picture(unchecked: header.mode, width: width, height: height, bytes: out)
    }

    // MARK: Writing

    /// Modes 1, L, RGB and RGBA as Netpbm's raw forms; alpha is left out.
    static func ppm(_ picture: Picture) -> [UInt8] {
        let size = "\(picture.width) \(picture.height)\n"
        switch picture.mode {
        case .bilevel: return Array("P4\n\(size)".utf8) + packed(picture, alignment: 1, isInverted: true)
        case .gray: return Array("P5\n\(size)255\n".utf8) + picture.bytes
        default:
            let plain = picture.mode == .rgb ? picture : picture.converted(to: .rgb)
            return Array("P6\n\(size)255\n".utf8) + plain.bytes
        }
    }

    /// Modes 1, L, P and RGB as a bitmap; RGBA with four bytes for each pixel.
    static func bmp(_ picture: Picture) -> [UInt8] {
        let (width, height) = (picture.width, picture.height)
        let depth: Int
        var colors: [UInt8] = []
        switch picture.mode {
        case .bilevel: (depth, colors) = (1, [0, 0, 0, 0, 255, 255, 255, 0])
        case .gray: (depth, colors) = (8, (0...255).flatMap { [UInt8($0), UInt8($0), UInt8($0), 0] })
        case .palette:
            depth = 8
            for start in stride(from: 0, to: min(1024, picture.palette.count - 3), by: 4) {
                colors += [picture.palette[start + 2], picture.palette[start + 1], picture.palette[start], 0]
            }
        case .rgba: depth = 32
        default: depth = 24
        }
        let rowBytes = (width * depth + 31) / 32 * 4
        let offset = 54 + colors.count
        var out: [UInt8] = [0x42, 0x4D]
        func append(_ value: Int, _ count: Int) {
            for i in 0..<count { out.append(UInt8(truncatingIfNeeded: value >> (8 * i))) }
        }
        append(offset + rowBytes * height, 4)
        append(0, 4)
        append(offset, 4)
        append(40, 4)
        append(width, 4)
        append(height, 4)
        append(1, 2)
        append(depth, 2)
        append(0, 4)
        append(rowBytes * height, 4)
        append(3780, 4)
        append(3780, 4)
        append(colors.count / 4, 4)
        append(colors.count / 4, 4)
        out += colors
        let bits = picture.mode == .bilevel ? packed(picture, alignment: 4, isInverted: false) : []
        for y in (0..<height).reversed() {
            if depth == 1 {
                out += bits[y * rowBytes..<(y + 1) * rowBytes]
                continue
            }
            let channels = picture.channels
            for x in 0..<width {
                let at = (y * width + x) * channels
                switch depth {
                case 8: out.append(picture.bytes[at])
                case 24: out += [picture.bytes[at + 2], picture.bytes[at + 1], picture.bytes[at]]
                default:
                    out += [
                        picture.bytes[at + 2], picture.bytes[at + 1], picture.bytes[at], picture.bytes[at + 3],
                    ]
                }
            }
            out += [UInt8](repeating: 0, count: rowBytes - width * depth / 8)
        }
        return out
    }

    /// Eight pixels in a byte, rows filled up to a multiple of `alignment` bytes.
    private static func packed(_ picture: Picture, alignment: Int, isInverted: Bool) -> [UInt8] {
        let rowBytes = ((picture.width + 7) / 8 + alignment - 1) / alignment * alignment
        var out = [UInt8](repeating: 0, count: rowBytes * picture.height)
        for y in 0..<picture.height {
            for x in 0..<picture.width where (picture.bytes[y * picture.width + x] == 0) == isInverted {
                out[y * rowBytes + x / 8] |= 0x80 >> UInt8(x % 8)
            }
        }
        return out
    }
}
