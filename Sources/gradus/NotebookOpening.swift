import GradusEngine
import GradusNotebook
import GradusTerminal

/// Commands that print to the console and give an exit status.
protocol ConsoleCommand {
    mutating func perform(console: Console) -> Int32
}

/// What the commands on notebooks have in common.
enum NotebookOpening {
    /// Reads a notebook and says what is odd about it; nil after an error message.
    static func open(_ path: String, console: Console) -> (notebook: Notebook?, status: Int32) {
        do throws(NotebookError) {
            let notebook = try Notebook(path: path)
            for warning in notebook.warnings {
                console.writeError("gradus: warning: \(path), \(warning.message)\n")
            }
            return (notebook, ExitStatus.success)
        } catch {
            var hint = ""
            if case .unreadable = error { hint = Suggestion.forMissingNotebook(path) }
            console.writeError("gradus: \(error.message)\(hint)\n")
            return (nil, error.exitStatus)
        }
    }

    /// A fresh interpreter for a notebook.
    /// - Parameter showsPictures: whether plots are drawn.
    static func session(
        for path: String, console: Console, recordsShapes: Bool = false, showsPictures: Bool = true
    ) -> Session {
        var options = SessionOptions()
        options.arguments = [path]
        options.recordsShapes = recordsShapes
        options.modulePath = modulePath(for: path)
        options.isJupyter = path.hasSuffix(".ipynb")
        options.showsOpenFigures = options.isJupyter
        options.showsRichForms = options.isJupyter
        options.readLine = lineReader(console)
        options.showsPictures = showsPictures
        let session = Session(options: options)
        session.onFlush { console.flushText() }
        return session
    }

    /// Where a notebook's modules are looked for: Jupyter runs in the folder where `%%writefile` writes.
    static func modulePath(for path: String) -> [String] {
        let folder = ScriptRunner.folder(of: path)
        return path.hasSuffix(".ipynb") && folder != "." ? [folder, "."] : [folder]
    }

    static func timeLimit(_ seconds: Double?) -> TimeLimit? {
        seconds.map { TimeLimit(seconds: $0, start: { CellTimer.start(seconds: $0) }, stop: { CellTimer.stop() }) }
    }
}

extension NotebookError {
    /// A file that is not there is a mistake in the command line; a file that is no notebook is its own kind.
    var exitStatus: Int32 {
        if case .unreadable = self { return ExitStatus.usage }
        return ExitStatus.notebook
    }
}
