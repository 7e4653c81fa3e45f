import BigInt

/// `struct`: machine numbers in bytes.
enum StructModule {
    static let module = NativeModule("struct") { vm, module in
        module.value("error", Value(borrowing: errorType))
        module.type(StructObject.structType)
        module.value(
            "__all__",
            vm.list(
                [
                    "calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error",
                ].map { vm.string($0) }))
        module.function("calcsize", "format, /") { vm, arguments in Value(try layout(vm, arguments[0]).size) }
        module.function("pack", "format, /, *values") { vm, arguments in
            vm.value(BytesObject(try layout(vm, arguments[0]).pack(vm, arguments.star(1), "pack")))
        }
        module.function("unpack", "format, buffer, /") { vm, arguments in
            try layout(vm, arguments[0]).unpack(vm, arguments[1])
        }
        module.function("unpack_from", "format, /, buffer, offset=0") { vm, arguments in
            try layout(vm, arguments[0]).unpack(vm, arguments[1], from: arguments.optional(2) ?? Value(0))
        }
        module.function("iter_unpack", "format, buffer, /") { vm, arguments in
            try layout(vm, arguments[0]).iterate(vm, arguments[1])
        }
        module.function("pack_into", "format, buffer, offset, /, *values") { vm, arguments in
            try layout(vm, arguments[0]).pack(vm, arguments.star(3), into: arguments[1], arguments[2])
        }
    }

    nonisolated(unsafe) static let errorType: TypeObject = TypeObject(
        name: "error", module: "struct", bases: [ExceptionKind.exception.type], layout: .exception, hasAttributes: true)

    static func error(_ vm: VM, _ message: String) -> Thrown {
        Thrown(ExceptionObject(type: errorType, arguments: TupleObject([vm.string(message)])))
    }

    nonisolated(unsafe) private static var known: [String: StructLayout] = [:]

    /// The parsed form of a format.
    static func layout(_ vm: VM, _ value: Value) throws -> StructLayout {
        let text: String
        if let string = value.asString {
            text = string.text
        } else if let bytes = value.asBytes {
            text = String(decoding: bytes.bytes, as: UTF8.self)
        } else {
            throw vm.typeError("Struct() argument 1 must be a str or bytes object, not \(vm.typeName(value))")
        }
        if let layout = known[text] { return layout }
        let layout = try StructLayout(vm, text)
        if known.count > 100 { known.removeAll() }
        known[text] = layout
        return layout
    }

    static func bytes(_ vm: VM, _ value: Value) throws -> [UInt8] {
        if let bytes = value.asBytes { return bytes.bytes }
        if let array = value.object as? ArrayObject { return array.bytes }
        guard let view = TextView(bytesLike: value) else {
            throw vm.typeError("a bytes-like object is required, not '\(vm.typeName(value))'")
        }
        return PlainText.array(view.bytes)
    }
}

/// A format of `struct`: where each field is.
struct StructLayout {
    enum Kind {
        case number(NumberCode)
        case character
        /// `count` bytes; of a Pascal string the first is its length.
        case text(isPascal: Bool)
    }

    struct Field {
        let kind: Kind
        let offset: Int
        let size: Int
    }

    let format: String
    private(set) var size = 0
    private var fields: [Field] = []
    private var isBig = false

    init(_ vm: VM, _ format: String) throws {
        self.format = format
        var text = Array(format.utf8)[...]
        var isNative = true
        var isAligned = true
        if let first = text.first, let mark = Optional(Character(UnicodeScalar(first))), "@=<>!".contains(mark) {
            text.removeFirst()
            isNative = mark == "@"
            isAligned = isNative
            isBig = mark == ">" || mark == "!"
        }
        while let byte = text.popFirst() {
            if byte == 0x20 || (9...13).contains(byte) { continue }
            var letter = byte
            var count = 1
            if byte &- 0x30 < 10 {
                count = Int(byte - 0x30)
                while let digit = text.first, digit &- 0x30 < 10 {
                    text.removeFirst()
                    count = count * 10 + Int(digit - 0x30)
                    if count > 1 << 40 { throw StructModule.error(vm, "overflow in item count") }
                }
                guard let next = text.popFirst() else {
                    throw StructModule.error(vm, "repeat count given without format specifier")
                }
                letter = next
            }
            switch letter {
            case UInt8(ascii: "x"): size += count
            case UInt8(ascii: "s"), UInt8(ascii: "p"):
                fields.append(Field(kind: .text(isPascal: letter == UInt8(ascii: "p")), offset: size, size: count))
                size += count
            case UInt8(ascii: "c"): try add(vm, .character, 1, count)
            default:
                guard let code = NumberCode(rawValue: letter),
                    isNative || (code != .size && code != .unsignedSize && code != .pointer)
                else { throw StructModule.error(vm, "bad char in struct format") }
                let width = code.size(isNative: isNative)
                if isAligned { size = (size + width - 1) / width * width }
                try add(vm, .number(code), width, count)
            }
        }
    }

