/// How a picture is drawn as text.
public enum PictureTextStyle: String, CaseIterable, Sendable {
    /// Two pixels per character by "▀" with 24-bit foreground and background colours.
    case halfBlocks
    /// Two pixels per character by "▀", "▄", "█" and space, without colour: bright pixels are set.
    case monochrome
    /// Brightness by the characters ` .:-=+*#%@`, two per pixel where there is room.
    case ascii
}

/// `picture` as lines of text at most `maxWidth` columns wide, each ended by a newline.
/// Wider pictures are reduced in proportion. Transparent pixels are drawn over black.
public func pictureText(_ picture: Picture, style: PictureTextStyle, maxWidth: Int = 80) -> String {
    guard picture.width > 0, picture.height > 0 else { return "" }
    let columns = max(1, maxWidth)
    let flat = picture.overBlack()
    switch style {
    case .halfBlocks: return colouredBlocks(flat.fitted(columns: columns).converted(to: .rgb))
    case .monochrome: return plainBlocks(flat.fitted(columns: columns).converted(to: .gray))
    case .ascii: return shades(flat.converted(to: .gray), columns: columns)
    }
}

extension Picture {
    fileprivate func overBlack() -> Picture {
        mode == .rgba ? premultiplied().converted(to: .rgb) : (mode == .bilevel ? converted(to: .gray) : self)
    }

    /// Reduced to at most `columns` pixels in width, keeping proportions.
    fileprivate func fitted(columns: Int, heightPerWidth: Double = 1) -> Picture {
        let newWidth = min(width, columns)
        let ratio = Double(newWidth) / Double(width) * heightPerWidth
        let newHeight = max(1, Int((Double(height) * ratio).rounded()))
        // Positive sizes no larger than the picture's own cannot fail.
        return (try? resized(width: newWidth, height: newHeight, .box)) ?? self
    }
}

private func colouredBlocks(_ picture: Picture) -> String {
    var text = ""
    let escape = "\u{1B}["
    func colour(_ x: Int, _ y: Int) -> String {
        let start = (y * picture.width + x) * 3
        return "\(picture.bytes[start]);\(picture.bytes[start + 1]);\(picture.bytes[start + 2])"
    }
    for y in stride(from: 0, to: picture.height, by: 2) {
        var foreground = ""
        var background = ""
        for x in 0..<picture.width {
            let upper = colour(x, y)
            if upper != foreground {
                text += "\(escape)38;2;\(upper)m"
                foreground = upper
            }
            if y + 1 < picture.height {
                let lower = colour(x, y + 1)
                if lower != background {
                    text += "\(escape)48;2;\(lower)m"
                    background = lower
                }
            }
            text += "▀"
        }
        text += "\(escape)0m\n"
    }
    return text
}

private func plainBlocks(_ picture: Picture) -> String {
    var text = ""
    func bright(_ x: Int, _ y: Int) -> Bool { y < picture.height && picture.bytes[y * picture.width + x] >= 128 }
    for y in stride(from: 0, to: picture.height, by: 2) {
        for x in 0..<picture.width {
            switch (bright(x, y), bright(x, y + 1)) {
            case (true, true): text += "█"
            case (true, false): text += "▀"
            case (false, true): text += "▄"
            case (false, false): text += " "
            }
        }
        text += "\n"
    }
    return text
}

private func shades(_ picture: Picture, columns: Int) -> String {
    let ramp = Array(" .:-=+*#%@")
    let repeats = picture.width * 2 <= columns ? 2 : 1
    // One character is about twice as high as wide: without doubling, rows are halved instead.
    let fitted = picture.fitted(columns: columns, heightPerWidth: repeats == 2 ? 1 : 0.5)
    var text = ""
    for y in 0..<fitted.height {
        for x in 0..<fitted.width {
            let level = Int(fitted.bytes[y * fitted.width + x]) * (ramp.count - 1) + 127
            for _ in 0..<repeats { text.append(ramp[level / 255]) }
        }
        text += "\n"
    }
    return text
}
