/// Where long work looks up, and containers that contain themselves.
extension VM {
    /// Raises KeyboardInterrupt when the user asked for it. Long native loops call it.
    @inline(__always)
    public func checkInterrupt() throws {
        if Attention.flag.pointee != 0 { try attend() }
    }

    /// The same for loops over memory that other code of the language could change: nothing else happens in it.
    @inline(__always)
    package func checkStop() throws {
        if Attention.isInterrupted { try attend() }
    }

    /// Raises KeyboardInterrupt where a loop ended early, before its result is used.
    @inline(__always)
    func checkAbandoned() throws {
        if attention.pointee & Attention.abandoned != 0 { try attend() }
    }

    /// Runs `body` unless it is already running for this object (recursive containers).
    public func withReprGuard<Result>(_ object: Object, _ body: () throws -> Result) rethrows -> Result? {
        let identity = ObjectIdentifier(object)
        if reprInProgress.contains(identity) { return nil }
        reprInProgress.insert(identity)
        defer { reprInProgress.remove(identity) }
        return try body()
    }
}
