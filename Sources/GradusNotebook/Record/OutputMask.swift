#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Parts of an output that differ from run to run.
///
/// Numbers that come from a clock are written between two private characters (by `_volatile.py`, which stands in for the
/// clocks while a notebook is recorded or tested), so they are known exactly. Memory addresses and this machine's folders
/// are recognised by what they are.
public enum OutputMask {
    /// Stands for a masked part inside a line; `...` in a record.
    static let mark: Character = "\u{E002}"
    private static let opening: Unicode.Scalar = "\u{E000}"
    private static let closing: Unicode.Scalar = "\u{E001}"

    /// Text as lines, with masked parts as `mark` and characters that would break a comment line written as escapes.
    static func lines(of text: String) -> [String] {
        let folders = machineFolders
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = afterLastReturn(line)
            if line.utf8.contains(UInt8(ascii: "/")) {
                for folder in folders { line = replace(folder, in: line) }
            }
            return trimmed(addresses(in: plain(line)))
        }
    }

    /// What is written into a record.
    static func visible(_ line: String) -> String {
        line.contains(mark)
            ? line.split(separator: mark, omittingEmptySubsequences: false).joined(separator: "...") : line
    }

    /// A carriage return goes back to the start of the line, as on a terminal.
    private static func afterLastReturn(_ line: Substring) -> String {
        guard line.utf8.contains(UInt8(ascii: "\r")) else { return String(line) }
        let pieces = line.unicodeScalars.split(separator: "\r")
        return pieces.last.map { String($0) } ?? ""
    }

    private static func plain(_ line: String) -> String {
        var result = String.UnicodeScalarView()
        var isMasked = false
        var scalars = line.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case opening:
                if !isMasked { result.append(contentsOf: String(mark).unicodeScalars) }
                isMasked = true
            case closing: isMasked = false
            case _ where isMasked: continue
            case "\u{1B}" where scalars.first == "[":
                // Colours say nothing.
                let end = scalars.dropFirst().firstIndex { (0x40...0x7E).contains($0.value) }
                scalars = end.map { scalars[scalars.index(after: $0)...] } ?? scalars[scalars.endIndex...]
            case "\t": result.append(scalar)
            case _ where breaksLines(scalar): result.append(contentsOf: escape(scalar).unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Control characters, and what some readers take for a line end.
    private static func breaksLines(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        return value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let width = scalar.value < 0x100 ? 2 : 4
        return (width == 2 ? "\\x" : "\\u") + String(repeating: "0", count: width - digits.utf8.count) + digits
    }

    /// `at 0x7f12ab` becomes `at …`.
    private static func addresses(in line: String) -> String {
        let word = "at 0x"
        guard line.utf8.count > word.utf8.count, line.contains("0x") else { return line }
        var result = ""
        var rest = line[...]
        while let start = rest.firstRange(ofText: word) {
            let digits = rest[start.upperBound...].prefix { $0.isHexDigit }
            result += rest[..<start.lowerBound]
            result += digits.utf8.count >= 6 ? "at \(mark)" : word + digits
            rest = rest[digits.endIndex...]
        }
        return result + rest
    }

    private static func replace(_ word: String, in line: String) -> String {
        var result = ""
        var rest = line[...]
        while let found = rest.firstRange(ofText: word) {
            result += rest[..<found.lowerBound]
            result.append(mark)
            rest = rest[found.upperBound...]
        }
        return result.isEmpty ? line : result + rest
    }

    /// The folders that are elsewhere on every machine.
    private static var machineFolders: [String] {
        var folders: [String] = []
        for name in ["GRADUS_DATA", "TMPDIR", "HOME"] {
            if let value = getenv(name) { folders.append(String(cString: value)) }
        }
        if let folder = getcwd(nil, 0) {
            folders.append(String(cString: folder))
            free(folder)
        }
        return folders.filter { $0.hasPrefix("/") && $0.utf8.count > 4 }.sorted { $0.utf8.count > $1.utf8.count }
    }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while let last = line.last, last == " " || last == "\t" { line.removeLast() }
        return String(line)
    }
}

extension Substring {
    /// Where a text first occurs.
    func firstRange(ofText word: String) -> Range<Index>? {
        let bytes = Array(word.utf8)
        guard let first = bytes.first else { return nil }
        var start = utf8.startIndex
        while let candidate = utf8[start...].firstIndex(of: first) {
            if utf8[candidate...].starts(with: bytes) {
                return candidate..<utf8.index(candidate, offsetBy: bytes.count)
            }
            start = utf8.index(after: candidate)
        }
        return nil
    }
}
