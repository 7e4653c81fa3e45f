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
