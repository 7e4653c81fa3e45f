#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Short-lived objects of the kinds that programs make most are not freed but kept for the next one of their kind:
/// making and freeing an object of Swift's costs several calls, taking one from a list a few instructions.
enum Recycler {
    /// The state of an object that one reference of Swift's keeps and nothing else does (no weak reference, no unowned one).
    private static let isUnique: UInt = 3
    /// How many objects of a kind are kept at most.
    private static let limit = 512

    /// Lists linked through a field that free objects do not need.
    private struct FreeList {
        var first: UnsafeMutableRawPointer?
        var count = 0
    }
    nonisolated(unsafe) private static var singles = FreeList()
    nonisolated(unsafe) private static var pairs = FreeList()
    nonisolated(unsafe) private static var triples = FreeList()
    nonisolated(unsafe) private static var lists = FreeList()
    nonisolated(unsafe) private static var instances = FreeList()
    nonisolated(unsafe) private static var dictionaries = FreeList()
    nonisolated(unsafe) private static var exceptions = FreeList()

    /// The classes whose objects are recycled, known once `prepare` has seen one of each.
    nonisolated(unsafe) private static var tupleType: UInt = 0
    nonisolated(unsafe) private static var listType: UInt = 0
    nonisolated(unsafe) private static var dictionaryType: UInt = 0
    nonisolated(unsafe) private static var instanceClass: UInt = 0
    nonisolated(unsafe) private static var exceptionClass: UInt = 0

    static func prepare() {
        tupleType = UInt(bitPattern: Unmanaged.passUnretained(Types.tuple).toOpaque())
        listType = UInt(bitPattern: Unmanaged.passUnretained(Types.list).toOpaque())
        dictionaryType = UInt(bitPattern: Unmanaged.passUnretained(Types.dictionary).toOpaque())
        let instance = InstanceObject(type: Types.object)
        withExtendedLifetime(instance) { instanceClass = Value(borrowing: instance).layout.pointee.metadata }
        let exception = ExceptionObject(type: Types.baseException, arguments: TupleObject([]))
        withExtendedLifetime(exception) { exceptionClass = Value(borrowing: exception).layout.pointee.metadata }
    }

    // MARK: Making

    /// An owned tuple whose items (None for now) the caller fills with owned values.
    @inline(__always)
    static func tuple(count: Int) -> Value {
        switch count {
        case 1: if let tuple = take(&singles) { return tuple }
        case 2: if let tuple = take(&pairs) { return tuple }
        case 3: if let tuple = take(&triples) { return tuple }
        default: break
        }
        return Value(owning: TupleObject(noneTimes: count))
    }

    @inline(__always)
    private static func take(_ list: inout FreeList) -> Value? {
        guard let memory = list.first else { return nil }
        let tuple = memory.assumingMemoryBound(to: TupleLayout.self)
        list.first = UnsafeMutableRawPointer(tuple.pointee.object.slots)
        list.count &-= 1
        tuple.pointee.object.slots = nil
        return revive(memory, .tuple)
    }

    /// An owned pair of values that it retains.
    @inline(__always)
    static func pair(_ first: Value, _ second: Value) -> Value {
        let tuple = tuple(count: 2)
        let items = tuple.layout(TupleLayout.self).pointee.items
        items[0] = first.retained()
        items[1] = second.retained()
        return tuple
    }

    /// An owned, empty list.
    @inline(__always)
    static func list(capacity: Int) -> Value {
        if let memory = lists.first {
            let list = memory.assumingMemoryBound(to: ListLayout.self)
            lists.first = UnsafeMutableRawPointer(list.pointee.object.slots)
            lists.count &-= 1
            list.pointee.object.slots = nil
            if capacity > list.pointee.capacity {
                free(list.pointee.items)
                list.pointee.items = valueMemory(capacity)
                list.pointee.capacity = capacity
            }
            return revive(memory, .list)
        }
        return Value(owning: ListObject(capacity: capacity))
    }

    /// An owned, empty dictionary.
    @inline(__always)
    static func dictionary() -> Value {
        guard let memory = dictionaries.first else { return Value(owning: DictionaryObject()) }
        let dictionary = memory.assumingMemoryBound(to: DictionaryLayout.self)
        dictionaries.first = UnsafeMutableRawPointer(dictionary.pointee.object.slots)
        dictionaries.count &-= 1
        dictionary.pointee.object.slots = nil
        return revive(memory, .dictionary)
    }

    /// An owned instance of a class of the language without attributes.
    @inline(__always)
    static func instance(_ type: TypeObject) -> Value {
        guard let memory = instances.first, let shape = type.rootShape, type.instanceTag == .object else {
            return Value(owning: InstanceObject(type: type))
        }
        let instance = memory.assumingMemoryBound(to: InstanceLayout.self)
        instances.first = UnsafeMutableRawPointer(instance.pointee.object.shape)
        instances.count &-= 1
        instance.pointee.object.type = Unmanaged.passUnretained(type).toOpaque().assumingMemoryBound(
            to: TypeLayout.self)
        instance.pointee.object.shape = Unmanaged.passUnretained(shape).toOpaque().assumingMemoryBound(
            to: ShapeLayout.self)
        return revive(memory, .object)
    }

    /// An owned exception of a class without a constructor of its own; takes over the reference of its arguments, a tuple.
    static func exception(_ type: TypeObject, owning arguments: Value) -> Value {
        guard let memory = exceptions.first, let shape = type.rootShape, type.instanceTag == .exception else {
            return Value(owning: ExceptionObject(type: type, owning: arguments))
        }
        let exception = memory.assumingMemoryBound(to: ExceptionLayout.self)
        exceptions.first = UnsafeMutableRawPointer(exception.pointee.object.shape)
        exceptions.count &-= 1
        exception.pointee.object.type = Unmanaged.passUnretained(type).toOpaque().assumingMemoryBound(
            to: TypeLayout.self)
        exception.pointee.object.shape = Unmanaged.passUnretained(shape).toOpaque().assumingMemoryBound(
            to: ShapeLayout.self)
        exception.pointee.arguments = arguments
        return revive(memory, .exception)
    }

