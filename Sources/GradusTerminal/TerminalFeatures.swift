#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the streams of this process can show, decided once at the start.
public struct TerminalFeatures: Sendable, Equatable {
    public var outIsTerminal = false
    public var errIsTerminal = false
    public var outHasColour = false
    public var errHasColour = false
    /// Bars may be drawn on standard error.
    public var showsProgress = false
    public var columns = 80

    /// Nothing special: text into a file.
    public init() {}

    /// Looks at the streams and the environment.
    public static func current() -> TerminalFeatures {
        var features = TerminalFeatures()
        features.outIsTerminal = isatty(STDOUT_FILENO) != 0
        features.errIsTerminal = isatty(STDERR_FILENO) != 0
        let environment = { (name: String) -> String? in getenv(name).map { String(cString: $0) } }
        features.outHasColour = colour(isTerminal: features.outIsTerminal, environment: environment)
        features.errHasColour = colour(isTerminal: features.errIsTerminal, environment: environment)
        features.showsProgress = progress(isTerminal: features.errIsTerminal, environment: environment)
        features.columns = width(environment: environment)
        return features
    }

    /// `NO_COLOR`, then `FORCE_COLOR`, then `TERM=dumb`, then whether the stream is a terminal. Empty values count as unset.
    public static func colour(isTerminal: Bool, environment: (String) -> String?) -> Bool {
        if let value = environment("NO_COLOR"), !value.isEmpty { return false }
        if let value = environment("FORCE_COLOR"), !value.isEmpty { return true }
        if environment("TERM") == "dumb" { return false }
        return isTerminal
    }

    /// Bars need a terminal that can move its cursor, and a person: none under `CI`.
    public static func progress(isTerminal: Bool, environment: (String) -> String?) -> Bool {
        if let value = environment("CI"), !value.isEmpty { return false }
        return isTerminal && environment("TERM") != "dumb"
    }

    private static func width(environment: (String) -> String?) -> Int {
        if let text = environment("COLUMNS"), let columns = Int(text), columns > 0 { return columns }
        return columns() ?? 80
    }

    /// The width of the terminal now; nil where there is none.
    public static func columns() -> Int? {
        var size = winsize()
        for stream in [STDOUT_FILENO, STDERR_FILENO] where ioctl(stream, UInt(TIOCGWINSZ), &size) == 0 {
            if size.ws_col > 0 { return Int(size.ws_col) }
        }
        return nil
    }
}

/// Colours and weights, by their SGR numbers.
public enum TextStyle: String, Sendable {
    case dim = "2"
    case bold = "1"
    case red = "31"
    case green = "32"
    case blue = "34"

    /// `text` in this style, or as it is where colour is off.
    public func apply(to text: String, if isOn: Bool) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
