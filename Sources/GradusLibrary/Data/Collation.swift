import GradusData
import GradusTensor
import GradusVM

/// `default_collate`: a batch of items of one form becomes one item of that form, with tensors at its leaves.
enum Collation {
    /// `batch` is the same items as the list or tuple that a leaf of text answers with.
    static func collate(_ vm: VM, _ items: [Value], whole: Value) throws -> Value {
        guard let first = items.first else { throw vm.indexError("list index out of range") }
        if first.asTensor != nil { return try stack(vm, items) }
        if first.asNDArray != nil {
            return try stack(
                vm,
                try items.map { item in
                    guard let array = item.asNDArray else { return item }
                    return vm.wrap(try ArrayInterop.copied(vm, array, nil))
                })
        }
        if first.asNumPyScalar != nil {
            return vm.wrap(try TensorConstruction.tensor(vm, vm.list(items), dtype: nil))
        }
        let plain = vm.unboxed(first)
        switch plain.tag {
        case .float: return vm.wrap(try Tensor(try items.map { try vm.double($0) }))
        case .bool, .int, .bigInt: return try numbers(vm, items)
        default: break
        }
        if first.asString != nil || first.asBytes != nil { return whole }
        if let dictionary = first.asDictionary {
            let result = DictionaryObject()
            for entry in dictionary.entries {
                let column = try items.map { try vm.getItem($0, entry.key) }
                try result.set(vm, entry.key, try collate(vm, column, whole: vm.list(column)))
            }
            return try mapping(vm, first, result)
        }
        if first.asTuple != nil || first.asList != nil || first.tag == .range { return try columns(vm, items) }
        throw vm.typeError(
            "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found "
                + "<class '\(vm.typeOf(first).fullName)'>",
            hint: first.asPicture == nil
                ? nil : "give the data set transform=transforms.ToTensor() so that its items are tensors")
    }

    /// New values under the keys of a mapping; one of another class than `dict` stays one.
    private static func mapping(_ vm: VM, _ given: Value, _ values: DictionaryObject) throws -> Value {
        guard vm.typeOf(given) !== Types.dictionary else { return vm.value(values) }
        let copy = try vm.callMethod(Value(borrowing: try vm.importModule("copy")), "copy", [given])
        _ = try vm.callMethod(copy, "update", [vm.value(values)])
        return copy
    }

    private static func stack(_ vm: VM, _ items: [Value]) throws -> Value {
        let tensors = try items.enumerated().map { place, item -> Tensor in
            guard let tensor = item.asTensor else {
                throw vm.typeError("expected Tensor as element \(place) in argument 0, but got \(vm.typeName(item))")
            }
            return tensor
        }
        return vm.wrap(try Tensor.stack(tensors))
    }

    /// Whole numbers and truth values, by `torch.tensor`.
    private static func numbers(_ vm: VM, _ items: [Value]) throws -> Value {
        let plain = items.map { vm.unboxed($0) }
        if plain.allSatisfy({ $0.tag == .int }) { return vm.wrap(try Tensor(plain.map { Int($0.intBits) })) }
        return vm.wrap(try TensorConstruction.tensor(vm, vm.list(plain), dtype: nil))
    }

    private static func columns(_ vm: VM, _ items: [Value]) throws -> Value {
        let rows = try items.map { try vm.array(from: $0) }
        guard let first = rows.first, rows.allSatisfy({ $0.count == first.count }) else {
            throw vm.error(.runtimeError, "each element in list of batch should be of equal size")
        }
        let columns = try first.indices.map { index in
            let column = rows.map { $0[index] }
            return try collate(vm, column, whole: vm.tuple(column))
        }
        guard let tuple = items[0].asTuple, tuple.type !== Types.tuple,
            try vm.attributeIfPresent(items[0], "_fields") != nil
        else { return vm.list(columns) }
        return try vm.call(Value(borrowing: tuple.type), columns)
    }

    /// `default_convert`: what an item becomes where there are no batches.
    static func convert(_ vm: VM, _ item: Value) throws -> Value {
        if let tuple = item.asTuple {
            let parts = try tuple.values.map { try convert(vm, $0) }
            guard tuple.type !== Types.tuple, try vm.attributeIfPresent(item, "_fields") != nil else {
                return vm.list(parts)
            }
            return try vm.call(Value(borrowing: tuple.type), parts)
        }
        if let list = item.asList { return vm.list(try list.values.map { try convert(vm, $0) }) }
        if let dictionary = item.asDictionary {
            let result = DictionaryObject()
            for entry in dictionary.entries { try result.set(vm, entry.key, try convert(vm, entry.value)) }
            return try mapping(vm, item, result)
        }
        if item.tag == .range { return vm.list(try vm.array(from: item)) }
        if let (number, dtype) = item.asNumPyScalar { return vm.wrap(try Tensor.full([], number, dtype: dtype)) }
        if let array = item.asNDArray { return vm.wrap(try ArrayInterop.shared(vm, array)) }
        return item
    }
}
