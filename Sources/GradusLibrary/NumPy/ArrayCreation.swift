import GradusNumPy
import GradusTensor
import GradusVM

/// New arrays.
enum ArrayCreation {
    /// Sizes given as a number or a sequence.
    static func sizes(_ vm: VM, _ value: Value) throws -> [Int] {
        if let tuple = value.asTuple { return try tuple.values.map { try vm.index($0) } }
        if let list = value.asList { return try list.values.map { try vm.index($0) } }
        if let array = value.asNDArray, array.tensor.rank == 1 {
            return try ArrayConversion.values(vm, array).map { try vm.index($0) }
        }
        return [try vm.index(value)]
    }

    /// The shape of a new array.
    static func shape(_ vm: VM, _ value: Value) throws -> Dims {
        let sizes = try sizes(vm, value)
        guard sizes.count <= Dims.capacity else {
            throw vm.valueError("Gradus has arrays of at most \(Dims.capacity) dimensions, not \(sizes.count)")
        }
        return Dims(sizes)
    }

    /// A shape with −1 made right for a number of elements.
    static func resolved(_ vm: VM, _ tensor: Tensor, _ shape: Dims) throws -> Dims {
        var out = shape
        var known = 1
        var unknown: Int?
        var overflowed = false
        for (i, size) in shape.enumerated() {
            if size == -1 {
                if unknown != nil { throw vm.valueError("can only specify one unknown dimension") }
                unknown = i
            } else {
                let (product, overflow) = known.multipliedReportingOverflow(by: size)
                known = product
                overflowed = overflowed || overflow
            }
        }
        // NumPy leaves out unknown sizes in front, and calls others newaxis.
        let shown = shape.drop { $0 < 0 }.map { $0 < 0 ? "newaxis" : String($0) }
        let text = "(" + shown.joined(separator: ",") + (shape.count == 1 ? ",)" : ")")
        if let unknown {
            guard !overflowed, known > 0, tensor.count % known == 0 else {
                throw vm.valueError("cannot reshape array of size \(tensor.count) into shape \(text)")
            }
            out[unknown] = tensor.count / known
        } else if overflowed || known != tensor.count || shape.contains(where: { $0 < 0 }) {
            throw vm.valueError("cannot reshape array of size \(tensor.count) into shape \(text)")
        }
        return out
    }

    static func check(_ vm: VM, _ shape: Dims) throws {
        if shape.contains(where: { $0 < 0 }) { throw vm.valueError("negative dimensions are not allowed") }
        guard let count = shape.checkedProduct, count < 1 << 44 else {
            throw vm.valueError(
                "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.")
        }
    }

    /// A new array of one value (nil: zeros, empty text).
    static func filled(_ vm: VM, _ shape: Dims, _ element: ElementType, _ value: Value?) throws -> NDArray {
        try check(vm, shape)
        switch element {
        case .number(let type):
            guard let value else { return NDArray(try Tensor.zeros(shape, dtype: type)) }
            let out = NDArray(try Tensor(empty: shape, type))
            if let scalar = vm.scalar(value), value.tag != .object {
                return NDArray(try ArrayConversion.full(shape, scalar, type))
            }
            try ArrayIndexing.copy(try ArrayIndexing.source(vm, out, value), into: out.tensor)
            return out
        case .string(let width):
            let table = ObjectTable()
            let place = table.add(ArrayConversion.cut(vm, value ?? vm.string(""), max(width, 1)))
            return NDArray(
                try Tensor.full(shape, .int(place), dtype: .int64), .string(max(width, value?.asString?.count ?? 1, 1)),
                table)
        case .object:
            let table = ObjectTable()
            let place = table.add(value ?? Value(0))
            return NDArray(try Tensor.full(shape, .int(place), dtype: .int64), .object, table)
        }
    }

