/// What can be wrong with a format string, worded as CPython words it.
package enum FormatError: Error, Equatable {
    case unknownCode(UInt32, typeName: String)
    case invalidSpecifier(String, typeName: String)
    case tooManyDigits
    case missingPrecision
    case precisionTooBig
    case commaAndUnderscore
    case separatorNotAllowed(UInt8, code: UInt32)
    case notAllowedForString(String)
    case notAllowedForInt(String)
    case characterRange
    case syntax(String)

    var kind: ExceptionKind { self == .characterRange ? .overflowError : .valueError }

    var message: String {
        switch self {
        case .unknownCode(let code, let typeName):
            return "Unknown format code \(Self.shown(code)) for object of type '\(typeName)'"
        case .invalidSpecifier(let text, let typeName):
            return "Invalid format specifier '\(text)' for object of type '\(typeName)'"
        case .tooManyDigits: return "Too many decimal digits in format string"
        case .missingPrecision: return "Format specifier missing precision"
        case .precisionTooBig: return "precision too big"
        case .commaAndUnderscore: return "Cannot specify both ',' and '_'."
        case .separatorNotAllowed(let separator, let code):
            return "Cannot specify '\(Character(Unicode.Scalar(separator)))' with \(Self.shown(code))."
        case .notAllowedForString(let what): return "\(what) not allowed in string format specifier"
        case .notAllowedForInt(let what):
            return
                "\(what) not allowed \(what == "Sign" || what.hasPrefix("Alt") ? "with integer format specifier 'c'" : "in integer format specifier")"
        case .characterRange: return "%c arg not in range(0x110000)"
        case .syntax(let message): return message
        }
    }

    private static func shown(_ code: UInt32) -> String {
        if code > 32, code < 128, let scalar = Unicode.Scalar(code) { return "'\(Character(scalar))'" }
        return "'\\x\(String(code, radix: 16))'"
    }
}

extension VM {
    /// Runs formatting code and turns its errors into exceptions.
    @inline(__always)
    func formatting<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as FormatError { throw self.error(error.kind, error.message) }
    }
}
