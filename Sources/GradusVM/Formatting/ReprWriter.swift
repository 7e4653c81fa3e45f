/// `repr` of values written into one text: lists of lists need no strings in between.
enum ReprWriter {
    /// Appends `repr(value)`.
    static func append(_ vm: VM, _ value: Value, to text: inout TextBuilder) throws {
        switch value.tag {
        case .int: text.append(value.intBits)
        case .float: text.append(value.floatBits)
        case .none: text.append(ascii: "None")
        case .bool: text.append(ascii: value.bits != 0 ? "True" : "False")
        case .string: append(value.layout(StringLayout.self), to: &text)
        case .list, .tuple: try vm.nested(.representation) { try appendSequence(vm, value, to: &text) }
        case .dictionary: try vm.nested(.representation) { try appendDictionary(vm, value, to: &text) }
        default:
            let mark = vm.pool.count
            let string = try vm.reprObject(value)
            withExtendedLifetime(string) { text.append(Value(borrowing: string).layout(StringLayout.self)) }
            vm.pool.drain(to: mark)
        }
    }

    /// `repr` of an exact list, tuple or dictionary as an owned string.
    static func owned(_ vm: VM, _ value: Value) throws -> Value {
        var text = TextBuilder(capacity: 64)
        do {
            try append(vm, value, to: &text)
        } catch {
            text.discard()
            throw error
        }
        return text.finish()
    }

    /// A string in quotes.
    static func append(_ string: UnsafeMutablePointer<StringLayout>, to text: inout TextBuilder) {
        let bytes = string.pointee.bytes
        let count = string.pointee.byteCount
        var isPlain = string.pointee.isASCII
        if isPlain {
            PlainText.inStretches(count) { part in
                guard isPlain else { return }
                for index in part {
                    let byte = bytes[index]
                    if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\") {
                        isPlain = false
                        break
                    }
                }
            }
        }
        if isPlain {
            text.append(byte: UInt8(ascii: "'"))
            text.append(ascii: bytes, count)
            text.append(byte: UInt8(ascii: "'"))
            return
        }
        let string = Value(tag: .string, bits: UInt64(UInt(bitPattern: string))).cast(StringObject.self)
        for byte in TextOperations.reprBytes(string) { text.append(byte: byte) }
    }

    private static func appendSequence(_ vm: VM, _ value: Value, to text: inout TextBuilder) throws {
        // A list begins as a tuple does; a repr of the language may change it meanwhile.
        let layout = value.layout(TupleLayout.self)
        let isList = value.tag == .list
        if layout.pointee.count == 0 {
            text.append(ascii: isList ? "[]" : "()")
            return
        }
        // Only a container of objects can hold itself.
        let isFlat = layout.buffer.allSatisfy { !$0.isObject || $0.tag == .string || $0.tag == .bigInt }
        guard isFlat || enter(vm, value) else {
            text.append(ascii: isList ? "[...]" : "(...)")
            return
        }
        defer { if !isFlat { leave(vm, value) } }
        text.append(byte: isList ? UInt8(ascii: "[") : UInt8(ascii: "("))
        var index = 0
        while index < layout.pointee.count {
            if index > 0 { text.append(ascii: ", ") }
            let item = layout.pointee.items[index]
            if item.isObject {
                item.retain()
                defer { item.release() }
                try append(vm, item, to: &text)
            } else {
                try append(vm, item, to: &text)
            }
            index += 1
            if index & 1023 == 0 { try vm.checkInterrupt() }
        }
        if !isList, index == 1 { text.append(byte: UInt8(ascii: ",")) }
        text.append(byte: isList ? UInt8(ascii: "]") : UInt8(ascii: ")"))
    }

    private static func appendDictionary(_ vm: VM, _ value: Value, to text: inout TextBuilder) throws {
        let dictionary = value.cast(DictionaryObject.self)
        if dictionary.count == 0 {
            text.append(ascii: "{}")
            return
        }
        guard enter(vm, value) else {
            text.append(ascii: "{...}")
            return
        }
        defer { leave(vm, value) }
        text.append(byte: UInt8(ascii: "{"))
        var position = 0
        var isFirst = true
        while let entry = dictionary.nextEntry(&position) {
            if !isFirst { text.append(ascii: ", ") }
            isFirst = false
            entry.key.retain()
            entry.value.retain()
            defer {
                entry.key.release()
                entry.value.release()
            }
            try append(vm, entry.key, to: &text)
            text.append(ascii: ": ")
            try append(vm, entry.value, to: &text)
        }
        text.append(byte: UInt8(ascii: "}"))
    }

    /// False where the container's repr is already being made, or containers are nested too deeply for the stack.
    private static func enter(_ vm: VM, _ value: Value) -> Bool {
        vm.reprInProgress.insert(ObjectIdentifier(value.objectUnchecked)).inserted
    }

    private static func leave(_ vm: VM, _ value: Value) {
        vm.reprInProgress.remove(ObjectIdentifier(value.objectUnchecked))
    }
}

extension TextBuilder {
    @inline(__always)
    mutating func append(ascii text: StaticString) { append(ascii: text.utf8Start, text.utf8CodeUnitCount) }
}
