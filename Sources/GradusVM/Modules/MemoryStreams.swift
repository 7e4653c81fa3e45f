/// `io.StringIO` (units are code points) and `io.BytesIO` (units are bytes).
final class MemoryStream<Unit: FixedWidthInteger & UnsignedInteger>: IteratorObject {
    var units: [Unit] = []
    var position = 0
    var isClosed = false
    /// Where lines end, and what is written for a line feed; nil: universal newlines.
    var newline: [Unit]? = [10]

    func check(_ vm: VM) throws {
        if isClosed { throw vm.valueError("I/O operation on closed file\(Unit.bitWidth == 8 ? "." : "")") }
    }

    @_specialize(where Unit == UInt32)
    @_specialize(where Unit == UInt8)
    func write(_ vm: VM, _ part: [Unit]) throws {
        if part.isEmpty { return }
        guard position <= units.count + 1 << 31 else { throw vm.error(.memoryError, arguments: []) }
        if position == units.count {
            units.append(contentsOf: part)
        } else {
            if position > units.count {
                units.append(contentsOf: repeatElement(0, count: position - units.count))
            }
            let end = min(position + part.count, units.count)
            units.replaceSubrange(position..<end, with: part)
        }
        position += part.count
    }

    @_specialize(where Unit == UInt32)
    @_specialize(where Unit == UInt8)
    func read(_ size: Int?) -> ArraySlice<Unit> {
        guard position < units.count else { return [] }
        let end = size.map { $0 < units.count - position ? position + $0 : units.count } ?? units.count
        defer { position = end }
        return units[position..<end]
    }

    @_specialize(where Unit == UInt32)
    @_specialize(where Unit == UInt8)
    func readLine(_ limit: Int?) -> ArraySlice<Unit> {
        guard position < units.count else { return [] }
        var end = lineEnd()
        if let limit, limit < end - position { end = position + limit }
        defer { position = end }
        return units[position..<end]
    }

    /// The place after the end of the line at the position.
    @_specialize(where Unit == UInt32)
    @_specialize(where Unit == UInt8)
    private func lineEnd() -> Int {
        let isUniversal = newline?.isEmpty ?? false
        let last: Unit = newline?.last ?? 10
        var place = position
        while place < units.count {
            let unit = units[place]
            place += 1
            if isUniversal {
                if unit == 10 { return place }
                if unit == 13 { return place < units.count && units[place] == 10 ? place + 1 : place }
            } else if unit == last {
                if newline?.count != 2 || place - position > 1 && units[place - 2] == 13 { return place }
            }
        }
        return place
    }

    @_specialize(where Unit == UInt32)
    @_specialize(where Unit == UInt8)
    override func next(_ vm: VM) throws -> Value? {
        try check(vm)
        let line = readLine(nil)
        return line.isEmpty ? nil : MemoryStreams.value(vm, line)
    }
}

/// The types of streams in memory.
enum MemoryStreams {
    nonisolated(unsafe) static let text: TypeObject = TypeObject(
        name: "StringIO", module: "_io", bases: [Types.object], layout: .other, hasAttributes: true
    ) { type in
        type.constructor("cls, /, *args, **kwargs") { vm, arguments in
            vm.value(MemoryStream<UInt32>(type: arguments.constructedType(text)))
        }
        type.special(.initialize, "self, initial_value='', newline='\\n'") { vm, arguments in
            let stream = arguments[0].cast(MemoryStream<UInt32>.self)
            if let newline = arguments.optional(2) {
                guard newline.isNone || newline.asString != nil else {
                    throw vm.typeError("newline must be str or None, not \(vm.typeName(newline))")
                }
                let given = newline.asString.map { Array($0.text.unicodeScalars.map(\.value)) }
                guard given == nil || [[], [10], [13], [13, 10]].contains(given) else {
                    throw vm.valueError("illegal newline value: \(try vm.repr(newline))")
                }
                stream.newline = given
            }
            stream.units = []
            stream.position = 0
            if let initial = arguments.orNone(1) {
                try stream.write(vm, try units(vm, stream, initial, "initial_value must be str or None, not "))
                stream.position = 0
            }
            return .none
        }
        type.method("write", "self, s, /") { vm, arguments in
            let stream = arguments[0].cast(MemoryStream<UInt32>.self)
            try stream.check(vm)
            guard let given = arguments[1].asString else {
                throw vm.typeError("string argument expected, got '\(vm.typeName(arguments[1]))'")
            }
            try stream.write(vm, try units(vm, stream, arguments[1], ""))
            return Value(given.count)
        }
        type.property("encoding") { _, _ in .none }
        type.property("errors") { _, _ in .none }
        type.property("newlines") { _, _ in .none }
        type.property("line_buffering") { _, _ in .false }
        populate(type, MemoryStream<UInt32>.self)
    }

