import GradusLibrary

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Earlier states of this process, to go back to bit for bit.
///
/// A state is a copy of the process that waits (`fork`): its pages are shared until one side changes them. To go back, the
/// process hands over to the copy and from then on only waits for it, so that whoever started it notices nothing. Files,
/// other processes and what was printed are not part of a state; the places in files that are being read are.
public final class ProcessSnapshots {
    private struct Kept {
        let number: Int
        let pid: pid_t
        /// Whose child it is.
        let parent: pid_t
        let writeEnd: Int32
        /// How much memory only this state holds, at most.
        var bytes = 0
    }

    private var kept: [Kept] = []
    private var dropped: [pid_t] = []
    private var faults = 0
    private let memoryLimit: Int
    private let countLimit: Int
    /// The newest state that had to be given up, or could not be kept.
    public private(set) var lost: (number: Int, why: String)?
    /// This process was brought back: it is not the one that was started, and has one thread only.
    public private(set) var isBroughtBack = false
    /// Shared by all copies: the process that is in use.
    private let active: UnsafeMutablePointer<pid_t>?

    /// - Parameter memoryLimit: of all states together, in bytes; by default what `GRADUS_REWIND_MIB` says in MiB, else a
    ///   quarter of what the machine has.
    public init(memoryLimit: Int? = nil, countLimit: Int = 50) {
        let pages = max(0, sysconf(Int32(_SC_PHYS_PAGES)))
        let chosen = getenv("GRADUS_REWIND_MIB").flatMap { Int(String(cString: $0)) }
        self.memoryLimit =
            memoryLimit ?? chosen.map { max(0, min($0, 1 << 40)) << 20 } ?? pages / 4 * Self.pageSize
        self.countLimit = countLimit
        let place = mmap(nil, Self.pageSize, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)
        active = place == MAP_FAILED ? nil : place?.bindMemory(to: pid_t.self, capacity: 1)
        active?.pointee = getpid()
    }

    private static let pageSize = max(4096, Int(sysconf(Int32(_SC_PAGESIZE))))

    /// The states there are.
    public var numbers: [Int] { kept.map(\.number) }

    // MARK: Keeping

    /// Keeps the state as it is now. Output must have been flushed.
    /// - Returns: nil; in a state that was brought back, what `restore` was given.
    public func keep(_ number: Int) -> [UInt8]? {
        #if canImport(Glibc)
            guard let active else { return nil }
            makeRoom()
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else {
                lost = (number, String(cString: strerror(errno)))
                return nil
            }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            // A signal must not reach the copy before it ignores signals.
            var all = sigset_t()
            var before = sigset_t()
            sigfillset(&all)
            pthread_sigmask(SIG_BLOCK, &all, &before)
            let parent = getpid()
            let pid = fork()
            if pid == 0 {
                close(ends[1])
                let message = Self.sleep(on: ends[0], mask: before)
                // Here the state was brought back, maybe much later.
                active.pointee = getpid()
                isBroughtBack = true
                Library.childStarted()
                faults = Self.faultCount
                dropped = []
                // So that it can be brought back again.
                return keep(number) ?? message
            }
            let reason = errno
            pthread_sigmask(SIG_SETMASK, &before, nil)
            close(ends[0])
            guard pid > 0 else {
                close(ends[1])
                lost = (number, String(cString: strerror(reason)))
                return nil
            }
            Library.parentGoesOn()
            faults = Self.faultCount
            kept.append(Kept(number: number, pid: pid, parent: parent, writeEnd: ends[1]))
        #endif
        return nil
    }

    /// Counts what changed since the last state was kept as its own, and gives up the oldest ones.
    private func makeRoom() {
        dropped.removeAll { waitpid($0, nil, WNOHANG) != 0 }
        let now = Self.faultCount
        // Each page that is written for the first time is a fault.
        if !kept.isEmpty { kept[kept.count - 1].bytes += max(0, now - faults) * Self.pageSize }
        faults = now
        // New memory makes faults as well; the kernel knows better, but takes its time to say so.
        if kept.reduce(0, { $0 + $1.bytes }) > memoryLimit {
            for index in kept.indices { kept[index].bytes = Self.memory(of: kept[index].pid) ?? kept[index].bytes }
        }
        while kept.count >= countLimit || (!kept.isEmpty && kept.reduce(0) { $0 + $1.bytes } > memoryLimit) {
            let oldest = kept.removeFirst()
            lost = (
                oldest.number,
                kept.count + 1 >= countLimit
                    ? "only the last \(countLimit) are kept"
                    : "the states would need more than \(Self.text(memoryLimit))"
            )
            dismiss(oldest)
        }
    }

