import GradusKernelTypes

/// Weighted sums along one axis: element j of the result is Σ weights[j·width + t] · x[places[j·width + t]].
package struct AxisTaps<T: BinaryFloatingPoint & Sendable> {
    /// Elements of the axis before and after.
    package let from: Int, to: Int
    /// Terms of each sum.
    package let width: Int
    package let places: In<Int>
    package let weights: In<T>

    package init(from: Int, to: Int, width: Int, places: In<Int>, weights: In<T>) {
        self.from = from
        self.to = to
        self.width = width
        self.places = places
        self.weights = weights
    }
}

extension Kernels {
    /// y [outer, to, inner] from x [outer, from, inner].
    package static func gatherTaps(outer: Int, inner: Int, _ taps: AxisTaps<Float>, x: In<Float>, y: Out<Float>) {
        gather(outer, inner, taps, x, y)
    }

    package static func gatherTaps(outer: Int, inner: Int, _ taps: AxisTaps<Double>, x: In<Double>, y: Out<Double>) {
        gather(outer, inner, taps, x, y)
    }

    /// The transposed way: y [outer, from, inner] gets what each element of x [outer, to, inner] was made of.
    package static func scatterTaps(outer: Int, inner: Int, _ taps: AxisTaps<Float>, x: In<Float>, y: Out<Float>) {
        scatter(outer, inner, taps, x, y)
    }

    package static func scatterTaps(outer: Int, inner: Int, _ taps: AxisTaps<Double>, x: In<Double>, y: Out<Double>) {
        scatter(outer, inner, taps, x, y)
    }

    @inline(__always)
    private static func gather<T: BinaryFloatingPoint>(
        _ outer: Int, _ inner: Int, _ taps: AxisTaps<T>, _ x: In<T>, _ y: Out<T>
    ) {
        let (n, m, width, places, weights) = (taps.from, taps.to, taps.width, taps.places, taps.weights)
        Threads.parallelFor(outer, grain: rowGrain(m * inner * width)) { range in
            for o in range {
                let (block, out) = (x + o * n * inner, y + o * m * inner)
                if inner == 1 && width == 2 {
                    for j in 0..<m {
                        out[j] = block[places[2 * j]] * weights[2 * j] + block[places[2 * j + 1]] * weights[2 * j + 1]
                    }
                    continue
                }
                for j in 0..<m {
                    let row = out + j * inner
                    for t in 0..<width {
                        let source = block + places[j * width + t] * inner
                        let weight = weights[j * width + t]
                        if t == 0 {
                            for i in 0..<inner { row[i] = source[i] * weight }
                        } else {
                            for i in 0..<inner { row[i] += source[i] * weight }
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func scatter<T: BinaryFloatingPoint>(
        _ outer: Int, _ inner: Int, _ taps: AxisTaps<T>, _ x: In<T>, _ y: Out<T>
    ) {
        let (n, m, width, places, weights) = (taps.from, taps.to, taps.width, taps.places, taps.weights)
        Threads.parallelFor(outer, grain: rowGrain(m * inner * width)) { range in
            for o in range {
                let (block, out) = (x + o * m * inner, y + o * n * inner)
                out.update(repeating: 0, count: n * inner)
                for j in 0..<m {
                    let source = block + j * inner
                    for t in 0..<width {
                        let row = out + places[j * width + t] * inner
                        let weight = weights[j * width + t]
                        for i in 0..<inner { row[i] += source[i] * weight }
                    }
                }
            }
        }
    }
}
