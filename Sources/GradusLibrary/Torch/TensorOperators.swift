import GradusNumPy
import GradusSyntax
import GradusTensor
import GradusVM

extension OpFunctions {
    static func row(_ name: String, _ place: OpPlaces) throws -> OpRow {
        guard let row = OpTable.find(name, in: place) else {
            throw TensorError(.notImplementedError, "Gradus has no operation '\(name)' yet")
        }
        return row
    }

    /// Calls a row with two operands; `notImplemented` where the second is nothing an operation takes.
    static func binary(_ vm: VM, _ row: OpRow, _ form: OpRow.Form, _ a: Value, _ b: Value) throws -> Value {
        var b = b
        if b.asTensor == nil, vm.scalar(b) == nil {
            guard let array = b.asNDArray else { return .notImplemented }
            b = vm.wrap(try ArrayInterop.shared(vm, array))
        }
        return try withUnsafeTemporaryAllocation(of: Value.self, capacity: 2) { buffer in
            guard let base = buffer.baseAddress else { return .none }
            base[0] = a
            base[1] = b
            return try call(vm, row, form, base, 2, nil, name: row.name, place: ".")
        }
    }
}

extension TensorMethods {
    /// The operators below for two tensors, or a tensor and a number, without a call; nil for all others.
    static func quickArithmetic(_ vm: VM, _ op: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
        if OpProfile.isOn || SavedHooks.isActive { return nil }
        if left.tag == .external, let a = left.asTensor {
            if right.tag == .external, let b = right.asTensor {
                switch op {
                case .add: return vm.wrap(try a.add(b))
                case .subtract: return vm.wrap(try a.sub(b))
                case .multiply: return vm.wrap(try a.mul(b))
                case .divide: return vm.wrap(try a.div(b))
                case .matrixMultiply: return vm.wrap(try a.matmul(b))
                default: return nil
                }
            }
            guard let b = plainNumber(right) else { return nil }
            switch op {
            case .add: return vm.wrap(try a.add(b))
            case .subtract: return vm.wrap(try a.sub(b))
            case .multiply: return vm.wrap(try a.mul(b))
            case .divide: return vm.wrap(try a.div(b))
            default: return nil
            }
        }
        guard let b = right.asTensor, let a = plainNumber(left) else { return nil }
        switch op {
        case .add: return vm.wrap(try b.add(a))
        case .subtract: return vm.wrap(try b.rsub(a))
        case .multiply: return vm.wrap(try b.mul(a))
        case .divide: return vm.wrap(try b.rdiv(a))
        default: return nil
        }
    }

    private static func plainNumber(_ value: Value) -> Scalar? {
        switch value.tag {
        case .int: .int(Int(value.intBits))
        case .float: .double(value.floatBits)
        default: nil
        }
    }

