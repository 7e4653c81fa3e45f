import GradusNumPy
import GradusSyntax
import GradusTensor
import GradusVM

/// `numpy.float64` and its kin: numbers that know their element type.
enum ArrayScalars {
    private static let arithmetic: [(Special, Special, BinaryFunction)] = [
        (.add, .reflectedAdd, .add), (.subtract, .reflectedSubtract, .subtract),
        (.multiply, .reflectedMultiply, .multiply), (.divide, .reflectedDivide, .divide),
        (.floorDivide, .reflectedFloorDivide, .floorDivide), (.modulo, .reflectedModulo, .remainder),
        (.power, .reflectedPower, .power), (.and, .reflectedAnd, .bitwiseAnd), (.or, .reflectedOr, .bitwiseOr),
        (.xor, .reflectedXor, .bitwiseXor), (.shiftLeft, .reflectedShiftLeft, .leftShift),
        (.shiftRight, .reflectedShiftRight, .rightShift),
    ]
    private static let comparisons: [(Special, BinaryFunction)] = [
        (.equal, .equal), (.notEqual, .notEqual), (.lessThan, .less), (.lessEqual, .lessEqual),
        (.greaterThan, .greater),
        (.greaterEqual, .greaterEqual),
    ]

    private static func number(_ vm: VM, _ arguments: Arguments) throws -> (number: Scalar, dtype: DType) {
        guard let scalar = arguments[0].asNumPyScalar else { throw vm.typeError("expected a NumPy scalar") }
        return scalar
    }

