import Testing

@testable import GradusNotebook

/// Jupyter notebooks: what is read, refused, and given back.
@Suite struct JupyterTests {
    static func document(_ cells: String, version: Int = 4) -> String {
        "{\n \"cells\": [\(cells)],\n \"metadata\": {},\n \"nbformat\": \(version),\n \"nbformat_minor\": 5\n}\n"
    }

    static let code = """
        {"cell_type": "code", "id": "a", "metadata": {"tags": ["x"], "title": "T"}, "execution_count": 1, "outputs": [
        {"output_type": "stream", "name": "stdout", "text": ["one\\n", "two\\n"]},
        {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "3"}},
        {"output_type": "error", "ename": "TypeError", "evalue": "bad", "traceback": []}],
        "source": ["%matplotlib inline\\n", "x = 1"]}
        """

    @Test func cellsAreRead() throws {
        let text = Self.document(Self.code + ", {\"cell_type\": \"markdown\", \"metadata\": {}, \"source\": \"# Hi\"}")
        let notebook = try JupyterReader.read(text, fileName: "a.ipynb")
        #expect(notebook.cells.count == 2 && notebook.codeCells.count == 1)
        let cell = notebook.cells[0]
        #expect(cell.title == "T" && cell.tags == ["x"] && cell.number == 1)
        #expect(cell.source == "%matplotlib inline\nx = 1")
        #expect(cell.runnableSource == "# %matplotlib inline\nx = 1")
        #expect(cell.record.lines == ["one", "two", "3", "TypeError: bad"])
        #expect(notebook.text == text)
        #expect(notebook.scriptText == "# %% T tags=[\"x\"]\n# %matplotlib inline\nx = 1\n\n# %% [markdown]\n# # Hi\n")
    }

    /// Python's json writes numbers that JSON does not have, and halves of surrogate pairs.
    @Test func whatPythonWritesIsRead() throws {
        let output =
            "{\"output_type\": \"display_data\", \"metadata\": {}, "
            + "\"data\": {\"application/json\": [NaN, Infinity, -Infinity, -1]}}"
        let text = Self.document(
            "{\"cell_type\": \"code\", \"source\": \"'\\ud83d\\\"' # \\ud83d\\ude00 \\ud83d\\u0041\", "
                + "\"outputs\": [\(output)]}")
        let notebook = try JupyterReader.read(text, fileName: "a.ipynb")
        #expect(notebook.cells[0].source == "'\u{FFFD}\"' # \u{1F600} \u{FFFD}A")
        #expect(notebook.text == text)
    }

    @Test(arguments: [
        ("", "the document ends too early"), ("{", "a key in quotes is missing"), ("[]", "is one JSON object"),
        ("{\"a\": 1}", "'nbformat' is missing"), ("{\"nbformat\": 4}", "the list 'cells' is missing"),
        ("{\"nbformat\": 4,\n \"cells\": [}", "line 2"), (document("", version: 3), "format 3"),
        (document("{\"cell_type\": \"heading\", \"source\": \"\"}"), "'cell_type' must be"),
        (document("{\"cell_type\": \"code\", \"source\": 3}"), "'source' must be"),
        (String(repeating: "[", count: 100_000), "nested more than"), ("{\"nbformat\": 4} x", "more text follows"),
    ])
    func othersAreRefused(text: String, message: String) {
        let error = #expect(throws: NotebookError.self) { try JupyterReader.read(text, fileName: "a.ipynb") }
        #expect(error?.message.contains(message) ?? false, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        ("%time x = 1", "x = 1"), ("for i in y:\n    %time f(i)", "for i in y:\n    f(i)"), ("%time", "# %time"),
        ("%timeit f()", "# %timeit f()"), ("pip install torch", "# pip install torch"),
        ("cd /content", "# cd /content"),
        ("ls data", "# ls data"), ("ls", "# ls"), ("pip = 1\nls - 1\ncd in x", "pip = 1\nls - 1\ncd in x"),
        ("!wget a \\\n  -O b\nx = 1", "# !wget a \\\n#   -O b\nx = 1"), ("%%capture\nx = 1", "# %%capture\nx = 1"),
        (
            "%%writefile -a a b.py\ns = \"\\n\"\n",
            "__import__(\"_jupyter\").writefile(\"a b.py\", \"s = \\\"\\\\n\\\"\\n\", append=True)"
        ), ("%%writefile\nx", "# %%writefile\n# x"), ("!ls -l", "# !ls -l"), ("  !ls", "  pass  # !ls"),
        ("x = a % b", "x = a % b"),
        ("%%bash\necho 1", "# %%bash\n# echo 1"), ("%%time\nx = 1", "# %%time\nx = 1"), ("torch.nn?", "# torch.nn?"),
        ("s = \"\"\"\n%no\n\"\"\"", "s = \"\"\"\n%no\n\"\"\""), ("x = (5\n% 3)", "x = (5\n% 3)"),
    ])
    func magicsBecomeComments(source: String, runnable: String) {
        #expect(LineMagic.runnable(source) == runnable)
    }

    /// A notebook that was exported and written as a script again is the script it was.
    @Test func tenThousandNotebooksComeBack() throws {
        let bodies = [
            "x = 1", "def f():\n    return 1", "class A:\n    pass\n\n\nclass B:\n    pass",
            "for i in x:\n    print(i)",
            "s = \"\"\"\n# %% no\n\"\"\"", "# a comment", "x = [\n    1,\n]", "@decorated\ndef g(): pass", "",
            "y = '가나다'",
            "print(1)\n#> 1\n#>= 0123abcd", "import os", "x\n\n\n\ny", "# %matplotlib inline",
        ]
        let markers = [
            "# %%", "# %% Title", "# %% tags=[\"a\", \"b\"]", "# %% 제목 tags=[\"x\"]", "# %%% deeper",
            "# %% name=\"y = 1\"",
        ]
        let texts = ["# # Heading\n#\n# text", "# one line", "\"\"\"\nquoted\n\"\"\"", "# - a\n# - b", "# 한국어"]
        var generator = SeededGenerator(state: 11)
        for _ in 0..<10_000 {
            var text = ""
            for _ in 0..<Int.random(in: 1...5, using: &generator) {
                if Int.random(in: 0..<4, using: &generator) == 0 {
                    text += "# %% [markdown]\n" + (texts.randomElement(using: &generator) ?? "")
                } else {
                    text +=
                        (markers.randomElement(using: &generator) ?? "") + "\n"
                        + (bodies.randomElement(using: &generator) ?? "")
                }
                text += ["\n", "\n\n", "\n\n\n"].randomElement(using: &generator) ?? "\n"
            }
            while text.hasSuffix("\n\n") { text.removeLast() }
            let notebook = try Notebook(text: text, fileName: "a.py")
            #expect(notebook.text == text)
            let json = Exporter(notebook, events: nil).text(.ipynb)
            let back = try JupyterReader.read(json, fileName: "a.ipynb").scriptText
            guard back == text else {
                Issue.record("\(text.debugDescription) comes back as \(back.debugDescription)")
                return
            }
        }
    }
}
