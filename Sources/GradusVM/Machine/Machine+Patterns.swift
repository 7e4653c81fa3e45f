import GradusCompiler

/// `match` statements.
extension VM {
    func matchInstruction(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let subject = registers[Int(i.b)]
        let mark = pool.count
        defer { pool.drain(to: mark) }
        switch i.op {
        case .matchSequence:
            let isSequence =
                subject.asList != nil || subject.asTuple != nil || typeOf(subject) === Types.range
                || typeOf(subject).lookup(Interned.string("__gradus_sequence__")) != nil
            store(registers, Int(i.a), Value(isSequence))
        case .matchMapping:
            let isMapping =
                subject.asDictionary != nil || subject.object is MappingProxy
                || typeOf(subject).lookup(Interned.string("__gradus_mapping__")) != nil
            store(registers, Int(i.a), Value(isMapping))
        case .length:
            store(registers, Int(i.a), Value(try length(subject)))
        case .matchKeys:
            let keys = registers[Int(i.c)].cast(TupleObject.self)
            var values: [Value] = []
            for key in keys.values {
                guard try contains(subject, key) else {
                    store(registers, Int(i.a), .none)
                    return
                }
                values.append(try getItem(subject, key))
            }
            store(registers, Int(i.a), Value(owning: TupleObject(values)))
        case .matchRest:
            let keys = registers[Int(i.c)].cast(TupleObject.self)
            let rest = DictionaryObject()
            try iterate(try callMethod(subject, "keys")) { key in
                for known in keys.values where try isEqualKey(known, key) { return true }
                try rest.set(self, key, try getItem(subject, key))
                return true
            }
            store(registers, Int(i.a), Value(owning: rest))
        default:
            let result = try matchClass(subject, registers[Int(i.c)], registers[Int(i.c) + 1], positional: Int(i.x))
            store(registers, Int(i.c), .unbound)
            store(registers, Int(i.c) + 1, .unbound)
            store(registers, Int(i.a), result.retained())
        }
    }

    private func matchClass(_ subject: Value, _ wanted: Value, _ keywords: Value, positional: Int) throws -> Value {
        guard let type = wanted.asType else { throw typeError("called match pattern must be a type") }
        guard try isInstance(subject, of: wanted) else { return .none }
        var values: [Value] = []
        var seen: Set<String> = []
        func note(_ name: String) throws {
            guard seen.insert(name).inserted else {
                throw typeError("\(type.name)() got multiple sub-patterns for attribute '\(name)'")
            }
        }
        if positional > 0 {
            if let names = type.lookup(Interned.string("__match_args__")) {
                guard let list = names.asTuple else {
                    throw typeError("\(type.name).__match_args__ must be a tuple (got \(typeName(names)))")
                }
                guard positional <= list.count else {
                    throw typeError(
                        "\(type.name)() accepts \(list.count) positional sub-pattern\(list.count == 1 ? "" : "s") (\(positional) given)"
                    )
                }
                for index in 0..<positional {
                    guard let name = list[index].asString else {
                        throw typeError("__match_args__ elements must be strings (got \(typeName(list[index])))")
                    }
                    try note(name.text)
                    guard
                        let value = try attributeIfPresent(subject, name.text)
                    else { return .none }
                    values.append(value)
                }
            } else {
                switch type.layout {
                case .bool, .int, .float, .string, .bytes, .list, .tuple, .dictionary, .set:
                    guard positional == 1 else {
                        throw typeError("\(type.name)() accepts 1 positional sub-pattern (\(positional) given)")
                    }
                    values.append(subject)
                default:
                    guard !type.isSubtype(of: Types.byteArray), type !== Types.none else {
                        values.append(subject)
                        break
                    }
                    throw typeError("\(type.name)() accepts 0 positional sub-patterns (\(positional) given)")
                }
            }
        }
        for name in keywords.cast(TupleObject.self).values {
            if let text = name.asString { try note(text.text) }
            guard let text = name.asString, let value = try attributeIfPresent(subject, text.text) else { return .none }
            values.append(value)
        }
        return tuple(values)
    }
}
