/// The texts that `help()` and the op reference make of a row.
extension OpRow {
    /// The signatures, the paragraph, and how the shape follows.
    ///
    /// - Parameter name: what it is called by where it stands: an alias, or the in-place form.
    public func reference(as name: String, asMethod: Bool) -> String {
        let result = name.hasSuffix("_") && !name.hasSuffix("__") ? "" : " -> Tensor"
        var text = calls(name, asMethod: asMethod).map { $0 + result }.joined(separator: "\n")
        text += "\n\n" + documentation
        if !shapeRule.isEmpty { text += "\n\nShape: " + shapeRule }
        if let example { text += "\n\nExample:\n\n    " + example.joined(separator: "\n    ") }
        if let difference = OpExamples.differences[self.name] { text += "\n\nDifference from PyTorch: " + difference }
        return text
    }

    /// The lines of the example as a prompt shows them.
    var example: [String]? {
        OpExamples.examples[name].map { pair in
            [">>> " + pair.code] + pair.answer.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// Each way to call it; schemas that differ in types alone read the same.
    func calls(_ name: String, asMethod: Bool) -> [String] {
        var calls: [String] = []
        for signature in signatures.prefix(currentCount) {
            let text = signature.callText(name, asMethod: asMethod)
            if !calls.contains(text) { calls.append(text) }
        }
        return calls
    }
}

extension Signature {
    /// `conv2d(input, weight, bias=None, stride=1)` as a program writes it.
    public func callText(_ name: String, asMethod: Bool) -> String {
        var pieces: [String] = []
        var isStarred = false
        for (place, parameter) in parameters.enumerated() where !(asMethod && place == 0) {
            if parameter.isKeywordOnly, !isStarred {
                pieces.append("*")
                isStarred = true
            }
            let written = place == 0 && parameter.name == "self" ? "input" : parameter.name
            pieces.append(written + (parameter.defaultText.map { "=" + $0 } ?? ""))
        }
        return "\(name)(\(pieces.joined(separator: ", ")))"
    }
}

/// The op reference as Markdown, made from the rows alone.
public enum OpReference {
    private static let sections: [(place: OpPlaces, title: String, prefix: String)] = [
        (.function, "Functions", "torch."), (.functional, "Functions of networks", "torch.nn.functional."),
        (.linalg, "Linear algebra", "torch.linalg."), (.special, "Special functions", "torch.special."),
        (.method, "Methods only", "Tensor."), (.property, "Attributes", "Tensor."),
        (.initializer, "Initial values", "torch.nn.init."),
    ]

    /// The whole page.
    public static var markdown: String {
        var text =
            "# Operations\n\nMade from the op table by `make docs`. Each operation is described once, at the first place"
        text += " it is found: as a function, or else as a method. Forms that change their operand end in `_`.\n"
        var told: Set<String> = []
        for section in sections {
            var rows: [String: OpRow] = [:]
            for row in OpTable.rows where row.places.contains(section.place) { rows[row.name] = row }
            let fresh = rows.values.filter { !told.contains($0.name) }.sorted { $0.name < $1.name }
            if fresh.isEmpty { continue }
            text += "\n## \(section.title)\n"
            for row in fresh {
                told.insert(row.name)
                text += "\n### \(section.prefix)\(row.name)\n\n" + entry(row, section.place)
            }
        }
        return text
    }

    private static func entry(_ row: OpRow, _ place: OpPlaces) -> String {
        var lines: [String] = []
        if place != .property {
            let isMethod = place == .method
            lines.append(row.calls(row.name, asMethod: isMethod).map { "`\($0)`" }.joined(separator: "  \n"))
        }
        lines.append(row.documentation)
        if !row.shapeRule.isEmpty { lines.append("Shape: \(row.shapeRule)") }
        if let example = row.example { lines.append("```pycon\n" + example.joined(separator: "\n") + "\n```") }
        if let difference = OpExamples.differences[row.name] { lines.append("Difference from PyTorch: " + difference) }
        var forms: [String] = []
        if row.places.contains(.method), place != .method { forms.append("`Tensor.\(row.name)`") }
        if row.places.contains(.inPlace) { forms.append("`Tensor.\(row.name)_`") }
        if row.places.contains(.functional), place != .functional { forms.append("`torch.nn.functional.\(row.name)`") }
        forms += row.aliases.map { "`\($0)`" }
        if !forms.isEmpty { lines.append("Also " + forms.joined(separator: ", ") + ".") }
        return lines.joined(separator: "\n\n") + "\n"
    }
}
