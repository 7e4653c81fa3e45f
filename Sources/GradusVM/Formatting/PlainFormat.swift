/// The usual values under the usual specifications, written straight into a text: `5d`, `>10`, `.2f`, `08.3f`, `,`, `x`.
/// Everything else is left to the general way.
enum PlainFormat {
    /// The part of a specification that stands in front of the type.
    private struct Layout {
        var fill: UInt8 = 0x20
        /// 0: not given
        var align: UInt8 = 0
        var isZeroFilled = false
        var width = 0
        var groups = false
        var precision = -1
        var type: UInt8 = 0
    }

    /// Nil for a specification that is not usual.
    @inline(__always)
    private static func parse(_ spec: ByteBuffer) -> Layout? {
        var layout = Layout()
        var index = 0
        let end = spec.count
        func isAlign(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "^")
        }
        if end >= 2, isAlign(spec[1]) {
            guard spec[0] < 0x80, spec[0] != UInt8(ascii: "{") else { return nil }
            layout.fill = spec[0]
            layout.align = spec[1]
            index = 2
        } else if end >= 1, isAlign(spec[0]) {
            layout.align = spec[0]
            index = 1
        }
        if index < end, spec[index] == UInt8(ascii: "0") {
            // With an alignment the zero is only a fill character, and not always.
            if layout.align != 0 { return nil }
            layout.isZeroFilled = true
            index += 1
        }
        while index < end, Formatting.isDigit(spec[index]) {
            layout.width = layout.width * 10 + Int(spec[index] - 0x30)
            if layout.width > 10_000 { return nil }
            index += 1
        }
        if index < end, spec[index] == UInt8(ascii: ",") {
            layout.groups = true
            index += 1
        }
        if index < end, spec[index] == UInt8(ascii: ".") {
            index += 1
            layout.precision = 0
            guard index < end, Formatting.isDigit(spec[index]) else { return nil }
            while index < end, Formatting.isDigit(spec[index]) {
                layout.precision = layout.precision * 10 + Int(spec[index] - 0x30)
                if layout.precision > 10_000 { return nil }
                index += 1
            }
        }
        if index < end {
            layout.type = spec[index]
            index += 1
        }
        return index == end ? layout : nil
    }

    /// Appends `format(value, spec)`; false, with nothing appended, where the general way must do it.
    static func append(_ value: Value, _ spec: ByteBuffer, to text: inout TextBuilder) -> Bool {
        switch value.tag {
        case .string:
            let string = value.layout(StringLayout.self)
            if spec.isEmpty {
                text.append(string)
                return true
            }
            guard let layout = parse(spec), !layout.isZeroFilled, !layout.groups, layout.precision < 0,
                layout.type == 0 || layout.type == UInt8(ascii: "s")
            else { return false }
            let padding = layout.width - string.pointee.count
            if padding <= 0 {
                text.append(string)
                return true
            }
            let left =
                layout.align == UInt8(ascii: ">") ? padding : layout.align == UInt8(ascii: "^") ? padding / 2 : 0
            text.append(fill: layout.fill, left)
            text.append(string)
            text.append(fill: layout.fill, padding - left)
            return true
        case .int:
            if spec.isEmpty {
                text.append(value.intBits)
                return true
            }
            guard let layout = parse(spec) else { return false }
            switch layout.type {
            case 0, UInt8(ascii: "d"):
                guard layout.precision < 0 else { return false }
                return withRoom { end in
                    append(
                        DecimalText.write(value.intBits.magnitude, before: end), end, wholeEnd: end,
                        isNegative: value.intBits < 0, layout, to: &text)
                }
            case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "b"), UInt8(ascii: "o"):
                guard layout.precision < 0, !layout.groups else { return false }
                return withRoom { end in
                    append(
                        write(value.intBits.magnitude, layout.type, before: end), end, wholeEnd: end,
                        isNegative: value.intBits < 0, layout, to: &text)
                }
            case UInt8(ascii: "f"):
                guard value.intBits.magnitude <= 1 << 53 else { return false }
                return appendFixed(Double(value.intBits), layout, to: &text)
            default: return false
            }
        case .float:
            if spec.isEmpty {
                text.append(value.floatBits)
                return true
            }
            guard let layout = parse(spec), value.floatBits.isFinite else { return false }
            switch layout.type {
            case UInt8(ascii: "f"), UInt8(ascii: "F"): return appendFixed(value.floatBits, layout, to: &text)
            case UInt8(ascii: "%"):
                return appendFixed(value.floatBits * 100, layout, to: &text)
            default: return false
            }
        default: return false
        }
    }

    @inline(__always)
    private static func withRoom(_ body: (UnsafeMutablePointer<UInt8>) -> Bool) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 72) { room in
            guard let base = room.baseAddress else { return false }
            // One byte behind the text is for a percent sign.
            return body(base + 71)
        }
    }

    private static func appendFixed(_ value: Double, _ layout: Layout, to text: inout TextBuilder) -> Bool {
        let precision = layout.precision < 0 ? 6 : layout.precision
        return withRoom { end in
            guard value.isFinite, var start = DecimalText.fixed(value, precision: precision, before: end) else {
                return false
            }
            let isNegative = start.pointee == UInt8(ascii: "-")
            if isNegative { start += 1 }
            let wholeEnd = end - (precision > 0 ? precision + 1 : 0)
            if layout.type == UInt8(ascii: "%") { end.pointee = UInt8(ascii: "%") }
            return append(
                start, layout.type == UInt8(ascii: "%") ? end + 1 : end, wholeEnd: wholeEnd, isNegative: isNegative,
                layout, to: &text)
        }
    }

    private static func write(_ magnitude: UInt64, _ type: UInt8, before end: UnsafeMutablePointer<UInt8>)
        -> UnsafeMutablePointer<UInt8>
    {
        let shift: UInt64 = type == UInt8(ascii: "b") ? 1 : type == UInt8(ascii: "o") ? 3 : 4
        let letter = (type == UInt8(ascii: "X") ? UInt8(ascii: "A") : UInt8(ascii: "a")) - 10
        var rest = magnitude
        var place = end
        repeat {
            let digit = UInt8(truncatingIfNeeded: rest & (1 << shift - 1))
            place -= 1
            place.pointee = digit < 10 ? digit + 0x30 : digit + letter
            rest >>= shift
        } while rest != 0
        return place
    }

    /// Appends a number whose digits are `start ..< end`, those before the point `start ..< wholeEnd`.
    private static func append(
        _ start: UnsafeMutablePointer<UInt8>, _ end: UnsafeMutablePointer<UInt8>,
        wholeEnd: UnsafeMutablePointer<UInt8>, isNegative: Bool, _ layout: Layout, to text: inout TextBuilder
    ) -> Bool {
        let whole = wholeEnd - start
        if layout.groups, layout.isZeroFilled { return false }
        let groups = layout.groups ? (whole - 1) / 3 : 0
        let length = end - start + groups + (isNegative ? 1 : 0)
        let padding = max(layout.width - length, 0)
        var left = layout.align == UInt8(ascii: "<") ? 0 : padding
        if layout.align == UInt8(ascii: "^") { left = padding / 2 }
        if !layout.isZeroFilled { text.append(fill: layout.fill, left) }
        if isNegative { text.append(byte: UInt8(ascii: "-")) }
        if layout.isZeroFilled { text.append(fill: 0x30, padding) }
        if groups > 0 {
            var place = start
            var count = (whole - 1) % 3 + 1
            text.append(ascii: place, count)
            place += count
            count = 3
            while place < wholeEnd {
                text.append(byte: UInt8(ascii: ","))
                text.append(ascii: place, 3)
                place += 3
            }
            text.append(ascii: wholeEnd, end - wholeEnd)
        } else {
            text.append(ascii: start, end - start)
        }
        if !layout.isZeroFilled { text.append(fill: layout.fill, padding - left) }
        return true
    }

    // MARK: %

    private struct Directive {
        var isLeft = false
        var isZeroFilled = false
        var width = 0
        var precision = -1
        var code: UInt8 = 0
    }

    /// Reads a directive after its `%`; nil where it is not usual.
    @inline(__always)
    private static func directive(_ format: ByteBuffer, _ index: inout Int) -> Directive? {
        var result = Directive()
        while index < format.count {
            if format[index] == UInt8(ascii: "-") {
                result.isLeft = true
            } else if format[index] == UInt8(ascii: "0") {
                result.isZeroFilled = true
            } else {
                break
            }
            index += 1
        }
        while index < format.count, Formatting.isDigit(format[index]) {
            result.width = result.width * 10 + Int(format[index] - 0x30)
            if result.width > 10_000 { return nil }
            index += 1
        }
        if index < format.count, format[index] == UInt8(ascii: ".") {
            index += 1
            result.precision = 0
            while index < format.count, Formatting.isDigit(format[index]) {
                result.precision = result.precision * 10 + Int(format[index] - 0x30)
                if result.precision > 1000 { return nil }
                index += 1
            }
        }
        guard index < format.count else { return nil }
        result.code = format[index]
        index += 1
        return result
    }

    /// `format % arguments`, owned; nil, before any code of the language ran, where the general way must do it.
    static func percent(_ vm: VM, _ format: ByteBuffer, _ arguments: Value) throws -> Value? {
        var single = arguments
        return try withUnsafeMutablePointer(to: &single) { single in
            let items: UnsafeBufferPointer<Value>
            switch arguments.tag {
            case .tuple: items = arguments.layout(TupleLayout.self).buffer
            case .string, .int, .float, .bool, .bigInt, .none: items = UnsafeBufferPointer(start: single, count: 1)
            default: return nil
            }
            guard isUsual(format, items) else { return nil }
            return try percent(vm, format, items)
        }
    }

    private static func isUsual(_ format: ByteBuffer, _ items: UnsafeBufferPointer<Value>) -> Bool {
        var index = 0
        var next = 0
        while index < format.count {
            let byte = format[index]
            index += 1
            guard byte == UInt8(ascii: "%") else { continue }
            guard let directive = directive(format, &index) else { return false }
            if directive.code == UInt8(ascii: "%") {
                // Only the plain `%%`.
                guard format[index - 2] == UInt8(ascii: "%") else { return false }
                continue
            }
            guard next < items.count else { return false }
            let tag = items[next].tag
            next += 1
            switch directive.code {
            case UInt8(ascii: "s"), UInt8(ascii: "r"):
                if directive.precision >= 0 || directive.isZeroFilled { return false }
            case UInt8(ascii: "d"), UInt8(ascii: "i"):
                if tag != .int || directive.precision >= 0 { return false }
            case UInt8(ascii: "f"):
                if tag == .int {
                    if items[next - 1].intBits.magnitude > 1 << 53 { return false }
                } else if tag != .float || items[next - 1].floatBits.magnitude >= 0x1p62 {
                    return false
                }
                if tag == .float, !items[next - 1].floatBits.isFinite { return false }
                if directive.precision > 17 { return false }
            default: return false
            }
        }
        return next == items.count
    }

    private static func percent(_ vm: VM, _ format: ByteBuffer, _ items: UnsafeBufferPointer<Value>) throws
        -> Value
    {
        var text = TextBuilder(capacity: format.count + 12 * items.count)
        do {
            var index = 0
            var next = 0
            while index < format.count {
                let byte = format[index]
                index += 1
                if byte != UInt8(ascii: "%") {
                    text.append(byte: byte)
                    continue
                }
                guard let directive = directive(format, &index) else { break }
                if directive.code == UInt8(ascii: "%") {
                    text.append(byte: UInt8(ascii: "%"))
                    continue
                }
                let item = items[next]
                next += 1
                try append(vm, item, directive, to: &text)
            }
        } catch {
            text.discard()
            throw error
        }
        return text.finish()
    }

    @inline(__always)
    private static func append(_ vm: VM, _ item: Value, _ directive: Directive, to text: inout TextBuilder) throws {
        if directive.code == UInt8(ascii: "s") || directive.code == UInt8(ascii: "r") {
            if directive.width == 0 {
                if item.tag == .int {
                    text.append(item.intBits)
                    return
                }
                if item.tag == .float {
                    text.append(item.floatBits)
                    return
                }
            }
            let string = directive.code == UInt8(ascii: "s") ? try vm.strObject(item) : try vm.reprObject(item)
            let value = Value(borrowing: string)
            withExtendedLifetime(string) {
                let layout = value.layout(StringLayout.self)
                let padding = max(directive.width - layout.pointee.count, 0)
                if !directive.isLeft { text.append(fill: 0x20, padding) }
                text.append(layout)
                if directive.isLeft { text.append(fill: 0x20, padding) }
            }
            return
        }
        var layout = Layout()
        layout.width = directive.width
        if directive.isLeft {
            layout.align = UInt8(ascii: "<")
        } else if directive.isZeroFilled {
            layout.isZeroFilled = true
        }
        if directive.code == UInt8(ascii: "f") {
            layout.precision = directive.precision
            _ = appendFixed(item.tag == .int ? Double(item.intBits) : item.floatBits, layout, to: &text)
            return
        }
        if directive.width == 0 {
            text.append(item.intBits)
            return
        }
        _ = withRoom { end in
            append(
                DecimalText.write(item.intBits.magnitude, before: end), end, wholeEnd: end,
                isNegative: item.intBits < 0, layout, to: &text)
        }
    }

    // MARK: str.format

    /// `template.format(*items, **keywords)`, owned, for fields that are empty, a number or a keyword, with specifications that
    /// hold no fields; nil, before any code of the language ran, where the general way must do it.
    static func format(
        _ vm: VM, _ template: ByteBuffer, _ items: UnsafeBufferPointer<Value>, keywords: TupleObject?,
        _ values: UnsafePointer<Value>
    ) throws -> Value? {
        guard try walk(template, items.count, keywords, literal: { _ in }, field: { _, _ in }) else {
            return nil
        }
        var text = TextBuilder(capacity: template.count + 12 * items.count)
        do {
            _ = try walk(
                template, items.count, keywords, literal: { text.append(byte: $0) },
                field: { place, spec in
                    let item = place >= 0 ? items[place] : values[-1 - place]
                    if append(item, spec, to: &text) { return }
                    let specification =
                        spec.isEmpty ? TextOperations.emptyValue : vm.value(StringObject(spec))
                    let string = try vm.formatObject(item, spec: specification)
                    let value = Value(borrowing: string)
                    withExtendedLifetime(string) { text.append(value.layout(StringLayout.self)) }
                })
        } catch {
            text.discard()
            throw error
        }
        return text.finish()
    }

    /// Goes through a template; keywords have the places -1, -2 … False where something is not usual.
    @inline(__always)
    private static func walk(
        _ template: ByteBuffer, _ count: Int, _ keywords: TupleObject?,
        literal: (UInt8) -> Void, field: (Int, ByteBuffer) throws -> Void
    ) throws -> Bool {
        var index = 0
        var next = 0
        var hasNumbers = false
        while index < template.count {
            let byte = template[index]
            index += 1
            if byte != UInt8(ascii: "{"), byte != UInt8(ascii: "}") {
                literal(byte)
                continue
            }
            if index < template.count, template[index] == byte {
                literal(byte)
                index += 1
                continue
            }
            if byte == UInt8(ascii: "}") { return false }
            let start = index
            var isNumber = true
            while index < template.count, template[index] != UInt8(ascii: "}"), template[index] != UInt8(ascii: ":") {
                let byte = template[index]
                if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "!")
                    || byte == UInt8(ascii: "{")
                {
                    return false
                }
                if !Formatting.isDigit(byte) { isNumber = false }
                index += 1
            }
            guard index < template.count else { return false }
            let name = ByteBuffer(rebasing: template[start..<index])
            var spec = ByteBuffer(rebasing: template[index..<index])
            if template[index] == UInt8(ascii: ":") {
                let specStart = index + 1
                while index < template.count, template[index] != UInt8(ascii: "}") {
                    if template[index] == UInt8(ascii: "{") { return false }
                    index += 1
                }
                guard index < template.count else { return false }
                spec = ByteBuffer(rebasing: template[specStart..<index])
            }
            index += 1
            var place = next
            if name.isEmpty {
                if hasNumbers { return false }
                next += 1
            } else if isNumber {
                if next > 0 || name.count > 3 { return false }
                hasNumbers = true
                place = 0
                for digit in name { place = place * 10 + Int(digit - 0x30) }
            } else {
                guard let keywords else { return false }
                place = 0
                for index in 0..<keywords.count {
                    let known = keywords[index]
                    if known.tag == .string,
                        ByteSearch.isEqual(known.layout(StringLayout.self).pointee.buffer, name)
                    {
                        place = -1 - index
                    }
                }
                if place == 0 { return false }
            }
            if place >= count { return false }
            try field(place, spec)
        }
        return true
    }
}
