/// `_functools`: partial, reduce, lru_cache and cmp_to_key.
enum FunctoolsModule {
    static let module = NativeModule("_functools") { vm, module in
        module.type(PartialObject.partialType)
        module.function(
            "reduce", "function, iterable, initial=None, /", doc: "Apply a function of two arguments cumulatively."
        ) { vm, arguments in
            var total = arguments.optional(2).map { Strong($0) }
            let source = vm.typeOf(arguments[1])
            if source.special(.iterate).isUnbound, source.special(.getItem).isUnbound {
                throw vm.typeError("reduce() arg 2 must support iteration")
            }
            try vm.iterate(arguments[1]) { item in
                if let current = total {
                    total = Strong(try vm.call(arguments[0], [current.value, item]))
                } else {
                    total = Strong(item)
                }
                return true
            }
            guard let total else { throw vm.typeError("reduce() of empty iterable with no initial value") }
            return vm.pool.keep(total.value)
        }
        module.function("cmp_to_key", "mycmp") { vm, arguments in
            let compare = Strong(arguments[0])
            return vm.value(
                NativeFunctionObject("K", "obj") { vm, arguments in
                    vm.value(ComparedKey(arguments[0], by: compare.value))
                })
        }
        module.function("_lru_cache_wrapper", "user_function, maxsize, typed, cache_info_type") { vm, arguments in
            guard vm.isCallable(arguments[0]) else { throw vm.typeError("the first argument must be callable") }
            let limit = try arguments.orNone(1).map { max(0, try vm.index($0)) }
            return vm.value(
                CachedFunction(arguments[0], limit: limit, typed: try vm.truth(arguments[2]), info: arguments[3]))
        }
    }
}

/// `functools.partial`
final class PartialObject: ContainerObject {
    var function: Strong
    var positional: TupleObject
    var keywords: DictionaryObject

    init(type: TypeObject, _ function: Value, _ positional: TupleObject, _ keywords: DictionaryObject) {
        self.function = Strong(function)
        self.positional = positional
        self.keywords = keywords
        super.init(type: type)
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(function.value)
        visit(Value(borrowing: positional))
        visit(Value(borrowing: keywords))
    }

    /// Calls the function with the kept arguments and these; the result is kept by the pool.
    func call(_ vm: VM, _ arguments: UnsafeMutablePointer<Value>, count: Int, names: TupleObject?) throws -> Value {
        let given = count - (names?.count ?? 0)
        if keywords.count > 0 {
            var named = keywords.entries.map { (name: $0.key.asString?.text ?? "", value: $0.value) }
            for index in given..<count {
                let name = names?[index - given].asString?.text ?? ""
                if let place = named.firstIndex(where: { $0.name == name }) {
                    named[place].value = arguments[index]
                } else {
                    named.append((name, arguments[index]))
                }
            }
            let positional = positional.values + (0..<given).map { arguments[$0] }
            return try vm.call(function.value, positional, keywords: named)
        }
        let kept = positional.count
        let window = vm.stackTop
        guard window + kept + count + 16 < vm.stackLimit, !vm.isStackLow else {
            throw vm.recursionError()
        }
        window[0] = function.value.retained()
        for index in 0..<kept { window[1 + index] = positional[index].retained() }
        for index in 0..<count { window[1 + kept + index] = arguments[index].retained() }
        vm.stackTop = window + kept + count + 3
        defer {
            vm.stackTop = window
        }
        return vm.pool.adopt(try vm.invoke(window, argumentCount: kept + count, keywordNames: names))
    }

