import BigInt
import GradusSyntax

/// Built-in functions on numbers.
nonisolated(unsafe) let numberFunctions: [BuiltinFunction] = [
    BuiltinFunction("abs", "x, /", "Return the absolute value of the argument.") { vm, arguments in
        let value = arguments[0]
        if value.tag == .int, value.intBits > Int64.min { return Value(abs(value.intBits)) }
        if value.tag == .float { return Value(value.floatBits.magnitude) }
        if let size = BuiltinOperations.complexMagnitude(value) { return Value(size) }
        guard let result = try vm.callSpecial(.absolute, on: value, []) else {
            throw vm.typeError("bad operand type for abs(): '\(vm.typeName(value))'")
        }
        return result
    },
    BuiltinFunction("divmod", "x, y, /", "Return the tuple (x//y, x%y).") { vm, arguments in
        let (x, y) = (arguments[0], arguments[1])
        if x.tag == .int || x.tag == .float || x.tag == .bigInt, y.tag == .int || y.tag == .float || y.tag == .bigInt {
            return try NumberOperations.divmod(vm, x, y)
        }
        if let result = try vm.callSpecial(.divmod, on: x, [y]), result.tag != .notImplemented { return result }
        if let result = try vm.callSpecial(.reflectedDivmod, on: y, [x]), result.tag != .notImplemented {
            return result
        }
        throw vm.typeError(
            "unsupported operand type(s) for divmod(): '\(vm.typeName(x))' and '\(vm.typeName(y))'")
    },
    BuiltinFunction("pow", "base, exp, mod=None", "Equivalent to base**exp, or base**exp % mod with three arguments.") {
        vm, arguments in
        guard let modulus = arguments.orNone(2) else { return try vm.binary(.power, arguments[0], arguments[1]) }
        if let result = try NumberOperations.limbPower(vm, arguments[0], arguments[1], modulus: modulus) {
            return result
        }
        return try modularPower(vm, arguments[0], arguments[1], modulus)
    },
    BuiltinFunction("round", "number, ndigits=None", "Round a number to a given precision in decimal digits.") {
        vm, arguments in
        let value = arguments[0]
        if value.tag == .int, arguments.orNone(1) == nil { return value }
        if value.tag == .float {
            if arguments[1].tag == .int {
                if let result = Formatting.round(value.floatBits, digits: Int(arguments[1].intBits)) {
                    return Value(result)
                }
            } else if arguments.orNone(1) == nil {
                return try NumberOperations.truncate(vm, value.floatBits.rounded(.toNearestOrEven))
            }
        }
        guard let result = try vm.callSpecial(.round, on: value, arguments.orNone(1).map { [$0] } ?? []) else {
            throw vm.typeError("type \(vm.typeName(value)) doesn't define __round__ method")
        }
        return result
    },
    BuiltinFunction("bin", "number, /", "Return the binary representation of an integer.") { vm, arguments in
        try inBase(vm, arguments[0], 2, "0b")
    },
    BuiltinFunction("oct", "number, /", "Return the octal representation of an integer.") { vm, arguments in
        try inBase(vm, arguments[0], 8, "0o")
    },
    BuiltinFunction("hex", "number, /", "Return the hexadecimal representation of an integer.") { vm, arguments in
        try inBase(vm, arguments[0], 16, "0x")
    },
    BuiltinFunction("sum", "iterable, /, start=0", "Return the sum of a 'start' value plus an iterable of numbers.") {
        vm, arguments in
        try sum(vm, arguments[0], start: arguments.optional(1) ?? Value(0))
    },
    BuiltinFunction(
        "min", "*args, key=None, default=None", "With a single iterable argument, return its smallest item.",
        fast: { _, arguments, count in fastExtremum(arguments, count, .less) }
    ) { vm, arguments in
        try extremum(vm, arguments, name: "min", .less)
    },
    BuiltinFunction(
        "max", "*args, key=None, default=None", "With a single iterable argument, return its biggest item.",
        fast: { _, arguments, count in fastExtremum(arguments, count, .greater) }
    ) { vm, arguments in
        try extremum(vm, arguments, name: "max", .greater)
    },
]

extension VM {
    /// An integer by `__index__`, of any size.
    func integer(_ value: Value) throws -> BigInt {
        switch value.tag {
        case .int, .bool: return BigInt(value.intBits)
        default:
            guard hasIndex(value) else {
                throw typeError("'\(typeName(value))' object cannot be interpreted as an integer")
            }
            return try bigInt(value)
        }
    }
}

