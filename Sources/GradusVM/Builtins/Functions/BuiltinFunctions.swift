/// One built-in function: its name, its signature, what `help` says and its body.
struct BuiltinFunction {
    let name: String
    let signature: String
    let doc: String
    let body: NativeBody
    /// Handles the usual positional arguments before they are bound; nil leaves them to the body.
    let fast: FastBody?

    typealias FastBody = (_ vm: VM, _ arguments: UnsafeMutablePointer<Value>, _ count: Int) throws -> Value?

    init(
        _ name: String, _ signature: String, _ doc: String, fast: FastBody? = nil, _ body: @escaping NativeBody
    ) {
        self.fast = fast
        self.name = name
        self.signature = signature
        self.doc = doc
        self.body = body
    }
}

extension BuiltinFunction {
    func makeFunction() -> NativeFunctionObject {
        let function = makeBody()
        function.quick = QuickFunction.builtins[name] ?? .none
        return function
    }

    private func makeBody() -> NativeFunctionObject {
        let general = NativeFunctionObject(name, signature, doc: doc, body: body)
        guard let fast else { return general }
        return NativeFunctionObject(raw: name, signature, doc: doc) { vm, arguments, count, keywordNames in
            if keywordNames == nil, let result = try fast(vm, arguments, count) { return result }
            return vm.pool.adopt(try vm.callNative(general, arguments, count: count, keywordNames: keywordNames))
        }
    }
}

/// Hooks the containers, exceptions and basic types up with their methods, which are added when first used, and fills
/// the namespace of `builtins`.
extension VM {
    func installContainersAndFunctions() {
        let vm = self
        Types.list.setPopulate(ListType.populate)
        Types.tuple.setPopulate(TupleType.populate)
        Types.dictionary.setPopulate(DictionaryType.populate)
        Types.set.setPopulate(SetType.populate)
        Types.frozenSet.setPopulate(SetType.populate)
        Types.range.setPopulate(RangeType.populate)
        Types.slice.setPopulate(SliceType.populate)
        Types.rangeIterator.setPopulate(IteratorTypes.populateIterator)
        Types.listIterator.setPopulate(IteratorTypes.populateIterator)
        ExceptionClasses.install()
        ObjectTypes.install()

        let types: [TypeObject] = [
            Types.object, Types.type, Types.int, Types.bool, Types.float, Types.string, Types.bytes, Types.list,
            Types.tuple, Types.dictionary, Types.set, Types.frozenSet, Types.range, Types.slice, Types.property,
            Types.classMethod, Types.staticMethod, Types.superType, Types.baseException, IteratorTypes.zip,
            IteratorTypes.map, IteratorTypes.filter, IteratorTypes.enumerate, IteratorTypes.reversed,
            MemoryViewType.type,
        ]
        for type in types { vm.builtins.set(type.name, Value(borrowing: type)) }
        for kind in ExceptionKind.allCases { vm.builtins.set(kind.rawValue, Value(borrowing: kind.type)) }
        vm.builtins.set("BaseExceptionGroup", Value(borrowing: ExceptionGroups.base))
        vm.builtins.set("ExceptionGroup", Value(borrowing: ExceptionGroups.group))
        for alias in ["IOError", "EnvironmentError"] {
            vm.builtins.set(alias, Value(borrowing: ExceptionKind.osError.type))
        }
        vm.builtins.set("NotImplemented", .notImplemented)
        vm.builtins.set("Ellipsis", .ellipsis)
        vm.builtins.set("__debug__", .true)
        vm.builtins.set("__name__", vm.string("builtins"))
        let tables = [
            numberFunctions, iterationFunctions, objectFunctions, attributeFunctions, textFunctions, refusedFunctions,
        ]
        for table in tables {
            for row in table {
                vm.builtins.set(Interned.string(row.name), object: row.makeFunction())
            }
        }
        for module in allNativeModules { register(module) }
    }
}

/// Features that Gradus does not have, refused by name.
nonisolated(unsafe) private let refusedFunctions: [BuiltinFunction] = [
    ("eval", "evaluating source text at run time"), ("exec", "executing source text at run time"),
    ("compile", "compiling source text at run time"), ("breakpoint", "the debugger"),
].map { name, feature in
    BuiltinFunction(name, "*args, **kwargs", "Not supported.") { vm, _ in
        throw vm.error(.notImplementedError, "Gradus does not support \(name)(): \(feature)")
    }
}
