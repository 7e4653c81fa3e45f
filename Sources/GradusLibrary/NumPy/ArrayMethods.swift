import GradusNumPy
import GradusTensor
import GradusVM

/// Attributes and methods of `numpy.ndarray`; what is composed stands in `stdlib/numpy`.
enum ArrayMethods {
    static func populate(_ type: TypeObject) {
        ArrayOperators.populate(type)
        addAttributes(type)
        addProtocols(type)
        addReductions(type)
        addShapes(type)
        addConversions(type)
        type.constructor("cls, shape, dtype=None, buffer=None, offset=0, strides=None, order=None") { vm, arguments in
            let type = try arguments.orNone(2).map { try ElementTypeObject.parse(vm, $0) } ?? .number(.float64)
            return vm.value(try ArrayCreation.filled(vm, try ArrayCreation.shape(vm, arguments[1]), type, nil))
        }
    }

    static func method(
        _ type: TypeObject, _ name: String, _ signature: String,
        _ body: @escaping (VM, NDArray, Arguments) throws -> Value
    ) {
        type.method(name, signature) { vm, arguments in
            guard let array = arguments[0].asNDArray else {
                throw vm.typeError("descriptor '\(name)' requires a 'numpy.ndarray' object")
            }
            return try body(vm, array, arguments)
        }
    }

    private static func special(
        _ type: TypeObject, _ special: Special, _ signature: String,
        _ body: @escaping (VM, NDArray, Arguments) throws -> Value
    ) {
        type.special(special, signature) { vm, arguments in
            guard let array = arguments[0].asNDArray else { throw vm.typeError("expected an array") }
            return try body(vm, array, arguments)
        }
    }

    private static func property(
        _ type: TypeObject, _ name: String, _ get: @escaping (VM, NDArray, Value) throws -> Value
    ) {
        type.property(name) { vm, value in
            guard let array = value.asNDArray else { return .none }
            return try get(vm, array, value)
        }
    }

    // MARK: Attributes

    private static func addAttributes(_ type: TypeObject) {
        type.property("shape") { vm, value in
            vm.shapeTuple(value.asNDArray?.tensor.shape ?? [])
        } set: { vm, value, new in
            guard let array = value.asNDArray else { return }
            let shape = try ArrayCreation.resolved(vm, array.tensor, try ArrayCreation.shape(vm, new))
            array.tensor = try Layout.reshaped(array.tensor, shape)
        }
        property(type, "ndim") { _, array, _ in Value(array.tensor.rank) }
        property(type, "size") { _, array, _ in Value(array.tensor.count) }
        property(type, "dtype") { vm, array, _ in ElementTypeObject.value(vm, array.element) }
        property(type, "itemsize") { _, array, _ in Value(array.element.itemSize) }
        property(type, "nbytes") { _, array, _ in Value(array.element.itemSize * array.tensor.count) }
        property(type, "strides") { vm, array, _ in
            vm.tuple(array.tensor.strides.map { Value($0 * array.element.itemSize) })
        }
        property(type, "T") { vm, array, value in
            vm.array(
                Layout.permuted(array.tensor, Dims((0..<array.tensor.rank).reversed())), like: array, base: value)
        }
        property(type, "mT") { vm, array, value in
            guard array.tensor.rank >= 2 else {
                throw vm.valueError("matrix transpose with ndim < 2 is undefined")
            }
            var order = Dims(0..<array.tensor.rank)
            let last = array.tensor.rank - 1
            (order[last], order[last - 1]) = (last - 1, last)
            return vm.array(Layout.permuted(array.tensor, order), like: array, base: value)
        }
        property(type, "base") { _, array, _ in array.base.value }
        property(type, "real") { vm, array, value in value }
        property(type, "imag") { vm, array, _ in
            vm.array(try Tensor.zeros(array.tensor.shape, dtype: array.tensor.dtype))
        }
        property(type, "data") { vm, array, _ in
            let address = String(UInt(bitPattern: array.tensor.data), radix: 16)
            return vm.string("<memory at 0x\(address)>")
        }
        property(type, "__array_interface__") { vm, array, _ in
            vm.dictionary([
                ("data", vm.tuple([Value(Int(bitPattern: array.tensor.data)), .false])),
                ("shape", vm.shapeTuple(array.tensor.shape)), ("version", Value(3)),
            ])
        }
        for (name, get) in [
            ("_is_contiguous", { (a: NDArray) in a.tensor.isContiguous }),
            (
                "_is_f_contiguous",
                { (a: NDArray) in Layout.permuted(a.tensor, Dims((0..<a.tensor.rank).reversed())).isContiguous }
            ), ("_owns", { (a: NDArray) in a.base.value.isNone }),
        ] { property(type, name) { _, array, _ in Value(get(array)) } }
    }

