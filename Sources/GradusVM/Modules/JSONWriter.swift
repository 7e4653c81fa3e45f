/// Writes values as JSON; `JSONModule` says what the arguments are.
final class JSONWriter {
    let vm: VM
    var text: [UInt8] = []
    private let makeDefault: Value
    private let skipsKeys: Bool
    private let isASCII: Bool
    private let allowsNaN: Bool
    private let indent: [UInt8]?
    private let itemSeparator: [UInt8]
    private let keySeparator: [UInt8]
    private let sortsKeys: Bool
    /// The containers being written, outermost first.
    private var open: [UInt64] = []

    init(_ vm: VM, _ arguments: Arguments) throws {
        self.vm = vm
        makeDefault = arguments[1]
        skipsKeys = try vm.truth(arguments[2])
        isASCII = try vm.truth(arguments[3])
        allowsNaN = try vm.truth(arguments[5])
        if let width = arguments.orNone(6) {
            if let filler = width.asString {
                indent = Array(filler.buffer)
            } else {
                indent = [UInt8](repeating: 0x20, count: max(0, min(try vm.index(width), 1000)))
            }
        } else {
            indent = nil
        }
        itemSeparator = arguments[7].asString.map { Array($0.buffer) } ?? []
        keySeparator = arguments[8].asString.map { Array($0.buffer) } ?? []
        sortsKeys = try vm.truth(arguments[9])
    }

    func write(_ value: Value, depth: Int) throws {
        let plain = vm.unboxed(value)
        switch plain.tag {
        case .none: text += "null".utf8
        case .bool: text += (plain.bits != 0 ? "true" : "false").utf8
        case .int: vm.appendDecimal(plain.intBits, to: &text)
        case .bigInt: text += try vm.repr(plain).utf8
        case .float:
            if plain.floatBits.isFinite, case let digits = NumberOperations.ownedText(plain), digits.tag == .string {
                text.append(contentsOf: digits.layout(StringLayout.self).pointee.buffer)
                digits.release()
            } else {
                text += try number(plain.floatBits).utf8
            }
        case .string: try write(plain.cast(StringObject.self))
        default:
            if let string = value.asString {
                try write(string)
            } else if let list = value.asList {
                try enclosed(value) { try writeItems(count: { list.count }, item: { list[$0] }, depth: depth) }
            } else if let tuple = value.asTuple {
                try enclosed(value) { try writeItems(count: { tuple.count }, item: { tuple[$0] }, depth: depth) }
            } else if let dictionary = value.asDictionary {
                try enclosed(value) { try write(dictionary, depth: depth) }
            } else if makeDefault.isNone {
                throw vm.typeError("Object of type \(vm.typeName(value)) is not JSON serializable")
            } else {
                try enclosed(value) { try write(try vm.call(makeDefault, [value]), depth: depth) }
            }
        }
    }

    private func enclosed(_ value: Value, _ body: () throws -> Void) throws {
        if open.contains(value.bits) { throw vm.valueError("Circular reference detected") }
        open.append(value.bits)
        if open.count > 900 {
            throw vm.error(.recursionError, "maximum recursion depth exceeded while encoding a JSON object")
        }
        try body()
        open.removeLast()
    }

    private func number(_ x: Double) throws -> String {
        if x.isFinite { return try vm.repr(Value(x)) }
        if !allowsNaN {
            throw vm.valueError("Out of range float values are not JSON compliant")
        }
        return x.isNaN ? "NaN" : x > 0 ? "Infinity" : "-Infinity"
    }

    private func newLine(_ depth: Int) {
        guard let indent else { return }
        text.append(0x0A)
        for _ in 0..<depth { text += indent }
    }

    private func writeItems(count: () -> Int, item: (Int) -> Value, depth: Int) throws {
        if count() == 0 {
            text += "[]".utf8
            return
        }
        text.append(0x5B)
        var index = 0
        while index < count() {
            if index > 0 { text += itemSeparator }
            newLine(depth + 1)
            try write(item(index), depth: depth + 1)
            index += 1
            if index & 1023 == 0 { try vm.checkInterrupt() }
        }
        newLine(depth)
        text.append(0x5D)
    }

    private func write(_ dictionary: DictionaryObject, depth: Int) throws {
        if dictionary.count == 0 {
            text += "{}".utf8
            return
        }
        text.append(0x7B)
        var entries = dictionary.entries
        if sortsKeys {
            let order = try vm.sorted(entries.map(\.key))
            entries = try order.map { ($0, try dictionary.get(vm, $0) ?? .none) }
        }
        var isFirst = true
        var written = 0
        for entry in entries {
            let key = vm.unboxed(entry.key)
            var name: String?
            switch key.tag {
            case .none: name = "null"
            case .bool: name = key.bits != 0 ? "true" : "false"
            case .int, .bigInt: name = try vm.repr(key)
            case .float: name = try number(key.floatBits)
            default:
                if key.asString == nil {
                    if skipsKeys { continue }
                    throw vm.typeError(
                        "keys must be str, int, float, bool or None, not \(vm.typeName(entry.key))")
                }
            }
            if !isFirst { text += itemSeparator }
            isFirst = false
            newLine(depth + 1)
            if let name {
                text += "\"\(name)\"".utf8
            } else if let string = key.asString {
                try write(string)
            }
            text += keySeparator
            try write(entry.value, depth: depth + 1)
            written += 1
            if written & 1023 == 0 { try vm.checkInterrupt() }
        }
        newLine(depth)
        text.append(0x7D)
    }

    private func write(_ string: StringObject) throws {
        text.append(0x22)
        if string.isASCII {
            // Whole runs of what needs no escape.
            let bytes = string.buffer
            if bytes.count > PlainText.stretch { text.reserveCapacity(text.count + bytes.count + 2) }
            try PlainText.inStretches(vm, bytes.count) { part in
                var start = part.lowerBound
                for index in part where bytes[index] < 0x20 || bytes[index] == 0x22 || bytes[index] == 0x5C {
                    text.append(contentsOf: bytes[start..<index])
                    write(scalar: UInt32(bytes[index]))
                    start = index + 1
                }
                text.append(contentsOf: bytes[start..<part.upperBound])
            }
        } else {
            for index in 0..<string.count {
                if index & 0xFFFF == 0xFFFF { try vm.checkStop() }
                write(scalar: string.codePoint(at: index))
            }
        }
        text.append(0x22)
    }

    private func write(scalar: UInt32) {
        switch scalar {
        case 0x22: text += [0x5C, 0x22]
        case 0x5C: text += [0x5C, 0x5C]
        case 0x0A: text += "\\n".utf8
        case 0x0D: text += "\\r".utf8
        case 0x09: text += "\\t".utf8
        case 0x08: text += "\\b".utf8
        case 0x0C: text += "\\f".utf8
        case 0x20..<0x7F: text.append(UInt8(scalar))
        case 0..<0x20: escape(scalar)
        case 0x7F where !isASCII: text.append(0x7F)
        case 0x7F: text.append(0x7F)
        default:
            if !isASCII {
                StringObject.encode(scalar, into: &text)
            } else if scalar > 0xFFFF {
                escape(0xD800 + ((scalar - 0x10000) >> 10))
                escape(0xDC00 + (scalar & 0x3FF))
            } else {
                escape(scalar)
            }
        }
    }

    private func escape(_ unit: UInt32) {
        text.append(0x5C)
        text.append(0x75)
        for shift in stride(from: UInt32(12), through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: unit >> shift & 15)
            text.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
}
