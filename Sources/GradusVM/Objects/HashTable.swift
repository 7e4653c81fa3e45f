#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The table under dictionaries and sets: entries in the order of insertion, found by open addressing.
///
/// Hashing and comparing keys may run code of the language, which may change the table itself: the owner notices that by
/// `version` and raises an error before touching the table again.
struct HashTable {
    struct Entry {
        var hash: Int
        /// `unbound` for a deleted entry.
        var key: Value
        var value: Value
    }

    private(set) var entries: UnsafeMutablePointer<Entry>
    /// Used entries, deleted ones included.
    private(set) var used = 0
    private(set) var count = 0
    /// All entries before this place are deleted.
    private(set) var head = 0
    /// Places of the index that are not empty: live entries and deleted ones.
    private var fill = 0
    /// Changes whenever a key is added or removed.
    private(set) var version: UInt32 = 0
    private var capacity: Int
    /// Keys of classes of the language may equal a string without being one.
    private(set) var hasObjectKeys = false
    private var index: UnsafeMutablePointer<Int32>
    private var mask: Int

    private static let empty: Int32 = -1
    private static let deleted: Int32 = -2

    init(capacity wanted: Int = 0, version: UInt32 = 0) {
        self.version = version
        var size = 8
        while size * 2 / 3 < wanted { size *= 2 }
        mask = size - 1
        capacity = size * 2 / 3 + 1
        entries = HashTable.memory(capacity)
        index = HashTable.memory(size)
        index.update(repeating: HashTable.empty, count: size)
    }

    /// A copy of a table without deleted entries, whose values it retains; nil where somebody interrupts.
    init?(copying other: HashTable) {
        (mask, capacity, fill, hasObjectKeys) = (other.mask, other.capacity, other.fill, other.hasObjectKeys)
        entries = HashTable.memory(capacity)
        index = HashTable.memory(mask + 1)
        var start = 0
        while start <= mask, !Attention.isInterrupted {
            let end = min(start + 1 << 20, mask + 1)
            (index + start).update(from: other.index + start, count: end - start)
            start = end
        }
        while used < other.used, !Attention.isInterrupted {
            let end = min(used + 0x10000, other.used)
            (entries + used).update(from: other.entries + used, count: end - used)
            for place in used..<end {
                entries[place].key.retain()
                entries[place].value.retain()
            }
            used = end
        }
        count = used
        if used == other.used, !Attention.isInterrupted { return }
        dispose()
        return nil
    }

    /// Counts on from the table that this one replaces.
    mutating func continueVersion(_ old: UInt32) { version = old &+ 1 }

    /// Whether a copy may be made place by place.
    var isDense: Bool { used == count && fill == count && count > 16 && count > capacity / 4 }

    private static func memory<Element>(_ count: Int) -> UnsafeMutablePointer<Element> {
        plainMemory(count * MemoryLayout<Element>.stride).assumingMemoryBound(to: Element.self)
    }

    /// Frees the memory of a table whose references were taken.
    func deallocate() {
        free(entries)
        free(index)
    }

    /// Releases the entries and frees the memory; the owner calls it once.
    func dispose() {
        if used > 1024 {
            let stride = MemoryLayout<Entry>.stride
            let first = UnsafeMutableRawPointer(entries) + (MemoryLayout<Entry>.offset(of: \.key) ?? 0)
            free(index)
            Reclaimer.release(ReleasedRow(memory: entries, next: first, left: used, stride: stride, content: .pairs))
            return
        }
        releaseAll()
        deallocate()
    }

    /// As small as a new table.
    var isSmall: Bool { mask == 7 }

    /// Empties a small table whose entries were released.
    mutating func reset() {
        (used, count, head, fill) = (0, 0, 0, 0)
        hasObjectKeys = false
        version &+= 1
        index.update(repeating: HashTable.empty, count: 8)
    }

    func releaseAll() {
        for place in 0..<used where !entries[place].key.isUnbound {
            Reclaimer.release(entries[place].key)
            Reclaimer.release(entries[place].value)
        }
    }

