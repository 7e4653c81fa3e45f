import Foundation

/// `Server/server.py` on a free port; nil where there is no Python to run it.
final class TestServer: @unchecked Sendable {
    static let shared = TestServer()

    let address: String
    private let process = Process()

    /// The body that the server sends.
    static let body: [UInt8] = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * 31 + $0 / 251) }

    private init?() {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Server/server.py").path
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script, String(ProcessInfo.processInfo.processIdentifier)]
        let output = Pipe()
        process.standardOutput = output
        guard (try? process.run()) != nil else { return nil }
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else { return nil }
        address = "http://127.0.0.1:\(port)"
        // A proxy named in the environment must not be asked for the loopback address.
        setenv("no_proxy", "127.0.0.1", 1)
    }
}
