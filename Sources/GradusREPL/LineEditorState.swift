@preconcurrency import CReadline

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What readline's callbacks share with the editor. Readline is used by one thread only.
enum LineEditorState {
    /// For `$if gradus` in `~/.inputrc`; readline keeps the pointer.
    static let name: ContiguousArray<CChar> = ContiguousArray("gradus".utf8CString)
    nonisolated(unsafe) static var completer: LineEditor.Completer?
    nonisolated(unsafe) static var finished: LineEditor.Input?
    /// Lines of the entry before the one that is edited.
    nonisolated(unsafe) static var before = ""
    nonisolated(unsafe) static var indent = 0

    /// Tab: indents at the start of a line, completes elsewhere.
    static let tab: @convention(c) (Int32, Int32) -> Int32 = { count, key in
        let start = String(cString: rl_line_buffer).utf8.prefix(Int(rl_point))
        let line = start.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).last ?? start[...]
        guard line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) else {
            return rl_complete(count, key)
        }
        rl_insert_text(String(repeating: " ", count: 4 - line.count % 4))
        return 0
    }

    /// Pasted text brings its own indentation: the automatic one goes when it would double it.
    static let paste: @convention(c) (Int32, Int32) -> Int32 = { count, key in
        let buffer = String(cString: rl_line_buffer)
        let isUntouched = buffer.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
        let indent = Int(rl_end)
        let status = rl_bracketed_paste_begin(count, key)
        guard isUntouched, indent > 0 else { return status }
        let pasted = String(cString: rl_line_buffer).utf8.dropFirst(indent)
        if pasted.first == UInt8(ascii: " ") || pasted.contains(UInt8(ascii: "\n")) {
            rl_delete_text(0, Int32(indent))
            rl_point = max(0, rl_point - Int32(indent))
        }
        return status
    }
}
