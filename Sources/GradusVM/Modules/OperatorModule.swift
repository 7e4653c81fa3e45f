import GradusSyntax

/// `operator`
enum OperatorModule {
    static let module = NativeModule("operator") { vm, module in
        let binary: [(String, BinaryOperator, String?)] = [
            ("add", .add, "iadd"), ("sub", .subtract, "isub"), ("mul", .multiply, "imul"),
            ("matmul", .matrixMultiply, "imatmul"), ("truediv", .divide, "itruediv"),
            ("floordiv", .floorDivide, "ifloordiv"), ("mod", .modulo, "imod"), ("pow", .power, "ipow"),
            ("lshift", .shiftLeft, "ilshift"), ("rshift", .shiftRight, "irshift"), ("and_", .and, "iand"),
            ("or_", .or, "ior"), ("xor", .xor, "ixor"),
        ]
        func add(_ name: String, _ signature: String, _ body: @escaping NativeBody) {
            module.function(name, signature, body)
            let plain = name.hasSuffix("_") ? String(name.dropLast()) : name
            module.value("__\(plain)__", module.object.namespace.get(name) ?? .none)
        }
        for (name, op, inPlace) in binary {
            add(name, "a, b, /") { vm, arguments in try vm.binary(op, arguments[0], arguments[1]) }
            if let inPlace {
                add(inPlace, "a, b, /") { vm, arguments in
                    try vm.binary(op, arguments[0], arguments[1], inPlace: true)
                }
            }
        }
        let comparisons: [(String, ComparisonOperator)] = [
            ("lt", .less), ("le", .lessEqual), ("eq", .equal), ("ne", .notEqual), ("gt", .greater),
            ("ge", .greaterEqual),
        ]
        for (name, op) in comparisons {
            add(name, "a, b, /") { vm, arguments in try vm.compare(op, arguments[0], arguments[1]) }
        }
        add("neg", "a, /") { vm, arguments in try vm.unary(.negate, arguments[0]) }
        add("pos", "a, /") { vm, arguments in try vm.unary(.plus, arguments[0]) }
        add("invert", "a, /") { vm, arguments in try vm.unary(.invert, arguments[0]) }
        add("inv", "a, /") { vm, arguments in try vm.unary(.invert, arguments[0]) }
        add("not_", "a, /") { vm, arguments in Value(try !vm.truth(arguments[0])) }
        module.function("truth", "a, /") { vm, arguments in Value(try vm.truth(arguments[0])) }
        add("abs", "a, /") { vm, arguments in
            guard let result = try vm.callSpecial(.absolute, on: arguments[0], []) else {
                throw vm.typeError("bad operand type for abs(): '\(vm.typeName(arguments[0]))'")
            }
            return result
        }
        add("index", "a, /") { vm, arguments in vm.int(try vm.integer(arguments[0])) }
        module.function("is_", "a, b, /") { _, arguments in Value(arguments[0].isIdentical(to: arguments[1])) }
        module.function("is_not", "a, b, /") { _, arguments in Value(!arguments[0].isIdentical(to: arguments[1])) }
        func checkSequence(_ vm: VM, _ value: Value) throws {
            guard vm.typeOf(value).special(.getItem).isUnbound || value.asDictionary != nil else { return }
            throw vm.typeError("'\(vm.typeName(value))' object can't be concatenated")
        }
        add("concat", "a, b, /") { vm, arguments in
            try checkSequence(vm, arguments[0])
            return try vm.binary(.add, arguments[0], arguments[1])
        }
        add("iconcat", "a, b, /") { vm, arguments in
            try checkSequence(vm, arguments[0])
            return try vm.binary(.add, arguments[0], arguments[1], inPlace: true)
        }
        add("contains", "a, b, /") { vm, arguments in Value(try vm.contains(arguments[0], arguments[1])) }
        add("getitem", "a, b, /") { vm, arguments in try vm.getItem(arguments[0], arguments[1]) }
        add("setitem", "a, b, c, /") { vm, arguments in
            try vm.setItem(arguments[0], arguments[1], arguments[2])
            return .none
        }
        add("delitem", "a, b, /") { vm, arguments in
            try vm.deleteItem(arguments[0], arguments[1])
            return .none
        }
        module.function("countOf", "a, b, /") { vm, arguments in
            var count = 0
            try vm.iterate(arguments[0]) { item in
                if try vm.isSame(item, arguments[1]) { count += 1 }
                return true
            }
            return Value(count)
        }
        module.function("indexOf", "a, b, /") { vm, arguments in
            var index = 0
            var isFound = false
            try vm.iterate(arguments[0]) { item in
                isFound = try vm.isSame(item, arguments[1])
                if !isFound { index += 1 }
                return !isFound
            }
            if isFound { return Value(index) }
            throw vm.valueError("sequence.index(x): x not in sequence")
        }
        module.function("length_hint", "obj, default=0, /") { vm, arguments in
            if let count = try? vm.length(arguments[0]) { return Value(count) }
            guard let hint = try vm.callSpecial(.lengthHint, on: arguments[0], []), hint.tag != .notImplemented else {
                return arguments.optional(1) ?? Value(0)
            }
            let number = vm.unboxed(hint)
            guard number.tag == .int || number.tag == .bool || number.tag == .bigInt else {
                throw vm.typeError("__length_hint__ must be an integer, not \(vm.typeName(hint))")
            }
            if number.tag != .bigInt, number.intBits < 0 {
                throw vm.valueError("__length_hint__() should return >= 0")
            }
            return number
        }
        module.function("call", "obj, /, *args, **kwargs") { vm, arguments in
            try vm.call(
                arguments[0], arguments.star(1),
                keywords: arguments.keywords(2).map { ($0.key.asString?.text ?? "", $0.value) })
        }
        for type in [GetterObject.item, GetterObject.attribute, GetterObject.method] { module.type(type) }
    }
}

