import GradusData
import Testing

@Suite struct PictureTests {
    /// Every operation gives Pillow's bytes.
    @Test(arguments: Recorded.cases("pictures.json"))
    func operation(_ recorded: Recorded.Case) throws {
        let source = try sourcePicture(recorded.string("mode") ?? "")
        let result = try run(recorded.string("op") ?? "", source, recorded.nested("arguments"))
        #expect(result.mode.rawValue == recorded.string("out_mode"))
        #expect([result.width, result.height] == recorded.ints("size"))
        #expect(result.bytes.map { Int($0) } == recorded.ints("bytes"))
    }

    private func run(_ operation: String, _ source: Picture, _ arguments: Recorded.Case) throws -> Picture {
        func filter() -> Interpolation { Interpolation(rawValue: arguments.string("filter") ?? "") ?? .nearest }
        switch operation {
        case "convert":
            return source.converted(to: try #require(PictureMode(rawValue: arguments.string("to") ?? "")))
        case "transpose":
            return source.transposed(try #require(PictureTransposition(rawValue: arguments.int("kind"))))
        case "crop":
            let box = arguments.ints("box")
            return try source.cropped(left: box[0], top: box[1], right: box[2], bottom: box[3])
        case "resize":
            let size = arguments.ints("size")
            return try source.resized(width: size[0], height: size[1], filter())
        case "rotate":
            return try source.rotated(
                by: arguments.double("angle"), filter(), expand: arguments.int("expand") == 1)
        case "brightness": return source.brightness(arguments.double("factor"))
        case "contrast": return source.contrast(arguments.double("factor"))
        case "saturation": return source.saturation(arguments.double("factor"))
        case "hue": return try source.hue(arguments.double("factor"))
        case "gamma": return try source.gamma(arguments.double("gamma"), gain: arguments.double("gain"))
        default:
            Issue.record("no such operation: \(operation)")
            return source
        }
    }

    @Test func badSizesAreErrors() throws {
        #expect(throws: DataError.self) { try Picture(mode: .gray, width: -1, height: 2) }
        #expect(throws: DataError.self) { try Picture(mode: .rgb, width: 1 << 40, height: 1 << 40) }
        #expect(throws: DataError.self) { try Picture(mode: .gray, width: 2, height: 2, bytes: [0]) }
        #expect(throws: DataError.self) { try sourcePicture("L").resized(width: 0, height: 3) }
        #expect(throws: DataError.self) { try sourcePicture("L").cropped(left: .min, top: 0, right: .max, bottom: 1) }
        #expect(throws: DataError.self) { try sourcePicture("L").rotated(by: .nan) }
    }

    @Test func pixels() throws {
        var picture = try Picture(mode: .rgb, width: 2, height: 1, bytes: [1, 2, 3, 4, 5, 6])
        #expect(try picture.pixel(x: 1, y: 0) == [4, 5, 6])
        #expect(try picture.pixel(x: -2, y: -1) == [1, 2, 3])
        try picture.setPixel(x: 0, y: 0, to: [9, 8, 7])
        #expect(picture.bytes == [9, 8, 7, 4, 5, 6])
        #expect(throws: DataError.pixelOutOfRange(x: 2, y: 0, width: 2, height: 1)) { try picture.pixel(x: 2, y: 0) }
    }

    @Test func text() throws {
        let gray = try Picture(mode: .gray, width: 3, height: 2, bytes: [0, 128, 255, 255, 128, 0])
        #expect(pictureText(gray, style: .ascii, maxWidth: 6) == "  ++@@\n@@++  \n")
        #expect(pictureText(gray, style: .monochrome) == "▄█▀\n")
        let colour = try Picture(mode: .rgb, width: 1, height: 3, bytes: [1, 2, 3, 4, 5, 6, 7, 8, 9])
        #expect(
            pictureText(colour, style: .halfBlocks)
                == "\u{1B}[38;2;1;2;3m\u{1B}[48;2;4;5;6m▀\u{1B}[0m\n\u{1B}[38;2;7;8;9m▀\u{1B}[0m\n")
        let wide = try Picture(mode: .gray, width: 200, height: 100)
        let lines = pictureText(wide, style: .halfBlocks, maxWidth: 40).split(separator: "\n")
        #expect(lines.count == 10)
        #expect(lines.allSatisfy { $0.count { $0 == "▀" } == 40 })
    }
}
