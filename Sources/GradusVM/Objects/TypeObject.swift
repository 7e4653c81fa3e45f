/// Which Swift class the instances of a type are; a class of the language inherits it from its native base.
public enum Layout: Sendable {
    /// Plain objects: `InstanceObject`.
    case instance
    /// Unboxed values; instances of subclasses are `BoxedObject`.
    case none, bool, int, float
    case string, bytes, list, tuple, dictionary, set, exception, type, module, function
    /// Anything else that is native.
    case other
}

/// A class: built in, native, or defined in the language. Types are never freed.
public final class TypeObject: ContainerObject {
    /// Holds `version`. The first field: `TypeLayout` knows its place.
    let versionPlace = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
    public var name: String
    public var qualifiedName: String
    public var moduleName: String
    public internal(set) var bases: [TypeObject]
    /// C3 linearisation, this type first.
    public internal(set) var mro: [TypeObject]
    public let layout: Layout
    /// The tag of exact instances; `.object` for classes of the language.
    public let instanceTag: Tag
    /// nil: instances have no attributes of their own.
    public var rootShape: Shape?
    /// True for classes made by a `class` statement.
    public let isScriptClass: Bool
    /// No class of the language may derive from it.
    public var isFinal = false
    /// `__getitem__` does not make instances iterable.
    public var isNeverSequence = false
    /// The type that `type(x)` answers in the place of this one (an int that knows more than an int).
    public var presentedAs: TypeObject?
    /// The class that messages about its attributes name, where that is another one.
    public var attributesOwner: String?
    public var docstring: String?
    /// Names that `__slots__` allows, when the class and all its bases restrict them.
    public var allowedSlots: Set<String>?
    /// Instances have a `__del__`.
    private(set) var hasFinalizer = false
    /// Methods that a derived class must define before it can be instantiated (`abc`).
    public var abstractMethods: Set<String> = []

    /// A number that changes whenever a name that instances could find in this type or a base changes.
    var version: UInt64 {
        get { versionPlace.pointee }
        set { versionPlace.pointee = newValue }
    }
    private var classAttributes: [ObjectIdentifier: (name: StringObject, value: Value)] = [:]
    private var attributeOrder: [StringObject] = []
    private(set) var subclasses: [TypeObject] = []
    /// What a call of the class means, as far as it was learnt for a version of the class (see `isPlainClass`).
    var callVersion: UInt64 = 0
    var isPlainWhenCalled = false
    var knownConstructor: Unmanaged<NativeFunctionObject>?
    var exceptionVersion: UInt64 = 0
    var isPlainException = false
    private var specials = [Value](repeating: .unbound, count: Special.allCases.count)
    private var knownSpecials = [Bool](repeating: false, count: Special.allCases.count)
    private var specialsVersion: UInt64 = 0
    /// What `__dict__` gave last; forgotten when an attribute changes.
    var namespaceView: Strong?
    private var populate: ((TypeObject) -> Void)?
    private var isHooked = false
    nonisolated(unsafe) private static var nextVersion: UInt64 = 1

    /// A type whose methods `populate` adds when one is first asked for. `mro`, when given, is the linearisation of the bases.
    public init(
        name: String, module: String = "builtins", bases: [TypeObject], mro: [TypeObject]? = nil, layout: Layout,
        instanceTag: Tag = .object, hasAttributes: Bool = false, isScriptClass: Bool = false,
        metatype: TypeObject? = nil, populate: ((TypeObject) -> Void)? = nil
    ) {
        self.name = name
        self.qualifiedName = name
        self.moduleName = module
        self.bases = bases
        self.mro = []
        self.layout = layout
        self.instanceTag = instanceTag
        self.isScriptClass = isScriptClass
        self.populate = populate
        versionPlace.initialize(to: TypeObject.makeVersion())
        super.init(type: metatype ?? Types.type, tag: .type)
        self.mro = [self] + (mro ?? bases.first?.mro ?? [])
        if hasAttributes { rootShape = Shape(type: self) }
        for base in bases { base.subclasses.append(self) }
        hasFinalizer = bases.contains { $0.hasFinalizer }
    }

    /// `type`, its own type; `Types.object` completes it.
    init(bootstrapping name: String) {
        self.name = name
        self.qualifiedName = name
        self.moduleName = "builtins"
        self.bases = []
        self.mro = []
        self.layout = .type
        self.instanceTag = .type
        self.isScriptClass = false
        versionPlace.initialize(to: TypeObject.makeVersion())
        super.init(type: nil, tag: .type)
        self.storedType = self
        self.mro = [self]
    }

    /// Types are shared by all machines of the process: only the first hook counts, a second one would replace methods
    /// that caches hold.
    func setPopulate(_ populate: @escaping (TypeObject) -> Void) {
        if isHooked { return }
        isHooked = true
        self.populate = populate
    }

    /// For `type` itself, which exists before its base does.
    func addSubclass(_ type: TypeObject) { subclasses.append(type) }

    private static func makeVersion() -> UInt64 {
        nextVersion += 1
        return nextVersion
    }

    // MARK: Attributes of the class itself

    private func populateIfNeeded() {
        guard let populate else { return }
        self.populate = nil
        populate(self)
    }

    /// The class's own attribute (not a base's); borrowed.
    public func own(_ name: StringObject) -> Value? {
        populateIfNeeded()
        return classAttributes[ObjectIdentifier(name)]?.value
    }

    /// Names of the class's own attributes in the order of definition.
    public var ownNames: [StringObject] {
        populateIfNeeded()
        return attributeOrder
    }

