import GradusKernels
import Testing

@MainActor
@Suite struct ConvolutionTests {
    static let shapes: [ConvShape] = {
        var all = [
            ConvShape(batch: 5, inChannels: 1, height: 28, width: 28, outChannels: 6, kernelH: 5, kernelW: 5),
            ConvShape(batch: 3, inChannels: 6, height: 12, width: 12, outChannels: 16, kernelH: 5, kernelW: 5),
            ConvShape(
                batch: 2, inChannels: 3, height: 32, width: 32, outChannels: 32, kernelH: 3, kernelW: 3, padH: 1,
                padW: 1),
            ConvShape(
                batch: 2, inChannels: 32, height: 16, width: 16, outChannels: 64, kernelH: 3, kernelW: 3, padH: 1,
                padW: 1),
            ConvShape(
                batch: 1, inChannels: 20, height: 8, width: 8, outChannels: 36, kernelH: 3, kernelW: 3, padH: 1, padW: 1
            ),
            ConvShape(batch: 0, inChannels: 3, height: 8, width: 8, outChannels: 4, kernelH: 3, kernelW: 3),
            ConvShape(batch: 2, inChannels: 4, height: 9, width: 7, outChannels: 6, kernelH: 3, kernelW: 2, groups: 2),
            ConvShape(
                batch: 2, inChannels: 6, height: 10, width: 10, outChannels: 6, kernelH: 3, kernelW: 3, padH: 1,
                padW: 1, groups: 6),
            ConvShape(batch: 2, inChannels: 5, height: 7, width: 9, outChannels: 8, kernelH: 1, kernelW: 1),
            ConvShape(
                batch: 2, inChannels: 3, height: 17, width: 19, outChannels: 7, kernelH: 3, kernelW: 3, strideH: 2,
                strideW: 2, padH: 1, padW: 1),
            ConvShape(
                batch: 2, inChannels: 3, height: 17, width: 19, outChannels: 16, kernelH: 3, kernelW: 5, strideH: 2,
                strideW: 1, padH: 1, padW: 2),
            ConvShape(
                batch: 1, inChannels: 2, height: 5, width: 5, outChannels: 3, kernelH: 5, kernelW: 5, padH: 4, padW: 4),
            ConvShape(
                batch: 1, inChannels: 2, height: 5, width: 6, outChannels: 3, kernelH: 2, kernelW: 2, padH: 1, padW: 1,
                outHeight: 5, outWidth: 6),
            ConvShape(
                batch: 1, inChannels: 2, height: 3, width: 3, outChannels: 3, kernelH: 1, kernelW: 1, padH: 3, padW: 3),
        ]
        // Odd sizes of everything.
        for width in [1, 4, 8, 11, 16, 20] {
            for kernel in [1, 3, 5] where kernel <= width {
                for pad in [0, kernel / 2] {
                    for (channels, out) in [(1, 1), (3, 5), (2, 17)] {
                        all.append(
                            ConvShape(
                                batch: 2, inChannels: channels, height: width + 1, width: width, outChannels: out,
                                kernelH: kernel, kernelW: kernel, padH: pad, padW: pad))
                    }
                }
            }
        }
        for stride in [2, 3] {
            for (width, kernel) in [(8, 1), (16, 3), (17, 2), (32, 3), (33, 5)] {
                for (channels, out, groups) in [(3, 20, 1), (6, 6, 6), (4, 8, 4), (6, 8, 2)] {
                    all.append(
                        ConvShape(
                            batch: 2, inChannels: channels, height: width - 1, width: width, outChannels: out,
                            kernelH: kernel, kernelW: kernel, strideH: stride, strideW: stride, padH: kernel / 2,
                            padW: kernel / 2, dilationH: width == 33 ? 2 : 1, dilationW: width == 33 ? 2 : 1,
                            groups: groups))
                }
            }
        }
        for (channels, out, groups) in [(8, 8, 8), (5, 10, 5), (16, 24, 4), (6, 9, 3)] {
            for (width, kernel) in [(7, 3), (16, 5), (28, 3), (40, 7)] {
                all.append(
                    ConvShape(
                        batch: 2, inChannels: channels, height: width, width: width, outChannels: out, kernelH: kernel,
                        kernelW: kernel, padH: kernel / 2, padW: kernel / 2, groups: groups))
            }
        }
        // Channels in lanes: every tile width, padding above and below, strides, kernels beyond the picture.
        for (width, out) in [(4, 32), (7, 64), (7, 33), (10, 32), (12, 48), (13, 64), (14, 32), (21, 40), (28, 64)] {
            for (kernel, stride, pad) in [(3, 1, 1), (7, 1, 3), (5, 2, 2), (7, 3, 6), (1, 2, 0)]
            where kernel <= width + 2 * pad {
                all.append(
                    ConvShape(
                        batch: 1, inChannels: 3, height: 9, width: width, outChannels: out, kernelH: kernel,
                        kernelW: kernel, strideH: stride, strideW: stride, padH: pad, padW: pad))
            }
        }
        all.append(
            ConvShape(
                batch: 2, inChannels: 40, height: 14, width: 14, outChannels: 64, kernelH: 3, kernelW: 3, padH: 4,
                padW: 4, dilationH: 4, dilationW: 4))
        // One window that is the whole picture.
        for batch in [1, 5] {
            all.append(
                ConvShape(batch: batch, inChannels: 20, height: 4, width: 3, outChannels: 9, kernelH: 4, kernelW: 3))
            all.append(
                ConvShape(batch: batch, inChannels: 7, height: 1, width: 1, outChannels: 33, kernelH: 1, kernelW: 1))
        }
        // Few samples with much work are divided by channels.
        for (kernel, groups, out) in [(1, 1, 96), (3, 1, 70), (3, 48, 96), (3, 2, 64)] {
            for batch in [1, 3] {
                all.append(
                    ConvShape(
                        batch: batch, inChannels: 48, height: 12, width: 14, outChannels: out, kernelH: kernel,
                        kernelW: kernel, padH: kernel / 2, padW: kernel / 2, groups: groups))
            }
        }
        for dilation in [2, 3] {
            all.append(
                ConvShape(
                    batch: 2, inChannels: 3, height: 14, width: 16, outChannels: 12, kernelH: 3, kernelW: 3, padH: 1,
                    padW: 2, dilationH: dilation, dilationW: dilation))
        }
        return all
    }()

