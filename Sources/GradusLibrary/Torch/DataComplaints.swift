import GradusNumPy
import GradusTensor
import GradusVM

/// What PyTorch says about data that makes no tensor. It looks at the data three times: along the first elements for the
/// shape, at every element for the dtype, and while it stores them; the first look that fails decides.
enum DataComplaints {
    /// - Parameter dtype: where it is known, the dtype is not looked for.
    /// - Returns: nil where the data is good.
    static func text(_ vm: VM, _ data: Value, _ dtype: DType?) -> Thrown? {
        var sizes: [Int] = []
        var first = data
        while let items = items(vm, first) {
            if first.asString != nil || isBytes(vm, first) {
                if sizes.isEmpty || isBytes(vm, first) { return invalid(vm, first) }
                return vm.valueError("too many dimensions '\(vm.typeName(first))'")
            }
            sizes.append(items.count)
            guard sizes.count <= depthLimit else {
                return vm.valueError("too many dimensions '\(vm.typeName(first))'")
            }
            guard let next = items.first else { break }
            first = next
        }
        var kind = dtype
        if dtype == nil, let wrong = infer(vm, data, &kind, 0) { return wrong }
        if sizes.contains(0) { return nil }
        return store(vm, data, sizes, 0, kind ?? .defaultFloat)
    }

    private static let depthLimit = 64

    private static func isBytes(_ vm: VM, _ value: Value) -> Bool { vm.typeName(value) == "bytes" }

    private static func invalid(_ vm: VM, _ value: Value) -> Thrown {
        vm.typeError("new(): invalid data type '\(vm.typeName(value))'")
    }

    /// The elements of what PyTorch takes for a sequence; tensors are numbers to it.
    private static func items(_ vm: VM, _ value: Value) -> [Value]? {
        if let list = value.asList { return Array(list.buffer) }
        if let tuple = value.asTuple { return Array(tuple.buffer) }
        if let text = value.asString { return text.text.isEmpty ? [] : [value] }
        if isBytes(vm, value) { return [value] }
        if value.tag == .range { return try? vm.array(from: value) }
        if let array = value.asNDArray, (try? ArrayInterop.copied(vm, array, nil).rank) ?? 0 > 0 {
            return try? vm.array(from: value)
        }
        return nil
    }

    private static func infer(_ vm: VM, _ value: Value, _ kind: inout DType?, _ depth: Int) -> Thrown? {
        func join(_ other: DType) { kind = kind.map { DType.promote($0, other) } ?? other }
        if value.asString != nil || isBytes(vm, value) { return invalid(vm, value) }
        if let tensor = value.asTensor {
            join(tensor.dtype)
            return nil
        }
        if value.tag == .bigInt {
            join(.int64)
            return nil
        }
        if let number = vm.scalar(value) {
            join(number.isBool ? .bool : number.isFloat ? .defaultFloat : .int64)
            return nil
        }
        guard depth < depthLimit, let items = items(vm, value) else {
            if vm.typeName(value) == "complex" {
                return vm.error(
                    .notImplementedError, "Could not infer dtype of complex",
                    hint: "Gradus has no complex tensors; keep real and imaginary parts in two")
            }
            return vm.error(.runtimeError, "Could not infer dtype of \(vm.typeName(value))")
        }
        for item in items { if let wrong = infer(vm, item, &kind, depth + 1) { return wrong } }
        if items.isEmpty { join(.defaultFloat) }
        return nil
    }

    private static func store(_ vm: VM, _ value: Value, _ sizes: [Int], _ depth: Int, _ kind: DType) -> Thrown? {
        if depth == sizes.count { return element(vm, value, kind) }
        guard let items = items(vm, value) else { return vm.typeError("not a sequence") }
        if items.count != sizes[depth] {
            return vm.valueError("expected sequence of length \(sizes[depth]) at dim \(depth) (got \(items.count))")
        }
        for item in items { if let wrong = store(vm, item, sizes, depth + 1, kind) { return wrong } }
        return nil
    }

    private static func element(_ vm: VM, _ value: Value, _ kind: DType) -> Thrown? {
        if let tensor = value.asTensor {
            return tensor.count == 1
                ? nil : vm.valueError("only one element tensors can be converted to Python scalars")
        }
        if value.tag == .bigInt { return kind.isFloat ? nil : vm.valueError("Overflow when unpacking long long") }
        if vm.scalar(value) != nil { return nil }
        if value.asNDArray != nil {
            return vm.typeError("only 0-dimensional arrays can be converted to Python scalars")
        }
        return vm.typeError(
            kind.isFloat
                ? "must be real number, not \(vm.typeName(value))"
                : "'\(vm.typeName(value))' object cannot be interpreted as an integer")
    }
}
