/// A parsed format specification: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
package struct FormatSpec: Equatable {
    package var fill: UInt32 = 0x20
    /// `<`, `>`, `^` or `=`
    package var align: UInt8
    /// `+`, `-`, space or 0
    package var sign: UInt8 = 0
    package var coercesNegativeZero = false
    package var isAlternate = false
    /// -1: not given
    package var width = -1
    /// `,`, `_` or 0
    package var grouping: UInt8 = 0
    /// -1: not given
    package var precision = -1
    /// 0: not given
    package var type: UInt32 = 0

    package init(align: UInt8) { self.align = align }

    /// - Parameter isNumeric: numbers stand on the right by default.
    /// - Throws: `FormatError`
    package init(_ spec: UnsafeBufferPointer<UInt8>, isNumeric: Bool, typeName: String) throws {
        self.init(align: isNumeric ? UInt8(ascii: ">") : UInt8(ascii: "<"))
        var position = 0
        let end = spec.count

        func peek() -> UInt8 { position < end ? spec[position] : 0 }

        var hasFill = false
        var hasAlign = false
        if end > 0, let start = spec.baseAddress {
            let (scalar, length) = StringObject.decode(start, limit: end)
            if length < end, Self.isAlignment(spec[length]) {
                fill = scalar
                align = spec[length]
                hasFill = true
                hasAlign = true
                position = length + 1
            } else if Self.isAlignment(spec[0]) {
                align = spec[0]
                hasAlign = true
                position = 1
            }
        }
        if [UInt8(ascii: " "), UInt8(ascii: "+"), UInt8(ascii: "-")].contains(peek()), position < end {
            sign = peek()
            position += 1
        }
        if peek() == UInt8(ascii: "z") {
            coercesNegativeZero = true
            position += 1
        }
        if peek() == UInt8(ascii: "#") {
            isAlternate = true
            position += 1
        }
        if !hasFill, peek() == UInt8(ascii: "0") {
            fill = 0x30
            if !hasAlign, isNumeric { align = UInt8(ascii: "=") }
            position += 1
        }
        if let number = try Self.integer(spec, &position) { width = number }
        if peek() == UInt8(ascii: ",") {
            grouping = UInt8(ascii: ",")
            position += 1
        }
        if peek() == UInt8(ascii: "_") {
            if grouping != 0 { throw FormatError.commaAndUnderscore }
            grouping = UInt8(ascii: "_")
            position += 1
        }
        if peek() == UInt8(ascii: ","), grouping == UInt8(ascii: "_") { throw FormatError.commaAndUnderscore }
        if peek() == UInt8(ascii: ".") {
            position += 1
            guard let number = try Self.integer(spec, &position) else { throw FormatError.missingPrecision }
            precision = number
        }
        if position < end, let start = spec.baseAddress {
            let (scalar, length) = StringObject.decode(start + position, limit: end - position)
            if position + length < end {
                throw FormatError.invalidSpecifier(String(decoding: spec, as: UTF8.self), typeName: typeName)
            }
            type = scalar
        }
        if type == 0, !isNumeric { type = 0x73 }
        if grouping != 0 { try checkGrouping() }
    }

    private func checkGrouping() throws {
        switch UInt8(exactly: type) {
        case 0, UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "f"), UInt8(ascii: "g"), UInt8(ascii: "E"),
            UInt8(ascii: "F"), UInt8(ascii: "G"), UInt8(ascii: "%"):
            return
        case UInt8(ascii: "b"), UInt8(ascii: "o"), UInt8(ascii: "x"), UInt8(ascii: "X"):
            if grouping == UInt8(ascii: "_") { return }
        default: break
        }
        throw FormatError.separatorNotAllowed(grouping, code: type)
    }

    private static func isAlignment(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "^") || byte == UInt8(ascii: "=")
    }

    /// Reads a decimal number; nil where there is none.
    static func integer(_ spec: UnsafeBufferPointer<UInt8>, _ position: inout Int) throws -> Int? {
        var result: Int?
        while position < spec.count, Formatting.isDigit(spec[position]) {
            let (product, overflow) = (result ?? 0).multipliedReportingOverflow(by: 10)
            let (sum, overflowToo) = product.addingReportingOverflow(Int(spec[position] - UInt8(ascii: "0")))
            if overflow || overflowToo { throw FormatError.tooManyDigits }
            result = sum
            position += 1
        }
        return result
    }

    /// The type as an ASCII letter; 0 for none.
    var code: UInt8 { UInt8(exactly: type) ?? 0xFF }
}
