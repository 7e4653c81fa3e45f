import GradusNN
import GradusTensor
import GradusVM

/// What PyTorch does not say when an operation fails: the operands by their names, the layer by its path, and the layer
/// that an odd size came from.
struct FailureNotes {
    /// Lines under the message.
    private(set) var notes: [String] = []
    private(set) var cures: [String] = []
    /// What failed, as the program calls it: a layer by its path, a function, or an expression of two operands.
    private(set) var step: String?
    private(set) var layer: Module?
    /// Shapes of the tensors it was given.
    private(set) var given: [Dims] = []

    init(_ vm: VM, _ error: TensorError) {
        guard let site = vm.failureSite() else { return }
        let given = ([site.receiver].compactMap { $0 } + site.operands).compactMap { operand in
            operand.value?.asTensor.map { (text: operand.text, tensor: $0) }
        }
        var said: [String] = []
        for operand in given {
            let text = "\(operand.text): \(operand.tensor.shape) \(operand.tensor.dtype)"
            if !said.contains(text) { said.append(text) }
        }
        let list = said.joined(separator: ", ")
        self.given = given.map { $0.tensor.shape }
        step = site.callee?.text ?? error.operation ?? site.operands.map(\.text).joined(separator: ", ")
        guard var layer = site.callee?.value.flatMap({ vm.module($0) }) else {
            if !list.isEmpty { notes.append("where " + list) }
            return
        }
        var path = site.callee?.text ?? ""
        let root = Self.root(of: layer, vm)
        if let root { path = Self.path(root.name, root.below) }
        var input = given.first?.tensor.shape
        var arguments = list
        // In a chain the layer that failed is further inside.
        if let failed = error.layer,
            let inner = layer.namedModules().first(where: { ObjectIdentifier($0.module) == failed.identity })
        {
            layer = inner.module
            path = Self.path(path, inner.name)
            input = failed.given
            arguments = input.map { "\($0)" } ?? ""
        }
        step = path
        self.layer = layer
        if let input { self.given = [input] }
        notes.append("in \(path): \(Self.summary(layer))" + (arguments.isEmpty ? "" : ", given \(arguments)"))
        if let input { explain(layer, input, root.map { ($0.name, $0.module) }) }
    }

    /// A linear layer that was given another size than it is made for: which layer the size came from, and what fits.
    private mutating func explain(_ layer: Module, _ input: Dims, _ root: (name: String, module: Module)?) {
        guard let linear = layer as? Linear, let expected = linear.attribute("in_features").flatMap({ Int($0.text) }),
            let size = input.last, size != expected
        else { return }
        let outputs = linear.attribute("out_features")?.text ?? "…"
        if let root {
            let paths = Dictionary(
                root.module.namedModules().map { (ObjectIdentifier($0.module), $0.name) },
                uniquingKeysWith: { a, _ in a })
            let elements = input.reduce(1, &*)
            // A layer that only reshapes says less than the one before it.
            let sources = LayerTrail.latest.filter {
                $0.shape.reduce(1, &*) == elements && paths[$0.module] != nil && $0.module != ObjectIdentifier(layer)
            }
            if let entry = sources.first(where: { $0.shape != input }) ?? sources.first {
                var line = "\(Self.path(root.name, paths[entry.module] ?? "")) gave \(entry.shape)"
                if let product = Self.product(entry.shape, size) {
                    line += ": \(product) = \(size), expected \(expected)"
                }
                notes.append(line)
                // Channels where the batch should be: a picture came alone.
                if entry.shape.count == 3, input.count == 2, input[0] == entry.shape[0] {
                    cures.append("one picture needs a batch axis of its own: \(root.name)(x[None, :])")
                    return
                }
            }
        }
        cures.append("nn.Linear(\(size), \(outputs)) takes what is given")
    }

    /// `16·5·5` where the last sizes multiply to the given number.
    private static func product(_ shape: Dims, _ size: Int) -> String? {
        var factors: [Int] = []
        var value = 1
        for axis in shape.reversed() {
            factors.insert(axis, at: 0)
            value &*= axis
            if value == size, factors.count > 1 { return factors.map(String.init).joined(separator: "·") }
        }
        return nil
    }

    /// `Linear(256→10)`; the printed form's first line of other layers.
    private static func summary(_ layer: Module) -> String {
        func setting(_ name: String) -> String { layer.attribute(name)?.text ?? "…" }
        if layer is Linear { return "\(layer.displayName)(\(setting("in_features"))→\(setting("out_features")))" }
        return layer.head
    }

    /// The variable that holds the layer or a module above it; `self` only where nothing else does, and names of earlier
    /// results (`_`, `___`, `_12`) after that.
    private static func root(of layer: Module, _ vm: VM) -> (name: String, module: Module, below: String)? {
        var inner: (name: String, module: Module, below: String)?
        for variable in vm.visibleVariables {
            guard let module = vm.module(variable.value),
                let found = module.namedModules().first(where: { $0.module === layer })
            else { continue }
            let isResult = variable.name.allSatisfy { $0 == "_" || $0.isNumber }
            if !isResult, variable.name != "self" { return (variable.name, module, found.name) }
            if !isResult || inner == nil { inner = (variable.name, module, found.name) }
        }
        return inner
    }

    private static func path(_ name: String, _ below: String) -> String { below.isEmpty ? name : name + "." + below }
}
