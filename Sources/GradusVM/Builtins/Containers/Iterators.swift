/// The types of native iterators.
enum IteratorTypes {
    nonisolated(unsafe) static let tuple = make("tuple_iterator")
    nonisolated(unsafe) static let set = make("set_iterator")
    nonisolated(unsafe) static let reversedList = make("list_reverseiterator")
    nonisolated(unsafe) static let callable = make("callable_iterator")
    nonisolated(unsafe) static let reversed = make("reversed")
    nonisolated(unsafe) static let zip = make("zip")
    nonisolated(unsafe) static let map = make("map")
    nonisolated(unsafe) static let filter = make("filter")
    nonisolated(unsafe) static let enumerate = make("enumerate")
    nonisolated(unsafe) private static let keys = make("dict_keyiterator")
    nonisolated(unsafe) private static let values = make("dict_valueiterator")
    nonisolated(unsafe) private static let items = make("dict_itemiterator")
    nonisolated(unsafe) private static let reverseKeys = make("dict_reversekeyiterator")
    nonisolated(unsafe) private static let reverseValues = make("dict_reversevalueiterator")
    nonisolated(unsafe) private static let reverseItems = make("dict_reverseitemiterator")

    static func dictionary(_ kind: DictionaryView.Kind, isReversed: Bool) -> TypeObject {
        switch kind {
        case .keys: return isReversed ? reverseKeys : keys
        case .values: return isReversed ? reverseValues : values
        case .items: return isReversed ? reverseItems : items
        }
    }

    /// A type whose instances are `IteratorObject`s, with `__iter__` and `__next__`.
    static func make(_ name: String, populate: ((TypeObject) -> Void)? = nil) -> TypeObject {
        Types.iterator(name) { type in
            populateIterator(type)
            populate?(type)
        }
    }

    /// `__iter__` and `__next__` of native iterators.
    static func populateIterator(_ type: TypeObject) {
        populateIteration(type)
        addReduction(to: type)
    }

    /// The same without what copies it.
    static func populateIteration(_ type: TypeObject) {
        type.special(.iterate, "self, /") { _, arguments in arguments[0] }
        type.special(.next, "self, /") { vm, arguments in
            guard let iterator = arguments[0].object as? IteratorObject else {
                throw vm.typeError("'\(vm.typeName(arguments[0]))' object is not an iterator")
            }
            guard let value = try iterator.next(vm) else { throw vm.stopIteration() }
            return value
        }
        type.method("__length_hint__", "self, /") { vm, arguments in
            guard let hint = (arguments[0].object as? IteratorObject)?.lengthHint else { return .notImplemented }
            return Value(hint)
        }
    }
}

/// An iterator that other iterators feed.
class DerivedIterator: IteratorObject {
    final let sources: [Strong]

    init(type: TypeObject, sources: [Value]) {
        self.sources = sources.map { Strong($0) }
        super.init(type: type)
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        for source in sources { visit(source.value) }
    }
}

/// `zip(*iterables, strict=False)`
final class ZipIterator: DerivedIterator {
    private var isStrict: Bool
    private var reused = ReusedTuple()

    deinit { reused.drop() }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        reused.visit(visit)
    }

    init(_ sources: [Value], isStrict: Bool) {
        self.isStrict = isStrict
        super.init(type: IteratorTypes.zip, sources: sources)
    }

    override func next(_ vm: VM) throws -> Value? { try nextBorrowed(vm) }

    override func nextOwned(_ vm: VM) throws -> Value {
        let count = sources.count
        if count == 0 { return .unbound }
        let tuple = reused.take(count: count)
        for index in 0..<count {
            let item: Value
            do {
                item = try vm.nextOwned(sources[index].value)
            } catch {
                tuple.release()
                throw error
            }
            if item.isUnbound {
                tuple.release()
                if isStrict { try checkEnd(vm, at: index) }
                return .unbound
            }
            ReusedTuple.set(tuple, index, item)
        }
        return tuple
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        CopyRecipe(IteratorTypes.zip, sources.map(\.value), state: isStrict ? .true : nil)
    }

    override func restore(_ vm: VM, _ state: Value) throws { isStrict = try vm.truth(state) }

    /// `strict=True`: all end together or it is an error.
    private func checkEnd(_ vm: VM, at place: Int) throws {
        func name(_ before: Int) -> String { before == 1 ? " 1" : "s 1-\(before)" }
        if place > 0 {
            throw vm.valueError("zip() argument \(place + 1) is shorter than argument\(name(place))")
        }
        for index in 1..<max(sources.count, 1) where try vm.next(sources[index].value) != nil {
            throw vm.valueError("zip() argument \(index + 1) is longer than argument\(name(index))")
        }
    }
}

/// `map(function, *iterables)`
final class MapIterator: DerivedIterator {
    private let function: Strong

    init(_ function: Value, _ sources: [Value]) {
        self.function = Strong(function)
        super.init(type: IteratorTypes.map, sources: sources)
    }

    override func nextOwned(_ vm: VM) throws -> Value {
        let mark = vm.pool.count
        guard sources.count == 1 else {
            guard let value = try next(vm) else {
                vm.pool.drain(to: mark)
                return .unbound
            }
            return vm.pool.take(value, above: mark)
        }
        let item = try vm.nextOwned(sources[0].value)
        if item.isUnbound { return item }
        defer { item.release() }
        return try vm.callOne(function.value, item)
    }

