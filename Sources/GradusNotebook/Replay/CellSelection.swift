/// Some of a notebook's code cells, by number: `2-5`, `3`, `1,4-6`, `4-`, `-2`.
public struct CellSelection: Sendable, Equatable {
    public var ranges: [ClosedRange<Int>]

    public init(ranges: [ClosedRange<Int>]) {
        self.ranges = ranges
    }

    /// Nil when the text is no selection.
    public init?(_ text: String) {
        ranges = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map { end in
                end.filter { $0 != " " }
            }
            let first = ends[0].isEmpty ? 1 : Int(ends[0])
            let last = ends.count == 1 ? Int(ends[0]) : ends[1].isEmpty ? Int.max : Int(ends[1])
            guard let first, let last, first >= 1, first <= last else { return nil }
            if ends.count == 2, ends[0].isEmpty, ends[1].isEmpty { return nil }
            ranges.append(first...last)
        }
    }

    public func contains(_ number: Int) -> Bool {
        ranges.contains { $0.contains(number) }
    }

    /// The first number asked for that a notebook of `count` code cells does not have.
    public func firstMissing(count: Int) -> Int? {
        for range in ranges {
            if range.lowerBound > count { return range.lowerBound }
            if range.upperBound != .max, range.upperBound > count { return range.upperBound }
        }
        return nil
    }
}
