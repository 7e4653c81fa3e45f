import GradusKernels

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Tensor {
    /// A dense tensor of one value.
    public static func full(_ shape: Dims, _ value: Scalar, dtype: DType? = nil, device: Device = .cpu) throws -> Tensor
    {
        let out = try Tensor(empty: shape, dtype ?? value.dtype, device)
        out.fillUnrecorded(value)
        return out
    }

    public static func zeros(_ shape: Dims, dtype: DType? = nil, device: Device = .cpu) throws -> Tensor {
        let out = try Tensor(empty: shape, dtype ?? DType.defaultFloat, device)
        if device == .cpu { Kernels.clear(byteCount: out.count &* out.dtype.size, y: out.data) }
        return out
    }

    public static func ones(_ shape: Dims, dtype: DType? = nil, device: Device = .cpu) throws -> Tensor {
        try full(shape, 1, dtype: dtype ?? DType.defaultFloat, device: device)
    }

    /// Uninitialised memory.
    public static func empty(_ shape: Dims, dtype: DType? = nil, device: Device = .cpu) throws -> Tensor {
        try Tensor(empty: shape, dtype ?? DType.defaultFloat, device)
    }

    /// A tensor without axes.
    public static func scalar(_ value: Scalar, dtype: DType? = nil, device: Device = .cpu) throws -> Tensor {
        try full([], value, dtype: dtype, device: device)
    }

    /// A float32 tensor of the given elements.
    public convenience init(_ elements: [Float], shape: Dims? = nil) throws {
        try self.init(copying: elements, .float32, shape)
    }

    /// A float64 tensor of the given elements.
    public convenience init(_ elements: [Double], shape: Dims? = nil) throws {
        try self.init(copying: elements, .float64, shape)
    }

    /// An int64 tensor of the given elements.
    public convenience init(_ elements: [Int], shape: Dims? = nil) throws {
        try self.init(copying: elements, .int64, shape)
    }

    /// A uint8 tensor of the given elements.
    public convenience init(_ elements: [UInt8], shape: Dims? = nil) throws {
        try self.init(copying: elements, .uint8, shape)
    }

    /// A bool tensor of the given elements.
    public convenience init(_ elements: [Bool], shape: Dims? = nil) throws {
        try self.init(copying: elements.map { UInt8($0 ? 1 : 0) }, .bool, shape)
    }

    private convenience init<T>(copying elements: [T], _ dtype: DType, _ shape: Dims?) throws {
        let shape = shape ?? [elements.count]
        guard shape.checkedProduct == elements.count else {
            throw TensorError(
                .runtimeError, "shape '\(shape)' is invalid for input of size \(elements.count)", shapes: [shape])
        }
        try self.init(empty: shape, dtype)
        elements.withUnsafeBytes { source in
            if let from = source.baseAddress { memcpy(data, from, source.count) }
        }
    }

    /// A tensor over memory that belongs to somebody else, who is kept alive. Elements are dense.
    package convenience init(
        sharing pointer: UnsafeMutableRawPointer, _ shape: Dims, _ dtype: DType, owner: AnyObject?
    ) {
        self.init(
            storage: Storage(foreign: pointer, byteCount: shape.product * dtype.size, owner: owner), offset: 0,
            shape: shape, strides: shape.contiguousStrides, dtype: dtype, device: .cpu, contiguous: true)
    }

    /// A tensor of Python numbers in row-major order, as `torch.tensor` makes it: float if any is, else int64,
    /// else bool; the default float where there are none.
    /// - Throws: RuntimeError for a number that an integer dtype cannot hold.
    public static func of(_ values: [Scalar], shape: Dims, dtype: DType? = nil) throws -> Tensor {
        var inferred: DType = values.isEmpty ? DType.defaultFloat : .bool
        if dtype == nil && !values.isEmpty {
            for v in values {
                if v.isFloat {
                    inferred = DType.defaultFloat
                    break
                }
                if !v.isBool { inferred = .int64 }
            }
        }
        let type = dtype ?? inferred
        guard shape.checkedProduct == values.count else {
            throw TensorError(
                .runtimeError, "shape '\(shape)' is invalid for input of size \(values.count)", shapes: [shape])
        }
        let out = try Tensor(empty: shape, type)
        for (i, v) in values.enumerated() { try out.store(v, at: i) }
        return out
    }

    /// A number as an element of a type, where a function of numbers takes it: negative ints wrap in unsigned types.
    /// - Throws: RuntimeError for what the type cannot hold.
    static func requireFits(_ v: Scalar, _ dtype: DType) throws {
        let fits: Bool
        switch (dtype, v) {
        case (.bool, _), (_, .bool), (.float64, _): fits = true
        case (.float32, _): fits = !v.double.isFinite || v.double.magnitude <= Double(Float.greatestFiniteMagnitude)
        case (.float16, _): fits = !v.double.isFinite || v.double.magnitude <= 65504
        case (.bfloat16, _): fits = !v.double.isFinite || v.double.magnitude <= 0x1.FEp127
        case (_, .int(let i)):
            let range = dtype.integerRange
            fits = dtype == .uint8 ? i >= -255 && i <= 255 : range.contains(i)
        case (_, .double(let d)):
            let range = dtype.integerRange
            fits = d >= Double(range.lowerBound) && d <= Double(range.upperBound)
        }
        if !fits {
            let names: [DType: String] = [
                .uint8: "uint8_t", .int8: "int8_t", .int16: "int16_t", .int32: "int", .int64: "int64_t",
                .float16: "c10::Half", .bfloat16: "c10::BFloat16", .float32: "float",
            ]
            throw TensorError(
                .runtimeError, "value cannot be converted to type \(names[dtype] ?? dtype.name) without overflow")
        }
    }

    /// Writes a Python number at a dense position.
    func store(_ v: Scalar, at i: Int) throws {
        switch dtype {
        case .float32: f32[i] = Float(v.double)
        case .float64: pointer(Double.self)[i] = v.double
        case .float16: pointer(Half.self)[i] = Half(Float(v.double))
        case .bfloat16: pointer(BFloat16.self)[i] = BFloat16(Float(v.double))
        case .bool: pointer(UInt8.self)[i] = v.bool ? 1 : 0
        default:
            let value = v.int
            let range = dtype.integerRange
            // Negative numbers wrap in unsigned types, too large ones are refused.
            let allowed = dtype == .uint8 ? value >= -255 && value <= 255 : range.contains(value)
            if !allowed {
                throw TensorError(
                    .runtimeError, "value cannot be converted to type \(dtype.convertedTypeName) without overflow")
            }
            Tensor.write(value, dtype, data + i * dtype.size)
        }
    }

    /// Writes an int, wrapped to the dtype.
    @inline(__always)
    static func write(_ value: Int, _ dtype: DType, _ p: UnsafeMutableRawPointer) {
        switch dtype {
        case .bool: p.storeBytes(of: value != 0 ? 1 : 0, as: UInt8.self)
        case .uint8: p.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
        case .int8: p.storeBytes(of: Int8(truncatingIfNeeded: value), as: Int8.self)
        case .int16: p.storeBytes(of: Int16(truncatingIfNeeded: value), as: Int16.self)
        case .int32: p.storeBytes(of: Int32(truncatingIfNeeded: value), as: Int32.self)
        case .int64: p.storeBytes(of: value, as: Int.self)
        case .float16: p.storeBytes(of: Half(Float(value)).bits, as: UInt16.self)
        case .bfloat16: p.storeBytes(of: BFloat16(Float(value)).bits, as: UInt16.self)
        case .float32: p.storeBytes(of: Float(value), as: Float.self)
        case .float64: p.storeBytes(of: Double(value), as: Double.self)
        }
    }

    /// Writes a Python number converted to the dtype: floats are cut, ints wrap.
    static func write(_ value: Scalar, _ dtype: DType, _ p: UnsafeMutableRawPointer) {
        switch dtype {
        case .float16: p.storeBytes(of: Half(Float(value.double)).bits, as: UInt16.self)
        case .bfloat16: p.storeBytes(of: BFloat16(Float(value.double)).bits, as: UInt16.self)
        case .float32: p.storeBytes(of: Float(value.double), as: Float.self)
        case .float64: p.storeBytes(of: value.double, as: Double.self)
        case .bool: p.storeBytes(of: value.bool ? 1 : 0, as: UInt8.self)
        default: write(value.int, dtype, p)
        }
    }

    /// Sets every element; the graph and the version are left alone.
    package func fillUnrecorded(_ value: Scalar) {
        let n = count
        if n == 0 || isMeta { return }
        if value.isZero, value.double.sign == .plus, isContiguous {
            Kernels.clear(byteCount: n &* dtype.size, y: data)
            return
        }
        withUnsafeTemporaryAllocation(byteCount: 8, alignment: 8) { one in
            guard let p = one.baseAddress else { return }
            p.storeBytes(of: 0, as: UInt64.self)
            Tensor.write(value, dtype, p)
            if isContiguous {
                Kernels.fill(n: n, size: dtype.size, word: p.load(as: UInt64.self), y: data)
                return
            }
            StridedCopy.strided(shape, Dims(repeating: 0, count: rank), strides, p, data, size: dtype.size)
        }
    }

    /// The one element as a Python number.
    /// - Throws: RuntimeError for other counts, and for meta tensors.
    public func item() throws -> Scalar {
        guard count == 1 else {
            throw TensorError(
                .runtimeError, "a Tensor with \(count) elements cannot be converted to Scalar", operation: "item",
                shapes: [shape])
        }
        if isMeta {
            if Preview.isOn { return Preview.standIn(dtype) }
            throw TensorError(.runtimeError, "Tensor.item() cannot be called on meta tensors")
        }
        return element(at: 0)
    }

    /// The element so many elements behind the first.
    @inline(__always)
    package func element(at i: Int) -> Scalar {
        let p = data + i &* dtype.size
        switch dtype {
        case .float32: return .double(Double(p.load(as: Float.self)))
        case .float64: return .double(p.load(as: Double.self))
        case .int64: return .int(p.load(as: Int.self))
        case .bool: return .bool(p.load(as: UInt8.self) != 0)
        case .uint8: return .int(Int(p.load(as: UInt8.self)))
        case .int8: return .int(Int(p.load(as: Int8.self)))
        case .int16: return .int(Int(p.load(as: Int16.self)))
        case .int32: return .int(Int(p.load(as: Int32.self)))
        case .float16: return .double(Double(p.load(as: Half.self).float))
        case .bfloat16: return .double(Double(p.load(as: BFloat16.self).float))
        }
    }

    /// All elements in row-major order as Python numbers.
    public func scalars() throws -> [Scalar] {
        if isMeta {
            if Preview.isOn { return Array(repeating: Preview.standIn(dtype), count: count) }
            throw TensorError(.notImplementedError, "Cannot copy out of meta tensor; no data!")
        }
        let dense = try contiguousUnrecorded()
        return (0..<count).map { dense.element(at: $0) }
    }

    /// All elements in row-major order as Float.
    public func floats() throws -> [Float] {
        let dense = try contiguousUnrecorded().castUnrecorded(.float32)
        return Array(UnsafeBufferPointer(start: dense.f32, count: count))
    }

    /// All elements in row-major order as Double.
    public func doubles() throws -> [Double] {
        let dense = try contiguousUnrecorded().castUnrecorded(.float64)
        return Array(UnsafeBufferPointer(start: dense.pointer(Double.self), count: count))
    }

    /// All elements in row-major order as Int.
    public func ints() throws -> [Int] {
        let dense = try contiguousUnrecorded().castUnrecorded(.int64)
        return Array(UnsafeBufferPointer(start: dense.pointer(Int.self), count: count))
    }
}

extension DType {
    /// The type's name in the message about numbers that do not fit.
    var convertedTypeName: String {
        switch self {
        case .int16: "short"
        case .int32: "int"
        case .int64: "int64_t"
        default: name
        }
    }
}
