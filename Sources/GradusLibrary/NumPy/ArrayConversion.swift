import GradusNumPy
import GradusTensor
import GradusVM

/// Values of the language as arrays.
enum ArrayConversion {
    /// What `np.asarray(value, dtype)` gives; arrays of the wanted type come back as they are.
    static func array(_ vm: VM, _ value: Value, _ wanted: ElementType? = nil) throws -> NDArray {
        if let array = value.asNDArray { return try cast(vm, array, wanted) }
        if let tensor = value.asTensor { return try cast(vm, NDArray(try shared(tensor), base: value), wanted) }
        if let (number, dtype) = value.asNumPyScalar {
            let type: DType
            if case .number(let dtype)? = wanted { type = dtype } else { type = dtype }
            let made = NDArray(try Tensor.full([], number, dtype: type))
            return try cast(vm, made, wanted)
        }
        if let picture = value.asPicture {
            return try cast(vm, NDArray(try PictureArrays.tensor(picture.picture)), wanted)
        }
        switch value.tag {
        case .int, .float, .bool:
            if let scalar = vm.scalar(value) {
                if case .number(let dtype)? = wanted { return NDArray(try full([], scalar, dtype)) }
                if wanted == nil { return NDArray(try Tensor.full([], scalar, dtype: Promotion.own(scalar))) }
            }
        default: break
        }
        if value.tag == .object, value.asList == nil, value.asTuple == nil,
            let method = try vm.attributeIfPresent(value, "__array__")
        {
            let made = try vm.call(method)
            if let array = made.asNDArray { return try cast(vm, array, wanted) }
        }
        return try ArrayReader(vm).read(value, wanted)
    }

    /// The elements of a tensor, shared.
    static func shared(_ tensor: Tensor) throws -> Tensor {
        if tensor.requiresGrad {
            throw TensorError(
                .runtimeError, "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
        }
        if tensor.isMeta {
            if Preview.isOn { return Preview.zeros(like: tensor) }
            throw TensorError(
                .typeError,
                "can't convert meta device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first."
            )
        }
        if tensor.dtype == .bfloat16 { throw TensorError(.typeError, "Got unsupported ScalarType BFloat16") }
        return tensor.alias()
    }

    /// A number in an array of a type; integers must fit.
    static func full(_ shape: Dims, _ scalar: Scalar, _ dtype: DType) throws -> Tensor {
        if case .int(let i) = scalar, dtype != .bool, !dtype.isFloat, !dtype.integerRange.contains(i) {
            throw NumPyError(.overflow, "Python integer \(i) out of bounds for \(dtype.name)")
        }
        if case .double(let d) = scalar, !dtype.isFloat, dtype != .bool, !d.isFinite {
            throw NumPyError(
                d.isNaN ? .value : .overflow,
                d.isNaN ? "cannot convert float NaN to integer" : "cannot convert float infinity to integer")
        }
        return try Tensor.full(shape, scalar, dtype: dtype)
    }

    /// The array as another element type.
    static func cast(_ vm: VM, _ array: NDArray, _ wanted: ElementType?) throws -> NDArray {
        guard let wanted, wanted != array.element else { return array }
        if case .string(0) = wanted, case .string = array.element { return array }
        if case .number(let type) = wanted, array.table == nil {
            return NDArray(try Layout.cast(array.tensor, type))
        }
        // By way of values of the language.
        let values = try values(vm, array)
        switch wanted {
        case .number(let type):
            let out = try Tensor(empty: array.tensor.shape, type)
            if type == .bool {
                // What counts of any value is whether it is true.
                let p = out.pointer(UInt8.self)
                for (i, value) in values.enumerated() { p[i] = try vm.truth(value) ? 1 : 0 }
                return NDArray(out)
            }
            for (i, value) in values.enumerated() {
                try ArrayReader(vm, isFromArray: true).store(value, out, i)
            }
            return NDArray(out)
        case .string(let width):
            // Numbers as text take the width of their type.
            var wide = width
            if width == 0, case .number(let type) = array.element { wide = type == .bool ? 5 : type.isFloat ? 32 : 21 }
            return try text(vm, values.map { vm.string(try vm.str($0)) }, array.tensor.shape, wide)
        case .object:
            return try objects(values, array.tensor.shape)
        }
    }

    /// All elements, as Python values.
    static func values(_ vm: VM, _ array: NDArray) throws -> [Value] {
        if let table = array.table { return try array.tensor.ints().map { table[$0] } }
        return try array.tensor.scalars().map { vm.scalarValue($0) }
    }

    static func objects(_ values: [Value], _ shape: Dims) throws -> NDArray {
        let table = ObjectTable()
        let out = try Tensor(empty: shape, .int64)
        let p = out.pointer(Int.self)
        for (i, value) in values.enumerated() { p[i] = table.add(value) }
        return NDArray(out, .object, table)
    }

    /// Text; a width of 0 takes the longest.
    static func text(_ vm: VM, _ values: [Value], _ shape: Dims, _ width: Int = 0) throws -> NDArray {
        var longest = 1
        for value in values { longest = max(longest, value.asString?.count ?? 0) }
        let width = width == 0 ? longest : width
        let table = ObjectTable()
        let out = try Tensor(empty: shape, .int64)
        let p = out.pointer(Int.self)
        for (i, value) in values.enumerated() { p[i] = table.add(cut(vm, value, width)) }
        return NDArray(out, .string(width), table)
    }

    /// Text cut to a width, of the plain type.
    static func cut(_ vm: VM, _ value: Value, _ width: Int) -> Value {
        guard let text = value.asString else { return value }
        if text.count > width {
            return vm.string(String(String.UnicodeScalarView(text.text.unicodeScalars.prefix(width))))
        }
        return value.tag == .string ? value : vm.string(text.text)
    }
}

/// Reads nested sequences: first their shape and the type of what is in them, then the elements.
struct ArrayReader {
    private let vm: VM
    private var shape: [Int] = []
    private var dtype: DType?
    private var hasText = false
    private var textWidth = 1
    private var hasObjects = false
    private var isEmpty = true

