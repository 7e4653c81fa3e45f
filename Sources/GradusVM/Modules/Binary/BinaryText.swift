import CZlib

/// `binascii`: bytes as text.
enum BinaryText {
    static let module = NativeModule("binascii") { vm, module in
        module.value("Error", Value(borrowing: errorType))
        module.value("Incomplete", Value(borrowing: incompleteType))
        LetterGroups.add(to: module)
        for name in ["hexlify", "b2a_hex"] {
            module.function(name, "data, sep=None, bytes_per_sep=1") { vm, arguments in
                let bytes = try StructModule.bytes(vm, arguments[0])
                var digits = Array(hexadecimal(bytes).utf8)
                if let separator = arguments.orNone(1) {
                    let mark = separator.asString.map { Array($0.buffer) } ?? separator.asBytes?.bytes ?? []
                    guard mark.count == 1 else { throw vm.valueError("sep must be length 1.") }
                    digits = grouped(digits, mark[0], try arguments.optional(2).map { try vm.index($0) } ?? 1)
                }
                return vm.value(BytesObject(digits))
            }
        }
        for name in ["unhexlify", "a2b_hex"] {
            module.function(name, "hexstr, /") { vm, arguments in
                let digits = try ascii(vm, arguments[0])
                if digits.count % 2 != 0 { throw error(vm, "Odd-length string") }
                var bytes: [UInt8] = []
                for place in stride(from: 0, to: digits.count, by: 2) {
                    guard PatternText.isHex(UInt32(digits[place])), PatternText.isHex(UInt32(digits[place + 1])) else {
                        throw error(vm, "Non-hexadecimal digit found")
                    }
                    let pair = [UInt32(digits[place]), UInt32(digits[place + 1])]
                    bytes.append(UInt8(truncatingIfNeeded: PatternText.number(pair, base: 16)))
                }
                return vm.value(BytesObject(bytes))
            }
        }
        module.function("b2a_base64", "data, /, *, newline=True") { vm, arguments in
            let bytes = try StructModule.bytes(vm, arguments[0])
            var result = base64(bytes)
            try vm.checkStop()
            if try arguments.optional(1).map({ try vm.truth($0) }) ?? true { result.append(10) }
            return vm.value(BytesObject(result))
        }
        module.function("a2b_base64", "data, /, *, strict_mode=False") { vm, arguments in
            let isStrict = try arguments.optional(1).map { try vm.truth($0) } ?? false
            return vm.value(BytesObject(try decodeBase64(vm, try ascii(vm, arguments[0]), isStrict: isStrict)))
        }
        module.function("crc32", "data, crc=0, /") { vm, arguments in
            let start = UInt(truncatingIfNeeded: try arguments.optional(1).map { try vm.index($0) } ?? 0)
            return Value(Int(try crc32(vm, start & 0xFFFF_FFFF, try StructModule.bytes(vm, arguments[0]))))
        }
    }

    nonisolated(unsafe) private static let errorType: TypeObject = TypeObject(
        name: "Error", module: "binascii", bases: [ExceptionKind.valueError.type], layout: .exception,
        hasAttributes: true)
    nonisolated(unsafe) private static let incompleteType: TypeObject = TypeObject(
        name: "Incomplete", module: "binascii", bases: [ExceptionKind.exception.type], layout: .exception,
        hasAttributes: true)

    private static func error(_ vm: VM, _ message: String) -> Thrown {
        Thrown(ExceptionObject(type: errorType, arguments: TupleObject([vm.string(message)])))
    }

    /// Bytes, or a str of ASCII.
    private static func ascii(_ vm: VM, _ value: Value) throws -> [UInt8] {
        if let text = value.asString {
            guard text.isASCII else { throw vm.valueError("string argument should contain only ASCII characters") }
            return PlainText.array(text.buffer)
        }
        if value.object is ArrayObject || TextView(bytesLike: value) != nil { return try StructModule.bytes(vm, value) }
        throw vm.typeError(
            "argument should be bytes, buffer or ASCII string, not '\(vm.typeName(value))'")
    }

