import GradusTensor
import GradusVM

/// The types of `numpy` that are native: arrays, element types and scalars.
package enum NumPyTypes {
    nonisolated(unsafe) package static let ndarray: TypeObject = {
        let type = TypeObject(
            name: "ndarray", module: "numpy", bases: [Types.object], layout: .other, populate: ArrayMethods.populate)
        type.isFinal = true
        return type
    }()
    nonisolated(unsafe) static let dtype = TypeObject(
        name: "dtype", module: "numpy", bases: [Types.object], layout: .other, populate: ElementTypeObject.populate)
    /// `numpy.dtypes.Float64DType` and its kin: the class of each `dtype`.
    nonisolated(unsafe) private static var dtypeClasses: [String: TypeObject] = [:]

    static func dtypeClass(_ element: ElementType) -> TypeObject {
        let name =
            switch element {
            case .number(.bool): "Bool"
            case .number(let type): type.name.prefix(1).uppercased() + type.name.dropFirst()
            case .string: "Str"
            case .object: "Object"
            }
        if let known = dtypeClasses[name] { return known }
        let made = TypeObject(name: name + "DType", module: "numpy.dtypes", bases: [dtype], layout: .other)
        dtypeClasses[name] = made
        return made
    }
    nonisolated(unsafe) static let ufunc = TypeObject(
        name: "ufunc", module: "numpy", bases: [Types.object], layout: .other, populate: UniversalFunction.populate)

    // The tree of scalar types.
    nonisolated(unsafe) static let generic = abstract("generic", Types.object, ArrayScalars.populate)
    nonisolated(unsafe) static let number = abstract("number", generic)
    nonisolated(unsafe) static let integer = abstract("integer", number)
    nonisolated(unsafe) static let signedInteger = abstract("signedinteger", integer)
    nonisolated(unsafe) static let unsignedInteger = abstract("unsignedinteger", integer)
    nonisolated(unsafe) static let inexact = abstract("inexact", number)
    nonisolated(unsafe) static let floating = abstract("floating", inexact)
    nonisolated(unsafe) static let complexFloating = abstract("complexfloating", inexact)
    nonisolated(unsafe) static let flexible = abstract("flexible", generic)
    nonisolated(unsafe) static let character = abstract("character", flexible)

    nonisolated(unsafe) static let float64 = scalar("float64", [floating, Types.float], .float)
    nonisolated(unsafe) static let float32 = scalar("float32", [floating], .other)
    nonisolated(unsafe) static let float16 = scalar("float16", [floating], .other)
    nonisolated(unsafe) static let int64 = scalar("int64", [signedInteger], .other)
    nonisolated(unsafe) static let int32 = scalar("int32", [signedInteger], .other)
    nonisolated(unsafe) static let int16 = scalar("int16", [signedInteger], .other)
    nonisolated(unsafe) static let int8 = scalar("int8", [signedInteger], .other)
    nonisolated(unsafe) static let uint8 = scalar("uint8", [unsignedInteger], .other)
    nonisolated(unsafe) static let bool = scalar("bool", [generic], .other)
    nonisolated(unsafe) static let string = TypeObject(
        name: "str_", module: "numpy", bases: [Types.string, character],
        mro: [Types.string, character, flexible, generic, Types.object], layout: .string
    ) { type in ArrayScalars.populateString(type) }
    nonisolated(unsafe) static let object = TypeObject(
        name: "object_", module: "numpy", bases: [generic], layout: .other)

    nonisolated(unsafe) static let abstractTypes = [
        generic, number, integer, signedInteger, unsignedInteger, inexact, floating, complexFloating, flexible,
        character,
    ]

    private static func abstract(_ name: String, _ base: TypeObject, _ populate: ((TypeObject) -> Void)? = nil)
        -> TypeObject
    {
        let type = TypeObject(name: name, module: "numpy", bases: [base], layout: .other, populate: populate)
        return type
    }

    private static func scalar(_ name: String, _ bases: [TypeObject], _ layout: Layout) -> TypeObject {
        var mro = bases[0].mro
        if bases.count > 1 { mro = mro.dropLast() + bases[1].mro }
        let type = TypeObject(name: name, module: "numpy", bases: bases, mro: mro, layout: layout) { type in
            ArrayScalars.populateConcrete(type)
        }
        type.isNeverSequence = true
        return type
    }

    /// `numpy.True_` and `numpy.False_`: there is one of each.
    nonisolated(unsafe) static let truth = BoxedObject(Value(true), type: bool)
    nonisolated(unsafe) static let untruth = BoxedObject(Value(false), type: bool)

    /// The scalar type of an element type.
    @inline(__always)
    static func type(_ dtype: DType) -> TypeObject {
        switch dtype {
        case .float64: float64
        case .float32, .bfloat16: float32
        case .float16: float16
        case .int64: int64
        case .int32: int32
        case .int16: int16
        case .int8: int8
        case .uint8: uint8
        case .bool: bool
        }
    }

    /// The element type of a scalar type; nil for other types.
    @inline(__always)
    static func dtype(of type: TypeObject) -> DType? {
        if type === float64 { return .float64 }
        if type === int64 { return .int64 }
        if type === float32 { return .float32 }
        if type === bool { return .bool }
        if type === int32 { return .int32 }
        if type === uint8 { return .uint8 }
        if type === float16 { return .float16 }
        if type === int16 { return .int16 }
        if type === int8 { return .int8 }
        return nil
    }
}

