import GradusEngine
import Testing

@testable import GradusNotebook

/// Records under cells: how they are written, read and compared.
@Suite struct RecordTests {
    /// What a cell with this output and nothing recorded becomes.
    static func recorded(_ text: String, outputs: [Int: [String]]) throws -> String {
        var notebook = try Notebook(text: text, fileName: "a.py")
        var runs: [Int: CellRun] = [:]
        for (number, lines) in outputs {
            let cell = try #require(notebook.codeCells.first { $0.number == number })
            var output = CellOutput()
            output.add(.stdout(lines.map { $0 + "\n" }.joined()))
            runs[number] = CellRun(cell, output, CellEnding(verdict: .passed, seconds: 0))
        }
        var recorder = Recorder()
        recorder.record(runs, in: &notebook)
        return notebook.text
    }

    /// Digests vary with the sources; here only their place matters.
    static func withoutDigests(_ text: String) -> String {
        // By bytes: a carriage return and a line feed are one character.
        text.utf8.split(separator: 10, omittingEmptySubsequences: false).map { bytes in
            let line = String(decoding: bytes, as: UTF8.self)
            return line.hasPrefix("#>= ") ? "#>=" + (line.hasSuffix("\r") ? "\r" : "") : line
        }.joined(separator: "\n")
    }

    @Test(arguments: [
        ("# %% a\nx\n\n# %% b\ny\n", "# %% a\nx\n#> 1\n#>=\n\n# %% b\ny\n"),
        ("# %% a\nx", "# %% a\nx\n#> 1\n#>="),
        ("# %% a\r\nx\r\n\r\n# %%\r\n", "# %% a\r\nx\r\n#> 1\r\n#>=\r\n\r\n# %%\r\n"),
        (
            "# %% a\nx\n#> 0\n#> 0\n\n\n# %% b\ndef f():\n    pass\n",
            "# %% a\nx\n#> 1\n#>=\n\n\n# %% b\ndef f():\n    pass\n"
        ),
        ("# %% a\n#> 0\nx\n", "# %% a\nx\n#> 1\n#>=\n"),
        ("# %% a\ns = \"\"\"\n#> no\n\"\"\"\n", "# %% a\ns = \"\"\"\n#> no\n\"\"\"\n#> 1\n#>=\n"),
        ("# %% a\nx\n# > 0\n", "# %% a\nx\n#> 1\n#>=\n"),
        ("# %% a\nx\n\n#> 0\n", "# %% a\nx\n\n#> 1\n#>=\n"),
    ])
    func recordsAreWrittenUnderTheCell(text: String, expected: String) throws {
        #expect(try Self.withoutDigests(Self.recorded(text, outputs: [1: ["1"]])) == expected)
    }

    @Test func recordingTwiceChangesNothing() throws {
        let text = "# %% a\nx\n\n# %% b\ny\n# %% c\nz\n"
        let outputs = [1: ["1", "", "2"], 3: ["[1.5, 2.5]"]]
        let once = try Self.recorded(text, outputs: outputs)
        #expect(try Self.recorded(once, outputs: outputs) == once)
        #expect(once.contains("#> 1\n#>\n#> 2\n"))
    }

    @Test func writtenMasksAreKept() throws {
        let text = "# %% a\nx\n#> done in ... s\n"
        let once = try Self.recorded(text, outputs: [1: ["done in 5.3 s"]])
        #expect(once.contains("#> done in ... s\n"))
        #expect(try Self.recorded(text, outputs: [1: ["ended in 5.3 s"]]).contains("#> ended in 5.3 s\n"))
    }

    @Test func outputThatVanishesTakesItsRecordAlong() throws {
        let once = try Self.recorded("# %% a\nx\n# %% b\ny\n", outputs: [1: ["1"], 2: ["2"]])
        #expect(try Self.recorded(once, outputs: [1: [], 2: ["2"]]).hasPrefix("# %% a\nx\n# %% b\n"))
    }

    @Test func longOutputsAreCut() throws {
        let lines = (0..<100).map { "line \($0)" }
        let text = try Self.recorded("# %% a\nx\n", outputs: [1: lines])
        #expect(text.contains("#> line 49\n#>+ 50 more lines, "))
        #expect(!text.contains("line 50"))
        let record = try #require(try Notebook(text: text, fileName: "a.py").cells.first?.record)
        #expect(record.rest?.lines == 50 && record.lines.count == 50)
        #expect(OutputComparison().compare(record, with: lines) == .same)
        var other = lines
        other[80] = "changed"
        guard case .differs = OutputComparison().compare(record, with: other) else {
            Issue.record("a change in the part that is cut is not noticed")
            return
        }
        let wide = try Self.recorded("# %% a\nx\n", outputs: [1: [String(repeating: "가", count: 1000)]])
        #expect(wide.contains(String(repeating: "가", count: 400) + "[+600 "))
    }

    /// A record is stale when its source changed, or that of a cell above it that records nothing.
    @Test(arguments: [
        ("x = 1", "x = 2", true), ("print(x)", "print(x )", true), ("x = 1", "x = 1\n", false),
        ("# %% b", "# %% B", false),
    ])
    func staleRecordsAreKnownWithoutRunning(old: String, new: String, isStale: Bool) throws {
        let text = try Self.recorded("# %% a\nx = 1\n# %% b\nprint(x)\n", outputs: [2: ["1"]])
        let start = try #require(text[...].firstRange(ofText: old))
        let changed = text[..<start.lowerBound] + new + text[start.upperBound...]
        let report = try NotebookJudge(Notebook(text: String(changed), fileName: "a.py")).judgeWithoutRunning()
        #expect(report.exitStatus == (isStale ? 3 : 0))
    }

