import Foundation
import GradusJSON
import GradusTestSupport
import Testing

@testable import GradusJupyter

/// A client of Jupyter's protocol, for the tests.
private final class Client {
    private let library: ZeroMQLibrary
    private var sockets: [ConnectionInfo.Channel: Socket] = [:]
    private var wire: Wire
    private let process: Process

    init?(_ wireSession: String = RandomName.make()) throws {
        guard let library = ZeroMQLibrary(), let context = library.newContext(), let gradus = BuiltExecutable.path
        else { return nil }
        self.library = library
        let (path, _) = try connection()
        let info = try ConnectionInfo(path: path)
        wire = Wire(info, session: wireSession)
        process = Process()
        process.executableURL = URL(filePath: gradus)
        process.arguments = ["kernel", "run", path]
        try process.run()
        for channel in ConnectionInfo.Channel.allCases {
            let kind: Socket.Kind = channel == .publisher ? .subscriber : channel == .heartbeat ? .request : .dealer
            guard let socket = Socket(kind, library, context: context) else { return nil }
            // Questions find their way by this name.
            if kind == .dealer { socket.set(ZeroMQConstant.identity, Array(wireSession.utf8)) }
            if kind == .subscriber { socket.set(ZeroMQConstant.subscribe, []) }
            guard socket.connect(info.address(channel)) else { return nil }
            sockets[channel] = socket
        }
    }

    deinit { process.terminate() }

    func send(_ channel: ConnectionInfo.Channel, _ type: String, _ content: JSONValue) {
        sockets[channel]?.send(wire.frames(type, content, identities: [], parent: []))
    }

    func sendRaw(_ channel: ConnectionInfo.Channel, _ frames: [[UInt8]]) { sockets[channel]?.send(frames) }

    /// The next message on a channel; nil after ten seconds.
    func receive(_ channel: ConnectionInfo.Channel, seconds: Double = 10) -> Message? {
        raw(channel, seconds: seconds).flatMap { try? wire.message($0) }
    }

    func raw(_ channel: ConnectionInfo.Channel, seconds: Double = 10) -> [[UInt8]]? {
        guard let socket = sockets[channel] else { return nil }
        let poller = Poller(library, sockets: [socket])
        let end = Date(timeIntervalSinceNow: seconds)
        while Date() < end {
            if case .message(let frames) = socket.receive() { return frames }
            _ = poller.wait(milliseconds: 100)
        }
        return nil
    }

    /// What is published up to the next idle state: types and contents.
    func published() -> [(type: String, content: JSONValue)] {
        var found: [(type: String, content: JSONValue)] = []
        while let message = receive(.publisher) {
            found.append((message.type, message.content))
            if message.type == "status", message.content["execution_state"]?.string == "idle" { break }
        }
        return found
    }

    func execute(_ code: String, _ more: [JSONValue.Member] = []) {
        send(.shell, "execute_request", .object([.init("code", .string(code))] + more))
    }

    func interrupt() { kill(process.processIdentifier, SIGINT) }

    /// The exit status; nil where the process does not end.
    func exitStatus() -> Int32? {
        let end = Date(timeIntervalSinceNow: 10)
        while process.isRunning, Date() < end { usleep(10_000) }
        return process.isRunning ? nil : process.terminationStatus
    }
}

/// The executable as a kernel. `scripts/jupyter_check.py` does the same with Jupyter's own client, and more.
@Suite(.serialized) struct KernelTests {
    @Test func answers() throws {
        guard let client = try Client() else { return }
        // Who subscribes is welcomed, and is told once that the kernel starts.
        #expect(client.receive(.publisher)?.type == "iopub_welcome")
        #expect(client.receive(.publisher)?.content["execution_state"]?.string == "starting")
        client.send(.shell, "kernel_info_request", .emptyObject)
        let info = client.receive(.shell)
        #expect(info?.content["implementation"]?.string == "gradus")
        #expect(info?.content["language_info"]?["file_extension"]?.string == ".py")
        #expect(client.published().map(\.type) == ["status", "status"])

        client.execute("print('한글')\n6 * 7")
        let reply = client.receive(.shell)
        #expect(reply?.content["status"]?.string == "ok")
        let published = client.published()
        #expect(published.map(\.type) == ["status", "execute_input", "stream", "execute_result", "status"])
        #expect(published[2].content["text"]?.string == "한글\n")
        #expect(published[3].content["data"]?["text/plain"]?.string == "42")

        client.execute("1/0")
        #expect(client.receive(.shell)?.content["ename"]?.string == "ZeroDivisionError")
        #expect(client.published().map(\.type) == ["status", "execute_input", "error", "status"])

        client.sendRaw(.heartbeat, [[1, 2, 3]])
        #expect(client.raw(.heartbeat) == [[1, 2, 3]])

        client.send(.control, "shutdown_request", .record(["restart": .bool(false)]))
        #expect(client.receive(.control)?.type == "shutdown_reply")
        #expect(client.exitStatus() == 0)
    }

