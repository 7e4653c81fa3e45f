#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `_collections`: deque, defaultdict and OrderedDict.
enum CollectionsModule {
    static let module = NativeModule("_collections") { _, module in
        module.type(DequeObject.dequeType)
        module.type(defaultDict)
        module.type(orderedDict)
        // The property that reads one item of a named tuple.
        module.function("_tuplegetter", "index, doc, /") { vm, arguments in
            let index = try vm.index(arguments[0])
            let property = NativeProperty(
                "", doc: try vm.str(arguments[1]),
                get: { vm, value in
                    guard let tuple = value.asTuple, index >= 0, index < tuple.count else {
                        throw vm.indexError("tuple index out of range")
                    }
                    return tuple[index]
                }, set: { vm, _, _ in throw vm.error(.attributeError, "can't set attribute") })
            return vm.value(property)
        }
        // Counts the items of an iterable in a dictionary (or a Counter), hashing each item once.
        module.function("_count_elements", "mapping, iterable, /") { vm, arguments in
            guard let counts = arguments[0].asDictionary else { throw vm.typeError("a dict is required") }
            try vm.iterate(arguments[1]) { item in
                let hash = try vm.hash(item)
                guard let place = try counts.find(vm, item, hash: hash) else {
                    _ = counts.table.insertNew(item.retained(), hash: hash, value: Value(1))
                    return true
                }
                let old = counts.table.entries[place].value
                if old.tag == .int, old.intBits < Int64.max {
                    _ = counts.table.exchange(place, value: Value(old.intBits + 1))
                } else {
                    try counts.set(vm, item, try vm.binary(.add, old, Value(1)))
                }
                return true
            }
            return .none
        }
    }

    private static let factoryName = "default_factory"

    // MARK: defaultdict

    nonisolated(unsafe) static let defaultDict: TypeObject = TypeObject(
        name: "defaultdict", module: "collections", bases: [Types.dictionary], layout: .dictionary,
        hasAttributes: true
    ) { type in
        type.set(factoryName, .none)
        type.special(.initialize, "self, /, *args, **kwargs") { vm, arguments in
            let given = arguments.star(1)
            let factory = given.first ?? .none
            if !factory.isNone, !vm.isCallable(factory) {
                throw vm.typeError("first argument must be callable or None")
            }
            _ = arguments.dictionary().setSlot(Interned.string(factoryName), factory)
            if given.count > 2 {
                throw vm.typeError("defaultdict expected at most 2 arguments, got \(given.count)")
            }
            if given.count == 2 { try DictionaryType.merge(vm, arguments.dictionary(), given[1]) }
            for entry in arguments.keywords(2) { try arguments.dictionary().set(vm, entry.key, entry.value) }
            return .none
        }
        func factory(_ dictionary: DictionaryObject) -> Value {
            dictionary.slotValue(Interned.string(factoryName)) ?? .none
        }
        type.special(.missing, "self, key, /") { vm, arguments in
            let factory = factory(arguments.dictionary())
            if factory.isNone { throw vm.keyError(arguments[1]) }
            let value = try vm.call(factory, [])
            try arguments.dictionary().set(vm, arguments[1], value)
            return value
        }
        type.special(.representation, "self, /") { vm, arguments in
            let plain = Types.dictionary.special(.representation)
            let own = arguments.dictionary()
            // The factory may show the dictionary that it belongs to.
            let made = factory(own)
            let shown: String
            if let object = made.object {
                shown = try vm.withReprGuard(object) { try vm.repr(made) } ?? "..."
            } else {
                shown = try vm.repr(made)
            }
            return vm.string(
                "\(own.type.displayName)(\(shown), "
                    + "\(try vm.str(vm.call(plain, [arguments[0]]))))")
        }
        func copy(_ vm: VM, _ own: DictionaryObject, of values: DictionaryObject) throws -> DictionaryObject {
            let copy = try DictionaryType.copy(vm, values, type: own.type)
            _ = copy.setSlot(Interned.string(factoryName), factory(own))
            _ = vm.value(copy)
            return copy
        }
        for name in ["copy", "__copy__"] {
            type.method(name, "self, /") { vm, arguments in
                Value(borrowing: try copy(vm, arguments.dictionary(), of: arguments.dictionary()))
            }
        }
        type.special(.or, "self, other, /") { vm, arguments in
            guard let other = arguments[1].asDictionary else { return .notImplemented }
            let made = try copy(vm, arguments.dictionary(), of: arguments.dictionary())
            try DictionaryType.merge(vm, made, Value(borrowing: other))
            return Value(borrowing: made)
        }
        type.special(.reflectedOr, "self, other, /") { vm, arguments in
            guard let other = arguments[1].asDictionary else { return .notImplemented }
            let made = try copy(vm, arguments.dictionary(), of: other)
            try DictionaryType.merge(vm, made, arguments[0])
            return Value(borrowing: made)
        }
    }

