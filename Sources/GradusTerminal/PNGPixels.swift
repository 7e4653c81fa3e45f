import CZlib

/// The pixels of a PNG file with eight bits a sample, which is how pictures come from the engine.
struct PNGPixels {
    let width: Int
    let height: Int
    /// Red, green and blue of each pixel, on white where it is transparent.
    private(set) var colours: [UInt8]

    /// Nil for other files.
    init?(base64: String) {
        guard let bytes = Self.decoded(base64) else { return nil }
        self.init(bytes)
    }

    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
        var place = 8
        var packed: [UInt8] = []
        var header: [UInt8] = []
        func number(_ at: Int) -> Int { bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
        while place + 12 <= bytes.count {
            let count = number(place)
            guard count >= 0, count <= bytes.count - place - 12 else { return nil }
            let body = bytes[(place + 8)..<(place + 8 + count)]
            switch String(decoding: bytes[(place + 4)..<(place + 8)], as: UTF8.self) {
            case "IHDR": header = Array(body)
            case "IDAT": packed += body
            default: break
            }
            place += 12 + count
        }
        guard header.count == 13, header[8] == 8, header[12] == 0 else { return nil }
        func size(_ at: Int) -> Int { header[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
        let channelCounts: [UInt8: Int] = [0: 1, 2: 3, 4: 2, 6: 4]
        let (width, height) = (size(0), size(4))
        guard let channels = channelCounts[header[9]], (1...1 << 14).contains(width), (1...1 << 14).contains(height),
            let rows = Self.unpacked(packed, width: width * channels, height: height, step: channels)
        else { return nil }
        self.width = width
        self.height = height
        colours = []
        colours.reserveCapacity(width * height * 3)
        for pixel in 0..<(width * height) {
            let at = pixel * channels
            let alpha = channels == 2 ? Int(rows[at + 1]) : channels == 4 ? Int(rows[at + 3]) : 255
            for channel in 0..<3 {
                let value = Int(rows[channels < 3 ? at : at + channel])
                colours.append(UInt8(clamping: (value * alpha + 255 * (255 - alpha)) / 255))
            }
        }
    }

    /// The rows without their filters.
    private static func unpacked(_ packed: [UInt8], width: Int, height: Int, step: Int) -> [UInt8]? {
        var raw = [UInt8](repeating: 0, count: (width + 1) * height)
        var count = uLongf(raw.count)
        guard uncompress(&raw, &count, packed, uLong(packed.count)) == Z_OK, Int(count) == raw.count else { return nil }
        var rows = [UInt8](repeating: 0, count: width * height)
        for y in 0..<height {
            let filter = raw[y * (width + 1)]
            for x in 0..<width {
                let value = raw[y * (width + 1) + 1 + x]
                let left = x >= step ? Int(rows[y * width + x - step]) : 0
                let up = y > 0 ? Int(rows[(y - 1) * width + x]) : 0
                let corner = x >= step && y > 0 ? Int(rows[(y - 1) * width + x - step]) : 0
                let guess: Int
                switch filter {
                case 0: guess = 0
                case 1: guess = left
                case 2: guess = up
                case 3: guess = (left + up) / 2
                case 4:
                    let estimate = left + up - corner
                    let (a, b, c) = (abs(estimate - left), abs(estimate - up), abs(estimate - corner))
                    guess = a <= b && a <= c ? left : b <= c ? up : corner
                default: return nil
                }
                rows[y * width + x] = value &+ UInt8(truncatingIfNeeded: guess)
            }
        }
        return rows
    }

    private static func decoded(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 4 * 3)
        var (value, bits) = (0, 0)
        for byte in text.utf8 where byte != UInt8(ascii: "=") {
            let six: Int
            switch byte {
            case 0x41...0x5A: six = Int(byte) - 0x41
            case 0x61...0x7A: six = Int(byte) - 0x61 + 26
            case 0x30...0x39: six = Int(byte) - 0x30 + 52
            case UInt8(ascii: "+"): six = 62
            case UInt8(ascii: "/"): six = 63
            default: return nil
            }
            value = (value << 6 | six) & 0xFFFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: value >> bits))
            }
        }
        return bytes
    }

    func colour(_ x: Int, _ y: Int) -> (red: Int, green: Int, blue: Int) {
        let at = (y * width + x) * 3
        return (Int(colours[at]), Int(colours[at + 1]), Int(colours[at + 2]))
    }

    // MARK: ASCII

    /// Light parts are dense, as on a dark terminal. A character is twice as high as wide.
    func asciiText(columns: Int) -> String {
        let ramp = Array(" .:-=+*#%@")
        let across = min(columns, width)
        let down = max(1, (height * across + width) / (2 * width))
        var text = ""
        for row in 0..<down {
            var line = ""
            for column in 0..<across {
                let xs = (column * width / across)..<max(column * width / across + 1, (column + 1) * width / across)
                let ys = (row * height / down)..<max(row * height / down + 1, (row + 1) * height / down)
                var sum = 0
                for y in ys where y < height {
                    for x in xs where x < width {
                        let (red, green, blue) = colour(x, y)
                        sum += 299 * red + 587 * green + 114 * blue
                    }
                }
                let light = sum / (1000 * max(1, xs.count * ys.count))
                line.append(ramp[min(ramp.count - 1, light * ramp.count / 256)])
            }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
        return text
    }
}

