import CSIMD
import GradusKernelTypes

/// The convolution where every group has one input channel: a plane at a time, without columns or products of
/// matrices. Lanes are neighbouring output positions of one row.
struct DepthwiseConvolution {
    private var shape: ConvShape
    private var plan: PositionPlan

    /// Nil where a group has several channels.
    init?(_ s: ConvShape) {
        guard s.groups > 1, s.groupIn == 1 else { return nil }
        shape = s
        plan = PositionPlan(
            channels: 1, height: s.height, width: s.width, padH: s.padH, padW: s.padW, outHeight: s.outHeight,
            outWidth: s.outWidth, strideH: s.strideH, strideW: s.strideW, reachH: s.dilationH * (s.kernelH - 1) + 1,
            reachW: s.dilationW * (s.kernelW - 1) + 1)
    }

    /// The places of the taps (an Int takes two floats), then one padded plane.
    var taskSize: Int { 2 * shape.kernelArea + plan.plane + 2 * vectorWidth }

    /// Fills the table of taps and clears the plane's border.
    private func begin(_ memory: Out<Float>) -> (taps: In<Int>, plane: Out<Float>) {
        let taps = integers(memory)
        for ky in 0..<shape.kernelH {
            for kx in 0..<shape.kernelW {
                taps[ky * shape.kernelW + kx] = ky * shape.dilationH * plan.pitch + plan.place(kx * shape.dilationW)
            }
        }
        let plane = memory + 2 * shape.kernelArea
        clear(plan.plane + 2 * vectorWidth, plane)
        return (In(taps), plane)
    }

    private func copy(_ x: In<Float>, to plane: Out<Float>) {
        for row in 0..<shape.height {
            plan.split(
                x + row * shape.width, width: shape.width, first: shape.padW,
                to: plane + (row + shape.padH) * plan.pitch)
        }
    }

    /// Channels, which can be computed in parts.
    var channels: Int { shape.inChannels }

    func forward(
        _ part: ConvPart, images: Range<Int>, x: In<Float>, w: In<Float>, bias: In<Float>?, y: Out<Float>,
        memory: Out<Float>
    ) {
        let s = shape
        let (taps, plane) = begin(memory)
        let step = s.strideH * plan.pitch
        let area = s.kernelArea
        for image in images {
            for channel in part.range(channels) where !KernelStop.isWanted {
                copy(x + (image * s.inChannels + channel) * s.inArea, to: plane)
                for o in channel * s.groupOut..<(channel + 1) * s.groupOut {
                    let out = y + (image * s.outChannels + o) * s.outArea
                    var level: Float = 0
                    if let bias { level = bias[o] }
                    var row = 0
                    while row < s.outHeight {
                        // Rows past the end repeat the last one.
                        let last = s.outHeight - 1
                        let (r1, r2, r3) = (min(row + 1, last), min(row + 2, last), min(row + 3, last))
                        var column = 0
                        while column < s.outWidth {
                            let left = s.outWidth - column
                            let p0 = plane + row * step + column
                            let p1 = plane + r1 * step + column
                            let p2 = plane + r2 * step + column
                            let p3 = plane + r3 * step + column
                            var (a0, a1, a2, a3) = (splat(level), splat(level), splat(level), splat(level))
                            for tap in 0..<area {
                                let weight = splat(w[o * area + tap])
                                let at = taps[tap]
                                a0 = v_fma(weight, load(p0 + at), a0)
                                a1 = v_fma(weight, load(p1 + at), a1)
                                a2 = v_fma(weight, load(p2 + at), a2)
                                a3 = v_fma(weight, load(p3 + at), a3)
                            }
                            store(a0, out + row * s.outWidth + column, upTo: left)
                            store(a1, out + r1 * s.outWidth + column, upTo: left)
                            store(a2, out + r2 * s.outWidth + column, upTo: left)
                            store(a3, out + r3 * s.outWidth + column, upTo: left)
                            column += vectorWidth
                        }
                        row += 4
                    }
                }
            }
        }
    }

    /// Overwrites dx.
    func inputGradient(
        _ part: ConvPart, images: Range<Int>, dy: In<Float>, w: In<Float>, dx: Out<Float>, memory: Out<Float>
    ) {
        let s = shape
        let (taps, plane) = begin(memory)
        let step = s.strideH * plan.pitch
        let area = s.kernelArea
        for image in images {
            for channel in part.range(channels) where !KernelStop.isWanted {
                clear(plan.plane, plane)
                for o in channel * s.groupOut..<(channel + 1) * s.groupOut {
                    let gradient = dy + (image * s.outChannels + o) * s.outArea
                    for tap in 0..<area {
                        let weight = splat(w[o * area + tap])
                        for row in 0..<s.outHeight {
                            let from = gradient + row * s.outWidth
                            let to = plane + row * step + taps[tap]
                            var column = 0
                            while column < s.outWidth {
                                let left = s.outWidth - column
                                let sum = v_fma(
                                    weight, load(from + column, upTo: left), load(In(to + column), upTo: left))
                                store(sum, to + column, upTo: left)
                                column += vectorWidth
                            }
                        }
                    }
                }
                let target = dx + (image * s.inChannels + channel) * s.inArea
                for row in 0..<s.height {
                    plan.join(
                        plane + (row + s.padH) * plan.pitch, width: s.width, first: s.padW, to: target + row * s.width)
                }
            }
        }
    }

    /// Overwrites dw with the sum over the images.
    func weightGradient(images: Range<Int>, x: In<Float>, dy: In<Float>, dw: Out<Float>, memory: Out<Float>) {
        let s = shape
        let (taps, plane) = begin(memory)
        let area = s.kernelArea
        for i in 0..<s.outChannels * area { dw[i] = 0 }
        for image in images {
            for channel in 0..<s.inChannels where !KernelStop.isWanted {
                copy(x + (image * s.inChannels + channel) * s.inArea, to: plane)
                for o in channel * s.groupOut..<(channel + 1) * s.groupOut {
                    let gradient = dy + (image * s.outChannels + o) * s.outArea
                    var tap = 0
                    while tap < area {
                        addTaps(tap, gradient, plane, taps, dw + o * area)
                        tap += 3
                    }
                }
            }
        }
    }

    /// Three taps from one reading of dy; those past the end repeat the last one and are dropped.
    @inline(always)
    private func addTaps(_ tap: Int, _ dy: In<Float>, _ plane: In<Float>, _ taps: In<Int>, _ dw: Out<Float>) {
        let s = shape
        let last = s.kernelArea - 1
        let p0 = plane + taps[tap]
        let p1 = plane + taps[min(tap + 1, last)]
        let p2 = plane + taps[min(tap + 2, last)]
        var (a0, a1, a2) = (Vec.zero, Vec.zero, Vec.zero)
        let step = s.strideH * plan.pitch
        for row in 0..<s.outHeight {
            let from = dy + row * s.outWidth
            let at = row * step
            var column = 0
            while column < s.outWidth {
                // Lanes past the row would meet values that are none of its business, perhaps infinite ones.
                let left = s.outWidth - column
                let d = load(from + column, upTo: left)
                a0 = v_fma(d, load(p0 + at + column, upTo: left), a0)
                a1 = v_fma(d, load(p1 + at + column, upTo: left), a1)
                a2 = v_fma(d, load(p2 + at + column, upTo: left), a2)
                column += vectorWidth
            }
        }
        dw[tap] += sum(a0)
        if tap + 1 <= last { dw[tap + 1] += sum(a1) }
        if tap + 2 <= last { dw[tap + 2] += sum(a2) }
    }
}
