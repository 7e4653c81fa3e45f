import GradusTensor
import GradusVM

/// What a script gives to be drawn: nested lists, tuples, ranges and tensors as one list of numbers.
enum PlotData {
    /// NumPy's letters for kinds of elements, narrow before wide; uint8 of tensors alone, O for anything else.
    enum Kind: Int {
        case bool, byte, integer, float, text, object

        var letter: String {
            switch self {
            case .bool: "b"
            case .byte: "u"
            case .integer: "i"
            case .float: "f"
            case .text: "U"
            case .object: "O"
            }
        }
    }

    /// Elements in order, and the shape.
    struct Flat {
        var items: [Value] = []
        var shape: [Int] = []
        /// The widest kind so far.
        var widest = Kind.bool
        var kind: String { widest.letter }

        mutating func join(_ other: Kind) {
            if other.rawValue > widest.rawValue { widest = other }
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
            case .bool: flat.join(.bool)
            case .int: flat.join(.integer)
            case .float: flat.join(.float)
            default: flat.join(value.asString != nil ? .text : .object)
            }
            flat.items.append(plain.isObject ? value : plain)
            return
        }
        guard isSequence(value), try vm.length(value) == count else { throw ragged(vm, flat) }
        if flat.items.isEmpty { flat.items.reserveCapacity(min(1 << 20, count)) }
        if let list = value.asList {
            let rest = shape.dropFirst()
            if rest.isEmpty {
                for (index, item) in list.buffer.enumerated() {
                    if index & 0xFFFF == 0xFFFF { try vm.checkStop() }
                    if item.tag == .float {
                        flat.join(.float)
                        flat.items.append(item)
                    } else {
                        try collect(vm, item, rest, &flat)
                    }
                }
                return
            }
            for item in list.buffer { try collect(vm, item, rest, &flat) }
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
        flat.join(
            tensor.dtype.isFloat ? .float : tensor.dtype == .bool ? .bool : tensor.dtype == .uint8 ? .byte : .integer)
        try vm.checkPixels(tensor.count)
        let dense = try Interruption.around {
            try tensor.detach().to(tensor.dtype.isFloat ? .float64 : .int64).contiguous()
        }
        flat.items.reserveCapacity(flat.items.count + dense.count)
        if flat.items.isEmpty {
            // Large pages are given back many times sooner.
            let bytes = dense.count * MemoryLayout<Value>.stride
            flat.items.withUnsafeMutableBufferPointer {
                if let base = $0.baseAddress { BufferCache.adviseLargePages(base, bytes) }
            }
        }
        for start in stride(from: 0, to: dense.count, by: 1 << 16) {
            try vm.checkStop()
            let part = start..<min(start + 1 << 16, dense.count)
            if tensor.dtype.isFloat {
                let from = dense.pointer(Double.self)
                for index in part { flat.items.append(Value(from[index])) }
            } else {
                let from = dense.pointer(Int.self)
                for index in part { flat.items.append(Value(from[index])) }
            }
        }
    }
}
