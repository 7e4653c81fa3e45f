import GradusEngine

/// A notebook in other forms.
public struct Exporter {
    public enum Format: String, CaseIterable, Sendable {
        case html, md, ipynb, script
    }

    private let notebook: Notebook
    private let events: [Int: [Event]]?

    /// - Parameter events: what each code cell put out, by number; nil takes the recorded outputs.
    public init(_ notebook: Notebook, events: [Int: [Event]]?) {
        self.notebook = notebook
        self.events = events
    }

    public func text(_ format: Format) -> String {
        switch format {
        case .html: HTMLPage(notebook: notebook, events: events).text()
        case .md: markdown()
        case .ipynb: jupyter()
        case .script: notebook.scriptText
        }
    }

    private func jupyter() -> String {
        guard var document = notebook.jupyter else {
            return JupyterWriter(notebook: notebook, events: events).document().prettyText
        }
        guard let events else { return document.text }
        for (index, cell) in notebook.cells.enumerated() where index < document.cells.count {
            guard let number = cell.number else { continue }
            document.cells[index]["outputs"] = .array(JupyterOutputs.of(events[number] ?? [], executionCount: number))
            document.cells[index]["execution_count"] = events[number] == nil ? .null : .int(number)
        }
        document.originalText = nil
        return document.text
    }

    private func markdown() -> String {
        var parts: [String] = []
        for cell in notebook.cells where !cell.isRemoved {
            guard cell.kind == .code else {
                if cell.kind == .markdown { parts.append(cell.source) }
                continue
            }
            let exported = ExportedCell(cell, events: events.map { $0[cell.number ?? 0] ?? [] })
            if !cell.hidesInput, !exported.source.isEmpty { parts.append(Self.fenced(exported.source, "python")) }
            for output in exported.outputs {
                switch output {
                case .text(let text), .error(let text):
                    var text = text
                    while text.utf8.last == 10 { text.removeLast() }
                    if !text.isEmpty { parts.append(Self.fenced(text, "text")) }
                case .picture(let png, let text):
                    parts.append("![\(text.filter { $0 != "[" && $0 != "]" })](data:image/png;base64,\(png))")
                }
            }
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// A code block whose fence is longer than any inside it.
    private static func fenced(_ text: String, _ language: String) -> String {
        var longest = 2
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence)\(language)\n\(text)\n\(fence)"
    }
}
