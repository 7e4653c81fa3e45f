import GradusNumPy
import GradusTensor
import GradusVM

/// Reductions with `axis`, `keepdims` and `dtype`.
enum ArrayReductions {
    /// Which axes `axis=` names: all for None.
    static func axes(_ vm: VM, _ value: Value?, _ rank: Int) throws -> [Bool] {
        guard let value, !value.isNone else { return [Bool](repeating: true, count: rank) }
        var flags = [Bool](repeating: false, count: rank)
        if let tuple = value.asTuple ?? nil {
            for item in tuple.buffer {
                let axis = try Layout.axis(try vm.index(item), rank)
                if flags[axis] { throw vm.valueError("duplicate value in 'axis'") }
                flags[axis] = true
            }
            return flags
        }
        if value.asList != nil { throw vm.typeError("'list' object cannot be interpreted as an integer") }
        let axis = try vm.index(value)
        if rank == 0, axis == 0 || axis == -1 { return flags }
        flags[try Layout.axis(axis, rank)] = true
        return flags
    }

    static func count(_ t: Tensor, _ axes: [Bool]) -> Int {
        var n = 1
        for i in 0..<t.rank where axes[i] { n *= t.shape[i] }
        return n
    }

    /// `where=`: the mask, unless all elements count.
    /// - Parameter spread: whether the mask is given the array's shape first, which shows in the error.
    /// - Throws: ValueError for a mask that the array's shape cannot take.
    static func mask(_ vm: VM, _ value: Value?, _ t: Tensor, spread: Bool = false) throws -> Tensor? {
        guard let value, value.tag != .bool || value.bits == 0 else { return nil }
        let mask = try Layout.cast(try ArrayOperators.numeric(vm, value), .bool)
        guard mask.rank <= t.rank else {
            throw vm.valueError("input operand has more dimensions than allowed by the axis remapping")
        }
        guard Layout.broadcast(mask.shape, t.shape) != nil else {
            let (whole, own) = (NumPyError.tuple(t.shape), NumPyError.tuple(mask.shape))
            throw vm.valueError(
                "operands could not be broadcast together with remapped shapes [original->remapped]: "
                    + (spread ? "\(own)  and requested shape \(whole)" : "\(whole) \(own) "))
        }
        return mask
    }

    /// The elements that count; `rest` stands in the place of the others.
    static func masked(_ t: Tensor, _ mask: Tensor?, _ rest: Scalar) throws -> Tensor {
        guard let mask else { return t }
        return try FancyIndex.choose(mask, t, try ArrayConversion.full([], rest, t.dtype))
    }

    /// How many elements each result is made of.
    private static func counts(_ t: Tensor, _ axes: [Bool], keepdims: Bool, _ mask: Tensor?) throws -> ArrayOperand {
        guard let mask else { return .number(.double(Double(count(t, axes)))) }
        let spread = Layout.spread(mask, try Layout.broadcast([mask.shape, t.shape]))
        return .array(try Reduction.sum(spread, axes, keepdims: keepdims, type: .int64))
    }

    /// The type that means are computed in, and the one they are given in.
    private static func types(_ t: Tensor, _ wanted: DType?) -> (compute: DType, result: DType) {
        let own: DType = t.dtype.isFloat ? t.dtype : .float64
        let result = wanted ?? own
        return (result == .float16 ? .float32 : result, result)
    }

    static func mean(_ t: Tensor, _ axes: [Bool], keepdims: Bool, type: DType?, mask: Tensor? = nil) throws -> Tensor {
        let (compute, given) = types(t, type)
        let sum = try Reduction.sum(try masked(t, mask, .int(0)), axes, keepdims: keepdims, type: compute)
        let mean = try BinaryFunction.divide(.array(sum), try counts(t, axes, keepdims: keepdims, mask))
        return try Layout.cast(mean, given)
    }

