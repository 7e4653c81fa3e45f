import CSIMD
import GradusKernelTypes

// Which kernel computes which pass, and the passes over a range of samples. Memory comes from the caller: `shared` is
// prepared once per call, `task` belongs to one running range.

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

private func columnGradient(_ s: ConvShape) -> ColumnGradient? {
    guard s.groups == 1, s.strideW == 1, s.outWidth % chunkWidth == 0, s.outArea <= 1024 else { return nil }
    let plan = PositionPlan(
        channels: s.inChannels, height: s.height, width: s.width, padH: s.padH, padW: s.padW,
        outHeight: s.outHeight, outWidth: s.outWidth, strideH: s.strideH,
        reachH: s.dilationH * (s.kernelH - 1) + 1, reachW: s.dilationW * (s.kernelW - 1) + 1)
    return ColumnGradient(shape: s, plan: plan)
}

private enum InputPath {
    case flipped(ForwardPath)
    case columns(ColumnGradient)
    case general(ColumnConvolution)
}

private func inputPath(_ s: ConvShape) -> InputPath {
    if let direct = ForwardPath(flipped: s) {
        // The flipped kernel computes every input position, the columns every output position.
        if let columns = columnGradient(s) {
            let rows = (s.inChannels + ColumnGradient.tileRows - 1) / ColumnGradient.tileRows * ColumnGradient.tileRows
            let work = columns.plan.vectors * vectorWidth * rows * s.outChannels * s.kernelArea
            if work * 4 < direct.work * 3 { return .columns(columns) }
        }
        return .flipped(direct)
    }
    if let columns = columnGradient(s), s.inChannels % ColumnGradient.tileRows == 0, s.kernelArea > 1 {
        return .columns(columns)
    }
    return .general(ColumnConvolution(shape: s))
}

private enum WeightPath {
    case channels(ChannelLaneGradient)
    case positions(PositionLaneGradient)
    case general
}

private func weightPath(_ s: ConvShape) -> WeightPath {
    if let channels = ChannelLaneGradient(s) { return .channels(channels) }
    let reachH = s.dilationH * (s.kernelH - 1) + 1
    let reachW = s.dilationW * (s.kernelW - 1) + 1
    let plan = PositionPlan(
        channels: s.inChannels, height: s.height, width: s.width, padH: s.padH, padW: s.padW,
        outHeight: s.outHeight, outWidth: s.outWidth, strideH: s.strideH, strideW: s.strideW, reachH: reachH,
        reachW: reachW)
    if s.groups == 1 && plan.isDense && s.outArea >= 4 * vectorWidth
        && s.outChannels * s.depth <= 4096
        && s.kernelArea > 1
    {
        return .positions(PositionLaneGradient(shape: s, plan: plan))
    }
    return .general
}

// MARK: forward

func convForwardMemory(_ s: ConvShape) -> ConvMemory {
    if let depthwise = DepthwiseConvolution(s) {
        return ConvMemory(shared: 0, task: depthwise.taskSize, parts: depthwise.channels)
    }
    if let one = s.oneGroup, let direct = ForwardPath(one) {
        return ConvMemory(shared: s.groups * aligned(direct.sharedSize), task: direct.taskSize)
    }
    if let direct = ForwardPath(s) {
        return ConvMemory(shared: direct.sharedSize, task: direct.taskSize, parts: direct.blocks)
    }
    return ConvMemory(shared: 0, task: ColumnConvolution(shape: s).taskSize, parts: max(s.groupOut / 16, 1))
}

func convForwardPrepare(_ s: ConvShape, part: ConvPart, w: In<Float>, bias: In<Float>?, shared: Out<Float>) {
    if DepthwiseConvolution(s) != nil { return }
    if let one = s.oneGroup, let direct = ForwardPath(one) {
        for group in 0..<s.groups {
            direct.prepare(
                shared + group * aligned(direct.sharedSize), part, bias: bias.map { $0 + group * s.groupOut },
                w: w + group * s.groupOut * s.depth)
        }
        return
    }
    guard let direct = ForwardPath(s) else { return }
    direct.prepare(shared, part, bias: bias, w: w)
}

