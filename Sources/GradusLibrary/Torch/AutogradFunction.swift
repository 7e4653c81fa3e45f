import GradusTensor
import GradusVM

/// `torch.autograd.Function`: an operation whose forward and backward passes are methods of a class of the language.
enum AutogradFunction {
    nonisolated(unsafe) static let type = TypeObject(
        name: "Function", module: "torch.autograd.function", bases: [contextBase], layout: .instance,
        hasAttributes: true, populate: populate)

    /// `FunctionCtx`: the methods that the first argument of forward and backward has.
    nonisolated(unsafe) static let contextBase = TypeObject(
        name: "FunctionCtx", module: "torch.autograd.function", bases: [Types.object], layout: .instance,
        hasAttributes: true, populate: FunctionContext.populate)

    nonisolated(unsafe) private static var contextTypes: [ObjectIdentifier: TypeObject] = [:]

    /// `ExpBackward` for a class `Exp`.
    private static func contextType(_ cls: TypeObject) -> TypeObject {
        if let known = contextTypes[ObjectIdentifier(cls)] { return known }
        let made = TypeObject(
            name: cls.name + "Backward", module: "torch.autograd.function", bases: [contextBase], layout: .instance,
            hasAttributes: true)
        contextTypes[ObjectIdentifier(cls)] = made
        return made
    }

    private static func populate(_ type: TypeObject) {
        type.method("__init__", "self, *args, **kwargs") { _, _ in .none }
        type.staticMethod("forward", "*args, **kwargs", doc: "Computes the result; to be defined by the subclass.") {
            vm, _ in
            throw vm.error(
                .notImplementedError, "You must implement the forward function for custom autograd.Function.")
        }
        type.staticMethod("setup_context", "ctx, inputs, output", doc: "Keeps what backward needs.") { vm, _ in
            throw vm.error(.notImplementedError, "setup_context is not implemented.")
        }
        type.staticMethod("backward", "ctx, *grad_outputs", doc: "The gradients of the inputs.") { vm, _ in
            throw vm.error(
                .notImplementedError,
                "You must implement either the backward or vjp method for your custom autograd.Function to use it with "
                    + "backward mode AD.")
        }
        type.classMethod("apply", "cls, *args, **kwargs", doc: "Calls the function and records it.") { vm, arguments in
            guard let cls = arguments[0].asType else { return .none }
            return try apply(vm, cls, arguments[1].asTuple?.values ?? [])
        }
        type.special(.call, "self, *args, **kwargs") { vm, arguments in
            throw vm.error(
                .runtimeError,
                "Legacy autograd function with non-static forward method is deprecated. Please use new-style autograd "
                    + "function with static forward method. (Example: "
                    + "https://pytorch.org/docs/stable/autograd.html#torch.autograd.Function)")
        }
    }

    private static let backwardName = "backward"

    /// Whether the class defines `setup_context`, so that forward gets no context.
    private static func separatesContext(_ cls: TypeObject) -> Bool {
        let name = Interned.string("setup_context")
        guard let found = cls.lookup(name), let own = type.own(name) else { return false }
        return !found.isIdentical(to: own)
    }

    private static func apply(_ vm: VM, _ cls: TypeObject, _ given: [Value]) throws -> Value {
        let inputs = given.map(\.asTensor)
        let context = FunctionContext(type: contextType(cls), function: cls)
        let contextValue = vm.value(context)
        context.needsInputGrad = inputs.map { $0?.requiresGrad ?? false }
        let isRecorded = GradMode.isEnabled && context.needsInputGrad.contains(true)
        let function = Value(borrowing: cls)
        let result = try GradMode.without {
            let forward = try vm.attribute(function, "forward")
            guard separatesContext(cls) else { return try vm.call(forward, [contextValue] + given) }
            let output = try vm.call(forward, given)
            _ = try vm.call(
                try vm.attribute(function, "setup_context"), [contextValue, vm.tuple(given), output])
            return output
        }
        let isTuple = result.asTuple != nil
        let items = result.asTuple?.values ?? [result]
        let outputs = try outputTensors(vm, context, items, inputs, isRecorded)
        try context.adoptSaved(outputs)
        if isRecorded { record(vm, context, outputs, given) }
        let values = zip(items, outputs).map { item, output in output.map { vm.wrap($0) } ?? item }
        return isTuple ? vm.tuple(values) : values[0]
    }

    /// The tensors of the result. An input that comes back unchanged becomes a tensor of its own.
    private static func outputTensors(
        _ vm: VM, _ context: FunctionContext, _ items: [Value], _ inputs: [Tensor?], _ isRecorded: Bool
    ) throws -> [Tensor?] {
        for dirty in context.dirty where isRecorded {
            if dirty.isLeaf, dirty.requiresGrad {
                throw TensorError(
                    .runtimeError, "a leaf Variable that requires grad has been used in an in-place operation.")
            }
            try GradMode.with(true) { try dirty.checkInPlace() }
        }
        return items.map { item in
            guard let tensor = item.asTensor else { return nil }
            let isInput = inputs.contains { $0 === tensor }
            let isDirty = context.dirty.contains { $0 === tensor }
            return isInput && !isDirty ? tensor.detach() : tensor
        }
    }

