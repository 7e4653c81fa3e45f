/// Methods of `dict`.
enum DictionaryType {
    static func populate(_ type: TypeObject) {
        type.docstring = "Mapping from keys to values, in the order of insertion."
        type.constructor("cls, *args, **kwargs") { vm, arguments in
            vm.value(DictionaryObject(type: arguments.constructedType(Types.dictionary)))
        }
        type.special(.initialize, "self, /, *args, **kwargs") { vm, arguments in
            try update(vm, arguments.dictionary(), arguments, name: "dict")
            return .none
        }
        addLookups(type)
        addChanges(type)
        addOperators(type)
        addProtocols(type)
        type.quicken("get", .get)
    }

    // MARK: Look-up

    private static func addLookups(_ type: TypeObject) {
        type.special(.getItem, "self, key, /") { vm, arguments in
            let dictionary = arguments.dictionary()
            if let value = try dictionary.get(vm, arguments[1]) { return vm.pool.keep(value) }
            if dictionary.tag != .dictionary,
                let value = try vm.callSpecial(.missing, on: arguments[0], [arguments[1]])
            {
                return value
            }
            throw vm.keyError(arguments[1])
        }
        type.special(.contains, "self, key, /") { vm, arguments in
            Value(try arguments.dictionary().get(vm, arguments[1]) != nil)
        }
        type.special(.length, "self, /") { _, arguments in Value(arguments.dictionary().count) }
        type.method(
            "get", "self, key, default=None, /",
            doc: "Return the value for key if key is in the dictionary, else default."
        ) {
            vm, arguments in
            if let value = try arguments.dictionary().get(vm, arguments[1]) { return vm.pool.keep(value) }
            return arguments.optional(2) ?? .none
        }
        type.method("keys", "self, /", doc: "A set-like view of the keys.") { vm, arguments in
            vm.value(DictionaryView(arguments.dictionary(), .keys))
        }
        type.method("values", "self, /", doc: "A view of the values.") { vm, arguments in
            vm.value(DictionaryView(arguments.dictionary(), .values))
        }
        type.method("items", "self, /", doc: "A set-like view of the items.") { vm, arguments in
            vm.value(DictionaryView(arguments.dictionary(), .items))
        }
        type.method("copy", "self, /", doc: "A shallow copy.") { vm, arguments in
            vm.value(try copy(vm, arguments.dictionary()))
        }
    }

    // MARK: Changes

    private static func addChanges(_ type: TypeObject) {
        type.special(.setItem, "self, key, value, /") { vm, arguments in
            try arguments.dictionary().set(vm, arguments[1], arguments[2])
            return .none
        }
        type.special(.delItem, "self, key, /") { vm, arguments in
            if try arguments.dictionary().pop(vm, arguments[1]) == nil { throw vm.keyError(arguments[1]) }
            return .none
        }
        type.method(
            "setdefault", "self, key, default=None, /",
            doc: "Insert key with a value of default if key is not in the dictionary; return its value."
        ) { vm, arguments in
            let dictionary = arguments.dictionary()
            if let value = try dictionary.get(vm, arguments[1]) { return vm.pool.keep(value) }
            let value = arguments.optional(2) ?? .none
            try dictionary.set(vm, arguments[1], value)
            return value
        }
        type.method(
            "pop", "self, key, default=None, /",
            doc: "Remove the key and return its value; without the key the default, or a KeyError."
        ) { vm, arguments in
            if let value = try arguments.dictionary().pop(vm, arguments[1]) { return value }
            if let missing = arguments.optional(2) { return missing }
            throw vm.keyError(arguments[1])
        }
        type.method("popitem", "self, /", doc: "Remove and return the last (key, value) pair.") { vm, arguments in
            let dictionary = arguments.dictionary()
            guard let pair = popItem(vm, dictionary, last: true) else {
                throw vm.keyError(vm.string("popitem(): dictionary is empty"))
            }
            return vm.tuple([pair.key, pair.value])
        }
        type.method("clear", "self, /", doc: "Remove all items.") { _, arguments in
            arguments.dictionary().removeAll()
            return .none
        }
        // Binds its arguments itself: most calls have one, which needs no tuple around it.
        type.rawMethod("update", "self, /, *args, **kwargs") { vm, arguments, count, keywordNames in
            let dictionary = arguments[0].cast(DictionaryObject.self)
            let keywordCount = keywordNames?.count ?? 0
            let given = count - 1 - keywordCount
            if given > 1 { throw vm.typeError("update expected at most 1 argument, got \(given)") }
            if given == 1 { try merge(vm, dictionary, arguments[1]) }
            for index in 0..<keywordCount {
                if let name = keywordNames?[index] { try dictionary.set(vm, name, arguments[1 + given + index]) }
            }
            return .none
        }
        type.classMethod("fromkeys", "cls, iterable, value=None, /", doc: "A new dictionary with keys from iterable.") {
            vm, arguments in
            let value = arguments.optional(2) ?? .none
            let made = try vm.call(arguments[0], [])
            if made.tag == .dictionary {
                let dictionary = made.cast(DictionaryObject.self)
                try vm.iterate(arguments[1]) {
                    try dictionary.set(vm, $0, value)
                    return true
                }
            } else {
                try vm.iterate(arguments[1]) {
                    try vm.setItem(made, $0, value)
                    return true
                }
            }
            return made
        }
    }

