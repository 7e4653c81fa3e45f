import GradusTensor
import GradusVM

/// What `register_hook` and its like return.
final class HookHandle: Object {
    private let action: () -> Void
    private let id: Int
    nonisolated(unsafe) private static var lastID = -1
    nonisolated(unsafe) private static let handleType = TypeObject(
        name: "RemovableHandle", module: "torch.utils.hooks", bases: [Types.object], layout: .other
    ) { type in
        type.method("remove", "self", doc: "Removes the hook.") { _, arguments in
            (arguments[0].object as? HookHandle)?.action()
            return .none
        }
        // The copy of an object that keeps the handle of a hook: the original's hook is none of its business.
        for name in ["__copy__", "__deepcopy__"] {
            type.method(name, "self, memo=None") { vm, _ in vm.value(HookHandle {}) }
        }
        type.property("id") { _, value in Value((value.object as? HookHandle)?.id ?? 0) }
        type.special(.enter, "self, /") { _, arguments in arguments[0] }
        type.special(.exit, "self, *args") { _, arguments in
            (arguments[0].object as? HookHandle)?.action()
            return .none
        }
    }

    static var type: TypeObject { handleType }

    init(_ action: @escaping () -> Void) {
        self.action = action
        Self.lastID += 1
        id = Self.lastID
        super.init(type: Self.handleType)
    }
}

/// `x.grad_fn`: a node of the graph. One node has at most one of these at a time.
final class GradFunctionObject: Object {
    let node: Node
    nonisolated(unsafe) private static var types: [String: TypeObject] = [:]

    private init(_ node: Node) {
        self.node = node
        super.init(type: Self.type(node.name))
        node.wrapper = Unmanaged<Object>.passUnretained(self).toOpaque()
    }

    deinit { node.wrapper = nil }

    /// The script side of a node (kept by the pool).
    static func value(_ vm: VM, _ node: Node) -> Value {
        if let known = node.wrapper {
            return vm.pool.keep(Value(borrowing: Unmanaged<Object>.fromOpaque(known).takeUnretainedValue()))
        }
        return vm.value(GradFunctionObject(node))
    }

    private static func type(_ name: String) -> TypeObject {
        if let known = types[name] { return known }
        let made = TypeObject(name: name, bases: [Types.object], layout: .other, hasAttributes: true) { type in
            addMethods(type) { ($0.object as? GradFunctionObject)?.node }
            type.special(.representation, "self, /") { vm, arguments in
                vm.string("<\(name) object at \(address(arguments[0]))>")
            }
        }
        types[name] = made
        return made
    }

    /// An object's address as CPython prints it.
    static func address(_ value: Value) -> String {
        let bits = value.object.map { UInt(bitPattern: Unmanaged.passUnretained($0).toOpaque()) } ?? 0
        let digits = String(bits, radix: 16)
        return "0x" + String(repeating: "0", count: max(12 - digits.count, 0)) + digits
    }

    /// What all nodes can do; the contexts of functions written in the language as well.
    static func addMethods(_ type: TypeObject, _ node: @escaping (Value) -> Node?) {
        type.method("name", "self", doc: "The name of the operation's backward pass.") { vm, arguments in
            vm.string(node(arguments[0])?.name ?? vm.typeName(arguments[0]))
        }
        type.property("next_functions", doc: "Where the gradients of the inputs flow to.") { vm, value in
            guard let node = node(value) else { return vm.tuple([]) }
            return vm.tuple(targets(vm, node))
        }
        type.property("metadata") { vm, _ in vm.value(DictionaryObject()) }
        type.method("_sequence_nr", "self") { _, arguments in Value(Int(node(arguments[0])?.sequence ?? 0)) }
        type.method("register_hook", "self, fn", doc: "Calls fn(grad_inputs, grad_outputs) after the node.") {
            vm, arguments in
            guard let node = node(arguments[0]) else { return .none }
            let hook = Strong(arguments[1])
            let hooks = node.hooks ?? NodeHooks()
            node.hooks = hooks
            let id = hooks.addAfter { inputs, outputs in
                try vm.withPool {
                    let given = [try shown(inputs, node), outputs].map { list in
                        vm.tuple(list.map { vm.wrap($0) })
                    }
                    return try hidden(tensors(try vm.call(hook.value, given)), node)
                }
            }
            return vm.value(HookHandle { hooks.remove(id) })
        }
        type.method("register_prehook", "self, fn", doc: "Calls fn(grad_outputs) before the node.") { vm, arguments in
            guard let node = node(arguments[0]) else { return .none }
            let hook = Strong(arguments[1])
            let hooks = node.hooks ?? NodeHooks()
            node.hooks = hooks
            let id = hooks.addBefore { outputs in
                try vm.withPool { tensors(try vm.call(hook.value, [vm.tuple(outputs.map { vm.wrap($0) })])) }
            }
            return vm.value(HookHandle { hooks.remove(id) })
        }
    }

