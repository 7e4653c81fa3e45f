/// `array`
enum ArrayModule {
    static let module = NativeModule("array") { vm, module in
        module.type(ArrayType.type)
        module.value("ArrayType", Value(borrowing: ArrayType.type))
        module.value("typecodes", vm.string("bBuhHiIlLqQfd"))
    }
}

/// The methods of `array.array`.
enum ArrayType {
    nonisolated(unsafe) static let type: TypeObject = TypeObject(
        name: "array", module: "array", bases: [Types.object], layout: .other, populate: populate)
    nonisolated(unsafe) private static let iteratorType = Types.iterator("arrayiterator")

    private static func array(_ arguments: Arguments) -> ArrayObject { arguments[0].cast(ArrayObject.self) }

    private static func populate(_ type: TypeObject) {
        type.constructor("cls, typecode, initializer=(), /") { vm, arguments in
            let made = ArrayObject(
                code: try code(vm, arguments[1]), type: arguments.constructedType(ArrayType.type))
            let result = vm.value(made)
            if let source = arguments.optional(2) { try fill(vm, made, source) }
            return result
        }
        type.set(Special.hash.interned, .none)
        type.property("typecode") { vm, value in vm.string(value.cast(ArrayObject.self).letter) }
        type.property("itemsize") { _, value in Value(value.cast(ArrayObject.self).itemSize) }
        addItems(type)
        addChanges(type)
        addConversions(type)
        addOperators(type)
    }

    private static func code(_ vm: VM, _ value: Value) throws -> NumberCode? {
        guard let text = value.asString, text.count == 1 else {
            throw vm.typeError("array() argument 1 must be a unicode character, not \(vm.typeName(value))")
        }
        let letter = UInt8(truncatingIfNeeded: text.codePoint(at: 0))
        if letter == UInt8(ascii: "u") { return nil }
        guard let code = NumberCode(rawValue: letter), "bBhHiIlLqQfd".utf8.contains(letter) else {
            throw vm.valueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        }
        return code
    }

    private static func fill(_ vm: VM, _ made: ArrayObject, _ source: Value) throws {
        if let other = source.object as? ArrayObject {
            if (other.code == nil) != (made.code == nil) {
                throw vm.typeError(
                    other.code == nil
                        ? "cannot use a unicode array to initialize an array with typecode '\(made.letter)'"
                        : "array item must be unicode character")
            }
            for index in 0..<other.count { made.bytes += try made.encoded(vm, other.item(vm, index)) }
        } else if source.asString != nil, made.code != nil {
            throw vm.typeError("cannot use a str to initialize an array with typecode '\(made.letter)'")
        } else if let view = TextView(bytesLike: source) {
            try append(vm, made, Array(view.bytes))
        } else {
            try extend(vm, made, source)
        }
    }

    private static func append(_ vm: VM, _ made: ArrayObject, _ bytes: [UInt8]) throws {
        if bytes.count % made.itemSize != 0 { throw vm.valueError("bytes length not a multiple of item size") }
        made.bytes += bytes
    }

    private static func extend(_ vm: VM, _ made: ArrayObject, _ source: Value) throws {
        if let other = source.object as? ArrayObject {
            if other.code != made.code { throw vm.typeError("can only extend with array of same kind") }
            made.bytes += other.bytes
            return
        }
        try vm.iterate(source) { item in
            made.bytes += try made.encoded(vm, item)
            return true
        }
    }

    private static func place(_ vm: VM, _ array: ArrayObject, _ key: Value, _ message: String) throws -> Int {
        guard vm.hasIndex(key) else { throw vm.typeError("array indices must be integers") }
        guard let place = try vm.position(key, count: array.count) else { throw vm.indexError(message) }
        return place
    }

    private static func copy(_ array: ArrayObject, _ bytes: [UInt8]) -> ArrayObject {
        let made = ArrayObject(code: array.code)
        made.bytes = bytes
        return made
    }

    // MARK: Items