    /// Sequences at this depth are elements (of object arrays).
    private var limit = Int.max
    private let isFromArray: Bool

    init(_ vm: VM, isFromArray: Bool = false) {
        self.vm = vm
        self.isFromArray = isFromArray
    }

    func read(_ value: Value, _ wanted: ElementType?) throws -> NDArray {
        var reader = self
        // Object arrays take anything.
        if wanted == .object { reader.limit = Int.max - 1 }
        do {
            try reader.measure(value, 0)
        } catch let error as RaggedShape {
            guard wanted == .object, error.depth > 0 else { throw error.thrown(vm) }
            // Lists of unequal lengths become objects.
            reader = self
            reader.limit = error.depth
            try reader.measure(value, 0)
        }
        return try reader.fill(value, wanted)
    }

    /// Lengths, or depths, that do not agree from a depth on.
    private struct RaggedShape: Error {
        let detected: [Int]
        var depth: Int { detected.count }

        func thrown(_ vm: VM) -> Thrown {
            let text =
                depth == 1 ? "(\(detected[0]),)" : "(" + detected.map(String.init).joined(separator: ", ") + ")"
            return vm.valueError(
                "setting an array element with a sequence. The requested array has an inhomogeneous shape after \(depth) dimensions. The detected shape was \(text) + inhomogeneous part."
            )
        }
    }

    /// The items of a sequence; nil for anything that is an element.
    private func items(_ value: Value) throws -> [Value]? {
        if let list = value.asList { return Array(list.buffer) }
        if let tuple = value.asTuple { return Array(tuple.buffer) }
        if value.tag == .range { return try vm.array(from: value) }
        return nil
    }

    private func inner(_ value: Value) throws -> NDArray? {
        if let array = value.asNDArray { return array }
        if value.asTensor != nil || value.asPicture != nil { return try ArrayConversion.array(vm, value) }
        return nil
    }