/// Pictures as sixel graphics: bands of six rows, one pass for each colour.
enum Sixel {
    /// At least so many pixels wide, so that a digit of 28 pixels can be seen.
    private static let smallest = 168

    static func text(_ picture: PNGPixels) -> String {
        let scale = max(1, smallest / picture.width)
        let (width, height) = (picture.width * scale, picture.height * scale)
        let palette = SixelPalette(picture)
        func register(_ x: Int, _ y: Int) -> Int { palette.register(picture.colour(x / scale, y / scale)) }
        var text = "\u{1B}Pq\"1;1;\(width);\(height)"
        var known: Set<Int> = []
        for top in stride(from: 0, to: height, by: 6) {
            var rows: [Int: [UInt8]] = [:]
            for y in top..<min(top + 6, height) {
                for x in 0..<width {
                    rows[register(x, y), default: [UInt8](repeating: 0, count: width)][x] |= 1 << UInt8(y - top)
                }
            }
            for (colour, bits) in rows.sorted(by: { $0.key < $1.key }) {
                if known.insert(colour).inserted { text += palette.definition(colour) }
                text += "#\(colour)" + runs(bits) + "$"
            }
            text += "-"
        }
        return text + "\u{1B}\\\n"
    }

    /// The bits of one colour, with repeated ones counted.
    private static func runs(_ bits: [UInt8]) -> String {
        var text = ""
        var index = 0
        while index < bits.count {
            var end = index
            while end < bits.count, bits[end] == bits[index] { end += 1 }
            let character = Character(Unicode.Scalar(bits[index] + 63))
            text += end - index > 3 ? "!\(end - index)\(character)" : String(repeating: character, count: end - index)
            index = end
        }
        return text
    }
}

/// The colours of a picture in the 256 registers that most terminals have: exactly, where there are no more, as is the case
/// for grey; in 6 steps of red, green and blue otherwise.
private struct SixelPalette {
    private var registers: [Int: Int] = [:]
    private var colours: [Int] = []

    init(_ picture: PNGPixels) {
        for y in 0..<picture.height {
            for x in 0..<picture.width {
                let colour = Self.code(picture.colour(x, y))
                guard registers[colour] == nil else { continue }
                guard colours.count < 256 else {
                    registers = [:]
                    colours = []
                    return
                }
                registers[colour] = colours.count
                colours.append(colour)
            }
        }
    }

    private static func code(_ colour: (red: Int, green: Int, blue: Int)) -> Int {
        colour.red << 16 | colour.green << 8 | colour.blue
    }

    func register(_ colour: (red: Int, green: Int, blue: Int)) -> Int {
        if let exact = registers[Self.code(colour)] { return exact }
        func step(_ value: Int) -> Int { (value * 5 + 127) / 255 }
        return step(colour.red) * 36 + step(colour.green) * 6 + step(colour.blue)
    }

    /// A register's colour, in percent.
    func definition(_ register: Int) -> String {
        guard register < colours.count else {
            return "#\(register);2;\(register / 36 * 20);\(register / 6 % 6 * 20);\(register % 6 * 20)"
        }
        let colour = colours[register]
        let percents = [colour >> 16, colour >> 8 & 255, colour & 255].map { ($0 * 100 + 127) / 255 }
        return "#\(register);2;\(percents[0]);\(percents[1]);\(percents[2])"
    }
}
