#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A growing text whose memory the finished string takes over. Whoever makes one ends it by `finish` or `discard`.
struct TextBuilder {
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var byteCount = 0
    /// Code points.
    private(set) var count = 0
    private var capacity: Int

    /// Memory that is used again and again; nil while a builder has it.
    nonisolated(unsafe) private static var scratch: UnsafeMutablePointer<UInt8>?
    private static let scratchCapacity = 1024
    private var isScratch: Bool

    init(capacity: Int) {
        if capacity <= TextBuilder.scratchCapacity {
            self.capacity = TextBuilder.scratchCapacity
            bytes = TextBuilder.scratch ?? StringObject.allocate(TextBuilder.scratchCapacity)
            TextBuilder.scratch = nil
            isScratch = true
        } else {
            self.capacity = capacity
            bytes = StringObject.allocate(capacity)
            isScratch = false
        }
    }

    /// Room for `count` more bytes.
    @inline(__always)
    private mutating func reserve(_ extra: Int) {
        if byteCount &+ extra > capacity { grow(extra) }
    }

    @inline(never)
    private mutating func grow(_ extra: Int) {
        capacity = max(byteCount + extra, capacity * 2)
        let larger = StringObject.allocate(capacity)
        PlainText.copy(larger, bytes, byteCount)
        discard()
        bytes = larger
        isScratch = false
    }

    /// Appends bytes of which each is an ASCII character.
    @inline(__always)
    mutating func append(ascii source: UnsafePointer<UInt8>, _ length: Int) {
        append(source, length, count: length)
    }

    @inline(__always)
    mutating func append(_ source: UnsafePointer<UInt8>, _ length: Int, count added: Int) {
        reserve(length)
        let target = bytes + byteCount
        if length <= 16 {
            for index in 0..<length { target[index] = source[index] }
        } else {
            PlainText.copy(target, source, length)
        }
        byteCount &+= length
        count &+= added
    }

    @inline(__always)
    mutating func append(byte: UInt8) {
        reserve(1)
        bytes[byteCount] = byte
        byteCount &+= 1
        count &+= byte & 0xC0 == 0x80 ? 0 : 1
    }

    mutating func append(fill: UInt8, _ times: Int) {
        guard times > 0 else { return }
        reserve(times)
        let start = bytes + byteCount
        PlainText.inStretches(times) { (start + $0.lowerBound).update(repeating: fill, count: $0.count) }
        byteCount += times
        count += times
    }

    @inline(__always)
    mutating func append(_ text: UnsafeMutablePointer<StringLayout>) {
        append(text.pointee.bytes, text.pointee.byteCount, count: text.pointee.count)
    }

    /// The decimal digits of a number.
    mutating func append(_ number: Int64) {
        reserve(20)
        let target = bytes + byteCount
        var place = 0
        var magnitude = number.magnitude
        if number < 0 {
            target[0] = UInt8(ascii: "-")
            place = 1
        }
        if magnitude < 10 {
            target[place] = UInt8(truncatingIfNeeded: magnitude) &+ 0x30
            place &+= 1
        } else {
            let length = DecimalText.digitCount(magnitude)
            _ = DecimalText.write(magnitude, before: target + place + length)
            place &+= length
        }
        magnitude = 0
        byteCount &+= place
        count &+= place
    }

    /// `repr` of a float.
    mutating func append(_ number: Double) {
        reserve(32)
        let length = FloatWriter.write(number, to: bytes + byteCount)
        byteCount &+= length
        count &+= length
    }

    /// The text as an owned string.
    mutating func finish() -> Value {
        if isScratch || byteCount <= StringObject.inlineCapacity {
            if byteCount <= 1, byteCount == count {
                let value = byteCount == 0 ? TextOperations.emptyValue : TextOperations.characters[Int(bytes[0])]
                discard()
                return value.retained()
            }
            let (value, copy) = StringObject.make(byteCount, count: count)
            copy.update(from: bytes, count: byteCount)
            discard()
            return value
        }
        if capacity - byteCount > 64, let smaller = realloc(bytes, max(byteCount, 1)) {
            bytes = smaller.assumingMemoryBound(to: UInt8.self)
        }
        return StringObject.adopted(bytes, byteCount, count: count)
    }

    /// What was written so far.
    var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: byteCount) }

    func discard() {
        if isScratch, TextBuilder.scratch == nil {
            TextBuilder.scratch = bytes
        } else {
            free(bytes)
        }
    }
}