    static func addOperators(_ type: TypeObject) {
        addFast(type, .add, .reflectedAdd, { try $0.add($1) }, { try $0.add($1) }, { try $0.add($1) })
        addFast(type, .subtract, .reflectedSubtract, { try $0.sub($1) }, { try $0.sub($1) }, { try $0.rsub($1) })
        addFast(type, .multiply, .reflectedMultiply, { try $0.mul($1) }, { try $0.mul($1) }, { try $0.mul($1) })
        addFast(type, .divide, .reflectedDivide, { try $0.div($1) }, { try $0.div($1) }, { try $0.rdiv($1) })
        type.special(.reflectedMatrixMultiply, "self, other, /") { vm, arguments in
            guard let other = arguments[1].asTensor else { return .notImplemented }
            return vm.wrap(try other.matmul(try receiver(vm, arguments)))
        }
        type.special(.matrixMultiply, "self, other, /") { vm, arguments in
            if let array = arguments[1].asNDArray {
                let (a, b) = (try receiver(vm, arguments), try ArrayInterop.shared(vm, array))
                let type = Tensor.resultType(a, b)
                return vm.wrap(try a.to(type).matmul(try b.to(type)))
            }
            guard let other = arguments[1].asTensor else { return .notImplemented }
            let a = try receiver(vm, arguments)
            return vm.wrap(try OpProfile.measure(.operation, "matmul") { try a.matmul(other) })
        }
        addRow(type, .power, "pow")
        addRow(type, .floorDivide, "floor_divide")
        addRow(type, .modulo, "remainder")
        addRow(type, .and, "bitwise_and")
        addRow(type, .or, "bitwise_or")
        addRow(type, .xor, "bitwise_xor")
        addRow(type, .shiftLeft, "bitwise_left_shift")
        addRow(type, .shiftRight, "bitwise_right_shift")
        addReflected(type, .reflectedPower, "pow")
        addReflected(type, .reflectedFloorDivide, "floor_divide")
        addReflected(type, .reflectedModulo, "remainder")
        addReflected(type, .reflectedShiftLeft, "bitwise_left_shift")
        addReflected(type, .reflectedShiftRight, "bitwise_right_shift")
        for (special, name) in [
            (Special.reflectedAnd, "bitwise_and"), (.reflectedOr, "bitwise_or"), (.reflectedXor, "bitwise_xor"),
        ] { addRow(type, special, name) }
        for (special, name) in [
            (Special.lessThan, "lt"), (.lessEqual, "le"), (.equal, "eq"), (.notEqual, "ne"), (.greaterThan, "gt"),
            (.greaterEqual, "ge"),
        ] { addRow(type, special, name) }
        for (special, name) in [
            (Special.inPlaceAdd, "add"), (.inPlaceSubtract, "sub"), (.inPlaceMultiply, "mul"), (.inPlaceDivide, "div"),
            (.inPlacePower, "pow"), (.inPlaceFloorDivide, "floor_divide"), (.inPlaceModulo, "remainder"),
            (.inPlaceAnd, "bitwise_and"), (.inPlaceOr, "bitwise_or"), (.inPlaceXor, "bitwise_xor"),
            (.inPlaceShiftLeft, "bitwise_left_shift"), (.inPlaceShiftRight, "bitwise_right_shift"),
        ] { addInPlace(type, special, name) }
        addUnary(type, .negate, "neg")
        addUnary(type, .absolute, "abs")
        addUnary(type, .invert, "bitwise_not")
        type.special(.plus, "self, /") { _, arguments in arguments[0] }
    }

    /// Operators that bypass the binder: most of what a training loop computes.
    private static func addFast(
        _ type: TypeObject, _ special: Special, _ reflected: Special,
        _ tensors: @escaping (Tensor, Tensor) throws -> Tensor, _ number: @escaping (Tensor, Scalar) throws -> Tensor,
        _ reversed: @escaping (Tensor, Scalar) throws -> Tensor
    ) {
        let method = special.name.filter { $0 != "_" }
        let name = method == "truediv" ? "div" : method
        let (plainTensors, plainNumber, plainReversed) = (tensors, number, reversed)
        let tensors = { (a: Tensor, b: Tensor) in try OpProfile.measure(.operation, name) { try plainTensors(a, b) } }
        let number = { (a: Tensor, b: Scalar) in try OpProfile.measure(.operation, name) { try plainNumber(a, b) } }
        let reversed = { (a: Tensor, b: Scalar) in try OpProfile.measure(.operation, name) { try plainReversed(a, b) } }
        type.special(special, "self, other, /") { vm, arguments in
            let a = try receiver(vm, arguments)
            if let b = arguments[1].asTensor { return vm.wrap(try tensors(a, b)) }
            guard let b = vm.scalar(arguments[1]) else {
                guard let array = arguments[1].asNDArray else { return .notImplemented }
                let (x, y) = try beside(vm, arguments[0], array, isQuotient: name == "div")
                return vm.wrap(try tensors(x, y))
            }
            return vm.wrap(try number(a, b))
        }
        type.special(reflected, "self, other, /") { vm, arguments in
            let a = try receiver(vm, arguments)
            if let b = arguments[1].asTensor { return vm.wrap(try tensors(b, a)) }
            guard let b = vm.scalar(arguments[1]) else {
                guard reflected == .reflectedDivide, let array = arguments[1].asNDArray else { return .notImplemented }
                let (x, y) = try beside(vm, arguments[0], array, isQuotient: true)
                return vm.wrap(try tensors(y, x))
            }
            return vm.wrap(try reversed(a, b))
        }
    }

    /// A tensor and an array meet by NumPy's rules, in a tensor that has no graph.
    /// - Throws: RuntimeError where the tensor has one.
    private static func beside(
        _ vm: VM, _ tensor: Value, _ array: NDArray, isQuotient: Bool
    ) throws -> (Tensor, Tensor) {
        let (x, y) = (try ArrayConversion.array(vm, tensor).tensor, try ArrayInterop.shared(vm, array))
        let common = Promotion.promote(x.dtype, y.dtype)
        let type = isQuotient ? Promotion.quotient(common) : common
        return (try x.to(type), try y.to(type))
    }