    nonisolated(unsafe) static let bytes: TypeObject = TypeObject(
        name: "BytesIO", module: "_io", bases: [Types.object], layout: .other, hasAttributes: true
    ) { type in
        type.constructor("cls, /, *args, **kwargs") { vm, arguments in
            vm.value(MemoryStream<UInt8>(type: arguments.constructedType(bytes)))
        }
        type.special(.initialize, "self, initial_bytes=b''") { vm, arguments in
            let stream = arguments[0].cast(MemoryStream<UInt8>.self)
            stream.units = try arguments.orNone(1).map { try octets(vm, $0) } ?? []
            stream.position = 0
            return .none
        }
        type.method("write", "self, b, /") { vm, arguments in
            let stream = arguments[0].cast(MemoryStream<UInt8>.self)
            try stream.check(vm)
            let part = try octets(vm, arguments[1])
            try stream.write(vm, part)
            return Value(part.count)
        }
        type.method("getbuffer", "self, /") { vm, arguments in
            let stream = arguments[0].cast(MemoryStream<UInt8>.self)
            try stream.check(vm)
            return vm.value(BytesObject(stream.units))
        }
        type.method("read1", "self, size=-1, /") { vm, arguments in
            let stream = arguments[0].cast(MemoryStream<UInt8>.self)
            try stream.check(vm)
            return value(vm, stream.read(try size(vm, arguments[1])))
        }
        type.method("readinto", "self, buffer, /") { vm, arguments in
            let stream = arguments[0].cast(MemoryStream<UInt8>.self)
            try stream.check(vm)
            let part = stream.read(try vm.length(arguments[1]))
            for (index, byte) in part.enumerated() { try vm.setItem(arguments[1], Value(index), Value(Int(byte))) }
            return Value(part.count)
        }
        populate(type, MemoryStream<UInt8>.self)
    }

    // MARK: Conversions

    /// The code points of a string, line ends as the stream keeps them.
    private static func units(_ vm: VM, _ stream: MemoryStream<UInt32>, _ value: Value, _ message: String) throws
        -> [UInt32]
    {
        guard let text = value.asString else { throw vm.typeError(message + vm.typeName(value)) }
        var points: [UInt32]
        if let wide = text.codePoints {
            points = Array(wide)
        } else {
            points = text.buffer.map { UInt32($0) }
        }
        switch stream.newline {
        case nil where points.contains(13):
            var result: [UInt32] = []
            for (index, point) in points.enumerated() {
                if point == 10, index > 0, points[index - 1] == 13 { continue }
                result.append(point == 13 ? 10 : point)
            }
            points = result
        case [13] where points.contains(10): points = points.map { $0 == 10 ? 13 : $0 }
        case [13, 10] where points.contains(10): points = points.flatMap { $0 == 10 ? [13, 10] : [$0] }
        default: break
        }
        return points
    }

    private static func octets(_ vm: VM, _ value: Value) throws -> [UInt8] {
        guard let bytes = TextOperations.bytesLike(value) else {
            throw vm.typeError("a bytes-like object is required, not '\(vm.typeName(value))'")
        }
        return Array(bytes)
    }

