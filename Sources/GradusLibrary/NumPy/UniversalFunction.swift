import GradusNumPy
import GradusTensor
import GradusVM

/// `numpy.ufunc`: an element-wise function with `out=`, `where=`, `dtype=`, and the ways to fold with it.
final class UniversalFunction: Object {
    enum Body {
        case unary(UnaryFunction)
        case binary(BinaryFunction)
    }

    let name: String
    let body: Body

    init(_ name: String, _ body: Body) {
        self.name = name
        self.body = body
        super.init(type: NumPyTypes.ufunc)
    }

    /// Names by which NumPy also knows functions.
    private static let aliases: [(String, String)] = [
        ("abs", "absolute"), ("true_divide", "divide"), ("mod", "remainder"), ("bitwise_not", "invert"),
        ("conj", "conjugate"), ("deg2rad", "radians"), ("rad2deg", "degrees"), ("acos", "arccos"), ("asin", "arcsin"),
        ("atan", "arctan"), ("acosh", "arccosh"), ("asinh", "arcsinh"), ("atanh", "arctanh"), ("atan2", "arctan2"),
        ("pow", "power"), ("bitwise_invert", "invert"), ("bitwise_left_shift", "left_shift"),
        ("bitwise_right_shift", "right_shift"),
    ]

    /// All functions by their names.
    nonisolated(unsafe) static let all: [String: UniversalFunction] = {
        var table: [String: UniversalFunction] = [:]
        for f in UnaryFunction.allCases { table[f.rawValue] = UniversalFunction(f.rawValue, .unary(f)) }
        for f in BinaryFunction.allCases { table[f.rawValue] = UniversalFunction(f.rawValue, .binary(f)) }
        for (alias, name) in aliases { table[alias] = table[name] }
        return table
    }()

    private var operandCount: Int {
        if case .unary = body { return 1 }
        return 2
    }

    static func populate(_ type: TypeObject) {
        type.set(
            Special.call.interned,
            object: NativeFunctionObject(raw: "__call__", "self, *args, **kwargs", owner: type) {
                vm, arguments, count, names in
                guard let function = arguments[0].object as? UniversalFunction else {
                    throw vm.typeError("expected a ufunc")
                }
                return try function.call(vm, arguments + 1, count - 1, names)
            })
        type.special(.representation, "self, /") { vm, arguments in
            vm.string("<ufunc '\((arguments[0].object as? UniversalFunction)?.name ?? "")'>")
        }
        func property(_ name: String, _ get: @escaping (VM, UniversalFunction) -> Value) {
            type.property(name) { vm, value in (value.object as? UniversalFunction).map { get(vm, $0) } ?? .none }
        }
        property("__name__") { vm, function in vm.string(function.name) }
        property("__doc__") { vm, function in
            vm.string(
                "\(function.name)(x\(function.operandCount > 1 ? "1, x2" : ""), /, out=None, *, where=True, dtype=None)"
            )
        }
        property("nin") { _, function in Value(function.operandCount) }
        property("nout") { _, _ in Value(1) }
        property("nargs") { _, function in Value(function.operandCount + 1) }
        property("identity") { _, function in
            switch function.name {
            case "add", "bitwise_or", "bitwise_xor", "logaddexp", "hypot": Value(0)
            case "multiply": Value(1)
            case "bitwise_and": Value(-1)
            case "logical_and": .true
            case "logical_or", "logical_xor": .false
            default: .none
            }
        }
        addFolds(type)
    }

    // MARK: Calls

