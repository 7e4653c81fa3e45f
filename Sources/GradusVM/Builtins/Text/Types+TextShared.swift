/// Methods that str, bytes and bytearray share.
extension Types {
    /// The argument of a search: text of the same kind, or for bytes a number.
    private static func needle(_ vm: VM, _ value: Value, _ text: TextView, numbers: Bool = true) throws -> ByteBuffer {
        if text.isText {
            if let string = value.asString { return string.buffer }
            throw vm.typeError("must be str, not \(vm.typeName(value))")
        }
        if let view = TextView(bytesLike: value) { return view.bytes }
        let plain = vm.unboxed(value)
        if numbers, NumberOperations.isInteger(plain) || !vm.typeOf(value).special(.index).isUnbound {
            guard plain.tag != .bigInt, let byte = UInt8(exactly: try vm.index(value)) else {
                throw vm.valueError("byte must be in range(0, 256)")
            }
            return ByteTable.single(byte)
        }
        if numbers {
            throw vm.typeError("argument should be integer or bytes-like object, not '\(vm.typeName(value))'")
        }
        throw vm.typeError("a bytes-like object is required, not '\(vm.typeName(value))'")
    }

    private static func limit(_ vm: VM, _ value: Value?) throws -> Int {
        guard let value else { return -1 }
        return try vm.index(value)
    }

    static func populateSearch(_ type: TypeObject, _ kind: TextView.Kind) {
        let noun = kind == .string ? "substring" : "subsection"
        for (name, isLast, raises) in [
            ("find", false, false), ("rfind", true, false), ("index", false, true), ("rindex", true, true),
        ] {
            type.text(kind, name, "self, sub, start=None, end=None, /") { vm, text, arguments in
                let bounds = try text.bounds(vm, arguments.optional(2), arguments.optional(3))
                let pattern = try needle(vm, arguments[1], text)
                if let (start, end) = bounds, start <= end {
                    let (from, to) = (text.offset(start), text.offset(end))
                    let found =
                        isLast
                        ? ByteSearch.findLast(pattern, in: text.bytes, from: from, to: to)
                        : ByteSearch.find(pattern, in: text.bytes, from: from, to: to)
                    if let found { return Value(text.index(found)) }
                }
                if raises { throw vm.valueError("\(noun) not found") }
                return Value(-1)
            }
        }
        type.text(kind, "count", "self, sub, start=None, end=None, /") { vm, text, arguments in
            let bounds = try text.bounds(vm, arguments.optional(2), arguments.optional(3))
            let pattern = try needle(vm, arguments[1], text)
            guard let (start, end) = bounds, start <= end else { return Value(0) }
            if pattern.isEmpty { return Value(end - start + 1) }
            return Value(ByteSearch.count(pattern, in: text.bytes, from: text.offset(start), to: text.offset(end)))
        }
        for (name, isPrefix) in [("startswith", true), ("endswith", false)] {
            type.text(kind, name, "self, prefix, start=None, end=None, /") { vm, text, arguments in
                let bounds = try text.bounds(vm, arguments.optional(2), arguments.optional(3))
                let candidates = arguments[1].asTuple?.values ?? [arguments[1]]
                let patterns = try candidates.map { candidate in
                    guard kind == .string ? candidate.asString != nil : TextView(bytesLike: candidate) != nil else {
                        let what = kind == .string ? "str" : "bytes"
                        if arguments[1].asTuple != nil {
                            throw kind == .string
                                ? vm.typeError(
                                    "tuple for \(name) must only contain str, not \(vm.typeName(candidate))")
                                : vm.typeError("a bytes-like object is required, not '\(vm.typeName(candidate))'")
                        }
                        throw vm.typeError(
                            "\(name) first arg must be \(what) or a tuple of \(what), not \(vm.typeName(candidate))")
                    }
                    return try needle(vm, candidate, text)
                }
                guard let (start, end) = bounds, start <= end else { return Value(false) }
                let part = text[text.offset(start)..<text.offset(end)]
                return Value(
                    patterns.contains {
                        isPrefix ? ByteSearch.hasPrefix(part, $0) : ByteSearch.hasSuffix(part, $0)
                    })
            }
        }
        for (name, isPrefix) in [("removeprefix", true), ("removesuffix", false)] {
            type.text(kind, name, "self, affix, /") { vm, text, arguments in
                if kind == .string, arguments[1].asString == nil {
                    throw vm.typeError("\(name)() argument must be str, not \(vm.argumentTypeName(arguments[1]))")
                }
                let affix = try needle(vm, arguments[1], text, numbers: false)
                if isPrefix, ByteSearch.hasPrefix(text.bytes, affix) {
                    return text.make(vm, affix.count..<text.bytes.count)
                }
                if !isPrefix, ByteSearch.hasSuffix(text.bytes, affix) {
                    return text.make(vm, 0..<text.bytes.count - affix.count)
                }
                return text.unchanged(vm)
            }
        }
        type.text(kind, "replace", "self, old, new, count=-1, /") { vm, text, arguments in
            if kind == .string {
                for index in 1...2 where arguments[index].asString == nil {
                    throw vm.typeError(
                        "replace() argument \(index) must be str, not \(vm.argumentTypeName(arguments[index]))")
                }
            }
            let old = try needle(vm, arguments[1], text, numbers: false)
            let new = try needle(vm, arguments[2], text, numbers: false)
            let limit = try limit(vm, arguments.optional(3))
            if new.count > old.count, !text.bytes.isEmpty {
                let growth = Double(text.bytes.count / max(old.count, 1) + 1) * Double(new.count)
                try vm.checkAllocation(growth < 1e18 ? Int(growth) / 64 : .max)
            }
            let result = ByteSearch.replace(old, with: new, in: text.bytes, limit: limit, isText: text.isText)
            return result.map { text.make(vm, $0) } ?? text.unchanged(vm)
        }
        type.special(.contains, "self, key, /") { vm, arguments in
            let text = TextView(arguments[0], kind)
            if kind == .string, arguments[1].asString == nil {
                throw vm.typeError(
                    "'in <string>' requires string as left operand, not \(vm.typeName(arguments[1]))")
            }
            if kind != .string, TextView(bytesLike: arguments[1]) == nil,
                !NumberOperations.isInteger(vm.unboxed(arguments[1]))
            {
                throw vm.typeError("a bytes-like object is required, not '\(vm.typeName(arguments[1]))'")
            }
            let pattern = try needle(vm, arguments[1], text)
            return Value(ByteSearch.find(pattern, in: text.bytes, to: text.bytes.count) != nil)
        }
    }

