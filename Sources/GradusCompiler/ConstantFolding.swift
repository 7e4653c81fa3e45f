import GradusSyntax

extension Expression {
    /// The value of an expression that is known before the program runs.
    ///
    /// Nothing is folded that could raise, overflow 64 bits or make a long text: that is left to the run.
    var constant: Constant? {
        switch kind {
        case .none: return Constant.none
        case .true: return .bool(true)
        case .false: return .bool(false)
        case .ellipsis: return .ellipsis
        case .integer(let value): return .int(value)
        case .bigInteger(let text): return .bigInteger(text)
        case .float(let value): return .float(value)
        case .imaginary(let value): return .imaginary(value)
        case .string(let bytes): return .string(bytes)
        case .bytes(let bytes): return .bytes(bytes)
        case .name("__debug__"): return .bool(true)
        case .tuple(let items): return Expression.constants(items).map { .tuple($0) }
        case .unary(let op, let operand): return operand.constant.flatMap { fold(op, $0) }
        case .binary(let op, let left, let right):
            guard let second = right.constant, let first = left.constant else { return nil }
            return fold(op, first, second)
        default: return nil
        }
    }

    /// All items as constants, or nil.
    static func constants(_ items: [Expression]) -> [Constant]? {
        // Most displays that hold something variable end this at once.
        var values: [Constant] = []
        for item in items {
            guard let value = item.constant else { return nil }
            values.append(value)
        }
        return values
    }

    /// The truth of a constant expression; nil: not constant.
    var constantTruth: Bool? {
        switch kind {
        case .true: return true
        case .false, .none: return false
        case .name, .call, .attribute, .subscript, .comparison, .boolean: return constant?.truth
        default: return constant?.truth
        }
    }

    /// A small int: for instructions with an operand inside.
    var smallInt: Int? {
        guard case .int(let value)? = constant, let small = Int16(exactly: value) else { return nil }
        return Int(small)
    }
}

extension Constant {
    var truth: Bool {
        switch self {
        case .none: false
        case .ellipsis, .code, .bigInteger: true
        case .bool(let value): value
        case .int(let value): value != 0
        case .float(let value), .imaginary(let value): value != 0
        case .string(let bytes), .bytes(let bytes): !bytes.isEmpty
        case .tuple(let items), .frozenSet(let items): !items.isEmpty
        }
    }

    fileprivate var integer: Int64? {
        switch self {
        case .int(let value): value
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }

    /// As a float, where that is exact.
    fileprivate var double: Double? {
        if case .float(let value) = self { return value }
        return integer.flatMap { Double(exactly: $0) }
    }
}

private func fold(_ op: UnaryOperator, _ operand: Constant) -> Constant? {
    switch op {
    case .not: return .bool(!operand.truth)
    case .plus: return operand.integer.map { .int($0) } ?? operand.asFloat
    case .invert: return operand.integer.map { .int(~$0) }
    case .negate:
        if let value = operand.integer {
            let (result, overflow) = (0 as Int64).subtractingReportingOverflow(value)
            return overflow ? nil : .int(result)
        }
        if case .float(let value) = operand { return .float(-value) }
        if case .bigInteger("9223372036854775808") = operand { return .int(.min) }
        return nil
    }
}

extension Constant {
    fileprivate var asFloat: Constant? {
        if case .float = self { return self }
        return nil
    }
}

private func fold(_ op: BinaryOperator, _ left: Constant, _ right: Constant) -> Constant? {
    switch (op, left, right) {
    // Bools stay bools.
    case (.and, .bool(let first), .bool(let second)): return .bool(first && second)
    case (.or, .bool(let first), .bool(let second)): return .bool(first || second)
    case (.xor, .bool(let first), .bool(let second)): return .bool(first != second)
    case (.add, .string(let first), .string(let second)) where first.count + second.count <= longestText:
        return .string(first + second)
    case (.add, .bytes(let first), .bytes(let second)) where first.count + second.count <= longestText:
        return .bytes(first + second)
    case (.multiply, .string(let text), .int(let count)), (.multiply, .int(let count), .string(let text)):
        return repeated(text, count).map { .string($0) }
    case (.multiply, .bytes(let text), .int(let count)), (.multiply, .int(let count), .bytes(let text)):
        return repeated(text, count).map { .bytes($0) }
    default: break
    }
    if let first = left.integer, let second = right.integer { return fold(op, first, second) }
    if let first = left.double, let second = right.double { return fold(op, first, second) }
    return nil
}

/// CPython folds texts up to this length.
private let longestText = 4096

private func repeated(_ text: [UInt8], _ count: Int64) -> [UInt8]? {
    guard count >= 0, count <= longestText, text.count * Int(count) <= longestText else { return nil }
    return Array(repeatElement(text, count: Int(count)).joined())
}

private func fold(_ op: BinaryOperator, _ left: Double, _ right: Double) -> Constant? {
    switch op {
    case .add: .float(left + right)
    case .subtract: .float(left - right)
    case .multiply: .float(left * right)
    case .divide: right == 0 ? nil : .float(left / right)
    default: nil
    }
}

private func fold(_ op: BinaryOperator, _ left: Int64, _ right: Int64) -> Constant? {
    func checked(_ result: (partialValue: Int64, overflow: Bool)) -> Constant? {
        result.overflow ? nil : .int(result.partialValue)
    }
    switch op {
    case .add: return checked(left.addingReportingOverflow(right))
    case .subtract: return checked(left.subtractingReportingOverflow(right))
    case .multiply: return checked(left.multipliedReportingOverflow(by: right))
    case .divide:
        guard right != 0, let first = Double(exactly: left), let second = Double(exactly: right) else { return nil }
        return .float(first / second)
    case .floorDivide, .modulo:
        let (quotient, overflow) = left.dividedReportingOverflow(by: right)
        if overflow { return nil }
        let remainder = left - quotient * right
        let rounds = remainder != 0 && (remainder < 0) != (right < 0)
        if op == .floorDivide { return .int(rounds ? quotient - 1 : quotient) }
        return .int(rounds ? remainder + right : remainder)
    case .power:
        guard right >= 0, right <= 128 else { return nil }
        var result: Int64 = 1
        for _ in 0..<right {
            let (product, overflow) = result.multipliedReportingOverflow(by: left)
            if overflow { return nil }
            result = product
        }
        return .int(result)
    case .shiftLeft:
        guard right >= 0, right < 63 else { return nil }
        let result = left << right
        return result >> right == left ? .int(result) : nil
    case .shiftRight: return right >= 0 ? .int(left >> min(right, 63)) : nil
    case .and: return .int(left & right)
    case .or: return .int(left | right)
    case .xor: return .int(left ^ right)
    case .matrixMultiply: return nil
    }
}
