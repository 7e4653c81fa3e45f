import GradusVM

/// Optimisers whose class is written in the language and derives from `Optimizer` itself: `param_groups` is a list of
/// dictionaries, `state` a dictionary by parameter, and the base class's methods are functions of
/// `torch.optim._optimizer`.
enum ScriptOptimizers {
    /// Whether an optimiser of the table stands behind an object.
    static func isNative(_ value: Value) -> Bool { (value.object as? OptimizerInstance)?.optimizer != nil }

    /// Calls a function of the embedded module with the arguments of a method.
    static func call(_ vm: VM, _ name: String, _ arguments: Arguments) throws -> Value {
        let module = Value(borrowing: try vm.importModule("torch.optim._optimizer"))
        let given = (0..<arguments.count).compactMap { arguments.optional($0) }
        return try vm.call(try vm.attribute(module, name), given)
    }

    /// `param_groups`, `state` or `defaults`.
    static func get(_ vm: VM, _ value: Value, _ name: String) throws -> Value {
        if let known = (value.object as? OptimizerInstance)?.own.get(name) { return known }
        throw vm.error(
            .attributeError, "'\(vm.typeName(value))' object has no attribute '\(name)'",
            hint: "call super().__init__(params, defaults) first")
    }

    static func set(_ vm: VM, _ value: Value, _ name: String, _ new: Value) throws {
        (value.object as? OptimizerInstance)?.own.set(name, new)
    }
}
