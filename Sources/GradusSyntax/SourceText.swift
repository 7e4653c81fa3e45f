/// One text that code comes from: a file, a notebook cell, a line typed at the prompt.
public final class SourceText: Sendable {
    /// What a traceback calls it: a path, `<stdin>`, `<cell 3>`.
    public let name: String
    /// The title of the notebook cell, where there is one.
    public let cellTitle: String?
    public let bytes: [UInt8]
    /// Line number (from 1) of the first line: a cell's place in its notebook.
    public let firstLine: Int
    /// Byte offset at which each line starts.
    public let lineStarts: [Int]

    public init(name: String, text: String, firstLine: Int = 1, cellTitle: String? = nil) {
        self.name = name
        self.cellTitle = cellTitle
        self.firstLine = firstLine
        self.bytes = Array(text.utf8)
        var starts = [0]
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x0A {
                starts.append(index)
            } else if byte == 0x0D {
                if index < bytes.count, bytes[index] == 0x0A { index += 1 }
                starts.append(index)
            }
        }
        self.lineStarts = starts
    }

    /// The line number (from `firstLine`) that holds the byte offset.
    public func line(at offset: Int) -> Int { firstLine + lineIndex(at: offset) }

    /// The index from 0 of the line that holds the byte offset.
    public func lineIndex(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The bytes of a line without its end-of-line characters.
    public func lineBytes(_ index: Int) -> ArraySlice<UInt8> {
        guard index >= 0, index < lineStarts.count else { return [] }
        let start = lineStarts[index]
        var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return bytes[start..<end]
    }

    /// A line's text without its end-of-line characters.
    public func lineText(_ index: Int) -> String { String(decoding: lineBytes(index), as: UTF8.self) }
}
