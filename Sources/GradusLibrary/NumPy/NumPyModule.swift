import GradusNumPy
import GradusTensor
import GradusVM

/// `_numpy`: the native part of `numpy`.
enum NumPyModule {
    static let all = [module, NumPyRandomModule.module]

    /// Classes of `stdlib/numpy` that native errors are raised as.
    nonisolated(unsafe) static var errorClasses: [String: TypeObject] = [:]

    static let module = NativeModule("_numpy") { vm, module in
        for type in [
            NumPyTypes.ndarray, NumPyTypes.dtype, NumPyTypes.ufunc, NumPyTypes.float64, NumPyTypes.float32,
            NumPyTypes.float16, NumPyTypes.int64, NumPyTypes.int32, NumPyTypes.int16, NumPyTypes.int8, NumPyTypes.uint8,
            NumPyTypes.bool, NumPyTypes.string, NumPyTypes.object,
        ] + NumPyTypes.abstractTypes { module.type(type) }
        for (name, function) in UniversalFunction.all { module.value(name, Value(borrowing: function)) }
        vm.externalNumberType = UnsafeRawPointer(Unmanaged.passUnretained(NumPyTypes.float64).toOpaque())
        vm.numberArithmetic = ArrayScalars.quickArithmetic
        vm.numberComparison = ArrayScalars.quickComparison
        addCreation(module)
        addFunctions(module)
        addSettings(module)
    }

    private static func addCreation(_ module: ModuleBuilder) {
        module.function("array", "object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, like=None") {
            vm, arguments in
            let wanted = try arguments.orNone(1).map { try ElementTypeObject.parse(vm, $0) }
            let given = arguments[0]
            var made = try ArrayConversion.array(vm, given, wanted)
            let copies = try arguments.orNone(2).map { try vm.truth($0) } ?? (arguments.optional(2) == nil)
            if copies, given.asNDArray === made || given.asTensor != nil {
                made = NDArray(try made.tensor.copied(), made.element, made.table)
            }
            if let least = try arguments.optional(5).map({ try vm.index($0) }), least > made.tensor.rank {
                var tensor = made.tensor
                while tensor.rank < min(least, Dims.capacity) { tensor = Layout.expanded(tensor, 0) }
                made = NDArray(tensor, made.element, made.table)
            }
            return given.asNDArray === made ? given : vm.value(made)
        }
        for name in ["asarray", "asanyarray", "ascontiguousarray", "asarray_chkfinite"] {
            module.function(name, "a, dtype=None, order=None, *, copy=None, like=None, device=None") { vm, arguments in
                let wanted = try arguments.orNone(1).map { try ElementTypeObject.parse(vm, $0) }
                let made = try ArrayConversion.array(vm, arguments[0], wanted)
                if name == "ascontiguousarray" {
                    let dense = try Layout.dense(made.tensor)
                    let least = dense.rank == 0 ? Layout.expanded(dense, 0) : dense
                    if least !== made.tensor { return vm.array(least, like: made) }
                }
                return arguments[0].asNDArray === made ? arguments[0] : vm.value(made)
            }
        }
        for name in ["zeros", "ones", "empty"] {
            module.function(name, "shape, dtype=None, order='C', *, like=None, device=None") { vm, arguments in
                let type = try arguments.orNone(1).map { try ElementTypeObject.parse(vm, $0) } ?? .number(.float64)
                let shape = try ArrayCreation.shape(vm, arguments[0])
                let value: Value? =
                    name == "ones" ? Value(1) : name == "empty" && type == .object ? Value.none : nil
                return vm.value(try Interruption.around { try ArrayCreation.filled(vm, shape, type, value) })
            }
        }
        module.function("full", "shape, fill_value, dtype=None, order='C', *, like=None, device=None") {
            vm, arguments in
            let given = arguments[1]
            let type =
                try arguments.orNone(2).map { try ElementTypeObject.parse(vm, $0) }
                ?? (try ArrayConversion.array(vm, given)).element
            let shape = try ArrayCreation.shape(vm, arguments[0])
            return vm.value(try Interruption.around { try ArrayCreation.filled(vm, shape, type, given) })
        }
        module.function("arange", "start=None, stop=None, step=None, dtype=None, *, device=None, like=None") {
            vm, arguments in
            var given: [Value] = []
            if let start = arguments.orNone(0) {
                given = [start]
                if let stop = arguments.orNone(1) { given.append(stop) }
            } else if let stop = arguments.orNone(1) {
                given = [stop]
            } else {
                throw vm.typeError("arange() requires stop to be specified.")
            }
            if let step = arguments.orNone(2) {
                if given.count == 1 { given = [Value(0), given[0]] }
                given.append(step)
            }
            let type = try ArrayMethods.number(vm, arguments.orNone(3))
            return vm.array(try ArrayCreation.range(vm, given, type))
        }
        module.function("frombuffer", "buffer, dtype=None, count=-1, offset=0, *, like=None") { vm, arguments in
            var bytes: [UInt8]
            if let given = arguments[0].asBytes {
                bytes = given.bytes
            } else {
                bytes = try vm.call(Value(borrowing: Types.bytes), [arguments[0]]).asBytes?.bytes ?? []
            }
            let (element, isSwapped) =
                try arguments.orNone(1).map { try ElementTypeObject.parseOrdered(vm, $0) } ?? (.number(.float64), false)
            guard case .number(let type) = element else {
                throw vm.valueError("cannot create an OBJECT array from memory buffer")
            }
            let offset = try arguments.optional(3).map { try vm.index($0) } ?? 0
            guard offset >= 0, offset <= bytes.count else {
                throw vm.valueError("offset must be non-negative and no greater than buffer length (\(bytes.count))")
            }
            if offset > 0 { bytes.removeFirst(offset) }
            var count = try arguments.optional(2).map { try vm.index($0) } ?? -1
            if count < 0 {
                guard bytes.count % type.size == 0 else {
                    throw vm.valueError("buffer size must be a multiple of element size")
                }
                count = bytes.count / type.size
            }
            let (needed, overflow) = count.multipliedReportingOverflow(by: type.size)
            guard !overflow, needed <= bytes.count else {
                throw vm.valueError("buffer is smaller than requested size")
            }
            let out = try Tensor(empty: [count], type)
            bytes.withUnsafeBytes { source in
                guard let from = source.baseAddress, needed > 0 else { return }
                if isSwapped {
                    let (size, to) = (type.size, out.data.assumingMemoryBound(to: UInt8.self))
                    let bytes = from.assumingMemoryBound(to: UInt8.self)
                    for item in stride(from: 0, to: needed, by: size) {
                        for i in 0..<size { to[item + i] = bytes[item + size - 1 - i] }
                    }
                } else {
                    out.data.copyMemory(from: from, byteCount: needed)
                }
            }
            return vm.array(out)
        }
        // What a pickle's state does to an array that has been made already.
        module.function("become", "array, other, /") { vm, arguments in
            guard let array = arguments[0].asNDArray, let other = arguments[1].asNDArray else {
                throw vm.typeError("expected two arrays")
            }
            array.become(other)
            return .none
        }
    }