    nonisolated(unsafe) static let partialType: TypeObject = TypeObject(
        name: "partial", module: "functools", bases: [Types.object], layout: .other, hasAttributes: true
    ) { type in
        type.constructor("cls, /, *args, **keywords") { vm, arguments in
            var given = arguments.star(1)
            if given.isEmpty { throw vm.typeError("type 'partial' takes at least one argument") }
            var function = given.removeFirst()
            guard vm.isCallable(function) else { throw vm.typeError("the first argument must be callable") }
            let keywords = DictionaryObject()
            if let inner = function.object as? PartialObject {
                function = inner.function.value
                given = inner.positional.values + given
                for entry in inner.keywords.entries { try keywords.set(vm, entry.key, entry.value) }
            }
            for entry in arguments.keywords(2) { try keywords.set(vm, entry.key, entry.value) }
            return vm.value(
                PartialObject(type: arguments.constructedType(partialType), function, TupleObject(given), keywords))
        }
        func partial(_ value: Value) -> PartialObject { value.cast(PartialObject.self) }
        type.property("func") { _, value in partial(value).function.value }
        type.property("args") { _, value in Value(borrowing: partial(value).positional) }
        type.property("keywords") { _, value in Value(borrowing: partial(value).keywords) }
        type.set(
            Special.call.interned,
            object: NativeFunctionObject(raw: "__call__", "self, /, *args, **keywords", owner: type) {
                vm, arguments, count, names in
                try partial(arguments[0]).call(vm, arguments + 1, count: count - 1, names: names)
            })
        addReduction(to: type)
        type.special(.representation, "self, /") { vm, arguments in
            let own = partial(arguments[0])
            guard let text = try vm.withReprGuard(own, { try own.text(vm) }) else { return vm.string("...") }
            return vm.string(text)
        }
    }

    private func text(_ vm: VM) throws -> String {
        let own = self
        var parts = [try vm.repr(own.function.value)]
        for value in own.positional.values { parts.append(try vm.repr(value)) }
        for entry in own.keywords.entries { parts.append("\(try vm.str(entry.key))=\(try vm.repr(entry.value))") }
        let name = own.type === Self.partialType ? "functools.partial" : own.type.name
        return "\(name)(\(parts.joined(separator: ", ")))"
    }

    private static func addReduction(to type: TypeObject) {
        type.method("__reduce__", "self, /") { vm, arguments in
            let own = arguments[0].cast(PartialObject.self)
            let attributes = try vm.attribute(arguments[0], "__dict__")
            let state = vm.tuple([
                own.function.value, Value(borrowing: own.positional), Value(borrowing: own.keywords),
                try vm.truth(attributes) ? attributes : .none,
            ])
            return CopyRecipe(own.type, [own.function.value], state: state).tuple(vm)
        }
        type.method("__setstate__", "self, state, /") { vm, arguments in
            let own = arguments[0].cast(PartialObject.self)
            guard let state = arguments[1].asTuple, state.count == 4, vm.isCallable(state[0]),
                let positional = state[1].asTuple, state[2].isNone || state[2].asDictionary != nil,
                state[3].isNone || state[3].asDictionary != nil
            else { throw vm.typeError("invalid partial state") }
            let keywords = DictionaryObject()
            for entry in state[2].asDictionary?.entries ?? [] { try keywords.set(vm, entry.key, entry.value) }
            own.function = Strong(state[0])
            own.positional = positional.type === Types.tuple ? positional : TupleObject(positional.values)
            own.keywords = keywords
            for entry in state[3].asDictionary?.entries ?? [] {
                guard let name = entry.key.asString else { continue }
                try vm.setAttribute(arguments[0], Interned.string(name), entry.value)
            }
            return .none
        }
    }
}

/// What `cmp_to_key` wraps a value in.
final class ComparedKey: ContainerObject {
    let value: Strong
    let compare: Strong

    init(_ value: Value, by compare: Value) {
        self.value = Strong(value)
        self.compare = Strong(compare)
        super.init(type: ComparedKey.keyType)
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(value.value)
        visit(compare.value)
    }

    nonisolated(unsafe) private static let keyType: TypeObject = TypeObject(
        name: "KeyWrapper", module: "functools", bases: [Types.object], layout: .other
    ) { type in
        type.property("obj") { _, value in value.cast(ComparedKey.self).value.value }
        type.set(Special.hash.interned, .none)
        for method in VM.comparisons {
            type.special(method, "self, other, /") { vm, arguments in
                guard let other = arguments[1].object as? ComparedKey else {
                    throw vm.typeError("other argument must be K instance")
                }
                let own = arguments[0].cast(ComparedKey.self)
                let order = try vm.call(own.compare.value, [own.value.value, other.value.value])
                switch method {
                case .lessThan: return try vm.compare(.less, order, Value(0))
                case .lessEqual: return try vm.compare(.lessEqual, order, Value(0))
                case .equal: return try vm.compare(.equal, order, Value(0))
                case .notEqual: return try vm.compare(.notEqual, order, Value(0))
                case .greaterThan: return try vm.compare(.greater, order, Value(0))
                default: return try vm.compare(.greaterEqual, order, Value(0))
                }
            }
        }
    }
}

