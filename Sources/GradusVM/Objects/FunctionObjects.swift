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

/// A function of the language.
public final class FunctionObject: ContainerObject {
    // The first two fields: `FunctionLayout` knows their places.
    private(set) var header: UnsafeMutablePointer<CodeHeader>
    /// The namespace of its module.
    public let globals: DictionaryObject
    public private(set) var code: Code
    public var name: String
    public var qualifiedName: String
    /// Defaults of the last positional parameters; owned.
    var defaults: TupleObject?
    var keywordDefaults: DictionaryObject?
    var annotations: DictionaryObject?
    /// Cells for `code.object.freeNames`; owned.
    let closure: TupleObject?
    public var docstring: Strong
    public var moduleName: String

    init(code: Code, globals: DictionaryObject, closure: TupleObject?, moduleName: String) {
        self.code = code
        self.header = code.header
        self.name = code.object.name
        self.qualifiedName = code.object.qualifiedName
        self.globals = globals
        self.closure = closure
        self.moduleName = moduleName
        self.docstring = code.object.docstring.map { Strong(object: StringObject($0)) } ?? .none
        super.init(type: Types.function)
    }

    /// `f.__code__ = code`
    func replaceCode(_ code: Code) {
        self.code = code
        header = code.header
    }

    public override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(Value(borrowing: globals))
        for object in [defaults, keywordDefaults, annotations, closure] as [Object?] {
            if let object { visit(Value(borrowing: object)) }
        }
    }

    public override func dropReferences() {
        defaults = nil
        keywordDefaults = nil
        annotations = nil
        super.dropReferences()
    }
}

/// A captured variable.
public final class CellObject: ContainerObject {
    /// Owned; unbound while the variable has no value.
    var content: Value

    /// Takes over the reference.
    init(owning content: Value) {
        self.content = content
        super.init(type: Types.cell)
    }

    deinit { Reclaimer.release(content) }

    public override func visitReferences(_ visit: (Value) -> Void) { visit(content) }

    public override func dropReferences() {
        let old = content
        content = .unbound
        Reclaimer.release(old)
    }
}

/// A function together with the object it was looked up on.
public final class BoundMethodObject: ContainerObject {
    public let function: Strong
    public let receiver: Strong

    public init(function: Value, receiver: Value) {
        self.function = Strong(function)
        self.receiver = Strong(receiver)
        super.init(type: function.tag == .nativeFunction ? Types.nativeMethod : Types.method)
    }

    public override func visitReferences(_ visit: (Value) -> Void) {
        visit(function.value)
        visit(receiver.value)
    }
}

/// The parameters of a native function, read once from text such as `"iterable, /, *, key=None, reverse=False"`.
/// A default is only documentation: a missing argument arrives as `unbound`. `*args` arrives as a tuple, `**kwargs` as a
/// dictionary.
public final class NativeSignature {
    public let text: String
    let names: [String]
    let interned: [StringObject]
    let positionalOnlyCount: Int
    let positionalCount: Int
    let requiredCount: Int
    let requiredKeywordOnly: [Bool]
    let hasStar: Bool
    let hasDoubleStar: Bool
    /// Named parameters: positional ones, then keyword-only ones; `*args` and `**kwargs` follow them in the arguments.
    let namedCount: Int

    public init(_ text: String) {
        self.text = text
        var names: [String] = []
        var positionalOnly = 0
        var positional: Int?
        var required = 0
        var requiredKeyword: [Bool] = []
        var star = false
        var doubleStar = false
        for trimmed in NativeSignature.parts(of: text) {
            if trimmed.isEmpty { continue }
            if trimmed == "/" {
                positionalOnly = names.count
            } else if trimmed == "*" {
                positional = names.count
            } else if trimmed.hasPrefix("**") {
                doubleStar = true
                if positional == nil { positional = names.count }
            } else if trimmed.hasPrefix("*") {
                star = true
                positional = names.count
            } else {
                let bytes = trimmed.utf8
                let hasDefault = bytes.contains(UInt8(ascii: "="))
                let end = bytes.firstIndex { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") } ?? bytes.endIndex
                let name = String(trimmed[..<end]).trimmingSpaces()
                names.append(name)
                if positional == nil {
                    if !hasDefault { required = names.count }
                } else {
                    requiredKeyword.append(!hasDefault)
                }
            }
        }
        self.names = names
        self.interned = names.map { Interned.string($0) }
        positionalOnlyCount = positionalOnly
        positionalCount = positional ?? names.count
        requiredCount = required
        requiredKeywordOnly = requiredKeyword
        hasStar = star
        hasDoubleStar = doubleStar
        namedCount = names.count
        isPlain = !star && !doubleStar && !requiredKeyword.contains(true)
    }

    /// The place of a named parameter; -1 where there is none.
    func place(of keyword: StringObject) -> Int {
        // Keywords in a source text are interned.
        var place = 0
        while place < interned.count {
            if interned[place] === keyword { return place }
            place += 1
        }
        if keyword.isInterned { return -1 }
        return interned.firstIndex { $0.isEqual(to: keyword) } ?? -1
    }

    /// How many arguments an implementation gets.
    var argumentCount: Int { namedCount + (hasStar ? 1 : 0) + (hasDoubleStar ? 1 : 0) }
    /// Arguments that were given by position can be handed over as they are: what is missing is a tail.
    let isPlain: Bool
}

extension NativeSignature {
    /// The pieces between commas outside of brackets, by bytes: every native function is read when the program starts.
    private static func parts(of text: String) -> [String] {
        var parts: [String] = []
        var depth = 0
        var start = text.utf8.startIndex
        var place = start
        while place < text.utf8.endIndex {
            switch text.utf8[place] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ",") where depth == 0:
                parts.append(String(text[start..<place]).trimmingSpaces())
                start = text.utf8.index(after: place)
            default: break
            }
            place = text.utf8.index(after: place)
        }
        parts.append(String(text[start...]).trimmingSpaces())
        return parts
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        let space = UInt8(ascii: " ")
        guard let first = utf8.firstIndex(where: { $0 != space }), let last = utf8.lastIndex(where: { $0 != space })
        else {
            return ""
        }
        return String(self[first...last])
    }
}

