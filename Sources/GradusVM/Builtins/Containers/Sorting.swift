#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A stable merge sort that finds runs which are already in order (ascending, or strictly descending).
///
/// `merged` is called between stretches of a merge and of a run, so that a long sort can be interrupted. When `isLess`
/// throws, the buffer still holds every element once.
@inline(__always)
func mergeSort<T>(
    _ items: UnsafeMutablePointer<T>, count: Int, isLess: (T, T) throws -> Bool, merged: () throws -> Void
) throws {
    if count < 2 { return }
    let minimumRun = 24

    // Runs wait on a stack; neighbours are merged while the lower one is not clearly longer.
    var starts: [Int] = []
    var lengths: [Int] = []
    var position = 0
    // Made for the second run: most sorts of few items have one.
    var room: UnsafeMutablePointer<T>?
    defer { free(room) }

    func mergeTop(_ place: Int, _ scratch: UnsafeMutablePointer<T>) throws {
        let start = starts[place]
        let left = lengths[place]
        let right = lengths[place + 1]
        lengths[place] = left + right
        starts.remove(at: place + 1)
        lengths.remove(at: place + 1)
        let middle = start + left
        if try !isLess(items[middle], items[middle - 1]) { return }
        var copied = 0
        while copied < left {
            let length = min(left - copied, mergeStretch)
            (scratch + copied).update(from: items + start + copied, count: length)
            copied += length
            if copied < left { try merged() }
        }
        var a = 0
        var b = middle
        let end = middle + right
        var out = start
        do {
            while a < left, b < end {
                let pause = min(out + mergeStretch, end)
                while a < left, b < end, out < pause {
                    if try isLess(items[b], scratch[a]) {
                        items[out] = items[b]
                        b += 1
                    } else {
                        items[out] = scratch[a]
                        a += 1
                    }
                    out += 1
                }
                if out == pause { try merged() }
            }
        } catch {
            (items + out).update(from: scratch + a, count: left - a)
            throw error
        }
        (items + out).update(from: scratch + a, count: left - a)
        try merged()
    }

    while position < count {
        var end = position + 1
        if end < count {
            if try isLess(items[end], items[end - 1]) {
                end += 1
                while end < count, try isLess(items[end], items[end - 1]) {
                    end += 1
                    if end & (mergeStretch - 1) == 0 { try merged() }
                }
                var low = position
                var high = end - 1
                while low < high {
                    let item = items[low]
                    items[low] = items[high]
                    items[high] = item
                    low += 1
                    high -= 1
                }
            } else {
                end += 1
                while end < count, try !isLess(items[end], items[end - 1]) {
                    end += 1
                    if end & (mergeStretch - 1) == 0 { try merged() }
                }
            }
        }
        // Short runs grow by binary insertion.
        let wanted = min(count, position + minimumRun)
        while end < wanted {
            let item = items[end]
            var low = position
            var high = end
            while low < high {
                let middle = (low + high) >> 1
                if try isLess(item, items[middle]) { high = middle } else { low = middle + 1 }
            }
            var place = end
            while place > low {
                items[place] = items[place - 1]
                place -= 1
            }
            items[low] = item
            end += 1
        }
        if position == 0, end == count { return }
        let scratch = room ?? plainMemory(count * MemoryLayout<T>.stride).assumingMemoryBound(to: T.self)
        room = scratch
        starts.append(position)
        lengths.append(end - position)
        position = end
        while lengths.count > 1 {
            let top = lengths.count - 1
            if top >= 2, lengths[top - 2] <= lengths[top - 1] + lengths[top] {
                try mergeTop(lengths[top - 2] < lengths[top] ? top - 2 : top - 1, scratch)
            } else if lengths[top - 1] <= lengths[top] {
                try mergeTop(top - 1, scratch)
            } else {
                break
            }
        }
    }
    guard let scratch = room else { return }
    while lengths.count > 1 { try mergeTop(lengths.count - 2, scratch) }
}

/// How many items a sort moves before it listens to Ctrl-C.
private let mergeStretch = 1 << 16

/// What a sort compares, found once for all keys.
private enum KeyKind { case int, float, string, other }

private struct IntKeyed {
    var key: Int64
    var value: Value
}

