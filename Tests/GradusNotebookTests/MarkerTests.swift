import Testing

@testable import GradusNotebook

/// Marker lines that Jupytext and other editors disagree about; what is right is said in docs and by their authors.
@Suite struct MarkerTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var line: String
        var title: String?
        var kind = NotebookCell.Kind.code
        var keys: [String] = []
        var testDescription: String { line }
    }

    static let markers = [
        Row(line: "# %% y = ax + b", title: "y = ax + b"),
        Row(line: "# %% y = ax + b tags=[\"a\"]", title: "y = ax + b", keys: ["tags"]),
        Row(line: "# %% f(x) = {x}", title: "f(x) = {x}"),
        Row(line: "# %% a=b c", title: "a=b c"),
        Row(line: "# %% name=\"y = ax + b\"", title: "y = ax + b", keys: ["name"]),
        Row(line: "# %%[markdown]", title: nil, kind: .markdown),
        Row(line: "# %%[markdown] tags=[\"x\"]", title: nil, kind: .markdown, keys: ["tags"]),
        Row(line: "# %% tags=[\"a\"] [markdown]", title: "tags=[\"a\"] [markdown]"),
        Row(line: "# %%%", title: nil),
        Row(line: "# %%   spaces   ", title: "spaces"),
        Row(line: "# %% 한국어 제목 [markdown]", title: "한국어 제목", kind: .markdown),
        Row(line: "# %% [markdownish]", title: "[markdownish]"),
        Row(line: "# <markdowncell>", title: nil, kind: .markdown),
    ]

    @Test(arguments: markers)
    func isRead(row: Row) throws {
        let marker = try #require(CellMarker(line: row.line[...]))
        if row.line.contains("] [markdown]") {
            // Metadata before the type: a code cell, as other tools read it, with a warning.
            #expect(marker.kind == .code && marker.warning == .metadataBeforeCellType)
            #expect(marker.metadata.tags == ["a"])
            return
        }
        #expect(marker.title == row.title)
        #expect(marker.kind == row.kind)
        #expect(marker.metadata.entries.map(\.key) == row.keys)
    }

    @Test(arguments: ["# %%title", "#%%time", "x # %%", "%%", "## %%", "# In[x]", "# In[3] more", "# < codecell>", "#"])
    func isNone(line: String) {
        #expect(CellMarker(line: line[...]) == nil)
    }

    @Test func missingSpaceIsWarnedAbout() throws {
        let notebook = try Notebook(text: "# %% One\n1\n# %%[markdown]\n# text\n", fileName: "a.py")
        #expect(notebook.warnings == [NotebookWarning(kind: .noSpaceBeforeCellType, line: 3)])
        #expect(notebook.cells[1].source == "text")
    }

    static let expectations: [(String, ExpectedFailure?)] = [
        ("# %%", nil), ("# %% tags=[\"raises-exception\"]", .anything),
        ("# %% raises=\"TypeError\"", .type("TypeError")),
        ("# %% raises=\"TypeError\" tags=[\"raises-exception\"]", .type("TypeError")), ("# %% raises=true", .anything),
    ]

    @Test(arguments: expectations)
    func expectedFailure(line: String, expected: ExpectedFailure?) throws {
        #expect(try Notebook(text: line + "\n1\n", fileName: "a.py").cells[0].expectedFailure == expected)
    }
}
