/// Built-in functions on text, and input and output.
nonisolated(unsafe) let textFunctions: [BuiltinFunction] = [
    BuiltinFunction("chr", "i, /", "Return a Unicode string of one character with ordinal i.") { vm, arguments in
        let number = try vm.index(arguments[0])
        guard number >= 0, number < 0x110000 else { throw vm.valueError("chr() arg not in range(0x110000)") }
        var bytes: [UInt8] = []
        StringObject.encode(UInt32(number), into: &bytes)
        return vm.string(bytes)
    },
    BuiltinFunction("ord", "c, /", "Return the Unicode code point for a one-character string.") { vm, arguments in
        if let text = arguments[0].asString {
            if text.count == 1 { return Value(Int(text.codePoint(at: 0))) }
            throw vm.typeError("ord() expected a character, but string of length \(text.count) found")
        }
        if let bytes = arguments[0].asBytes?.bytes {
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
        "Print the values to a stream, or to sys.stdout by default."
    ) { vm, arguments in
        try printValues(vm, arguments)
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
    var text: [UInt8] = []
    if let values = arguments[4].asTuple {
        for index in 0..<values.count {
            if index > 0 { text.append(contentsOf: between) }
            let value = values[index]
            if value.tag == .string {
                text.append(contentsOf: value.cast(StringObject.self).buffer)
            } else if value.tag == .int {
                vm.appendDecimal(value.intBits, to: &text)
            } else {
                text.append(contentsOf: try vm.strObject(value).buffer)
            }
        }
    }
    text.append(contentsOf: end)
    let target = arguments.orNone(2) ?? vm.standardOutput
    if let stream = target?.object as? StandardStream {
        stream.write(vm, String(decoding: text, as: UTF8.self))
    } else if let target {
        if target.isNone { return }
        _ = try vm.callMethod(target, "write", [vm.string(text)])
    } else {
        vm.writeOutput(String(decoding: text, as: UTF8.self))
    }
    if let flush = arguments.optional(3), try vm.truth(flush) {
        if let target, !(target.object is StandardStream) {
            _ = try vm.callMethod(target, "flush", [])
        } else {
            vm.flushOutput()
        }
    }
}

extension VM {
    /// `sys.stdout` as the program last set it; nil before `sys` was imported.
    var standardOutput: Value? { modules.get("sys")?.asModule?.namespace.get("stdout") }
}