    /// Sets a class attribute; `name` must be interned.
    public func set(_ name: StringObject, _ value: Value) {
        populateIfNeeded()
        if name === Special.delete_.interned { noteFinalizer() }
        if namespaceView != nil { namespaceView = nil }
        value.retain()
        if let old = classAttributes.updateValue((name, value), forKey: ObjectIdentifier(name)) {
            // Plain data for plain data: no cache holds such values.
            let isPlain = Self.isPlainData(old.value) && Self.isPlainData(value)
            old.value.release()
            if isPlain {
                LookupCache.forget(name, version: version)
                for type in subclasses { type.forgetLookup(of: name) }
                return
            }
        } else {
            attributeOrder.append(name)
        }
        changed()
    }

    /// Sets a class attribute to an object that may just have been made.
    public func set(_ name: StringObject, object: Object) {
        withExtendedLifetime(object) { set(name, Value(borrowing: object)) }
    }

    public func set(_ name: String, _ value: Value) { set(Interned.string(name), value) }

    /// Deletes a class attribute; false where the class itself has none.
    public func remove(_ name: StringObject) -> Bool {
        populateIfNeeded()
        guard let old = classAttributes.removeValue(forKey: ObjectIdentifier(name)) else { return false }
        attributeOrder.removeAll { $0 === name }
        namespaceView = nil
        changed()
        old.value.release()
        return true
    }

    private func forgetLookup(of name: StringObject) {
        LookupCache.forget(name, version: version)
        for type in subclasses { type.forgetLookup(of: name) }
    }

    private func noteFinalizer() {
        hasFinalizer = true
        Finalizers.mayBeNeeded = true
        for type in subclasses { type.noteFinalizer() }
    }

    /// Values without `__get__`, which inline caches never keep.
    static func isPlainData(_ value: Value) -> Bool {
        switch value.tag {
        case .none, .bool, .int, .float, .string, .list, .tuple, .dictionary, .set, .bytes, .bigInt: return true
        default: return false
        }
    }

    func changed() {
        version = Self.makeVersion()
        for type in subclasses { type.changed() }
    }

    // MARK: Look-up along the linearisation

    /// The attribute found along the linearisation; borrowed. `name` must be interned.
    public func lookup(_ name: StringObject) -> Value? {
        if let known = LookupCache.value(of: name, version: version) { return known.isUnbound ? nil : known }
        for type in mro {
            if let value = type.own(name) {
                LookupCache.set(name, version: version, value)
                return value
            }
        }
        LookupCache.set(name, version: version, .unbound)
        return nil
    }

    /// A special method by way of the table; `unbound` where there is none. Borrowed.
    @inline(__always)
    public func special(_ method: Special) -> Value {
        if specialsVersion == version, knownSpecials[method.rawValue] { return specials[method.rawValue] }
        return findSpecial(method)
    }

    @inline(never)
    private func findSpecial(_ method: Special) -> Value {
        let value = lookup(method.interned) ?? .unbound
        if specialsVersion != version {
            for index in knownSpecials.indices { knownSpecials[index] = false }
            specialsVersion = version
        }
        specials[method.rawValue] = value
        knownSpecials[method.rawValue] = true
        return value
    }

    /// Whether a special method comes from a class of the language.
    func lookupOwnerIsScript(_ method: Special) -> Bool {
        mro.first { $0.own(method.interned) != nil }?.isScriptClass ?? false
    }

    /// The first type along the linearisation that is not a class of the language.
    var nativeBase: TypeObject { mro.first { !$0.isScriptClass } ?? self }

    public func isSubtype(of other: TypeObject) -> Bool {
        if self === other { return true }
        for type in mro where type === other { return true }
        return false
    }

    /// `int`, `Net`, `torch.Tensor`: the name as error messages of CPython show it.
    public var displayName: String { presentedAs?.displayName ?? name }

    /// Modules whose classes are written in C: CPython's messages call them by their full names.
    private static let nativeModules: Set<String> = [
        "collections", "datetime", "functools", "itertools", "operator", "re", "_io", "decimal", "array", "numpy",
        "torch", "torch._C", "torch.return_types", "time",
    ]
    /// Classes of these modules that are written in Python.
    private static let pythonClasses: Set<String> = [
        "Counter", "ChainMap", "UserDict", "UserList", "UserString", "singledispatchmethod", "cached_property",
        "partialmethod", "RegexFlag", "Tensor",
    ]

    /// Modules whose classes are written in Python where they come from, so that scripts may change them.
    private static let openModules = ["torch.nn.", "torch.optim.", "torch.utils.data.", "torchvision."]

    /// Whether a script may set an attribute of this class, though it is not one of the language.
    ///
    /// The operators of tensors are never looked up in the class.
    func takesAttribute(_ name: String) -> Bool {
        if moduleName == "torch" && self.name == "Tensor" {
            return !name.hasPrefix("__") || ["__repr__", "__str__", "__format__"].contains(name)
        }
        return isWrittenInPython
    }

    /// A class that is native here, and is written in Python where it comes from.
    var isWrittenInPython: Bool { Self.openModules.contains { moduleName.hasPrefix($0) } }

    /// The name of the type of an operand or argument in CPython's messages: `int`, `collections.deque`.
    public var errorName: String {
        if let presentedAs { return presentedAs.errorName }
        return Self.nativeModules.contains(moduleName) && !Self.pythonClasses.contains(name)
            ? "\(moduleName).\(name)" : name
    }

    /// `<class 'torch.Tensor'>` without its frame.
    public var fullName: String {
        if let presentedAs { return presentedAs.fullName }
        return moduleName == "builtins" ? qualifiedName : moduleName + "." + qualifiedName
    }

    public override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        for entry in classAttributes.values { visit(entry.value) }
    }

    /// Types are never garbage: `Types` or `subclasses` of a base keeps them.
    public override func dropReferences() {}
}
