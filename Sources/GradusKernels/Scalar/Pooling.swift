import GradusKernelTypes

extension ScalarKernels {
    /// Largest value of each window; the first in row-major order among equals, and NaN above all. `indices`
    /// receives the place within the input plane.
    package static func maxPool<T: KernelScalar>(_ s: PoolShape, x: In<T>, y: Out<T>, indices: Out<Int32>?) {
        for plane in 0..<s.planes {
            let source = x + plane * s.inArea
            for o in 0..<s.outArea {
                let at = firstMaximum(s, source, o)
                y[plane * s.outArea + o] = at < 0 ? -T.infinity : source[at]
                if let indices { indices[plane * s.outArea + o] = Int32(truncatingIfNeeded: Swift.max(at, 0)) }
            }
        }
    }

    /// Sends each dy to the place of its window's first maximum, recomputed from x. Overwrites dx.
    package static func maxPoolBackward<T: KernelScalar>(_ s: PoolShape, x: In<T>, dy: In<T>, dx: Out<T>) {
        for i in 0..<s.planes * s.inArea { dx[i] = 0 }
        for plane in 0..<s.planes {
            let source = x + plane * s.inArea
            for o in 0..<s.outArea {
                let at = firstMaximum(s, source, o)
                if at >= 0 { dx[plane * s.inArea + at] += dy[plane * s.outArea + o] }
            }
        }
    }

    @inline(__always)
    private static func firstMaximum<T: KernelScalar>(_ s: PoolShape, _ source: In<T>, _ o: Int) -> Int {
        let top = o / s.outWidth * s.strideH - s.padH
        let left = o % s.outWidth * s.strideW - s.padW
        var best = -1
        var value = -T.infinity
        if s.dilationH == 1, s.dilationW == 1, top >= 0, left >= 0, top + s.kernelH <= s.height,
            left + s.kernelW <= s.width
        {
            // Nothing of it lies in the padding.
            best = top * s.width + left
            value = source[best]
            for ky in 0..<s.kernelH {
                let row = (top + ky) * s.width + left
                for kx in 0..<s.kernelW {
                    let v = source[row + kx]
                    if v > value || (v != v && value == value) {
                        best = row + kx
                        value = v
                    }
                }
            }
            return best
        }
        for ky in 0..<s.kernelH {
            let iy = top + ky * s.dilationH
            if iy < 0 || iy >= s.height { continue }
            for kx in 0..<s.kernelW {
                let ix = left + kx * s.dilationW
                if ix < 0 || ix >= s.width { continue }
                let v = source[iy * s.width + ix]
                if best < 0 || v > value || (v.isNaN && !value.isNaN) {
                    best = iy * s.width + ix
                    value = v
                }
            }
        }
        return best
    }

    /// Mean of each window. `countIncludePad` counts padding zeros (but nothing beyond the padding); `divisor`
    /// replaces the count altogether.
    package static func avgPool<T: KernelScalar>(
        _ s: PoolShape, countIncludePad: Bool, divisor: Int?, x: In<T>, y: Out<T>
    ) {
        for plane in 0..<s.planes {
            let source = x + plane * s.inArea
            for o in 0..<s.outArea {
                let w = AverageWindow(s, o, countIncludePad, divisor)
                var sum: T = 0
                for iy in w.rows { for ix in w.columns { sum += source[iy * s.width + ix] } }
                y[plane * s.outArea + o] = sum / T(w.count)
            }
        }
    }

    /// Overwrites dx.
    package static func avgPoolBackward<T: KernelScalar>(
        _ s: PoolShape, countIncludePad: Bool, divisor: Int?, dy: In<T>, dx: Out<T>
    ) {
        for i in 0..<s.planes * s.inArea { dx[i] = 0 }
        for plane in 0..<s.planes {
            let target = dx + plane * s.inArea
            for o in 0..<s.outArea {
                let w = AverageWindow(s, o, countIncludePad, divisor)
                let share = dy[plane * s.outArea + o] / T(w.count)
                for iy in w.rows { for ix in w.columns { target[iy * s.width + ix] += share } }
            }
        }
    }

    private struct AverageWindow {
        var rows, columns: Range<Int>
        var count: Int

        @inline(__always)
        init(_ s: PoolShape, _ o: Int, _ countIncludePad: Bool, _ divisor: Int?) {
            let top = o / s.outWidth * s.strideH - s.padH
            let left = o % s.outWidth * s.strideW - s.padW
            let bottom = Swift.min(top + s.kernelH, s.height + s.padH)
            let right = Swift.min(left + s.kernelW, s.width + s.padW)
            let padded = (bottom - top) * (right - left)
            let lowRow = Swift.max(top, 0)
            let lowColumn = Swift.max(left, 0)
            rows = lowRow..<Swift.max(lowRow, Swift.min(bottom, s.height))
            columns = lowColumn..<Swift.max(lowColumn, Swift.min(right, s.width))
            count = divisor ?? (countIncludePad ? padded : rows.count * columns.count)
        }
    }

    /// Window i of n over size s is floor(i·s/n) ..< ceil((i + 1)·s/n).
    @inline(__always)
    private static func adaptive(_ i: Int, _ n: Int, _ size: Int) -> Range<Int> {
        i * size / n..<((i + 1) * size + n - 1) / n
    }

    package static func adaptiveAvgPool<T: KernelScalar>(
        planes: Int, height: Int, width: Int, outHeight: Int, outWidth: Int, x: In<T>, y: Out<T>
    ) {
        for plane in 0..<planes {
            for oy in 0..<outHeight {
                let rows = adaptive(oy, outHeight, height)
                for ox in 0..<outWidth {
                    let columns = adaptive(ox, outWidth, width)
                    var sum: T = 0
                    for iy in rows { for ix in columns { sum += x[(plane * height + iy) * width + ix] } }
                    y[(plane * outHeight + oy) * outWidth + ox] = sum / T(rows.count * columns.count)
                }
            }
        }
    }

    /// Overwrites dx.
    package static func adaptiveAvgPoolBackward<T: KernelScalar>(
        planes: Int, height: Int, width: Int, outHeight: Int, outWidth: Int, dy: In<T>, dx: Out<T>
    ) {
        for i in 0..<planes * height * width { dx[i] = 0 }
        for plane in 0..<planes {
            for oy in 0..<outHeight {
                let rows = adaptive(oy, outHeight, height)
                for ox in 0..<outWidth {
                    let columns = adaptive(ox, outWidth, width)
                    let share = dy[(plane * outHeight + oy) * outWidth + ox] / T(rows.count * columns.count)
                    for iy in rows { for ix in columns { dx[(plane * height + iy) * width + ix] += share } }
                }
            }
        }
    }
}
