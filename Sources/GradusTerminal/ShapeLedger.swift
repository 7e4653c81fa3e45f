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

    /// Aligned columns: op, shape, dtype, why.
    public func lines(indent: String = "    ") -> [String] {
        let table = rows.map { row in
            [row.name, "[" + row.shape.map(String.init).joined(separator: ", ") + "]", row.dtype, row.why]
        }
        let widths = (0..<3).map { column in table.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        var lines = table.map { row in
            var line = indent
            for column in 0..<3 { line += DisplayWidth.pad(row[column], to: widths[column]) + "  " }
            line += row[3]
            while line.last == " " { line.removeLast() }
            return line
        }
        if repeated > 0 { lines.append("\(indent)(\(repeated) more rows like these)") }
        return lines
    }
}
