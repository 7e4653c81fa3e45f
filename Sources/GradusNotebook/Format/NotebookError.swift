/// Why a file is no notebook. All of them end the command with exit status 4.
public enum NotebookError: Error, Sendable, Equatable {
    case unreadable(file: String, reason: String)
    case notText(file: String, byte: Int)
    case indentedMarker(file: String, line: Int)
    /// Not the JSON of a Jupyter notebook.
    case notJupyter(file: String, line: Int, reason: String)
    case jupyterVersion(file: String, version: Int)
    /// A cell, counted from 1, that is not as the format wants it.
    case jupyterCell(file: String, index: Int, reason: String)
    /// Something written on a marker line that is not understood.
    case wrongMetadata(file: String, line: Int, reason: String)

    public var message: String {
        switch self {
        case .unreadable(let file, let reason):
            "can't open notebook '\(file)': \(reason)"
        case .notText(let file, let byte):
            "\(file): not a text file (byte \(byte) is not UTF-8)"
        case .indentedMarker(let file, let line):
            "\(file), line \(line): a cell marker inside an indented block would cut the block in two; "
                + "move '# %%' to the left edge, between statements, or reword the comment"
        case .notJupyter(let file, let line, let reason):
            "\(file), line \(line): not a Jupyter notebook: \(reason)"
        case .jupyterVersion(let file, let version):
            "\(file): this is a Jupyter notebook of format \(version); format 4 is read. "
                + "'jupyter nbconvert --to notebook' converts it"
        case .jupyterCell(let file, let index, let reason):
            "\(file): not a Jupyter notebook: cell \(index): \(reason)"
        case .wrongMetadata(let file, let line, let reason):
            "\(file), line \(line): \(reason)"
        }
    }
}
