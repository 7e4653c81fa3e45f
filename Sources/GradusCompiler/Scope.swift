import GradusSyntax

/// What one scope says about a name.
struct SymbolFlags: OptionSet {
    let rawValue: UInt16

    static let used = SymbolFlags(rawValue: 1)
    static let assigned = SymbolFlags(rawValue: 2)
    static let parameter = SymbolFlags(rawValue: 4)
    static let global = SymbolFlags(rawValue: 8)
    static let nonlocal = SymbolFlags(rawValue: 16)
    static let annotated = SymbolFlags(rawValue: 32)
    /// The iteration variable of a comprehension.
    static let iteration = SymbolFlags(rawValue: 64)
    /// A nested code object reads or writes it through a cell.
    static let cell = SymbolFlags(rawValue: 128)
    /// An iteration variable that is read before the clause that binds it.
    static let maybeUnbound = SymbolFlags(rawValue: 256)
    /// Bound by an import: a later `global` is no error.
    static let imported = SymbolFlags(rawValue: 512)

    /// The name belongs to this very scope.
    var isBoundHere: Bool {
        !isDisjoint(with: [.assigned, .parameter, .imported]) && isDisjoint(with: [.global, .nonlocal])
    }
}

/// One scope: a module, a class body, a function or a comprehension.
final class Scope {
    enum Kind {
        case module, classBody, function, lambda, generator
        case listComprehension, setComprehension, dictionaryComprehension

        var isComprehension: Bool {
            switch self {
            case .generator, .listComprehension, .setComprehension, .dictionaryComprehension: true
            default: false
            }
        }

        /// The kind as CPython's messages name it.
        var comprehensionName: String {
            switch self {
            case .listComprehension: "list comprehension"
            case .setComprehension: "set comprehension"
            case .dictionaryComprehension: "dict comprehension"
            default: "generator expression"
            }
        }
    }

    let kind: Kind
    let name: String
    let parent: Scope?
    /// A comprehension that is compiled into the surrounding code.
    let isInlined: Bool
    /// Of the innermost class, for the mangling of `__private` names.
    let className: String?
    var children: [Scope] = []
    var symbols: [String: SymbolFlags] = [:]
    /// Names in order of first sight.
    var order: [String] = []
    /// The statements that declared names global or nonlocal.
    var directives: [String: SourceSpan] = [:]
    var isGenerator = false
    /// Of a class body: a method wants `__class__`.
    var needsClassCell = false
    /// Names bound by `:=`: an operand that reads one of these may have to be copied.
    var walrusNames: Set<String> = []
    /// Names that `del` or the end of an `except … as` clause unbinds.
    var unboundNames: Set<String> = []
    /// Of a code object: names that come from surrounding functions.
    var freeNames: Set<String> = []
    /// Of a code object: iteration variables of inlined comprehensions that need a register with a name.
    var extraLocals: [(scope: Scope, name: String)] = []
    /// How many comprehension iterables surround the expression being visited.
    var iterableDepth = 0
    var isVisitingIterationTarget = false

    init(kind: Kind, name: String, parent: Scope?, isInlined: Bool = false, className: String?) {
        self.kind = kind
        self.name = name
        self.parent = parent
        self.isInlined = isInlined
        self.className = className
    }

    /// The scope whose code object holds this scope's code.
    var unit: Scope {
        var scope = self
        while scope.isInlined, let parent = scope.parent { scope = parent }
        return scope
    }

    /// Whether the module gives a name a meaning of its own.
    func isBoundInModule(_ name: String) -> Bool {
        var scope = self
        while let parent = scope.parent { scope = parent }
        return scope.symbols[name]?.isBoundHere ?? false
    }

    var isFunctionLike: Bool { kind != .module && kind != .classBody }
}

/// A scope is found again by the place of what opened it.
struct ScopeKey: Hashable {
    let bits: UInt64

    /// Definitions are keyed by the place of their name, the others by their whole span.
    init(_ span: SourceSpan, isDefinition: Bool) {
        bits =
            UInt64(UInt32(bitPattern: span.start)) << 33 | UInt64(UInt32(bitPattern: span.end)) << 1
            | (isDefinition ? 1 : 0)
    }
}

/// The name that a `__private` name stands for inside a class.
func mangled(_ name: String, in className: String?) -> String {
    guard let className else { return name }
    let utf8 = name.utf8
    guard utf8.count > 2, utf8.starts(with: [0x5F, 0x5F]), !name.hasSuffix("__"), !utf8.contains(0x2E) else {
        return name
    }
    let stripped = className.drop { $0 == "_" }
    return stripped.isEmpty ? name : "_" + stripped + name
}