    @Test(arguments: [
        ("a\u{1B}[31mred\u{1B}[0m", "ared"), ("bar\rbaz", "baz"), ("a\0b\u{2028}c\u{0B}", "a\\x00b\\u2028c\\x0b"),
        ("tab\there  ", "tab\there"), ("<f at 0x7f12ab34cd56>", "<f at ...>"), ("mask 0x7f", "mask 0x7f"),
        ("took \u{E000}1.25\u{E001} s", "took ... s"),
    ])
    func outputsBecomeLines(text: String, line: String) {
        #expect(OutputMask.lines(of: text).map(OutputMask.visible) == [line])
    }

    // MARK: Comparing

    enum Expected: String, Sendable { case same, close, masked, differs }

    struct Row: Sendable, CustomTestStringConvertible {
        var old: String
        var new: String
        var expected: Expected
        var check: String?
        var testDescription: String { "\(old) / \(new) \(check ?? "")" }
    }

    static let rows = [
        Row(old: "loss 0.5000", new: "loss 0.5001", expected: .close),
        Row(old: "loss 0.5000", new: "loss 0.5002", expected: .differs),
        Row(old: "loss 123456.7", new: "loss 123457.9", expected: .close),
        Row(old: "1.0e-05", new: "1.1e-05", expected: .close),
        Row(old: "1.0e-05", new: "1.3e-05", expected: .differs),
        Row(old: "3 of 10", new: "4 of 10", expected: .differs),
        Row(old: "tensor([1., 2.])", new: "tensor([1., 3.])", expected: .differs),
        Row(old: "tensor([ 0.1000, -0.2000])", new: "tensor([ 0.1001, -0.2000])", expected: .close),
        Row(old: "tensor([-0.0000, 0.1000])", new: "tensor([0.0000, 0.1000])", expected: .close),
        Row(old: "conv2d 0.5", new: "conv1d 0.5", expected: .differs),
        Row(old: "torch 2.13.0", new: "torch 2.14.0", expected: .differs),
        Row(old: "nan", new: "inf", expected: .differs),
        Row(old: "done in ... s, 3 rows", new: "done in 12.7 s, 3 rows", expected: .masked),
        Row(old: "done in ... s, 3 rows", new: "done in 12.7 s, 4 rows", expected: .differs),
        Row(old: "done in 1.5 s", new: "done in \u{E002} s", expected: .masked),
        Row(old: "3-4", new: "3-5", expected: .differs),
        Row(old: "1,000 items", new: "1,001 items", expected: .differs),
        Row(old: "정확도 97.7 %", new: "정확도 97.8 %", expected: .close),
        Row(old: "acc: 97.70 %", new: "acc: 98.20 %", expected: .close, check: "acc±1pp"),
        Row(old: "acc: 97.70 %", new: "acc: 99.20 %", expected: .differs, check: "acc±1pp"),
        Row(old: "accuracy 9770/10000", new: "accuracy 9799/10000", expected: .close, check: "acc±1pp"),
        Row(old: "acc 0.977", new: "acc 0.985", expected: .close, check: "acc±1pp"),
        Row(old: "loss 0.977", new: "loss 0.985", expected: .differs, check: "acc±1pp"),
        Row(old: "loss 0.977", new: "loss 0.985", expected: .close, check: "rtol=1e-2"),
        Row(old: "loss 0.90", new: "loss 0.95", expected: .close, check: "acc±1pp, loss±0.05"),
        Row(old: "loss 0.90", new: "loss 0.99", expected: .close, check: "loss±20%"),
        Row(old: "anything", new: "else", expected: .masked, check: "ignore"),
    ]

    @Test(arguments: rows)
    func lines(row: Row) throws {
        let marker = "# %% check=\"\(row.check ?? "rtol=1e-5")\"\n1\n"
        let cell = try #require(try Notebook(text: marker, fileName: "a.py").cells.first)
        let (rules, misunderstood) = CheckRules.of(cell)
        #expect(misunderstood == nil)
        let verdict = OutputComparison(rules: rules).compare(CellRecord(lines: [row.old]), with: [row.new])
        let result: Expected =
            switch verdict {
            case .same: .same
            case .withinTolerance: .close
            case .ignored: .masked
            case .differs: .differs
            }
        #expect(result == row.expected)
    }

    @Test func differencesNameTheNumber() {
        let record = CellRecord(lines: ["step 1 loss 0.50", "step 2 loss 0.40"])
        let verdict = OutputComparison().compare(record, with: ["step 1 loss 0.50", "step 2 loss 0.45"])
        guard case .differs(let differences) = verdict else {
            Issue.record("no difference is found")
            return
        }
        #expect(differences.count == 1 && differences[0].old == "step 2 loss 0.40")
        let number = differences[0].number
        #expect(number?.old == "0.40" && number?.new == "0.45")
        #expect(number.map(ReportPrinter.sentence) == "0.40 became 0.45; ±0.01 is allowed")
    }

    @Test func insertedLinesAreFound() {
        let record = CellRecord(lines: ["a", "b", "c"])
        let verdict = OutputComparison().compare(record, with: ["a", "new", "b", "c"])
        #expect(verdict == .differs([.init(old: nil, new: "new")]))
        #expect(
            OutputComparison().compare(CellRecord(lines: ["a", "...", "c"]), with: ["a", "1", "2", "c"])
                == .ignored("parts that differ from run to run"))
    }

    @Test(arguments: ["acc", "rtol=x", "±1", "loss±", "rtol=-1"])
    func misunderstoodChecksAreRefused(check: String) throws {
        let notebook = try Notebook(text: "# %% check=\"\(check)\"\n1\n#> 1\n", fileName: "a.py")
        #expect(throws: NotebookError.self) { try NotebookJudge(notebook) }
    }
}
