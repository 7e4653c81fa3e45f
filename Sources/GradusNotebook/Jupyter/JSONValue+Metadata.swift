import GradusJSON

/// Metadata of cells is JSON in a Jupyter document.
extension JSONValue {
    init(_ value: MetadataValue) {
        self =
            switch value {
            case .null: .null
            case .bool(let flag): .bool(flag)
            case .int(let number): .number(String(number))
            case .double(let number): .number(number.isFinite ? String(number) : "0")
            case .string(let text): .string(text)
            case .array(let values): .array(values.map { JSONValue($0) })
            case .object(let members): .object(members.map { Member($0.key, JSONValue($0.value)) })
            }
    }

    var metadataValue: MetadataValue {
        switch self {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .number(let text): Int(text).map(MetadataValue.int) ?? .double(Double(text) ?? 0)
        case .string(let text): .string(text)
        case .array(let values): .array(values.map(\.metadataValue))
        case .object(let members):
            .object(members.map { MetadataValue.Member(key: $0.key, value: $0.value.metadataValue) })
        }
    }
}
