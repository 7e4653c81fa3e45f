import GradusKernels

/// Puts the elements of one line in order: every dtype is mapped to unsigned keys of the same order, NaN above all, and
/// the keys are sorted with their places. Equal elements keep their order, so that results depend on nothing but the values.
final class LineSorter {
    private struct Entry {
        var key: UInt64
        var place: Int
    }

    private let dtype: DType
    private let capacity: Int
    private let entries: UnsafeMutablePointer<Entry>
    private let spare: UnsafeMutablePointer<Entry>

    /// - Parameter capacity: the length of the longest line.
    /// - Throws: outOfMemory.
    init(_ dtype: DType, capacity: Int) throws {
        self.dtype = dtype
        self.capacity = Swift.max(capacity, 1)
        // Through the tensors' memory, which refuses what the machine does not have.
        memory = try Storage(byteCount: 2 * self.capacity * MemoryLayout<Entry>.stride)
        entries = memory.base.at(Entry.self)
        spare = entries + self.capacity
    }

    private let memory: Storage

    /// The places 0 ..< n of the line in order; valid until the next call.
    /// - Parameters:
    ///   - line: dense elements.
    ///   - body: called with (rank, place) for each rank.
    @inline(__always)
    func sort(_ line: UnsafeMutableRawPointer, _ n: Int, descending: Bool, _ body: (Int, Int) -> Void) {
        if let keys = NarrowKeys(dtype, line, n) {
            let sorted = keys.sorted(
                UnsafeMutableRawPointer(entries).assumingMemoryBound(to: UInt64.self),
                spare: UnsafeMutableRawPointer(spare).assumingMemoryBound(to: UInt64.self), descending: descending)
            if Interruption.isWanted { return }
            Threads.inStretches(n) { for i in $0 { body(i, Int(truncatingIfNeeded: sorted[i] & 0xFFFF_FFFF)) } }
            return
        }
        load(line, n, descending)
        if n <= 48 { insertion(n) } else { radix(n) }
        if Interruption.isWanted { return }
        Threads.inStretches(n) { for i in $0 { body(i, entries[i].place) } }
    }

    /// The place of the element with a rank of the ascending order (0 ..< n), which `rank` knows from the number of NaNs.
    func place(_ line: UnsafeMutableRawPointer, _ n: Int, rank: (_ nans: Int) -> Int) -> Int {
        let first = UnsafeMutableRawPointer(entries)
        if let keys = NarrowKeys(dtype, line, n) {
            return keys.place(
                first.assumingMemoryBound(to: UInt32.self),
                spare: UnsafeMutableRawPointer(spare).assumingMemoryBound(to: UInt32.self), rank: rank)
        }
        let keys = first.assumingMemoryBound(to: UInt64.self)
        var nans = 0
        switch dtype {
        case .float64:
            let p = line.at(Double.self)
            KeySelection.inParts(n) { for i in $0 { keys[i] = LineSorter.key(p[i]) } }
            KeySelection.inParts(n) { for i in $0 { nans &+= keys[i] == .max ? 1 : 0 } }
        case .int64:
            let p = line.at(UInt64.self)
            KeySelection.inParts(n) { for i in $0 { keys[i] = p[i] ^ (1 << 63) } }
        default:
            // Narrow elements of an enormous line.
            load(line, n, false)
            KeySelection.inParts(n) { for i in $0 { keys[i] = entries[i].key } }
        }
        let wanted = rank(nans)
        let (key, smaller) = KeySelection.select(wanted, keys, n, first.assumingMemoryBound(to: UInt64.self) + n)
        return KeySelection.place(of: key, after: wanted - smaller, keys, n)
    }

    /// The `k` first places of the order, themselves in order.
    func first(
        _ k: Int, of line: UnsafeMutableRawPointer, _ n: Int, descending: Bool, _ body: (Int, Int) -> Void
    ) {
        if dtype == .float32, k <= 8, k < n {
            few(k, of: line.at(Float.self), n, descending)
            if Interruption.isWanted { return }
            for i in 0..<k { body(i, spare[i].place) }
            return
        }
        if k * 8 > n || n <= 48 {
            sort(line, n, descending: descending) { rank, place in if rank < k { body(rank, place) } }
            return
        }
        if dtype == .float32 {
            best(k, of: line.at(Float.self), n, descending) { LineSorter.key($0) }
        } else if dtype == .float64 {
            best(k, of: line.at(Double.self), n, descending) { LineSorter.key($0) }
        } else if dtype == .int64 {
            best(k, of: line.at(Int64.self), n, descending) { UInt64(bitPattern: $0) ^ (1 << 63) }
        } else {
            load(line, n, descending)
            // A heap of the k best so far, the worst of them on top.
            for i in 0..<k { spare[i] = entries[i] }
            var i = k / 2
            while i > 0 {
                i -= 1
                sink(i, k)
            }
            for i in k..<Swift.max(n, k) where k > 0 {
                if i & 0xFFFF == 0xFFFF, Interruption.isWanted { return }
                guard LineSorter.precedes(entries[i], spare[0]) else { continue }
                spare[0] = entries[i]
                sink(0, k)
            }
        }
        if Interruption.isWanted { return }
        for i in 0..<k { entries[i] = spare[i] }
        if k <= 48 { insertionByPlace(k) } else { insertionFree(k) }
        if Interruption.isWanted { return }
        for i in 0..<k { body(i, entries[i].place) }
    }

