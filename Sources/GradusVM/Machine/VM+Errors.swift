extension VM {
    /// An exception of a built-in class with one message.
    public func error(_ kind: ExceptionKind, _ message: String, hint: String? = nil) -> Thrown {
        let exception = ExceptionObject(type: kind.type, arguments: TupleObject([string(message)]))
        exception.hint = hint
        return Thrown(exception)
    }

    /// An exception of a built-in class with any arguments.
    public func error(_ kind: ExceptionKind, arguments: [Value]) -> Thrown {
        Thrown(ExceptionObject(type: kind.type, arguments: TupleObject(arguments)))
    }

    public func typeError(_ message: String, hint: String? = nil) -> Thrown { error(.typeError, message, hint: hint) }
    public func valueError(_ message: String, hint: String? = nil) -> Thrown { error(.valueError, message, hint: hint) }
    public func indexError(_ message: String) -> Thrown { error(.indexError, message) }
    public func keyError(_ key: Value) -> Thrown { error(.keyError, arguments: [key]) }

    /// `StopIteration(value)`
    public func stopIteration(_ value: Value = .none) -> Thrown {
        error(.stopIteration, arguments: value.isNone ? [] : [value])
    }

    /// What any error thrown by native code is for the language.
    public func thrown(_ error: any Error) -> Thrown {
        if let thrown = error as? Thrown { return thrown }
        if let translated = translateError(self, error) { return translated }
        return self.error(.systemError, "\(error)")
    }

    /// Whether an error is an exception of a class (or a class derived from it).
    public func isException(_ error: any Error, _ kind: ExceptionKind) -> Bool {
        (error as? Thrown)?.exception.type.isSubtype(of: kind.type) ?? false
    }
}