private struct FloatKeyed {
    var key: Double
    var value: Value
}

private struct StringKeyed {
    /// The first eight bytes, the first one highest: most comparisons end here.
    var prefix: UInt64
    var bytes: UnsafePointer<UInt8>
    var count: Int
    var value: Value

    init(_ string: StringObject, _ value: Value) {
        bytes = string.bytes
        count = string.byteCount
        self.value = value
        var prefix: UInt64 = 0
        for index in 0..<8 { prefix = prefix << 8 | (index < count ? UInt64(bytes[index]) : 0) }
        self.prefix = prefix
    }

    /// The order of WTF-8 bytes is the order of code points.
    @inline(__always)
    static func isLess(_ a: StringKeyed, _ b: StringKeyed) -> Bool {
        if a.prefix != b.prefix { return a.prefix < b.prefix }
        let order = memcmp(a.bytes, b.bytes, min(a.count, b.count))
        return order != 0 ? order < 0 : a.count < b.count
    }
}

private struct Keyed {
    var key: Value
    var value: Value
}

extension VM {
    private func kind(of keys: UnsafeBufferPointer<Value>) -> KeyKind {
        guard let first = keys.first?.tag else { return .other }
        let kind: KeyKind = first == .int ? .int : first == .float ? .float : first == .string ? .string : .other
        if kind == .other { return .other }
        for key in keys where key.tag != first { return .other }
        return kind
    }

    /// The values in ascending order, stable. The caller keeps the values alive.
    func sorted(_ values: [Value]) throws -> [Value] {
        try [Value](unsafeUninitializedCapacity: values.count) { target, count in
            guard let base = target.baseAddress else { return }
            try values.withUnsafeBufferPointer { try order($0, keys: nil, reverse: false, into: base) }
            count = values.count
        }
    }

    /// Calls `body` with stretches of a long loop, between which Ctrl-C is heard.
    @inline(__always)
    private func inStretches(_ count: Int, _ body: (Range<Int>) -> Void) throws {
        var start = 0
        while start < count {
            let end = min(start + mergeStretch, count)
            body(start..<end)
            start = end
            if start < count { try checkStop() }
        }
    }

    /// Writes the values to `target` in the order of what is made of them; descending as ascending from behind, which keeps
    /// equal ones in their order.
    @inline(__always)
    private func arrange<Item>(
        _ count: Int, reverse: Bool, into target: UnsafeMutablePointer<Value>, make: (Int) -> Item,
        value: (Item) -> Value, sort: (UnsafeMutablePointer<Item>) throws -> Void
    ) throws {
        let items = plainMemory(count * MemoryLayout<Item>.stride).assumingMemoryBound(to: Item.self)
        defer { free(items) }
        try inStretches(count) { part in
            for index in part { (items + index).initialize(to: make(reverse ? count - 1 - index : index)) }
        }
        try sort(items)
        try inStretches(count) { part in
            for index in part { target[reverse ? count - 1 - index : index] = value(items[index]) }
        }
    }

    /// Writes the values to `target` in ascending (or descending) order, stable, when all of them have been read. Keys nil
    /// compares the values themselves. The caller keeps values and keys alive.
    private func order(
        _ values: UnsafeBufferPointer<Value>, keys: UnsafePointer<Value>?, reverse: Bool,
        into target: UnsafeMutablePointer<Value>
    ) throws {
        guard let source = values.baseAddress else { return }
        let count = values.count
        let sortKeys = keys ?? source
        // Where no code of the language compares, none may run in between: it could take values away.
        switch kind(of: UnsafeBufferPointer(start: sortKeys, count: count)) {
        case .int:
            if keys == nil {
                return try arrange(
                    count, reverse: reverse, into: target, make: { source[$0].intBits }, value: { Value($0) }
                ) { try merge(integers: $0, count) }
            }
            try arrange(
                count, reverse: reverse, into: target,
                make: { IntKeyed(key: sortKeys[$0].intBits, value: source[$0]) }, value: { $0.value }
            ) { try merge(byInteger: $0, count) }
        case .float:
            try arrange(
                count, reverse: reverse, into: target,
                make: { FloatKeyed(key: sortKeys[$0].floatBits, value: source[$0]) }, value: { $0.value }
            ) { try merge(byFloat: $0, count) }
        case .string:
            try arrange(
                count, reverse: reverse, into: target,
                make: { StringKeyed(sortKeys[$0].cast(StringObject.self), source[$0]) }, value: { $0.value }
            ) { try merge(byText: $0, count) }
        case .other:
            try arrange(
                count, reverse: reverse, into: target, make: { Keyed(key: sortKeys[$0], value: source[$0]) },
                value: { $0.value }
            ) { try merge(others: $0, count) }
        }
    }

