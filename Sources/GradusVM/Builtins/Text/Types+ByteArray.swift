extension Types {
    static func populateByteArray(_ type: TypeObject) {
        populateByteText(type, .byteArray)
        type.set(Special.hash.interned, .none)
        type.constructor("cls, *args, **kwargs") { vm, arguments in
            let type = arguments[0].asType ?? Types.byteArray
            // `__init__` fills it.
            return vm.value(ByteArrayObject([], type: type))
        }
        type.special(.initialize, "self, source=b'', encoding='utf-8', errors='strict'") { vm, arguments in
            let bytes = try TextOperations.makeBytes(vm, arguments, "byte")
            try arguments[0].asByteArray?.checkResizable(vm)
            arguments[0].asByteArray?.bytes = bytes
            return .none
        }
        type.special(.inPlaceMultiply, "self, value, /") { vm, arguments in
            guard let array = arguments[0].asByteArray else { return .notImplemented }
            if vm.typeOf(arguments[1]).special(.index).isUnbound { return .notImplemented }
            let product = try vm.binary(.multiply, arguments[0], arguments[1])
            try array.checkResizable(vm)
            array.bytes = product.asByteArray?.bytes ?? array.bytes
            return arguments[0]
        }
        type.special(.setItem, "self, key, value, /") { vm, arguments in
            guard let array = arguments[0].asByteArray else { return .none }
            if let slice = arguments[1].asSlice {
                let bytes = try replacement(vm, arguments[2])
                let range = try vm.sliceRange(slice, array.count)
                if range.step == 1 {
                    if bytes.count != range.count { try array.checkResizable(vm) }
                    array.bytes.replaceSubrange(range.start..<range.start + range.count, with: bytes)
                } else {
                    guard bytes.count == range.count else {
                        throw vm.valueError(
                            "attempt to assign bytes of size \(bytes.count) to extended slice of size \(range.count)")
                    }
                    for place in 0..<range.count { array.bytes[range.start + place * range.step] = bytes[place] }
                }
                return .none
            }
            guard vm.hasIndex(arguments[1]) else {
                throw vm.typeError("bytearray indices must be integers or slices, not \(vm.typeName(arguments[1]))")
            }
            let byte = try TextOperations.byte(vm, arguments[2], "byte")
            let place = try position(vm, array, arguments[1], "bytearray index out of range")
            array.bytes[place] = byte
            return .none
        }
        type.special(.delItem, "self, key, /") { vm, arguments in
            guard let array = arguments[0].asByteArray else { return .none }
            try array.checkResizable(vm)
            if let slice = arguments[1].asSlice {
                let range = try vm.sliceRange(slice, array.count)
                let removed = Set((0..<range.count).map { range.start + $0 * range.step })
                array.bytes = array.bytes.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
            } else {
                array.bytes.remove(at: try position(vm, array, arguments[1], "bytearray index out of range"))
            }
            return .none
        }
        type.special(.inPlaceAdd, "self, value, /") { vm, arguments in
            guard let other = TextOperations.bytesLike(arguments[1]) else {
                throw vm.typeError("can't concat \(vm.typeName(arguments[1])) to bytearray")
            }
            try arguments[0].asByteArray?.checkResizable(vm)
            arguments[0].asByteArray?.bytes += other
            return arguments[0]
        }
        populateByteArrayMethods(type)
    }

    private static func populateByteArrayMethods(_ type: TypeObject) {
        type.method("append", "self, item, /") { vm, arguments in
            let byte = try TextOperations.byte(vm, arguments[1], "byte")
            try arguments[0].asByteArray?.checkResizable(vm)
            arguments[0].asByteArray?.bytes.append(byte)
            return .none
        }
        type.method("extend", "self, iterable_of_ints, /") { vm, arguments in
            if arguments[1].asString != nil {
                throw vm.typeError("expected iterable of integers; got: 'str'")
            }
            let bytes = try replacement(vm, arguments[1])
            try arguments[0].asByteArray?.checkResizable(vm)
            arguments[0].asByteArray?.bytes += bytes
            return .none
        }
        type.method("insert", "self, index, item, /") { vm, arguments in
            let index = try vm.index(arguments[1])
            let byte = try TextOperations.byte(vm, arguments[2], "byte")
            guard let array = arguments[0].asByteArray else { return .none }
            let place = index < 0 ? max(0, index + array.count) : min(index, array.count)
            try array.checkResizable(vm)
            array.bytes.insert(byte, at: place)
            return .none
        }
        type.method("pop", "self, index=-1, /") { vm, arguments in
            guard let array = arguments[0].asByteArray else { return .none }
            if array.count == 0 { throw vm.indexError("pop from empty bytearray") }
            let place = try position(vm, array, arguments.optional(1) ?? Value(-1), "pop index out of range")
            try array.checkResizable(vm)
            return Value(Int(array.bytes.remove(at: place)))
        }
        type.method("remove", "self, value, /") { vm, arguments in
            let byte = try TextOperations.byte(vm, arguments[1], "byte")
            guard let array = arguments[0].asByteArray, let place = array.bytes.firstIndex(of: byte) else {
                throw vm.valueError("value not found in bytearray")
            }
            try array.checkResizable(vm)
            array.bytes.remove(at: place)
            return .none
        }
        type.method("clear", "self, /") { vm, arguments in
            try arguments[0].asByteArray?.checkResizable(vm)
            arguments[0].asByteArray?.bytes = []
            return .none
        }
        type.method("reverse", "self, /") { _, arguments in
            arguments[0].asByteArray?.bytes.reverse()
            return .none
        }
        type.method("copy", "self, /") { vm, arguments in
            vm.value(ByteArrayObject(arguments[0].asByteArray?.bytes ?? []))
        }
    }

    private static func position(_ vm: VM, _ array: ByteArrayObject, _ key: Value, _ message: String) throws -> Int {
        let index = try TextOperations.itemIndex(vm, key)
        let place = index < 0 ? index + array.count : index
        guard place >= 0, place < array.count else { throw vm.indexError(message) }
        return place
    }

    private static func replacement(_ vm: VM, _ value: Value) throws -> [UInt8] {
        if let bytes = TextOperations.bytesLike(value) { return bytes }
        var bytes: [UInt8] = []
        try vm.iterate(value) { item in
            bytes.append(try TextOperations.byte(vm, item, "byte"))
            return true
        }
        return bytes
    }
}
