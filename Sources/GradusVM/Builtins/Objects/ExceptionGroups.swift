/// An instance of an exception group.
final class ExceptionGroupObject: ExceptionObject {
    let message: Strong
    let exceptions: TupleObject

    init(type: TypeObject, message: Value, exceptions: [Value], arguments: [Value]) {
        self.message = Strong(message)
        self.exceptions = TupleObject(exceptions)
        super.init(type: type, owning: Value(owning: TupleObject(arguments)))
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(Value(borrowing: exceptions))
    }
}

/// `BaseExceptionGroup` and `ExceptionGroup`: one exception that stands for several. `except*` is not part of the
/// dialect; groups are taken apart by `subgroup` and `split`.
enum ExceptionGroups {
    nonisolated(unsafe) static let base = TypeObject(
        name: "BaseExceptionGroup", bases: [Types.baseException], layout: .exception, instanceTag: .exception,
        hasAttributes: true)
    nonisolated(unsafe) static let group = TypeObject(
        name: "ExceptionGroup", bases: [base, ExceptionKind.exception.type],
        mro: [base, ExceptionKind.exception.type] + Types.baseException.mro, layout: .exception,
        instanceTag: .exception, hasAttributes: true)

    static func install() { base.setPopulate(populate) }

    private static func populate(_ type: TypeObject) {
        type.docstring = "A combination of multiple unrelated exceptions."
        type.constructor("cls, /, *args, **kwargs") { vm, arguments in
            try make(vm, arguments.constructedType(base), arguments.star(1))
        }
        type.special(.initialize, "self, /, *args, **kwargs") { _, _ in .none }
        type.property("message") { _, value in parts(value).message }
        type.property("exceptions") { _, value in parts(value).exceptions }
        type.special(.string, "self, /") { vm, arguments in
            let (message, exceptions) = parts(arguments[0])
            let count = exceptions.asTuple?.count ?? 0
            return vm.string("\(try vm.str(message)) (\(count) sub-exception\(count == 1 ? "" : "s"))")
        }
        type.method("derive", "self, excs, /", doc: "A group with the same message for other exceptions.") {
            vm, arguments in
            try make(vm, base, [parts(arguments[0]).message, arguments[1]])
        }
        type.method("subgroup", "self, condition, /", doc: "The part of the group that matches, or None.") {
            vm, arguments in
            try split(vm, arguments[0], try condition(vm, arguments[1])).matching ?? .none
        }
        type.method("split", "self, condition, /", doc: "The parts of the group that match and that do not.") {
            vm, arguments in
            let (matching, rest) = try split(vm, arguments[0], try condition(vm, arguments[1]))
            return vm.tuple([matching ?? .none, rest ?? .none])
        }
        type.classMethod("__class_getitem__", "cls, item, /") { _, arguments in arguments[0] }
    }

    private static func parts(_ group: Value) -> (message: Value, exceptions: Value) {
        guard let exception = group.object as? ExceptionGroupObject else { return (.none, .none) }
        return (exception.message.value, Value(borrowing: exception.exceptions))
    }

    private static func make(_ vm: VM, _ type: TypeObject, _ given: [Value]) throws -> Value {
        guard given.count == 2 else {
            throw vm.typeError("BaseExceptionGroup.__new__() takes exactly 2 arguments (\(given.count) given)")
        }
        guard given[0].asString != nil else {
            throw vm.typeError("BaseExceptionGroup.__new__() argument 1 must be str, not \(vm.typeName(given[0]))")
        }
        guard given[1].asList != nil || given[1].asTuple != nil || !vm.typeOf(given[1]).special(.getItem).isUnbound
        else { throw vm.typeError("second argument (exceptions) must be a sequence") }
        let items = try vm.array(from: given[1])
        if items.isEmpty { throw vm.valueError("second argument (exceptions) must be a non-empty sequence") }
        var isPlain = true
        for (index, item) in items.enumerated() {
            guard item.asException != nil else {
                throw vm.valueError("Item \(index) of second argument (exceptions) is not an exception")
            }
            if !vm.isInstance(item, ExceptionKind.exception.type) { isPlain = false }
        }
        var type = type
        if type === base {
            if isPlain { type = group }
        } else if !isPlain, type.isSubtype(of: ExceptionKind.exception.type) {
            let name = type === group ? "an ExceptionGroup" : "'\(type.name)'"
            throw vm.typeError("Cannot nest BaseExceptions in \(name)")
        }
        return vm.value(ExceptionGroupObject(type: type, message: given[0], exceptions: items, arguments: given))
    }

    /// What `subgroup` and `split` ask of each exception: a class, a tuple of classes or a function.
    private static func condition(_ vm: VM, _ value: Value) throws -> (Value) throws -> Bool {
        func isExceptionClass(_ value: Value) -> Bool { value.asType?.isSubtype(of: Types.baseException) ?? false }
        if isExceptionClass(value) || value.asTuple.map({ $0.values.allSatisfy(isExceptionClass) }) ?? false {
            let types = value.asTuple?.values ?? [value]
            return { exception in types.contains { $0.asType.map { vm.isInstance(exception, $0) } ?? false } }
        }
        if value.tag == .function || value.tag == .nativeFunction || value.tag == .boundMethod
            || (value.asType == nil && !vm.typeOf(value).special(.call).isUnbound)
        {
            return { try vm.truth(try vm.call(value, [$0])) }
        }
        throw vm.typeError("expected a function, exception type or tuple of exception types")
    }

    private static func split(_ vm: VM, _ value: Value, _ matches: (Value) throws -> Bool) throws -> (
        matching: Value?, rest: Value?
    ) {
        if try matches(value) { return (value, nil) }
        guard vm.isInstance(value, base), let members = parts(value).exceptions.asTuple else { return (nil, value) }
        try vm.checkInterrupt()
        var matching: [Value] = []
        var rest: [Value] = []
        for member in members.values {
            let (yes, no) = try split(vm, member, matches)
            if let yes { matching.append(yes) }
            if let no { rest.append(no) }
        }
        return (try derive(vm, value, matching), try derive(vm, value, rest))
    }

    /// A group like `group` of some of its exceptions, with the same traceback, cause, context and notes.
    private static func derive(_ vm: VM, _ group: Value, _ exceptions: [Value]) throws -> Value? {
        if exceptions.isEmpty { return nil }
        let made = try vm.callMethod(group, "derive", [vm.list(exceptions)])
        guard vm.isInstance(made, base), let new = made.asException, let old = group.asException else {
            throw vm.typeError("derive must return an instance of BaseExceptionGroup")
        }
        new.traceback = old.traceback
        new.cause = old.cause
        new.context = old.context
        new.suppressesContext = old.suppressesContext
        if let notes = try vm.attributeIfPresent(group, "__notes__")?.asList {
            try vm.setAttribute(made, "__notes__", vm.list(notes.values))
        }
        return made
    }
}
