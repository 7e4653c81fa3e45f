import GradusVM

extension VM {
    /// What a native class keeps in an instance. It is missing where a derived class did not call `super().__init__()`.
    func payload<State: AnyObject>(_ value: Value, _ type: State.Type) throws -> State {
        if let state = value.asInstance?.payload as? State { return state }
        throw error(
            .attributeError, "'\(typeName(value))' object is not set up",
            hint: "call super().__init__(...) at the start of its __init__")
    }

    /// A new instance of a class made by native code.
    func instance(_ type: TypeObject, _ payload: AnyObject? = nil) -> Value {
        value(InstanceObject(type: type, payload: payload))
    }

    /// Whether `value` is an instance of `type` itself, or of a class derived from it that leaves `method` alone.
    func isNative(_ value: Value, _ type: TypeObject, keeping method: Special) -> Bool {
        let own = typeOf(value)
        if own === type { return true }
        return own.isSubtype(of: type) && own.special(method).isIdentical(to: type.special(method))
    }

    /// Whether a call of `value` can succeed at all: `callable(value)`.
    func canCall(_ value: Value) -> Bool {
        switch value.tag {
        case .function, .nativeFunction, .boundMethod, .type: true
        default: !typeOf(value).special(.call).isUnbound
        }
    }

    /// A flag argument; `fallback` where it was not given.
    func flag(_ arguments: Arguments, _ index: Int, _ fallback: Bool) throws -> Bool {
        guard let value = arguments.optional(index) else { return fallback }
        return try truth(value)
    }

    /// A number argument; `fallback` where it was not given.
    func number(_ arguments: Arguments, _ index: Int, _ fallback: Double) throws -> Double {
        guard let value = arguments.optional(index) else { return fallback }
        return try double(value)
    }

    /// The path in a string or a `Path`.
    func path(_ value: Value) throws -> String {
        if let text = value.asString { return text.text }
        if let convert = try attributeIfPresent(value, "__fspath__"), let text = try call(convert).asString {
            return text.text
        }
        throw typeError("expected str, bytes or os.PathLike object, not \(typeName(value))")
    }

    /// Numbers of a list or tuple; nil for anything else.
    func numbers(_ value: Value) throws -> [Double]? {
        guard value.asList != nil || value.asTuple != nil || value.asTensor != nil else { return nil }
        return try array(from: value).map { try double($0) }
    }

    func dictionary(_ entries: [(key: String, value: Value)]) -> Value {
        let dictionary = DictionaryObject(capacity: entries.count)
        for entry in entries { dictionary.set(entry.key, entry.value) }
        return value(dictionary)
    }

    func strings(_ texts: [String]) -> Value { list(texts.map { string($0) }) }

    /// A generator argument: nil for None.
    func generator(_ value: Value?) throws -> GeneratorObjectTorch? {
        guard let value, !value.isNone else { return nil }
        guard let object = value.object as? GeneratorObjectTorch else {
            throw typeError("expected a torch.Generator, not \(typeName(value))")
        }
        return object
    }
}

extension TypeObject {
    /// Adds a method named like `special` and the special method itself.
    func callable(_ name: String, _ signature: String, _ body: @escaping NativeBody) {
        special(.call, signature, body)
        method(name, signature, body)
    }
}
