@preconcurrency import CReadline
import GradusEngine
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// GNU readline behind a small face. There is one per process, because readline has one state.
///
/// Readline keeps the text, the keys, undo and history. On a terminal that can move its cursor, this editor draws the
/// text itself, so that a whole entry of several lines, with colours, is edited at once.
struct LineEditor: Sendable {
    enum Input: Equatable {
        case line(String)
        /// Ctrl-C: what was typed is thrown away.
        case interrupted
        /// Ctrl-D on an empty line.
        case endOfInput
    }

    typealias Completer = (_ text: String, _ offset: Int) -> (range: Range<Int>, candidates: [String])

    // MARK: Start

    /// - Parameters:
    ///   - isRich: the terminal can move its cursor.
    ///   - status: whether a text can be run.
    func start(
        isRich: Bool, hasColours: Bool, status: @escaping (String) -> EntryStatus, completer: @escaping Completer
    ) {
        // Before anything is measured: Korean letters are two columns wide.
        setlocale(LC_CTYPE, "")
        LineEditorState.completer = completer
        LineEditorState.status = status
        LineEditorState.isRich = isRich
        LineEditorState.hasColours = hasColours
        LineEditorState.name.withUnsafeBufferPointer { rl_readline_name = $0.baseAddress }
        rl_catch_signals = 0
        rl_catch_sigwinch = 0
        using_history()
        rl_variable_bind("enable-bracketed-paste", "on")
        // Else readline would give the terminal's own keys their usual meaning at every prompt.
        rl_variable_bind("bind-tty-special-chars", "off")
        rl_initialize()
        bindKeys()
        installCompletion()
        if isRich { rl_redisplay_function = LineEditorState.redisplay }
        InputBytes.install()
        Interrupts.install()
        TerminalSignals.install()
    }

    // MARK: Lines

    /// Reads one entry; on a terminal that cannot move its cursor, one line of it.
    /// - Parameters:
    ///   - indent: spaces that stand there already, unless more input is waiting.
    ///   - before: the lines of the entry above this one, for completion.
    func readLine(
        prompt: String, kind: LineEditorState.Kind = .entry, indent: Int = 0, before: [String] = []
    ) -> Input {
        Interrupts.drain()
        LineEditorState.kind = kind
        LineEditorState.prompt = prompt
        LineEditorState.before = before.map { $0 + "\n" }.joined()
        LineEditorState.indent = LineEditorState.hasWaitingInput ? 0 : indent
        LineEditorState.finished = nil
        LineEditorState.walk = HistoryWalk()
        LineEditorState.pasted = nil
        LineEditorState.display.start()
        rl_startup_hook = {
            rl_insert_text(LineEditorState.prefill ?? String(repeating: " ", count: LineEditorState.indent))
            LineEditorState.prefill = nil
            return 0
        }
        // Readline must know which bytes of the prompt take no room.
        let isColoured = LineEditorState.hasColours && kind == .entry && !LineEditorState.isRich
        let shown = isColoured ? "\u{01}\u{1B}[32m\u{02}\(prompt)\u{01}\u{1B}[0m\u{02}" : prompt
        rl_callback_handler_install(shown) { text in
            rl_callback_handler_remove()
            LineEditorState.finished = text.map { .line(String(cString: $0)) } ?? .endOfInput
            free(text)
        }
        TerminalSignals.isEditing = true
        defer { TerminalSignals.isEditing = false }
        while true {
            switch TerminalSignals.wait(forInput: STDIN_FILENO) {
            case .input:
                rl_callback_read_char()
                if let input = LineEditorState.finished { return input }
            case .interrupt: return abandonLine()
            case .resized: redrawAfterResize()
            case .suspended: suspend()
            }
        }
    }

    private func abandonLine() -> Input {
        Interrupts.drain()
        rl_callback_sigcleanup()
        // The cursor goes behind the text first; ending the line editor moves it to the left edge.
        rl_point = rl_end
        if LineEditorState.isRich { LineEditorState.draw(isFinal: true) } else { rl_redisplay() }
        fflush(rl_outstream)
        _ = write(1, "^C", 2)
        rl_free_line_state()
        rl_callback_handler_remove()
        _ = write(1, "\n", 1)
        return .interrupted
    }

    private func redrawAfterResize() {
        rl_resize_terminal()
        guard LineEditorState.isRich else { return }
        LineEditorState.write(LineEditorState.display.resize())
        LineEditorState.draw()
    }

    /// Ctrl-Z: the terminal is given back as it was, and taken again when the shell brings the program to the front.
    private func suspend() {
        if LineEditorState.isRich { LineEditorState.draw(isFinal: true) }
        LineEditorState.write("\r\n")
        rl_deprep_terminal()
        TerminalSignals.stop()
        InputBytes.prepareTerminal(1)
        guard LineEditorState.isRich else {
            rl_forced_update_display()
            return
        }
        LineEditorState.display.start()
        LineEditorState.draw()
    }

    /// Answers `input()` of running code. Ctrl-C gives an empty line at once, and interrupts that code.
    func answer(_ prompt: String) -> String? {
        Interrupts.setRunning(false)
        defer { Interrupts.setRunning(true) }
        // Only the last line of the question is the editor's.
        var lines = prompt.split(separator: "\n", omittingEmptySubsequences: false)
        let last = lines.popLast() ?? ""
        if !lines.isEmpty { LineEditorState.write(lines.joined(separator: "\n") + "\n") }
        switch readLine(prompt: String(last), kind: .answer) {
        case .line(let line): return line
        case .endOfInput: return nil
        case .interrupted:
            Session.interrupt()
            return ""
        }
    }

    /// Puts an entry into the list that Up walks through.
    func remember(_ entry: String) {
        if let last = history_get(history_base + history_length - 1), String(cString: last.pointee.line) == entry {
            return
        }
        add_history(entry)
    }

    /// What the next entry starts with.
    func prefill(_ text: String) { LineEditorState.prefill = text }
}
