/// The layout of an instance's attributes (a hidden class): which name stands in which slot. Instances of one type that
/// got the same attributes in the same order share a shape, so that one comparison validates a cached slot.
public final class Shape {
    /// Where the type keeps its version. The first field: `ShapeLayout` knows its place.
    let versionPlace: UnsafeMutablePointer<UInt64>
    /// How many names there are.
    let count: Int
    /// The room that slots of this shape have: grown in steps, so that most additions do not reallocate.
    let capacity: Int
    /// Shapes are never shared between types.
    unowned(unsafe) let type: TypeObject
    /// Interned names in the order of assignment.
    let names: ContiguousArray<StringObject>
    private let indices: [ObjectIdentifier: Int]
    private var transitions: [ObjectIdentifier: Shape] = [:]
    /// The attributes moved into a dictionary, the one value in the slots: someone asked for `__dict__`.
    let isDictionary: Bool

    init(type: TypeObject, names: ContiguousArray<StringObject> = [], isDictionary: Bool = false) {
        self.isDictionary = isDictionary
        self.type = type
        self.versionPlace = type.versionPlace
        self.names = names
        count = names.count
        var indices: [ObjectIdentifier: Int] = [:]
        for (index, name) in names.enumerated() { indices[ObjectIdentifier(name)] = index }
        self.indices = indices
        var room = 4
        while room < names.count { room *= 2 }
        capacity = room
    }

    /// The slot of an interned name.
    func index(of name: StringObject) -> Int? {
        if count > 8 { return indices[ObjectIdentifier(name)] }
        for index in 0..<count where names[index] === name { return index }
        return nil
    }

    /// The shape of this type's instances whose attributes live in a dictionary.
    private(set) lazy var dictionaryShape = Shape(type: type, names: [Interned.string("__dict__")], isDictionary: true)

    /// This shape with one more name. Shapes live as long as their type.
    func adding(_ name: StringObject) -> Shape {
        if let next = transitions[ObjectIdentifier(name)] { return next }
        let next = Shape(type: type, names: names + [name])
        transitions[ObjectIdentifier(name)] = next
        return next
    }

    /// This shape without a name, by way of the root.
    func removing(_ name: StringObject) -> Shape {
        var shape: Shape = type.rootShape ?? Shape(type: type)
        for other in names where other !== name { shape = shape.adding(other) }
        return shape
    }
}

extension Object {
    /// The value of an attribute in this object's own slots; borrowed.
    @inline(__always)
    final func slotValue(_ name: StringObject) -> Value? {
        guard let shape, let slots else { return nil }
        if shape.isDictionary { return slots[0].cast(DictionaryObject.self).get(name) }
        guard let index = shape.index(of: name) else { return nil }
        return slots[index]
    }

    /// Assigns an attribute in this object's own slots. False where the type has no instance attributes.
    final func setSlot(_ name: StringObject, _ value: Value) -> Bool {
        guard let shape else { return false }
        if shape.isDictionary, let slots {
            slots[0].cast(DictionaryObject.self).set(name, value)
            return true
        }
        value.retain()
        if let index = shape.index(of: name), let slots {
            let old = slots[index]
            slots[index] = value
            old.release()
            return true
        }
        addSlot(shape.adding(name), value)
        return true
    }

    /// Moves to `next`, which has one more name; takes over one reference of `value`.
    @inline(__always)
    final func addSlot(_ next: Shape, _ value: Value) {
        let count = next.count - 1
        if let old = slots {
            if next.capacity != shape?.capacity {
                let grown = UnsafeMutablePointer<Value>.allocate(capacity: next.capacity)
                grown.update(from: old, count: count)
                old.deallocate()
                slots = grown
            }
        } else {
            slots = UnsafeMutablePointer<Value>.allocate(capacity: next.capacity)
        }
        if let slots { slots[count] = value }
        shape = next
    }

    /// Removes an attribute; false where there is none.
    final func removeSlot(_ name: StringObject) -> Bool {
        guard let shape, let slots else { return false }
        if shape.isDictionary { return slots[0].cast(DictionaryObject.self).remove(name) }
        guard let index = shape.index(of: name) else { return false }
        let old = slots[index]
        for place in (index + 1)..<max(shape.count, index + 1) { slots[place - 1] = slots[place] }
        self.shape = shape.removing(name)
        if let next = self.shape, next.capacity != shape.capacity {
            let smaller = UnsafeMutablePointer<Value>.allocate(capacity: next.capacity)
            smaller.update(from: slots, count: next.count)
            slots.deallocate()
            self.slots = smaller
        }
        old.release()
        return true
    }
}

extension Object {
    /// The live dictionary of this object's attributes (`__dict__`); nil where the type has none.
    final func attributeDictionary() -> DictionaryObject? {
        guard let shape else { return nil }
        if shape.isDictionary, let slots { return slots[0].cast(DictionaryObject.self) }
        let dictionary = DictionaryObject()
        if let slots {
            for (index, name) in shape.names.enumerated() { dictionary.set(name, slots[index]) }
            for index in 0..<shape.count { slots[index].release() }
            slots.deallocate()
        }
        let single = UnsafeMutablePointer<Value>.allocate(capacity: 4)
        single[0] = Value(owning: dictionary)
        slots = single
        self.shape = (shape.type.rootShape ?? shape).dictionaryShape
        return dictionary
    }

    /// `object.__class__ = type`: the same attributes under the other class.
    package final func becomeInstance(of type: TypeObject) {
        guard let shape, let root = type.rootShape else { return }
        storedType = type
        if shape.isDictionary {
            self.shape = root.dictionaryShape
            return
        }
        var next = root
        for name in shape.names { next = next.adding(name) }
        self.shape = next
    }

    /// Assigns an attribute of this object itself, whatever its class says. False where the type has no instance attributes.
    @discardableResult
    public final func setInstanceAttribute(_ name: StringObject, _ value: Value) -> Bool { setSlot(name, value) }

    /// An attribute of this object itself; borrowed.
    public final func instanceAttribute(_ name: StringObject) -> Value? { slotValue(name) }

    /// Names and values of this object's own attributes, in order; borrowed.
    public final var ownAttributes: [(name: StringObject, value: Value)] {
        guard let shape, let slots else { return [] }
        if shape.isDictionary {
            return slots[0].cast(DictionaryObject.self).entries.compactMap { entry in
                entry.key.asString.map { (Interned.string($0), entry.value) }
            }
        }
        return shape.names.enumerated().map { ($1, slots[$0]) }
    }
}
