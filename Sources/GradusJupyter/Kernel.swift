import GradusEngine
import GradusJSON
import GradusShell
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A Jupyter kernel: a session that notebooks, consoles and other clients drive over sockets.
///
/// The thread that calls `run` carries out what comes on the shell channel, one request after another, and asks
/// questions on the stdin channel. Another thread publishes and answers on the control channel, a third one returns
/// heartbeats.
public final class Kernel {
    private let library: ZeroMQLibrary
    private let context: ZeroMQLibrary.Handle
    private let shellSocket: Socket
    private let poller: Poller
    private var wire: Wire
    let publisher: Publisher
    let shell: KernelShell
    let about: KernelDescription
    let ports: [ConnectionInfo.Channel: Int]
    /// What came while queued cells were looked through.
    private var waiting: [Message] = []
    /// The request that is carried out.
    private var request = Message(identities: [], header: [], type: "", content: .emptyObject)

    /// - Parameters:
    ///   - connectionFile: what the client has written for this kernel.
    ///   - version: of Gradus.
    public init(connectionFile: String, version: String) throws(KernelError) {
        let connection = try ConnectionInfo(path: connectionFile)
        guard let library = ZeroMQLibrary() else { throw .noLibrary }
        guard let context = library.newContext() else { throw .noSocket(reason: library.lastError) }
        func socket(_ kind: Socket.Kind) throws(KernelError) -> Socket {
            guard let socket = Socket(kind, library, context: context) else {
                throw .noSocket(reason: library.lastError)
            }
            return socket
        }
        func listening(_ kind: Socket.Kind, _ address: String) throws(KernelError) -> Socket {
            let new = try socket(kind)
            if let reason = new.bind(address) { throw .noSocket(reason: reason) }
            return new
        }
        Interrupts.install()
        SignalMask.unblockEndings()
        let session = RandomName.make()
        let heartbeat = try listening(.reply, connection.address(.heartbeat))
        let control = try listening(.router, connection.address(.control))
        let published = try listening(.publisher, connection.address(.publisher))
        let relay = try listening(.pull, Relay.address)
        let stdin = try listening(.router, connection.address(.stdin))
        shellSocket = try listening(.router, connection.address(.shell))
        let toRelay = try socket(.push)
        guard toRelay.connect(Relay.address) else { throw .noSocket(reason: library.lastError) }
        let thread = ControlThread(
            control: control, publisher: published, relay: relay, library: library,
            wire: Wire(connection, session: session), about: KernelDescription(version: version),
            runner: pthread_self())
        guard BackgroundThread.start({ thread.run() }), BackgroundThread.start({ Self.beat(heartbeat) }) else {
            throw .noThread
        }
        self.library = library
        self.context = context
        wire = Wire(connection, session: session)
        poller = Poller(library, sockets: [shellSocket], descriptors: [Interrupts.descriptor])
        about = KernelDescription(version: version)
        ports = connection.ports
        publisher = Publisher(toRelay)
        shell = KernelShell(
            publisher: publisher,
            questions: Questions(stdin, library: library, wire: Wire(connection, session: RandomName.make())))
    }

    /// Returns what comes, so that clients see that the process is alive.
    private static func beat(_ socket: Socket) {
        while true {
            switch socket.receive(waits: true) {
            case .message(let frames): socket.send(frames)
            case .nothing: continue
            case .ended: return socket.close()
            }
        }
    }

    /// Carries out requests until somebody asks for the end.
    /// - Returns: the exit status.
    public func run() -> Int32 {
        while shell.exitStatus == nil, let message = next() { carryOut(message) }
        // Clients read the last answer only while the process is there, and then end it themselves.
        for _ in 0..<50 where !KernelState.isEnding.load(ordering: .acquiring) { usleep(10_000) }
        shell.session.finish()
        publisher.end()
        for _ in 0..<100 where !KernelState.hasPublished.load(ordering: .acquiring) { usleep(10_000) }
        shellSocket.close()
        shell.questions.close()
        publisher.close()
        _ = library.endContext(context)
        return (shell.exitStatus ?? 0) & 0xFF
    }

    // MARK: Requests

    /// The next request; nil at the end.
    private func next() -> Message? {
        while !KernelState.isEnding.load(ordering: .acquiring) {
            if !waiting.isEmpty { return waiting.removeFirst() }
            if let message = received() { return message }
            // An interrupt while nothing runs is meant for nothing.
            if poller.wait()[1] { Interrupts.drain() }
        }
        return nil
    }

    /// What has come already.
    private func received() -> Message? {
        while case .message(let frames) = shellSocket.receive() {
            do throws(Message.Problem) {
                return try wire.message(frames)
            } catch {
                Complaint.write(error.message)
            }
        }
        return nil
    }

    private func carryOut(_ message: Message) {
        request = message
        publisher.begin(message.header)
        publisher.state("busy")
        if let handler = Self.handlers[message.type] { handler(self)(message.content) }
        publisher.state("idle")
    }

    /// What is done for each type of request.
    private static let handlers: [String: @Sendable (Kernel) -> (JSONValue) -> Void] = [
        "kernel_info_request": { kernel in { _ in kernel.reply("kernel_info_reply", kernel.about.kernelInfo) } },
        "execute_request": { $0.execute }, "complete_request": { $0.complete }, "inspect_request": { $0.inspect },
        "is_complete_request": { $0.judge }, "history_request": { $0.recall }, "comm_info_request": { $0.listComms },
        "comm_open": { $0.refuseComm }, "connect_request": { $0.tellPorts }, "shutdown_request": { $0.shutDown },
    ]

    /// Answers the request that is carried out.
    func reply(_ type: String, _ content: JSONValue) {
        shellSocket.send(wire.frames(type, content, identities: request.identities, parent: request.header))
    }

    var currentRequest: Message { request }

    /// Takes in what was sent already.
    func collectQueue() { while let message = received() { waiting.append(message) } }

    /// Answers the cells that were collected without running them.
    func abortQueue(_ content: JSONValue) {
        let failed = request
        var others: [Message] = []
        for message in waiting {
            guard message.type == "execute_request" else {
                others.append(message)
                continue
            }
            request = message
            publisher.begin(message.header)
            publisher.state("busy")
            reply("execute_reply", content)
            publisher.state("idle")
        }
        waiting = others
        request = failed
    }
}
