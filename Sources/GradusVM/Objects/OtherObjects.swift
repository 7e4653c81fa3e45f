import BigInt

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An integer beyond 64 bits: a sign and limbs, the lowest first, the highest not 0.
public final class BigIntObject: Object {
    // The first fields: `BigIntLayout` knows their places.
    private(set) var limbs: UnsafeMutablePointer<UInt>
    private(set) var count: Int
    private(set) var isNegative: Bool

    /// Takes over the memory of the limbs.
    init(adopting limbs: UnsafeMutablePointer<UInt>, count: Int, isNegative: Bool) {
        self.limbs = limbs
        self.count = count
        self.isNegative = isNegative
        super.init(type: Types.int, tag: .bigInt)
    }

    convenience init(_ value: BigInt) {
        let words = value.magnitude.words
        let limbs = Limbs.allocate(words.count)
        var count = 0
        for word in words {
            limbs[count] = word
            count += 1
        }
        self.init(
            adopting: limbs, count: Limbs.trimmed(limbs, count), isNegative: value.sign == .minus)
    }

    deinit { Limbs.release(limbs) }

    /// The same number for what works on any integer.
    public var value: BigInt {
        let words = Array(UnsafeBufferPointer(start: limbs, count: count))
        return BigInt(sign: isNegative ? .minus : .plus, magnitude: BigUInt(words: words))
    }
}

/// An instance of a class derived from int, float or bool: the unboxed value with an identity and attributes.
public final class BoxedObject: ContainerObject {
    public let boxed: Strong

    public init(_ value: Value, type: TypeObject) {
        boxed = Strong(value)
        super.init(type: type)
    }
}

extension Value {
    /// The float inside a boxed number; the value must be a `BoxedObject`.
    @inline(__always)
    public var boxedFloat: Double? {
        let boxed = unsafeDowncast(objectUnchecked, to: BoxedObject.self).boxed.value
        return boxed.tag == .float ? boxed.floatBits : nil
    }
}

public final class BytesObject: Object {
    public let bytes: [UInt8]
    var cachedHash = 0

    public init(_ bytes: [UInt8], type: TypeObject = Types.bytes) {
        self.bytes = bytes
        super.init(type: type)
    }
}

public final class SliceObject: Object {
    /// A value that the slice owns.
    public struct Bound {
        public let value: Value
    }

    // In this order: `SliceLayout`.
    public private(set) var start: Bound
    public private(set) var stop: Bound
    public private(set) var step: Bound

    public init(_ start: Value, _ stop: Value, _ step: Value) {
        self.start = Bound(value: start.retained())
        self.stop = Bound(value: stop.retained())
        self.step = Bound(value: step.retained())
        super.init(type: Types.slice)
    }

    deinit {
        start.value.release()
        stop.value.release()
        step.value.release()
    }
}

/// `range(start, stop, step)` within 64 bits.
public final class RangeObject: Object {
    public let start: Int
    public let stop: Int
    public let step: Int
    public let count: Int

    public init(_ start: Int, _ stop: Int, _ step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
        if step > 0, start < stop {
            count = Int((UInt(bitPattern: stop &- start) &- 1) / UInt(step)) &+ 1
        } else if step < 0, start > stop {
            count = Int((UInt(bitPattern: start &- stop) &- 1) / step.magnitude) &+ 1
        } else {
            count = 0
        }
        super.init(type: Types.range)
    }

    /// The number at an index in range.
    @inline(__always) public subscript(index: Int) -> Int { start &+ index &* step }
}

/// Something `next` can be called on. Native iterators override `next(_:)`.
open class IteratorObject: ContainerObject {
    /// The next item (borrowed, see `Value`), or nil at the end. Not called again after the end.
    open func next(_ vm: VM) throws -> Value? { nil }

    /// The next item, owned, or unbound at the end. Iterators of hot loops make this one, and `next` of it.
    func nextOwned(_ vm: VM) throws -> Value {
        let mark = vm.pool.count
        guard let value = try next(vm) else {
            vm.pool.drain(to: mark)
            return .unbound
        }
        return vm.pool.take(value, above: mark)
    }

