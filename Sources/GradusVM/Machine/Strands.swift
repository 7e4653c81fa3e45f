import GradusCompiler

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Flows of control beside the main one, of which `stdlib/threading.py` makes the language's threads.
///
/// Each strand has a thread of the system with stacks of its own, and exactly one of them runs at any time: control changes
/// hands only in `pass`. While it does, a strand touches nothing but gates, because references are counted without atomic
/// instructions.
final class Strands {
    /// What one strand has for itself while it waits.
    private struct Strand {
        let gate: UnsafeMutablePointer<Gate>
        var state: MachineState?
        var function: Strong?
        /// A copy of the process that goes on by itself has the main strand only.
        let process = getpid()
    }

    /// The main strand is number 0.
    private var all: [Int: Strand] = [0: Strand(gate: Gate.make(), state: nil, function: nil)]
    private var current = 0
    private var made = 0
    /// What ended a strand that should have handled it; whoever goes on raises it.
    private var failure: (any Error)?
    /// Called with the seconds of a `time.sleep` while there are other strands.
    var sleeper: Strong?

    var isShared: Bool { all.count > 1 }

    /// A strand that calls `function` when control is passed to it. The function returns the number of the strand that goes
    /// on after it.
    func add(_ vm: VM, _ function: Value) throws -> Int {
        made += 1
        let number = made
        let gate = Gate.make()
        all[number] = Strand(gate: gate, state: nil, function: Strong(function))
        let start = UnsafeMutablePointer<StrandStart>.allocate(capacity: 1)
        start.initialize(to: StrandStart(gate: gate, machine: Unmanaged.passUnretained(vm), number: number))
        guard startThread(start) else {
            all[number] = nil
            Gate.free(gate)
            start.deallocate()
            throw vm.error(.runtimeError, "can't start new thread")
        }
        return number
    }

    /// Goes on with another strand, until that or a later one comes back to this one.
    func pass(_ vm: VM, to number: Int) throws {
        if number == current { return }
        guard let theirs = all[number], let mine = all[current]?.gate else {
            throw vm.error(.runtimeError, "no such thread")
        }
        guard number == 0 || theirs.process == getpid() else {
            throw vm.error(.runtimeError, "threads do not survive a step back: start them again")
        }
        let own = current
        all[own]?.state = MachineState(of: vm)
        current = number
        Gate.pass(from: mine, to: theirs.gate)
        if let state = all[own]?.state { state.restore(vm) }
        all[own]?.state = nil
        if let failure {
            self.failure = nil
            throw failure
        }
    }

    /// The life of a strand, on its own thread.
    /// - Returns: the gate of the strand that goes on.
    fileprivate func run(_ vm: VM, _ number: Int) -> UnsafeMutablePointer<Gate> {
        let memory = StrandMemory()
        MachineState(memory).restore(vm)
        vm.measureStack()
        var next = 0
        do {
            if let function = all[number]?.function {
                try vm.withPool { next = try vm.index(try vm.call(function.value, [])) }
            }
        } catch {
            failure = error
        }
        if let gate = all[number]?.gate { Gate.free(gate) }
        all[number] = nil
        vm.pool.discard()
        memory.free()
        if all[next] == nil { next = 0 }
        current = next
        // The main strand is never taken out.
        return all[next]?.gate ?? Gate.make()
    }
}

/// The stacks of a strand: address space only, until they are used.
private struct StrandMemory {
    static let values = 1 << 20
    let stack: UnsafeMutableRawPointer
    let frames: UnsafeMutableRawPointer

    init() {
        stack = Self.reserve(Self.values * MemoryLayout<Value>.stride)
        frames = Self.reserve(VM.frameCapacity * MemoryLayout<Frame>.stride)
    }

    private static func reserve(_ bytes: Int) -> UnsafeMutableRawPointer {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        if let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0), memory != MAP_FAILED { return memory }
        return UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
    }

    func free() {
        munmap(stack, Self.values * MemoryLayout<Value>.stride)
        munmap(frames, VM.frameCapacity * MemoryLayout<Frame>.stride)
    }
}

/// The parts of a machine that belong to one strand.
private struct MachineState {
    var stack, stackLimit, stackTop: UnsafeMutablePointer<Value>
    var frames: UnsafeMutablePointer<Frame>
    var frameCount = 0
    var handled: ContiguousArray<ExceptionObject> = []
    var frameLimit: Int?
    var lowestStackAddress: UInt = 0
    var measuredThread: pthread_t?
    var reprInProgress: Set<ObjectIdentifier> = []
    var pool = ValuePool.Content()

