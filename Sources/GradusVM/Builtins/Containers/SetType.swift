import GradusSyntax

/// Methods of `set` and `frozenset`.
enum SetType {
    static func populate(_ type: TypeObject) {
        let isFrozen = type === Types.frozenSet
        type.docstring =
            isFrozen ? "Immutable unordered collection of unique elements." : "Unordered collection of unique elements."
        if isFrozen {
            type.constructor("cls, iterable=(), /") { vm, arguments in
                let type = arguments.constructedType(Types.frozenSet)
                guard let source = arguments.optional(1) else { return vm.value(SetObject(type: type)) }
                if type === Types.frozenSet, vm.typeOf(source) === type { return source }
                return vm.value(try make(vm, source, type: type))
            }
            type.special(.hash, "self, /") { vm, arguments in Value(try hash(vm, arguments.set())) }
        } else {
            type.constructor("cls, *args, **kwargs") { vm, arguments in
                vm.value(SetObject(type: arguments.constructedType(Types.set)))
            }
            type.special(.initialize, "self, iterable=(), /") { vm, arguments in
                let set = arguments.set()
                if set.count > 0 { set.removeAll() }
                if let source = arguments.optional(1) { try add(vm, to: set, from: source) }
                return .none
            }
            type.set(Special.hash.interned, .none)
            addChanges(type)
        }
        addQueries(type)
        addOperators(type)
    }

    /// A set of what an iterable gives.
    static func make(_ vm: VM, _ source: Value, type: TypeObject = Types.set) throws -> SetObject {
        let result = SetObject(type: type)
        try add(vm, to: result, from: source)
        return result
    }

    static func add(_ vm: VM, to set: SetObject, from source: Value) throws {
        if let other = source.asSet {
            try set.merge(vm, other)
        } else if source.tag == .dictionary {
            let dictionary = source.cast(DictionaryObject.self)
            set.table.reserve(adding: dictionary.count)
            var position = 0
            while let entry = dictionary.nextEntry(&position) {
                if entry.key.tag == .object { _ = vm.pool.keep(entry.key) }
                if position & 0xFFFF == 0 { try vm.checkStop() }
                try set.insert(vm, entry.key, hash: dictionary.table.entries[position - 1].hash)
            }
        } else if source.tag == .tuple {
            for (index, item) in source.layout(TupleLayout.self).buffer.enumerated() {
                try set.insert(vm, item)
                if index & 0xFFFF == 0xFFFF { try vm.checkStop() }
            }
        } else if source.tag == .string, source.layout(StringLayout.self).pointee.isASCII {
            for (index, byte) in source.layout(StringLayout.self).pointee.buffer.enumerated() {
                if index & 0xFFFFF == 0xFFFFF { try vm.checkStop() }
                try set.insert(vm, TextOperations.characters[Int(byte)])
            }
        } else {
            try vm.iterate(source) {
                try set.insert(vm, $0)
                return true
            }
        }
    }

    /// The other operand of a method as a set: itself, or made from an iterable.
    private static func other(_ vm: VM, _ value: Value) throws -> SetObject {
        if let set = value.asSet { return set }
        return vm.value(try make(vm, value)).cast(SetObject.self)
    }

    private static func copy(_ vm: VM, _ set: SetObject, type: TypeObject) throws -> SetObject {
        let result = SetObject(type: type)
        try result.merge(vm, set)
        return result
    }

    /// The class of what an operator makes: set or frozenset, whatever the receiver's subclass.
    private static func resultType(_ set: SetObject) -> TypeObject { set.isFrozen ? Types.frozenSet : Types.set }

    // MARK: Algebra

    static func intersection(_ vm: VM, _ left: SetObject, _ right: SetObject) throws -> SetObject {
        let result = SetObject(type: resultType(left))
        let (small, large) = right.count > left.count ? (left, right) : (right, left)
        var position = 0
        while let entry = small.keptEntry(vm, &position) {
            if position & 0xFFFF == 0 { try vm.checkInterrupt() }
            if try large.find(vm, entry.key, hash: entry.hash) != nil {
                // The keys of a set differ from one another: none is looked for.
                result.table.insertNew(entry.key.retained(), hash: entry.hash)
            }
        }
        return result
    }