    /// The k best in order, each new one put in its place: most are passed over after one comparison.
    private func few(_ k: Int, of line: UnsafeMutablePointer<Float>, _ n: Int, _ descending: Bool) {
        guard k > 0 else { return }
        let turn: UInt64 = descending ? .max : 0
        func meet(_ i: Int) {
            let next = Entry(key: LineSorter.key(line[i]) ^ turn, place: i)
            var place = Swift.min(i, k &- 1)
            if i >= k && !LineSorter.precedes(next, spare[place]) { return }
            while place > 0 && LineSorter.precedes(next, spare[place &- 1]) {
                spare[place] = spare[place &- 1]
                place &-= 1
            }
            spare[place] = next
        }
        for i in 0..<k { meet(i) }
        LineSorter.candidates(line, k, n, descending, limit: line[spare[k &- 1].place]) {
            meet($0)
            return line[spare[k &- 1].place]
        }
    }

    /// Calls `meet` with the places k ..< n of elements that may come before `limit`, and takes the new limit from it. Far
    /// from the beginning they are rare, and most stretches are passed over after one look.
    @inline(__always)
    private static func candidates<T: Comparable>(
        _ line: UnsafeMutablePointer<T>, _ k: Int, _ n: Int, _ descending: Bool, limit: T, _ meet: (Int) -> T
    ) {
        var limit = limit
        // False for NaN on either side, which the keys decide about.
        @inline(__always) func isBehind(_ x: T) -> Bool { descending ? x <= limit : x >= limit }
        var start = k
        while start < n {
            if start & 0xFFFF < 64, Interruption.isWanted { return }
            let end = Swift.min(start &+ 64, n)
            var found: Int32 = start < 128 &* k ? 1 : 0
            if found == 0 { for i in start..<end { found |= isBehind(line[i]) ? 0 : 1 } }
            if found != 0 { for i in start..<end where !isBehind(line[i]) { limit = meet(i) } }
            start = end
        }
    }

    /// The same heap from the numbers themselves: most are passed over after one comparison.
    @inline(__always)
    private func best<T: Comparable>(
        _ k: Int, of line: UnsafeMutablePointer<T>, _ n: Int, _ descending: Bool, _ key: (T) -> UInt64
    ) {
        let turn: UInt64 = descending ? .max : 0
        func entry(_ i: Int) -> Entry { Entry(key: key(line[i]) ^ turn, place: i) }
        guard k > 0 else { return }
        for i in 0..<k { spare[i] = entry(i) }
        var i = k / 2
        while i > 0 {
            i -= 1
            sink(i, k)
        }
        LineSorter.candidates(line, k, n, descending, limit: line[spare[0].place]) {
            let next = entry($0)
            if LineSorter.precedes(next, spare[0]) {
                spare[0] = next
                sink(0, k)
            }
            return line[spare[0].place]
        }
    }

    // MARK: Keys

    private func load(_ line: UnsafeMutableRawPointer, _ n: Int, _ descending: Bool) {
        let turn: UInt64 = descending ? .max : 0
        @inline(__always) func each(_ key: (Int) -> UInt64) {
            var start = 0
            while start < n, !Interruption.isWanted {
                let end = Swift.min(start + 1 << 20, n)
                for i in start..<end { entries[i] = Entry(key: key(i) ^ turn, place: i) }
                start = end
            }
        }
        switch dtype {
        case .bool, .uint8:
            let p = line.at(UInt8.self)
            each { UInt64(p[$0]) }
        case .int8:
            let p = line.at(Int8.self)
            each { UInt64(bitPattern: Int64(p[$0])) ^ (1 << 63) }
        case .int16:
            let p = line.at(Int16.self)
            each { UInt64(bitPattern: Int64(p[$0])) ^ (1 << 63) }
        case .int32:
            let p = line.at(Int32.self)
            each { UInt64(bitPattern: Int64(p[$0])) ^ (1 << 63) }
        case .int64:
            let p = line.at(Int64.self)
            each { UInt64(bitPattern: p[$0]) ^ (1 << 63) }
        case .float32:
            let p = line.at(Float.self)
            each { LineSorter.key(p[$0]) }
        case .float64:
            let p = line.at(Double.self)
            each { LineSorter.key(p[$0]) }
        case .float16:
            let p = line.at(Half.self)
            each { LineSorter.key(p[$0].float) }
        case .bfloat16:
            let p = line.at(BFloat16.self)
            each { LineSorter.key(p[$0].float) }
        }
    }

