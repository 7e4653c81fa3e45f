/// Short fingerprints of text: FNV-1a of 64 bits, folded to 32, as eight hexadecimal digits.
public enum SourceDigest {
    /// The fingerprint of some lines.
    public static func of(lines: some Sequence<String>) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for line in lines {
            for byte in line.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            hash = (hash ^ 10) &* 0x0000_0100_0000_01B3
        }
        let folded = UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
        let digits = String(folded, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }

    /// The lines of a source that count: blank lines and spaces at line ends do not.
    static func significantLines(_ source: String) -> [String] {
        source.split(separator: "\n").compactMap { line in
            var line = line
            while let last = line.last, last == " " || last == "\t" || last == "\r" { line.removeLast() }
            return line.isEmpty ? nil : String(line)
        }
    }
}

extension Notebook {
    /// The digest that the record of each code cell should carry, by cell number.
    ///
    /// It covers the cell's source, and that of the cells above it that record nothing: a changed `x = 3` is noticed at
    /// the next cell that prints something.
    /// - Parameter recording: whether the cell with this number has a record.
    func sourceDigests(recording: (Int) -> Bool) -> [Int: String] {
        var digests: [Int: String] = [:]
        var lines: [String] = []
        for cell in codeCells {
            guard let number = cell.number else { continue }
            lines += SourceDigest.significantLines(cell.source)
            guard recording(number) else { continue }
            digests[number] = SourceDigest.of(lines: lines)
            lines = []
        }
        return digests
    }
}
