import GradusVM

/// Finds completions without running code of the user: names, and attributes of values that are at hand.
struct Completer {
    let vm: VM

    func completions(in text: String, at offset: Int) -> (range: Range<Int>, candidates: [String]) {
        let bytes = Array(text.utf8.prefix(offset))
        var start = bytes.count
        while start > 0, isWordByte(bytes[start - 1]) { start -= 1 }
        let prefix = String(decoding: bytes[start...], as: UTF8.self)
        var names: [String]
        if start > 0, bytes[start - 1] == UInt8(ascii: ".") {
            guard let owner = value(ofPathEndingAt: start - 1, bytes) else { return (start..<offset, []) }
            names = vm.attributeNames(of: owner)
        } else if lineIsImport(bytes, start) {
            names = vm.knownModuleNames.filter { !$0.hasPrefix("_") }
        } else {
            names = vm.mainModule.namespace.entries.compactMap { $0.key.asString?.text }
            names += vm.builtins.entries.compactMap { $0.key.asString?.text }
            names += Self.keywords
        }
        let wantsPrivate = prefix.hasPrefix("_")
        let matching = Set(names).filter { $0.hasPrefix(prefix) && (wantsPrivate || !$0.hasPrefix("_")) }
        return (start..<offset, matching.sorted())
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 0x80
            || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    /// The value of `a.b.c` that ends before the dot, by stored attributes only.
    private func value(ofPathEndingAt end: Int, _ bytes: [UInt8]) -> Value? {
        var start = end
        while start > 0, isWordByte(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".") { start -= 1 }
        let path = String(decoding: bytes[start..<end], as: UTF8.self).split(separator: ".").map(String.init)
        guard let first = path.first else { return nil }
        guard var current = vm.mainModule.namespace.get(first) ?? vm.builtins.get(first) else { return nil }
        for name in path.dropFirst() {
            guard let next = vm.storedAttribute(current, name) else { return nil }
            current = next
        }
        return current
    }

    private func lineIsImport(_ bytes: [UInt8], _ start: Int) -> Bool {
        var begin = start
        while begin > 0, bytes[begin - 1] != 0x0A { begin -= 1 }
        let words = String(decoding: bytes[begin..<start], as: UTF8.self).split(separator: " ")
        return words == ["import"] || words == ["from"]
    }

    private static let keywords = [
        "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else",
        "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
        "pass", "raise", "return", "try", "while", "with", "yield",
    ]
}
