import GradusKernels

/// What a loss does with its elements.
public enum Reduce: String, Sendable {
    case none, mean, sum

    /// - Throws: ValueError for other words.
    public init(parsing text: String) throws {
        guard let r = Reduce(rawValue: text) else {
            throw TensorError(.valueError, "\(text) is not a valid value for reduction")
        }
        self = r
    }

    /// Applies the reduction to a tensor of losses.
    public func apply(_ t: Tensor) throws -> Tensor {
        switch self {
        case .none: t
        case .mean: try t.mean()
        case .sum: try t.sum()
        }
    }
}

extension Tensor {
    /// Cross-entropy between logits [N, C, …] (or [C]) and class numbers [N, …], or class probabilities.
    public func crossEntropy(
        _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduce = .mean,
        labelSmoothing: Double = 0
    ) throws -> Tensor {
        let quiet = ShapeLedger.pause()
        let out: Tensor
        do {
            defer { ShapeLedger.resume(quiet) }
            out = try crossEntropyQuietly(target, weight, ignoreIndex, reduction, labelSmoothing)
        }
        ShapeLedger.note(
            "cross_entropy", out, self, target,
            why: reduction == .none ? "one loss per target" : "the \(reduction.rawValue) of \(target.count) losses")
        return out
    }

    private func crossEntropyQuietly(
        _ target: Tensor, _ weight: Tensor?, _ ignoreIndex: Int, _ reduction: Reduce, _ smoothing: Double
    ) throws -> Tensor {
        if !(smoothing >= 0 && smoothing <= 1) {
            throw TensorError(
                .runtimeError, "label_smoothing must be between 0.0 and 1.0. Got: \(Scalar.double(smoothing).text)")
        }
        let classAxis = rank == 1 ? 0 : 1
        if rank >= 1 && target.shape == shape && (target.rank > 1 || target.dtype.isFloat) {
            if !target.dtype.isFloat {
                throw TensorError(
                    .runtimeError,
                    "Expected floating point type for target with class probabilities, got \(target.dtype.scalarTypeName)",
                    operation: "cross_entropy", shapes: [shape, target.shape])
            }
            return try probabilityCrossEntropy(target, weight, reduction, smoothing, classAxis)
        }
        if rank == 2, target.rank == 1, dtype == .float32 || dtype == .float64, shape[0] == target.shape[0],
            target.dtype == .int64, !isMeta, smoothing == 0, weight?.requiresGrad != true, shape[1] > 0
        {
            return try fusedCrossEntropy(target, weight, ignoreIndex, reduction)
        }
        let logs = try logSoftmax(classAxis)
        if smoothing == 0 {
            return try logs.nllLoss(target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction)
        }
        return try smoothedCrossEntropy(logs, target, weight, ignoreIndex, reduction, smoothing, classAxis)
    }

    /// −Σ target · log p over the classes, averaged over the rows.
    private func probabilityCrossEntropy(
        _ target: Tensor, _ weight: Tensor?, _ reduction: Reduce, _ smoothing: Double, _ axis: Int
    ) throws -> Tensor {
        let classes = shape[axis]
        let smooth =
            smoothing == 0 ? target : try target.mul(.double(1 - smoothing)).add(.double(smoothing / Double(classes)))
        var product = try logSoftmax(axis).mul(smooth)
        if let weight { product = try product.mul(weight.alongClasses(rank, axis)) }
        switch reduction {
        case .none: return try product.sum([axis]).neg()
        case .sum: return try product.sum().neg()
        case .mean:
            return try product.sum().neg().div(.int(Swift.max(count / Swift.max(classes, 1), 1))).named("DivBackward1")
        }
    }

    private func alongClasses(_ rank: Int, _ axis: Int) throws -> Tensor {
        var sizes = Dims(repeating: 1, count: rank)
        sizes[axis] = count
        return try reshape(sizes)
    }

