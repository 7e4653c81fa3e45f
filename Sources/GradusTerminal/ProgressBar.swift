import GradusEngine

/// Draws running counts on the lines below the text of a terminal, at most ten times a second. Bars inside bars stand
/// below one another, the innermost last.
public struct ProgressBar {
    /// Seconds between two drawings.
    static let interval = 0.1

    /// A bar that has not ended.
    private struct Bar {
        var progress: Progress
        /// It was on the screen.
        var wasDrawn = false
    }

    private var bars: [Bar] = []
    private var lastDrawing = -Double.infinity
    /// The widths of the lines that are on the screen.
    private var drawn: [Int] = []
    private var columns = 80
    /// Dim lines may be dim.
    public var hasColour = false
    /// Lines are on the screen.
    public var isVisible: Bool { !drawn.isEmpty }

    public init() {}

    /// The text to write for this count: a drawing, the removal of the finished bar, or nothing.
    public mutating func update(_ progress: Progress, columns: Int, now: Double) -> String {
        let place = bars.firstIndex { $0.progress.id == progress.id }
        if progress.isFinished {
            guard let place else { return "" }
            // What was drawn goes at once, which happens no more often than drawing.
            let wasDrawn = bars.remove(at: place).wasDrawn
            if bars.isEmpty { return clear() }
            return wasDrawn && isVisible ? draw(columns: columns, now: now) : ""
        }
        if let place { bars[place].progress = progress } else { bars.append(Bar(progress: progress)) }
        guard now - lastDrawing >= Self.interval else { return "" }
        return draw(columns: columns, now: now)
    }

    /// The text that takes the lines off the screen; the next count draws them again.
    public mutating func clear() -> String {
        guard isVisible else { return "" }
        defer { drawn = [] }
        lastDrawing = -Double.infinity
        return removal(columns: columns)
    }

    /// The same, for good: whoever goes on is drawn when it counts on.
    public mutating func forget() -> String {
        bars = []
        return clear()
    }

    private mutating func draw(columns: Int, now: Double) -> String {
        var text = isVisible ? removal(columns: columns) : "\r\u{1B}[K"
        lastDrawing = now
        self.columns = columns
        drawn = []
        for index in bars.indices {
            let line = Self.line(bars[index].progress, columns: columns - 1)
            if index > 0 { text += "\n" }
            text += TextStyle.dim.apply(to: line, if: hasColour && bars[index].progress.isQuiet)
            drawn.append(DisplayWidth.of(line))
            bars[index].wasDrawn = true
        }
        return text
    }

    /// From the end of the last line back to the start of the first; a terminal that became narrower has broken lines.
    private func removal(columns: Int) -> String {
        let rows = drawn.reduce(0) { $0 + max(1, ($1 + columns - 1) / max(columns, 1)) }
        return rows > 1 ? "\r\u{1B}[\(rows - 1)A\u{1B}[J" : "\r\u{1B}[K"
    }

    /// `label  45% |#########           | 27000/60000 it`, cut to the columns there are.
    static func line(_ progress: Progress, columns: Int) -> String {
        if let text = progress.text { return cut(TerminalText.visible(text), to: columns) }
        let done = count(progress.done, unit: progress.unit)
        let left = progress.secondsLeft.map { " · \(duration($0)) left" } ?? ""
        guard let total = progress.total, total > 0 else {
            return cut("\(progress.label) \(done)", to: columns)
        }
        let share = min(1, max(0, Double(progress.done) / Double(total)))
        let percent = String(Int(share * 100))
        let head = progress.label + String(repeating: " ", count: 4 - percent.utf8.count) + percent + "% "
        var tail = " \(done)/\(count(total, unit: progress.unit))" + left
        var room = min(40, columns - DisplayWidth.of(head) - DisplayWidth.of(tail) - 2)
        if room < 5 {
            tail.removeLast(left.count)
            room = min(40, columns - DisplayWidth.of(head) - DisplayWidth.of(tail) - 2)
        }
        guard room >= 5 else { return cut(head + tail, to: columns) }
        let filled = Int(share * Double(room))
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: room - filled)
        return "\(head)[\(bar)]\(tail)"
    }

    /// `12 s`, `3:05`, `1:00:12`
    private static func duration(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 1e9).rounded(.up))
        if whole < 60 { return "\(whole) s" }
        func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (minutes, rest) = (whole / 60, pair(whole % 60))
        return minutes < 60 ? "\(minutes):\(rest)" : "\(minutes / 60):\(pair(minutes % 60)):\(rest)"
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
