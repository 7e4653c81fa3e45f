#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One search for containers that nothing refers to from outside, by trial deletion. It changes nothing but its own notes,
/// so that Ctrl-C can end it anywhere.
struct CycleSearch {
    private let objects: UnsafeMutablePointer<Unmanaged<ContainerObject>>
    private let count: Int
    /// For each container the references that come from other containers; once it is known to be reachable, which one
    /// to go on with.
    private let notes: UnsafeMutablePointer<Int>
    private let isReachable: UnsafeMutablePointer<Bool>

    /// nil where there is no memory for the notes.
    init?(_ objects: UnsafeMutablePointer<Unmanaged<ContainerObject>>, count: Int) {
        guard count > 0, let notes = calloc(count, MemoryLayout<Int>.stride) else { return nil }
        guard let isReachable = calloc(count, 1) else {
            free(notes)
            return nil
        }
        LargePages.advise(notes, count * MemoryLayout<Int>.stride)
        LargePages.advise(isReachable, count)
        (self.objects, self.count) = (objects, count)
        self.notes = notes.bindMemory(to: Int.self, capacity: count)
        self.isReachable = isReachable.bindMemory(to: Bool.self, capacity: count)
    }

    /// - Returns: the containers nothing refers to, in memory that `free` takes back; nil where Ctrl-C came first.
    func garbage() -> (objects: UnsafeMutablePointer<Unmanaged<ContainerObject>>, count: Int)? {
        countReferences()
        markReachable()
        guard !Attention.isInterrupted else {
            free(notes)
            return nil
        }
        // The notes have served.
        let found = UnsafeMutableRawPointer(notes).assumingMemoryBound(to: Unmanaged<ContainerObject>.self)
        var foundCount = 0
        for place in 0..<count where !isReachable[place] {
            found[foundCount] = objects[place]
            foundCount += 1
        }
        return (found, foundCount)
    }

    /// Whether a container of `garbage()` is one; before anything was freed.
    func isGarbage(_ place: Int) -> Bool { !isReachable[place] }

    func deallocate() { free(isReachable) }

    /// Calls `body` with what a container refers to, until somebody interrupts.
    @inline(__always)
    private func visit(_ place: Int, _ flag: UnsafeMutablePointer<UInt32>, _ body: (Int) -> Void) {
        objects[place]._withUnsafeGuaranteedRef { object in
            object.visitReferences { value in
                // One container may have tens of millions.
                if flag.pointee & Attention.interrupt == 0, let other = CycleSearch.place(of: value) { body(other) }
            }
        }
    }

    private func countReferences() {
        let flag = Attention.flag
        for place in 0..<count {
            if flag.pointee & Attention.interrupt != 0 { return }
            visit(place, flag) { notes[$0] += 1 }
        }
    }

    private func markReachable() {
        let flag = Attention.flag
        // The containers to go on with, linked by their notes: places from 1 on.
        var next = 0
        for root in 0..<count where !isReachable[root] && CycleSearch.retainCount(objects[root]) > notes[root] {
            isReachable[root] = true
            notes[root] = 0
            next = root + 1
            while next != 0 {
                if flag.pointee & Attention.interrupt != 0 { return }
                let place = next - 1
                next = notes[place]
                visit(place, flag) { other in
                    if !isReachable[other] {
                        isReachable[other] = true
                        notes[other] = next
                        next = other + 1
                    }
                }
            }
        }
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