    @Test("all three passes equal their scalar twins")
    func passes() {
        for s in Self.shapes {
            var noise = Noise(s.width * 7 + s.outChannels)
            let inSize = s.batch * s.inChannels * s.inArea
            let outSize = s.batch * s.outChannels * s.outArea
            let x = noise.floats(inSize + 1)
            let w = noise.floats(s.outChannels * s.depth)
            let bias = noise.floats(s.outChannels)
            let dy = noise.floats(outSize + 1)
            let y0 = Buffer<Float>(outSize, 7)
            let dx0 = Buffer<Float>(inSize, 7)
            let dw0 = Buffer<Float>(w.count, 7)
            let db0 = Buffer<Float>(s.outChannels, 7)
            ScalarKernels.convForward(s, x: x, w: w, bias: bias, y: y0.pointer)
            ScalarKernels.convInputGradient(s, dy: dy, w: w, dx: dx0.pointer)
            ScalarKernels.convWeightGradient(s, x: x, dy: dy, dw: dw0.pointer, db: db0.pointer)
            forEachVariant { variant in
                let y = Buffer<Float>(outSize, 9)
                let dx = Buffer<Float>(inSize, 9)
                let dw = Buffer<Float>(w.count, 9)
                let db = Buffer<Float>(s.outChannels, 9)
                Kernels.convForward(s, x: x, w: w, bias: bias, y: y.pointer)
                Kernels.convInputGradient(s, dy: dy, w: w, dx: dx.pointer)
                Kernels.convWeightGradient(s, x: x, dy: dy, dw: dw.pointer, db: db.pointer)
                #expect(y.isIntact && dx.isIntact && dw.isIntact && db.isIntact, "\(variant) \(s)")
                expectClose(y.values, y0.values, 3e-5, "forward \(variant) \(s)")
                expectClose(dx.values, dx0.values, 3e-5, "input gradient \(variant) \(s)")
                expectClose(dw.values, dw0.values, 1e-4, "weight gradient \(variant) \(s)")
                expectClose(db.values, db0.values, 1e-4, "bias gradient \(variant) \(s)")
                Kernels.convForward(s, x: x, w: w, bias: nil, y: y.pointer)
                Kernels.convWeightGradient(s, x: x, dy: dy, dw: dw.pointer, db: nil)
                expectClose(dw.values, dw0.values, 1e-4, "weight gradient alone \(variant) \(s)")
            }
        }
    }

