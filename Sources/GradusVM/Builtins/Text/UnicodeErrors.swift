extension VM {
    func encodeError(_ encoding: String, _ text: StringObject, _ start: Int, _ end: Int, _ reason: String) -> Thrown {
        error(
            .unicodeEncodeError,
            arguments: [string(encoding), value(text), Value(start), Value(end), string(reason)])
    }

    func decodeError(_ encoding: String, _ bytes: [UInt8], _ start: Int, _ end: Int, _ reason: String) -> Thrown {
        error(
            .unicodeDecodeError,
            arguments: [string(encoding), value(BytesObject(bytes)), Value(start), Value(end), string(reason)])
    }
}

extension Types {
    /// The message and attributes of UnicodeEncodeError and UnicodeDecodeError.
    static func populateUnicodeError(_ type: TypeObject, isDecoding: Bool) {
        for (index, name) in ["encoding", "object", "start", "end", "reason"].enumerated() {
            type.property(
                name,
                get: { _, value in
                    guard let arguments = value.asException?.arguments, arguments.count == 5 else { return .none }
                    return arguments[index]
                })
        }
        type.special(.string, "self, /") { vm, arguments in
            guard let values = arguments[0].asException?.arguments, values.count == 5,
                let encoding = values[0].asString?.text, values[2].tag == .int, values[3].tag == .int
            else {
                let values = arguments[0].asException?.arguments.values ?? []
                if values.isEmpty { return vm.string("") }
                return vm.value(try vm.strObject(values.count == 1 ? values[0] : vm.tuple(values)))
            }
            let (start, end) = (Int(values[2].intBits), Int(values[3].intBits))
            let verb = isDecoding ? "decode" : "encode"
            let reason = try vm.str(values[4])
            if end == start + 1 {
                if isDecoding, let bytes = values[1].asBytes?.bytes, bytes.indices.contains(start) {
                    let shown = String(bytes[start], radix: 16)
                    let digits = shown.count < 2 ? "0" + shown : shown
                    return vm.string("'\(encoding)' codec can't decode byte 0x\(digits) in position \(start): \(reason)")
                }
                if !isDecoding, let text = values[1].asString, start >= 0, start < text.count {
                    var shown: [UInt8] = []
                    let code = text.codePoint(at: start)
                    let (letter, width) = code < 0x100 ? ("x", 2) : code < 0x10000 ? ("u", 4) : ("U", 8)
                    let digits = String(code, radix: 16)
                    shown += "\\\(letter)\(String(repeating: "0", count: width - digits.count))\(digits)".utf8
                    return vm.string(
                        "'\(encoding)' codec can't encode character '\(String(decoding: shown, as: UTF8.self))' in position \(start): \(reason)"
                    )
                }
            }
            let noun = isDecoding ? "bytes" : "characters"
            return vm.string("'\(encoding)' codec can't \(verb) \(noun) in position \(start)-\(end - 1): \(reason)")
        }
    }
}