    /// Of a strand that begins.
    init(_ memory: StrandMemory) {
        stack = memory.stack.bindMemory(to: Value.self, capacity: StrandMemory.values)
        stackLimit = stack + (StrandMemory.values - 4096)
        stackTop = stack
        frames = memory.frames.bindMemory(to: Frame.self, capacity: VM.frameCapacity)
    }

    /// Of the strand that runs.
    init(of vm: VM) {
        (stack, stackLimit, stackTop) = (vm.stack, vm.stackLimit, vm.stackTop)
        (frames, frameCount, handled, frameLimit) = (vm.frames, vm.frameCount, vm.handled, vm.frameLimit)
        (lowestStackAddress, measuredThread) = (vm.lowestStackAddress, vm.measuredThread)
        (reprInProgress, pool) = (vm.reprInProgress, vm.pool.content)
    }

    func restore(_ vm: VM) {
        (vm.stack, vm.stackLimit, vm.stackTop) = (stack, stackLimit, stackTop)
        (vm.frames, vm.frameCount, vm.handled) = (frames, frameCount, handled)
        vm.frameLimit = frameLimit ?? min(vm.recursionLimit, VM.frameCapacity - 16)
        (vm.lowestStackAddress, vm.measuredThread) = (lowestStackAddress, measuredThread)
        (vm.reprInProgress, vm.pool.content) = (reprInProgress, pool)
    }
}

/// What a new thread is told.
private struct StrandStart {
    let gate: UnsafeMutablePointer<Gate>
    let machine: Unmanaged<VM>
    let number: Int
}

/// Where a strand waits for its turn.
private struct Gate {
    private var mutex = pthread_mutex_t()
    private var condition = pthread_cond_t()
    private var isOpen = false

    static func make() -> UnsafeMutablePointer<Gate> {
        let gate = UnsafeMutablePointer<Gate>.allocate(capacity: 1)
        gate.initialize(to: Gate())
        pthread_mutex_init(&gate.pointee.mutex, nil)
        pthread_cond_init(&gate.pointee.condition, nil)
        return gate
    }

    static func free(_ gate: UnsafeMutablePointer<Gate>) {
        pthread_cond_destroy(&gate.pointee.condition)
        pthread_mutex_destroy(&gate.pointee.mutex)
        gate.deallocate()
    }

    static func open(_ gate: UnsafeMutablePointer<Gate>) {
        pthread_mutex_lock(&gate.pointee.mutex)
        gate.pointee.isOpen = true
        pthread_cond_signal(&gate.pointee.condition)
        pthread_mutex_unlock(&gate.pointee.mutex)
    }

    static func wait(_ gate: UnsafeMutablePointer<Gate>) {
        pthread_mutex_lock(&gate.pointee.mutex)
        while !gate.pointee.isOpen { pthread_cond_wait(&gate.pointee.condition, &gate.pointee.mutex) }
        gate.pointee.isOpen = false
        pthread_mutex_unlock(&gate.pointee.mutex)
    }

    /// Opens one gate and waits at another.
    @inline(never)
    static func pass(from mine: UnsafeMutablePointer<Gate>, to theirs: UnsafeMutablePointer<Gate>) {
        open(theirs)
        wait(mine)
    }
}

private func startThread(_ start: UnsafeMutablePointer<StrandStart>) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, 1 << 26)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    #if canImport(Glibc)
        var thread = pthread_t()
        return pthread_create(&thread, &attributes, { threadBody($0) }, start) == 0
    #else
        var thread: pthread_t?
        return pthread_create(&thread, &attributes, { threadBody($0) }, start) == 0
    #endif
}

private func threadBody(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let start = context.assumingMemoryBound(to: StrandStart.self)
    Gate.wait(start.pointee.gate)
    Gate.open(lifeOfStrand(start))
    return nil
}

/// By itself, so that no reference is left when control is given up.
@inline(never)
private func lifeOfStrand(_ start: UnsafeMutablePointer<StrandStart>) -> UnsafeMutablePointer<Gate> {
    let vm = start.pointee.machine.takeUnretainedValue()
    let number = start.pointee.number
    start.deallocate()
    return vm.strands.run(vm, number)
}
