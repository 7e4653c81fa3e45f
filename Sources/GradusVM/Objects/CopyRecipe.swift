/// What `copy` and `pickle` make an object of again: a function of the language, its arguments, and a state for
/// `__setstate__`.
public struct CopyRecipe {
    let function: Value
    let arguments: [Value]
    let state: Value?

    init(_ function: Value, _ arguments: [Value], state: Value? = nil) {
        self.function = function
        self.arguments = arguments
        self.state = state
    }

    /// `type(*arguments)`
    init(_ type: TypeObject, _ arguments: [Value], state: Value? = nil) {
        self.init(Value(borrowing: type), arguments, state: state)
    }

    /// `iter(source)`, or `reversed(source)`.
    static func iterating(_ vm: VM, _ source: Value, by name: String = "iter", state: Value? = nil) -> CopyRecipe {
        CopyRecipe(vm.builtins.get(name) ?? .none, [source], state: state)
    }

    /// An iterator that has nothing left.
    static func exhausted(_ vm: VM) -> CopyRecipe { iterating(vm, vm.tuple([])) }

    /// The tuple that `__reduce__` answers.
    func tuple(_ vm: VM) -> Value {
        vm.tuple([function, vm.tuple(arguments)] + (state.map { [$0] } ?? []))
    }
}

extension IteratorTypes {
    /// `__reduce__` and `__setstate__` of native iterators.
    static func addReduction(to type: TypeObject) {
        type.method("__reduce__", "self, /", doc: "Return state information for pickling.") { vm, arguments in
            guard let iterator = arguments[0].object as? IteratorObject, let parts = try iterator.reduction(vm) else {
                let type = vm.typeOf(arguments[0])
                let name = type.moduleName == "builtins" ? type.name : "\(type.moduleName).\(type.name)"
                throw vm.typeError("cannot pickle '\(name)' object")
            }
            return parts.tuple(vm)
        }
        type.method("__setstate__", "self, state, /", doc: "Set state information for unpickling.") { vm, arguments in
            try (arguments[0].object as? IteratorObject)?.restore(vm, arguments[1])
            return .none
        }
    }

    /// The place in a sequence that a state names, within it.
    static func place(_ vm: VM, _ state: Value, in range: ClosedRange<Int>) throws -> Int {
        min(max(try vm.index(state), range.lowerBound), range.upperBound)
    }
}
