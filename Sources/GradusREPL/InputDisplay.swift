import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps the input on the screen: redraws the rows that changed, within the height there is.
struct InputDisplay {
    private var shown: [InputLayout.Row] = []
    /// Where the cursor is, counted in shown rows.
    private var cursorRow = 0
    private var cursorColumn = 0
    /// The first row of the layout that is shown.
    private var top = 0
    private(set) var columns = 80
    private var height = 24

    /// Forgets what is shown: the cursor stands at the start of a free line.
    mutating func start() {
        shown = []
        cursorRow = 0
        cursorColumn = 0
        top = 0
        measure()
    }

    private mutating func measure() {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return }
        if size.ws_col > 0 { columns = Int(size.ws_col) }
        if size.ws_row > 0 { height = Int(size.ws_row) }
    }

    /// The text that makes the screen show `layout`.
    /// - Parameter isFinal: show every row, whatever scrolls away, and leave the cursor behind the last one.
    mutating func draw(_ layout: InputLayout, isFinal: Bool = false) -> String {
        let room = isFinal ? Int.max : max(1, height)
        if layout.rows.count <= room {
            // What was cut off before is drawn from its beginning.
            if top != 0 {
                let reset = home() + "\u{1B}[J"
                shown = []
                top = 0
                cursorRow = 0
                cursorColumn = 0
                return reset + draw(layout, isFinal: isFinal)
            }
        } else {
            top = min(max(top, layout.cursorRow - room + 1), layout.cursorRow)
            top = min(top, layout.rows.count - room)
        }
        let rows = Array(layout.rows[top..<(isFinal ? layout.rows.count : min(layout.rows.count, top + room))])
        var text = ""
        for (index, row) in rows.enumerated() {
            if index < shown.count, shown[index] == row { continue }
            text += move(toRow: index) + "\r" + row.text
            // A full row leaves the cursor waiting at its end, where erasing would take its last character.
            if row.width < columns { text += "\u{1B}[K" }
            cursorColumn = row.width
        }
        if shown.count > rows.count {
            text += move(toRow: rows.count - 1) + "\r\n\u{1B}[J\u{1B}[A"
            cursorColumn = 0
        }
        shown = rows
        let target =
            isFinal ? (rows.count - 1, rows[rows.count - 1].width) : (layout.cursorRow - top, layout.cursorColumn)
        text += move(toRow: target.0)
        if cursorColumn != target.1 || isFinal {
            text += "\r" + (target.1 > 0 ? "\u{1B}[\(target.1)C" : "")
            cursorColumn = target.1
        }
        return text
    }

    /// Moves to a row; new rows are made by line feeds, since the screen may have to scroll.
    private mutating func move(toRow row: Int) -> String {
        defer { cursorRow = row }
        if row < cursorRow { return "\u{1B}[\(cursorRow - row)A" }
        guard row > cursorRow else { return "" }
        cursorColumn = 0
        return "\r" + String(repeating: "\n", count: row - cursorRow)
    }

    /// To the start of the first shown row.
    private func home() -> String {
        cursorRow > 0 ? "\r\u{1B}[\(cursorRow)A" : "\r"
    }

    /// After the window changed its size: takes the old drawing off. Terminals wrap rows that became too wide.
    mutating func resize() -> String {
        measure()
        var above = 0
        for row in shown.prefix(cursorRow) { above += max(1, (row.width + columns - 1) / columns) }
        above += max(0, cursorColumn) / max(1, columns)
        shown = []
        cursorRow = 0
        cursorColumn = 0
        top = 0
        return "\r" + (above > 0 ? "\u{1B}[\(above)A" : "") + "\u{1B}[J"
    }

    /// The text that takes the drawing off the screen.
    mutating func erase() -> String {
        let text = home() + "\u{1B}[J"
        start()
        return text
    }
}
