import GradusTerminal

/// Which code cells of a notebook run.
public struct CellFilter: Sendable, Equatable {
    public var selection: CellSelection?
    public var first: Int?
    public var last: Int?
    /// Only cells with one of these tags.
    public var only: [String] = []
    /// No cells with one of these tags.
    public var skipped: [String] = []

    public init() {}

    public var isSelective: Bool {
        selection != nil || first != nil || last != nil || !only.isEmpty || !skipped.isEmpty
    }

    public func contains(_ cell: NotebookCell) -> Bool {
        guard let number = cell.number else { return false }
        if let selection, !selection.contains(number) { return false }
        if let first, number < first { return false }
        if let last, number > last { return false }
        if !only.isEmpty, !only.contains(where: cell.tags.contains) { return false }
        return !skipped.contains(where: cell.tags.contains)
    }
}

/// Why a cell or a tag that the command line names is not there.
public struct CellNameError: Error, Sendable, Equatable {
    public var message: String

    public init(message: String) {
        self.message = message
    }
}

extension Notebook {
    /// The number of a code cell that is given by number, title or name.
    public func cellNumber(named word: String) throws(CellNameError) -> Int {
        let cells = codeCells
        let matches = cells.filter { $0.title == word || $0.metadata["name"] == .string(word) }.compactMap(\.number)
        if matches.count == 1 { return matches[0] }
        if matches.count > 1 {
            let numbers = matches.map(String.init).joined(separator: " and ")
            throw CellNameError(message: "cells \(numbers) of '\(fileName)' are all called \"\(word)\"; use the number")
        }
        if let number = Int(word) {
            guard number >= 1, number <= cells.count else {
                throw CellNameError(message: "there is no cell \(word); '\(fileName)' has \(cells.count) code cells")
            }
            return number
        }
        let hint = Spelling.nearest(to: word, in: cells.compactMap(\.title)).map { "; did you mean \"\($0)\"?" } ?? ""
        throw CellNameError(message: "no cell of '\(fileName)' is called \"\(word)\"\(hint)")
    }

    /// Refuses a tag that no code cell has.
    public func checkTag(_ tag: String) throws(CellNameError) {
        let tags = codeCells.flatMap(\.tags)
        guard !tags.contains(tag) else { return }
        let hint = Spelling.nearest(to: tag, in: tags).map { "; did you mean '\($0)'?" } ?? ""
        throw CellNameError(message: "no cell of '\(fileName)' has the tag '\(tag)'\(hint)")
    }
}
