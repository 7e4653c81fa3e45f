import GradusNN
import GradusTensor
import GradusVM

/// The hooks of one module, in the order in which they run.
final class ModuleHookTable {
    enum Kind: String, CaseIterable {
        case beforeForward = "_forward_pre_hooks", afterForward = "_forward_hooks"
        case beforeBackward = "_backward_pre_hooks", afterBackward = "_backward_hooks"
        /// `register_backward_hook`: hangs on the last node of the output.
        case onLastNode = "_non_full_backward_hooks"
    }

    struct Hook {
        let id: Int
        let kind: Kind
        let function: Strong
        let takesKeywords: Bool
        let isAlwaysCalled: Bool
    }

    private(set) var hooks: [Hook] = []
    nonisolated(unsafe) private static var lastID = -1

    func add(_ kind: Kind, _ function: Value, prepend: Bool, takesKeywords: Bool, isAlwaysCalled: Bool = false) -> Int {
        Self.lastID += 1
        let hook = Hook(
            id: Self.lastID, kind: kind, function: Strong(function), takesKeywords: takesKeywords,
            isAlwaysCalled: isAlwaysCalled)
        hooks.insert(hook, at: prepend ? 0 : hooks.count)
        return hook.id
    }

    func remove(_ id: Int) { hooks.removeAll { $0.id == id } }

    func list(_ kind: Kind) -> [Hook] { hooks.filter { $0.kind == kind } }

    /// Puts the hooks into a module's state, by kind and number as PyTorch has them.
    func save(_ vm: VM, in state: DictionaryObject) throws {
        for kind in Kind.allCases where !list(kind).isEmpty {
            let functions = try vm.orderedDictionary()
            let withKeywords = try vm.orderedDictionary()
            for hook in list(kind) {
                try vm.setItem(functions, Value(hook.id), hook.function.value)
                if hook.takesKeywords { try vm.setItem(withKeywords, Value(hook.id), .true) }
            }
            // The older hooks of the backward pass share a name with the new ones there.
            state.set(kind == .onLastNode ? Kind.afterBackward.rawValue : kind.rawValue, functions)
            switch kind {
            case .beforeForward, .afterForward: state.set(kind.rawValue + "_with_kwargs", withKeywords)
            case .afterBackward, .onLastNode: state.set("_is_full_backward_hook", Value(kind == .afterBackward))
            case .beforeBackward: break
            }
        }
    }
}

/// Calls of modules that have hooks.
enum ModuleHooks {
    nonisolated(unsafe) private static let forwardName = Interned.string("forward")

    /// `module(…)`: hooks before, the forward pass, hooks after, and the hooks of the backward pass put in between.
    static func call(
        _ vm: VM, _ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ names: TupleObject?
    ) throws -> Value {
        guard let instance = arguments[0].object as? ModuleInstance else { throw vm.typeError("expected a Module") }
        if instance.module == nil {
            throw vm.error(
                .attributeError, "'\(instance.type.name)' object has no attribute '_backward_hooks'",
                hint: "call super().__init__() first in \(instance.type.name).__init__")
        }
        let module = arguments[0]
        let given = count - (names?.count ?? 0)
        var positional = (1..<max(given, 1)).map { arguments[$0] }
        var keywords = (0..<(names?.count ?? 0)).map {
            (name: names?[$0].asString?.text ?? "", value: arguments[given + $0])
        }
        let table = instance.hooks
        for hook in table?.list(.beforeForward) ?? [] {
            let shown = vm.tuple(positional)
            guard hook.takesKeywords else {
                let result = try vm.call(hook.function.value, [module, shown])
                if !result.isNone { positional = result.asTuple?.values ?? [result] }
                continue
            }
            let result = try vm.call(hook.function.value, [module, shown, dictionary(vm, keywords)])
            if result.isNone { continue }
            guard let pair = result.asTuple?.values, pair.count == 2, let new = pair[0].asTuple,
                let newKeywords = pair[1].asDictionary
            else {
                throw vm.error(
                    .runtimeError,
                    "forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got "
                        + "\(try vm.repr(result)).")
            }
            positional = new.values
            keywords = newKeywords.entries.map { ($0.key.asString?.text ?? "", $0.value) }
        }
        // The hooks of the backward pass hang on identities around the inputs and outputs.
        var backward: Value?
        if let table, !(table.list(.beforeBackward).isEmpty && table.list(.afterBackward).isEmpty) {
            let helper = Value(borrowing: try vm.importModule("torch.nn._backward_hooks"))
            func functions(_ kind: ModuleHookTable.Kind) -> Value {
                vm.list(table.list(kind).map(\.function.value))
            }
            let made = try vm.call(
                try vm.attribute(helper, "BackwardHook"),
                [module, functions(.afterBackward), functions(.beforeBackward)])
            positional = try vm.callMethod(made, "around_inputs", [vm.tuple(positional)]).asTuple?.values ?? positional
            backward = made
        }
        let forward = { try vm.call(try vm.attribute(module, forwardName), positional, keywords: keywords) }
        var output =
            try instance.module.map { layer in
                try LayerTrace.around(
                    layer, isPlain: !(layer is ScriptModule), forward,
                    shape: { ($0.asTensor ?? ($0.asTuple ?? nil)?.values.first?.asTensor)?.shape })
            } ?? forward()
        for hook in table?.list(.afterForward) ?? [] {
            let shown = vm.tuple(positional)
            let result = try vm.call(
                hook.function.value,
                hook.takesKeywords ? [module, shown, dictionary(vm, keywords), output] : [module, shown, output])
            if !result.isNone { output = result }
        }
        if let backward { output = try vm.callMethod(backward, "around_outputs", [output]) }
        if let last = table?.list(.onLastNode), !last.isEmpty { try hang(vm, last, on: output, of: module) }
        return output
    }

