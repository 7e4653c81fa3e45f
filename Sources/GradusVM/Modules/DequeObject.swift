#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `collections.deque`: a ring of values.
final class DequeObject: ContainerObject {
    /// Owned values at `head ..< head + count`, modulo the capacity, which is a power of two.
    private var ring: UnsafeMutablePointer<Value>
    private var mask = 7
    private var head = 0
    private(set) var count = 0
    var limit: Int?
    private(set) var version = 0

    override init(type: TypeObject) {
        ring = valueMemory(8)
        super.init(type: type)
    }

    deinit { Self.release(ring, head: head, count: count, mask: mask) }

    /// Releases the values of a ring and frees its memory.
    private static func release(_ ring: UnsafeMutablePointer<Value>, head: Int, count: Int, mask: Int) {
        if head + count <= mask + 1 { return Reclaimer.release(freeing: ring, first: head, count: count) }
        // The values go on at the start of the ring: those of the gap between are none.
        for place in (head + count) & mask..<head { ring[place] = .unbound }
        Reclaimer.release(freeing: ring, count: mask + 1)
    }

    subscript(index: Int) -> Value {
        get { ring[(head + index) & mask] }
        set {
            let old = self[index]
            ring[(head + index) & mask] = newValue.retained()
            old.release()
        }
    }

    private func grow() {
        let larger = valueMemory((mask + 1) * 2)
        for index in 0..<count { larger[index] = self[index] }
        free(ring)
        ring = larger
        mask = mask * 2 + 1
        head = 0
    }

    func append(_ value: Value) {
        version &+= 1
        if limit == 0 { return }
        let kept = value.retained()
        if let limit, count == limit { popFirst()?.release() }
        if count > mask { grow() }
        ring[(head + count) & mask] = kept
        count += 1
    }

    func prepend(_ value: Value) {
        version &+= 1
        if limit == 0 { return }
        let kept = value.retained()
        if let limit, count == limit { popLast()?.release() }
        if count > mask { grow() }
        head = (head - 1) & mask
        ring[head] = kept
        count += 1
    }

    /// The first value; the caller gets its reference.
    func popFirst() -> Value? {
        guard count > 0 else { return nil }
        let value = ring[head]
        head = (head + 1) & mask
        count -= 1
        version &+= 1
        return value
    }

    /// The last value; the caller gets its reference.
    func popLast() -> Value? {
        guard count > 0 else { return nil }
        count -= 1
        version &+= 1
        return ring[(head + count) & mask]
    }

    /// Moves so many of the last values to the front, the shorter way round.
    func rotate(_ steps: Int) {
        version &+= 1
        if steps <= count - steps {
            for _ in 0..<steps {
                let value = ring[(head + count - 1) & mask]
                head = (head - 1) & mask
                ring[head] = value
            }
        } else {
            for _ in 0..<(count - steps) {
                let value = ring[head]
                ring[(head + count) & mask] = value
                head = (head + 1) & mask
            }
        }
    }

    var values: [Value] { (0..<count).map { self[$0] } }

    func replaceAll(_ values: [Value]) {
        let kept = values.map { Strong($0) }
        removeAll()
        for value in kept { append(value.value) }
    }

    func removeAll() {
        let old = ring
        let (oldHead, oldCount, oldMask) = (head, count, mask)
        ring = valueMemory(8)
        (mask, head, count) = (7, 0, 0)
        version &+= 1
        Self.release(old, head: oldHead, count: oldCount, mask: oldMask)
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        for index in 0..<count { visit(self[index]) }
    }

    override func dropReferences() {
        removeAll()
        super.dropReferences()
    }

    nonisolated(unsafe) static let dequeType: TypeObject = TypeObject(
        name: "deque", module: "collections", bases: [Types.object], layout: .other, populate: populate)

    private static func deque(_ arguments: Arguments) -> DequeObject { arguments[0].cast(DequeObject.self) }

    private static func make(_ vm: VM, like other: DequeObject, _ values: [Value]) -> Value {
        let made = DequeObject(type: other.type)
        made.limit = other.limit
        for value in values { made.append(value) }
        return vm.value(made)
    }