    /// What every concrete scalar type has.
    static func populateConcrete(_ type: TypeObject) {
        for (special, reflected, function) in arithmetic {
            type.special(special, "self, other, /") { vm, arguments in
                try binary(vm, function, arguments[0], arguments[1])
            }
            type.special(reflected, "self, other, /") { vm, arguments in
                try binary(vm, function, arguments[1], arguments[0])
            }
        }
        for (special, function) in comparisons {
            type.special(special, "self, other, /") { vm, arguments in
                try binary(vm, function, arguments[0], arguments[1])
            }
        }
        type.special(.divmod, "self, other, /") { vm, arguments in
            let quotient = try binary(vm, .floorDivide, arguments[0], arguments[1])
            if quotient.tag == .notImplemented { return quotient }
            return vm.tuple([quotient, try binary(vm, .remainder, arguments[0], arguments[1])])
        }
        for (special, function) in [
            (Special.negate, UnaryFunction.negative), (.absolute, .absolute), (.invert, .invert), (.plus, .positive),
        ] {
            type.special(special, "self, /") { vm, arguments in
                let (number, dtype) = try number(vm, arguments)
                return vm.arrayOrScalar(try function(try Tensor.full([], number, dtype: dtype)))
            }
        }
        type.special(.hash, "self, /") { vm, arguments in
            Value(try vm.hash(vm.scalarValue(try number(vm, arguments).number)))
        }
        type.special(.bool, "self, /") { vm, arguments in Value(try number(vm, arguments).number.bool) }
        type.special(.float, "self, /") { vm, arguments in Value(try number(vm, arguments).number.double) }
        type.special(.int, "self, /") { vm, arguments in
            let plain = vm.scalarValue(try number(vm, arguments).number)
            return try vm.call(Value(borrowing: Types.int), [plain])
        }
        if let dtype = NumPyTypes.dtype(of: type), !dtype.isFloat {
            // bool has an index too, which NumPy refuses for arrays' places only.
            type.special(.index, "self, /") { vm, arguments in Value(try number(vm, arguments).number.int) }
        }
        type.special(.representation, "self, /") { vm, arguments in
            let (number, dtype) = try number(vm, arguments)
            if dtype == .bool { return vm.string(number.bool ? "np.True_" : "np.False_") }
            return vm.string("np.\(dtype.name)(\(text(number, dtype)))")
        }
        type.special(.string, "self, /") { vm, arguments in
            let (number, dtype) = try number(vm, arguments)
            return vm.string(text(number, dtype))
        }
        type.special(.format, "self, spec, /") { vm, arguments in
            let (number, dtype) = try number(vm, arguments)
            let spec = arguments[1].asString?.text ?? ""
            // Without a specification floats of any width are Python's floats.
            if spec.isEmpty {
                return vm.string(dtype.isFloat ? FloatText.scalar(number.double, .double) : text(number, dtype))
            }
            return vm.string(try vm.format(vm.scalarValue(number), spec: spec))
        }
        type.special(.round, "self, ndigits=None, /") { vm, arguments in
            let (number, dtype) = try number(vm, arguments)
            guard let digits = arguments.orNone(1) else {
                return try vm.call(
                    try vm.attribute(vm.scalarValue(dtype == .bool ? .int(number.int) : number), "__round__"))
            }
            let rounded = try ArrayReductions.rounded(try Tensor.full([], number, dtype: dtype), try vm.index(digits))
            return vm.arrayOrScalar(rounded)
        }
        for (special, rule) in [
            (Special.floor, FloatingPointRoundingRule.down), (.ceil, .up), (.truncate, .towardZero),
        ] {
            type.special(special, "self, /") { vm, arguments in
                let (number, _) = try number(vm, arguments)
                return try vm.call(
                    Value(borrowing: Types.int),
                    [number.isFloat ? Value(number.double.rounded(rule)) : vm.scalarValue(number)])
            }
        }
        type.special(.getItem, "self, key, /") { vm, arguments in
            let (number, dtype) = try number(vm, arguments)
            if let tuple = arguments[1].asTuple, tuple.count == 0 { return arguments[0] }
            let array = NDArray(try Tensor.full([], number, dtype: dtype))
            func isAxis(_ key: Value) -> Bool { key.isNone || key.tag == .ellipsis || key.tag == .bool }
            if isAxis(arguments[1]) || arguments[1].asTuple.map({ $0.values.allSatisfy(isAxis) }) == true {
                return try ArrayIndexing.get(vm, array, arguments[1], .none)
            }
            throw vm.indexError("invalid index to scalar variable.")
        }
        type.constructor("cls, value=0, /") { vm, arguments in
            guard let made = arguments[0].asType, let dtype = NumPyTypes.dtype(of: made) else {
                throw vm.typeError("Gradus cannot derive classes from NumPy's scalar types")
            }
            guard let given = arguments.optional(1) else { return vm.numpyScalar(.int(0), dtype) }
            if let scalar = vm.scalar(given), given.tag != .object {
                if dtype == .bool { return vm.numpyScalar(.bool(scalar.bool), .bool) }
                let one = try ArrayConversion.full([], scalar, dtype)
                return vm.numpyScalar(one.element(at: 0), dtype)
            }
            let array = try ArrayConversion.array(vm, given, .number(dtype))
            return vm.arrayOrScalar(array.tensor)
        }
    }

