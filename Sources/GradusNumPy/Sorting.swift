import GradusKernels
import GradusTensor

/// Sorting along an axis: by radix, stable, NaN last.
package enum Sorting {
    package static func sorted(_ t: Tensor, _ axis: Int) throws -> Tensor {
        try Interruption.around { try sortedRows(t, axis) }
    }

    private static func sortedRows(_ t: Tensor, _ axis: Int) throws -> Tensor {
        let (rows, restore) = try AxisRows.make(t, axis)
        let n = rows.shape[rows.rank - 1]
        let out = try Tensor(empty: rows.shape, t.dtype)
        if out.count > 0, n > 0 {
            var keys = unset(UInt64.self, n)
            var spare = unset(UInt64.self, n)
            for r in 0..<(out.count / n) where !Interruption.isWanted {
                SortKeys.read(rows, r * n, n, &keys, keepsZeroSigns: true)
                if n <= 64 { keys.sort() } else { radix(&keys, &spare) }
                SortKeys.write(out, r * n, n, keys)
            }
        }
        return try Layout.dense(restore(out))
    }

    /// The places that sort each row; equal elements keep their order.
    package static func order(_ t: Tensor, _ axis: Int) throws -> Tensor {
        try Interruption.around { try orderOfRows(t, axis) }
    }

    private static func orderOfRows(_ t: Tensor, _ axis: Int) throws -> Tensor {
        let (rows, restore) = try AxisRows.make(t, axis)
        let n = rows.shape[rows.rank - 1]
        let out = try Tensor(empty: rows.shape, .int64)
        if out.count > 0, n > 0 {
            var keys = unset(UInt64.self, n)
            for r in 0..<(out.count / n) where !Interruption.isWanted {
                SortKeys.read(rows, r * n, n, &keys, keepsZeroSigns: false)
                let order = places(keys)
                let q = out.pointer(Int.self) + r * n
                inStretches(n) { for i in $0 { q[i] = order[i] } }
            }
        }
        return try Layout.dense(restore(out))
    }

    /// The places that sort numbers of the language's order `precedes`, stable.
    package static func order(count: Int, _ precedes: (Int, Int) throws -> Bool) rethrows -> [Int] {
        var a = Array(0..<count)
        var b = a
        var width = 1
        while width < count {
            var start = 0
            while start < count {
                let (middle, end) = (min(start + width, count), min(start + 2 * width, count))
                var (i, j, k) = (start, middle, start)
                while i < middle, j < end {
                    if try precedes(a[j], a[i]) {
                        b[k] = a[j]
                        j += 1
                    } else {
                        b[k] = a[i]
                        i += 1
                    }
                    k += 1
                }
                while i < middle {
                    b[k] = a[i]
                    i += 1
                    k += 1
                }
                while j < end {
                    b[k] = a[j]
                    j += 1
                    k += 1
                }
                start += 2 * width
            }
            swap(&a, &b)
            width *= 2
        }
        return a
    }

    /// Memory that is written before it is read.
    private static func unset<T: BitwiseCopyable>(_: T.Type, _ n: Int) -> [T] {
        [T](unsafeUninitializedCapacity: n) { $1 = n }
    }

    /// Calls `body` with stretches of `0..<count`, until somebody interrupts.
    @inline(__always)
    private static func inStretches(_ count: Int, _ body: (Range<Int>) -> Void) {
        var start = 0
        while start < count, !Interruption.isWanted {
            let end = min(count, start + 1 << 20)
            body(start..<end)
            start = end
        }
    }

    /// Byte by byte from the lowest, in memory that belongs to nobody else; bytes that are equal everywhere cost nothing.
    private static func radix(_ keys: inout [UInt64], _ spare: inout [UInt64]) {
        let n = keys.count
        let isTurned = keys.withUnsafeMutableBufferPointer { keys in
            spare.withUnsafeMutableBufferPointer { spare in
                withUnsafeTemporaryAllocation(of: Int.self, capacity: 8 * 256) { counts in
                    guard let from = keys.baseAddress, let to = spare.baseAddress, let counts = counts.baseAddress
                    else {
                        return false
                    }
                    return radix(n, from, to, counts)
                }
            }
        }
        if isTurned { swap(&keys, &spare) }
    }

    /// - Returns: whether the sorted keys lie in `spare`.
    private static func radix(
        _ n: Int, _ keys: UnsafeMutablePointer<UInt64>, _ spare: UnsafeMutablePointer<UInt64>,
        _ counts: UnsafeMutablePointer<Int>
    ) -> Bool {
        counts.update(repeating: 0, count: 8 * 256)
        inStretches(n) {
            for i in $0 {
                var key = keys[i]
                for byte in 0..<8 {
                    counts[byte &* 256 &+ Int(truncatingIfNeeded: key & 255)] &+= 1
                    key >>= 8
                }
            }
        }
        var (from, to) = (keys, spare)
        for byte in 0..<8 where !Interruption.isWanted {
            let places = counts + 256 * byte
            let shift = UInt64(8 * byte)
            if places[Int(truncatingIfNeeded: from[0] >> shift & 255)] == n { continue }
            var total = 0
            for digit in 0..<256 { (places[digit], total) = (total, total &+ places[digit]) }
            let (source, target) = (from, to)
            inStretches(n) {
                for i in $0 {
                    let key = source[i]
                    let digit = Int(truncatingIfNeeded: key >> shift & 255)
                    target[places[digit]] = key
                    places[digit] &+= 1
                }
            }
            swap(&from, &to)
        }
        return from != keys
    }

    private static func places(_ keys: [UInt64]) -> [Int] {
        let n = keys.count
        var order = unset(Int.self, n)
        inStretches(n) { for i in $0 { order[i] = i } }
        if n <= 64 {
            // Insertion keeps equal keys in order.
            for i in stride(from: 1, to: n, by: 1) {
                let (place, key) = (order[i], keys[order[i]])
                var j = i
                while j > 0, keys[order[j - 1]] > key {
                    order[j] = order[j - 1]
                    j -= 1
                }
                order[j] = place
            }
            return order
        }
        var spare = unset(Int.self, n)
        for pass in 0..<8 {
            let shift = UInt64(pass * 8)
            var counts = [Int](repeating: 0, count: 256)
            inStretches(n) { for i in $0 { counts[Int((keys[i] >> shift) & 255)] += 1 } }
            if Interruption.isWanted { return order }
            if counts.contains(n) { continue }
            var total = 0
            for i in 0..<256 { (counts[i], total) = (total, total + counts[i]) }
            inStretches(n) {
                for i in $0 {
                    let digit = Int((keys[order[i]] >> shift) & 255)
                    spare[counts[digit]] = order[i]
                    counts[digit] += 1
                }
            }
            swap(&order, &spare)
        }
        return order
    }

    /// Where values would go into a sorted row.
    package static func search(_ sorted: Tensor, _ values: Tensor, right: Bool) throws -> Tensor {
        try Interruption.around { try searchUnwatched(sorted, values, right: right) }
    }

    private static func searchUnwatched(_ sorted: Tensor, _ values: Tensor, right: Bool) throws -> Tensor {
        let type = Promotion.promote(sorted.dtype, values.dtype)
        var keys = unset(UInt64.self, sorted.count)
        SortKeys.read(try Layout.dense(try Layout.cast(sorted, type)), 0, sorted.count, &keys, keepsZeroSigns: false)
        var wanted = unset(UInt64.self, values.count)
        SortKeys.read(try Layout.dense(try Layout.cast(values, type)), 0, values.count, &wanted, keepsZeroSigns: false)
        let out = try Tensor(empty: values.shape, .int64)
        let p = out.pointer(Int.self)
        if Interruption.isWanted { return out }
        for (i, key) in wanted.enumerated() {
            if i & 0xFFFF == 0xFFFF, Interruption.isWanted { break }
            var (low, high) = (0, keys.count)
            while low < high {
                let middle = (low + high) >> 1
                if right ? keys[middle] <= key : keys[middle] < key { low = middle + 1 } else { high = middle }
            }
            p[i] = low
        }
        return out
    }
}

