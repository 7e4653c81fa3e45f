/// `repr`, `str` and `format`.
extension VM {
    public func repr(_ value: Value) throws -> String { try reprObject(value).text }
    public func str(_ value: Value) throws -> String { try strObject(value).text }

    public func reprObject(_ value: Value) throws -> StringObject {
        if let text = NumberOperations.text(value) {
            // Callers may look into the buffer: the pool keeps it.
            _ = pool.adopt(Value(owning: text))
            return text
        }
        switch value.tag {
        case .string, .list, .tuple, .dictionary:
            let text = pool.adopt(try ReprWriter.owned(self, value))
            return text.cast(StringObject.self)
        default: break
        }
        guard let result = try nested(.representation, { try callSpecial(.representation, on: value) }) else {
            return StringObject("<object>")
        }
        guard let text = result.asString else {
            throw typeError("__repr__ returned non-string (type \(typeName(result)))")
        }
        return text
    }

    public func strObject(_ value: Value) throws -> StringObject {
        if value.tag == .string { return value.cast(StringObject.self) }
        if let text = NumberOperations.text(value) {
            // Callers may look into the buffer: the pool keeps it.
            _ = pool.adopt(Value(owning: text))
            return text
        }
        switch value.tag {
        case .list, .tuple, .dictionary:
            // An exact one has no `__str__` of its own.
            let text = pool.adopt(try ReprWriter.owned(self, value))
            return text.cast(StringObject.self)
        default: break
        }
        let function = typeOf(value).special(.string)
        if function.isUnbound { return try nested(.string) { try reprObject(value) } }
        let result = try nested(.string) { try callSpecialFunction(function, on: value, []) }
        guard let text = result.asString else {
            throw typeError("__str__ returned non-string (type \(typeName(result)))")
        }
        return text
    }

    /// `format(value, spec)`
    public func format(_ value: Value, spec: String) throws -> String {
        try formatObject(value, spec: string(spec)).text
    }

    func formatObject(_ value: Value, spec: Value) throws -> StringObject {
        if value.tag == .string, spec.asString?.byteCount == 0 { return value.cast(StringObject.self) }
        switch value.tag {
        case .string, .int, .bool, .float, .bigInt:
            if let spec = spec.asString, let text = try Formatting.format(self, value, spec).asString { return text }
        default: break
        }
        guard let result = try callSpecial(.format, on: value, [spec]) else { return try strObject(value) }
        guard let text = result.asString else {
            throw typeError("__format__ must return a str, not \(typeName(result))")
        }
        return text
    }
}
