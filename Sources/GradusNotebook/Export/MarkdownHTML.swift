/// Turns the Markdown of text cells into HTML: headings, paragraphs, lists, quotes, code, tables, rules, emphasis, links and
/// pictures. Raw HTML is shown as text, so that a page can load nothing.
struct MarkdownHTML {
    /// Headings found, for the table of contents.
    private(set) var headings: [(level: Int, text: String, anchor: String)] = []
    private var usedAnchors: Set<String> = []

    mutating func html(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        return blocks(lines[...], depth: 0)
    }

    // MARK: Blocks

    private mutating func blocks(_ lines: ArraySlice<String>, depth: Int) -> String {
        var html = ""
        var rest = lines
        while let line = rest.first {
            let text = line.trimmedSpaces
            if text.isEmpty {
                rest = rest.dropFirst()
            } else if text.hasPrefix("```") || text.hasPrefix("~~~") {
                html += fence(&rest)
            } else if let level = Self.headingLevel(text) {
                rest = rest.dropFirst()
                html += heading(text.dropFirst(level).trimmedSpaces, level: level)
            } else if Self.isRule(text) {
                rest = rest.dropFirst()
                html += "<hr>\n"
            } else if text.hasPrefix(">"), depth < 8 {
                let quoted = rest.prefix { $0.trimmedSpaces.hasPrefix(">") }
                rest = rest.dropFirst(quoted.count)
                let inner = quoted.map { line -> String in
                    let text = line.trimmedSpaces.dropFirst()
                    return String(text.first == " " ? text.dropFirst() : text)
                }
                html += "<blockquote>\n" + blocks(inner[...], depth: depth + 1) + "</blockquote>\n"
            } else if Self.item(line) != nil, depth < 8 {
                html += list(&rest, depth: depth)
            } else if rest.count > 1, text.contains("|"), Self.isTableRule(rest[rest.startIndex + 1]) {
                html += table(&rest)
            } else {
                let paragraph = rest.prefix { line in
                    let text = line.trimmedSpaces
                    return !text.isEmpty && !text.hasPrefix("```") && Self.headingLevel(text) == nil
                        && !text.hasPrefix(">")
                        && Self.item(line) == nil
                }
                let count = max(1, paragraph.count)
                let joined = rest.prefix(count).map { line in
                    line.hasSuffix("  ") ? line.trimmedSpaces + "\u{0}" : line.trimmedSpaces
                }.joined(separator: "\n")
                rest = rest.dropFirst(count)
                html += "<p>" + Self.inline(joined).split(separator: "\u{0}").joined(separator: "<br>") + "</p>\n"
            }
        }
        return html
    }

    private mutating func heading(_ text: String, level: Int) -> String {
        let anchor = anchor(for: text)
        headings.append((level, Self.plain(text), anchor))
        return "<h\(level) id=\"\(anchor)\">\(Self.inline(text))</h\(level)>\n"
    }

