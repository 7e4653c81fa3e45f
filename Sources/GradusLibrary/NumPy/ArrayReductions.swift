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

    static func mean(_ t: Tensor, _ axes: [Bool], keepdims: Bool, type: DType?) throws -> Tensor {
        let compute = type ?? (t.dtype.isFloat ? (t.dtype == .float16 ? .float32 : t.dtype) : .float64)
        let sum = try Reduction.sum(t, axes, keepdims: keepdims, type: compute)
        let n = count(t, axes)
        let mean = try BinaryFunction.divide(.array(sum), .number(.double(Double(n))))
        return type == nil && t.dtype == .float16 ? try Layout.cast(mean, .float16) : mean
    }

    static func variance(_ t: Tensor, _ axes: [Bool], keepdims: Bool, ddof: Double, type: DType?) throws -> Tensor {
        let compute = type ?? (t.dtype.isFloat ? (t.dtype == .float16 ? .float32 : t.dtype) : .float64)
        let x = try Layout.cast(t, compute)
        let n = count(t, axes)
        let mean = try BinaryFunction.divide(
            .array(try Reduction.sum(x, axes, keepdims: true)), .number(.double(Double(n))))
        let centred = try BinaryFunction.subtract(.array(x), .array(mean))
        let squares = try BinaryFunction.multiply(.array(centred), .array(centred))
        let sum = try Reduction.sum(squares, axes, keepdims: keepdims)
        let result = try BinaryFunction.divide(.array(sum), .number(.double(max(Double(n) - ddof, 0))))
        return type == nil && t.dtype == .float16 ? try Layout.cast(result, .float16) : result
    }

    /// `round(a, decimals)`: half to even after scaling.
    static func rounded(_ t: Tensor, _ decimals: Int) throws -> Tensor {
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
                if let mask = arguments.optional(6), mask.tag != .bool {
                    tensor = try FancyIndex.choose(
                        try ArrayOperators.numeric(vm, mask), tensor,
                        try Tensor.full([], .int(name == "sum" ? 0 : 1), dtype: tensor.dtype))
                }
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
                let initial = try arguments.orNone(4).flatMap { try ArrayOperators.operand(vm, $0) }
                if let mask = arguments.optional(5), mask.tag != .bool, case .number(let n)? = initial {
                    tensor = try FancyIndex.choose(
                        try ArrayOperators.numeric(vm, mask), tensor, try Tensor.full([], n, dtype: tensor.dtype))
                }
                let axes = try ArrayReductions.axes(vm, arguments.optional(1), tensor.rank)
                if let initial, ArrayReductions.count(tensor, axes) == 0, case .number(let n) = initial {
                    return vm.numpyScalar(n, tensor.dtype)
                }
                var result = try f(
                    tensor, axes, keepdims: try arguments.optional(3).map { try vm.truth($0) } ?? false)
                if let initial { result = try joining(.array(result), initial) }
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
                type: try number(vm, arguments.orNone(2)))
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
                    type: try number(vm, arguments.orNone(2)))
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
                guard let given = arguments.orNone(1) else {
                    let flat = try Layout.reshaped(tensor, [tensor.count])
                    return vm.array(try Interruption.around { try f(flat, 0, type: wanted) })
                }
                let axis = try Layout.axis(try vm.index(given), tensor.rank)
                let made = try Interruption.around { try f(tensor, axis, type: wanted) }
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
