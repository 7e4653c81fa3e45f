import GradusEngine
import GradusJSON
import GradusTerminal

/// One cell as pages show it.
struct ExportedCell {
    enum Output {
        case text(String)
        /// Standard error or a traceback.
        case error(String)
        /// Base64, with the text form.
        case picture(png: String, text: String)
    }

    var cell: NotebookCell
    /// Without recorded lines, and without the holes they leave.
    var source: String
    var outputs: [Output] = []
    var shapes: [ShapeRow] = []

    init(_ cell: NotebookCell, events: [Event]?) {
        self.cell = cell
        var lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
        while lines.first?.trimmedSpaces.isEmpty ?? false { lines.removeFirst() }
        while lines.last?.trimmedSpaces.isEmpty ?? false { lines.removeLast() }
        source = lines.joined(separator: "\n")
        guard !cell.hidesOutput else { return }
        if let events {
            add(events)
        } else if !cell.jupyterOutputs.isEmpty {
            add(cell.jupyterOutputs)
        } else if !cell.record.lines.isEmpty {
            outputs = [.text(cell.record.lines.joined(separator: "\n") + "\n")]
        }
    }

    private mutating func add(_ events: [Event]) {
        var ledger = ShapeLedger()
        for event in events {
            switch event {
            case .stdout(let text): addText(text)
            case .stderr(let text): outputs.append(.error(text))
            case .display(let bundle), .result(let bundle):
                finishLine()
                if let png = bundle.alternatives["image/png"] {
                    outputs.append(.picture(png: png, text: bundle.text))
                } else {
                    addText(bundle.text + "\n")
                }
            case .clear: outputs = []
            case .error(let report): outputs.append(.error(report.traceback))
            case .shape(let row): ledger.add(row)
            case .progress: break
            }
        }
        shapes = ledger.rows
        outputs = outputs.map { output in
            guard case .text(let text) = output else { return output }
            let lines = OutputMask.lines(of: text).map(OutputMask.visible)
            return .text(lines.joined(separator: "\n"))
        }
    }

    private mutating func add(_ outputs: [JSONValue]) {
        defer { self.outputs = self.outputs.map(Self.withoutControls) }
        for output in outputs {
            switch output["output_type"]?.string {
            case "stream":
                let text = output["text"]?.joinedText ?? ""
                if output["name"]?.string == "stderr" { self.outputs.append(.error(text)) } else { addText(text) }
            case "error":
                let lines = output["traceback"]?.array?.compactMap(\.string) ?? []
                self.outputs.append(.error(lines.joined(separator: "\n")))
            default:
                let text = output["data"]?["text/plain"]?.joinedText ?? ""
                finishLine()
                if let png = output["data"]?["image/png"]?.joinedText {
                    self.outputs.append(.picture(png: png.filter { !$0.isWhitespace }, text: text))
                } else {
                    addText(text + "\n")
                }
            }
        }
    }

    /// Colours and bars that were drawn over are for terminals.
    private static func withoutControls(_ output: Output) -> Output {
        func plain(_ text: String) -> String {
            OutputMask.lines(of: text).map(OutputMask.visible).joined(separator: "\n")
        }
        switch output {
        case .text(let text): return .text(plain(text))
        case .error(let text): return .error(plain(text))
        case .picture: return output
        }
    }

    private mutating func addText(_ text: String) {
        if case .text(let before)? = outputs.last {
            outputs[outputs.count - 1] = .text(before + text)
        } else {
            outputs.append(.text(text))
        }
    }

    private mutating func finishLine() {
        if case .text(let before)? = outputs.last, before.utf8.last != 10 { addText("\n") }
    }
}
