#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Counts where the time of operations goes, while somebody wants to know.
public enum OpProfile {
    public enum Kind: Sendable {
        /// An operation, without those inside it.
        case operation
        /// A node of the graph, during a backward pass.
        case backward
        /// A layer's forward pass, with all inside it.
        case layer
    }

    /// What all calls of one thing took.
    public struct Row: Sendable {
        public let kind: Kind
        public let name: String
        public var calls = 0
        public var seconds = 0.0
        /// Bytes of memory asked for.
        public var bytes = 0
    }

    /// Cheap to test.
    public private(set) nonisolated(unsafe) static var isOn = false
    /// The time of all operations and layers, those inside others left aside.
    public private(set) nonisolated(unsafe) static var measuredSeconds = 0.0
    /// Called before and after each operation that is not inside another one.
    public nonisolated(unsafe) static var boundary: (_ bytes: Int) -> Void = { _ in }

    private struct Open {
        var start: UInt64
        var bytes: Int
        var innerSeconds = 0.0
        var innerBytes = 0
    }

    nonisolated(unsafe) private static var open: [Open] = []
    nonisolated(unsafe) private static var rows: [String: Row] = [:]

    public static func begin() {
        (open, rows) = ([], [:])
        measuredSeconds = 0
        isOn = true
    }

    /// - Returns: the rows, those that took longest first.
    public static func end() -> [Row] {
        isOn = false
        boundary = { _ in }
        defer { (open, rows) = ([], [:]) }
        return rows.values.sorted { ($0.seconds, $1.name) > ($1.seconds, $0.name) }
    }

    /// Does the work, and counts it under the name.
    @inline(__always)
    package static func measure<Result>(
        _ kind: Kind, _ name: @autoclosure () -> String, _ work: () throws -> Result
    ) rethrows -> Result {
        if !isOn { return try work() }
        start()
        defer { stop(kind, name()) }
        return try work()
    }

    @inline(never)
    package static func start() {
        if open.isEmpty { boundary(0) }
        open.append(Open(start: now(), bytes: BufferCache.takenBytes))
    }

    @inline(never)
    package static func stop(_ kind: Kind, _ name: String) {
        guard let frame = open.popLast() else { return }
        let seconds = Double(now() &- frame.start) * 1e-9
        let bytes = BufferCache.takenBytes &- frame.bytes
        let isWhole = kind == .layer
        let key = "\(kind) \(name)"
        var row = rows[key] ?? Row(kind: kind, name: name)
        row.calls += 1
        row.seconds += isWhole ? seconds : max(0, seconds - frame.innerSeconds)
        row.bytes += isWhole ? bytes : max(0, bytes - frame.innerBytes)
        rows[key] = row
        if open.isEmpty {
            measuredSeconds += seconds
            boundary(bytes)
        } else {
            open[open.count - 1].innerSeconds += seconds
            open[open.count - 1].innerBytes += bytes
        }
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}
