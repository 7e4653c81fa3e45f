import GradusLibrary

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The dim lines under tensors: `[6, 24, 24] float32 · min −1.9 max 2.3 · 13.5 KiB`.
enum TensorNote {
    /// Under a result; nil for a small tensor that is all numbers, which says enough itself.
    static func ofResult(_ facts: TensorFacts) -> String? {
        let isLarge = facts.shape.count >= 2 || facts.count > 10
        let isStrange = facts.nanCount + facts.infinityCount > 0
        return isLarge || isStrange ? line(facts) : nil
    }

    /// After an assignment.
    static func ofVariable(_ name: String, _ facts: TensorFacts) -> String {
        let head = "\(name) \(shape(facts.shape)) \(facts.dtype)"
        return strange(facts).map { head + " · " + $0 } ?? head
    }

    private static func line(_ facts: TensorFacts) -> String {
        var parts = ["\(shape(facts.shape)) \(facts.dtype)"]
        if let range = facts.range { parts.append("min \(number(range.low)) max \(number(range.high))") }
        if let trues = facts.trueCount { parts.append("\(trues) of \(facts.count) true") }
        if let strange = strange(facts) { parts.append(strange) }
        parts.append(memory(facts.bytes))
        return parts.joined(separator: " · ")
    }

    private static func strange(_ facts: TensorFacts) -> String? {
        var parts: [String] = []
        if facts.nanCount > 0 { parts.append("\(facts.nanCount) NaN") }
        if facts.infinityCount > 0 { parts.append("\(facts.infinityCount) Inf") }
        return parts.isEmpty ? nil : "⚠ " + parts.joined(separator: ", ")
    }

    static func shape(_ shape: [Int]) -> String { "[" + shape.map(String.init).joined(separator: ", ") + "]" }

    /// Two digits that count, with a minus sign that can be told from a hyphen.
    static func number(_ value: Double) -> String {
        let size = abs(value)
        let text: String
        if size == 0 || (size < 1e6 && value == value.rounded()) {
            text = String(Int(size))
        } else if size >= 1e6 || size < 1e-3 {
            text = exponential(size)
        } else if size >= 99.5 {
            text = String(Int(size.rounded()))
        } else {
            let places = size >= 1 ? 1 : size >= 0.1 ? 2 : size >= 0.01 ? 3 : 4
            text = fixed(size, places)
        }
        return value < 0 ? "−" + text : text
    }

    private static func fixed(_ value: Double, _ places: Int) -> String {
        let scale = pow(10.0, Double(places))
        let whole = Int((value * scale).rounded())
        let digits = String(whole % Int(scale))
        return "\(whole / Int(scale))." + String(repeating: "0", count: max(0, places - digits.count)) + digits
    }

    private static func exponential(_ value: Double) -> String {
        var exponent = Int(log10(value).rounded(.down))
        var mantissa = value / pow(10.0, Double(exponent))
        // Below the smallest power that there is.
        if !mantissa.isFinite { return "\(value)" }
        if mantissa >= 9.95 {
            mantissa /= 10
            exponent += 1
        }
        return fixed(mantissa, 1) + "e" + (exponent < 0 ? "−" : "") + String(abs(exponent))
    }

    /// `13.5 KiB`
    static func memory(_ bytes: Int) -> String {
        var amount = Double(bytes)
        for unit in ["B", "KiB", "MiB", "GiB"] {
            if amount < 1024 || unit == "GiB" {
                if unit == "B" { return "\(bytes) B" }
                let tenths = Int((amount * 10).rounded())
                return tenths % 10 == 0 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
            }
            amount /= 1024
        }
        return "\(bytes) B"
    }
}
