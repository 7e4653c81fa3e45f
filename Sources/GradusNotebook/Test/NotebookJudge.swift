/// Compares replays of a notebook with its records.
public struct NotebookJudge {
    private let notebook: Notebook
    private let digests: [Int: String]
    /// Some record carries a digest: the notebook was recorded as a whole, so a cell without record puts out nothing.
    private let isRecordedWhole: Bool

    /// Refuses a notebook with a `check` that is not understood.
    public init(_ notebook: Notebook) throws(NotebookError) {
        self.notebook = notebook
        digests = notebook.sourceDigests { notebook.hasRecord(cell: $0) }
        isRecordedWhole = notebook.codeCells.contains { $0.record.sourceDigest != nil }
        for cell in notebook.codeCells {
            if let reason = CheckRules.of(cell).misunderstood {
                throw .wrongMetadata(file: notebook.fileName, line: max(1, cell.firstLine - 1), reason: reason)
            }
        }
    }

    private var hasRecords: Bool { notebook.codeCells.contains { $0.record.hasOutput } }

    private var withoutRecords: NotebookReport {
        NotebookReport(
            file: notebook.fileName,
            failure:
                "no outputs are recorded in '\(notebook.fileName)'; 'gradus record \(notebook.fileName)' records them",
            failureStatus: 3)
    }

    /// Finds stale records without running anything.
    public func judgeWithoutRunning() -> NotebookReport {
        guard hasRecords else { return withoutRecords }
        let cells = notebook.codeCells.map { cell in
            guard cell.record.hasOutput else { return CellReport(cell, .unchecked, why: "nothing is recorded") }
            guard let digest = cell.record.sourceDigest else {
                return CellReport(cell, .unchecked, why: "the record has no digest")
            }
            return digest == digests[cell.number ?? 0] ? CellReport(cell, .ok) : stale(cell)
        }
        return NotebookReport(file: notebook.fileName, cells: cells)
    }

    /// - Parameter runs: one replay, or several for finding cells that are not reproducible.
    public func judge(_ runs: [[Int: CellRun]]) -> NotebookReport {
        guard let first = runs.first else { return judgeWithoutRunning() }
        let failed = first.values.contains { !$0.passed }
        guard hasRecords || failed || isRecordedWhole else { return withoutRecords }
        var report = NotebookReport(file: notebook.fileName)
        for cell in notebook.codeCells {
            guard let run = first[cell.number ?? 0] else {
                let isSkipped = cell.skipsExecution
                report.cells.append(
                    CellReport(
                        cell, isSkipped ? .skipped : .notRun,
                        why: isSkipped ? "tag skip-execution" : "a cell before it failed"))
                continue
            }
            var result = judge(cell, run)
            result.seconds = run.seconds
            if run.errorType == "KeyboardInterrupt", !run.passed { report.isInterrupted = true }
            if !result.outcome.isBad, result.outcome != .ignored { checkReproduction(of: cell, run, runs, &result) }
            report.cells.append(result)
        }
        return report
    }

    private func judge(_ cell: NotebookCell, _ run: CellRun) -> CellReport {
        guard run.passed else {
            let message = run.errorMessage ?? ""
            let type = run.errorType ?? "Error"
            var report = CellReport(cell, .failed, why: message.isEmpty ? type : "\(type): \(message)")
            report.traceback = run.traceback
            return report
        }
        let rules = CheckRules.of(cell).rules
        if let why = rules.ignored { return CellReport(cell, .ignored, why: why) }
        guard cell.record.hasOutput else {
            if run.lines.isEmpty { return CellReport(cell, .ok) }
            guard isRecordedWhole else { return CellReport(cell, .unchecked, why: "nothing is recorded") }
            var report = CellReport(cell, .unrecorded, why: "the cell has output that is not recorded")
            report.differences = run.lines.prefix(20).map { .init(old: nil, new: OutputMask.visible($0)) }
            return report
        }
        let outcome: CellReport
        switch OutputComparison(rules: rules).compare(cell.record, with: run.lines) {
        case .same: outcome = CellReport(cell, .ok)
        case .withinTolerance: outcome = CellReport(cell, .withinTolerance)
        case .ignored(let why): outcome = CellReport(cell, .ok, why: "\(why) are not compared")
        case .differs(let differences):
            var report = CellReport(cell, .differs)
            report.differences = differences
            return report
        }
        if let digest = cell.record.sourceDigest, digest != digests[cell.number ?? 0] {
            return stale(cell, isSame: true)
        }
        return outcome
    }

    private func stale(_ cell: NotebookCell, isSame: Bool = false) -> CellReport {
        let same = isSame ? "; the output is still the same" : ""
        return CellReport(
            cell, .stale,
            why: "the source of this cell, or of one above it without a record, has changed since it was recorded"
                + same)
    }

    private func checkReproduction(
        of cell: NotebookCell, _ run: CellRun, _ runs: [[Int: CellRun]], _ report: inout CellReport
    ) {
        for other in runs.dropFirst() {
            guard let again = other[run.number], again.lines != run.lines || again.passed != run.passed else {
                continue
            }
            var exact = CheckRules()
            exact.relative = 0
            let record = CellRecord(lines: run.lines.map(OutputMask.visible))
            if case .differs(let differences) = OutputComparison(rules: exact).compare(record, with: again.lines) {
                report = CellReport(cell, .notReproducible, why: "two replays put out different things")
                report.differences = differences
                report.seconds = run.seconds
                return
            }
        }
    }
}
