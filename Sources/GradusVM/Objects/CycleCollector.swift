/// Frees cycles of objects, which reference counting alone cannot. The method is trial deletion as in CPython: count
/// for each container the references that come from other containers; what has more references than that is reachable
/// from outside, and so is everything it refers to; the rest is garbage.
enum CycleCollector {
    nonisolated(unsafe) static var objects: ContiguousArray<Unmanaged<ContainerObject>> = []
    /// The next collection happens when this many containers exist.
    nonisolated(unsafe) static var threshold = 50_000
    nonisolated(unsafe) static var isEnabled = true
    nonisolated(unsafe) private static var isCollecting = false

    @inline(__always)
    static func track(_ object: ContainerObject) {
        object.collectorIndex = objects.count
        objects.append(Unmanaged.passUnretained(object))
        if objects.count >= threshold { Attention.flag.pointee |= Attention.collection }
    }

    @inline(__always)
    static func forget(_ object: ContainerObject) {
        let index = object.collectorIndex
        let last = objects.removeLast()
        if index < objects.count {
            objects[index] = last
            last._withUnsafeGuaranteedRef { $0.collectorIndex = index }
        }
    }

    /// True when enough containers were made since the last collection. The machine asks at safe points only.
    @inline(__always) static var isDue: Bool { objects.count >= threshold && isEnabled }

    /// Frees unreachable cycles. Returns the number of containers freed.
    @discardableResult
    static func collect() -> Int {
        guard !isCollecting else { return 0 }
        isCollecting = true
        defer { isCollecting = false }
        let count = objects.count
        var internalReferences = [Int](repeating: 0, count: count)
        for index in 0..<count {
            objects[index]._withUnsafeGuaranteedRef { object in
                object.visitReferences { value in
                    if let other = value.object as? ContainerObject { internalReferences[other.collectorIndex] += 1 }
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
                    guard let other = value.object as? ContainerObject else { return }
                    if !isReachable[other.collectorIndex] {
                        isReachable[other.collectorIndex] = true
                        work.append(other.collectorIndex)
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
        threshold = max(50_000, objects.count + objects.count / 2)
        return garbage.count
    }

    private static func retainCount(_ object: Unmanaged<ContainerObject>) -> Int {
        Int(swiftRetainCount(UnsafeRawPointer(object.toOpaque())))
    }
}

/// The runtime's own count of strong references.
@_silgen_name("swift_retainCount")
private func swiftRetainCount(_ object: UnsafeRawPointer) -> UInt
