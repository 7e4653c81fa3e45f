/// What a method of str, bytes or bytearray works on.
struct TextView {
    enum Kind { case string, bytes, byteArray }

    let bytes: ByteBuffer
    /// Characters of a string, bytes otherwise.
    let count: Int
    let kind: Kind
    /// Owns the memory of `bytes`; also the argument itself.
    let owner: Object

    var isText: Bool { kind == .string }
    private var isSimple: Bool { count == bytes.count }

    /// The receiver of a method; an empty text for anything else (the machine checks receivers).
    init(_ value: Value, _ kind: Kind) {
        self.kind = kind
        switch kind {
        case .string:
            let string = value.asString ?? TextOperations.empty
            (bytes, count, owner) = (string.buffer, string.count, string)
        case .bytes:
            let object = value.asBytes ?? BytesObject([])
            (bytes, count, owner) = (object.buffer, object.bytes.count, object)
        case .byteArray:
            let object = value.asByteArray ?? ByteArrayObject([])
            (bytes, count, owner) = (object.buffer, object.count, object)
        }
    }

    /// A bytes-like value, or nil.
    init?(bytesLike value: Value) {
        if value.asBytes != nil {
            self.init(value, .bytes)
        } else if value.asByteArray != nil {
            self.init(value, .byteArray)
        } else if let view = value.object as? MemoryViewObject {
            let copy = BytesObject(view.bytes)
            self.init(Value(borrowing: copy), .bytes)
        } else if let array = value.object as? ArrayObject {
            let copy = BytesObject(array.bytes)
            self.init(Value(borrowing: copy), .bytes)
        } else {
            return nil
        }
    }

    subscript(_ range: Range<Int>) -> ByteBuffer { ByteBuffer(rebasing: bytes[range]) }

    /// The place in bytes of character `index`, which is in `0...count`.
    func offset(_ index: Int) -> Int {
        isSimple ? index : index >= count ? bytes.count : Formatting.byteLength(of: index, in: bytes)
    }

    /// The number of the character at a place in bytes.
    func index(_ offset: Int) -> Int { isSimple ? offset : TextOperations.scalarCount(self[0..<offset]) }

    /// A new object of the same kind.
    func make(_ vm: VM, _ buffer: ByteBuffer) -> Value {
        switch kind {
        case .string:
            if buffer.isEmpty { return Value(borrowing: TextOperations.empty) }
            return vm.pool.adopt(StringObject.copied(buffer))
        case .bytes: return vm.value(BytesObject(PlainText.array(buffer)))
        case .byteArray: return vm.value(ByteArrayObject(PlainText.array(buffer)))
        }
    }

    func make(_ vm: VM, _ array: [UInt8]) -> Value {
        switch kind {
        case .string: return array.withUnsafeBufferPointer { make(vm, $0) }
        case .bytes: return vm.value(BytesObject(array))
        case .byteArray: return vm.value(ByteArrayObject(array))
        }
    }
    func make(_ vm: VM, _ range: Range<Int>) -> Value { make(vm, self[range]) }

    /// The receiver where nothing changed: a string of a derived class becomes a plain one.
    func unchanged(_ vm: VM) -> Value {
        if kind != .byteArray, owner.tag != .object { return vm.pool.keep(Value(borrowing: owner)) }
        return make(vm, bytes)
    }

    /// Bounds of `[start:end]` in characters, or nil where start is beyond the end of the text.
    func bounds(_ vm: VM, _ start: Value?, _ end: Value?) throws -> (start: Int, end: Int)? {
        func bound(_ value: Value?, _ missing: Int) throws -> Int {
            guard let value, !value.isNone else { return missing }
            let plain = vm.unboxed(value)
            if plain.tag == .bigInt { return NumberOperations.bigInt(plain).sign == .minus ? 0 : .max }
            if plain.tag != .int, vm.typeOf(value).special(.index).isUnbound {
                throw vm.typeError("slice indices must be integers or None or have an __index__ method")
            }
            let index = try vm.index(value)
            return index < 0 ? max(0, index + count) : index
        }
        let from = try bound(start, 0)
        let to = min(try bound(end, count), count)
        return from > count ? nil : (from, max(to, from - 1))
    }
}

extension TypeObject {
    /// Adds a method of str, bytes or bytearray.
    func text(
        _ kind: TextView.Kind, _ name: String, _ signature: String,
        _ body: @escaping (VM, TextView, Arguments) throws -> Value
    ) {
        method(name, signature) { vm, arguments in try body(vm, TextView(arguments[0], kind), arguments) }
    }
}

extension Value {
    /// The bytes of `bytes`, `bytearray`, `memoryview` and `array`; nil for anything else.
    public var bytesLike: [UInt8]? {
        if let object = asBytes { return object.bytes }
        return TextView(bytesLike: self).map { PlainText.array($0.bytes) }
    }
}
