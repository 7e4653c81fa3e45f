import CSIMD
import GradusKernelTypes

/// Pooling with windows of any size: neighbouring windows of a row are lanes, which read a padded copy of the plane
/// whose rows are split by the stride.
struct WindowPooling {
    private var shape: PoolShape
    private var plan: PositionPlan

    /// Nil where windows have holes or may lie wholly outside the plane.
    init?(_ s: PoolShape) {
        guard s.dilationH == 1, s.dilationW == 1, s.padH < s.kernelH, s.padW < s.kernelW,
            (s.outHeight - 1) * s.strideH - s.padH < s.height, (s.outWidth - 1) * s.strideW - s.padW < s.width,
            s.inArea < 1 << 30
        else { return nil }
        shape = s
        plan = PositionPlan(
            channels: 1, height: s.height, width: s.width, padH: s.padH, padW: s.padW, outHeight: s.outHeight,
            outWidth: s.outWidth, strideH: s.strideH, strideW: s.strideW, reachH: s.kernelH, reachW: s.kernelW)
    }

    private var planeSize: Int { plan.plane + 2 * vectorWidth }
    /// Floats: one padded plane, two numbers per column.
    var taskSize: Int { planeSize + 2 * (shape.outWidth + vectorWidth) }

    private func copy(_ x: In<Float>, to plane: Out<Float>) {
        for row in 0..<shape.height {
            plan.split(
                x + row * shape.width, width: shape.width, first: shape.padW,
                to: plane + (row + shape.padH) * plan.pitch)
        }
    }

    /// The largest values of up to a vector of windows, and their places in the plane.
    @inline(always)
    private func largest(_ plane: In<Float>, _ row: Int, _ column: Int) -> (Vec, VecInt) {
        let s = shape
        let top = row * s.strideH - s.padH
        let left = column * s.strideW - s.padW
        @inline(always) func word(_ n: Int) -> VecInt { VecInt(repeating: Int32(truncatingIfNeeded: n)) }
        let columns = v_lanes() &* word(s.strideW) &+ word(left)
        // Where no value is larger than the lowest one, the first of the window wins.
        var place = columns.replacing(with: word(0), where: columns .< word(0)) &+ word(max(top, 0) * s.width)
        var best = splat(-.infinity)
        for ky in 0..<s.kernelH {
            let line = plane + (row * s.strideH + ky) * plan.pitch + column
            for kx in 0..<s.kernelW {
                let next = load(line + plan.place(kx))
                let wins = (next .> best) .| ((next .!= next) .& (best .== best))
                best.replace(with: next, where: wins)
                place.replace(with: columns &+ word((top + ky) * s.width + kx), where: wins)
            }
        }
        return (best, place)
    }

    @inline(always)
    private func storePlaces(_ v: VecInt, _ p: Out<Int32>, upTo n: Int) {
        store(floats(v), UnsafeMutableRawPointer(p).assumingMemoryBound(to: Float.self), upTo: n)
    }

    func maximum(planes: Range<Int>, x: In<Float>, y: Out<Float>, indices: Out<Int32>?, task: Out<Float>) {
        let s = shape
        fill(planeSize, -.infinity, task)
        for plane in planes {
            copy(x + plane * s.inArea, to: task)
            for row in 0..<s.outHeight {
                let at = plane * s.outArea + row * s.outWidth
                var column = 0
                while column < s.outWidth {
                    let (best, place) = largest(task, row, column)
                    store(best, y + at + column, upTo: s.outWidth - column)
                    if let indices { storePlaces(place, indices + at + column, upTo: s.outWidth - column) }
                    column += vectorWidth
                }
            }
        }
    }

    /// Overwrites dx.
    func maximumBackward(planes: Range<Int>, x: In<Float>, dy: In<Float>, dx: Out<Float>, task: Out<Float>) {
        let s = shape
        fill(planeSize, -.infinity, task)
        let places = UnsafeMutableRawPointer(task + planeSize).assumingMemoryBound(to: Int32.self)
        for plane in planes {
            copy(x + plane * s.inArea, to: task)
            let target = dx + plane * s.inArea
            clear(s.inArea, target)
            for row in 0..<s.outHeight {
                var column = 0
                while column < s.outWidth {
                    storePlaces(largest(task, row, column).1, places + column, upTo: s.outWidth - column)
                    column += vectorWidth
                }
                let gradient = dy + plane * s.outArea + row * s.outWidth
                for column in 0..<s.outWidth { target[Int(places[column])] += gradient[column] }
            }
        }
    }

    /// Values of the windows of one row or column that count in a mean.
    private func span(_ i: Int, _ stride: Int, _ pad: Int, _ kernel: Int, _ size: Int, _ countsPad: Bool) -> Int {
        let low = i * stride - pad
        let high = min(low + kernel, size + pad)
        return countsPad ? high - low : min(high, size) - max(low, 0)
    }

