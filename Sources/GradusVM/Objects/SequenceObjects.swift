#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Memory for values, which `free` takes back.
@inline(__always)
func valueMemory(_ count: Int) -> UnsafeMutablePointer<Value> {
    plainMemory(max(count, 1) * MemoryLayout<Value>.stride).assumingMemoryBound(to: Value.self)
}

/// A list: a growing buffer of owned values.
public final class ListObject: ContainerObject {
    // In this order: `ListLayout`.
    public private(set) var items: UnsafeMutablePointer<Value>
    public private(set) var count = 0
    private var capacity: Int

    public init(type: TypeObject = Types.list, capacity: Int = 0) {
        self.capacity = max(capacity, 4)
        items = valueMemory(self.capacity)
        super.init(type: type)
    }

    /// A list of values that it retains.
    public convenience init(_ values: some Collection<Value>, type: TypeObject = Types.list) {
        self.init(type: type, capacity: values.count)
        // Arrays of other modules, for which this is not specialised, go as one row.
        let isDone: Void? = values.withContiguousStorageIfAvailable { row in
            // Of very many, Ctrl-C leaves some out: the call that wanted the list raises.
            for start in stride(from: 0, to: row.count, by: 1 << 20) {
                if start > 0, Attention.isLeaving() { return }
                append(contentsOf: UnsafeBufferPointer(rebasing: row[start..<min(start + 1 << 20, row.count)]))
            }
        }
        if isDone == nil { for value in values { append(value) } }
    }

    /// A list that takes over the references of `count` values.
    convenience init(adopting values: UnsafeMutablePointer<Value>, count: Int) {
        self.init(capacity: count)
        items.update(from: values, count: count)
        self.count = count
    }

    deinit { Reclaimer.release(freeing: items, count: count) }

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

    /// Retains the values.
    func append(contentsOf values: UnsafeBufferPointer<Value>) {
        if count + values.count > capacity { grow(to: count + values.count) }
        for index in 0..<values.count { items[count + index] = values[index].retained() }
        count += values.count
    }

    public func reserve(_ total: Int) { if total > capacity { grow(to: total) } }

    /// Makes room for more items, as many again where it must move.
    public func reserve(growing extra: Int) { if count + extra > capacity { grow(to: count + extra) } }

    @inline(never)
    private func grow(to needed: Int) {
        let room = max(needed, capacity + capacity / 2 + 4)
        // The library moves large blocks without copying them.
        if let larger = realloc(items, room * MemoryLayout<Value>.stride) {
            items = larger.assumingMemoryBound(to: Value.self)
            LargePages.advise(larger, room * MemoryLayout<Value>.stride)
        } else {
            let larger = valueMemory(room)
            larger.update(from: items, count: count)
            free(items)
            items = larger
        }
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
        if index < count { memmove(items + index + 1, items + index, (count - index) * MemoryLayout<Value>.stride) }
        items[index] = value.retained()
        count += 1
    }

    /// Replaces `range` (in bounds) by other values.
    public func replace(_ range: Range<Int>, with values: [Value]) {
        if values.isEmpty, range.count == count { return removeAll() }
        for value in values { value.retain() }
        let removed = valueMemory(range.count)
        removed.update(from: items + range.lowerBound, count: range.count)
        let newCount = count - range.count + values.count
        if newCount > capacity { grow(to: newCount) }
        let tail = count - range.upperBound
        if tail > 0, values.count != range.count {
            (items + range.lowerBound + values.count).update(from: items + range.upperBound, count: tail)
        }
        for (offset, value) in values.enumerated() { items[range.lowerBound + offset] = value }
        count = newCount
        Reclaimer.release(freeing: removed, count: range.count)
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
        items = valueMemory(capacity)
        count = 0
        Reclaimer.release(freeing: old, count: oldCount)
    }

    /// The memory of a list that is empty for a while.
    struct Contents {
        fileprivate var items: UnsafeMutablePointer<Value>
        fileprivate let count: Int
        fileprivate var capacity: Int

        var buffer: UnsafeBufferPointer<Value> { UnsafeBufferPointer(start: items, count: count) }

        fileprivate init(_ items: UnsafeMutablePointer<Value>, _ count: Int, _ capacity: Int) {
            (self.items, self.count, self.capacity) = (items, count, capacity)
        }

        /// Puts the same values into another order.
        /// - Parameter body: writes all of them, after it has read them; where it throws, it has written nothing, or the
        ///   target was memory of its own (for more than `ownMemoryLimit` values).
        @inline(__always)
        mutating func reorder(
            _ body: (UnsafeBufferPointer<Value>, _ target: UnsafeMutablePointer<Value>) throws -> Void
        ) rethrows {
            if count <= Contents.ownMemoryLimit { return try body(buffer, items) }
            let target = valueMemory(count)
            do {
                try body(buffer, target)
            } catch {
                free(target)
                throw error
            }
            free(items)
            (items, capacity) = (target, count)
        }

        static let ownMemoryLimit = 1 << 16
    }

    /// Makes the list empty; the items stay alive in what is returned, which must go to `returnContents`.
    func takeContents() -> Contents {
        let taken = Contents(items, count, capacity)
        capacity = 4
        items = valueMemory(capacity)
        count = 0
        return taken
    }

    /// Puts contents back in place of what the list holds now; only once.
    func returnContents(_ taken: Contents) {
        let (old, oldCount) = (items, count)
        (items, count, capacity) = (taken.items, taken.count, taken.capacity)
        Reclaimer.release(freeing: old, count: oldCount)
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
        items = valueMemory(max(count, 1))
        for (index, value) in values.enumerated() { items[index] = value.retained() }
        super.init(type: type)
    }

    /// A tuple of Nones.
    init(noneTimes count: Int) {
        self.count = count
        items = valueMemory(max(count, 1))
        items.initialize(repeating: .none, count: count)
        super.init(type: Types.tuple)
    }

    /// A tuple that takes over the references of `count` values.
    init(adopting values: UnsafeMutablePointer<Value>, count: Int) {
        self.count = count
        items = valueMemory(max(count, 1))
        items.update(from: values, count: count)
        super.init(type: Types.tuple)
    }

    deinit {
        if isDropped { free(items) } else { Reclaimer.release(freeing: items, count: count) }
    }

    @inline(__always) public subscript(index: Int) -> Value { items[index] }
    public var buffer: UnsafeBufferPointer<Value> { UnsafeBufferPointer(start: items, count: count) }
    public var values: [Value] { Array(buffer) }

    /// The item that a named field stands for; nil in a tuple that is too short for its type.
    public func field(_ index: Int) -> Value? { index < count ? items[index] : nil }

    public override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        for index in 0..<count { visit(items[index]) }
    }

    public override func dropReferences() {
        // The items stay readable until the tuple dies: they become None.
        if !isDropped {
            let owned = items
            items = valueMemory(count)
            items.initialize(repeating: .none, count: count)
            Reclaimer.release(freeing: owned, count: count)
        }
        super.dropReferences()
    }
}
