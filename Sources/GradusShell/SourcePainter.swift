import GradusEngine

/// Source text with colours.
enum SourcePainter {
    static func painted(_ text: String, isOn: Bool) -> String {
        guard isOn else { return text }
        let bytes = Array(text.utf8)
        var result = ""
        var end = 0
        for piece in SourceColours.pieces(of: bytes) {
            result += String(decoding: bytes[end..<piece.range.lowerBound], as: UTF8.self)
            let parameters = InputStyle.parameters(piece.kind.rawValue)
            let token = String(decoding: bytes[piece.range], as: UTF8.self)
            result += parameters.isEmpty ? token : "\u{1B}[\(parameters)m\(token)\u{1B}[0m"
            end = piece.range.upperBound
        }
        return result + String(decoding: bytes[end...], as: UTF8.self)
    }
}

/// The looks of input, one byte for each byte of the text.
package enum InputStyle {
    /// Plain, then one for each kind of token, then a matching bracket.
    private static let table = ["", "1;32", "36", "33", "35", "2", "", "", "1;35", "1;34", "1;4;36"]
    package static let bracket: UInt8 = 10

    package static func parameters(_ style: UInt8) -> String {
        Int(style) < table.count ? table[Int(style)] : ""
    }
}