    private func smoothedCrossEntropy(
        _ logs: Tensor, _ target: Tensor, _ weight: Tensor?, _ ignoreIndex: Int, _ reduction: Reduce,
        _ smoothing: Double, _ axis: Int
    ) throws -> Tensor {
        let nll = try logs.nllLoss(target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction)
        let classes = Double(shape[axis])
        var smooth = try (weight.map { try logs.mul($0.alongClasses(rank, axis)) } ?? logs).sum([axis]).neg()
        let ignored = try target.eq(.number(.int(ignoreIndex)))
        smooth = try smooth.maskedFill(ignored, 0)
        let total: Tensor
        switch reduction {
        case .none: total = smooth
        case .sum: total = try smooth.sum()
        case .mean:
            if let weight {
                let kept = try target.maskedFill(ignored, 0)
                let weights = try weight.index([.tensor(kept)]).maskedFill(ignored, 0)
                total = try smooth.sum().div(weights.sum())
            } else {
                total = try smooth.sum().div(ignored.logicalNot().to(dtype).sum())
            }
        }
        return try nll.mul(.double(1 - smoothing)).add(total.mul(.double(smoothing / classes)))
    }

    /// Softmax, logarithm and choice of class in one pass over a matrix.
    private func fusedCrossEntropy(
        _ target: Tensor, _ weight: Tensor?, _ ignoreIndex: Int, _ reduction: Reduce
    ) throws -> Tensor {
        let (rows, classes) = (shape[0], shape[1])
        try Tensor.checkWeight(weight, classes)
        let x = try contiguousUnrecorded()
        let labels = try target.contiguousUnrecorded()
        let w = try weight?.contiguousUnrecorded().castUnrecorded(dtype)
        let probabilities = try Tensor(empty: shape, dtype)
        let losses = try Tensor(empty: [rows], dtype)
        var weightSum = 0.0
        let bad: Int?
        if dtype == .float32 {
            bad = Kernels.crossEntropyRows(
                rows: rows, classes: classes, logits: x.f32, targets: labels.pointer(Int64.self),
                weights: w.map { UnsafePointer($0.f32) }, ignoreIndex: ignoreIndex, smoothing: 0,
                probabilities: probabilities.f32, losses: losses.f32, weightSum: &weightSum)
        } else {
            bad = Kernels.crossEntropyRows(
                rows: rows, classes: classes, logits: x.pointer(Double.self), targets: labels.pointer(Int64.self),
                weights: w.map { UnsafePointer($0.pointer(Double.self)) }, ignoreIndex: ignoreIndex, smoothing: 0,
                probabilities: probabilities.pointer(Double.self), losses: losses.pointer(Double.self),
                weightSum: &weightSum)
        }
        if let bad {
            throw TensorError(
                .indexError, "Target \(labels.pointer(Int.self)[bad]) is out of bounds.", operation: "cross_entropy",
                shapes: [shape, target.shape],
                notes: ["there are \(classes) classes: targets must lie in 0 … \(classes - 1)"])
        }
        var out = losses
        if reduction != .none {
            out = try Reduction.run(.sum, losses, [0], keepdim: false, dtype)
            if reduction == .mean { out = try Arithmetic.binary(.div, out, .double(weightSum), dtype, "div") }
        }
        if isRecorded {
            let saved = Saved(self)
            let savedTarget = Saved(labels)
            let total = weightSum
            out.record("NllLossBackward0", self) { g in
                let t = try savedTarget.value()
                if g.isRecording {
                    g[0] = try saved.value().crossEntropyGradient(g.grad, t, w, ignoreIndex, reduction, total)
                    return
                }
                let x = try saved.value()
                let dx = try Tensor(empty: x.shape, x.dtype)
                let rowScale = reduction == .none ? try g.grad.contiguousUnrecorded() : nil
                var scale = reduction == .none ? 1 : try g.grad.item().double
                if reduction == .mean { scale /= total }
                if x.dtype == .float32 {
                    Kernels.crossEntropyBackward(
                        rows: rows, classes: classes, probabilities: probabilities.f32,
                        targets: t.pointer(Int64.self), weights: w.map { UnsafePointer($0.f32) },
                        ignoreIndex: ignoreIndex, smoothing: 0, scale: Float(scale),
                        rowScale: rowScale.map { UnsafePointer($0.f32) }, dlogits: dx.f32)
                } else {
                    Kernels.crossEntropyBackward(
                        rows: rows, classes: classes, probabilities: probabilities.pointer(Double.self),
                        targets: t.pointer(Int64.self), weights: w.map { UnsafePointer($0.pointer(Double.self)) },
                        ignoreIndex: ignoreIndex, smoothing: 0, scale: scale,
                        rowScale: rowScale.map { UnsafePointer($0.pointer(Double.self)) },
                        dlogits: dx.pointer(Double.self))
                }
                g[0] = dx
            }
            out.node?.form = .overLogSoftmax
        }
        return out
    }

