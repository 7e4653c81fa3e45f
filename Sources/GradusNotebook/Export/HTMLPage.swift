import GradusEngine

/// A notebook as one HTML file that needs nothing else: no requests, no scripts; light or dark as the reader's system is.
struct HTMLPage {
    let notebook: Notebook
    let events: [Int: [Event]]?

    /// The text of a cell with its attached pictures in it.
    private static func withPictures(_ cell: NotebookCell) -> String {
        cell.attachments.reduce(cell.source) { text, attachment in
            let name = attachment.key.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "%20")
            return text.split(separator: "](attachment:\(attachment.key)", omittingEmptySubsequences: false)
                .joined(separator: "](\(attachment.value)")
                .split(separator: "](attachment:\(name)", omittingEmptySubsequences: false)
                .joined(separator: "](\(attachment.value)")
        }
    }

    func text() -> String {
        var markdown = MarkdownHTML()
        var body = ""
        var contents: [(level: Int, text: String, anchor: String)] = []
        for cell in notebook.cells where !cell.isRemoved {
            let before = markdown.headings.count
            if cell.kind == .markdown {
                body += "<section class=\"text\">\n" + markdown.html(Self.withPictures(cell)) + "</section>\n"
                contents += markdown.headings[before...]
            } else if cell.kind == .code {
                let exported = ExportedCell(cell, events: events.map { $0[cell.number ?? 0] ?? [] })
                let anchor = markdown.anchor(for: "cell \(cell.number ?? 0)")
                if let title = cell.title { contents.append((4, title, anchor)) }
                body += Self.code(exported, anchor: anchor)
            }
        }
        let title = contents.first { $0.level == 1 }?.text ?? Self.name(of: notebook.fileName)
        let links = contents.map { entry in
            "<li class=\"level\(entry.level)\"><a href=\"#\(entry.anchor)\">\(ReportPrinter.escaped(entry.text))</a></li>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="\(language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="Gradus">
            <title>\(ReportPrinter.escaped(title))</title>
            <style>
            \(Self.style)</style>
            </head>
            <body>
            <a class="skip" href="#content">Skip to the content</a>
            <nav aria-label="Contents"><h2>Contents</h2>
            <ul>
            \(links.joined())</ul>
            </nav>
            <main id="content">
            \(body)</main>
            <footer><p>Made by Gradus from \(ReportPrinter.escaped(Self.fileName(notebook.fileName))).</p></footer>
            </body>
            </html>

            """
    }

    /// Korean when much of the text is.
    private var language: String {
        let scalars = notebook.cells.filter { $0.kind == .markdown }.flatMap { $0.source.unicodeScalars }
        let korean = scalars.count { (0xAC00...0xD7A3).contains($0.value) }
        return korean * 5 > scalars.count ? "ko" : "en"
    }

    private static func fileName(_ path: String) -> String {
        path.split(separator: "/").last.map { String($0) } ?? path
    }

    private static func name(of path: String) -> String {
        let file = fileName(path)
        return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    }

    private static func code(_ cell: ExportedCell, anchor: String) -> String {
        let number = cell.cell.number ?? 0
        let title = cell.cell.title ?? "Cell \(number)"
        var html = "<section class=\"code\" id=\"\(anchor)\" aria-label=\"\(ReportPrinter.escaped(title))\">\n"
        if !cell.cell.hidesInput, !cell.source.isEmpty {
            html +=
                "<details open><summary><span class=\"count\">[\(number)]</span> \(ReportPrinter.escaped(title))</summary>\n"
            html += "<pre tabindex=\"0\"><code>" + CodeHTML.html(cell.source) + "</code></pre>\n</details>\n"
        }
        for output in cell.outputs {
            switch output {
            case .text(let text):
                guard !text.isEmpty else { continue }
                html += "<pre class=\"output\" tabindex=\"0\"><samp>\(ReportPrinter.escaped(text))</samp></pre>\n"
            case .error(let text):
                html += "<pre class=\"output error\" tabindex=\"0\"><samp>\(ReportPrinter.escaped(text))</samp></pre>\n"
            case .picture(let png, let text):
                let alternative = ReportPrinter.escaped(text.isEmpty ? "picture of cell \(number)" : text)
                html += "<figure><img src=\"data:image/png;base64,\(png)\" alt=\"\(alternative)\">"
                html += "<figcaption>\(alternative)</figcaption></figure>\n"
            }
        }
        if !cell.shapes.isEmpty {
            html +=
                "<details class=\"shapes\"><summary>Shapes</summary>\n<table><thead><tr><th scope=\"col\">operation</th>"
            html +=
                "<th scope=\"col\">shape</th><th scope=\"col\">type</th><th scope=\"col\">why</th></tr></thead><tbody>\n"
            for row in cell.shapes {
                let shape = "[" + row.shape.map(String.init).joined(separator: ", ") + "]"
                html +=
                    "<tr>"
                    + [row.name, shape, row.dtype, row.why].map { "<td>\(ReportPrinter.escaped($0))</td>" }.joined()
                    + "</tr>\n"
            }
            html += "</tbody></table></details>\n"
        }
        return html + "</section>\n"
    }

    private static let style = """
        :root { --text: #1b1f24; --back: #ffffff; --soft: #f3f4f6; --line: #d0d7de; --link: #0550ae; --dim: #57606a;
          --keyword: #a0111f; --string: #0a3069; --number: #0550ae; --comment: #57606a; --builtin: #6639ba; --error: #a0111f; }
        @media (prefers-color-scheme: dark) {
          :root { --text: #e6edf3; --back: #0d1117; --soft: #161b22; --line: #30363d; --link: #79c0ff; --dim: #9198a1;
            --keyword: #ff7b72; --string: #a5d6ff; --number: #79c0ff; --comment: #9198a1; --builtin: #d2a8ff; --error: #ff7b72; } }
        * { box-sizing: border-box; }
        body { margin: 0; color: var(--text); background: var(--back); font: 17px/1.55 system-ui, sans-serif;
          display: grid; grid-template-columns: minmax(12rem, 17rem) minmax(0, 52rem); gap: 0 2.5rem; padding: 0 1.5rem; }
        nav { position: sticky; top: 0; max-height: 100vh; overflow: auto; padding: 1rem 0; font-size: 0.85rem; }
        nav h2 { font-size: 0.9rem; margin: 0.5rem 0; color: var(--dim); }
        nav ul { list-style: none; margin: 0; padding: 0; }
        nav .level2 { padding-left: 0.8rem; } nav .level3, nav .level4 { padding-left: 1.6rem; }
        main { min-width: 0; padding: 1rem 0 3rem; }
        footer { grid-column: 2; color: var(--dim); font-size: 0.85rem; }
        a { color: var(--link); }
        .skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: 1rem; background: var(--back); padding: 0.5rem; }
        pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: 0.7rem 0.9rem; overflow: auto;
          font: 14px/1.5 ui-monospace, monospace; margin: 0.4rem 0; }
        pre.output { background: none; border-left-width: 4px; }
        pre.error { border-left-color: var(--error); }
        code, samp { font-family: ui-monospace, monospace; } p code, li code, td code { font-size: 0.9em; }
        summary { cursor: pointer; color: var(--dim); } .count { font-family: ui-monospace, monospace; }
        table { border-collapse: collapse; font-size: 0.9rem; } th, td { border: 1px solid var(--line); padding: 0.2rem 0.6rem; text-align: left; }
        figure { margin: 0.5rem 0; } figure img { min-width: 8rem; max-width: 100%; image-rendering: pixelated; }
        figcaption { color: var(--dim); font-size: 0.8rem; }
        .keyword { color: var(--keyword); } .string { color: var(--string); } .number { color: var(--number); }
        .comment { color: var(--comment); font-style: italic; } .builtin, .decorator, .magic { color: var(--builtin); }
        @media (max-width: 60rem) { body { display: block; } nav { position: static; max-height: none; } }
        @media print { nav { display: none; } body { display: block; } }

        """
}
