import GradusKernelTypes

extension Kernels {
    /// y = x ⋆ w + bias (cross-correlation, NCHW). Overwrites y.
    package static func convForward(_ shape: ConvShape, x: In<Float>, w: In<Float>, bias: In<Float>?, y: Out<Float>) {
        let table = active
        let memory = table.convForwardMemory(shape)
        Scratch.with(memory.shared) { shared in
            table.convForwardPrepare(shape, w, bias, shared)
            Threads.parallelFor(shape.batch, grain: imageGrain(shape)) { images in
                Scratch.with(memory.task) { task in
                    table.convForward(shape, images, x, w, bias, y, shared, task)
                }
            }
        }
    }

    package static func convForward(_ shape: ConvShape, x: In<Double>, w: In<Double>, bias: In<Double>?, y: Out<Double>)
    {
        ScalarKernels.convForward(shape, x: x, w: w, bias: bias, y: y)
    }

    /// Gradient of the input (also the forward pass of a transposed convolution). Overwrites dx.
    package static func convInputGradient(_ shape: ConvShape, dy: In<Float>, w: In<Float>, dx: Out<Float>) {
        let table = active
        let memory = table.convInputGradientMemory(shape)
        Scratch.with(memory.shared) { shared in
            table.convInputGradientPrepare(shape, w, shared)
            Threads.parallelFor(shape.batch, grain: imageGrain(shape)) { images in
                Scratch.with(memory.task) { task in
                    table.convInputGradient(shape, images, dy, w, dx, shared, task)
                }
            }
        }
    }

    package static func convInputGradient(_ shape: ConvShape, dy: In<Double>, w: In<Double>, dx: Out<Double>) {
        ScalarKernels.convInputGradient(shape, dy: dy, w: w, dx: dx)
    }

    /// Gradients of weight and bias. Overwrites dw and db.
    package static func convWeightGradient(
        _ shape: ConvShape, x: In<Float>, dy: In<Float>, dw: Out<Float>, db: Out<Float>?
    ) {
        let table = active
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

    package static func convWeightGradient(
        _ shape: ConvShape, x: In<Double>, dy: In<Double>, dw: Out<Double>, db: Out<Double>?
    ) {
        ScalarKernels.convWeightGradient(shape, x: x, dy: dy, dw: dw, db: db)
    }

    /// Samples per task: about half a million products.
    private static func imageGrain(_ s: ConvShape) -> Int {
        Swift.max(1, (1 << 19) / Swift.max(s.outChannels * s.outArea * s.depth, 1))
    }
}
