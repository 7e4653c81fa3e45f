import GradusEngine

/// What is told about a replay while it goes on.
public protocol ReplayObserver: AnyObject {
    func text(_ cell: NotebookCell)
    func begin(_ cell: NotebookCell)
    func event(_ event: Event, in cell: NotebookCell)
    func end(_ cell: NotebookCell, _ ending: CellEnding)
    func finish(_ summary: ReplaySummary)
}

/// How one cell of a replay ended.
public struct CellEnding: Sendable, Equatable {
    public enum Verdict: Sendable, Equatable {
        case passed
        /// It raised, which was not expected.
        case raised
        /// It finished, or raised something else, though it was expected to raise this.
        case missedFailure(ExpectedFailure)
        case interrupted
        case exited(Int32)
    }

    public var verdict: Verdict
    public var seconds: Double
}

/// The whole replay in figures.
public struct ReplaySummary: Sendable, Equatable {
    public var passed = 0
    public var skipped = 0
    public var notRun = 0
    /// The cell that ended the replay early.
    public var failedCell: String?
    public var verdict = CellEnding.Verdict.passed

    public var exitStatus: Int32 {
        switch verdict {
        case .passed: 0
        case .raised, .missedFailure: 1
        case .interrupted: 130
        case .exited(let status): status
        }
    }

    /// `3 ok, 1 failed (cell 4 "train"), 6 not run`
    public var line: String {
        var parts = ["\(passed) ok"]
        if let failedCell {
            switch verdict {
            case .passed: break
            case .raised, .missedFailure: parts.append("1 failed (cell \(failedCell))")
            case .interrupted: parts.append("1 interrupted (cell \(failedCell))")
            case .exited(let status): parts.append("exit(\(status)) in cell \(failedCell)")
            }
        }
        if skipped > 0 { parts.append("\(skipped) skipped") }
        if notRun > 0 { parts.append("\(notRun) not run") }
        return parts.joined(separator: ", ")
    }
}

/// Runs a notebook from top to bottom and stops at the first failure.
public struct Replay {
    public var notebook: Notebook
    /// Nil runs all cells.
    public var selection: CellSelection?

    public init(_ notebook: Notebook, selection: CellSelection? = nil) {
        self.notebook = notebook
        self.selection = selection
    }

    public func run(on runner: some CellRunner, observer: some ReplayObserver, now: () -> Double) -> ReplaySummary {
        var summary = ReplaySummary()
        for (index, cell) in notebook.cells.enumerated() {
            guard let number = cell.number else {
                if summary.verdict == .passed, isShown(textAt: index) { observer.text(cell) }
                continue
            }
            guard selection?.contains(number) ?? true else { continue }
            guard summary.verdict == .passed else {
                summary.notRun += 1
                continue
            }
            if cell.skipsExecution {
                summary.skipped += 1
                continue
            }
            observer.begin(cell)
            let start = now()
            let verdict = run(cell, number: number, on: runner, observer: observer)
            observer.end(cell, CellEnding(verdict: verdict, seconds: now() - start))
            if verdict == .passed {
                summary.passed += 1
            } else {
                summary.verdict = verdict
                summary.failedCell = cell.label
            }
        }
        observer.finish(summary)
        return summary
    }

    private func run(
        _ cell: NotebookCell, number: Int, on runner: some CellRunner, observer: some ReplayObserver
    ) -> CellEnding.Verdict {
        let piece = Cell(
            source: cell.source, fileName: notebook.fileName, number: number, title: cell.title,
            firstLine: cell.firstLine)
        // The engine may keep the closure until the next cell, so what it notes lies in an object.
        let seen = SeenErrors()
        let outcome = runner.execute(piece) { event in
            if case .error(let report) = event { seen.lastType = report.type }
            observer.event(event, in: cell)
        }
        switch outcome {
        case .interrupted: return .interrupted
        case .exited(let status): return .exited(status)
        case .finished:
            return cell.expectedFailure.map { .missedFailure($0) } ?? .passed
        case .raised:
            guard let expected = cell.expectedFailure else { return .raised }
            return expected.accepts(seen.lastType) ? .passed : .missedFailure(expected)
        }
    }

    /// With a selection, a text is shown when the code cell after it is.
    private func isShown(textAt index: Int) -> Bool {
        guard let selection else { return true }
        let next = notebook.cells[index...].first { $0.number != nil }
        return next?.number.map(selection.contains) ?? false
    }
}

/// The type of the last error that a cell reported.
private final class SeenErrors {
    var lastType = ""
}