    /// Gradients of a node's inputs as PyTorch's node has them.
    private static func shown(_ inputs: [Tensor?], _ node: Node) throws -> [Tensor?] {
        if node.form == .linear, inputs.count >= 2 {
            let weight = try inputs[1].map { try $0.transpose(0, 1) }
            let rows = try inputs[0].map { $0.rank > 2 ? try $0.reshape([-1, $0.shape[$0.rank - 1]]) : $0 }
            return node.name == "AddmmBackward0" && inputs.count > 2 ? [inputs[2], rows, weight] : [rows, weight]
        }
        return inputs.count == 1 && binary.contains(node.name) ? inputs + [nil] : inputs
    }

    /// The other way round: what a hook gave back, in the order of the node's inputs.
    private static func hidden(_ given: [Tensor?]?, _ node: Node) throws -> [Tensor?]? {
        guard let given, node.form == .linear, given.count >= 2 else { return given }
        let isBiasFirst = node.name == "AddmmBackward0" && given.count > 2
        let (rows, weight) = isBiasFirst ? (given[1], given[2]) : (given[0], given[1])
        return [rows, try weight.map { try $0.transpose(0, 1) }] + (isBiasFirst ? [given[0]] : [])
    }

    private static func tensors(_ value: Value) -> [Tensor?]? {
        if value.isNone { return nil }
        return value.asTuple?.values.map(\.asTensor) ?? [value.asTensor]
    }

    /// Operations whose second operand PyTorch counts as an input even where it is a number.
    private static let binary: Set<String> = ["AddBackward0", "SubBackward0", "MulBackward0", "DivBackward0"]

    /// `next_functions` as PyTorch has them.
    private static func targets(_ vm: VM, _ node: Node) -> [Value] {
        let edges = (0..<node.edgeCount).map { node.edge($0) }
        switch node.form {
        case .linear:
            guard edges.count >= 2 else { break }
            let weight = edges[1].isEmpty ? target(vm, edges[1]) : between(vm, "TBackward0", edges[1])
            let inputs = [target(vm, edges[0]), weight]
            return node.name == "AddmmBackward0" && edges.count > 2 ? [target(vm, edges[2])] + inputs : inputs
        case .overLogSoftmax:
            guard let first = edges.first, !first.isEmpty else { break }
            return [between(vm, "LogSoftmaxBackward0", first)]
        case .plain: break
        }
        let list = edges.map { target(vm, $0) }
        return list.count == 1 && binary.contains(node.name) ? list + [target(vm, Edge())] : list
    }

    /// A node that PyTorch has between a node and its input.
    private static func between(_ vm: VM, _ name: String, _ edge: Edge) -> Value {
        let node = Node(name) { b in b[0] = b.grad }
        node.connect(edge)
        return vm.tuple([value(vm, node), Value(0)])
    }

    /// One of `next_functions`: a node, or the place where a leaf accumulates, and the number of the output.
    private static func target(_ vm: VM, _ edge: Edge) -> Value {
        if let next = edge.node { return vm.tuple([value(vm, next), Value(Int(edge.index))]) }
        if let leaf = edge.leaf { return vm.tuple([vm.value(AccumulateGradObject(leaf)), Value(0)]) }
        return vm.tuple([.none, Value(0)])
    }
}

/// The end of a path of the graph: where a leaf's gradient is accumulated.
final class AccumulateGradObject: Object {
    private let leaf: Tensor
    nonisolated(unsafe) private static let accumulateType = TypeObject(
        name: "AccumulateGrad", bases: [Types.object], layout: .other, hasAttributes: true
    ) { type in
        type.method("name", "self") { vm, _ in vm.string("torch::autograd::AccumulateGrad") }
        type.property("variable", doc: "The leaf.") { vm, value in
            vm.wrap((value.object as? AccumulateGradObject)?.leaf)
        }
        type.property("next_functions") { vm, _ in vm.tuple([]) }
        type.special(.representation, "self, /") { vm, arguments in
            vm.string("<AccumulateGrad object at \(GradFunctionObject.address(arguments[0]))>")
        }
    }

    init(_ leaf: Tensor) {
        self.leaf = leaf
        super.init(type: Self.accumulateType)
    }
}