    /// The memory of a process, where what it shares with others counts in part.
    private static func memory(of pid: pid_t) -> Int? {
        guard let file = fopen("/proc/\(pid)/smaps_rollup", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
            if words.first == "Pss:", words.count > 1, let size = Int(words[1]) { return size * 1024 }
        }
        return nil
    }

    private static func text(_ bytes: Int) -> String {
        let tenths = bytes >> 20 < 1024 ? (bytes >> 20) * 10 : (bytes >> 20) * 10 / 1024
        let unit = bytes >> 20 < 1024 ? "MiB" : "GiB"
        return tenths % 10 == 0 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }

    private func dismiss(_ state: Kept) {
        var byte = UInt8(0)
        _ = write(state.writeEnd, &byte, 1)
        close(state.writeEnd)
        if state.parent == getpid() { dropped.append(state.pid) }
    }

    private static var faultCount: Int {
        var usage = rusage()
        // This process: RUSAGE_SELF, whose type differs between systems.
        getrusage(0, &usage)
        return usage.ru_minflt
    }

    // MARK: Waiting

    private static let quiet = [SIGINT, SIGTSTP, SIGQUIT, SIGTTIN, SIGTTOU, SIGWINCH, SIGALRM]

    /// What a copy does until it is wanted. It ends with the process that made it.
    /// - Returns: the message.
    private static func sleep(on end: Int32, mask: sigset_t) -> [UInt8] {
        var mask = mask
        let files = filePlaces()
        // Ignored signals leave nothing behind that would be delivered later.
        let handlers = quiet.map { ($0, signal($0, SIG_IGN)) }
        pthread_sigmask(SIG_SETMASK, &mask, nil)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(end, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            bytes += buffer[..<count]
            // 0 dismisses it; a message starts with 1.
            if bytes.first == 0 { _exit(0) }
        }
        guard bytes.first == 1 else { _exit(0) }
        close(end)
        for (number, handler) in handlers { signal(number, handler) }
        for file in files { lseek(file.descriptor, file.offset, SEEK_SET) }
        return Array(bytes.dropFirst())
    }

    /// Where reading and writing goes on in the open files.
    static func filePlaces() -> [(descriptor: Int32, offset: off_t)] {
        (Int32(3)..<256).compactMap { descriptor in
            var information = stat()
            guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else { return nil }
            return (descriptor, lseek(descriptor, 0, SEEK_CUR))
        }
    }

    // MARK: Going back

    /// Hands over to an earlier state; this process only waits from then on. Returns only where there is no such state.
    public func restore(_ number: Int, message: [UInt8]) {
        guard let active, let index = kept.lastIndex(where: { $0.number == number }) else { return }
        for later in kept[(index + 1)...] { dismiss(later) }
        let state = kept[index]
        for number in Self.quiet { signal(number, SIG_IGN) }
        active.pointee = state.pid
        var bytes = [UInt8(1)] + message
        while !bytes.isEmpty {
            let count = write(state.writeEnd, &bytes, bytes.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            bytes.removeFirst(count)
        }
        for earlier in kept[...index] { close(earlier.writeEnd) }
        // Whoever made that state is waiting for it already, and for this process no more.
        guard state.parent == getpid() else { _exit(0) }
        waitForSuccessor(active)
    }

    private func waitForSuccessor(_ active: UnsafeMutablePointer<pid_t>) -> Never {
        while true {
            var status: Int32 = 0
            let pid = waitpid(-1, &status, WUNTRACED)
            if pid < 0 {
                if errno == EINTR { continue }
                _exit(0)
            }
            if status & 0xFF == 0x7F {
                // It was stopped (Ctrl-Z): so is this one, for whoever started it.
                guard pid == active.pointee else { continue }
                kill(getpid(), SIGSTOP)
                kill(pid, SIGCONT)
                continue
            }
            guard pid == active.pointee else { continue }
            active.pointee = getpid()
            let signal = status & 0x7F
            _exit(signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
        }
    }
}
