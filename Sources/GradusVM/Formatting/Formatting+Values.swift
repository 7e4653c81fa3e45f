import BigInt

/// The built-in values under a format specification.
extension Formatting {
    /// `format(value, spec)` of a usual value with a usual specification, owned.
    static func plain(_ value: Value, _ spec: Value) -> Value? {
        guard value.tag == .string || value.tag == .int || value.tag == .float, spec.tag == .string,
            case let layout = spec.layout(StringLayout.self), layout.pointee.byteCount > 0
        else { return nil }
        var text = TextBuilder(capacity: 16)
        if PlainFormat.append(value, layout.pointee.buffer, to: &text) { return text.finish() }
        text.discard()
        return nil
    }

    /// `format(value, spec)` for str, int, bool, float and complex and classes derived from them; the `__format__` of
    /// other types where there is one.
    /// - Returns: a str.
    package static func format(_ vm: VM, _ value: Value, _ spec: StringObject) throws -> Value {
        if let text = plain(value, Value(borrowing: spec)) { return vm.pool.adopt(text) }
        switch value.tag {
        case .string:
            if spec.byteCount == 0 { return value }
            return try format(vm, string: value.cast(StringObject.self), spec, typeName: "str")
        case .int, .bool, .float, .bigInt:
            return try formatNumber(vm, value, original: value, spec)
        default:
            if let text = value.asString {
                if spec.byteCount == 0 { return vm.value(try vm.strObject(value)) }
                return try format(vm, string: text, spec, typeName: vm.typeName(value))
            }
            let plain = vm.unboxed(value)
            if NumberOperations.isInteger(plain) || plain.tag == .float {
                return try formatNumber(vm, plain, original: value, spec)
            }
            return vm.string(try vm.format(value, spec: spec.text))
        }
    }

    private static func format(_ vm: VM, string: StringObject, _ spec: StringObject, typeName: String) throws -> Value {
        try vm.formatting {
            let parsed = try FormatSpec(spec.buffer, isNumeric: false, typeName: typeName)
            try vm.checkAllocation(max(parsed.width, 0))
            return vm.string(
                try Formatting.string(string.buffer, scalarCount: string.count, parsed, typeName: typeName))
        }
    }

    private static func formatNumber(_ vm: VM, _ value: Value, original: Value, _ spec: StringObject) throws -> Value {
        if spec.byteCount == 0 {
            if original.tag == .object { return vm.value(try vm.strObject(original)) }
            return try NumberOperations.repr(vm, value)
        }
        let typeName = vm.typeName(original)
        return try vm.formatting {
            let parsed = try FormatSpec(spec.buffer, isNumeric: true, typeName: typeName)
            try vm.checkAllocation(max(parsed.width, 0))
            switch value.tag {
            case .float: return vm.string(try float(value.floatBits, parsed, typeName: typeName))
            case .bigInt:
                let big = value.cast(BigIntObject.self).value
                if parsed.type == 0x63, parsed.sign == 0, !parsed.isAlternate, parsed.precision < 0 {
                    throw vm.error(.overflowError, "Python int too large to convert to C long")
                }
                if isFloatCode(parsed.type) {
                    return vm.string(try float(try NumberOperations.double(vm, big), parsed, typeName: typeName))
                }
                if parsed.type == 0 || parsed.type == 0x64 || parsed.type == 0x6E {
                    try NumberOperations.checkDigits(vm, of: big)
                }
                return vm.string(try integer(big, parsed, typeName: typeName))
            default: return vm.string(try integer(value.intBits, parsed, typeName: typeName))
            }
        }
    }
}

extension VM {
    /// Refuses results that no machine should try to hold.
    @inline(__always)
    func checkAllocation(_ byteCount: Int) throws {
        if byteCount > 1 << 32 { throw error(.memoryError, arguments: []) }
    }
}
