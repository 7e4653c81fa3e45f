import CSIMD
import GradusKernelTypes

// Which kernel computes which pass, and the passes over a range of samples. Memory comes from the caller: `shared` is
// prepared once per call, `task` belongs to one running range.

/// Part of the lanes that do work when rows are cut into chunks, in percent.
private func density(_ width: Int) -> Int {
    100 * width / ((width + chunkWidth - 1) / chunkWidth * chunkWidth)
}

extension ConvShape {
    /// The convolution of one group by itself; nil where there is only one.
    fileprivate var oneGroup: ConvShape? {
        guard groups > 1 else { return nil }
        var s = self
        s.inChannels = groupIn
        s.outChannels = groupOut
        s.groups = 1
        return s
    }
}

/// Sizes of parts that lie side by side: tables of Ints begin at even places.
@inline(always)
private func aligned(_ n: Int) -> Int { (n + 1) / 2 * 2 }

private func directForward(_ s: ConvShape) -> DirectForward? {
    guard s.groups == 1, density(s.outWidth) >= 60, s.kernelArea > 1 || s.strideW > 1 else { return nil }
    let plan = PositionPlan(
        channels: s.inChannels, height: s.height, width: s.width, padH: s.padH, padW: s.padW,
        outHeight: s.outHeight, outWidth: s.outWidth, strideH: s.strideH, strideW: s.strideW,
        reachH: s.dilationH * (s.kernelH - 1) + 1, reachW: s.dilationW * (s.kernelW - 1) + 1)
    return DirectForward(plan: plan, outChannels: s.outChannels, taps: s.depth)
}

/// The input gradient as a forward pass over dy with flipped weights; nil where it does not apply.
private func flippedForward(_ s: ConvShape) -> (DirectForward, padH: Int, padW: Int)? {
    let reachH = s.dilationH * (s.kernelH - 1) + 1
    let reachW = s.dilationW * (s.kernelW - 1) + 1
    let padH = reachH - 1 - s.padH
    let padW = reachW - 1 - s.padW
    guard s.groups == 1, s.strideH == 1, s.strideW == 1, padH >= 0, padW >= 0, density(s.width) >= 60,
        s.kernelArea > 1
    else { return nil }
    let plan = PositionPlan(
        channels: s.outChannels, height: s.outHeight, width: s.outWidth, padH: padH, padW: padW,
        outHeight: s.height, outWidth: s.width, strideH: 1, reachH: reachH, reachW: reachW)
    return (DirectForward(plan: plan, outChannels: s.inChannels, taps: s.outChannels * s.kernelArea), padH, padW)
}

private func columnGradient(_ s: ConvShape) -> ColumnGradient? {
    guard s.groups == 1, s.strideW == 1, s.outWidth % chunkWidth == 0, s.outArea <= 1024 else { return nil }
    let plan = PositionPlan(
        channels: s.inChannels, height: s.height, width: s.width, padH: s.padH, padW: s.padW,
        outHeight: s.outHeight, outWidth: s.outWidth, strideH: s.strideH,
        reachH: s.dilationH * (s.kernelH - 1) + 1, reachW: s.dilationW * (s.kernelW - 1) + 1)
    return ColumnGradient(shape: s, plan: plan)
}

private enum InputPath {
    case flipped(DirectForward, padH: Int, padW: Int)
    case columns(ColumnGradient)
    case general(ColumnConvolution)
}

private func inputPath(_ s: ConvShape) -> InputPath {
    if let (direct, padH, padW) = flippedForward(s) {
        // Lanes of work: the flipped kernel computes every input position, the columns every output position.
        let flippedWork = direct.plan.vectors * direct.blocks * direct.tileRows
        if let columns = columnGradient(s) {
            let rows = (s.inChannels + ColumnGradient.tileRows - 1) / ColumnGradient.tileRows * ColumnGradient.tileRows
            if columns.plan.vectors * rows * 4 < flippedWork * 3 { return .columns(columns) }
        }
        return .flipped(direct, padH: padH, padW: padW)
    }
    if let columns = columnGradient(s), s.inChannels % ColumnGradient.tileRows == 0, s.kernelArea > 1 {
        return .columns(columns)
    }
    return .general(ColumnConvolution(shape: s))
}

private enum WeightPath {
    case channels(ChannelLaneGradient)
    case positions(PositionLaneGradient)
    case general(ColumnConvolution)
}

