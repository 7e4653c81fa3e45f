/// The tuple that an iterator hands out again and again, as long as nobody else keeps it: loops that unpack it at once
/// make no new tuples.
struct ReusedTuple {
    private var tuple = Value.unbound

    /// An owned tuple whose `count` items (None, or what they were) the caller replaces by owned values.
    @inline(__always)
    mutating func take(count: Int) -> Value {
        if !tuple.isUnbound {
            let layout = tuple.layout(TupleLayout.self)
            // One value (this one) and one reference of Swift's behind it.
            if layout.pointee.object.references == 1, layout.pointee.object.swiftCounts == 3 {
                layout.pointee.cachedHash = 0
                return tuple.retained()
            }
            tuple.release()
        }
        tuple = Recycler.tuple(count: count)
        return tuple.retained()
    }

    /// Replaces one item; takes over the reference.
    @inline(__always)
    static func set(_ tuple: Value, _ index: Int, _ value: Value) {
        let place = tuple.layout(TupleLayout.self).pointee.items + index
        let old = place.pointee
        place.pointee = value
        old.release()
    }

    func visit(_ visit: (Value) -> Void) {
        if !tuple.isUnbound { visit(tuple) }
    }

    mutating func drop() {
        let old = tuple
        tuple = .unbound
        old.release()
    }
}
