#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// libzmq, opened when a kernel starts. The program has no link-time dependency on it.
struct ZeroMQLibrary: @unchecked Sendable {
    typealias Handle = UnsafeMutableRawPointer

    let newContext: @convention(c) () -> Handle?
    let endContext: @convention(c) (Handle) -> Int32
    let newSocket: @convention(c) (Handle, Int32) -> Handle?
    let closeSocket: @convention(c) (Handle) -> Int32
    let bind: @convention(c) (Handle, UnsafePointer<CChar>) -> Int32
    let connect: @convention(c) (Handle, UnsafePointer<CChar>) -> Int32
    let setOption: @convention(c) (Handle, Int32, UnsafeRawPointer, Int) -> Int32
    let send: @convention(c) (Handle, UnsafeRawPointer?, Int, Int32) -> Int32
    let messageInit: @convention(c) (Handle) -> Int32
    let messageReceive: @convention(c) (Handle, Handle, Int32) -> Int32
    let messageData: @convention(c) (Handle) -> UnsafeRawPointer?
    let messageSize: @convention(c) (Handle) -> Int
    let messageMore: @convention(c) (Handle) -> Int32
    let messageClose: @convention(c) (Handle) -> Int32
    let poll: @convention(c) (Handle, Int32, Int) -> Int32
    let errorNumber: @convention(c) () -> Int32
    let errorText: @convention(c) (Int32) -> UnsafePointer<CChar>?

    static let names = [
        "libzmq.so.5", "libzmq.so", "libzmq.5.dylib", "libzmq.dylib", "/opt/homebrew/lib/libzmq.dylib",
        "/usr/local/lib/libzmq.dylib",
    ]

    /// nil where no name can be opened.
    init?(names: [String] = names) {
        guard let library = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else { return nil }
        func function<T>(_ name: String, _ type: T.Type = T.self) -> T? {
            dlsym(library, name).map { unsafeBitCast($0, to: type) }
        }
        guard
            let newContext = function("zmq_ctx_new", (@convention(c) () -> Handle?).self),
            let endContext = function("zmq_ctx_term", (@convention(c) (Handle) -> Int32).self),
            let newSocket = function("zmq_socket", (@convention(c) (Handle, Int32) -> Handle?).self),
            let closeSocket = function("zmq_close", (@convention(c) (Handle) -> Int32).self),
            let bind = function("zmq_bind", (@convention(c) (Handle, UnsafePointer<CChar>) -> Int32).self),
            let connect = function("zmq_connect", (@convention(c) (Handle, UnsafePointer<CChar>) -> Int32).self),
            let setOption = function(
                "zmq_setsockopt", (@convention(c) (Handle, Int32, UnsafeRawPointer, Int) -> Int32).self),
            let send = function(
                "zmq_send", (@convention(c) (Handle, UnsafeRawPointer?, Int, Int32) -> Int32).self),
            let messageInit = function("zmq_msg_init", (@convention(c) (Handle) -> Int32).self),
            let messageReceive = function("zmq_msg_recv", (@convention(c) (Handle, Handle, Int32) -> Int32).self),
            let messageData = function("zmq_msg_data", (@convention(c) (Handle) -> UnsafeRawPointer?).self),
            let messageSize = function("zmq_msg_size", (@convention(c) (Handle) -> Int).self),
            let messageMore = function("zmq_msg_more", (@convention(c) (Handle) -> Int32).self),
            let messageClose = function("zmq_msg_close", (@convention(c) (Handle) -> Int32).self),
            let poll = function("zmq_poll", (@convention(c) (Handle, Int32, Int) -> Int32).self),
            let errorNumber = function("zmq_errno", (@convention(c) () -> Int32).self),
            let errorText = function("zmq_strerror", (@convention(c) (Int32) -> UnsafePointer<CChar>?).self)
        else { return nil }
        self.newContext = newContext
        self.endContext = endContext
        self.newSocket = newSocket
        self.closeSocket = closeSocket
        self.bind = bind
        self.connect = connect
        self.setOption = setOption
        self.send = send
        self.messageInit = messageInit
        self.messageReceive = messageReceive
        self.messageData = messageData
        self.messageSize = messageSize
        self.messageMore = messageMore
        self.messageClose = messageClose
        self.poll = poll
        self.errorNumber = errorNumber
        self.errorText = errorText
    }

    /// What went wrong last, in libzmq's words.
    var lastError: String { errorText(errorNumber()).map { String(cString: $0) } ?? "unknown error" }
}

/// Numbers from libzmq's public interface (zmq.h); they never change.
enum ZeroMQConstant {
    /// What a router calls the one at the other end.
    static let identity: Int32 = 5
    /// What a subscriber wants, by the beginning of the topic.
    static let subscribe: Int32 = 6
    static let linger: Int32 = 17
    static let sendHighWater: Int32 = 23
    static let receiveHighWater: Int32 = 24
    /// Every subscription is told, also those that others have made already.
    static let verboseSubscriptions: Int32 = 40
    /// A client that comes again with the same name takes the place of the earlier one.
    static let routerHandover: Int32 = 56

    static let dontWait: Int32 = 1
    static let sendMore: Int32 = 2
    static let pollIn: Int16 = 1
    /// Bytes of a `zmq_msg_t`, which is opaque.
    static let messageSize = 64
    static let contextEnded: Int32 = 156_384_765
}
