/// A picture in DEC's sixel notation as a terminal would paint it: six rows of a colour by each character.
struct SixelPicture {
    private(set) var width = 0
    private(set) var height = 0
    /// Red, green, blue of 0–100 by row and column; nil where nothing was painted.
    private(set) var pixels: [[[Int]?]] = []

    /// The first picture in a terminal's output.
    init?(in output: String) {
        guard let start = output.range(of: "\u{1B}Pq"), let end = output[start.upperBound...].range(of: "\u{1B}\\")
        else { return nil }
        var text = Array(output[start.upperBound..<end.lowerBound].unicodeScalars)[...]
        var registers: [Int: [Int]] = [:]
        var (colour, x, top) = (0, 0, 0)
        func numbers() -> [Int] {
            var list = [0]
            while let next = text.first, next == ";" || ("0"..."9").contains(next) {
                text.removeFirst()
                if next == ";" {
                    list.append(0)
                } else {
                    list[list.count - 1] = list[list.count - 1] * 10 + Int(next.value) - 48
                }
            }
            return list
        }
        while let sign = text.popFirst() {
            switch sign {
            case "\"":
                let sizes = numbers()
                guard sizes.count == 4 else { return nil }
                (width, height) = (sizes[2], sizes[3])
                pixels = Array(repeating: Array(repeating: nil, count: width), count: height)
            case "#":
                let values = numbers()
                colour = values[0]
                if values.count == 5 { registers[colour] = Array(values[2...]) }
            case "$": x = 0
            case "-": (x, top) = (0, top + 6)
            default:
                let run = sign == "!" ? numbers()[0] : 1
                guard let column = sign == "!" ? text.popFirst() : sign, ("?"..."~").contains(column) else {
                    return nil
                }
                for row in 0..<6 where (column.value - 63) >> UInt32(row) & 1 == 1 {
                    for place in x..<(x + run) where top + row < height && place < width {
                        pixels[top + row][place] = registers[colour]
                    }
                }
                x += run
            }
        }
    }
}
