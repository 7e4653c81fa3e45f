import GradusEngine
import GradusTerminal

/// What one cell puts out, as the lines that a record keeps: the text of standard output, displays, the result, and an
/// expected error by type and message. Standard error is not part of it.
public struct CellOutput {
    /// What came since the last display that has a name, which may still change.
    private var text = ""
    /// What stands before it.
    private var pieces: [String] = []
    /// Where the displays with names are.
    private var places: [String: Int] = [:]
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
            if bundle.isUpdate {
                // What another cell shows is no output of this one.
                if let place = bundle.displayID.flatMap({ places[$0] }) { pieces[place] = Self.lines(of: bundle) }
                return
            }
            finishLine()
            guard let name = bundle.displayID else {
                text += Self.lines(of: bundle)
                return
            }
            places[name] = pieces.count + 1
            pieces += [text, Self.lines(of: bundle)]
            text = ""
        case .clear(let wait):
            isCleared = true
            if !wait { clearIfAsked() }
        case .error(let report): error = report
        case .stderr, .shape, .progress: break
        }
    }

    private mutating func clearIfAsked() {
        if isCleared { (text, pieces, places) = ("", [], [:]) }
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
        var lines = OutputMask.lines(of: pieces.joined() + text)
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    /// The lines of a display, each with its end.
    private static func lines(of bundle: DisplayBundle) -> String {
        var lines = bundle.text
        let finish = { if let last = lines.utf8.last, last != UInt8(ascii: "\n") { lines += "\n" } }
        finish()
        if let picture = bundle.alternatives["image/png"] {
            lines += "[picture \(PictureDigest.of(png: picture))]\n"
        }
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
