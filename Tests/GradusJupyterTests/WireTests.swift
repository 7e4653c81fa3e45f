import Foundation
import GradusJSON
import Testing

@testable import GradusJupyter

/// A connection file in a temporary folder.
func connection(_ change: (inout [String: Any]) -> Void = { _ in }) throws -> (path: String, ports: [String: Int]) {
    var ports: [String: Int] = [:]
    for name in ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] { ports[name] = freePort() }
    var content: [String: Any] = [
        "ip": "127.0.0.1", "transport": "tcp", "signature_scheme": "hmac-sha256", "key": "a key",
    ]
    for (name, port) in ports { content[name] = port }
    change(&content)
    let file = FileManager.default.temporaryDirectory.appending(path: "gradus-\(UUID().uuidString).json")
    try JSONSerialization.data(withJSONObject: content).write(to: file)
    return (file.path, ports)
}

/// A port that nobody listens on.
private func freePort() -> Int {
    #if canImport(Glibc)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            _ = bind(descriptor, $0, size)
            _ = getsockname(descriptor, $0, &size)
        }
    }
    return Int(UInt16(bigEndian: address.sin_port))
}

@Suite struct WireTests {
    private func frames(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

    /// Expected values from CPython: hmac.new(b"a key", b"".join(parts), name).hexdigest()
    @Test(arguments: [
        (Signature.Scheme.sha256, "902f694d76e2d1b142e8ce78322d6839d67daf8e6cdf81b7492459275dcc3119"),
        (
            .sha384,
            "a30f1ff83395a90e302dd39840fa60cd5c3a4b08c1cdce62f757ebca66a8baee39d58537fa00b16de39a20f4485a8627"
        ),
        (
            .sha512,
            "130e3e502532875a2fa3c61515a52c633257dc7622db78c46e22447ddced1e5a"
                + "9321922d5c6f2a3778b288742ed7acca7dfd4c320753d1e47e742f2ab1dadb93"
        ),
    ])
    func signsAsJupyterDoes(scheme: Signature.Scheme, expected: String) {
        let signature = Signature(scheme: scheme, key: "a key")
        let parts = frames(["{\"a\": 1}", "{}", "{}", "{\"code\": \"한글\"}"])
        let digits = String(decoding: signature.sign(parts), as: UTF8.self)
        #expect(digits == expected)
        #expect(signature.accepts(Array(digits.utf8), of: parts))
        #expect(!signature.accepts(Array(digits.utf8), of: parts.dropLast()))
        #expect(!signature.accepts([], of: parts))
        #expect(!Signature(scheme: scheme, key: "another").accepts(Array(digits.utf8), of: parts))
    }

    @Test func withoutKeyNothingIsSigned() {
        let signature = Signature(scheme: .sha256, key: "")
        #expect(signature.sign(frames(["{}"])).isEmpty)
        #expect(signature.accepts(Array("whatever".utf8), of: frames(["{}"])))
    }

    @Test func whatIsSentCanBeRead() throws {
        let (path, _) = try connection()
        var wire = Wire(try ConnectionInfo(path: path), session: RandomName.make())
        let content: JSONValue = .record(["code": .string("a\n\"한\"\u{1}"), "silent": .bool(false)])
        let sent = wire.frames("execute_request", content, identities: frames(["me"]), parent: [])
        let message = try wire.message(sent)
        #expect(message.type == "execute_request")
        #expect(message.content == content)
        #expect(message.identities == frames(["me"]))
        let header = try JSONParser.parse(String(decoding: message.header, as: UTF8.self))
        #expect(header["version"]?.string == "5.4")
        #expect(header["date"]?.string?.count == 27)
    }

    @Test func wrongMessagesAreRefused() throws {
        let (path, _) = try connection()
        var wire = Wire(try ConnectionInfo(path: path), session: RandomName.make())
        var sent = wire.frames("status", .emptyObject, identities: [], parent: [])
        #expect(throws: Message.Problem.noDelimiter) { try wire.message([]) }
        #expect(throws: Message.Problem.noDelimiter) { try wire.message(Array(sent.dropFirst())) }
        #expect(throws: Message.Problem.noDelimiter) { try wire.message(Array(sent.dropLast())) }
        sent[5] = Array("{\"x\": 1}".utf8)
        #expect(throws: Message.Problem.badSignature) { try wire.message(sent) }
        let (open, _) = try connection { $0["key"] = "" }
        let unsigned = Wire(try ConnectionInfo(path: open), session: RandomName.make())
        #expect(throws: Message.Problem.badJSON) {
            try unsigned.message(frames(["<IDS|MSG>", "", "{", "{}", "{}", "{}"]))
        }
        #expect(throws: Message.Problem.badJSON) {
            try unsigned.message(frames(["<IDS|MSG>", "", "{}", "{}", "{}", "{}"]))
        }
    }

    @Test func connectionFilesAreChecked() throws {
        #expect(throws: KernelError.self) { try ConnectionInfo(path: "/nowhere/at/all.json") }
        for change in [
            { $0["shell_port"] = 0 }, { $0["hb_port"] = nil }, { $0["signature_scheme"] = "md5" },
        ] as [(inout [String: Any]) -> Void] {
            let (path, _) = try connection(change)
            #expect(throws: KernelError.self) { try ConnectionInfo(path: path) }
        }
        let (path, ports) = try connection { $0["transport"] = "ipc" }
        let info = try ConnectionInfo(path: path)
        #expect(info.address(.shell) == "ipc://127.0.0.1-\(ports["shell_port"] ?? 0)")
    }

    @Test func placesAreCountedInScalars() {
        let text = "é😀 = 한"
        let content: JSONValue = .record(["cursor_pos": .int(2)])
        #expect(CursorPlace(content, in: text).offset == 6)
        #expect(CursorPlace.scalars(in: text, before: 6) == 2)
        #expect(CursorPlace(.emptyObject, in: text).offset == text.utf8.count)
        #expect(CursorPlace(.record(["cursor_pos": .int(-3)]), in: text).offset == 0)
        #expect(CursorPlace(.record(["cursor_pos": .int(99)]), in: text).offset == text.utf8.count)
    }
}
