import BigInt

/// `memoryview(bytes-like)`: a window of one dimension onto the memory of bytes or a bytearray.
final class MemoryViewObject: Object {
    let owner: Strong
    let start: Int
    let count: Int
    /// In items.
    let stride: Int
    let format: Character
    let isReadOnly: Bool
    private(set) var isReleased = false

    var itemSize: Int { Self.size(of: format) ?? 1 }

    init(
        _ owner: Value, start: Int, count: Int, stride: Int = 1, format: Character = "B", isReadOnly: Bool
    ) {
        self.owner = Strong(owner)
        self.start = start
        self.count = count
        self.stride = stride
        self.format = format
        self.isReadOnly = isReadOnly
        super.init(type: MemoryViewType.type)
        owner.asByteArray?.exports += 1
    }

    deinit { release() }

    func release() {
        if isReleased { return }
        isReleased = true
        owner.value.asByteArray?.exports -= 1
    }

    /// The size of one item of a format character; nil for unknown ones.
    static func size(of format: Character) -> Int? {
        switch format {
        case "b", "B", "c", "?": return 1
        case "h", "H": return 2
        case "i", "I", "f", "w": return 4
        case "l", "L", "q", "Q", "n", "N", "d": return 8
        default: return nil
        }
    }

    /// The memory looked at.
    private var ownerBytes: [UInt8] {
        owner.value.asByteArray?.bytes ?? owner.value.asBytes?.bytes ?? (owner.value.object as? ArrayObject)?.bytes
            ?? []
    }

    /// Where item `index` begins in the owner's bytes.
    func offset(_ index: Int) -> Int { start + index * stride * itemSize }

    /// The bytes of the items in order.
    var bytes: [UInt8] {
        let source = ownerBytes
        let size = itemSize
        var result: [UInt8] = []
        result.reserveCapacity(count * size)
        for index in 0..<count {
            let place = offset(index)
            if place >= 0, place + size <= source.count { result += source[place..<place + size] }
        }
        return result
    }

    func item(_ vm: VM, _ index: Int) throws -> Value {
        let place = offset(index)
        let source = ownerBytes
        guard place >= 0, place + itemSize <= source.count else {
            throw vm.indexError("index out of bounds on dimension 1")
        }
        var bits: UInt64 = 0
        for byte in (0..<itemSize).reversed() { bits = bits << 8 | UInt64(source[place + byte]) }
        switch format {
        case "c": return vm.value(BytesObject([UInt8(truncatingIfNeeded: bits)]))
        case "?": return Value(bits != 0)
        case "b": return Value(Int64(Int8(truncatingIfNeeded: bits)))
        case "h": return Value(Int64(Int16(truncatingIfNeeded: bits)))
        case "i": return Value(Int64(Int32(truncatingIfNeeded: bits)))
        case "l", "q", "n": return Value(Int64(bitPattern: bits))
        case "f": return Value(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))))
        case "d": return Value(Double(bitPattern: bits))
        default: return vm.int(BigInt(bits))
        }
    }

    func setItem(_ vm: VM, _ index: Int, _ value: Value) throws {
        let invalid = vm.valueError("memoryview: invalid value for format '\(format)'")
        var bits: UInt64 = 0
        switch format {
        case "c":
            guard let bytes = value.asBytes?.bytes else {
                throw vm.typeError("memoryview: invalid type for format 'c'")
            }
            guard bytes.count == 1 else { throw invalid }
            bits = UInt64(bytes[0])
        case "?": bits = try vm.truth(value) ? 1 : 0
        case "f": bits = UInt64(Float(try vm.double(value)).bitPattern)
        case "d": bits = try vm.double(value).bitPattern
        default:
            guard vm.unboxed(value).tag != .float, !vm.typeOf(value).special(.index).isUnbound else {
                throw vm.typeError("memoryview: invalid type for format '\(format)'")
            }
            let number = try vm.bigInt(value)
            let width = itemSize * 8
            let isSigned = format.isLowercase
            let least = isSigned ? -(BigInt(1) << (width - 1)) : 0
            let most = BigInt(1) << (isSigned ? width - 1 : width)
            guard number >= least, number < most else { throw invalid }
            bits = UInt64(truncatingIfNeeded: number)
        }
        let place = offset(index)
        for byte in 0..<itemSize {
            setByte(place + byte, UInt8(truncatingIfNeeded: bits >> UInt64(8 * byte)))
        }
    }

    /// Changes one byte of a writable owner.
    func setByte(_ place: Int, _ byte: UInt8) {
        guard place >= 0 else { return }
        if let array = owner.value.asByteArray {
            if place < array.count { array.bytes[place] = byte }
        } else if let array = owner.value.object as? ArrayObject {
            if place < array.bytes.count { array.bytes[place] = byte }
        }
    }
}

