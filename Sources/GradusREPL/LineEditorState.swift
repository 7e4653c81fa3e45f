@preconcurrency import CReadline
import GradusEngine
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What readline's callbacks share with the editor. Readline is used by one thread only.
enum LineEditorState {
    /// What is being read.
    enum Kind {
        /// Something to run: several lines, with colours, completion and history.
        case entry
        /// A line for a running program.
        case answer
    }

    /// For `$if gradus` in `~/.inputrc`; readline keeps the pointer.
    static let name: ContiguousArray<CChar> = ContiguousArray("gradus".utf8CString)
    nonisolated(unsafe) static var completer: LineEditor.Completer?
    nonisolated(unsafe) static var status: (String) -> EntryStatus = { _ in .complete }
    nonisolated(unsafe) static var finished: LineEditor.Input?
    nonisolated(unsafe) static var kind = Kind.entry
    /// The terminal can move its cursor: the whole entry is edited at once, and drawn by `InputDisplay`.
    nonisolated(unsafe) static var isRich = false
    nonisolated(unsafe) static var hasColours = false
    /// Lines of the entry before the one that is edited, where lines are read one by one.
    nonisolated(unsafe) static var before = ""
    nonisolated(unsafe) static var indent = 0
    /// What the next entry starts with.
    nonisolated(unsafe) static var prefill: String?
    nonisolated(unsafe) static var prompt = ""
    /// What was pasted where nothing stood.
    nonisolated(unsafe) static var pasted: String?

    // MARK: The buffer

    static var bytes: [UInt8] {
        Array(UnsafeRawBufferPointer(start: rl_line_buffer, count: max(0, Int(rl_end))))
    }
    static var text: String { String(decoding: bytes, as: UTF8.self) }
    static var point: Int { min(max(0, Int(rl_point)), Int(rl_end)) }

    /// Puts `replacement` in place of some bytes, as one step of undo; the cursor goes behind it.
    static func replace(_ range: Range<Int>, with replacement: String) {
        rl_begin_undo_group()
        rl_delete_text(Int32(range.lowerBound), Int32(range.upperBound))
        rl_point = Int32(range.lowerBound)
        rl_insert_text(replacement)
        rl_end_undo_group()
    }

    /// The line that the cursor is in, without its end.
    static var line: Range<Int> {
        let bytes = bytes
        let start = bytes[..<point].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return start..<(bytes[point...].firstIndex(of: 0x0A) ?? bytes.count)
    }

    /// More was typed or pasted than has been read.
    static var hasWaitingInput: Bool {
        if !InputBytes.pending.isEmpty { return true }
        var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0 && descriptor.revents & Int16(POLLIN) != 0
    }

    // MARK: The screen

    nonisolated(unsafe) static var display = InputDisplay()
    nonisolated(unsafe) private static var colours = InputColours()

    static func draw(isFinal: Bool = false) {
        if !isFinal, hasWaitingInput { return }
        let shown = rl_display_prompt.map { String(cString: $0) } ?? ""
        let isOwn = shown == prompt
        let bytes = bytes
        let coloured = hasColours && kind == .entry
        let layout = InputLayout(
            prompt: shown, promptStyle: coloured && isOwn ? "32" : "",
            continuation: kind == .entry ? Prompt.continuation(for: prompt) : "", text: bytes, point: point,
            styles: coloured ? colours.styles(of: bytes, point: point, marksBracket: !isFinal) : [],
            columns: display.columns, hasColours: hasColours)
        write(display.draw(layout, isFinal: isFinal))
    }

    static func write(_ text: String) {
        fputs(text, rl_outstream)
        fflush(rl_outstream)
    }

    /// Shows lines below the input, and the input again below them.
    static func show(_ lines: [String]) {
        draw(isFinal: true)
        write("\r\n" + lines.map { $0 + "\r\n" }.joined())
        display.start()
        draw()
    }

    static let redisplay: @convention(c) () -> Void = { draw() }
}
