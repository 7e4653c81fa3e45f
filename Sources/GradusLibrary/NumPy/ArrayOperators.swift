import GradusNumPy
import GradusSyntax
import GradusTensor
import GradusVM

/// The operators of arrays.
enum ArrayOperators {
    private static let arithmetic: [(Special, Special, Special, BinaryFunction)] = [
        (.add, .reflectedAdd, .inPlaceAdd, .add),
        (.subtract, .reflectedSubtract, .inPlaceSubtract, .subtract),
        (.multiply, .reflectedMultiply, .inPlaceMultiply, .multiply),
        (.divide, .reflectedDivide, .inPlaceDivide, .divide),
        (.floorDivide, .reflectedFloorDivide, .inPlaceFloorDivide, .floorDivide),
        (.modulo, .reflectedModulo, .inPlaceModulo, .remainder),
        (.power, .reflectedPower, .inPlacePower, .power),
        (.and, .reflectedAnd, .inPlaceAnd, .bitwiseAnd), (.or, .reflectedOr, .inPlaceOr, .bitwiseOr),
        (.xor, .reflectedXor, .inPlaceXor, .bitwiseXor),
        (.shiftLeft, .reflectedShiftLeft, .inPlaceShiftLeft, .leftShift),
        (.shiftRight, .reflectedShiftRight, .inPlaceShiftRight, .rightShift),
    ]

    static func populate(_ type: TypeObject) {
        for (special, reflected, inPlace, function) in arithmetic {
            type.special(special, "self, other, /") { vm, arguments in
                try binary(vm, function, arguments[0], arguments[1])
            }
            type.special(reflected, "self, other, /") { vm, arguments in
                // A tensor before an array decides; see `Tensor`'s operators.
                try binary(vm, function, arguments[1], arguments[0])
            }
            type.special(inPlace, "self, other, /") { vm, arguments in
                try self.inPlace(vm, function, arguments[0], arguments[1])
            }
        }
        for (special, function) in [
            (Special.equal, BinaryFunction.equal), (.notEqual, .notEqual), (.lessThan, .less), (.lessEqual, .lessEqual),
            (.greaterThan, .greater), (.greaterEqual, .greaterEqual),
        ] {
            type.special(special, "self, other, /") { vm, arguments in
                try binary(vm, function, arguments[0], arguments[1])
            }
        }
        type.special(.divmod, "self, other, /") { vm, arguments in
            vm.tuple([
                try binary(vm, .floorDivide, arguments[0], arguments[1]),
                try binary(vm, .remainder, arguments[0], arguments[1]),
            ])
        }
        for (special, function) in [
            (Special.negate, UnaryFunction.negative), (.absolute, .absolute), (.invert, .invert), (.plus, .positive),
        ] {
            type.special(special, "self, /") { vm, arguments in
                guard let array = arguments[0].asNDArray else { return .notImplemented }
                if array.table != nil {
                    throw vm.typeError("bad operand type for unary operator: '\(array.element.name)' array")
                }
                return vm.arrayOrScalar(try function(array.tensor))
            }
        }
        type.special(.matrixMultiply, "self, other, /") { vm, arguments in
            if arguments[1].asTensor != nil { return .notImplemented }
            if try defers(vm, arguments[0], arguments[1]) { return .notImplemented }
            return vm.arrayOrScalar(
                try MatrixProducts.matmul(try numeric(vm, arguments[0]), try numeric(vm, arguments[1])))
        }
        type.special(.reflectedMatrixMultiply, "self, other, /") { vm, arguments in
            vm.arrayOrScalar(try MatrixProducts.matmul(try numeric(vm, arguments[1]), try numeric(vm, arguments[0])))
        }
        type.special(.inPlaceMatrixMultiply, "self, other, /") { vm, arguments in
            guard let target = arguments[0].asNDArray else { return .notImplemented }
            let product = try MatrixProducts.matmul(target.tensor, try numeric(vm, arguments[1]))
            try assign(product, to: target, "matmul")
            return arguments[0]
        }
    }

