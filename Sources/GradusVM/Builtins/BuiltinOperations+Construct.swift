/// Calls of built-in types.
extension BuiltinOperations {
    /// `type(*arguments)` of a built-in type with the usual arguments, owned; nil where the constructor must decide.
    @inline(never)
    static func construct(
        _ vm: VM, _ type: TypeObject, _ arguments: UnsafeMutablePointer<Value>, _ count: Int,
        keywordNames: TupleObject? = nil
    ) throws -> Value? {
        if let keywordNames {
            guard type === Types.dictionary, count == keywordNames.count else { return nil }
            let dictionary = Recycler.dictionary()
            for index in 0..<count {
                if let name = keywordNames[index].asString {
                    dictionary.cast(DictionaryObject.self).set(name, arguments[index])
                }
            }
            return dictionary
        }
        let mark = vm.pool.count
        if count == 0 {
            switch type.layout {
            case .list where type === Types.list: return Recycler.list(capacity: 0)
            case .dictionary where type === Types.dictionary: return Recycler.dictionary()
            case .set where type === Types.set: return Value(owning: SetObject())
            default: return nil
            }
        }
        let value = arguments[0]
        guard count == 1 else { return nil }
        switch type.layout {
        case .string where type === Types.string:
            if value.tag == .string { return value.retained() }
            let text = NumberOperations.ownedText(value)
            if !text.isUnbound { return text }
            return try drained(vm, mark) { vm.value(try vm.strObject(value)) }
        case .int where type === Types.int:
            switch value.tag {
            case .int: return value
            case .bool: return Value(value.intBits)
            case .bigInt: return value.retained()
            case .float: return try drained(vm, mark) { try NumberOperations.truncate(vm, value.floatBits) }
            case .string: return try drained(vm, mark) { try NumberOperations.makeInteger(vm, value, base: nil) }
            default: return nil
            }
        case .float where type === Types.float:
            switch value.tag {
            case .float: return value
            case .int, .bool: return Value(Double(value.intBits))
            case .string: return try drained(vm, mark) { Value(try NumberOperations.makeFloat(vm, value)) }
            default: return nil
            }
        case .bool where type === Types.bool: return try drained(vm, mark) { Value(try vm.truth(value)) }
        case .list where type === Types.list:
            if value.tag == .list || value.tag == .tuple {
                return SequenceBuilding.list(value.layout(TupleLayout.self).buffer)
            }
            return try drained(vm, mark) {
                let list = vm.pool.adopt(Recycler.list(capacity: 0))
                try ListType.extend(vm, list.cast(ListObject.self), value)
                return list
            }
        case .tuple where type === Types.tuple:
            if value.tag == .tuple { return value.retained() }
            guard value.tag == .list else { return nil }
            let items = value.layout(TupleLayout.self).buffer
            return items.isEmpty ? nil : SequenceBuilding.tuple(items)
        case .dictionary where type === Types.dictionary:
            return try drained(vm, mark) {
                let dictionary = vm.pool.adopt(Recycler.dictionary())
                try DictionaryType.merge(vm, dictionary.cast(DictionaryObject.self), value)
                return dictionary
            }
        case .set where type === Types.set: return try drained(vm, mark) { vm.value(try SetType.make(vm, value)) }
        case .other where value.tag == .int && type === Types.range:
            return Value(owning: RangeObject(0, Int(value.intBits), 1))
        default: return nil
        }
    }

    /// The result of `body` owned, and what else it left in the pool released.
    @inline(__always)
    private static func drained(_ vm: VM, _ mark: Int, _ body: () throws -> Value) throws -> Value {
        do {
            return vm.pool.take(try body(), above: mark)
        } catch {
            vm.pool.drain(to: mark)
            throw error
        }
    }
}