    private func call(_ vm: VM, _ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ names: TupleObject?) throws
        -> Value
    {
        let given = count - (names?.count ?? 0)
        let wanted = operandCount
        if given < wanted || given > wanted + 1 {
            throw vm.typeError(
                "\(name)() takes from \(wanted) to \(wanted + 1) positional arguments but \(given) were given")
        }
        if given == wanted, names == nil { return try compute(vm, arguments) }
        var out: Value? = given > wanted && !arguments[wanted].isNone ? arguments[wanted] : nil
        var mask: Value?
        var type: DType?
        for index in 0..<(names?.count ?? 0) {
            let value = arguments[given + index]
            switch names?[index].asString?.text ?? "" {
            case "out": out = value.isNone ? nil : value.asTuple?.values.first ?? value
            case "where": mask = value
            case "dtype": type = try ArrayMethods.number(vm, value)
            case "casting", "order", "subok", "signature": break
            case let keyword:
                throw vm.typeError("\(name)() got an unexpected keyword argument '\(keyword)'")
            }
        }
        var result: Value
        if let type {
            var cast: [Value] = []
            for index in 0..<wanted {
                cast.append(vm.value(try ArrayConversion.array(vm, arguments[index], .number(type))))
            }
            result = try cast.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return .none }
                return try compute(vm, base)
            }
        } else {
            result = try compute(vm, arguments)
        }
        guard let out else {
            if let mask, mask.tag != .bool, let made = result.asNDArray {
                result = vm.array(
                    try FancyIndex.choose(
                        try ArrayOperators.numeric(vm, mask), made.tensor,
                        try Tensor.zeros([], dtype: made.tensor.dtype)))
            }
            return result
        }
        guard let target = out.asNDArray else { throw vm.typeError("return arrays must be of ArrayType") }
        var values = try ArrayOperators.numeric(vm, result)
        if let mask, mask.tag != .bool || mask.bits == 0 {
            let keep = try ArrayOperators.numeric(vm, mask)
            guard Promotion.canCastSameKind(values.dtype, target.tensor.dtype) else {
                throw NumPyError(
                    .functionType,
                    "Cannot cast ufunc '\(name)' output from dtype('\(values.dtype.name)') to dtype('\(target.tensor.dtype.name)') with casting rule 'same_kind'"
                )
            }
            values = try FancyIndex.choose(keep, try Layout.cast(values, target.tensor.dtype), target.tensor)
        }
        try ArrayOperators.assign(values, to: target, name)
        return out
    }

    /// Arrays of so many elements are computed so that Ctrl-C ends it.
    static let long = 1 << 16

    private func compute(_ vm: VM, _ arguments: UnsafeMutablePointer<Value>) throws -> Value {
        switch body {
        case .unary(let f):
            let x = arguments[0]
            if x.tag == .float {
                let one = try Tensor.full([], .double(x.floatBits), dtype: .float64)
                let result = try f(one)
                try FloatWarnings.check(vm, f, one, result)
                return vm.arrayOrScalar(result)
            }
            if let array = x.asNDArray, array.table == nil {
                let tensor = array.tensor
                let result = try tensor.count < Self.long ? f(tensor) : Interruption.around { try f(tensor) }
                try FloatWarnings.check(vm, f, array.tensor, result)
                return vm.arrayOrScalar(result)
            }
            let array = try ArrayConversion.array(vm, x)
            if array.table != nil {
                if case .object = array.element, f == .negative || f == .absolute {
                    let values = try ArrayConversion.values(vm, array)
                    let name = f == .negative ? "__neg__" : "__abs__"
                    return vm.value(
                        try ArrayConversion.objects(
                            try values.map { try vm.call(try vm.attribute($0, name)) }, array.tensor.shape))
                }
                throw vm.typeError(
                    "ufunc '\(name)' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
                )
            }
            let result = try f(array.tensor)
            try FloatWarnings.check(vm, f, array.tensor, result)
            return x.asTensor != nil ? vm.wrap(result) : vm.arrayOrScalar(result)
        case .binary(let f):
            let (a, b) = (arguments[0], arguments[1])
            guard let x = try ArrayOperators.operand(vm, a), let y = try ArrayOperators.operand(vm, b) else {
                let left = try ArrayConversion.array(vm, a)
                let right = try ArrayConversion.array(vm, b)
                return try ObjectArrays.binary(vm, f, vm.value(left), vm.value(right))
            }
            let result = try f.interruptibly(x, y)
            try FloatWarnings.check(vm, f, x, y, result)
            // Tensors in, tensor out.
            if a.tag == .external || b.tag == .external { return vm.wrap(result) }
            return vm.arrayOrScalar(result)
        }
    }

    // MARK: Folds

    private static func binary(_ vm: VM, _ value: Value) throws -> (UniversalFunction, BinaryFunction) {
        guard let function = value.object as? UniversalFunction, case .binary(let f) = function.body else {
            throw vm.valueError("reduce only supported for binary functions")
        }
        return (function, f)
    }

    /// f(f(a₀, a₁), a₂) … along an axis.
    private static func fold(_ f: BinaryFunction, _ t: Tensor, _ axis: Int, keepsAll: Bool) throws -> [Tensor] {
        var results: [Tensor] = []
        for i in 0..<t.shape[axis] {
            let part = Layout.selected(t, axis, i)
            guard let last = results.last else {
                results.append(part)
                continue
            }
            let next = try f(.array(last), .array(part))
            if keepsAll { results.append(next) } else { results = [next] }
        }
        return results
    }

    private static func addFolds(_ type: TypeObject) {
        type.method("reduce", "self, array, /, axis=0, dtype=None, out=None, keepdims=False, initial=None, where=True")
        {
            vm, arguments in
            let (_, f) = try binary(vm, arguments[0])
            let array = try ArrayOperators.numeric(vm, arguments[1])
            let flags: [Bool]
            if let axis = arguments.optional(2) {
                flags = try ArrayReductions.axes(vm, axis, array.rank)
            } else {
                flags = (0..<array.rank).map { $0 == 0 }
            }
            let keeps = try arguments.optional(5).map { try vm.truth($0) } ?? false
            let wanted = try ArrayMethods.number(vm, arguments.orNone(3))
            let known: [BinaryFunction: Reduction] = [
                .add: .sum, .multiply: .prod, .maximum: .max, .minimum: .min, .logicalAnd: .all, .logicalOr: .any,
            ]
            if try ArrayReductions.mask(vm, arguments.optional(7), array) != nil,
                let method = [BinaryFunction.add: "sum", .multiply: "prod", .maximum: "max", .minimum: "min"][f]
            {
                var keywords = [
                    (name: "axis", value: arguments.optional(2) ?? Value(0)), (name: "keepdims", value: Value(keeps)),
                    (name: "where", value: arguments[7]),
                ]
                if let initial = arguments.orNone(6) { keywords.append((name: "initial", value: initial)) }
                return try vm.call(try vm.attribute(vm.array(array), method), [], keywords: keywords)
            }
            var result: Tensor
            if let reduction = known[f] {
                result = try reduction(array, flags, keepdims: keeps, type: wanted)
            } else {
                result = array
                for axis in (0..<array.rank).reversed() where flags[axis] {
                    guard let last = try fold(f, result, axis, keepsAll: false).last else {
                        throw vm.valueError(
                            "zero-size array to reduction operation \(f.rawValue) which has no identity")
                    }
                    result = keeps ? Layout.expanded(last, axis) : last
                }
            }
            if let initial = try arguments.orNone(6).flatMap({ try ArrayOperators.operand(vm, $0) }) {
                result = try f(.array(result), initial)
            }
            return try ArrayMethods.deliver(vm, result, arguments.orNone(4))
        }
        type.method("accumulate", "self, array, /, axis=0, dtype=None, out=None") { vm, arguments in
            let (_, f) = try binary(vm, arguments[0])
            let array = try ArrayOperators.numeric(vm, arguments[1])
            guard array.rank > 0 else { throw vm.typeError("cannot accumulate on a scalar") }
            let axis = try Layout.axis(try arguments.optional(2).map { try vm.index($0) } ?? 0, array.rank)
            let wanted = try ArrayMethods.number(vm, arguments.orNone(3))
            let known: [BinaryFunction: Accumulation] = [.add: .sum, .multiply: .prod, .maximum: .max, .minimum: .min]
            if let accumulation = known[f] {
                return try ArrayMethods.deliver(vm, try accumulation(array, axis, type: wanted), arguments.orNone(4))
            }
            let parts = try fold(f, array, axis, keepsAll: true)
            return vm.array(try ArrayCreation.concatenated(parts.map { Layout.expanded($0, axis) }, axis))
        }
        type.method("reduceat", "self, array, /, indices, axis=0, dtype=None, out=None") { vm, arguments in
            let (_, f) = try binary(vm, arguments[0])
            let array = try ArrayOperators.numeric(vm, arguments[1])
            let starts = try ArrayOperators.numeric(vm, arguments[2]).ints()
            let axis = try Layout.axis(try arguments.optional(3).map { try vm.index($0) } ?? 0, array.rank)
            let wanted = try ArrayMethods.number(vm, arguments.orNone(4))
            let known: [BinaryFunction: Reduction] = [.add: .sum, .multiply: .prod, .maximum: .max, .minimum: .min]
            let length = array.shape[axis]
            var parts: [Tensor] = []
            for (k, start) in starts.enumerated() {
                guard start >= 0, start < length else {
                    throw vm.error(
                        .indexError,
                        "index \(start) out-of-bounds in \(f.rawValue).reduceat [0, \(length))")
                }
                // A place that is not before the next one stands for itself.
                let next = k + 1 < starts.count ? starts[k + 1] : length
                let slice = Layout.sliced(
                    array, axis, start: start, step: 1, count: max(min(next, length) - start, 1))
                let flags = (0..<slice.rank).map { $0 == axis }
                if let reduction = known[f] {
                    parts.append(try reduction(slice, flags, keepdims: true, type: wanted))
                } else if let last = try fold(f, slice, axis, keepsAll: false).last {
                    parts.append(Layout.expanded(last, axis))
                }
            }
            guard !parts.isEmpty else {
                return vm.array(Layout.sliced(array, axis, start: 0, step: 1, count: 0))
            }
            return try ArrayMethods.deliver(vm, try ArrayCreation.concatenated(parts, axis), arguments.orNone(5))
        }
        type.method("outer", "self, a, b, /, **kwargs") { vm, arguments in
            let (_, f) = try binary(vm, arguments[0])
            let a = try ArrayOperators.numeric(vm, arguments[1])
            let b = try ArrayOperators.numeric(vm, arguments[2])
            guard a.rank + b.rank <= Dims.capacity else {
                throw vm.valueError("Gradus has arrays of at most \(Dims.capacity) dimensions")
            }
            var left = a
            for _ in 0..<b.rank { left = Layout.expanded(left, left.rank) }
            return vm.arrayOrScalar(try f(.array(left), .array(b)))
        }
        type.method("at", "self, a, indices, b=None, /") { vm, arguments in
            guard let function = arguments[0].object as? UniversalFunction, let target = arguments[1].asNDArray else {
                throw vm.typeError("first operand must be array")
            }
            // One place after another: repeated places count each time.
            let places = try FancyPlaces.list(vm, target, arguments[2])
            let values = try arguments.orNone(3).map {
                try Layout.dense(Layout.spread(try ArrayOperators.numeric(vm, $0), places.shape))
            }
            for (i, place) in places.offsets.enumerated() {
                let one = target.tensor.alias(shape: [], strides: [], offset: place)
                let result: Tensor
                switch function.body {
                case .unary(let f): result = try f(one)
                case .binary(let f):
                    guard let values else { throw vm.valueError("second operand needed for ufunc") }
                    result = try f(.array(one), .array(values.alias(shape: [], strides: [], offset: values.offset + i)))
                }
                StridedCopy.copy(from: try Layout.cast(result, one.dtype), to: one)
            }
            return .none
        }
    }
}

/// The elements that a subscript names, one by one.
enum FancyPlaces {
    static func list(_ vm: VM, _ array: NDArray, _ key: Value) throws -> (shape: Dims, offsets: [Int]) {
        // An array of the elements' own numbers, indexed the same way.
        let tensor = array.tensor
        let numbers = NDArray(try Layout.reshaped(try Tensor(Array(0..<tensor.count)), tensor.shape))
        let picked = try ArrayConversion.array(vm, try ArrayIndexing.get(vm, numbers, key, .none)).tensor
        let steps = tensor.shape.contiguousStrides
        let offsets = try picked.ints().map { flat -> Int in
            var (rest, offset) = (flat, tensor.offset)
            for axis in 0..<tensor.rank {
                offset += rest / max(steps[axis], 1) * tensor.strides[axis]
                rest %= max(steps[axis], 1)
            }
            return offset
        }
        return (picked.shape, offsets)
    }
}