    /// Joins along an axis; all of one dtype and of shapes that agree elsewhere.
    static func concatenated(_ parts: [Tensor], _ axis: Int) throws -> Tensor {
        guard let first = parts.first else { throw NumPyError(.value, "need at least one array to concatenate") }
        var shape = first.shape
        shape[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
        let out = try Tensor(empty: shape, first.dtype)
        var start = 0
        for part in parts {
            let place = Layout.sliced(out, axis, start: start, step: 1, count: part.shape[axis])
            StridedCopy.copy(from: part, to: place)
            start += part.shape[axis]
        }
        return out
    }

    /// `np.concatenate`
    static func concatenate(_ vm: VM, _ arrays: [NDArray], _ axis: Int?, _ wanted: ElementType?) throws -> NDArray {
        guard !arrays.isEmpty else { throw vm.valueError("need at least one array to concatenate") }
        var arrays = arrays
        var axis = axis ?? 0
        if axis == Int.min {
            arrays = try arrays.map { NDArray(try Layout.reshaped($0.tensor, [$0.tensor.count]), $0.element, $0.table) }
            axis = 0
        }
        for array in arrays where array.tensor.rank == 0 {
            throw vm.valueError("zero-dimensional arrays cannot be concatenated")
        }
        let first = arrays[0].tensor
        axis = try Layout.axis(axis, first.rank)
        for (i, array) in arrays.enumerated() {
            let shape = array.tensor.shape
            guard shape.count == first.rank else {
                throw vm.valueError(
                    "all the input arrays must have same number of dimensions, but the array at index 0 has \(first.rank) dimension(s) and the array at index \(i) has \(shape.count) dimension(s)"
                )
            }
            for d in 0..<shape.count where d != axis && shape[d] != first.shape[d] {
                throw vm.valueError(
                    "all the input array dimensions except for the concatenation axis must match exactly, but along dimension \(d), the array at index 0 has size \(first.shape[d]) and the array at index \(i) has size \(shape[d])"
                )
            }
        }
        if arrays.contains(where: { $0.table != nil }) {
            return try joinedObjects(vm, arrays, axis)
        }
        let type: DType
        if case .number(let given)? = wanted {
            type = given
        } else {
            type = arrays.dropFirst().reduce(first.dtype) { Promotion.promote($0, $1.tensor.dtype) }
        }
        return NDArray(try concatenated(try arrays.map { try Layout.cast($0.tensor, type) }, axis))
    }

    private static func joinedObjects(_ vm: VM, _ arrays: [NDArray], _ axis: Int) throws -> NDArray {
        let table = ObjectTable()
        var width = 1
        var isText = true
        var parts: [Tensor] = []
        for array in arrays {
            if case .string(let own) = array.element { width = max(width, own) }
            if case .object = array.element { isText = false }
        }
        for array in arrays {
            let values = try ArrayConversion.values(vm, array)
            let out = try Tensor(empty: array.tensor.shape, .int64)
            let p = out.pointer(Int.self)
            for (i, value) in values.enumerated() {
                let item = isText && value.asString == nil ? vm.string(try vm.str(value)) : value
                if isText { width = max(width, item.asString?.count ?? 0) }
                p[i] = table.add(item)
            }
            parts.append(out)
        }
        return NDArray(try concatenated(parts, axis), isText ? .string(width) : .object, table)
    }

    /// `np.arange`
    static func range(_ vm: VM, _ arguments: [Value], _ wanted: DType?) throws -> Tensor {
        var start = Value(0)
        var step = Value(1)
        var stop = arguments[0]
        if arguments.count > 1 { (start, stop) = (arguments[0], arguments[1]) }
        if arguments.count > 2 { step = arguments[2] }
        func plain(_ value: Value) throws -> Scalar {
            if let (number, _) = value.asNumPyScalar { return number }
            if let scalar = vm.scalar(value) { return scalar }
            if let array = value.asNDArray, array.tensor.rank == 0, array.table == nil {
                return array.tensor.element(at: 0)
            }
            if value.isNone { throw vm.typeError("arange() requires stop to be specified.") }
            return .double(try vm.double(value))
        }
        let (a, b, s) = (try plain(start), try plain(stop), try plain(step))
        let isFloat = a.isFloat || b.isFloat || s.isFloat
        if s.isZero { throw vm.error(.zeroDivisionError, "division by zero") }
        let type = wanted ?? (isFloat ? .float64 : .int64)
        if !isFloat {
            let range = RangeObject(a.int, b.int, s.int)
            try check(vm, [range.count])
            let out = try Tensor(empty: [range.count], .int64)
            let p = out.pointer(Int.self)
            let (count, from, by) = (range.count, a.int, s.int)
            for start in stride(from: 0, to: count, by: 1 << 20) {
                try vm.checkInterrupt()
                for i in start..<min(count, start + 1 << 20) { p[i] = from &+ i &* by }
            }
            return try Layout.cast(out, type)
        }
        let length = ((b.double - a.double) / s.double).rounded(.up)
        guard length.isFinite, length < 0x1p44 else { throw vm.valueError("Maximum allowed size exceeded") }
        let count = max(0, Int(length))
        let out = try Tensor(empty: [count], type.isFloat ? .float64 : type)
        if type.isFloat {
            let p = out.pointer(Double.self)
            // As NumPy fills: the first two numbers, then their difference.
            let first = type == .float32 ? Double(Float(a.double)) : a.double
            let delta =
                type == .float32
                ? Double(Float(Float(a.double + s.double) - Float(a.double))) : (a.double + s.double) - a.double
            for i in 0..<count { p[i] = first + Double(i) * delta }
            return try Layout.cast(out, type)
        }
        // Cut to integers before the step is taken, as NumPy does.
        let (first, second) = (Scalar.double(a.double).int, Scalar.double(a.double + s.double).int)
        let wide = try Tensor(empty: [count], .int64)
        let p = wide.pointer(Int.self)
        for i in 0..<count { p[i] = first &+ i &* (second &- first) }
        return try Layout.cast(wide, type)
    }
}