    // MARK: Look-up

    /// Where to look after a slot that has another key. The next slot would not do: integers in a row fill a run of slots,
    /// and a key that is not there would be looked for through all of it.
    @inline(__always)
    private func following(_ slot: Int, _ rest: inout UInt) -> Int {
        rest >>= 5
        return (slot &* 5 &+ 1 &+ Int(truncatingIfNeeded: rest)) & mask
    }

    /// The place of an interned-or-not string key among string keys; other keys with the same hash are compared by `slow`.
    @inline(__always)
    func find(string: StringObject) -> Int? {
        let hash = string.hashValue64
        var slot = hash & mask
        var rest = UInt(bitPattern: hash)
        while true {
            let place = Int(index[slot])
            if place == Int(HashTable.empty) { return nil }
            if place >= 0, entries[place].hash == hash {
                let key = entries[place].key
                if key.tag == .string {
                    if key.cast(StringObject.self).isEqual(to: string) { return place }
                } else if let other = key.asString, other.isEqual(to: string) {
                    // An instance of a class derived from str, such as a member of a StrEnum.
                    return place
                }
            }
            slot = following(slot, &rest)
        }
    }

    /// The answer of a look-up that runs no code of the language.
    static let absent = -1
    static let unknown = -2

    /// The place of a small integer; `absent`, or `unknown` where a key of another type may be equal to it.
    @inline(__always)
    func find(int key: Value) -> Int {
        guard key.intBits.magnitude < 1 << 60 else { return HashTable.unknown }
        let hash = key.intBits == -1 ? -2 : Int(key.intBits)
        var slot = hash & mask
        var rest = UInt(bitPattern: hash)
        while true {
            let place = Int(index[slot])
            if place == Int(HashTable.empty) { return HashTable.absent }
            if place >= 0, entries[place].hash == hash {
                if entries[place].key.isIdentical(to: key) { return place }
                // Two small integers of one hash are -1 and -2, or the same.
                if entries[place].key.tag != .int { return HashTable.unknown }
            }
            slot = following(slot, &rest)
        }
    }

    /// The place of a key whose hash is known, or nil. `isEqual` compares two keys that are not identical.
    @inline(__always)
    func find(_ key: Value, hash: Int, isEqual: (Value, Value) throws -> Bool) rethrows -> Int? {
        var slot = hash & mask
        var rest = UInt(bitPattern: hash)
        while true {
            let place = Int(index[slot])
            if place == Int(HashTable.empty) { return nil }
            if place >= 0, entries[place].hash == hash {
                let other = entries[place].key
                if other.isIdentical(to: key) { return place }
                if try isEqual(other, key) { return place }
            }
            slot = following(slot, &rest)
        }
    }

    // MARK: Change

    /// Appends an entry for a key that is not there; takes over both references.
    mutating func insertNew(_ key: Value, hash: Int, value: Value) -> Int {
        if used == capacity || fill >= capacity { rebuild(for: count + 1) }
        if key.tag == .object { hasObjectKeys = true }
        let place = used
        entries[place] = Entry(hash: hash, key: key, value: value)
        var slot = hash & mask
        var rest = UInt(bitPattern: hash)
        while index[slot] >= 0 { slot = following(slot, &rest) }
        if index[slot] == HashTable.empty { fill += 1 }
        index[slot] = Int32(truncatingIfNeeded: place)
        used += 1
        count += 1
        version &+= 1
        return place
    }

    /// Replaces the value at a place; takes over the reference. The caller releases the returned old value.
    @inline(__always)
    func exchange(_ place: Int, value: Value) -> Value {
        let old = entries[place].value
        entries[place].value = value
        return old
    }