    private static func addFunctions(_ module: ModuleBuilder) {
        module.function("concatenate", "arrays, /, axis=0, out=None, *, dtype=None, casting='same_kind'") {
            vm, arguments in
            if arguments[0].asNDArray?.tensor.rank == 0 {
                throw vm.valueError("zero-dimensional arrays cannot be concatenated")
            }
            let parts = try vm.array(from: arguments[0]).map { try ArrayConversion.array(vm, $0) }
            let axis = arguments.optional(1).map { $0.isNone ? Int.min : nil } ?? 0
            let along = try axis ?? arguments.orNone(1).map { try vm.index($0) }
            let element = try arguments.orNone(3).map { try ElementTypeObject.parse(vm, $0) }
            let made = try Interruption.around { try ArrayCreation.concatenate(vm, parts, along, element) }
            if let out = arguments.orNone(2) { return try ArrayMethods.deliver(vm, made.tensor, out) }
            return vm.value(made)
        }
        module.function("lu_diagonal", "matrices, /", doc: "Diagonals of factors, and numbers of exchanged rows.") {
            vm, arguments in
            guard let matrices = arguments[0].asTensor, matrices.dtype == .float64, matrices.rank >= 2,
                matrices.shape[matrices.rank - 1] == matrices.shape[matrices.rank - 2]
            else { throw vm.typeError("square matrices of float64 expected") }
            let (diagonals, swaps) = try SmallFactors.diagonals(matrices)
            return vm.tuple([vm.wrap(diagonals), vm.wrap(swaps)])
        }
        module.value("lu_limit", Value(SmallFactors.sizeLimit))
        module.function("choose_where", "condition, x, y") { vm, arguments in
            let condition = try ArrayConversion.array(vm, arguments[0], .number(.bool)).tensor
            func operand(_ value: Value) throws -> ArrayOperand? { try ArrayOperators.operand(vm, value) }
            guard let x = try operand(arguments[1]), let y = try operand(arguments[2]) else {
                let (a, b) = (
                    try ArrayConversion.array(vm, arguments[1]), try ArrayConversion.array(vm, arguments[2])
                )
                let shape = try Layout.broadcast([condition.shape, a.tensor.shape, b.tensor.shape])
                let left = try ArrayConversion.values(vm, NDArray(Layout.spread(a.tensor, shape), a.element, a.table))
                let right = try ArrayConversion.values(vm, NDArray(Layout.spread(b.tensor, shape), b.element, b.table))
                let mask = try Layout.dense(Layout.spread(condition, shape)).pointer(UInt8.self)
                let picked = left.indices.map { mask[$0] != 0 ? left[$0] : right[$0] }
                if a.element == .object || b.element == .object {
                    return vm.value(try ArrayConversion.objects(picked, shape))
                }
                return vm.value(
                    try ArrayConversion.text(vm, try picked.map { vm.string(try vm.str($0)) }, shape))
            }
            func tensor(_ operand: ArrayOperand, _ other: ArrayOperand) throws -> Tensor {
                switch (operand, other) {
                case (.array(let t), _): return t
                case (.number(let n), .array(let t)):
                    return try ArrayConversion.full([], n, Promotion.promote(t.dtype, weak: n))
                case (.number(let n), .number): return try Tensor.full([], n, dtype: Promotion.own(n))
                }
            }
            let (a, b) = (try tensor(x, y), try tensor(y, x))
            return vm.array(try Interruption.around { try FancyIndex.choose(condition, a, b) })
        }
        module.function("matmul", "x1, x2, /, out=None, **kwargs") { vm, arguments in
            let a = try ArrayOperators.numeric(vm, arguments[0])
            let b = try ArrayOperators.numeric(vm, arguments[1])
            return try ArrayMethods.deliver(vm, try MatrixProducts.matmul(a, b), arguments.orNone(2))
        }
        module.function("dot2", "a, b, /") { vm, arguments in
            vm.arrayOrScalar(
                try MatrixProducts.dot(
                    try ArrayOperators.numeric(vm, arguments[0]), try ArrayOperators.numeric(vm, arguments[1])))
        }
        module.function("broadcast_to", "array, shape, subok=False") { vm, arguments in
            let array = try ArrayConversion.array(vm, arguments[0])
            let shape = try ArrayCreation.shape(vm, arguments[1])
            guard Layout.broadcast(array.tensor.shape, shape) == shape else {
                throw vm.valueError(
                    "operands could not be broadcast together with remapped shapes [original->remapped]: \(NumPyError.tuple(array.tensor.shape))  and requested shape \(NumPyError.tuple(shape))"
                )
            }
            return vm.array(Layout.spread(array.tensor, shape), like: array, base: arguments[0])
        }
        module.function("broadcast_shapes", "*args") { vm, arguments in
            let shapes = try (arguments[0].asTuple?.values ?? []).map { try ArrayCreation.shape(vm, $0) }
            guard !shapes.isEmpty else { return vm.tuple([]) }
            do {
                return vm.shapeTuple(try Layout.broadcast(shapes))
            } catch {
                throw vm.valueError(
                    "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape \(NumPyError.tuple(shapes[0])) and arg 1 with shape \(NumPyError.tuple(shapes.last ?? []))."
                )
            }
        }
        module.function("result_type", "*args") { vm, arguments in
            var strong: DType?
            var weak: [Scalar] = []
            for value in arguments[0].asTuple?.values ?? [] {
                if let scalar = vm.scalar(value), value.tag != .object {
                    weak.append(scalar)
                    continue
                }
                let type: DType?
                if let array = value.asNDArray {
                    type = array.tensor.dtype
                } else if let (_, dtype) = value.asNumPyScalar {
                    type = dtype
                } else {
                    type = try ArrayMethods.number(vm, value)
                }
                if let type { strong = strong.map { Promotion.promote($0, type) } ?? type }
            }
            var result = strong
            for scalar in weak { result = result.map { Promotion.promote($0, weak: scalar) } ?? Promotion.own(scalar) }
            return ElementTypeObject.value(vm, .number(result ?? .float64))
        }
        module.function("can_cast_safely", "a, b") { vm, arguments in
            guard let a = try ArrayMethods.number(vm, arguments[0]), let b = try ArrayMethods.number(vm, arguments[1])
            else {
                return .false
            }
            return Value(Promotion.canCastSafely(a, b))
        }
        module.function("shares_memory", "a, b, /, **kwargs") { vm, arguments in
            guard let a = arguments[0].asNDArray, let b = arguments[1].asNDArray else { return .false }
            return Value(a.tensor.storage === b.tensor.storage)
        }
        module.function("bincount", "x, weights=None, minlength=0") { vm, arguments in
            let given = try ArrayOperators.numeric(vm, arguments[0])
            guard given.rank == 1 else {
                throw vm.valueError("object \(given.rank == 0 ? "of too small depth" : "too deep") for desired array")
            }
            // An empty list has no type of its own.
            if given.dtype.isFloat, given.count > 0 || arguments[0].asNDArray != nil {
                throw vm.typeError(
                    "Cannot cast array data from dtype('\(given.dtype.name)') to dtype('int64') according to the rule 'safe'"
                )
            }
            let x = try Layout.dense(try Layout.cast(given, .int64))
            let p = x.pointer(Int.self)
            var size = try arguments.optional(2).map { try vm.index($0) } ?? 0
            if size < 0 { throw vm.valueError("'minlength' must not be negative") }
            for i in 0..<x.count {
                if p[i] < 0 { throw vm.valueError("'list' argument must have no negative elements") }
                size = max(size, p[i] == Int.max ? p[i] : p[i] + 1)
            }
            try ArrayCreation.check(vm, [size])
            if let weights = arguments.orNone(1) {
                let w = try Layout.dense(try Layout.cast(try ArrayOperators.numeric(vm, weights), .float64))
                guard w.count == x.count else {
                    throw vm.valueError("The weights and list don't have the same length.")
                }
                let out = try Tensor.zeros([size], dtype: .float64)
                let (q, v) = (out.pointer(Double.self), w.pointer(Double.self))
                for i in 0..<x.count { q[p[i]] += v[i] }
                return vm.array(out)
            }
            let out = try Tensor.zeros([size], dtype: .int64)
            let q = out.pointer(Int.self)
            for i in 0..<x.count { q[p[i]] &+= 1 }
            return vm.array(out)
        }
        module.function("as_strided", "x, shape, strides") { vm, arguments in
            guard let array = arguments[0].asNDArray else { throw vm.typeError("as_strided: an array is needed") }
            let shape = try ArrayCreation.shape(vm, arguments[1])
            let bytes = try ArrayCreation.sizes(vm, arguments[2])
            try ArrayCreation.check(vm, shape)
            guard bytes.count == shape.count, array.table == nil else {
                throw vm.valueError("strides must be of the same length as shape")
            }
            let size = array.tensor.dtype.size
            guard bytes.allSatisfy({ $0 % size == 0 }) else {
                throw vm.valueError("Gradus has strides of whole elements only")
            }
            let strides = Dims(bytes.map { $0 / size })
            var (low, high) = (array.tensor.offset, array.tensor.offset)
            var overflowed = false
            for i in 0..<shape.count where shape.product > 0 {
                let (reach, overflow) = (shape[i] - 1).multipliedReportingOverflow(by: strides[i])
                overflowed = overflowed || overflow || abs(reach) > 1 << 48
                if overflowed { break }
                if reach < 0 { low += reach } else { high += reach }
            }
            guard !overflowed, low >= 0, shape.product == 0 || (high + 1) * size <= array.tensor.storage.byteCount
            else {
                throw vm.valueError("as_strided: the view would reach beyond the array's memory")
            }
            return vm.array(
                array.tensor.alias(shape: shape, strides: strides, offset: array.tensor.offset), base: arguments[0])
        }
        module.function("set_elements", "a, b, /") { vm, arguments in
            guard let array = arguments[0].asNDArray, let other = arguments[1].asNDArray, array.table == nil,
                other.element == array.element
            else { throw vm.typeError("set_elements: two arrays of numbers of one type are needed") }
            array.tensor = other.tensor
            return .none
        }
        module.function("python_value", "x") { vm, arguments in
            arguments[0].asNumPyScalar.map { vm.scalarValue($0.number) } ?? arguments[0]
        }
        module.function("is_scalar", "x") { _, arguments in Value(arguments[0].asNumPyScalar != nil) }
        module.function("to_tensor", "x") { vm, arguments in
            vm.wrap(try ArrayOperators.numeric(vm, arguments[0]).contiguousUnrecorded().alias())
        }
        // What NumPy leaves to a method of its argument is a tensor where the argument is one.
        module.function("like", "a, result") { vm, arguments in
            guard arguments[0].asNDArray == nil, arguments[0].asTensor != nil else { return arguments[1] }
            return vm.wrap(try ArrayOperators.numeric(vm, arguments[1]).contiguousUnrecorded().alias())
        }
        module.function("is_tensor", "a") { _, arguments in
            Value(arguments[0].asNDArray == nil && arguments[0].asTensor != nil)
        }
        module.function("add_method", "name, function") { _, arguments in
            if let name = arguments[0].asString { NumPyTypes.ndarray.set(Interned.string(name), arguments[1]) }
            return .none
        }
        module.function("set_error_class", "name, cls") { _, arguments in
            if let name = arguments[0].asString, let type = arguments[1].asType { errorClasses[name.text] = type }
            return .none
        }
    }

