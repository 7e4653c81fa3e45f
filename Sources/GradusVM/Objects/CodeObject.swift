import GradusCompiler

/// An instruction where the machine runs it, beside what belongs to it alone.
struct Step {
    let instruction: Instruction
    /// Its two inline caches or its constant.
    let operand: UnsafeMutableRawPointer

    var op: Opcode { @inline(__always) get { instruction.op } }
    var a: UInt16 { @inline(__always) get { instruction.a } }
    var b: UInt16 { @inline(__always) get { instruction.b } }
    var c: UInt16 { @inline(__always) get { instruction.c } }
    var wide: Int { @inline(__always) get { instruction.wide } }
}

/// What the machine reads of a code object in its loop: plain memory, no reference counting.
struct CodeHeader {
    var instructions: UnsafeMutablePointer<Step>
    var constants: UnsafeMutablePointer<Value>
    var names: UnsafeMutablePointer<Unmanaged<StringObject>>
    var registerCount: Int
    /// How many arguments a call may hand over as they stand; −1 where arguments must be bound or the frame needs more.
    var quickCount: Int
    var positionalCount: Int
    var positionalOnlyCount: Int
    var keywordOnlyCount: Int
    var hasStar: Bool
    var hasDoubleStar: Bool
    /// All registers that arguments are bound to.
    var parameterCount: Int
    /// Interned names of the positional and the keyword-only parameters.
    var parameterNames: UnsafeMutablePointer<Unmanaged<StringObject>>
    var freeBase: Int
    var freeCount: Int
    /// Only plain positional parameters.
    var isSimple: Bool
    var isGenerator: Bool
    /// Whether the code could tell an unbound register from one that still holds a number of the caller.
    var needsCleanRegisters: Bool
    /// The exception handlers, innermost first.
    var handlers: UnsafeMutablePointer<ExceptionEntry>
    var handlerCount: Int
    var code: Unmanaged<Code>
}

/// A code object made ready for the machine: constants as values, names interned, room for inline caches.
public final class Code {
    public let object: CodeObject
    let header: UnsafeMutablePointer<CodeHeader>
    private let cacheMemory: UnsafeMutablePointer<InlineCache>
    private let constantCount: Int
    private let names: ContiguousArray<StringObject>
    private let parameterNames: ContiguousArray<StringObject>