/// A function whose results are kept: what `lru_cache` makes.
final class CachedFunction: ContainerObject {
    let function: Strong
    let limit: Int?
    let isTyped: Bool
    /// What `cache_info` makes of its four numbers.
    let info: Strong
    var results = DictionaryObject()
    var hits = 0
    var misses = 0

    init(_ function: Value, limit: Int?, typed: Bool, info: Value) {
        self.function = Strong(function)
        self.info = Strong(info)
        self.limit = limit
        self.isTyped = typed
        super.init(type: CachedFunction.cachedType)
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(function.value)
        visit(info.value)
        visit(Value(borrowing: results))
    }

    private func key(_ vm: VM, _ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ names: TupleObject?) -> Value {
        if names == nil, !isTyped {
            if count == 1, arguments[0].tag == .int || arguments[0].tag == .string { return arguments[0] }
            return vm.tuple(UnsafeBufferPointer(start: arguments, count: count))
        }
        let given = count - (names?.count ?? 0)
        var parts = (0..<given).map { arguments[$0] }
        if let names {
            parts.append(.ellipsis)
            for index in 0..<names.count { parts += [names[index], arguments[given + index]] }
        }
        if isTyped { parts += (0..<count).map { Value(borrowing: vm.typeOf(arguments[$0])) } }
        return vm.tuple(parts + [Value(borrowing: Types.object)])
    }

    func call(_ vm: VM, _ arguments: UnsafeMutablePointer<Value>, count: Int, names: TupleObject?) throws -> Value {
        let key = key(vm, arguments, count, names)
        if limit != 0, let known = try results.get(vm, key) {
            hits += 1
            let value = vm.pool.keep(known)
            if limit != nil {
                // The most recent use stands last.
                _ = try results.pop(vm, key)
                try results.set(vm, key, value)
            }
            return value
        }
        misses += 1
        let value =
            count == 0
            ? try vm.call(function.value, [])
            : vm.pool.adopt(
                try vm.callOwned(
                    function.value, first: arguments[0], arguments + 1, count: count - 1, keywordNames: names))
        if limit == 0 { return value }
        if let limit, results.count >= limit, try results.get(vm, key) == nil {
            _ = DictionaryType.popItem(vm, results, last: false)
        }
        try results.set(vm, key, value)
        return value
    }

    nonisolated(unsafe) private static let cachedType: TypeObject = TypeObject(
        name: "_lru_cache_wrapper", module: "functools", bases: [Types.object], layout: .other, hasAttributes: true
    ) { type in
        func cached(_ arguments: Arguments) -> CachedFunction { arguments[0].cast(CachedFunction.self) }
        type.set(
            Special.call.interned,
            object: NativeFunctionObject(raw: "__call__", "self, /, *args, **kwargs", owner: type) {
                vm, arguments, count, names in
                try arguments[0].cast(CachedFunction.self).call(vm, arguments + 1, count: count - 1, names: names)
            })
        type.special(.get, "self, instance, owner=None, /") { vm, arguments in
            if arguments[1].isNone { return arguments[0] }
            return vm.value(BoundMethodObject(function: arguments[0], receiver: arguments[1]))
        }
        type.method("cache_info", "self, /") { vm, arguments in
            let own = cached(arguments)
            return try vm.call(
                own.info.value,
                [Value(own.hits), Value(own.misses), own.limit.map { Value($0) } ?? .none, Value(own.results.count)])
        }
        for name in ["__copy__", "__deepcopy__"] {
            type.method(name, "self, memo=None, /") { _, arguments in arguments[0] }
        }
        type.method("cache_clear", "self, /") { _, arguments in
            let own = cached(arguments)
            own.results.removeAll()
            own.hits = 0
            own.misses = 0
            return .none
        }
        type.special(.representation, "self, /") { vm, arguments in
            vm.string("<functools._lru_cache_wrapper object at \(ObjectTypes.address(arguments[0]))>")
        }
    }
}
