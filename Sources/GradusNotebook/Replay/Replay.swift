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
        /// It ran longer than it was given, in seconds.
        case timedOut(Double)
        case exited(Int32)

        /// The replay may go on with the next cell, where that is wanted.
        var isFailure: Bool {
            switch self {
            case .raised, .missedFailure, .timedOut: true
            case .passed, .interrupted, .exited: false
            }
        }
    }

    public var verdict: Verdict
    public var seconds: Double
}

/// A clock that interrupts a cell.
public struct TimeLimit {
    public var seconds: Double
    /// Starts to count.
    public var start: (Double) -> Void
    /// Stops; true when the time was over before.
    public var stop: () -> Bool

    public init(seconds: Double, start: @escaping (Double) -> Void, stop: @escaping () -> Bool) {
        self.seconds = seconds
        self.start = start
        self.stop = stop
    }
}

/// Runs a notebook from top to bottom and stops at the first failure.
public struct Replay {
    public var notebook: Notebook
    /// Which cells run; nil runs all.
    public var filter = CellFilter()
    /// Go on after a cell that fails.
    public var keepsGoing = false
    public var timeLimit: TimeLimit?
    /// Assignments that replace the values of the cell tagged `parameters`.
    public var parameters: ParameterInjection?

    public init(_ notebook: Notebook, selection: CellSelection? = nil) {
        self.notebook = notebook
        filter.selection = selection
    }

    public func run(on runner: any CellRunner, observer: any ReplayObserver, now: () -> Double) -> ReplaySummary {
        var summary = ReplaySummary()
        // Without its cell, the values are there from the start.
        if let parameters, let cell = notebook.codeCells.first(where: { $0.number == parameters.cellNumber }) {
            if !filter.contains(cell) { inject(parameters, on: runner) }
        }
        for (index, cell) in notebook.cells.enumerated() {
            guard let number = cell.number else {
                if !summary.isStopped, isShown(textAt: index) { observer.text(cell) }
                continue
            }
            guard filter.contains(cell) else { continue }
            guard !summary.isStopped else {
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
            summary.add(verdict, cell, stops: !(keepsGoing && verdict.isFailure))
            if let parameters, parameters.cellNumber == number, !summary.isStopped { inject(parameters, on: runner) }
        }
        observer.finish(summary)
        return summary
    }

    private func inject(_ parameters: ParameterInjection, on runner: any CellRunner) {
        let piece = Cell(source: parameters.source, fileName: "<parameters>", showsResult: false)
        _ = runner.execute(piece) { _ in }
    }

    private func run(
        _ cell: NotebookCell, number: Int, on runner: any CellRunner, observer: any ReplayObserver
    ) -> CellEnding.Verdict {
        let piece = Cell(
            source: cell.runnableSource, fileName: notebook.codeName(of: cell), number: number, title: cell.title,
            firstLine: cell.firstLine)
        // The engine may keep the closure until the next cell, so what it notes lies in an object.
        let seen = SeenErrors()
        if let timeLimit { timeLimit.start(timeLimit.seconds) }
        let outcome = runner.execute(piece) { event in
            if case .error(let report) = event { seen.lastType = report.type }
            observer.event(event, in: cell)
        }
        if let timeLimit, timeLimit.stop(), outcome != .finished { return .timedOut(timeLimit.seconds) }
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
        guard filter.isSelective else { return true }
        let next = notebook.cells[index...].first { $0.number != nil }
        return next.map(filter.contains) ?? false
    }
}

/// The type of the last error that a cell reported.
private final class SeenErrors {
    var lastType = ""
}
