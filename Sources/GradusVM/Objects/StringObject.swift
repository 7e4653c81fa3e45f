#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A string: WTF-8 bytes (UTF-8 where a lone surrogate may stand as three bytes), indexed by code point.
public final class StringObject: Object {
    public let bytes: UnsafePointer<UInt8>
    public let byteCount: Int
    /// The length in code points.
    public let count: Int
    fileprivate var cachedHash = 0
    /// Only one object exists per interned text: names of attributes and variables.
    public fileprivate(set) var isInterned = false
    private var scalars: UnsafeMutablePointer<UInt32>?
    /// Where the memory belongs to several strings that grew out of one another.
    private let shared: StringBuffer?

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
            (buffer.bytes + a.byteCount).update(from: b.bytes, count: b.byteCount)
            buffer.used = byteCount
            bytes = UnsafePointer(buffer.bytes)
            shared = buffer
        } else {
            // A string that already grew once will grow again.
            let buffer = StringBuffer(capacity: byteCount + byteCount / (a.shared == nil ? 8 : 2))
            buffer.bytes.update(from: a.bytes, count: a.byteCount)
            (buffer.bytes + a.byteCount).update(from: b.bytes, count: b.byteCount)
            buffer.used = byteCount
            bytes = UnsafePointer(buffer.bytes)
            shared = buffer
        }
        super.init(type: Types.string)
    }

    public convenience init(_ buffer: UnsafeBufferPointer<UInt8>, type: TypeObject = Types.string) {
        let copy = StringObject.allocate(buffer.count)
        if let start = buffer.baseAddress { copy.update(from: start, count: buffer.count) }
        self.init(adopting: copy, byteCount: buffer.count, type: type)
    }

    public convenience init(_ bytes: [UInt8], type: TypeObject = Types.string) {
        let copy = StringObject.allocate(bytes.count)
        bytes.withUnsafeBufferPointer { if let start = $0.baseAddress { copy.update(from: start, count: $0.count) } }
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
        if shared == nil { free(UnsafeMutableRawPointer(mutating: bytes)) }
        scalars?.deallocate()
    }

    /// The text as a Swift string; lone surrogates become U+FFFD.
    public var text: String { String(decoding: buffer, as: UTF8.self) }

    static func countScalars(_ buffer: UnsafeBufferPointer<UInt8>) -> Int {
        var continuation = 0
        for byte in buffer { continuation += (byte & 0xC0) == 0x80 ? 1 : 0 }
        return buffer.count - continuation
    }

    /// The code points, for constant-time indexing of strings that are not ASCII; nil for ASCII.
    public var codePoints: UnsafeBufferPointer<UInt32>? {
        if isASCII { return nil }
        if let scalars { return UnsafeBufferPointer(start: scalars, count: count) }
        let decoded = UnsafeMutablePointer<UInt32>.allocate(capacity: count)
        var index = 0
        var place = 0
        while index < byteCount, place < count {
            let (scalar, length) = StringObject.decode(bytes + index, limit: byteCount - index)
            decoded[place] = scalar
            place += 1
            index += length
        }
        while place < count {
            decoded[place] = 0xFFFD
            place += 1
        }
        scalars = decoded
        return UnsafeBufferPointer(start: decoded, count: count)
    }

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
        cachedHash = StringObject.hash(of: buffer)
        return cachedHash
    }

    static func hash(of buffer: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in buffer { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
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
