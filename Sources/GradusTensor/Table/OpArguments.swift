/// The bound arguments of one call: one value per parameter of the chosen signature, defaults filled in.
///
/// The memory belongs to the caller, so that a call makes no allocation.
public struct OpArguments {
    package let slots: UnsafeMutablePointer<OpValue>
    package let count: Int
    /// Which of the row's signatures was chosen.
    public let overload: Int
    /// The operation's name in messages.
    public let name: String

    package init(slots: UnsafeMutablePointer<OpValue>, count: Int, overload: Int, name: String) {
        self.slots = slots
        self.count = count
        self.overload = overload
        self.name = name
    }

    @inline(__always)
    public subscript(_ i: Int) -> OpValue { i < count ? slots[i] : .none }

    @inline(__always)
    public func isNone(_ i: Int) -> Bool {
        if i < count, case .none = slots[i] { return true }
        return i >= count
    }

    /// The tensors among the arguments, those of lists included.
    package var tensors: [Tensor] {
        (0..<count).flatMap { i -> [Tensor] in
            switch slots[i] {
            case .tensor(let tensor): [tensor]
            case .tensors(let list): list
            default: []
            }
        }
    }

    @inline(__always)
    public func tensor(_ i: Int) throws -> Tensor {
        if i < count, case .tensor(let t) = slots[i] { return t }
        throw mismatch(i, "Tensor")
    }

    @inline(__always)
    public func optionalTensor(_ i: Int) throws -> Tensor? {
        if i < count {
            if case .tensor(let t) = slots[i] { return t }
            if case .none = slots[i] { return nil }
        } else {
            return nil
        }
        throw mismatch(i, "Tensor")
    }

    public func tensors(_ i: Int) throws -> [Tensor] {
        switch self[i] {
        case .tensors(let list): return list
        case .ints(let d) where d.isEmpty: return []
        case .scalars(let s) where s.isEmpty: return []
        case .optionalTensors(let list):
            let place = list.firstIndex { $0 == nil } ?? 0
            throw TensorError(.typeError, "expected Tensor as element \(place) in argument \(i), but got NoneType")
        default: throw mismatch(i, "tuple of Tensors")
        }
    }

    /// A list of tensors that must not be empty.
    public func someTensors(_ i: Int) throws -> [Tensor] {
        let list = try tensors(i)
        if list.isEmpty { throw TensorError(.runtimeError, "\(name) expects a non-empty TensorList") }
        return list
    }

    @inline(__always)
    public func scalar(_ i: Int) throws -> Scalar {
        if i < count {
            if case .scalar(let s) = slots[i] { return s }
            if case .tensor(let t) = slots[i] { return try t.item() }
        }
        throw mismatch(i, "Number")
    }

    public func optionalScalar(_ i: Int) throws -> Scalar? { isNone(i) ? nil : try scalar(i) }

    @inline(__always)
    public func int(_ i: Int) throws -> Int {
        if i < count {
            if case .scalar(let s) = slots[i], !s.isFloat { return s.int }
            if case .tensor(let t) = slots[i] { return try t.item().int }
        }
        throw mismatch(i, "int")
    }

    public func optionalInt(_ i: Int) throws -> Int? { isNone(i) ? nil : try int(i) }

    @inline(__always)
    public func double(_ i: Int) throws -> Double { try scalar(i).double }

    public func optionalDouble(_ i: Int) throws -> Double? { isNone(i) ? nil : try double(i) }

    @inline(__always)
    public func bool(_ i: Int) throws -> Bool {
        if i < count, case .scalar(let s) = slots[i] { return s.bool }
        throw mismatch(i, "bool")
    }

    /// At most eight ints; an int stands for a list of one.
    public func ints(_ i: Int) throws -> Dims {
        switch self[i] {
        case .ints(let d): return d
        case .scalar(let s) where !s.isFloat: return [s.int]
        case .scalars(let s) where s.isEmpty: return []
        case .longInts(let list):
            throw TensorError(
                .runtimeError, "\(name)(): lists of more than \(Dims.capacity) sizes are not supported",
                notes: ["\(list.count) were given; tensors here have at most \(Dims.capacity) axes"])
        default: throw mismatch(i, "tuple of ints")
        }
    }

    public func optionalInts(_ i: Int) throws -> Dims? { isNone(i) ? nil : try ints(i) }

    /// Any number of ints.
    public func intArray(_ i: Int) throws -> [Int] {
        if case .longInts(let list) = self[i] { return list }
        return Array(try ints(i))
    }

    /// `size` ints; one int is repeated.
    public func ints(_ i: Int, size: Int) throws -> Dims {
        let given = try ints(i)
        if given.count == size { return given }
        if given.count == 1 { return Dims(repeating: given[0], count: size) }
        throw TensorError(
            .runtimeError,
            "\(name)(): expected a list of \(size) ints but got \(given.count) of them: \(given)")
    }

    public func doubles(_ i: Int) throws -> [Double] {
        switch self[i] {
        case .scalars(let s): return s.map(\.double)
        default: return try intArray(i).map(Double.init)
        }
    }

    public func string(_ i: Int) throws -> String {
        if case .string(let s) = self[i] { return s }
        throw mismatch(i, "str")
    }

    public func optionalString(_ i: Int) throws -> String? { isNone(i) ? nil : try string(i) }

    public func dtype(_ i: Int) throws -> DType? {
        switch self[i] {
        case .dtype(let d): return d
        case .none: return nil
        default: throw mismatch(i, "torch.dtype")
        }
    }

    public func device(_ i: Int) throws -> Device? {
        switch self[i] {
        case .device(let d): return d
        case .string(let s): return try Device(parsing: s)
        case .scalar(let s):
            throw TensorError(
                .runtimeError,
                s.int < 0
                    ? "Device index must not be negative"
                    : "Cannot access accelerator device when none is available.")
        case .none: return nil
        default: throw mismatch(i, "torch.device")
        }
    }

    /// The device asked for, or that of new tensors.
    public func newDevice(_ i: Int) throws -> Device { try device(i) ?? Device.standard() }

    public func generator(_ i: Int) throws -> Generator {
        switch self[i] {
        case .generator(let g): return g
        case .none: return Generator.default
        default: throw mismatch(i, "Generator")
        }
    }

    private func mismatch(_ i: Int, _ wanted: String) -> TensorError {
        TensorError(
            .typeError, "\(name)(): argument (position \(i + 1)) must be \(wanted), not \(self[i].typeName)")
    }
}
