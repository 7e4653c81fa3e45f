/// `dict.keys()`, `dict.values()` and `dict.items()`.
final class DictionaryView: ContainerObject {
    enum Kind { case keys, values, items }

    let dictionary: DictionaryObject
    let kind: Kind

    init(_ dictionary: DictionaryObject, _ kind: Kind, type: TypeObject? = nil) {
        self.dictionary = dictionary
        self.kind = kind
        super.init(type: type ?? DictionaryView.type(kind))
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(Value(borrowing: dictionary))
    }

    static func type(_ kind: Kind) -> TypeObject {
        switch kind {
        case .keys: return keysType
        case .values: return valuesType
        case .items: return itemsType
        }
    }

    nonisolated(unsafe) static let keysType = make("dict_keys", .keys)
    nonisolated(unsafe) static let valuesType = make("dict_values", .values)
    nonisolated(unsafe) static let itemsType = make("dict_items", .items)

    nonisolated(unsafe) private static let orderedKeysType = make("odict_keys", .keys, from: keysType)
    nonisolated(unsafe) private static let orderedValuesType = make("odict_values", .values, from: valuesType)
    nonisolated(unsafe) private static let orderedItemsType = make("odict_items", .items, from: itemsType)

    /// The types of the views of an OrderedDict.
    static func orderedType(_ kind: Kind) -> TypeObject {
        switch kind {
        case .keys: return orderedKeysType
        case .values: return orderedValuesType
        case .items: return orderedItemsType
        }
    }

    private static func make(_ name: String, _ kind: Kind, from base: TypeObject = Types.object) -> TypeObject {
        let type = TypeObject(name: name, bases: [base], layout: .other) { populate($0, kind) }
        type.isFinal = true
        return type
    }

    private static func view(_ arguments: Arguments) -> DictionaryView { arguments[0].cast(DictionaryView.self) }

    private static func populate(_ type: TypeObject, _ kind: Kind) {
        type.special(.length, "self, /") { _, arguments in Value(view(arguments).dictionary.count) }
        type.special(.iterate, "self, /") { vm, arguments in
            vm.value(DictionaryIterator(view(arguments).dictionary, kind))
        }
        type.special(.reversed, "self, /") { vm, arguments in
            vm.value(DictionaryIterator(view(arguments).dictionary, kind, isReversed: true))
        }
        type.special(.representation, "self, /") { vm, arguments in
            let text = try vm.withReprGuard(view(arguments)) { () throws -> [UInt8] in
                let items = try vm.array(from: arguments[0])
                return try vm.joinedRepr("\(type.name)([", "])", count: { items.count }, item: { items[$0] })
            }
            return text.map { vm.string($0) } ?? vm.string("...")
        }
        type.property("mapping") { vm, value in
            vm.value(MappingProxy(value.cast(DictionaryView.self).dictionary))
        }
        guard kind != .values else { return }
        type.set(Special.hash.interned, .none)
        type.special(.contains, "self, key, /") { vm, arguments in
            Value(try view(arguments).contains(vm, arguments[1]))
        }
        addSetOperations(type)
    }

    private func contains(_ vm: VM, _ value: Value) throws -> Bool {
        if kind == .keys { return try dictionary.get(vm, value) != nil }
        guard let pair = value.asTuple, pair.count == 2 else { return false }
        guard let found = try dictionary.get(vm, pair[0]) else { return false }
        return try vm.isSame(vm.pool.keep(found), pair[1])
    }

