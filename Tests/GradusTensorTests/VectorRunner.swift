import GradusTensor

/// Calls operations through the op table as recorded and compares with what PyTorch gave.
struct VectorRunner {
    /// Tensors of the call that ask for gradients, in order.
    private var wanted: [Tensor] = []
    /// Whether values must agree bit for bit, random ones too.
    private var exact = false

    /// A recorded tensor.
    static func decode(_ j: JSON) throws -> Tensor {
        var runner = VectorRunner()
        return try runner.tensor(j)
    }

    /// Nothing where the case agrees, else what differs.
    static func check(_ c: JSON, exact: Bool = false) -> String? {
        var runner = VectorRunner()
        runner.exact = exact
        do {
            return try runner.run(c)
        } catch {
            return "test failed itself: \(error)"
        }
    }

    /// A short name for messages.
    static func title(_ c: JSON) -> String {
        let shapes = (c["args"]?.list ?? []).map { a -> String in
            if let t = a["tensor"] { return "\(t["dtype"]?.string ?? "")\(t["shape"]?.list.map(\.int) ?? [])" }
            return a["tensors"] != nil ? "[…]" : "\(a)"
        }
        return "\(c["op"]?.string ?? "") \(shapes.joined(separator: " ")) \(c["kwargs"]?.object.keys.sorted() ?? [])"
    }

    private mutating func tensor(_ j: JSON) throws -> Tensor {
        let type = DType(named: j["dtype"]?.string ?? "") ?? .float32
        let data = j["data"]?.list ?? []
        let values: [Scalar] = data.map {
            switch $0 {
            case .bool(let b): .bool(b)
            case .int(let i): .int(i)
            default: .double($0.double)
            }
        }
        var t = try Tensor.of(values, shape: [values.count], dtype: type)
        if let strides = j["strides"] {
            t = try t.asStrided(
                Dims((j["shape"]?.list ?? []).map(\.int)), Dims(strides.list.map(\.int)), j["offset"]?.int ?? 0)
        } else {
            t = try t.reshape(Dims((j["shape"]?.list ?? []).map(\.int)))
        }
        t = t.detach()
        if case .bool(true)? = j["grad"] {
            try t.setRequiresGrad(true)
            wanted.append(t)
        }
        return t
    }

    private mutating func value(_ j: JSON) throws -> OpValue {
        switch j {
        case .null: return .none
        case .bool(let b): return .scalar(.bool(b))
        case .int(let i): return .scalar(.int(i))
        case .double(let d): return .scalar(.double(d))
        case .string(let s): return .string(s)
        case .list: return .none
        case .object(let o):
            if let t = o["tensor"] { return .tensor(try tensor(t)) }
            if let list = o["tensors"] { return .tensors(try list.list.map { try tensor($0["tensor"] ?? $0) }) }
            if let d = o["dtype"] { return .dtype(DType(named: d.string) ?? .float32) }
            if let f = o["float"] { return .scalar(.double(f.double)) }
            if let lists = o["nested"] { return .nested(lists.list.map { $0.list.map(\.int) }) }
            if let list = o["floats"] { return .scalars(list.list.map { .double($0.double) }) }
            return .ints(Dims((o["list"]?.list ?? []).map(\.int)))
        }
    }

    private mutating func run(_ c: JSON) throws -> String? {
        let name = c["op"]?.string ?? ""
        let place: OpPlaces
        var form = OpRow.Form.function
        switch c["place"]?.string {
        case "function": place = .function
        case "functional": place = .functional
        case "linalg": place = .linalg
        case "special": place = .special
        case "inPlace":
            place = .inPlace
            form = .inPlace
        default:
            place = .method
            form = .method
        }
        guard let row = OpTable.find(name, in: place) else { return "no row" }
        var args = try (c["args"]?.list ?? []).map { try value($0) }
        let keywords = try (c["kwargs"]?.object ?? [:]).sorted { $0.key < $1.key }.map {
            (name: $0.key, value: try value($0.value))
        }
        if form == .inPlace, case .tensor(let t)? = args.first { args[0] = .tensor(try t.clone()) }
        // Random numbers: only shapes and dtypes are compared here.
        let random = !exact && ["rand", "randn", "randint"].contains(name)
        let result: OpResult
        do {
            result = try row.call(args, keywords, form: form)
        } catch let e as TensorError {
            guard let expected = c["error"] else { return "threw \(e.kind): \(e.message)" }
            let first = e.message.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
            if e.kind.exceptionName != expected.list[0].string || first != expected.list[1].string {
                return
                    "error \(e.kind.exceptionName): \(first)\n   expected \(expected.list[0].string): \(expected.list[1].string)"
            }
            return nil
        }
        if let expected = c["error"] { return "did not throw \(expected.list[0].string): \(expected.list[1].string)" }
        if let v = c["value"] {
            guard case .scalar(let s) = result else { return "no number" }
            return s.double == v.double ? nil : "\(s) instead of \(v)"
        }
        var outs: [Tensor] = []
        switch result {
        case .tensor(let t): outs = [t]
        case .tensors(let l), .tuple(_, _, let l): outs = l
        default: return "no tensor"
        }
        if let node = c["grad_fn"]?.string {
            let own = outs.first?.gradFunction?.name ?? "none"
            if own != node { return "grad_fn \(own) instead of \(node)" }
        }
        let expected = c["out"]?.list ?? []
        if outs.count != expected.count { return "\(outs.count) outputs instead of \(expected.count)" }
        for (t, e) in zip(outs, expected) {
            if let d = try VectorRunner.difference(t, e, ignoringValues: random, exact: exact) { return "output: " + d }
        }
        return try checkGradients(c, outs)
    }