    /// `next` by way of `nextOwned`.
    @inline(__always)
    final func nextBorrowed(_ vm: VM) throws -> Value? {
        let value = try nextOwned(vm)
        return value.isUnbound ? nil : vm.pool.adopt(value)
    }
    /// How many items are left, where that is known (`__length_hint__`).
    open var lengthHint: Int? { nil }

    /// What makes an iterator that goes on as this one would; nil where that cannot be told.
    open func reduction(_ vm: VM) throws -> CopyRecipe? { nil }
    /// Takes over the state of a reduction.
    open func restore(_ vm: VM, _ state: Value) throws {
        throw vm.typeError("'\(type.name)' object has no state to be set")
    }
}

/// An iterator over a Swift closure.
public final class ClosureIterator: IteratorObject {
    private let body: (VM) throws -> Value?

    public init(type: TypeObject, _ body: @escaping (VM) throws -> Value?) {
        self.body = body
        super.init(type: type)
    }

    public override func next(_ vm: VM) throws -> Value? { try body(vm) }
}

public final class RangeIterator: IteratorObject {
    var current: Int
    var remaining: Int
    let step: Int

    public init(_ range: RangeObject) {
        current = range.start
        remaining = range.count
        step = range.step
        super.init(type: Types.rangeIterator)
    }

    public override var lengthHint: Int? { max(remaining, 0) }

    public override func next(_ vm: VM) -> Value? {
        if remaining <= 0 { return nil }
        let value = current
        current = current &+ step
        remaining -= 1
        return Value(value)
    }

    public override func reduction(_ vm: VM) throws -> CopyRecipe? {
        let rest = RangeObject(current, current &+ step &* max(remaining, 0), step)
        return .iterating(vm, vm.value(rest), state: Value(0))
    }

    public override func restore(_ vm: VM, _ state: Value) throws {
        let passed = try IteratorTypes.place(vm, state, in: 0...max(remaining, 0))
        current = current &+ step &* passed
        remaining -= passed
    }
}

public final class ListIterator: IteratorObject {
    var list: ListObject?
    var position = 0

    public init(_ list: ListObject) {
        self.list = list
        super.init(type: Types.listIterator)
    }

    public override var lengthHint: Int? { list.map { max($0.count - position, 0) } ?? 0 }

    public override func next(_ vm: VM) -> Value? {
        guard let list, position < list.count else {
            list = nil
            return nil
        }
        position += 1
        return vm.pool.keep(list[position - 1])
    }

    public override func reduction(_ vm: VM) throws -> CopyRecipe? {
        guard let list else { return .iterating(vm, vm.list([])) }
        return .iterating(vm, Value(borrowing: list), state: Value(position))
    }

    public override func restore(_ vm: VM, _ state: Value) throws {
        if let list { position = try IteratorTypes.place(vm, state, in: 0...list.count) }
    }

    public override func visitReferences(_ visit: (Value) -> Void) {
        if let list { visit(Value(borrowing: list)) }
    }
}

/// A module: its namespace is a dictionary that functions defined in it share.
public final class ModuleObject: ContainerObject {
    /// The first field: `ModuleLayout` knows its place.
    public let namespace: DictionaryObject
    public let name: String
    /// Where its source came from; nil for native modules.
    public var file: String?
    /// Computes attributes on demand (`module.__getattr__`), for large native modules.
    public var resolve: ((VM, String) throws -> Value?)?
    /// The names that `resolve` has values for, for completion.
    public var resolvedNames: (() -> [String])?

    public init(name: String, namespace: DictionaryObject = DictionaryObject()) {
        self.name = name
        self.namespace = namespace
        super.init(type: Types.module)
    }

    public override func visitReferences(_ visit: (Value) -> Void) { visit(Value(borrowing: namespace)) }
}

/// `property`, `classmethod` and `staticmethod` objects.
public final class PropertyObject: ContainerObject {
    public var getter: Strong
    public var setter: Strong
    public var deleter: Strong
    public var docstring: Strong
    /// The attribute it was first assigned to, for messages.
    public var name: String?