    private static func addSettings(_ module: ModuleBuilder) {
        module.function(
            "set_printoptions",
            "precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None, infstr=None, formatter=None, sign=None, floatmode=None, *, legacy=None, override_repr=None"
        ) { vm, arguments in
            var options = ArrayPrintOptions.current
            func int(_ index: Int) throws -> Int? { try arguments.orNone(index).map { try vm.index($0) } }
            if let value = try int(0) { options.precision = max(0, min(value, 400)) }
            if let value = arguments.orNone(1) {
                let limit = try vm.double(value)
                if limit.isNaN {
                    throw vm.valueError("threshold must be non-NAN, try sys.maxsize for untruncated representation")
                }
                options.threshold = limit >= 0x1p62 ? Int.max : Int(limit)
            }
            let most = 1 << 40
            if let value = try int(2) { options.edgeItems = max(0, min(value, most)) }
            if let value = try int(3) { options.lineWidth = max(-most, min(value, most)) }
            if let value = arguments.orNone(4) { options.suppress = try vm.truth(value) }
            if let value = arguments.orNone(5)?.asString { options.nan = value.text }
            if let value = arguments.orNone(6)?.asString { options.infinity = value.text }
            if let value = arguments.orNone(8)?.asString {
                guard let sign = ArrayPrintOptions.Sign(rawValue: value.text) else {
                    throw vm.valueError("sign option must be one of ' ', '+', or '-'")
                }
                options.sign = sign
            }
            if let value = arguments.orNone(9)?.asString {
                guard let mode = ArrayPrintOptions.FloatMode(rawValue: value.text) else {
                    throw vm.valueError("floatmode option must be one of 'fixed', 'unique', 'maxprec', 'maxprec_equal'")
                }
                options.floatMode = mode
            }
            ArrayPrintOptions.current = options
            if let given = arguments.optional(7) { ArrayPrinting.formatter = Strong(given) }
            return .none
        }
        module.function("get_printoptions", "") { vm, _ in
            let options = ArrayPrintOptions.current
            return vm.dictionary([
                ("precision", Value(options.precision)), ("threshold", Value(options.threshold)),
                ("edgeitems", Value(options.edgeItems)), ("linewidth", Value(options.lineWidth)),
                ("suppress", Value(options.suppress)), ("nanstr", vm.string(options.nan)),
                ("infstr", vm.string(options.infinity)), ("formatter", ArrayPrinting.formatter.value),
                ("sign", vm.string(options.sign.rawValue)), ("floatmode", vm.string(options.floatMode.rawValue)),
            ])
        }
        module.function("elements_text", "a, separator=' ', prefix='', suffix=''") { vm, arguments in
            let array = try ArrayConversion.array(vm, arguments[0])
            if array.table != nil || array.tensor.rank == 0 { return vm.string(try ArrayPrinting.text(vm, array)) }
            return vm.string(
                try ArrayText.elements(
                    array.tensor, separator: arguments.optional(1)?.asString?.text ?? " ",
                    prefixWidth: arguments.optional(2)?.asString?.count ?? 0,
                    suffixWidth: arguments.optional(3)?.asString?.count ?? 0))
        }
        module.function("positional_text", "x, precision, unique") { vm, arguments in
            let value = try vm.double(arguments[0])
            let width: FloatText.Width = arguments[0].asNumPyScalar?.dtype == .float32 ? .single : .double
            let (integer, fraction) = FloatText.positional(
                value, width, precision: max(0, min(try vm.index(arguments[1]), 400)),
                unique: try vm.truth(arguments[2]))
            return vm.tuple([vm.string(integer), vm.string(fraction)])
        }
        module.function("error_action", "name, action=None") { vm, arguments in
            let name = arguments[0].asString?.text ?? ""
            let old = FloatWarnings.actions[name]?.rawValue ?? "ignore"
            if let text = arguments.orNone(1)?.asString?.text {
                guard let action = FloatWarnings.Action(rawValue: text) else {
                    throw vm.valueError("invalid error action '\(text)'")
                }
                FloatWarnings.actions[name] = action
            }
            return vm.string(old)
        }
    }
}