    // Each in a function of its own, into whose loops the comparison is compiled: one that merges twice calls closures.

    @inline(never)
    private func merge(integers items: UnsafeMutablePointer<Int64>, _ count: Int) throws {
        try mergeSort(items, count: count, isLess: { $0 < $1 }, merged: { try checkStop() })
    }

    @inline(never)
    private func merge(byInteger items: UnsafeMutablePointer<IntKeyed>, _ count: Int) throws {
        try mergeSort(items, count: count, isLess: { $0.key < $1.key }, merged: { try checkStop() })
    }

    @inline(never)
    private func merge(byFloat items: UnsafeMutablePointer<FloatKeyed>, _ count: Int) throws {
        try mergeSort(items, count: count, isLess: { $0.key < $1.key }, merged: { try checkStop() })
    }

    @inline(never)
    private func merge(byText items: UnsafeMutablePointer<StringKeyed>, _ count: Int) throws {
        try mergeSort(items, count: count, isLess: { StringKeyed.isLess($0, $1) }, merged: { try checkStop() })
    }

    @inline(never)
    private func merge(others items: UnsafeMutablePointer<Keyed>, _ count: Int) throws {
        try mergeSort(
            items, count: count, isLess: { try BuiltinOperations.isLess(self, $0.key, $1.key) },
            merged: { try checkInterrupt() })
    }

    /// The same with the keys that a function gives.
    private func order(
        _ values: UnsafeBufferPointer<Value>, by key: Value, reverse: Bool, into target: UnsafeMutablePointer<Value>
    ) throws {
        // Keys live until the sort ends.
        let mark = pool.count
        defer { pool.drain(to: mark) }
        let keys = valueMemory(values.count)
        defer { free(keys) }
        for (index, value) in values.enumerated() {
            if index & 0x3FF == 0x3FF { try checkInterrupt() }
            keys[index] = pool.adopt(try callOne(key, value))
        }
        try order(values, keys: keys, reverse: reverse, into: target)
    }

    /// A few ints or floats by insertion, in place; false where there are other items.
    private func sortFew(_ list: ListObject, reverse: Bool) -> Bool {
        let (items, count) = (list.items, list.count)
        let tag = items[0].tag
        guard tag == .int || tag == .float else { return false }
        for index in 0..<count where items[index].tag != tag || tag == .float && items[index].floatBits.isNaN {
            return false
        }
        for index in 1..<count {
            let item = items[index]
            var place = index
            while place > 0 {
                let other = items[place - 1]
                let moves: Bool
                if tag == .int {
                    moves = reverse ? other.intBits < item.intBits : item.intBits < other.intBits
                } else {
                    moves = reverse ? other.floatBits < item.floatBits : item.floatBits < other.floatBits
                }
                if !moves { break }
                items[place] = other
                place -= 1
            }
            items[place] = item
        }
        return true
    }

    /// `list.sort`: the list is empty while keys and comparisons run.
    func sort(_ list: ListObject, key: Value?, reverse: Bool) throws {
        if list.count < 2, key == nil { return }
        if key == nil, list.count <= 16, sortFew(list, reverse: reverse) { return }
        var taken = list.takeContents()
        do {
            try taken.reorder { values, target in
                if let key {
                    try order(values, by: key, reverse: reverse, into: target)
                } else {
                    try order(values, keys: nil, reverse: reverse, into: target)
                }
            }
        } catch {
            // Whatever happened, the items are there again, in their old order unless the sort was over.
            list.returnContents(taken)
            throw error
        }
        let isModified = list.count != 0
        list.returnContents(taken)
        if isModified { throw valueError("list modified during sort") }
    }
}
