@preconcurrency import CReadline

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension LineEditor {
    /// Tab asks the session; nothing else is offered.
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
    }
}

extension LineEditorState {
    static let wordBreaks: ContiguousArray<CChar> = ContiguousArray(" \t\n\"\\'`@$><=;|&{}()[],:+-*/%^~!.".utf8CString)
    nonisolated(unsafe) static var candidates: [String] = []

    /// Candidates for the bytes `start..<end` of the line, which readline is going to replace. The session may mean
    /// a range that starts elsewhere; the difference is cut off or put in front.
    static func completions(start: Int, end: Int) -> [String] {
        guard let completer else { return [] }
        let line = String(cString: rl_line_buffer)
        if before.isEmpty, line.hasPrefix("%"), !line.utf8.prefix(end).contains(UInt8(ascii: " ")) {
            let typed = String(decoding: line.utf8.prefix(end).dropFirst(), as: UTF8.self)
            return Magic.all.map(\.name).filter { $0.hasPrefix(typed) }
        }
        let (range, candidates) = completer(before + line, before.utf8.count + end)
        let lower = range.lowerBound - before.utf8.count
        let bytes = Array(line.utf8)
        guard lower >= 0, lower <= end, end <= bytes.count, start <= end else { return [] }
        if lower <= start {
            let prefix = String(decoding: bytes[lower..<start], as: UTF8.self)
            return candidates.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        }
        let prefix = String(decoding: bytes[start..<lower], as: UTF8.self)
        return candidates.map { prefix + $0 }
    }
}
