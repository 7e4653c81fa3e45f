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
    let scratch = UnsafeMutablePointer<T>.allocate(capacity: count)
    defer { scratch.deallocate() }
    // Runs wait on a stack; neighbours are merged while the lower one is not clearly longer.
    var starts: [Int] = []
    var lengths: [Int] = []
    var position = 0

    func mergeTop(_ place: Int) throws {
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
        starts.append(position)
        lengths.append(end - position)
        position = end
        while lengths.count > 1 {
            let top = lengths.count - 1
            if top >= 2, lengths[top - 2] <= lengths[top - 1] + lengths[top] {
                try mergeTop(lengths[top - 2] < lengths[top] ? top - 2 : top - 1)
            } else if lengths[top - 1] <= lengths[top] {
                try mergeTop(top - 1)
            } else {
                break
            }
        }
    }
    while lengths.count > 1 { try mergeTop(lengths.count - 2) }
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

struct Keyed {
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

    /// The values in ascending (or descending) order, stable. `key` nil compares the values themselves. The caller keeps
    /// the values alive.
    func sorted(_ values: [Value], key: Value?, reverse: Bool) throws -> [Value] {
        var values = values
        if values.count < 2, key == nil { return values }
        let mark = pool.count
        defer { pool.drain(to: mark) }
        var keys: [Value]?
        if let key {
            var computed: [Value] = []
            computed.reserveCapacity(values.count)
            for value in values {
                if computed.count & 0x3FF == 0x3FF { try checkInterrupt() }
                // Keys live until the sort ends.
                computed.append(pool.adopt(try callOne(key, value)))
            }
            keys = computed
        }
        // Descending and stable: reverse, sort, reverse.
        if reverse {
            values.reverse()
            keys?.reverse()
        }
        values = try sortedAscending(values, keys: keys)
        if reverse { values.reverse() }
        return values
    }

    /// An array of plain values, made in stretches between which Ctrl-C is heard.
    @inline(__always)
    private func collect<Item>(_ count: Int, _ item: (Int) -> Item) throws -> [Item] {
        try [Item](unsafeUninitializedCapacity: count) { buffer, made in
            while made < count {
                let end = min(made + mergeStretch, count)
                for index in made..<end { buffer.initializeElement(at: index, to: item(index)) }
                made = end
                if made < count { try checkStop() }
            }
        }
    }

    private func sortedAscending(_ values: [Value], keys: [Value]?) throws -> [Value] {
        let sortKeys = keys ?? values
        switch sortKeys.withUnsafeBufferPointer({ kind(of: $0) }) {
        case .int:
            if keys == nil {
                var numbers = try collect(values.count) { values[$0].intBits }
                try numbers.withUnsafeMutableBufferPointer { buffer in
                    guard let base = buffer.baseAddress else { return }
                    try mergeSort(base, count: buffer.count, isLess: { $0 < $1 }, merged: { try checkInterrupt() })
                }
                return try collect(numbers.count) { Value(numbers[$0]) }
            }
            var items = try collect(values.count) { IntKeyed(key: sortKeys[$0].intBits, value: values[$0]) }
            try items.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                try mergeSort(base, count: buffer.count, isLess: { $0.key < $1.key }, merged: { try checkInterrupt() })
            }
            return try collect(items.count) { items[$0].value }
        case .float:
            var items = try collect(values.count) { FloatKeyed(key: sortKeys[$0].floatBits, value: values[$0]) }
            try items.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                try mergeSort(base, count: buffer.count, isLess: { $0.key < $1.key }, merged: { try checkInterrupt() })
            }
            return try collect(items.count) { items[$0].value }
        case .string:
            var items = try collect(values.count) { StringKeyed(sortKeys[$0].cast(StringObject.self), values[$0]) }
            try items.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                try mergeSort(
                    base, count: buffer.count, isLess: { StringKeyed.isLess($0, $1) }, merged: { try checkInterrupt() })
            }
            return try collect(items.count) { items[$0].value }
        case .other:
            var items = try collect(values.count) { Keyed(key: sortKeys[$0], value: values[$0]) }
            try items.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                try mergeSort(
                    base, count: buffer.count,
                    isLess: { a, b in try BuiltinOperations.isLess(self, a.key, b.key) },
                    merged: { try checkInterrupt() })
            }
            return try collect(items.count) { items[$0].value }
        }
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
        let values = list.values
        if key == nil, list.buffer.withUnsafeKind({ self.kind(of: $0) != .other }) {
            list.reorder(try sorted(values, key: nil, reverse: reverse))
            return
        }
        let taken = list.takeContents()
        do {
            let result = try sorted(values, key: key, reverse: reverse)
            let isModified = list.count != 0
            list.returnContents(taken)
            list.reorder(result)
            if isModified { throw valueError("list modified during sort") }
        } catch {
            // Whatever happened, the items are there again, in their old order unless the sort was over.
            list.returnContents(taken)
            throw error
        }
    }
}

extension UnsafeBufferPointer where Element == Value {
    fileprivate func withUnsafeKind(_ body: (UnsafeBufferPointer<Value>) -> Bool) -> Bool { body(self) }
}
