/// How all floats of an array are written: one width, one style.
struct FloatFormat {
    private let width: FloatText.Width
    private let options: ArrayPrintOptions
    private var isScientific = false
    private var padLeft = 0
    private var padRight = 0
    private var exponentSize = 2
    private var precision: Int
    private var minimumDigits = 0
    private var keepsZeros = false
    private var unique = true

    init(_ values: [Double], _ width: FloatText.Width, _ options: ArrayPrintOptions) {
        self.width = width
        self.options = options
        precision = options.floatMode == .unique ? 400 : options.precision
        let finite = values.filter(\.isFinite)
        let magnitudes = finite.lazy.filter { $0 != 0 }.map { abs($0) }
        if let largest = magnitudes.max(), let smallest = magnitudes.min() {
            isScientific =
                largest >= 1e8 || (!options.suppress && (smallest < 0.0001 || largest / smallest > 1000))
        }
        if !finite.isEmpty { measure(finite) }
        if options.sign == .space, !finite.contains(where: { $0.sign == .minus }) { padLeft += 1 }
        if finite.count != values.count {
            let negative = options.sign != .minus || values.contains(-.infinity) ? 1 : 0
            let offset = padRight + 1
            padLeft = max(padLeft, options.nan.count - offset, options.infinity.count + negative - offset)
        }
    }

    private mutating func measure(_ finite: [Double]) {
        let isFixed = options.floatMode == .fixed
        let plus = options.sign == .plus ? 1 : 0
        if isScientific {
            var (left, fraction, size) = (0, 0, 2)
            for value in finite {
                let text = FloatText.scientific(value, width, precision: precision, unique: !isFixed)
                left = max(left, text.integer.utf8.count + (value.sign == .plus ? plus : 0))
                fraction = max(fraction, text.fraction.utf8.count)
                size = max(size, String(abs(text.exponent)).utf8.count)
            }
            exponentSize = size
            unique = !isFixed
            keepsZeros = true
            precision = fraction
            minimumDigits = fraction
            padLeft = left
            padRight = size + 2 + fraction
            return
        }
        var (left, right) = (0, 0)
        for value in finite {
            let text = FloatText.positional(value, width, precision: precision, unique: !isFixed)
            left = max(left, text.0.utf8.count + (value.sign == .plus ? plus : 0))
            right = max(right, text.1.utf8.count)
        }
        padLeft = left
        padRight = right
        unique = !isFixed
        if isFixed || options.floatMode == .maxprecEqual {
            precision = right
            minimumDigits = right
            keepsZeros = true
        }
    }

    func callAsFunction(_ value: Double) -> String {
        let plus = options.sign == .plus ? "+" : ""
        if !value.isFinite {
            let text = value.isNaN ? plus + options.nan : (value < 0 ? "-" : plus) + options.infinity
            return pad(padLeft + padRight + 1 - text.count) + text
        }
        let sign = value.sign == .plus ? plus : ""
        if isScientific {
            let text = FloatText.scientific(value, width, precision: precision, unique: unique)
            let integer = sign + text.integer
            return pad(padLeft - integer.utf8.count) + integer + "." + text.fraction
                + String(repeating: "0", count: max(0, minimumDigits - text.fraction.utf8.count))
                + FloatText.exponentText(text.exponent, digits: exponentSize)
        }
        let text = FloatText.positional(value, width, precision: precision, unique: unique)
        let integer = sign + text.0
        var fraction = text.1
        if keepsZeros { fraction += String(repeating: "0", count: max(0, minimumDigits - fraction.utf8.count)) }
        return pad(padLeft - integer.utf8.count) + integer + "." + fraction + pad(padRight - fraction.utf8.count)
    }

    private func pad(_ count: Int) -> String { count > 0 ? String(repeating: " ", count: count) : "" }
}
