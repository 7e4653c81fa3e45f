/// The syntax tree of one source text. Every node carries its span; expressions and statements are
/// small structs around an indirect enum, so that a pass is one `switch`.

/// A half-open range of UTF-8 byte offsets in a `SourceText`.
public struct SourceSpan: Equatable, Sendable {
    public var start: Int32
    public var end: Int32

    public init(start: Int32, end: Int32) {
        self.start = start
        self.end = end
    }

    public init(_ start: Int, _ end: Int) {
        self.init(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
    }

    /// The smallest span that holds both.
    public func union(_ other: SourceSpan) -> SourceSpan {
        SourceSpan(start: min(start, other.start), end: max(end, other.end))
    }
}

/// A name with the place where it stands.
public struct Identifier: Sendable {
    public var name: String
    public var span: SourceSpan

    public init(_ name: String, span: SourceSpan) {
        self.name = name
        self.span = span
    }
}

public enum UnaryOperator: String, Sendable { case negate = "-", plus = "+", invert = "~", not = "not" }

public enum BinaryOperator: String, Sendable {
    case add = "+", subtract = "-", multiply = "*", matrixMultiply = "@", divide = "/", floorDivide = "//"
    case modulo = "%", power = "**", shiftLeft = "<<", shiftRight = ">>", and = "&", or = "|", xor = "^"
}

public enum ComparisonOperator: String, Sendable {
    case equal = "==", notEqual = "!=", less = "<", lessEqual = "<=", greater = ">", greaterEqual = ">="
    case `is` = "is", isNot = "is not", `in` = "in", notIn = "not in"
}

public struct Expression: Sendable {
    public var kind: Kind
    public var span: SourceSpan

    public init(_ kind: Kind, span: SourceSpan) {
        self.kind = kind
        self.span = span
    }

    public indirect enum Kind: Sendable {
        case none, `true`, `false`, ellipsis
        /// An integer that fits in 64 bits.
        case integer(Int64)
        /// The decimal, `0x`, `0o` or `0b` text of a larger integer, underscores removed.
        case bigInteger(String)
        case float(Double)
        case imaginary(Double)
        /// WTF-8: lone surrogates from escapes are encoded as three bytes.
        case string([UInt8])
        case bytes([UInt8])
        case formatted([FormattedPart])
        case name(String)
        case tuple([Expression])
        case list([Expression])
        case set([Expression])
        case dictionary([DictionaryItem])
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        /// `and` / `or` over two or more operands.
        case boolean(isAnd: Bool, [Expression])
        case comparison(Expression, [(ComparisonOperator, Expression)])
        case conditional(test: Expression, then: Expression, otherwise: Expression)
        case lambda(Parameters, Expression)
        case call(Expression, [Argument])
        case attribute(Expression, Identifier)
        case `subscript`(Expression, Expression)
        case slice(lower: Expression?, upper: Expression?, step: Expression?)
        /// `*x` in a display, a call's positional arguments excepted, or an assignment target.
        case starred(Expression)
        case listComprehension(Expression, [ComprehensionClause])
        case setComprehension(Expression, [ComprehensionClause])
        case dictionaryComprehension(key: Expression, value: Expression, [ComprehensionClause])
        case generator(Expression, [ComprehensionClause])
        case yield(Expression?)
        case yieldFrom(Expression)
        /// `target := value`
        case namedAssignment(Identifier, Expression)
    }
}

public enum FormattedPart: Sendable {
    /// WTF-8 text.
    case literal([UInt8])
    /// `{expression!conversion:spec}`; `debugText` is the text up to and with `=` of `{x=}`.
    case value(Expression, conversion: Character?, spec: [FormattedPart]?, debugText: String?)
}

public enum DictionaryItem: Sendable {
    case pair(Expression, Expression)
    /// `**mapping`
    case unpack(Expression)
}

public enum Argument: Sendable {
    case positional(Expression)
    case keyword(Identifier, Expression)
    /// `*values`, with the span of the whole argument.
    case unpackPositional(Expression, span: SourceSpan)
    case unpackKeywords(Expression)
}

public struct ComprehensionClause: Sendable {
    public var target: Expression
    public var iterable: Expression
    public var conditions: [Expression]

    public init(target: Expression, iterable: Expression, conditions: [Expression]) {
        self.target = target
        self.iterable = iterable
        self.conditions = conditions
    }
}

public struct Parameter: Sendable {
    public var name: Identifier
    public var annotation: Expression?
    public var defaultValue: Expression?

    public init(name: Identifier, annotation: Expression?, defaultValue: Expression?) {
        self.name = name
        self.annotation = annotation
        self.defaultValue = defaultValue
    }
}

public struct Parameters: Sendable {
    public var positionalOnly: [Parameter] = []
    public var positional: [Parameter] = []
    public var star: Parameter?
    public var keywordOnly: [Parameter] = []
    public var doubleStar: Parameter?

