import GradusEngine
import GradusJSON
import GradusTerminal
import Testing

@testable import GradusNotebook

/// An engine that follows a script: the cell's source says what happens.
final class ScriptedRunner: CellRunner {
    private(set) var ran: [Cell] = []

    func execute(_ cell: Cell, emit: @escaping (Event) -> Void) -> Outcome {
        ran.append(cell)
        for line in cell.source.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            let rest = words.count > 1 ? words[1] : ""
            switch words[0] {
            case "print": emit(.stdout(rest + "\n"))
            case "write": emit(.stdout(rest))
            case "warn": emit(.stderr(rest + "\n"))
            case "value": emit(.result(DisplayBundle(text: rest)))
            case "shape": emit(.shape(ShapeRow(name: rest, dtype: "float32", shape: [1, 28], why: "28 − 0 = 28")))
            case "raise":
                emit(.error(ErrorReport(type: rest, message: "bad", traceback: "Traceback:\n\(rest): bad\n")))
                return .raised
            case "interrupt": return .interrupted
            case "exit": return .exited(Int32(rest) ?? 0)
            default: break
            }
        }
        return .finished
    }
}

@Suite struct ReplayTests {
    /// Runs a notebook and gives back both streams.
    static func run(
        _ text: String, cells: String? = nil, json: Bool = false, shapes: Bool = false
    ) throws -> (out: String, err: String, summary: ReplaySummary, ran: [Cell]) {
        let out = StringSink()
        let err = StringSink()
        let console = Console(out: out, err: err, features: TerminalFeatures())
        let runner = ScriptedRunner()
        let replay = Replay(try Notebook(text: text, fileName: "nb.py"), selection: cells.flatMap { CellSelection($0) })
        var time = 0.0
        let now = {
            time += 0.25
            return time
        }
        let summary =
            json
            ? replay.run(on: runner, observer: JSONReplay(console: console), now: now)
            : replay.run(on: runner, observer: TerminalReplay(console: console, showsShapes: shapes), now: now)
        return (out.text, err.text, summary, runner.ran)
    }

    static let good = "# %% [markdown]\n# # Words\n# %% First\nprint one\nvalue 1\n# %%\nwrite two\n"

    @Test func terminalShowsHeadingsTextAndOutput() throws {
        let result = try Self.run(Self.good)
        #expect(result.out == "# Words\n\n[1] First\none\n1\n\n[2]\ntwo\n")
        #expect(result.err == "")
        #expect(result.summary.exitStatus == 0)
    }

    @Test func engineIsToldWhereTheCellStands() throws {
        let cell = try #require(try Self.run(Self.good).ran.first)
        #expect(cell.fileName == "nb.py" && cell.number == 1 && cell.title == "First" && cell.firstLine == 4)
        #expect(cell.showsResult)
    }

    @Test func failureStopsAndSaysSo() throws {
        let text = "# %%\nprint a\n# %% train\nprint b\nraise TypeError\n# %%\nprint c\n# %%\nprint d\n"
        let result = try Self.run(text)
        #expect(result.out == "[1]\na\n\n[2] train\nb\n")
        #expect(result.err == "Traceback:\nTypeError: bad\n1 ok, 1 failed (cell 2 \"train\"), 2 not run\n")
        #expect(result.summary.exitStatus == 1)
        #expect(result.ran.count == 2)
    }

    @Test(arguments: [
        ("# %% a\ninterrupt\n# %%\n1\n", 130, "0 ok, 1 interrupted (cell 1 \"a\"), 1 not run\n"),
        ("# %% a\nexit 7\n# %%\n1\n", 7, "0 ok, exit(7) in cell 1 \"a\", 1 not run\n"),
        ("# %% tags=[\"skip-execution\"]\nraise X\n# %%\n1\n", 0, ""),
        ("# %% raises=\"TypeError\"\nraise TypeError\n# %%\n1\n", 0, ""),
        ("# %% tags=[\"raises-exception\"]\nraise KeyError\n", 0, ""),
        (
            "# %% raises=\"TypeError\"\nprint x\n# %%\n1\n", 1,
            "cell 1 was expected to raise TypeError, but did not\n0 ok, 1 failed (cell 1), 1 not run\n"
        ),
        (
            "# %% raises=\"TypeError\"\nraise KeyError\n", 1,
            "Traceback:\nKeyError: bad\ncell 1 was expected to raise TypeError, but did not\n0 ok, 1 failed (cell 1)\n"
        ),
    ])
    func endings(text: String, status: Int32, err: String) throws {
        let result = try Self.run(text)
        #expect(result.summary.exitStatus == status)
        #expect(result.err == err)
    }