private func weightPath(_ s: ConvShape) -> WeightPath {
    let reachH = s.dilationH * (s.kernelH - 1) + 1
    let reachW = s.dilationW * (s.kernelW - 1) + 1
    let plan = PositionPlan(
        channels: s.inChannels, height: s.height, width: s.width, padH: s.padH, padW: s.padW,
        outHeight: s.outHeight, outWidth: s.outWidth, strideH: s.strideH, strideW: s.strideW, reachH: reachH,
        reachW: reachW)
    let fill = 100 * s.outChannels / ((s.outChannels + vectorWidth - 1) / vectorWidth * vectorWidth)
    if s.isPlain && (s.kernelW == 3 || s.kernelW == 5) && fill >= 70 {
        return .channels(ChannelLaneGradient(shape: s, plan: plan))
    }
    if s.groups == 1 && plan.isDense && s.outArea >= 4 * vectorWidth
        && s.outChannels * s.depth <= 4096
        && s.kernelArea > 1
    {
        return .positions(PositionLaneGradient(shape: s, plan: plan))
    }
    return .general(ColumnConvolution(shape: s))
}

// MARK: forward

func convForwardMemory(_ s: ConvShape) -> (shared: Int, task: Int) {
    if let depthwise = DepthwiseConvolution(s) { return (0, depthwise.taskSize) }
    if let one = s.oneGroup, let direct = directForward(one) {
        return (s.groups * aligned(direct.sharedSize), direct.taskSize)
    }
    if let direct = directForward(s) { return (direct.sharedSize, direct.taskSize) }
    return (0, ColumnConvolution(shape: s).taskSize)
}

func convForwardPrepare(_ s: ConvShape, w: In<Float>, bias: In<Float>?, shared: Out<Float>) {
    if DepthwiseConvolution(s) != nil { return }
    if let one = s.oneGroup, let direct = directForward(one) {
        for group in 0..<s.groups {
            direct.prepare(
                shared + group * aligned(direct.sharedSize), bias: bias.map { $0 + group * s.groupOut },
                w: w + group * s.groupOut * s.depth, shape: one)
        }
        return
    }
    guard let direct = directForward(s) else { return }
    direct.prepare(shared, bias: bias, w: w, shape: s)
}

func convForward(
    _ s: ConvShape, images: Range<Int>, x: In<Float>, w: In<Float>, bias: In<Float>?, y: Out<Float>,
    shared: Out<Float>, task: Out<Float>
) {
    if let depthwise = DepthwiseConvolution(s) {
        return depthwise.forward(images: images, x: x, w: w, bias: bias, y: y, memory: task)
    }
    if let one = s.oneGroup, let direct = directForward(one) {
        // An image of one group after the other: each is the whole picture of a smaller convolution.
        for image in images.lowerBound * s.groups..<images.upperBound * s.groups {
            convForward(
                one, images: image..<image + 1, x: x, w: w, bias: nil, y: y,
                shared: shared + image % s.groups * aligned(direct.sharedSize), task: task)
        }
        return
    }
    let outSize = s.outChannels * s.outArea
    let inSize = s.inChannels * s.inArea
    guard let direct = directForward(s) else {
        let columns = ColumnConvolution(shape: s)
        for image in images {
            columns.forward(x: x + image * inSize, w: w, bias: bias, y: y + image * outSize, memory: task)
        }
        return
    }
    let parts = direct.shared(shared)
    let padded = task + 12 * 4 * vectorWidth
    if direct.plan.copies { clear(direct.plan.copySize, padded) }
    for image in images {
        var sample = x + image * inSize
        if direct.plan.copies {
            direct.plan.copy(height: s.height, width: s.width, padH: s.padH, padW: s.padW, x: sample, to: padded)
            sample = In(padded)
        }
        direct.run(parts, x: sample, y: y + image * outSize, tile: task)
    }
}

// MARK: input gradient

func convInputGradientMemory(_ s: ConvShape) -> (shared: Int, task: Int) {
    if let depthwise = DepthwiseConvolution(s) { return (0, depthwise.taskSize) }
    if let one = s.oneGroup {
        let memory = convInputGradientMemory(one)
        return (s.groups * aligned(memory.shared), memory.task)
    }
    return switch inputPath(s) {
    case .flipped(let direct, _, _): (direct.sharedSize, direct.taskSize)
    case .columns(let columns): (columns.sharedSize, columns.taskSize)
    case .general(let general): (0, general.taskSize)
    }
}

func convInputGradientPrepare(_ s: ConvShape, w: In<Float>, shared: Out<Float>) {
    if DepthwiseConvolution(s) != nil { return }
    if let one = s.oneGroup {
        let size = aligned(convInputGradientMemory(one).shared)
        for group in 0..<s.groups {
            convInputGradientPrepare(one, w: w + group * s.groupOut * s.depth, shared: shared + group * size)
        }
        return
    }
    switch inputPath(s) {
    case .flipped(let direct, _, _):
        direct.prepareFlipped(shared, w: w, shape: s)
    case .columns(let columns): columns.prepare(shared, w: w)
    case .general: break
    }
}

