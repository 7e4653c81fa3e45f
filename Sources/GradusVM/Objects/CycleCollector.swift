#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

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
        let size = room * MemoryLayout<Unmanaged<ContainerObject>>.stride
        // The library moves large blocks without copying them.
        if let moved = realloc(objects, size) {
            LargePages.advise(moved, size)
            objects = moved.assumingMemoryBound(to: Unmanaged<ContainerObject>.self)
        } else {
            let larger = plainMemory(size).assumingMemoryBound(to: Unmanaged<ContainerObject>.self)
            if let objects { larger.update(from: objects, count: count) }
            free(objects)
            objects = larger
        }
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

    /// Frees unreachable cycles, unless Ctrl-C comes first. What is left to free then goes step by step (`Reclaimer`).
    /// - Returns: the number of containers freed.
    @discardableResult
    static func collect() -> Int {
        guard !isCollecting, !Attention.isInterrupted, let objects, let search = CycleSearch(objects, count: count)
        else { return 0 }
        isCollecting = true
        defer { isCollecting = false }
        guard let (garbage, found) = search.garbage() else {
            search.deallocate()
            return 0
        }
        // Who asks for them later must not get what is half taken apart.
        let watched = WeakReferences.isWatching ? WeakReferences.containers(where: search.isGarbage) : []
        search.deallocate()
        var unheard: [Unmanaged<ContainerObject>] = []
        for place in 0..<found {
            if place & 0xFFF == 0, Attention.isInterrupted {
                Reclaimer.release(ReleasedRow(garbage, first: 0, count: place, content: .containers))
                return 0
            }
            _ = garbage[place].retain()
            if garbage[place]._withUnsafeGuaranteedRef({ $0.needsFinalizer }) { unheard.append(garbage[place]) }
        }
        if !unheard.isEmpty {
            // Their last words may bring things back: a later collection looks again.
            for object in unheard {
                object._withUnsafeGuaranteedRef { object in
                    object.isFinalized = true
                    Finalizers.enqueue(owning: Value(owning: object))
                }
            }
            Reclaimer.release(ReleasedRow(garbage, first: 0, count: found, content: .containers))
            return found
        }
        for place in 0..<found {
            if place & 0xFFF == 0, Attention.isInterrupted {
                for object in watched { WeakReferences.died(object) }
                Reclaimer.release(ReleasedRow(garbage, first: place, count: found, content: .cycles))
                return found
            }
            garbage[place]._withUnsafeGuaranteedRef { $0.dropReferences() }
        }
        Reclaimer.release(ReleasedRow(garbage, first: 0, count: found, content: .containers))
        threshold = max(50_000, count + count / 2)
        return found
    }
}
