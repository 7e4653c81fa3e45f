extension Tensor {
    /// Enlarges (or with negative numbers cuts) the last axes.
    /// - Parameters:
    ///   - pads: before and after, the last axis first.
    ///   - mode: `constant`, `reflect`, `replicate` or `circular`.
    public func pad(_ pads: [Int], mode: String = "constant", value: Scalar = 0) throws -> Tensor {
        if pads.count % 2 != 0 { throw TensorError(.runtimeError, "Padding length must be divisible by 2") }
        let axes = pads.count / 2
        if axes > rank {
            throw TensorError(
                .runtimeError,
                "Padding length should be less than or equal to two times the input dimension but got padding length "
                    + "\(pads.count) and input of dimension \(rank)", shapes: [shape])
        }
        if pads.contains(where: { $0 > 1 << 40 || $0 < -1 << 40 }) {
            throw TensorError(.runtimeError, "pad(): padding out of range")
        }
        if mode == "constant" {
            return try quietly("pad") { try constantPad(pads, value) }
        }
        guard ["reflect", "replicate", "circular"].contains(mode) else {
            throw TensorError(.notImplementedError, "Unrecognised padding mode \(mode)")
        }
        guard rank - axes == 1 || rank - axes == 2, axes >= 1, axes <= 3 else {
            throw TensorError(
                .notImplementedError, "Padding size \(pads.count) is not supported for \(rank)D input tensor.",
                shapes: [shape])
        }
        return try quietly("pad") {
            let name =
                ["reflect": "ReflectionPad\(axes)DBackward0", "replicate": "ReplicationPad\(axes)DBackward0"][mode]
                ?? "CopySlices"
            if !isMeta, pads.allSatisfy({ $0 >= 0 }) {
                let plan = MirroredPad(
                    axes: try (0..<axes).map {
                        let a = rank - 1 - $0
                        return MirroredPad.Axis(
                            axis: a, size: shape[a], before: pads[2 * $0],
                            places: try Tensor.padIndex(shape[a], pads[2 * $0], pads[2 * $0 + 1], mode, a, shape))
                    }, shape: shape)
                let out = try plan.forward(self)
                if isRecorded {
                    out.record(name, self) { g in
                        g[0] = try g.isRecording ? plan.recordedBackward(g.grad) : plan.backward(g.grad)
                    }
                }
                return try out.laid(outLike: self)
            }
            var out = self
            for i in 0..<axes {
                let a = rank - 1 - i
                let index = try Tensor.padIndex(shape[a], pads[2 * i], pads[2 * i + 1], mode, a, shape)
                out = try out.indexSelect(a, index)
            }
            return out.named(name)
        }
    }

    private func constantPad(_ pads: [Int], _ value: Scalar) throws -> Tensor {
        var target = shape
        var inner = Dims(repeating: 0, count: rank)
        var source = self
        for i in 0..<(pads.count / 2) {
            let a = rank - 1 - i
            let (before, after) = (pads[2 * i], pads[2 * i + 1])
            let size = shape[a] + before + after
            if size < 0 {
                throw TensorError(
                    .runtimeError,
                    "The input size \(shape[a]), plus negative padding \(before) and \(after) resulted in a negative output "
                        + "size, which is invalid. Check dimension \(a) of your input.", shapes: [shape])
            }
            target[a] = size
            let from = Swift.max(-before, 0)
            let to = Swift.max(from, shape[a] - Swift.max(-after, 0))
            if from > 0 || to < shape[a] { source = try source.slice(a, from, to) }
            inner[a] = Swift.max(before, 0)
        }
        try Tensor.checkSizes(target)
        try Tensor.requireFits(value, dtype)
        let out = try Tensor.full(target, value, dtype: dtype, device: device)
        if suggestsChannelsLast { out.lay(MemoryFormat.channelsLastStrides(target)) }
        if out.isMeta { return try Tensor.unknown(target, dtype, "ConstantPadNdBackward0", [self]) }
        var offset = 0
        for a in 0..<rank { offset += inner[a] * out.strides[a] }
        let place = out.alias(shape: source.shape, strides: out.strides, offset: offset)
        StridedCopy.copy(from: source, to: place)
        if isRecorded {
            out.record("ConstantPadNdBackward0", self) { g in
                g[0] = try g.grad.constantPad(pads.map { -$0 }, 0)
            }
        }
        return out
    }

    /// The source index of every place of a padded axis.
    private static func padIndex(
        _ n: Int, _ before: Int, _ after: Int, _ mode: String, _ axis: Int, _ shape: Dims
    ) throws -> Tensor {
        if mode == "reflect" && (before >= n || after >= n) {
            throw TensorError(
                .runtimeError,
                "Argument #\(4 + 2 * (shape.count - 1 - axis)): Padding size should be less than the corresponding input dimension, but got: padding "
                    + "(\(before), \(after)) at dimension \(axis) of input \(shape)", shapes: [shape])
        }
        if mode == "circular" && (before > n || after > n) {
            throw TensorError(
                .runtimeError, "Padding value causes wrapping around more than once.", shapes: [shape])
        }
        let size = n + before + after
        if size < 1 || n == 0 {
            throw TensorError(
                .runtimeError, "input (\(n)) is too small for padding (\(before), \(after)) at dimension \(axis)",
                shapes: [shape])
        }
        let index = try Tensor(empty: [size], .int64)
        let p = index.pointer(Int.self)
        for i in 0..<size {
            var k = i - before
            switch mode {
            case "replicate": k = Swift.min(Swift.max(k, 0), n - 1)
            case "circular": k = ((k % n) + n) % n
            default:
                if k < 0 { k = -k }
                if k >= n { k = 2 * (n - 1) - k }
                k = Swift.min(Swift.max(k, 0), n - 1)
            }
            p[i] = k
        }
        return index
    }
}

enum PadOps {
    static let rows: [OpRow] = [
        OpRow(
            "pad", .functional, ["pad(Tensor input, int[] pad, str mode='constant', float? value=None)"],
            "Enlarges the last axes: before and after, the last axis first; negative numbers cut.",
            shape: "n + before + after along each axis"
        ) { a in
            let value = try a.optionalScalar(3)
            return .tensor(try a.tensor(0).pad(a.intArray(1), mode: a.string(2), value: value ?? 0))
        }
    ]
}
