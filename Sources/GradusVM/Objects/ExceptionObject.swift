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
    /// What few exceptions have.
    private var extras: ExceptionExtras?

    public init(type: TypeObject, arguments: TupleObject) {
        self.arguments = arguments
        super.init(type: type)
    }

    public override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(Value(borrowing: arguments))
        if let cause { visit(Value(borrowing: cause)) }
        if let context { visit(Value(borrowing: context)) }
        if let extras { visit(extras.attributeOwner.value) }
    }

    public override func dropReferences() {
        cause = nil
        context = nil
        extras = nil
        super.dropReferences()
    }
}

/// What few exceptions have, apart from the others: exceptions are made and dropped often.
private final class ExceptionExtras {
    var hint: String?
    var details: [String] = []
    var diagnostic: Diagnostic?
    var attachment: AnyObject?
    var attributeName: String?
    var attributeOwner: Strong = .none
    var ownsNone = false
    var origin: DictionaryObject?
}

extension ExceptionObject {
    private func withExtras() -> ExceptionExtras {
        if let extras { return extras }
        let made = ExceptionExtras()
        extras = made
        return made
    }

    /// A cure, shown as a last `hint:` line.
    public var hint: String? {
        get { extras?.hint }
        set { if newValue != nil || extras != nil { withExtras().hint = newValue } }
    }
    /// More lines that belong under the message (a shape ledger …).
    public var details: [String] {
        get { extras?.details ?? [] }
        set { if !newValue.isEmpty || extras != nil { withExtras().details = newValue } }
    }
    /// What a library knows of the failure beside its text, for faces.
    public var attachment: AnyObject? {
        get { extras?.attachment }
        set { if newValue != nil || extras != nil { withExtras().attachment = newValue } }
    }
    /// The diagnostic of a SyntaxError.
    public var diagnostic: Diagnostic? {
        get { extras?.diagnostic }
        set { if newValue != nil || extras != nil { withExtras().diagnostic = newValue } }
    }
    /// Two values that an error names for other parts of the machine: `name` and `obj` of a NameError or AttributeError.
    public var attributeName: String? {
        get { extras?.attributeName }
        set { if newValue != nil || extras != nil { withExtras().attributeName = newValue } }
    }
    public var attributeOwner: Strong {
        get { extras?.attributeOwner ?? .none }
        set { if !newValue.value.isNone || extras != nil { withExtras().attributeOwner = newValue } }
    }
    /// Whether `attributeOwner` is None because None is what was asked.
    var ownsNone: Bool {
        get { extras?.ownsNone ?? false }
        set { if newValue || extras != nil { withExtras().ownsNone = newValue } }
    }
    /// The globals of the frame that a NameError came from.
    var origin: DictionaryObject? {
        get { extras?.origin }
        set { if newValue != nil || extras != nil { withExtras().origin = newValue } }
    }
}

/// A raised exception on its way through Swift code.
public struct Thrown: Error, @unchecked Sendable {
    public let exception: ExceptionObject

    public init(_ exception: ExceptionObject) { self.exception = exception }
}
