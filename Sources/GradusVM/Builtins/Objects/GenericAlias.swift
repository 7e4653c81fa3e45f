/// `list[int]`, `dict[str, int]`: a class with parameters, for annotations.
final class GenericAlias: ContainerObject {
    let origin: Strong
    let parameters: TupleObject

    init(origin: Value, parameters: TupleObject) {
        self.origin = Strong(origin)
        self.parameters = parameters
        super.init(type: GenericAlias.type)
    }

    static func make(_ vm: VM, origin: Value, item: Value) -> Value {
        let parameters = item.tag == .tuple ? item.cast(TupleObject.self) : TupleObject([item])
        return vm.value(GenericAlias(origin: origin, parameters: parameters))
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(origin.value)
        visit(Value(borrowing: parameters))
    }

    nonisolated(unsafe) static let type: TypeObject = {
        let type = TypeObject(name: "GenericAlias", module: "types", bases: [Types.object], layout: .other) {
            populate($0)
        }
        type.isFinal = true
        return type
    }()

    private static func alias(_ arguments: Arguments) -> GenericAlias { arguments[0].cast(GenericAlias.self) }

    /// How a parameter shows: classes by their names.
    static func name(_ vm: VM, _ value: Value) throws -> String {
        if let type = value.asType { return type.fullName }
        if value.tag == .ellipsis { return "..." }
        if value.isNone { return "None" }
        return try vm.repr(value)
    }

    /// The type variables among parameters, in order of first use.
    static func variables(_ vm: VM, _ parameters: TupleObject) throws -> [Value] {
        var found: [Value] = []
        func note(_ value: Value) {
            if !found.contains(where: { $0.isIdentical(to: value) }) { found.append(value) }
        }
        for parameter in parameters.buffer where parameter.isObject && parameter.tag != .type {
            if try isVariable(vm, parameter) {
                note(parameter)
            } else if let inner = try vm.attributeIfPresent(parameter, "__parameters__")?.asTuple {
                inner.values.forEach(note)
            }
        }
        return found
    }

    private static func isVariable(_ vm: VM, _ value: Value) throws -> Bool {
        try vm.attributeIfPresent(Value(borrowing: vm.typeOf(value)), "__typing_subst__") != nil
    }

    /// Parameters with their type variables replaced, in order, by the items of a subscript.
    static func fill(_ vm: VM, _ whole: Value, _ parameters: TupleObject, with item: Value) throws -> [Value] {
        let variables = try variables(vm, parameters)
        if variables.isEmpty { throw vm.typeError("\(try vm.repr(whole)) is not a generic class") }
        let given = item.asTuple?.values ?? [item]
        if given.count != variables.count {
            let size = given.count > variables.count ? "many" : "few"
            throw vm.typeError(
                "Too \(size) arguments for \(try vm.repr(whole)); actual \(given.count), expected \(variables.count)")
        }
        func replacement(_ variable: Value) -> Value {
            variables.firstIndex { $0.isIdentical(to: variable) }.map { given[$0] } ?? variable
        }
        return try parameters.values.map { parameter in
            guard parameter.isObject, parameter.tag != .type else { return parameter }
            if try isVariable(vm, parameter) { return replacement(parameter) }
            guard let inner = try vm.attributeIfPresent(parameter, "__parameters__")?.asTuple, inner.count > 0 else {
                return parameter
            }
            return try vm.getItem(parameter, vm.tuple(inner.values.map(replacement)))
        }
    }

