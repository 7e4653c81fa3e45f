import GradusCompiler
import GradusSyntax
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How long each line of the program ran: the machine looks at the clock a thousand times a second, and whenever
/// native code that measures itself asks for it.
public final class LineProfile {
    /// One line of the program.
    public struct Line {
        public let file: String
        public let number: Int
        public let text: String
        public var seconds: Double
        public var bytes: Int
    }

    private struct Place: Hashable {
        let code: ObjectIdentifier
        let instruction: Int
    }

    private var times: [Place: (seconds: Double, bytes: Int)] = [:]
    /// Keeps the code alive, so that no other takes its address.
    private var codes: [ObjectIdentifier: CodeObject] = [:]
    private var last: UInt64
    private let ticker = Ticker()

    fileprivate init() {
        last = LineProfile.now()
        ticker.start()
    }

    /// Counts the time since the last look for the line that the program is at.
    fileprivate func look(_ vm: VM, bytes: Int) {
        let time = LineProfile.now()
        defer { last = time }
        guard let (code, instruction) = vm.innermostPlace else { return }
        let place = Place(code: ObjectIdentifier(code), instruction: instruction)
        codes[place.code] = code
        let known = times[place] ?? (0, 0)
        times[place] = (known.seconds + Double(time &- last) * 1e-9, known.bytes + bytes)
    }

    /// Lines that took longest first.
    fileprivate func finish() -> [Line] {
        ticker.stop()
        var lines: [String: Line] = [:]
        for (place, value) in times {
            guard let code = codes[place.code], place.instruction < code.spans.count else { continue }
            let number = code.source.line(at: Int(code.spans[place.instruction].start))
            let key = "\(code.source.name):\(number)"
            var line =
                lines[key]
                ?? Line(
                    file: code.source.name, number: number,
                    text: code.source.lineText(code.source.lineIndex(at: Int(code.spans[place.instruction].start))),
                    seconds: 0,
                    bytes: 0)
            line.seconds += value.seconds
            line.bytes += value.bytes
            lines[key] = line
        }
        return lines.values.sorted { ($0.seconds, $1.number) > ($1.seconds, $0.number) }
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}

/// Makes the machine look up every millisecond.
private final class Ticker: Sendable {
    private let isRunning = Atomic<Bool>(false)

    func start() {
        isRunning.store(true, ordering: .relaxed)
        let context = Unmanaged.passRetained(self).toOpaque()
        #if canImport(Glibc)
            var thread = pthread_t()
        #else
            var thread: pthread_t?
        #endif
        let failed = pthread_create(
            &thread, nil,
            { context in
                #if canImport(Glibc)
                    guard let context else { return nil }
                #endif
                let ticker = Unmanaged<Ticker>.fromOpaque(context).takeRetainedValue()
                while ticker.isRunning.load(ordering: .relaxed) {
                    usleep(1000)
                    Attention.tick()
                }
                return nil
            }, context)
        #if canImport(Glibc)
            if failed == 0 { pthread_detach(thread) } else { Unmanaged<Ticker>.fromOpaque(context).release() }
        #else
            if failed == 0, let thread { pthread_detach(thread) }
        #endif
    }

    func stop() { isRunning.store(false, ordering: .relaxed) }
}

extension VM {
    /// Begins to count the time of lines.
    public func beginLineProfile() { lineProfile = LineProfile() }

    /// Counts the time since the last look for the present line, and the bytes given.
    public func lookAtLine(bytes: Int) { lineProfile?.look(self, bytes: bytes) }

    /// Ends the count.
    /// - Returns: lines that took longest first.
    public func endLineProfile() -> [LineProfile.Line] {
        defer { lineProfile = nil }
        return lineProfile?.finish() ?? []
    }
}
