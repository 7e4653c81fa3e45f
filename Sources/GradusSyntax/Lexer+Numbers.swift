/// Numeric literals: their extent and CPython's complaints. Values are made by the parser.
extension Lexer {
    /// How a run of digits ended.
    private enum Digits { case ended, failed }

    private func isDigit(_ character: UInt8) -> Bool { character >= 0x30 && character <= 0x39 }

    /// The caret stands under the last byte that CPython has consumed.
    private mutating func failNumber(_ message: String, at offset: Int) { fail(message, start: offset) }

    mutating func readNumber() {
        let start = position
        if bytes[position] == 0x30 {
            switch byte(position + 1) | 0x20 {
            case 0x78: return readRadix(start, "hexadecimal", 16)
            case 0x6F: return readRadix(start, "octal", 8)
            case 0x62: return readRadix(start, "binary", 2)
            default: return readLeadingZero(start)
            }
        }
        if bytes[position] != 0x2E {
            guard readDigits() == .ended else { return }
        }
        readFractionAndExponent(start)
    }

    /// Digits with single underscores between them, from a digit on.
    private mutating func readDigits() -> Digits {
        while true {
            while isDigit(byte(position)) { position += 1 }
            guard byte(position) == 0x5F else { return .ended }
            position += 1
            guard isDigit(byte(position)) else {
                failNumber("invalid decimal literal", at: position - 1)
                return .failed
            }
        }
    }

    /// `0`, `00`, `0_0`, `0.5`, `00e1`, `012j`; but not `012`.
    private mutating func readLeadingZero(_ start: Int) {
        while true {
            while byte(position) == 0x30 { position += 1 }
            guard byte(position) == 0x5F else { break }
            position += 1
            guard isDigit(byte(position)) else { return failNumber("invalid decimal literal", at: position - 1) }
        }
        let zerosEnd = position
        guard isDigit(byte(position)) else { return readFractionAndExponent(start) }
        guard readDigits() == .ended else { return }
        switch byte(position) | 0x20 {
        case 0x2E, 0x65, 0x6A: readFractionAndExponent(start)
        default:
            fail(
                "leading zeros in decimal integer literals are not permitted; "
                    + "use an 0o prefix for octal integers", start: start, end: zerosEnd)
        }
    }

    private mutating func readRadix(_ start: Int, _ name: String, _ radix: UInt8) {
        position += 2
        func isRadixDigit(_ character: UInt8) -> Bool {
            if radix == 16 {
                return isDigit(character) || (character | 0x20 >= 0x61 && character | 0x20 <= 0x66)
            }
            return character >= 0x30 && character < 0x30 + radix
        }
        repeat {
            if byte(position) == 0x5F { position += 1 }
            let character = byte(position)
            guard isRadixDigit(character) else {
                if isDigit(character) { return failDigit(character, name) }
                return failNumber("invalid \(name) literal", at: position - 1)
            }
            while isRadixDigit(byte(position)) { position += 1 }
        } while byte(position) == 0x5F
        if isDigit(byte(position)) { return failDigit(byte(position), name) }
        finishNumber(start, name)
    }

    private mutating func failDigit(_ digit: UInt8, _ name: String) {
        failNumber("invalid digit '\(Character(Unicode.Scalar(digit)))' in \(name) literal", at: position)
    }

    private mutating func readFractionAndExponent(_ start: Int) {
        if byte(position) == 0x2E {
            position += 1
            if isDigit(byte(position)) {
                guard readDigits() == .ended else { return }
            }
        }
        if byte(position) | 0x20 == 0x65 {
            var exponent = position + 1
            let hasSign = byte(exponent) == 0x2B || byte(exponent) == 0x2D
            if hasSign { exponent += 1 }
            if isDigit(byte(exponent)) {
                position = exponent
                guard readDigits() == .ended else { return }
            } else if hasSign {
                return failNumber("invalid decimal literal", at: exponent - 1)
            }
        }
        if byte(position) | 0x20 == 0x6A {
            position += 1
            return finishNumber(start, "imaginary")
        }
        finishNumber(start, "decimal")
    }

    /// A name may not follow a number directly, the words that follow numbers in valid programs excepted (`1if x else 2`).
    private mutating func finishNumber(_ start: Int, _ name: String) {
        let next = byte(position)
        switch next {
        case 0x61...0x7A, 0x41...0x5A, 0x5F:
            guard followsNumber() else { return failNumber("invalid \(name) literal", at: position - 1) }
        default: break
        }
        emit(.number, start, position)
    }

    private func followsNumber() -> Bool {
        func starts(_ word: StaticString) -> Bool {
            for index in 0..<word.utf8CodeUnitCount where byte(position + index) != word.utf8Start[index] {
                return false
            }
            return true
        }
        return starts("and") || starts("else") || starts("for") || starts("if") || starts("in") || starts("is")
            || starts("or") || starts("not")
    }
}
