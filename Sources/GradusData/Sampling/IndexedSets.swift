/// A chosen part of a data set of `baseCount` items: index arithmetic of `Subset`.
public struct SubsetIndex: Sendable {
    public let indices: [Int]

    public init(_ indices: [Int]) { self.indices = indices }

    public var count: Int { indices.count }

    /// Index in the base set of item `index`; negative ones count from the end.
    public func base(_ index: Int) throws -> Int { indices[try wrappedIndex(index, count: indices.count)] }
}

/// Several data sets one after another: index arithmetic of `ConcatDataset`.
public struct ConcatIndex: Sendable {
    /// Number of items up to and including each set.
    public let cumulativeSizes: [Int]

    public init(counts: [Int]) throws {
        guard !counts.isEmpty else {
            throw DataError.badSampling(detail: "datasets should not be an empty iterable")
        }
        var total = 0
        cumulativeSizes = counts.map {
            total += $0
            return total
        }
    }

    public var count: Int { cumulativeSizes.last ?? 0 }

    /// Which set item `index` lies in, and its place there.
    public func locate(_ index: Int) throws -> (set: Int, item: Int) {
        if index < 0 && -index > count {
            throw DataError.badArgument(
                operation: "ConcatDataset", detail: "absolute value of index should not exceed dataset length")
        }
        let place = try wrappedIndex(index, count: count)
        var low = 0
        var high = cumulativeSizes.count
        while low < high {
            let middle = (low + high) / 2
            if cumulativeSizes[middle] <= place { low = middle + 1 } else { high = middle }
        }
        return (low, low == 0 ? place : place - cumulativeSizes[low - 1])
    }
}

/// An index counted from the end where it is negative. Throws `indexOutOfRange`.
public func wrappedIndex(_ index: Int, count: Int) throws -> Int {
    let place = index < 0 ? index + count : index
    guard (0..<count).contains(place) else { throw DataError.indexOutOfRange(index: index, count: count) }
    return place
}
