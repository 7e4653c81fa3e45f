import GradusKernels
import GradusTensor
import GradusVM

/// Native functions over rows of the op table.
enum OpFunctions {
    /// Memory for the arguments of calls: one window per nested call, always left as `.none`.
    nonisolated(unsafe) private static let arena: UnsafeMutablePointer<OpValue> = {
        let memory = UnsafeMutablePointer<OpValue>.allocate(capacity: depthLimit * OpRow.slotCapacity)
        memory.initialize(repeating: .none, count: depthLimit * OpRow.slotCapacity)
        return memory
    }()
    nonisolated(unsafe) private static var depth = 0
    private static let depthLimit = 256

    /// A function (or method, with an owner) that calls a row.
    static func make(
        _ name: String, _ row: OpRow, _ form: OpRow.Form, owner: TypeObject? = nil, place: String = "",
        extra: [KeywordValue] = []
    ) -> NativeFunctionObject {
        let place = owner == nil ? place : "."
        return NativeFunctionObject(
            raw: name, "*args, **kwargs", owner: owner, doc: row.reference(as: name, asMethod: owner != nil)
        ) {
            vm, arguments, count, keywordNames in
            try call(vm, row, form, arguments, count, keywordNames, extra, name: name, place: place)
        }
    }

    static func call(
        _ vm: VM, _ row: OpRow, _ form: OpRow.Form, _ arguments: UnsafeMutablePointer<Value>, _ count: Int,
        _ keywordNames: TupleObject?, _ extra: [KeywordValue] = [], name: String, place: String
    ) throws -> Value {
        let keywordCount = keywordNames?.count ?? 0
        let given = count - keywordCount
        guard depth < depthLimit else { throw vm.error(.recursionError, "maximum recursion depth exceeded") }
        guard given <= OpRow.slotCapacity else {
            // A long run of ints by position: zeros(1, 1, …).
            throw vm.typeError(
                "\(row.name)() takes at most \(OpRow.slotCapacity) positional arguments (\(given) given)")
        }
        let slots = arena + depth * OpRow.slotCapacity
        for index in 0..<given { slots[index] = try vm.opValue(arguments[index]) }
        var keywords: [KeywordValue] = extra
        var out: Value?
        if let keywordNames {
            keywords.reserveCapacity(keywordCount + extra.count)
            for index in 0..<keywordCount {
                let name = keywordNames[index].asString?.text ?? ""
                if name == "out" {
                    out = arguments[given + index]
                    continue
                }
                keywords.append((name, try vm.opValue(arguments[given + index])))
            }
        }
        depth += 1
        defer { depth -= 1 }
        let result: OpResult
        do {
            result = try OpProfile.measure(.operation, row.name) {
                try row.call(slots, given: given, keywords: keywords, form: form) { place in
                    place < count ? describe(vm, arguments[place]) : "?"
                }
            }
        } catch let error as TensorError where error.isMisuse {
            throw explained(vm, error, row, name, place, arguments, count, keywordNames)
        }
        if let out, !out.isNone { return try store(vm, result, in: out, row.name) }
        if form == .inPlace, count > 0 { return arguments[0] }
        return vm.scriptValue(result)
    }

    /// The result written into the tensors given as `out=`, which take its sizes.
    private static func store(_ vm: VM, _ result: OpResult, in out: Value, _ name: String) throws -> Value {
        func write(_ made: Tensor, _ place: Value) throws {
            guard let target = place.asTensor else {
                throw vm.typeError("\(name)(): argument 'out' must be Tensor, not \(vm.typeName(place))")
            }
            if GradMode.isEnabled && (made.requiresGrad || target.requiresGrad) {
                throw TensorError(
                    .runtimeError,
                    "\(name)(): functions with out=... arguments don't support automatic differentiation, but one of the "
                        + "arguments requires grad.")
            }
            guard made.dtype.canCast(to: target.dtype) else {
                throw TensorError(
                    .runtimeError,
                    "result type \(made.dtype.scalarTypeName) can't be cast to the desired output type "
                        + target.dtype.scalarTypeName)
            }
            if target.shape != made.shape { try target.resizeInPlace(Array(made.shape)) }
            _ = try GradMode.without { try target.assignInPlace(made) }
        }
        switch result {
        case .tensor(let made):
            try write(made, out)
            return out
        case .tensors(let list), .tuple(_, _, let list):
            let places = try vm.array(from: out)
            guard places.count == list.count else {
                throw vm.typeError("\(name)(): argument 'out' must be \(list.count) tensors, not \(places.count)")
            }
            for (made, place) in zip(list, places) { try write(made, place) }
            if case .tuple(let typeName?, let fields, _) = result, !fields.isEmpty {
                return vm.value(TupleObject(places, type: ReturnTypes.type(typeName + "_out", fields)))
            }
            return vm.tuple(places)
        default: return vm.scriptValue(result)
        }
    }

    /// A wrong call in the words of PyTorch's parser, which look at all arguments and all signatures.
    private static func explained(
        _ vm: VM, _ error: TensorError, _ row: OpRow, _ name: String, _ place: String,
        _ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ keywordNames: TupleObject?
    ) -> TensorError {
        let given = count - (keywordNames?.count ?? 0)
        let first = place == "." ? 1 : 0
        guard given >= first else { return error }
        let values = (first..<given).map { GivenArgument(vm, arguments[$0]) }
        let keywords = (0..<(keywordNames?.count ?? 0)).map {
            (name: keywordNames?[$0].asString?.text ?? "", value: GivenArgument(vm, arguments[given + $0]))
        }
        guard let text = CallExplanation.text(row, name: name, place: place, values, keywords) else {
            let names = row.signatures.first?.parameters.map(\.name) ?? []
            return PythonComplaints.error(name, place: place, names: names, values, keywords) ?? error
        }
        return TensorError(.typeError, text, operation: error.operation, shapes: error.shapes, notes: error.notes)
    }

    /// A type's name in PyTorch's messages.
    static func describe(_ vm: VM, _ value: Value) -> String {
        if vm.isParameter(value) { return "Parameter" }
        switch value.object {
        case is DTypeObject: return "torch.dtype"
        case is DeviceObject, is AbsentDevice: return "torch.device"
        case is GeneratorObjectTorch: return "torch._C.Generator"
        default: return vm.typeName(value)
        }
    }
}

extension GivenArgument {
    /// A value of the language as messages about wrong calls see it.
    init(_ vm: VM, _ value: Value, depth: Int = 0) {
        let name = OpFunctions.describe(vm, value)
        let kind: Kind
        if let items = value.asList?.buffer ?? value.asTuple?.buffer, depth < 4 {
            kind = .list(items.prefix(64).map { GivenArgument(vm, $0, depth: depth + 1) })
        } else {
            switch try? vm.opValue(value) {
            case .tensor(let t):
                kind = .tensor(isNumber: t.rank == 0 && !t.requiresGrad, isInt: !t.dtype.isFloat)
            case .scalar(.bool): kind = .bool
            case .scalar(.int): kind = .int
            case .scalar(.double): kind = .float
            case .some(.none): kind = .none
            case .string(let text): kind = text.hasPrefix("torch.") ? .layout : .string
            case .dtype: kind = .dtype
            case .device: kind = .device
            case .generator: kind = .generator
            case .ints, .longInts, .scalars: kind = .list([GivenArgument("int", .int)])
            default: kind = .other
            }
        }
        self.init(name, kind)
    }
}
