import GradusNN
import GradusTensor

/// Compares results with recorded ones; nil where they agree, otherwise what differs.
enum Compare {
    /// `{"shape", "data"}` or `{"shape", "head", "sum", "norm"}`.
    static func tensor(_ t: Tensor, _ wanted: JSON, tolerance: Double = 2e-5) -> String? {
        let shape = wanted["shape"]?.list.map(\.int) ?? []
        if Array(t.shape) != shape { return "shape \(t.shape), expected \(shape)" }
        guard let values = try? t.doubles() else { return "unreadable" }
        let expected = (wanted["data"] ?? wanted["head"])?.list.map(\.double) ?? []
        // Errors are measured against the size of the numbers around.
        let scale = max(1, expected.map { $0.isFinite ? abs($0) : 0 }.max() ?? 0)
        for (i, e) in expected.enumerated() {
            let v = values[i]
            if e.isNaN && v.isNaN || e == v { continue }
            if !(abs(v - e) <= tolerance * scale) { return "element \(i): \(v), expected \(e)" }
        }
        if let norm = wanted["norm"]?.double {
            let own = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
            if abs(own - norm) > tolerance * max(1, norm) { return "norm \(own), expected \(norm)" }
        }
        if let sum = wanted["sum"]?.double {
            let own = values.reduce(0, +)
            if abs(own - sum) > tolerance * max(1, wanted["norm"]?.double ?? 1) * 10 {
                return "sum \(own), expected \(sum)"
            }
        }
        return nil
    }

    static func numbers(_ own: [Double], _ wanted: [Double], tolerance: Double) -> String? {
        if own.count != wanted.count { return "\(own.count) numbers, expected \(wanted.count)" }
        for (i, (a, b)) in zip(own, wanted).enumerated() where abs(a - b) > tolerance * max(1, abs(b)) {
            return "number \(i): \(a), expected \(b)"
        }
        return nil
    }
}

extension OpValue {
    /// A recorded argument: lists of ints and floats are tuples.
    init(_ json: JSON) {
        switch json {
        case .null: self = .none
        case .bool(let b): self = .scalar(.bool(b))
        case .int(let i): self = .scalar(.int(i))
        case .double(let d): self = .scalar(.double(d))
        case .string(let s): self = .string(s)
        case .list(let l):
            let isWhole = l.allSatisfy { if case .int = $0 { true } else { false } }
            self = isWhole ? .ints(Dims(l.map(\.int))) : .scalars(l.map { .double($0.double) })
        case .object: self = .foreign("dict")
        }
    }
}

/// Layers: printed form, initial state, results, gradients, buffers afterwards, and how many words were drawn.
enum LayerRunner {
    static func title(_ c: JSON) -> String {
        "\(c["layer"]?.string ?? "")(\(c["args"].map { "\($0)" } ?? ""), \(c["kwargs"].map { "\($0)" } ?? ""))"
    }

    static func check(_ c: JSON) -> String? {
        do { return try run(c) } catch { return "threw: \(error)" }
    }

    private static func input(_ spec: JSON) throws -> Tensor {
        let kind = spec.list[0].string
        let shape = Dims(spec.list[1].list.map(\.int))
        switch kind {
        case "randn", "rand":
            let t = try kind == "randn" ? Tensor.randn(shape) : Tensor.rand(shape)
            try t.setRequiresGrad(true)
            return t
        case "sign": return try Tensor.randint(0, 2, shape).to(.float32).mul(2).sub(1)
        case "bits": return try Tensor.randint(0, 2, shape).to(.float32)
        default: return try Tensor.randint(0, Int(kind.dropFirst(3)) ?? 1, shape)
        }
    }

    private static func flatten(_ r: ModuleResult) -> [Tensor] {
        switch r {
        case .op(.tensor(let t)): [t]
        case .op(.tensors(let list)), .op(.tuple(_, _, let list)): list
        case .tuple(let parts): parts.flatMap(flatten)
        default: []
        }
    }

    private static func run(_ c: JSON) throws -> String? {
        Generator.default.seed(0)
        guard let row = LayerTable.find(c["layer"]?.string ?? "") else { return "no such layer" }
        let keywords = (c["kwargs"]?.object ?? [:]).map { (name: $0.key, value: OpValue($0.value)) }
        let layer = try row.call((c["args"]?.list ?? []).map { OpValue($0) }, keywords)
        if layer.repr != c["repr"]?.string { return "prints \(layer.repr), expected \(c["repr"]?.string ?? "")" }
        let state = layer.stateDict()
        let wantedState = c["state"]?.list ?? []
        if state.map(\.name) != wantedState.map({ $0.list[0].string }) { return "state \(state.map(\.name))" }
        for (own, wanted) in zip(state, wantedState) {
            if let d = Compare.tensor(own.tensor, wanted.list[1], tolerance: 1e-7) { return "\(own.name): \(d)" }
        }
        if c["eval"] != nil { layer.eval() }
        let inputs = try (c["inputs"]?.list ?? []).map(input)
        let outputs = flatten(try ForwardTable.call(layer, inputs.map { .tensor($0) }))
        let wantedOutputs = c["outputs"]?.list ?? []
        if outputs.count != wantedOutputs.count { return "\(outputs.count) results, expected \(wantedOutputs.count)" }
        for (i, (own, wanted)) in zip(outputs, wantedOutputs).enumerated() {
            if let d = Compare.tensor(own, wanted) { return "result \(i): \(d)" }
        }
        if let d = try gradients(c, layer, inputs, outputs) { return d }
        for (own, wanted) in zip(layer.namedBuffers(), c["buffers"]?.list ?? []) {
            if let d = Compare.tensor(own.tensor, wanted.list[1]) { return "\(own.name) afterwards: \(d)" }
        }
        let next = try Tensor.rand([1]).item().double
        return next == c["next"]?.double ? nil : "other random words were used"
    }

    private static func gradients(_ c: JSON, _ layer: Module, _ inputs: [Tensor], _ outputs: [Tensor]) throws -> String?
    {
        let live = outputs.filter(\.requiresGrad)
        guard let wantedInputs = c["input_grads"]?.list, !live.isEmpty else {
            return c["input_grads"] == nil && live.isEmpty ? nil : "requires_grad of the results"
        }
        var total: Tensor?
        for t in live {
            let n = t.count
            let weights = (0..<n).map { Scalar.double(n == 1 ? -1 : -1 + 2 * Double($0) / Double(n - 1)) }
            let part = try t.mul(Tensor.of(weights, shape: t.shape, dtype: t.dtype)).sum()
            total = try total.map { try $0.add(part) } ?? part
        }
        try total?.backward()
        for (i, (own, wanted)) in zip(inputs, wantedInputs).enumerated() {
            if wanted.isNull {
                if own.grad != nil { return "input \(i) has a gradient" }
            } else {
                guard let g = own.grad else { return "input \(i) has no gradient" }
                if let d = Compare.tensor(g, wanted) { return "gradient of input \(i): \(d)" }
            }
        }
        let own = layer.namedParameters().filter { $0.tensor.grad != nil }
        let wanted = c["parameter_grads"]?.list ?? []
        if own.map(\.name) != wanted.map({ $0.list[0].string }) { return "gradients of \(own.map(\.name))" }
        for (p, w) in zip(own, wanted) {
            guard let g = p.tensor.grad else { continue }
            if let d = Compare.tensor(g, w.list[1]) { return "gradient of \(p.name): \(d)" }
        }
        return nil
    }
}