    /// (softmax − one-hot) · scale in differentiable operations.
    private func crossEntropyGradient(
        _ g: Tensor, _ target: Tensor, _ weight: Tensor?, _ ignoreIndex: Int, _ reduction: Reduce, _ total: Double
    ) throws -> Tensor {
        let ignored = try target.eq(.number(.int(ignoreIndex)))
        let kept = try target.maskedFill(ignored, 0)
        var scale = try ignored.logicalNot().to(dtype)
        if let weight { scale = try scale.mul(weight.index([.tensor(kept)])) }
        if reduction == .mean { scale = try scale.div(.double(total)) }
        let hot = try Tensor.zeros(shape, dtype: dtype).scatter(1, kept.unsqueeze(1), .number(1))
        return try softmax(1).sub(hot).mul(scale.unsqueeze(1)).mul(reduction == .none ? g.unsqueeze(1) : g)
    }

    static func checkWeight(_ weight: Tensor?, _ classes: Int) throws {
        if let weight, weight.rank != 1 || weight.shape[0] != classes {
            throw TensorError(
                .runtimeError,
                "weight tensor should be defined either for all \(classes) classes or no classes but got weight tensor of "
                    + "shape: \(weight.shape)", shapes: [weight.shape])
        }
    }

    /// −Σ log-probability of the target class, weighted; self is [N, C, …] or [C].
    public func nllLoss(
        _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduce = .mean
    ) throws -> Tensor {
        if rank == 0 { throw TensorError(.valueError, "Expected 1 or more dimensions (got 0)") }
        let classAxis = rank == 1 ? 0 : 1
        let classes = shape[classAxis]
        let targets = target.rank == 0 ? 0 : target.shape[0]
        if rank != 1, targets != shape[0] {
            throw TensorError(
                .valueError,
                "Expected input batch_size (\(shape[0])) to match target batch_size (\(targets)).",
                operation: "nll_loss", shapes: [shape, target.shape])
        }
        if rank <= 2 {
            if target.rank > 1 {
                throw TensorError(
                    .runtimeError, "0D or 1D target tensor expected, multi-target not supported",
                    operation: "nll_loss", shapes: [shape, target.shape],
                    notes: [
                        "the target has shape \(target.shape); target.squeeze(1) or target.argmax(1) gives class numbers"
                    ])
            }
            if rank == 1, target.rank == 1, targets != 1 {
                throw TensorError(
                    .valueError, "For 1D input, 1D target must have size 1, but got target size: \(targets)",
                    operation: "nll_loss", shapes: [shape, target.shape])
            }
        } else if target.shape != shape.removing(at: 1) {
            let wanted = shape.removing(at: 1)
            if rank != 4 {
                throw TensorError(
                    .runtimeError, "Expected target size \(wanted), got \(target.shape)", operation: "nll_loss",
                    shapes: [shape, target.shape])
            }
            if target.rank != 3 {
                throw TensorError(
                    .runtimeError,
                    "only batches of spatial targets supported (3D tensors) but got targets of dimension: \(target.rank)",
                    operation: "nll_loss", shapes: [shape, target.shape])
            }
            throw TensorError(
                .runtimeError, "size mismatch (got input: \(shape) , target: \(target.shape)", operation: "nll_loss",
                shapes: [shape, target.shape])
        }
        if rank == 1, target.rank == 1 {
            return try unsqueeze(0).nllLoss(target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction)
        }
        try Tensor.checkWeight(weight, classes)
        if target.dtype != .int64 && target.dtype != .uint8 {
            throw TensorError(
                .runtimeError, "expected target dtype to be Long or Byte, but got \(target.dtype.scalarTypeName)",
                operation: "nll_loss", shapes: [shape, target.shape],
                notes: ["class numbers are ints: target.long()"])
        }
        if isMeta || target.isMeta {
            let out = try Tensor.unknown(reduction == .none ? target.shape : [], dtype, "NllLossBackward0", [self])
            ShapeLedger.note("nll_loss", out, self, target, why: "the \(reduction.rawValue) of \(target.count) losses")
            return out
        }
        let labels = try target.contiguousUnrecorded().castUnrecorded(.int64)
        let p = labels.pointer(Int.self)
        for i in 0..<labels.count where p[i] != ignoreIndex && (p[i] < 0 || p[i] >= classes) {
            throw TensorError(
                .indexError, "Target \(p[i]) is out of bounds.", operation: "nll_loss", shapes: [shape, target.shape],
                notes: ["there are \(classes) classes: targets must lie in 0 … \(classes - 1)"])
        }
        // The node is PyTorch's; inside it the choice, weights and reduction are ordinary operations.
        let (losses, scale) = try GradMode.without { try detach().nllParts(labels, weight, ignoreIndex, classAxis) }
        let out: Tensor
        switch reduction {
        case .none: out = losses
        case .sum: out = try GradMode.without { try losses.sum() }
        case .mean: out = try GradMode.without { try losses.sum().div(scale.sum()) }
        }
        if isRecorded {
            let own = form
            let divisor = reduction == .mean ? try GradMode.without { try scale.sum() } : nil
            let node =
                rank == 3 && reduction == .none ? "ViewBackward0" : rank > 2 ? "NllLoss2DBackward0" : "NllLossBackward0"
            out.record(node, self) { g in
                var rows = reduction == .none ? g.grad : try g.grad.expand(scale.shape)
                rows = try rows.mul(scale).neg()
                if let divisor { rows = try rows.div(divisor) }
                let ignored = try labels.eq(.number(.int(ignoreIndex)))
                let kept = try labels.maskedFill(ignored, 0)
                g[0] = try Tensor.zeros(own.shape, dtype: own.dtype)
                    .scatter(classAxis, kept.unsqueeze(classAxis), .tensor(rows.to(own.dtype).unsqueeze(classAxis)))
            }
        }
        ShapeLedger.note("nll_loss", out, self, target, why: "the \(reduction.rawValue) of \(target.count) losses")
        return out
    }

