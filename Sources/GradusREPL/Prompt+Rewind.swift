import GradusEngine
import GradusShell
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Prompt {
    /// Keeps the state after the last entry. In a state that was brought back this returns a second time, and true.
    @discardableResult
    func keepState() -> Bool {
        let last = number - 1
        let length = journal.length
        console.flush()
        guard let bytes = snapshots.keep(last), let message = RewindMessage(bytes) else { return false }
        journal.cut(to: length)
        InputBytes.pending = message.pending[...]
        number = message.number
        for var entry in message.entries {
            editor.remember(entry.source)
            entry.isUndone = true
            log.append(entry)
        }
        let undone = last + 1 < number - 2 ? "entries \(last + 1) to \(number - 2) are" : "entry \(last + 1) is"
        let what = last == 0 ? "the state before the first entry" : "the state after entry \(last)"
        let said =
            last + 1 > number - 2
            ? "nothing happened since \(what)"
            : "\(what): \(undone) undone; files and what was printed stay as they are"
        console.writeLine(TerminalText.wrapped(said, columns: (TerminalFeatures.columns() ?? 80) - 1))
        console.flush()
        return true
    }

    func goBack(to wanted: Int) throws(MagicFailure) {
        // The entry that runs now is the command itself.
        let target = wanted < 0 ? number - 1 + wanted : wanted
        guard target < number else { throw MagicFailure("there is no entry \(wanted) yet") }
        guard snapshots.numbers.contains(target) else {
            if log.contains(where: { $0.number == target && $0.isUndone }) {
                throw MagicFailure("entry \(target) was undone, and its state with it")
            }
            guard let lost = snapshots.lost, target <= lost.number else {
                throw MagicFailure("the state after entry \(target) was not kept")
            }
            throw MagicFailure("the state after entry \(target) is no longer kept (\(lost.why))")
        }
        console.flush()
        let later = log.filter { $0.number > target }
        let message = RewindMessage(
            number: number + 1, pending: Array(InputBytes.pending),
            entries: later + [SessionEntry(number: number, source: currentSource)])
        snapshots.restore(target, message: message.bytes)
        throw MagicFailure("the state after entry \(target) cannot be brought back")
    }

    /// Which states there are, and which had to be given up.
    var keptStates: [String] {
        let numbers = snapshots.numbers
        guard let first = numbers.first, let last = numbers.last else {
            return ["no state is kept" + (snapshots.lost.map { ": \($0.why)" } ?? "")]
        }
        var lines = ["%rewind \(first) to \(last) bring back the state after that entry (0: before the first)"]
        if let lost = snapshots.lost { lines.append("entry \(lost.number) and before are gone: \(lost.why)") }
        return lines
    }
}

/// What a state that is brought back is told: numbers go on, keys that were typed ahead and the undone entries are not lost.
struct RewindMessage {
    var number: Int
    var pending: [UInt8]
    var entries: [SessionEntry]

    init(number: Int, pending: [UInt8], entries: [SessionEntry]) {
        self.number = number
        self.pending = pending
        self.entries = entries
    }

    /// Pieces, each after its length on a line.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        func add(_ piece: [UInt8]) { bytes += Array("\(piece.count)\n".utf8) + piece }
        add(Array(String(number).utf8))
        add(pending)
        for entry in entries {
            add(Array("\(entry.number)".utf8))
            add(Array(entry.source.utf8))
            add(Array(entry.output.utf8))
        }
        return bytes
    }

    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        func piece() -> [UInt8]? {
            guard let end = rest.firstIndex(of: 0x0A), let count = Int(String(decoding: rest[..<end], as: UTF8.self)),
                count >= 0, count <= rest.endIndex - end - 1
            else { return nil }
            let start = end + 1
            rest = rest[(start + count)...]
            return Array(bytes[start..<(start + count)])
        }
        func text() -> String? { piece().map { String(decoding: $0, as: UTF8.self) } }
        guard let number = text().flatMap({ Int($0) }), let pending = piece() else { return nil }
        self.number = number
        self.pending = pending
        entries = []
        while let number = text().flatMap({ Int($0) }), let source = text(), let output = text() {
            var entry = SessionEntry(number: number, source: source)
            entry.add(output: output)
            entries.append(entry)
        }
    }
}
