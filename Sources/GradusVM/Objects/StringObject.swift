#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A string: WTF-8 bytes (UTF-8 where a lone surrogate may stand as three bytes), indexed by code point.
public final class StringObject: Object {
    // In this order: `StringLayout`.
    public private(set) var bytes: UnsafePointer<UInt8>
    public private(set) var byteCount: Int
    /// The length in code points.
    public private(set) var count: Int
    fileprivate var cachedHash = 0
    /// Only one object exists per interned text: names of attributes and variables.
    public fileprivate(set) var isInterned = false
    private var scalars: UnsafeMutablePointer<UInt32>?
    /// Where the memory belongs to several strings that grew out of one another.
    private var shared: StringBuffer?
    /// The bytes of short strings stand in the object itself.
    private var inline: InlineBytes = (0, 0, 0, 0)

    typealias InlineBytes = (UInt64, UInt64, UInt64, UInt64)
    static let inlineCapacity = 32

    @inline(__always) public var isASCII: Bool { count == byteCount }
    @inline(__always) public var buffer: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes, count: byteCount)
    }

    /// Takes over `bytes`, which must hold valid WTF-8 and have been allocated by `allocate`.
    public init(adopting bytes: UnsafeMutablePointer<UInt8>, byteCount: Int, type: TypeObject = Types.string) {
        self.bytes = UnsafePointer(bytes)
        self.byteCount = byteCount
        self.count = StringObject.countScalars(UnsafeBufferPointer(start: bytes, count: byteCount))
        self.shared = nil
        super.init(type: type)
    }

    /// Takes over `bytes` whose number of code points is known.
    init(adopting bytes: UnsafeMutablePointer<UInt8>, byteCount: Int, count: Int) {
        self.bytes = UnsafePointer(bytes)
        self.byteCount = byteCount
        self.count = count
        self.shared = nil
        super.init(type: Types.string)
    }

    /// A string of at most `inlineCapacity` bytes, which the caller writes.
    private init(inlineByteCount byteCount: Int, count: Int) {
        self.bytes = UnsafePointer(StringObject.placeholder)
        self.byteCount = byteCount
        self.count = count
        self.shared = nil
        super.init(type: Types.string)
        bytes = UnsafePointer(Value(borrowing: self).layout(StringLayout.self).inlineBytes)
    }

    nonisolated(unsafe) private static let placeholder = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

    /// `a + b`. Long strings share one growing buffer, so that a loop of `text += piece` takes linear time.
    init(_ a: StringObject, appending b: StringObject) {
        byteCount = a.byteCount + b.byteCount
        count = a.count + b.count
        if byteCount < 256 {
            let joined = StringObject.allocate(byteCount)
            joined.update(from: a.bytes, count: a.byteCount)
            (joined + a.byteCount).update(from: b.bytes, count: b.byteCount)
            bytes = UnsafePointer(joined)
            shared = nil
        } else if let buffer = a.shared, buffer.used == a.byteCount, buffer.capacity >= byteCount {
            PlainText.copy(buffer.bytes + a.byteCount, b.bytes, b.byteCount)
            buffer.used = byteCount
            bytes = UnsafePointer(buffer.bytes)
            shared = buffer
        } else {
            // A string that already grew once will grow again.
            let buffer = StringBuffer(capacity: byteCount + byteCount / (a.shared == nil ? 8 : 2))
            PlainText.copy(buffer.bytes, a.bytes, a.byteCount)
            PlainText.copy(buffer.bytes + a.byteCount, b.bytes, b.byteCount)
            buffer.used = byteCount
            bytes = UnsafePointer(buffer.bytes)
            shared = buffer
        }
        super.init(type: Types.string)
    }

    public convenience init(_ buffer: UnsafeBufferPointer<UInt8>, type: TypeObject = Types.string) {
        let copy = StringObject.allocate(buffer.count)
        if let start = buffer.baseAddress { PlainText.copy(copy, start, buffer.count) }
        self.init(adopting: copy, byteCount: buffer.count, type: type)
    }

    public convenience init(_ bytes: [UInt8], type: TypeObject = Types.string) {
        let copy = StringObject.allocate(bytes.count)
        bytes.withUnsafeBufferPointer { if let start = $0.baseAddress { PlainText.copy(copy, start, $0.count) } }
        self.init(adopting: copy, byteCount: bytes.count, type: type)
    }

    public convenience init(_ text: String) {
        var text = text
        self.init(text.withUTF8 { Array($0) })
    }

    /// Room for the bytes of a string; never zero bytes long.
    public static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        plainMemory(max(count, 1)).assumingMemoryBound(to: UInt8.self)
    }

    deinit {
        if shared == nil, bytes != UnsafePointer(Value(borrowing: self).layout(StringLayout.self).inlineBytes) {
            free(UnsafeMutableRawPointer(mutating: bytes))
        }
        free(scalars)
    }

    // MARK: Recycling

    /// Strings that nobody uses any more, linked through `slots`.
    nonisolated(unsafe) private static var idle: UnsafeMutablePointer<StringLayout>?
    nonisolated(unsafe) private static var idleCount = 0

    /// An owned string whose bytes the caller writes.
    @inline(__always)
    static func make(_ byteCount: Int, count: Int) -> (value: Value, bytes: UnsafeMutablePointer<UInt8>) {
        if byteCount > inlineCapacity {
            let bytes = allocate(byteCount)
            return (adopted(bytes, byteCount, count: count), bytes)
        }
        if let layout = takeIdle() {
            let bytes = layout.inlineBytes
            layout.pointee.bytes = UnsafePointer(bytes)
            layout.pointee.byteCount = byteCount
            layout.pointee.count = count
            return (Value(tag: .string, bits: UInt64(UInt(bitPattern: layout))), bytes)
        }
        let value = Value(owning: StringObject(inlineByteCount: byteCount, count: count))
        return (value, value.layout(StringLayout.self).inlineBytes)
    }

    /// An owned string that takes over memory from `allocate`.
    @inline(__always)
    static func adopted(_ bytes: UnsafeMutablePointer<UInt8>, _ byteCount: Int, count: Int) -> Value {
        if let layout = takeIdle() {
            layout.pointee.bytes = UnsafePointer(bytes)
            layout.pointee.byteCount = byteCount
            layout.pointee.count = count
            return Value(tag: .string, bits: UInt64(UInt(bitPattern: layout)))
        }
        return Value(owning: StringObject(adopting: bytes, byteCount: byteCount, count: count))
    }

    @inline(__always)
    private static func takeIdle() -> UnsafeMutablePointer<StringLayout>? {
        guard let layout = idle else { return nil }
        idle = UnsafeMutableRawPointer(layout.pointee.object.slots)?.assumingMemoryBound(to: StringLayout.self)
        idleCount &-= 1
        layout.pointee.object.slots = nil
        layout.pointee.object.references = 1
        layout.pointee.cachedHash = 0
        return layout
    }

    /// Keeps a string that only one reference of Swift's still holds for the next one. False: Swift must free it.
    static func keep(_ value: Value) -> Bool {
        let layout = value.layout(StringLayout.self)
        guard idleCount < 1024, !layout.pointee.isInterned, layout.pointee.scalars == nil,
            UnsafeRawPointer(layout.pointee.object.type) == stringType
        else { return false }
        if layout.pointee.shared != nil {
            value.cast(StringObject.self).shared = nil
        } else if layout.pointee.bytes != UnsafePointer(layout.inlineBytes) {
            free(UnsafeMutableRawPointer(mutating: layout.pointee.bytes))
        }
        layout.pointee.bytes = UnsafePointer(layout.inlineBytes)
        layout.pointee.byteCount = 0
        layout.pointee.count = 0
        layout.pointee.object.slots = UnsafeMutableRawPointer(idle)?.assumingMemoryBound(to: Value.self)
        idle = layout
        idleCount &+= 1
        return true
    }

    nonisolated(unsafe) private static let stringType = UnsafeRawPointer(
        Unmanaged.passUnretained(Types.string).toOpaque())

    /// An owned string of a copy of WTF-8 bytes.
    static func copied(_ buffer: UnsafeBufferPointer<UInt8>) -> Value {
        let (value, bytes) = make(buffer.count, count: countScalars(buffer))
        if let start = buffer.baseAddress { PlainText.copy(bytes, start, buffer.count) }
        return value
    }

    /// `a + b`, owned.
    static func joined(_ a: StringObject, _ b: StringObject) -> Value {
        let total = a.byteCount + b.byteCount
        if total < 256 {
            let (value, bytes) = make(total, count: a.count + b.count)
            bytes.update(from: a.bytes, count: a.byteCount)
            (bytes + a.byteCount).update(from: b.bytes, count: b.byteCount)
            return value
        }
        guard let buffer = a.shared, buffer.used == a.byteCount, buffer.capacity >= total, let layout = takeIdle()
        else {
            return Value(owning: StringObject(a, appending: b))
        }
        if b.byteCount == 1 {
            buffer.bytes[a.byteCount] = b.bytes.pointee
        } else {
            PlainText.copy(buffer.bytes + a.byteCount, b.bytes, b.byteCount)
        }
        buffer.used = total
        layout.pointee.bytes = UnsafePointer(buffer.bytes)
        layout.pointee.byteCount = total
        layout.pointee.count = a.count + b.count
        let value = Value(tag: .string, bits: UInt64(UInt(bitPattern: layout)))
        value.cast(StringObject.self).shared = buffer
        return value
    }

    /// The text as a Swift string; lone surrogates become U+FFFD.
    public var text: String { String(decoding: buffer, as: UTF8.self) }

    static func countScalars(_ buffer: UnsafeBufferPointer<UInt8>) -> Int {
        var continuation = 0
        PlainText.inStretches(buffer.count) {
            for index in $0 { continuation += (buffer[index] & 0xC0) == 0x80 ? 1 : 0 }
        }
        return buffer.count - continuation
    }

    /// The code points, for constant-time indexing of strings that are not ASCII; nil for ASCII.
    public var codePoints: UnsafeBufferPointer<UInt32>? {
        if isASCII { return nil }
        if let scalars { return UnsafeBufferPointer(start: scalars, count: count) }
        // Whoever gives up asks for more before it ends.
        if let given = StringObject.abandonedText, given.bytes == bytes, given.count == count, Attention.isInterrupted {
            return UnsafeBufferPointer(start: StringObject.abandonedScalars, count: count)
        }
        // The rest of abandoned ones is zeros.
        guard let decoded = calloc(max(count, 1), 4)?.assumingMemoryBound(to: UInt32.self) else { return nil }
        var index = 0
        var place = 0
        while index < byteCount, place < count {
            let (scalar, length) = StringObject.decode(bytes + index, limit: byteCount - index)
            decoded[place] = scalar
            place += 1
            index += length
            if place & 0xFFFFF == 0, Attention.isLeaving() {
                // Not kept in the string: the rest was never read.
                free(StringObject.abandonedScalars)
                (StringObject.abandonedScalars, StringObject.abandonedText) = (decoded, (bytes, count))
                return UnsafeBufferPointer(start: decoded, count: count)
            }
        }
        while place < count {
            decoded[place] = 0xFFFD
            place += 1
        }
        scalars = decoded
        return UnsafeBufferPointer(start: decoded, count: count)
    }

    /// Code points that were read in part, for a caller whose result nobody will see; freed when the next come.
    nonisolated(unsafe) private static var abandonedScalars: UnsafeMutablePointer<UInt32>?
    /// Of which string.
    nonisolated(unsafe) private static var abandonedText: (bytes: UnsafePointer<UInt8>, count: Int)?

    /// The code point at an index that is in range.
    @inline(__always)
    public func codePoint(at index: Int) -> UInt32 {
        if isASCII { return UInt32(bytes[index]) }
        return codePoints?[index] ?? 0xFFFD
    }

    /// Decodes one code point of valid WTF-8.
    static func decode(_ bytes: UnsafePointer<UInt8>, limit: Int) -> (scalar: UInt32, length: Int) {
        let first = UInt32(bytes[0])
        if first < 0x80 { return (first, 1) }
        if first < 0xE0, limit >= 2 { return ((first & 0x1F) << 6 | UInt32(bytes[1] & 0x3F), 2) }
        if first < 0xF0, limit >= 3 {
            return ((first & 0x0F) << 12 | UInt32(bytes[1] & 0x3F) << 6 | UInt32(bytes[2] & 0x3F), 3)
        }
        if limit >= 4 {
            let high = (first & 0x07) << 18 | UInt32(bytes[1] & 0x3F) << 12
            return (high | UInt32(bytes[2] & 0x3F) << 6 | UInt32(bytes[3] & 0x3F), 4)
        }
        return (0xFFFD, 1)
    }

    /// Appends one code point (a lone surrogate too) as WTF-8.
    public static func encode(_ scalar: UInt32, into bytes: inout [UInt8]) {
        switch scalar {
        case 0..<0x80: bytes.append(UInt8(scalar))
        case 0x80..<0x800:
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
            bytes.append(UInt8(0xE0 | scalar >> 12))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        default:
            bytes.append(UInt8(0xF0 | scalar >> 18 & 0x07))
            bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    /// FNV-1a over the bytes, never 0; computed once.
    @inline(__always)
    public var hashValue64: Int { cachedHash != 0 ? cachedHash : computeHash() }

    @inline(never)
    private func computeHash() -> Int {
        let hash = StringObject.hash(of: buffer)
        // Nothing is kept of a text that was not read to its end.
        if byteCount > PlainText.stretch, Attention.isInterrupted { return hash }
        cachedHash = hash
        return hash
    }

    static func hash(of buffer: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        PlainText.inStretches(buffer.count) {
            for index in $0 { hash = (hash ^ UInt64(buffer[index])) &* 0x100_0000_01B3 }
        }
        hash ^= hash >> 29
        let result = Int(truncatingIfNeeded: hash >> 2)
        return result == 0 ? 1 : result
    }

    @inline(__always)
    public func isEqual(to other: StringObject) -> Bool {
        if self === other { return true }
        if byteCount != other.byteCount { return false }
        return compareBytes(bytes, other.bytes, byteCount)
    }

    public func isEqual(to text: StaticString) -> Bool {
        byteCount == text.utf8CodeUnitCount && compareBytes(bytes, text.utf8Start, byteCount)
    }
}

@inline(__always)
private func compareBytes(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    for index in 0..<count where a[index] != b[index] { return false }
    return true
}

/// The table of interned strings: one immortal object for each name.
public enum Interned {
    nonisolated(unsafe) private static var table: [String: StringObject] = [:]

    public static func string(_ text: String) -> StringObject {
        if let known = table[text] { return known }
        let object = StringObject(text)
        object.isInterned = true
        table[text] = object
        return object
    }

    /// The interned twin of a string.
    @inline(__always)
    public static func string(_ object: StringObject) -> StringObject {
        object.isInterned ? object : string(object.text)
    }
}
