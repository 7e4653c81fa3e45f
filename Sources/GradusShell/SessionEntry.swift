/// One entry of a session, with what it printed.
public struct SessionEntry {
    package var number: Int
    package var source: String
    /// Text output and results, as far as they are kept.
    package var output = ""
    package var failed = false
    /// The cell of the attached notebook that it was.
    package var notebookCell: Int?
    /// `%rewind` went back to before it.
    package var isUndone = false

    private static let limit = 1 << 16

    package init(number: Int, source: String) {
        self.number = number
        self.source = source
    }

    package mutating func add(output text: String) {
        let room = Self.limit - output.utf8.count
        guard room > 0 else { return }
        output += text.utf8.count <= room ? text : String(decoding: text.utf8.prefix(room), as: UTF8.self) + "…\n"
    }
}
