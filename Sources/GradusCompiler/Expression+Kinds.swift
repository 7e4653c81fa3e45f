import GradusSyntax

extension Expression {
    /// A name or a literal: nothing is called to evaluate it.
    var isSimple: Bool {
        switch kind {
        case .none, .true, .false, .ellipsis, .integer, .bigInteger, .float, .imaginary, .string, .bytes, .name: true
        default: false
        }
    }

    /// Whether the value is certainly a bool.
    var isBoolean: Bool {
        switch kind {
        case .unary(.not, _): true
        case .comparison(_, let rest): rest.allSatisfy { [.is, .isNot, .in, .notIn].contains($0.0) }
        default: false
        }
    }
}

extension BinaryOperator {
    var opcode: Opcode {
        switch self {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .matrixMultiply: .matrixMultiply
        case .divide: .divide
        case .floorDivide: .floorDivide
        case .modulo: .modulo
        case .power: .power
        case .shiftLeft: .shiftLeft
        case .shiftRight: .shiftRight
        case .and: .and
        case .or: .or
        case .xor: .xor
        }
    }

    /// The operator with an int inside the instruction on the right; `+` and `-` have `addInt`.
    var fusedWithInt: Opcode? {
        switch self {
        case .multiply: .multiplyInt
        case .floorDivide: .floorDivideInt
        case .modulo: .moduloInt
        default: nil
        }
    }
}

extension ComparisonOperator {
    var opcode: Opcode {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessEqual: .lessEqual
        case .greater: .greater
        case .greaterEqual: .greaterEqual
        case .is: .is
        case .isNot: .isNot
        case .in: .in
        case .notIn: .notIn
        }
    }

    /// The comparison that gives the opposite answer for all operands.
    var opposite: ComparisonOperator? {
        switch self {
        case .is: .isNot
        case .isNot: .is
        case .in: .notIn
        case .notIn: .in
        default: nil
        }
    }

    /// The jump that compares by itself.
    var fused: Opcode? {
        switch self {
        case .equal: .jumpEqual
        case .notEqual: .jumpNotEqual
        case .less: .jumpLess
        case .lessEqual: .jumpLessEqual
        case .greater: .jumpGreater
        case .greaterEqual: .jumpGreaterEqual
        default: nil
        }
    }

    /// The jump that compares with an int inside the instruction.
    var fusedWithInt: Opcode? {
        switch self {
        case .equal: .jumpEqualInt
        case .notEqual: .jumpNotEqualInt
        case .less: .jumpLessInt
        case .lessEqual: .jumpLessEqualInt
        case .greater: .jumpGreaterInt
        case .greaterEqual: .jumpGreaterEqualInt
        default: nil
        }
    }
}
