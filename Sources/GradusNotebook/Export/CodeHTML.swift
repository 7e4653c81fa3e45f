import GradusSyntax

/// Source text with its parts marked for colours.
enum CodeHTML {
    static func html(_ source: String) -> String {
        let bytes = Array(source.utf8)
        var html = ""
        var position = 0
        let text = { (range: Range<Int>) in ReportPrinter.escaped(String(decoding: bytes[range], as: UTF8.self)) }
        for token in highlightTokens(of: bytes) {
            let start = min(max(Int(token.span.start), position), bytes.count)
            let end = min(max(Int(token.span.end), start), bytes.count)
            html += text(position..<start)
            switch token.kind {
            case .operator, .name: html += text(start..<end)
            default: html += "<span class=\"\(token.kind.rawValue)\">" + text(start..<end) + "</span>"
            }
            position = end
        }
        return html + text(position..<bytes.count)
    }
}
