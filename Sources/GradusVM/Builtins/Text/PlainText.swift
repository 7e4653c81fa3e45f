#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Loops over plain bytes.
enum PlainText {
    @inline(__always)
    static func isEqual(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        if count <= 8 {
            for index in 0..<count where a[index] != b[index] { return false }
            return true
        }
        return memcmp(a, b, count) == 0
    }

    /// Whether a text begins or ends with another.
    @inline(__always)
    static func has(
        _ affix: UnsafeMutablePointer<StringLayout>, _ text: UnsafeMutablePointer<StringLayout>, isPrefix: Bool
    ) -> Bool {
        let (room, count) = (text.pointee.byteCount, affix.pointee.byteCount)
        if count > room { return false }
        return isEqual(text.pointee.bytes + (isPrefix ? 0 : room - count), affix.pointee.bytes, count)
    }

    /// After so many bytes or pieces a loop over a long text listens to Ctrl-C.
    static let stretch = 1 << 22
    private static let pieces = 1 << 14

    /// Calls `body` with stretches of `0..<count`.
    @inline(__always)
    static func inStretches(_ vm: VM, _ count: Int, _ body: (Range<Int>) throws -> Void) throws {
        var start = 0
        while start < count {
            let end = min(count, start + stretch)
            try body(start..<end)
            start = end
            if start < count { try vm.checkStop() }
        }
    }

    /// Copies bytes; a long copy is abandoned on Ctrl-C.
    @inline(__always)
    static func copy(_ target: UnsafeMutablePointer<UInt8>, _ source: UnsafePointer<UInt8>, _ count: Int) {
        if count <= stretch {
            target.update(from: source, count: count)
        } else {
            copyLong(target, source, count)
        }
    }

    /// The same byte many times as an array; a long one is abandoned on Ctrl-C.
    static func array(repeating byte: UInt8, _ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { target, made in
            if let base = target.baseAddress {
                inStretches(count) { (base + $0.lowerBound).initialize(repeating: byte, count: $0.count) }
            }
            made = count
        }
    }

