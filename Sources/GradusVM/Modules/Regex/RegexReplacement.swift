/// `sub`, `subn` and `split`.
enum RegexReplacement {
    static func substitute(
        _ vm: VM, _ pattern: PatternObject, _ replacement: Value, _ value: Value, limit: Int, counts: Bool
    ) throws -> Value {
        let text = try RegexText(vm, value, for: pattern)
        let function = vm.isCallable(replacement) ? replacement : nil
        let template = function == nil ? try RegexTemplate.parsed(vm, pattern, replacement) : nil
        if let template, template.isText != text.isText {
            throw vm.typeError(
                text.isText
                    ? "sequence item 0: expected str instance, bytes found"
                    : "sequence item 0: expected a bytes-like object, str found")
        }
        let literal = template?.literal
        var result: [UInt8] = []
        var count = 0
        var last = 0
        var walk = RegexWalk(pattern, text)
        while limit <= 0 || count < limit, try walk.next(vm) {
            let offsets = pattern.program.offsets
            let (start, end) = (offsets[0], offsets[1])
            if count == 0 { result.reserveCapacity(text.byteCount + 16) }
            result.append(contentsOf: UnsafeBufferPointer(start: text.bytes + last, count: start - last))
            if let literal {
                result += literal
            } else if let template {
                template.write(text, offsets, to: &result)
            } else if let function {
                let mark = vm.pool.count
                let piece = try vm.call(function, [vm.value(MatchObject(pattern, text))])
                if !piece.isNone { try append(vm, piece, to: &result, isText: text.isText, at: count) }
                vm.pool.drain(to: mark)
            }
            last = end
            count += 1
        }
        let made: Value
        if count == 0, value.tag == .string || value.tag == .bytes {
            made = value
        } else {
            result.append(contentsOf: UnsafeBufferPointer(start: text.bytes + last, count: text.byteCount - last))
            made = text.isText ? vm.string(result) : vm.value(BytesObject(result))
        }
        return counts ? vm.tuple([made, Value(count)]) : made
    }

    private static func append(_ vm: VM, _ piece: Value, to result: inout [UInt8], isText: Bool, at place: Int) throws {
        if isText, let string = piece.asString {
            result.append(contentsOf: string.buffer)
        } else if !isText, let view = TextView(bytesLike: piece) {
            result.append(contentsOf: view.bytes)
        } else {
            throw vm.typeError(
                "sequence item \(place): expected \(isText ? "str instance" : "a bytes-like object"), \(vm.typeName(piece)) found"
            )
        }
    }

    static func split(_ vm: VM, _ pattern: PatternObject, _ value: Value, limit: Int) throws -> Value {
        let text = try RegexText(vm, value, for: pattern)
        let list = ListObject()
        let result = vm.value(list)
        var count = 0
        var last = 0
        var walk = RegexWalk(pattern, text)
        while limit <= 0 || count < limit, try walk.next(vm) {
            let offsets = pattern.program.offsets
            let mark = vm.pool.count
            list.append(text.slice(vm, last, offsets[0]))
            for group in 0..<pattern.groupCount {
                let start = offsets[2 * group + 2]
                list.append(start < 0 ? .none : text.slice(vm, start, offsets[2 * group + 3]))
            }
            vm.pool.drain(to: mark)
            last = offsets[1]
            count += 1
        }
        if limit < 0 { list.removeAll() }
        list.append(limit < 0 ? value : text.slice(vm, last, text.byteCount))
        return result
    }
}