    /// The divisors of a mean are those of its column times those of its row.
    private func fillDivisors(_ countIncludePad: Bool, _ divisor: Int?, _ columns: Out<Float>) {
        let s = shape
        for i in 0..<s.outWidth {
            let count = span(i, s.strideW, s.padW, s.kernelW, s.width, countIncludePad)
            columns[i] = divisor == nil ? Float(count) : 1
        }
    }

    private func divisor(_ row: Int, _ countIncludePad: Bool, _ divisor: Int?) -> Vec {
        let s = shape
        return splat(Float(divisor ?? span(row, s.strideH, s.padH, s.kernelH, s.height, countIncludePad)))
    }

    func mean(
        planes: Range<Int>, countIncludePad: Bool, divisor: Int?, x: In<Float>, y: Out<Float>, task: Out<Float>
    ) {
        let s = shape
        let divisors = task + planeSize
        clear(planeSize, task)
        fillDivisors(countIncludePad, divisor, divisors)
        for plane in planes {
            copy(x + plane * s.inArea, to: task)
            for row in 0..<s.outHeight {
                let rows = self.divisor(row, countIncludePad, divisor)
                let out = y + plane * s.outArea + row * s.outWidth
                var column = 0
                while column < s.outWidth {
                    var sum = Vec.zero
                    for ky in 0..<s.kernelH {
                        let line = task + (row * s.strideH + ky) * plan.pitch + column
                        for kx in 0..<s.kernelW { sum += load(line + plan.place(kx)) }
                    }
                    let left = s.outWidth - column
                    store(sum / (rows * load(In(divisors + column), upTo: left, rest: 1)), out + column, upTo: left)
                    column += vectorWidth
                }
            }
        }
    }

    /// Overwrites dx. Each place gets its shares in the order of the windows.
    func meanBackward(
        planes: Range<Int>, countIncludePad: Bool, divisor: Int?, dy: In<Float>, dx: Out<Float>, task: Out<Float>
    ) {
        let s = shape
        let divisors = task + planeSize
        let shares = divisors + s.outWidth + vectorWidth
        fillDivisors(countIncludePad, divisor, divisors)
        for plane in planes {
            clear(planeSize, task)
            for row in 0..<s.outHeight {
                let rows = self.divisor(row, countIncludePad, divisor)
                let gradient = dy + plane * s.outArea + row * s.outWidth
                var column = 0
                while column < s.outWidth {
                    let left = s.outWidth - column
                    let share =
                        load(gradient + column, upTo: left)
                        / (rows * load(In(divisors + column), upTo: left, rest: 1))
                    store(share, shares + column, upTo: left)
                    column += vectorWidth
                }
                for ky in 0..<s.kernelH {
                    let line = task + (row * s.strideH + ky) * plan.pitch
                    for kx in (0..<s.kernelW).reversed() {
                        let target = line + plan.place(kx)
                        var column = 0
                        while column < s.outWidth {
                            let left = s.outWidth - column
                            let sum =
                                load(In(target + column), upTo: left) + load(In(shares + column), upTo: left)
                            store(sum, target + column, upTo: left)
                            column += vectorWidth
                        }
                    }
                }
            }
            for row in 0..<s.height {
                plan.join(
                    task + (row + s.padH) * plan.pitch, width: s.width, first: s.padW,
                    to: dx + plane * s.inArea + row * s.width)
            }
        }
    }
}

/// Floats of memory that pooling with windows wants per task; nil where only the scalar twin applies.
func windowPoolMemory(_ s: PoolShape) -> Int? { WindowPooling(s)?.taskSize }

func windowMaximum(
    _ s: PoolShape, planes: Range<Int>, x: In<Float>, y: Out<Float>, indices: Out<Int32>?, task: Out<Float>
) {
    WindowPooling(s)?.maximum(planes: planes, x: x, y: y, indices: indices, task: task)
}

func windowMaximumBackward(
    _ s: PoolShape, planes: Range<Int>, x: In<Float>, dy: In<Float>, dx: Out<Float>, task: Out<Float>
) {
    WindowPooling(s)?.maximumBackward(planes: planes, x: x, dy: dy, dx: dx, task: task)
}

func windowMean(
    _ s: PoolShape, _ countIncludePad: Bool, _ divisor: Int?, planes: Range<Int>, x: In<Float>, y: Out<Float>,
    task: Out<Float>
) {
    WindowPooling(s)?.mean(
        planes: planes, countIncludePad: countIncludePad, divisor: divisor, x: x, y: y, task: task)
}

func windowMeanBackward(
    _ s: PoolShape, _ countIncludePad: Bool, _ divisor: Int?, planes: Range<Int>, dy: In<Float>, dx: Out<Float>,
    task: Out<Float>
) {
    WindowPooling(s)?.meanBackward(
        planes: planes, countIncludePad: countIncludePad, divisor: divisor, dy: dy, dx: dx, task: task)
}
