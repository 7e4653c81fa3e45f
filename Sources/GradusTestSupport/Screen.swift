/// A small terminal: enough of the xterm language for a line editor and for program output.
public struct Screen: Sendable {
    public private(set) var columns: Int
    public let rows: Int
    /// One element per column; the second column of a wide character is nil.
    private var cells: [[Character?]]
    private(set) var row = 0
    private(set) var column = 0
    /// The last column was written: the next character starts a new line.
    private var wrapsNext = false
    private var escape = ""
    /// Lines that scrolled off at the top.
    public private(set) var scrolledOff: [String] = []

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    }

    /// What stands there, without blanks at the ends of lines and without empty lines at the end.
    public var lines: [String] {
        var lines = scrolledOff + cells.map(Self.text)
        while lines.last?.isEmpty ?? false { lines.removeLast() }
        return lines
    }

    public var text: String { lines.joined(separator: "\n") }

    /// The line that the cursor is in.
    public var cursorLine: String { Self.text(cells[row]) }
    public var cursorColumn: Int { column }

    private static func text(_ cells: [Character?]) -> String {
        var text = String(cells.compactMap { $0 })
        while text.last == " " { text.removeLast() }
        return text
    }

    /// More columns; what stands there stays where it is.
    public mutating func widen(columns new: Int) {
        guard new > columns else { return }
        for row in cells.indices { cells[row] += Array(repeating: " ", count: new - columns) }
        columns = new
        wrapsNext = false
    }

    public mutating func feed(_ text: String) {
        for scalar in text.unicodeScalars { feed(scalar) }
    }

    private mutating func feed(_ scalar: Unicode.Scalar) {
        if !escape.isEmpty {
            escape.unicodeScalars.append(scalar)
            finishEscape(at: scalar)
            return
        }
        switch scalar {
        case "\u{1B}": escape = "\u{1B}"
        case "\r":
            column = 0
            wrapsNext = false
        case "\n": lineFeed()
        case "\u{08}":
            column = max(0, column - 1)
            wrapsNext = false
        case "\t": column = min(columns - 1, (column / 8 + 1) * 8)
        case "\u{07}", "\u{0F}", "\u{0E}": break
        default: put(scalar)
        }
    }

    private mutating func lineFeed() {
        wrapsNext = false
        if row + 1 < rows {
            row += 1
        } else {
            scrolledOff.append(Self.text(cells.removeFirst()))
            cells.append(Array(repeating: " ", count: columns))
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = Self.width(scalar)
        if width == 0 {
            // A combining mark joins the character before it.
            if column > 0, let base = cells[row][column - 1] {
                cells[row][column - 1] = Character(String(base) + String(scalar))
            }
            return
        }
        if wrapsNext || column + width > columns {
            column = 0
            lineFeed()
        }
        cells[row][column] = Character(scalar)
        if width == 2, column + 1 < columns { cells[row][column + 1] = nil }
        column += width
        if column >= columns {
            column = columns - 1
            wrapsNext = true
        }
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x300...0x36F: 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0x1F300...0x1F9FF:
            2
        default: 1
        }
    }

    /// Carries out an escape sequence once it is complete.
    private mutating func finishEscape(at scalar: Unicode.Scalar) {
        let body = escape.unicodeScalars.dropFirst()
        guard let kind = body.first else { return }
        switch kind {
        case "[":
            guard body.count > 1, (0x40...0x7E).contains(scalar.value) else { return }
            control(String(String.UnicodeScalarView(body.dropFirst().dropLast())), final: Character(scalar))
        case "]", "_", "P":
            guard scalar == "\u{07}" || escape.hasSuffix("\u{1B}\\") else { return }
        case "(", ")":
            guard body.count > 1 else { return }
        case "M": row = max(0, row - 1)
        default: break
        }
        escape = ""
    }

    private mutating func control(_ parameters: String, final: Character) {
        guard !parameters.hasPrefix("?") else { return }
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let count = max(1, numbers.first ?? 1)
        let mode = numbers.first ?? 0
        wrapsNext = false
        switch final {
        case "A": row = max(0, row - count)
        case "B": row = min(rows - 1, row + count)
        case "C": column = min(columns - 1, column + count)
        case "D": column = max(0, column - count)
        case "G": column = min(columns - 1, count - 1)
        case "H", "f":
            row = min(rows - 1, count - 1)
            column = min(columns - 1, max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
        case "K": eraseLine(mode)
        case "J": eraseScreen(mode)
        case "P":
            cells[row].removeSubrange(column..<min(columns, column + count))
            cells[row] += Array(repeating: " ", count: columns - cells[row].count)
        case "@":
            cells[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
            cells[row].removeLast(cells[row].count - columns)
        case "X":
            for index in column..<min(columns, column + count) { cells[row][index] = " " }
        default: break
        }
    }

    private mutating func eraseLine(_ mode: Int) {
        let range = mode == 0 ? column..<columns : mode == 1 ? 0..<column + 1 : 0..<columns
        for index in range { cells[row][index] = " " }
    }

    private mutating func eraseScreen(_ mode: Int) {
        let blank: [Character?] = Array(repeating: " ", count: columns)
        if mode == 0 {
            eraseLine(0)
            for index in row + 1..<max(row + 1, rows) { cells[index] = blank }
        } else if mode >= 2 {
            for index in 0..<rows { cells[index] = blank }
        }
    }
}
