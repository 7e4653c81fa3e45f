import GradusTensor
import GradusVM

/// What a script gives to be drawn: nested lists, tuples, ranges and tensors as one list of numbers.
enum PlotData {
    /// Elements in order, and the shape.
    struct Flat {
        var items: [Value] = []
        var shape: [Int] = []
        var kind = "b"

        /// The widest kind: b(ool) < i(nteger) < f(loat), u(int8) of tensors alone, O for anything else.
        mutating func join(_ other: String) {
            let order = ["b": 0, "u": 1, "i": 2, "f": 3, "U": 4, "O": 5]
            if (order[other] ?? 5) > (order[kind] ?? 5) { kind = other }
        }
    }

    /// Throws where rows have different lengths.
    static func flatten(_ vm: VM, _ value: Value) throws -> Flat {
        var flat = Flat()
        flat.shape = try shape(vm, value, 0)
        try collect(vm, value, flat.shape[...], &flat)
        return flat
    }

    /// The elements of a tensor, or of an array of numbers.
    private static func elements(_ value: Value) -> Tensor? {
        if let tensor = value.asTensor { return tensor }
        guard let array = value.asNDArray, case .number = array.element else { return nil }
        return array.tensor
    }

    private static func isSequence(_ value: Value) -> Bool {
        value.asList != nil || value.asTuple != nil || value.tag == .range
    }

    private static func shape(_ vm: VM, _ value: Value, _ depth: Int) throws -> [Int] {
        if let tensor = elements(value) { return Array(tensor.shape) }
        guard depth < 32, isSequence(value) else { return [] }
        let count = try vm.length(value)
        guard count > 0, value.tag != .range else { return [count] }
        let first = value.asList?[0] ?? value.asTuple?.values[0] ?? .none
        return [count] + (try shape(vm, first, depth + 1))
    }

    private static func collect(_ vm: VM, _ value: Value, _ shape: ArraySlice<Int>, _ flat: inout Flat) throws {
        if let tensor = elements(value) {
            guard Array(tensor.shape) == Array(shape) else { throw ragged(vm, flat) }
            return try append(vm, tensor, &flat)
        }
        guard let count = shape.first else {
            if isSequence(value) { throw ragged(vm, flat) }
            let plain = vm.unboxed(value)
            switch plain.tag {
            case .bool: flat.join("b")
            case .int: flat.join("i")
            case .float: flat.join("f")
            default: flat.join(value.asString != nil ? "U" : "O")
            }
            flat.items.append(plain.isObject ? value : plain)
            return
        }
        guard isSequence(value), try vm.length(value) == count else { throw ragged(vm, flat) }
        if flat.items.isEmpty { flat.items.reserveCapacity(min(1 << 20, count)) }
        if let list = value.asList {
            for item in list.buffer { try collect(vm, item, shape.dropFirst(), &flat) }
        } else {
            for item in try vm.array(from: value) { try collect(vm, item, shape.dropFirst(), &flat) }
        }
    }

    private static func ragged(_ vm: VM, _ flat: Flat) -> Thrown {
        let known = flat.shape.first.map { "(\($0),)" } ?? "()"
        return vm.valueError(
            "setting an array element with a sequence. The requested array has an inhomogeneous shape after "
                + "1 dimensions. The detected shape was \(known) + inhomogeneous part.")
    }

    private static func append(_ vm: VM, _ tensor: Tensor, _ flat: inout Flat) throws {
        if tensor.requiresGrad {
            throw vm.error(
                .runtimeError,
                "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
        }
        if tensor.dtype == .bfloat16 { throw vm.typeError("Got unsupported ScalarType BFloat16") }
        flat.join(tensor.dtype.isFloat ? "f" : tensor.dtype == .bool ? "b" : tensor.dtype == .uint8 ? "u" : "i")
        try vm.checkPixels(tensor.count)
        if tensor.dtype.isFloat {
            let dense = try tensor.detach().to(.float64).contiguous()
            let from = dense.pointer(Double.self)
            flat.items.reserveCapacity(flat.items.count + dense.count)
            for index in 0..<dense.count { flat.items.append(Value(from[index])) }
        } else {
            let dense = try tensor.to(.int64).contiguous()
            let from = dense.pointer(Int.self)
            flat.items.reserveCapacity(flat.items.count + dense.count)
            for index in 0..<dense.count { flat.items.append(Value(from[index])) }
        }
    }
}