/// What an array's elements are.
enum ElementType: Equatable {
    case number(DType)
    /// Text of at most so many code points.
    case string(Int)
    case object

    /// `float64`, `<U5`, `object`
    var name: String {
        switch self {
        case .number(let type): type.name
        case .string(let width): "<U\(width)"
        case .object: "object"
        }
    }

    var itemSize: Int {
        switch self {
        case .number(let type): type.size
        case .string(let width): width * 4
        case .object: 8
        }
    }

    /// Bytes whose order matters; 1 where it does not.
    var unitSize: Int {
        switch self {
        case .number(let type): type.size
        case .string: 4
        case .object: 1
        }
    }
}

/// The values behind an array of text or objects: its tensor holds places in this table, so that all views, copies and
/// selections work on numbers.
final class ObjectTable {
    private(set) var values: [Strong] = []

    func add(_ value: Value) -> Int {
        values.append(Strong(value))
        return values.count - 1
    }

    subscript(place: Int) -> Value { place >= 0 && place < values.count ? values[place].value : .none }
}

/// `numpy.ndarray`: NumPy's face of a tensor, which shares its storage with `from_numpy` and `.numpy()`.
package final class NDArray: Object {
    package var tensor: Tensor
    private(set) var element: ElementType
    private(set) var table: ObjectTable?
    /// The array (or tensor) whose elements this one shows.
    var base: Strong

    package init(_ tensor: Tensor, base: Value = .none) {
        self.tensor = tensor
        element = .number(tensor.dtype)
        table = nil
        self.base = NDArray.owner(base)
        super.init(type: NumPyTypes.ndarray)
    }

    /// Of a view's view, what owns the memory.
    private static func owner(_ base: Value) -> Strong {
        if let array = base.asNDArray, !array.base.value.isNone { return array.base }
        return Strong(base)
    }

    init(_ tensor: Tensor, _ element: ElementType, _ table: ObjectTable?, base: Value = .none) {
        self.tensor = tensor
        self.element = element
        self.table = table
        self.base = NDArray.owner(base)
        super.init(type: NumPyTypes.ndarray)
    }

    deinit { endWeakReferences() }

    package override var allowsWeakReferences: Bool { true }

    /// Takes another array's elements for its own: how a pickle's state gets into an array.
    func become(_ other: NDArray) {
        tensor = other.tensor
        element = other.element
        table = other.table
        base = other.base
    }

    package override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        for value in table?.values ?? [] { visit(value.value) }
        visit(base.value)
    }
}

extension Value {
    /// The array of a value, else nil.
    @inline(__always)
    package var asNDArray: NDArray? {
        guard tag == .object else { return nil }
        return unmanaged._withUnsafeGuaranteedRef {
            $0.type === NumPyTypes.ndarray ? unsafeDowncast($0, to: NDArray.self) : nil
        }
    }

    /// The number inside a NumPy scalar and its element type.
    @inline(__always)
    var asNumPyScalar: (number: Scalar, dtype: DType)? {
        guard tag == .object else { return nil }
        return unmanaged._withUnsafeGuaranteedRef { object in
            guard let dtype = NumPyTypes.dtype(of: object.type), let boxed = object as? BoxedObject else { return nil }
            let value = boxed.boxed.value
            switch value.tag {
            case .float: return (.double(value.floatBits), dtype)
            case .bool: return (.bool(value.bits != 0), dtype)
            default: return (.int(Int(value.intBits)), dtype)
            }
        }
    }
}

extension VM {
    /// An array over a tensor.
    package func array(_ tensor: Tensor, base: Value = .none) -> Value { value(NDArray(tensor, base: base)) }

    /// An array of the elements of another one, in another arrangement.
    func array(_ tensor: Tensor, like other: NDArray, base: Value = .none) -> Value {
        value(NDArray(tensor, other.element, other.table, base: base))
    }

    /// A NumPy scalar.
    func numpyScalar(_ scalar: Scalar, _ dtype: DType) -> Value {
        let boxed: Value
        if dtype.isFloat {
            boxed = Value(scalar.double)
        } else if dtype == .bool {
            return Value(borrowing: scalar.bool ? NumPyTypes.truth : NumPyTypes.untruth)
        } else {
            boxed = Value(scalar.int)
        }
        return value(BoxedObject(boxed, type: NumPyTypes.type(dtype)))
    }

    /// The element of an array without axes as a scalar.
    func element(_ tensor: Tensor, of array: NDArray) -> Value {
        if let table = array.table {
            let value = table[tensor.element(at: 0).int]
            if case .string = array.element, let text = value.asString {
                return self.value(StringObject(text.buffer, type: NumPyTypes.string))
            }
            return value
        }
        return numpyScalar(tensor.element(at: 0), tensor.dtype)
    }

    /// What functions give: a scalar where no axis is left, else an array.
    @inline(__always)
    func arrayOrScalar(_ tensor: Tensor) -> Value {
        tensor.rank == 0 ? numpyScalar(tensor.element(at: 0), tensor.dtype) : array(tensor)
    }

    /// `(2, 3)`
    func shapeTuple(_ dims: Dims) -> Value { tuple(dims.map { Value($0) }) }
}