    /// What all scalars answer: attributes of arrays, with no axis.
    static func populate(_ type: TypeObject) {
        func property(_ name: String, _ get: @escaping (VM, Value) throws -> Value) { type.property(name, get: get) }
        property("dtype") { vm, value in
            if let (_, dtype) = value.asNumPyScalar { return ElementTypeObject.value(vm, .number(dtype)) }
            return ElementTypeObject.value(vm, .string(max(value.asString?.count ?? 1, 1)))
        }
        property("shape") { vm, _ in vm.tuple([]) }
        property("strides") { vm, _ in vm.tuple([]) }
        property("ndim") { _, _ in Value(0) }
        property("size") { _, _ in Value(1) }
        property("itemsize") { _, value in Value(value.asNumPyScalar?.dtype.size ?? 4 * (value.asString?.count ?? 1)) }
        property("nbytes") { _, value in Value(value.asNumPyScalar?.dtype.size ?? 4 * (value.asString?.count ?? 1)) }
        property("T") { _, value in value }
        property("real") { _, value in value }
        property("imag") { vm, value in
            guard let (_, dtype) = value.asNumPyScalar else { return Value(0) }
            return vm.numpyScalar(.int(0), dtype)
        }
        property("data") { vm, value in vm.value(try ArrayConversion.array(vm, value)) }
        property("flat") { vm, value in vm.array(try Layout.reshaped(ArrayConversion.array(vm, value).tensor, [1])) }
        type.method("item", "self, *args") { vm, arguments in
            if let (number, _) = arguments[0].asNumPyScalar { return vm.scalarValue(number) }
            return vm.string(arguments[0].asString?.text ?? "")
        }
        type.method("tolist", "self") { vm, arguments in
            if let (number, _) = arguments[0].asNumPyScalar { return vm.scalarValue(number) }
            return vm.string(arguments[0].asString?.text ?? "")
        }
        for name in ["__reduce__", "__reduce_ex__"] {
            type.method(name, "self, protocol=None, /") { vm, arguments in
                try vm.callMethod(
                    Value(borrowing: try vm.importModule("numpy._core.multiarray")), "_reduce_scalar", [arguments[0]])
            }
        }
        type.method("is_integer", "self") { _, arguments in
            guard let (number, _) = arguments[0].asNumPyScalar else { return .false }
            return Value(number.double == number.double.rounded(.down) && number.double.isFinite)
        }
        type.special(.getAttr, "self, name, /") { vm, arguments in
            // Methods of arrays, on an array without axes.
            let name = arguments[1].asString?.text ?? ""
            if !name.hasPrefix("__"), arguments[0].asNumPyScalar != nil,
                NumPyTypes.ndarray.lookup(Interned.string(name)) != nil
            {
                let array = vm.value(try ArrayConversion.array(vm, arguments[0]))
                return scalarMethod(vm, name, try vm.attribute(array, name))
            }
            throw vm.error(
                .attributeError, "'\(vm.typeOf(arguments[0]).fullName)' object has no attribute '\(name)'")
        }
        type.constructor("cls, *args, **kwargs") { vm, arguments in
            throw vm.typeError("cannot create 'numpy.\(arguments[0].asType?.name ?? "generic")' instances")
        }
    }

    /// A method of an array without axes as the method of a scalar, whose results are scalars, too.
    private static func scalarMethod(_ vm: VM, _ name: String, _ method: Value) -> Value {
        guard vm.isCallable(method) else { return method }
        let kept = Strong(method)
        return vm.value(
            NativeFunctionObject(raw: name, "*args, **kwargs") { vm, arguments, count, names in
                let given = count - (names?.count ?? 0)
                let keywords = (0..<(names?.count ?? 0)).map {
                    (name: names?[$0].asString?.text ?? "", value: arguments[given + $0])
                }
                let result = try vm.call(kept.value, (0..<given).map { arguments[$0] }, keywords: keywords)
                guard let array = result.asNDArray, array.tensor.rank == 0 else { return result }
                return vm.element(array.tensor, of: array)
            })
    }

    static func populateString(_ type: TypeObject) {
        type.special(.representation, "self, /") { vm, arguments in
            let plain = vm.string(arguments[0].asString?.text ?? "")
            return vm.string("np.str_(\(try vm.repr(plain)))")
        }
        type.special(.string, "self, /") { vm, arguments in vm.string(arguments[0].asString?.text ?? "") }
        type.constructor("cls, value='', /") { vm, arguments in
            let text = try arguments.optional(1).map { try vm.strObject($0) }
            return vm.value(
                StringObject(text?.buffer ?? UnsafeBufferPointer(start: nil, count: 0), type: NumPyTypes.string))
        }
    }

    /// `str` of a scalar.
    static func text(_ number: Scalar, _ dtype: DType) -> String {
        switch dtype {
        case .float64: FloatText.scalar(number.double, .double)
        case .float32, .bfloat16: FloatText.scalar(number.double, .single)
        case .float16: FloatText.scalar(number.double, .half)
        case .bool: number.bool ? "True" : "False"
        default: String(number.int)
        }
    }
}