func convInputGradient(
    _ s: ConvShape, images: Range<Int>, dy: In<Float>, w: In<Float>, dx: Out<Float>, shared: Out<Float>,
    task: Out<Float>
) {
    if let depthwise = DepthwiseConvolution(s) {
        return depthwise.inputGradient(images: images, dy: dy, w: w, dx: dx, memory: task)
    }
    if let one = s.oneGroup {
        let size = aligned(convInputGradientMemory(one).shared)
        for image in images.lowerBound * s.groups..<images.upperBound * s.groups {
            let group = image % s.groups
            convInputGradient(
                one, images: image..<image + 1, dy: dy, w: w + group * s.groupOut * s.depth, dx: dx,
                shared: shared + group * size, task: task)
        }
        return
    }
    let outSize = s.outChannels * s.outArea
    let inSize = s.inChannels * s.inArea
    switch inputPath(s) {
    case .flipped(let direct, let padH, let padW):
        let parts = direct.shared(shared)
        let padded = task + 12 * 4 * vectorWidth
        if direct.plan.copies { clear(direct.plan.copySize, padded) }
        for image in images {
            var sample = dy + image * outSize
            if direct.plan.copies {
                direct.plan.copy(
                    height: s.outHeight, width: s.outWidth, padH: padH, padW: padW, x: sample, to: padded)
                sample = In(padded)
            }
            direct.run(parts, x: sample, y: dx + image * inSize, tile: task)
        }
    case .columns(let columns):
        for image in images {
            let target = dx + image * inSize
            let plan = columns.plan
            clear(plan.copies ? plan.copySize : inSize, plan.copies ? task : target)
            columns.run(shared, dy: dy + image * outSize, dx: plan.copies ? task : target)
            if plan.copies {
                for row in 0..<s.inChannels * s.height {
                    let from = task + row / s.height * plan.plane + (row % s.height + s.padH) * plan.pitch + s.padW
                    copyFloats(s.width, from, target + row * s.width)
                }
            }
        }
    case .general(let general):
        for image in images {
            clear(inSize, dx + image * inSize)
            general.inputGradient(dy: dy + image * outSize, w: w, dx: dx + image * inSize, memory: task)
        }
    }
}

// MARK: weight gradient

func convWeightGradientMemory(_ s: ConvShape) -> Int {
    if let depthwise = DepthwiseConvolution(s) { return depthwise.taskSize }
    return switch weightPath(s) {
    case .channels(let path): path.taskSize
    case .positions(let path): path.taskSize
    case .general(let path): path.taskSize
    }
}

/// Gradients of one range of samples; overwrites dw and db.
func convWeightGradient(
    _ s: ConvShape, images: Range<Int>, x: In<Float>, dy: In<Float>, dw: Out<Float>, db: Out<Float>?, task: Out<Float>
) {
    let outSize = s.outChannels * s.outArea
    let inSize = s.inChannels * s.inArea
    if let depthwise = DepthwiseConvolution(s) {
        depthwise.weightGradient(images: images, x: x, dy: dy, dw: dw, memory: task)
        return sumChannels(s, images, dy, db)
    }
    switch weightPath(s) {
    case .channels(let path):
        path.begin(task)
        for image in images { path.add(task, x: x + image * inSize, dy: dy + image * outSize) }
        path.finish(task, dw: dw)
    case .positions(let path):
        path.begin(task)
        for image in images { path.add(task, x: x + image * inSize, dy: dy + image * outSize) }
        path.finish(task, dw: dw)
    case .general(let path):
        clear(s.outChannels * s.depth, dw)
        for image in images {
            path.weightGradient(x: x + image * inSize, dy: dy + image * outSize, dw: dw, memory: task)
        }
    }
    sumChannels(s, images, dy, db)
}

/// The gradient of the bias.
private func sumChannels(_ s: ConvShape, _ images: Range<Int>, _ dy: In<Float>, _ db: Out<Float>?) {
    guard let db else { return }
    let outSize = s.outChannels * s.outArea
    for channel in 0..<s.outChannels {
        var total: Float = 0
        for image in images { total += sumOf(s.outArea, dy + image * outSize + channel * s.outArea) }
        db[channel] = total
    }
}

/// Sum of a short line with four running vectors.
@inline(always)
func sumOf(_ n: Int, _ x: In<Float>) -> Float {
    var s0 = Vec.zero
    var s1 = Vec.zero
    var s2 = Vec.zero
    var s3 = Vec.zero
    var i = 0
    while i + 4 * vectorWidth <= n {
        s0 += load(x + i)
        s1 += load(x + i + vectorWidth)
        s2 += load(x + i + 2 * vectorWidth)
        s3 += load(x + i + 3 * vectorWidth)
        i += 4 * vectorWidth
    }
    while i + vectorWidth <= n {
        s0 += load(x + i)
        i += vectorWidth
    }
    var total = sum((s0 + s1) + (s2 + s3))
    while i < n {
        total += x[i]
        i += 1
    }
    return total
}
