import BigInt

/// `array.array`: machine numbers of one kind, side by side.
final class ArrayObject: Object {
    /// nil for characters (`u`), four bytes each.
    let code: NumberCode?
    let itemSize: Int
    var bytes: [UInt8] = []

    init(code: NumberCode?, type: TypeObject = ArrayType.type) {
        self.code = code
        itemSize = code?.size(isNative: true) ?? 4
        super.init(type: type)
    }

    var count: Int { bytes.count / itemSize }
    var letter: String { code?.letter ?? "u" }

    /// The item at an index in range.
    func item(_ vm: VM, _ index: Int) -> Value {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return .none }
            let place = base + index * itemSize
            if let code { return code.read(vm, place, size: itemSize, isBig: false) }
            let scalar = (0..<4).reduce(UInt32(0)) { $0 | UInt32(place[$1]) << UInt32(8 * $1) }
            return TextOperations.character(vm, scalar)
        }
    }

    // MARK: Items of the common kinds

    /// The item at an index in range, of doubles and of integers that fit into a word; nil for other kinds.
    @inline(__always)
    func quickItem(_ index: Int) -> Value? {
        bytes.withUnsafeBytes { buffer in
            switch code {
            case .double: Value(buffer.loadUnaligned(fromByteOffset: index &* 8, as: Double.self))
            case .float: Value(Double(buffer.loadUnaligned(fromByteOffset: index &* 4, as: Float.self)))
            case .int64, .long: Value(buffer.loadUnaligned(fromByteOffset: index &* 8, as: Int64.self))
            case .int32: Value(Int64(buffer.loadUnaligned(fromByteOffset: index &* 4, as: Int32.self)))
            case .uint8: Value(Int64(buffer[index]))
            default: nil
            }
        }
    }

    /// Stores an item of these kinds; false where the value is of another type or does not fit.
    @inline(__always)
    func quickSet(_ index: Int, _ value: Value) -> Bool {
        switch (code, value.tag) {
        case (.double, .float): store(value.floatBits, index)
        case (.float, .float): store(Float(value.floatBits), index)
        case (.int64, .int), (.long, .int): store(value.intBits, index)
        case (.int32, .int):
            guard let number = Int32(exactly: value.intBits) else { return false }
            store(number, index)
        case (.uint8, .int):
            guard let number = UInt8(exactly: value.intBits) else { return false }
            store(number, index)
        default: return false
        }
        return true
    }

    @inline(__always)
    private func store<T: BitwiseCopyable>(_ number: T, _ index: Int) {
        bytes.withUnsafeMutableBytes {
            $0.storeBytes(of: number, toByteOffset: index &* MemoryLayout<T>.size, as: T.self)
        }
    }

    // MARK: Items of all kinds

    /// The bytes of one item; refuses what does not fit.
    func encoded(_ vm: VM, _ value: Value) throws -> [UInt8] {
        var result: [UInt8] = []
        NumberCode.append(try pattern(vm, value), size: itemSize, isBig: false, to: &result)
        return result
    }

    private func pattern(_ vm: VM, _ value: Value) throws -> UInt64 {
        guard let code else {
            guard let text = value.asString, text.count == 1 else {
                throw vm.typeError("array item must be unicode character")
            }
            return UInt64(text.codePoint(at: 0))
        }
        if code.isFloat {
            let number = try vm.double(value)
            return code == .double ? number.bitPattern : UInt64(Float(number).bitPattern)
        }
        guard vm.hasIndex(value) else {
            throw vm.typeError("'\(vm.typeName(value))' object cannot be interpreted as an integer")
        }
        if value.tag == .int, itemSize == 8, code.isSigned { return UInt64(bitPattern: value.intBits) }
        let number = value.tag == .int ? BigInt(value.intBits) : try vm.bigInt(value)
        let (least, most) = code.range(size: itemSize)
        if number >= least, number <= most {
            return number.signum() < 0
                ? UInt64(bitPattern: Int64(truncatingIfNeeded: number)) : UInt64(truncatingIfNeeded: number)
        }
        throw vm.error(.overflowError, outOfRange(code, number, isLow: number < least))
    }

    private func outOfRange(_ code: NumberCode, _ number: BigInt, isLow: Bool) -> String {
        let isHuge = number.magnitude.bitWidth > 63
        switch code {
        case .int64: return "int too big to convert"
        case .uint64: return isLow ? "can't convert negative int to unsigned" : "int too big to convert"
        case .uint32, .unsignedLong:
            if isLow { return "can't convert negative value to unsigned int" }
            return number.magnitude.bitWidth > 64
                ? "Python int too large to convert to C unsigned long" : "unsigned int is greater than maximum"
        default:
            if isHuge { return "Python int too large to convert to C long" }
            // CPython reads these two as wider numbers first, which have limits of their own.
            if code == .int8, Int16(exactly: number) == nil { return outOfRange(.int16, number, isLow: isLow) }
            if code == .uint16, Int32(exactly: number) == nil { return outOfRange(.int32, number, isLow: isLow) }
            let names: [NumberCode: String] = [
                .int8: "signed char", .uint8: "unsigned byte integer", .int16: "signed short integer",
                .uint16: "unsigned short", .int32: "signed integer",
            ]
            return "\(names[code] ?? "integer") is \(isLow ? "less than minimum" : "greater than maximum")"
        }
    }

    func replace(_ range: Range<Int>, with new: [UInt8]) {
        bytes.replaceSubrange(range.lowerBound * itemSize..<range.upperBound * itemSize, with: new)
    }

    func piece(_ index: Int) -> ArraySlice<UInt8> { bytes[index * itemSize..<(index + 1) * itemSize] }
}