    static func difference(_ vm: VM, _ left: SetObject, _ right: SetObject) throws -> SetObject {
        if left.count >> 2 > right.count {
            let result = try copy(vm, left, type: resultType(left))
            try subtract(vm, result, right)
            return result
        }
        let result = SetObject(type: resultType(left))
        var position = 0
        while let entry = left.keptEntry(vm, &position) {
            if position & 0xFFFF == 0 { try vm.checkInterrupt() }
            if try right.find(vm, entry.key, hash: entry.hash) == nil {
                result.table.insertNew(entry.key.retained(), hash: entry.hash)
            }
        }
        return result
    }

    /// `left op right` of two sets; nil for other operators.
    static func combine(_ vm: VM, _ op: BinaryOperator, _ left: SetObject, _ right: SetObject) throws -> SetObject? {
        switch op {
        case .and: return try intersection(vm, left, right)
        case .or:
            let result = try copy(vm, left, type: resultType(left))
            try result.merge(vm, right)
            return result
        case .subtract: return try difference(vm, left, right)
        case .xor: return try symmetricDifference(vm, left, right)
        default: return nil
        }
    }

    static func subtract(_ vm: VM, _ set: SetObject, _ other: SetObject) throws {
        if set === other {
            set.removeAll()
            return
        }
        var position = 0
        while let entry = other.keptEntry(vm, &position) {
            _ = try set.remove(vm, entry.key, hash: entry.hash)
            if position & 0xFFFF == 0 { try vm.checkStop() }
        }
        set.table.compactIfSparse()
    }

    /// Toggles the values of `other`.
    static func toggle(_ vm: VM, _ set: SetObject, _ other: SetObject) throws {
        if set === other {
            set.removeAll()
            return
        }
        var position = 0
        while let entry = other.keptEntry(vm, &position) {
            if position & 0xFFFF == 0 { try vm.checkStop() }
            if try !set.remove(vm, entry.key, hash: entry.hash) { try set.insert(vm, entry.key, hash: entry.hash) }
        }
    }

    static func symmetricDifference(_ vm: VM, _ left: SetObject, _ right: SetObject) throws -> SetObject {
        let result = try copy(vm, right, type: resultType(left))
        try toggle(vm, result, left)
        return result
    }

    static func isSubset(_ vm: VM, _ left: SetObject, _ right: SetObject) throws -> Bool {
        if left.count > right.count { return false }
        var position = 0
        while let entry = left.keptEntry(vm, &position) {
            if position & 0xFFFF == 0 { try vm.checkInterrupt() }
            if try right.find(vm, entry.key, hash: entry.hash) == nil { return false }
        }
        return true
    }

    static func compare(_ vm: VM, _ method: Special, _ left: SetObject, _ right: SetObject) throws -> Bool {
        switch method {
        case .equal: return try left.count == right.count && isSubset(vm, left, right)
        case .notEqual: return try !(left.count == right.count && isSubset(vm, left, right))
        case .lessEqual: return try isSubset(vm, left, right)
        case .lessThan: return try left.count < right.count && isSubset(vm, left, right)
        case .greaterEqual: return try isSubset(vm, right, left)
        default: return try right.count < left.count && isSubset(vm, right, left)
        }
    }

    static func hash(_ vm: VM, _ set: SetObject) throws -> Int {
        if set.cachedHash != 0 { return set.cachedHash }
        var hash: UInt64 = 0
        var position = 0
        while let entry = set.nextEntry(&position) {
            let item = UInt64(bitPattern: Int64(entry.hash))
            hash ^= ((item ^ 89_869_747) ^ (item << 16)) &* 3_644_798_167
        }
        hash ^= (UInt64(set.count) &+ 1) &* 1_927_868_237
        hash ^= (hash >> 11) ^ (hash >> 25)
        hash = hash &* 69_069 &+ 907_133_923
        if hash == UInt64.max { hash = 590_923_713 }
        set.cachedHash = Int(truncatingIfNeeded: Int64(bitPattern: hash))
        return set.cachedHash
    }

    // MARK: Methods