    private static func record(_ vm: VM, _ context: FunctionContext, _ outputs: [Tensor?], _ given: [Value]) {
        let tensors = given.compactMap(\.asTensor)
        let places = given.map { $0.asTensor != nil }
        let shapes = outputs.map { $0.map { (shape: $0.shape, dtype: $0.dtype, device: $0.device) } }
        let node = Node.custom(context.type.name, outputs: outputs, inputs: tensors) {
            [unowned vm, unowned context] gradients in
            var arguments: [Tensor?] = gradients
            for (i, shape) in shapes.enumerated() where arguments[i] == nil && context.materializesGrads {
                arguments[i] = try shape.map { try Tensor.zeros($0.shape, dtype: $0.dtype, device: $0.device) }
            }
            return try vm.withPool {
                try backward(vm, context, arguments.map { vm.wrap($0) }, places)
            }
        }
        node.owner = context
        node.wrapper = Unmanaged<Object>.passUnretained(context).toOpaque()
        context.node = node
        for (i, output) in outputs.enumerated() {
            guard let output, output.dtype.isFloat, !context.nonDifferentiable.contains(where: { $0 === output }) else {
                continue
            }
            node.attach(output, i, inPlace: context.dirty.contains { $0 === output })
        }
    }

    /// The gradients of the tensors among the inputs.
    private static func backward(
        _ vm: VM, _ context: FunctionContext, _ gradients: [Value], _ isTensor: [Bool]
    ) throws -> [Tensor?] {
        let name = context.type.name
        let found = try vm.call(
            try vm.attribute(Value(borrowing: context.function), backwardName), [Value(borrowing: context)] + gradients)
        var values = found.asTuple?.values ?? found.asList?.values ?? [found]
        while values.count > isTensor.count, let last = values.last, last.isNone { values.removeLast() }
        guard values.count == isTensor.count else {
            throw vm.error(
                .runtimeError,
                "function \(name) returned an incorrect number of gradients (expected \(isTensor.count), got \(values.count))"
            )
        }
        var tensors: [Tensor?] = []
        for (i, value) in values.enumerated() {
            if isTensor[i] {
                guard value.isNone || value.asTensor != nil else {
                    throw vm.error(.runtimeError, "expected Variable or None (got \(vm.typeName(value)))")
                }
                tensors.append(value.asTensor)
            } else if !value.isNone {
                throw vm.error(
                    .runtimeError,
                    "function \(name) returned a gradient different than None at position \(i + 1), but the corresponding "
                        + "forward input was not a Variable")
            }
        }
        return tensors
    }
}

/// The context of one call of a function (`ctx`), which is also the `grad_fn` of its results.
final class FunctionContext: InstanceObject {
    let function: TypeObject
    weak var node: Node?
    var needsInputGrad: [Bool] = []
    var materializesGrads = true
    fileprivate(set) var dirty: [Tensor] = []
    fileprivate(set) var nonDifferentiable: [Tensor] = []
    /// What `save_for_backward` was given, until the results are known.
    private var toSave: [Tensor?] = []
    private var saved: [(tensor: Saved, output: Int?)?] = []

    init(type: TypeObject, function: TypeObject) {
        self.function = function
        super.init(type: type)
    }

    /// Keeps the tensors with their versions: results outside the graph, so that the node does not hold itself.
    func adoptSaved(_ outputs: [Tensor?]) throws {
        saved = toSave.map { tensor in
            guard let tensor else { return nil }
            if let place = outputs.firstIndex(where: { $0 === tensor }) { return (Saved(output: tensor), place) }
            return (Saved(tensor), nil)
        }
        toSave = []
        if !dirty.isEmpty { for tensor in dirty { tensor.bumpVersion() } }
    }

    /// - Throws: RuntimeError where one was changed in place, or the graph was freed.
    func savedTensors() throws -> [Tensor?] {
        if let node, node.isFreed { throw Node.freedError }
        if saved.isEmpty { return toSave }
        return try saved.map { entry in
            guard let entry else { return nil }
            if let place = entry.output { return try entry.tensor.output(of: node, index: Int32(place)) }
            return try entry.tensor.value()
        }
    }

    static func populate(_ type: TypeObject) {
        func context(_ vm: VM, _ value: Value) throws -> FunctionContext {
            guard let context = value.object as? FunctionContext else {
                throw vm.typeError("expected the context of a torch.autograd.Function")
            }
            return context
        }
        func tensors(_ value: Value) -> [Tensor] { (value.asTuple?.values ?? []).compactMap(\.asTensor) }
        type.method("save_for_backward", "self, *tensors", doc: "Keeps tensors for the backward pass.") {
            vm, arguments in
            for value in arguments[1].asTuple?.values ?? [] where !value.isNone && value.asTensor == nil {
                throw vm.typeError(
                    "save_for_backward can only save variables, but argument 0 is of type \(vm.typeName(value))")
            }
            try context(vm, arguments[0]).toSave = (arguments[1].asTuple?.values ?? []).map(\.asTensor)
            return .none
        }
        type.method("save_for_forward", "self, *tensors") { _, _ in .none }
        type.method("mark_dirty", "self, *args", doc: "Names the inputs that forward changed in place.") {
            vm, arguments in
            try context(vm, arguments[0]).dirty = tensors(arguments[1])
            return .none
        }
        type.method("mark_non_differentiable", "self, *args", doc: "Names the results without gradients.") {
            vm, arguments in
            try context(vm, arguments[0]).nonDifferentiable = tensors(arguments[1])
            return .none
        }
        type.method("set_materialize_grads", "self, value", doc: "Whether absent gradients come as zeros.") {
            vm, arguments in
            try context(vm, arguments[0]).materializesGrads = try vm.truth(arguments[1])
            return .none
        }
        for name in ["saved_tensors", "saved_variables"] {
            type.property(name, doc: "What save_for_backward kept.") { vm, value in
                vm.tuple(try context(vm, value).savedTensors().map { vm.wrap($0) })
            }
        }
        type.property("needs_input_grad", doc: "Which inputs want a gradient.") { vm, value in
            vm.tuple(try context(vm, value).needsInputGrad.map { Value($0) })
        }
        GradFunctionObject.addMethods(type) { ($0.object as? FunctionContext)?.node }
    }
}