    private mutating func measure(_ value: Value, _ depth: Int) throws {
        if depth >= limit {
            hasObjects = true
            return try element(depth)
        }
        switch value.tag {
        case .float:
            note(.float64)
            try element(depth)
            return
        case .int:
            note(.int64)
            try element(depth)
            return
        case .bool:
            note(.bool)
            try element(depth)
            return
        default: break
        }
        if let (_, type) = value.asNumPyScalar {
            note(type)
            return try element(depth)
        }
        if let array = try inner(value) {
            for (i, size) in array.tensor.shape.enumerated() { try extend(size, depth + i) }
            try element(depth + array.tensor.rank)
            switch array.element {
            case .number(let type): note(type)
            case .string(let width):
                hasText = true
                textWidth = max(textWidth, width)
            case .object: hasObjects = true
            }
            return
        }
        if let list = value.asList {
            try extend(list.count, depth)
            for item in list.buffer { try measure(item, depth + 1) }
            return
        }
        if let items = try items(value) {
            try extend(items.count, depth)
            for item in items { try measure(item, depth + 1) }
            return
        }
        try element(depth)
        if let text = value.asString {
            hasText = true
            textWidth = max(textWidth, text.count)
        } else {
            if limit == Int.max { try refuse(value) }
            hasObjects = true
        }
    }

    /// Elements for which NumPy has types that Gradus has not.
    private func refuse(_ value: Value) throws {
        let missing: String
        if value.asBytes != nil {
            missing = "bytes"
        } else if value.tag == .bigInt, let number = try? vm.bigInt(value), number > 0, number.bitWidth <= 65 {
            missing = "uint64"
        } else if value.isObject, vm.typeOf(value).name == "complex" {
            missing = "complex numbers"
        } else {
            return
        }
        throw vm.error(.notImplementedError, "Gradus has no arrays of \(missing)")
    }

    private mutating func note(_ type: DType) {
        dtype = dtype.map { $0 == type ? type : Promotion.promote($0, type) } ?? type
    }

    private var ended: Int? { isEmpty ? nil : shape.count }

    private mutating func element(_ depth: Int) throws {
        if isEmpty {
            isEmpty = false
            guard depth >= shape.count else { throw ragged(depth) }
            return
        }
        if depth != shape.count { throw ragged(depth) }
    }

    private mutating func extend(_ size: Int, _ depth: Int) throws {
        if depth < shape.count {
            if shape[depth] != size { throw ragged(depth) }
            return
        }
        guard isEmpty else { throw ragged(depth) }
        guard depth < Dims.capacity else {
            throw vm.valueError("Gradus has arrays of at most \(Dims.capacity) dimensions")
        }
        shape.append(size)
    }

    private func ragged(_ depth: Int) -> RaggedShape { RaggedShape(detected: Array(shape.prefix(depth))) }

    private func fill(_ value: Value, _ wanted: ElementType?) throws -> NDArray {
        let dims = Dims(shape)
        let target: ElementType
        if let wanted {
            target = wanted
        } else if hasObjects {
            target = .object
        } else if hasText {
            // Numbers among text take the width of their type.
            let least = dtype.map { $0 == .bool ? 5 : $0.isFloat ? 32 : 21 } ?? 1
            target = .string(max(least, textWidth))
        } else {
            target = .number(dtype ?? .float64)
        }
        switch target {
        case .number(let type):
            let out = try Tensor(empty: dims, type)
            var place = 0
            if type == .float64, let list = value.asList, shape.count == 1 {
                // The usual list: floats (and ints) in a row.
                let p = out.pointer(Double.self)
                for item in list.buffer {
                    if item.tag == .float {
                        p[place] = item.floatBits
                    } else if item.tag == .int {
                        p[place] = Double(item.intBits)
                    } else {
                        try store(item, out, place)
                    }
                    place += 1
                }
                return NDArray(out)
            }
            try write(value, out, &place)
            return NDArray(out)
        case .string(let width):
            var values: [Value] = []
            try collect(value, &values, depth: 0)
            return try ArrayConversion.text(
                vm, try values.map { $0.asString != nil ? $0 : vm.string(try vm.str($0)) }, dims, width)
        case .object:
            var values: [Value] = []
            try collect(value, &values, depth: 0)
            return try ArrayConversion.objects(values, dims)
        }
    }