    /// Units as a string or as bytes.
    @_specialize(where Unit == UInt32)
    @_specialize(where Unit == UInt8)
    static func value<Unit: FixedWidthInteger & UnsignedInteger>(_ vm: VM, _ units: ArraySlice<Unit>) -> Value {
        if Unit.bitWidth == 8 {
            return vm.value(BytesObject(units.withUnsafeBytes { PlainText.array($0.bindMemory(to: UInt8.self)) }))
        }
        if units.allSatisfy({ $0 < 0x80 }) { return vm.string(units.map { UInt8(truncatingIfNeeded: $0) }) }
        var text: [UInt8] = []
        text.reserveCapacity(units.count)
        for unit in units {
            let point = UInt32(truncatingIfNeeded: unit)
            if point < 0x80 {
                text.append(UInt8(point))
            } else if point < 0x800 {
                text.append(UInt8(0xC0 | point >> 6))
                text.append(UInt8(0x80 | point & 0x3F))
            } else if point < 0x10000 {
                text.append(UInt8(0xE0 | point >> 12))
                text.append(UInt8(0x80 | point >> 6 & 0x3F))
                text.append(UInt8(0x80 | point & 0x3F))
            } else {
                text.append(UInt8(0xF0 | point >> 18 & 0x07))
                text.append(UInt8(0x80 | point >> 12 & 0x3F))
                text.append(UInt8(0x80 | point >> 6 & 0x3F))
                text.append(UInt8(0x80 | point & 0x3F))
            }
        }
        return vm.string(text)
    }

    /// A size argument; nil: everything.
    private static func size(_ vm: VM, _ value: Value) throws -> Int? {
        if value.isUnbound || value.isNone { return nil }
        guard vm.hasIndex(value) else {
            throw vm.typeError("argument should be integer or None, not '\(vm.typeName(value))'")
        }
        let size = try vm.index(value)
        return size < 0 ? nil : size
    }

    // MARK: Methods of both

