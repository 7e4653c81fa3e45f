import GradusKernels

/// Bilinear reading of planes at given places, outside the graph: the places' corners and weights are found once for all
/// channels.
enum GridReading {
    /// - Parameters:
    ///   - x: dense planes [n, c, h, w] of float32 or float64.
    ///   - columns: dense places [n, oh, ow] along the width; `rows` the same along the height.
    ///   - out: dense [n, c, oh, ow].
    static func bilinear(_ x: Tensor, columns: Tensor, rows: Tensor, into out: Tensor) throws {
        if out.count == 0 { return }
        if x.dtype == .float64 {
            try read(
                x.shape, out.count, x.pointer(Double.self), columns.pointer(Double.self), rows.pointer(Double.self),
                out.pointer(Double.self), columns.count)
        } else {
            try read(x.shape, out.count, x.f32, columns.f32, rows.f32, out.f32, columns.count)
        }
    }

    @inline(__always)
    private static func read<T: GridPlace>(
        _ shape: Dims, _ count: Int, _ x: UnsafeMutablePointer<T>, _ columns: UnsafeMutablePointer<T>,
        _ rows: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ places: Int
    ) throws {
        let (n, c, h, w) = (shape[0], shape[1], shape[2], shape[3])
        let points = places / n
        let corners = try Tensor(empty: [4, points], .int64)
        let shares = try Tensor(empty: [4, points], .float64)
        let (k, weights) = (corners.pointer(Int.self), shares.data.assumingMemoryBound(to: T.self))
        for b in 0..<n {
            let (px, py) = (columns + b * points, rows + b * points)
            for i in 0..<points {
                let (column, row) = (px[i].whole, py[i].whole)
                let (fx, fy) = (px[i] - T.of(column), py[i] - T.of(row))
                for corner in 0..<4 {
                    let (cx, cy) = (column &+ corner & 1, row &+ corner &>> 1)
                    let isInside = cx >= 0 && cx < w && cy >= 0 && cy < h
                    let share = (corner & 1 == 0 ? 1 - fx : fx) * (corner & 2 == 0 ? 1 - fy : fy)
                    k[corner * points + i] = isInside ? cy &* w &+ cx : 0
                    weights[corner * points + i] = isInside ? share : share * 0
                }
            }
            let (k1, k2, k3) = (k + points, k + 2 * points, k + 3 * points)
            let (w1, w2, w3) = (weights + points, weights + 2 * points, weights + 3 * points)
            for channel in 0..<c where !Interruption.isWanted {
                let (plane, out) = (x + (b * c + channel) * h * w, y + (b * c + channel) * points)
                for i in 0..<points {
                    let top = plane[k[i]] * weights[i] + plane[k1[i]] * w1[i]
                    let low = plane[k2[i]] * w2[i] + plane[k3[i]] * w3[i]
                    out[i] = top + low
                }
            }
        }
    }
}

/// Not by the generic conversions, which take twenty times as long.
private protocol GridPlace: FloatingPoint, BitwiseCopyable {
    /// The whole number below; −2, which is outside, for numbers far away and NaN.
    var whole: Int { get }
    static func of(_ whole: Int) -> Self
}

extension Float: GridPlace {
    @inline(__always) fileprivate var whole: Int {
        guard self > -0x1p30 && self < 0x1p30 else { return -2 }
        let cut = Int(self)
        return Float(cut) > self ? cut - 1 : cut
    }
    @inline(__always) fileprivate static func of(_ whole: Int) -> Float { Float(whole) }
}

extension Double: GridPlace {
    @inline(__always) fileprivate var whole: Int {
        guard self > -0x1p30 && self < 0x1p30 else { return -2 }
        let cut = Int(self)
        return Double(cut) > self ? cut - 1 : cut
    }
    @inline(__always) fileprivate static func of(_ whole: Int) -> Double { Double(whole) }
}
