/// Compares an output with its record, line by line and number by number.
struct OutputComparison {
    enum Verdict: Equatable {
        case same
        case withinTolerance
        case ignored(String)
        case differs([Difference])
    }

    /// One place where an output differs from its record.
    struct Difference: Equatable {
        /// The recorded line; nil for a line that is new.
        var old: String?
        /// The line of today; nil for one that is missing.
        var new: String?
        /// The first number that is off.
        var number: NumberDifference?
    }

    struct NumberDifference: Equatable {
        var old: String
        var new: String
        var allowed: Double
        var isInteger: Bool
    }

    var rules = CheckRules.standard

    /// - Parameters:
    ///   - record: what is recorded.
    ///   - output: lines as `CellOutput.lines` gives them.
    func compare(_ record: CellRecord, with output: [String]) -> Verdict {
        if let why = rules.ignored { return .ignored(why) }
        let now = CellRecord(output: output, sourceDigest: nil)
        var old = record.lines
        var new = now.lines
        while old.last == "" { old.removeLast() }
        if record.rest == nil, now.rest != nil { new = output }
        var state = LineState.same
        var differences: [Difference] = []
        if old.count == new.count {
            for (old, new) in zip(old, new) { compare(old, new, &state, &differences) }
        }
        if old.count != new.count || (!differences.isEmpty && old.contains(Self.anyLines)) {
            differences = []
            state = .same
            align(old, new, &state, &differences)
        }
        if let rest = record.rest, rest != now.rest {
            let hidden = now.rest.map { "\($0.lines) more lines, \($0.digest)" }
            differences.append(Difference(old: "\(rest.lines) more lines, \(rest.digest)", new: hidden))
        }
        guard differences.isEmpty else { return .differs(differences) }
        switch state {
        case .same: return .same
        case .close: return .withinTolerance
        case .masked: return .ignored("parts that differ from run to run")
        }
    }

    private enum LineState: Int {
        case same, masked, close
    }

    private static let anyLines = "..."

    private func compare(_ old: String, _ new: String, _ state: inout LineState, _ differences: inout [Difference]) {
        switch match(old, new) {
        case .success(let line): if line.rawValue > state.rawValue { state = line }
        case .failure(let miss):
            differences.append(Difference(old: old, new: OutputMask.visible(new), number: miss.number))
        }
    }

    /// Lines are paired so that as few as possible differ; a recorded `...` alone on its line stands for any lines.
    private func align(_ old: [String], _ new: [String], _ state: inout LineState, _ differences: inout [Difference]) {
        guard old.count * new.count <= 40_000 else {
            for index in 0..<max(old.count, new.count) {
                differences.append(
                    Difference(
                        old: index < old.count ? old[index] : nil,
                        new: index < new.count ? OutputMask.visible(new[index]) : nil))
                if differences.count >= 20 { break }
            }
            return
        }
        // cost[i][j]: lines that differ when old[i...] is paired with new[j...].
        var cost = [[Int]](repeating: [Int](repeating: 0, count: new.count + 1), count: old.count + 1)
        var equal = [[Bool]](repeating: [Bool](repeating: false, count: new.count), count: old.count)
        for i in stride(from: old.count, through: 0, by: -1) {
            for j in stride(from: new.count, through: 0, by: -1) {
                if i == old.count {
                    cost[i][j] = new.count - j
                    continue
                }
                if old[i] == Self.anyLines {
                    cost[i][j] = j < new.count ? min(cost[i + 1][j], cost[i][j + 1]) : cost[i + 1][j]
                    continue
                }
                var best = cost[i + 1][j] + 1
                if j < new.count {
                    if case .success = match(old[i], new[j]) { equal[i][j] = true }
                    best = min(best, cost[i][j + 1] + 1, cost[i + 1][j + 1] + (equal[i][j] ? 0 : 1))
                }
                cost[i][j] = best
            }
        }
        var i = 0
        var j = 0
        while i < old.count || j < new.count {
            if i == old.count {
                differences.append(Difference(old: nil, new: OutputMask.visible(new[j])))
                j += 1
            } else if old[i] == Self.anyLines {
                state = state == .close ? .close : .masked
                if j < new.count, cost[i][j] == cost[i][j + 1] { j += 1 } else { i += 1 }
            } else if j < new.count, cost[i][j] == cost[i + 1][j + 1] + (equal[i][j] ? 0 : 1) {
                compare(old[i], new[j], &state, &differences)
                i += 1
                j += 1
            } else if j < new.count, cost[i][j] == cost[i][j + 1] + 1 {
                differences.append(Difference(old: nil, new: OutputMask.visible(new[j])))
                j += 1
            } else {
                differences.append(Difference(old: old[i], new: nil))
                i += 1
            }
        }
    }