    private func collect(_ value: Value, _ values: inout [Value], depth: Int) throws {
        if depth == shape.count {
            values.append(value)
            return
        }
        if let array = try inner(value) {
            values += try ArrayConversion.values(vm, array)
            return
        }
        for item in try items(value) ?? [] { try collect(item, &values, depth: depth + 1) }
    }

    private func write(_ value: Value, _ out: Tensor, _ place: inout Int) throws {
        if let array = try inner(value) {
            let dense = try Layout.cast(try Layout.dense(array.tensor), out.dtype)
            (out.data + place * out.dtype.size).copyMemory(from: dense.data, byteCount: dense.count * out.dtype.size)
            place += dense.count
            return
        }
        if let list = value.asList {
            for item in list.buffer { try write(item, out, &place) }
            return
        }
        if let items = try items(value) {
            for item in items { try write(item, out, &place) }
            return
        }
        try store(value, out, place)
        place += 1
    }

    /// Writes one value at a dense place.
    @inline(__always)
    func store(_ value: Value, _ out: Tensor, _ place: Int) throws {
        switch (value.tag, out.dtype) {
        case (.float, .float64): out.pointer(Double.self)[place] = value.floatBits
        case (.int, .float64): out.pointer(Double.self)[place] = Double(value.intBits)
        case (.int, .int64): out.pointer(Int64.self)[place] = value.intBits
        default: try storeOther(value, out, place)
        }
    }

    @inline(never)
    private func storeOther(_ value: Value, _ out: Tensor, _ place: Int) throws {
        let at = out.data + place * out.dtype.size
        let scalar: Scalar
        if let (number, _) = value.asNumPyScalar {
            scalar = number
        } else if let number = vm.scalar(value) {
            scalar = number
            if case .int(let i) = number, out.dtype != .bool, !out.dtype.isFloat, !out.dtype.integerRange.contains(i) {
                throw NumPyError(.overflow, "Python integer \(i) out of bounds for \(out.dtype.name)")
            }
            if case .double(let d) = number, !out.dtype.isFloat, out.dtype != .bool, !d.isFinite {
                throw NumPyError(
                    d.isNaN ? .value : .overflow,
                    d.isNaN ? "cannot convert float NaN to integer" : "cannot convert float infinity to integer")
            }
        } else if let text = value.asString {
            let convert = Value(borrowing: out.dtype.isFloat ? Types.float : Types.int)
            if out.dtype == .bool {
                scalar = .bool(text.count > 0)
            } else {
                // Text of arrays is NumPy's own in messages.
                let own = isFromArray ? vm.value(StringObject(text.buffer, type: NumPyTypes.string)) : value
                scalar = vm.scalar(try vm.call(convert, [own])) ?? .int(0)
            }
        } else if value.tag == .bigInt {
            if out.dtype.isFloat {
                scalar = .double(try vm.double(value))
            } else {
                throw vm.error(.overflowError, "Python int too large to convert to C long")
            }
        } else if value.isNone {
            if out.dtype.isFloat {
                scalar = .double(.nan)
            } else {
                throw vm.typeError(
                    "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'")
            }
        } else if let array = value.asNDArray, array.tensor.count == 1, array.table == nil {
            scalar = array.tensor.element(at: 0)
        } else if value.asList != nil || value.asTuple != nil || value.asNDArray != nil {
            throw vm.valueError("setting an array element with a sequence.")
        } else {
            scalar = .double(try vm.double(value))
        }
        let source = try Tensor.full([], scalar, dtype: out.dtype)
        at.copyMemory(from: source.data, byteCount: out.dtype.size)
    }
}
