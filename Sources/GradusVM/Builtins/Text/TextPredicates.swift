/// `isalpha` and its relatives.
enum TextPredicates {
    static func isAlpha(_ code: UInt32) -> Bool {
        if code < 0x80 { return CaseMapping.isLetter(UInt8(code)) }
        switch Unicode.Scalar(code)?.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return false
        }
    }

    static func isDecimal(_ code: UInt32) -> Bool { TextOperations.decimalValue(code) != nil }

    static func isDigit(_ code: UInt32) -> Bool {
        if code < 0x80 { return isDecimal(code) }
        let type = Unicode.Scalar(code)?.properties.numericType
        return type == .decimal || type == .digit
    }

    static func isNumeric(_ code: UInt32) -> Bool {
        if code < 0x80 { return isDecimal(code) }
        return Unicode.Scalar(code)?.properties.numericType != nil
    }

    static func isAlphanumeric(_ code: UInt32) -> Bool { isAlpha(code) || isNumeric(code) }

    static func isUpper(_ code: UInt32) -> Bool { Unicode.Scalar(code)?.properties.isUppercase ?? false }
    static func isLower(_ code: UInt32) -> Bool { Unicode.Scalar(code)?.properties.isLowercase ?? false }
    static func isTitle(_ code: UInt32) -> Bool {
        Unicode.Scalar(code)?.properties.generalCategory == .titlecaseLetter
    }

    /// All characters of a text that is not empty.
    static func all(_ string: StringObject, _ predicate: (UInt32) -> Bool) -> Bool {
        guard string.count > 0 else { return false }
        var holds = true
        if let scalars = string.codePoints {
            PlainText.inStretches(scalars.count) { part in
                if holds { holds = scalars[part].allSatisfy(predicate) }
            }
        } else {
            let bytes = string.buffer
            PlainText.inStretches(bytes.count) { part in
                if holds { holds = bytes[part].allSatisfy { predicate(UInt32($0)) } }
            }
        }
        return holds
    }

    /// The code points one after another; they end early on Ctrl-C (see `Attention.isLeaving`).
    private static func scalars(_ string: StringObject) -> UnfoldSequence<UInt32, Int> {
        let (points, bytes) = (string.codePoints, string.buffer)
        return sequence(state: 0) { place in
            guard place < string.count, place & 0xFFFFF != 0xFFFFF || !Attention.isLeaving() else { return nil }
            defer { place += 1 }
            return points.map { $0[place] } ?? UInt32(bytes[place])
        }
    }

    static func isLowerText(_ string: StringObject) -> Bool {
        var isCased = false
        for code in scalars(string) {
            if isUpper(code) || isTitle(code) { return false }
            if isLower(code) { isCased = true }
        }
        return isCased
    }

    static func isUpperText(_ string: StringObject) -> Bool {
        var isCased = false
        for code in scalars(string) {
            if isLower(code) || isTitle(code) { return false }
            if isUpper(code) { isCased = true }
        }
        return isCased
    }

    static func isTitleText(_ string: StringObject) -> Bool {
        var isCased = false
        var previousIsCased = false
        for code in scalars(string) {
            if isUpper(code) || isTitle(code) {
                if previousIsCased { return false }
                previousIsCased = true
                isCased = true
            } else if isLower(code) {
                if !previousIsCased { return false }
                isCased = true
            } else {
                previousIsCased = false
            }
        }
        return isCased
    }

    package static func isIdentifier(_ string: StringObject) -> Bool {
        guard string.count > 0 else { return false }
        for (index, code) in scalars(string).enumerated() {
            if code == 0x5F { continue }
            guard let properties = Unicode.Scalar(code)?.properties else { return false }
            guard index == 0 ? properties.isXIDStart : properties.isXIDContinue else { return false }
        }
        return true
    }
}
