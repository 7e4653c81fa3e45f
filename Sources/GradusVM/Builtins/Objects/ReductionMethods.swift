/// `__reduce__`, `__reduce_ex__` and `__getstate__` of every object: what `copyreg` says about it.
enum ReductionMethods {
    /// `__getnewargs__` of a class of plain values: the value without its derived class.
    static func addArguments(to type: TypeObject, _ plain: @escaping (VM, Value) -> Value) {
        type.method("__getnewargs__", "self, /") { vm, arguments in vm.tuple([plain(vm, arguments[0])]) }
    }

    static func add(to type: TypeObject) {
        func ask(_ vm: VM, _ function: String, _ arguments: [Value]) throws -> Value {
            let module = vm.value(try vm.importModule("copyreg"))
            return try vm.call(try vm.attribute(module, function), arguments)
        }
        type.method("__reduce__", "self, /", doc: "Helper for pickle.") { vm, arguments in
            try ask(vm, "_reduced", [arguments[0], Value(0)])
        }
        type.method("__reduce_ex__", "self, protocol, /", doc: "Helper for pickle.") { vm, arguments in
            let own = vm.typeOf(arguments[0]).lookup(Interned.string("__reduce__"))
            if let own, !own.isIdentical(to: Types.object.own(Interned.string("__reduce__")) ?? .none) {
                return try vm.callMethod(arguments[0], "__reduce__", [])
            }
            return try ask(vm, "_reduced", [arguments[0], arguments[1]])
        }
        type.method("__getstate__", "self, /", doc: "Helper for pickle.") { vm, arguments in
            try ask(vm, "_default_state", [arguments[0]])
        }
    }
}
