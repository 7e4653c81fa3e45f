/// "Did you mean": the nearest of some known words.
public enum Spelling {
    /// The candidate with the fewest edits, if these are few for its length.
    public static func nearest(to word: String, in candidates: [String]) -> String? {
        let limit = max(1, min(2, word.count / 3))
        return candidates.map { ($0, distance(word, $0)) }.filter { $0.1 <= limit && $0.1 > 0 }
            .min { $0.1 < $1.1 }?.0
    }

    /// Edits from one word to the other: insertions, deletions, replacements, swaps of neighbours.
    public static func distance(_ first: String, _ second: String) -> Int {
        let a = Array(first.unicodeScalars)
        let b = Array(second.unicodeScalars)
        var rows = [Array(0...b.count)]
        for i in 1...max(1, a.count) where !a.isEmpty {
            var row = [i]
            for j in 1...max(1, b.count) where !b.isEmpty {
                var cost = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, rows[i - 2][j - 2] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
