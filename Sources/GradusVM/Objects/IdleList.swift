/// Objects of one class that nobody uses any more, for the next ones: linked through `slots`, which their class leaves nil.
struct IdleList {
    private var first: UnsafeMutablePointer<ObjectLayout>?
    private var count = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var isFull: Bool { count >= limit }

    /// An object that one value owns; nil where there is none.
    @inline(__always)
    mutating func take() -> UnsafeMutablePointer<ObjectLayout>? {
        guard let object = first else { return nil }
        first = UnsafeMutableRawPointer(object.pointee.slots)?.assumingMemoryBound(to: ObjectLayout.self)
        count &-= 1
        object.pointee.slots = nil
        object.pointee.references = 1
        return object
    }

    @inline(__always)
    mutating func push(_ object: UnsafeMutablePointer<ObjectLayout>) {
        object.pointee.slots = UnsafeMutableRawPointer(first)?.assumingMemoryBound(to: Value.self)
        first = object
        count &+= 1
    }
}

extension UnsafeMutablePointer<ObjectLayout> {
    @inline(__always)
    func value(_ tag: Tag) -> Value { Value(tag: tag, bits: UInt64(UInt(bitPattern: self))) }

    @inline(__always)
    func layout<Layout>(_: Layout.Type) -> UnsafeMutablePointer<Layout> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: Layout.self)
    }
}

extension ComplexObject {
    nonisolated(unsafe) private static var idle = IdleList(limit: 256)
    nonisolated(unsafe) private static let exactType = UnsafeRawPointer(
        Unmanaged.passUnretained(Types.complex).toOpaque())

    /// An owned complex number.
    @inline(__always)
    static func make(_ number: ComplexNumber) -> Value {
        guard let object = idle.take() else { return Value(owning: ComplexObject(number)) }
        object.layout(ComplexLayout.self).pointee.number = number
        return object.value(.object)
    }

    /// Keeps an object that only one reference of Swift's still holds. False: Swift must free it.
    @inline(__always)
    static func keep(_ value: Value) -> Bool {
        guard UnsafeRawPointer(value.layout.pointee.type) == exactType, !idle.isFull else { return false }
        idle.push(value.layout)
        return true
    }
}

extension BigIntObject {
    nonisolated(unsafe) private static var idle = IdleList(limit: 256)

    /// An owned integer that takes over the memory of its limbs.
    @inline(__always)
    static func make(adopting limbs: UnsafeMutablePointer<UInt>, count: Int, isNegative: Bool) -> Value {
        guard let object = idle.take() else {
            return Value(owning: BigIntObject(adopting: limbs, count: count, isNegative: isNegative))
        }
        let layout = object.layout(BigIntLayout.self)
        layout.pointee.limbs = limbs
        layout.pointee.count = count
        layout.pointee.isNegative = isNegative
        return object.value(.bigInt)
    }

    @inline(__always)
    static func keep(_ value: Value) -> Bool {
        guard !idle.isFull else { return false }
        let layout = value.layout(BigIntLayout.self)
        Limbs.release(layout.pointee.limbs)
        layout.pointee.limbs = Limbs.none
        layout.pointee.count = 0
        idle.push(value.layout)
        return true
    }
}

extension SliceObject {
    nonisolated(unsafe) private static var idle = IdleList(limit: 64)

    /// An owned slice of values that it retains.
    @inline(__always)
    static func make(_ start: Value, _ stop: Value, _ step: Value) -> Value {
        guard let object = idle.take() else { return Value(owning: SliceObject(start, stop, step)) }
        let layout = object.layout(SliceLayout.self)
        layout.pointee.start = start.retained()
        layout.pointee.stop = stop.retained()
        layout.pointee.step = step.retained()
        return object.value(.slice)
    }

    static func keep(_ value: Value) -> Bool {
        guard !idle.isFull else { return false }
        let layout = value.layout(SliceLayout.self)
        let (start, stop, step) = (layout.pointee.start, layout.pointee.stop, layout.pointee.step)
        layout.pointee.start = .none
        layout.pointee.stop = .none
        layout.pointee.step = .none
        idle.push(value.layout)
        start.release()
        stop.release()
        step.release()
        return true
    }
}
