#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A socket of libzmq. Belongs to one thread.
final class Socket {
    enum Kind: Int32 {
        case reply = 4
        case router = 6
        case pull = 7
        case push = 8
        case publisher = 9
        // The other ends of these, for clients.
        case subscriber = 2
        case request = 3
        case dealer = 5
    }

    private let library: ZeroMQLibrary
    private let handle: ZeroMQLibrary.Handle
    private var isOpen = true

    init?(_ kind: Kind, _ library: ZeroMQLibrary, context: ZeroMQLibrary.Handle) {
        guard let handle = library.newSocket(context, kind.rawValue) else { return nil }
        self.library = library
        self.handle = handle
        // Milliseconds that unsent messages may keep the process at its end.
        set(ZeroMQConstant.linger, 500)
        // What waits is bounded by those who ask, not by a number of messages: nothing is dropped in silence.
        if kind == .router || kind == .publisher {
            set(ZeroMQConstant.sendHighWater, 0)
            set(ZeroMQConstant.receiveHighWater, 0)
        }
        if kind == .router { set(ZeroMQConstant.routerHandover, 1) }
        if kind == .publisher { set(ZeroMQConstant.verboseSubscriptions, 1) }
    }

    deinit { close() }

    func close() {
        guard isOpen else { return }
        isOpen = false
        _ = library.closeSocket(handle)
    }

    var pollHandle: ZeroMQLibrary.Handle { handle }

    private func set(_ option: Int32, _ value: Int32) {
        var value = value
        _ = library.setOption(handle, option, &value, MemoryLayout<Int32>.size)
    }

    func set(_ option: Int32, _ bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes { bytes in
            withUnsafePointer(to: UInt8(0)) { none in
                library.setOption(handle, option, bytes.baseAddress ?? UnsafeRawPointer(none), bytes.count)
            }
        }
    }

    /// nil, or the reason of a failure. A port that the kernel before this one still holds is waited for.
    func bind(_ address: String) -> String? {
        for attempt in 0..<20 {
            if library.bind(handle, address) == 0 { return nil }
            guard library.errorNumber() == EADDRINUSE, attempt < 19 else { break }
            usleep(100_000)
        }
        return "\(address): \(library.lastError)"
    }

    func connect(_ address: String) -> Bool { library.connect(handle, address) == 0 }

    /// Sends the frames of one message; false where that is impossible.
    @discardableResult
    func send(_ frames: [[UInt8]]) -> Bool {
        for (index, frame) in frames.enumerated() {
            let flags = index + 1 < frames.count ? ZeroMQConstant.sendMore : 0
            while true {
                let sent = frame.withUnsafeBytes { library.send(handle, $0.baseAddress, $0.count, flags) }
                if sent >= 0 { break }
                guard library.errorNumber() == EINTR else { return false }
            }
        }
        return true
    }

    enum Received {
        case message([[UInt8]])
        /// Nothing is there, or a signal came.
        case nothing
        /// The context has ended.
        case ended
    }

    func receive(waits: Bool = false) -> Received {
        let message = UnsafeMutableRawPointer.allocate(byteCount: ZeroMQConstant.messageSize, alignment: 16)
        defer { message.deallocate() }
        var frames: [[UInt8]] = []
        while true {
            _ = library.messageInit(message)
            defer { _ = library.messageClose(message) }
            if library.messageReceive(message, handle, waits ? 0 : ZeroMQConstant.dontWait) < 0 {
                let error = library.errorNumber()
                // The parts of a message arrive together.
                if error == EINTR, !frames.isEmpty { continue }
                return error == ZeroMQConstant.contextEnded ? .ended : .nothing
            }
            let bytes = UnsafeRawBufferPointer(start: library.messageData(message), count: library.messageSize(message))
            frames.append([UInt8](bytes))
            if library.messageMore(message) == 0 { return .message(frames) }
        }
    }
}

/// Waits for several sockets and file descriptors at once.
final class Poller {
    /// Bytes of a `zmq_pollitem_t`: a socket, a descriptor, what is asked for, what came.
    private static let itemSize = 16
    private let library: ZeroMQLibrary
    private let items: UnsafeMutableRawPointer
    private let count: Int

    init(_ library: ZeroMQLibrary, sockets: [Socket], descriptors: [Int32] = []) {
        self.library = library
        count = sockets.count + descriptors.count
        items = .allocate(byteCount: max(1, count) * Self.itemSize, alignment: 8)
        items.initializeMemory(as: UInt8.self, repeating: 0, count: max(1, count) * Self.itemSize)
        for (index, socket) in sockets.enumerated() {
            items.storeBytes(
                of: socket.pollHandle, toByteOffset: index * Self.itemSize, as: UnsafeMutableRawPointer.self)
        }
        for (index, descriptor) in descriptors.enumerated() {
            items.storeBytes(of: descriptor, toByteOffset: (sockets.count + index) * Self.itemSize + 8, as: Int32.self)
        }
        for index in 0..<count {
            items.storeBytes(of: ZeroMQConstant.pollIn, toByteOffset: index * Self.itemSize + 12, as: Int16.self)
        }
    }

    deinit { items.deallocate() }

    /// Which are ready, in the order given: sockets, then descriptors. A signal ends the wait.
    /// - Parameter milliseconds: -1 waits for ever.
    func wait(milliseconds: Int = -1) -> [Bool] {
        for index in 0..<count { items.storeBytes(of: 0, toByteOffset: index * Self.itemSize + 14, as: Int16.self) }
        guard library.poll(items, Int32(count), milliseconds) > 0 else { return [Bool](repeating: false, count: count) }
        return (0..<count).map { items.load(fromByteOffset: $0 * Self.itemSize + 14, as: Int16.self) != 0 }
    }
}
