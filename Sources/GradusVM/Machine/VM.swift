import BigInt
import GradusCompiler
import GradusSyntax

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The machine: one interpreter with its modules. It belongs to one thread; only `interrupt` may be set from elsewhere.
public final class VM {
    public let pool = ValuePool()
    /// The namespace of the module `builtins`.
    public let builtins: DictionaryObject
    let builtinNames: UnsafeMutablePointer<DictionaryLayout>
    let attention = Attention.flag
    /// `sys.modules`
    public let modules = DictionaryObject()
    /// Where `print` and `sys.stdout.write` go.
    public var writeOutput: (String) -> Void = { _ in }
    public var writeError: (String) -> Void = { _ in }
    public var flushOutput: () -> Void = {}
    /// Asked by `input()`; nil at the end of the input.
    public var readLine: (_ prompt: String) -> String? = { _ in nil }
    /// `sys.argv`
    public var arguments: [String] = [""]
    /// Folders where `import` looks for modules of the user (`sys.path`).
    public var modulePath: [String] = ["."]
    /// Whether somebody talks to the program, who sees what expressions give: then `sys.ps1` exists.
    public var isInteractive = true
    /// A look at a program's shapes: its loops end after a turn that trains.
    public var endsTrainingLoops = false
    /// Where the source of an embedded module comes from.
    public var embeddedSource: (_ moduleName: String) -> StaticString? = { _ in nil }
    /// The names for which `embeddedSource` has a text.
    public var embeddedNames: [String] = []
    /// What to use in place of well-known modules that are not there, by their names.
    public var moduleCures: [String: String] = [:]
    /// Native modules by name; each is built when first imported.
    var nativeModules: [String: NativeModule] = [:]
    /// The translation of errors thrown by native libraries (tensor errors …) into exceptions.
    public var translateError: (VM, any Error) -> Thrown? = { _, _ in nil }
    /// Called after a script set an attribute of a class that is not one of the language.
    public var nativeTypeChanged: ((TypeObject, String) -> Void)?
    /// Lives as long as the machine: what refers to the machine weakly refers to this. (An object that a weak reference was
    /// ever made of counts all its references slowly.)
    public let lifetime = VMLifetime()
    /// While it is set, tracebacks keep what this says of the names in each frame's line. It must not run the program.
    public var frameNotes: ((String, Value) -> String?)?
    /// Operators of which one side is an external object: asked before the methods of the types, which stand for the same
    /// but cost a call. Nil leaves the operation to them.
    public var externalArithmetic: ((VM, BinaryOperator, Value, Value) throws -> Value?)?
    /// The same for numbers of a library's own type, and comparisons with them (other than `is` and `in`).
    public var numberArithmetic: ((VM, BinaryOperator, Value, Value) -> Value?)?
    public var numberComparison: ((VM, ComparisonOperator, Value, Value) -> Value?)?
    /// The type object of such numbers.
    public var externalNumberType: UnsafeRawPointer?

    @inline(__always)
    public func isExternalNumber(_ value: Value) -> Bool {
        value.tag == .object && UnsafeRawPointer(value.layout.pointee.type) == externalNumberType
    }

    // The machine's stacks; `Machine.swift` runs on them.
    var stack: UnsafeMutablePointer<Value>
    var stackLimit: UnsafeMutablePointer<Value>
    var stackTop: UnsafeMutablePointer<Value>
    var frames: UnsafeMutablePointer<Frame>
    var frameCount = 0
    /// The exceptions being handled, innermost last (`sys.exc_info`).
    var handled: ContiguousArray<ExceptionObject> = [] { didSet { handledCount = handled.count } }
    /// `handled.count`, which every call notes.
    private(set) var handledCount = 0
    public var recursionLimit = 1000 {
        didSet { frameLimit += min(recursionLimit, VM.frameCapacity - 16) - min(oldValue, VM.frameCapacity - 16) }
    }
    /// How many frames there may be: the limit less the steps of native recursion under way (see `nested`).
    var frameLimit = 1000
    /// Below this address native code must not recurse any further; see `measureStack`.
    var lowestStackAddress: UInt = 0
    var measuredThread: pthread_t?
    /// Flows of control beside the main one.
    let strands = Strands()
    /// What left a run of the machine's loop, on its way to `run`.
    var pendingError: (any Error)?

    /// Counts the time of lines, while somebody wants to know.
    var lineProfile: LineProfile?

    /// Containers whose repr is being made.
    var reprInProgress: Set<ObjectIdentifier> = []
    /// Whether the last generator frame that left a run yielded (else it returned).
    var generatorYielded = false
    lazy var buildClassFunction = Strong(object: makeBuildClassFunction())

    // Address space only, until a deep recursion touches it.
    static let stackCapacity = 1 << 23
    static let frameCapacity = 1 << 20

    /// The address of the class `type`.
    let typeAddress = UInt(bitPattern: Unmanaged.passUnretained(Types.type).toOpaque())

