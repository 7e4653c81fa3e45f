import GradusData
import GradusTensor
import GradusVM

/// Samples of several parts, as version 2 of the transforms takes them: pictures anywhere in tuples, lists and dicts are
/// transformed alike; where there is none, the first tensor is the picture; everything else stays.
final class SampleLeaves {
    private let hasPicture: Bool
    private var hasDone = false
    private let start = Generator.default.stateBytes

    init(_ vm: VM, _ value: Value) { hasPicture = Self.containsPicture(value, depth: 0) }

    private static func containsPicture(_ value: Value, depth: Int) -> Bool {
        if value.asPicture != nil { return true }
        guard depth < 64 else { return false }
        if let tuple = value.asTuple { return tuple.values.contains { containsPicture($0, depth: depth + 1) } }
        if let list = value.asList { return list.buffer.contains { containsPicture($0, depth: depth + 1) } }
        if let dictionary = value.asDictionary {
            return dictionary.entries.contains { containsPicture($0.value, depth: depth + 1) }
        }
        return false
    }

    func mapped(_ vm: VM, _ value: Value, depth: Int = 0, _ body: (Value) throws -> Value) throws -> Value {
        guard depth < 64 else { return value }
        if value.asPicture != nil || (value.asTensor != nil && !hasPicture && !hasDone) {
            // All pictures of a sample see the same draws.
            if hasDone { try Generator.default.setState(start) }
            hasDone = true
            return try body(value)
        }
        if let tuple = value.asTuple {
            return vm.tuple(try tuple.values.map { try mapped(vm, $0, depth: depth + 1, body) })
        }
        if let list = value.asList {
            return vm.list(try list.values.map { try mapped(vm, $0, depth: depth + 1, body) })
        }
        if let dictionary = value.asDictionary {
            let result = DictionaryObject()
            for entry in dictionary.entries {
                try result.set(vm, entry.key, try mapped(vm, entry.value, depth: depth + 1, body))
            }
            return vm.value(result)
        }
        return value
    }
}
