import GradusSyntax

/// Operators of one and two operands.
extension VM {
    /// `a op b`, or with `inPlace` what `a op= b` assigns.
    public func binary(_ op: BinaryOperator, _ a: Value, _ b: Value, inPlace: Bool = false) throws -> Value {
        if let result = try NumberOperations.binary(self, op, a, b) { return result }
        if let result = try BuiltinOperations.binary(self, op, a, b, inPlace: inPlace) { return result }
        if isExternalNumber(a) || isExternalNumber(b), let result = numberArithmetic?(self, op, a, b) { return result }
        let methods = Self.operatorMethods(op)
        if inPlace {
            // A list has no number's `+`: what the other operand makes of it comes before joining.
            if op == .add, a.asList != nil,
                typeOf(a).special(.inPlaceAdd).isIdentical(to: Types.list.special(.inPlaceAdd)),
                let result = try callOperator(methods.reflected, on: b, with: a), result.tag != .notImplemented
            {
                return result
            }
            if let result = try callOperator(methods.inPlace, on: a, with: b), result.tag != .notImplemented {
                return result
            }
        }
        let leftType = typeOf(a)
        let rightType = typeOf(b)
        var triedReflected = false
        if leftType !== rightType, rightType.isSubtype(of: leftType) {
            let reflected = rightType.special(methods.reflected)
            if !reflected.isUnbound, !reflected.isIdentical(to: leftType.special(methods.reflected)) {
                triedReflected = true
                let result = try callSpecialFunction(reflected, on: b, with: a)
                if result.tag != .notImplemented { return result }
            }
        }
        if let result = try callOperator(methods.plain, on: a, with: b), result.tag != .notImplemented { return result }
        if leftType !== rightType, !triedReflected, let result = try callOperator(methods.reflected, on: b, with: a),
            result.tag != .notImplemented
        {
            return result
        }
        // Numbers that know no sequences (0-d tensors) say at last how often one is repeated.
        if op == .multiply {
            for (sequence, times) in [(a, b), (b, a)]
            where sequence.asString != nil || sequence.asList != nil || sequence.asTuple != nil
                || sequence.asBytes != nil
            {
                guard times.isObject, hasIndex(times) else { continue }
                return try binary(op, sequence, Value(try index(times)), inPlace: inPlace)
            }
        }
        // Sequences repeat and join by way of the same methods; what is left is a type error.
        throw unsupportedOperands(op, a, b, inPlace: inPlace)
    }

    private func unsupportedOperands(_ op: BinaryOperator, _ a: Value, _ b: Value, inPlace: Bool) -> Thrown {
        if op == .add, a.asString != nil {
            return typeError("can only concatenate str (not \"\(typeName(b))\") to str")
        }
        if op == .add, a.asList != nil {
            return typeError("can only concatenate list (not \"\(typeName(b))\") to list")
        }
        if op == .add, a.asTuple != nil {
            return typeError("can only concatenate tuple (not \"\(typeName(b))\") to tuple")
        }
        if op == .multiply {
            for (sequence, other) in [(a, b), (b, a)]
            where sequence.asString != nil || sequence.asList != nil || sequence.asTuple != nil
                || sequence.asBytes != nil
            {
                return typeError("can't multiply sequence by non-int of type '\(typeName(other))'")
            }
        }
        let symbol = op == .power ? (inPlace ? "**=" : "** or pow()") : op.rawValue + (inPlace ? "=" : "")
        var text = "unsupported operand type(s) for \(symbol): '\(typeName(a))' and '\(typeName(b))'"
        if op == .shiftRight, a.tag == .nativeFunction, a.cast(NativeFunctionObject.self).name == "print" {
            // What Python 2 wrote.
            text += ". Did you mean \"print(<message>, file=<output_stream>)\"?"
        }
        return typeError(text)
    }

    static func operatorMethods(_ op: BinaryOperator) -> (plain: Special, reflected: Special, inPlace: Special) {
        switch op {
        case .add: return (.add, .reflectedAdd, .inPlaceAdd)
        case .subtract: return (.subtract, .reflectedSubtract, .inPlaceSubtract)
        case .multiply: return (.multiply, .reflectedMultiply, .inPlaceMultiply)
        case .matrixMultiply: return (.matrixMultiply, .reflectedMatrixMultiply, .inPlaceMatrixMultiply)
        case .divide: return (.divide, .reflectedDivide, .inPlaceDivide)
        case .floorDivide: return (.floorDivide, .reflectedFloorDivide, .inPlaceFloorDivide)
        case .modulo: return (.modulo, .reflectedModulo, .inPlaceModulo)
        case .power: return (.power, .reflectedPower, .inPlacePower)
        case .shiftLeft: return (.shiftLeft, .reflectedShiftLeft, .inPlaceShiftLeft)
        case .shiftRight: return (.shiftRight, .reflectedShiftRight, .inPlaceShiftRight)
        case .and: return (.and, .reflectedAnd, .inPlaceAnd)
        case .or: return (.or, .reflectedOr, .inPlaceOr)
        case .xor: return (.xor, .reflectedXor, .inPlaceXor)
        }
    }

    public func unary(_ op: UnaryOperator, _ a: Value) throws -> Value {
        let method: Special
        switch op {
        case .not: return Value(!(try truth(a)))
        case .negate:
            if a.tag == .int, a.intBits != Int64.min { return Value(-a.intBits) }
            if a.tag == .float { return Value(-a.floatBits) }
            method = .negate
        case .plus: method = .plus
        case .invert:
            if a.tag == .int { return Value(~a.intBits) }
            method = .invert
        }
        guard let result = try callSpecial(method, on: a) else {
            throw typeError("bad operand type for unary \(op.rawValue): '\(typeName(a))'")
        }
        return result
    }
}