    static func variance(
        _ t: Tensor, _ axes: [Bool], keepdims: Bool, ddof: Double, type: DType?, mask: Tensor? = nil
    ) throws -> Tensor {
        let (compute, given) = types(t, type)
        let x = try Layout.cast(t, compute)
        let kept = try masked(x, mask, .int(0))
        let mean = try BinaryFunction.divide(
            .array(try Reduction.sum(kept, axes, keepdims: true)), try counts(t, axes, keepdims: true, mask))
        let centred = try BinaryFunction.subtract(.array(x), .array(mean))
        let squares = try BinaryFunction.multiply(.array(centred), .array(centred))
        let sum = try Reduction.sum(try masked(squares, mask, .int(0)), axes, keepdims: keepdims)
        let freedom: ArrayOperand =
            switch try counts(t, axes, keepdims: keepdims, mask) {
            case .number(let n): .number(.double(max(n.double - ddof, 0)))
            case .array(let n):
                .array(
                    try BinaryFunction.maximum(
                        .array(try BinaryFunction.subtract(.array(n), .number(.double(ddof)))), .number(.double(0))))
            }
        return try Layout.cast(try BinaryFunction.divide(.array(sum), freedom), given)
    }

    /// `round(a, decimals)`: half to even after scaling.
    static func rounded(_ t: Tensor, _ decimals: Int) throws -> Tensor {
        // Beyond these there is nothing left, or nothing to round.
        let decimals = max(-308, min(decimals, 400))
        if t.dtype == .bool { return try Layout.cast(t, .float16) }
        if !t.dtype.isFloat {
            if decimals >= 0 { return try t.copied() }
            let scaled = try BinaryFunction.divide(.array(t), .number(.double(power(-decimals))))
            let whole = try BinaryFunction.multiply(
                .array(try UnaryFunction.rint(scaled)), .number(.double(power(-decimals))))
            return try Layout.cast(whole, t.dtype)
        }
        if decimals == 0 { return try UnaryFunction.rint(t) }
        let scale = ArrayOperand.number(.double(power(abs(decimals))))
        let up = try decimals > 0 ? BinaryFunction.multiply(.array(t), scale) : BinaryFunction.divide(.array(t), scale)
        let whole = ArrayOperand.array(try UnaryFunction.rint(up))
        return try decimals > 0 ? BinaryFunction.divide(whole, scale) : BinaryFunction.multiply(whole, scale)
    }

    private static func power(_ n: Int) -> Double {
        var result = 1.0
        for _ in 0..<min(n, 400) { result *= 10 }
        return result
    }

    /// The largest or smallest item of an object or text array.
    static func extreme(_ vm: VM, _ array: NDArray, largest: Bool) throws -> Value {
        let values = try ArrayConversion.values(vm, array)
        guard var best = values.first else {
            throw vm.valueError(
                "zero-size array to reduction operation \(largest ? "maximum" : "minimum") which has no identity")
        }
        for value in values.dropFirst() {
            if try vm.truth(try vm.compare(largest ? .greater : .less, value, best)) { best = value }
        }
        return best
    }
}

extension ArrayMethods {
    /// `out=`: the result goes there.
    static func deliver(_ vm: VM, _ result: Tensor, _ out: Value?) throws -> Value {
        guard let out else { return vm.arrayOrScalar(result) }
        guard let target = out.asNDArray ?? out.asTuple?.values.first?.asNDArray else {
            throw vm.typeError("return arrays must be of ArrayType")
        }
        try ArrayOperators.assign(result, to: target, "output")
        return out.asTuple?.values.first ?? out
    }

    static func number(_ vm: VM, _ value: Value?) throws -> DType? {
        guard let value, !value.isNone else { return nil }
        guard case .number(let type) = try ElementTypeObject.parse(vm, value) else {
            throw vm.typeError("Gradus computes with numbers only")
        }
        return type
    }

