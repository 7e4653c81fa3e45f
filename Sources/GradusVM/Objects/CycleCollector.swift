/// Frees cycles of objects, which reference counting alone cannot. The method is trial deletion as in CPython: count
/// for each container the references that come from other containers; what has more references than that is reachable
/// from outside, and so is everything it refers to; the rest is garbage.
enum CycleCollector {
    /// All containers. Plain memory: it is written whenever one is made or dies.
    nonisolated(unsafe) private static var objects: UnsafeMutablePointer<Unmanaged<ContainerObject>>?
    nonisolated(unsafe) private(set) static var count = 0
    nonisolated(unsafe) private static var capacity = 0
    /// The next collection happens when this many containers exist.
    nonisolated(unsafe) static var threshold = 50_000
    nonisolated(unsafe) static var isEnabled = true
    nonisolated(unsafe) private static var isCollecting = false

    @inline(__always)
    static func track(_ object: ContainerObject) {
        if count == capacity { grow() }
        object.collectorIndex = count
        objects.unsafelyUnwrapped[count] = Unmanaged.passUnretained(object)
        count &+= 1
        if count >= threshold { Attention.flag.pointee |= Attention.collection }
    }

    /// The same for a container that was recycled.
    @inline(__always)
    static func track(_ memory: UnsafeMutableRawPointer) {
        if count == capacity { grow() }
        memory.assumingMemoryBound(to: ContainerLayout.self).pointee.collectorIndex = count
        objects.unsafelyUnwrapped[count] = Unmanaged.fromOpaque(memory)
        count &+= 1
        if count >= threshold { Attention.flag.pointee |= Attention.collection }
    }

    @inline(never)
    private static func grow() {
        let room = max(4096, capacity * 2)
        let larger = UnsafeMutablePointer<Unmanaged<ContainerObject>>.allocate(capacity: room)
        if let objects {
            larger.update(from: objects, count: count)
            objects.deallocate()
        }
        objects = larger
        capacity = room
    }

    @inline(__always)
    static func forget(_ object: ContainerObject) {
        forget(at: object.collectorIndex)
    }

    @inline(__always)
    static func forget(_ memory: UnsafeMutableRawPointer) {
        forget(at: memory.assumingMemoryBound(to: ContainerLayout.self).pointee.collectorIndex)
    }

    @inline(__always)
    private static func forget(at index: Int) {
        count &-= 1
        if index < count {
            let last = objects.unsafelyUnwrapped[count]
            objects.unsafelyUnwrapped[index] = last
            last.toOpaque().assumingMemoryBound(to: ContainerLayout.self).pointee.collectorIndex = index
        }
    }

    /// True when enough containers were made since the last collection. The machine asks at safe points only.
    @inline(__always) static var isDue: Bool { count >= threshold && isEnabled }

    /// Frees unreachable cycles. Returns the number of containers freed.
    @discardableResult
    static func collect() -> Int {
        guard !isCollecting, let objects else { return 0 }
        isCollecting = true
        defer { isCollecting = false }
        let count = self.count
        var internalReferences = [Int](repeating: 0, count: count)
        for index in 0..<count {
            objects[index]._withUnsafeGuaranteedRef { object in
                object.visitReferences { value in
                    if let other = place(of: value) { internalReferences[other] += 1 }
                }
            }
        }
        var isReachable = [Bool](repeating: false, count: count)
        var work: [Int] = []
        for index in 0..<count where retainCount(objects[index]) > internalReferences[index] {
            isReachable[index] = true
            work.append(index)
        }
        while let index = work.popLast() {
            objects[index]._withUnsafeGuaranteedRef { object in
                object.visitReferences { value in
                    if let other = place(of: value), !isReachable[other] {
                        isReachable[other] = true
                        work.append(other)
                    }
                }
            }
        }
        let garbage = (0..<count).filter { !isReachable[$0] }.map { objects[$0].retain() }
        let unheard = garbage.filter { $0._withUnsafeGuaranteedRef { $0.needsFinalizer } }
        if !unheard.isEmpty {
            // Their last words may bring things back: a later collection looks again.
            for object in unheard {
                object._withUnsafeGuaranteedRef { object in
                    object.isFinalized = true
                    Finalizers.enqueue(owning: Value(owning: object))
                }
            }
            for object in garbage { object.release() }
            return garbage.count
        }
        for object in garbage { object._withUnsafeGuaranteedRef { $0.dropReferences() } }
        for object in garbage { object.release() }
        threshold = max(50_000, Self.count + Self.count / 2)
        return garbage.count
    }

    /// The place of a value's object among the containers; nil for what is none.
    @inline(__always)
    private static func place(of value: Value) -> Int? {
        guard value.isObject, value.layout.pointee.isContainer else { return nil }
        return value.layout(ContainerLayout.self).pointee.collectorIndex
    }

    /// References of both kinds: Swift's, one of which stands for all of the values'.
    private static func retainCount(_ object: Unmanaged<ContainerObject>) -> Int {
        let values = object._withUnsafeGuaranteedRef { $0.references }
        return Int(swiftRetainCount(UnsafeRawPointer(object.toOpaque()))) + max(values - 1, 0)
    }
}

/// The runtime's own count of strong references.
@_silgen_name("swift_retainCount")
private func swiftRetainCount(_ object: UnsafeRawPointer) -> UInt