    /// An operand that must be an array of numbers.
    static func numeric(_ vm: VM, _ value: Value) throws -> Tensor {
        let array = try ArrayConversion.array(vm, value)
        guard array.table == nil else {
            throw vm.typeError("Gradus computes with arrays of numbers only, not of \(array.element.name)")
        }
        return array.tensor
    }

    /// What an operand is for an element-wise function; nil for what NumPy would make an object array of.
    @inline(__always)
    static func operand(_ vm: VM, _ value: Value) throws -> ArrayOperand? {
        switch value.tag {
        case .float: return .number(.double(value.floatBits))
        case .int: return .number(.int(Int(value.intBits)))
        case .bool: return .number(.bool(value.bits != 0))
        case .object:
            if let array = value.asNDArray { return array.table == nil ? .array(array.tensor) : nil }
            if let (number, dtype) = value.asNumPyScalar { return .array(try Tensor.full([], number, dtype: dtype)) }
        default: break
        }
        return try otherOperand(vm, value)
    }

    @inline(never)
    private static func otherOperand(_ vm: VM, _ value: Value) throws -> ArrayOperand? {
        if value.isNone || value.asString != nil || value.tag == .notImplemented { return nil }
        if value.tag == .bigInt { return .number(.double(try vm.double(value))) }
        if value.asList != nil || value.asTuple != nil || value.tag == .range || value.asTensor != nil
            || value.asPicture != nil
        {
            let array = try ArrayConversion.array(vm, value)
            return array.table == nil ? .array(array.tensor) : nil
        }
        if value.tag == .object, !vm.typeOf(value).special(.float).isUnbound, vm.typeOf(value).layout == .float {
            return .number(.double(try vm.double(value)))
        }
        return nil
    }

    /// f(a, b); `notImplemented` where the other operand decides.
    static func binary(_ vm: VM, _ f: BinaryFunction, _ a: Value, _ b: Value) throws -> Value {
        if b.tag == .external { return .notImplemented }
        if a.tag == .bigInt || b.tag == .bigInt {
            let (large, other) = a.tag == .bigInt ? (a, b) : (b, a)
            if let array = other.asNDArray, array.table == nil, !array.tensor.dtype.isFloat, !f.isPredicate {
                let text =
                    array.tensor.dtype == .int64
                    ? "Python int too large to convert to C long"
                    : "Python integer \(try vm.str(large)) out of bounds for \(array.tensor.dtype.name)"
                throw NumPyError(.overflow, text)
            }
        }
        guard let x = try operand(vm, a), let y = try operand(vm, b) else {
            if try defers(vm, a, b) { return .notImplemented }
            return try ObjectArrays.binary(vm, f, a, b)
        }
        let result = try f.interruptibly(x, y)
        try FloatWarnings.check(vm, f, x, y, result, FloatWarnings.operatorName(f, y))
        return vm.arrayOrScalar(result)
    }

    /// Whether an array leaves an operation to the other operand, which says so by `__array_ufunc__ = None` or a higher
    /// `__array_priority__` and has operators of its own.
    private static func defers(_ vm: VM, _ a: Value, _ b: Value) throws -> Bool {
        guard a.asNDArray != nil, b.tag == .object, b.asNDArray == nil, b.asTensor == nil else { return false }
        if let own = try vm.attributeIfPresent(b, "__array_ufunc__") { return own.isNone }
        guard let given = try vm.attributeIfPresent(b, "__array_priority__"), let priority = vm.scalar(given)
        else { return false }
        return priority.double > 0
    }

    /// `a op= b`
    private static func inPlace(_ vm: VM, _ f: BinaryFunction, _ a: Value, _ b: Value) throws -> Value {
        guard let target = a.asNDArray, let y = try operand(vm, b), target.table == nil else {
            return try binary(vm, f, a, b)
        }
        let x = ArrayOperand.array(target.tensor)
        let result = try f(x, y)
        try FloatWarnings.check(vm, f, x, y, result, FloatWarnings.operatorName(f, y))
        try assign(result, to: target, f.rawValue)
        return a
    }