    static func addReductions(_ type: TypeObject) {
        for name in ["sum", "prod"] {
            method(type, name, "self, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=True") {
                vm, array, arguments in
                if array.table != nil {
                    let values = try ArrayConversion.values(vm, array)
                    var total = Value(name == "sum" ? 0 : 1)
                    for value in values { total = try vm.binary(name == "sum" ? .add : .multiply, total, value) }
                    return total
                }
                var tensor = array.tensor
                let f: Reduction = name == "sum" ? .sum : .prod
                let mask = try ArrayReductions.mask(vm, arguments.optional(6), tensor)
                tensor = try ArrayReductions.masked(tensor, mask, .int(name == "sum" ? 0 : 1))
                var result = try f(
                    tensor, try ArrayReductions.axes(vm, arguments.optional(1), tensor.rank),
                    keepdims: try arguments.optional(4).map { try vm.truth($0) } ?? false,
                    type: try number(vm, arguments.orNone(2)))
                if let initial = arguments.orNone(5), let start = try ArrayOperators.operand(vm, initial) {
                    result = try (name == "sum" ? BinaryFunction.add : .multiply)(.array(result), start)
                }
                return try deliver(vm, result, arguments.orNone(3))
            }
        }
        for name in ["max", "min"] {
            method(type, name, "self, axis=None, out=None, keepdims=False, initial=None, where=True") {
                vm, array, arguments in
                if array.table != nil { return try ArrayReductions.extreme(vm, array, largest: name == "max") }
                let f: Reduction = name == "max" ? .max : .min
                var tensor = array.tensor
                let joining: BinaryFunction = name == "max" ? .maximum : .minimum
                // In the array's type, whatever it is given as.
                var initial: Tensor?
                switch try arguments.orNone(4).flatMap({ try ArrayOperators.operand(vm, $0) }) {
                case .number(let n)?: initial = try ArrayConversion.full([], n, tensor.dtype)
                case .array(let t)?: initial = try Layout.cast(t, tensor.dtype)
                case nil: break
                }
                if let mask = try ArrayReductions.mask(vm, arguments.optional(5), tensor) {
                    guard let initial else {
                        throw vm.valueError(
                            "reduction operation '\(joining.rawValue)' does not have an identity, so to use a where mask one has to specify 'initial'"
                        )
                    }
                    tensor = try FancyIndex.choose(mask, tensor, initial)
                }
                let axes = try ArrayReductions.axes(vm, arguments.optional(1), tensor.rank)
                let keepdims = try arguments.optional(3).map { try vm.truth($0) } ?? false
                if let initial, ArrayReductions.count(tensor, axes) == 0 {
                    let empty = try Reduction.sum(tensor, axes, keepdims: keepdims, type: tensor.dtype)
                    return try deliver(vm, try Layout.spread(initial, empty.shape).copied(), arguments.orNone(2))
                }
                var result = try f(tensor, axes, keepdims: keepdims)
                if let initial { result = try joining(.array(result), .array(initial)) }
                return try deliver(vm, result, arguments.orNone(2))
            }
        }
        for name in ["any", "all"] {
            method(type, name, "self, axis=None, out=None, keepdims=False, where=True") { vm, array, arguments in
                let f: Reduction = name == "any" ? .any : .all
                var tensor = array.tensor
                if array.table != nil {
                    tensor = try ArrayConversion.cast(vm, array, .number(.bool)).tensor
                }
                if let mask = try ArrayReductions.mask(vm, arguments.optional(4), tensor) {
                    tensor = try ArrayReductions.masked(
                        try Layout.cast(tensor, .bool), mask, .bool(name == "all"))
                }
                return try deliver(
                    vm,
                    try f(
                        tensor, try ArrayReductions.axes(vm, arguments.optional(1), tensor.rank),
                        keepdims: try arguments.optional(3).map { try vm.truth($0) } ?? false),
                    arguments.orNone(2))
            }
        }
        method(type, "mean", "self, axis=None, dtype=None, out=None, keepdims=False, *, where=True") {
            vm, array, arguments in
            let tensor = try numbers(vm, array)
            let axes = try ArrayReductions.axes(vm, arguments.optional(1), tensor.rank)
            let isEmpty = ArrayReductions.count(tensor, axes) == 0
            if isEmpty { try FloatWarnings.warn(vm, "Mean of empty slice") }
            let result = try ArrayReductions.mean(
                tensor, axes, keepdims: try arguments.optional(4).map { try vm.truth($0) } ?? false,
                type: try number(vm, arguments.orNone(2)),
                mask: try ArrayReductions.mask(vm, arguments.optional(5), tensor, spread: true))
            if isEmpty, result.count > 0 {
                try FloatWarnings.report(vm, .invalid, result.rank == 0 ? "scalar divide" : "divide")
            }
            return try deliver(vm, result, arguments.orNone(3))
        }
        for name in ["var", "std"] {
            method(
                type, name,
                "self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None"
            ) { vm, array, arguments in
                let tensor = try numbers(vm, array)
                let axes = try ArrayReductions.axes(vm, arguments.optional(1), tensor.rank)
                let ddof = try (arguments.orNone(8) ?? arguments.optional(4)).map { try vm.double($0) } ?? 0
                let count = ArrayReductions.count(tensor, axes)
                if Double(count) <= ddof {
                    try FloatWarnings.warn(vm, "Degrees of freedom <= 0 for slice")
                    if count == 0 { try FloatWarnings.report(vm, .invalid, "divide") }
                    try FloatWarnings.report(
                        vm, .invalid, axes.allSatisfy { $0 } ? "scalar divide" : "divide")
                }
                var result = try ArrayReductions.variance(
                    tensor, axes, keepdims: try arguments.optional(5).map { try vm.truth($0) } ?? false, ddof: ddof,
                    type: try number(vm, arguments.orNone(2)),
                    mask: try ArrayReductions.mask(vm, arguments.optional(6), tensor, spread: true))
                if name == "std" { result = try UnaryFunction.sqrt(result) }
                return try deliver(vm, result, arguments.orNone(3))
            }
        }
        for name in ["argmax", "argmin"] {
            method(type, name, "self, axis=None, out=None, *, keepdims=False") { vm, array, arguments in
                let tensor = try numbers(vm, array)
                let keeps = try arguments.optional(3).map { try vm.truth($0) } ?? false
                guard let given = arguments.orNone(1) else {
                    let flat = try Layout.reshaped(tensor, [tensor.count])
                    var place = try ArgumentReduction.place(flat, 0, largest: name == "argmax")
                    if keeps {
                        place = place.alias(
                            shape: Dims(repeating: 1, count: tensor.rank),
                            strides: Dims(repeating: 0, count: tensor.rank),
                            offset: 0)
                    }
                    return try deliver(vm, place, arguments.orNone(2))
                }
                let axis = try Layout.axis(try vm.index(given), tensor.rank)
                let place = try ArgumentReduction.place(tensor, axis, largest: name == "argmax")
                return try deliver(vm, keeps ? Layout.expanded(place, axis) : place, arguments.orNone(2))
            }
        }
        for (name, f) in [("cumsum", Accumulation.sum), ("cumprod", .prod)] {
            method(type, name, "self, axis=None, dtype=None, out=None") { vm, array, arguments in
                let tensor = try numbers(vm, array)
                let wanted = try number(vm, arguments.orNone(2))
                let isFlat = arguments.orNone(1) == nil || tensor.rank == 0
                let source = isFlat ? try Layout.reshaped(tensor, [tensor.count]) : tensor
                let axis = try arguments.orNone(1).map { try Layout.axis(try vm.index($0), source.rank) } ?? 0
                let made = try Interruption.around { try f(source, axis, type: wanted) }
                return try deliver(vm, made, arguments.orNone(3))
            }
        }
        method(type, "round", "self, decimals=0, out=None") { vm, array, arguments in
            try deliver(
                vm,
                try ArrayReductions.rounded(
                    try numbers(vm, array), try arguments.optional(1).map { try vm.index($0) } ?? 0),
                arguments.orNone(2))
        }
    }

    /// The elements, which must be numbers.
    static func numbers(_ vm: VM, _ array: NDArray) throws -> Tensor {
        guard array.table == nil else {
            throw vm.typeError("Gradus computes with arrays of numbers only, not of \(array.element.name)")
        }
        return array.tensor
    }
}
