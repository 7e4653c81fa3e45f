import GradusSyntax

extension Types {
    static func populateBytes(_ type: TypeObject) {
        populateByteText(type, .bytes)
        type.special(.hash, "self, /") { vm, arguments in
            guard let bytes = arguments[0].asBytes else { return Value(0) }
            if bytes.cachedHash != 0 { return Value(bytes.cachedHash) }
            let hash = StringObject.hash(of: bytes.buffer)
            try vm.checkAbandoned()
            bytes.cachedHash = hash
            return Value(hash)
        }
        type.constructor("cls, source=b'', encoding='utf-8', errors='strict'") { vm, arguments in
            if arguments[1].tag == .bytes, arguments[0].asType === Types.bytes, arguments.optional(2) == nil {
                return arguments[1]
            }
            let bytes = try TextOperations.makeBytes(vm, arguments, "bytes")
            return vm.value(BytesObject(bytes, type: arguments[0].asType ?? Types.bytes))
        }
        type.special(.bytes, "self, /") { vm, arguments in arguments[0] }
        ReductionMethods.addArguments(to: type) { vm, value in vm.value(BytesObject(value.asBytes?.bytes ?? [])) }
    }

    /// What bytes and bytearray have in common.
    static func populateByteText(_ type: TypeObject, _ kind: TextView.Kind) {
        populateSearch(type, kind)
        populateCutting(type, kind)
        populatePadding(type, kind)
        populateByteOperators(type, kind)
        populateByteCase(type, kind)
        type.text(kind, "join", "self, iterable_of_bytes, /") { vm, text, arguments in
            var result: [UInt8] = []
            for (index, item) in try vm.array(from: arguments[1]).enumerated() {
                guard let piece = TextView(bytesLike: item) else {
                    throw vm.typeError(
                        "sequence item \(index): expected a bytes-like object, \(vm.typeName(item)) found")
                }
                if index & 0xFFF == 0xFFF { try vm.checkStop() }
                if index > 0 { result += text.bytes }
                result += piece.bytes
            }
            return text.make(vm, result)
        }
        type.text(kind, "decode", "self, /, encoding='utf-8', errors='strict'") { vm, text, arguments in
            if arguments.count == 1, PlainText.isASCII(text.bytes) {
                return vm.pool.adopt(StringObject.copied(text.bytes))
            }
            return try Codecs.decode(
                vm, text.bytes, encoding: try Codecs.name(vm, arguments.optional(1), "decode", "encoding"),
                errors: try Codecs.name(vm, arguments.optional(2), "decode", "errors"))
        }
        type.text(kind, "hex", "self, /, sep=None, bytes_per_sep=1") { vm, text, arguments in
            var separator: UInt8?
            if let given = arguments.orNone(1) {
                let view = given.asString.map { $0.buffer } ?? TextView(bytesLike: given)?.bytes
                guard let view else { throw vm.typeError("sep must be str or bytes.") }
                guard view.count == 1 else { throw vm.valueError("sep must be length 1.") }
                separator = view[0]
            }
            let group = try arguments.optional(2).map { try vm.index($0) } ?? 1
            return vm.string(TextOperations.hex(text.bytes, separator: separator, group: group))
        }
        type.classMethod("fromhex", "cls, string, /") { vm, arguments in
            guard let text = arguments[1].asString else {
                throw vm.typeError("fromhex() argument must be str, not \(vm.argumentTypeName(arguments[1]))")
            }
            let bytes = try TextOperations.bytes(vm, fromHex: text)
            let made = arguments[0].asType
            if kind == .bytes, made === Types.bytes { return vm.value(BytesObject(bytes)) }
            if kind == .byteArray, made === Types.byteArray { return vm.value(ByteArrayObject(bytes)) }
            return try vm.call(arguments[0], [vm.value(BytesObject(bytes))])
        }
        type.text(kind, "translate", "self, table, /, delete=b''") { vm, text, arguments in
            let table = arguments.orNone(1).flatMap { TextView(bytesLike: $0) }
            if let given = arguments.orNone(1) {
                guard let table else {
                    throw vm.typeError("a bytes-like object is required, not '\(vm.typeName(given))'")
                }
                guard table.count == 256 else {
                    throw vm.valueError("translation table must be 256 characters long")
                }
            }
            let deleted = arguments.optional(2).flatMap { TextView(bytesLike: $0) }
            var result: [UInt8] = []
            if text.bytes.count > PlainText.stretch { result.reserveCapacity(text.bytes.count) }
            for byte in HeardBytes(text.bytes) where !(deleted?.bytes.contains(byte) ?? false) {
                result.append(table.map { $0.bytes[Int(byte)] } ?? byte)
            }
            return text.make(vm, result)
        }
        type.staticMethod("maketrans", "frm, to, /") { vm, arguments in
            let (from, to) = (TextView(bytesLike: arguments[0]), TextView(bytesLike: arguments[1]))
            guard let from, let to else {
                let wrong = from == nil ? arguments[0] : arguments[1]
                throw vm.typeError("a bytes-like object is required, not '\(vm.typeName(wrong))'")
            }
            guard from.count == to.count else {
                throw vm.valueError("maketrans arguments must have same length")
            }
            var table = (0...255).map { UInt8($0) }
            for index in 0..<from.count { table[Int(from.bytes[index])] = to.bytes[index] }
            return vm.value(BytesObject(table))
        }
    }

