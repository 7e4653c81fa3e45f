/// How strictly a cell's output is compared: `check="rtol=1e-3"`, `check="acc±1pp"`, `check="loss±0.05"`, `check="ignore"`,
/// several of them with commas between.
struct CheckRules: Equatable {
    /// Numbers on lines that name something may differ by so much.
    struct Named: Equatable {
        enum Unit: Equatable { case absolute, percent, percentPoints }

        var name: String
        var amount: Double
        var unit: Unit
    }

    var relative = 1e-5
    var absolute = 0.0
    var named: [Named] = []
    /// Why the output is not compared at all.
    var ignored: String?

    static let standard = CheckRules()

    /// What the metadata of a cell asks for; nil, with the text, when it is not understood.
    static func of(_ cell: NotebookCell) -> (rules: CheckRules, misunderstood: String?) {
        var rules = CheckRules()
        for tag in ["nbval-ignore-output", "nbval-skip"] where cell.tags.contains(tag) {
            rules.ignored = "tag \(tag)"
        }
        guard let value = cell.metadata["check"] else { return (rules, nil) }
        guard case .string(let text) = value else {
            if value == .bool(false) {
                rules.ignored = "check=false"
                return (rules, nil)
            }
            return (rules, "check must be a text such as \"rtol=1e-3\" or \"acc±1pp\"")
        }
        for part in text.split(separator: ",") {
            let part = part.filter { $0 != " " }
            guard rules.add(part) else {
                return (
                    rules,
                    "check=\"\(text)\": '\(part)' is not understood; write rtol=1e-3, atol=0.01, acc±1pp, loss±0.05, time±20% or ignore"
                )
            }
        }
        return (rules, nil)
    }

    private mutating func add(_ part: String) -> Bool {
        if part == "ignore" {
            ignored = "check=\"ignore\""
            return true
        }
        if part.hasPrefix("rtol="), let value = Self.amount(part.dropFirst(5)) {
            relative = value
            return true
        }
        if part.hasPrefix("atol="), let value = Self.amount(part.dropFirst(5)) {
            absolute = value
            return true
        }
        for sign in ["±", "+-", "+/-"] {
            guard let range = part[...].firstRange(ofText: sign), range.lowerBound > part.startIndex else { continue }
            var tail = part[range.upperBound...]
            var unit = Named.Unit.absolute
            if tail.hasSuffix("pp") {
                unit = .percentPoints
                tail = tail.dropLast(2)
            } else if tail.hasSuffix("%") {
                unit = .percent
                tail = tail.dropLast()
            }
            guard let value = Self.amount(tail) else { return false }
            named.append(Named(name: part[..<range.lowerBound].lowercased(), amount: value, unit: unit))
            return true
        }
        return false
    }

    private static func amount(_ text: Substring) -> Double? {
        guard let value = Double(text), value >= 0, value.isFinite else { return nil }
        return value
    }

    /// How far `new` may be from `old` on this line.
    func tolerance(_ old: OutputToken.Number, _ new: OutputToken.Number, line: String, ratioOf total: Double?) -> Double
    {
        var allowed = absolute
        let isExact = old.isInteger && new.isInteger
        if !isExact { allowed = max(allowed, max(old.unit, new.unit), relative * abs(old.value)) }
        if isExact, relative > 1e-5 { allowed = max(allowed, relative * abs(old.value)) }
        for rule in named where line.contains(rule.name) {
            switch rule.unit {
            case .absolute: allowed = max(allowed, rule.amount)
            case .percent: allowed = max(allowed, rule.amount / 100 * abs(old.value))
            case .percentPoints:
                if let total {
                    allowed = max(allowed, rule.amount / 100 * total)
                } else if old.isPercent || abs(old.value) > 1 {
                    if !isExact || old.isPercent { allowed = max(allowed, rule.amount) }
                } else {
                    allowed = max(allowed, rule.amount / 100)
                }
            }
        }
        return allowed
    }
}