enum MemoryViewType {
    nonisolated(unsafe) static let type: TypeObject = {
        let type = TypeObject(name: "memoryview", bases: [Types.object], layout: .other, populate: populate)
        type.isFinal = true
        return type
    }()

    /// The receiver; an error where it was released.
    private static func view(_ vm: VM, _ value: Value) throws -> MemoryViewObject {
        guard let view = value.object as? MemoryViewObject else { throw vm.typeError("memoryview expected") }
        if view.isReleased { throw vm.valueError("operation forbidden on released memoryview object") }
        return view
    }

    private static func make(_ vm: VM, _ source: Value) throws -> Value {
        if let other = source.object as? MemoryViewObject {
            _ = try view(vm, source)
            return vm.value(
                MemoryViewObject(
                    other.owner.value, start: other.start, count: other.count, stride: other.stride,
                    format: other.format, isReadOnly: other.isReadOnly))
        }
        if let bytes = source.asBytes {
            return vm.value(MemoryViewObject(source, start: 0, count: bytes.bytes.count, isReadOnly: true))
        }
        if let array = source.asByteArray {
            return vm.value(MemoryViewObject(source, start: 0, count: array.count, isReadOnly: false))
        }
        if let array = source.object as? ArrayObject {
            let format = array.code == nil ? "w" : Character(array.letter)
            return vm.value(
                MemoryViewObject(source, start: 0, count: array.count, format: format, isReadOnly: false))
        }
        throw vm.typeError("memoryview: a bytes-like object is required, not '\(vm.typeName(source))'")
    }

    private static func populate(_ type: TypeObject) {
        type.docstring = "Create a new memoryview object which references the given object."
        type.set("__gradus_sequence__", .true)
        type.constructor("cls, object") { vm, arguments in try make(vm, arguments[1]) }
        type.special(.length, "self, /") { vm, arguments in Value(try view(vm, arguments[0]).count) }
        type.special(.getItem, "self, key, /") { vm, arguments in
            let view = try view(vm, arguments[0])
            if let slice = arguments[1].asSlice {
                let range = try vm.sliceRange(slice, view.count)
                return vm.value(
                    MemoryViewObject(
                        view.owner.value, start: view.offset(range.start), count: range.count,
                        stride: view.stride * range.step, format: view.format, isReadOnly: view.isReadOnly))
            }
            return try view.item(vm, try position(vm, view, arguments[1]))
        }
        type.special(.setItem, "self, key, value, /") { vm, arguments in
            let view = try view(vm, arguments[0])
            if view.isReadOnly { throw vm.typeError("cannot modify read-only memory") }
            guard let slice = arguments[1].asSlice else {
                try view.setItem(vm, try position(vm, view, arguments[1]), arguments[2])
                return .none
            }
            let range = try vm.sliceRange(slice, view.count)
            guard let source = try make(vm, arguments[2]).object as? MemoryViewObject else { return .none }
            guard source.count == range.count, source.format == view.format else {
                throw vm.valueError("memoryview assignment: lvalue and rvalue have different structures")
            }
            // A copy first: source and target may overlap.
            let items = try (0..<source.count).map { try source.item(vm, $0) }
            for (index, item) in items.enumerated() {
                try view.setItem(vm, range.start + index * range.step, item)
            }
            return .none
        }
        type.special(.delItem, "self, key, /") { vm, _ in throw vm.typeError("cannot delete memory") }
        type.special(.equal, "self, other, /") { vm, arguments in
            guard let own = arguments[0].object as? MemoryViewObject else { return .notImplemented }
            if arguments[0].isIdentical(to: arguments[1]) { return .true }
            if own.isReleased { return .false }
            guard let made = try? make(vm, arguments[1]).object as? MemoryViewObject else { return .notImplemented }
            if own.count != made.count { return .false }
            for index in 0..<own.count where try !vm.isEqual(own.item(vm, index), made.item(vm, index)) {
                return .false
            }
            return .true
        }
        type.special(.hash, "self, /") { vm, arguments in
            let view = try view(vm, arguments[0])
            if !view.isReadOnly { throw vm.valueError("cannot hash writable memoryview object") }
            return Value(try vm.hash(vm.value(BytesObject(view.bytes))))
        }
        type.special(.representation, "self, /") { vm, arguments in
            let isReleased = (arguments[0].object as? MemoryViewObject)?.isReleased ?? false
            return vm.string("<\(isReleased ? "released memory" : "memory") at \(ObjectTypes.address(arguments[0]))>")
        }
        type.special(.enter, "self, /") { vm, arguments in
            _ = try view(vm, arguments[0])
            return arguments[0]
        }
        for name in ["__exit__", "release"] {
            type.method(name, "self, /, *args") { _, arguments in
                (arguments[0].object as? MemoryViewObject)?.release()
                return .none
            }
        }
        addMethods(type)
        addAttributes(type)
    }