    private static func populate(_ type: TypeObject) {
        // `match` takes it for a sequence.
        type.set("__gradus_sequence__", .true)
        type.constructor("cls, *args, **kwargs") { vm, arguments in
            vm.value(DequeObject(type: arguments.constructedType(dequeType)))
        }
        type.special(.initialize, "self, iterable=(), maxlen=None") { vm, arguments in
            let deque = deque(arguments)
            if let limit = arguments.orNone(2) {
                guard vm.hasIndex(limit) else { throw vm.typeError("an integer is required") }
                let number = try vm.index(limit)
                if number < 0 { throw vm.valueError("maxlen must be non-negative") }
                deque.limit = number
            }
            deque.removeAll()
            if let source = arguments.optional(1) {
                try vm.iterate(source) {
                    deque.append($0)
                    return true
                }
            }
            return .none
        }
        addChanges(type)
        addQueries(type)
        addOperators(type)
    }

    private static func addChanges(_ type: TypeObject) {
        type.method("append", "self, x, /") { _, arguments in
            deque(arguments).append(arguments[1])
            return .none
        }
        type.method("appendleft", "self, x, /") { _, arguments in
            deque(arguments).prepend(arguments[1])
            return .none
        }
        type.method("pop", "self, /") { vm, arguments in
            guard let value = deque(arguments).popLast() else { throw vm.indexError("pop from an empty deque") }
            return vm.pool.adopt(value)
        }
        type.method("popleft", "self, /") { vm, arguments in
            guard let value = deque(arguments).popFirst() else { throw vm.indexError("pop from an empty deque") }
            return vm.pool.adopt(value)
        }
        type.method("extend", "self, iterable, /") { vm, arguments in
            for value in try vm.array(from: arguments[1]) { deque(arguments).append(value) }
            return .none
        }
        type.method("extendleft", "self, iterable, /") { vm, arguments in
            for value in try vm.array(from: arguments[1]) { deque(arguments).prepend(value) }
            return .none
        }
        type.method("clear", "self, /") { _, arguments in
            deque(arguments).removeAll()
            return .none
        }
        type.method("rotate", "self, n=1, /") { vm, arguments in
            let deque = deque(arguments)
            guard deque.count > 1 else { return .none }
            var steps = try arguments.optional(1).map { try vm.index($0) } ?? 1
            steps %= deque.count
            if steps < 0 { steps += deque.count }
            deque.rotate(steps)
            return .none
        }
        type.method("reverse", "self, /") { _, arguments in
            deque(arguments).replaceAll(deque(arguments).values.reversed())
            return .none
        }
        type.method("insert", "self, index, value, /") { vm, arguments in
            let deque = deque(arguments)
            if let limit = deque.limit, deque.count >= limit {
                throw vm.indexError("deque already at its maximum size")
            }
            var index = try vm.index(arguments[1])
            if index < 0 { index = max(0, index + deque.count) }
            var values = deque.values
            values.insert(arguments[2], at: min(index, values.count))
            deque.replaceAll(values)
            return .none
        }
        type.method("remove", "self, value, /") { vm, arguments in
            let deque = deque(arguments)
            let version = deque.version
            for (index, value) in deque.values.map({ Strong($0) }).enumerated() {
                let isFound = try vm.isSame(value.value, arguments[1])
                if deque.version != version { throw vm.indexError("deque mutated during remove().") }
                if !isFound { continue }
                var values = deque.values
                values.remove(at: index)
                deque.replaceAll(values)
                return .none
            }
            throw vm.valueError("\(try vm.repr(arguments[1])) is not in deque")
        }
        type.special(.setItem, "self, key, value, /") { vm, arguments in
            deque(arguments)[try place(vm, arguments)] = arguments[2]
            return .none
        }
        type.special(.delItem, "self, key, /") { vm, arguments in
            var values = deque(arguments).values
            values.remove(at: try place(vm, arguments))
            deque(arguments).replaceAll(values)
            return .none
        }
    }

    private static func place(_ vm: VM, _ arguments: Arguments) throws -> Int {
        guard vm.hasIndex(arguments[1]) else {
            throw vm.typeError("sequence index must be integer, not '\(vm.typeName(arguments[1]))'")
        }
        guard let place = try vm.position(arguments[1], count: deque(arguments).count) else {
            throw vm.indexError("deque index out of range")
        }
        return place
    }

