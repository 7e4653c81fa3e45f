import GradusJSON

/// What stands above the first cell of a percent script.
struct PercentHeader {
    /// Without `#!`.
    var executable: String?
    /// The coding line.
    var encoding: String?
    /// What the YAML header says under `jupyter:`; nil without a header.
    var metadata: [JSONValue.Member]?

    init(_ preamble: String) {
        var lines = preamble.split(separator: "\n").map { line in
            line.last == "\r" ? line.dropLast() : line
        }[...]
        if let first = lines.first, first.hasPrefix("#!") {
            executable = String(first.dropFirst(2))
            lines = lines.dropFirst()
        }
        if let first = lines.first, first.hasPrefix("#"), first.contains("coding:") || first.contains("coding=") {
            encoding = String(first)
            lines = lines.dropFirst()
        }
        guard lines.first?.hasPrefix("# ---") ?? false else { return }
        var yaml: [Substring] = []
        for line in lines.dropFirst() {
            if line.hasPrefix("# ---") { break }
            yaml.append(line.hasPrefix("# ") ? line.dropFirst(2) : line.dropFirst())
        }
        var rest = yaml[...]
        let root = Self.mapping(&rest, indent: 0)
        metadata = root.first { $0.key == "jupyter" }?.value.members ?? []
    }

    /// The part of YAML that headers use: nested mappings with plain or quoted scalars.
    private static func mapping(_ lines: inout ArraySlice<Substring>, indent: Int) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        while let line = lines.first {
            let depth = line.prefix { $0 == " " }.count
            let text = line.dropFirst(depth)
            if text.isEmpty || text.hasPrefix("#") {
                lines = lines.dropFirst()
                continue
            }
            guard depth >= indent, depth == indent || members.isEmpty else { break }
            guard depth < 40, let colon = text.firstIndex(of: ":") else {
                lines = lines.dropFirst()
                continue
            }
            let key = String(text[..<colon])
            let value = text[text.index(after: colon)...].trimmedSpaces
            lines = lines.dropFirst()
            if value.isEmpty {
                let next = lines.first?.prefix { $0 == " " }.count ?? 0
                members.append(.init(key, next > depth ? .object(mapping(&lines, indent: next)) : .null))
            } else {
                members.append(.init(key, scalar(value)))
            }
            if depth != indent { return members + mapping(&lines, indent: depth) }
        }
        return members
    }

    private static func scalar(_ text: String) -> JSONValue {
        switch text {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null", "~": return .null
        default: break
        }
        if text.count >= 2, let quote = text.first, quote == text.last, quote == "'" || quote == "\"" {
            return .string(String(text.dropFirst().dropLast()))
        }
        if Int(text) != nil { return .number(text) }
        return .string(text)
    }
}