    /// The bytes as an array; a long copy is abandoned on Ctrl-C.
    static func array(_ source: ByteBuffer) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
            if let from = source.baseAddress, let to = target.baseAddress { copy(to, from, source.count) }
            count = source.count
        }
    }

    /// Whether all bytes are ASCII; the search ends on Ctrl-C.
    static func isASCII(_ bytes: ByteBuffer) -> Bool {
        var holds = true
        inStretches(bytes.count) { part in
            if holds { holds = bytes[part].allSatisfy { $0 < 0x80 } }
        }
        return holds
    }

    @inline(never)
    private static func copyLong(_ target: UnsafeMutablePointer<UInt8>, _ source: UnsafePointer<UInt8>, _ count: Int) {
        inStretches(count) { (target + $0.lowerBound).update(from: source + $0.lowerBound, count: $0.count) }
    }

    /// Calls `body` with stretches of `0..<count`, until somebody interrupts: see `Attention.isLeaving`.
    @inline(__always)
    static func inStretches(_ count: Int, _ body: (Range<Int>) -> Void) {
        var start = 0
        while start < count {
            let end = min(count, start + stretch)
            body(start..<end)
            start = end
            if start < count, Attention.isLeaving() { return }
        }
    }

    /// The same byte many times.
    static func fill(_ vm: VM, _ bytes: UnsafeMutablePointer<UInt8>, _ byte: UInt8, _ count: Int) throws {
        try inStretches(vm, count) { (bytes + $0.lowerBound).update(repeating: byte, count: $0.count) }
    }

    static func splitSpaces(_ vm: VM, _ text: StringLayout, into list: Value) throws {
        let bytes = text.bytes
        let end = text.byteCount
        var index = 0
        var next = stretch
        while true {
            while index < end, ByteSearch.isSpace(bytes[index], isText: true) { index &+= 1 }
            if index >= end { return }
            let start = index
            if start > next {
                next = start + pieces
                try vm.checkStop()
            }
            while index < end, !ByteSearch.isSpace(bytes[index], isText: true) {
                index &+= 1
                if index & (stretch - 1) == 0 { try vm.checkStop() }
            }
            vm.appendOwned(TextOperations.ownedASCII(bytes + start, index - start), to: list)
        }
    }

    /// `text` is ASCII; the separator may be anything.
    static func split(
        _ vm: VM, _ text: StringLayout, _ separator: ByteBuffer, limit: Int = .max, into list: Value
    ) throws {
        let bytes = text.bytes
        var start = 0
        var left = limit
        var next = pieces
        if separator.count == 1 {
            let byte = separator[0]
            try inStretches(vm, text.byteCount) {
                for index in $0 where bytes[index] == byte {
                    if left == 0 { break }
                    left &-= 1
                    vm.appendOwned(TextOperations.ownedASCII(bytes + start, index - start), to: list)
                    start = index + 1
                    if index > next {
                        next = index + pieces
                        try vm.checkStop()
                    }
                }
            }
        } else {
            while left > 0,
                let found = ByteSearch.find(separator, in: text.buffer, from: start, to: text.byteCount)
            {
                left -= 1
                vm.appendOwned(TextOperations.ownedASCII(bytes + start, found - start), to: list)
                start = found + separator.count
                if found > next {
                    next = found + pieces
                    try vm.checkStop()
                }
            }
        }
        vm.appendOwned(TextOperations.ownedASCII(bytes + start, text.byteCount - start), to: list)
    }

    /// Lines of ASCII text without their ends.
    static func splitLines(_ vm: VM, _ text: StringLayout, into list: Value) throws {
        let (bytes, end) = (text.bytes, text.byteCount)
        var start = 0
        var next = pieces
        var index = 0
        while index < end {
            let byte = bytes[index]
            guard byte < 0x20, byte >= 10 && byte <= 13 || byte >= 0x1C && byte <= 0x1E else {
                index &+= 1
                if index & (stretch - 1) == 0 { try vm.checkStop() }
                continue
            }
            vm.appendOwned(TextOperations.ownedASCII(bytes + start, index - start), to: list)
            index += byte == 13 && index + 1 < end && bytes[index + 1] == 10 ? 2 : 1
            start = index
            if index > next {
                next = index + pieces
                try vm.checkStop()
            }
        }
        if start < end { vm.appendOwned(TextOperations.ownedASCII(bytes + start, end - start), to: list) }
    }

    /// Replaces every occurrence of text that is not empty.
    static func replace(_ vm: VM, _ value: Value, _ old: StringLayout, _ new: StringLayout) throws -> Value {
        let text = value.layout(StringLayout.self).pointee
        let matches: Int
        if old.byteCount == 1 {
            let byte = old.bytes[0]
            var total = 0
            try inStretches(vm, text.byteCount) { for index in $0 where text.bytes[index] == byte { total &+= 1 } }
            matches = total
        } else {
            matches = ByteSearch.count(old.buffer, in: text.buffer, from: 0, to: text.byteCount)
            // The room for the result is only right when all were counted.
            try vm.checkAbandoned()
        }
        if matches == 0 { return value }
        let (growth, overflow) = matches.multipliedReportingOverflow(by: new.byteCount)
        if overflow { throw vm.error(.memoryError, arguments: []) }
        let total = text.byteCount - matches * old.byteCount + growth
        try vm.checkAllocation(total)
        let count = text.count + matches * (new.count - old.count)
        if total == 0 { return TextOperations.emptyValue }
        let (owned, bytes) = StringObject.make(total, count: count)
        let result = vm.pool.adopt(owned)
        var place = bytes
        if old.byteCount == 1, new.byteCount == 1 {
            let (from, to) = (old.bytes[0], new.bytes[0])
            try inStretches(vm, total) {
                for index in $0 { bytes[index] = text.bytes[index] == from ? to : text.bytes[index] }
            }
        } else if old.byteCount == 1 {
            let byte = old.bytes[0]
            try inStretches(vm, text.byteCount) {
                for index in $0 {
                    if text.bytes[index] == byte {
                        for offset in 0..<new.byteCount { place[offset] = new.bytes[offset] }
                        place += new.byteCount
                    } else {
                        place.pointee = text.bytes[index]
                        place += 1
                    }
                }
            }
        } else {
            var start = 0
            var next = stretch
            while let found = ByteSearch.find(old.buffer, in: text.buffer, from: start, to: text.byteCount) {
                if found > next {
                    next = found + stretch
                    try vm.checkStop()
                }
                place.update(from: text.bytes + start, count: found - start)
                place += found - start
                place.update(from: new.bytes, count: new.byteCount)
                place += new.byteCount
                start = found + old.byteCount
            }
            place.update(from: text.bytes + start, count: text.byteCount - start)
        }
        return result
    }

    enum Class { case letter, digit, alphanumeric, space, lower, upper }

    /// Whether all characters of an ASCII text that is not empty are of a class (for the case: all letters, at least one).
    static func isAll(_ text: ByteBuffer, _ kind: Class) -> Bool {
        if text.isEmpty { return false }
        switch kind {
        case .letter: for byte in text where !CaseMapping.isLetter(byte) { return false }
        case .digit: for byte in text where !Formatting.isDigit(byte) { return false }
        case .alphanumeric:
            for byte in text where !CaseMapping.isLetter(byte) && !Formatting.isDigit(byte) { return false }
        case .space: for byte in text where !ByteSearch.isSpace(byte, isText: true) { return false }
        case .lower, .upper:
            let (wanted, other): (UInt8, UInt8) = kind == .lower ? (0x61, 0x41) : (0x41, 0x61)
            var isCased = false
            for byte in text {
                if byte &- other < 26 { return false }
                if byte &- wanted < 26 { isCased = true }
            }
            return isCased
        }
        return true
    }
}

/// Bytes one after another; a long row ends early on Ctrl-C: see `Attention.isLeaving`.
struct HeardBytes: Sequence, IteratorProtocol {
    private let bytes: ByteBuffer
    private var place = 0

    init(_ bytes: ByteBuffer) { self.bytes = bytes }

    @inline(__always)
    mutating func next() -> UInt8? {
        guard place < bytes.count, place & 0xFFFFF != 0xFFFFF || !Attention.isLeaving() else { return nil }
        defer { place &+= 1 }
        return bytes[place]
    }
}
