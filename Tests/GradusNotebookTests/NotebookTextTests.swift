import GradusTestSupport
import Testing

@testable import GradusNotebook

/// What is kept, where lines are, and what is refused.
@Suite struct NotebookTextTests {
    @Test func linesAreThoseOfTheFile() throws {
        let text = "#!/usr/bin/env gradus\n\n# %% One\n\nx = 1\n#> 1\ny = 2\n\n# %% [markdown]\n# text\n# %%\nz\n#> 3\n"
        let notebook = try Notebook(text: text, fileName: "a.py")
        #expect(notebook.preamble == "#!/usr/bin/env gradus\n\n")
        #expect(notebook.cells.map(\.firstLine) == [4, 10, 12])
        // A recorded line in the middle leaves an empty line, so that `y = 2` stays on line 7.
        #expect(notebook.cells[0].source == "\nx = 1\n\ny = 2")
        #expect(notebook.cells.map(\.recorded) == [["1"], [], ["3"]])
        #expect(notebook.cells.map(\.number) == [1, nil, 2])
        #expect(notebook.text == text)
    }

    @Test func recordedLinesInsideStringsAreCode() throws {
        let notebook = try Notebook(text: "# %%\nx = \"\"\"\n#> no record\n\"\"\"\n#>\n#> a\n#>b\n", fileName: "a.py")
        #expect(notebook.cells[0].source == "x = \"\"\"\n#> no record\n\"\"\"\n\n\n#>b")
        #expect(notebook.cells[0].recorded == ["", "a"])
    }

    @Test func byteOrderMarkIsNoCode() throws {
        let text = "\u{FEFF}# %% One\nx\n"
        let notebook = try Notebook(text: text, fileName: "a.py")
        #expect(notebook.cells.count == 1 && notebook.cells[0].title == "One")
        #expect(Array(notebook.text.utf8) == Array(text.utf8))
    }

    @Test(arguments: [
        ("# %% Loop\nfor i in x:\n    a\n    # %% inside\n    b\n", 4),
        ("# %%\nif x:\n    # %%\n    y\n", 3),
        ("# %%\nx = [\n    1,\n    # %% no\n]\n", 4),
        ("def f():\r\n    # %% no\r\n    pass\r\n", 2),
    ])
    func markerInsideBlockIsRefused(text: String, line: Int) {
        #expect(throws: NotebookError.indentedMarker(file: "a.py", line: line)) {
            try Notebook(text: text, fileName: "a.py")
        }
    }

    @Test(arguments: [
        "  # %% One\nx = 1\n", "# %%\nx = 1\n  # %% Two\ny = 2\n", "# %%\nif x:\n    y\n# %%\n  # %%\nz\n",
    ])
    func indentedMarkerBetweenStatementsIsOne(text: String) throws {
        let notebook = try Notebook(text: text, fileName: "a.py")
        #expect(notebook.cells.count == text.split(separator: "\n").count { $0.contains("%%") })
    }

    @Test(
        arguments: [
            ([0x78, 0x0A, 0xFF, 0x0A], 2), ([0x78, 0x00], 1), ([0xEA, 0xB0], 0),
        ] as [([UInt8], Int)])
    func binaryFilesAreRefused(bytes: [UInt8], position: Int) {
        #expect(throws: TextFile.Failure.notText(byte: position)) { try TextFile.text(of: bytes) }
    }

    @Test func missingAndForeignFilesAreRefused() {
        #expect(throws: NotebookError.unreadable(file: "/no/such.py", reason: "No such file or directory")) {
            try Notebook(path: "/no/such.py")
        }
        #expect(throws: NotebookError.unreadable(file: "/no/such.ipynb", reason: "No such file or directory")) {
            try Notebook(path: "/no/such.ipynb")
        }
    }

    /// Random line soup: reading never fails in another way than by the typed error, and loses no byte.
    @Test func anyTextIsGivenBack() {
        let pieces = [
            "# %%", "# %% t = 1", "#%%", "# %% [markdown]", "    # %%", "x = 1", "\"\"\"", "'''", "'", "# it's",
            "#> out",
            "#>", "", "for x in y:", "    z", "\\", "x = [", "]", "# ---", "{", "# %% {\"a\": [", "\u{FEFF}", "한글",
            "x = r'\\'", "# In[1]:", "\t",
        ]
        var generator = SeededGenerator(state: 7)
        for _ in 0..<3000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                text += pieces.randomElement(using: &generator) ?? ""
                text += ["\n", "\n", "\n", "\r\n", ""].randomElement(using: &generator) ?? ""
            }
            guard let notebook = try? Notebook(text: text, fileName: "a.py") else { continue }
            #expect(Array(notebook.text.utf8) == Array(text.utf8))
        }
    }

    /// The cells of a generated notebook come back as they were put in.
    @Test func generatedCellsAreFound() throws {
        var generator = SeededGenerator(state: 3)
        let bodies = [
            "x = 1", "for i in x:\n    print(i)", "s = \"\"\"\n# %% no\n\"\"\"", "y = 'it\\'s'", "# only a comment",
        ]
        for _ in 0..<500 {
            let chosen = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                bodies.randomElement(using: &generator) ?? ""
            }
            let text = chosen.enumerated().map { "# %% Cell \($0.offset)\n\($0.element)\n\n" }.joined()
            let notebook = try Notebook(text: text, fileName: "a.py")
            #expect(notebook.cells.map(\.source) == chosen)
            #expect(notebook.cells.map(\.title) == chosen.indices.map { "Cell \($0)" })
        }
    }

    @Test(arguments: [
        "00_tour", "01_fit_a_line", "02_load_and_look", "03_one_sample", "04_train_one_by_one", "05_train_in_batches",
        "06_validate", "07_shapes_and_contracts", "08_cifar10", "09_optimisers_compared", "10_inside_autograd",
        "11_graduate",
    ])
    func tutorialIsWellFormed(name: String) throws {
        let notebook = try Notebook(path: Repository.path("notebooks/\(name).py"))
        #expect(notebook.warnings.isEmpty)
        #expect(notebook.preamble.isEmpty)
        #expect(notebook.codeCells.allSatisfy { $0.title != nil && !$0.source.isEmpty })
        let last = try #require(notebook.cells.last)
        #expect(last.kind == .markdown && last.source.hasPrefix("## What you should have learnt"))
    }

    /// The Korean notebooks have the code of the English ones, and their own words.
    @Test(arguments: [
        "01_fit_a_line", "02_load_and_look", "03_one_sample", "04_train_one_by_one", "05_train_in_batches",
        "06_validate",
    ])
    func translationsHaveTheSameCode(name: String) throws {
        let english = try Notebook(path: Repository.path("notebooks/\(name).py"))
        let korean = try Notebook(path: Repository.path("notebooks/ko/\(name).py"))
        #expect(english.cells.map(\.kind) == korean.cells.map(\.kind))
        let code = { (notebook: Notebook) in
            notebook.codeCells.map { cell in
                SourceDigest.significantLines(cell.source).filter { !$0.drop { $0 == " " }.hasPrefix("#") }
            }
        }
        #expect(code(english) == code(korean))
        let isKorean = { (text: String) in text.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) } }
        #expect(korean.cells.allSatisfy { $0.kind == .code || isKorean($0.source) })
    }
}

/// A small generator with a seed, so that a failure can be seen again (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