    /// The weighted losses and the weight of each target (0 where ignored).
    private func nllParts(_ labels: Tensor, _ weight: Tensor?, _ ignoreIndex: Int, _ axis: Int) throws -> (
        Tensor, Tensor
    ) {
        let ignored = try labels.eq(.number(.int(ignoreIndex)))
        let kept = try labels.maskedFill(ignored, 0)
        let picked = try gather(axis, kept.unsqueeze(axis)).squeeze([axis])
        var scale = try Tensor.ones(labels.shape, dtype: dtype)
        if let weight { scale = try weight.detach().to(dtype).index([kept]).reshape(labels.shape) }
        scale = try scale.maskedFill(ignored, 0)
        return (try picked.mul(scale).neg().maskedFill(ignored, 0), scale)
    }

    /// (self − target)², reduced.
    public func mseLoss(_ target: Tensor, reduction: Reduce = .mean) throws -> Tensor {
        try warnOfBroadcast(target)
        let target = try target.comparable(with: self)
        let type = Tensor.resultType(self, target)
        let (difference, n) = try GradMode.without { () throws -> (Tensor, Int) in
            let d = try self.sub(target)
            return (d, d.count)
        }
        try difference.requireFloat("mse_cpu")
        let out: Tensor = try GradMode.without {
            if reduction != .none, difference.dtype == .float32, difference.isContiguous, !difference.isMeta, n > 0 {
                let out = try Tensor(empty: [], .float32)
                Kernels.reduce(.sumSquares, outer: 1, count: n, inner: 1, x: difference.f32, y: out.f32)
                if reduction == .mean { out.f32[0] /= Float(n) }
                return out
            }
            let squares = try difference.mul(difference)
            switch reduction {
            case .none: return squares
            case .sum: return try squares.sum()
            case .mean: return try squares.mean()
            }
        }
        if GradMode.isEnabled && (requiresGrad || target.requiresGrad) {
            let (a, b) = (form, target.form)
            let (x, y) = (Saved(self), Saved(target))
            _ = type
            out.record("MseLossBackward0", self, target) { g in
                let d = g.isRecording ? try x.value().sub(y.value()) : difference
                _ = try x.value()
                let doubled = try d.mul(reduction == .mean ? .double(2 / Double(n)) : 2)
                var slope = try g.isUnit ? doubled : doubled.mul(g.grad)
                if g.isRecording { slope = slope.named("MseLossBackwardBackward0") }
                if g.needs(0) { g[0] = try slope.reduced(to: a) }
                if g.needs(1) { g[1] = try slope.neg().reduced(to: b) }
            }
        }
        ShapeLedger.note("mse_loss", out, self, target, why: "the \(reduction.rawValue) of \(n) squares")
        return out
    }
}