    private static func addChanges(_ type: TypeObject) {
        type.method("add", "self, element, /", doc: "Add an element to a set.") { vm, arguments in
            try arguments.set().insert(vm, arguments[1])
            return .none
        }
        type.method("discard", "self, element, /", doc: "Remove an element from a set if it is a member.") {
            vm, arguments in
            try arguments.set().remove(vm, try lookupKey(vm, arguments[1]))
            return .none
        }
        type.method("remove", "self, element, /", doc: "Remove an element from a set; it must be a member.") {
            vm, arguments in
            if try !arguments.set().remove(vm, try lookupKey(vm, arguments[1])) { throw vm.keyError(arguments[1]) }
            return .none
        }
        type.method("pop", "self, /", doc: "Remove and return an arbitrary set element.") { vm, arguments in
            guard let value = arguments.set().popAny(vm) else { throw vm.keyError(vm.string("pop from an empty set")) }
            return value
        }
        type.method("clear", "self, /", doc: "Remove all elements from this set.") { _, arguments in
            arguments.set().removeAll()
            return .none
        }
        type.method("update", "self, /, *others", doc: "Update a set with the union of itself and others.") {
            vm, arguments in
            for source in arguments.star(1) { try add(vm, to: arguments.set(), from: source) }
            return .none
        }
        type.method("intersection_update", "self, /, *others", doc: "Keep only elements found in all others.") {
            vm, arguments in
            let set = arguments.set()
            for source in arguments.star(1) {
                let result = try intersection(vm, set, try other(vm, source))
                set.removeAll()
                try set.merge(vm, result)
            }
            return .none
        }
        type.method("difference_update", "self, /, *others", doc: "Remove all elements of the others.") {
            vm, arguments in
            for source in arguments.star(1) { try subtract(vm, arguments.set(), try other(vm, source)) }
            return .none
        }
        type.method("symmetric_difference_update", "self, other, /") { vm, arguments in
            try toggle(vm, arguments.set(), try other(vm, arguments[1]))
            return .none
        }
        let inPlace: [(Special, (VM, SetObject, SetObject) throws -> Void)] = [
            (.inPlaceOr, { vm, set, other in try set.merge(vm, other) }),
            (.inPlaceSubtract, { vm, set, other in try subtract(vm, set, other) }),
            (.inPlaceXor, { vm, set, other in try toggle(vm, set, other) }),
            (
                .inPlaceAnd,
                { vm, set, other in
                    let result = try intersection(vm, set, other)
                    set.removeAll()
                    try set.merge(vm, result)
                }
            ),
        ]
        for (method, body) in inPlace {
            type.special(method, "self, value, /") { vm, arguments in
                guard let other = setOperand(arguments[1]) else { return .notImplemented }
                try body(vm, arguments.set(), try other(vm))
                return arguments[0]
            }
        }
    }

    /// An unhashable set stands for the frozenset of its values when it is looked for in a set.
    private static func lookupKey(_ vm: VM, _ value: Value) throws -> Value {
        guard let set = value.asSet, !set.isFrozen, vm.typeOf(value).special(.hash).isNone else { return value }
        return vm.value(try copy(vm, set, type: Types.frozenSet))
    }

    private static func addQueries(_ type: TypeObject) {
        type.special(.length, "self, /") { _, arguments in Value(arguments.set().count) }
        type.special(.contains, "self, key, /") { vm, arguments in
            Value(try arguments.set().contains(vm, try lookupKey(vm, arguments[1])))
        }
        type.special(.iterate, "self, /") { vm, arguments in vm.value(SetIterator(arguments.set())) }
        type.special(.representation, "self, /") { vm, arguments in
            let set = arguments.set()
            let name = set.type === Types.set ? nil : set.type.displayName
            if set.count == 0 { return vm.string("\(name ?? "set")()") }
            let text = try vm.withReprGuard(set) { () throws -> [UInt8] in
                let values = set.values
                let (open, close) = name.map { ("\($0)({", "})") } ?? ("{", "}")
                return try vm.joinedRepr(open, close, count: { values.count }, item: { values[$0] })
            }
            return text.map { vm.string($0) } ?? vm.string("\(name ?? "set")(...)")
        }
        type.method("copy", "self, /", doc: "Return a shallow copy of a set.") { vm, arguments in
            let set = arguments.set()
            if set.type === Types.frozenSet { return arguments[0] }
            return vm.value(try copy(vm, set, type: set.type.isScriptClass ? resultType(set) : set.type))
        }
        type.method("union", "self, /, *others", doc: "Return the union of sets as a new set.") { vm, arguments in
            let result = try copy(vm, arguments.set(), type: resultType(arguments.set()))
            for source in arguments.star(1) { try add(vm, to: result, from: source) }
            return vm.value(result)
        }
        type.method("intersection", "self, /, *others", doc: "Return the intersection of sets as a new set.") {
            vm, arguments in
            var result = arguments.set()
            if arguments.star(1).isEmpty { result = try copy(vm, result, type: resultType(result)) }
            for source in arguments.star(1) { result = try intersection(vm, result, try other(vm, source)) }
            return vm.value(result)
        }
        type.method("difference", "self, /, *others", doc: "Return the difference of sets as a new set.") {
            vm, arguments in
            var result = arguments.set()
            if arguments.star(1).isEmpty { result = try copy(vm, result, type: resultType(result)) }
            for source in arguments.star(1) { result = try difference(vm, result, try other(vm, source)) }
            return vm.value(result)
        }
        type.method("symmetric_difference", "self, other, /") { vm, arguments in
            vm.value(try symmetricDifference(vm, arguments.set(), try other(vm, arguments[1])))
        }
        type.method("isdisjoint", "self, other, /", doc: "Return True if two sets have a null intersection.") {
            vm, arguments in
            let (left, right) = (arguments.set(), try other(vm, arguments[1]))
            return Value(try intersection(vm, left, right).count == 0)
        }
        type.method("issubset", "self, other, /", doc: "Report whether another set contains this set.") {
            vm, arguments in
            Value(try isSubset(vm, arguments.set(), try other(vm, arguments[1])))
        }
        type.method("issuperset", "self, other, /", doc: "Report whether this set contains another set.") {
            vm, arguments in
            Value(try isSubset(vm, try other(vm, arguments[1]), arguments.set()))
        }
        type.classMethod("__class_getitem__", "cls, item, /") { vm, arguments in
            GenericAlias.make(vm, origin: arguments[0], item: arguments[1])
        }
    }

