/// An argument of a call as far as messages about wrong calls look at it.
public struct GivenArgument: Sendable {
    public enum Kind: Sendable {
        /// `isNumber`: a tensor of no axes that does not require grad, which passes for a number.
        case tensor(isNumber: Bool, isInt: Bool)
        case int, float, bool, none, string, dtype, device, generator, layout, other
        case list([GivenArgument])
    }

    /// The type's name as PyTorch writes it.
    public let typeName: String
    public let kind: Kind

    public init(_ typeName: String, _ kind: Kind) {
        self.typeName = typeName
        self.kind = kind
    }

    public var isInt: Bool {
        switch kind {
        case .int: true
        case .tensor(let isNumber, let isInt): isNumber && isInt
        default: false
        }
    }

    var isNumber: Bool {
        switch kind {
        case .int, .float, .bool: true
        case .tensor(let isNumber, _): isNumber
        default: false
        }
    }

    var isTensor: Bool { if case .tensor = kind { true } else { false } }
    var isNone: Bool { if case .none = kind { true } else { false } }
}