    // MARK: OrderedDict

    nonisolated(unsafe) static let orderedDict: TypeObject = TypeObject(
        name: "OrderedDict", module: "collections", bases: [Types.dictionary], layout: .dictionary,
        hasAttributes: true
    ) { type in
        type.method("move_to_end", "self, key, last=True") { vm, arguments in
            let dictionary = arguments.dictionary()
            let last = try arguments.optional(2).map { try vm.truth($0) } ?? true
            guard let value = try dictionary.pop(vm, arguments[1]) else { throw vm.keyError(arguments[1]) }
            if last {
                try dictionary.set(vm, arguments[1], value)
            } else {
                let rest = vm.value(try DictionaryType.copy(vm, dictionary)).cast(DictionaryObject.self)
                dictionary.removeAll()
                try dictionary.set(vm, arguments[1], value)
                for entry in rest.entries { try dictionary.set(vm, entry.key, entry.value) }
            }
            return .none
        }
        type.method("popitem", "self, last=True") { vm, arguments in
            let last = try arguments.optional(1).map { try vm.truth($0) } ?? true
            guard let pair = DictionaryType.popItem(vm, arguments.dictionary(), last: last) else {
                throw vm.keyError(vm.string("dictionary is empty"))
            }
            return vm.tuple([pair.key, pair.value])
        }
        // These take names where those of `dict` do not.
        type.method("pop", "self, key, default=None") { vm, arguments in
            if let found = try arguments.dictionary().pop(vm, arguments[1]) { return found }
            guard let missing = arguments.optional(2) else { throw vm.keyError(arguments[1]) }
            return missing
        }
        type.method("setdefault", "self, key, default=None") { vm, arguments in
            let dictionary = arguments.dictionary()
            if let known = try dictionary.get(vm, arguments[1]) { return vm.pool.keep(known) }
            let value = arguments.optional(2) ?? .none
            try dictionary.set(vm, arguments[1], value)
            return value
        }
        type.classMethod("fromkeys", "cls, iterable, value=None") { vm, arguments in
            let made = try vm.call(arguments[0], [])
            try vm.iterate(arguments[1]) { key in
                try vm.setItem(made, key, arguments.optional(2) ?? .none)
                return true
            }
            return made
        }
        type.special(.representation, "self, /") { vm, arguments in
            let dictionary = arguments.dictionary()
            let name = dictionary.type.displayName
            if dictionary.count == 0 { return vm.string("\(name)()") }
            let text = try vm.withReprGuard(dictionary) { () throws -> String in
                let pairs = try dictionary.entries.map { "(\(try vm.repr($0.key)), \(try vm.repr($0.value)))" }
                return "\(name)([\(pairs.joined(separator: ", "))])"
            }
            return vm.string(text ?? "...")
        }
        for name in ["copy", "__copy__"] {
            type.method(name, "self, /") { vm, arguments in
                vm.value(try DictionaryType.copy(vm, arguments.dictionary(), type: arguments.dictionary().type))
            }
        }
        for (method, isReflected) in [(Special.or, false), (.reflectedOr, true)] {
            type.special(method, "self, other, /") { vm, arguments in
                guard let other = arguments[1].asDictionary else { return .notImplemented }
                let own = arguments.dictionary()
                let made = try DictionaryType.copy(vm, isReflected ? other : own, type: own.type)
                _ = vm.value(made)
                try DictionaryType.merge(vm, made, Value(borrowing: isReflected ? own : other))
                return Value(borrowing: made)
            }
        }
        let views: [(String, DictionaryView.Kind)] = [("keys", .keys), ("values", .values), ("items", .items)]
        for (name, kind) in views {
            type.method(name, "self, /") { vm, arguments in
                vm.value(DictionaryView(arguments.dictionary(), kind, type: DictionaryView.orderedType(kind)))
            }
        }
        for method in [Special.equal, .notEqual] {
            type.special(method, "self, other, /") { vm, arguments in
                guard let other = arguments[1].asDictionary else { return .notImplemented }
                let own = arguments.dictionary()
                var same = try DictionaryType.isEqual(vm, own, other)
                if same, other.type.isSubtype(of: orderedDict) {
                    for (a, b) in zip(own.entries, other.entries) where try !vm.isSame(a.key, b.key) { same = false }
                }
                return Value(same == (method == .equal))
            }
        }
    }
}
