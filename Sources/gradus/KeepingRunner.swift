import GradusEngine
import GradusNotebook
import GradusTerminal

/// Runs the cells of a replay and keeps the state before one of the last, so that `run --resume` can go on there.
final class KeepingRunner: CellRunner {
    private let session: Session
    private let command: RunCommand
    private let notebook: Notebook
    private let console: Console
    /// Nil where states are not kept.
    private let keeper: StateKeeper?
    /// The cells before this one ran already, in the state that was kept.
    private let first: Int
    private var hasBegun: Bool
    /// A cell has failed: the state stays as it is.
    private var isFrozen = false
    /// Of cells since the last state.
    private var seconds = 0.0

    /// Less is not worth a state: it is replayed.
    private static let worthwhile = 0.5
    /// How long a state waits.
    static let lifetime = 1800

    init(
        _ session: Session, _ command: RunCommand, _ notebook: Notebook, _ console: Console, keeps: Bool, first: Int = 1
    ) {
        self.session = session
        self.command = command
        self.notebook = notebook
        self.console = console
        self.first = first
        hasBegun = first <= 1
        keeper = keeps ? ResumePoint.statePath(for: command.notebook).flatMap { StateKeeper(path: $0) } : nil
    }

    func execute(_ cell: Cell, emit: @escaping (Event) -> Void) -> Outcome {
        if let number = cell.number, number >= first, !hasBegun {
            hasBegun = true
        } else if !hasBegun {
            return .finished
        } else if let number = cell.number {
            keep(before: number)
        }
        let start = MonotonicClock.seconds()
        let outcome = session.execute(cell, emit: emit)
        seconds += MonotonicClock.seconds() - start
        if outcome != .finished, notebook.codeCells.first(where: { $0.number == cell.number })?.expectedFailure == nil {
            isFrozen = true
        }
        return outcome
    }

    /// After a replay: a state that is of use waits.
    func finish(hasFailed: Bool) {
        guard let keeper else { return }
        if hasFailed, keeper.leave(seconds: Self.lifetime), console.features.errIsTerminal {
            console.writeError(
                console.errorStyle(
                    .dim,
                    "The state before is kept for \(Self.lifetime / 60) minutes: 'gradus run --resume' goes on there.\n"
                ))
        }
        keeper.release()
    }

    private func keep(before number: Int) {
        guard let keeper, !isFrozen, seconds >= Self.worthwhile,
            let key = key(before: number, notebook, command.parameters)
        else { return }
        seconds = 0
        console.flush()
        let visit = keeper.keep { arguments in
            // In the copy: the notebook may be another by now, what has run may not.
            guard arguments.first == ResumeKey.surroundings,
                let visitor = try? RunCommand.parse(Array(arguments.dropFirst())),
                let edited = try? Notebook(path: visitor.notebook)
            else { return false }
            return key == self.key(before: number, edited, visitor.parameters)
        }
        guard let visit else { return }
        Interrupts.install()
        let console = Console.standard()
        var status = ExitStatus.failure
        if let visitor = try? RunCommand.parse(Array(visit.arguments.dropFirst())) {
            status = visitor.goOn(with: session, from: number, console: console)
        }
        console.flush()
        visit.finish(status: status)
    }

    private func key(before number: Int, _ notebook: Notebook, _ parameters: [String]) -> String? {
        ResumeKey.text(before: number, of: notebook, parameters: parameters, version: GradusVersion.current)
    }
}