/// The arguments of a native function, bound to its signature: `arguments[0]` is the first parameter (of a method: self),
/// `unbound` one that was not given. They are borrowed from the caller.
public struct Arguments {
    @usableFromInline let base: UnsafeMutablePointer<Value>
    public let count: Int

    @inlinable @inline(__always)
    public init(base: UnsafeMutablePointer<Value>, count: Int) {
        self.base = base
        self.count = count
    }

    @inlinable @inline(__always)
    public subscript(index: Int) -> Value { index < count ? base[index] : .unbound }

    /// nil for an argument that was not given.
    @inlinable @inline(__always)
    public func optional(_ index: Int) -> Value? {
        let value = self[index]
        return value.isUnbound ? nil : value
    }

    /// nil for an argument that was not given or is None.
    @inlinable @inline(__always)
    public func orNone(_ index: Int) -> Value? {
        let value = self[index]
        return value.isUnbound || value.isNone ? nil : value
    }
}

/// The body of a native function. It returns a borrowed value (see `Value`).
public typealias NativeBody = (_ vm: VM, _ arguments: Arguments) throws -> Value

/// The body of a native function that binds its arguments itself: positional ones, then the values of `keywordNames`.
public typealias RawNativeBody = (
    _ vm: VM, _ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ keywordNames: TupleObject?
) throws -> Value

/// A function written in Swift.
public final class NativeFunctionObject: Object {
    // In this order: `NativeLayout`.
    /// The address of `owner`; 0: none.
    private let ownerAddress: UInt
    /// With at least `requiredCount` and at most `plainCount` positional arguments, these are handed over as they are.
    let requiredCount: Int
    let plainCount: Int
    /// No `redirect`.
    private(set) var isDirect = true
    /// What the loop may do in place of a call.
    var quick = QuickFunction.none

    public let name: String
    public let signature: NativeSignature
    public var docstring: String {
        let text = document()
        return text.isEmpty ? owner.map { MethodSummaries.text($0, name) } ?? "" : text
    }
    /// Makes the text when somebody asks.
    private let document: () -> String
    public let body: NativeBody
    /// The type it is a method of: its first argument must be an instance.
    public unowned(unsafe) let owner: TypeObject?
    /// What `fullName` of errors shows: `list.append`.
    public var qualifiedName: String { owner.map { "\($0.displayName).\(name)" } ?? name }
    public var moduleName = "builtins"

    /// Whether CPython makes this method of a slot of its type, which its reprs show.
    var isSlotWrapper: Bool {
        owner != nil && name.hasPrefix("__") && name.hasSuffix("__") && !Self.plainMethods.contains(name)
    }

    private static let plainMethods: Set<String> = [
        "__new__", "__init_subclass__", "__subclasshook__", "__class_getitem__", "__reduce__", "__reduce_ex__",
        "__format__", "__sizeof__", "__dir__", "__getnewargs__", "__round__", "__trunc__", "__floor__", "__ceil__",
        "__length_hint__", "__reversed__", "__complex__", "__missing__", "__instancecheck__", "__subclasscheck__",
        "__prepare__", "__enter__", "__exit__", "__bytes__", "__fspath__", "__setstate__", "__getstate__", "__copy__",
        "__deepcopy__",
    ]
    /// Takes the place of `body` for functions with a binder of their own (tensor operations).
    public let rawBody: RawNativeBody?
    /// For functions that only forward a call: what to call in their place with the same arguments, or nil to run `body`.
    /// The machine then needs no native recursion (`Module.__call__` → `forward`).
    public var redirect: ((_ vm: VM, _ receiver: Value) throws -> Value?)? {
        didSet { isDirect = redirect == nil }
    }
    public init(
        _ name: String, _ signature: String, owner: TypeObject? = nil, doc: String = "", body: @escaping NativeBody
    ) {
        self.name = name
        self.signature = NativeSignature(signature)
        self.document = { doc }
        self.body = body
        self.rawBody = nil
        self.owner = owner
        self.ownerAddress = owner.map { UInt(bitPattern: Unmanaged.passUnretained($0).toOpaque()) } ?? 0
        self.requiredCount = self.signature.requiredCount
        self.plainCount = self.signature.isPlain ? self.signature.positionalCount : -1
        super.init(type: owner == nil ? Types.nativeFunction : Types.methodDescriptor)
    }

    /// A function that binds its arguments itself; `signature` is only shown.
    public init(
        raw name: String, _ signature: String, owner: TypeObject? = nil, doc: @escaping @autoclosure () -> String = "",
        body: @escaping RawNativeBody
    ) {
        self.name = name
        self.signature = NativeSignature(signature)
        self.document = doc
        self.body = { _, _ in .none }
        self.rawBody = body
        self.owner = owner
        self.ownerAddress = owner.map { UInt(bitPattern: Unmanaged.passUnretained($0).toOpaque()) } ?? 0
        self.requiredCount = 0
        self.plainCount = -1
        super.init(type: owner == nil ? Types.nativeFunction : Types.methodDescriptor)
    }
}