    static func popItem(_ vm: VM, _ dictionary: DictionaryObject, last: Bool) -> (key: Value, value: Value)? {
        guard dictionary.count > 0 else { return nil }
        var place = last ? dictionary.table.used - 1 : dictionary.table.head
        while dictionary.table.entries[place].key.isUnbound { place += last ? -1 : 1 }
        let entry = dictionary.table.remove(place)
        return (vm.pool.adopt(entry.key), vm.pool.adopt(entry.value))
    }

    /// `dict(…)` and `update(…)`.
    static func update(_ vm: VM, _ dictionary: DictionaryObject, _ arguments: Arguments, name: String) throws {
        let positional = arguments.star(1)
        if positional.count > 1 {
            throw vm.typeError("\(name) expected at most 1 argument, got \(positional.count)")
        }
        if let source = positional.first { try merge(vm, dictionary, source) }
        for entry in arguments.keywords(2) { try dictionary.set(vm, entry.key, entry.value) }
    }

    /// Adds the entries of a mapping or of an iterable of pairs.
    static func merge(_ vm: VM, _ dictionary: DictionaryObject, _ source: Value) throws {
        if let other = source.asDictionary, source.tag == .dictionary || !overridesIteration(vm, source) {
            try merge(vm, dictionary, from: other)
            return
        }
        if try vm.attributeIfPresent(source, "keys") != nil {
            try vm.iterate(try vm.callMethod(source, "keys", [])) { key in
                try dictionary.set(vm, key, try vm.getItem(source, key))
                return true
            }
            return
        }
        var index = 0
        try vm.iterate(source) { item in
            if item.tag == .tuple, item.layout(TupleLayout.self).pointee.count == 2 {
                let items = item.layout(TupleLayout.self).pointee.items
                try dictionary.set(vm, items[0], items[1])
                index += 1
                return true
            }
            let pair: [Value]
            if let tuple = item.asTuple {
                pair = tuple.values
            } else {
                do {
                    pair = try vm.array(from: item)
                } catch let error as Thrown where vm.isException(error, .typeError) {
                    throw vm.typeError("cannot convert dictionary update sequence element #\(index) to a sequence")
                }
            }
            guard pair.count == 2 else {
                throw vm.valueError(
                    "dictionary update sequence element #\(index) has length \(pair.count); 2 is required")
            }
            try dictionary.set(vm, pair[0], pair[1])
            index += 1
            return true
        }
    }

    private static func overridesIteration(_ vm: VM, _ source: Value) -> Bool {
        let own = vm.typeOf(source).special(.iterate)
        return !own.isIdentical(to: Types.dictionary.special(.iterate))
    }

    private static func merge(_ vm: VM, _ dictionary: DictionaryObject, from other: DictionaryObject) throws {
        if dictionary === other { return }
        if dictionary.table.used == 0, other.table.isDense {
            if dictionary.takeCopy(of: other) { return }
            try vm.checkStop()
        }
        var position = 0
        let version = other.version
        while let entry = other.nextEntry(&position) {
            if position & 0xFFFF == 0 { try vm.checkStop() }
            let hash = other.table.entries[position - 1].hash
            if entry.key.tag == .string {
                dictionary.set(entry.key.cast(StringObject.self), entry.value)
            } else if let place = try dictionary.find(vm, entry.key, hash: hash) {
                dictionary.table.exchange(place, value: entry.value.retained()).release()
            } else {
                _ = dictionary.table.insertNew(entry.key.retained(), hash: hash, value: entry.value.retained())
            }
            if other.version != version { throw vm.error(.runtimeError, "dict mutated during update") }
        }
    }

