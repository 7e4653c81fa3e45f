extension Tensor {
    /// Composes a loss without lines in the ledger but one, and gives its node PyTorch's name.
    private func loss(
        _ name: String, _ target: Tensor, _ reduction: Reduce, node: String? = nil, _ body: () throws -> Tensor
    ) throws -> Tensor {
        let out = try quietly(
            name, target, why: reduction == .none ? "one loss per element" : "the \(reduction.rawValue)"
        ) {
            let t = try body()
            return node.map { t.named($0) } ?? t
        }
        return out
    }

    /// Losses of the elements of this input with a weight each; their mean is by the weights' sum.
    func weighted(_ losses: Tensor, _ weight: Tensor, _ reduction: Reduce) throws -> Tensor {
        try checkElementWeights(weight)
        let all = try losses.mul(weight)
        return try reduction == .mean ? all.sum().div(weight.sum()) : reduction.apply(all)
    }

    func checkElementWeights(_ weight: Tensor) throws {
        if weight.shape != shape {
            throw TensorError(
                .valueError, "Weights and input must have the same size.", shapes: [shape, weight.shape])
        }
    }

    /// A mask as numbers of the other operand's dtype, from which it can be subtracted.
    func comparable(with input: Tensor) throws -> Tensor {
        dtype == .bool && input.dtype != .bool ? try to(input.dtype) : self
    }

    /// |self − target|
    public func l1Loss(_ target: Tensor, reduction: Reduce = .mean) throws -> Tensor {
        try warnOfBroadcast(target)
        let target = try target.comparable(with: self)
        return try loss("l1_loss", target, reduction) { try reduction.apply(sub(target).abs()) }
    }

    /// d²/(2β) for |d| < β, |d| − β/2 beyond.
    public func smoothL1Loss(_ target: Tensor, reduction: Reduce = .mean, beta: Double = 1) throws -> Tensor {
        if beta < 0 {
            throw TensorError(.runtimeError, "smooth_l1_loss does not support negative values for beta.")
        }
        if beta == 0 { return try l1Loss(target, reduction: reduction) }
        try warnOfBroadcast(target)
        let target = try target.comparable(with: self)
        return try loss("smooth_l1_loss", target, reduction, node: "SmoothL1LossBackward0") {
            let out = try sub(target).times(halfBeyond: beta, "SmoothL1LossBackward0", divisor: beta)
            return try reduction.apply(out)
        }
    }

    /// c·(d − c/2) for the differences d and c = d within ±limit: d²/2 inside, limit·(|d| − limit/2) beyond; divided by
    /// `divisor`. Its gradient is c.
    private func times(halfBeyond limit: Double, _ node: String, divisor: Double) throws -> Tensor {
        try requireFloat(node.hasPrefix("Smooth") ? "smooth_l1_cpu" : "huber_cpu")
        let out = try GradMode.without {
            let product = try kernelResult(.huber, limit)
            return divisor == 1 ? product : try product.div(.double(divisor))
        }
        if isRecorded {
            let saved = Saved(self)
            out.record(node, self) { g in
                let slope = try saved.value().clamp(min: Scalar.double(-limit), max: Scalar.double(limit))
                let d = try g.grad.mul(slope)
                g[0] = divisor == 1 ? d : try d.div(.double(divisor))
            }
        }
        return out
    }

    /// d²/2 for |d| ≤ δ, δ(|d| − δ/2) beyond.
    public func huberLoss(_ target: Tensor, reduction: Reduce = .mean, delta: Double = 1) throws -> Tensor {
        if delta <= 0 {
            throw TensorError(.runtimeError, "huber_loss does not support non-positive values for delta.")
        }
        try warnOfBroadcast(target)
        let target = try target.comparable(with: self)
        return try loss("huber_loss", target, reduction, node: "HuberLossBackward0") {
            try reduction.apply(sub(target).times(halfBeyond: delta, "HuberLossBackward0", divisor: 1))
        }
    }

    /// −w·(t·log p + (1 − t)·log(1 − p)) with logarithms not below −100.
    public func binaryCrossEntropy(_ target: Tensor, weight: Tensor? = nil, reduction: Reduce = .mean) throws -> Tensor
    {
        if target.shape != shape {
            throw TensorError(
                .valueError,
                "Using a target size (torch.Size(\(target.shape))) that is different to the input size "
                    + "(torch.Size(\(shape))) is deprecated. Please ensure they have the same size.",
                operation: "binary_cross_entropy", shapes: [shape, target.shape])
        }
        if dtype != target.dtype {
            throw TensorError(
                .runtimeError, "Found dtype \(target.dtype.scalarTypeName) but expected \(dtype.scalarTypeName)",
                operation: "binary_cross_entropy", shapes: [shape, target.shape],
                notes: ["the target must be \(dtype.name) as the input is: target.float()"])
        }
        try requireFloat("binary_cross_entropy")
        if !isMeta {
            for p in try doubles() where !(p >= 0 && p <= 1) {
                throw TensorError(
                    .runtimeError, "all elements of input should be between 0 and 1", operation: "binary_cross_entropy",
                    notes: ["apply a sigmoid first, or use binary_cross_entropy_with_logits"])
            }
        }
        let weighted: (Tensor) throws -> Tensor = { t in try weight.map { try t.mul($0) } ?? t }
        let quiet = ShapeLedger.pause()
        let out: Tensor
        do {
            defer { ShapeLedger.resume(quiet) }
            out = try GradMode.without {
                let (p, t) = (detach(), target.detach())
                let yes = try p.log().clamp(min: -100)
                let no = try p.neg().log1p().clamp(min: -100)
                return try reduction.apply(weighted(t.sub(1).mul(no).sub(t.mul(yes))))
            }
            if GradMode.isEnabled && (requiresGrad || target.requiresGrad) {
                let (x, y, n) = (Saved(self), Saved(target), count)
                out.record("BinaryCrossEntropyBackward0", self, target) { g in
                    let (p, t) = (try x.value(), try y.value())
                    let scale = try weighted(
                        reduction == .mean ? g.grad.div(.double(Double(n))) : g.grad)
                    if g.needs(0) {
                        // The denominator is kept away from 0.
                        let spread = try p.rsub(1).mul(p).clamp(min: .double(1e-12))
                        g[0] = try scale.mul(p.sub(t)).div(spread)
                    }
                    if g.needs(1) {
                        g[1] = try scale.mul(
                            p.neg().log1p().clamp(min: -100).sub(p.log().clamp(min: -100)))
                    }
                }
            }
        }
        ShapeLedger.note("binary_cross_entropy", out, self, target, why: "the \(reduction.rawValue) of \(count) losses")
        return out
    }

    /// Binary cross-entropy of σ(self): max(z, 0) − z·t + log(1 + e^−|z|), with a weight on the positive part.
    public func binaryCrossEntropyWithLogits(
        _ target: Tensor, weight: Tensor? = nil, positiveWeight: Tensor? = nil, reduction: Reduce = .mean
    ) throws -> Tensor {
        if target.shape != shape {
            throw TensorError(
                .valueError,
                "Target size (torch.Size(\(target.shape))) must be the same as input size (torch.Size(\(shape)))",
                operation: "binary_cross_entropy_with_logits", shapes: [shape, target.shape])
        }
        if target.dtype == .bool { throw Tensor.boolSubtraction }
        if !target.dtype.isFloat {
            throw TensorError(
                .runtimeError,
                "result type \(dtype.scalarTypeName) can't be cast to the desired output type "
                    + "\(target.dtype.scalarTypeName)", shapes: [shape, target.shape],
                notes: ["the target has to be of floats: target.float()"])
        }
        return try loss(
            "binary_cross_entropy_with_logits", target, reduction, node: "BinaryCrossEntropyWithLogitsBackward0"
        ) {
            // (1 − t)·z − (1 + (w − 1)·t)·log σ(z)
            let log = try logSigmoid()
            let plain = try target.rsub(1).mul(self)
            var t: Tensor
            if let positiveWeight {
                t = try plain.sub(positiveWeight.sub(1).mul(target).add(1).mul(log))
            } else {
                t = try plain.sub(log)
            }
            if let weight { t = try t.mul(weight) }
            return try reduction.apply(t)
        }
    }

    /// t·(log t − self), the Kullback–Leibler divergence of log-probabilities; `batchmean` divides by the rows.
    public func klDivergence(_ target: Tensor, reduction: String = "mean", logTarget: Bool = false) throws -> Tensor {
        if reduction == "mean" {
            try TensorWarning.warn(
                "reduction: 'mean' divides the total loss by both the batch size and the support size."
                    + "'batchmean' divides only by the batch size, and aligns with the KL div math definition."
                    + "'mean' will be changed to behave the same as 'batchmean' in the next major release.")
        }
        if !dtype.isFloat || !target.dtype.isFloat {
            throw TensorError(.runtimeError, "kl_div: Integral inputs not supported.")
        }
        return try loss("kl_div", target, .none) {
            let t =
                logTarget
                ? try target.exp().mul(target.sub(self)) : try target.xlogy(target).sub(target.mul(self))
            if reduction == "batchmean" {
                return try t.sum().div(.int(rank == 0 ? 1 : shape[0]))
            }
            return try Reduce(parsing: reduction).apply(t)
        }
    }

    /// self · log other, 0 where self is 0.
    func xlogy(_ other: Tensor) throws -> Tensor {
        let zero = try eq(0)
        let safe = try other.maskedFill(zero, 1)
        return try mul(safe.log())
    }

    /// e^x − t·x, or x − t·log(x + ε).
    public func poissonNLLLoss(
        _ target: Tensor, logInput: Bool = true, full: Bool = false, eps: Double = 1e-8, reduction: Reduce = .mean
    ) throws -> Tensor {
        try loss("poisson_nll_loss", target, reduction) {
            var t =
                logInput
                ? try exp().sub(target.mul(self)) : try sub(target.mul(add(.double(eps)).log()))
            if full {
                // Stirling's approximation of log t!
                let more = try target.mul(target.log()).sub(target).add(
                    target.mul(.double(2 * Double.pi)).log().mul(.double(0.5)))
                t = try t.add(more.maskedFill(target.le(1), 0))
            }
            return try reduction.apply(t)
        }
    }

    /// A variance has the input's shape, or 1 or nothing in the place of the last axis.
    func checkVariance(_ v: Tensor) throws {
        if v.shape == shape || rank > 0 && v.shape == Dims(shape.dropLast()) { return }
        if v.rank != rank || v.shape.dropLast() != shape.dropLast() || v.shape.last != 1 {
            throw TensorError(.valueError, "var is of incorrect size", shapes: [shape, v.shape])
        }
    }

    /// ½(log v + (x − t)²/v)
    public func gaussianNLLLoss(
        _ target: Tensor, _ variance: Tensor, full: Bool = false, eps: Double = 1e-6, reduction: Reduce = .mean
    ) throws -> Tensor {
        try checkVariance(variance)
        let v = try variance.shape == Dims(shape.dropLast()) && variance.rank < rank ? variance.unsqueeze(-1) : variance
        if try v.isMeta == false && v.doubles().contains(where: { $0 < 0 }) {
            throw TensorError(.valueError, "var has negative entry/entries")
        }
        return try loss("gaussian_nll_loss", target, reduction) {
            let floor = try GradMode.without { try v.detach().clamp(min: .double(eps)).sub(v.detach()) }
            let kept = try v.add(floor)
            let d = try sub(target)
            var t = try kept.log().add(d.mul(d).div(kept)).mul(.double(0.5))
            if full { t = try t.add(.double(0.9189385332046727)) }
            return try reduction.apply(t)
        }
    }

    /// x where t = 1, max(0, margin − x) where t = −1.
    public func hingeEmbeddingLoss(_ target: Tensor, margin: Double = 1, reduction: Reduce = .mean) throws -> Tensor {
        try loss("hinge_embedding_loss", target, reduction) {
            let far = try rsub(.double(margin)).clamp(min: 0).maskedFill(target.eq(1), 0)
            let near = try maskedFill(target.eq(-1), 0)
            return try reduction.apply(far.add(near))
        }
    }

    /// log(1 + e^(−t·x))
    public func softMarginLoss(_ target: Tensor, reduction: Reduce = .mean) throws -> Tensor {
        try loss("soft_margin_loss", target, reduction, node: "SoftMarginLossBackward0") {
            try reduction.apply(mul(target.neg()).exp().log1p())
        }
    }

    /// max(0, −t·(self − other) + margin)
    public func marginRankingLoss(_ other: Tensor, _ target: Tensor, margin: Double = 0, reduction: Reduce = .mean)
        throws
        -> Tensor
    {
        if rank != other.rank || rank != target.rank {
            throw TensorError(
                .runtimeError,
                "margin_ranking_loss : All input tensors should have same dimension but got sizes: input1: "
                    + "torch.Size(\(shape)), input2: torch.Size(\(other.shape)), target: torch.Size(\(target.shape)) ")
        }
        return try loss("margin_ranking_loss", other, reduction) {
            try reduction.apply(target.neg().mul(sub(other)).add(.double(margin)).clamp(min: 0))
        }
    }

    /// The mean over classes of −(t·log σ(x) + (1 − t)·log σ(−x)).
    public func multilabelSoftMarginLoss(_ target: Tensor, weight: Tensor? = nil, reduction: Reduce = .mean) throws
        -> Tensor
    {
        try loss("multilabel_soft_margin_loss", target, reduction) {
            var t = try target.mul(logSigmoid()).add(target.rsub(1).mul(neg().logSigmoid())).neg()
            if let weight { t = try t.mul(weight) }
            return try reduction.apply(t.mean([-1]).named("DivBackward0"))
        }
    }

    /// Σ over the other classes of max(0, margin − x[y] + x[i])^p / C.
    public func multiMarginLoss(
        _ target: Tensor, p: Int = 1, margin: Double = 1, weight: Tensor? = nil, reduction: Reduce = .mean
    ) throws -> Tensor {
        if p != 1 && p != 2 { throw TensorError(.valueError, "only p == 1 and p == 2 supported") }
        guard rank <= 2, rank == 0 || shape[rank - 1] != 0 else {
            throw TensorError(
                .runtimeError,
                "Expected non-empty vector or matrix with optional 0-dim batch size, but got: \(shape)", shapes: [shape]
            )
        }
        let frames = rank == 2 ? shape[0] : 1
        if target.rank > 1 || target.count != frames {
            throw TensorError(
                .runtimeError,
                "multi_margin_loss: target tensor should be 1-D with size equal to the number of input samples (batch "
                    + "size). Expected target size [\(frames)], but got \(target.shape). Input has shape \(shape).",
                shapes: [shape, target.shape])
        }
        if rank == 0 {
            return try unsqueeze(0).multiMarginLoss(target, p: p, margin: margin, weight: weight, reduction: reduction)
        }
        return try loss("multi_margin_loss", target, reduction, node: "MultiMarginLossBackward0") {
            let x = rank == 1 ? try unsqueeze(0) : self
            let y = try target.reshape([-1, 1])
            var t = try x.sub(x.gather(1, y)).add(.double(margin)).clamp(min: 0)
            if p == 2 { t = try t.mul(t) }
            if let weight { t = try t.mul(weight.indexSelect(0, y.reshape([-1])).unsqueeze(1)) }
            let own = try Tensor.zeros(x.shape, dtype: .bool).scatter(1, y, .number(.bool(true)))
            let rows = try t.maskedFill(own, 0).sum([1]).div(.int(x.shape[1]))
            if rank == 1 { return try rows.squeeze([0]) }
            return try reduction.apply(rows)
        }
    }

    /// 1 − cos for t = 1, max(0, cos − margin) for t = −1.
    public func cosineEmbeddingLoss(_ other: Tensor, _ target: Tensor, margin: Double = 0, reduction: Reduce = .mean)
        throws
        -> Tensor
    {
        if target.rank > 1 {
            throw TensorError(.runtimeError, "0D or 1D target tensor expected, multi-target not supported")
        }
        if rank != target.rank + 1 || other.rank != target.rank + 1 {
            throw TensorError(
                .runtimeError,
                "\(target.rank)D target tensor expects \(target.rank + 1)D input tensors, but found inputs with sizes "
                    + "\(shape) and \(other.shape).")
        }
        return try loss("cosine_embedding_loss", other, reduction) {
            let product = try mul(other).sum([-1])
            let a = try mul(self).sum([-1]).add(.double(1e-12))
            let b = try other.mul(other).sum([-1]).add(.double(1e-12))
            let cosine = try product.div(a.mul(b).sqrt())
            let near = try cosine.rsub(1).kept(where: target.eq(1))
            let far = try cosine.sub(.double(margin)).clamp(min: 0).kept(where: target.eq(-1))
            return try reduction.apply(near.add(far))
        }
    }

    /// max(0, d(self, positive) − d(self, negative) + margin)
    public func tripletMarginLoss(
        _ positive: Tensor, _ negative: Tensor, margin: Double = 1, p: Double = 2, eps: Double = 1e-6,
        swap: Bool = false, reduction: Reduce = .mean
    ) throws -> Tensor {
        if margin <= 0 {
            throw TensorError(.valueError, "margin must be greater than 0, got \(Scalar.double(margin).text)")
        }
        if rank != positive.rank || rank != negative.rank {
            throw TensorError(
                .runtimeError,
                "The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: "
                    + "anchor \(rank)D, positive \(positive.rank)D, and negative \(negative.rank)D inputs")
        }
        return try loss("triplet_margin_loss", positive, reduction) {
            let near = try pairwiseDistance(positive, p: p, eps: eps)
            var far = try pairwiseDistance(negative, p: p, eps: eps)
            if swap { far = try far.minimum(positive.pairwiseDistance(negative, p: p, eps: eps)) }
            return try reduction.apply(near.sub(far).add(.double(margin)).clamp(min: 0))
        }
    }
}
