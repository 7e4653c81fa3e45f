/// A value of the language: sixteen trivial bytes, so that registers and containers copy it without reference counting.
///
/// **Who owns an object.** A `Value` in a register, a container or an object's slot owns one reference, counted by hand
/// (`retain`, `release`). Everywhere else — arguments of native functions, results of `VM` methods, locals of Swift
/// code — a `Value` is borrowed: it stays valid until the running native function returns, because its owner keeps it
/// or because the machine's pool does (see `ValuePool`). To keep a value in a Swift object for longer, store a `Strong`.
public struct Value: Sendable {
    public var tag: Tag
    /// An Int64, the bits of a Double, 0 or 1 of a bool, or an unowned `Object` pointer.
    public var bits: UInt64

    @inlinable @inline(__always)
    public init(tag: Tag, bits: UInt64) {
        self.tag = tag
        self.bits = bits
    }
}

/// What a value is. From `object` on, `bits` points to an `Object`; tags above `object` are exact built-in types, an
/// instance of a class derived from them has the tag `object`.
public enum Tag: UInt8, Sendable {
    /// No value: an unassigned variable, an argument that was not given, a deleted entry.
    case unbound = 0
    case none, bool, int, float
    case ellipsis, notImplemented
    case object = 8
    case string, list, tuple, dictionary, set, bytes, bigInt
    case function, nativeFunction, boundMethod, type, module, cell, slice, range
    /// `IteratorObject` and its subclasses.
    case iterator
    case rangeIterator, listIterator
    case generator
    case exception
    /// Objects of a library that wants to know its own at a glance (tensors).
    case external
}

extension Value {
    @inlinable @inline(__always) public static var unbound: Value { Value(tag: .unbound, bits: 0) }
    @inlinable @inline(__always) public static var none: Value { Value(tag: .none, bits: 0) }
    @inlinable @inline(__always) public static var ellipsis: Value { Value(tag: .ellipsis, bits: 0) }
    @inlinable @inline(__always) public static var notImplemented: Value { Value(tag: .notImplemented, bits: 0) }
    @inlinable @inline(__always) public static var `true`: Value { Value(tag: .bool, bits: 1) }
    @inlinable @inline(__always) public static var `false`: Value { Value(tag: .bool, bits: 0) }

    @inlinable @inline(__always)
    public init(_ value: Int64) { self.init(tag: .int, bits: UInt64(bitPattern: value)) }

    @inlinable @inline(__always)
    public init(_ value: Int) { self.init(tag: .int, bits: UInt64(bitPattern: Int64(value))) }

    @inlinable @inline(__always)
    public init(_ value: Double) { self.init(tag: .float, bits: value.bitPattern) }

    @inlinable @inline(__always)
    public init(_ value: Bool) { self.init(tag: .bool, bits: value ? 1 : 0) }

    /// A borrowed reference to an object that something else keeps. Never for an object that was just made: Swift
    /// releases it after its last use, which may be this call. Those go through `VM.value(_:)`, `Strong(object:)` or `set(_:object:)`.
    @inlinable @inline(__always)
    public init(borrowing object: Object) {
        self.init(
            tag: object.tag, bits: UInt64(UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque())))
    }

    /// An owned reference (+1) for a register, a container or a slot.
    @inlinable @inline(__always)
    public init(owning object: Object) {
        self.init(borrowing: object)
        if object.references == 0 { _ = Unmanaged.passRetained(object) }
        object.references &+= 1
    }

    @inlinable @inline(__always) public var isObject: Bool { tag.rawValue >= Tag.object.rawValue }
    @inlinable @inline(__always) public var isUnbound: Bool { tag == .unbound }
    @inlinable @inline(__always) public var isNone: Bool { tag == .none }

    /// The integer of a value tagged `int` (or `bool`).
    @inlinable @inline(__always) public var intBits: Int64 { Int64(bitPattern: bits) }
    /// The double of a value tagged `float`.
    @inlinable @inline(__always) public var floatBits: Double { Double(bitPattern: bits) }

    @inlinable @inline(__always)
    public var unmanaged: Unmanaged<Object> {
        // Only called for tags from `object` on, whose bits always hold a pointer.
        Unmanaged<Object>.fromOpaque(UnsafeRawPointer(bitPattern: UInt(bits)).unsafelyUnwrapped)
    }

    /// The object of a value whose `isObject` is true.
    /// (A bit cast, since the copy that `Unmanaged` makes is always counted by atomic instructions.)
    @inlinable @inline(__always) public var objectUnchecked: Object { unsafeBitCast(UInt(bits), to: Object.self) }

    /// The object, or nil for an unboxed value.
    @inlinable @inline(__always) public var object: Object? { isObject ? objectUnchecked : nil }

    /// Values count their references themselves, without atomic instructions or calls: all values that own an object
    /// together hold one reference of Swift's.
    @inlinable @inline(__always)
    public func retain() {
        if isObject { countReference() }
    }

    @inlinable @inline(__always)
    public func release() {
        if isObject {
            let references = layout.pointee.references &- 1
            layout.pointee.references = references
            if references == 0 { releaseObject() }
        }
    }

    @inlinable @inline(__always)
    func countReference() {
        let references = layout.pointee.references
        if references == 0 { retainObject() }
        layout.pointee.references = references &+ 1
    }

    @inline(never) @usableFromInline
    func retainObject() { _ = unmanaged.retain() }

    @inline(never) @usableFromInline
    func releaseObject() {
        if !Recycler.keep(self) { unmanaged.release() }
    }

    /// The same value with a reference of its own.
    @inlinable @inline(__always)
    public func retained() -> Value {
        retain()
        return self
    }

    /// `is`: the same object, or the same unboxed value.
    @inlinable @inline(__always)
    public func isIdentical(to other: Value) -> Bool { tag == other.tag && bits == other.bits }

    /// The object as a subclass known from the tag or the type's layout.
    @inlinable @inline(__always)
    func cast<T: Object>(_: T.Type) -> T { unsafeBitCast(UInt(bits), to: T.self) }
}

/// A value with a reference of its own, managed by Swift: what Swift objects store.
public struct Strong {
    private let bits: UInt64
    private let tag: Tag
    private let keeper: Object?

    public init(_ value: Value) {
        bits = value.bits
        tag = value.tag
        keeper = value.object
    }

    public init(object: Object) {
        bits = UInt64(UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque()))
        tag = object.tag
        keeper = object
    }

    public var value: Value { Value(tag: tag, bits: bits) }
    public static var none: Strong { Strong(.none) }
}

extension Value {
    /// A string of which only one object exists, so that another object is another text.
    static func isInterned(_ value: Value) -> Bool {
        value.tag == .string && value.cast(StringObject.self).isInterned
    }
}
