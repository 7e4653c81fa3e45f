import GradusEngine
import GradusJSON
import GradusTerminal

/// Asks the person before the client that sent a cell (`input()`), on the stdin channel.
final class Questions {
    private let socket: Socket
    private let poller: Poller
    private var wire: Wire
    /// Who is asked; nil where the client takes no questions.
    var asker: Message?

    init(_ socket: Socket, library: ZeroMQLibrary, wire: Wire) {
        self.socket = socket
        self.wire = wire
        poller = Poller(library, sockets: [socket], descriptors: [Interrupts.descriptor])
    }

    func close() { socket.close() }

    /// The answer; nil where nobody can be asked. An interrupt gives an empty answer at once: the running code learns of
    /// it on its own.
    func ask(_ prompt: String, isSecret: Bool = false) -> String? {
        guard let asker else { return nil }
        // Answers to earlier questions that were given up.
        while case .message = socket.receive() {}
        Interrupts.drain()
        let content: JSONValue = .record(["prompt": .string(prompt), "password": .bool(isSecret)])
        socket.send(
            wire.frames("input_request", content, identities: asker.identities, parent: asker.header))
        while !KernelState.isEnding.load(ordering: .acquiring) {
            if case .message(let frames) = socket.receive() {
                if let message = try? wire.message(frames), message.type == "input_reply" {
                    return message.content["value"]?.string ?? ""
                }
                continue
            }
            if poller.wait()[1] { return "" }
        }
        return ""
    }
}
