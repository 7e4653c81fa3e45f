extension VM {
    /// An exception of a built-in class with one message.
    public func error(_ kind: ExceptionKind, _ message: String, hint: String? = nil) -> Thrown {
        let arguments = Recycler.tuple(count: 1)
        var message = message
        arguments.layout(TupleLayout.self).pointee.items[0] = message.withUTF8 { StringObject.copied($0) }
        let thrown = Thrown(kind.type, owning: arguments)
        if hint != nil { thrown.exception.hint = hint }
        return thrown
    }

    /// An exception of a built-in class with any arguments.
    public func error(_ kind: ExceptionKind, arguments: [Value]) -> Thrown {
        let tuple = Recycler.tuple(count: arguments.count)
        let items = tuple.layout(TupleLayout.self).pointee.items
        for (index, argument) in arguments.enumerated() { items[index] = argument.retained() }
        return Thrown(kind.type, owning: tuple)
    }

    public func typeError(_ message: String, hint: String? = nil) -> Thrown { error(.typeError, message, hint: hint) }
    public func valueError(_ message: String, hint: String? = nil) -> Thrown { error(.valueError, message, hint: hint) }
    public func indexError(_ message: String) -> Thrown { error(.indexError, message) }
    public func keyError(_ key: Value) -> Thrown {
        let arguments = Recycler.tuple(count: 1)
        arguments.layout(TupleLayout.self).pointee.items[0] = key.retained()
        return Thrown(ExceptionKind.keyError.type, owning: arguments)
    }

    /// `StopIteration(value)`
    public func stopIteration(_ value: Value = .none) -> Thrown {
        error(.stopIteration, arguments: value.isNone ? [] : [value])
    }

    /// What any error thrown by native code is for the language.
    public func thrown(_ error: any Error) -> Thrown {
        if let exception = error.thrownException { return Thrown(exception) }
        if let translated = translateError(self, error) { return translated }
        return self.error(.systemError, "\(error)")
    }

    /// Whether an error is an exception of a class (or a class derived from it).
    public func isException(_ error: any Error, _ kind: ExceptionKind) -> Bool {
        let exception = error.thrownException ?? translateError(self, error)?.exception
        return exception?.type.isSubtype(of: kind.type) ?? false
    }
}
