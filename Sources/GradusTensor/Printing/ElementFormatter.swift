#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// C's `%.*e` and `%.*f` of a double, correctly rounded.
package func formatted(_ value: Double, precision: Int, scientific: Bool) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 480) { buffer in
        guard let base = buffer.baseAddress else { return "" }
        let length = withVaList([Int32(precision), value]) {
            vsnprintf(base, 480, scientific ? "%.*e" : "%.*f", $0)
        }
        return length > 0 ? String(cString: base) : ""
    }
}

/// Formats the elements of one tensor alike: one width, whole numbers or decimals or scientific notation.
struct ElementFormatter {
    private(set) var width = 1
    private let isFloat: Bool
    private var wholeNumbers = true
    private var scientific = false
    private let options: PrintOptions

    /// Looks at the values that will be shown.
    init(_ values: [Scalar], _ type: DType, _ options: PrintOptions) {
        self.options = options
        isFloat = type.isFloat
        if !isFloat {
            for v in values { width = Swift.max(width, v.text.utf8.count) }
            return
        }
        let real = values.map(\.double).filter { $0.isFinite && $0 != 0 }
        guard !real.isEmpty else { return }
        var (low, high) = (Double.infinity, 0.0)
        for v in real {
            low = Swift.min(low, Swift.abs(v))
            high = Swift.max(high, Swift.abs(v))
            if v.rounded(.up) != v { wholeNumbers = false }
        }
        scientific = high / low > 1000 || high > 1e8 || (wholeNumbers ? false : low < 1e-4)
        if let forced = options.scientific { scientific = forced }
        for v in real { width = Swift.max(width, unpadded(v).utf8.count) }
    }

    private func unpadded(_ v: Double) -> String {
        if scientific { return ElementFormatter.python(v, options.precision, scientific: true) }
        if wholeNumbers {
            let text = ElementFormatter.python(v, 0, scientific: false)
            return v.isFinite ? text + "." : text
        }
        return ElementFormatter.python(v, options.precision, scientific: false)
    }

    /// Python's spelling: inf and nan without a sign for nan.
    private static func python(_ v: Double, _ precision: Int, scientific: Bool) -> String {
        if v.isNaN { return "nan" }
        if v.isInfinite { return v < 0 ? "-inf" : "inf" }
        return formatted(v, precision: precision, scientific: scientific)
    }

    /// One value, padded on the left to the common width.
    func text(_ value: Scalar) -> String {
        let bare = isFloat ? unpadded(value.double) : value.text
        let missing = width - bare.utf8.count
        return missing > 0 ? String(repeating: " ", count: missing) + bare : bare
    }
}
