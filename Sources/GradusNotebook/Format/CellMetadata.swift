/// The metadata of one cell, in the order written.
public struct CellMetadata: Sendable, Equatable {
    public var entries: [(key: String, value: MetadataValue)]
    /// Written as one JSON object, an older form that is kept.
    var isJSON = false

    public init(_ entries: [(key: String, value: MetadataValue)] = []) {
        self.entries = entries
    }

    public subscript(key: String) -> MetadataValue? {
        entries.last { $0.key == key }?.value
    }

    /// `tags=["a", "b"]`; a single string counts as one tag.
    public var tags: [String] {
        switch self["tags"] {
        case .array(let values):
            values.compactMap { if case .string(let tag) = $0 { tag } else { nil } }
        case .string(let tag): [tag]
        default: []
        }
    }

    public static func == (left: CellMetadata, right: CellMetadata) -> Bool {
        left.entries.count == right.entries.count
            && zip(left.entries, right.entries).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    }
}

/// A value as JSON or a Python literal writes it. A bare key or identifier is null.
public indirect enum MetadataValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([MetadataValue])
    case object([Member])

    public struct Member: Sendable, Equatable {
        public var key: String
        public var value: MetadataValue

        public init(key: String, value: MetadataValue) {
            self.key = key
            self.value = value
        }
    }
}