    private static func addRow(_ type: TypeObject, _ special: Special, _ name: String) {
        guard let row = OpTable.find(name, in: .method) ?? OpTable.find(name, in: .function) else { return }
        type.special(special, "self, other, /") { vm, arguments in
            try OpFunctions.binary(vm, row, .method, arguments[0], arguments[1])
        }
    }

    private static func addReflected(_ type: TypeObject, _ special: Special, _ name: String) {
        guard let row = OpTable.find(name, in: .function) else { return }
        type.special(special, "self, other, /") { vm, arguments in
            // No schema of this one begins with a number: a tensor without axes promotes alike.
            if name == "floor_divide", let number = vm.scalar(arguments[1]) {
                let left = vm.wrap(try Tensor.scalar(number))
                return try OpFunctions.binary(vm, row, .function, left, arguments[0])
            }
            return try OpFunctions.binary(vm, row, .function, arguments[1], arguments[0])
        }
    }

    private static func addInPlace(_ type: TypeObject, _ special: Special, _ name: String) {
        guard let row = OpTable.find(name, in: .inPlace) else { return }
        type.special(special, "self, other, /") { vm, arguments in
            try OpFunctions.binary(vm, row, .inPlace, arguments[0], arguments[1])
        }
    }

    private static func addUnary(_ type: TypeObject, _ special: Special, _ name: String) {
        guard let row = OpTable.find(name, in: .method) ?? OpTable.find(name, in: .function) else { return }
        type.special(special, "self, /") { vm, arguments in
            let tensor = try receiver(vm, arguments)
            if special == .invert, tensor.dtype.isFloat {
                throw vm.typeError("~ (operator.invert) is only implemented on integer and Boolean-type tensors")
            }
            return vm.scriptValue(try row.call([.tensor(tensor)], form: .method))
        }
    }
}

/// Keys of `tensor[…]`.
enum TensorIndexing {
    static func items(_ vm: VM, _ key: Value) throws -> [IndexItem] {
        if let tuple = key.asTuple { return try tuple.values.map { try item(vm, $0) } }
        // A short list with places in it other than numbers stands for a tuple.
        if let list = key.asList, list.count < 32, list.values.contains(where: isPlace) {
            return try list.values.map { try item(vm, $0) }
        }
        return [try item(vm, key)]
    }

    private static func isPlace(_ value: Value) -> Bool {
        switch value.tag {
        case .none, .slice, .ellipsis, .range, .list, .tuple: true
        default: value.asTensor != nil || value.asNDArray != nil
        }
    }

    private static func item(_ vm: VM, _ key: Value) throws -> IndexItem {
        switch key.tag {
        case .int: return .int(Int(key.intBits))
        case .bigInt: throw vm.valueError("Overflow when unpacking long long")
        case .none: return .newAxis
        case .ellipsis: return .ellipsis
        case .bool: return .bool(key.bits != 0)
        case .slice:
            guard let slice = key.asSlice else { break }
            return .slice(
                try bound(vm, slice.start.value), try bound(vm, slice.stop.value), try bound(vm, slice.step.value))
        default: break
        }
        if let tensor = key.asTensor { return .tensor(tensor) }
        if let array = key.asNDArray { return .tensor(try ArrayInterop.copied(vm, array, nil)) }
        if key.asList != nil || key.asTuple != nil || key.tag == .range {
            return .tensor(try TensorConstruction.tensor(vm, key, dtype: key.asList?.count == 0 ? .int64 : nil))
        }
        if !vm.typeOf(key).special(.index).isUnbound { return .int(try vm.index(key)) }
        if key.asString != nil || vm.typeName(key) == "bytes" {
            throw vm.typeError("new(): invalid data type '\(vm.typeName(key))'")
        }
        throw vm.indexError(
            "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got \(OpFunctions.describe(vm, key)))"
        )
    }

    private static func bound(_ vm: VM, _ value: Value) throws -> Int? {
        if value.isNone { return nil }
        if value.tag != .int, vm.typeOf(value).special(.index).isUnbound {
            throw vm.typeError("slice indices must be integers or None or have an __index__ method")
        }
        return try vm.index(value)
    }
}

