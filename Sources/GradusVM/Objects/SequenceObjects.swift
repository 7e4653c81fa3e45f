/// A list: a growing buffer of owned values.
public final class ListObject: ContainerObject {
    // In this order: `ListLayout`.
    public private(set) var items: UnsafeMutablePointer<Value>
    public private(set) var count = 0
    private var capacity: Int

    public init(type: TypeObject = Types.list, capacity: Int = 0) {
        self.capacity = max(capacity, 4)
        items = UnsafeMutablePointer<Value>.allocate(capacity: self.capacity)
        super.init(type: type)
    }

    /// A list of values that it retains.
    public convenience init(_ values: some Collection<Value>, type: TypeObject = Types.list) {
        self.init(type: type, capacity: values.count)
        for value in values { append(value) }
    }

    /// A list that takes over the references of `count` values.
    convenience init(adopting values: UnsafeMutablePointer<Value>, count: Int) {
        self.init(capacity: count)
        items.update(from: values, count: count)
        self.count = count
    }

    deinit {
        Reclaimer.release(items, count: count)
        items.deallocate()
    }

    /// Borrowed; `index` must be in range.
    @inline(__always) public subscript(index: Int) -> Value { items[index] }

    public var buffer: UnsafeBufferPointer<Value> { UnsafeBufferPointer(start: items, count: count) }
    /// A copy of the values, borrowed from the list.
    public var values: [Value] { Array(buffer) }

    @inline(__always)
    public func append(_ value: Value) { appendOwned(value.retained()) }

    /// Takes over the reference.
    @inline(__always)
    func appendOwned(_ value: Value) {
        if count == capacity { grow(to: count + 1) }
        items[count] = value
        count += 1
    }

    public func reserve(_ total: Int) { if total > capacity { grow(to: total) } }

    @inline(never)
    private func grow(to needed: Int) {
        let room = max(needed, capacity + capacity / 2 + 4)
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: room)
        larger.update(from: items, count: count)
        items.deallocate()
        items = larger
        capacity = room
    }

    /// Replaces the value at an index in range.
    @inline(__always)
    public func set(_ index: Int, _ value: Value) {
        let old = items[index]
        items[index] = value.retained()
        old.release()
    }

    /// Inserts before an index in `0...count`.
    public func insert(_ value: Value, at index: Int) {
        if count == capacity { grow(to: count + 1) }
        var place = count
        while place > index {
            items[place] = items[place - 1]
            place -= 1
        }
        items[index] = value.retained()
        count += 1
    }

    /// Replaces `range` (in bounds) by other values.
    public func replace(_ range: Range<Int>, with values: [Value]) {
        for value in values { value.retain() }
        let removed = Array(UnsafeBufferPointer(start: items + range.lowerBound, count: range.count))
        let newCount = count - range.count + values.count
        if newCount > capacity { grow(to: newCount) }
        let tail = count - range.upperBound
        if tail > 0, values.count != range.count {
            (items + range.lowerBound + values.count).update(from: items + range.upperBound, count: tail)
        }
        for (offset, value) in values.enumerated() { items[range.lowerBound + offset] = value }
        count = newCount
        for value in removed { Reclaimer.release(value) }
    }

    /// Removes the value at an index in range; the caller gets its reference.
    func removeOwned(at index: Int) -> Value {
        let value = items[index]
        let tail = count - index - 1
        if tail > 0 { (items + index).update(from: items + index + 1, count: tail) }
        count -= 1
        return value
    }

    public func removeAll() {
        let old = items
        let oldCount = count
        capacity = 4
        items = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
        count = 0
        Reclaimer.release(old, count: oldCount)
        old.deallocate()
    }

    /// Puts values that are already in the list into another order (sort, reverse): `permutation` holds the same values.
    public func reorder(_ permutation: [Value]) {
        guard permutation.count == count else { return }
        for (index, value) in permutation.enumerated() { items[index] = value }
    }

    public override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        for index in 0..<count { visit(items[index]) }
    }

    public override func dropReferences() {
        removeAll()
        super.dropReferences()
    }
}

/// A tuple: a fixed buffer of owned values.
public final class TupleObject: ContainerObject {
    // In this order: `TupleLayout`.
    public private(set) var items: UnsafeMutablePointer<Value>
    public private(set) var count: Int
    fileprivate(set) var cachedHash = 0
    private var isDropped = false

    /// A tuple of values that it retains.
    public init(_ values: some Collection<Value>, type: TypeObject = Types.tuple) {
        count = values.count
        items = UnsafeMutablePointer<Value>.allocate(capacity: max(count, 1))
        for (index, value) in values.enumerated() { items[index] = value.retained() }
        super.init(type: type)
    }

    /// A tuple of Nones.
    init(noneTimes count: Int) {
        self.count = count
        items = UnsafeMutablePointer<Value>.allocate(capacity: max(count, 1))
        items.initialize(repeating: .none, count: count)
        super.init(type: Types.tuple)
    }

    /// A tuple that takes over the references of `count` values.
    init(adopting values: UnsafeMutablePointer<Value>, count: Int) {
        self.count = count
        items = UnsafeMutablePointer<Value>.allocate(capacity: max(count, 1))
        items.update(from: values, count: count)
        super.init(type: Types.tuple)
    }

    deinit {
        if !isDropped { Reclaimer.release(items, count: count) }
        items.deallocate()
    }

    @inline(__always) public subscript(index: Int) -> Value { items[index] }
    public var buffer: UnsafeBufferPointer<Value> { UnsafeBufferPointer(start: items, count: count) }
    public var values: [Value] { Array(buffer) }

    public override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        for index in 0..<count { visit(items[index]) }
    }

    public override func dropReferences() {
        // The items stay readable until the tuple dies: they become None.
        if !isDropped {
            let owned = values
            for index in 0..<count { items[index] = .none }
            for value in owned { Reclaimer.release(value) }
        }
        super.dropReferences()
    }
}