    @Test("float64: all three passes equal their scalar twins")
    func doublePasses() {
        for (number, s) in Self.shapes.enumerated() where number % 3 == 0 || s.isWhole || s.batch == 0 {
            var noise = Noise(s.width * 5 + s.outChannels)
            let x = noise.floats(s.batch * s.inChannels * s.inArea + 1).map(Double.init)
            let w = noise.floats(s.outChannels * s.depth).map(Double.init)
            let bias = noise.floats(s.outChannels).map(Double.init)
            let dy = noise.floats(s.batch * s.outChannels * s.outArea + 1).map(Double.init)
            let y = (0..<2).map { _ in Buffer<Double>(dy.count - 1, 7) }
            let dx = (0..<2).map { _ in Buffer<Double>(x.count - 1, 7) }
            let dw = (0..<2).map { _ in Buffer<Double>(w.count, 7) }
            let db = (0..<2).map { _ in Buffer<Double>(s.outChannels, 7) }
            ScalarKernels.convForward(s, x: x, w: w, bias: bias, y: y[0].pointer)
            ScalarKernels.convInputGradient(s, dy: dy, w: w, dx: dx[0].pointer)
            ScalarKernels.convWeightGradient(s, x: x, dy: dy, dw: dw[0].pointer, db: db[0].pointer)
            Kernels.convForward(s, x: x, w: w, bias: bias, y: y[1].pointer)
            Kernels.convInputGradient(s, dy: dy, w: w, dx: dx[1].pointer)
            Kernels.convWeightGradient(s, x: x, dy: dy, dw: dw[1].pointer, db: db[1].pointer)
            for (name, pair) in [
                ("forward", y), ("input gradient", dx), ("weight gradient", dw), ("bias gradient", db),
            ] {
                #expect(pair[1].isIntact)
                let error = zip(pair[0].values, pair[1].values).map { abs($0 - $1) / max(abs($0), 1) }.max() ?? 0
                #expect(error < 1e-11, "\(name) \(s)")
            }
        }
    }

    @Test("the thread count changes no bit")
    func sameBits() {
        for s in [
            ConvShape(batch: 21, inChannels: 6, height: 12, width: 12, outChannels: 16, kernelH: 5, kernelW: 5),
            ConvShape(
                batch: 1, inChannels: 40, height: 28, width: 28, outChannels: 72, kernelH: 3, kernelW: 3, padH: 1,
                padW: 1),
            ConvShape(batch: 1, inChannels: 200, height: 16, width: 16, outChannels: 72, kernelH: 1, kernelW: 1),
        ] {
            var noise = Noise(3)
            let x = noise.floats(s.batch * s.inChannels * s.inArea)
            let w = noise.floats(s.outChannels * s.depth)
            let dy = noise.floats(s.batch * s.outChannels * s.outArea)
            var seen = [String: [Float]]()
            forEachVariant { variant in
                let dw = Buffer<Float>(w.count, 0)
                let dx = Buffer<Float>(x.count, 0)
                let y = Buffer<Float>(dy.count, 0)
                Kernels.convForward(s, x: x, w: w, bias: nil, y: y.pointer)
                Kernels.convInputGradient(s, dy: dy, w: w, dx: dx.pointer)
                Kernels.convWeightGradient(s, x: x, dy: dy, dw: dw.pointer, db: nil)
                let name = String(variant.prefix { $0 != "," })
                let all = y.values + dx.values + dw.values
                if let before = seen[name] { #expect(before == all, "\(variant) \(s)") }
                seen[name] = all
            }
        }
    }

    @Test("all passes stay within the memory they ask for")
    func memory() {
        for s in Self.shapes where s.batch > 0 {
            var noise = Noise(s.width)
            let x = noise.floats(s.batch * s.inChannels * s.inArea + 1)
            let w = noise.floats(s.outChannels * s.depth)
            let dy = noise.floats(s.batch * s.outChannels * s.outArea + 1)
            let y = Buffer<Float>(dy.count, 0)
            let dx = Buffer<Float>(x.count, 0)
            let dw = Buffer<Float>(w.count, 0)
            forEachVariant { variant in
                let table = InstructionSet.current
                let forward = table.convForwardMemory(s)
                let input = table.convInputGradientMemory(s)
                let buffers = [
                    forward.shared, forward.task, input.shared, input.task, table.convWeightGradientMemory(s),
                ]
                .map { Buffer<Float>($0, 3) }
                table.convForwardPrepare(s, .whole, w, nil, buffers[0].pointer)
                table.convForward(s, .whole, 0..<s.batch, x, w, nil, y.pointer, buffers[0].pointer, buffers[1].pointer)
                table.convInputGradientPrepare(s, .whole, w, buffers[2].pointer)
                table.convInputGradient(
                    s, .whole, 0..<s.batch, dy, w, dx.pointer, buffers[2].pointer, buffers[3].pointer)
                table.convWeightGradient(s, 0..<s.batch, x, dy, dw.pointer, nil, buffers[4].pointer)
                #expect(buffers.allSatisfy { $0.isIntact }, "\(variant): \(s)")
            }
        }
    }
}