/// `torch.tensor(data)` and the legacy constructors.
enum TensorConstruction {
    /// A tensor of nested sequences, numbers or tensors.
    static func tensor(_ vm: VM, _ data: Value, dtype: DType? = nil) throws -> Tensor {
        if let tensor = data.asTensor {
            return try GradMode.without { try tensor.detach().to(dtype ?? tensor.dtype, copy: true) }
        }
        if let array = data.asNDArray { return try ArrayInterop.copied(vm, array, dtype) }
        if let (number, own) = data.asNumPyScalar { return try Tensor.full([], number, dtype: dtype ?? own) }
        var shape: [Int] = []
        var scalars: [Scalar] = []
        numPyType = nil
        do {
            try collect(vm, data, 0, &shape, &scalars)
        } catch {
            if vm.isException(error, .keyboardInterrupt) { throw error }
            throw DataComplaints.text(vm, data, dtype) ?? error
        }
        if dtype == nil, let own = numPyType {
            // Elements of NumPy's bring their own types; the others count as Python's numbers.
            let type = scalars.reduce(own) { DType.promote($0, $1.isFloat && !own.isFloat ? DType.defaultFloat : own) }
            return try Tensor.of(scalars, shape: Dims(shape.prefix(Dims.capacity)), dtype: type)
        }
        guard shape.count <= Dims.capacity else {
            throw TensorError(.runtimeError, "tensors have at most \(Dims.capacity) axes, not \(shape.count)")
        }
        return try Tensor.of(scalars, shape: Dims(shape), dtype: dtype)
    }

    /// The widest type of NumPy's elements that `collect` met.
    nonisolated(unsafe) private static var numPyType: DType?

    private static func collect(_ vm: VM, _ data: Value, _ depth: Int, _ shape: inout [Int], _ scalars: inout [Scalar])
        throws
    {
        if let scalar = vm.scalar(data) {
            if depth < shape.count {
                throw vm.typeError("expected a sequence of length \(shape[depth]) at dim \(depth) (got a number)")
            }
            if data.tag == .object, let (_, own) = data.asNumPyScalar {
                numPyType = numPyType.map { DType.promote($0, own) } ?? own
            }
            scalars.append(scalar)
            if scalars.count & 0xFFFF == 0 { try vm.checkInterrupt() }
            return
        }
        if let array = data.asNDArray {
            let tensor = try ArrayInterop.copied(vm, array, nil)
            numPyType = numPyType.map { DType.promote($0, tensor.dtype) } ?? tensor.dtype
            try extend(tensor.shape.map { $0 }, depth, &shape)
            scalars += try tensor.scalars()
            return
        }
        if let tensor = data.asTensor {
            guard tensor.count == 1, depth == shape.count else {
                throw vm.valueError("only one element tensors can be converted to Python scalars")
            }
            if tensor.dtype != .float32 {
                numPyType = numPyType.map { DType.promote($0, tensor.dtype) } ?? tensor.dtype
            }
            scalars.append(try tensor.item())
            return
        }
        let items: UnsafeBufferPointer<Value>
        if let list = data.asList {
            items = list.buffer
        } else if let tuple = data.asTuple {
            items = tuple.buffer
        } else if data.tag == .range {
            let numbers = try vm.array(from: data)
            try extend([numbers.count], depth, &shape)
            for value in numbers { try collect(vm, value, depth + 1, &shape, &scalars) }
            return
        } else if data.asString != nil {
            throw vm.typeError("new(): invalid data type 'str'")
        } else if data.tag == .bigInt {
            throw vm.valueError("Overflow when unpacking long long")
        } else {
            throw vm.error(.runtimeError, "Could not infer dtype of \(vm.typeName(data))")
        }
        if depth < shape.count {
            if shape[depth] != items.count {
                throw vm.valueError("expected sequence of length \(shape[depth]) at dim \(depth) (got \(items.count))")
            }
        } else {
            // A list where the elements before are numbers.
            if !scalars.isEmpty { throw vm.typeError("'list' object cannot be interpreted as an integer") }
            shape.append(items.count)
        }
        for value in items { try collect(vm, value, depth + 1, &shape, &scalars) }
    }

