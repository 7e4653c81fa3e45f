import GradusSyntax

/// A constant that the compiler knows; the VM makes a value of it once.
public indirect enum Constant: Sendable {
    case none
    case ellipsis
    case bool(Bool)
    case int(Int64)
    /// Text as in `Expression.Kind.bigInteger`.
    case bigInteger(String)
    case float(Double)
    case imaginary(Double)
    /// WTF-8
    case string([UInt8])
    case bytes([UInt8])
    case tuple([Constant])
    case frozenSet([Constant])
    case code(CodeObject)
}

/// Where an exception raised between two instructions is handled.
public struct ExceptionEntry: Sendable {
    /// Instructions `start ..< end` are covered. The first entry that covers the failing instruction wins: inner entries come first.
    public var start: Int
    public var end: Int
    public var target: Int
    /// The register that receives the exception.
    public var register: Int
    /// Registers from here up are temporaries of the covered code: the unwinder clears them, `register` excepted.
    public var clearFrom: Int
    /// How many handlers of this frame are active in the covered code (see `enterHandler`).
    public var handlerDepth: Int

    public init(start: Int, end: Int, target: Int, register: Int, clearFrom: Int, handlerDepth: Int) {
        self.start = start
        self.end = end
        self.target = target
        self.register = register
        self.clearFrom = clearFrom
        self.handlerDepth = handlerDepth
    }
}

/// Instructions of a comprehension that was compiled into its surrounding code: tracebacks show it as a call.
public struct InlinedRange: Sendable {
    public var start: Int
    public var end: Int
    /// `<listcomp>`
    public var name: String
    /// The whole comprehension: what the surrounding line shows.
    public var span: SourceSpan

    public init(start: Int, end: Int, name: String, span: SourceSpan) {
        self.start = start
        self.end = end
        self.name = name
        self.span = span
    }
}

/// One compiled function body, class body or module body.
///
/// Registers, in this order: parameters (positional-only and positional, keyword-only, `*args`, `**kwargs`), other locals,
/// free variables' cells (`freeNames.count` registers from `freeBase`, filled by the VM from the function's closure), temporaries.
public final class CodeObject: Sendable {
    public enum Kind: Sendable { case module, function, lambda, classBody, generatorExpression, comprehension }

    public let kind: Kind
    public let name: String
    public let qualifiedName: String
    public let source: SourceText
    /// The whole definition: `inspect.getsource` shows these lines.
    public let span: SourceSpan
    public let positionalOnlyCount: Int
    /// Positional-only ones included.
    public let positionalCount: Int
    public let keywordOnlyCount: Int
    public let hasStar: Bool
    public let hasDoubleStar: Bool
    public let isGenerator: Bool
    /// Names of registers `0 ..< localNames.count`.
    public let localNames: [String]
    public let freeBase: Int
    public let freeNames: [String]
    public let registerCount: Int
    public let instructions: [Instruction]
    /// The place of each instruction, for tracebacks.
    public let spans: [SourceSpan]
    public let constants: [Constant]
    public let names: [String]
    public let handlers: [ExceptionEntry]
    public let inlined: [InlinedRange]
    public let docstring: [UInt8]?

    public init(
        kind: Kind, name: String, qualifiedName: String, source: SourceText, span: SourceSpan, positionalOnlyCount: Int,
        positionalCount: Int, keywordOnlyCount: Int, hasStar: Bool, hasDoubleStar: Bool, isGenerator: Bool,
        localNames: [String], freeBase: Int, freeNames: [String], registerCount: Int, instructions: [Instruction],
        spans: [SourceSpan], constants: [Constant], names: [String], handlers: [ExceptionEntry],
        inlined: [InlinedRange],
        docstring: [UInt8]?
    ) {
        self.kind = kind
        self.name = name
        self.qualifiedName = qualifiedName
        self.source = source
        self.span = span
        self.positionalOnlyCount = positionalOnlyCount
        self.positionalCount = positionalCount
        self.keywordOnlyCount = keywordOnlyCount
        self.hasStar = hasStar
        self.hasDoubleStar = hasDoubleStar
        self.isGenerator = isGenerator
        self.localNames = localNames
        self.freeBase = freeBase
        self.freeNames = freeNames
        self.registerCount = registerCount
        self.instructions = instructions
        self.spans = spans
        self.constants = constants
        self.names = names
        self.handlers = handlers
        self.inlined = inlined
        self.docstring = docstring
    }

    /// All parameters: those with names of their own plus `*args` and `**kwargs`.
    public var parameterCount: Int { positionalCount + keywordOnlyCount + (hasStar ? 1 : 0) + (hasDoubleStar ? 1 : 0) }
}
