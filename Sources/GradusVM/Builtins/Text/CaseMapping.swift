/// Case of text beyond ASCII, by the Unicode properties of the standard library.
enum CaseMapping {
    enum Kind { case lower, upper, title, capitalize, swap, fold }

    static func map(_ string: StringObject, _ kind: Kind) -> [UInt8] {
        guard let scalars = string.codePoints else { return mapASCII(string.buffer, kind) }
        var result: [UInt8] = []
        result.reserveCapacity(string.byteCount + 8)
        var previousIsCased = false
        for index in 0..<scalars.count {
            if index & 0xFFFF == 0xFFFF, Attention.isLeaving() { break }
            let code = scalars[index]
            guard let scalar = Unicode.Scalar(code) else {
                StringObject.encode(code, into: &result)
                previousIsCased = false
                continue
            }
            let properties = scalar.properties
            var action = kind
            switch kind {
            case .title:
                action = previousIsCased ? .lower : .title
                previousIsCased = properties.isCased
            case .capitalize: action = index == 0 ? .title : .lower
            case .swap: action = properties.isUppercase ? .lower : properties.isLowercase ? .upper : .swap
            default: break
            }
            switch action {
            case .lower:
                if code == 0x3A3 {
                    StringObject.encode(isFinalSigma(scalars, index) ? 0x3C2 : 0x3C3, into: &result)
                } else {
                    result += properties.lowercaseMapping.utf8
                }
            case .upper: result += properties.uppercaseMapping.utf8
            case .title: result += properties.titlecaseMapping.utf8
            case .fold: result += fold(scalar).utf8
            default: StringObject.encode(code, into: &result)
            }
        }
        return result
    }

    /// A capital sigma at the end of a word: after a cased letter and not before one, case-ignorable characters aside.
    private static func isFinalSigma(_ scalars: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        func isIgnorable(_ code: UInt32) -> Bool { Unicode.Scalar(code)?.properties.isCaseIgnorable ?? false }
        func isCased(_ code: UInt32) -> Bool { Unicode.Scalar(code)?.properties.isCased ?? false }
        var before = index - 1
        while before >= 0, isIgnorable(scalars[before]) { before -= 1 }
        guard before >= 0, isCased(scalars[before]) else { return false }
        var after = index + 1
        while after < scalars.count, isIgnorable(scalars[after]) { after += 1 }
        return after == scalars.count || !isCased(scalars[after])
    }

    /// Full case folding: lower case of upper case, but for the exceptions of CaseFolding.txt.
    static func fold(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x130: return "i\u{307}"
        case 0x131: return "\u{131}"
        case 0x1E9E: return "ss"
        // Cherokee folds to its capitals.
        case 0x13A0...0x13F5: return String(scalar)
        case 0x13F8...0x13FD: return String(Unicode.Scalar(scalar.value - 8) ?? scalar)
        case 0xAB70...0xABBF: return String(Unicode.Scalar(scalar.value - 0xAB70 + 0x13A0) ?? scalar)
        default:
            let properties = scalar.properties
            // Letters whose capital is a sequence fold too, though some of them keep their form otherwise.
            let upperForm = properties.uppercaseMapping.unicodeScalars
            guard properties.changesWhenCaseFolded || upperForm.count > 1 || scalar.value == 0x1FBE else {
                return String(scalar)
            }
            var result = ""
            for upper in upperForm {
                for lower in upper.properties.lowercaseMapping.unicodeScalars {
                    result.unicodeScalars.append(lower)
                }
            }
            return result
        }
    }

    static func mapASCII(_ text: ByteBuffer, _ kind: Kind) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: text.count) { buffer, count in
            count = text.count
            if let source = text.baseAddress, let target = buffer.baseAddress {
                mapASCII(source, text.count, kind, into: target)
            }
        }
    }

    static func mapASCII(
        _ text: UnsafePointer<UInt8>, _ count: Int, _ kind: Kind, into target: UnsafeMutablePointer<UInt8>
    ) {
        switch kind {
        case .lower, .fold:
            PlainText.inStretches(count) { for index in $0 { target[index] = lower(text[index]) } }
        case .upper:
            PlainText.inStretches(count) { for index in $0 { target[index] = upper(text[index]) } }
        case .swap:
            PlainText.inStretches(count) {
                for index in $0 { target[index] = isLetter(text[index]) ? text[index] ^ 0x20 : text[index] }
            }
        case .capitalize:
            PlainText.inStretches(count) { for index in $0 { target[index] = lower(text[index]) } }
            if count > 0 { target[0] = upper(text[0]) }
        case .title:
            var previous = false
            PlainText.inStretches(count) {
                for index in $0 {
                    target[index] = previous ? lower(text[index]) : upper(text[index])
                    previous = isLetter(text[index])
                }
            }
        }
    }

    @inline(__always) static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
    @inline(__always) static func upper(_ byte: UInt8) -> UInt8 { byte &- 0x61 < 26 ? byte & 0xDF : byte }
    @inline(__always) static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
