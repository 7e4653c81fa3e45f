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
            loop that trains or goes through data runs once. B is the batch size of the last loader.

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
        let session = NotebookOpening.session(
            for: self.notebook, console: console, recordsShapes: true, showsPictures: false)
        Interrupts.install()
        var replay = Replay(notebook)
        replay.keepsGoing = true
        replay.timeLimit = NotebookOpening.timeLimit(cellTimeout)
        let observer = ShapesReplay(console: console, runner: session, isJSON: json)
        let now = MonotonicClock.seconds
        let summary = Interrupts.whileRunning {
            observer.install()
            return replay.run(on: session, observer: observer, now: now)
        }
        if summary.exitStatus == ExitStatus.interrupted { return ExitStatus.interrupted }
        return observer.problems.isEmpty ? ExitStatus.success : ExitStatus.failure
    }
}
