/// The element type of a tensor.
public enum DType: UInt8, CaseIterable, Sendable, Hashable {
    case bool, uint8, int8, int16, int32, int64, float16, bfloat16, float32, float64

    /// The kind ladder of type promotion: bool < int < float.
    public enum Kind: Int, Comparable, Sendable {
        case bool, int, float

        public static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
    }

    /// The dtype that Python floats and `zeros`, `ones`, `rand` … take.
    public nonisolated(unsafe) static var defaultFloat: DType = .float32

    /// Bytes of one element.
    @inlinable public var size: Int {
        switch self {
        case .bool, .uint8, .int8: 1
        case .int16, .float16, .bfloat16: 2
        case .int32, .float32: 4
        case .int64, .float64: 8
        }
    }

    @inlinable public var isFloat: Bool { rawValue >= DType.float16.rawValue }

    /// True for the integer dtypes; bool is none.
    @inlinable public var isInteger: Bool { self != .bool && rawValue < DType.float16.rawValue }

    @inlinable public var isSigned: Bool { self != .bool && self != .uint8 }

    @inlinable public var kind: Kind { isFloat ? .float : (self == .bool ? .bool : .int) }

    /// `float32`; the canonical name without its module.
    public var name: String {
        switch self {
        case .bool: "bool"
        case .uint8: "uint8"
        case .int8: "int8"
        case .int16: "int16"
        case .int32: "int32"
        case .int64: "int64"
        case .float16: "float16"
        case .bfloat16: "bfloat16"
        case .float32: "float32"
        case .float64: "float64"
        }
    }

    /// `torch.float32`
    public var torchName: String { "torch." + name }

    /// Other names the dtype is known by in the `torch` module.
    public var aliases: [String] {
        switch self {
        case .int16: ["short"]
        case .int32: ["int"]
        case .int64: ["long"]
        case .float16: ["half"]
        case .float32: ["float"]
        case .float64: ["double"]
        case .bool, .uint8, .int8, .bfloat16: []
        }
    }

    /// The C++ type name that conv and matmul messages use.
    public var cName: String {
        switch self {
        case .bool: "bool"
        case .uint8: "unsigned char"
        case .int8: "signed char"
        case .int16: "short int"
        case .int32: "int"
        case .int64: "long int"
        case .float16: "c10::Half"
        case .bfloat16: "c10::BFloat16"
        case .float32: "float"
        case .float64: "double"
        }
    }

    /// The scalar-type name that most messages use.
    public var scalarTypeName: String {
        switch self {
        case .bool: "Bool"
        case .uint8: "Byte"
        case .int8: "Char"
        case .int16: "Short"
        case .int32: "Int"
        case .int64: "Long"
        case .float16: "Half"
        case .bfloat16: "BFloat16"
        case .float32: "Float"
        case .float64: "Double"
        }
    }

    /// `torch.FloatTensor`, what `tensor.type()` answers.
    public var tensorTypeName: String { "torch." + scalarTypeName + "Tensor" }

    /// The dtype of a name or alias, with or without `torch.`.
    public init?(named text: String) {
        let bare = text.hasPrefix("torch.") ? String(text.dropFirst(6)) : text
        guard let found = DType.allCases.first(where: { $0.name == bare || $0.aliases.contains(bare) }) else {
            return nil
        }
        self = found
    }

    /// The dtype of a legacy tensor type name such as `torch.LongTensor`.
    public init?(tensorTypeName text: String) {
        guard let found = DType.allCases.first(where: { $0.tensorTypeName == text }) else { return nil }
        self = found
    }

    /// Smallest and largest value of an integer dtype (bool: 0 and 1).
    public var integerRange: ClosedRange<Int> {
        switch self {
        case .bool: 0...1
        case .uint8: 0...255
        case .int8: -128...127
        case .int16: -32768...32767
        case .int32: Int(Int32.min)...Int(Int32.max)
        default: Int.min...Int.max
        }
    }
}
