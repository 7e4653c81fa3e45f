/// Why a kernel cannot run, or cannot be installed. Each case is worded here only.
public enum KernelError: Error, Equatable {
    case noLibrary
    case unreadableConnection(path: String, reason: String)
    case badConnection(path: String, reason: String)
    case noSocket(reason: String)
    case noThread
    case badName(String)
    case noEnvironment
    case noHome
    case unwritable(path: String, reason: String)
    case notInstalled(name: String, folders: [String])

    public var message: String {
        switch self {
        case .noLibrary:
            #if os(macOS)
                "the Jupyter kernel needs the library ZeroMQ: brew install zeromq"
            #else
                "the Jupyter kernel needs the library ZeroMQ: apt-get install libzmq5"
            #endif
        case .unreadableConnection(let path, let reason): "the connection file '\(path)' cannot be read: \(reason)"
        case .badConnection(let path, let reason): "'\(path)' is no connection file of Jupyter: \(reason)"
        case .noSocket(let reason): "the kernel cannot listen: \(reason)"
        case .noThread: "the kernel cannot start its threads"
        case .badName(let name):
            "'\(name)' is no name for a kernel: letters of ASCII, digits, '-', '.' and '_' make one"
        case .noEnvironment:
            "--sys-prefix is for an environment of Python that is active: VIRTUAL_ENV and CONDA_PREFIX are not set"
        case .noHome: "no folder for the kernel: neither HOME nor JUPYTER_DATA_DIR is set"
        case .unwritable(let path, let reason): "'\(path)' cannot be written: \(reason)"
        case .notInstalled(let name, let folders):
            "no kernel '\(name)' is installed in \(folders.joined(separator: " or "))"
        }
    }

    /// The command line is wrong, rather than the machine.
    public var isMisuse: Bool {
        switch self {
        case .badName, .noEnvironment, .unreadableConnection, .badConnection: true
        default: false
        }
    }
}