/// Elements as unsigned numbers in the same order.
enum SortKeys {
    static func read(_ t: Tensor, _ start: Int, _ n: Int, _ keys: inout [UInt64], keepsZeroSigns: Bool) {
        switch t.dtype {
        case .float64:
            let p = t.pointer(UInt64.self) + start
            for i in 0..<n {
                if i & 0xFFFFF == 0xFFFFF, Interruption.isWanted { return }
                let bits = p[i]
                if Double(bitPattern: bits).isNaN {
                    keys[i] = .max
                } else if bits >> 63 == 1 {
                    keys[i] = !keepsZeroSigns && bits << 1 == 0 ? 1 << 63 : ~bits
                } else {
                    keys[i] = bits | 1 << 63
                }
            }
        case .float32:
            let p = t.pointer(UInt32.self) + start
            for i in 0..<n {
                if i & 0xFFFFF == 0xFFFFF, Interruption.isWanted { return }
                let bits = p[i]
                if Float(bitPattern: bits).isNaN {
                    keys[i] = UInt64(UInt32.max)
                } else if bits >> 31 == 1 {
                    keys[i] = UInt64(!keepsZeroSigns && bits << 1 == 0 ? 1 << 31 : ~bits)
                } else {
                    keys[i] = UInt64(bits | 1 << 31)
                }
            }
        case .float16, .bfloat16:
            for i in 0..<n {
                if i & 0xFFFFF == 0xFFFFF, Interruption.isWanted { return }
                let bits = Float(t.element(at: start + i).double).bitPattern
                keys[i] =
                    Float(bitPattern: bits).isNaN
                    ? UInt64(UInt32.max) : UInt64(bits >> 31 == 1 ? ~bits : bits | 1 << 31)
            }
        case .bool, .uint8:
            let p = t.pointer(UInt8.self) + start
            Threads.inStretches(n) { for i in $0 { keys[i] = UInt64(p[i]) } }
        case .int8:
            let p = t.pointer(Int8.self) + start
            Threads.inStretches(n) { for i in $0 { keys[i] = UInt64(Int(p[i]) + 128) } }
        case .int16:
            let p = t.pointer(Int16.self) + start
            Threads.inStretches(n) { for i in $0 { keys[i] = UInt64(Int(p[i]) + 32768) } }
        case .int32:
            let p = t.pointer(Int32.self) + start
            Threads.inStretches(n) { for i in $0 { keys[i] = UInt64(Int(p[i]) + 1 << 31) } }
        case .int64:
            let p = t.pointer(Int64.self) + start
            Threads.inStretches(n) { for i in $0 { keys[i] = UInt64(bitPattern: p[i]) ^ 1 << 63 } }
        }
    }

