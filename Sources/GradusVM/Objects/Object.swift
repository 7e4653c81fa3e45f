/// The base of everything that is not an unboxed value. Attributes of instances live in `slots`, laid out by `shape`.
open class Object {
    /// How many values (registers, items of containers, slots) own this object. While there is one, they hold one of
    /// Swift's references together; see `Value.retain`. The first field: `ObjectLayout` knows its place.
    @usableFromInline final var references = 0
    /// Types live as long as the process, so no reference is counted.
    @inlinable @inline(__always)
    public final var type: TypeObject { storedType.unsafelyUnwrapped }
    /// Set for good by every initialiser (after the fact only for `type` itself, which is its own type).
    @usableFromInline unowned(unsafe) final var storedType: TypeObject?
    /// nil: no attributes of its own.
    unowned(unsafe) public internal(set) final var shape: Shape?
    final var slots: UnsafeMutablePointer<Value>?
    public final let tag: Tag
    /// `__del__` was called, or will be.
    final var isFinalized = false
    /// A `ContainerObject`: the collector asks this of every object it meets.
    final var isContainer = false

    public init(type: TypeObject) {
        self.storedType = type
        self.tag = type.instanceTag
        self.shape = type.rootShape
        self.slots = nil
    }

    /// For objects whose type does not exist yet or has no instance attributes.
    init(type: TypeObject?, tag: Tag) {
        self.storedType = type
        self.tag = tag
        self.shape = nil
        self.slots = nil
    }

    deinit {
        if let slots, let shape {
            Reclaimer.release(slots, count: shape.count)
            slots.deallocate()
        }
    }

    /// Whether `weakref.ref` takes objects of this class; who says so calls `endWeakReferences` when it dies.
    open var allowsWeakReferences: Bool { false }

    /// Calls `visit` for each value this object owns: the cycle collector's view of it.
    open func visitReferences(_ visit: (Value) -> Void) {
        if let slots, let shape {
            for index in 0..<shape.count { visit(slots[index]) }
        }
    }

    /// Drops every value this object owns, to break a cycle. The object is garbage and will not be used again.
    open func dropReferences() {
        if let slots, let shape {
            self.slots = nil
            self.shape = shape.type.rootShape
            Reclaimer.release(slots, count: shape.count)
            slots.deallocate()
        }
    }
}

extension Object {
    /// What an object that is no container, and allows weak references, says when it dies.
    public final func endWeakReferences() {
        if WeakReferences.isWatching { WeakReferences.died(ObjectIdentifier(self)) }
    }
}

/// An object that can be part of a reference cycle: the collector knows all of them.
open class ContainerObject: Object {
    public override var allowsWeakReferences: Bool { true }

    /// The place in `CycleCollector.objects`.
    final var collectorIndex = -1

    public override init(type: TypeObject) {
        super.init(type: type)
        isContainer = true
        CycleCollector.track(self)
    }

    override init(type: TypeObject?, tag: Tag) {
        super.init(type: type, tag: tag)
        isContainer = true
        CycleCollector.track(self)
    }

    deinit {
        CycleCollector.forget(self)
        if WeakReferences.isWatching { WeakReferences.died(ObjectIdentifier(self)) }
    }

    /// Whether something of the language must run before this object may be freed.
    var needsFinalizer: Bool { false }
}

/// An instance of a class defined in the language, or of a native type that keeps a Swift object in `payload`.
open class InstanceObject: ContainerObject {
    /// State of the native base class, where there is one (a module's parameters, a tensor …).
    public final var payload: AnyObject?

    public init(type: TypeObject, payload: AnyObject? = nil) {
        self.payload = payload
        super.init(type: type)
    }

    deinit {
        if type.hasFinalizer, !isFinalized { rescue() }
    }

    override var needsFinalizer: Bool { type.hasFinalizer && !isFinalized }

    /// Moves the state of this dying object into a new one that waits for its `__del__`.
    @inline(never)
    private func rescue() {
        guard Swift.type(of: self) == InstanceObject.self else { return }
        let heir = InstanceObject(type: type, payload: payload)
        heir.shape = shape
        heir.slots = slots
        heir.isFinalized = true
        slots = nil
        Finalizers.enqueue(owning: Value(owning: heir))
    }
}