    @Test func expectedTracebackIsOutput() throws {
        let result = try Self.run("# %% raises=\"TypeError\"\nwrite a\nraise TypeError\n")
        #expect(result.out == "[1]\na\nTraceback:\nTypeError: bad\n")
    }

    @Test(arguments: [
        ("2", ["b"]), ("2-3", ["b", "c"]), ("-2", ["a", "b"]), ("3-", ["c", "d"]), ("1,3-4", ["a", "c", "d"]),
    ])
    func selection(cells: String, printed: [String]) throws {
        let text = ["a", "b", "c", "d"].map { "# %% [markdown]\n# about \($0)\n# %%\nprint \($0)\n" }.joined()
        let result = try Self.run(text, cells: cells)
        let lines = result.out.split(separator: "\n").map(String.init)
        #expect(lines.filter { $0.count == 1 } == printed)
        #expect(lines.filter { $0.hasPrefix("about") } == printed.map { "about \($0)" })
    }

    @Test(arguments: ["", "0", "5-2", "a", "1-2-3", "-", "1,,2", "2-x", "-0"])
    func noSelection(text: String) {
        #expect(CellSelection(text) == nil)
    }

    @Test func missingCellsAreNamed() {
        #expect(CellSelection("2-5")?.firstMissing(count: 4) == 5)
        #expect(CellSelection("7")?.firstMissing(count: 4) == 7)
        #expect(CellSelection("3-")?.firstMissing(count: 4) == nil)
    }

    @Test func shapesAreAligned() throws {
        let result = try Self.run("# %%\nshape conv2d\nshape relu\n", shapes: true)
        let rows = "    conv2d  [1, 28]  float32  28 − 0 = 28\n    relu    [1, 28]  float32  28 − 0 = 28\n"
        #expect(result.out == "[1]\n" + rows)
        #expect(try Self.run("# %%\nshape conv2d\n").out == "[1]\n")
    }

    @Test func shapesOfALoopStayReadable() throws {
        let loop = String(repeating: "shape conv2d\n", count: 1000)
        let lines = try Self.run("# %%\n\(loop)shape late\n", shapes: true).out.split(separator: "\n")
        #expect(lines.count == 1 + 64 + 1 + 1)
        #expect(lines.last == "    (936 more rows like these)")
        #expect(lines.dropLast().last?.hasPrefix("    late") ?? false)
    }

    @Test func jsonIsOneObjectPerCellAndNothingElse() throws {
        let text =
            "# %% [markdown]\n# words\n# %% A \"title\"\nprint x\tÜ\nwarn careful\nvalue 3\nshape relu\n# %%\nraise KeyError\n"
        let result = try Self.run(text, json: true)
        let first =
            #"{"cell": 1, "title": "A \"title\"", "source": "print x\tÜ\nwarn careful\nvalue 3\nshape relu", "#
            + #""stdout": "x\tÜ\n", "result": "3", "error": null, "#
            + #""shapes": [{"name": "relu", "dtype": "float32", "shape": [1, 28], "why": "28 − 0 = 28"}], "seconds": 0.25}"#
        let second =
            #"{"cell": 2, "title": null, "source": "raise KeyError", "stdout": "", "result": null, "#
            + #""error": {"type": "KeyError", "message": "bad", "traceback": "Traceback:\nKeyError: bad\n"}, "#
            + #""shapes": [], "seconds": 0.25}"#
        #expect(result.out == first + "\n" + second + "\n")
        #expect(result.err == "careful\n1 ok, 1 failed (cell 2)\n")
    }

    @Test(arguments: [
        ("a\"b\\c", #""a\"b\\c""#), ("\u{01}\u{1B}\u{7F}", #""\u0001\u001b\u007f""#), ("가\r\n", "\"가\\r\\n\""),
    ])
    func jsonStrings(text: String, json: String) {
        #expect(JSONObject.string(text) == json)
    }
}
