import CSIMD
import GradusKernelTypes

/// Place (and value, if asked) of the first extreme of each column of [count, inner]; the first NaN where there is one.
/// count in 1 ..< 2³¹.
func columnPlaces(
    largest: Bool, count: Int, inner: Int, columns: Range<Int>, x: In<Float>, indices: Out<Int64>, values: Out<Float>?
) {
    if largest {
        places(Above.self, count, inner, columns, x, indices, values)
    } else {
        places(Below.self, count, inner, columns, x, indices, values)
    }
}

/// Which of two values is the better one: a type, so that the loop is compiled for each.
private protocol Order {
    static func wins(_ v: Vec, _ best: Vec) -> SIMDMask<VecInt>
}

private enum Above: Order {
    @inline(__always) static func wins(_ v: Vec, _ best: Vec) -> SIMDMask<VecInt> { v .> best }
}

private enum Below: Order {
    @inline(__always) static func wins(_ v: Vec, _ best: Vec) -> SIMDMask<VecInt> { v .< best }
}

private func places<O: Order>(
    _: O.Type, _ count: Int, _ inner: Int, _ columns: Range<Int>, _ x: In<Float>, _ indices: Out<Int64>,
    _ values: Out<Float>?
) {
    var i = columns.lowerBound
    while i < columns.upperBound {
        // Two vectors of columns, which do not wait for each other.
        let left = columns.upperBound - i
        let (l, r) = (min(left, vectorWidth), max(min(left - vectorWidth, vectorWidth), 0))
        var best = load(x + i, upTo: l)
        var other = load(x + i + l, upTo: r)
        var place = VecInt.zero
        var otherPlace = VecInt.zero
        for row in 1..<max(count, 1) {
            let at = x + row * inner + i
            let number = VecInt(repeating: Int32(truncatingIfNeeded: row))
            improve(O.self, &best, &place, load(at, upTo: l), number)
            improve(O.self, &other, &otherPlace, load(at + l, upTo: r), number)
        }
        for k in 0..<l { indices[i + k] = Int64(place[k]) }
        for k in 0..<r { indices[i + l + k] = Int64(otherPlace[k]) }
        if let values {
            store(best, values + i, upTo: l)
            store(other, values + i + l, upTo: r)
        }
        i += l + r
    }
}

@inline(__always)
private func improve<O: Order>(_: O.Type, _ best: inout Vec, _ place: inout VecInt, _ v: Vec, _ number: VecInt) {
    let wins = O.wins(v, best) .| ((v .!= v) .& (best .== best))
    best = choose(wins, v, best)
    place.replace(with: number, where: wins)
}