    private static func addSetOperations(_ type: TypeObject) {
        let operations: [(Special, Special, String)] = [
            (.and, .reflectedAnd, "intersection_update"), (.or, .reflectedOr, "update"),
            (.subtract, .reflectedSubtract, "difference_update"),
            (.xor, .reflectedXor, "symmetric_difference_update"),
        ]
        for (method, reflected, name) in operations {
            type.special(method, "self, value, /") { vm, arguments in
                let result = vm.value(try SetType.make(vm, arguments[0]))
                _ = try vm.callMethod(result, name, [arguments[1]])
                return result
            }
            type.special(reflected, "self, value, /") { vm, arguments in
                let result = vm.value(try SetType.make(vm, arguments[1]))
                _ = try vm.callMethod(result, name, [arguments[0]])
                return result
            }
        }
        type.method("isdisjoint", "self, other, /") { vm, arguments in
            var isDisjoint = true
            try vm.iterate(arguments[1]) { item in
                isDisjoint = try !view(arguments).contains(vm, item)
                return isDisjoint
            }
            return Value(isDisjoint)
        }
        for method in VM.comparisons {
            type.special(method, "self, other, /") { vm, arguments in
                let other = arguments[1]
                guard other.asSet != nil || other.object is DictionaryView else { return .notImplemented }
                let left = try SetType.make(vm, arguments[0])
                let right = try SetType.make(vm, other)
                return Value(try SetType.compare(vm, method, left, right))
            }
        }
    }
}

/// Iterators over dictionaries, forwards and backwards.
final class DictionaryIterator: IteratorObject {
    private var dictionary: DictionaryObject?
    private let kind: DictionaryView.Kind
    private let isReversed: Bool
    private var position: Int
    private let count: Int
    private var remaining: Int
    private var reused = ReusedTuple()
    override var lengthHint: Int? { max(remaining, 0) }

    init(_ dictionary: DictionaryObject, _ kind: DictionaryView.Kind, isReversed: Bool = false) {
        self.dictionary = dictionary
        self.kind = kind
        self.isReversed = isReversed
        count = dictionary.count
        remaining = dictionary.count
        position = isReversed ? dictionary.table.used - 1 : 0
        super.init(type: IteratorTypes.dictionary(kind, isReversed: isReversed))
    }

    deinit { reused.drop() }

    override func next(_ vm: VM) throws -> Value? { try nextBorrowed(vm) }

    override func nextOwned(_ vm: VM) throws -> Value {
        guard let dictionary else { return .unbound }
        if dictionary.count != count {
            position = isReversed ? -1 : Int.max
            throw vm.error(.runtimeError, "dictionary changed size during iteration")
        }
        guard let entry = isReversed ? previousEntry(dictionary) : dictionary.nextEntry(&position) else {
            self.dictionary = nil
            return .unbound
        }
        if remaining == 0 {
            self.dictionary = nil
            throw vm.error(.runtimeError, "dictionary keys changed during iteration")
        }
        remaining -= 1
        switch kind {
        case .keys: return entry.key.retained()
        case .values: return entry.value.retained()
        case .items:
            let pair = reused.take(count: 2)
            ReusedTuple.set(pair, 0, entry.key.retained())
            ReusedTuple.set(pair, 1, entry.value.retained())
            return pair
        }
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        var rest: [Value] = []
        if let dictionary {
            if dictionary.count != count {
                throw vm.error(.runtimeError, "dictionary changed size during iteration")
            }
            let place = position
            defer { position = place }
            while let entry = isReversed ? previousEntry(dictionary) : dictionary.nextEntry(&position) {
                switch kind {
                case .keys: rest.append(entry.key)
                case .values: rest.append(entry.value)
                case .items: rest.append(vm.tuple([entry.key, entry.value]))
                }
            }
        }
        return .iterating(vm, vm.list(rest))
    }

    private func previousEntry(_ dictionary: DictionaryObject) -> (key: Value, value: Value)? {
        position = min(position, dictionary.table.used - 1)
        while position >= dictionary.table.head, position >= 0 {
            let entry = dictionary.table.entries[position]
            position -= 1
            if !entry.key.isUnbound { return (entry.key, entry.value) }
        }
        return nil
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        if let dictionary { visit(Value(borrowing: dictionary)) }
        reused.visit(visit)
    }
}
