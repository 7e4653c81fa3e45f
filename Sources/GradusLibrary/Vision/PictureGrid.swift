import GradusData
import GradusTensor
import GradusVM

/// Several pictures side by side with captions, as `gradus.show` draws a batch.
enum PictureGrid {
    private static var columns: Int { max(8, min(78, Library.columns() - 2)) }

    /// - Parameters:
    ///   - captions: one for each picture, or none.
    /// - Returns: the text form, and the forms with pictures.
    static func make(_ pictures: [Picture], captions: [String]) throws -> (text: String, alternatives: [String: String])
    {
        let tiles = pictures.map { $0.mode == .rgb ? $0 : $0.converted(to: .rgb) }
        let width = tiles.map(\.width).max() ?? 0
        let height = tiles.map(\.height).max() ?? 0
        let columns = columns
        // Rows of about the same length.
        let most = max(1, min(tiles.count, 8, max(min(4, columns / 12), columns / (width + 2))))
        let rowCount = (tiles.count + most - 1) / most
        let perRow = max(1, (tiles.count + rowCount - 1) / max(1, rowCount))
        let tileWidth = max(1, min(width, columns / perRow - 2))
        var text = "\(tiles.count) pictures of \(width)x\(height)"
        var blocks = ""
        var rows: [Picture] = []
        var lines = ""
        for start in stride(from: 0, to: tiles.count, by: perRow) {
            let range = start..<min(start + perRow, tiles.count)
            let full = try joined(range.map { tiles[$0] }, width: width, height: height)
            rows.append(full)
            let scaled = try range.map { index in
                let tile = tiles[index]
                let scale = Double(tileWidth) / Double(max(1, width))
                return try tile.resized(
                    width: max(1, Int((Double(tile.width) * scale).rounded())),
                    height: max(1, Int((Double(tile.height) * scale).rounded())), .box)
            }
            let tileHeight = scaled.map(\.height).max() ?? 1
            blocks += pictureText(
                try joined(scaled, width: tileWidth, height: tileHeight), style: .halfBlocks, maxWidth: columns)
            guard !captions.isEmpty else { continue }
            let line = range.map { cut(captions[$0], tileWidth + 1) }.joined(separator: " ")
            blocks += line + "\n"
            let names = range.map { captions[$0] }.joined(separator: "  ")
            text += "\n" + names
            lines += names + "\n"
        }
        let png = try stacked(rows)
        var forms = ["text/x-gradus-terminal": blocks]
        forms["image/png"] = PNGWriter.base64((try? PictureFile.png(png)) ?? [])
        if !lines.isEmpty { forms["text/x-gradus-captions"] = lines }
        return (text, forms)
    }

    /// Pads or cuts a caption to a width.
    private static func cut(_ text: String, _ width: Int) -> String {
        func columns(_ scalar: Unicode.Scalar) -> Int {
            scalar.value >= 0x1100 && scalar.value != 0x2192 && scalar.value != 0x2717 ? 2 : 1
        }
        let count = text.unicodeScalars.reduce(0) { $0 + columns($1) }
        if count <= width { return text + String(repeating: " ", count: width - count) }
        var kept = String.UnicodeScalarView()
        var used = 1
        for scalar in text.unicodeScalars {
            if used + columns(scalar) > width { break }
            used += columns(scalar)
            kept.append(scalar)
        }
        return String(kept) + "…" + String(repeating: " ", count: max(0, width - used))
    }

    /// One row with two black columns behind each tile.
    private static func joined(_ tiles: [Picture], width: Int, height: Int) throws -> Picture {
        let total = (width + 2) * tiles.count
        var bytes = [UInt8](repeating: 0, count: total * height * 3)
        for (place, tile) in tiles.enumerated() {
            for y in 0..<min(height, tile.height) {
                let source = y * tile.width * 3
                let target = (y * total + place * (width + 2)) * 3
                let count = min(width, tile.width) * 3
                bytes.replaceSubrange(target..<target + count, with: tile.bytes[source..<source + count])
            }
        }
        return try Picture(mode: .rgb, width: total, height: height, bytes: bytes)
    }

    /// Rows over one another, with two black lines between them.
    private static func stacked(_ rows: [Picture]) throws -> Picture {
        let width = rows.map(\.width).max() ?? 1
        var bytes: [UInt8] = []
        for row in rows {
            for y in 0..<row.height + 2 {
                var line = [UInt8](repeating: 0, count: width * 3)
                if y < row.height {
                    line.replaceSubrange(
                        0..<row.width * 3, with: row.bytes[y * row.width * 3..<(y + 1) * row.width * 3])
                }
                bytes += line
            }
        }
        return try Picture(mode: .rgb, width: width, height: bytes.count / max(1, width * 3), bytes: bytes)
    }
}

extension PictureGrid {
    /// The pictures in an argument of `show`: a picture, a tensor of one or of a batch, or a list of these.
    static func pictures(_ vm: VM, _ value: Value) throws -> (pictures: [Picture], isBatch: Bool) {
        if let picture = value.asPicture { return ([picture.picture], false) }
        if let tensor = value.asTensor {
            guard tensor.rank == 4 else { return ([try ImageFunctions.toPicture(tensor)], false) }
            let one = try GradMode.without {
                try (0..<min(tensor.shape[0], 64)).map { try ImageFunctions.toPicture(tensor.detach().select(0, $0)) }
            }
            return (one, true)
        }
        guard let items = value.asList?.values ?? value.asTuple?.values, !items.isEmpty else {
            throw vm.typeError("show(): expected a picture or a tensor, not \(vm.typeName(value))")
        }
        return (try items.prefix(64).flatMap { try pictures(vm, $0).pictures }, true)
    }

    /// `7` for a right prediction, `✗ 7→1` for a wrong one: a sign says it, not a colour.
    static func captions(_ vm: VM, _ labels: Value?, _ predictions: Value?, count: Int) throws -> [String] {
        guard let labels else { return [] }
        let names = try texts(vm, labels)
        let guesses = try predictions.map { try texts(vm, $0) }
        for (what, found) in [("labels", names.count), ("predictions", guesses?.count ?? count)] where found < count {
            throw vm.valueError("show(): \(count) pictures, but only \(found) \(what)")
        }
        return (0..<count).map { index in
            guard let guess = guesses?[index], guess != names[index] else { return names[index] }
            return "✗ \(names[index])→\(guess)"
        }
    }

    private static func texts(_ vm: VM, _ values: Value) throws -> [String] {
        var values = values
        if values.asTensor != nil { values = try vm.callMethod(values, "tolist") }
        return try vm.array(from: values).map { value in
            let plain = value.asTensor != nil ? try vm.callMethod(value, "item") : value
            // A label must not steer the terminal.
            return try vm.str(plain).unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : String($0) }
                .joined()
        }
    }
}
