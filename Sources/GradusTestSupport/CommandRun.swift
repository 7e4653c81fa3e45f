import Foundation

/// What a finished command left behind.
public struct CommandResult: Sendable {
    public var stdout: String
    public var stderr: String
    /// The exit status; 128 + the signal's number when one ended it, as a shell says.
    public var status: Int32
    public var timedOut: Bool
}

/// Runs `gradus` as a user would.
public struct CommandRun {
    public var arguments: [String]
    public var input: String
    public var environment: [String: String]
    public var directory: String
    public var timeout: Double

    /// - Parameters:
    ///   - environment: added to a small fixed environment, so that the tests do not depend on the caller's.
    ///   - directory: relative to the repository.
    public init(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], directory: String = "",
        timeout: Double = 120
    ) {
        self.arguments = arguments
        self.input = input
        self.environment = environment
        self.directory = Repository.path(directory)
        self.timeout = timeout
    }

    public enum Failure: Error { case notBuilt }

    /// - Parameter whileRunning: called with the process once it runs, to send it signals.
    public func run(whileRunning: ((Process) -> Void)? = nil) throws -> CommandResult {
        guard let path = BuiltExecutable.path else { throw Failure.notBuilt }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: directory)
        process.environment = Self.baseEnvironment.merging(environment) { $1 }
        // Files instead of pipes: nothing can fill up and block.
        let folder = FileManager.default.temporaryDirectory.appending(path: "gradus-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try ["in", "out", "err"].map { name in
            let url = folder.appending(path: name)
            try Data((name == "in" ? input : "").utf8).write(to: url)
            return name == "in" ? try FileHandle(forReadingFrom: url) : try FileHandle(forWritingTo: url)
        }
        process.standardInput = files[0]
        process.standardOutput = files[1]
        process.standardError = files[2]
        try process.run()
        whileRunning?(process)
        let deadline = Date(timeIntervalSinceNow: timeout)
        while process.isRunning, Date() < deadline { usleep(2000) }
        let timedOut = process.isRunning
        // The gentler signals may be blocked, inherited from the test's thread.
        if timedOut { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        let signalled = process.terminationReason == .uncaughtSignal
        let text = { (name: String) -> String in
            let bytes = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
            return String(decoding: bytes, as: UTF8.self)
        }
        return CommandResult(
            stdout: text("out"), stderr: text("err"),
            status: signalled ? 128 + process.terminationStatus : process.terminationStatus, timedOut: timedOut)
    }

    /// No colours, no bars, the same language everywhere.
    static var baseEnvironment: [String: String] {
        var environment = ["LC_ALL": "C.UTF-8", "NO_COLOR": "1", "TERM": "xterm", "SWIFT_BACKTRACE": "enable=no"]
        for name in ["PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR"] {
            environment[name] = ProcessInfo.processInfo.environment[name]
        }
        return environment
    }
}
