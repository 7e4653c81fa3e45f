@preconcurrency import CReadline

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where Up and Down are in the history.
struct HistoryWalk {
    /// What stood before the cursor when the walk began: entries must begin with it.
    var prefix = ""
    /// What was typed when the walk began; Down comes back to it.
    var typed = ""
    /// The last entry that was shown: anything else there means that a new walk begins.
    var shown: String?
}

extension LineEditorState {
    nonisolated(unsafe) static var walk = HistoryWalk()
}

/// Up and Down: through the lines of an entry, beyond its ends through the history.
enum HistoryKeys {
    static let up: KeyCommand = { _, _ in
        guard LineEditorState.kind == .entry else { return ding() }
        if !isWalking, moveLine(by: -1) { return 0 }
        return step(-1)
    }

    static let down: KeyCommand = { _, _ in
        guard LineEditorState.kind == .entry else { return ding() }
        if !isWalking, moveLine(by: 1) { return 0 }
        return step(1)
    }

    /// Ctrl-O: runs the entry and offers the one after it.
    static let acceptAndNext: KeyCommand = { _, _ in
        let next = history_get(history_base + where_history() + 1)
        if let next { LineEditorState.prefill = String(cString: next.pointee.line) }
        return EntryKeys.finish()
    }

    private static func ding() -> Int32 {
        rl_ding()
        return 0
    }

    /// The last key was one of these, so that what stands there is an entry to pass by, not one to edit.
    private static var isWalking: Bool {
        guard let shown = LineEditorState.walk.shown, shown == LineEditorState.text else { return false }
        return rl_point == rl_end || !LineEditorState.walk.prefix.isEmpty
    }

    /// To the same column of the line above or below; false where there is none.
    private static func moveLine(by direction: Int) -> Bool {
        let bytes = LineEditorState.bytes
        let line = LineEditorState.line
        let column = Array(String(decoding: bytes[line.lowerBound..<LineEditorState.point], as: UTF8.self)).count
        let target: Range<Int>
        if direction < 0 {
            guard line.lowerBound > 0 else { return false }
            let end = line.lowerBound - 1
            target = (bytes[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)..<end
        } else {
            guard line.upperBound < bytes.count else { return false }
            let start = line.upperBound + 1
            target = start..<(bytes[start...].firstIndex(of: 0x0A) ?? bytes.count)
        }
        let text = String(decoding: bytes[target], as: UTF8.self)
        rl_point = Int32(target.lowerBound + String(text.prefix(column)).utf8.count)
        return true
    }

    private static func step(_ direction: Int32) -> Int32 {
        if !isWalking {
            let text = LineEditorState.text
            let prefix = String(decoding: LineEditorState.bytes[..<LineEditorState.point], as: UTF8.self)
            LineEditorState.walk = HistoryWalk(prefix: prefix, typed: text, shown: nil)
        }
        let walk = LineEditorState.walk
        var place = where_history()
        while true {
            place += direction
            guard place >= 0, place <= history_length else { return ding() }
            if place == history_length {
                history_set_pos(place)
                show(walk.typed)
                return 0
            }
            guard let entry = history_get(history_base + place) else { return ding() }
            let text = String(cString: entry.pointee.line)
            guard text.hasPrefix(walk.prefix), text != LineEditorState.text else { continue }
            history_set_pos(place)
            show(text)
            return 0
        }
    }

    private static func show(_ text: String) {
        LineEditorState.walk.shown = text
        rl_replace_line(text, 1)
        rl_point = rl_end
    }
}
