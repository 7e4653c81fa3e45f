import GradusCompiler

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