    private static func extend(_ sizes: [Int], _ depth: Int, _ shape: inout [Int]) throws {
        for (index, size) in sizes.enumerated() {
            if depth + index < shape.count {
                if shape[depth + index] != size {
                    throw TensorError(
                        .valueError,
                        "expected sequence of length \(shape[depth + index]) at dim \(depth + index) (got \(size))")
                }
            } else {
                shape.append(size)
            }
        }
    }

    /// `torch.FloatTensor(2, 3)`, `torch.Tensor([1, 2])`.
    /// - Parameter isGeneral: whether it is `torch.Tensor`, which takes a tensor of any dtype.
    static func legacy(
        _ vm: VM, _ arguments: [Value], _ keywords: [(name: String, value: Value)] = [], dtype: DType,
        isGeneral: Bool = false
    ) throws -> Value {
        func noFit() -> Thrown {
            var given =
                arguments.map { OpFunctions.describe(vm, $0) }
                + keywords.map { "\($0.name)=\(OpFunctions.describe(vm, $0.value))" }
            if arguments.isEmpty, !given.isEmpty { given[given.count - 1] += ", " }
            return vm.typeError(
                "new() received an invalid combination of arguments - got (\(given.joined(separator: ", "))), but "
                    + "expected one of:\n * (*, torch.device device = None)\n * (torch.Storage storage)\n"
                    + " * (Tensor other)\n * (tuple of ints size, *, torch.device device = None)\n"
                    + " * (object data, *, torch.device device = None)\n")
        }
        for keyword in keywords {
            guard keyword.name == "device" else { throw noFit() }
            if let name = (keyword.value.object as? AbsentDevice)?.name ?? keyword.value.asString?.text, name != "cpu" {
                let type = name.split(separator: ":").first ?? ""
                throw vm.error(
                    .runtimeError,
                    "legacy constructor expects device type: cpu but device type: \(type) was passed")
            }
        }
        guard let first = arguments.first else { return vm.wrap(try Tensor.empty([0], dtype: dtype)) }
        guard arguments.count <= Dims.capacity else {
            throw TensorError(.runtimeError, "tensors have at most \(Dims.capacity) axes, not \(arguments.count)")
        }
        if first.tag == .int || first.tag == .bool && arguments.count > 1 {
            for (place, size) in arguments.enumerated() where size.tag != .int && !GivenArgument(vm, size).isInt {
                throw vm.typeError(
                    "new(): argument 'size' failed to unpack the object at pos \(place + 1) with error "
                        + "\"type must be tuple of ints,but got \(OpFunctions.describe(vm, size))\"")
            }
            // Uninitialised in PyTorch; zeros here.
            let sizes = Dims(try arguments.map { try vm.index($0) })
            try Tensor.checkSizes(sizes)
            return vm.wrap(try Tensor.zeros(sizes, dtype: dtype))
        }
        guard arguments.count == 1 else { throw noFit() }
        if first.object?.type === TorchTypes.size, let sizes = first.asTuple {
            return vm.wrap(try Tensor.zeros(Dims(try sizes.values.map { try vm.index($0) }), dtype: dtype))
        }
        if let tensor = first.asTensor {
            if tensor.dtype != dtype, !isGeneral {
                func options(_ dtype: DType) -> String {
                    "TensorOptions(dtype=\(dtype.cName), device=cpu, layout=Strided, requires_grad=false (default), "
                        + "pinned_memory=false (default), memory_format=(nullopt))"
                }
                throw vm.typeError("expected \(options(dtype)) (got \(options(tensor.dtype)))")
            }
            return vm.wrap(tensor.detach())
        }
        if first.asString != nil { throw vm.typeError("new(): invalid data type 'str'") }
        guard first.asList != nil || first.asTuple != nil || first.tag == .range || first.asNDArray != nil else {
            throw vm.typeError("new(): data must be a sequence (got \(OpFunctions.describe(vm, first)))")
        }
        return vm.wrap(try tensor(vm, first, dtype: dtype))
    }

    /// The keywords of a native function's `**kwargs`.
    static func keywords(_ value: Value) -> [(name: String, value: Value)] {
        (value.asDictionary?.entries ?? []).map { (name: $0.key.asString?.text ?? "", value: $0.value) }
    }

    /// `torch.FloatTensor` and its like, by their type objects.
    nonisolated(unsafe) static var legacyTypes: [ObjectIdentifier: DType] = [:]
}