    private mutating func add(_ vm: VM, _ kind: Kind, _ width: Int, _ count: Int) throws {
        if fields.count + count > 1 << 22 { throw vm.error(.memoryError, arguments: []) }
        for _ in 0..<count {
            fields.append(Field(kind: kind, offset: size, size: width))
            size += width
        }
    }

    // MARK: Packing

    func pack(_ vm: VM, _ values: [Value], _ function: String) throws -> [UInt8] {
        if values.count != fields.count {
            throw StructModule.error(
                vm, "\(function) expected \(fields.count) items for packing (got \(values.count))")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        for (field, value) in zip(fields, values) {
            while bytes.count < field.offset { bytes.append(0) }
            try append(vm, field, value, to: &bytes)
        }
        while bytes.count < size { bytes.append(0) }
        return bytes
    }

    private func append(_ vm: VM, _ field: Field, _ value: Value, to bytes: inout [UInt8]) throws {
        switch field.kind {
        case .character:
            guard let view = TextView(bytesLike: value), view.count == 1 else {
                throw StructModule.error(vm, "char format requires a bytes object of length 1")
            }
            bytes.append(view.bytes[0])
        case .text(let isPascal):
            guard let view = TextView(bytesLike: value) else {
                throw StructModule.error(vm, "argument for '\(isPascal ? "p" : "s")' must be a bytes object")
            }
            if isPascal, field.size == 0 { return }
            let kept = min(view.count, isPascal ? field.size - 1 : field.size)
            if isPascal { bytes.append(UInt8(min(kept, 255))) }
            bytes += view.bytes.prefix(kept)
            bytes += [UInt8](repeating: 0, count: field.size - kept - (isPascal ? 1 : 0))
        case .number(let code):
            let pattern = try self.pattern(vm, code, field.size, value)
            NumberCode.append(pattern, size: field.size, isBig: isBig, to: &bytes)
        }
    }

    private func pattern(_ vm: VM, _ code: NumberCode, _ size: Int, _ value: Value) throws -> UInt64 {
        if code == .bool { return try vm.truth(value) ? 1 : 0 }
        if code.isFloat {
            let number: Double
            do {
                number = try vm.double(value)
            } catch let error where vm.isException(error, .typeError) || vm.isException(error, .overflowError) {
                throw StructModule.error(vm, "required argument is not a float")
            }
            if code == .double { return number.bitPattern }
            if code == .float {
                let narrow = Float(number)
                if narrow.isInfinite, !number.isInfinite, !isNativeFormat {
                    throw vm.error(.overflowError, "float too large to pack with f format")
                }
                return UInt64(narrow.bitPattern)
            }
            guard let half = HalfFloat.pattern(number) else {
                throw vm.error(.overflowError, "float too large to pack with e format")
            }
            return UInt64(half)
        }
        guard vm.hasIndex(value) else { throw StructModule.error(vm, "required argument is not an integer") }
        let number: BigInt
        if value.tag == .int || value.tag == .bool {
            if size == 8, code.isSigned { return UInt64(bitPattern: value.intBits) }
            number = BigInt(value.intBits)
        } else {
            number = try vm.bigInt(value)
        }
        let (least, most) = code.range(size: size)
        if number >= least, number <= most {
            return number.signum() < 0
                ? UInt64(bitPattern: Int64(truncatingIfNeeded: number)) : UInt64(truncatingIfNeeded: number)
        }
        let isFar = size > 4 || Int64(exactly: number) == nil || (size == 4 && !code.isSigned && number.signum() < 0)
        if isFar { throw StructModule.error(vm, "argument out of range") }
        let names: [NumberCode: String] = [.int8: "byte", .uint8: "ubyte", .int16: "short", .uint16: "ushort"]
        throw StructModule.error(
            vm, "\(names[code] ?? "'\(code.letter)'") format requires \(least) <= number <= \(most)")
    }

    private var isNativeFormat: Bool {
        guard let first = format.utf8.first else { return true }
        return !"=<>!".utf8.contains(first)
    }

    func pack(_ vm: VM, _ values: [Value], into buffer: Value, _ place: Value) throws -> Value {
        let view = buffer.object as? MemoryViewObject
        guard buffer.asByteArray != nil || buffer.object is ArrayObject || view.map({ !$0.isReadOnly }) ?? false else {
            throw vm.typeError(
                "pack_into() argument 1 must be read-write bytes-like object, not \(vm.typeName(buffer))")
        }
        let bytes = try pack(vm, values, "pack_into")
        let count = try StructModule.bytes(vm, buffer).count
        let offset = try offset(vm, place, count: count, "pack_into", "packing")
        if let array = buffer.asByteArray {
            array.bytes.replaceSubrange(offset..<offset + size, with: bytes)
        } else if let array = buffer.object as? ArrayObject {
            array.bytes.replaceSubrange(offset..<offset + size, with: bytes)
        } else if let view, view.stride == 1 {
            for (index, byte) in bytes.enumerated() { view.setByte(view.start + offset + index, byte) }
        }
        return .none
    }

    private func offset(_ vm: VM, _ value: Value, count: Int, _ function: String, _ verb: String) throws -> Int {
        var offset = try vm.clampedIndex(value)
        if offset < 0 {
            if offset + count < 0 {
                throw StructModule.error(vm, "offset \(offset) out of range for \(count)-byte buffer")
            }
            if offset.addingReportingOverflow(size).partialValue > 0 {
                let what = verb == "packing" ? "no space to pack" : "not enough data to unpack"
                throw StructModule.error(vm, "\(what) \(size) bytes at offset \(offset)")
            }
            offset += count
        }
        if offset > count || count - offset < size {
            throw StructModule.error(
                vm,
                "\(function) requires a buffer of at least \(BigInt(offset) + BigInt(size)) bytes for \(verb) \(size) bytes at offset \(offset) (actual buffer size is \(count))"
            )
        }
        return offset
    }

    // MARK: Unpacking

    func unpack(_ vm: VM, _ buffer: Value) throws -> Value {
        let bytes = try StructModule.bytes(vm, buffer)
        if bytes.count != size { throw StructModule.error(vm, "unpack requires a buffer of \(size) bytes") }
        return read(vm, bytes, at: 0)
    }

    func unpack(_ vm: VM, _ buffer: Value, from place: Value) throws -> Value {
        let bytes = try StructModule.bytes(vm, buffer)
        return read(vm, bytes, at: try offset(vm, place, count: bytes.count, "unpack_from", "unpacking"))
    }

    func iterate(_ vm: VM, _ buffer: Value) throws -> Value {
        let bytes = try StructModule.bytes(vm, buffer)
        if size == 0 {
            throw StructModule.error(vm, "cannot iteratively unpack with a struct of length 0")
        }
        if bytes.count % size != 0 {
            throw StructModule.error(vm, "iterative unpacking requires a buffer of a multiple of \(size) bytes")
        }
        var place = 0
        let layout = self
        return vm.value(
            ClosureIterator(type: StructObject.iteratorType) { vm in
                guard place < bytes.count else { return nil }
                place += layout.size
                return layout.read(vm, bytes, at: place - layout.size)
            })
    }

    private func read(_ vm: VM, _ bytes: [UInt8], at start: Int) -> Value {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else {
                return vm.tuple(fields.map { _ in vm.value(BytesObject([])) })
            }
            return vm.tuple(
                fields.map { field in
                    let place = base + start + field.offset
                    switch field.kind {
                    case .number(let code): return code.read(vm, place, size: field.size, isBig: isBig)
                    case .character: return vm.value(BytesObject([place[0]]))
                    case .text(let isPascal):
                        let all = UnsafeBufferPointer(start: place, count: field.size)
                        if !isPascal { return vm.value(BytesObject(Array(all))) }
                        let kept = min(Int(all.first ?? 0), max(field.size - 1, 0))
                        return vm.value(BytesObject(Array(all.dropFirst().prefix(kept))))
                    }
                })
        }
    }
}

