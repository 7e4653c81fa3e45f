/// The elements of a line as unsigned keys of 32 bits in the same order, NaN above all; sorted together with their places
/// as words of 64 bits, the key above the place. Equal elements keep their order.
struct NarrowKeys {
    private let dtype: DType
    private let line: UnsafeMutableRawPointer
    private let count: Int

    /// nil for dtypes of 64 bits and for lines whose places need more than 32.
    init?(_ dtype: DType, _ line: UnsafeMutableRawPointer, _ count: Int) {
        if dtype == .int64 || dtype == .float64 || count > UInt32.max { return nil }
        (self.dtype, self.line, self.count) = (dtype, line, count)
    }

    @inline(__always)
    private func each(_ put: (Int, UInt32) -> Void) {
        switch dtype {
        case .float32:
            let p = line.at(Float.self)
            KeySelection.inParts(count) { for i in $0 { put(i, NarrowKeys.key(p[i])) } }
        case .float16:
            let p = line.at(Half.self)
            for i in 0..<count { put(i, NarrowKeys.key(p[i].float)) }
        case .bfloat16:
            let p = line.at(BFloat16.self)
            for i in 0..<count { put(i, NarrowKeys.key(p[i].float)) }
        case .int32:
            let p = line.at(Int32.self)
            KeySelection.inParts(count) { for i in $0 { put(i, NarrowKeys.key(p[i])) } }
        case .int16:
            let p = line.at(Int16.self)
            for i in 0..<count { put(i, NarrowKeys.key(Int32(p[i]))) }
        case .int8:
            let p = line.at(Int8.self)
            for i in 0..<count { put(i, NarrowKeys.key(Int32(p[i]))) }
        case .bool, .uint8, .int64, .float64:
            let p = line.at(UInt8.self)
            KeySelection.inParts(count) { for i in $0 { put(i, UInt32(p[i])) } }
        }
    }

    @inline(__always)
    private static func key(_ x: Float) -> UInt32 {
        let bits = (x == 0 ? 0 : x).bitPattern
        // All bits of a negative number are turned, the sign of the others.
        let turned = bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) &>> 31) | 0x8000_0000)
        return x == x ? turned : .max
    }

    @inline(__always)
    private static func key(_ x: Int32) -> UInt32 { UInt32(bitPattern: x) ^ 0x8000_0000 }

    // MARK: Sorting

    /// The words in order, in one of the two given places for `count` of them.
    func sorted(
        _ words: UnsafeMutablePointer<UInt64>, spare: UnsafeMutablePointer<UInt64>, descending: Bool
    ) -> UnsafeMutablePointer<UInt64> {
        let turn: UInt32 = descending ? .max : 0
        each { words[$0] = UInt64($1 ^ turn) &<< 32 | UInt64(truncatingIfNeeded: $0) }
        if count <= 48 {
            _ = insert(words, within: .max)
            return words
        }
        if count > 4096 { return radix(words, spare) }
        // The upper half of the key nearly puts short lines in order, unless their elements are close to one another.
        let nearly = radix(words, spare, bytes: 2..<4)
        if insert(nearly, within: 4 * count) { return nearly }
        return radix(nearly, nearly == words ? spare : words)
    }

    /// Puts words in order by insertion; false, with the words in another order than before, where they would have to be
    /// moved more than `limit` times.
    private func insert(_ words: UnsafeMutablePointer<UInt64>, within limit: Int) -> Bool {
        var rest = limit
        for i in 1..<Swift.max(count, 1) {
            let word = words[i]
            var j = i
            while j > 0 && words[j &- 1] > word {
                words[j] = words[j &- 1]
                j &-= 1
            }
            words[j] = word
            rest &-= i &- j
            if rest < 0 { return false }
        }
        return true
    }

    /// Byte by byte from the lowest of those wanted; bytes that are equal everywhere cost nothing.
    private func radix(
        _ words: UnsafeMutablePointer<UInt64>, _ spare: UnsafeMutablePointer<UInt64>, bytes: Range<Int> = 0..<4
    ) -> UnsafeMutablePointer<UInt64> {
        var (from, to) = (words, spare)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 4 * 256) { memory in
            guard let counts = memory.baseAddress else { return }
            counts.update(repeating: 0, count: 4 * 256)
            KeySelection.inParts(count) { range in
                for i in range {
                    let key = words[i] &>> 32
                    counts[Int(key & 0xFF)] &+= 1
                    counts[256 + Int(key &>> 8 & 0xFF)] &+= 1
                    counts[512 + Int(key &>> 16 & 0xFF)] &+= 1
                    counts[768 + Int(key &>> 24)] &+= 1
                }
            }
            for byte in bytes where !Interruption.isWanted {
                let shift = UInt64(32 + 8 * byte)
                let places = counts + 256 * byte
                if places[Int(from[0] &>> shift & 0xFF)] == count { continue }
                var total = 0
                for digit in 0..<256 { (places[digit], total) = (total, total &+ places[digit]) }
                let (source, target) = (from, to)
                KeySelection.inParts(count) { range in
                    for i in range {
                        let word = source[i]
                        let digit = Int(word &>> shift & 0xFF)
                        target[places[digit]] = word
                        places[digit] &+= 1
                    }
                }
                swap(&from, &to)
            }
        }
        return from
    }

    // MARK: Selecting

    /// The place of the element with a rank of the ascending order, which `rank` knows from the number of NaNs.
    func place(
        _ keys: UnsafeMutablePointer<UInt32>, spare: UnsafeMutablePointer<UInt32>, rank: (_ nans: Int) -> Int
    ) -> Int {
        each { keys[$0] = $1 }
        var nans = 0
        if dtype.isFloat { KeySelection.inParts(count) { for i in $0 { nans &+= keys[i] == .max ? 1 : 0 } } }
        let wanted = rank(nans)
        let (key, smaller) = KeySelection.select(wanted, keys, count, spare)
        return KeySelection.place(of: key, after: wanted - smaller, keys, count)
    }
}
