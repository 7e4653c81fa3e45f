import ArgumentParser
import GradusEngine
import GradusNotebook
import GradusTerminal

/// `gradus shapes NOTEBOOK`
struct ShapesCommand: ParsableCommand, ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "shapes",
        abstract: "Show every shape of a notebook, and every shape error, before any training starts.",
        discussion: """
            Data sets are read no further than their headers (sets that are not there have their published sizes), a \
            loop that trains or goes through data runs once. B is the batch size of the loader.

            Exit status: 0 no problem, 1 a cell fails, 2 wrong usage, 4 no notebook.
            """)

    @Argument(help: "The notebook: a percent script or an .ipynb file.")
    var notebook: String

    @Option(help: ArgumentHelp("Interrupt a cell that takes longer.", valueName: "seconds"))
    var cellTimeout = 10.0

    @Flag(help: "Print one JSON object a line for each cell.")
    var json = false

    mutating func perform(console: Console) -> Int32 {
        let opened = NotebookOpening.open(notebook, console: console)
        guard let notebook = opened.notebook else { return opened.status }
        Interrupts.install()
        let start = MonotonicClock.seconds()
        let (found, status) = replay(notebook, console: console, run: 0)
        if status == ExitStatus.interrupted { return ExitStatus.interrupted }
        // Further runs with batches of other sizes tell which sizes are the batch's; not where it would take long.
        var others: [ShapesReplay] = []
        if found.hasBatches, MonotonicClock.seconds() - start < 5 {
            for run in 1...2 {
                let (other, status) = replay(notebook, console: console, run: run)
                if status == ExitStatus.interrupted { return ExitStatus.interrupted }
                others.append(other)
            }
        }
        ShapesReport(found, others: others, console: console).show(isJSON: json)
        return found.problems.isEmpty ? ExitStatus.success : ExitStatus.failure
    }

    private func replay(_ notebook: Notebook, console: Console, run: Int) -> (ShapesReplay, status: Int32) {
        let session = NotebookOpening.session(
            for: self.notebook, console: console, recordsShapes: true, showsPictures: false)
        var replay = Replay(notebook)
        replay.keepsGoing = true
        replay.timeLimit = NotebookOpening.timeLimit(cellTimeout)
        let observer = ShapesReplay(runner: session)
        let summary = Interrupts.whileRunning {
            observer.install(run: run)
            return replay.run(on: session, observer: observer, now: MonotonicClock.seconds)
        }
        return (observer, summary.exitStatus)
    }
}
