import GradusEngine
import GradusTerminal

/// What one cell puts out, as the lines that a record keeps: the text of standard output, displays, the result, and an
/// expected error by type and message. Standard error is not part of it.
public struct CellOutput {
    private var text = ""
    /// `clear_output(wait=True)`: what there is goes when something new comes.
    private var isCleared = false
    /// The last uncaught error.
    public private(set) var error: ErrorReport?

    public init() {}

    public mutating func add(_ event: Event) {
        switch event {
        case .stdout(let piece):
            clearIfAsked()
            text += piece
        case .display(let bundle), .result(let bundle):
            clearIfAsked()
            finishLine()
            text += bundle.text
            if let picture = bundle.alternatives["image/png"] {
                finishLine()
                text += "[picture \(PictureDigest.of(png: picture))]"
            }
            finishLine()
        case .clear(let wait):
            isCleared = true
            if !wait { clearIfAsked() }
        case .error(let report): error = report
        case .stderr, .shape, .progress: break
        }
    }

    private mutating func clearIfAsked() {
        if isCleared { text = "" }
        isCleared = false
    }

    /// The error becomes part of the output: its type and message, as the last line of a traceback says them.
    public mutating func addError() {
        guard let error else { return }
        finishLine()
        text += error.message.isEmpty ? error.type : "\(error.type): \(error.message)"
        finishLine()
    }

    /// The lines; what differs from run to run is a `OutputMask.mark`.
    public var lines: [String] {
        var lines = OutputMask.lines(of: text)
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    private mutating func finishLine() {
        if let last = text.utf8.last, last != UInt8(ascii: "\n") { text += "\n" }
    }
}

/// The fingerprint of a picture.
enum PictureDigest {
    /// - Parameter png: base64.
    static func of(png: String) -> String { SourceDigest.of(lines: [png]) }
}
