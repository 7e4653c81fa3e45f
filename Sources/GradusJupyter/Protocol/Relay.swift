import GradusJSON

/// What the thread that runs cells tells the thread that publishes: frames with a word in front.
enum Relay {
    static let address = "inproc://relay"

    enum Kind: UInt8 {
        /// From here on, everything is about the message with this header.
        case parent = 1
        /// A piece of standard output.
        case output = 2
        /// A piece of standard error.
        case error = 3
        /// A message: type and content.
        case message = 4
        /// The end.
        case end = 5
    }
}

/// Sends what cells put out to the thread that publishes it. Belongs to the thread that runs cells.
final class Publisher {
    private let socket: Socket
    /// Only states are told (`silent`).
    var isSilent = false

    init(_ socket: Socket) { self.socket = socket }

    func begin(_ parent: [UInt8]) { socket.send([[Relay.Kind.parent.rawValue], parent]) }

    func stream(_ kind: Relay.Kind, _ text: String) {
        guard !isSilent, !text.isEmpty else { return }
        socket.send([[kind.rawValue], Array(text.utf8)])
    }

    func publish(_ type: String, _ content: JSONValue) {
        guard !isSilent || type == "status" else { return }
        socket.send([[Relay.Kind.message.rawValue], Array(type.utf8), Array(content.messageText.utf8)])
    }

    func state(_ state: String) { publish("status", .record(["execution_state": .string(state)])) }

    func end() { socket.send([[Relay.Kind.end.rawValue]]) }

    func close() { socket.close() }
}
