extension Notebook {
    /// Reads a notebook from disk.
    public init(path: String) throws(NotebookError) {
        let text: String
        do throws(TextFile.Failure) {
            text = try TextFile.read(path: path)
        } catch {
            throw NotebookError(error, file: path)
        }
        if [".md", ".markdown", ".Rmd", ".qmd"].contains(where: path.hasSuffix) {
            throw .wrongMetadata(
                file: path, line: 1,
                reason: "this is a Markdown notebook; 'jupytext --to py:percent' makes a script of it that can be read")
        }
        if path.hasSuffix(".ipynb") {
            self = try JupyterReader.read(text, fileName: path)
        } else {
            try self.init(text: text, fileName: path)
        }
    }
}

extension NotebookError {
    init(_ failure: TextFile.Failure, file: String) {
        self =
            switch failure {
            case .unreadable(let reason): .unreadable(file: file, reason: reason)
            case .notText(let byte): .notText(file: file, byte: byte)
            }
    }
}
