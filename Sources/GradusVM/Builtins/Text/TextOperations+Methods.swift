extension TextOperations {
    /// `separator.join(iterable)`
    package static func join(_ vm: VM, _ separator: StringObject, _ iterable: Value) throws -> Value {
        let items: [Value]
        // No code of the language runs meanwhile, so the items stay as they are.
        if iterable.tag == .list || iterable.tag == .tuple {
            // A list begins as a tuple does.
            let layout = iterable.layout(TupleLayout.self)
            return try join(
                vm, separator, UnsafeBufferPointer(start: layout.pointee.items, count: layout.pointee.count))
        } else if let list = iterable.asList {
            return try join(vm, separator, list.buffer)
        } else if let tuple = iterable.asTuple {
            items = tuple.values
        } else {
            let type = vm.typeOf(iterable)
            if iterable.tag.rawValue < Tag.iterator.rawValue, type.special(.iterate).isUnbound,
                type.special(.getItem).isUnbound
            {
                throw vm.typeError("can only join an iterable")
            }
            let list = vm.pool.adopt(Recycler.list(capacity: 0))
            try ListType.extend(vm, list.cast(ListObject.self), iterable)
            return try join(vm, separator, list.layout(TupleLayout.self).buffer)
        }
        return try items.withUnsafeBufferPointer { try join(vm, separator, $0) }
    }

    private static func join(_ vm: VM, _ separator: StringObject, _ items: UnsafeBufferPointer<Value>) throws -> Value {
        if items.count == 1, items[0].tag == .string { return vm.pool.keep(items[0]) }
        let separatorCount = separator.byteCount
        var byteCount = separatorCount * max(items.count - 1, 0)
        var count = separator.count * max(items.count - 1, 0)
        for index in 0..<items.count {
            let item = items[index]
            guard item.tag == .string || item.asString != nil else {
                throw vm.typeError("sequence item \(index): expected str instance, \(vm.typeName(item)) found")
            }
            let piece = item.layout(StringLayout.self)
            byteCount += piece.pointee.byteCount
            count += piece.pointee.count
            if index & 4095 == 0 { try vm.checkInterrupt() }
        }
        try vm.checkAllocation(byteCount)
        let (value, bytes) = StringObject.make(byteCount, count: count)
        var place = bytes
        for index in 0..<items.count {
            if index > 0 {
                if separatorCount == 1 {
                    place.pointee = separator.bytes.pointee
                    place += 1
                } else if separatorCount > 0 {
                    place.update(from: separator.bytes, count: separatorCount)
                    place += separatorCount
                }
            }
            let piece = items[index].layout(StringLayout.self)
            let pieceCount = piece.pointee.byteCount
            if pieceCount <= 8 {
                // Short pieces cost less than a call of the library.
                for offset in 0..<pieceCount { place[offset] = piece.pointee.bytes[offset] }
            } else {
                PlainText.copy(place, piece.pointee.bytes, pieceCount)
            }
            place += pieceCount
            if index & 0xFFFFF == 0xFFFFF, Attention.isLeaving() { break }
        }
        return vm.pool.adopt(value)
    }

    static func translate(_ vm: VM, _ string: StringObject, _ table: Value) throws -> Value {
        var result: [UInt8] = []
        result.reserveCapacity(string.byteCount)
        // Each character is looked up once.
        var known: [UInt32: [UInt8]] = [:]
        for index in 0..<string.count {
            if index & 0xFFFF == 0xFFFF { try vm.checkInterrupt() }
            let code = string.codePoint(at: index)
            if let replacement = known[code] {
                result += replacement
                continue
            }
            var replacement: [UInt8] = []
            var found: Value?
            if let dictionary = table.asDictionary, table.tag == .dictionary {
                found = try dictionary.get(vm, Value(Int(code)))
            } else {
                do {
                    found = try vm.getItem(table, Value(Int(code)))
                } catch let error where vm.isException(error, .lookupError) {
                    found = nil
                }
            }
            if let found {
                let plain = vm.unboxed(found)
                if let text = found.asString {
                    replacement = Array(text.buffer)
                } else if plain.tag == .int || plain.tag == .bool {
                    guard plain.intBits >= 0, plain.intBits < 0x110000 else {
                        throw vm.valueError("character mapping must be in range(0x110000)")
                    }
                    StringObject.encode(UInt32(plain.intBits), into: &replacement)
                } else if !found.isNone {
                    throw vm.typeError("character mapping must return integer, None or str")
                }
            } else {
                StringObject.encode(code, into: &replacement)
            }
            known[code] = replacement
            result += replacement
        }
        return vm.string(result)
    }

    static func makeTranslation(_ vm: VM, _ x: Value, _ y: Value?, _ z: Value?) throws -> Value {
        let table = DictionaryObject()
        if let y {
            guard let from = x.asString else {
                throw vm.typeError("first maketrans argument must be a string if there is a second argument")
            }
            guard let to = y.asString else {
                throw vm.typeError("maketrans() argument 2 must be str, not \(vm.argumentTypeName(y))")
            }
            if let z, z.asString == nil {
                throw vm.typeError("maketrans() argument 3 must be str, not \(vm.argumentTypeName(z))")
            }
            guard from.count == to.count else {
                throw vm.valueError("the first two maketrans arguments must have equal length")
            }
            for index in 0..<from.count {
                try table.set(vm, Value(Int(from.codePoint(at: index))), Value(Int(to.codePoint(at: index))))
            }
            if let removed = z?.asString {
                for index in 0..<removed.count { try table.set(vm, Value(Int(removed.codePoint(at: index))), .none) }
            }
            return vm.value(table)
        }
        guard let mapping = x.asDictionary else {
            throw vm.typeError("if you give only one argument to maketrans it must be a dict")
        }
        for (key, value) in mapping.entries {
            if let text = key.asString {
                guard text.count == 1 else {
                    throw vm.valueError("string keys in translate table must be of length 1")
                }
                try table.set(vm, Value(Int(text.codePoint(at: 0))), value)
            } else if NumberOperations.isInteger(vm.unboxed(key)) {
                try table.set(vm, key, value)
            } else {
                throw vm.typeError("keys in translate table must be strings or integers")
            }
        }
        return vm.value(table)
    }

    /// The bytes of a bytes or bytearray object; nil for other values.
    static func bytesLike(_ value: Value) -> [UInt8]? {
        if let bytes = value.asBytes { return bytes.bytes }
        if let array = value.asByteArray { return array.bytes }
        return (value.object as? MemoryViewObject)?.bytes ?? (value.object as? ArrayObject)?.bytes
    }

    /// `bytes(value)` for a bytes-like object or an iterable of numbers.
    package static func makeBytes(_ vm: VM, from value: Value, what: String = "bytes") throws -> [UInt8] {
        if let bytes = bytesLike(value) { return bytes }
        if let result = try vm.callSpecial(.bytes, on: value, []) {
            guard let bytes = result.asBytes else {
                throw vm.typeError("__bytes__ returned non-bytes (type \(vm.typeName(result)))")
            }
            return bytes.bytes
        }
        let type = vm.typeOf(value)
        if value.asString != nil || (type.special(.iterate).isUnbound && type.special(.getItem).isUnbound) {
            throw vm.typeError("cannot convert '\(vm.typeName(value))' object to \(what)")
        }
        var bytes: [UInt8] = []
        try vm.iterate(value) { item in
            bytes.append(try byte(vm, item, what))
            return true
        }
        return bytes
    }

    static func byte(_ vm: VM, _ value: Value, _ what: String) throws -> UInt8 {
        let range = "\(what) must be in range(0, 256)"
        if vm.unboxed(value).tag == .bigInt { throw vm.valueError(range) }
        guard let byte = UInt8(exactly: try vm.index(value)) else { throw vm.valueError(range) }
        return byte
    }
}
