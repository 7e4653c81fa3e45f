import ArgumentParser
import GradusEngine
import GradusNotebook
import GradusTerminal

/// `gradus test NOTEBOOK…`
struct TestCommand: ParsableCommand, ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Replay notebooks and compare their outputs with the recorded ones.",
        discussion: """
            Text must be equal, integers too; other numbers may differ by one unit of their last digit or by 1e-5 of \
            their value. A cell can allow more on its marker line: check="rtol=1e-3", check="acc±1pp", \
            check="loss±0.05", check="ignore". '...' in a record stands for any text.

            Exit status: 0 as recorded, 3 an output differs or a record is stale, 1 a cell failed, 4 no notebook.
            """)

    @Argument(help: "The notebooks.")
    var notebooks: [String]

    @Flag(help: "Run nothing; only find records that are older than their cell.")
    var fast = false

    @Option(help: ArgumentHelp("Replay so many times, to find cells that are not reproducible.", valueName: "n"))
    var runs = 1

    @Option(help: ArgumentHelp("Replay so many notebooks at the same time.", valueName: "n"))
    var jobs: Int?

    @Option(help: ArgumentHelp("Interrupt a cell that takes longer.", valueName: "seconds"))
    var cellTimeout: Double?

    @Flag(help: "Print a report as one JSON object.")
    var json = false

    @Option(help: ArgumentHelp("Write a JUnit XML report to this file.", valueName: "file"))
    var junit: String?

    /// What a worker process does: replay one notebook and print what its cells did.
    @Flag(help: .hidden)
    var worker = false

    mutating func validate() throws {
        if runs < 1 || runs > 100 { throw ValidationError("--runs needs a number from 1 to 100") }
        if let jobs, jobs < 1 { throw ValidationError("--jobs needs a number of at least 1") }
    }

    mutating func perform(console: Console) -> Int32 {
        if worker { return work(console: console) }
        var reports: [Int: NotebookReport] = [:]
        var opened: [(index: Int, notebook: Notebook, judge: NotebookJudge)] = []
        for (index, path) in notebooks.enumerated() {
            do throws(NotebookError) {
                let notebook = try Notebook(path: path)
                opened.append((index, notebook, try NotebookJudge(notebook)))
            } catch {
                reports[index] = NotebookReport(
                    file: path, failure: "gradus: \(error.message)", failureStatus: error.exitStatus)
            }
        }
        Interrupts.install()
        if fast {
            for item in opened { reports[item.index] = item.judge.judgeWithoutRunning() }
        } else if opened.count == 1, runs == 1 {
            let item = opened[0]
            let collector = replay(item.notebook, path: notebooks[item.index], console: console)
            reports[item.index] = item.judge.judge([collector.runs])
        } else {
            let tasks = opened.flatMap { item in (0..<runs).map { _ in item.index } }
            let results = WorkerPool(limit: jobs ?? WorkerPool.processors).run(
                tasks.map {
                    ["test", "--worker", notebooks[$0]] + (cellTimeout.map { ["--cell-timeout", "\($0)"] } ?? [])
                })
            for item in opened {
                let texts = zip(tasks, results).filter { $0.0 == item.index }.map(\.1)
                reports[item.index] =
                    texts.contains { $0.cells.isEmpty && $0.status != 0 }
                    ? NotebookReport(
                        file: notebooks[item.index],
                        failure: "gradus: '\(notebooks[item.index])' could not be replayed",
                        failureStatus: texts.first { $0.status != 0 }?.status ?? 1)
                    : item.judge.judge(texts.map(\.cells))
            }
        }
        return show(ReportPrinter(notebooks.indices.compactMap { reports[$0] }), console: console)
    }

    private func show(_ printer: ReportPrinter, console: Console) -> Int32 {
        if json {
            console.writeLine(printer.json)
        } else {
            console.write(printer.text(style: console.style))
        }
        if let junit, let reason = AtomicFile.write(printer.junit, to: junit) {
            console.writeError("gradus: the report '\(junit)' cannot be written: \(reason)\n")
            return ExitStatus.failure
        }
        console.writeError(printer.summary + "\n")
        return printer.exitStatus
    }

    private func replay(_ notebook: Notebook, path: String, console: Console) -> OutputCollector {
        let session = NotebookOpening.session(for: path, console: console)
        session.markVolatileValues()
        var replay = Replay(notebook)
        replay.timeLimit = NotebookOpening.timeLimit(cellTimeout)
        let collector = OutputCollector()
        let now = MonotonicClock.seconds
        _ = Interrupts.whileRunning { replay.run(on: session, observer: collector, now: now) }
        return collector
    }

    private func work(console: Console) -> Int32 {
        let opened = NotebookOpening.open(notebooks[0], console: console)
        guard let notebook = opened.notebook else { return opened.status }
        Interrupts.install()
        let collector = replay(notebook, path: notebooks[0], console: console)
        for run in collector.runs.values.sorted(by: { $0.number < $1.number }) { console.writeLine(run.line) }
        return ExitStatus.success
    }
}