    /// The older hooks see the gradients of the node that made the (first) output, whatever its inputs are.
    private static func hang(_ vm: VM, _ hooks: [ModuleHookTable.Hook], on output: Value, of module: Value) throws {
        var first = output
        while first.asTensor == nil {
            if let entries = first.asDictionary?.entries {
                guard let tensor = entries.first(where: { $0.value.asTensor != nil }) else { return }
                first = tensor.value
            } else {
                guard let item = first.asTuple?.values.first else { return }
                first = item
            }
        }
        let node = try vm.attribute(first, "grad_fn")
        if node.isNone { return }
        let make = try vm.attribute(Value(borrowing: try vm.importModule("functools")), "partial")
        for hook in hooks {
            _ = try vm.callMethod(node, "register_hook", [try vm.call(make, [hook.function.value, module])])
        }
    }

    private static func dictionary(_ vm: VM, _ keywords: [(name: String, value: Value)]) -> Value {
        let made = DictionaryObject()
        for (name, value) in keywords { made.set(name, value) }
        return vm.value(made)
    }

    static func populate(_ type: TypeObject) {
        for (name, kind) in [
            ("register_forward_hook", ModuleHookTable.Kind.afterForward), ("register_forward_pre_hook", .beforeForward),
        ] {
            type.method(name, "self, hook, *, prepend=False, with_kwargs=False, always_call=False") { vm, arguments in
                try register(
                    vm, arguments[0], kind, arguments[1],
                    prepend: try arguments.optional(2).map { try vm.truth($0) } ?? false,
                    takesKeywords: try arguments.optional(3).map { try vm.truth($0) } ?? false)
            }
        }
        for (name, kind) in [
            ("register_full_backward_hook", ModuleHookTable.Kind.afterBackward),
            ("register_full_backward_pre_hook", .beforeBackward), ("register_backward_hook", .onLastNode),
        ] {
            type.method(name, "self, hook, prepend=False") { vm, arguments in
                try register(
                    vm, arguments[0], kind, arguments[1],
                    prepend: try arguments.optional(2).map { try vm.truth($0) } ?? false, takesKeywords: false)
            }
        }
        for kind in ModuleHookTable.Kind.allCases {
            type.property(kind.rawValue) { vm, value in
                let made = try vm.orderedDictionary()
                for hook in (value.object as? ModuleInstance)?.hooks?.list(kind) ?? [] {
                    try vm.setItem(made, Value(hook.id), hook.function.value)
                }
                return made
            }
        }
    }

    /// The hooks that a module's state holds, on the module made from it.
    static func restore(_ vm: VM, _ module: Value, _ state: DictionaryObject) throws {
        let isFull = try state.get("_is_full_backward_hook").map { try $0.isNone || vm.truth($0) } ?? true
        for kind in ModuleHookTable.Kind.allCases {
            let withKeywords = state.get(kind.rawValue + "_with_kwargs")
            for entry in state.get(kind.rawValue)?.asDictionary?.entries ?? [] {
                _ = try register(
                    vm, module, kind == .afterBackward && !isFull ? .onLastNode : kind, entry.value, prepend: false,
                    takesKeywords: try withKeywords.map { try vm.contains($0, entry.key) } ?? false)
            }
        }
    }

    private static func register(
        _ vm: VM, _ receiver: Value, _ kind: ModuleHookTable.Kind, _ function: Value, prepend: Bool, takesKeywords: Bool
    ) throws -> Value {
        guard let instance = receiver.object as? ModuleInstance, let module = instance.module else { return .none }
        let table = instance.hooks ?? ModuleHookTable()
        instance.hooks = table
        let id = table.add(kind, function, prepend: prepend, takesKeywords: takesKeywords)
        // A `Sequential` calls its modules directly: it has to come back here.
        module.aroundForward = { [unowned vm, weak instance] _, input, forward in
            guard let instance else { return try forward(input) }
            return try vm.withPool {
                let kept = Strong(try vm.call(Value(borrowing: instance), [vm.scriptValue(input)]))
                return vm.moduleResult(kept.value)
            }
        }
        return vm.value(
            HookHandle { [weak instance, weak table] in
                table?.remove(id)
                guard let instance, let table, table.hooks.isEmpty else { return }
                instance.hooks = nil
                instance.module?.aroundForward = nil
            })
    }
}