    // MARK: Protocols

    private static func addProtocols(_ type: TypeObject) {
        special(type, .representation, "self, /") { vm, array, _ in
            vm.string(try ArrayPrinting.representation(vm, array))
        }
        special(type, .string, "self, /") { vm, array, _ in vm.string(try ArrayPrinting.text(vm, array)) }
        special(type, .format, "self, spec, /") { vm, array, arguments in
            let spec = arguments[1].asString?.text ?? ""
            if array.tensor.rank == 0 {
                return vm.string(try vm.format(vm.element(array.tensor, of: array), spec: spec))
            }
            guard spec.isEmpty else {
                throw vm.typeError("unsupported format string passed to numpy.ndarray.__format__")
            }
            return vm.string(try ArrayPrinting.text(vm, array))
        }
        special(type, .length, "self, /") { vm, array, _ in
            guard array.tensor.rank > 0 else { throw vm.typeError("len() of unsized object") }
            return Value(array.tensor.shape[0])
        }
        special(type, .bool, "self, /") { vm, array, _ in
            guard array.tensor.count == 1 else {
                throw vm.valueError(
                    array.tensor.count == 0
                        ? "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."
                        : "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
            }
            return Value(try vm.truth(vm.element(array.tensor, of: array)))
        }
        type.set(Special.hash.name, .none)
        func single(_ vm: VM, _ array: NDArray) throws -> Value {
            guard array.tensor.rank == 0 else {
                throw vm.typeError("only 0-dimensional arrays can be converted to Python scalars")
            }
            return try ArrayConversion.values(vm, array).first ?? .none
        }
        special(type, .float, "self, /") { vm, array, _ in
            try vm.call(Value(borrowing: Types.float), [try single(vm, array)])
        }
        special(type, .int, "self, /") { vm, array, _ in
            try vm.call(Value(borrowing: Types.int), [try single(vm, array)])
        }
        special(type, .index, "self, /") { vm, array, _ in
            guard array.tensor.rank == 0, array.table == nil, !array.tensor.dtype.isFloat else {
                throw vm.typeError("only integer scalar arrays can be converted to a scalar index")
            }
            return Value(array.tensor.element(at: 0).int)
        }
        special(type, .getItem, "self, key, /") { vm, array, arguments in
            try ArrayIndexing.get(vm, array, arguments[1], arguments[0])
        }
        special(type, .setItem, "self, key, value, /") { vm, array, arguments in
            try ArrayIndexing.set(vm, array, arguments[1], arguments[2])
            return .none
        }
        special(type, .delItem, "self, key, /") { vm, _, _ in
            throw vm.valueError("cannot delete array elements")
        }
        special(type, .iterate, "self, /") { vm, array, arguments in
            guard array.tensor.rank > 0 else { throw vm.typeError("iteration over a 0-d array") }
            return vm.value(ArrayIterator(array, arguments[0]))
        }
        special(type, .contains, "self, item, /") { vm, array, arguments in
            let equal = try ArrayOperators.binary(vm, .equal, arguments[0], arguments[1])
            if let hits = equal.asNDArray {
                return Value(
                    try Reduction.any(hits.tensor, [Bool](repeating: true, count: hits.tensor.rank), keepdims: false)
                        .element(at: 0).bool)
            }
            return Value(try vm.truth(equal))
        }
        method(type, "__array__", "self, dtype=None, *, copy=None") { vm, array, arguments in
            vm.value(
                try ArrayConversion.cast(vm, array, try arguments.orNone(1).map { try ElementTypeObject.parse(vm, $0) })
            )
        }
        for name in ["__copy__", "__deepcopy__"] {
            method(type, name, "self, memo=None") { vm, array, _ in
                vm.array(try Interruption.around { try array.tensor.copied() }, like: array)
            }
        }
    }

    // MARK: Shapes

    /// Axes or sizes given one by one or as one tuple.
    private static func several(_ vm: VM, _ arguments: Arguments) throws -> [Value] {
        let given = arguments[1].asTuple?.values ?? []
        if given.count == 1, let inner = given[0].asTuple?.values ?? given[0].asList?.values { return inner }
        if given.count == 1, let array = given[0].asNDArray { return try ArrayConversion.values(vm, array) }
        return given
    }

    private static func addShapes(_ type: TypeObject) {
        method(type, "reshape", "self, *shape, order='C', copy=None") { vm, array, arguments in
            // Named arguments come before `*shape`'s tuple.
            let given = arguments[3].asTuple?.values ?? []
            let sizes =
                given.count == 1
                ? try ArrayCreation.sizes(vm, given[0]) : try given.map { try vm.index($0) }
            guard sizes.count <= Dims.capacity else {
                throw vm.valueError("Gradus has arrays of at most \(Dims.capacity) dimensions")
            }
            let shape = try ArrayCreation.resolved(vm, array.tensor, Dims(sizes))
            if arguments.optional(1)?.asString?.text == "F" {
                let flipped = Layout.permuted(array.tensor, Dims((0..<array.tensor.rank).reversed()))
                let made = try Layout.reshaped(flipped, Dims(shape.reversed()))
                return vm.array(Layout.permuted(made, Dims((0..<made.rank).reversed())), like: array)
            }
            let out = try Layout.reshaped(array.tensor, shape)
            return vm.array(out, like: array, base: out.storage === array.tensor.storage ? arguments[0] : .none)
        }
        method(type, "ravel", "self, order='C'") { vm, array, arguments in
            var source = array.tensor
            if arguments.optional(1)?.asString?.text == "F" {
                source = Layout.permuted(source, Dims((0..<source.rank).reversed()))
            }
            let out = try Layout.reshaped(source, [source.count])
            return vm.array(out, like: array, base: out.storage === array.tensor.storage ? arguments[0] : .none)
        }
        method(type, "flatten", "self, order='C'") { vm, array, arguments in
            var source = array.tensor
            if arguments.optional(1)?.asString?.text == "F" {
                source = Layout.permuted(source, Dims((0..<source.rank).reversed()))
            }
            let copy = try source.copied()
            return vm.array(try Layout.reshaped(copy, [copy.count]), like: array)
        }
        method(type, "transpose", "self, *axes") { vm, array, arguments in
            let given = arguments[1].asTuple?.values ?? []
            let rank = array.tensor.rank
            if given.isEmpty || given.count == 1 && given[0].isNone {
                return vm.array(
                    Layout.permuted(array.tensor, Dims((0..<rank).reversed())), like: array, base: arguments[0])
            }
            let axes = try several(vm, arguments).map { try Layout.axis(try vm.index($0), rank) }
            guard axes.count == rank else { throw vm.valueError("axes don't match array") }
            guard Set(axes).count == rank else { throw vm.valueError("repeated axis in transpose") }
            return vm.array(Layout.permuted(array.tensor, Dims(axes)), like: array, base: arguments[0])
        }
        method(type, "swapaxes", "self, axis1, axis2, /") { vm, array, arguments in
            let rank = array.tensor.rank
            func axis(_ index: Int) throws -> Int {
                let axis = try vm.index(arguments[index])
                guard axis >= -rank, axis < rank else {
                    throw NumPyError(.axis, "axis\(index): " + NumPyError.axis(axis, rank).message)
                }
                return axis < 0 ? axis + rank : axis
            }
            let (a, b) = (try axis(1), try axis(2))
            var order = Dims(0..<rank)
            (order[a], order[b]) = (b, a)
            return vm.array(Layout.permuted(array.tensor, order), like: array, base: arguments[0])
        }
        method(type, "squeeze", "self, axis=None") { vm, array, arguments in
            let tensor = array.tensor
            let flags: [Bool]
            if let axis = arguments.orNone(1) {
                flags = try ArrayReductions.axes(vm, axis, tensor.rank)
                for i in 0..<tensor.rank where flags[i] && tensor.shape[i] != 1 {
                    throw vm.valueError("cannot select an axis to squeeze out which has size not equal to one")
                }
            } else {
                flags = tensor.shape.map { $0 == 1 }
            }
            var (shape, strides) = (Dims(), Dims())
            for i in 0..<tensor.rank where !flags[i] {
                shape.append(tensor.shape[i])
                strides.append(tensor.strides[i])
            }
            return vm.array(
                tensor.alias(shape: shape, strides: strides, offset: tensor.offset), like: array, base: arguments[0])
        }
        method(type, "diagonal", "self, offset=0, axis1=0, axis2=1") { vm, array, arguments in
            let tensor = array.tensor
            guard tensor.rank >= 2 else { throw vm.valueError("diag requires an array of at least two dimensions") }
            let shift = try arguments.optional(1).map { try vm.index($0) } ?? 0
            let a = try Layout.axis(try arguments.optional(2).map { try vm.index($0) } ?? 0, tensor.rank)
            let b = try Layout.axis(try arguments.optional(3).map { try vm.index($0) } ?? 1, tensor.rank)
            if a == b { throw vm.valueError("axis1 and axis2 cannot be the same") }
            let (rows, columns) = (tensor.shape[a], tensor.shape[b])
            let count = shift >= 0 ? min(rows, max(columns - shift, 0)) : min(max(rows + shift, 0), columns)
            let start = count == 0 ? 0 : shift >= 0 ? shift * tensor.strides[b] : -shift * tensor.strides[a]
            var (shape, strides) = (Dims(), Dims())
            for i in 0..<tensor.rank where i != a && i != b {
                shape.append(tensor.shape[i])
                strides.append(tensor.strides[i])
            }
            shape.append(count)
            strides.append(tensor.strides[a] + tensor.strides[b])
            return vm.array(
                tensor.alias(shape: shape, strides: strides, offset: tensor.offset + start), like: array,
                base: arguments[0])
        }
        method(type, "nonzero", "self") { vm, array, _ in
            if array.tensor.rank == 0 {
                throw vm.valueError(
                    "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead. If the context of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`."
                )
            }
            let mask = array.table == nil ? array.tensor : try ArrayConversion.cast(vm, array, .number(.bool)).tensor
            return vm.tuple(try FancyIndex.nonzero(mask).map { vm.array($0) })
        }
        method(type, "argsort", "self, axis=-1, kind=None, order=None, *, stable=None") { vm, array, arguments in
            var tensor = array.tensor
            if let table = array.table, tensor.rank == 1 {
                let values = try tensor.ints().map { table[$0] }
                let order = try Sorting.order(count: values.count) {
                    try vm.truth(try vm.compare(.less, values[$0], values[$1]))
                }
                return vm.array(try Tensor(order))
            }
            tensor = try numbers(vm, array)
            if arguments.optional(1)?.isNone == true || tensor.rank == 0 {
                tensor = try Layout.reshaped(tensor, [tensor.count])
            }
            let axis = try Layout.axis(try arguments.orNone(1).map { try vm.index($0) } ?? -1, tensor.rank)
            return vm.array(try Sorting.order(tensor, axis))
        }
        method(type, "sort", "self, axis=-1, kind=None, order=None, *, stable=None") { vm, array, arguments in
            if let table = array.table, array.tensor.rank == 1 {
                let places = try array.tensor.ints()
                let order = try Sorting.order(count: places.count) {
                    try vm.truth(try vm.compare(.less, table[places[$0]], table[places[$1]]))
                }
                try ArrayIndexing.copy(try Tensor(order.map { places[$0] }), into: array.tensor)
                return .none
            }
            let tensor = try numbers(vm, array)
            if tensor.rank == 0 { throw NumPyError.axis(-1, 0) }
            let axis = try Layout.axis(try arguments.orNone(1).map { try vm.index($0) } ?? -1, tensor.rank)
            try ArrayIndexing.copy(try Sorting.sorted(tensor, axis), into: tensor)
            return .none
        }
        method(type, "searchsorted", "self, v, side='left', sorter=None") { vm, array, arguments in
            var sorted = try numbers(vm, array)
            guard sorted.rank == 1 else { throw vm.valueError("object too deep for desired array") }
            if let sorter = arguments.orNone(3) {
                sorted = try FancyIndex(sorted, [(0, try ArrayOperators.numeric(vm, sorter))]).gather()
            }
            let values = try ArrayOperators.numeric(vm, arguments[1])
            let side = arguments.optional(2)?.asString?.text ?? "left"
            guard side == "left" || side == "right" else {
                throw vm.valueError("search side must be one of 'left' or 'right' (got '\(side)')")
            }
            return vm.arrayOrScalar(try Sorting.search(sorted, values, right: side == "right"))
        }
        method(type, "dot", "self, b, out=None") { vm, array, arguments in
            let other = try ArrayOperators.numeric(vm, arguments[1])
            if array.tensor.rank > 2 || other.rank > 2 {
                let numpy = Value(borrowing: try vm.importModule("numpy"))
                return try vm.call(try vm.attribute(numpy, "dot"), [arguments[0], arguments[1]])
            }
            return try deliver(vm, try MatrixProducts.dot(try numbers(vm, array), other), arguments.orNone(2))
        }
    }

    // MARK: Conversions

    private static func addConversions(_ type: TypeObject) {
        method(type, "astype", "self, dtype, order='K', casting='unsafe', subok=True, copy=True") {
            vm, array, arguments in
            let wanted = try ElementTypeObject.parse(vm, arguments[1])
            let made = try Interruption.around { try ArrayConversion.cast(vm, array, wanted) }
            if FloatWarnings.isWatching, array.table == nil, case .number(let type) = wanted {
                let faults = try Interruption.around { try FloatFaults.ofCast(array.tensor, to: type) }
                try FloatWarnings.report(vm, faults, "cast")
            }
            if made === array || made.tensor === array.tensor {
                if try arguments.optional(5).map({ try vm.truth($0) }) ?? true {
                    return vm.array(try Interruption.around { try array.tensor.copied() }, like: array)
                }
                return arguments[0]
            }
            return vm.value(made)
        }
        method(type, "copy", "self, order='C'") { vm, array, _ in
            vm.array(try Interruption.around { try array.tensor.copied() }, like: array)
        }
        method(type, "view", "self, dtype=None, type=None") { vm, array, arguments in
            guard let given = arguments.orNone(1), given.asType !== NumPyTypes.ndarray else {
                return vm.array(array.tensor.alias(), like: array, base: arguments[0])
            }
            guard case .number(let wanted) = try ElementTypeObject.parse(vm, given), array.table == nil else {
                throw vm.typeError("Cannot change data-type for array of references.")
            }
            return vm.array(try reinterpreted(vm, array.tensor, wanted), base: arguments[0])
        }
        method(type, "fill", "self, value, /") { vm, array, arguments in
            let source = try ArrayIndexing.source(vm, array, arguments[1])
            guard source.rank == 0 else { throw vm.valueError("setting an array element with a sequence.") }
            try ArrayIndexing.copy(source, into: array.tensor)
            return .none
        }
        method(type, "tolist", "self") { vm, array, _ in try nestedList(vm, array) }
        method(type, "item", "self, *args") { vm, array, arguments in
            let given = arguments[1].asTuple?.values ?? []
            let tensor = array.tensor
            if given.isEmpty {
                guard tensor.count == 1 else {
                    throw vm.valueError("can only convert an array of size 1 to a Python scalar")
                }
                return try ArrayConversion.values(vm, array)[0]
            }
            let key = given.count == 1 ? given[0] : vm.tuple(given)
            if key.asTuple == nil, tensor.rank != 1 {
                let flat = NDArray(try Layout.reshaped(tensor, [tensor.count]), array.element, array.table)
                let found = try ArrayIndexing.get(vm, flat, key, .none)
                return found.asNumPyScalar.map { vm.scalarValue($0.number) } ?? found
            }
            let found = try ArrayIndexing.get(vm, array, key, .none)
            return found.asNumPyScalar.map { vm.scalarValue($0.number) } ?? found
        }
        method(type, "tobytes", "self, order='C'") { vm, array, _ in
            let dense = try Layout.dense(try numbers(vm, array))
            let bytes = UnsafeRawBufferPointer(start: dense.data, count: dense.count * dense.dtype.size)
            return vm.value(BytesObject(Array(bytes)))
        }
    }

    private static func reinterpreted(_ vm: VM, _ tensor: Tensor, _ type: DType) throws -> Tensor {
        let dense = try Layout.dense(tensor)
        if type.size == dense.dtype.size {
            return Tensor(
                storage: dense.storage, offset: dense.offset, shape: dense.shape, strides: dense.strides, dtype: type,
                device: .cpu, contiguous: true)
        }
        guard dense.rank > 0, let last = dense.shape.last else {
            throw vm.valueError("Changing the dtype of a 0d array is only supported if the itemsize is unchanged")
        }
        let bytes = last * dense.dtype.size
        guard bytes % type.size == 0, dense.offset * dense.dtype.size % type.size == 0 else {
            throw vm.valueError(
                "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array."
            )
        }
        let shape = dense.shape.replacing(at: dense.rank - 1, with: bytes / type.size)
        return Tensor(
            storage: dense.storage, offset: dense.offset * dense.dtype.size / type.size, shape: shape,
            strides: shape.contiguousStrides, dtype: type, device: .cpu, contiguous: true)
    }

    static func nestedList(_ vm: VM, _ array: NDArray) throws -> Value {
        let shape = array.tensor.shape
        if shape.isEmpty { return try ArrayConversion.values(vm, array).first ?? .none }
        // Numbers are read when they are needed.
        let dense = array.table == nil ? try Layout.dense(array.tensor) : nil
        let values = dense == nil ? try ArrayConversion.values(vm, array) : []
        var position = 0
        func build(_ axis: Int) throws -> Value {
            let list = ListObject(capacity: shape[axis])
            for _ in 0..<shape[axis] {
                if axis == shape.count - 1 {
                    if position & 0xFFFF == 0 { try vm.checkInterrupt() }
                    list.append(dense.map { vm.scalarValue($0.element(at: position)) } ?? values[position])
                    position += 1
                } else {
                    list.append(try build(axis + 1))
                }
            }
            return vm.value(list)
        }
        return try build(0)
    }
}

/// Iterates over the first axis.
final class ArrayIterator: IteratorObject {
    private let array: NDArray
    private let owner: Strong
    private var position = 0
    nonisolated(unsafe) private static let iteratorType = Types.iterator("iterator")

    init(_ array: NDArray, _ owner: Value) {
        self.array = array
        self.owner = Strong(owner)
        super.init(type: Self.iteratorType)
    }

    override func next(_ vm: VM) -> Value? {
        let tensor = array.tensor
        guard tensor.rank > 0, position < tensor.shape[0] else { return nil }
        position += 1
        if tensor.rank == 1, array.table == nil {
            return vm.numpyScalar(tensor.element(at: (position - 1) * tensor.strides[0]), tensor.dtype)
        }
        let view = Layout.selected(tensor, 0, position - 1)
        return view.rank == 0 ? vm.element(view, of: array) : vm.array(view, like: array, base: owner.value)
    }
}
