extension ListObject {
    /// A list of the items of two others.
    convenience init(joining a: UnsafeBufferPointer<Value>, _ b: UnsafeBufferPointer<Value>) {
        self.init(capacity: a.count + b.count)
        let layout = Value(borrowing: self).layout(ListLayout.self)
        copyRetained(a, to: layout.pointee.items)
        copyRetained(b, to: layout.pointee.items + a.count)
        layout.pointee.count = a.count + b.count
    }

    /// A list of the same items.
    convenience init(copying items: UnsafeBufferPointer<Value>) {
        self.init(capacity: items.count)
        let layout = Value(borrowing: self).layout(ListLayout.self)
        copyRetained(items, to: layout.pointee.items)
        layout.pointee.count = items.count
    }

    /// Appends items that may be this list's own.
    func appendRetained(_ items: UnsafeBufferPointer<Value>, from start: Int) {
        guard let source = items.baseAddress, items.count > 0 else { return }
        let layout = Value(borrowing: self).layout(ListLayout.self)
        copyRetained(UnsafeBufferPointer(start: source, count: items.count), to: layout.pointee.items + start)
        layout.pointee.count = start + items.count
    }
}

extension TupleObject {
    /// A tuple of the items of two others.
    convenience init(joining a: UnsafeBufferPointer<Value>, _ b: UnsafeBufferPointer<Value>) {
        let total = a.count + b.count
        let room = UnsafeMutablePointer<Value>.allocate(capacity: max(total, 1))
        defer { room.deallocate() }
        copyRetained(a, to: room)
        copyRetained(b, to: room + a.count)
        self.init(adopting: room, count: total)
    }
}

/// Copies values and counts a reference of each.
@inline(__always)
func copyRetained(_ values: UnsafeBufferPointer<Value>, to target: UnsafeMutablePointer<Value>) {
    for index in 0..<values.count {
        let value = values[index]
        value.retain()
        target[index] = value
    }
}