    /// A plain dictionary with the same entries; no key is hashed again.
    static func copy(_ vm: VM, _ dictionary: DictionaryObject, type: TypeObject = Types.dictionary) throws
        -> DictionaryObject
    {
        if dictionary.table.isDense {
            let result = DictionaryObject(type: type)
            if result.takeCopy(of: dictionary) { return result }
            try vm.checkStop()
        }
        let result = DictionaryObject(type: type, capacity: dictionary.count)
        var position = 0
        while let entry = dictionary.nextEntry(&position) {
            if position & 0xFFFF == 0 { try vm.checkStop() }
            _ = result.table.insertNew(
                entry.key.retained(), hash: dictionary.table.entries[position - 1].hash, value: entry.value.retained())
        }
        return result
    }

    // MARK: Operators

    private static func addOperators(_ type: TypeObject) {
        type.special(.or, "self, value, /") { vm, arguments in
            guard arguments[1].asDictionary != nil else { return .notImplemented }
            let result = try copy(vm, arguments.dictionary(), type: Types.dictionary)
            try merge(vm, result, arguments[1])
            return vm.value(result)
        }
        type.special(.reflectedOr, "self, value, /") { vm, arguments in
            guard let other = arguments[1].asDictionary else { return .notImplemented }
            let result = try copy(vm, other, type: Types.dictionary)
            try merge(vm, result, arguments[0])
            return vm.value(result)
        }
        type.special(.inPlaceOr, "self, value, /") { vm, arguments in
            try merge(vm, arguments.dictionary(), arguments[1])
            return arguments[0]
        }
        type.special(.equal, "self, value, /") { vm, arguments in
            guard let other = arguments[1].asDictionary else { return .notImplemented }
            return Value(try isEqual(vm, arguments.dictionary(), other))
        }
        type.special(.notEqual, "self, value, /") { vm, arguments in
            guard let other = arguments[1].asDictionary else { return .notImplemented }
            return Value(try !isEqual(vm, arguments.dictionary(), other))
        }
    }

    static func isEqual(_ vm: VM, _ left: DictionaryObject, _ right: DictionaryObject) throws -> Bool {
        if left.count != right.count { return false }
        var position = 0
        while let entry = left.nextEntry(&position) {
            let hash = left.table.entries[position - 1].hash
            if position & 0xFFFF == 0 { try vm.checkStop() }
            let mark = vm.pool.count
            defer { vm.pool.drain(to: mark) }
            let key = vm.pool.keep(entry.key)
            let value = vm.pool.keep(entry.value)
            guard let place = try right.find(vm, key, hash: hash) else { return false }
            if try !vm.isSame(value, vm.pool.keep(right.table.entries[place].value)) { return false }
        }
        return true
    }

    // MARK: Protocols

    private static func addProtocols(_ type: TypeObject) {
        type.special(.iterate, "self, /") { vm, arguments in
            vm.value(DictionaryIterator(arguments.dictionary(), .keys))
        }
        type.special(.reversed, "self, /") { vm, arguments in
            vm.value(DictionaryIterator(arguments.dictionary(), .keys, isReversed: true))
        }
        type.special(.representation, "self, /") { vm, arguments in
            let dictionary = arguments.dictionary()
            if dictionary.count == 0 { return vm.string("{}") }
            let text = try vm.withReprGuard(dictionary) { try representation(vm, dictionary) }
            return text.map { vm.string($0) } ?? vm.string("{...}")
        }
        type.set(Special.hash.interned, .none)
        type.classMethod("__class_getitem__", "cls, item, /") { vm, arguments in
            GenericAlias.make(vm, origin: arguments[0], item: arguments[1])
        }
    }

    private static func representation(_ vm: VM, _ dictionary: DictionaryObject) throws -> [UInt8] {
        var text: [UInt8] = [0x7B]
        var position = 0
        var isFirst = true
        while let entry = dictionary.nextEntry(&position) {
            if !isFirst { text.append(contentsOf: [0x2C, 0x20]) }
            isFirst = false
            let mark = vm.pool.count
            let value = vm.pool.keep(entry.value)
            try vm.appendRepr(vm.pool.keep(entry.key), to: &text)
            text.append(contentsOf: [0x3A, 0x20])
            try vm.appendRepr(value, to: &text)
            vm.pool.drain(to: mark)
            if position & 1023 == 0 { try vm.checkStop() }
        }
        text.append(0x7D)
        return text
    }
}
