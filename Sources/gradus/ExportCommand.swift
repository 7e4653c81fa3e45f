import ArgumentParser
import GradusEngine
import GradusNotebook
import GradusTerminal

extension Exporter.Format: ExpressibleByArgument {}

/// `gradus export NOTEBOOK --to html`
struct ExportCommand: ParsableCommand, ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a notebook as a web page, Markdown, a Jupyter notebook or a script.",
        discussion: """
            The notebook is replayed, so that pictures and shapes are there; --no-run takes the recorded outputs instead. \
            The text goes to standard output, or to the file that --output names.

            Exit status: as 'gradus run'; after an error in a cell the text is written all the same.
            """)

    @Argument(help: "The notebook: a percent script or an .ipynb file.")
    var notebook: String

    @Option(help: ArgumentHelp("html, md, ipynb or script.", valueName: "format"))
    var to: Exporter.Format

    @Option(name: [.short, .long], help: ArgumentHelp("Write to this file.", valueName: "file"))
    var output: String?

    @Flag(help: "Do not run the notebook.")
    var noRun = false

    mutating func perform(console: Console) -> Int32 {
        let opened = NotebookOpening.open(notebook, console: console)
        guard let notebook = opened.notebook else { return opened.status }
        var events: [Int: [Event]]?
        var status = ExitStatus.success
        if !noRun, to != .script {
            let session = NotebookOpening.session(for: self.notebook, console: console, recordsShapes: to == .html)
            Interrupts.install()
            session.markVolatileValues()
            let collector = OutputCollector(keepsEvents: true)
            let now = MonotonicClock.seconds
            let summary = Interrupts.whileRunning {
                Replay(notebook).run(on: session, observer: collector, now: now)
            }
            events = collector.events
            for number in collector.runs.keys where events?[number] == nil { events?[number] = [] }
            status = summary.exitStatus & 0xFF
            if status != 0 {
                for run in collector.runs.values where !run.passed { console.writeError(run.traceback ?? "") }
                console.writeError(summary.line + "\n")
            }
        }
        let text = Exporter(notebook, events: events).text(to)
        guard let output else {
            console.write(text)
            return status
        }
        if let reason = AtomicFile.write(text, to: output) {
            console.writeError("gradus: '\(output)' cannot be written: \(reason)\n")
            return ExitStatus.failure
        }
        return status
    }
}
