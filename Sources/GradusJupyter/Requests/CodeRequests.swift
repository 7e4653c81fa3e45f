import GradusEngine
import GradusJSON
import GradusShell

// Requests about code that is being written.
extension Kernel {
    /// `complete_request`
    func complete(_ content: JSONValue) {
        let code = content["code"]?.string ?? ""
        let cursor = CursorPlace(content, in: code)
        let found = candidates(in: code, at: cursor.offset)
        reply(
            "complete_reply",
            .record([
                "status": .string("ok"), "matches": .array(found.candidates.map { .string($0) }),
                "cursor_start": .int(CursorPlace.scalars(in: code, before: found.range.lowerBound)),
                "cursor_end": .int(CursorPlace.scalars(in: code, before: found.range.upperBound)),
                "metadata": .emptyObject,
            ]))
    }

    private func candidates(in code: String, at offset: Int) -> (range: Range<Int>, candidates: [String]) {
        // A command may stand below other lines.
        let bytes = Array(code.utf8)
        let start = bytes.prefix(offset).lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let line = String(decoding: bytes[start...], as: UTF8.self)
        if let found = MagicCompletion.candidates(in: line, at: offset - start) {
            return (found.range.lowerBound + start..<found.range.upperBound + start, found.candidates)
        }
        return shell.session.completions(in: code, at: offset)
    }

    /// `inspect_request`: what is known of the name at the cursor.
    func inspect(_ content: JSONValue) {
        let code = content["code"]?.string ?? ""
        let cursor = CursorPlace(content, in: code)
        let name = shell.session.name(in: code, at: cursor.offset)
        let text = name.flatMap { shell.help(on: $0, withSource: content["detail_level"]?.int == 1) }
        reply(
            "inspect_reply",
            .record([
                "status": .string("ok"), "found": .bool(text != nil),
                "data": text.map { .record(["text/plain": .string($0)]) } ?? .emptyObject, "metadata": .emptyObject,
            ]))
    }

    /// `is_complete_request`: whether Enter runs a text.
    func judge(_ content: JSONValue) {
        let code = content["code"]?.string ?? ""
        let status = EntryKind(code).isCommand ? EntryKind.status(of: code) : shell.session.completeness(of: code)
        let answer: JSONValue
        switch status {
        case .complete: answer = .record(["status": .string("complete")])
        case .incomplete(let indent):
            answer = .record([
                "status": .string("incomplete"), "indent": .string(String(repeating: " ", count: max(0, indent))),
            ])
        case .invalid: answer = .record(["status": .string("invalid")])
        }
        reply("is_complete_reply", answer)
    }
}

/// A place in a text. Clients count Unicode scalars, the engine bytes.
struct CursorPlace {
    /// In UTF-8 bytes.
    let offset: Int

    /// `cursor_pos` of a request; the end of the text where it says nothing.
    init(_ content: JSONValue, in text: String) {
        guard let position = content["cursor_pos"]?.int else {
            offset = text.utf8.count
            return
        }
        offset = text.unicodeScalars.prefix(max(0, position)).reduce(0) { $0 + UTF8.width($1) }
    }

    static func scalars(in text: String, before offset: Int) -> Int {
        text.utf8.prefix(max(0, offset)).count { $0 & 0xC0 != 0x80 }
    }
}