    private static func populate<Unit: FixedWidthInteger & UnsignedInteger>(
        _ type: TypeObject, _: MemoryStream<Unit>.Type
    ) {
        func method(
            _ name: String, _ signature: String, _ body: @escaping (VM, MemoryStream<Unit>, Value) throws -> Value
        ) {
            type.method(name, signature) { vm, arguments in
                let stream = arguments[0].cast(MemoryStream<Unit>.self)
                if name != "close" { try stream.check(vm) }
                return try body(vm, stream, arguments[1])
            }
        }
        method("getvalue", "self, /") { vm, stream, _ in value(vm, stream.units[...]) }
        method("read", "self, size=-1, /") { vm, stream, given in value(vm, stream.read(try size(vm, given))) }
        method("readline", "self, size=-1, /") { vm, stream, given in value(vm, stream.readLine(try size(vm, given))) }
        method("readlines", "self, hint=-1, /") { vm, stream, given in
            let limit = try size(vm, given) ?? 0
            var lines: [Value] = []
            var total = 0
            while case let line = stream.readLine(nil), !line.isEmpty {
                lines.append(value(vm, line))
                total += line.count
                if limit > 0, total >= limit { break }
            }
            return vm.list(lines)
        }
        method("writelines", "self, lines, /") { vm, stream, lines in
            try vm.iterate(lines) { line in
                _ = try vm.callMethod(Value(borrowing: stream), "write", [line])
                return true
            }
            return .none
        }
        method("tell", "self, /") { _, stream, _ in Value(stream.position) }
        method("truncate", "self, pos=None, /") { vm, stream, given in
            var size = stream.position
            if !given.isUnbound, !given.isNone {
                size = try vm.index(given)
                if size < 0 { throw vm.valueError("Negative size value \(size)") }
            }
            if size < stream.units.count { stream.units.removeLast(stream.units.count - size) }
            return Value(size)
        }
        type.method("seek", "self, pos, whence=0, /") { vm, arguments in
            let stream = arguments[0].cast(MemoryStream<Unit>.self)
            try stream.check(vm)
            var place = try vm.index(arguments[1])
            let whence = try arguments.optional(2).map { try vm.index($0) } ?? 0
            let isText = Unit.self == UInt32.self
            switch whence {
            case 0 where place < 0:
                throw vm.valueError(isText ? "Negative seek position \(place)" : "negative seek value \(place)")
            case 0: break
            case 1, 2:
                if isText, place != 0 { throw vm.error(.osError, "Can't do nonzero cur-relative seeks") }
                place = max(0, (whence == 1 ? stream.position : stream.units.count) &+ place)
            default:
                throw vm.valueError(
                    isText
                        ? "Invalid whence (\(whence), should be 0, 1 or 2)"
                        : "invalid whence (\(whence), should be 0, 1 or 2)")
            }
            stream.position = place
            return Value(place)
        }
        method("close", "self, /") { _, stream, _ in
            stream.isClosed = true
            stream.units = []
            return .none
        }
        for name in ["readable", "writable", "seekable"] { method(name, "self, /") { _, _, _ in .true } }
        method("isatty", "self, /") { _, _, _ in .false }
        method("flush", "self, /") { _, _, _ in .none }
        for name in ["fileno", "detach"] {
            method(name, "self, /") { vm, _, _ in
                throw vm.unsupportedOperation(name)
            }
        }
        type.property("closed") { _, value in Value(value.cast(MemoryStream<Unit>.self).isClosed) }
        method("__enter__", "self, /") { _, stream, _ in Value(borrowing: stream) }
        type.method("__exit__", "self, /, *args") { vm, arguments in
            try vm.callMethod(arguments[0], "close", [])
        }
        IteratorTypes.populateIteration(type)
        addState(type, MemoryStream<Unit>.self)
    }

    /// `__getstate__` and `__setstate__`: the text or the bytes, how lines end, the position, and the attributes.
    private static func addState<Unit: FixedWidthInteger & UnsignedInteger>(
        _ type: TypeObject, _: MemoryStream<Unit>.Type
    ) {
        let isText = Unit.self == UInt32.self

        type.method("__getstate__", "self, /") { vm, arguments in
            let stream = arguments[0].cast(MemoryStream<Unit>.self)
            try stream.check(vm)
            let attributes = try vm.attribute(arguments[0], "__dict__")
            let newline = stream.newline.map { value(vm, $0[...]) } ?? .none
            return vm.tuple(
                [value(vm, stream.units[...])] + (isText ? [newline] : []) + [
                    Value(stream.position), try vm.truth(attributes) ? attributes : .none,
                ])
        }
        type.method("__setstate__", "self, state, /") { vm, arguments in
            let count = isText ? 4 : 3
            guard let state = arguments[1].asTuple, state.count == count else {
                throw vm.typeError(
                    "\(type.moduleName).\(type.name).__setstate__ argument should be \(count)-tuple, got \(vm.typeName(arguments[1]))"
                )
            }
            let place = try vm.index(state[count - 2])
            if place < 0 { throw vm.valueError("position value cannot be negative") }
            _ = try vm.callMethod(arguments[0], "__init__", isText ? [state[0], state[1]] : [state[0]])
            arguments[0].cast(MemoryStream<Unit>.self).position = place
            guard state[count - 1].isNone || state[count - 1].asDictionary != nil else {
                throw vm.typeError(
                    "\(isText ? "fourth" : "third") item of state should be a dict, got a "
                        + vm.typeName(state[count - 1]))
            }
            for entry in state[count - 1].asDictionary?.entries ?? [] {
                guard let name = entry.key.asString else { continue }
                try vm.setAttribute(arguments[0], Interned.string(name), entry.value)
            }
            return .none
        }
    }
}