    @inline(__always)
    private static func revive(_ memory: UnsafeMutableRawPointer, _ tag: Tag) -> Value {
        memory.assumingMemoryBound(to: ObjectLayout.self).pointee.references = 1
        CycleCollector.track(memory)
        return Value(tag: tag, bits: UInt64(UInt(bitPattern: memory)))
    }

    // MARK: Keeping

    /// Keeps an object that no value owns any more, when it is one of those. False: Swift must free it.
    @inline(__always)
    static func keep(_ value: Value) -> Bool {
        guard value.layout.pointee.swiftCounts == isUnique else { return false }
        switch value.tag {
        case .tuple: return keepTuple(value)
        case .list: return keepList(value)
        case .object: return keepInstance(value) || ComplexObject.keep(value)
        case .bigInt: return BigIntObject.keep(value)
        case .slice: return SliceObject.keep(value)
        case .string: return StringObject.keep(value)
        case .dictionary: return keepDictionary(value)
        case .exception: return keepException(value)
        default: return false
        }
    }

    private static func keepTuple(_ value: Value) -> Bool {
        let tuple = value.layout(TupleLayout.self)
        let count = tuple.pointee.count
        guard UInt(bitPattern: tuple.pointee.object.type) == tupleType, !tuple.pointee.isDropped else { return false }
        switch count {
        case 1: if singles.count >= limit { return false }
        case 2: if pairs.count >= limit { return false }
        case 3: if triples.count >= limit { return false }
        default: return false
        }
        CycleCollector.forget(tuple)
        let items = tuple.pointee.items
        Reclaimer.release(items, count: count)
        for index in 0..<count { items[index] = .none }
        tuple.pointee.cachedHash = 0
        // Releasing may have run code that made and freed tuples: the lists are touched only now.
        switch count {
        case 1: push(tuple, on: &singles)
        case 2: push(tuple, on: &pairs)
        default: push(tuple, on: &triples)
        }
        return true
    }

    @inline(__always)
    private static func push(_ tuple: UnsafeMutablePointer<TupleLayout>, on list: inout FreeList) {
        tuple.pointee.object.slots = list.first?.assumingMemoryBound(to: Value.self)
        list.first = UnsafeMutableRawPointer(tuple)
        list.count &+= 1
    }

    private static func keepList(_ value: Value) -> Bool {
        let list = value.layout(ListLayout.self)
        guard UInt(bitPattern: list.pointee.object.type) == listType, list.pointee.capacity <= 64, lists.count < limit
        else { return false }
        CycleCollector.forget(list)
        let count = list.pointee.count
        list.pointee.count = 0
        Reclaimer.release(list.pointee.items, count: count)
        list.pointee.object.slots = lists.first?.assumingMemoryBound(to: Value.self)
        lists.first = UnsafeMutableRawPointer(list)
        lists.count &+= 1
        return true
    }

    private static func keepDictionary(_ value: Value) -> Bool {
        let dictionary = value.layout(DictionaryLayout.self)
        guard UInt(bitPattern: dictionary.pointee.object.type) == dictionaryType, dictionary.pointee.table.isSmall,
            dictionaries.count < limit
        else { return false }
        CycleCollector.forget(dictionary)
        // No value owns the dictionary, so code that runs now does not see its table.
        dictionary.pointee.table.releaseAll()
        dictionary.pointee.table.reset()
        dictionary.pointee.object.slots = dictionaries.first?.assumingMemoryBound(to: Value.self)
        dictionaries.first = UnsafeMutableRawPointer(dictionary)
        dictionaries.count &+= 1
        return true
    }

    private static func keepException(_ value: Value) -> Bool {
        let exception = value.layout(ExceptionLayout.self)
        guard exception.pointee.object.metadata == exceptionClass, exception.pointee.object.slots == nil,
            exceptions.count < limit, !WeakReferences.isWatching
        else { return false }
        CycleCollector.forget(exception)
        value.unmanaged._withUnsafeGuaranteedRef { unsafeDowncast($0, to: ExceptionObject.self).forget() }
        let arguments = exception.pointee.arguments
        exception.pointee.arguments = .unbound
        exception.pointee.object.isFinalized = false
        Reclaimer.release(arguments)
        exception.pointee.object.shape = exceptions.first?.assumingMemoryBound(to: ShapeLayout.self)
        exceptions.first = UnsafeMutableRawPointer(exception)
        exceptions.count &+= 1
        return true
    }

    private static func keepInstance(_ value: Value) -> Bool {
        let instance = value.layout(InstanceLayout.self)
        guard instance.pointee.object.metadata == instanceClass, instance.pointee.payload == 0,
            instances.count < limit, let shape = instance.pointee.object.shape, shape.pointee.capacity == 4,
            !Unmanaged<TypeObject>.fromOpaque(instance.pointee.object.type)._withUnsafeGuaranteedRef({ $0.hasFinalizer }
            )
        else { return false }
        CycleCollector.forget(instance)
        if let slots = instance.pointee.object.slots { Reclaimer.release(slots, count: shape.pointee.count) }
        instance.pointee.object.shape = instances.first?.assumingMemoryBound(to: ShapeLayout.self)
        instances.first = UnsafeMutableRawPointer(instance)
        instances.count &+= 1
        return true
    }
}
