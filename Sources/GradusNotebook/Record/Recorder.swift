/// Puts the outputs of a replay into a notebook.
public struct Recorder {
    /// Which cells have another record than before.
    public internal(set) var changed: [Int] = []
    /// Which records stayed.
    public internal(set) var kept = 0

    public init() {}

    /// - Parameter runs: what the cells did, by number; cells that did not run, or failed, keep their records.
    public mutating func record(_ runs: [Int: CellRun], in notebook: inout Notebook) {
        if notebook.jupyter != nil { return }
        let lineEnd = notebook.lineEnd
        var records: [Int: CellRecord] = [:]
        for cell in notebook.codeCells {
            guard let number = cell.number, let run = runs[number], run.passed else { continue }
            records[number] = record(for: cell, run)
        }
        let digests = notebook.sourceDigests { number in
            records[number]?.hasOutput ?? notebook.hasRecord(cell: number)
        }
        for index in notebook.cells.indices {
            guard let number = notebook.cells[index].number, var record = records[number] else { continue }
            if record.hasOutput { record.sourceDigest = digests[number] }
            if record == notebook.cells[index].record {
                kept += 1
            } else {
                changed.append(number)
                notebook.cells[index].setRecord(record, lineEnd: lineEnd)
            }
        }
    }

    /// A record that agrees but for parts that somebody masked with `...` stays as it is.
    private func record(for cell: NotebookCell, _ run: CellRun) -> CellRecord {
        var new = CellRecord(output: run.lines, sourceDigest: nil)
        new.lines = new.lines.map(OutputMask.visible)
        guard cell.record.hasOutput else { return new }
        var rules = CheckRules.standard
        rules.relative = 0
        switch OutputComparison(rules: rules).compare(cell.record, with: run.lines) {
        case .same, .ignored:
            var old = cell.record
            old.sourceDigest = nil
            return old
        default: return new
        }
    }
}

extension Notebook {
    func hasRecord(cell number: Int) -> Bool {
        codeCells.first { $0.number == number }?.record.hasOutput ?? false
    }
}