    static func populateCutting(_ type: TypeObject, _ kind: TextView.Kind) {
        for (name, isLast) in [("split", false), ("rsplit", true)] {
            type.text(kind, name, "self, /, sep=None, maxsplit=-1") { vm, text, arguments in
                let limit = try limit(vm, arguments.optional(2))
                let pieces: [Range<Int>]
                if let separator = arguments.orNone(1) {
                    if kind == .string, separator.asString == nil {
                        throw vm.typeError("must be str or None, not \(vm.typeName(separator))")
                    }
                    let pattern = try needle(vm, separator, text, numbers: false)
                    if pattern.isEmpty { throw vm.valueError("empty separator") }
                    pieces =
                        isLast
                        ? ByteSearch.splitLast(text.bytes, pattern, limit: limit)
                        : ByteSearch.split(text.bytes, pattern, limit: limit)
                } else {
                    pieces =
                        isLast
                        ? ByteSearch.splitSpacesLast(text.bytes, limit: limit, isText: text.isText)
                        : ByteSearch.splitSpaces(text.bytes, limit: limit, isText: text.isText)
                }
                return try list(vm, text, pieces)
            }
        }
        type.text(kind, "splitlines", "self, /, keepends=False") { vm, text, arguments in
            let keeps = try arguments.optional(1).map { try vm.truth($0) } ?? false
            return try list(vm, text, ByteSearch.splitLines(text.bytes, keepsEnds: keeps, isText: text.isText))
        }
        for (name, isLast) in [("partition", false), ("rpartition", true)] {
            type.text(kind, name, "self, sep, /") { vm, text, arguments in
                let pattern = try needle(vm, arguments[1], text, numbers: false)
                if pattern.isEmpty { throw vm.valueError("empty separator") }
                let end = text.bytes.count
                let found =
                    isLast
                    ? ByteSearch.findLast(pattern, in: text.bytes, from: 0, to: end)
                    : ByteSearch.find(pattern, in: text.bytes, to: end)
                guard let found else {
                    let (none, other, all) = (text.make(vm, 0..<0), text.make(vm, 0..<0), text.unchanged(vm))
                    return vm.tuple(isLast ? [none, other, all] : [all, none, other])
                }
                let separator = kind == .byteArray ? text.make(vm, pattern) : arguments[1]
                return vm.tuple([
                    text.make(vm, 0..<found), separator, text.make(vm, found + pattern.count..<end),
                ])
            }
        }
        for (name, left, right) in [("strip", true, true), ("lstrip", true, false), ("rstrip", false, true)] {
            type.text(kind, name, "self, chars=None, /") { vm, text, arguments in
                let range: Range<Int>
                if let set = arguments.orNone(1) {
                    if kind == .string, set.asString == nil { throw vm.typeError("\(name) arg must be None or str") }
                    range = ByteSearch.strip(
                        text.bytes, set: try needle(vm, set, text, numbers: false), isText: text.isText, left: left,
                        right: right)
                } else {
                    range = ByteSearch.strip(text.bytes, isText: text.isText, left: left, right: right)
                }
                return range.count == text.bytes.count ? text.unchanged(vm) : text.make(vm, range)
            }
        }
    }

