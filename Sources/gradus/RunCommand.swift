import ArgumentParser
import GradusEngine
import GradusNotebook
import GradusTerminal

/// `gradus run NOTEBOOK`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Replay a notebook from top to bottom; stop at the first error.",
        discussion: """
            A notebook is a script whose '# %%' lines start cells. Code cells are numbered from 1.
            """)

    @Argument(help: "The notebook: a percent script.")
    var notebook: String

    @Option(
        help: ArgumentHelp(
            "Only these code cells, such as 2-5 or 1,4-6 or 3-.", valueName: "cells"),
        transform: { text in
            guard let selection = CellSelection(text) else {
                throw ValidationError("'\(text)' is no list of cells; write 3, 2-5, 4- or 1,4-6")
            }
            return selection
        })
    var cells: CellSelection?

    @Flag(help: "Show the shape that comes out of every operation, and why.")
    var shapes = false

    @Flag(help: "Print one JSON object a line for each cell, and nothing else.")
    var json = false

    mutating func perform(console: Console) -> Int32 {
        let notebook: Notebook
        do throws(NotebookError) {
            notebook = try Notebook(path: self.notebook)
        } catch {
            console.writeError("gradus: \(error.message)\n")
            return error.exitStatus
        }
        for warning in notebook.warnings {
            console.writeError("gradus: warning: \(self.notebook), \(warning.message)\n")
        }
        let count = notebook.codeCells.count
        if let missing = cells?.firstMissing(count: count) {
            console.writeError("gradus: there is no cell \(missing); '\(self.notebook)' has \(count) code cells\n")
            return ExitStatus.usage
        }
        return replay(notebook, console: console)
    }

    private func replay(_ notebook: Notebook, console: Console) -> Int32 {
        var options = SessionOptions()
        options.arguments = [self.notebook]
        options.recordsShapes = shapes || json
        options.modulePath = [ScriptRunner.folder(of: self.notebook)]
        options.readLine = lineReader(console)
        options.showsPictures = !json && console.features.outIsTerminal
        let session = Session(options: options)
        Interrupts.install()
        let replay = Replay(notebook, selection: cells)
        let now = MonotonicClock.seconds
        let summary = Interrupts.whileRunning {
            json
                ? replay.run(on: session, observer: JSONReplay(console: console), now: now)
                : replay.run(
                    on: session, observer: TerminalReplay(console: console, showsShapes: shapes), now: now)
        }
        return summary.exitStatus & 0xFF
    }
}

extension NotebookError {
    /// A file that is not there is a mistake in the command line; a file that is no notebook is its own kind.
    var exitStatus: Int32 {
        if case .unreadable = self { return ExitStatus.usage }
        return ExitStatus.notebook
    }
}
