#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Releases values that a dying object owned. Long chains would recurse once a link: beyond a depth, values wait in a
/// queue that the outermost call empties.
///
/// After Ctrl-C everything waits, large memories whole: freeing tens of millions of objects takes longer than an answer
/// may. What waits goes in small steps at the next safe points (`VM.attend`) and while nobody types (`Session.reclaim`).
enum Reclaimer {
    /// Values and rows of them, the newest of which goes first.
    private struct Queue {
        var values: ContiguousArray<Value> = []
        var rows: ContiguousArray<ReleasedRow> = []

        var isEmpty: Bool { values.isEmpty && rows.isEmpty }

        mutating func take(_ other: inout Queue) {
            values += other.values
            rows += other.rows
            other = Queue()
        }
    }

    nonisolated(unsafe) private static var depth = 0
    /// What lies too deep, for the outermost call.
    nonisolated(unsafe) private static var deep = Queue()
    /// What a Ctrl-C has left.
    nonisolated(unsafe) private static var leftovers = Queue()
    private static let usualDepth = 64
    /// Values that die deeper wait; 0 from a Ctrl-C to the next step: all of them.
    nonisolated(unsafe) private static var maximumDepth = usualDepth
    /// Rows up to this length are freed without looking for Ctrl-C.
    private static let stretch = 1024

    /// From now on everything waits. A plain store: safe in a signal handler.
    static func putOff() { maximumDepth = 0 }

    static var isWaiting: Bool { !leftovers.isEmpty }

    /// Values in memory that belongs to somebody else.
    static func release(_ values: UnsafeMutablePointer<Value>, count: Int) {
        if depth >= maximumDepth {
            for index in 0..<count where values[index].isObject { keep(values[index]) }
            return
        }
        depth += 1
        for index in 0..<count { values[index].release() }
        depth -= 1
        if depth == 0 { drain() }
    }

    static func release(_ value: Value) {
        guard value.isObject else { return }
        if depth >= maximumDepth { return keep(value) }
        depth += 1
        value.release()
        depth -= 1
        if depth == 0 { drain() }
    }

    private static func keep(_ value: Value) {
        if maximumDepth == 0 { leftovers.values.append(value) } else { deep.values.append(value) }
    }

    /// Values and the memory around them, which `free` takes back.
    @inline(__always)
    static func release(freeing memory: UnsafeMutablePointer<Value>, first: Int = 0, count: Int) {
        if count > stretch {
            let start = UnsafeMutableRawPointer(memory + first)
            return release(ReleasedRow(memory: memory, next: start, left: count, stride: MemoryLayout<Value>.stride))
        }
        release(memory + first, count: count)
        free(memory)
    }

    @inline(never)
    static func release(_ row: ReleasedRow) {
        var row = row
        if depth < maximumDepth {
            depth += 1
            while row.left > 0, maximumDepth > 0 {
                row.advance(by: stretch)
                joinFreedMemory()
            }
            depth -= 1
        }
        if row.left == 0 {
            row.deallocate()
        } else if maximumDepth == 0 {
            leftovers.rows.append(row)
        } else {
            deep.rows.append(row)
        }
        if depth == 0 { drain() }
    }

    @inline(__always)
    private static func drain() {
        if !deep.isEmpty { drainNow() }
    }

    @inline(never)
    private static func drainNow() {
        while maximumDepth > 0 {
            depth += 1
            defer { depth -= 1 }
            if let value = deep.values.popLast() {
                value.release()
            } else if let row = deep.rows.popLast() {
                release(row)
            } else {
                return
            }
        }
        leftovers.take(&deep)
    }

    /// Frees a few of the objects that a Ctrl-C has left; what they own waits in turn.
    /// - Returns: whether there are more.
    static func step(_ limit: Int = 4096) -> Bool {
        guard depth == 0 else { return isWaiting }
        depth = 1
        maximumDepth = 0
        var left = limit
        while left > 0 {
            if let value = leftovers.values.popLast() {
                value.release()
                left -= 1
            } else if var row = leftovers.rows.popLast() {
                left -= row.advance(by: left)
                if row.left > 0 { leftovers.rows.append(row) } else { row.deallocate() }
            } else {
                break
            }
        }
        depth = 0
        if left < limit { joinFreedMemory() }
        if !Attention.isInterrupted { maximumDepth = usualDepth }
        return isWaiting
    }

    /// The library collects small pieces of freed memory and joins them all at once when it is next asked for a large one:
    /// tens of millions would take seconds.
    private static func joinFreedMemory() {
        #if canImport(Glibc)
            free(malloc(4096))
        #endif
    }
}

/// A row of values whose owner is gone, or of containers that the collector took over.
struct ReleasedRow {
    enum Content {
        case values
        /// Entries of a dictionary: a key and a value.
        case pairs
        /// Containers with a reference of Swift's each.
        case containers
        /// The same, of a cycle that is still to be broken.
        case cycles
    }

    let memory: UnsafeMutableRawPointer
    var next: UnsafeMutableRawPointer
    var left: Int
    let stride: Int
    var content = Content.values
    /// How many containers have been passed.
    private var passed = 0

    init(
        memory: UnsafeMutableRawPointer, next: UnsafeMutableRawPointer, left: Int, stride: Int,
        content: Content = .values
    ) {
        (self.memory, self.next, self.left, self.stride, self.content) = (memory, next, left, stride, content)
    }

    /// - Parameter first: those before it are released already, or, in cycles, broken.
    init(
        _ containers: UnsafeMutablePointer<Unmanaged<ContainerObject>>, first: Int, count: Int, content: Content
    ) {
        self.init(
            memory: containers, next: containers + first, left: count - first,
            stride: MemoryLayout<Unmanaged<ContainerObject>>.stride, content: content)
        passed = content == .cycles ? first : 0
    }

    /// Releases the next few; returns how many.
    @discardableResult
    mutating func advance(by limit: Int) -> Int {
        let count = min(limit, left)
        // What is released runs no code that could see this row.
        for _ in 0..<count {
            switch content {
            case .values: next.assumingMemoryBound(to: Value.self).pointee.release()
            case .pairs:
                let pair = next.assumingMemoryBound(to: Value.self)
                pair[0].release()
                pair[1].release()
            case .containers: next.assumingMemoryBound(to: Unmanaged<ContainerObject>.self).pointee.release()
            case .cycles:
                next.assumingMemoryBound(to: Unmanaged<ContainerObject>.self).pointee._withUnsafeGuaranteedRef {
                    $0.dropReferences()
                }
            }
            next += stride
        }
        left -= count
        if content == .cycles {
            passed += count
            // All of them are broken: now they may go.
            if left == 0 { (content, next, left) = (.containers, memory, passed) }
        }
        return count
    }

    func deallocate() { free(memory) }
}