    private static func populateByteOperators(_ type: TypeObject, _ kind: TextView.Kind) {
        type.special(.representation, "self, /") { vm, arguments in
            let text = TextOperations.bytesRepr(TextView(arguments[0], kind).bytes)
            if kind == .bytes { return vm.string(text) }
            return vm.string(Array("\(vm.typeOf(arguments[0]).name)(".utf8) + text + [UInt8(ascii: ")")])
        }
        type.special(.length, "self, /") { _, arguments in Value(TextView(arguments[0], kind).count) }
        type.special(.iterate, "self, /") { vm, arguments in vm.value(ByteIterator(arguments[0], kind)) }
        type.special(.getItem, "self, key, /") { vm, arguments in
            let name = kind == .bytes ? "byte" : "bytearray"
            if let slice = arguments[1].asSlice {
                let range = try vm.sliceRange(slice, TextView(arguments[0], kind).count)
                let view = TextView(arguments[0], kind)
                if range.step == 1 { return view.make(vm, range.start..<range.start + range.count) }
                let picked = [UInt8](unsafeUninitializedCapacity: range.count) { target, count in
                    PlainText.inStretches(range.count) {
                        for index in $0 { target[index] = view.bytes[range.start + index * range.step] }
                    }
                    count = range.count
                }
                return view.make(vm, picked)
            }
            if vm.unboxed(arguments[1]).tag != .int, vm.typeOf(arguments[1]).special(.index).isUnbound {
                throw vm.typeError("\(name) indices must be integers or slices, not \(vm.typeName(arguments[1]))")
            }
            let index = try TextOperations.itemIndex(vm, arguments[1])
            let view = TextView(arguments[0], kind)
            let place = index < 0 ? index + view.count : index
            guard place >= 0, place < view.count else {
                throw vm.indexError(kind == .bytes ? "index out of range" : "bytearray index out of range")
            }
            return Value(Int(view.bytes[place]))
        }
        type.special(.add, "self, value, /") { vm, arguments in
            guard let other = TextView(bytesLike: arguments[1]) else {
                if vm.hasReflection(arguments[1], .reflectedAdd) { return .notImplemented }
                throw vm.typeError("can't concat \(vm.typeName(arguments[1])) to \(vm.typeName(arguments[0]))")
            }
            let view = TextView(arguments[0], kind)
            let total = view.bytes.count + other.bytes.count
            let joined = [UInt8](unsafeUninitializedCapacity: total) { target, count in
                if let base = target.baseAddress {
                    if let first = view.bytes.baseAddress { PlainText.copy(base, first, view.bytes.count) }
                    if let second = other.bytes.baseAddress {
                        PlainText.copy(base + view.bytes.count, second, other.bytes.count)
                    }
                }
                count = total
            }
            return view.make(vm, joined)
        }
        for special in [Special.multiply, .reflectedMultiply] {
            type.special(special, "self, value, /") { vm, arguments in
                guard let times = try TextOperations.repeatCount(vm, arguments[1]) else {
                    if vm.hasReflection(arguments[1], .reflectedMultiply) { return .notImplemented }
                    throw vm.typeError("can't multiply sequence by non-int of type '\(vm.typeName(arguments[1]))'")
                }
                let view = TextView(arguments[0], kind)
                if times <= 0 || view.count == 0 { return view.make(vm, 0..<0) }
                let (total, overflow) = view.count.multipliedReportingOverflow(by: times)
                if overflow { throw vm.error(.memoryError, arguments: []) }
                try vm.checkAllocation(total)
                return view.make(
                    vm,
                    [UInt8](unsafeUninitializedCapacity: total) { buffer, count in
                        if let base = buffer.baseAddress { TextOperations.fill(base, view.bytes, total) }
                        count = total
                    })
            }
        }
        type.special(.modulo, "self, value, /") { vm, arguments in
            let view = TextView(arguments[0], kind)
            return view.make(vm, try PercentFormatter.format(vm, view.bytes, arguments[1], isBytes: true))
        }
        for (op, special) in comparisonSpecials {
            type.special(special, "self, value, /") { vm, arguments in
                guard let other = TextView(bytesLike: arguments[1]) else { return .notImplemented }
                let order = ByteSearch.order(TextView(arguments[0], kind).bytes, other.bytes)
                return NumberOperations.compare(op, Value(order), Value(0)).map { Value($0) } ?? .notImplemented
            }
        }
    }