    override func next(_ vm: VM) throws -> Value? {
        if sources.count == 1 { return try nextBorrowed(vm) }
        var items: [Value] = []
        items.reserveCapacity(sources.count)
        for source in sources {
            guard let item = try vm.next(source.value) else { return nil }
            items.append(item)
        }
        return try vm.call(function.value, items)
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        CopyRecipe(IteratorTypes.map, [function.value] + sources.map(\.value))
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(function.value)
    }
}

/// `filter(function, iterable)` and `itertools.filterfalse`.
final class FilterIterator: DerivedIterator {
    private let function: Strong
    private let wanted: Bool

    init(_ function: Value, _ source: Value, wanted: Bool = true, type: TypeObject = IteratorTypes.filter) {
        self.function = Strong(function)
        self.wanted = wanted
        super.init(type: type, sources: [source])
    }

    override func next(_ vm: VM) throws -> Value? { try nextBorrowed(vm) }

    override func nextOwned(_ vm: VM) throws -> Value {
        while true {
            let item = try vm.nextOwned(sources[0].value)
            if item.isUnbound { return item }
            do {
                if try test(vm, item) == wanted { return item }
            } catch {
                item.release()
                throw error
            }
            item.release()
            try vm.checkInterrupt()
        }
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        CopyRecipe(type, [function.value, sources[0].value])
    }

    @inline(__always)
    private func test(_ vm: VM, _ item: Value) throws -> Bool {
        if function.value.isNone { return try vm.truth(item) }
        let result = try vm.callOne(function.value, item)
        if result.tag == .bool || result.tag == .int { return result.bits != 0 }
        let mark = vm.pool.count
        defer { vm.pool.drain(to: mark) }
        return try vm.truth(vm.pool.adopt(result))
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(function.value)
    }
}

/// `enumerate(iterable, start=0)`
final class EnumerateIterator: DerivedIterator {
    private var index: Int64
    /// Takes over from `index` beyond 64 bits.
    private var large: Strong?
    private var reused = ReusedTuple()

    deinit { reused.drop() }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        if let large { visit(large.value) }
        reused.visit(visit)
    }

    init(_ source: Value, start: Value) {
        index = start.tag == .int ? start.intBits : 0
        large = start.tag == .int ? nil : Strong(start)
        super.init(type: IteratorTypes.enumerate, sources: [source])
    }

    override func next(_ vm: VM) throws -> Value? { try nextBorrowed(vm) }

    override func nextOwned(_ vm: VM) throws -> Value {
        let item = try vm.nextOwned(sources[0].value)
        if item.isUnbound { return item }
        defer { item.release() }
        let number = large.map { vm.pool.keep($0.value) } ?? Value(index)
        if large == nil, index < Int64.max {
            index += 1
        } else {
            large = Strong(try vm.binary(.add, number, Value(1)))
        }
        let pair = reused.take(count: 2)
        ReusedTuple.set(pair, 0, number.retained())
        ReusedTuple.set(pair, 1, item.retained())
        return pair
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        CopyRecipe(IteratorTypes.enumerate, [sources[0].value, large.map { vm.pool.keep($0.value) } ?? Value(index)])
    }
}

/// `reversed(sequence)` by `__len__` and `__getitem__`.
final class ReversedIterator: IteratorObject {
    private let source: Strong
    private var position: Int

    init(_ source: Value, count: Int) {
        self.source = Strong(source)
        position = count - 1
        super.init(type: IteratorTypes.reversed)
    }

    var remaining: Int { position + 1 }
    override var lengthHint: Int? { remaining }

    override func next(_ vm: VM) throws -> Value? {
        guard position >= 0 else { return nil }
        position -= 1
        do {
            return try vm.getItem(source.value, Value(position + 1))
        } catch let error as Thrown where vm.isException(error, .indexError) || vm.isException(error, .stopIteration) {
            position = -1
            return nil
        }
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        position < 0
            ? .exhausted(vm) : CopyRecipe(IteratorTypes.reversed, [source.value], state: Value(position))
    }

    override func restore(_ vm: VM, _ state: Value) throws {
        if position >= 0 { position = try IteratorTypes.place(vm, state, in: -1...(try vm.length(source.value) - 1)) }
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(source.value)
    }
}

/// `iter(callable, sentinel)`
final class CallableIterator: IteratorObject {
    private var function: Strong?
    private let sentinel: Strong

    init(_ function: Value, sentinel: Value) {
        self.function = Strong(function)
        self.sentinel = Strong(sentinel)
        super.init(type: IteratorTypes.callable)
    }

    override func next(_ vm: VM) throws -> Value? {
        guard let function else { return nil }
        let value: Value
        do {
            value = try vm.call(function.value, [])
        } catch let error as Thrown where vm.isException(error, .stopIteration) {
            self.function = nil
            return nil
        }
        if try vm.isEqual(value, sentinel.value) {
            self.function = nil
            return nil
        }
        return value
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        guard let function else { return .exhausted(vm) }
        return CopyRecipe(vm.builtins.get("iter") ?? .none, [function.value, sentinel.value])
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        if let function { visit(function.value) }
        visit(sentinel.value)
    }
}