private func inBase(_ vm: VM, _ value: Value, _ base: Int, _ prefix: String) throws -> Value {
    if value.tag == .int {
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 72) { room in
            guard let start = room.baseAddress else { return TextOperations.emptyValue }
            let shift: UInt64 = base == 2 ? 1 : base == 8 ? 3 : 4
            var rest = value.intBits.magnitude
            var place = start + 72
            repeat {
                let digit = UInt8(truncatingIfNeeded: rest & (1 << shift - 1))
                place -= 1
                place.pointee = digit < 10 ? digit + 0x30 : digit + 0x57
                rest >>= shift
            } while rest != 0
            place -= 2
            place[0] = UInt8(ascii: "0")
            place[1] = base == 2 ? UInt8(ascii: "b") : base == 8 ? UInt8(ascii: "o") : UInt8(ascii: "x")
            if value.intBits < 0 {
                place -= 1
                place.pointee = UInt8(ascii: "-")
            }
            return TextOperations.ascii(vm, place, start + 72 - place)
        }
    }
    let number = try vm.integer(value)
    let digits = String(number.magnitude, radix: base)
    return vm.string((number.signum() < 0 ? "-" : "") + prefix + digits)
}

private func modularPower(_ vm: VM, _ base: Value, _ exponent: Value, _ modulus: Value) throws -> Value {
    if base.tag == .object, let result = try vm.callSpecial(.power, on: base, [exponent, modulus]),
        result.tag != .notImplemented
    {
        return result
    }
    let operands = [base, exponent, modulus].map { vm.unboxed($0) }
    guard operands.allSatisfy({ $0.tag == .int || $0.tag == .bool || $0.tag == .bigInt }) else {
        if let result = try vm.callSpecial(.power, on: base, [exponent, modulus]), result.tag != .notImplemented {
            return result
        }
        if operands.allSatisfy({ $0.tag == .int || $0.tag == .bool || $0.tag == .bigInt || $0.tag == .float }) {
            throw vm.typeError("pow() 3rd argument not allowed unless all arguments are integers")
        }
        let names = [base, exponent, modulus].map { "'\(vm.typeName($0))'" }.joined(separator: ", ")
        throw vm.typeError("unsupported operand type(s) for ** or pow(): \(names)")
    }
    return try NumberOperations.power(
        vm, try vm.integer(base), try vm.integer(exponent), modulus: try vm.integer(modulus))
}

private func sum(_ vm: VM, _ source: Value, start: Value) throws -> Value {
    if start.tag == .string {
        throw vm.typeError("sum() can't sum strings [use ''.join(seq) instead]")
    }
    if start.object is ByteArrayObject {
        throw vm.typeError("sum() can't sum bytearray [use b''.join(seq) instead]")
    }
    if start.tag == .bytes { throw vm.typeError("sum() can't sum bytes [use b''.join(seq) instead]") }
    if source.tag == .range, start.tag == .int, let total = sum(of: source.cast(RangeObject.self), start.intBits) {
        return Value(total)
    }
    var total = Strong(start)
    var isPlain = start.tag == .int || start.tag == .float
    var number = start.tag == .int ? start.intBits : 0
    var real = start.tag == .float ? start.floatBits : 0
    var isReal = start.tag == .float
    /// One item: in registers while all are ints and floats, through `+` otherwise.
    func add(_ item: Value) throws {
        if isPlain {
            if item.tag == .int {
                if isReal {
                    real += Double(item.intBits)
                    return
                }
                let (next, overflow) = number.addingReportingOverflow(item.intBits)
                if !overflow {
                    number = next
                    return
                }
            } else if item.tag == .float {
                if !isReal {
                    real = Double(number)
                    isReal = true
                }
                real += item.floatBits
                return
            }
            isPlain = false
            total = Strong(isReal ? Value(real) : Value(number))
        }
        total = Strong(try vm.binary(.add, total.value, item))
    }
    if source.tag == .list {
        let list = source.cast(ListObject.self)
        var index = 0
        while index < list.count {
            let mark = vm.pool.count
            try add(list[index])
            vm.pool.drain(to: mark)
            index += 1
        }
    } else {
        try vm.iterate(source) {
            try add($0)
            return true
        }
    }
    if isPlain { return isReal ? Value(real) : Value(number) }
    return vm.pool.keep(total.value)
}

