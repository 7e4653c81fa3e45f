/// New lists and tuples of values that others own, made without arrays in between.
enum SequenceBuilding {
    /// An owned list of the items of `a`, then those of `b`.
    @inline(__always)
    static func list(
        _ a: UnsafeBufferPointer<Value>, _ b: UnsafeBufferPointer<Value> = UnsafeBufferPointer(start: nil, count: 0)
    ) -> Value {
        let list = Recycler.list(capacity: a.count + b.count)
        let layout = list.layout(ListLayout.self)
        copyRetained(a, to: layout.pointee.items)
        copyRetained(b, to: layout.pointee.items + a.count)
        layout.pointee.count = a.count + b.count
        return list
    }

    /// An owned tuple of the items of `a`, then those of `b`; together there is at least one.
    @inline(__always)
    static func tuple(
        _ a: UnsafeBufferPointer<Value>, _ b: UnsafeBufferPointer<Value> = UnsafeBufferPointer(start: nil, count: 0)
    ) -> Value {
        let tuple = Recycler.tuple(count: a.count + b.count)
        let items = tuple.layout(TupleLayout.self).pointee.items
        copyRetained(a, to: items)
        copyRetained(b, to: items + a.count)
        return tuple
    }

    /// Appends items to a list that has been asked to reserve room for them.
    @inline(__always)
    static func append(_ items: UnsafeBufferPointer<Value>, to list: ListObject) {
        let layout = Value(borrowing: list).layout(ListLayout.self)
        copyRetained(items, to: layout.pointee.items + layout.pointee.count)
        layout.pointee.count += items.count
    }

    /// Copies values and counts a reference of each.
    @inline(__always)
    static func copyRetained(_ values: UnsafeBufferPointer<Value>, to target: UnsafeMutablePointer<Value>) {
        var index = 0
        while index < values.count {
            let value = values[index]
            value.retain()
            target[index] = value
            index &+= 1
        }
    }
}

extension UnsafeMutablePointer<TupleLayout> {
    /// The items of a tuple, or of a list, which begins as a tuple does.
    @inline(__always)
    var buffer: UnsafeBufferPointer<Value> { UnsafeBufferPointer(start: pointee.items, count: pointee.count) }
}
