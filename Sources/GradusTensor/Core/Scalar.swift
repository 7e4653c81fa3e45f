/// A Python number as an operand: bool, int or float.
public enum Scalar: Sendable, Hashable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral
{
    case bool(Bool)
    case int(Int)
    case double(Double)

    public init(integerLiteral value: Int) { self = .int(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }

    /// The dtype the number stands for: bool, int64 or the default float.
    @inlinable public var dtype: DType {
        switch self {
        case .bool: .bool
        case .int: .int64
        case .double: DType.defaultFloat
        }
    }

    @inlinable public var double: Double {
        switch self {
        case .bool(let b): b ? 1 : 0
        case .int(let i): Double(i)
        case .double(let d): d
        }
    }

    /// The value cut towards zero; non-finite and huge values give the extremes' wrap-around as C does on x86.
    @inlinable public var int: Int {
        switch self {
        case .bool(let b): b ? 1 : 0
        case .int(let i): i
        case .double(let d): Int(exactly: d.rounded(.towardZero)) ?? Int.min
        }
    }

    @inlinable public var bool: Bool {
        switch self {
        case .bool(let b): b
        case .int(let i): i != 0
        case .double(let d): d != 0
        }
    }

    @inlinable public var isFloat: Bool { if case .double = self { true } else { false } }

    @inlinable public var isBool: Bool { if case .bool = self { true } else { false } }

    @inlinable public var isZero: Bool { !bool }

    /// True for 1, 1.0 and True.
    @inlinable public var isOne: Bool { double == 1 }

    /// Python's spelling of the number in messages.
    public var text: String {
        switch self {
        case .bool(let b): b ? "True" : "False"
        case .int(let i): String(i)
        case .double(let d): d == d.rounded() && abs(d) < 1e15 ? String(Int(d)) : "\(d)"
        }
    }
}
