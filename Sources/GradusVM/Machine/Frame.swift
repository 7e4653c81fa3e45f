import GradusCompiler

/// One running call. Its registers are a window of the machine's stack, which begins with the arguments where the caller
/// put them. Everything above the topmost window is unbound.
struct Frame {
    enum Kind: UInt8 {
        /// The result goes to `result`.
        case call
        /// A call of `__init__`: the result is the instance, already in `result`.
        case initializer
        /// Returning leaves this run of the machine's loop.
        case entry
        /// A generator that was resumed by `forIterate` or `next`.
        case generator
    }

    var header: UnsafeMutablePointer<CodeHeader>
    var base: UnsafeMutablePointer<Value>
    /// The next instruction, saved while another frame runs.
    var pc: UnsafeMutablePointer<Step>
    /// The caller's register for the result.
    var result: UnsafeMutablePointer<Value>
    var globals: Unmanaged<DictionaryObject>
    /// The namespace of a class body.
    var namespace: Unmanaged<DictionaryObject>?
    /// One reference of the function, where the caller's registers do not keep it.
    var ownedFunction: Unmanaged<FunctionObject>?
    /// Kept by who resumed it: a register, or the arguments of a native call.
    var generator: Unmanaged<GeneratorObject>?
    /// `stackTop` of the machine before the frame was pushed.
    var savedTop: UnsafeMutablePointer<Value>
    /// How many exceptions were being handled when the frame began.
    var handledBase: Int
    var kind: Kind

    /// Nothing but its result to be handed on when it returns.
    var isPlainCall: Bool { @inline(__always) get { kind == .call && ownedFunction == nil } }

    var code: CodeObject { header.pointee.code._withUnsafeGuaranteedRef { $0.object } }
}

/// A generator: a frame kept aside. While it runs, its registers stand on the machine's stack.
public final class GeneratorObject: ContainerObject {
    enum State { case fresh, suspended, running, finished }

    // In this order: `GeneratorLayout`.
    let header: UnsafeMutablePointer<CodeHeader>
    let globals: DictionaryObject
    private(set) var registers: UnsafeMutablePointer<Value>
    var pc: UnsafeMutablePointer<Step>
    /// How many of the registers hold something: none while it runs.
    var heldCount: Int
    var state = State.fresh
    var hasHandled = false
    /// Exceptions that its handlers were handling when it was suspended.
    var handled: [ExceptionObject] = []

    let code: Code
    public var qualifiedName: String
    public var name: String
    /// What the generator returned, once it is finished.
    var returnValue = Strong.none

    /// Moves the registers from a frame's window.
    init(
        code: Code, globals: DictionaryObject, window: UnsafeMutablePointer<Value>,
        pc: UnsafeMutablePointer<Step>
    ) {
        self.code = code
        self.header = code.header
        self.globals = globals
        self.qualifiedName = code.object.qualifiedName
        self.name = code.object.name
        let count = code.header.pointee.registerCount
        registers = UnsafeMutablePointer<Value>.allocate(capacity: max(count, 1))
        registers.update(from: window, count: count)
        if !code.object.handlers.isEmpty { Finalizers.mayBeNeeded = true }
        for index in 0..<count { window[index] = .unbound }
        self.pc = pc
        heldCount = count
        super.init(type: Types.generator)
    }

    /// Takes over the state of a generator that is being freed.
    private init(heirOf other: GeneratorObject) {
        code = other.code
        header = other.header
        globals = other.globals
        hasHandled = other.hasHandled
        qualifiedName = other.qualifiedName
        name = other.name
        state = other.state
        registers = other.registers
        pc = other.pc
        handled = other.handled
        heldCount = other.heldCount
        other.registers = UnsafeMutablePointer<Value>.allocate(capacity: 1)
        other.heldCount = 0
        other.state = .running
        super.init(type: Types.generator)
    }

    deinit {
        if needsFinalizer { Finalizers.enqueue(owning: Value(owning: GeneratorObject(heirOf: self))) }
        Reclaimer.release(registers, count: heldCount)
        registers.deallocate()
    }

    /// Given up inside a `try` or a `with`: the block must be left before the generator goes.
    override var needsFinalizer: Bool {
        guard state == .suspended, !code.object.handlers.isEmpty else { return false }
        let index = pc - header.pointee.instructions - (pc.pointee.op == .yieldFrom ? 0 : 1)
        return code.object.handlers.contains { index >= $0.start && index < $0.end }
    }

    public override func visitReferences(_ visit: (Value) -> Void) {
        visit(Value(borrowing: globals))
        for index in 0..<heldCount { visit(registers[index]) }
    }

    public override func dropReferences() {
        guard state != .running else { return }
        state = .finished
        let count = heldCount
        heldCount = 0
        Reclaimer.release(registers, count: count)
    }
}
