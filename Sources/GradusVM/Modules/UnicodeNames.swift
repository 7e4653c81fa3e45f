/// Names of characters.
enum UnicodeNames {
    /// The character of a name, in any case.
    static func lookup(_ name: String) -> UInt32? {
        let wanted = name.uppercased()
        return byName[wanted]
    }

    /// The name, or nil for characters without one.
    static func name(_ code: UInt32) -> String? {
        if let syllable = hangul(code) { return syllable }
        if isIdeograph(code) { return "CJK UNIFIED IDEOGRAPH-" + String(code, radix: 16, uppercase: true) }
        return Unicode.Scalar(code)?.properties.name
    }

    private static func isIdeograph(_ code: UInt32) -> Bool {
        (0x4E00...0x9FFF).contains(code) || (0x3400...0x4DBF).contains(code) || (0x20000...0x2A6DF).contains(code)
    }

    private static let leads = [
        "G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H",
    ]
    private static let vowels = [
        "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU",
        "EU", "YI", "I",
    ]
    private static let tails = [
        "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S",
        "SS", "NG", "J", "C", "K", "T", "P", "H",
    ]

    /// Hangul syllables are named after their letters.
    private static func hangul(_ code: UInt32) -> String? {
        guard (0xAC00...0xD7A3).contains(code) else { return nil }
        let place = Int(code - 0xAC00)
        return "HANGUL SYLLABLE " + leads[place / 588] + vowels[place % 588 / 28] + tails[place % 28]
    }

    /// All names, gathered when one is first looked up.
    private static let byName: [String: UInt32] = {
        var table: [String: UInt32] = [:]
        table.reserveCapacity(140_000)
        for code in UInt32(0)..<0xE0200 {
            if let name = name(code) { table[name] = code }
            if let alias = Unicode.Scalar(code)?.properties.nameAlias { table[alias] = code }
        }
        return table
    }()
}
