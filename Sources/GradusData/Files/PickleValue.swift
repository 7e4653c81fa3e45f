/// A value read from a Python pickle. Containers are objects, because pickles share them; the document owns them.
package enum PickleValue {
    case none
    case bool(Bool)
    case int(Int)
    case real(Double)
    case text(String)
    /// Python 3 bytes and Python 2 strings.
    case bytes([UInt8])
    case list(PickleContainer)
    case tuple(PickleContainer)
    /// Keys and values in turn.
    case dictionary(PickleContainer)
    /// A name that an import would give; never looked up.
    case global(module: String, name: String)
    /// A call or an object that the pickle describes; never made.
    case object(PickleContainer)
    case persistent(PickleContainer)
}

/// The items of a list or tuple; keys and values of a dictionary; callable and arguments of an object, whose entries
/// follow.
package final class PickleContainer {
    package internal(set) var items: [PickleValue]
    /// What a BUILD opcode set.
    package internal(set) var state: PickleValue?

    init(_ items: [PickleValue]) { self.items = items }

    /// The value of a text (or Python 2 string) key of a dictionary.
    package subscript(_ key: String) -> PickleValue? {
        var index = items.count - 2
        while index >= 0 {
            if items[index].string == key { return items[index + 1] }
            index -= 2
        }
        return nil
    }

    /// `module.name` of an object's callable.
    package var name: String {
        if case .global(let module, let name) = items.first { return "\(module).\(name)" }
        return ""
    }

    /// Positional arguments of an object.
    package var arguments: [PickleValue] { items.count > 1 ? items[1].items ?? [] : [] }
}

/// A pickle that was read. Values are valid as long as the document: it empties its containers one by one at its end,
/// so that neither cycles nor deep nesting do harm.
package final class PickleDocument {
    package internal(set) var root: PickleValue = .none
    private var containers: [PickleContainer] = []

    func container(_ items: [PickleValue] = []) -> PickleContainer {
        let container = PickleContainer(items)
        containers.append(container)
        return container
    }

    deinit {
        root = .none
        for container in containers {
            container.items = []
            container.state = nil
        }
    }
}

extension PickleValue {
    /// Text, or bytes that are text.
    package var string: String? {
        switch self {
        case .text(let text): text
        case .bytes(let bytes): String(validating: bytes, as: UTF8.self)
        default: nil
        }
    }

    /// Items of a list or tuple.
    package var items: [PickleValue]? {
        switch self {
        case .list(let container), .tuple(let container): container.items
        default: nil
        }
    }

    package var integer: Int? {
        switch self {
        case .int(let value): value
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }
}
