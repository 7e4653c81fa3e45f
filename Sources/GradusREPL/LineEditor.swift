@preconcurrency import CReadline
import GradusEngine
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// GNU readline behind a small face. There is one per process, because readline has one state.
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

    func start(completer: @escaping Completer) {
        // Before anything is measured: Korean letters are two columns wide.
        setlocale(LC_CTYPE, "")
        LineEditorState.completer = completer
        LineEditorState.name.withUnsafeBufferPointer { rl_readline_name = $0.baseAddress }
        rl_catch_signals = 0
        using_history()
        rl_initialize()
        rl_variable_bind("enable-bracketed-paste", "on")
        rl_variable_bind("blink-matching-paren", "on")
        bindKeys()
        installCompletion()
        Interrupts.install()
    }

    /// Keys that `~/.inputrc` has not set otherwise.
    private func bindKeys() {
        rl_add_defun("gradus-tab", LineEditorState.tab, Int32(UInt8(ascii: "\t")))
        rl_bind_keyseq("\u{1B}[200~", LineEditorState.paste)
        for key in ["\u{1B}[A", "\u{1B}OA"] {
            rl_bind_keyseq(key, rl_history_search_backward)
        }
        for key in ["\u{1B}[B", "\u{1B}OB"] {
            rl_bind_keyseq(key, rl_history_search_forward)
        }
    }

    // MARK: Lines

    /// Reads one line (several when they are pasted or recalled).
    /// - Parameters:
    ///   - indent: spaces that stand there already, unless more input is waiting.
    ///   - before: the lines of the entry above this one, for completion.
    func readLine(prompt: String, isColoured: Bool, indent: Int, before: [String]) -> Input {
        Interrupts.drain()
        LineEditorState.before = before.map { $0 + "\n" }.joined()
        LineEditorState.indent = Self.hasWaitingInput ? 0 : indent
        LineEditorState.finished = nil
        rl_startup_hook = {
            rl_insert_text(String(repeating: " ", count: LineEditorState.indent))
            return 0
        }
        // Readline must know which bytes of the prompt take no room.
        let shown = isColoured ? "\u{01}\u{1B}[32m\u{02}\(prompt)\u{01}\u{1B}[0m\u{02}" : prompt
        rl_callback_handler_install(shown) { text in
            rl_callback_handler_remove()
            LineEditorState.finished = text.map { .line(String(cString: $0)) } ?? .endOfInput
            free(text)
        }
        while Interrupts.wait(forInput: STDIN_FILENO) {
            rl_callback_read_char()
            if let input = LineEditorState.finished { return input }
        }
        return abandonLine()
    }

    private func abandonLine() -> Input {
        Interrupts.drain()
        rl_callback_sigcleanup()
        // The cursor goes behind the text first; ending the line editor moves it to the left edge.
        rl_point = rl_end
        rl_redisplay()
        fflush(rl_outstream)
        _ = write(1, "^C", 2)
        rl_free_line_state()
        rl_callback_handler_remove()
        _ = write(1, "\n", 1)
        return .interrupted
    }

    private static var hasWaitingInput: Bool {
        var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0 && descriptor.revents & Int16(POLLIN) != 0
    }

    /// Answers `input()` of running code. Ctrl-C gives an empty line at once, and interrupts that code.
    func answer(_ prompt: String) -> String? {
        Interrupts.setRunning(false)
        defer { Interrupts.setRunning(true) }
        switch readLine(prompt: prompt, isColoured: false, indent: 0, before: []) {
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
}