    // MARK: Operators

    /// Operators take sets and the set-like views of dictionaries.
    private static func setOperand(_ value: Value) -> ((VM) throws -> SetObject)? {
        if let set = value.asSet { return { _ in set } }
        if let view = value.object as? DictionaryView, view.kind != .values {
            return { vm in try other(vm, value) }
        }
        return nil
    }

    private static func addOperators(_ type: TypeObject) {
        let operations: [(Special, Special, (VM, SetObject, SetObject) throws -> SetObject)] = [
            (
                .or, .reflectedOr,
                { vm, left, right in
                    let result = try copy(vm, left, type: resultType(left))
                    try result.merge(vm, right)
                    return result
                }
            ),
            (.and, .reflectedAnd, { vm, left, right in try intersection(vm, left, right) }),
            (.subtract, .reflectedSubtract, { vm, left, right in try difference(vm, left, right) }),
            (.xor, .reflectedXor, { vm, left, right in try symmetricDifference(vm, left, right) }),
        ]
        for (method, reflected, body) in operations {
            type.special(method, "self, value, /") { vm, arguments in
                guard let other = arguments[1].asSet else { return .notImplemented }
                return vm.value(try body(vm, arguments.set(), other))
            }
            type.special(reflected, "self, value, /") { vm, arguments in
                guard let other = arguments[1].asSet else { return .notImplemented }
                return vm.value(try body(vm, other, arguments.set()))
            }
        }
        for method in VM.comparisons {
            type.special(method, "self, value, /") { vm, arguments in
                guard let other = arguments[1].asSet else { return .notImplemented }
                return Value(try compare(vm, method, arguments.set(), other))
            }
        }
    }
}

/// `iter(set)`
final class SetIterator: IteratorObject {
    private var set: SetObject?
    private var position = 0
    private let count: Int
    private var delivered = 0
    override var lengthHint: Int? { self.set == nil ? 0 : max(count - delivered, 0) }

    init(_ set: SetObject) {
        self.set = set
        count = set.count
        super.init(type: IteratorTypes.set)
    }

    override func next(_ vm: VM) throws -> Value? {
        guard let set else { return nil }
        if set.count != count {
            position = Int.max
            throw vm.error(.runtimeError, "Set changed size during iteration")
        }
        guard let value = set.nextValue(&position) else {
            self.set = nil
            return nil
        }
        delivered += 1
        return vm.pool.keep(value)
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        var rest: [Value] = []
        if let set {
            if set.count != count { throw vm.error(.runtimeError, "Set changed size during iteration") }
            var place = position
            while let value = set.nextValue(&place) { rest.append(value) }
        }
        return .iterating(vm, vm.list(rest))
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        if let set { visit(Value(borrowing: set)) }
    }
}