    private static func addItems(_ type: TypeObject) {
        type.special(.length, "self, /") { _, arguments in Value(array(arguments).count) }
        type.special(.getItem, "self, key, /") { vm, arguments in
            let array = array(arguments)
            if let slice = arguments[1].asSlice {
                let range = try vm.sliceRange(slice, array.count)
                var bytes: [UInt8] = []
                for index in 0..<range.count { bytes += array.piece(range.start + index * range.step) }
                return vm.value(copy(array, bytes))
            }
            return array.item(vm, try place(vm, array, arguments[1], "array index out of range"))
        }
        type.special(.setItem, "self, key, value, /") { vm, arguments in
            let array = array(arguments)
            guard let slice = arguments[1].asSlice else {
                let place = try place(vm, array, arguments[1], "array assignment index out of range")
                array.replace(place..<place + 1, with: try array.encoded(vm, arguments[2]))
                return .none
            }
            guard let other = arguments[2].object as? ArrayObject else {
                throw vm.typeError("can only assign array (not \"\(vm.typeName(arguments[2]))\") to array slice")
            }
            if other.code != array.code { throw vm.typeError("bad argument type for built-in operation") }
            let range = try vm.sliceRange(slice, array.count)
            if range.step == 1 {
                array.replace(range.start..<range.start + range.count, with: other.bytes)
            } else {
                if other.count != range.count {
                    throw vm.valueError(
                        "attempt to assign array of size \(other.count) to extended slice of size \(range.count)")
                }
                let new = other.bytes
                for index in 0..<range.count {
                    let place = range.start + index * range.step
                    array.replace(
                        place..<place + 1, with: Array(new[index * other.itemSize..<(index + 1) * other.itemSize]))
                }
            }
            return .none
        }
        type.special(.delItem, "self, key, /") { vm, arguments in
            let array = array(arguments)
            var removed: Set<Int>
            if let slice = arguments[1].asSlice {
                let range = try vm.sliceRange(slice, array.count)
                removed = Set((0..<range.count).map { range.start + $0 * range.step })
            } else {
                removed = [try place(vm, array, arguments[1], "array assignment index out of range")]
            }
            array.bytes = (0..<array.count).filter { !removed.contains($0) }.flatMap { array.piece($0) }
            return .none
        }
        type.special(.iterate, "self, /") { vm, arguments in
            let owner = Strong(arguments[0])
            var index = 0
            return vm.value(
                ClosureIterator(type: iteratorType) { vm in
                    let array = owner.value.cast(ArrayObject.self)
                    guard index < array.count else { return nil }
                    index += 1
                    return array.item(vm, index - 1)
                })
        }
        type.special(.contains, "self, item, /") { vm, arguments in
            Value(try find(vm, array(arguments), arguments[1]) != nil)
        }
        type.method("index", "self, v, start=0, stop=sys.maxsize, /") { vm, arguments in
            let array = array(arguments)
            let start = try vm.bound(arguments.optional(2), count: array.count, default: 0)
            let stop = try vm.bound(arguments.optional(3), count: array.count, default: array.count)
            for index in start..<max(start, stop) where try vm.isSame(array.item(vm, index), arguments[1]) {
                return Value(index)
            }
            throw vm.valueError("array.index(x): x not in array")
        }
        type.method("count", "self, v, /") { vm, arguments in
            let array = array(arguments)
            return Value(
                try (0..<array.count).reduce(0) { try $0 + (vm.isSame(array.item(vm, $1), arguments[1]) ? 1 : 0) })
        }
    }

    private static func find(_ vm: VM, _ array: ArrayObject, _ value: Value) throws -> Int? {
        for index in 0..<array.count where try vm.isSame(array.item(vm, index), value) { return index }
        return nil
    }

    // MARK: Changes

    private static func addChanges(_ type: TypeObject) {
        type.method("append", "self, v, /") { vm, arguments in
            let array = array(arguments)
            array.bytes += try array.encoded(vm, arguments[1])
            return .none
        }
        type.method("extend", "self, bb, /") { vm, arguments in
            try extend(vm, array(arguments), arguments[1])
            return .none
        }
        type.method("insert", "self, i, v, /") { vm, arguments in
            let array = array(arguments)
            var place = try vm.index(arguments[1])
            if place < 0 { place = max(0, place + array.count) }
            place = min(place, array.count)
            array.replace(place..<place, with: try array.encoded(vm, arguments[2]))
            return .none
        }
        type.method("pop", "self, i=-1, /") { vm, arguments in
            let array = array(arguments)
            if array.count == 0 { throw vm.indexError("pop from empty array") }
            let index = try place(vm, array, arguments.optional(1) ?? Value(-1), "pop index out of range")
            let item = array.item(vm, index)
            array.replace(index..<index + 1, with: [])
            return item
        }
        type.method("remove", "self, v, /") { vm, arguments in
            let array = array(arguments)
            guard let index = try find(vm, array, arguments[1]) else {
                throw vm.valueError("array.remove(x): x not in array")
            }
            array.replace(index..<index + 1, with: [])
            return .none
        }
        type.method("reverse", "self, /") { _, arguments in
            let array = array(arguments)
            array.bytes = (0..<array.count).reversed().flatMap { array.piece($0) }
            return .none
        }
        type.method("byteswap", "self, /") { _, arguments in
            let array = array(arguments)
            array.bytes = (0..<array.count).flatMap { array.piece($0).reversed() }
            return .none
        }
    }

    // MARK: Conversions