/// `itemgetter`, `attrgetter` and `methodcaller`.
final class GetterObject: ContainerObject {
    let values: TupleObject
    let keywords: DictionaryObject

    init(type: TypeObject, _ values: [Value], _ keywords: DictionaryObject = DictionaryObject()) {
        self.values = TupleObject(values)
        self.keywords = keywords
        super.init(type: type)
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(Value(borrowing: values))
        visit(Value(borrowing: keywords))
    }

    private static func make(
        _ name: String, _ get: @escaping (VM, GetterObject, Value) throws -> Value
    ) -> TypeObject {
        let type = TypeObject(name: name, module: "operator", bases: [Types.object], layout: .other) { type in
            // The method's name is asked for by hand: its absence has a text of its own.
            let head = name == "methodcaller" ? "cls, item=None, /" : "cls, item, /"
            type.constructor("\(head), *items, **keywords") { vm, arguments in
                if name == "methodcaller" {
                    guard let method = arguments.optional(1) else {
                        throw vm.typeError("methodcaller needs at least one argument, the method name")
                    }
                    if method.asString == nil { throw vm.typeError("method name must be a string") }
                }
                if name == "attrgetter" {
                    for value in [arguments[1]] + arguments.star(2) where value.asString == nil {
                        throw vm.typeError("attribute name must be a string")
                    }
                }
                return vm.value(
                    GetterObject(
                        type: arguments.constructedType(type), [arguments[1]] + arguments.star(2),
                        arguments[3].asDictionary ?? DictionaryObject()))
            }
            type.special(.call, "self, obj, /") { vm, arguments in
                try get(vm, arguments[0].cast(GetterObject.self), arguments[1])
            }
            type.special(.representation, "self, /") { vm, arguments in
                let own = arguments[0].cast(GetterObject.self)
                var parts = try own.values.values.map { try vm.repr($0) }
                parts += try own.keywords.entries.map { "\(try vm.str($0.key))=\(try vm.repr($0.value))" }
                return vm.string("operator.\(name)(\(parts.joined(separator: ", ")))")
            }
            type.method("__reduce__", "self, /") { vm, arguments in
                let own = arguments[0].cast(GetterObject.self)
                if own.keywords.count == 0 { return CopyRecipe(own.type, own.values.values).tuple(vm) }
                // The named arguments come with a partial application of the class.
                let named = own.keywords.entries.map { ($0.key.asString?.text ?? "", $0.value) }
                let maker = try vm.call(
                    Value(borrowing: PartialObject.partialType), [Value(borrowing: own.type), own.values[0]],
                    keywords: named)
                return CopyRecipe(maker, Array(own.values.values.dropFirst())).tuple(vm)
            }
        }
        return type
    }

    nonisolated(unsafe) static let item = make("itemgetter") { vm, own, object in
        if own.values.count == 1 { return try vm.getItem(object, own.values[0]) }
        return vm.tuple(try own.values.values.map { try vm.getItem(object, $0) })
    }

    nonisolated(unsafe) static let attribute = make("attrgetter") { vm, own, object in
        func get(_ path: Value) throws -> Value {
            if let name = path.asString, !name.buffer.contains(UInt8(ascii: ".")) {
                return try vm.attribute(object, Interned.string(name))
            }
            var result = object
            for name in (path.asString?.text ?? "").split(separator: ".", omittingEmptySubsequences: false) {
                result = try vm.attribute(result, String(name))
            }
            return result
        }
        return own.values.count == 1 ? try get(own.values[0]) : vm.tuple(try own.values.values.map(get))
    }

    nonisolated(unsafe) static let method = make("methodcaller") { vm, own, object in
        let function = try vm.attribute(object, own.values[0].asString?.text ?? "")
        return try vm.call(
            function, Array(own.values.values.dropFirst()),
            keywords: own.keywords.entries.map { ($0.key.asString?.text ?? "", $0.value) })
    }
}
