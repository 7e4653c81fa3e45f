import GradusKernelTypes

extension Kernels {
    /// y = x ⋆ w + bias (cross-correlation, NCHW). Overwrites y.
    package static func convForward(_ shape: ConvShape, x: In<Float>, w: In<Float>, bias: In<Float>?, y: Out<Float>) {
        if shape.isWhole { return WholeConvolution(shape: shape).forward(x: x, w: w, bias: bias, y: y) }
        let table = active
        let memory = table.convForwardMemory(shape)
        inParts(shape, memory) { part, shared in
            table.convForwardPrepare(shape, part, w, bias, shared)
        } run: { part, images, shared, task in
            table.convForward(shape, part, images, x, w, bias, y, shared, task)
        }
    }

    package static func convForward(_ shape: ConvShape, x: In<Double>, w: In<Double>, bias: In<Double>?, y: Out<Double>)
    {
        if shape.isWhole { return WholeConvolution(shape: shape).forward(x: x, w: w, bias: bias, y: y) }
        DoubleConvolution(shape: shape).forward(x: x, w: w, bias: bias, y: y)
    }

    /// Gradient of the input (also the forward pass of a transposed convolution). Overwrites dx.
    package static func convInputGradient(_ shape: ConvShape, dy: In<Float>, w: In<Float>, dx: Out<Float>) {
        if shape.isWhole { return WholeConvolution(shape: shape).inputGradient(dy: dy, w: w, dx: dx) }
        let table = active
        let memory = table.convInputGradientMemory(shape)
        inParts(shape, memory) { part, shared in
            table.convInputGradientPrepare(shape, part, w, shared)
        } run: { part, images, shared, task in
            table.convInputGradient(shape, part, images, dy, w, dx, shared, task)
        }
    }

    /// Divides a pass among the threads: by samples, and where these are few and large, by channels as well. Each value
    /// is computed in the same way whatever the division.
    private static func inParts(
        _ shape: ConvShape, _ memory: ConvMemory, prepare: (ConvPart, Out<Float>) -> Void,
        run: (ConvPart, Range<Int>, Out<Float>, Out<Float>) -> Void
    ) {
        let grain = imageGrain(shape)
        let parts = grain > 1 || shape.batch >= 2 * Threads.count ? 1 : Swift.min(memory.parts, Threads.count)
        Scratch.with(memory.shared) { shared in
            Threads.parallelFor(parts, grain: 1) { range in
                for index in range { prepare(ConvPart(index, of: parts), shared) }
            }
            if parts == 1 {
                Threads.parallelFor(shape.batch, grain: grain) { images in
                    Scratch.with(memory.task) { task in run(.whole, images, shared, task) }
                }
                return
            }
            Threads.parallelFor(shape.batch * parts, grain: 1) { units in
                Scratch.with(memory.task) { task in
                    for unit in units {
                        let image = unit / parts
                        run(ConvPart(unit % parts, of: parts), image..<image + 1, shared, task)
                    }
                }
            }
        }
    }

    package static func convInputGradient(_ shape: ConvShape, dy: In<Double>, w: In<Double>, dx: Out<Double>) {
        if shape.isWhole { return WholeConvolution(shape: shape).inputGradient(dy: dy, w: w, dx: dx) }
        DoubleConvolution(shape: shape).inputGradient(dy: dy, w: w, dx: dx)
    }

    /// Gradients of weight and bias. Overwrites dw and db.
    package static func convWeightGradient(
        _ shape: ConvShape, x: In<Float>, dy: In<Float>, dw: Out<Float>, db: Out<Float>?
    ) {
        if shape.isWhole { return WholeConvolution(shape: shape).weightGradient(x: x, dy: dy, dw: dw, db: db) }
        let table = active
        if shape.batch == 1, shape.groups == 1, imageGrain(shape) == 1 {
            return oneWeightGradient(shape, x: x, dy: dy, dw: dw, db: db)
        }
        let memory = table.convWeightGradientMemory(shape)
        let weights = shape.outChannels * shape.depth
        // Each group of samples sums into memory of its own; the groups are then added in order.
        let most = weights <= 1 << 15 ? 16 : weights <= 1 << 18 ? 8 : 4
        let grain = Swift.max((shape.batch + most - 1) / most, Swift.min(imageGrain(shape), shape.batch), 1)
        let groups = Swift.max((shape.batch + grain - 1) / grain, 1)
        let part = weights + shape.outChannels
        Scratch.with(groups == 1 ? 0 : groups * part) { sums in
            if shape.batch == 0 {
                for i in 0..<weights { dw[i] = 0 }
                if let db { for i in 0..<shape.outChannels { db[i] = 0 } }
            }
            Threads.parallelFor(shape.batch, grain: grain) { images in
                let own = sums + images.lowerBound / grain * part
                Scratch.with(memory) { task in
                    table.convWeightGradient(
                        shape, images, x, dy, groups == 1 ? dw : own,
                        groups == 1 ? db : db == nil ? nil : own + weights, task)
                }
            }
            if groups == 1 { return }
            dw.update(from: sums, count: weights)
            if let db { db.update(from: sums + weights, count: shape.outChannels) }
            for group in 1..<groups {
                let own = sums + group * part
                _ = table.binary(.add, 1, weights, dw, 0, 1, own, 0, 1, dw)
                if let db { for i in 0..<shape.outChannels { db[i] += own[weights + i] } }
            }
        }
    }

    /// The gradients from one large sample: each range of output channels is a convolution by itself.
    private static func oneWeightGradient(
        _ shape: ConvShape, x: In<Float>, dy: In<Float>, dw: Out<Float>, db: Out<Float>?
    ) {
        let table = active
        let channels = Swift.max((shape.outChannels / 4 + 31) / 32 * 32, 32)
        Threads.parallelFor(shape.outChannels, grain: channels) { range in
            var part = shape
            part.outChannels = range.count
            Scratch.with(table.convWeightGradientMemory(part)) { task in
                table.convWeightGradient(
                    part, 0..<1, x, dy + range.lowerBound * shape.outArea, dw + range.lowerBound * shape.depth,
                    db.map { $0 + range.lowerBound }, task)
            }
        }
    }

    package static func convWeightGradient(
        _ shape: ConvShape, x: In<Double>, dy: In<Double>, dw: Out<Double>, db: Out<Double>?
    ) {
        if shape.isWhole { return WholeConvolution(shape: shape).weightGradient(x: x, dy: dy, dw: dw, db: db) }
        DoubleConvolution(shape: shape).weightGradient(x: x, dy: dy, dw: dw, db: db)
    }

    /// Samples per task: about half a million products.
    private static func imageGrain(_ s: ConvShape) -> Int {
        Swift.max(1, (1 << 19) / Swift.max(s.outChannels * s.outArea * s.depth, 1))
    }
}
