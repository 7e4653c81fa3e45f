/// Why a file is no notebook. All of them end the command with exit status 4.
public enum NotebookError: Error, Sendable, Equatable {
    case unreadable(file: String, reason: String)
    case notText(file: String, byte: Int)
    case indentedMarker(file: String, line: Int)
    case unsupportedFormat(file: String, format: String)

    public var message: String {
        switch self {
        case .unreadable(let file, let reason):
            "can't open notebook '\(file)': \(reason)"
        case .notText(let file, let byte):
            "\(file): not a text file (byte \(byte) is not UTF-8)"
        case .indentedMarker(let file, let line):
            "\(file), line \(line): a cell marker inside an indented block would cut the block in two; "
                + "move '# %%' to the left edge, between statements, or reword the comment"
        case .unsupportedFormat(let file, let format):
            "\(file): \(format) notebooks are not read yet; convert it to a percent script (# %% cells) first"
        }
    }
}
