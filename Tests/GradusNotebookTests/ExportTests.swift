import GradusEngine
import Testing

@testable import GradusNotebook

/// Pages and other forms.
@Suite struct ExportTests {
    @Test(arguments: [
        ("# A *b*", "<h1 id=\"a-b\">A <em>b</em></h1>\n"), ("a\nb", "<p>a\nb</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"), ("`a < b`", "<p><code>a &lt; b</code></p>\n"),
        ("**b** and _c_ snake_case_name", "<p><strong>b</strong> and <em>c</em> snake_case_name</p>\n"),
        ("[t](https://a.b)", "<p><a href=\"https://a.b\">t</a></p>\n"),
        ("[t](javascript:alert)", "<p>[t](javascript:alert)</p>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("```\nx = 1\n```", "<pre><code>x = <span class=\"number\">1</span></code></pre>\n"),
        ("> q", "<blockquote>\n<p>q</p>\n</blockquote>\n"), ("---", "<hr>\n"), ("Wow!", "<p>Wow!</p>\n"),
        ("![a](http://x/y.png)", "<p><span class=\"missing\">[a]</span></p>\n"),
        (
            "| a | b |\n| - | - |\n| 1 | 2 |",
            "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead><tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody></table>\n"
        ),
        ("# 한국어 제목", "<h1 id=\"한국어-제목\">한국어 제목</h1>\n"),
    ])
    func markdownBecomesHTML(markdown: String, html: String) {
        var renderer = MarkdownHTML()
        #expect(renderer.html(markdown) == html)
    }

    /// What Jupyter keeps beside the text of a cell: attached pictures, colours and bars in outputs.
    @Test(arguments: [
        (
            "{\"cell_type\": \"markdown\", \"attachments\": {\"a b.png\": {\"image/png\": \"iVBO\\n\"}}, "
                + "\"source\": \"![p](attachment:a%20b.png)\"}",
            "<p><img src=\"data:image/png;base64,iVBO\" alt=\"p\"></p>\n"
        ),
        (
            "{\"cell_type\": \"code\", \"source\": \"x\", \"outputs\": [{\"output_type\": \"stream\", \"name\": \"stdout\", "
                + "\"text\": [\"\\u001b[31mred\\u001b[0m\\n\", \"10%\\r100%\\n\"]}]}", "<samp>red\n100%\n</samp>"
        ),
        (
            "{\"cell_type\": \"code\", \"source\": \"x\", \"outputs\": [{\"output_type\": \"error\", \"ename\": \"E\", "
                + "\"evalue\": \"v\", \"traceback\": [\"\\u001b[0;31mE\\u001b[0m: v\"]}]}", "<samp>E: v</samp>"
        ),
    ])
    func pagesOfJupyterNotebooks(cell: String, html: String) throws {
        let notebook = try JupyterReader.read(JupyterTests.document(cell), fileName: "a.ipynb")
        let page = Exporter(notebook, events: nil).text(.html)
        #expect(page.contains(html), "\(page)")
    }

    /// Any text becomes a page, and ends.
    @Test func anyMarkdownIsRendered() {
        let pieces = [
            "#", "# a", "- ", "- a", "  - b", "1. c", "```", "> ", ">", "|", "| a |", "|-|", "*", "**", "_", "`", "[",
            "](", ")", "![", "\\", "<", " ", "\n", "\n\n", "가",
        ]
        var generator = SeededGenerator(state: 5)
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            var renderer = MarkdownHTML()
            let html = renderer.html(text)
            #expect(!html.contains("<script"))
        }
    }

    @Test func tagsHideParts() throws {
        let text = """
            # %% a tags=["hide-input"]
            secret = 1
            #> shown
            # %% b tags=["hide-output"]
            visible = 1
            #> hidden
            # %% c tags=["remove-cell"]
            gone = 1
            #> gone too

            """
        let exporter = Exporter(try Notebook(text: text, fileName: "a.py"), events: nil)
        #expect(exporter.text(.md) == "```text\nshown\n```\n\n```python\nvisible = 1\n```\n")
        let html = exporter.text(.html)
        #expect(
            !html.contains("secret") && html.contains("shown") && html.contains("visible") && !html.contains("gone"))
    }

    @Test func sameInputGivesSameBytes() throws {
        let notebook = try Notebook(text: "# %% [markdown]\n# # T\n# %% a\nx\n#> 1\n", fileName: "a.py")
        for format in Exporter.Format.allCases {
            #expect(Exporter(notebook, events: nil).text(format) == Exporter(notebook, events: nil).text(format))
        }
    }
}
