import GradusEngine

/// Draws running counts on one line of a terminal, at most ten times a second.
public struct ProgressBar {
    /// Seconds between two drawings.
    static let interval = 0.1

    private var lastDrawing = -Double.infinity
    /// The line is on the screen.
    public private(set) var isVisible = false

    public init() {}

    /// The text to write for this count: a drawing, the removal of the finished bar, or nothing.
    public mutating func update(_ progress: Progress, columns: Int, now: Double) -> String {
        if progress.isFinished { return clear() }
        guard now - lastDrawing >= Self.interval else { return "" }
        lastDrawing = now
        isVisible = true
        return "\r\u{1B}[K" + Self.line(progress, columns: columns - 1)
    }

    /// The text that takes the bar off the screen.
    public mutating func clear() -> String {
        guard isVisible else { return "" }
        isVisible = false
        lastDrawing = -Double.infinity
        return "\r\u{1B}[K"
    }

    /// `label  45% |#########           | 27000/60000 it`, cut to the columns there are.
    static func line(_ progress: Progress, columns: Int) -> String {
        if let text = progress.text { return cut(TerminalText.visible(text), to: columns) }
        let done = count(progress.done, unit: progress.unit)
        guard let total = progress.total, total > 0 else {
            return cut("\(progress.label) \(done)", to: columns)
        }
        let share = min(1, max(0, Double(progress.done) / Double(total)))
        let percent = String(Int(share * 100))
        let head = progress.label + String(repeating: " ", count: 4 - percent.utf8.count) + percent + "% "
        let tail = " \(done)/\(count(total, unit: progress.unit))"
        let room = min(40, columns - DisplayWidth.of(head) - DisplayWidth.of(tail) - 2)
        guard room >= 5 else { return cut(head + tail, to: columns) }
        let filled = Int(share * Double(room))
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: room - filled)
        return "\(head)[\(bar)]\(tail)"
    }

    /// Bytes in units of 1000, other counts as they are.
    private static func count(_ value: Int, unit: String) -> String {
        guard unit == "B" else { return unit.isEmpty ? "\(value)" : "\(value) \(unit)" }
        var amount = Double(value)
        for name in ["B", "kB", "MB", "GB"] {
            if amount < 1000 || name == "GB" {
                let tenths = Int((amount * 10).rounded())
                return name == "B" ? "\(value) B" : "\(tenths / 10).\(tenths % 10) \(name)"
            }
            amount /= 1000
        }
        return "\(value) B"
    }

    private static func cut(_ text: String, to columns: Int) -> String {
        var width = 0
        let kept = text.prefix { character in
            width += DisplayWidth.of(String(character))
            return width <= columns
        }
        return String(kept)
    }
}
