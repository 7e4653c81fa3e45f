import GradusSyntax

/// `==`, `<` and their like, and membership.
extension VM {
    /// `a == b` as dictionaries mean it: the same object, or equal.
    @inline(__always)
    public func isEqualKey(_ a: Value, _ b: Value) throws -> Bool {
        if a.isIdentical(to: b) { return true }
        if a.tag == .string, b.tag == .string {
            return a.cast(StringObject.self).isEqual(to: b.cast(StringObject.self))
        }
        return try isEqual(a, b)
    }

    public func isEqual(_ a: Value, _ b: Value) throws -> Bool {
        if a.tag == .string, b.tag == .string {
            return a.cast(StringObject.self).isEqual(to: b.cast(StringObject.self))
        }
        if a.tag == .int, b.tag == .int { return a.bits == b.bits }
        return try truth(try compare(.equal, a, b))
    }

    public func isLess(_ a: Value, _ b: Value) throws -> Bool {
        if a.tag == .int, b.tag == .int { return a.intBits < b.intBits }
        if a.tag == .float, b.tag == .float { return a.floatBits < b.floatBits }
        if a.tag == .tuple, b.tag == .tuple {
            if isStackLow { throw recursionError(.comparison) }
            // Entries of queues: the first items that differ decide.
            let (left, right) = (a.cast(TupleObject.self), b.cast(TupleObject.self))
            for index in 0..<min(left.count, right.count) {
                let (x, y) = (left[index], right[index])
                if x.isIdentical(to: y), x.tag != .float { continue }
                if try !isEqual(x, y) { return try isLess(x, y) }
            }
            return left.count < right.count
        }
        return try truth(try compare(.less, a, b))
    }

    /// A rich comparison (`is` and `in` included).
    public func compare(_ op: ComparisonOperator, _ a: Value, _ b: Value) throws -> Value {
        let method: Special
        let reflected: Special
        switch op {
        case .is: return Value(a.isIdentical(to: b))
        case .isNot: return Value(!a.isIdentical(to: b))
        case .in: return Value(try contains(b, a))
        case .notIn: return Value(!(try contains(b, a)))
        case .equal: (method, reflected) = (.equal, .equal)
        case .notEqual: (method, reflected) = (.notEqual, .notEqual)
        case .less: (method, reflected) = (.lessThan, .greaterThan)
        case .lessEqual: (method, reflected) = (.lessEqual, .greaterEqual)
        case .greater: (method, reflected) = (.greaterThan, .lessThan)
        case .greaterEqual: (method, reflected) = (.greaterEqual, .lessEqual)
        }
        let left = unboxed(a)
        let right = unboxed(b)
        if a.tag == .string, b.tag == .string,
            let result = TextOperations.compare(op, a.cast(StringObject.self), b.cast(StringObject.self))
        {
            return Value(result)
        }
        if a.tag != .object, b.tag != .object, let result = NumberOperations.compare(op, left, right) {
            return Value(result)
        }
        if let result = try BuiltinOperations.compare(self, op, a, b) { return result }
        if isExternalNumber(a) || isExternalNumber(b), let result = numberComparison?(self, op, a, b) { return result }
        if let result = try nested(.comparison, { try answerOfMethods(method, reflected, a, b) }) { return result }
        switch op {
        case .equal: return Value(a.isIdentical(to: b))
        case .notEqual: return Value(!a.isIdentical(to: b))
        default:
            throw typeError(
                "'\(op.rawValue)' not supported between instances of '\(typeName(a))' and '\(typeName(b))'")
        }
    }

    /// What the comparison methods of the two answer; nil where neither knows the other.
    private func answerOfMethods(_ method: Special, _ reflected: Special, _ a: Value, _ b: Value) throws -> Value? {
        let leftType = typeOf(a)
        let rightType = typeOf(b)
        if leftType.isScriptClass || rightType.isScriptClass {
            // The methods may take the operands out of the container that holds them.
            _ = pool.keep(a)
            _ = pool.keep(b)
        }
        var triedReflected = false
        if leftType !== rightType, rightType.isSubtype(of: leftType),
            let result = try callOperator(reflected, on: b, with: a)
        {
            triedReflected = true
            if result.tag != .notImplemented { return result }
        }
        if let result = try callOperator(method, on: a, with: b), result.tag != .notImplemented { return result }
        if !triedReflected, let result = try callOperator(reflected, on: b, with: a), result.tag != .notImplemented {
            return result
        }
        return nil
    }

    /// The method of an operator; None in its place says that there is none, and is called all the same.
    func callOperator(_ method: Special, on object: Value, with other: Value) throws -> Value? {
        if typeOf(object).special(method).isNone { throw typeError("'NoneType' object is not callable") }
        return try callSpecial(method, on: object, with: other)
    }
}