    /// Cells, and the kinds of messages they publish between `execute_input` and `idle`.
    private static let cells: [(code: String, types: [String])] = [
        ("from IPython.display import clear_output, display, HTML", []),
        ("display(HTML('<b>x</b>'))", ["display_data"]),
        ("h = display(1, display_id=True)\nh.update(2)", ["display_data", "update_display_data"]),
        ("print(1)\nclear_output(wait=True)\nprint(2)", ["stream", "clear_output", "stream"]),
        ("HTML('<i>y</i>')", ["execute_result"]),
        ("import matplotlib.pyplot as plt\n%matplotlib inline\nplt.plot([1, 2]);", ["display_data"]),
        ("import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')", ["stream", "stream", "stream"]),
        ("x = (1\n% 2)\nx", ["execute_result"]),
        ("!echo a; echo b >&2; exit 3", ["stream", "stream"]),
        ("%config InlineBackend.figure_format = 'retina'\n%reload_ext autoreload", []),
        ("%%capture kept\n%matplotlib inline\n!echo a\nprint('b')", []), ("kept.stdout", ["execute_result"]),
        ("%%time\n%reload_ext autoreload\nx = 1", ["stream"]),
        ("%%html\n<b>x</b>", ["display_data"]), ("a = 1\nlen?", []), ("\tb = 1\n\n\tb", ["execute_result"]),
        ("%lsmagic", ["stream"]), ("len?", []), ("%nothing", ["stream"]), ("sys.exit(2)", ["error"]),
        ("import torch\ntorch.ones(2, 3) @ torch.ones(2, 3)", ["error"]),
    ]

    @Test func publishesWhatCellsPutOut() throws {
        guard let client = try Client() else { return }
        _ = client.receive(.publisher)
        _ = client.receive(.publisher)
        for (code, types) in Self.cells {
            client.execute(code)
            _ = client.receive(.shell)
            let published = client.published().map(\.type).filter { $0 != "status" && $0 != "execute_input" }
            #expect(published == types, "\(code)")
        }
    }

    @Test func interruptsAndQuestions() throws {
        guard let client = try Client() else { return }
        for isRequest in [false, true] {
            client.execute("while True: pass")
            usleep(500_000)
            if isRequest { client.send(.control, "interrupt_request", .emptyObject) } else { client.interrupt() }
            #expect(client.receive(.shell)?.content["ename"]?.string == "KeyboardInterrupt")
        }
        client.execute("input('이름? ')", [.init("allow_stdin", .bool(true))])
        let question = client.receive(.stdin)
        #expect(question?.content["prompt"]?.string == "이름? ")
        client.send(.stdin, "input_reply", .record(["value": .string("é")]))
        #expect(client.receive(.shell)?.content["status"]?.string == "ok")
        client.execute("exit")
        #expect(client.receive(.shell)?.content["payload"]?.array?.first?["source"]?.string == "ask_exit")
        #expect(client.exitStatus() == 0)
    }

    @Test func messagesOfStrangersAreIgnored() throws {
        guard let client = try Client() else { return }
        let text = { (words: [String]) in words.map { Array($0.utf8) } }
        client.sendRaw(.shell, text(["<IDS|MSG>", "00", "{\"msg_type\": \"shutdown_request\"}", "{}", "{}", "{}"]))
        client.sendRaw(.shell, text(["nothing"]))
        client.sendRaw(.control, text(["<IDS|MSG>"]))
        client.execute("1")
        #expect(client.receive(.shell)?.content["status"]?.string == "ok")
    }
}