enum CrossEntropyOps {
    static let rows: [OpRow] = [
        OpRow(
            "cross_entropy", .functional,
            [
                "cross_entropy(Tensor input, Tensor target, Tensor? weight=None, bool? size_average=None, "
                    + "int ignore_index=-100, bool? reduce=None, str reduction='mean', float label_smoothing=0.0)"
            ], "Cross-entropy between logits and class numbers or class probabilities.",
            shape: "no axes, or one loss per target"
        ) { a in
            .tensor(
                try a.tensor(0).crossEntropy(
                    a.tensor(1), weight: a.optionalTensor(2), ignoreIndex: a.int(4),
                    reduction: a.reduction(average: 3, reduce: 5, word: 6), labelSmoothing: a.double(7)))
        },
        OpRow(
            "nll_loss", .functional,
            [
                "nll_loss(Tensor input, Tensor target, Tensor? weight=None, bool? size_average=None, int ignore_index=-100, "
                    + "bool? reduce=None, str reduction='mean')"
            ], "The negative log-probability of the target classes.", shape: "no axes, or one loss per target"
        ) { a in
            .tensor(
                try a.tensor(0).nllLoss(
                    a.tensor(1), weight: a.optionalTensor(2), ignoreIndex: a.int(4),
                    reduction: a.reduction(average: 3, reduce: 5, word: 6)))
        },
        OpRow(
            "mse_loss", .functional,
            [
                "mse_loss(Tensor input, Tensor target, bool? size_average=None, bool? reduce=None, str reduction='mean', "
                    + "Tensor? weight=None)"
            ], "The mean of the squared differences.", shape: "no axes, or that of the operands"
        ) { a in
            let (x, y, reduction) = (
                try a.tensor(0), try a.tensor(1), try a.reduction(average: 2, reduce: 3, word: 4)
            )
            guard let weight = try a.optionalTensor(5) else { return .tensor(try x.mseLoss(y, reduction: reduction)) }
            let difference = try x.sub(y)
            return .tensor(try x.weighted(difference.mul(difference), weight, reduction))
        },
    ]
}
