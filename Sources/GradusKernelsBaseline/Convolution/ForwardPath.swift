import CSIMD
import GradusKernelTypes

/// Part of the lanes that do work when rows are cut into chunks, in percent.
private func density(_ width: Int) -> Int {
    100 * width / ((width + chunkWidth - 1) / chunkWidth * chunkWidth)
}

/// A forward pass without columns, with positions or with channels in lanes; with flipped weights it is the input
/// gradient.
struct ForwardPath {
    private enum Kernel {
        case positions(DirectForward)
        case channels(ChannelLaneForward)
    }

    private var kernel: Kernel
    private var shape: ConvShape
    /// Sizes and padding of the picture that is read, and floats of a sample on both sides.
    private var height, width, padH, padW, inSize, outSize: Int

    /// The forward pass of a convolution; nil where columns serve it better.
    init?(_ s: ConvShape) {
        guard s.groups == 1, s.kernelArea > 1 || s.strideW > 1 else { return nil }
        let plan = PositionPlan(
            channels: s.inChannels, height: s.height, width: s.width, padH: s.padH, padW: s.padW,
            outHeight: s.outHeight, outWidth: s.outWidth, strideH: s.strideH, strideW: s.strideW,
            reachH: s.dilationH * (s.kernelH - 1) + 1, reachW: s.dilationW * (s.kernelW - 1) + 1)
        self.init(
            s, plan, outChannels: s.outChannels, height: s.height, width: s.width, padH: s.padH, padW: s.padW)
    }

    /// The input gradient as a forward pass over dy with flipped weights; nil where it does not apply.
    init?(flipped s: ConvShape) {
        let reachH = s.dilationH * (s.kernelH - 1) + 1
        let reachW = s.dilationW * (s.kernelW - 1) + 1
        let padH = reachH - 1 - s.padH
        let padW = reachW - 1 - s.padW
        guard s.groups == 1, s.strideH == 1, s.strideW == 1, padH >= 0, padW >= 0, s.kernelArea > 1 else { return nil }
        let plan = PositionPlan(
            channels: s.outChannels, height: s.outHeight, width: s.outWidth, padH: padH, padW: padW,
            outHeight: s.height, outWidth: s.width, strideH: 1, reachH: reachH, reachW: reachW)
        self.init(
            s, plan, outChannels: s.inChannels, height: s.outHeight, width: s.outWidth, padH: padH, padW: padW)
    }

    private init?(
        _ s: ConvShape, _ plan: PositionPlan, outChannels: Int, height: Int, width: Int, padH: Int, padW: Int
    ) {
        shape = s
        (self.height, self.width, self.padH, self.padW) = (height, width, padH, padW)
        inSize = plan.channels * height * width
        outSize = outChannels * plan.outHeight * plan.outWidth
        let direct = DirectForward(plan: plan, outChannels: outChannels, taps: plan.channels * s.kernelArea)
        if !plan.isDense || padH > 0,
            let lanes = ChannelLaneForward(
                plan: plan, outChannels: outChannels, shape: s, height: height, padH: padH), lanes.work < direct.work
        {
            kernel = .channels(lanes)
        } else if density(plan.outWidth) >= 60 {
            kernel = .positions(direct)
        } else {
            return nil
        }
    }

    private var plan: PositionPlan {
        switch kernel {
        case .positions(let direct): direct.plan
        case .channels(let lanes): lanes.plan
        }
    }
    /// Products, those of idle lanes included, in units of one lane.
    var work: Int {
        switch kernel {
        case .positions(let direct): direct.work
        case .channels(let lanes): lanes.work
        }
    }
    var sharedSize: Int {
        switch kernel {
        case .positions(let direct): direct.sharedSize
        case .channels(let lanes): lanes.sharedSize
        }
    }
    var taskSize: Int {
        switch kernel {
        case .positions(let direct): direct.taskSize
        case .channels(let lanes): lanes.taskSize
        }
    }

    var blocks: Int {
        switch kernel {
        case .positions(let direct): direct.blocks
        case .channels(let lanes): lanes.blocks
        }
    }

    func prepare(_ memory: Out<Float>, _ part: ConvPart, bias: In<Float>?, w: In<Float>) {
        switch kernel {
        case .positions(let direct): direct.prepare(memory, part, bias: bias, w: w, shape: shape)
        case .channels(let lanes): lanes.prepare(memory, part, bias: bias, w: w)
        }
    }

    func prepareFlipped(_ memory: Out<Float>, _ part: ConvPart, w: In<Float>) {
        switch kernel {
        case .positions(let direct): direct.prepareFlipped(memory, part, w: w, shape: shape)
        case .channels(let lanes): lanes.prepareFlipped(memory, part, w: w)
        }
    }

    /// Some channels of some samples.
    func run(
        _ part: ConvPart, images: Range<Int>, x: In<Float>, y: Out<Float>, shared: Out<Float>, task: Out<Float>
    ) {
        let plan = plan
        let tileSize =
            switch kernel {
            case .positions(let direct): direct.tileSize
            case .channels(let lanes): lanes.tileSize
            }
        let padded = task + tileSize
        if plan.copies { clear(plan.copySize, padded) }
        for image in images {
            var sample = x + image * inSize
            if plan.copies {
                plan.copy(height: height, width: width, padH: padH, padW: padW, x: sample, to: padded)
                sample = In(padded)
            }
            switch kernel {
            case .positions(let direct): direct.run(shared, part, x: sample, y: y + image * outSize, tile: task)
            case .channels(let lanes): lanes.run(shared, part, x: sample, y: y + image * outSize, tile: task)
            }
        }
    }
}
