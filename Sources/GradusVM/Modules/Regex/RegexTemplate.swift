/// A replacement text with its references to groups: `\1`, `\g<name>`.
struct RegexTemplate {
    enum Part {
        case text([UInt8])
        case group(Int)
    }

    private(set) var parts: [Part] = []
    let isText: Bool

    /// The template as one literal text, where it refers to no group.
    var literal: [UInt8]? {
        if parts.isEmpty { return [] }
        if parts.count == 1, case .text(let bytes) = parts[0] { return bytes }
        return nil
    }

    /// The parsed form of a str or bytes; each pattern remembers the last one.
    static func parsed(_ vm: VM, _ pattern: PatternObject, _ value: Value) throws -> RegexTemplate {
        if let known = pattern.template, known.text.value.isIdentical(to: value) { return known.parsed }
        let scalars: [UInt32]
        if let string = value.asString {
            scalars = RegexModule.scalars(string)
        } else if let view = TextView(bytesLike: value) {
            scalars = view.bytes.map { UInt32($0) }
        } else {
            throw vm.typeError("decoding to str: need a bytes-like object, \(vm.typeName(value)) found")
        }
        do {
            let template = try RegexTemplate(scalars, isText: value.asString != nil, pattern)
            pattern.template = (Strong(value), template)
            return template
        } catch let error as PatternError {
            throw RegexModule.thrown(vm, error, pattern: value)
        }
    }

    private init(_ text: [UInt32], isText: Bool, _ pattern: PatternObject) throws {
        self.isText = isText
        var pending: [UInt8] = []
        guard text.contains(0x5C) else {
            for scalar in text { Self.append(scalar, isText, &pending) }
            parts = pending.isEmpty ? [] : [.text(pending)]
            return
        }
        var reader = try PatternReader(text, isText: isText)
        while !reader.isAtEnd {
            let token = try reader.get()
            guard token.count == 2, let letter = token.last else {
                for scalar in token { Self.append(scalar, isText, &pending) }
                continue
            }
            guard let group = try Self.escape(letter, &reader, pattern, isText, &pending) else { continue }
            if !pending.isEmpty {
                parts.append(.text(pending))
                pending = []
            }
            parts.append(.group(group))
        }
        if !pending.isEmpty { parts.append(.text(pending)) }
    }

    private static func append(_ scalar: UInt32, _ isText: Bool, _ bytes: inout [UInt8]) {
        if isText { StringObject.encode(scalar, into: &bytes) } else { bytes.append(UInt8(truncatingIfNeeded: scalar)) }
    }

    /// The group an escape refers to, or nil where it stands for text, which is appended.
    private static func escape(
        _ letter: UInt32, _ reader: inout PatternReader, _ pattern: PatternObject, _ isText: Bool,
        _ bytes: inout [UInt8]
    ) throws -> Int? {
        func checked(_ group: Int, back: Int) throws -> Int {
            if group > pattern.groupCount {
                throw reader.error("invalid group reference \(group)", back: back)
            }
            return group
        }
        if letter == 0x67 {
            guard try reader.match("<") else { throw reader.error("missing <") }
            let name = try reader.get(until: ">", "group name")
            if TextPredicates.isIdentifier(StringObject(PatternText.bytes(name))) {
                guard let group = pattern.group(named: StringObject(PatternText.bytes(name))) else {
                    throw PatternError(
                        kind: .index, message: "unknown group name \(PatternText.repr(name))")
                }
                return try checked(group, back: name.count + 1)
            }
            guard name.allSatisfy(PatternText.isDigit) else {
                throw reader.error("bad character in group name \(PatternText.repr(name))", back: name.count + 1)
            }
            return try checked(PatternText.number(name, base: 10), back: name.count + 1)
        }
        if letter == 0x30 {
            let digits = try reader.get(while: PatternText.isOctal, atMost: 2)
            append(UInt32(PatternText.number(digits, base: 8) & 0xFF), isText, &bytes)
            return nil
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
                    let code = PatternText.number(digits, base: 8)
                    if code > 0o377 {
                        throw reader.error(
                            "octal escape value \\\(PatternText.text(digits)) outside of range 0-0o377", back: 4)
                    }
                    append(UInt32(code), isText, &bytes)
                    return nil
                }
            }
            return try checked(PatternText.number(digits, base: 10), back: digits.count)
        }
        if let plain = PatternText.simpleEscape(letter) {
            append(plain, isText, &bytes)
        } else if PatternText.isLetter(letter) {
            throw reader.error("bad escape \\\(PatternText.text([letter]))", back: 2)
        } else {
            append(0x5C, isText, &bytes)
            append(letter, isText, &bytes)
        }
        return nil
    }

    /// Writes the text for a match with these byte offsets.
    func write(_ text: RegexText, _ offsets: UnsafePointer<Int>, to bytes: inout [UInt8]) {
        for part in parts {
            switch part {
            case .text(let literal): bytes += literal
            case .group(let group):
                let start = offsets[2 * group]
                if start < 0 { continue }
                bytes.append(
                    contentsOf: UnsafeBufferPointer(start: text.bytes + start, count: offsets[2 * group + 1] - start))
            }
        }
    }

    func expand(_ vm: VM, _ match: MatchObject) -> Value {
        var bytes: [UInt8] = []
        for part in parts {
            switch part {
            case .text(let literal): bytes += literal
            case .group(let group):
                guard match.took(group) else { continue }
                bytes.append(
                    contentsOf: UnsafeBufferPointer(
                        start: match.text.bytes + match.start(group), count: match.end(group) - match.start(group)))
            }
        }
        return isText ? vm.string(bytes) : vm.value(BytesObject(bytes))
    }
}
