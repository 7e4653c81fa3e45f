import GradusTensor
import GradusVM

/// Functions of `torch` that are no operations: questions about tensors, shapes and dtypes.
enum TorchFunctions {
    static func add(_ vm: VM, _ module: ModuleBuilder) {
        module.type(NumberInfo.floats)
        module.type(NumberInfo.integers)
        module.value("UntypedStorage", Value(borrowing: StorageObject.untyped))
        module.value("TypedStorage", Value(borrowing: StorageObject.typed))
        addQuestions(module)
        addTypes(module)
    }

    private static func question(_ module: ModuleBuilder, _ name: String, _ f: @escaping (VM, Tensor) throws -> Value) {
        module.function(name, "input, /") { vm, arguments in
            try f(vm, try vm.tensor(arguments[0], name, 1, "input"))
        }
    }

    private static func addQuestions(_ module: ModuleBuilder) {
        for name in ["is_complex", "is_conj", "is_neg", "is_inference", "is_distributed"] {
            question(module, name) { _, _ in .false }
        }
        question(module, "is_signed") { _, tensor in Value(tensor.dtype.isSigned) }
        question(module, "get_device") { _, _ in Value(-1) }
        question(module, "is_nonzero") { vm, tensor in
            guard tensor.count == 1 else {
                throw vm.error(
                    .runtimeError,
                    "Boolean value of Tensor with \(tensor.count == 0 ? "no values" : "more than one value") is ambiguous"
                )
            }
            return Value(try tensor.item().bool)
        }
        module.function("is_same_size", "input, other, /") { vm, arguments in
            let a = try vm.tensor(arguments[0], "is_same_size", 1, "input")
            return Value(a.shape == (try vm.tensor(arguments[1], "is_same_size", 2, "other")).shape)
        }
        module.function("broadcast_shapes", "*shapes", doc: "The shape that shapes broadcast to.") { vm, arguments in
            var shapes: [[Int]] = []
            for shape in (arguments[0].asTuple?.values ?? []) {
                shapes.append(
                    shape.tag == .int
                        ? [try vm.index(shape)] : try vm.array(from: shape).map { try vm.index($0) })
            }
            return vm.size(try broadcast(vm, shapes))
        }
    }

    private static func broadcast(_ vm: VM, _ shapes: [[Int]]) throws -> Dims {
        let rank = shapes.map(\.count).max() ?? 0
        guard rank <= Dims.capacity else {
            throw TensorError(.runtimeError, "broadcast_shapes: more than \(Dims.capacity) axes are not supported")
        }
        var out = Dims(repeating: 1, count: rank)
        for (number, shape) in shapes.enumerated() {
            for i in 1..<(shape.count + 1) {
                let n = shape[shape.count - i]
                if n < 0 {
                    throw TensorError(
                        .runtimeError, "Trying to create tensor with negative dimension (\(n)): (\(n))")
                }
                let known = out[rank - i]
                if n == 1 || n == known { continue }
                if known != 1 {
                    let text = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
                    throw TensorError(
                        .runtimeError,
                        "Attempting to broadcast a dimension of length \(n) at -\(i)! Mismatching argument at index \(number) had "
                            + "(\(text)); but expected shape should be broadcastable to \(out)")
                }
                out[rank - i] = n
            }
        }
        return out
    }

    private static func addTypes(_ module: ModuleBuilder) {
        module.function("result_type", "tensor1, tensor2, /", doc: "The dtype of an operation on both.") {
            vm, arguments in
            func operand(_ i: Int) throws -> Operand {
                if let tensor = arguments[i].asTensor { return .tensor(tensor) }
                guard let number = vm.scalar(arguments[i]) else {
                    throw vm.typeError(
                        "result_type(): argument 'tensor\(i + 1)' (position \(i + 1)) must be Tensor, not "
                            + vm.typeName(arguments[i]))
                }
                return .number(number)
            }
            switch (try operand(0), try operand(1)) {
            case (.tensor(let a), .tensor(let b)): return DTypeObject.value(Tensor.resultType(a, b))
            case (.tensor(let a), .number(let n)), (.number(let n), .tensor(let a)):
                return DTypeObject.value(Tensor.resultType(a, n))
            case (.number(let a), .number(let b)): return DTypeObject.value(DType.promote(a.dtype, b.dtype))
            }
        }
        module.function("promote_types", "type1, type2, /") { vm, arguments in
            DTypeObject.value(
                DType.promote(try TensorMethods.dtype(vm, arguments[0]), try TensorMethods.dtype(vm, arguments[1])))
        }
        module.function("can_cast", "from_, to, /") { vm, arguments in
            Value(
                try TensorMethods.dtype(vm, arguments[0]).canCast(to: try TensorMethods.dtype(vm, arguments[1])))
        }
        module.function("set_default_tensor_type", "t, /") { vm, arguments in
            let dtype = try TensorMethods.dtype(vm, arguments[0])
            guard dtype.isFloat else {
                throw vm.typeError(
                    "only floating-point types are supported as the default type")
            }
            DType.defaultFloat = dtype
            return .none
        }
        module.function(
            "empty_strided",
            "size, stride, *, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False"
        ) {
            vm, arguments in
            func dims(_ i: Int) throws -> Dims {
                let list = try vm.array(from: arguments[i]).map { try vm.index($0) }
                guard list.count <= Dims.capacity else {
                    throw TensorError(.runtimeError, "tensors have at most \(Dims.capacity) axes, not \(list.count)")
                }
                return Dims(list)
            }
            let dtype = try arguments.orNone(2).map { try TensorMethods.dtype(vm, $0) } ?? DType.defaultFloat
            let made = try Tensor.emptyStrided(try dims(0), try dims(1), dtype)
            if try arguments.optional(5).map({ try vm.truth($0) }) ?? false { try made.setRequiresGrad(true) }
            return vm.wrap(made)
        }
    }
}
