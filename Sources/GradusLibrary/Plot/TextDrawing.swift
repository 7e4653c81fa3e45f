import GradusVM

/// Family, size in pixels, and cut of a font.
struct TextFont {
    var size: Double
    var family: String
    var isBold: Bool
    var isItalic: Bool

    /// Reads size, family, bold and italic from four arguments.
    init(_ vm: VM, _ arguments: Arguments, _ first: Int) throws {
        size = max(0.01, min(5000, try vm.double(arguments[first])))
        family = try arguments.optional(first + 1).map { try vm.str($0) } ?? "DejaVu Sans"
        isBold = try vm.flag(arguments, first + 2, false)
        isItalic = try vm.flag(arguments, first + 3, false)
    }
}

/// Lines of text. Characters that a font lacks come from one that has them, so that Korean shows beside Latin.
enum TextDrawing {
    struct Extents {
        var advance = 0.0
        var left = 0.0
        var right = 0.0
        var top = 0.0
        var bottom = 0.0
    }

    private static func select(_ context: DrawingContext, _ font: TextFont, _ family: String) {
        context.cairo.selectFont(context.handle, family, font.isItalic ? 1 : 0, font.isBold ? 1 : 0)
        context.cairo.fontSize(context.handle, font.size)
    }

    /// Pieces of the text, each with the family that has its characters. Control characters are left out.
    private static func pieces(_ text: String, _ family: String) -> [(text: String, family: String)] {
        if text.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }) { return [(text, family)] }
        var pieces: [(text: String, family: String)] = []
        for scalar in text.unicodeScalars where scalar.value >= 32 && scalar.value != 127 {
            let found =
                scalar.value < 127 ? family : FontFallback.shared?.family(family, for: scalar.value) ?? family
            // A space, and a mark over the letter before it, stay with their neighbours.
            let joins = scalar == " " || scalar.properties.canonicalCombiningClass != .notReordered
            if let last = pieces.last, last.family == found || joins {
                pieces[pieces.count - 1].text.unicodeScalars.append(scalar)
            } else {
                pieces.append((String(scalar), found))
            }
        }
        return pieces
    }

    static func extents(_ context: DrawingContext, _ text: String, _ font: TextFont) -> Extents {
        var result = Extents()
        var isFirst = true
        for piece in pieces(text, font.family) {
            select(context, font, piece.family)
            let box = context.cairo.extents(context.handle, piece.text)
            if box.width > 0 {
                let left = result.advance + box.xBearing
                result.left = isFirst ? left : min(result.left, left)
                result.right = isFirst ? left + box.width : max(result.right, left + box.width)
                result.top = isFirst ? -box.yBearing : max(result.top, -box.yBearing)
                let bottom = -(box.yBearing + box.height)
                result.bottom = isFirst ? bottom : min(result.bottom, bottom)
                isFirst = false
            }
            result.advance += box.xAdvance
        }
        return result
    }

    /// Draws at a place of the page (y downwards).
    static func show(_ context: DrawingContext, _ text: String, _ font: TextFont, x: Double, y: Double, angle: Double) {
        let cairo = context.cairo
        cairo.save(context.handle)
        cairo.translate(context.handle, x, y)
        if angle != 0, angle.isFinite { cairo.rotate(context.handle, -angle * .pi / 180) }
        var position = 0.0
        for piece in pieces(text, font.family) {
            select(context, font, piece.family)
            let box = cairo.extents(context.handle, piece.text)
            cairo.moveTo(context.handle, position, 0)
            cairo.showText(context.handle, piece.text)
            position += box.xAdvance
        }
        cairo.newPath(context.handle)
        cairo.restore(context.handle)
    }
}