    private static func addConversions(_ type: TypeObject) {
        type.method("tolist", "self, /") { vm, arguments in
            let array = array(arguments)
            return vm.list((0..<array.count).map { array.item(vm, $0) })
        }
        for name in ["tobytes", "__bytes__"] {
            type.method(name, "self, /") { vm, arguments in vm.value(BytesObject(array(arguments).bytes)) }
        }
        type.method("frombytes", "self, buffer, /") { vm, arguments in
            try append(vm, array(arguments), try StructModule.bytes(vm, arguments[1]))
            return .none
        }
        type.method("fromlist", "self, list, /") { vm, arguments in
            guard let list = arguments[1].asList else { throw vm.typeError("arg must be list") }
            let array = array(arguments)
            let new = try list.values.flatMap { try array.encoded(vm, $0) }
            array.bytes += new
            return .none
        }
        type.method("tounicode", "self, /") { vm, arguments in
            let array = array(arguments)
            guard array.code == nil else {
                throw vm.valueError("tounicode() may only be called on unicode type arrays")
            }
            return vm.string(
                (0..<array.count).reduce(into: [UInt8]()) { $0 += array.item(vm, $1).asString?.buffer.map { $0 } ?? [] }
            )
        }
        type.method("fromunicode", "self, ustr, /") { vm, arguments in
            guard array(arguments).code == nil else {
                throw vm.valueError("fromunicode() may only be called on unicode type arrays")
            }
            try extend(vm, array(arguments), arguments[1])
            return .none
        }
        type.method("tofile", "self, f, /") { vm, arguments in
            _ = try vm.callMethod(arguments[1], "write", [vm.value(BytesObject(array(arguments).bytes))])
            return .none
        }
        type.method("fromfile", "self, f, n, /") { vm, arguments in
            let array = array(arguments)
            let wanted = try vm.index(arguments[2]).multipliedReportingOverflow(by: array.itemSize)
            if wanted.overflow || wanted.partialValue < 0 { throw vm.valueError("negative count") }
            let data = try vm.callMethod(arguments[1], "read", [Value(wanted.partialValue)])
            let bytes = try StructModule.bytes(vm, data)
            try append(vm, array, bytes)
            if bytes.count != wanted.partialValue { throw vm.error(.eofError, "read() didn't return enough bytes") }
            return .none
        }
        type.method("buffer_info", "self, /") { vm, arguments in
            let array = array(arguments)
            return vm.tuple([
                Value(array.bytes.withUnsafeBytes { Int(bitPattern: $0.baseAddress) }), Value(array.count),
            ])
        }
        for name in ["__copy__", "__deepcopy__"] {
            type.method(name, "self, memo=None, /") { vm, arguments in
                vm.value(copy(array(arguments), array(arguments).bytes))
            }
        }
        type.method("__reduce_ex__", "self, protocol, /") { vm, arguments in
            let array = array(arguments)
            return vm.tuple([
                Value(borrowing: array.type),
                vm.tuple([vm.string(array.letter), vm.list((0..<array.count).map { array.item(vm, $0) })]),
            ])
        }
    }

    // MARK: Operators

    private static func addOperators(_ type: TypeObject) {
        type.special(.representation, "self, /") { vm, arguments in
            let array = array(arguments)
            if array.count == 0 { return vm.string("array('\(array.letter)')") }
            let items: Value
            if array.code == nil {
                items = try vm.callMethod(arguments[0], "tounicode")
            } else {
                items = vm.list((0..<array.count).map { array.item(vm, $0) })
            }
            return vm.string("array('\(array.letter)', \(try vm.repr(items)))")
        }
        type.special(.add, "self, other, /") { vm, arguments in
            guard let other = arguments[1].object as? ArrayObject else {
                throw vm.typeError("can only append array (not \"\(vm.typeName(arguments[1]))\") to array")
            }
            if other.code != array(arguments).code { throw vm.typeError("bad argument type for built-in operation") }
            return vm.value(copy(array(arguments), array(arguments).bytes + other.bytes))
        }
        type.special(.inPlaceAdd, "self, other, /") { vm, arguments in
            guard arguments[1].object is ArrayObject else {
                throw vm.typeError("can only extend with array (not \"\(vm.typeName(arguments[1]))\")")
            }
            try extend(vm, array(arguments), arguments[1])
            return arguments[0]
        }
        for method in [Special.multiply, .reflectedMultiply, .inPlaceMultiply] {
            type.special(method, "self, count, /") { vm, arguments in
                let array = array(arguments)
                guard let times = try vm.repeatCount(arguments[1]) else { return .notImplemented }
                _ = try vm.checkSize(array.bytes.count, times: times)
                let bytes = [[UInt8]](repeating: array.bytes, count: times).flatMap { $0 }
                if method != .inPlaceMultiply { return vm.value(copy(array, bytes)) }
                array.bytes = bytes
                return arguments[0]
            }
        }
        for method in VM.comparisons {
            type.special(method, "self, other, /") { vm, arguments in
                guard let other = arguments[1].object as? ArrayObject else { return .notImplemented }
                let own = array(arguments)
                return try vm.compareSequences(
                    method, { own.item(vm, $0) }, { own.count }, { other.item(vm, $0) }, { other.count })
            }
        }
    }
}