/// The sum of a range by its formula; nil when it does not fit.
private func sum(of range: RangeObject, _ start: Int64) -> Int64? {
    if range.count == 0 { return start }
    let (ends, first) = range.start.addingReportingOverflow(range[range.count - 1])
    let (twice, second) = ends.multipliedReportingOverflow(by: range.count)
    let (total, third) = Int64(twice / 2).addingReportingOverflow(start)
    return first || second || third ? nil : total
}

/// The best of numbers of one kind in a list, a tuple or the arguments; nil where the general way must look.
private func plainExtremum(_ vm: VM, _ given: [Value]?, _ arguments: Arguments, _ isBetter: ComparisonOperator) throws
    -> Value?
{
    if let given { return given.withUnsafeBufferPointer { plainExtremum($0, isBetter) } }
    let source = arguments.star(2)[0]
    guard source.tag == .list || source.tag == .tuple else { return nil }
    return plainExtremum(source.layout(TupleLayout.self).buffer, isBetter)
}

private func plainExtremum(_ values: UnsafeBufferPointer<Value>, _ isBetter: ComparisonOperator) -> Value? {
    // Very many are taken in stretches: on Ctrl-C the other way goes on, and hears of it.
    if values.count > 1 << 20 {
        var best: Value?
        for start in stride(from: 0, to: values.count, by: 1 << 20) {
            let stretch = UnsafeBufferPointer(rebasing: values[start..<min(start + 1 << 20, values.count)])
            guard !Attention.isInterrupted, let found = plainExtremum(stretch, isBetter) else { return nil }
            guard let known = best else {
                best = found
                continue
            }
            let pair = (known, found)
            best = withUnsafeBytes(of: pair) { plainExtremum($0.bindMemory(to: Value.self), isBetter) }
            if best == nil { return nil }
        }
        return best
    }
    guard let first = values.first else { return nil }
    if first.tag == .int {
        var best = first.intBits
        for value in values {
            if value.tag != .int { return nil }
            if isBetter == .less ? value.intBits < best : value.intBits > best { best = value.intBits }
        }
        return Value(best)
    }
    guard first.tag == .float else { return nil }
    var best = first.floatBits
    for value in values {
        if value.tag != .float { return nil }
        if isBetter == .less ? value.floatBits < best : value.floatBits > best { best = value.floatBits }
    }
    return Value(best)
}

/// `min(a, b)` and `max(a, b)` of two ints or two floats, without a tuple for them.
func fastExtremum(_ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ isBetter: ComparisonOperator) -> Value? {
    if count == 1 {
        guard arguments[0].tag == .list || arguments[0].tag == .tuple else { return nil }
        return plainExtremum(arguments[0].layout(TupleLayout.self).buffer, isBetter)
    }
    return plainExtremum(UnsafeBufferPointer(start: arguments, count: count), isBetter)
}

/// `min` and `max`: `isBetter` is `<` or `>`.
private func extremum(_ vm: VM, _ arguments: Arguments, name: String, _ isBetter: ComparisonOperator) throws -> Value {
    let given = arguments.star(2)
    let key = arguments.orNone(0)
    if given.isEmpty { throw vm.typeError("\(name) expected at least 1 argument, got 0") }
    if given.count > 1, arguments.optional(1) != nil {
        throw vm.typeError("Cannot specify a default for \(name)() with multiple positional arguments")
    }
    if key == nil, let value = try plainExtremum(vm, given.count > 1 ? given : nil, arguments, isBetter) {
        return value
    }
    var best: Strong?
    var bestKey: Strong?
    func consider(_ item: Value) throws {
        let itemKey = try key.map { vm.pool.adopt(try vm.callOne($0, item)) } ?? item
        guard let current = bestKey?.value else {
            best = Strong(item)
            bestKey = Strong(itemKey)
            return
        }
        let wins: Bool
        if itemKey.tag == .int, current.tag == .int {
            wins = isBetter == .less ? itemKey.intBits < current.intBits : itemKey.intBits > current.intBits
        } else if itemKey.tag == .float, current.tag == .float {
            wins = isBetter == .less ? itemKey.floatBits < current.floatBits : itemKey.floatBits > current.floatBits
        } else {
            wins = try vm.truth(try vm.compare(isBetter, itemKey, current))
        }
        if wins {
            best = Strong(item)
            bestKey = Strong(itemKey)
        }
    }
    if given.count > 1 {
        for item in given { try consider(item) }
    } else {
        try vm.iterate(given[0]) {
            try consider($0)
            return true
        }
    }
    if let best { return vm.pool.keep(best.value) }
    if let missing = arguments.optional(1) { return missing }
    throw vm.valueError("\(name)() arg is an empty sequence")
}
