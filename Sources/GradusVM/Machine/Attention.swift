import Synchronization

/// The flag that makes a running program look up: an interrupt from the user, or a collection that is due. The machine
/// reads it on backward jumps and calls.
public enum Attention {
    nonisolated(unsafe) static let flag: UnsafeMutablePointer<UInt32> = {
        let flag = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
        flag.initialize(to: 0)
        return flag
    }()
    static let interrupt: UInt32 = 1
    static let collection: UInt32 = 2
    /// Objects died that weak references with callbacks referred to.
    static let callbacks: UInt32 = 8
    /// Objects died that have something to say (`__del__`, `finally` of generators).
    static let finalization: UInt32 = 4

    /// A loop that cannot throw ended early because of an interrupt: what it made is thrown away with the call it was for.
    static let abandoned: UInt32 = 32

    /// Whether a long loop that cannot throw should end early. The call that it works for then raises KeyboardInterrupt:
    /// native calls, operators and formatted strings look before anybody sees the result. Only for loops that change
    /// nothing but their result.
    static func isLeaving() -> Bool {
        if flag.pointee & interrupt == 0 { return false }
        flag.pointee |= abandoned
        return true
    }

    /// A profile of lines wants to look at the clock.
    static let profile: UInt32 = 16

    /// Asks for such a look, from another thread than the machine's: what the machine changes meanwhile stays.
    static func tick() {
        UnsafeMutableRawPointer(flag).assumingMemoryBound(to: Atomic<UInt32>.self).pointee
            .bitwiseOr(profile, ordering: .relaxed)
    }

    /// Objects that nobody needs any more wait to be freed (`Reclaimer`), or may do so since somebody interrupted.
    static let reclaiming: UInt32 = 64

    /// Asks for a KeyboardInterrupt. Plain stores: safe in a signal handler.
    public static func interruptNow() {
        flag.pointee |= interrupt | reclaiming
        Reclaimer.putOff()
    }
    /// The word whose lowest bit is that wish, for loops outside the machine.
    public static var stopWord: UnsafePointer<UInt32> { UnsafePointer(flag) }
    public static var isInterrupted: Bool { flag.pointee & interrupt != 0 }
    public static func clearInterrupt() { flag.pointee &= ~(interrupt | abandoned) }
}

extension VM {
    @inline(never)
    func attend() throws {
        if Attention.flag.pointee & Attention.collection != 0 {
            Attention.flag.pointee &= ~Attention.collection
            if CycleCollector.isDue { CycleCollector.collect() }
        }
        if Attention.flag.pointee & Attention.profile != 0 {
            Attention.flag.pointee &= ~Attention.profile
            lookAtLine(bytes: 0)
        }
        if Attention.flag.pointee & Attention.callbacks != 0 {
            Attention.flag.pointee &= ~Attention.callbacks
            WeakReferences.runCallbacks(self)
        }
        if Attention.flag.pointee & Attention.finalization != 0 { runFinalizers() }
        if Attention.flag.pointee & (Attention.interrupt | Attention.abandoned) != 0 {
            Attention.clearInterrupt()
            throw error(.keyboardInterrupt, arguments: [])
        }
        if Attention.flag.pointee & Attention.reclaiming != 0, !Reclaimer.step() {
            Attention.flag.pointee &= ~Attention.reclaiming
        }
    }
}

extension VM {
    /// Frees some of the objects that wait for it; true while there are more.
    public static func reclaim() -> Bool { Reclaimer.step(1 << 14) }
    public static var hasLeftovers: Bool { Reclaimer.isWaiting }
}