    /// Retains the constants.
    init(_ object: CodeObject, constants: [Value]) {
        self.object = object
        constantCount = constants.count
        names = ContiguousArray(object.names.map { Interned.string($0) })
        parameterNames = ContiguousArray(
            object.localNames.prefix(object.positionalCount + object.keywordOnlyCount).map { Interned.string($0) })
        let parameters = UnsafeMutablePointer<Unmanaged<StringObject>>.allocate(capacity: max(parameterNames.count, 1))
        for (index, name) in parameterNames.enumerated() { parameters[index] = Unmanaged.passUnretained(name) }
        let count = max(object.instructions.count, 1)
        let values = UnsafeMutablePointer<Value>.allocate(capacity: max(constants.count, 1))
        for (index, value) in constants.enumerated() { values[index] = value.retained() }
        let nameTable = UnsafeMutablePointer<Unmanaged<StringObject>>.allocate(capacity: max(names.count, 1))
        for (index, name) in names.enumerated() { nameTable[index] = Unmanaged.passUnretained(name) }
        let cached = object.instructions.filter { $0.op.hasCache }.count
        cacheMemory = UnsafeMutablePointer<InlineCache>.allocate(capacity: 2 * cached + 2)
        cacheMemory.initialize(repeating: InlineCache(), count: 2 * cached + 2)
        let instructions = UnsafeMutablePointer<Step>.allocate(capacity: count)
        var nextCache = cacheMemory + 2
        for (index, instruction) in object.instructions.enumerated() {
            var operand = UnsafeMutableRawPointer(cacheMemory)
            if instruction.op.hasCache {
                operand = UnsafeMutableRawPointer(nextCache)
                if instruction.op == .loadGlobal || instruction.op == .storeGlobal {
                    nextCache.pointee.nameBits = UInt64(UInt(bitPattern: nameTable[instruction.wide].toOpaque()))
                }
                nextCache += 2
            } else if instruction.op == .loadConstant {
                operand = UnsafeMutableRawPointer(values + instruction.wide)
            }
            instructions[index] = Step(instruction: instruction, operand: operand)
        }
        let handlers = UnsafeMutablePointer<ExceptionEntry>.allocate(capacity: max(object.handlers.count, 1))
        handlers.initialize(from: object.handlers, count: object.handlers.count)
        header = UnsafeMutablePointer<CodeHeader>.allocate(capacity: 1)
        let isSimple = object.keywordOnlyCount == 0 && !object.hasStar && !object.hasDoubleStar
        // Two registers more: calls may shift their arguments to make room for a receiver.
        header.initialize(
            to: CodeHeader(
                instructions: instructions, constants: values, names: nameTable,
                registerCount: object.registerCount + 2,
                quickCount: isSimple && object.freeNames.isEmpty
                    ? object.positionalCount : -1,
                positionalCount: object.positionalCount,
                positionalOnlyCount: object.positionalOnlyCount, keywordOnlyCount: object.keywordOnlyCount,
                hasStar: object.hasStar, hasDoubleStar: object.hasDoubleStar,
                parameterCount: object.parameterCount, parameterNames: parameters,
                freeBase: object.freeBase, freeCount: object.freeNames.count,
                isSimple: isSimple,
                isGenerator: object.isGenerator, needsCleanRegisters: Code.looksAtUnbound(object),
                handlers: handlers, handlerCount: object.handlers.count,
                code: Unmanaged.passUnretained(self)))
    }

    private static func looksAtUnbound(_ object: CodeObject) -> Bool {
        if object.isGenerator || object.kind != .function && object.kind != .lambda { return true }
        if object.names.contains(where: { ["locals", "vars", "dir"].contains($0) }) { return true }
        return object.instructions.contains {
            switch $0.op {
            case .checkBound, .deleteLocal, .makeCell: true
            default: false
            }
        }
    }

    deinit {
        for index in 0..<constantCount { header.pointee.constants[index].release() }
        header.pointee.instructions.deallocate()
        header.pointee.constants.deallocate()
        header.pointee.names.deallocate()
        header.pointee.parameterNames.deallocate()
        cacheMemory.deallocate()
        header.pointee.handlers.deallocate()
        header.deallocate()
    }
}

/// What one instruction learnt when it last looked something up. Its meaning belongs to the instruction.
struct InlineCache {
    /// The address of a shape or a type.
    var key: UInt = 0
    /// Of an instruction's two caches the one for a shape or type, or the second.
    @inline(__always)
    static func entry(for key: UInt, in caches: UnsafeMutablePointer<InlineCache>) -> UnsafeMutablePointer<InlineCache>
    {
        caches.pointee.key == key ? caches : caches + 1
    }

    /// Moves what was learnt last to the second place, before something else is learnt.
    static func makeRoom(in caches: UnsafeMutablePointer<InlineCache>) {
        if caches.pointee.key == 0 { return }
        caches[1] = caches[0]
        caches[0] = InlineCache()
    }

    /// `slot` of a `loadAttribute` that runs a property's getter, which `value` holds.
    static let getter = -2
    /// `slot` of a `loadAttribute` that a native property computes, which `value` holds; the key is the object's type.
    static let native = -3
    /// `slot` where `value` is what a class, whose address is the key, gives out as it is.
    static let held = -4

    var version: UInt64 = 0
    var slot = 0
    var value = Value.unbound
    /// `loadGlobal`: the place among the built-ins.
    var shadowSlot: Int32 = 0
    /// `storeAttribute`: the shape after the attribute was added (`slot` is then −1).
    var nextShape: Unmanaged<Shape>?
    /// `loadGlobal`, `storeGlobal`: the address of the variable's name.
    var nameBits: UInt64 = 0
}
