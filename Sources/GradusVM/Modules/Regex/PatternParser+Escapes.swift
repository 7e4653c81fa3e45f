extension PatternParser {
    // MARK: Escapes

    /// An escape outside of a set.
    mutating func escape(_ token: ArraySlice<UInt32>) throws -> PatternNode {
        guard let letter = token.last else { return .failure }
        switch Unicode.Scalar(letter) {
        case "A": return .position(.stringStart)
        case "Z": return .position(.stringEnd)
        case "b": return .position(.wordBoundary)
        case "B": return .position(.notWordBoundary)
        default: break
        }
        if let category = Self.category(letter) { return .category(category) }
        if let plain = PatternText.simpleEscape(letter) { return .literal(plain) }
        if let code = try numericEscape(letter) { return .literal(code) }
        if letter == 0x30 {
            let digits = try reader.get(while: PatternText.isOctal, atMost: 2)
            return .literal(UInt32(PatternText.number(digits, base: 8)))
        }
        if PatternText.isDigit(letter) {
            var digits = [letter]
            if let second = reader.peek, PatternText.isDigit(second) {
                digits.append(second)
                _ = try reader.get()
                if PatternText.isOctal(letter), PatternText.isOctal(second), let third = reader.peek,
                    PatternText.isOctal(third)
                {
                    digits.append(third)
                    _ = try reader.get()
                    return .literal(try octal(digits))
                }
            }
            let group = PatternText.number(digits, base: 10)
            if group < nextGroup {
                if !isClosed[group] {
                    throw reader.error("cannot refer to an open group", back: digits.count + 1)
                }
                try checkLookbehind(group)
                return .backreference(group)
            }
            throw reader.error("invalid group reference \(group)", back: digits.count)
        }
        if PatternText.isLetter(letter) { throw badEscape(token) }
        return .literal(letter)
    }

    private func badEscape(_ token: ArraySlice<UInt32>) -> PatternError {
        reader.error("bad escape \(PatternText.text(token))", back: token.count)
    }

    private func octal(_ digits: [UInt32]) throws -> UInt32 {
        let code = PatternText.number(digits, base: 8)
        if code > 0o377 {
            throw reader.error(
                "octal escape value \\\(PatternText.text(digits)) outside of range 0-0o377", back: digits.count + 1)
        }
        return UInt32(code)
    }

    private static func category(_ letter: UInt32) -> PatternCategory? {
        switch Unicode.Scalar(letter) {
        case "d": PatternCategory(kind: .digit, isNegated: false)
        case "D": PatternCategory(kind: .digit, isNegated: true)
        case "s": PatternCategory(kind: .space, isNegated: false)
        case "S": PatternCategory(kind: .space, isNegated: true)
        case "w": PatternCategory(kind: .word, isNegated: false)
        case "W": PatternCategory(kind: .word, isNegated: true)
        default: nil
        }
    }

    /// `\x41`, `\u0041`, `\U00000041`, `\N{NAME}`; nil for other letters.
    private mutating func numericEscape(_ letter: UInt32) throws -> UInt32? {
        let count: Int
        switch Unicode.Scalar(letter) {
        case "x": count = 2
        case "u" where reader.isText: count = 4
        case "U" where reader.isText: count = 8
        case "N" where reader.isText:
            guard try reader.match("{") else { throw reader.error("missing {") }
            let name = try reader.get(until: "}", "character name")
            guard let code = UnicodeNames.lookup(PatternText.text(name)) else {
                throw reader.error("undefined character name \(PatternText.repr(name))", back: name.count + 4)
            }
            return code
        default: return nil
        }
        let digits = try reader.get(while: PatternText.isHex, atMost: count)
        if digits.count != count {
            throw reader.error(
                "incomplete escape \\\(PatternText.text([letter] + digits))", back: digits.count + 2)
        }
        let code = PatternText.number(digits, base: 16)
        if code > 0x10FFFF {
            throw reader.error("bad escape \\\(PatternText.text([letter] + digits))", back: digits.count + 2)
        }
        return UInt32(code)
    }

    // MARK: Sets

    /// A set, its opening bracket already read.
    mutating func set() throws -> PatternNode {
        let here = reader.place - 1
        var items: [SetItem] = []
        let isNegated = try reader.match("^")
        func unterminated() -> PatternError {
            reader.error("unterminated character set", back: reader.place - here)
        }
        while true {
            let token = try reader.get()
            guard let scalar = token.first else { throw unterminated() }
            if token.count == 1, scalar == 0x5D, !items.isEmpty { break }
            let start = try token.count == 1 ? .range(scalar, scalar) : setEscape(token)
            guard try reader.match("-") else {
                items.append(start)
                continue
            }
            let other = try reader.get()
            guard let last = other.first else { throw unterminated() }
            if other.count == 1, last == 0x5D {
                items.append(start)
                items.append(.range(0x2D, 0x2D))
                break
            }
            let end = try other.count == 1 ? .range(last, last) : setEscape(other)
            guard case .range(let low, _) = start, case .range(let high, _) = end, low <= high else {
                throw reader.error(
                    "bad character range \(PatternText.text(token))-\(PatternText.text(other))",
                    back: token.count + 1 + other.count)
            }
            items.append(.range(low, high))
        }
        if items.count == 1, !isNegated, case .range(let low, let high) = items[0], low == high {
            return .literal(low)
        }
        return .set(negated: isNegated, items)
    }

    private mutating func setEscape(_ token: ArraySlice<UInt32>) throws -> SetItem {
        guard let letter = token.last else { return .range(0, 0) }
        func one(_ code: UInt32) -> SetItem { .range(code, code) }
        if let plain = PatternText.simpleEscape(letter) { return one(plain) }
        if let category = Self.category(letter) { return .category(category) }
        if let code = try numericEscape(letter) { return one(code) }
        if PatternText.isOctal(letter) {
            let more = try reader.get(while: PatternText.isOctal, atMost: 2)
            return one(try octal([letter] + more))
        }
        if PatternText.isDigit(letter) || PatternText.isLetter(letter) { throw badEscape(token) }
        return one(letter)
    }
}