    private func checkGradients(_ c: JSON, _ outs: [Tensor]) throws -> String? {
        guard let grads = c["grads"]?.list, c["no_grads"] == nil else { return nil }
        let live = outs.indices.filter { outs[$0].requiresGrad }
        let found = try Tensor.grad(
            live.map { outs[$0] }, wanted, gradOutputs: live.map { try VectorRunner.pattern(outs[$0], $0) },
            createGraph: c["grads2"] != nil, allowUnused: true)
        for (i, (g, e)) in zip(found, grads).enumerated() {
            if let d = try VectorRunner.gradientDifference(g, e) { return "gradient \(i): " + d }
        }
        guard let second = c["grads2"]?.list else { return nil }
        let again = found.indices.filter { found[$0]?.requiresGrad == true }
        if again.isEmpty {
            let zero = second.allSatisfy { $0.isNull || ($0["data"]?.list ?? []).allSatisfy { $0.double == 0 } }
            return zero ? nil : "the gradient was not recorded"
        }
        let found2 = try Tensor.grad(
            again.compactMap { found[$0] }, wanted,
            gradOutputs: again.map { i in try found[i].map { try VectorRunner.pattern($0, i + 3) } }, allowUnused: true)
        for (i, (g, e)) in zip(found2, second).enumerated() {
            if let d = try VectorRunner.gradientDifference(g, e) { return "second gradient \(i): " + d }
        }
        return nil
    }

    /// The gradient the recording gave to output `k`.
    private static func pattern(_ t: Tensor, _ k: Int) throws -> Tensor {
        let steps = try Tensor.arange(0, .int(t.count), dtype: .float64)
        return try steps.mul(.double(1.3)).add(.int(k)).cos().reshape(t.shape).to(t.dtype)
    }

    /// None and zeros are the same gradient.
    private static func gradientDifference(_ g: Tensor?, _ e: JSON) throws -> String? {
        guard let g else {
            let zero = (e["data"]?.list ?? []).allSatisfy { $0.double == 0 }
            return zero ? nil : "none instead of \(e)"
        }
        if e.isNull { return try g.doubles().allSatisfy { $0 == 0 } ? nil : "\(g) instead of none" }
        return try difference(g, e)
    }

    static func difference(_ t: Tensor, _ e: JSON, ignoringValues: Bool = false, exact: Bool = false) throws -> String?
    {
        if t.dtype.name != e["dtype"]?.string { return "dtype \(t.dtype.name) instead of \(e["dtype"]?.string ?? "")" }
        if Array(t.shape) != e["shape"]?.list.map(\.int) {
            return "shape \(t.shape) instead of \(e["shape"]?.list.map(\.int) ?? [])"
        }
        if ignoringValues { return nil }
        let tolerance: Double =
            switch t.dtype {
            case _ where exact: 0
            case .float64: 1e-9
            case .float32: 1e-5
            case .float16: 2e-3
            case .bfloat16: 2e-2
            default: 0
            }
        let values = try t.scalars().map(\.double)
        for (i, (x, y)) in zip(values, (e["data"]?.list ?? []).map(\.double)).enumerated() {
            if x.isNaN && y.isNaN || x == y { continue }
            if !(abs(x - y) <= tolerance * max(1, abs(y))) { return "[\(i)] \(x) instead of \(y)" }
        }
        return nil
    }
}
