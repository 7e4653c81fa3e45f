import GradusKernels

/// The element with a rank among unsigned keys, by the digits of its key from the highest: the elements of other digits
/// are dropped.
enum KeySelection {
    /// The key with a rank (0 ..< count), and the number of smaller ones.
    static func select<Key: FixedWidthInteger & UnsignedInteger>(
        _ wanted: Int, _ keys: UnsafeMutablePointer<Key>, _ count: Int, _ spare: UnsafeMutablePointer<Key>
    ) -> (key: Key, smaller: Int) {
        // Digits that all keys have in common tell nothing.
        var differing: Key = 0
        let first = keys[0]
        inParts(count) { for i in $0 { differing |= keys[i] ^ first } }
        var (source, rest, smaller, shift) = (keys, count, 0, Key.bitWidth - differing.leadingZeroBitCount)
        let width = count < 8192 ? 8 : 11
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 << 11) { memory in
            guard let counts = memory.baseAddress else { return }
            let others = counts + (1 << 11)
            while shift > 0, rest > few, !Interruption.isWanted {
                let bits = Swift.min(width, shift)
                shift -= bits
                let (size, mask) = (1 << bits, Key(truncatingIfNeeded: 1 << bits) &- 1)
                counts.update(repeating: 0, count: size)
                others.update(repeating: 0, count: size)
                let (down, from) = (Key(truncatingIfNeeded: shift), source)
                inParts(rest) { range in
                    var i = range.lowerBound
                    // Two counts by turns: equal digits do not wait for each other.
                    while i &+ 2 <= range.upperBound {
                        counts[Int(truncatingIfNeeded: from[i] &>> down & mask)] &+= 1
                        others[Int(truncatingIfNeeded: from[i &+ 1] &>> down & mask)] &+= 1
                        i &+= 2
                    }
                    if i < range.upperBound { counts[Int(truncatingIfNeeded: from[i] &>> down & mask)] &+= 1 }
                }
                var digit = 0
                while digit < size - 1 {
                    let here = Int(counts[digit] &+ others[digit])
                    if smaller &+ here > wanted { break }
                    smaller &+= here
                    digit &+= 1
                }
                let chosen = Key(truncatingIfNeeded: digit)
                var kept = 0
                inParts(rest) { range in
                    for i in range {
                        let key = from[i]
                        spare[kept] = key
                        kept &+= key &>> down & mask == chosen ? 1 : 0
                    }
                }
                (source, rest) = (spare, kept)
            }
        }
        if shift == 0 || rest <= 1 || rest > few { return (source[0], smaller) }
        // The last few in order.
        if source != spare { spare.update(from: source, count: rest) }
        for i in 1..<Swift.max(rest, 1) {
            let key = spare[i]
            var j = i
            while j > 0 && spare[j &- 1] > key {
                spare[j] = spare[j &- 1]
                j &-= 1
            }
            spare[j] = key
        }
        let place = Swift.min(Swift.max(wanted - smaller, 0), rest - 1)
        let key = spare[place]
        var before = place
        while before > 0, spare[before &- 1] == key { before &-= 1 }
        return (key, smaller + before)
    }

    /// The place of the key after so many equal ones.
    static func place<Key: FixedWidthInteger>(
        of key: Key, after: Int, _ keys: UnsafeMutablePointer<Key>, _ count: Int
    ) -> Int {
        var (left, place) = (after, 0)
        while place < count - 1, !Interruption.isWanted {
            // Blocks without as many are passed over.
            let end = Swift.min(place + 64, count - 1)
            var found: Int32 = 0
            for i in place..<end { found &+= keys[i] == key ? 1 : 0 }
            if Int(found) <= left {
                left -= Int(found)
                place = end
                continue
            }
            while place < end {
                if keys[place] == key {
                    if left == 0 { return place }
                    left -= 1
                }
                place += 1
            }
        }
        return Swift.min(place, count - 1)
    }

    private static let few = 24

    /// With a place for an interrupt, every now and then. The body has one call site, so that what it changes stays in
    /// registers.
    @inline(__always)
    static func inParts(_ total: Int, _ body: (Range<Int>) -> Void) {
        var start = 0
        while start < total, !Interruption.isWanted {
            let end = Swift.min(start + 1 << 20, total)
            body(start..<end)
            start = end
        }
    }
}
