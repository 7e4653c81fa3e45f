/// Built-in functions on text, and input and output.
nonisolated(unsafe) let textFunctions: [BuiltinFunction] = [
    BuiltinFunction("chr", "i, /", "Return a Unicode string of one character with ordinal i.") { vm, arguments in
        let number = arguments[0].tag == .int ? Int(arguments[0].intBits) : try vm.index(arguments[0])
        guard number >= 0, number < 0x110000 else { throw vm.valueError("chr() arg not in range(0x110000)") }
        return TextOperations.character(vm, UInt32(number))
    },
    BuiltinFunction("ord", "c, /", "Return the Unicode code point for a one-character string.") { vm, arguments in
        if arguments[0].tag == .string {
            let text = arguments[0].layout(StringLayout.self)
            if text.pointee.byteCount == 1 { return Value(Int(text.pointee.bytes[0])) }
        }
        if let text = arguments[0].asString {
            if text.count == 1 { return Value(Int(text.codePoint(at: 0))) }
            throw vm.typeError("ord() expected a character, but string of length \(text.count) found")
        }
        if let bytes = arguments[0].asBytes?.bytes ?? arguments[0].asByteArray?.bytes {
            if bytes.count == 1 { return Value(Int(bytes[0])) }
            throw vm.typeError("ord() expected a character, but string of length \(bytes.count) found")
        }
        throw vm.typeError("ord() expected string of length 1, but \(vm.typeName(arguments[0])) found")
    },
    BuiltinFunction("repr", "obj, /", "Return the canonical string representation of the object.") { vm, arguments in
        vm.value(try vm.reprObject(arguments[0]))
    },
    BuiltinFunction("ascii", "obj, /", "Return an ASCII-only representation of an object.") { vm, arguments in
        let text = try vm.reprObject(arguments[0])
        if text.isASCII { return vm.value(text) }
        return vm.string(escapedNonASCII(text))
    },
    BuiltinFunction("format", "value, format_spec='', /", "Return value.__format__(format_spec).") { vm, arguments in
        guard let spec = arguments.optional(1) else { return vm.string(try vm.format(arguments[0], spec: "")) }
        guard let text = spec.asString else {
            throw vm.typeError("format() argument 2 must be str, not \(vm.argumentTypeName(spec))")
        }
        return vm.string(try vm.format(arguments[0], spec: text.text))
    },
    BuiltinFunction(
        "print", "*args, sep=' ', end='\\n', file=None, flush=False",
        "Print the values to a stream, or to sys.stdout by default.",
        fast: { vm, arguments, count in
            try printText(
                vm, UnsafeBufferPointer(start: arguments, count: count), between: [0x20], end: [0x0A], target: nil,
                flush: nil)
            // The stream gives up a write that nobody reads.
            try vm.checkStop()
            return Value.none
        }
    ) { vm, arguments in
        try printValues(vm, arguments)
        try vm.checkStop()
        return .none
    },
    BuiltinFunction("input", "prompt='', /", "Read a string from standard input.") { vm, arguments in
        let prompt = try arguments.optional(0).map { try vm.str($0) } ?? ""
        vm.flushOutput()
        let answer = vm.readLine(prompt)
        // Ctrl-C at the prompt.
        try vm.checkInterrupt()
        guard let line = answer else { throw vm.error(.eofError, "EOF when reading a line") }
        return vm.string(line)
    },
    BuiltinFunction(
        "open", "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None",
        "Open file and return a stream."
    ) { vm, arguments in
        try FileObject.open(vm, arguments)
    },
]

/// `repr` with everything beyond ASCII escaped.
func escapedNonASCII(_ text: StringObject) -> [UInt8] {
    var result: [UInt8] = []
    for index in 0..<text.count {
        let scalar = text.codePoint(at: index)
        if scalar < 0x80 {
            result.append(UInt8(scalar))
            continue
        }
        let digits = String(scalar, radix: 16)
        let (prefix, width) = scalar <= 0xFF ? ("\\x", 2) : scalar <= 0xFFFF ? ("\\u", 4) : ("\\U", 8)
        result.append(contentsOf: prefix.utf8)
        result.append(contentsOf: String(repeating: "0", count: max(0, width - digits.count)).utf8)
        result.append(contentsOf: digits.utf8)
    }
    return result
}

private func printValues(_ vm: VM, _ arguments: Arguments) throws {
    func separator(_ index: Int, _ name: String, default missing: [UInt8]) throws -> [UInt8] {
        guard let value = arguments.orNone(index) else { return missing }
        guard let text = value.asString else {
            throw vm.typeError("\(name) must be None or a string, not \(vm.typeName(value))")
        }
        return Array(text.buffer)
    }
    let between = try separator(0, "sep", default: [0x20])
    let end = try separator(1, "end", default: [0x0A])
    let values =
        arguments[4].tag == .tuple
        ? arguments[4].layout(TupleLayout.self).buffer : UnsafeBufferPointer(start: nil, count: 0)
    try printText(
        vm, values, between: between, end: end, target: arguments.orNone(2), flush: arguments.optional(3))
}

private func printText(
    _ vm: VM, _ values: UnsafeBufferPointer<Value>, between: [UInt8], end: [UInt8], target: Value?, flush: Value?
) throws {
    var text = TextBuilder(capacity: 64)
    do {
        for index in 0..<values.count {
            if index > 0 { for byte in between { text.append(byte: byte) } }
            let value = values[index]
            switch value.tag {
            case .string: text.append(value.layout(StringLayout.self))
            case .int: text.append(value.intBits)
            case .float: text.append(value.floatBits)
            default:
                // A `__str__` of the language may print itself: what stands before it comes first.
                if text.byteCount > 0, value.isObject, vm.typeOf(value).isScriptClass {
                    let before = text
                    text = TextBuilder(capacity: 64)
                    var written = before
                    try writePrinted(vm, &written, target)
                }
                let string = try vm.strObject(value)
                withExtendedLifetime(string) { text.append(Value(borrowing: string).layout(StringLayout.self)) }
            }
        }
    } catch {
        // What stands before the value that has no text is printed.
        if text.byteCount > 0 { try writePrinted(vm, &text, target) } else { text.discard() }
        throw error
    }
    for byte in end { text.append(byte: byte) }
    try writePrinted(vm, &text, target)
    if let flush, try vm.truth(flush) {
        if let target = target ?? vm.standardOutput, !(target.object is StandardStream) {
            _ = try vm.callMethod(target, "flush", [])
        } else {
            vm.flushOutput()
        }
    }
}

/// Writes the text, which is used up, to a file or to `sys.stdout`.
private func writePrinted(_ vm: VM, _ text: inout TextBuilder, _ target: Value?) throws {
    let target = target ?? vm.standardOutput
    if let stream = target?.object as? StandardStream {
        stream.write(vm, String(decoding: text.buffer, as: UTF8.self))
        text.discard()
    } else if let target {
        if target.isNone {
            text.discard()
            return
        }
        _ = try vm.callMethod(target, "write", [vm.pool.adopt(text.finish())])
    } else {
        vm.writeOutput(String(decoding: text.buffer, as: UTF8.self))
        text.discard()
    }
}

extension VM {
    /// `sys.stdout` as the program last set it; nil before `sys` was imported.
    var standardOutput: Value? { modules.get("sys")?.asModule?.namespace.get("stdout") }
}
