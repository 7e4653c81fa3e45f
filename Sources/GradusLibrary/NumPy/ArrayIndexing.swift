import GradusNumPy
import GradusTensor
import GradusVM

/// Subscripts of arrays.
enum ArrayIndexing {
    private enum Item {
        case int(Int)
        case slice(SliceObject)
        case newAxis
        case ellipsis
        case index(Tensor)
        case mask(Tensor)
    }

    private static func invalid(_ vm: VM) -> Thrown {
        vm.indexError(
            "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"
        )
    }

    private static func item(_ vm: VM, _ key: Value) throws -> Item {
        switch key.tag {
        case .int: return .int(Int(key.intBits))
        case .none: return .newAxis
        case .ellipsis: return .ellipsis
        case .bool: return .mask(try Tensor.full([], .bool(key.bits != 0), dtype: .bool))
        case .slice:
            if let slice = key.asSlice { return .slice(slice) }
        case .float, .string: throw invalid(vm)
        default: break
        }
        if let (number, dtype) = key.asNumPyScalar {
            if dtype == .bool { return .mask(try Tensor.full([], number, dtype: .bool)) }
            if dtype.isFloat { throw invalid(vm) }
            return .int(number.int)
        }
        if key.asNDArray != nil || key.asList != nil || key.asTuple != nil || key.tag == .range || key.asTensor != nil {
            let array = try ArrayConversion.array(vm, key)
            if array.table != nil { throw vm.indexError("arrays used as indices must be of integer (or boolean) type") }
            var tensor = array.tensor
            if tensor.dtype == .bool { return .mask(tensor) }
            if tensor.dtype.isFloat {
                guard tensor.count == 0, key.asNDArray == nil else {
                    guard key.asNDArray != nil else { throw invalid(vm) }
                    throw vm.indexError("arrays used as indices must be of integer (or boolean) type")
                }
                tensor = try Tensor(empty: tensor.shape, .int64)
            }
            if tensor.rank == 0, key.asNDArray != nil { return .int(tensor.element(at: 0).int) }
            return .index(tensor)
        }
        if !vm.typeOf(key).special(.index).isUnbound { return .int(try vm.index(key)) }
        throw invalid(vm)
    }

    /// A view by the basic items, and the arrays that index its axes.
    private static func resolve(_ vm: VM, _ tensor: Tensor, _ key: Value) throws -> (
        Tensor, [(axis: Int, index: Tensor)]
    ) {
        var items: [Item]
        if let tuple = key.asTuple {
            items = try tuple.buffer.map { try item(vm, $0) }
        } else {
            items = [try item(vm, key)]
        }
        var consumed = 0
        var hasArrays = false
        var ellipses = 0
        for item in items {
            switch item {
            case .int, .slice: consumed += 1
            case .newAxis: break
            case .ellipsis: ellipses += 1
            case .index:
                consumed += 1
                hasArrays = true
            case .mask(let mask):
                consumed += mask.rank
                hasArrays = true
            }
        }
        if ellipses > 1 { throw vm.indexError("an index can only have a single ellipsis ('...')") }
        if consumed > tensor.rank {
            throw vm.indexError(
                "too many indices for array: array is \(tensor.rank)-dimensional, but \(consumed) were indexed")
        }
        if ellipses == 0 { items.append(.ellipsis) }
        var view = tensor
        var axis = 0
        var original = 0
        var indices: [(axis: Int, index: Tensor)] = []
        func checkRank() throws {
            if view.rank >= Dims.capacity {
                throw vm.indexError("Gradus has arrays of at most \(Dims.capacity) dimensions")
            }
        }
        for item in items {
            switch item {
            case .int(let place):
                let size = view.shape[axis]
                guard place < size, place >= -size else { throw FancyIndex.outOfBounds(place, original, size) }
                if hasArrays {
                    // Beside arrays a number is an array without axes.
                    indices.append((axis, try Tensor.full([], .int(place), dtype: .int64)))
                    axis += 1
                } else {
                    view = Layout.selected(view, axis, place < 0 ? place + size : place)
                }
                original += 1
            case .slice(let slice):
                let range = try vm.sliceRange(slice, view.shape[axis])
                view = Layout.sliced(view, axis, start: range.start, step: range.step, count: range.count)
                axis += 1
                original += 1
            case .newAxis:
                try checkRank()
                view = Layout.expanded(view, axis)
                axis += 1
            case .ellipsis:
                axis += tensor.rank - consumed
                original += tensor.rank - consumed
            case .index(let index):
                indices.append((axis, index))
                axis += 1
                original += 1
            case .mask(let mask):
                if mask.rank == 0 {
                    try checkRank()
                    view = Layout.expanded(view, axis)
                    indices.append((axis, try Tensor([Int](repeating: 0, count: mask.element(at: 0).bool ? 1 : 0))))
                    axis += 1
                    continue
                }
                for d in 0..<mask.rank where mask.shape[d] != view.shape[axis + d] {
                    throw vm.indexError(
                        "boolean index did not match indexed array along axis \(original + d); size of axis is \(view.shape[axis + d]) but size of corresponding boolean axis is \(mask.shape[d])"
                    )
                }
                for (d, places) in try FancyIndex.nonzero(mask).enumerated() { indices.append((axis + d, places)) }
                axis += mask.rank
                original += mask.rank
            }
        }
        return (view, indices)
    }