    private static func addMethods(_ type: TypeObject) {
        type.method("tobytes", "self, order='C'") { vm, arguments in
            vm.value(BytesObject(try view(vm, arguments[0]).bytes))
        }
        type.method("tolist", "self, /") { vm, arguments in
            let view = try view(vm, arguments[0])
            return vm.list(try (0..<view.count).map { try view.item(vm, $0) })
        }
        type.method("hex", "self, sep=None, bytes_per_sep=1") { vm, arguments in
            let bytes = vm.value(BytesObject(try view(vm, arguments[0]).bytes))
            let rest = [arguments.optional(1), arguments.optional(2)].compactMap { $0 }
            return try vm.callMethod(bytes, "hex", rest)
        }
        type.method("toreadonly", "self, /") { vm, arguments in
            let own = try view(vm, arguments[0])
            return vm.value(
                MemoryViewObject(
                    own.owner.value, start: own.start, count: own.count, stride: own.stride, format: own.format,
                    isReadOnly: true))
        }
        type.method("cast", "self, format, shape=None") { vm, arguments in
            let own = try view(vm, arguments[0])
            guard var text = arguments[1].asString?.text else {
                throw vm.typeError("format argument must be a string")
            }
            if text.hasPrefix("@") { text.removeFirst() }
            guard text.count == 1, let format = text.first, let size = MemoryViewObject.size(of: format) else {
                throw vm.valueError(
                    "memoryview: destination format must be a native single character format prefixed with an optional '@'"
                )
            }
            if arguments.orNone(2) != nil {
                throw vm.error(.notImplementedError, "Gradus does not support memoryview.cast with a shape")
            }
            guard own.stride == 1 else {
                throw vm.typeError("memoryview: casts are restricted to C-contiguous views")
            }
            guard own.itemSize == 1 || size == 1 else {
                throw vm.typeError("memoryview: cannot cast between two non-byte formats")
            }
            guard own.count * own.itemSize % size == 0 else {
                throw vm.typeError("memoryview: length is not a multiple of itemsize")
            }
            return vm.value(
                MemoryViewObject(
                    own.owner.value, start: own.start, count: own.count * own.itemSize / size, format: format,
                    isReadOnly: own.isReadOnly))
        }
    }

    private static func addAttributes(_ type: TypeObject) {
        func attribute(_ name: String, _ get: @escaping (VM, MemoryViewObject) -> Value) {
            type.property(name) { vm, value in get(vm, try view(vm, value)) }
        }
        attribute("obj") { _, view in view.owner.value }
        attribute("nbytes") { _, view in Value(view.count * view.itemSize) }
        attribute("itemsize") { _, view in Value(view.itemSize) }
        attribute("readonly") { _, view in Value(view.isReadOnly) }
        attribute("format") { vm, view in vm.string(String(view.format)) }
        attribute("ndim") { _, _ in Value(1) }
        attribute("shape") { vm, view in vm.tuple([Value(view.count)]) }
        attribute("strides") { vm, view in vm.tuple([Value(view.stride * view.itemSize)]) }
        attribute("suboffsets") { vm, _ in vm.tuple([]) }
        for name in ["c_contiguous", "f_contiguous", "contiguous"] {
            attribute(name) { _, view in Value(view.stride == 1 || view.count < 2) }
        }
    }

    private static func position(_ vm: VM, _ view: MemoryViewObject, _ key: Value) throws -> Int {
        guard !vm.typeOf(key).special(.index).isUnbound else { throw vm.typeError("memoryview: invalid slice key") }
        let index = try vm.index(key)
        let place = index < 0 ? index + view.count : index
        guard place >= 0, place < view.count else { throw vm.indexError("index out of bounds on dimension 1") }
        return place
    }
}