/// `struct.Struct`
final class StructObject: Object {
    let layout: StructLayout

    init(_ layout: StructLayout, type: TypeObject) {
        self.layout = layout
        super.init(type: type)
    }

    nonisolated(unsafe) static let iteratorType = Types.iterator("unpack_iterator")

    nonisolated(unsafe) static let structType: TypeObject = TypeObject(
        name: "Struct", module: "_struct", bases: [Types.object], layout: .other
    ) { type in
        func layout(_ arguments: Arguments) -> StructLayout { arguments[0].cast(StructObject.self).layout }
        type.constructor("cls, format") { vm, arguments in
            vm.value(
                StructObject(
                    try StructModule.layout(vm, arguments[1]), type: arguments.constructedType(structType)))
        }
        type.property("size") { _, value in Value(value.cast(StructObject.self).layout.size) }
        type.property("format") { vm, value in vm.string(value.cast(StructObject.self).layout.format) }
        type.method("pack", "self, /, *values") { vm, arguments in
            vm.value(BytesObject(try layout(arguments).pack(vm, arguments.star(1), "pack")))
        }
        type.method("unpack", "self, buffer, /") { vm, arguments in try layout(arguments).unpack(vm, arguments[1]) }
        type.method("unpack_from", "self, buffer, offset=0") { vm, arguments in
            try layout(arguments).unpack(vm, arguments[1], from: arguments.optional(2) ?? Value(0))
        }
        type.method("iter_unpack", "self, buffer, /") { vm, arguments in
            try layout(arguments).iterate(vm, arguments[1])
        }
        type.method("pack_into", "self, buffer, offset, /, *values") { vm, arguments in
            try layout(arguments).pack(vm, arguments.star(3), into: arguments[1], arguments[2])
        }
    }
}
