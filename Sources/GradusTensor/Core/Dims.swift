/// Up to eight sizes, strides or axes, stored inline: making and copying one never allocates.
public struct Dims: RandomAccessCollection, MutableCollection, ExpressibleByArrayLiteral, Hashable, Sendable,
    CustomStringConvertible
{
    /// The most axes a tensor may have.
    public static let capacity = 8

    @usableFromInline
    var slots: (Int, Int, Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0, 0, 0)

    public private(set) var count: Int = 0

    @inlinable
    public init() {}

    @inline(__always)
    private init(_ slots: (Int, Int, Int, Int, Int, Int, Int, Int), count: Int) {
        self.slots = slots
        self.count = count
    }

    public init(arrayLiteral elements: Int...) {
        for e in elements { append(e) }
    }

    /// The first eight elements of a sequence; check the length first where it comes from a user.
    public init(_ elements: some Sequence<Int>) {
        for e in elements { append(e) }
    }

    public init(repeating value: Int, count: Int) {
        for _ in 0..<Swift.min(count, Dims.capacity) { append(value) }
    }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { count }

    public subscript(i: Int) -> Int {
        @inline(__always) get {
            withUnsafeBytes(of: slots) { $0.load(fromByteOffset: (i & 7) &* 8, as: Int.self) }
        }
        @inline(__always) set {
            withUnsafeMutableBytes(of: &slots) { $0.storeBytes(of: newValue, toByteOffset: (i & 7) &* 8, as: Int.self) }
        }
    }

    /// Adds an element at the end; beyond the capacity nothing happens.
    @inline(__always)
    public mutating func append(_ value: Int) {
        guard count < Dims.capacity else { return }
        self[count] = value
        count &+= 1
    }

    public mutating func removeLast() {
        guard count > 0 else { return }
        count &-= 1
        self[count] = 0
    }

    public mutating func remove(at index: Int) {
        guard index >= 0, index < count else { return }
        var i = index
        while i < count - 1 {
            self[i] = self[i + 1]
            i += 1
        }
        removeLast()
    }

    public mutating func insert(_ value: Int, at index: Int) {
        guard index >= 0, index <= count, count < Dims.capacity else { return }
        count &+= 1
        var i = count - 1
        while i > index {
            self[i] = self[i - 1]
            i -= 1
        }
        self[index] = value
    }

    public func inserting(_ value: Int, at index: Int) -> Dims {
        var copy = self
        copy.insert(value, at: index)
        return copy
    }

    public func removing(at index: Int) -> Dims {
        var copy = self
        copy.remove(at: index)
        return copy
    }

    public func replacing(at index: Int, with value: Int) -> Dims {
        var copy = self
        copy[index] = value
        return copy
    }

    /// The product of all elements: the number of elements of a tensor of this shape (1 for no axes).
    @inline(__always)
    public var product: Int {
        switch count {
        case 0: return 1
        case 1: return slots.0
        case 2: return slots.0 &* slots.1
        case 3: return slots.0 &* slots.1 &* slots.2
        case 4: return slots.0 &* slots.1 &* slots.2 &* slots.3
        default: break
        }
        var p = 1
        var i = 0
        while i < count {
            p = p &* self[i]
            i &+= 1
        }
        return p
    }

    /// The product, or nil where it does not fit into an Int.
    public var checkedProduct: Int? {
        var p = 1
        var overflowed = false
        for e in self {
            if e == 0 { return 0 }
            let (q, o) = p.multipliedReportingOverflow(by: e)
            p = q
            overflowed = overflowed || o
        }
        return overflowed ? nil : p
    }

    /// Row-major strides of a dense tensor of this shape.
    @inline(__always)
    public var contiguousStrides: Dims {
        // Most tensors have few axes: straight-line code, because a loop writes single words that are read back in
        // pairs, which stalls the processor.
        let (b, c, d) = (Swift.max(slots.1, 1), Swift.max(slots.2, 1), Swift.max(slots.3, 1))
        switch count {
        case 0: return Dims()
        case 1: return Dims((1, 0, 0, 0, 0, 0, 0, 0), count: 1)
        case 2: return Dims((b, 1, 0, 0, 0, 0, 0, 0), count: 2)
        case 3: return Dims((b &* c, c, 1, 0, 0, 0, 0, 0), count: 3)
        case 4: return Dims((b &* c &* d, c &* d, d, 1, 0, 0, 0, 0), count: 4)
        default: break
        }
        var s = Dims()
        s.count = count
        var step = 1
        var i = count &- 1
        while i >= 0 {
            s[i] = step
            step = step &* Swift.max(self[i], 1)
            i &-= 1
        }
        return s
    }

    /// `[2, 3]`
    public var description: String { "[" + map(String.init).joined(separator: ", ") + "]" }

    /// `2x3`, as some messages write it.
    public var crossed: String { map(String.init).joined(separator: "x") }

    @inline(__always)
    public static func == (a: Dims, b: Dims) -> Bool {
        guard a.count == b.count else { return false }
        switch a.count {
        case 0: return true
        case 1: return a.slots.0 == b.slots.0
        case 2: return a.slots.0 == b.slots.0 && a.slots.1 == b.slots.1
        default: break
        }
        var i = 0
        while i < a.count {
            if a[i] != b[i] { return false }
            i &+= 1
        }
        return true
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        for e in self { hasher.combine(e) }
    }
}
