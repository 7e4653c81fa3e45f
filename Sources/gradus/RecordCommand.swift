import ArgumentParser
import GradusEngine
import GradusNotebook
import GradusTerminal

/// `gradus record NOTEBOOK`
struct RecordCommand: ParsableCommand, ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Replay a notebook and write the outputs into it, as '#> ' lines under each cell.",
        discussion: """
            Everything else in the file stays as it is. Timings and memory addresses are written as '...', which stands \
            for any text; '...' that you write yourself is kept. Long outputs are cut, with a digest of the rest.

            With CI set nothing is written. Exit status: as 'gradus run'; after an error the outputs of the cells before \
            it are recorded.
            """)

    @Argument(help: "The notebook: a percent script or an .ipynb file.")
    var notebook: String

    @Option(help: ArgumentHelp("Interrupt a cell that takes longer.", valueName: "seconds"))
    var cellTimeout: Double?

    @Flag(help: "Print only errors and the summary.")
    var quiet = false

    mutating func perform(console: Console) -> Int32 {
        let opened = NotebookOpening.open(notebook, console: console)
        guard var recorded = opened.notebook else { return opened.status }
        if Environment.isCI {
            console.writeError("gradus: CI is set, so no outputs are recorded; 'gradus test \(notebook)' checks them\n")
            return ExitStatus.usage
        }
        let session = NotebookOpening.session(for: notebook, console: console)
        Interrupts.install()
        session.markVolatileValues()
        var replay = Replay(recorded)
        replay.timeLimit = NotebookOpening.timeLimit(cellTimeout)
        let terminal = TerminalReplay(console: console, showsShapes: false, isQuiet: quiet)
        let collector = OutputCollector(showing: terminal, keepsEvents: recorded.isJupyter)
        let now = MonotonicClock.seconds
        let summary = Interrupts.whileRunning { replay.run(on: session, observer: collector, now: now) }
        let before = recorded.text
        var recorder = Recorder()
        if recorded.isJupyter {
            recorder.recordJupyter(collector, in: &recorded)
        } else {
            recorder.record(collector.runs, in: &recorded)
        }
        if let failure = write(recorded.text, before: before) {
            console.writeError("gradus: '\(notebook)' is as before: \(failure)\n")
            return ExitStatus.failure
        }
        let count = recorder.changed.count
        let kept = recorder.kept
        console.writeError(
            "gradus: \(notebook): \(count == 1 ? "1 record is" : "\(count) records are") new, \(kept) as before\n")
        return summary.exitStatus & 0xFF
    }

    /// Nil, or why nothing was written.
    private func write(_ text: String, before: String) -> String? {
        guard text != before else { return nil }
        do throws(TextFile.Failure) {
            guard try TextFile.read(path: notebook) == before else {
                return "it was changed by something else while it ran, so the outputs are not written"
            }
        } catch {
            if case .unreadable(let reason) = error { return reason }
            return "it was changed by something else while it ran, so the outputs are not written"
        }
        return AtomicFile.write(text, to: notebook)
    }
}