    private static func populate(_ type: TypeObject) {
        type.constructor("cls, origin, args, /") { vm, arguments in
            make(vm, origin: arguments[1], item: arguments[2])
        }
        type.property("__origin__") { _, value in value.cast(GenericAlias.self).origin.value }
        type.property("__args__") { _, value in Value(borrowing: value.cast(GenericAlias.self).parameters) }
        type.property("__parameters__") { vm, value in
            vm.tuple(try variables(vm, value.cast(GenericAlias.self).parameters))
        }
        type.method("__mro_entries__", "self, bases, /") { vm, arguments in
            vm.tuple([alias(arguments).origin.value])
        }
        type.special(.getItem, "self, key, /") { vm, arguments in
            let own = alias(arguments)
            let filled = try fill(vm, arguments[0], own.parameters, with: arguments[1])
            return vm.value(GenericAlias(origin: own.origin.value, parameters: TupleObject(filled)))
        }
        type.special(.representation, "self, /") { vm, arguments in
            let alias = alias(arguments)
            let names = try alias.parameters.buffer.map { try name(vm, $0) }
            return vm.string(
                "\(try name(vm, alias.origin.value))[\(names.isEmpty ? "()" : names.joined(separator: ", "))]")
        }
        type.special(.call, "self, /, *args, **kwargs") { vm, arguments in
            try vm.call(
                alias(arguments).origin.value, arguments.star(1),
                keywords: arguments.keywords(2).map { ($0.key.asString?.text ?? "", $0.value) })
        }
        type.special(.getAttr, "self, name, /") { vm, arguments in
            guard let name = arguments[1].asString?.text else { return .none }
            return try vm.attribute(alias(arguments).origin.value, name)
        }
        type.special(.equal, "self, other, /") { vm, arguments in
            guard let other = arguments[1].object as? GenericAlias else { return .notImplemented }
            let own = alias(arguments)
            guard own.origin.value.isIdentical(to: other.origin.value) else { return .false }
            return Value(try vm.isEqual(Value(borrowing: own.parameters), Value(borrowing: other.parameters)))
        }
        type.special(.hash, "self, /") { vm, arguments in
            let own = alias(arguments)
            let hash = try vm.hash(Value(borrowing: own.parameters))
            return Value(hash ^ (try vm.hash(own.origin.value)))
        }
        UnionType.addOperators(to: type)
    }
}

/// `int | str`
final class UnionType: ContainerObject {
    let members: TupleObject

    init(_ members: [Value]) {
        self.members = TupleObject(members)
        super.init(type: UnionType.type)
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(Value(borrowing: members))
    }

    nonisolated(unsafe) static let type: TypeObject = {
        let type = TypeObject(name: "UnionType", module: "types", bases: [Types.object], layout: .other) { type in
            type.property("__args__") { _, value in Value(borrowing: value.cast(UnionType.self).members) }
            type.property("__parameters__") { vm, value in
                vm.tuple(try GenericAlias.variables(vm, value.cast(UnionType.self).members))
            }
            type.special(.getItem, "self, key, /") { vm, arguments in
                let members = arguments[0].cast(UnionType.self).members
                let filled = try GenericAlias.fill(vm, arguments[0], members, with: arguments[1])
                var made = filled.first ?? .none
                for member in filled.dropFirst() { made = try vm.binary(.or, made, member) }
                return made
            }
            type.special(.representation, "self, /") { vm, arguments in
                let members = arguments[0].cast(UnionType.self).members
                let names = try members.buffer.map { $0.asType === Types.none ? "None" : try GenericAlias.name(vm, $0) }
                return vm.string(names.joined(separator: " | "))
            }
            type.special(.equal, "self, other, /") { vm, arguments in
                guard let other = arguments[1].object as? UnionType else { return .notImplemented }
                let left = try SetType.make(vm, Value(borrowing: arguments[0].cast(UnionType.self).members))
                let right = try SetType.make(vm, Value(borrowing: other.members))
                return Value(try SetType.compare(vm, .equal, left, right))
            }
            type.special(.hash, "self, /") { vm, arguments in
                let members = arguments[0].cast(UnionType.self).members
                return Value(try SetType.hash(vm, SetType.make(vm, Value(borrowing: members), type: Types.frozenSet)))
            }
            addOperators(to: type)
        }
        type.isFinal = true
        return type
    }()

    /// `X | Y` of classes.
    static func addOperators(to type: TypeObject) {
        type.special(.or, "self, other, /") { vm, arguments in union(vm, arguments[0], arguments[1]) }
        type.special(.reflectedOr, "self, other, /") { vm, arguments in union(vm, arguments[1], arguments[0]) }
    }

    private static func union(_ vm: VM, _ left: Value, _ right: Value) -> Value {
        var members: [Value] = []
        for side in [left, right] {
            var parts: [Value] = []
            if let union = side.object as? UnionType {
                parts = union.members.values
            } else if side.isNone {
                parts = [Value(borrowing: Types.none)]
            } else if side.tag == .type || side.object is GenericAlias {
                parts = [side]
            } else {
                return .notImplemented
            }
            for part in parts where !members.contains(where: { $0.isIdentical(to: part) }) { members.append(part) }
        }
        return members.count == 1 ? members[0] : vm.value(UnionType(members))
    }
}
