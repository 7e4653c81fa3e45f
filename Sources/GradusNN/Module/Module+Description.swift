extension Module {
    /// The printed form, as PyTorch's: own text on one line, sub-modules each on a line, indented by two.
    final func representation() -> String {
        let extra = extraRepr
        let extraLines =
            extra.isEmpty ? [] : extra.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let childLines = childRepresentations()
        if extraLines.count == 1 && childLines.isEmpty { return "\(displayName)(\(extraLines[0]))" }
        let lines = extraLines + childLines
        if lines.isEmpty { return "\(displayName)()" }
        return "\(displayName)(\n  " + lines.joined(separator: "\n  ") + "\n)"
    }

    private func childRepresentations() -> [String] {
        children.map { name, module in
            "(\(name)): " + (module.map { Module.indented($0.repr) } ?? "None")
        }
    }

    /// Continuation lines moved in by two; empty lines stay empty.
    static func indented(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1 else { return text }
        return lines.enumerated().map { $0 == 0 || $1.isEmpty ? String($1) : "  " + $1 }.joined(separator: "\n")
    }
}

extension Module: CustomStringConvertible {
    public var description: String { repr }
}