    /// `array[key]`
    static func get(_ vm: VM, _ array: NDArray, _ key: Value, _ owner: Value) throws -> Value {
        let tensor = array.tensor
        if key.tag == .int, tensor.rank != 1 {
            let place = Int(key.intBits)
            guard tensor.rank > 0 else {
                throw vm.indexError("too many indices for array: array is 0-dimensional, but 1 were indexed")
            }
            let size = tensor.shape[0]
            guard place < size, place >= -size else { throw FancyIndex.outOfBounds(place, 0, size) }
            return vm.array(Layout.selected(tensor, 0, place < 0 ? place + size : place), like: array, base: owner)
        }
        if array.table == nil, let place = try place(tensor, key) {
            return vm.numpyScalar(tensor.element(at: place), tensor.dtype)
        }
        let (view, indices) = try resolve(vm, tensor, key)
        if indices.isEmpty {
            if view.rank == 0, !hasEllipsis(key) { return vm.element(view, of: array) }
            return vm.array(view, like: array, base: owner)
        }
        let isLong = indices.contains { $0.index.count >= 1 << 16 }
        let picked =
            isLong
            ? try Interruption.around { try FancyIndex(view, indices).gather() }
            : try FancyIndex(view, indices).gather()
        if picked.rank == 0 { return vm.element(picked, of: array) }
        return vm.array(picked, like: array)
    }

    /// Where one element is, counted from the tensor's first, if the key is a number for each axis.
    @inline(__always)
    private static func place(_ tensor: Tensor, _ key: Value) throws -> Int? {
        @inline(__always) func offset(_ number: Int, _ axis: Int) throws -> Int {
            let size = tensor.shape[axis]
            guard number < size, number >= -size else { throw FancyIndex.outOfBounds(number, axis, size) }
            return (number < 0 ? number + size : number) &* tensor.strides[axis]
        }
        if key.tag == .int { return tensor.rank == 1 ? try offset(Int(key.intBits), 0) : nil }
        guard let tuple = key.asTuple, tuple.count == tensor.rank, tensor.rank > 0 else { return nil }
        var place = 0
        for (axis, item) in tuple.buffer.enumerated() {
            guard item.tag == .int else { return nil }
            place += try offset(Int(item.intBits), axis)
        }
        return place
    }

    private static func hasEllipsis(_ key: Value) -> Bool {
        key.tag == .ellipsis || key.asTuple?.buffer.contains { $0.tag == .ellipsis } == true
    }

    /// `array[key] = value`
    static func set(_ vm: VM, _ array: NDArray, _ key: Value, _ value: Value) throws {
        if array.table == nil, let place = try place(array.tensor, key) {
            return try ArrayReader(vm).store(value, array.tensor, place)
        }
        let (view, indices) = try resolve(vm, array.tensor, key)
        if indices.isEmpty, view.rank == 0, array.table == nil {
            try ArrayReader(vm).store(value, view.alias(), 0)
            return
        }
        // One place of an array of objects takes whatever it is given, a list too.
        let isOnePlace = indices.isEmpty && view.rank == 0 && !hasEllipsis(key)
        let source = try self.source(vm, array, value, isOneObject: isOnePlace)
        if !indices.isEmpty {
            try FancyIndex(view, indices).scatter(source)
            return
        }
        try copy(source, into: view)
    }

    /// Copies with broadcasting; leading axes of size 1 may be dropped.
    static func copy(_ source: Tensor, into view: Tensor) throws {
        var values = source
        while values.rank > view.rank, values.shape[0] == 1 { values = Layout.selected(values, 0, 0) }
        guard values.rank <= view.rank, Layout.broadcast(values.shape, view.shape) == view.shape else {
            throw NumPyError(
                .value,
                "could not broadcast input array from shape \(NumPyError.tuple(source.shape)) into shape \(NumPyError.tuple(view.shape))"
            )
        }
        let cast = try Layout.cast(values, view.dtype)
        let spread = Layout.spread(cast, view.shape)
        StridedCopy.copy(from: spread.storage === view.storage ? try spread.copied() : spread, to: view)
    }

    /// A value as elements of an array; as one element of an array of objects where it is to be one.
    static func source(_ vm: VM, _ array: NDArray, _ value: Value, isOneObject: Bool = false) throws -> Tensor {
        if let table = array.table {
            let values: [Value]
            let shape: Dims
            if case .object = array.element, isOneObject || (value.asNDArray == nil && value.asList == nil) {
                (values, shape) = ([value], [])
            } else {
                let other = try ArrayConversion.array(vm, value, value.asNDArray == nil ? array.element : nil)
                (values, shape) = (try ArrayConversion.values(vm, other), other.tensor.shape)
            }
            let out = try Tensor(empty: shape, .int64)
            let p = out.pointer(Int.self)
            for (i, item) in values.enumerated() {
                if case .string(let width) = array.element {
                    p[i] = table.add(ArrayConversion.cut(vm, vm.string(try vm.str(item)), width))
                } else {
                    p[i] = table.add(item)
                }
            }
            return out
        }
        let dtype = array.tensor.dtype
        if let other = value.asNDArray, other.table == nil { return other.tensor }
        if value.tag == .float || value.tag == .int || value.tag == .bool || value.asNumPyScalar != nil {
            let one = try Tensor(empty: [], dtype)
            try ArrayReader(vm).store(value, one, 0)
            return one
        }
        if value.isNone || value.asString != nil {
            let one = try Tensor(empty: [], dtype)
            try ArrayReader(vm).store(value, one, 0)
            return one
        }
        return try ArrayConversion.array(vm, value, .number(dtype)).tensor
    }
}