    private static func list(_ vm: VM, _ text: TextView, _ pieces: [Range<Int>]) throws -> Value {
        let list = ListObject(capacity: pieces.count)
        let value = vm.value(list)
        for (index, piece) in pieces.enumerated() {
            if index & 0xFFF == 0xFFF { try vm.checkStop() }
            if text.isText {
                list.appendOwned(
                    piece.count == 1 && text.bytes[piece.lowerBound] < 0x80
                        ? TextOperations.character(vm, UInt32(text.bytes[piece.lowerBound])).retained()
                        : Value(owning: StringObject(text[piece])))
            } else {
                list.append(text.make(vm, piece))
            }
        }
        return value
    }

    static func populatePadding(_ type: TypeObject, _ kind: TextView.Kind) {
        for (name, side) in [("center", 0), ("ljust", -1), ("rjust", 1)] {
            type.text(kind, name, "self, width, fillchar=' ', /") { vm, text, arguments in
                let width = max(try vm.index(arguments[1]), 0)
                let fill = try fillCharacter(vm, arguments.optional(2), name, kind)
                let padding = width - text.count
                if padding <= 0 { return text.unchanged(vm) }
                try vm.checkAllocation(padding)
                // CPython's rule for an odd rest.
                let left = side < 0 ? 0 : side > 0 ? padding : padding / 2 + (padding & width & 1)
                var result: [UInt8] = []
                result.reserveCapacity(text.bytes.count + padding)
                append(fill, left, kind, to: &result)
                result += text.bytes
                append(fill, padding - left, kind, to: &result)
                return text.make(vm, result)
            }
        }
        type.text(kind, "zfill", "self, width, /") { vm, text, arguments in
            let padding = max(try vm.index(arguments[1]), 0) - text.count
            if padding <= 0 { return text.unchanged(vm) }
            try vm.checkAllocation(padding)
            var result: [UInt8] = []
            var rest = text.bytes[...]
            if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
                result.append(first)
                rest = rest.dropFirst()
            }
            result += repeatElement(UInt8(ascii: "0"), count: padding)
            result += rest
            return text.make(vm, result)
        }
        type.text(kind, "expandtabs", "self, /, tabsize=8") { vm, text, arguments in
            let size = try arguments.optional(1).map { try vm.index($0) } ?? 8
            var result: [UInt8] = []
            var column = 0
            for (index, byte) in text.bytes.enumerated() {
                if index & 0xFFFFF == 0xFFFFF { try vm.checkStop() }
                if byte == UInt8(ascii: "\t") {
                    if size > 0 {
                        let count = size - column % size
                        try vm.checkAllocation(count)
                        try vm.checkAllocation(result.count + count)
                        result += repeatElement(0x20, count: count)
                        column += count
                    }
                    continue
                }
                result.append(byte)
                if byte == 10 || byte == 13 {
                    column = 0
                } else if !text.isText || byte & 0xC0 != 0x80 {
                    column += 1
                }
            }
            return text.make(vm, result)
        }
    }

    private static func fillCharacter(_ vm: VM, _ value: Value?, _ name: String, _ kind: TextView.Kind) throws -> UInt32
    {
        guard let value else { return 0x20 }
        if kind == .string {
            guard let text = value.asString else {
                throw vm.typeError("The fill character must be a unicode character, not \(vm.typeName(value))")
            }
            guard text.count == 1 else { throw vm.typeError("The fill character must be exactly one character long") }
            return text.codePoint(at: 0)
        }
        guard let view = TextView(bytesLike: value), view.count == 1 else {
            throw vm.typeError(
                "\(name)() argument 2 must be a byte string of length 1, not \(vm.argumentTypeName(value))")
        }
        return UInt32(view.bytes[0])
    }

    private static func append(_ fill: UInt32, _ count: Int, _ kind: TextView.Kind, to bytes: inout [UInt8]) {
        if kind == .string {
            Formatting.append(fill: fill, count, to: &bytes)
        } else {
            bytes += repeatElement(UInt8(truncatingIfNeeded: fill), count: count)
        }
    }
}

/// All bytes in memory that never moves.
enum ByteTable {
    nonisolated(unsafe) private static let bytes: UnsafePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        for index in 0..<256 { table[index] = UInt8(index) }
        return UnsafePointer(table)
    }()

    static func single(_ byte: UInt8) -> ByteBuffer { ByteBuffer(start: bytes + Int(byte), count: 1) }
}
