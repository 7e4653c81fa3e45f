import ArgumentParser
import GradusEngine
import GradusNotebook
import GradusTerminal

/// `gradus run NOTEBOOK`
struct RunCommand: ParsableCommand, ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Replay a notebook from top to bottom; stop at the first error.",
        discussion: """
            A notebook is a script whose '# %%' lines start cells, or a Jupyter notebook (.ipynb). Code cells are \
            numbered from 1.

            Tags: raises-exception (or raises="TypeError"): the cell must fail; skip-execution: it does not run; \
            hide-output: its output is not shown; parameters: its values can be set with -p.

            Exit status: 0 all good, 1 a cell failed, 2 wrong usage, 4 no notebook, 124 a cell took too long, \
            130 interrupted; exit(n) gives n.
            """)

    @Argument(help: "The notebook: a percent script or an .ipynb file.")
    var notebook: String

    @Option(
        help: ArgumentHelp("Only these code cells, such as 2-5 or 1,4-6 or 3-.", valueName: "cells"),
        transform: { text in
            guard let selection = CellSelection(text) else {
                throw ValidationError("'\(text)' is no list of cells; write 3, 2-5, 4- or 1,4-6")
            }
            return selection
        })
    var cells: CellSelection?

    @Option(help: ArgumentHelp("Start with this cell: a number or a title.", valueName: "cell"))
    var from: String?

    @Option(help: ArgumentHelp("End with this cell: a number or a title.", valueName: "cell"))
    var until: String?

    @Option(help: ArgumentHelp("Only cells with this tag; may be repeated.", valueName: "tag"))
    var only: [String] = []

    @Option(help: ArgumentHelp("No cells with this tag; may be repeated.", valueName: "tag"))
    var skip: [String] = []

    @Option(
        name: [.customShort("p"), .customLong("parameter")],
        help: ArgumentHelp("Set a value of the cell tagged 'parameters'; may be repeated.", valueName: "name=value"))
    var parameters: [String] = []

    @Option(help: ArgumentHelp("Interrupt a cell that takes longer.", valueName: "seconds"))
    var cellTimeout: Double?

    @Flag(help: "Go on at the cell that failed last time, unless something before it has changed.")
    var resume = false

    @Flag(help: "Go on after a cell that fails.")
    var keepGoing = false

    @Flag(help: "Show the shape that comes out of every operation, and why.")
    var shapes = false

    @Flag(help: "Say at the end where time and memory went: by operation, layer and line.")
    var profile = false

    @Flag(help: "Print one JSON object a line for each cell, and nothing else.")
    var json = false

    @Flag(help: "Print only errors and the summary.")
    var quiet = false

    mutating func validate() throws {
        if let cellTimeout, !(cellTimeout > 0 && cellTimeout.isFinite) {
            throw ValidationError("--cell-timeout needs a number of seconds greater than 0")
        }
    }

    mutating func perform(console: Console) -> Int32 {
        let opened = NotebookOpening.open(notebook, console: console)
        guard let notebook = opened.notebook else { return opened.status }
        var replay = Replay(notebook)
        replay.keepsGoing = keepGoing
        replay.timeLimit = NotebookOpening.timeLimit(cellTimeout)
        do {
            replay.filter = try filter(notebook)
            replay.parameters = try notebook.parameters(parameters)
        } catch {
            let message = (error as? CellNameError)?.message ?? (error as? ParameterError)?.message ?? "\(error)"
            console.writeError("gradus: \(message)\n")
            return ExitStatus.usage
        }
        return run(replay, console: console)
    }

    private func filter(_ notebook: Notebook) throws -> CellFilter {
        let count = notebook.codeCells.count
        if let missing = cells?.firstMissing(count: count) {
            throw CellNameError(message: "there is no cell \(missing); '\(self.notebook)' has \(count) code cells")
        }
        var filter = CellFilter()
        filter.selection = cells
        filter.first = try from.map { try notebook.cellNumber(named: $0) }
        filter.last = try until.map { try notebook.cellNumber(named: $0) }
        if let first = filter.first, let last = filter.last, first > last {
            throw CellNameError(message: "--from names cell \(first), which comes after --until's cell \(last)")
        }
        for tag in only + skip { try notebook.checkTag(tag) }
        filter.only = only
        filter.skipped = skip
        return filter
    }

    private func run(_ replay: Replay, console: Console) -> Int32 {
        let isWhole = !replay.filter.isSelective
        if resume, isWhole, let path = ResumePoint.statePath(for: notebook),
            let status = StateKeeper.goOn(path: path, arguments: [ResumeKey.surroundings] + Self.ownArguments)
        {
            return status
        }
        let session = NotebookOpening.session(for: notebook, console: console)
        // Somebody who looks on will edit and go on; a program that runs this leaves nothing behind.
        let keeps = isWhole && !Environment.isCI && (resume || console.features.outIsTerminal)
        let runner = KeepingRunner(session, self, replay.notebook, console, keeps: keeps)
        return run(
            replay, on: session, runner, shownFrom: resume ? resumePoint(replay.notebook, console) : nil, console)
    }

    /// Goes on with a state in which the cells before one have run.
    func goOn(with session: Session, from first: Int, console: Console) -> Int32 {
        guard let notebook = NotebookOpening.open(notebook, console: console).notebook else {
            return ExitStatus.notebook
        }
        var replay = Replay(notebook)
        replay.keepsGoing = keepGoing
        replay.timeLimit = NotebookOpening.timeLimit(cellTimeout)
        replay.parameters = try? notebook.parameters(parameters)
        let point = ResumePoint.load(for: self.notebook)
        let isSame = point.map { $0.digest == digest(before: $0.cell, of: notebook) } ?? false
        let shown = isSame ? max(first, point?.cell ?? first) : first
        let runner = KeepingRunner(session, self, notebook, console, keeps: true, first: first)
        return run(replay, on: session, runner, shownFrom: shown, console)
    }

    /// The command line after `run`.
    private static var ownArguments: [String] {
        let arguments = CommandLine.arguments
        return arguments.firstIndex(of: "run").map { Array(arguments[($0 + 1)...]) } ?? []
    }

    /// - Parameter first: cells before it are not shown; nil shows all.
    private func run(
        _ replay: Replay, on session: Session, _ runner: KeepingRunner, shownFrom first: Int?, _ console: Console
    ) -> Int32 {
        var options = session.options
        options.recordsShapes = shapes || json
        options.showsPictures = !json && console.features.outIsTerminal
        options.readLine = lineReader(console)
        session.options = options
        Interrupts.install()
        var observer: any ReplayObserver =
            json
            ? JSONReplay(console: console)
            : TerminalReplay(console: console, showsShapes: shapes, isQuiet: quiet)
        if let first { observer = ResumedReplay(observer, from: first) }
        let start = MonotonicClock.seconds()
        if profile { session.beginProfile() }
        let summary = Interrupts.whileRunning {
            replay.run(on: runner, observer: observer, now: MonotonicClock.seconds)
        }
        if profile {
            let lines = session.endProfile(seconds: MonotonicClock.seconds() - start)
            if json {
                // What is on the standard output is read by machines.
                console.writeError(lines.joined(separator: "\n") + "\n")
            } else {
                console.finishLine()
                for line in [""] + lines { console.writeLine(line) }
            }
        }
        if !replay.filter.isSelective {
            let failed = summary.failures.first?.number
            let point = failed.map { ResumePoint(cell: $0, digest: digest(before: $0, of: replay.notebook)) }
            ResumePoint.save(point, for: notebook)
            runner.finish(hasFailed: failed != nil)
        }
        return summary.exitStatus & 0xFF
    }

    /// The cell to go on with where no state is left: the cells before it run again, unseen.
    private func resumePoint(_ notebook: Notebook, _ console: Console) -> Int? {
        guard let point = ResumePoint.load(for: self.notebook) else {
            console.writeError(
                "gradus: there is nothing to resume: the last replay of '\(self.notebook)' did not fail\n")
            return nil
        }
        guard point.digest == digest(before: point.cell, of: notebook) else {
            console.writeError(
                "gradus: something before cell \(point.cell) has changed, so all cells are shown again\n")
            return nil
        }
        return point.cell
    }

    private func digest(before cell: Int, of notebook: Notebook) -> String {
        ResumePoint.digest(before: cell, of: notebook, parameters: parameters, version: GradusVersion.current)
    }
}
