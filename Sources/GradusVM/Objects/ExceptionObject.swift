import GradusCompiler
import GradusSyntax

/// One line of a traceback: where a frame was.
public struct TracebackEntry {
    public let code: CodeObject
    /// The index of the instruction.
    public let instruction: Int

    public var span: SourceSpan {
        // An interrupt may come before the first instruction: the place is then the definition's line.
        if instruction < 0 { return SourceSpan(start: code.span.start, end: code.span.start) }
        return instruction < code.spans.count ? code.spans[instruction] : code.span
    }
}

/// An instance of an exception class.
public class ExceptionObject: ContainerObject {
    /// `args`; never nil in effect: a tuple.
    public var arguments: TupleObject
    public var cause: ExceptionObject?
    public var context: ExceptionObject?
    public var suppressesContext = false
    /// Innermost frame first, as unwinding meets them.
    public var traceback: [TracebackEntry] = []
    /// A cure, shown as a last `hint:` line.
    public var hint: String?
    /// More lines that belong under the message (a shape ledger …).
    public var details: [String] = []
    /// The diagnostic of a SyntaxError.
    public var diagnostic: Diagnostic?
    /// Two or more values that an error names for other parts of the machine: `name` and `obj` of a NameError or AttributeError.
    public var attributeName: String?
    public var attributeOwner: Strong = .none
    /// Whether `attributeOwner` is None because None is what was asked.
    var ownsNone = false
    /// The globals of the frame that a NameError came from.
    var origin: DictionaryObject?

    public init(type: TypeObject, arguments: TupleObject) {
        self.arguments = arguments
        super.init(type: type)
    }

    public override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(Value(borrowing: arguments))
        if let cause { visit(Value(borrowing: cause)) }
        if let context { visit(Value(borrowing: context)) }
        visit(attributeOwner.value)
    }

    public override func dropReferences() {
        cause = nil
        context = nil
        attributeOwner = .none
        origin = nil
        super.dropReferences()
    }
}

/// A raised exception on its way through Swift code.
public struct Thrown: Error, @unchecked Sendable {
    public let exception: ExceptionObject

    public init(_ exception: ExceptionObject) { self.exception = exception }
}
