import GradusEngine

/// Completion of commands of the prompt and their arguments.
package enum MagicCompletion {
    /// What the arguments of a command are.
    enum Kind: Sendable, Equatable {
        case nothing, names, variables, files, code
        case words([String])
    }

    /// nil where the text is code, for which the session has candidates.
    package static func candidates(in text: String, at offset: Int) -> (range: Range<Int>, candidates: [String])? {
        let typed = String(decoding: text.utf8.prefix(offset), as: UTF8.self)
        guard typed.hasPrefix("%"), !typed.contains("\n") else {
            return typed.hasPrefix("!") && !typed.contains("\n") ? files(typed, offset) : nil
        }
        let isCell = typed.hasPrefix("%%")
        let start = isCell ? 2 : 1
        guard let space = typed.firstIndex(of: " ") else {
            let word = typed.dropFirst(start)
            let names = isCell ? CellMagic.all.map(\.name) : Magic.all.flatMap { [$0.name] + $0.aliases }
            return (start..<offset, names.filter { $0.hasPrefix(word) }.sorted())
        }
        let name = String(typed[..<space].dropFirst(start))
        let kind = isCell ? (name == "writefile" ? Kind.files : .code) : Magic.find(name)?.completes ?? .nothing
        switch kind {
        case .files: return files(typed, offset)
        case .words(let words):
            let word = typed.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
            return (offset - word.utf8.count..<offset, words.filter { $0.hasPrefix(word) })
        case .nothing: return (offset..<offset, [])
        case .names, .variables, .code: return nil
        }
    }

    private static func files(_ typed: String, _ offset: Int) -> (range: Range<Int>, candidates: [String]) {
        let word = typed.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
        return FileCompletion.candidates(String(word), end: offset)
    }
}
