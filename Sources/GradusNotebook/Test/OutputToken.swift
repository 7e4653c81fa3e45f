/// A piece of an output line: what is compared as text, and what as a number.
enum OutputToken: Equatable {
    case text(Substring)
    case space(Substring)
    case number(Number)
    /// `...` in a record, or a masked part: anything.
    case anything

    struct Number: Equatable {
        var text: Substring
        var value: Double
        /// Written without a point or exponent: compared exactly.
        var isInteger: Bool
        /// One unit of the last digit written; 0 where the number ends at its point (`3.`).
        var unit: Double
        /// A percent sign follows.
        var isPercent = false
    }

    /// Takes a line apart.
    /// - Parameter ellipsis: whether `...` stands for anything.
    static func tokens(of line: some StringProtocol, ellipsis: Bool) -> [OutputToken] {
        var reader = Reader(line, ellipsis: ellipsis)
        return reader.read()
    }

    private struct Reader {
        let line: Substring
        let bytes: Substring.UTF8View
        let ellipsis: Bool
        var position: String.Index
        var tokens: [OutputToken] = []
        var textStart: String.Index

        init(_ line: some StringProtocol, ellipsis: Bool) {
            self.line = Substring(line)
            bytes = self.line.utf8
            self.ellipsis = ellipsis
            position = bytes.startIndex
            textStart = position
        }

        func byte(_ index: String.Index) -> UInt8? { index < bytes.endIndex ? bytes[index] : nil }
        func after(_ index: String.Index, _ count: Int = 1) -> String.Index {
            bytes.index(index, offsetBy: count, limitedBy: bytes.endIndex) ?? bytes.endIndex
        }

        mutating func flush() {
            if textStart < position { tokens.append(.text(line[textStart..<position])) }
        }

        mutating func add(_ token: OutputToken, to end: String.Index) {
            flush()
            tokens.append(token)
            position = end
            textStart = end
        }

        mutating func read() -> [OutputToken] {
            let mark = Array(String(OutputMask.mark).utf8)
            var isInsideWord = false
            while let next = byte(position) {
                if next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") {
                    var end = position
                    while let space = byte(end), space == UInt8(ascii: " ") || space == UInt8(ascii: "\t") {
                        end = after(end)
                    }
                    add(.space(line[position..<end]), to: end)
                    isInsideWord = false
                    continue
                }
                if bytes[position...].starts(with: mark) {
                    add(.anything, to: after(position, mark.count))
                    isInsideWord = false
                    continue
                }
                if ellipsis, next == UInt8(ascii: "."), bytes[position...].starts(with: "...".utf8) {
                    add(.anything, to: after(position, 3))
                    isInsideWord = false
                    continue
                }
                if !isInsideWord, let (number, end) = number() {
                    add(.number(number), to: end)
                    isInsideWord = false
                    continue
                }
                isInsideWord = Self.isWordByte(next)
                position = after(position)
            }
            flush()
            return tokens
        }

        static func isDigit(_ byte: UInt8?) -> Bool {
            byte.map { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ?? false
        }

        static func isWordByte(_ byte: UInt8) -> Bool {
            isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
                || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
        }

        func digits(from start: String.Index) -> String.Index {
            var end = start
            while Self.isDigit(byte(end)) { end = after(end) }
            return end
        }

        /// A number that starts here; nil for text, and for things like `2.13.0`.
        mutating func number() -> (Number, String.Index)? {
            var start = position
            if byte(start) == UInt8(ascii: "-") || byte(start) == UInt8(ascii: "+") {
                // A sign belongs to the number unless something stands right before it, as in `3-4`.
                if let last = tokens.last, textStart == position {
                    switch last {
                    case .number, .anything: return nil
                    default: break
                    }
                }
                start = after(start)
            }
            let whole = digits(from: start)
            guard whole > start || (byte(start) == UInt8(ascii: ".") && Self.isDigit(byte(after(start)))) else {
                return nil
            }
            var end = whole
            var fractionDigits = 0
            var isInteger = true
            if byte(whole) == UInt8(ascii: ".") {
                let fraction = digits(from: after(whole))
                fractionDigits = bytes.distance(from: after(whole), to: fraction)
                // "It is 5." ends a sentence; "tensor([5., 6.])" does not. Either way the value is exact.
                let isSentenceEnd =
                    fractionDigits == 0 && (byte(fraction) == nil || byte(fraction) == UInt8(ascii: "."))
                if !isSentenceEnd {
                    end = fraction
                    isInteger = false
                }
                if fractionDigits > 0, byte(fraction) == UInt8(ascii: "."), Self.isDigit(byte(after(fraction))) {
                    return nil
                }
            }
            var exponent = 0
            if let letter = byte(end), letter | 0x20 == UInt8(ascii: "e") {
                var digit = after(end)
                if byte(digit) == UInt8(ascii: "-") || byte(digit) == UInt8(ascii: "+") { digit = after(digit) }
                let exponentEnd = digits(from: digit)
                let follows = byte(exponentEnd).map(Self.isWordByte) ?? false
                if exponentEnd > digit, !follows {
                    exponent = Int(line[after(end)..<exponentEnd].drop { $0 == "+" }) ?? 0
                    end = exponentEnd
                    isInteger = false
                }
            }
            let text = line[position..<end]
            guard let value = Double(text) ?? Double(text + "0"), value.isFinite else { return nil }
            let unit = isInteger || fractionDigits == 0 && exponent == 0 ? 0 : Self.power(exponent - fractionDigits)
            var number = Number(text: text, value: value, isInteger: isInteger, unit: unit)
            let sign = byte(end) == UInt8(ascii: " ") ? after(end) : end
            number.isPercent = byte(sign) == UInt8(ascii: "%")
            return (number, end)
        }

        static func power(_ exponent: Int) -> Double {
            Double("1e\(max(-320, min(300, exponent)))") ?? 0
        }
    }
}
