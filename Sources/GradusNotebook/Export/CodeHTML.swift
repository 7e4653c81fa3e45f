import GradusEngine

/// Source text with its parts marked for colours.
enum CodeHTML {
    static func html(_ source: String) -> String {
        let bytes = Array(source.utf8)
        var html = ""
        var position = 0
        let text = { (range: Range<Int>) in ReportPrinter.escaped(String(decoding: bytes[range], as: UTF8.self)) }
        for piece in SourceColours.pieces(of: bytes) {
            let start = min(max(piece.range.lowerBound, position), bytes.count)
            let end = min(max(piece.range.upperBound, start), bytes.count)
            html += text(position..<start)
            switch piece.kind {
            case .operator, .name, .plain: html += text(start..<end)
            default: html += "<span class=\"\(piece.kind)\">" + text(start..<end) + "</span>"
            }
            position = end
        }
        return html + text(position..<bytes.count)
    }
}