/// One part of the channels of some samples.
func convForward(
    _ s: ConvShape, part: ConvPart, images: Range<Int>, x: In<Float>, w: In<Float>, bias: In<Float>?, y: Out<Float>,
    shared: Out<Float>, task: Out<Float>
) {
    if let depthwise = DepthwiseConvolution(s) {
        return depthwise.forward(part, images: images, x: x, w: w, bias: bias, y: y, memory: task)
    }
    if let one = s.oneGroup, let direct = ForwardPath(one) {
        // An image of one group after the other: each is the whole picture of a smaller convolution.
        for image in images.lowerBound * s.groups..<images.upperBound * s.groups {
            direct.run(
                part, images: image..<image + 1, x: x, y: y,
                shared: shared + image % s.groups * aligned(direct.sharedSize), task: task)
        }
        return
    }
    let outSize = s.outChannels * s.outArea
    let inSize = s.inChannels * s.inArea
    guard let direct = ForwardPath(s) else {
        let columns = ColumnConvolution(shape: s)
        for image in images {
            columns.forward(part, x: x + image * inSize, w: w, bias: bias, y: y + image * outSize, memory: task)
        }
        return
    }
    direct.run(part, images: images, x: x, y: y, shared: shared, task: task)
}

// MARK: input gradient

func convInputGradientMemory(_ s: ConvShape) -> ConvMemory {
    if let depthwise = DepthwiseConvolution(s) {
        return ConvMemory(shared: 0, task: depthwise.taskSize, parts: depthwise.channels)
    }
    if let one = s.oneGroup {
        let memory = convInputGradientMemory(one)
        return ConvMemory(shared: s.groups * aligned(memory.shared), task: memory.task)
    }
    return switch inputPath(s) {
    case .flipped(let direct):
        ConvMemory(shared: direct.sharedSize, task: direct.taskSize, parts: direct.blocks)
    case .columns(let columns): ConvMemory(shared: columns.sharedSize, task: columns.taskSize)
    case .general(let general): ConvMemory(shared: 0, task: general.taskSize)
    }
}

func convInputGradientPrepare(_ s: ConvShape, part: ConvPart, w: In<Float>, shared: Out<Float>) {
    if DepthwiseConvolution(s) != nil { return }
    if let one = s.oneGroup {
        let size = aligned(convInputGradientMemory(one).shared)
        for group in 0..<s.groups {
            convInputGradientPrepare(
                one, part: part, w: w + group * s.groupOut * s.depth, shared: shared + group * size)
        }
        return
    }
    switch inputPath(s) {
    case .flipped(let direct): direct.prepareFlipped(shared, part, w: w)
    case .columns(let columns): columns.prepare(shared, w: w)
    case .general: break
    }
}

/// One part of the channels of some samples.
func convInputGradient(
    _ s: ConvShape, part: ConvPart, images: Range<Int>, dy: In<Float>, w: In<Float>, dx: Out<Float>,
    shared: Out<Float>, task: Out<Float>
) {
    if let depthwise = DepthwiseConvolution(s) {
        return depthwise.inputGradient(part, images: images, dy: dy, w: w, dx: dx, memory: task)
    }
    if let one = s.oneGroup {
        let size = aligned(convInputGradientMemory(one).shared)
        for image in images.lowerBound * s.groups..<images.upperBound * s.groups {
            let group = image % s.groups
            convInputGradient(
                one, part: part, images: image..<image + 1, dy: dy, w: w + group * s.groupOut * s.depth, dx: dx,
                shared: shared + group * size, task: task)
        }
        return
    }
    let outSize = s.outChannels * s.outArea
    let inSize = s.inChannels * s.inArea
    switch inputPath(s) {
    case .flipped(let direct):
        direct.run(part, images: images, x: dy, y: dx, shared: shared, task: task)
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
    return switch weightPath(s.oneGroup ?? s) {
    case .channels(let path): path.taskSize
    case .positions(let path): path.taskSize
    case .general: ColumnConvolution(shape: s).taskSize
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
    // Each group by itself, all samples of it.
    @inline(always) func forEachGroup(_ body: (_ x: In<Float>, _ dy: In<Float>, _ dw: Out<Float>) -> Void) {
        for group in 0..<s.groups {
            body(
                x + group * s.groupIn * s.inArea, dy + group * s.groupOut * s.outArea, dw + group * s.groupOut * s.depth
            )
        }
    }
    switch weightPath(s.oneGroup ?? s) {
    case .channels(let path):
        forEachGroup { x, dy, dw in
            path.begin(task)
            for image in images { path.add(task, x: x + image * inSize, dy: dy + image * outSize) }
            path.finish(task, dw: dw)
        }
    case .positions(let path):
        forEachGroup { x, dy, dw in
            path.begin(task)
            for image in images { path.add(task, x: x + image * inSize, dy: dy + image * outSize) }
            path.finish(task, dw: dw)
        }
    case .general:
        let columns = ColumnConvolution(shape: s)
        clear(s.outChannels * s.depth, dw)
        for image in images {
            columns.weightGradient(x: x + image * inSize, dy: dy + image * outSize, dw: dw, memory: task)
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
