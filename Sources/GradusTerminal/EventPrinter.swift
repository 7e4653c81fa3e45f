import GradusEngine

/// Shows the events of a running cell as text. Every face that writes to a terminal uses it.
public struct EventPrinter {
    private let console: Console
    /// Written before the text of a result, such as `Out[3]: `.
    public var resultPrefix = ""
    /// The operations before an error are shown already.
    public var hasShownShapes = false

    public init(console: Console, hasShownShapes: Bool = false) {
        self.console = console
        self.hasShownShapes = hasShownShapes
    }

    /// A picture as this terminal draws it, nil elsewhere.
    private func picture(_ bundle: DisplayBundle) -> String? {
        guard console.features.outIsTerminal, bundle.alternatives["text/x-gradus-terminal"] != nil else { return nil }
        if let complaint = PictureOutput.complaint() { console.writeError(complaint) }
        return PictureOutput.current.text(for: bundle)
    }

    /// Pictures made of lines bring their own line end.
    private func writePicture(_ text: String) { console.write(text.hasSuffix("\n") ? text : text + "\n") }

    public func show(_ event: Event) {
        switch event {
        case .stdout(let text): console.write(text)
        case .stderr(let text): console.writeError(text)
        case .display(let bundle):
            console.finishLine()
            if let picture = picture(bundle) {
                writePicture(picture)
            } else if !bundle.text.isEmpty {
                console.writeLine(bundle.text)
            }
        case .result(let bundle):
            console.finishLine()
            let picture = picture(bundle)
            if let picture { writePicture(picture) }
            // A text of several lines starts on its own line, so that its columns stay aligned.
            let separator = !resultPrefix.isEmpty && bundle.text.utf8.contains(UInt8(ascii: "\n")) ? "\n" : ""
            console.writeLine(resultPrefix + separator + bundle.text)
        case .progress(let progress): console.show(progress)
        case .error(let report):
            console.finishLine()
            showShapes(of: report)
            console.writeError(report.traceback)
        case .clear:
            // As IPython does at a terminal: of the text, the line goes that the cursor is in.
            if console.features.outIsTerminal, console.isInsideLine { console.write("\r\u{1B}[2K") }
        case .shape: break
        }
    }

    /// How the shapes came about that an error is about.
    public func showShapes(of report: ErrorReport) {
        guard let failure = report.shapes else { return }
        for line in ShapeLedger.lines(for: failure, showsRows: !hasShownShapes) {
            console.writeError(console.errorStyle(.dim, line) + "\n")
        }
    }
}
