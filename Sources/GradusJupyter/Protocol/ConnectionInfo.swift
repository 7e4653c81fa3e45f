import GradusJSON
import GradusShell

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a connection file says: where to listen, and how messages are signed.
struct ConnectionInfo {
    enum Channel: String, CaseIterable {
        case shell = "shell_port"
        case publisher = "iopub_port"
        case stdin = "stdin_port"
        case control = "control_port"
        case heartbeat = "hb_port"
    }

    private var transport: String
    private var host: String
    private(set) var ports: [Channel: Int] = [:]
    private(set) var scheme = Signature.Scheme.sha256
    private(set) var key: String

    init(path: String) throws(KernelError) {
        guard let text = FileText.read(path) else {
            throw .unreadableConnection(path: path, reason: String(cString: strerror(errno)))
        }
        let value: JSONValue
        do throws(JSONParser.Failure) {
            value = try JSONParser.parse(text)
        } catch {
            throw .badConnection(path: path, reason: error.reason)
        }
        guard value.members != nil else { throw .badConnection(path: path, reason: "it is no JSON object") }
        transport = value["transport"]?.string ?? "tcp"
        host = value["ip"]?.string ?? "127.0.0.1"
        key = value["key"]?.string ?? ""
        for channel in Channel.allCases {
            guard let port = value[channel.rawValue]?.int, (1...65535).contains(port) else {
                throw .badConnection(path: path, reason: "'\(channel.rawValue)' is missing")
            }
            ports[channel] = port
        }
        let name = value["signature_scheme"]?.string ?? Signature.Scheme.sha256.rawValue
        guard let scheme = Signature.Scheme(rawValue: name) else {
            throw .badConnection(path: path, reason: "the signature scheme '\(name)' is not known")
        }
        self.scheme = scheme
    }

    func address(_ channel: Channel) -> String {
        let port = ports[channel] ?? 0
        return transport == "ipc" ? "ipc://\(host)-\(port)" : "\(transport)://\(host):\(port)"
    }
}
