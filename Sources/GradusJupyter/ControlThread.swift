import GradusJSON
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the threads tell one another beside messages.
enum KernelState {
    /// Somebody asked for the end.
    static let isEnding = Atomic<Bool>(false)
    /// Everything is published.
    static let hasPublished = Atomic<Bool>(false)
}

/// The thread that is always there: it answers on the control channel (interrupt, shutdown) whatever a cell is doing,
/// welcomes clients, and publishes what cells put out. Pieces of text are joined, so that a loop that prints does not
/// flood the clients.
final class ControlThread {
    private let control: Socket
    private let publisher: Socket
    private let relay: Socket
    private let poller: Poller
    private var wire: Wire
    private let about: KernelDescription
    /// The thread that runs cells.
    private let runner: pthread_t
    private var parent: [UInt8] = []
    private var text: [UInt8] = []
    private var stream = Relay.Kind.output
    private var firstText = 0.0
    private var hasStarted = false
    /// When to end, whether the cell has ended or not.
    private var deadline = Double.infinity
    private var isDone = false
    /// The process that started this one and wants to outlive it; nil where nobody said so.
    private let parentProcess = getenv("JPY_PARENT_PID") == nil ? nil : getppid()

    /// Seconds that text may wait for more.
    private static let patience = 0.03
    private static let textLimit = 1 << 18
    /// Seconds that a cell gets to end when the kernel is to.
    private static let grace = 1.0

    init(
        control: Socket, publisher: Socket, relay: Socket, library: ZeroMQLibrary, wire: Wire, about: KernelDescription,
        runner: pthread_t
    ) {
        self.control = control
        self.publisher = publisher
        self.relay = relay
        self.wire = wire
        self.about = about
        self.runner = runner
        poller = Poller(library, sockets: [control, publisher, relay])
    }

    func run() {
        while !isDone {
            let ready = poller.wait(milliseconds: waitingTime)
            if ready[0] { while case .message(let frames) = control.receive() { answer(frames) } }
            if ready[1] { while case .message(let frames) = publisher.receive() { welcome(frames) } }
            if ready[2] {
                // The control channel gets its turn however much is printed.
                for _ in 0..<200 {
                    guard case .message(let frames) = relay.receive() else { break }
                    pass(frames)
                }
            }
            let now = Self.now()
            if !text.isEmpty, now - firstText >= Self.patience { flush() }
            if now >= deadline { _exit(0) }
            // Whoever started the kernel is gone: nobody could end it any more.
            if let parentProcess, getppid() != parentProcess { _exit(0) }
        }
        publisher.close()
        control.close()
        relay.close()
        KernelState.hasPublished.store(true, ordering: .releasing)
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private var waitingTime: Int {
        if deadline.isFinite { return 20 }
        guard !text.isEmpty else { return 1000 }
        return max(1, Int((Self.patience - (Self.now() - firstText)) * 1000))
    }

    // MARK: Publishing

    private func pass(_ frames: [[UInt8]]) {
        guard let kind = frames.first?.first.flatMap({ Relay.Kind(rawValue: $0) }) else { return }
        switch kind {
        case .parent where frames.count == 2:
            flush()
            parent = frames[1]
        case .output where frames.count == 2, .error where frames.count == 2: append(kind, frames[1])
        case .message where frames.count == 3:
            flush()
            let type = String(decoding: frames[1], as: UTF8.self)
            publisher.send(wire.frames(type, json: frames[2], identities: [frames[1]], parent: parent))
        case .end:
            flush()
            isDone = true
        default: break
        }
    }

    private func append(_ kind: Relay.Kind, _ piece: [UInt8]) {
        if kind != stream || text.count + piece.count > Self.textLimit { flush() }
        if text.isEmpty { firstText = Self.now() }
        stream = kind
        text += piece
    }

    private func flush() {
        guard !text.isEmpty else { return }
        let content: JSONValue = .record([
            "name": .string(stream == .output ? "stdout" : "stderr"),
            "text": .string(String(decoding: text, as: UTF8.self)),
        ])
        text = []
        publish("stream", content, parent: parent)
    }

    private func publish(_ type: String, _ content: JSONValue, parent: [UInt8], topic: [UInt8]? = nil) {
        publisher.send(wire.frames(type, content, identities: [topic ?? Array(type.utf8)], parent: parent))
    }

    /// A client has subscribed (or gone).
    private func welcome(_ frames: [[UInt8]]) {
        guard let frame = frames.first, frame.first == 1 else { return }
        let topic = Array(frame.dropFirst())
        publish(
            "iopub_welcome", .record(["subscription": .string(String(decoding: topic, as: UTF8.self))]), parent: [],
            topic: topic)
        // Once, when somebody listens.
        if !hasStarted { publish("status", .record(["execution_state": .string("starting")]), parent: []) }
        hasStarted = true
    }

    // MARK: Control

    private func answer(_ frames: [[UInt8]]) {
        do throws(Message.Problem) {
            answer(try wire.message(frames))
        } catch {
            Complaint.write(error.message)
        }
    }

    private func answer(_ message: Message) {
        let reply: JSONValue
        switch message.type {
        case "kernel_info_request": reply = about.kernelInfo
        case "interrupt_request":
            // As Ctrl-C at a prompt does it.
            pthread_kill(runner, SIGINT)
            reply = .record(["status": .string("ok")])
        case "shutdown_request":
            reply = .record([
                "status": .string("ok"), "restart": .bool(message.content["restart"]?.bool ?? false),
            ])
        default: return
        }
        // What a cell has printed belongs before this.
        flush()
        publish("status", .record(["execution_state": .string("busy")]), parent: message.header)
        let type = message.type.replacing("_request", with: "_reply")
        control.send(wire.frames(type, reply, identities: message.identities, parent: message.header))
        if message.type == "shutdown_request" {
            publish(type, reply, parent: message.header)
            deadline = Self.now() + Self.grace
            KernelState.isEnding.store(true, ordering: .releasing)
            pthread_kill(runner, SIGINT)
        }
        publish("status", .record(["execution_state": .string("idle")]), parent: message.header)
    }
}

/// What goes to the log of whoever started the kernel.
enum Complaint {
    static func write(_ text: String) {
        let line = Array("gradus: \(text)\n".utf8)
        #if canImport(Glibc)
            _ = line.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
        #else
            _ = line.withUnsafeBytes { Darwin.write(STDERR_FILENO, $0.baseAddress, $0.count) }
        #endif
    }
}