    /// Removes the entry at a place; the caller gets both references.
    mutating func remove(_ place: Int) -> (key: Value, value: Value) {
        let entry = entries[place]
        var slot = entry.hash & mask
        var rest = UInt(bitPattern: entry.hash)
        while index[slot] != Int32(truncatingIfNeeded: place) { slot = following(slot, &rest) }
        index[slot] = HashTable.deleted
        entries[place].key = .unbound
        entries[place].value = .unbound
        count -= 1
        // Queues and stacks of entries: neither end keeps a run of deleted entries.
        if place == used - 1 {
            while used > head, entries[used - 1].key.isUnbound { used -= 1 }
        }
        if place == head {
            while head < used, entries[head].key.isUnbound { head += 1 }
        }
        if head == used { (head, used) = (0, 0) }
        version &+= 1
        return (entry.key, entry.value)
    }

    /// Forgets all entries; the caller has taken their references.
    mutating func removeAll() {
        let old = self
        self = HashTable()
        version = old.version &+ 1
        old.deallocate()
    }

    private mutating func rebuild(for needed: Int) {
        if used == count, mask >= HashTable.patience { return grow(for: needed) }
        var size = 8
        while size * 2 / 3 < needed + needed / 2 { size *= 2 }
        let oldEntries = entries
        let oldUsed = used
        let oldIndex = index
        capacity = size * 2 / 3 + 1
        entries = HashTable.memory(capacity)
        index = HashTable.memory(size)
        index.update(repeating: HashTable.empty, count: size)
        mask = size - 1
        used = 0
        head = 0
        for place in 0..<oldUsed where !oldEntries[place].key.isUnbound {
            entries[used] = oldEntries[place]
            var slot = oldEntries[place].hash & mask
            var rest = UInt(bitPattern: oldEntries[place].hash)
            while index[slot] >= 0 { slot = following(slot, &rest) }
            index[slot] = Int32(truncatingIfNeeded: used)
            used += 1
        }
        fill = used
        version &+= 1
        free(oldEntries)
        free(oldIndex)
    }

    /// From this size on a table looks for Ctrl-C while it grows.
    private static let patience = 0xFFFFF

    /// Growth of a large table without deleted entries: these stay where they are, which a system does without copying.
    /// On Ctrl-C the index stays as it is, fuller than usual; whoever adds entry after entry then hears of it.
    private mutating func grow(for needed: Int) {
        var size = 8
        while size * 2 / 3 < needed + needed / 2 { size *= 2 }
        let isFull = fill > mask / 8 * 7
        if !isFull, Attention.isInterrupted || !fillIndex(size: size) {
            resizeEntries(used + used / 64)
        } else {
            if isFull { _ = fillIndex(size: size, isPatient: true) }
            resizeEntries(size * 2 / 3 + 1)
        }
        version &+= 1
    }

    private mutating func resizeEntries(_ room: Int) {
        if let moved = realloc(entries, room * MemoryLayout<Entry>.stride) {
            entries = moved.assumingMemoryBound(to: Entry.self)
            LargePages.advise(moved, room * MemoryLayout<Entry>.stride)
        } else {
            let moved: UnsafeMutablePointer<Entry> = HashTable.memory(room)
            moved.update(from: entries, count: used)
            free(entries)
            entries = moved
        }
        capacity = room
    }

    /// Makes an index of another size.
    /// - Returns: false where somebody interrupts, having changed nothing.
    private mutating func fillIndex(size: Int, isPatient: Bool = false) -> Bool {
        let new: UnsafeMutablePointer<Int32> = HashTable.memory(size)
        let newMask = size - 1
        var start = 0
        while start < size {
            let end = min(start + 1 << 22, size)
            (new + start).update(repeating: HashTable.empty, count: end - start)
            start = end
            if !isPatient, Attention.isInterrupted {
                free(new)
                return false
            }
        }
        for place in 0..<used {
            let hash = entries[place].hash
            var slot = hash & newMask
            var rest = UInt(bitPattern: hash)
            while new[slot] >= 0 {
                rest >>= 5
                slot = (slot &* 5 &+ 1 &+ Int(truncatingIfNeeded: rest)) & newMask
            }
            new[slot] = Int32(truncatingIfNeeded: place)
            if place & 0xFFFF == 0, !isPatient, Attention.isInterrupted {
                free(new)
                return false
            }
        }
        free(index)
        index = new
        mask = newMask
        fill = used
        return true
    }
}
