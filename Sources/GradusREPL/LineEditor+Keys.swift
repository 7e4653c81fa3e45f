@preconcurrency import CReadline
import GradusEngine
import GradusShell

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A command of the line editor, as readline calls it.
typealias KeyCommand = @convention(c) (_ count: Int32, _ key: Int32) -> Int32

extension LineEditor {
    /// Binds keys that `~/.inputrc` has not set otherwise.
    func bindKeys() {
        let isRich = LineEditorState.isRich
        bind(["\t"], to: EntryKeys.tab, named: "gradus-complete", replacing: [rl_complete])
        bind(["\u{1B}[200~"], to: EntryKeys.paste, named: "gradus-paste", replacing: [rl_bracketed_paste_begin])
        bind(
            ["\u{1B}[A", "\u{1B}OA"], to: isRich ? HistoryKeys.up : rl_history_search_backward, named: "gradus-up",
            replacing: [rl_get_previous_history])
        bind(
            ["\u{1B}[B", "\u{1B}OB"], to: isRich ? HistoryKeys.down : rl_history_search_forward, named: "gradus-down",
            replacing: [rl_get_next_history])
        bind(["\u{1B}[5~"], to: rl_history_search_backward, named: nil, replacing: [])
        bind(["\u{1B}[6~"], to: rl_history_search_forward, named: nil, replacing: [])
        guard isRich else { return }
        bind(["\r", "\n"], to: EntryKeys.accept, named: "gradus-accept", replacing: [rl_newline])
        bind(["\u{1B}\r", "\u{1B}\n"], to: EntryKeys.newline, named: "gradus-newline", replacing: [rl_vi_editing_mode])
        bind(
            ["\u{0F}"], to: HistoryKeys.acceptAndNext, named: "gradus-operate-and-get-next",
            replacing: [rl_operate_and_get_next])
        bind(["\u{18}\u{05}"], to: EntryKeys.edit, named: "gradus-edit", replacing: [])
        bind(["\u{0C}"], to: EntryKeys.clearScreen, named: "gradus-clear-screen", replacing: [rl_clear_screen])
        bind(
            ["\u{01}", "\u{1B}[H", "\u{1B}OH", "\u{1B}[1~"], to: EntryKeys.lineStart, named: "gradus-line-start",
            replacing: [rl_beg_of_line])
        bind(
            ["\u{05}", "\u{1B}[F", "\u{1B}OF", "\u{1B}[4~"], to: EntryKeys.lineEnd, named: "gradus-line-end",
            replacing: [rl_end_of_line])
        bind(["\u{0B}"], to: EntryKeys.killLine, named: "gradus-kill-line", replacing: [rl_kill_line])
        bind(["\u{15}"], to: EntryKeys.discardLine, named: "gradus-discard-line", replacing: [rl_unix_line_discard])
        bind(["\u{7F}", "\u{08}"], to: EntryKeys.backspace, named: "gradus-backspace", replacing: [rl_rubout])
    }

    /// Binds in both editing modes where the key still does what it does by default.
    private func bind(_ keys: [String], to command: KeyCommand?, named name: String?, replacing defaults: [KeyCommand?])
    {
        if let name { rl_add_defun(name, command, -1) }
        let address = { (command: KeyCommand?) in unsafeBitCast(command, to: UInt.self) }
        for mode in ["emacs", "vi-insert"] {
            guard let map = rl_get_keymap_by_name(mode) else { continue }
            for key in keys {
                let isMeta = key.hasPrefix("\u{1B}") && key.utf8.count == 2
                if isMeta, mode != "emacs" { continue }
                var type: Int32 = 0
                let current = rl_function_of_keyseq(key, map, &type)
                let isFree =
                    current == nil
                    || type == ISFUNC && (defaults + [command]).contains { address($0) == address(current) }
                if isFree { rl_bind_keyseq_in_map(key, command, map) }
            }
        }
    }
}

/// The keys that change an entry.
enum EntryKeys {
    // MARK: Ending an entry

