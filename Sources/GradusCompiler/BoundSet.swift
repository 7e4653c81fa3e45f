/// The local registers that certainly hold a value at one place of the code.
struct BoundSet {
    private var low: UInt64 = 0
    private var high: [UInt64] = []

    func contains(_ index: Int) -> Bool {
        if index < 64 { return low >> UInt64(index) & 1 != 0 }
        let word = index / 64 - 1
        return word < high.count && high[word] >> UInt64(index % 64) & 1 != 0
    }

    mutating func insert(_ index: Int) {
        if index < 64 {
            low |= 1 << UInt64(index)
            return
        }
        let word = index / 64 - 1
        while high.count <= word { high.append(0) }
        high[word] |= 1 << UInt64(index % 64)
    }

    mutating func remove(_ index: Int) {
        if index < 64 {
            low &= ~(1 << UInt64(index))
        } else if index / 64 - 1 < high.count {
            high[index / 64 - 1] &= ~(1 << UInt64(index % 64))
        }
    }

    mutating func formIntersection(_ other: BoundSet) {
        low &= other.low
        if high.isEmpty { return }
        if other.high.count < high.count { high.removeLast(high.count - other.high.count) }
        for index in high.indices { high[index] &= other.high[index] }
    }

    mutating func subtract(_ other: BoundSet) {
        low &= ~other.low
        for index in high.indices where index < other.high.count { high[index] &= ~other.high[index] }
    }
}