    public init() {}
}

public struct Statement: Sendable {
    public var kind: Kind
    public var span: SourceSpan

    public init(_ kind: Kind, span: SourceSpan) {
        self.kind = kind
        self.span = span
    }

    public indirect enum Kind: Sendable {
        case expression(Expression)
        /// `a = b = value`: one or more targets.
        case assign(targets: [Expression], value: Expression)
        case augmentedAssign(target: Expression, BinaryOperator, value: Expression)
        /// `isSimple`: the target is a bare name without parentheses (only then the annotation is recorded).
        case annotatedAssign(target: Expression, annotation: Expression, value: Expression?, isSimple: Bool)
        case `return`(Expression?)
        case delete([Expression])
        case pass, `break`, `continue`
        case global([Identifier])
        case nonlocal([Identifier])
        case assert(test: Expression, message: Expression?)
        case raise(Expression?, from: Expression?)
        case `import`([ImportedModule])
        /// `from .module import names`; `names` empty and `isStar` for `import *`.
        case importFrom(module: Identifier?, level: Int, names: [ImportedName], isStar: Bool)
        case `if`(test: Expression, then: [Statement], otherwise: [Statement])
        case `while`(test: Expression, body: [Statement], otherwise: [Statement])
        case `for`(target: Expression, iterable: Expression, body: [Statement], otherwise: [Statement])
        case `try`(body: [Statement], handlers: [ExceptionHandler], otherwise: [Statement], finally: [Statement])
        case with([WithItem], body: [Statement])
        case match(subject: Expression, [MatchCase])
        case function(FunctionDefinition)
        case `class`(ClassDefinition)
    }
}

public struct ImportedModule: Sendable {
    /// The dotted name.
    public var module: Identifier
    public var alias: Identifier?

    public init(module: Identifier, alias: Identifier?) {
        self.module = module
        self.alias = alias
    }
}

public struct ImportedName: Sendable {
    public var name: Identifier
    public var alias: Identifier?

    public init(name: Identifier, alias: Identifier?) {
        self.name = name
        self.alias = alias
    }
}

public struct ExceptionHandler: Sendable {
    /// nil: a bare `except:`.
    public var type: Expression?
    public var name: Identifier?
    public var body: [Statement]
    public var span: SourceSpan

    public init(type: Expression?, name: Identifier?, body: [Statement], span: SourceSpan) {
        self.type = type
        self.name = name
        self.body = body
        self.span = span
    }
}

public struct WithItem: Sendable {
    public var context: Expression
    public var target: Expression?

    public init(context: Expression, target: Expression?) {
        self.context = context
        self.target = target
    }
}

public struct FunctionDefinition: Sendable {
    public var name: Identifier
    public var parameters: Parameters
    public var returns: Expression?
    public var decorators: [Expression]
    public var body: [Statement]

    public init(
        name: Identifier, parameters: Parameters, returns: Expression?, decorators: [Expression], body: [Statement]
    ) {
        self.name = name
        self.parameters = parameters
        self.returns = returns
        self.decorators = decorators
        self.body = body
    }
}

public struct ClassDefinition: Sendable {
    public var name: Identifier
    /// Bases and keywords (`metaclass=` is refused by the compiler, by name).
    public var arguments: [Argument]
    public var decorators: [Expression]
    public var body: [Statement]

    public init(name: Identifier, arguments: [Argument], decorators: [Expression], body: [Statement]) {
        self.name = name
        self.arguments = arguments
        self.decorators = decorators
        self.body = body
    }
}

public struct MatchCase: Sendable {
    public var pattern: Pattern
    public var condition: Expression?
    public var body: [Statement]

    public init(pattern: Pattern, condition: Expression?, body: [Statement]) {
        self.pattern = pattern
        self.condition = condition
        self.body = body
    }
}

public struct Pattern: Sendable {
    public var kind: Kind
    public var span: SourceSpan

    public init(_ kind: Kind, span: SourceSpan) {
        self.kind = kind
        self.span = span
    }

    public indirect enum Kind: Sendable {
        /// A literal or dotted name, compared with `==`.
        case value(Expression)
        /// `None`, `True`, `False`, compared with `is`.
        case singleton(Expression)
        case wildcard
        case capture(Identifier)
        case sequence([Pattern])
        /// `*rest` inside a sequence; nil for `*_`.
        case star(Identifier?)
        case mapping([(key: Expression, value: Pattern)], rest: Identifier?)
        case `class`(Expression, positional: [Pattern], keywords: [(Identifier, Pattern)])
        case or([Pattern])
        case `as`(Pattern, Identifier)
    }
}

/// A whole source text: statements in order.
public struct Module: Sendable {
    public var body: [Statement]

    public init(body: [Statement]) { self.body = body }
}