    private static func populateByteCase(_ type: TypeObject, _ kind: TextView.Kind) {
        let mappings: [(String, CaseMapping.Kind)] = [
            ("lower", .lower), ("upper", .upper), ("title", .title), ("capitalize", .capitalize), ("swapcase", .swap),
        ]
        for (name, mapping) in mappings {
            type.text(kind, name, "self, /") { vm, text, _ in text.make(vm, CaseMapping.mapASCII(text.bytes, mapping)) }
        }
        func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
        func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
        let predicates: [(String, (ByteBuffer) -> Bool)] = [
            (
                "isalnum",
                { !$0.isEmpty && HeardBytes($0).allSatisfy { CaseMapping.isLetter($0) || Formatting.isDigit($0) } }
            ),
            ("isalpha", { !$0.isEmpty && HeardBytes($0).allSatisfy(CaseMapping.isLetter) }),
            ("isascii", { HeardBytes($0).allSatisfy { $0 < 0x80 } }),
            ("isdigit", { !$0.isEmpty && HeardBytes($0).allSatisfy(Formatting.isDigit) }),
            ("isspace", { !$0.isEmpty && HeardBytes($0).allSatisfy { ByteSearch.isSpace($0, isText: false) } }),
            ("islower", { HeardBytes($0).contains(where: isLower) && !HeardBytes($0).contains(where: isUpper) }),
            ("isupper", { HeardBytes($0).contains(where: isUpper) && !HeardBytes($0).contains(where: isLower) }),
            (
                "istitle",
                { bytes in
                    var isCased = false
                    var previous = false
                    for byte in HeardBytes(bytes) {
                        if isUpper(byte) ? previous : isLower(byte) && !previous { return false }
                        previous = isUpper(byte) || isLower(byte)
                        isCased = isCased || previous
                    }
                    return isCased
                }
            ),
        ]
        for (name, predicate) in predicates {
            type.text(kind, name, "self, /") { _, text, _ in Value(predicate(text.bytes)) }
        }
    }
}