    static func write(_ t: Tensor, _ start: Int, _ n: Int, _ keys: [UInt64]) {
        switch t.dtype {
        case .float64:
            let p = t.pointer(UInt64.self) + start
            for i in 0..<n {
                if i & 0xFFFFF == 0xFFFFF, Interruption.isWanted { return }
                p[i] = keys[i] == .max ? Double.nan.bitPattern : keys[i] >> 63 == 1 ? keys[i] & ~(1 << 63) : ~keys[i]
            }
        case .float32:
            let p = t.pointer(UInt32.self) + start
            Threads.inStretches(n) { for i in $0 { p[i] = float(keys[i]) } }
        case .float16:
            let p = t.pointer(UInt16.self) + start
            Threads.inStretches(n) { for i in $0 { p[i] = Half(Float(bitPattern: float(keys[i]))).bits } }
        case .bfloat16: break
        case .bool, .uint8:
            let p = t.pointer(UInt8.self) + start
            Threads.inStretches(n) { for i in $0 { p[i] = UInt8(truncatingIfNeeded: keys[i]) } }
        case .int8:
            let p = t.pointer(Int8.self) + start
            Threads.inStretches(n) { for i in $0 { p[i] = Int8(truncatingIfNeeded: Int(keys[i]) - 128) } }
        case .int16:
            let p = t.pointer(Int16.self) + start
            Threads.inStretches(n) { for i in $0 { p[i] = Int16(truncatingIfNeeded: Int(keys[i]) - 32768) } }
        case .int32:
            let p = t.pointer(Int32.self) + start
            Threads.inStretches(n) { for i in $0 { p[i] = Int32(truncatingIfNeeded: Int(keys[i]) - 1 << 31) } }
        case .int64:
            let p = t.pointer(Int64.self) + start
            Threads.inStretches(n) { for i in $0 { p[i] = Int64(bitPattern: keys[i] ^ 1 << 63) } }
        }
    }

    private static func float(_ key: UInt64) -> UInt32 {
        let bits = UInt32(truncatingIfNeeded: key)
        return bits == .max ? Float.nan.bitPattern : bits >> 31 == 1 ? bits & ~(1 << 31) : ~bits
    }
}
