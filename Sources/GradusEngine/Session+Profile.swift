import GradusLibrary

/// A measured run: `%prof`, `gradus run --profile`.
extension Session {
    /// Begins to count where time and memory go.
    public func beginProfile() { vm.withPool { ProfileReport.begin(vm) } }

    /// Ends the count.
    /// - Parameter seconds: how long it went on.
    /// - Returns: tables by operation, backward node, layer and line.
    public func endProfile(seconds: Double) -> [String] {
        vm.withPool { ProfileReport.end(vm, seconds: seconds).text() }
    }
}