    static func crc32(_ vm: VM, _ start: UInt, _ bytes: [UInt8]) throws -> UInt {
        try checksum(vm, start, bytes, CZlib.crc32)
    }

    /// A checksum of zlib's, in stretches between which Ctrl-C is heard.
    static func checksum(
        _ vm: VM, _ start: UInt, _ bytes: [UInt8], _ function: (UInt, UnsafePointer<UInt8>?, UInt32) -> UInt
    ) throws -> UInt {
        var value = start
        try bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            try PlainText.inStretches(vm, buffer.count) {
                value = function(value, base + $0.lowerBound, UInt32($0.count))
            }
        }
        return value
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Groups counted from the right, or from the left where the size is negative.
    private static func grouped(_ digits: [UInt8], _ mark: UInt8, _ size: Int) -> [UInt8] {
        let count = digits.count / 2
        guard size != 0 else { return digits }
        var result: [UInt8] = []
        for place in 0..<count {
            let isBoundary = size > 0 ? (count - place) % size == 0 : place % Int(size.magnitude) == 0
            if place > 0, isBoundary { result.append(mark) }
            result += digits[2 * place..<2 * place + 2]
        }
        return result
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        var first = 0
        // Whole groups, which are nearly all.
        bytes.withUnsafeBufferPointer { source in
            while first + 3 <= source.count, !Attention.isInterrupted {
                let number = Int(source[first]) << 16 | Int(source[first + 1]) << 8 | Int(source[first + 2])
                result.append(alphabet[number >> 18 & 63])
                result.append(alphabet[number >> 12 & 63])
                result.append(alphabet[number >> 6 & 63])
                result.append(alphabet[number & 63])
                first += 3
            }
        }
        if Attention.isInterrupted { return result }
        for place in stride(from: first, to: bytes.count, by: 3) {
            let group = bytes[place..<min(place + 3, bytes.count)]
            let number = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for digit in 0..<4 {
                result.append(digit <= group.count ? alphabet[number >> (18 - 6 * digit) & 63] : UInt8(ascii: "="))
            }
        }
        return result
    }

    private static let values: [Int] = {
        var values = [Int](repeating: -1, count: 256)
        for (value, letter) in alphabet.enumerated() { values[Int(letter)] = value }
        return values
    }()

    /// Characters outside the alphabet are skipped.
    private static func decodeBase64(_ vm: VM, _ text: [UInt8], isStrict: Bool) throws -> [UInt8] {
        var result: [UInt8] = []
        var quad = 0
        var left = 0
        var padding = 0
        var isPadded = false
        if isStrict, text.first == UInt8(ascii: "=") { throw error(vm, "Leading padding not allowed") }
        for (place, byte) in text.enumerated() {
            if place & 0xFFFFF == 0xFFFFF { try vm.checkStop() }
            if byte == UInt8(ascii: "=") {
                padding += 1
                if quad >= 2, quad + padding >= 4 {
                    if isStrict, place + 1 < text.count { throw error(vm, "Excess data after padding") }
                    isPadded = true
                    break
                }
                continue
            }
            let value = values[Int(byte)]
            if value < 0 {
                if isStrict { throw error(vm, "Only base64 data is allowed") }
                continue
            }
            if isStrict, padding > 0 { throw error(vm, "Discontinuous padding not allowed") }
            padding = 0
            switch quad {
            case 0: left = value
            case 1:
                result.append(UInt8(truncatingIfNeeded: left << 2 | value >> 4))
                left = value & 0x0F
            case 2:
                result.append(UInt8(truncatingIfNeeded: left << 4 | value >> 2))
                left = value & 0x03
            default:
                result.append(UInt8(truncatingIfNeeded: left << 6 | value))
                left = 0
            }
            quad = (quad + 1) % 4
        }
        if quad != 0, !isPadded {
            if quad == 1 {
                throw error(
                    vm,
                    "Invalid base64-encoded string: number of data characters (\(result.count / 3 * 4 + 1)) cannot be 1 more than a multiple of 4"
                )
            }
            throw error(vm, "Incorrect padding")
        }
        return result
    }
}
