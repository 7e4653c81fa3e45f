/// Reads a pattern or template token by token: a character, or a backslash with the character after it.
struct PatternReader {
    let text: [UInt32]
    let isText: Bool
    private(set) var index = 0
    /// The next token; empty at the end.
    private(set) var next: ArraySlice<UInt32> = []

    init(_ text: [UInt32], isText: Bool) throws {
        self.text = text
        self.isText = isText
        try advance()
    }

    private mutating func advance() throws {
        guard index < text.count else {
            next = []
            return
        }
        let start = index
        index += 1
        if text[start] == 0x5C {
            guard index < text.count else {
                throw PatternError(message: "bad escape (end of pattern)", position: text.count - 1)
            }
            index += 1
        }
        next = text[start..<index]
    }

    /// Where the next token begins.
    var place: Int { index - next.count }
    var isAtEnd: Bool { next.isEmpty }

    /// The next token as a character, or nil.
    var peek: UInt32? { next.count == 1 ? next.first : nil }

    mutating func get() throws -> ArraySlice<UInt32> {
        let token = next
        try advance()
        return token
    }

    mutating func match(_ scalar: Unicode.Scalar) throws -> Bool {
        guard next.count == 1, next.first == scalar.value else { return false }
        try advance()
        return true
    }

    mutating func seek(_ place: Int) throws {
        index = place
        try advance()
    }

    mutating func get(while isMember: (UInt32) -> Bool, atMost count: Int = .max) throws -> [UInt32] {
        var result: [UInt32] = []
        while result.count < count, let scalar = peek, isMember(scalar) {
            result.append(scalar)
            try advance()
        }
        return result
    }

    /// Everything up to a terminator, which is read too.
    mutating func get(until terminator: Unicode.Scalar, _ name: String) throws -> [UInt32] {
        var result: [UInt32] = []
        while true {
            let token = try get()
            if token.isEmpty {
                if result.isEmpty { throw error("missing \(name)") }
                throw error("missing \(terminator), unterminated name", back: result.count)
            }
            if token.count == 1, token.first == terminator.value {
                if result.isEmpty { throw error("missing \(name)", back: 1) }
                return result
            }
            result += token
        }
    }

    /// An error `back` characters before the next token.
    func error(_ message: String, back: Int = 0) -> PatternError {
        PatternError(message: message, position: place - back)
    }

    func checkGroupName(_ name: [UInt32], back: Int) throws {
        if !TextPredicates.isIdentifier(StringObject(PatternText.bytes(name))) {
            throw error("bad character in group name \(PatternText.repr(name))", back: name.count + back)
        }
    }
}

/// Code points as text.
enum PatternText {
    static func bytes(_ scalars: some Sequence<UInt32>) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in scalars { StringObject.encode(scalar, into: &bytes) }
        return bytes
    }

    static func text(_ scalars: some Sequence<UInt32>) -> String { String(decoding: bytes(scalars), as: UTF8.self) }
    static func repr(_ scalars: [UInt32]) -> String { TextOperations.repr(StringObject(bytes(scalars))) }

    static func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }
    static func isOctal(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 8 }
    static func isHex(_ scalar: UInt32) -> Bool { isDigit(scalar) || (scalar | 0x20) &- 0x61 < 6 }
    static func isLetter(_ scalar: UInt32) -> Bool { scalar < 0x80 && (scalar | 0x20) &- 0x61 < 26 }

    /// A number in a base up to 16, which overflows to a large one.
    static func number(_ digits: some Sequence<UInt32>, base: Int) -> Int {
        var value = 0
        for digit in digits {
            let part = isDigit(digit) ? Int(digit) - 0x30 : Int(digit | 0x20) - 0x61 + 10
            if value > 1 << 50 { return value }
            value = value * base + part
        }
        return value
    }

    /// What `\n` and its like stand for.
    static func simpleEscape(_ scalar: UInt32) -> UInt32? {
        switch Unicode.Scalar(scalar) {
        case "a": 7
        case "b": 8
        case "f": 12
        case "n": 10
        case "r": 13
        case "t": 9
        case "v": 11
        case "\\": 0x5C
        default: nil
        }
    }
}
