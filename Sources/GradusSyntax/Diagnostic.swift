/// An error found before a program runs. It cannot be made without its span.
public struct Diagnostic: Error, Sendable {
    public enum Kind: String, Sendable {
        case syntaxError = "SyntaxError"
        case indentationError = "IndentationError"
        case tabError = "TabError"
    }

    public var kind: Kind
    /// CPython 3.11's wording where CPython refuses the program; ours where Gradus refuses a feature.
    public var message: String
    public var span: SourceSpan
    public var source: SourceText
    /// One more line with a cure, where we know one.
    public var hint: String?
    /// The error is at the end of a block or of the text, where there is no token: of a file that it runs, CPython then
    /// shows the line only.
    public var isAtLayout = false

    public init(
        kind: Kind = .syntaxError, _ message: String, at span: SourceSpan, in source: SourceText, hint: String? = nil
    ) {
        self.kind = kind
        self.message = message
        self.span = span
        self.source = source
        self.hint = hint
    }
}