    public init(
        getter: Value, setter: Value = .none, deleter: Value = .none, docstring: Value = .none,
        type: TypeObject = Types.property
    ) {
        self.getter = Strong(getter)
        self.setter = Strong(setter)
        self.deleter = Strong(deleter)
        self.docstring = Strong(docstring)
        super.init(type: type)
    }

    /// No instance of a subclass, which may have methods of its own.
    var isPlain: Bool { type === Types.property }

    public override func visitReferences(_ visit: (Value) -> Void) {
        visit(getter.value)
        visit(setter.value)
        visit(deleter.value)
    }
}

public final class WrappedMethodObject: ContainerObject {
    public enum Kind { case classMethod, staticMethod }
    public let kind: Kind
    public internal(set) var function: Strong

    public init(_ kind: Kind, function: Value, type: TypeObject? = nil) {
        self.kind = kind
        self.function = Strong(function)
        super.init(type: type ?? (kind == .classMethod ? Types.classMethod : Types.staticMethod))
    }

    init(_ kind: Kind, object: Object) {
        self.kind = kind
        self.function = Strong(object: object)
        super.init(type: kind == .classMethod ? Types.classMethod : Types.staticMethod)
    }

    public override func visitReferences(_ visit: (Value) -> Void) { visit(function.value) }
}

/// An attribute computed by Swift code: `tensor.shape`, `exception.args`.
public final class NativeProperty: Object {
    public let name: String
    public let docstring: String
    public let get: (VM, Value) throws -> Value
    public let set: ((VM, Value, Value) throws -> Void)?
    /// What `del` does; nil: it cannot be deleted.
    var delete: ((VM, Value) throws -> Void)?

    public init(
        _ name: String, doc: String = "", get: @escaping (VM, Value) throws -> Value,
        set: ((VM, Value, Value) throws -> Void)? = nil
    ) {
        self.name = name
        self.docstring = doc
        self.get = get
        self.set = set
        super.init(type: Types.getSetDescriptor)
    }
}

/// What a class shows for a name of its `__slots__`.
final class SlotDescriptor: Object {
    let internedName: StringObject
    unowned(unsafe) let owner: TypeObject

    init(_ name: StringObject, owner: TypeObject) {
        self.internedName = name
        self.owner = owner
        super.init(type: Self.descriptorType)
    }

    nonisolated(unsafe) private static let descriptorType: TypeObject = {
        let type = TypeObject(name: "member_descriptor", bases: [Types.object], layout: .other) { type in
            type.property("__name__") { _, value in Value(borrowing: value.cast(SlotDescriptor.self).internedName) }
            type.property("__objclass__") { _, value in Value(borrowing: value.cast(SlotDescriptor.self).owner) }
            type.special(.representation, "self, /") { vm, arguments in
                let own = arguments[0].cast(SlotDescriptor.self)
                return vm.string("<member '\(own.internedName.text)' of '\(own.owner.name)' objects>")
            }
            type.special(.get, "self, instance, owner=None, /") { vm, arguments in
                if arguments[1].isNone { return arguments[0] }
                return try vm.attribute(arguments[1], arguments[0].cast(SlotDescriptor.self).internedName)
            }
            type.special(.set, "self, instance, value, /") { vm, arguments in
                try vm.setAttribute(arguments[1], arguments[0].cast(SlotDescriptor.self).internedName, arguments[2])
                return .none
            }
            type.special(.delete, "self, instance, /") { vm, arguments in
                try vm.deleteAttribute(arguments[1], arguments[0].cast(SlotDescriptor.self).internedName)
                return .none
            }
        }
        type.isFinal = true
        return type
    }()
}

/// The object `super()` returns.
public final class SuperObject: ContainerObject {
    public let start: TypeObject
    public let receiver: Strong
    /// The type whose linearisation is searched after `start`.
    public let receiverType: TypeObject

    public init(start: TypeObject, receiver: Value, receiverType: TypeObject) {
        self.start = start
        self.receiver = Strong(receiver)
        self.receiverType = receiverType
        super.init(type: Types.superType)
    }

    public override func visitReferences(_ visit: (Value) -> Void) { visit(receiver.value) }
}