    @inline(__always)
    private static func key(_ x: Float) -> UInt64 {
        if x.isNaN { return UInt64(UInt32.max) }
        let bits = (x == 0 ? 0 : x).bitPattern
        return UInt64(bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits)
    }

    @inline(__always)
    private static func key(_ x: Double) -> UInt64 {
        let bits = (x == 0 ? 0 : x).bitPattern
        // All bits of a negative number are turned, the sign of the others.
        let turned = bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) &>> 63) | 1 << 63)
        return x == x ? turned : .max
    }

    // MARK: Sorting

    private func insertion(_ n: Int) {
        guard n > 1 else { return }
        for i in 1..<n {
            let e = entries[i]
            var j = i
            while j > 0 && entries[j - 1].key > e.key {
                entries[j] = entries[j - 1]
                j -= 1
            }
            entries[j] = e
        }
    }

    /// Byte by byte from the lowest; bytes that are equal everywhere cost one look.
    private func radix(_ n: Int) {
        var from = entries
        var to = spare
        var differing: UInt64 = 0
        let first = from[0].key
        Threads.inStretches(n) { for i in $0 { differing |= from[i].key ^ first } }
        // Pages of new memory one after another: the first entries would ask for all of them at once.
        let (bytes, page) = (UnsafeMutableRawPointer(to).assumingMemoryBound(to: UInt8.self), 4096)
        Threads.inStretches(n * MemoryLayout<Entry>.stride / page, of: 1 << 10) { for i in $0 { bytes[i * page] = 0 } }
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { counts in
            guard let c = counts.baseAddress else { return }
            var shift: UInt64 = 0
            while shift < 64, !Interruption.isWanted {
                defer { shift += 8 }
                if (differing >> shift) & 0xFF == 0 { continue }
                c.update(repeating: 0, count: 256)
                // A place for an interrupt, every now and then.
                var start = 0
                while start < n, !Interruption.isWanted {
                    let end = Swift.min(start + 1 << 20, n)
                    for i in start..<end { c[Int((from[i].key >> shift) & 0xFF)] += 1 }
                    start = end
                }
                if Interruption.isWanted { break }
                var total = 0
                for d in 0..<256 {
                    let here = c[d]
                    c[d] = total
                    total += here
                }
                start = 0
                while start < n, !Interruption.isWanted {
                    let end = Swift.min(start + 1 << 20, n)
                    for i in start..<end {
                        let d = Int((from[i].key >> shift) & 0xFF)
                        to[c[d]] = from[i]
                        c[d] += 1
                    }
                    start = end
                }
                swap(&from, &to)
            }
        }
        if from != entries {
            Threads.inStretches(n) {
                (entries + $0.lowerBound).update(from: from + $0.lowerBound, count: $0.count)
            }
        }
    }

    // MARK: The best few

    @inline(__always)
    private static func precedes(_ a: Entry, _ b: Entry) -> Bool {
        a.key < b.key || (a.key == b.key && a.place < b.place)
    }

    private func sink(_ start: Int, _ k: Int) {
        var i = start
        let e = spare[i]
        while true {
            var child = 2 * i + 1
            if child >= k { break }
            if child + 1 < k && LineSorter.precedes(spare[child], spare[child + 1]) { child += 1 }
            if LineSorter.precedes(spare[child], e) { break }
            spare[i] = spare[child]
            i = child
        }
        spare[i] = e
    }

    private func insertionByPlace(_ k: Int) {
        guard k > 1 else { return }
        for i in 1..<k {
            let e = entries[i]
            var j = i
            while j > 0 && LineSorter.precedes(e, entries[j - 1]) {
                entries[j] = entries[j - 1]
                j -= 1
            }
            entries[j] = e
        }
    }

    private func insertionFree(_ k: Int) {
        var best = UnsafeMutableBufferPointer(start: entries, count: k)
        if k < 1 << 17 { return best.sort { LineSorter.precedes($0, $1) } }
        // Many by their bytes, which keeps equal keys in order: first by place, then by key.
        for _ in 0..<2 {
            for i in 0..<k {
                entries[i] = Entry(
                    key: UInt64(bitPattern: Int64(entries[i].place)), place: Int(truncatingIfNeeded: entries[i].key))
            }
            radix(k)
        }
    }
}