    public init() {
        // Zero pages: tag 0 is `unbound`, and untouched pages cost nothing.
        stack = zeroedMemory(VM.stackCapacity)
        builtins = DictionaryObject()
        builtinNames = Value(borrowing: builtins).layout(DictionaryLayout.self)
        stackLimit = stack + (VM.stackCapacity - 4096)
        stackTop = stack
        frames = UnsafeMutablePointer<Frame>.allocate(capacity: VM.frameCapacity)
        Recycler.prepare()
        NumberOperations.maximumDigits = 4300
        installTextAndNumbers()
        installContainersAndFunctions()
        lifetime.machine = self
    }

    deinit {
        free(stack)
        frames.deallocate()
    }

    // MARK: Making values (borrowed from the pool)

    /// A new object as a value.
    @inline(__always)
    public func value(_ object: Object) -> Value { pool.adopt(Value(owning: object)) }

    @inline(__always)
    public func string(_ text: String) -> Value {
        var text = text
        return pool.adopt(text.withUTF8 { StringObject.copied($0) })
    }
    /// A string of WTF-8 bytes.
    public func string(_ bytes: [UInt8]) -> Value {
        pool.adopt(bytes.withUnsafeBufferPointer { StringObject.copied($0) })
    }
    public func list(_ values: some Collection<Value>) -> Value { value(ListObject(values)) }
    public func tuple(_ values: some Collection<Value>) -> Value { value(TupleObject(values)) }

    /// An integer of any size.
    public func int(_ value: BigInt) -> Value {
        if let small = Int64(exactly: value) { return Value(small) }
        return self.value(BigIntObject(value))
    }

    // MARK: Kinds of values

    /// The type of a value (of a label: what it is, not what it is presented as).
    @inline(__always)
    public func typeOf(_ value: Value) -> TypeObject {
        if value.isObject { return value.unmanaged._withUnsafeGuaranteedRef { $0.type } }
        return typeOfUnboxed(value.tag)
    }

    @inline(never)
    private func typeOfUnboxed(_ tag: Tag) -> TypeObject {
        switch tag {
        case .bool: return Types.bool
        case .int: return Types.int
        case .float: return Types.float
        case .ellipsis: return Types.ellipsis
        case .notImplemented: return Types.notImplemented
        default: return Types.none
        }
    }

    public func typeName(_ value: Value) -> String { typeOf(value).errorName }

    /// `isinstance` with one class, `__instancecheck__` aside.
    @inline(__always)
    public func isInstance(_ value: Value, _ type: TypeObject) -> Bool { typeOf(value).isSubtype(of: type) }

    /// The unboxed value of an instance of a class derived from int, float or bool; other values as they are.
    @inline(__always)
    public func unboxed(_ value: Value) -> Value {
        guard value.tag == .object else { return value }
        switch typeOf(value).layout {
        case .int, .float, .bool: return (value.objectUnchecked as? BoxedObject)?.boxed.value ?? value
        default: return value
        }
    }
}

private func zeroedMemory(_ count: Int) -> UnsafeMutablePointer<Value> {
    guard let memory = calloc(count, MemoryLayout<Value>.stride) else {
        return UnsafeMutablePointer<Value>.allocate(capacity: count)
    }
    return memory.bindMemory(to: Value.self, capacity: count)
}

extension Value {
    /// Casts by tag, or by the layout of a class derived in the language.
    @inline(__always)
    private func layoutCast<T: Object>(_ tag: Tag, _ layout: Layout, _ type: T.Type) -> T? {
        if self.tag == tag { return cast(T.self) }
        if self.tag == .object, objectUnchecked.type.layout == layout { return objectUnchecked as? T }
        return nil
    }

    public var asString: StringObject? { layoutCast(.string, .string, StringObject.self) }
    public var asList: ListObject? { layoutCast(.list, .list, ListObject.self) }
    public var asTuple: TupleObject? { layoutCast(.tuple, .tuple, TupleObject.self) }
    public var asDictionary: DictionaryObject? { layoutCast(.dictionary, .dictionary, DictionaryObject.self) }
    public var asSet: SetObject? { layoutCast(.set, .set, SetObject.self) }
    public var asBytes: BytesObject? { layoutCast(.bytes, .bytes, BytesObject.self) }
    public var asException: ExceptionObject? { layoutCast(.exception, .exception, ExceptionObject.self) }
    public var asType: TypeObject? { tag == .type ? cast(TypeObject.self) : nil }
    public var asFunction: FunctionObject? { tag == .function ? cast(FunctionObject.self) : nil }
    public var asModule: ModuleObject? { layoutCast(.module, .module, ModuleObject.self) }
    public var asSlice: SliceObject? { tag == .slice ? cast(SliceObject.self) : nil }
    public var asRange: RangeObject? { tag == .range ? cast(RangeObject.self) : nil }
    public var asInstance: InstanceObject? { isObject ? objectUnchecked as? InstanceObject : nil }
}

/// A way to know whether a machine is still there.
public final class VMLifetime {
    fileprivate(set) public unowned(unsafe) var machine: VM?

    fileprivate init() {}
}
