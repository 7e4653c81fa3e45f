import GradusEngine

/// The shape rows of one cell, kept readable when the cell is a training loop.
///
/// The first rows are kept as they come; after `limit` rows only those that were not seen before are.
public struct ShapeLedger {
    public private(set) var rows: [ShapeRow] = []
    /// Rows that said nothing new.
    public private(set) var repeated = 0
    private var seen: Set<Key> = []
    private let limit: Int

    private struct Key: Hashable {
        var name: String
        var dtype: String
        var shape: [Int]
        var why: String
    }

    public init(limit: Int = 64) {
        self.limit = limit
    }

    public mutating func add(_ row: ShapeRow) {
        let isNew = seen.insert(Key(name: row.name, dtype: row.dtype, shape: row.shape, why: row.why)).inserted
        if isNew || rows.count < limit {
            rows.append(row)
        } else {
            repeated += 1
        }
    }

    /// The rows up to an operation that failed, and what that one was given.
    /// - Parameter showsRows: the rows are not on the screen already.
    public static func lines(for failure: ShapeFailureReport, showsRows: Bool = true) -> [String] {
        var ledger = ShapeLedger()
        if showsRows { for row in failure.rows { ledger.add(row) } }
        guard !failure.step.isEmpty else { return ledger.lines() }
        let expected = failure.expected.isEmpty ? "" : "expected \(failure.expected), "
        let given = failure.given.map(text).joined(separator: " and ")
        let last = [failure.step, "✗", "", "\(expected)got \(given)"]
        let lines = aligned(ledger.cells + [last], indent: "    ")
        return (showsRows && failure.isCut ? ["    …"] : []) + lines
    }

    private static func text(_ shape: [Int]) -> String { "[" + shape.map(String.init).joined(separator: ", ") + "]" }

    private var cells: [[String]] { rows.map { [$0.name, Self.text($0.shape), $0.dtype, $0.why] } }

    /// Aligned columns: op, shape, dtype, why.
    public func lines(indent: String = "    ") -> [String] {
        var lines = Self.aligned(cells, indent: indent)
        if repeated > 0 { lines.append("\(indent)(\(repeated) more rows like these)") }
        return lines
    }

    private static func aligned(_ table: [[String]], indent: String) -> [String] {
        let widths = (0..<3).map { column in table.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        return table.map { row in
            var line = indent
            for column in 0..<3 { line += DisplayWidth.pad(row[column], to: widths[column]) + "  " }
            line += row[3]
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
