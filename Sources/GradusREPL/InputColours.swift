import GradusEngine
import GradusShell

/// The colours of the input, kept as long as the text stays the same.
struct InputColours {
    private var text: [UInt8] = []
    private var base: [UInt8] = []
    private var brackets: [Int] = []
    /// Longer texts stay plain: typing must not wait for colours.
    private static let limit = 1 << 18

    /// One style for each byte of `text`; the bracket at the cursor and its partner stand out.
    mutating func styles(of text: [UInt8], point: Int, marksBracket: Bool) -> [UInt8] {
        guard text.count <= Self.limit else { return [] }
        if text != self.text || base.count != text.count {
            self.text = text
            base = [UInt8](repeating: 0, count: text.count)
            brackets = []
            for piece in SourceColours.pieces(of: text) {
                for index in piece.range where index < base.count { base[index] = piece.kind.rawValue }
                if piece.kind == .operator, piece.range.count == 1, Self.isBracket(text[piece.range.lowerBound]) {
                    brackets.append(piece.range.lowerBound)
                }
            }
        }
        guard marksBracket, let (first, second) = pair(at: point) else { return base }
        var styles = base
        styles[first] = InputStyle.bracket
        styles[second] = InputStyle.bracket
        return styles
    }

    private static func isBracket(_ byte: UInt8) -> Bool { "()[]{}".utf8.contains(byte) }

    /// The bracket under the cursor or just before it, and the one that belongs to it.
    private func pair(at point: Int) -> (Int, Int)? {
        guard let place = brackets.firstIndex(of: point) ?? brackets.firstIndex(of: point - 1) else { return nil }
        let opens: [UInt8: UInt8] = [0x28: 0x29, 0x5B: 0x5D, 0x7B: 0x7D]
        let own = text[brackets[place]]
        let step = opens[own] != nil ? 1 : -1
        var stack: [UInt8] = []
        var index = place
        while brackets.indices.contains(index) {
            let bracket = text[brackets[index]]
            if (opens[bracket] != nil) == (step > 0) {
                stack.append(bracket)
            } else {
                guard let last = stack.popLast() else { return nil }
                let matches = step > 0 ? opens[last] == bracket : opens[bracket] == last
                guard matches else { return nil }
                if stack.isEmpty { return (brackets[place], brackets[index]) }
            }
            index += step
        }
        return nil
    }
}