    private struct Miss: Error {
        var number: NumberDifference?
    }

    private func match(_ old: String, _ new: String) -> Result<LineState, Miss> {
        if old == new { return .success(.same) }
        if OutputMask.visible(new) == old { return .success(.masked) }
        let a = OutputToken.tokens(of: old, ellipsis: true)
        let b = OutputToken.tokens(of: new, ellipsis: false)
        var matcher = TokenMatcher(old: a, new: b, line: old.lowercased(), rules: rules)
        guard matcher.matches() else { return .failure(Miss(number: matcher.firstMiss)) }
        return .success(matcher.usedTolerance ? .close : matcher.usedMask ? .masked : .same)
    }
}

/// Whether the tokens of two lines agree.
private struct TokenMatcher {
    let old: [OutputToken]
    let new: [OutputToken]
    let line: String
    let rules: CheckRules
    private(set) var usedTolerance = false
    private(set) var usedMask = false
    private(set) var firstMiss: OutputComparison.NumberDifference?
    private var failed: Set<Int> = []

    init(old: [OutputToken], new: [OutputToken], line: String, rules: CheckRules) {
        self.old = old
        self.new = new
        self.line = line
        self.rules = rules
        usedMask = (old + new).contains(.anything)
    }

    mutating func matches() -> Bool { matches(0, 0) }

    private mutating func matches(_ start: Int, _ second: Int) -> Bool {
        var i = start
        var j = second
        while true {
            if i == old.count, j == new.count { return true }
            let isWildcard = (i < old.count && old[i] == .anything) || (j < new.count && new[j] == .anything)
            if isWildcard { return matchesWildcard(i, j) }
            // Columns move when a sign comes or goes.
            if i + 1 < old.count, j < new.count, case .space = old[i], case .number = old[i + 1], case .number = new[j]
            {
                i += 1
                continue
            }
            if j + 1 < new.count, i < old.count, case .space = new[j], case .number = new[j + 1], case .number = old[i]
            {
                j += 1
                continue
            }
            guard i < old.count, j < new.count, pair(i, j) else { return false }
            i += 1
            j += 1
        }
    }

    private mutating func matchesWildcard(_ i: Int, _ j: Int) -> Bool {
        let key = i &* 65_536 &+ j
        if failed.contains(key) || failed.count > 50_000 { return false }
        let found: Bool
        if i < old.count, old[i] == .anything {
            found = matches(i + 1, j) || (j < new.count && matchesWildcard(i, j + 1))
        } else {
            found = matches(i, j + 1) || (i < old.count && matchesWildcard(i + 1, j))
        }
        if !found { failed.insert(key) }
        return found
    }

    private mutating func pair(_ i: Int, _ j: Int) -> Bool {
        switch (old[i], new[j]) {
        case (.text(let a), .text(let b)): return a == b
        case (.space(let a), .space(let b)): return a == b || isBesideNumber(i)
        case (.number(let a), .number(let b)):
            if a.text == b.text { return true }
            if a.value == b.value, a.isInteger == b.isInteger, a.isInteger { return true }
            let allowed = rules.tolerance(a, b, line: line, ratioOf: total(i))
            // Decimal fractions are not exact in binary.
            if abs(a.value - b.value) <= allowed * (1 + 1e-9) + 1e-15 * abs(a.value) {
                usedTolerance = true
                return true
            }
            if firstMiss == nil {
                firstMiss = OutputComparison.NumberDifference(
                    old: String(a.text), new: String(b.text), allowed: allowed, isInteger: a.isInteger && b.isInteger)
            }
            return false
        default: return false
        }
    }

    private func isBesideNumber(_ i: Int) -> Bool {
        if i > 0, case .number = old[i - 1] { return true }
        if i + 1 < old.count, case .number = old[i + 1] { return true }
        return false
    }

    /// The second number of `9770/10000`.
    private func total(_ i: Int) -> Double? {
        guard i + 2 < old.count, old[i + 1] == .text("/"), case .number(let whole) = old[i + 2], whole.isInteger else {
            return nil
        }
        return whole.value
    }
}
