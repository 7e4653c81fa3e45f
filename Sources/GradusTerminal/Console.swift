import GradusEngine

/// The two output streams of a face, kept in order: what was printed before an error is on the screen before it,
/// and a progress bar never mixes with text. Belongs to one thread.
public final class Console {
    private let out: TextSink
    private let err: TextSink
    public private(set) var features: TerminalFeatures
    private var bar = ProgressBar()
    /// The last text left the cursor inside a line.
    public private(set) var isInsideLine = false

    public init(out: TextSink, err: TextSink, features: TerminalFeatures) {
        self.out = out
        self.err = err
        self.features = features
        canShowBars = features.showsProgress
        if features.outIsTerminal { Session.setColumns { TerminalFeatures.columns() ?? 80 } }
    }

    /// Switches colours on or off from here on.
    public func setColours(_ isOn: Bool) {
        features.outHasColour = isOn
        features.errHasColour = isOn
    }

    /// Whether bars can be drawn at all; `showsBars` says whether they are wanted.
    public let canShowBars: Bool
    public var showsBars: Bool {
        get { features.showsProgress }
        set { features.showsProgress = newValue && canShowBars }
    }

    /// The streams of this process.
    public static func standard() -> Console {
        Console(out: FileSink(descriptor: 1), err: FileSink(descriptor: 2), features: .current())
    }

    public func write(_ text: String) {
        hideBar()
        out.write(text)
        note(text)
    }

    public func writeLine(_ text: String) { write(text + "\n") }

    public func writeError(_ text: String) {
        hideBar()
        out.flush()
        err.write(text)
        err.flush()
        if features.errIsTerminal { note(text) }
    }

    /// Starts a new line when the cursor is inside one.
    public func finishLine() {
        if isInsideLine { write("\n") }
    }

    /// Draws a running count, where that is wanted and no text stands on the line.
    public func show(_ progress: Progress) {
        guard features.showsProgress, !(features.outIsTerminal && isInsideLine) else { return }
        bar.hasColour = features.errHasColour
        let drawing = bar.update(
            progress, columns: TerminalFeatures.columns() ?? features.columns, now: MonotonicClock.seconds())
        guard !drawing.isEmpty else { return }
        out.flush()
        err.write(drawing)
        err.flush()
    }

    /// Everything is on the screen, and bars are off it.
    public func flush() {
        remove(bar.forget())
        out.flush()
        err.flush()
    }

    /// Hands on what was written so far; a bar stays.
    public func flushText() {
        out.flush()
        err.flush()
    }

    public func style(_ style: TextStyle, _ text: String) -> String {
        style.apply(to: text, if: features.outHasColour)
    }

    /// The same for text on standard error.
    public func errorStyle(_ style: TextStyle, _ text: String) -> String {
        style.apply(to: text, if: features.errHasColour)
    }

    private func hideBar() { remove(bar.clear()) }

    private func remove(_ removal: String) {
        guard !removal.isEmpty else { return }
        err.write(removal)
        err.flush()
    }

    private func note(_ text: String) {
        if let last = text.utf8.last { isInsideLine = last != UInt8(ascii: "\n") }
    }
}
