import GradusJSON

/// A message that came from a client.
struct Message {
    /// Who it came from, for the reply.
    var identities: [[UInt8]]
    /// The header as it came: it goes into everything that is sent on its account.
    var header: [UInt8]
    var type: String
    var content: JSONValue

    /// Why a message is not answered.
    enum Problem: Error {
        case noDelimiter
        case badSignature
        case badJSON

        var message: String {
            switch self {
            case .noDelimiter: "a message without '<IDS|MSG>' and its parts was ignored"
            case .badSignature: "a message with a wrong signature was ignored"
            case .badJSON: "a message that is no JSON was ignored"
            }
        }
    }
}

/// Makes frames of messages and messages of frames, as Jupyter's protocol has them. Belongs to one thread.
struct Wire {
    /// 5.4: clients that subscribe are welcomed, and the control channel tells what the kernel is.
    static let version = "5.4"
    // Each thread has a wire of its own, and shares nothing that is counted by references: see BackgroundThread.
    private let delimiter = Array("<IDS|MSG>".utf8)
    private let signature: Signature
    /// Of this kernel, made anew with each start.
    private let session: String
    private var count = 0

    /// - Parameter session: 32 hexadecimal digits.
    init(_ connection: ConnectionInfo, session: String) {
        signature = Signature(scheme: connection.scheme, key: connection.key)
        self.session = String(decoding: Array(session.utf8), as: UTF8.self)
    }

    func message(_ frames: [[UInt8]]) throws(Message.Problem) -> Message {
        guard let place = frames.firstIndex(of: delimiter), frames.count >= place + 6 else { throw .noDelimiter }
        let parts = frames[(place + 2)..<(place + 6)]
        guard signature.accepts(frames[place + 1], of: parts) else { throw .badSignature }
        guard let header = try? JSONParser.parse(String(decoding: frames[place + 2], as: UTF8.self)),
            let type = header["msg_type"]?.string,
            let content = try? JSONParser.parse(String(decoding: frames[place + 5], as: UTF8.self))
        else { throw .badJSON }
        return Message(
            identities: Array(frames[..<place]), header: frames[place + 2], type: type, content: content)
    }

    mutating func frames(_ type: String, _ content: JSONValue, identities: [[UInt8]], parent: [UInt8]) -> [[UInt8]] {
        frames(type, json: Array(content.messageText.utf8), identities: identities, parent: parent)
    }

    /// - Parameters:
    ///   - json: the content.
    ///   - identities: the client, or the topic of what is published.
    ///   - parent: the header of the message that this is about.
    mutating func frames(
        _ type: String, json: [UInt8], identities: [[UInt8]], parent: [UInt8]
    ) -> [[UInt8]] {
        count += 1
        let header: JSONValue = .record([
            "msg_id": .string("\(session)_\(count)"), "session": .string(session), "username": .string("kernel"),
            "date": .string(Timestamp.now()), "msg_type": .string(type), "version": .string(Self.version),
        ])
        let empty = Array("{}".utf8)
        let parts = [Array(header.messageText.utf8), parent.isEmpty ? empty : parent, empty, json]
        return identities + [delimiter, signature.sign(parts)] + parts
    }
}
