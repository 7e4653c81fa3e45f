/// CPython's exception hierarchy, one row a class.
public enum ExceptionKind: String, CaseIterable, Sendable {
    case exception = "Exception"
    case systemExit = "SystemExit"
    case keyboardInterrupt = "KeyboardInterrupt"
    case generatorExit = "GeneratorExit"
    case stopIteration = "StopIteration"
    case stopAsyncIteration = "StopAsyncIteration"
    case arithmeticError = "ArithmeticError"
    case floatingPointError = "FloatingPointError"
    case overflowError = "OverflowError"
    case zeroDivisionError = "ZeroDivisionError"
    case assertionError = "AssertionError"
    case attributeError = "AttributeError"
    case bufferError = "BufferError"
    case eofError = "EOFError"
    case importError = "ImportError"
    case moduleNotFoundError = "ModuleNotFoundError"
    case lookupError = "LookupError"
    case indexError = "IndexError"
    case keyError = "KeyError"
    case memoryError = "MemoryError"
    case nameError = "NameError"
    case unboundLocalError = "UnboundLocalError"
    case osError = "OSError"
    case blockingIOError = "BlockingIOError"
    case childProcessError = "ChildProcessError"
    case connectionError = "ConnectionError"
    case brokenPipeError = "BrokenPipeError"
    case connectionAbortedError = "ConnectionAbortedError"
    case connectionRefusedError = "ConnectionRefusedError"
    case connectionResetError = "ConnectionResetError"
    case fileExistsError = "FileExistsError"
    case fileNotFoundError = "FileNotFoundError"
    case interruptedError = "InterruptedError"
    case isADirectoryError = "IsADirectoryError"
    case notADirectoryError = "NotADirectoryError"
    case permissionError = "PermissionError"
    case processLookupError = "ProcessLookupError"
    case timeoutError = "TimeoutError"
    case referenceError = "ReferenceError"
    case runtimeError = "RuntimeError"
    case notImplementedError = "NotImplementedError"
    case recursionError = "RecursionError"
    case syntaxError = "SyntaxError"
    case indentationError = "IndentationError"
    case tabError = "TabError"
    case systemError = "SystemError"
    case typeError = "TypeError"
    case valueError = "ValueError"
    case unicodeError = "UnicodeError"
    case unicodeDecodeError = "UnicodeDecodeError"
    case unicodeEncodeError = "UnicodeEncodeError"
    case unicodeTranslateError = "UnicodeTranslateError"
    case warning = "Warning"
    case deprecationWarning = "DeprecationWarning"
    case pendingDeprecationWarning = "PendingDeprecationWarning"
    case runtimeWarning = "RuntimeWarning"
    case syntaxWarning = "SyntaxWarning"
    case userWarning = "UserWarning"
    case futureWarning = "FutureWarning"
    case importWarning = "ImportWarning"
    case unicodeWarning = "UnicodeWarning"
    case bytesWarning = "BytesWarning"
    case resourceWarning = "ResourceWarning"
    case encodingWarning = "EncodingWarning"

    /// The class above; nil for those right under BaseException.
    var base: ExceptionKind? {
        switch self {
        case .exception, .systemExit, .keyboardInterrupt, .generatorExit: return nil
        case .floatingPointError, .overflowError, .zeroDivisionError: return .arithmeticError
        case .moduleNotFoundError: return .importError
        case .indexError, .keyError: return .lookupError
        case .unboundLocalError: return .nameError
        case .blockingIOError, .childProcessError, .connectionError, .fileExistsError, .fileNotFoundError,
            .interruptedError, .isADirectoryError, .notADirectoryError, .permissionError, .processLookupError,
            .timeoutError:
            return .osError
        case .brokenPipeError, .connectionAbortedError, .connectionRefusedError, .connectionResetError:
            return .connectionError
        case .notImplementedError, .recursionError: return .runtimeError
        case .indentationError: return .syntaxError
        case .tabError: return .indentationError
        case .unicodeError: return .valueError
        case .unicodeDecodeError, .unicodeEncodeError, .unicodeTranslateError: return .unicodeError
        case .deprecationWarning, .pendingDeprecationWarning, .runtimeWarning, .syntaxWarning, .userWarning,
            .futureWarning, .importWarning, .unicodeWarning, .bytesWarning, .resourceWarning,
            .encodingWarning:
            return .warning
        default: return .exception
        }
    }

    /// The class itself.
    public var type: TypeObject { Self.table[place].takeUnretainedValue() }

    /// The place among the cases.
    private var place: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

    /// Plain memory by places: errors that loops end with are looked up often.
    nonisolated(unsafe) private static let table: UnsafeMutablePointer<Unmanaged<TypeObject>> = {
        let table = UnsafeMutablePointer<Unmanaged<TypeObject>>.allocate(capacity: allCases.count)
        // Rows stand after their bases.
        for kind in allCases {
            let base = kind.base.map { table[$0.place].takeUnretainedValue() } ?? Types.baseException
            table[kind.place] = Unmanaged.passRetained(
                TypeObject(
                    name: kind.rawValue, bases: [base], layout: .exception, instanceTag: .exception,
                    hasAttributes: true))
        }
        return table
    }()
}
