import GradusLibrary
import GradusSyntax
import GradusVM

/// What a prompt asks of a session beside running cells.
extension Session {
    // MARK: Entries

    /// Keeps `In`, `Out`, `_` and their like from now on, and describes tensors.
    public func keepEntries() {
        let names = entryNames ?? EntryNames()
        entryNames = names
        names.install(in: vm)
    }

    /// Notes an entry that is about to run.
    public func beginEntry(_ source: String, number: Int) { entryNames?.begin(source, number: number, in: vm) }

    // MARK: Notes

    /// One line for each variable that the last statement of a text set to a tensor.
    public func assignmentNotes(for source: String) -> [String] {
        guard let last = (try? parseModule(SourceText(name: "<stdin>", text: source)))?.body.last else { return [] }
        let targets: [Expression]
        switch last.kind {
        case .assign(let all, _): targets = all
        case .augmentedAssign(let target, _, _): targets = [target]
        case .annotatedAssign(let target, _, let value, _): targets = value == nil ? [] : [target]
        default: targets = []
        }
        var names: [String] = []
        for target in targets { Self.collectNames(target, into: &names) }
        return names.compactMap { name in
            guard let value = vm.mainModule.namespace.get(name), let facts = Library.facts(value, scans: true) else {
                return nil
            }
            return TensorNote.ofVariable(name, facts)
        }
    }

    private static func collectNames(_ target: Expression, into names: inout [String]) {
        switch target.kind {
        case .name(let name): if !names.contains(name) { names.append(name) }
        case .tuple(let items), .list(let items): for item in items { collectNames(item, into: &names) }
        case .starred(let inner): collectNames(inner, into: &names)
        default: break
        }
    }

    /// What stands under a result.
    func note(on result: Value) -> String? {
        guard entryNames != nil else { return nil }
        return Library.facts(result, scans: true).flatMap(TensorNote.ofResult)
    }
}