    private static func addQueries(_ type: TypeObject) {
        type.special(.getItem, "self, key, /") { vm, arguments in
            vm.pool.keep(deque(arguments)[try place(vm, arguments)])
        }
        type.special(.length, "self, /") { _, arguments in Value(deque(arguments).count) }
        type.special(.bool, "self, /") { _, arguments in Value(deque(arguments).count > 0) }
        type.special(.contains, "self, value, /") { vm, arguments in
            for value in deque(arguments).values where try vm.isSame(value, arguments[1]) { return .true }
            return .false
        }
        type.method("count", "self, value, /") { vm, arguments in
            Value(try deque(arguments).values.count { try vm.isSame($0, arguments[1]) })
        }
        type.method("index", "self, value, start=0, stop=9223372036854775807, /") { vm, arguments in
            let deque = deque(arguments)
            let start = try vm.bound(arguments.optional(2), count: deque.count, default: 0)
            let stop = try vm.bound(arguments.optional(3), count: deque.count, default: deque.count)
            var index = start
            while index < stop {
                if try vm.isSame(deque[index], arguments[1]) { return Value(index) }
                index += 1
            }
            throw vm.valueError("\(try vm.repr(arguments[1])) is not in deque")
        }
        for name in ["copy", "__copy__"] {
            type.method(name, "self, /") { vm, arguments in
                make(vm, like: deque(arguments), deque(arguments).values)
            }
        }
        type.property("maxlen") { _, value in value.cast(DequeObject.self).limit.map { Value($0) } ?? .none }
        type.special(.iterate, "self, /") { vm, arguments in iterate(vm, deque(arguments), backwards: false) }
        type.special(.reversed, "self, /") { vm, arguments in iterate(vm, deque(arguments), backwards: true) }
        type.special(.representation, "self, /") { vm, arguments in
            let deque = deque(arguments)
            let tail = deque.limit.map { "], maxlen=\($0))" } ?? "])"
            let text = try vm.withReprGuard(deque) {
                try vm.joinedRepr("\(deque.type.displayName)([", tail, count: { deque.count }, item: { deque[$0] })
            }
            return text.map { vm.string($0) } ?? vm.string("[...]")
        }
        type.set(Special.hash.interned, .none)
        type.classMethod("__class_getitem__", "cls, item, /") { vm, arguments in
            GenericAlias.make(vm, origin: arguments[0], item: arguments[1])
        }
    }

    nonisolated(unsafe) private static let iteratorType = IteratorTypes.make("_deque_iterator")

    private static func iterate(_ vm: VM, _ deque: DequeObject, backwards: Bool) -> Value {
        var index = 0
        let version = deque.version
        return vm.value(
            ItertoolsModule.Stateful(iteratorType, keeping: [Value(borrowing: deque)]) { vm in
                if deque.version != version { throw vm.error(.runtimeError, "deque mutated during iteration") }
                guard index < deque.count else { return nil }
                index += 1
                return vm.pool.keep(deque[backwards ? deque.count - index : index - 1])
            })
    }

    private static func addOperators(_ type: TypeObject) {
        type.special(.add, "self, value, /") { vm, arguments in
            guard let other = arguments[1].object as? DequeObject else {
                throw vm.typeError("can only concatenate deque (not \"\(vm.typeName(arguments[1]))\") to deque")
            }
            return make(vm, like: deque(arguments), deque(arguments).values + other.values)
        }
        type.special(.inPlaceAdd, "self, value, /") { vm, arguments in
            for value in try vm.array(from: arguments[1]) { deque(arguments).append(value) }
            return arguments[0]
        }
        let multiply: NativeBody = { vm, arguments in
            guard let times = try vm.repeatCount(arguments[1]) else { return .notImplemented }
            let values = deque(arguments).values
            _ = try vm.checkSize(values.count, times: times)
            return make(vm, like: deque(arguments), Array((0..<times).map { _ in values }.joined()))
        }
        type.special(.inPlaceMultiply, "self, value, /") { vm, arguments in
            guard let times = try vm.repeatCount(arguments[1]) else { return .notImplemented }
            let own = deque(arguments)
            if times == 0 {
                own.removeAll()
                return arguments[0]
            }
            let values = own.values
            _ = try vm.checkSize(values.count, times: times)
            // A deque with a limit keeps the last of them: no more than fill it are needed.
            let needed = own.limit.map { min(times - 1, $0 / max(1, values.count) + 1) } ?? times - 1
            for _ in 0..<needed { for value in values { own.append(value) } }
            return arguments[0]
        }
        type.special(.multiply, "self, value, /", multiply)
        type.special(.reflectedMultiply, "self, value, /", multiply)
        for method in VM.comparisons {
            type.special(method, "self, value, /") { vm, arguments in
                guard let right = arguments[1].object as? DequeObject else { return .notImplemented }
                let left = deque(arguments)
                return try vm.compareSequences(method, { left[$0] }, { left.count }, { right[$0] }, { right.count })
            }
        }
    }
}
