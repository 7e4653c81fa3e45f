import BigInt

/// Products of long integers on plain memory: the schoolbook method, and above a threshold Karatsuba's.
enum LimbProduct {
    private static let threshold = 40

    typealias Target = UnsafeMutablePointer<UInt>

    /// - Parameter check: asked now and then whether to go on; it throws to stop.
    static func multiply(_ a: BigUInt, _ b: BigUInt, check: () throws -> Void) rethrows -> BigUInt {
        let (short, long) =
            a.words.count < b.words.count ? (Array(a.words), Array(b.words)) : (Array(b.words), Array(a.words))
        if short.isEmpty { return 0 }
        var result = [UInt](repeating: 0, count: short.count + long.count)
        try result.withUnsafeMutableBufferPointer { result in
            try short.withUnsafeBufferPointer { short in
                try long.withUnsafeBufferPointer { long in
                    guard let target = result.baseAddress, let x = short.baseAddress, let y = long.baseAddress else {
                        return
                    }
                    try multiply(x, short.count, y, long.count, into: target, check: check)
                }
            }
        }
        return BigUInt(words: result)
    }

    /// `target` (zeroed, `countA + countB` limbs) becomes the product; `countA <= countB`.
    static func multiply(
        _ a: UnsafePointer<UInt>, _ countA: Int, _ b: UnsafePointer<UInt>, _ countB: Int, into target: Target,
        check: () throws -> Void
    ) rethrows {
        if countA < threshold {
            for index in 0..<countA { addProduct(b, countB, a[index], to: target + index) }
            return
        }
        try check()
        if countA * 2 <= countB {
            // Pieces of the longer factor as long as the shorter one.
            let room = Target.allocate(capacity: countA * 2)
            defer { room.deallocate() }
            var start = 0
            while start < countB {
                let count = min(countA, countB - start)
                room.update(repeating: 0, count: countA + count)
                if count < countA {
                    try multiply(b + start, count, a, countA, into: room, check: check)
                } else {
                    try multiply(a, countA, b + start, count, into: room, check: check)
                }
                add(room, countA + count, to: target + start)
                start += count
            }
            return
        }
        try karatsuba(a, countA, b, countB, into: target, check: check)
    }

    /// (a0 + a1 B)(b0 + b1 B) = a0 b0 + ((a0 + a1)(b0 + b1) - a0 b0 - a1 b1) B + a1 b1 B^2
    private static func karatsuba(
        _ a: UnsafePointer<UInt>, _ countA: Int, _ b: UnsafePointer<UInt>, _ countB: Int, into target: Target,
        check: () throws -> Void
    ) rethrows {
        let half = (countB + 1) / 2
        let (highA, highB) = (countA - half, countB - half)
        try multiply(a, half, b, half, into: target, check: check)
        if highA <= highB {
            try multiply(a + half, highA, b + half, highB, into: target + 2 * half, check: check)
        } else {
            try multiply(b + half, highB, a + half, highA, into: target + 2 * half, check: check)
        }
        let size = half + 1
        let room = Target.allocate(capacity: size * 4)
        defer { room.deallocate() }
        room.update(repeating: 0, count: size * 4)
        room.update(from: a, count: half)
        add(a + half, highA, to: room)
        (room + size).update(from: b, count: half)
        add(b + half, highB, to: room + size)
        let middle = room + 2 * size
        try multiply(room, size, room + size, size, into: middle, check: check)
        subtract(target, 2 * half, from: middle)
        subtract(target + 2 * half, highA + highB, from: middle)
        var count = 2 * size
        while count > 0, middle[count - 1] == 0 { count -= 1 }
        add(middle, count, to: target + half)
    }

    /// target += a * factor
    @inline(__always)
    private static func addProduct(_ a: UnsafePointer<UInt>, _ count: Int, _ factor: UInt, to target: Target) {
        var carry: UInt = 0
        var index = 0
        while index < count {
            let (high, low) = a[index].multipliedFullWidth(by: factor)
            let (sum, first) = low.addingReportingOverflow(carry)
            let (total, second) = sum.addingReportingOverflow(target[index])
            target[index] = total
            // high is at most UInt.max - 1, and both carries together fit.
            carry = high &+ (first ? 1 : 0) &+ (second ? 1 : 0)
            index &+= 1
        }
        var place = count
        while carry != 0 {
            let (sum, overflow) = target[place].addingReportingOverflow(carry)
            target[place] = sum
            carry = overflow ? 1 : 0
            place += 1
        }
    }

    /// target += a; the carry ends within the target.
    private static func add(_ a: UnsafePointer<UInt>, _ count: Int, to target: Target) {
        var carry: UInt = 0
        for index in 0..<count {
            let (sum, first) = target[index].addingReportingOverflow(a[index])
            let (total, second) = sum.addingReportingOverflow(carry)
            target[index] = total
            carry = first || second ? 1 : 0
        }
        var place = count
        while carry != 0 {
            let (sum, overflow) = target[place].addingReportingOverflow(1)
            target[place] = sum
            carry = overflow ? 1 : 0
            place += 1
        }
    }

    /// target -= a, which is not greater.
    private static func subtract(_ a: UnsafePointer<UInt>, _ count: Int, from target: Target) {
        var borrow: UInt = 0
        for index in 0..<count {
            let (difference, first) = target[index].subtractingReportingOverflow(a[index])
            let (total, second) = difference.subtractingReportingOverflow(borrow)
            target[index] = total
            borrow = first || second ? 1 : 0
        }
        var place = count
        while borrow != 0 {
            let (difference, overflow) = target[place].subtractingReportingOverflow(1)
            target[place] = difference
            borrow = overflow ? 1 : 0
            place += 1
        }
    }
}
