/// One piece of code to execute: a notebook cell, an entry at the prompt, a script.
public struct Cell: Sendable {
    public var source: String
    /// What tracebacks call the file: a path, `<stdin>`, `<string>`.
    public var fileName: String
    /// From 1; nil for a script or `-c`.
    public var number: Int?
    public var title: String?
    /// Line of the file (from 1) that holds the first line of `source`.
    public var firstLine: Int
    /// A trailing expression's value becomes the result (as in a notebook), instead of being thrown away (as in a script).
    public var showsResult: Bool

    public init(
        source: String, fileName: String, number: Int? = nil, title: String? = nil, firstLine: Int = 1,
        showsResult: Bool = true
    ) {
        self.source = source
        self.fileName = fileName
        self.number = number
        self.title = title
        self.firstLine = firstLine
        self.showsResult = showsResult
    }
}