    /// A name for links, unique on the page.
    mutating func anchor(for text: String) -> String {
        var base = ""
        for scalar in text.lowercased().unicodeScalars {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                base.unicodeScalars.append(scalar)
            } else if !base.isEmpty, base.last != "-" {
                base += "-"
            }
        }
        while base.last == "-" { base.removeLast() }
        if base.isEmpty { base = "section" }
        var anchor = base
        var number = 2
        while !usedAnchors.insert(anchor).inserted {
            anchor = "\(base)-\(number)"
            number += 1
        }
        return ReportPrinter.escaped(anchor)
    }

    private static func headingLevel(_ text: String) -> Int? {
        let level = text.prefix { $0 == "#" }.count
        guard (1...6).contains(level), text.dropFirst(level).first.map({ $0 == " " }) ?? true else { return nil }
        return level
    }

    private static func isRule(_ text: String) -> Bool {
        guard let first = text.first, "-*_".contains(first) else { return false }
        let signs = text.filter { $0 != " " }
        return signs.count >= 3 && signs.allSatisfy { $0 == first }
    }

    private func fence(_ rest: inout ArraySlice<String>) -> String {
        let open = rest.first?.trimmedSpaces ?? "```"
        let sign = open.first ?? "`"
        let count = open.prefix { $0 == sign }.count
        rest = rest.dropFirst()
        let body = rest.prefix { line in
            let text = line.trimmedSpaces
            return !(text.count >= count && text.allSatisfy { $0 == sign })
        }
        rest = rest.dropFirst(body.count + 1)
        let code = body.joined(separator: "\n")
        let isPython = ["python", "py", ""].contains(open.dropFirst(count).trimmedSpaces.lowercased())
        return "<pre><code>" + (isPython ? CodeHTML.html(code) : ReportPrinter.escaped(code)) + "</code></pre>\n"
    }

    private static func item(_ line: String) -> (indent: Int, isOrdered: Bool, text: Substring)? {
        let indent = line.prefix { $0 == " " }.count
        let text = line.dropFirst(indent)
        if let first = text.first, "-*+".contains(first), text.dropFirst().first == " " {
            return (indent, false, text.dropFirst(2))
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.count < 9 else { return nil }
        let tail = text.dropFirst(digits.count)
        guard let sign = tail.first, ".)".contains(sign), tail.dropFirst().first == " " else { return nil }
        return (indent, true, tail.dropFirst(2))
    }

    private mutating func list(_ rest: inout ArraySlice<String>, depth: Int) -> String {
        guard let first = rest.first.flatMap(Self.item) else { return "" }
        let tag = first.isOrdered ? "ol" : "ul"
        var html = "<\(tag)>\n"
        while let line = rest.first, let item = Self.item(line), item.indent == first.indent,
            item.isOrdered == first.isOrdered
        {
            var body = [String(item.text)]
            rest = rest.dropFirst()
            while let next = rest.first {
                let indent = next.prefix { $0 == " " }.count
                if next.trimmedSpaces.isEmpty {
                    // A blank line belongs to the item when something indented follows.
                    let following = rest.dropFirst().first
                    guard let following, following.prefix(while: { $0 == " " }).count > first.indent else { break }
                } else if indent <= first.indent, Self.item(next) != nil || Self.headingLevel(next.trimmedSpaces) != nil
                {
                    break
                } else if indent <= first.indent, body.last?.isEmpty ?? false {
                    break
                }
                body.append(String(next.dropFirst(min(indent, first.indent + 2))))
                rest = rest.dropFirst()
            }
            while rest.first?.trimmedSpaces.isEmpty ?? false, let after = rest.dropFirst().first,
                let more = Self.item(after),
                more.indent == first.indent, more.isOrdered == first.isOrdered
            {
                rest = rest.dropFirst()
            }
            var inner = blocks(body[...], depth: depth + 1)
            // A single paragraph needs no paragraph of its own.
            if inner.hasPrefix("<p>"), let end = inner[...].firstRange(ofText: "</p>\n") {
                inner =
                    String(inner[inner.index(inner.startIndex, offsetBy: 3)..<end.lowerBound]) + "\n"
                    + inner[end.upperBound...]
            }
            while inner.last == "\n" { inner.removeLast() }
            html += "<li>\(inner)</li>\n"
        }
        return html + "</\(tag)>\n"
    }

    private static func isTableRule(_ line: String) -> Bool {
        let text = line.filter { $0 != " " }
        return text.contains("-") && text.contains("|") && text.allSatisfy { "|-:".contains($0) }
    }

    private func table(_ rest: inout ArraySlice<String>) -> String {
        let cells = { (line: String) -> [String] in
            var text = line.trimmedSpaces[...]
            if text.first == "|" { text = text.dropFirst() }
            if text.last == "|" { text = text.dropLast() }
            return text.split(separator: "|", omittingEmptySubsequences: false).map { Self.inline($0.trimmedSpaces) }
        }
        let head = cells(rest.first ?? "")
        rest = rest.dropFirst(2)
        var html =
            "<table><thead><tr>" + head.map { "<th scope=\"col\">\($0)</th>" }.joined() + "</tr></thead><tbody>\n"
        while let line = rest.first, line.contains("|") {
            html += "<tr>" + cells(line).map { "<td>\($0)</td>" }.joined() + "</tr>\n"
            rest = rest.dropFirst()
        }
        return html + "</tbody></table>\n"
    }

    // MARK: Inside a line

    /// Without signs of markup.
    static func plain(_ text: String) -> String { text.filter { !"`*".contains($0) } }

    static func inline(_ text: String) -> String {
        var html = ""
        var rest = text[...]
        while let character = rest.first {
            switch character {
            case "\\" where rest.dropFirst().first.map({ $0.isPunctuation || $0.isSymbol }) ?? false:
                rest = rest.dropFirst()
                html += ReportPrinter.escaped(String(rest.removeFirst()))
            case "`":
                let count = rest.prefix { $0 == "`" }.count
                let body = rest.dropFirst(count)
                let fence = String(repeating: "`", count: count)
                guard let close = body.firstRange(ofText: fence) else {
                    html += fence
                    rest = body
                    continue
                }
                html += "<code>" + ReportPrinter.escaped(body[..<close.lowerBound].trimmedSpaces) + "</code>"
                rest = body[close.upperBound...]
            case "*", "_":
                let count = min(2, rest.prefix { $0 == character }.count)
                let mark = String(repeating: character, count: count)
                let body = rest.dropFirst(count)
                let isInsideWord = character == "_" && (html.last.map { $0.isLetter || $0.isNumber } ?? false)
                if !isInsideWord, let first = body.first, !first.isWhitespace,
                    let close = body.firstRange(ofText: mark),
                    close.lowerBound > body.startIndex
                {
                    let tag = count == 2 ? "strong" : "em"
                    html += "<\(tag)>" + inline(String(body[..<close.lowerBound])) + "</\(tag)>"
                    rest = body[close.upperBound...]
                } else {
                    html += mark
                    rest = body
                }
            case "!" where rest.dropFirst().first == "[":
                guard let (label, target, after) = link(rest.dropFirst()) else { fallthrough }
                // Only pictures inside the page: a page makes no request.
                html +=
                    target.hasPrefix("data:image/")
                    ? "<img src=\"\(ReportPrinter.escaped(target))\" alt=\"\(ReportPrinter.escaped(label))\">"
                    : "<span class=\"missing\">[\(ReportPrinter.escaped(label))]</span>"
                rest = after
            case "[":
                if let (label, target, after) = link(rest), isSafe(target) {
                    html += "<a href=\"\(ReportPrinter.escaped(target))\">\(inline(label))</a>"
                    rest = after
                } else {
                    html.append(character)
                    rest = rest.dropFirst()
                }
            case "<":
                if let close = rest.firstIndex(of: ">"), rest.hasPrefix("<http") {
                    let target = ReportPrinter.escaped(String(rest[rest.index(after: rest.startIndex)..<close]))
                    html += "<a href=\"\(target)\">\(target)</a>"
                    rest = rest[rest.index(after: close)...]
                } else {
                    html += "&lt;"
                    rest = rest.dropFirst()
                }
            default:
                html += character == "\u{0}" ? "\u{0}" : ReportPrinter.escaped(String(character))
                rest = rest.dropFirst()
            }
        }
        return html
    }

    private static func isSafe(_ target: String) -> Bool {
        let scheme = target.prefix { $0 != ":" && $0 != "/" && $0 != "#" }
        guard target.dropFirst(scheme.count).first == ":" else { return true }
        return ["http", "https", "mailto"].contains(scheme.lowercased())
    }

    private static func link(_ text: Substring) -> (label: String, target: String, after: Substring)? {
        guard let close = text.firstRange(ofText: "](") else { return nil }
        let label = text[text.index(after: text.startIndex)..<close.lowerBound]
        guard let end = text[close.upperBound...].firstIndex(of: ")") else { return nil }
        let target = text[close.upperBound..<end].prefix { $0 != " " }
        return (String(label), String(target), text[text.index(after: end)...])
    }
}
