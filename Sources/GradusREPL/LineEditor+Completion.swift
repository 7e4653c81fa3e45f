@preconcurrency import CReadline
import GradusShell
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension LineEditor {
    /// Readline's own completion commands ask the session as well; nothing else is offered.
    func installCompletion() {
        LineEditorState.wordBreaks.withUnsafeBufferPointer { rl_completer_word_break_characters = $0.baseAddress }
        rl_completion_append_character = 0
        rl_attempted_completion_function = { _, start, end in
            // Without this readline would go on to offer file names.
            rl_attempted_completion_over = 1
            LineEditorState.candidates = LineEditorState.completions(start: Int(start), end: Int(end))
            return rl_completion_matches("") { _, state in
                guard Int(state) < LineEditorState.candidates.count else { return nil }
                return strdup(LineEditorState.candidates[Int(state)])
            }
        }
        guard LineEditorState.isRich else { return }
        rl_completion_display_matches_hook = { matches, count, _ in
            guard let matches, count > 0 else { return }
            let names = (1...Int(count)).compactMap { matches[$0].map { String(cString: $0) } }
            LineEditorState.show(LineEditorState.table(names))
        }
    }
}

extension LineEditorState {
    static let wordBreaks: ContiguousArray<CChar> = ContiguousArray(" \t\n\"\\'`@$><=;|&{}()[],:+-*/%^~!.".utf8CString)
    nonisolated(unsafe) static var candidates: [String] = []
    /// The text for which Tab could do nothing the last time.
    nonisolated(unsafe) private static var stuck: String?

    /// Tab: the longest text that all candidates share; a second Tab lists them.
    static func complete() -> Int32 {
        guard let completer else { return 0 }
        let (range, candidates) = completer(text, point)
        let bytes = bytes
        guard range.lowerBound >= 0, range.lowerBound <= point, let first = candidates.first else {
            rl_ding()
            return 0
        }
        let shared = commonStart(first, candidates)
        let typed = String(decoding: bytes[range.lowerBound..<point], as: UTF8.self)
        if shared != typed, shared.hasPrefix(typed) || candidates.count == 1 {
            replace(range.lowerBound..<point, with: shared)
            stuck = text
            return 0
        }
        guard candidates.count > 1 else { return 0 }
        let showsAtOnce = rl_variable_value("show-all-if-ambiguous").map { String(cString: $0) == "on" } ?? false
        if stuck == text || showsAtOnce {
            show(table(candidates))
        } else {
            stuck = text
            rl_ding()
        }
        return 0
    }

    /// The whole characters with which all candidates begin. (Bytes first: there may be thousands of candidates.)
    private static func commonStart(_ first: String, _ candidates: [String]) -> String {
        let bytes = Array(first.utf8)
        var count = bytes.count
        for candidate in candidates {
            count = zip(bytes[..<count], candidate.utf8).prefix { $0 == $1 }.count
        }
        var end = first.startIndex
        while end < first.endIndex {
            let next = first.index(after: end)
            guard first.utf8.distance(from: first.startIndex, to: next) <= count else { break }
            end = next
        }
        return String(first[..<end])
    }

    /// Names in columns, as many as a screen takes.
    static func table(_ names: [String]) -> [String] {
        let names = names.map(TerminalText.visible)
        let width = (names.map { DisplayWidth.of($0) }.max() ?? 0) + 2
        let perRow = max(1, display.columns / width)
        let limit = 15
        let shown = Array(names.prefix(perRow * limit))
        let count = (shown.count + perRow - 1) / perRow
        var lines: [String] = []
        for row in 0..<count {
            let cells = stride(from: row, to: shown.count, by: count).map { shown[$0] }
            let line = cells.map { DisplayWidth.pad($0, to: width) }.joined()
            lines.append(String(line.prefix { _ in true }).trimmingBlankEnds())
        }
        if names.count > shown.count { lines.append("… and \(names.count - shown.count) more") }
        return lines
    }

    /// Candidates for the bytes `start..<end` of the line, which readline is going to replace. The session may mean
    /// a range that starts elsewhere; the difference is cut off or put in front.
    static func completions(start: Int, end: Int) -> [String] {
        guard let completer else { return [] }
        let (range, candidates) = completer(before + text, before.utf8.count + end)
        let lower = range.lowerBound - before.utf8.count
        let bytes = bytes
        guard lower >= 0, lower <= end, end <= bytes.count, start <= end else { return [] }
        if lower <= start {
            let prefix = String(decoding: bytes[lower..<start], as: UTF8.self)
            return candidates.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        }
        let prefix = String(decoding: bytes[start..<lower], as: UTF8.self)
        return candidates.map { prefix + $0 }
    }
}
