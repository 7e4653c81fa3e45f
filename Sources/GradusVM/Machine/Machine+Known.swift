import GradusCompiler

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Answers for the usual values at once; all else is left to the whole instruction.
extension VM {
    /// `object[key]` of a dictionary or a text of ASCII, owned; unbound where that takes more.
    @inline(never)
    func knownItem(_ object: Value, _ key: Value) -> Value {
        if object.tag == .dictionary { return knownEntry(object, key) }
        guard object.tag == .string, key.tag == .int else { return .unbound }
        let text = object.layout(StringLayout.self)
        guard text.pointee.isASCII else { return .unbound }
        var place = Int(key.intBits)
        if place < 0 { place &+= text.pointee.count }
        guard place >= 0, place < text.pointee.count else { return .unbound }
        return TextOperations.characters[Int(text.pointee.bytes[place])].retained()
    }

    /// `dictionary[key]` for the usual keys, owned; unbound where the key is not there or must be compared by code.
    @inline(__always)
    func knownEntry(_ dictionary: Value, _ key: Value) -> Value {
        let table = dictionary.layout(DictionaryLayout.self).pointee.table
        if key.tag == .string {
            guard let place = table.find(string: key.cast(StringObject.self)) else { return .unbound }
            return table.entries[place].value.retained()
        }
        if key.tag == .int {
            let place = table.find(int: key)
            if place >= 0 { return table.entries[place].value.retained() }
        }
        return .unbound
    }

    /// 1 or 0 for what needs no code to tell, else −1.
    @inline(never)
    func knownTruth(_ value: Value) -> Int {
        switch value.tag {
        case .int: return value.bits != 0 ? 1 : 0
        case .none: return 0
        case .float: return value.floatBits != 0 ? 1 : 0
        case .string: return value.layout(StringLayout.self).pointee.byteCount > 0 ? 1 : 0
        // A list begins as a tuple does.
        case .list, .tuple: return value.layout(TupleLayout.self).pointee.count > 0 ? 1 : 0
        case .function, .nativeFunction, .type, .module: return 1
        default: return -1
        }
    }

    /// `item in container` where that needs no code of the language: 1 or 0; else −1.
    @inline(never)
    func knownContains(_ container: Value, _ item: Value) -> Int {
        guard container.tag == .dictionary else { return -1 }
        let table = container.layout(DictionaryLayout.self).pointee.table
        if item.tag == .string {
            if table.find(string: item.cast(StringObject.self)) != nil { return 1 }
            return table.hasObjectKeys ? -1 : 0
        }
        if item.tag == .int {
            let place = table.find(int: item)
            return place >= 0 ? 1 : place == HashTable.absent ? 0 : -1
        }
        return -1
    }

    /// Adds to a collection that is being built, or raises to a power, where that needs no code of the language. One
    /// function for all of them: the loop has few registers to spare.
    @inline(never)
    func stepKnown(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) -> Bool {
        switch i.op {
        case .setAdd:
            guard insertKnown(registers[Int(i.b)], into: registers[Int(i.a)]) else { return false }
            drop(registers, i.b)
        case .dictionaryInsert:
            guard storeKnownItem(registers[Int(i.a)], registers[Int(i.b)], registers[Int(i.c)]) else { return false }
            drop(registers, i.b)
            drop(registers, i.c)
        case .power:
            let result = knownPower(registers[Int(i.b)], registers[Int(i.c)])
            if result.isUnbound { return false }
            put(registers, i.a, result)
        default: return false
        }
        return true
    }

    /// Adds a small int to a set. False where that is not all there is to do.
    private func insertKnown(_ value: Value, into set: Value) -> Bool {
        guard value.tag == .int, value.intBits.magnitude < 1 << 60 else { return false }
        let layout = set.layout(SetLayout.self)
        let hash = value.intBits == -1 ? -2 : Int(value.intBits)
        var isKnown = true
        let place = layout.pointee.table.find(value, hash: hash) { other, _ in
            // Two ints that are not identical differ.
            if other.tag != .int { isKnown = false }
            return !isKnown
        }
        if !isKnown { return false }
        if place == nil { layout.pointee.table.insertNew(value, hash: hash) }
        return true
    }

    /// `left ** right` of numbers where the result is plain; unbound where it is not.
    private func knownPower(_ left: Value, _ right: Value) -> Value {
        if right.tag == .float || left.tag == .float {
            guard left.tag == .float || left.tag == .int, right.tag == .float || right.tag == .int else {
                return .unbound
            }
            let base = left.tag == .float ? left.floatBits : Double(left.intBits)
            let exponent = right.tag == .float ? right.floatBits : Double(right.intBits)
            guard base > 0, base.isFinite, exponent.isFinite,
                left.tag == .float || left.intBits.magnitude <= 1 << 53,
                right.tag == .float || right.intBits.magnitude <= 1 << 53
            else { return .unbound }
            let result = pow(base, exponent)
            return result.isFinite ? Value(result) : .unbound
        }
        guard left.tag == .int, right.tag == .int, right.intBits >= 0 else { return .unbound }
        var exponent = right.intBits
        var base = left.intBits
        var result: Int64 = 1
        while true {
            if exponent & 1 != 0 {
                let (product, overflow) = result.multipliedReportingOverflow(by: base)
                if overflow { return .unbound }
                result = product
            }
            exponent >>= 1
            if exponent == 0 { return Value(result) }
            let (square, overflow) = base.multipliedReportingOverflow(by: base)
            if overflow { return .unbound }
            base = square
        }
    }

    /// `dictionary[key] = value` for the usual keys. False where keys must be compared by code.
    @inline(never)
    func storeKnownItem(_ dictionary: Value, _ key: Value, _ value: Value) -> Bool {
        let layout = dictionary.layout(DictionaryLayout.self)
        if key.tag == .string, !layout.pointee.table.hasObjectKeys {
            let name = key.cast(StringObject.self)
            value.retain()
            if let place = layout.pointee.table.find(string: name) {
                layout.pointee.table.exchange(place, value: value).release()
            } else {
                _ = layout.pointee.table.insertNew(key.retained(), hash: name.hashValue64, value: value)
            }
            return true
        }
        guard key.tag == .int else { return false }
        let place = layout.pointee.table.find(int: key)
        if place >= 0 {
            layout.pointee.table.exchange(place, value: value.retained()).release()
            return true
        }
        if place != HashTable.absent { return false }
        let hash = key.intBits == -1 ? -2 : Int(key.intBits)
        _ = layout.pointee.table.insertNew(key, hash: hash, value: value.retained())
        return true
    }
}
