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
    /// `args`, a tuple; owned. The first field: `ExceptionLayout` knows its place.
    private(set) final var argumentsValue: Value
    public final var cause: ExceptionObject?
    public final var context: ExceptionObject?
    public final var suppressesContext = false
    // The traceback: most exceptions are caught one or two frames from where they were raised.
    private final var first: TracebackEntry?
    private final var second: TracebackEntry?
    private final var others: [TracebackEntry] = []
    /// What few exceptions have.
    private final var extras: ExceptionExtras?

    public convenience init(type: TypeObject, arguments: TupleObject) {
        self.init(type: type, owning: Value(owning: arguments))
    }

    /// Takes over the reference of the arguments, a tuple.
    init(type: TypeObject, owning arguments: Value) {
        argumentsValue = arguments
        super.init(type: type)
    }

    deinit { Reclaimer.release(argumentsValue) }

    public final var arguments: TupleObject {
        get { argumentsValue.cast(TupleObject.self) }
        set {
            let old = argumentsValue
            argumentsValue = Value(owning: newValue)
            old.release()
        }
    }

    /// Innermost frame first, as unwinding meets them.
    public final var traceback: [TracebackEntry] {
        get {
            guard let first else { return [] }
            guard let second else { return [first] }
            return [first, second] + others
        }
        set {
            first = newValue.first
            second = newValue.count > 1 ? newValue[1] : nil
            others = Array(newValue.dropFirst(2))
        }
    }

    final var hasTraceback: Bool { first != nil }

    final func addToTraceback(_ entry: TracebackEntry) {
        if first == nil {
            first = entry
        } else if second == nil {
            second = entry
        } else {
            others.append(entry)
        }
    }

    /// Drops what the exception owns apart from its arguments, before it is recycled.
    final func forget() {
        cause = nil
        context = nil
        suppressesContext = false
        first = nil
        second = nil
        if !others.isEmpty { others = [] }
        extras = nil
    }

    public override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(argumentsValue)
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
    var frameNotes: [[String]] = []
}

extension ExceptionObject {
    /// For each entry of the traceback, what is to be said of the names in its line (`VM.frameNotes`).
    final var frameNotes: [[String]] { extras?.frameNotes ?? [] }

    final func addFrameNotes(_ notes: [String]) {
        let extras = withExtras()
        while extras.frameNotes.count < traceback.count - 1 { extras.frameNotes.append([]) }
        extras.frameNotes.append(notes)
    }

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

    /// A new exception of a class; takes over the reference of its arguments, a tuple.
    init(_ type: TypeObject, owning arguments: Value) {
        let value = Recycler.exception(type, owning: arguments)
        exception = value.cast(ExceptionObject.self)
        value.release()
    }
}

extension Error {
    /// The exception of an error that is one. (`as? Thrown` asks the runtime, which takes ten times as long.)
    var thrownException: ExceptionObject? {
        guard Self.self == Thrown.self else { return nil }
        return withUnsafePointer(to: self) {
            UnsafeRawPointer($0).assumingMemoryBound(to: Thrown.self).pointee.exception
        }
    }
}
