/// New lists and tuples of values that others own, made without arrays in between. Long ones end early on Ctrl-C (see
/// `Attention.isLeaving`), with as many items as were copied.
enum SequenceBuilding {
    /// An owned list of the items of `a`, then those of `b`.
    @inline(__always)
    static func list(
        _ a: UnsafeBufferPointer<Value>, _ b: UnsafeBufferPointer<Value> = UnsafeBufferPointer(start: nil, count: 0)
    ) -> Value {
        let list = Recycler.list(capacity: a.count + b.count)
        let layout = list.layout(ListLayout.self)
        let first = copyRetained(a, to: layout.pointee.items)
        layout.pointee.count = first + copyRetained(b, to: layout.pointee.items + first)
        return list
    }

    /// An owned tuple of the items of `a`, then those of `b`; together there is at least one.
    @inline(__always)
    static func tuple(
        _ a: UnsafeBufferPointer<Value>, _ b: UnsafeBufferPointer<Value> = UnsafeBufferPointer(start: nil, count: 0)
    ) -> Value {
        let tuple = Recycler.tuple(count: a.count + b.count)
        let items = tuple.layout(TupleLayout.self).pointee.items
        let first = copyRetained(a, to: items)
        // The rest is None, as in a new tuple.
        _ = copyRetained(b, to: items + first)
        return tuple
    }

    /// Appends items to a list that has been asked to reserve room for them.
    @inline(__always)
    static func append(_ items: UnsafeBufferPointer<Value>, to list: ListObject) {
        let layout = Value(borrowing: list).layout(ListLayout.self)
        layout.pointee.count += copyRetained(items, to: layout.pointee.items + layout.pointee.count)
    }

    /// Copies values and counts a reference of each.
    /// - Returns: how many: fewer than there are where somebody interrupts a long copy.
    @inline(__always)
    private static func copyRetained(
        _ values: UnsafeBufferPointer<Value>, to target: UnsafeMutablePointer<Value>
    ) -> Int {
        if values.count > stretch { return copyMany(values, to: target) }
        return copyRetained(values, 0, values.count, to: target)
    }

    @inline(__always)
    private static func copyRetained(
        _ values: UnsafeBufferPointer<Value>, _ start: Int, _ end: Int, to target: UnsafeMutablePointer<Value>
    ) -> Int {
        var index = start
        while index < end {
            let value = values[index]
            value.retain()
            target[index] = value
            index &+= 1
        }
        return end
    }

    private static let stretch = 1 << 18

    @inline(never)
    private static func copyMany(_ values: UnsafeBufferPointer<Value>, to target: UnsafeMutablePointer<Value>) -> Int {
        var done = 0
        while done < values.count {
            done = copyRetained(values, done, min(done + stretch, values.count), to: target)
            if done < values.count, Attention.isLeaving() { break }
        }
        return done
    }
}

extension UnsafeMutablePointer<TupleLayout> {
    /// The items of a tuple, or of a list, which begins as a tuple does.
    @inline(__always)
    var buffer: UnsafeBufferPointer<Value> { UnsafeBufferPointer(start: pointee.items, count: pointee.count) }
}