    /// Writes a result into an array of the same shape (or one that the result broadcasts to).
    static func assign(_ result: Tensor, to target: NDArray, _ name: String) throws {
        let type = target.tensor.dtype
        guard Promotion.canCastSameKind(result.dtype, type) else {
            throw NumPyError(
                .functionType,
                "Cannot cast ufunc '\(name)' output from dtype('\(result.dtype.name)') to dtype('\(type.name)') with casting rule 'same_kind'"
            )
        }
        guard Layout.broadcast(result.shape, target.tensor.shape) == target.tensor.shape else {
            throw NumPyError(
                .value,
                "non-broadcastable output operand with shape \(NumPyError.tuple(target.tensor.shape)) doesn't match the broadcast shape \(NumPyError.tuple(Layout.broadcast(result.shape, target.tensor.shape) ?? result.shape))"
            )
        }
        StridedCopy.copy(from: Layout.spread(try Layout.cast(result, type), target.tensor.shape), to: target.tensor)
    }
}

/// Element-wise functions on arrays of text and objects: element by element, by the language's operators.
enum ObjectArrays {
    static func binary(_ vm: VM, _ f: BinaryFunction, _ a: Value, _ b: Value) throws -> Value {
        // Text and None stand for an array of one object.
        func array(_ value: Value) throws -> NDArray {
            if value.isNone { return try ArrayConversion.objects([value], []) }
            return try ArrayConversion.array(vm, value)
        }
        guard a.asNDArray != nil || b.asNDArray != nil || a.asNumPyScalar != nil || b.asNumPyScalar != nil else {
            return .notImplemented
        }
        let (x, y) = (try array(a), try array(b))
        let isText: Bool
        if case .string = x.element, case .string = y.element { isText = true } else { isText = false }
        let hasObjects = x.element == .object || y.element == .object
        let shape = try Layout.broadcast([x.tensor.shape, y.tensor.shape])
        if !isText, !hasObjects {
            // Text with numbers: never equal, never ordered.
            if f == .equal || f == .notEqual {
                return vm.arrayOrScalar(try Tensor.full(shape, .bool(f == .notEqual), dtype: .bool))
            }
            throw unsupported(f, x, y)
        }
        let left = try ArrayConversion.values(vm, NDArray(Layout.spread(x.tensor, shape), x.element, x.table))
        let right = try ArrayConversion.values(vm, NDArray(Layout.spread(y.tensor, shape), y.element, y.table))
        if let comparison = comparisons[f] {
            let out = try Tensor(empty: shape, .bool)
            let p = out.pointer(UInt8.self)
            for i in left.indices {
                p[i] = try vm.truth(try vm.compare(comparison, left[i], right[i])) ? 1 : 0
            }
            return vm.arrayOrScalar(out)
        }
        guard let op = operators[f], !isText || f == .add else {
            throw unsupported(f, x, y)
        }
        var results: [Value] = []
        for i in left.indices { results.append(try vm.binary(op, left[i], right[i])) }
        let made = isText ? try ArrayConversion.text(vm, results, shape) : try ArrayConversion.objects(results, shape)
        return shape.isEmpty ? results[0] : vm.value(made)
    }

    private static func unsupported(_ f: BinaryFunction, _ x: NDArray, _ y: NDArray) -> NumPyError {
        switch f {
        case .add, .subtract, .multiply, .divide, .remainder, .floorDivide, .less, .lessEqual, .greater, .greaterEqual:
            NumPyError(
                .functionType,
                "ufunc '\(f.rawValue)' did not contain a loop with signature matching types (dtype('\(x.element.name)'), dtype('\(y.element.name)')) -> None"
            )
        default:
            NumPyError(
                .type,
                "ufunc '\(f.rawValue)' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
            )
        }
    }

    private static let comparisons: [BinaryFunction: ComparisonOperator] = [
        .equal: .equal, .notEqual: .notEqual, .less: .less, .lessEqual: .lessEqual, .greater: .greater,
        .greaterEqual: .greaterEqual,
    ]
    private static let operators: [BinaryFunction: BinaryOperator] = [
        .add: .add, .subtract: .subtract, .multiply: .multiply, .divide: .divide, .floorDivide: .floorDivide,
        .remainder: .modulo, .power: .power, .bitwiseAnd: .and, .bitwiseOr: .or, .bitwiseXor: .xor,
    ]
}