extension TextOperations {
    static func bytesRepr(_ bytes: ByteBuffer) -> [UInt8] {
        let quote =
            HeardBytes(bytes).contains(UInt8(ascii: "'")) && !HeardBytes(bytes).contains(UInt8(ascii: "\""))
            ? UInt8(ascii: "\"") : UInt8(ascii: "'")
        var result: [UInt8] = [UInt8(ascii: "b"), quote]
        if bytes.count > PlainText.stretch { result.reserveCapacity(bytes.count + 3) }
        for byte in HeardBytes(bytes) {
            if byte == quote || byte == UInt8(ascii: "\\") {
                result += [UInt8(ascii: "\\"), byte]
            } else if byte >= 0x20, byte < 0x7F {
                result.append(byte)
            } else {
                escape(UInt32(byte), into: &result)
            }
        }
        result.append(quote)
        return result
    }

    /// - Parameter group: bytes between separators, counted from the right, or from the left where negative.
    static func hex(_ bytes: ByteBuffer, separator: UInt8?, group: Int) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var result: [UInt8] = []
        let size = Int(clamping: group.magnitude)
        result.reserveCapacity(bytes.count * 2)
        for (index, byte) in HeardBytes(bytes).enumerated() {
            if let separator, size > 0, index > 0, (group > 0 ? bytes.count - index : index) % size == 0 {
                result.append(separator)
            }
            result.append(digits[Int(byte >> 4)])
            result.append(digits[Int(byte & 15)])
        }
        return result
    }

    static func bytes(_ vm: VM, fromHex text: StringObject) throws -> [UInt8] {
        var result: [UInt8] = []
        var high: UInt8?
        for index in 0..<text.count {
            let code = text.codePoint(at: index)
            if index & 0xFFFFF == 0xFFFFF { try vm.checkStop() }
            if high == nil, code < 0x80, ByteSearch.isSpace(UInt8(code), isText: false) { continue }
            guard let scalar = Unicode.Scalar(code), scalar.isASCII,
                let digit = Character(scalar).hexDigitValue
            else { throw vm.valueError("non-hexadecimal number found in fromhex() arg at position \(index)") }
            if let first = high {
                result.append(first << 4 | UInt8(digit))
                high = nil
            } else {
                high = UInt8(digit)
            }
        }
        if high != nil {
            throw vm.valueError("non-hexadecimal number found in fromhex() arg at position \(text.count)")
        }
        return result
    }

    /// The arguments of `bytes(…)` and `bytearray(…)`; the class stands before them.
    /// - Parameter name: what errors call the numbers: `bytes`, or `byte` for a bytearray.
    static func makeBytes(_ vm: VM, _ arguments: Arguments, _ name: String) throws -> [UInt8] {
        guard let source = arguments.optional(1) else {
            if arguments.optional(2) != nil { throw vm.typeError("encoding without a string argument") }
            return []
        }
        if let text = source.asString, arguments.optional(2) != nil || vm.typeOf(source).special(.bytes).isUnbound {
            guard arguments.optional(2) != nil else {
                if arguments.optional(3) != nil { throw vm.typeError("string argument without an encoding") }
                throw vm.typeError("string argument without an encoding")
            }
            let function = name == "byte" ? "bytearray" : name
            return try Codecs.encode(
                vm, text, encoding: try Codecs.name(vm, arguments.optional(2), function, "encoding"),
                errors: try Codecs.name(vm, arguments.optional(3), function, "errors"))
        }
        if arguments.optional(2) != nil { throw vm.typeError("encoding without a string argument") }
        if arguments.optional(3) != nil { throw vm.typeError("errors without a string argument") }
        if source.tag == .int || source.tag == .bool || source.tag == .bigInt {
            if source.tag == .bigInt {
                throw vm.error(.overflowError, "cannot fit 'int' into an index-sized integer")
            }
            if source.intBits < 0 { throw vm.valueError("negative count") }
            try vm.checkAllocation(Int(source.intBits))
            return PlainText.array(repeating: 0, Int(source.intBits))
        }
        if bytesLike(source) == nil, vm.typeOf(source).special(.bytes).isUnbound,
            !vm.typeOf(source).special(.index).isUnbound
        {
            let count = try vm.index(source)
            if count < 0 { throw vm.valueError("negative count") }
            try vm.checkAllocation(count)
            return PlainText.array(repeating: 0, count)
        }
        return try makeBytes(vm, from: source, what: name == "byte" ? "byte" : "bytes")
    }
}
