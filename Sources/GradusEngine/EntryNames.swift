import GradusVM

/// The names that a prompt keeps among the variables: `In`, `Out`, `_`, `__`, `___`, `_3`, `_i`, `_i3`, as IPython does.
final class EntryNames {
    private let inputs = ListObject()
    private let outputs = DictionaryObject()
    /// The last three results, newest first: what `_`, `__` and `___` were set to.
    private var recent: [Strong] = []
    private var lastInputs: [String] = []
    /// Results that are kept; older ones are let go, since tensors are large.
    private static let limit = 1000
    private var kept: [Int] = []

    /// Puts the names into a namespace.
    func install(in vm: VM) {
        if inputs.count == 0 { vm.withPool { inputs.append(vm.string("")) } }
        let names = vm.mainModule.namespace
        names.set("In", Value(borrowing: inputs))
        names.set("Out", Value(borrowing: outputs))
    }

    /// Forgets the results (`%reset`).
    func forgetResults() {
        outputs.removeAll()
        recent = []
        kept = []
    }

    /// Notes an entry before it runs; `number` is its place in `In`.
    func begin(_ source: String, number: Int, in vm: VM) {
        vm.withPool {
            while inputs.count < number { inputs.append(vm.string("")) }
            inputs.append(vm.string(source))
            let names = vm.mainModule.namespace
            for (index, earlier) in lastInputs.suffix(3).reversed().enumerated() {
                names.set("_" + String(repeating: "i", count: index + 1), vm.string(earlier))
            }
            names.set("_i\(number)", vm.string(source))
            lastInputs = Array(lastInputs.suffix(2)) + [source]
        }
    }

    /// Notes a result that was shown. A name that the program uses for itself (`for _ in …`) is left alone.
    func keep(_ result: Value, number: Int, in vm: VM) {
        // Looking at Out must not put it into itself.
        guard result.object !== outputs else { return }
        let names = vm.mainModule.namespace
        let underscores = ["_", "__", "___"]
        let isOurs = underscores.enumerated().allSatisfy { index, name in
            guard let value = names.get(name) else { return true }
            return index < recent.count
                ? value.isIdentical(to: recent[index].value) : value.asString?.text.isEmpty == true
        }
        recent = Array(([Strong(result)] + recent).prefix(3))
        if isOurs {
            for (name, value) in zip(underscores, recent) { names.set(name, value.value) }
        }
        names.set("_\(number)", result)
        try? outputs.set(vm, Value(number), result)
        kept.append(number)
        if kept.count > Self.limit, let oldest = kept.first {
            kept.removeFirst()
            _ = try? outputs.pop(vm, Value(oldest))
            names.remove(Interned.string("_\(oldest)"))
        }
    }

    /// Whether a name is one of these rather than the program's.
    static func isEntryName(_ name: String) -> Bool {
        if name == "In" || name == "Out" { return true }
        guard name.hasPrefix("_") else { return false }
        let rest = name.drop { $0 == "_" }.drop { $0 == "i" }
        return rest.allSatisfy(\.isNumber)
    }
}
