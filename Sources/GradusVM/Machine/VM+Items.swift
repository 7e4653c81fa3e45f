/// `a[key]`, its assignment and deletion, and `in`.
extension VM {
    public func getItem(_ object: Value, _ key: Value) throws -> Value {
        if key.tag == .int {
            if object.tag == .list {
                let list = object.cast(ListObject.self)
                let place = key.intBits < 0 ? Int(key.intBits) + list.count : Int(key.intBits)
                guard place >= 0, place < list.count else { throw indexError("list index out of range") }
                return pool.keep(list[place])
            }
            if object.tag == .tuple {
                let tuple = object.cast(TupleObject.self)
                let place = key.intBits < 0 ? Int(key.intBits) + tuple.count : Int(key.intBits)
                guard place >= 0, place < tuple.count else { throw indexError("tuple index out of range") }
                return tuple[place]
            }
        }
        if object.tag == .string { return try TextOperations.getItem(self, object.cast(StringObject.self), key) }
        if object.tag == .dictionary {
            guard let value = try object.cast(DictionaryObject.self).get(self, key) else { throw keyError(key) }
            return pool.keep(value)
        }
        if let result = try BuiltinOperations.item(self, object, key) { return result }
        if object.tag == .object, object.objectUnchecked.type.layout == .dictionary {
            // A class derived from dict that keeps its way of looking up.
            let type = object.objectUnchecked.type
            if type.special(.getItem).isIdentical(to: Types.dictionary.special(.getItem)) {
                if let value = try object.cast(DictionaryObject.self).get(self, key) { return pool.keep(value) }
                let missing = type.special(.missing)
                if missing.isUnbound { throw keyError(key) }
                return try callSpecialFunction(missing, on: object, with: key)
            }
        }
        if let result = try callSpecial(.getItem, on: object, with: key) { return result }
        if let type = object.asType {
            if let method = type.lookup(Special.classGetItem.interned) {
                return try call(try bind(method, to: nil, owner: type), [key])
            }
            if type === Types.type { return GenericAlias.make(self, origin: object, item: key) }
            throw typeError("type '\(type.displayName)' is not subscriptable")
        }
        throw typeError("'\(typeName(object))' object is not subscriptable")
    }

    public func setItem(_ object: Value, _ key: Value, _ value: Value) throws {
        if object.tag == .list, key.tag == .int {
            let list = object.cast(ListObject.self)
            let place = key.intBits < 0 ? Int(key.intBits) + list.count : Int(key.intBits)
            guard place >= 0, place < list.count else { throw indexError("list assignment index out of range") }
            list.set(place, value)
            return
        }
        if object.tag == .dictionary {
            try object.cast(DictionaryObject.self).set(self, key, value)
            return
        }
        if BuiltinOperations.setItem(object, key, value) { return }
        if object.tag == .object, object.objectUnchecked.type.layout == .dictionary,
            object.objectUnchecked.type.special(.setItem).isIdentical(to: Types.dictionary.special(.setItem))
        {
            try object.cast(DictionaryObject.self).set(self, key, value)
            return
        }
        guard try callSpecial(.setItem, on: object, with: key, value) != nil else {
            throw typeError("'\(typeName(object))' object does not support item assignment")
        }
    }

    public func deleteItem(_ object: Value, _ key: Value) throws {
        guard try callSpecial(.delItem, on: object, with: key) != nil else {
            // CPython words it by whether the type has the slots of a sequence.
            let type = typeOf(object)
            let isSequence =
                type.isScriptClass
                || [Types.string, Types.bytes, Types.tuple, Types.range, Types.set, Types.frozenSet].contains {
                    $0 === type
                }
            throw typeError(
                "'\(typeName(object))' object \(isSequence && hasIndex(key) ? "doesn't" : "does not") "
                    + "support item deletion")
        }
    }

    public func contains(_ container: Value, _ item: Value) throws -> Bool {
        switch container.tag {
        case .dictionary: return try container.cast(DictionaryObject.self).get(self, item) != nil
        case .set where item.tag != .set: return try container.cast(SetObject.self).contains(self, item)
        case .list:
            let list = container.cast(ListObject.self)
            var index = 0
            while index < list.count {
                if try isEqualKey(list[index], item) { return true }
                index += 1
            }
            return false
        case .string where item.tag == .string:
            let text = container.cast(StringObject.self).buffer
            return ByteSearch.find(item.cast(StringObject.self).buffer, in: text, to: text.count) != nil
        case .tuple:
            let tuple = container.cast(TupleObject.self)
            for index in 0..<tuple.count where try isEqualKey(tuple[index], item) { return true }
            return false
        default: break
        }
        let type = typeOf(container)
        if type.special(.contains).isNone { throw typeError("'\(typeName(container))' object is not a container") }
        if let result = try callSpecial(.contains, on: container, with: item) { return try truth(result) }
        let hasIterator = !type.special(.iterate).isUnbound
        let hasItems = !type.special(.getItem).isUnbound && !type.isNeverSequence
        guard hasIterator ? !type.special(.iterate).isNone : hasItems else {
            throw typeError("argument of type '\(typeName(container))' is not iterable")
        }
        var isFound = false
        try iterate(container) { value in
            isFound = try isEqualKey(value, item)
            return !isFound
        }
        return isFound
    }
}
