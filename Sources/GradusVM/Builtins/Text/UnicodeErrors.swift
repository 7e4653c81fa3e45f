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
