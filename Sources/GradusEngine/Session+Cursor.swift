import GradusSyntax

extension Session {
    /// The name that a text is about at a place: the dotted name there, or else the function whose arguments are
    /// being written.
    /// - Parameter offset: in UTF-8 bytes.
    public func name(in text: String, at offset: Int) -> String? {
        let bytes = Array(text.utf8)
        var end = max(0, min(offset, bytes.count))
        while end < bytes.count, CompletionPlace.isWordByte(bytes[end]) { end += 1 }
        let place = CompletionPlace(Array(bytes[..<end]))
        guard place.kind == .code else { return nil }
        let name = place.path(endingAt: end)
        // Numbers and strings are no names.
        if let first = name.utf8.first, CompletionPlace.isWordByte(first), !(0x30...0x39).contains(first), knows(name) {
            return name
        }
        return place.innermostCallee
    }
}
