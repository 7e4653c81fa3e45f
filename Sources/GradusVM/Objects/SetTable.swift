#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The table under sets. Iteration goes by place, so the order in which a set prints follows from the hashes: probing,
/// growth and removal keep CPython's rules, and a set of numbers prints in CPython's order.
struct SetTable {
    struct Entry {
        var hash: Int
        /// `unbound` for a free place (bits 0) and for a removed entry (bits 1).
        var key: Value
    }

    private(set) var entries: UnsafeMutablePointer<Entry>
    private(set) var mask: Int
    /// Places that are or were used.
    private(set) var fill = 0
    private(set) var count = 0
    /// Changes whenever a value is added or removed.
    private(set) var version: UInt32 = 0
    /// Where `pop` goes on searching.
    private var finger = 0

    private static let linearProbes = 9
    private static let removed = Value(tag: .unbound, bits: 1)

    init(size: Int = 8, version: UInt32 = 0) {
        self.version = version
        mask = size - 1
        entries = SetTable.emptyEntries(size)
    }

    /// Zeros are free places.
    private static func emptyEntries(_ size: Int) -> UnsafeMutablePointer<Entry> {
        guard let memory = calloc(size, MemoryLayout<Entry>.stride) else {
            let entries = UnsafeMutablePointer<Entry>.allocate(capacity: size)
            entries.update(repeating: Entry(hash: 0, key: .unbound), count: size)
            return entries
        }
        return memory.bindMemory(to: Entry.self, capacity: size)
    }

    /// Releases the values and frees the memory; the owner calls it once.
    func dispose() {
        if mask > 1024 {
            let stride = MemoryLayout<Entry>.stride
            let first = UnsafeMutableRawPointer(entries) + (MemoryLayout<Entry>.offset(of: \.key) ?? 0)
            Reclaimer.release(ReleasedRow(memory: entries, next: first, left: mask + 1, stride: stride))
            return
        }
        for place in 0...mask { Reclaimer.release(entries[place].key) }
        free(entries)
    }

    // MARK: Look-up

    @inline(__always)
    func find(_ key: Value, hash: Int, isEqual: (Value, Value) throws -> Bool) rethrows -> Int? {
        var perturb = UInt(bitPattern: hash)
        var slot = hash & mask
        // Most searches end at the first place.
        let first = entries[slot]
        if first.key.isUnbound, first.key.bits == 0 { return nil }
        if first.hash == hash, first.key.isIdentical(to: key) { return slot }
        while true {
            let last = slot + SetTable.linearProbes <= mask ? slot + SetTable.linearProbes : slot
            var place = slot
            while place <= last {
                let other = entries[place].key
                if other.isUnbound {
                    if other.bits == 0 { return nil }
                } else if entries[place].hash == hash {
                    if other.isIdentical(to: key) { return place }
                    if try isEqual(other, key) { return place }
                }
                place += 1
            }
            perturb >>= 5
            slot = Int(truncatingIfNeeded: UInt(bitPattern: slot) &* 5 &+ 1 &+ perturb) & mask
        }
    }

    // MARK: Change

    /// Adds a value that is not there; takes over its reference.
    mutating func insertNew(_ key: Value, hash: Int) {
        count += 1
        version &+= 1
        // The place of a removed value that was met on the way is used again.
        if fill >= count, let place = lastRemoved(hash: hash) {
            entries[place] = Entry(hash: hash, key: key)
            return
        }
        put(key, hash: hash)
        fill += 1
        if fill * 5 >= mask * 3 { resize(for: count > 50_000 ? count * 2 : count * 4, canWait: fill < mask / 8 * 7) }
    }

    /// The last removed place on the way to the free place for a hash.
    private func lastRemoved(hash: Int) -> Int? {
        var perturb = UInt(bitPattern: hash)
        var slot = hash & mask
        var found: Int?
        while true {
            let last = slot + SetTable.linearProbes <= mask ? slot + SetTable.linearProbes : slot
            for place in slot...last where entries[place].key.isUnbound {
                if entries[place].key.bits == 0 { return found }
                found = place
            }
            perturb >>= 5
            slot = Int(truncatingIfNeeded: UInt(bitPattern: slot) &* 5 &+ 1 &+ perturb) & mask
        }
    }

    private func put(_ key: Value, hash: Int) {
        var perturb = UInt(bitPattern: hash)
        var slot = hash & mask
        while true {
            let last = slot + SetTable.linearProbes <= mask ? slot + SetTable.linearProbes : slot
            var place = slot
            while place <= last {
                if entries[place].key.isUnbound, entries[place].key.bits == 0 {
                    entries[place] = Entry(hash: hash, key: key)
                    return
                }
                place += 1
            }
            perturb >>= 5
            slot = Int(truncatingIfNeeded: UInt(bitPattern: slot) &* 5 &+ 1 &+ perturb) & mask
        }
    }

    /// Removes the value at a place; the caller gets its reference.
    mutating func remove(_ place: Int) -> Value {
        let key = entries[place].key
        entries[place] = Entry(hash: -1, key: SetTable.removed)
        count -= 1
        version &+= 1
        return key
    }

    /// Removes some value; the caller gets its reference.
    mutating func removeAny() -> Value? {
        if count == 0 { return nil }
        var place = finger & mask
        while entries[place].key.isUnbound { place = (place + 1) & mask }
        finger = place + 1
        return remove(place)
    }

    /// Makes room for `other` values to come from another table.
    mutating func reserve(adding other: Int) {
        if (fill + other) * 5 >= mask * 3 { resize(for: (count + other) * 2) }
    }

    /// After many removals.
    mutating func compactIfSparse() {
        if fill - count > mask / 4 { resize(for: count > 50_000 ? count * 2 : count * 4) }
    }

    /// Takes the place-by-place copy of another table into this empty one; retains the values. False where the sizes differ.
    mutating func copy(from other: SetTable) -> Bool {
        guard fill == 0, mask == other.mask, other.fill == other.count else { return false }
        var start = 0
        repeat {
            let end = min(start + 0x10000, mask + 1)
            (entries + start).update(from: other.entries + start, count: end - start)
            for place in start..<end where !entries[place].key.isUnbound {
                entries[place].key.retain()
                count += 1
            }
            start = end
            // A part is a set too: what is not there is found nowhere, and the caller asks for interrupts.
        } while start <= mask && !Attention.isInterrupted
        fill = count
        version &+= 1
        return true
    }

    /// Large tables look for Ctrl-C, and then stay fuller than usual where they can: whoever adds value after value hears of it.
    private mutating func resize(for needed: Int, canWait: Bool = false) {
        let listens = canWait && mask > 0xFFFFF
        if listens, Attention.isInterrupted { return }
        var size = 8
        while size <= needed { size *= 2 }
        let old = entries
        let oldMask = mask
        entries = SetTable.emptyEntries(size)
        mask = size - 1
        for place in 0...oldMask where !old[place].key.isUnbound {
            put(old[place].key, hash: old[place].hash)
            if listens, place & 0xFFFF == 0xFFFF, Attention.isInterrupted {
                free(entries)
                (entries, mask) = (old, oldMask)
                return
            }
        }
        fill = count
        version &+= 1
        free(old)
    }
}