    /// Enter: runs what is whole, else goes on with a new line.
    static let accept: KeyCommand = { _, _ in
        let state = LineEditorState.self
        let text = state.text
        if state.kind == .answer || isRecalled(text) || text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x09 })
        {
            return finish()
        }
        // A block that was pasted whole needs no empty line.
        if text == state.pasted, case .complete = state.status(text + "\n") { return finish() }
        let rest = state.bytes[state.point...]
        if rest.contains(0x0A), !rest.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) { return insertLine() }
        if case .incomplete(let indent) = state.status(text) {
            rl_point = rl_end
            return insertLine(indent: indent)
        }
        return finish()
    }

    /// The entry stands there as it was run before.
    private static func isRecalled(_ text: String) -> Bool {
        guard let entry = current_history() else { return false }
        return String(cString: entry.pointee.line) == text
    }

    static func finish() -> Int32 {
        rl_point = rl_end
        LineEditorState.draw(isFinal: true)
        LineEditorState.write("\r\n")
        rl_done = 1
        rl_readline_state |= UInt(RL_STATE_DONE)
        return 0
    }

    // MARK: Lines

    /// M-Enter: a new line, whatever stands there.
    static let newline: KeyCommand = { _, _ in insertLine() }

    /// A line break at the cursor, and the indentation that fits.
    private static func insertLine(indent: Int? = nil) -> Int32 {
        var spaces = 0
        if !LineEditorState.hasWaitingInput {
            let before = String(decoding: LineEditorState.bytes[..<LineEditorState.point], as: UTF8.self)
            spaces = indent ?? 0
            if indent == nil, case .incomplete(let found) = LineEditorState.status(before) { spaces = found }
            if indent == nil, spaces == 0 { spaces = leadingSpaces(of: before) }
            if endsBlock(before) { spaces = max(0, spaces - 4) }
        }
        rl_insert_text("\n" + String(repeating: " ", count: min(spaces, 400)))
        return 0
    }

    private static func lastLine(of text: String) -> Substring {
        text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    }

    private static func leadingSpaces(of text: String) -> Int { lastLine(of: text).prefix { $0 == " " }.count }

    /// After `return` and its like the block is over.
    private static func endsBlock(_ text: String) -> Bool {
        let line = lastLine(of: text)
        let word = line.drop { $0 == " " }.prefix { $0.isLetter }
        guard line.hasPrefix(" ") else { return false }
        if ["pass", "break", "continue"].contains(word) { return true }
        guard word == "return" || word == "raise" else { return false }
        // An open bracket goes on.
        return line.filter { "([{".contains($0) }.count == line.filter { ")]}".contains($0) }.count
    }

    static let lineStart: KeyCommand = { _, _ in
        let start = LineEditorState.line.lowerBound
        rl_point = LineEditorState.point == start ? 0 : Int32(start)
        return 0
    }

    static let lineEnd: KeyCommand = { _, _ in
        let end = LineEditorState.line.upperBound
        rl_point = LineEditorState.point == end ? rl_end : Int32(end)
        return 0
    }

    /// To the end of the line; at the end, the line break.
    static let killLine: KeyCommand = { _, _ in
        let end = LineEditorState.line.upperBound
        let last = LineEditorState.point == end ? min(end + 1, Int(rl_end)) : end
        rl_kill_text(rl_point, Int32(last))
        return 0
    }

    static let discardLine: KeyCommand = { _, _ in
        let start = LineEditorState.line.lowerBound
        rl_kill_text(rl_point, Int32(start))
        rl_point = Int32(start)
        return 0
    }

    /// In the indentation it takes one step away.
    static let backspace: KeyCommand = { count, key in
        let before = LineEditorState.bytes[LineEditorState.line.lowerBound..<LineEditorState.point]
        guard LineEditorState.kind == .entry, count == 1, before.count > 1, before.allSatisfy({ $0 == 0x20 }) else {
            return rl_rubout(count, key)
        }
        let width = (before.count - 1) % 4 + 1
        LineEditorState.replace(LineEditorState.point - width..<LineEditorState.point, with: "")
        return 0
    }

    static let clearScreen: KeyCommand = { _, _ in
        LineEditorState.write("\u{1B}[H\u{1B}[2J")
        LineEditorState.display.start()
        LineEditorState.draw()
        return 0
    }

    // MARK: Completion

    /// Tab: indents at the start of a line, completes elsewhere.
    static let tab: KeyCommand = { count, key in
        let start = LineEditorState.bytes[LineEditorState.line.lowerBound..<LineEditorState.point]
        guard LineEditorState.kind == .entry else {
            rl_insert_text("\t")
            return 0
        }
        guard start.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else {
            return LineEditorState.isRich ? LineEditorState.complete() : rl_complete(count, key)
        }
        rl_insert_text(String(repeating: " ", count: 4 - start.count % 4))
        return 0
    }

    // MARK: Paste

    /// Pasted text brings its own indentation, and perhaps prompts, which go.
    static let paste: KeyCommand = { _, _ in
        let buffer = LineEditorState.bytes
        let isUntouched = buffer.allSatisfy { $0 == 0x20 }
        let line = LineEditorState.line
        let start = LineEditorState.point
        let pasted = String(decoding: InputBytes.pasted(), as: UTF8.self)
        guard !pasted.isEmpty else { return 0 }
        let text = LineEditorState.kind == .entry ? PastedText.cleaned(pasted) : pasted
        // An automatic indentation before the cursor would double the text's own.
        let before = buffer[line.lowerBound..<start]
        let isIndentation = !before.isEmpty && before.allSatisfy { $0 == 0x20 }
        let brings = text.hasPrefix(" ") || text.contains("\n")
        let first = isIndentation && brings && (isUntouched || text.hasPrefix(" ")) ? line.lowerBound : start
        LineEditorState.replace(first..<start, with: text.replacing("\0", with: ""))
        if isUntouched { LineEditorState.pasted = LineEditorState.text }
        return 0
    }

    // MARK: Editor

    /// Ctrl-X Ctrl-E: edits the entry in the editor of the environment.
    static let edit: KeyCommand = { _, _ in
        LineEditorState.draw(isFinal: true)
        LineEditorState.write("\r\n")
        rl_deprep_terminal()
        let edited = ExternalEditor.edit(LineEditorState.text)
        rl_prep_terminal(1)
        LineEditorState.display.start()
        switch edited {
        case .success(let text): LineEditorState.replace(0..<Int(rl_end), with: text)
        case .failure(let failure): LineEditorState.write(failure.message + "\r\n")
        }
        LineEditorState.draw()
        return 0
    }
}
