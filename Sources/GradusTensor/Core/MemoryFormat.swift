/// How the elements of a tensor lie in memory, where a script may say so.
public enum MemoryFormat: String, Sendable {
    case contiguous = "torch.contiguous_format"
    case preserve = "torch.preserve_format"
    /// Pictures whose channels lie next to one another.
    case channelsLast = "torch.channels_last"
    /// The same for volumes.
    case channelsLast3d = "torch.channels_last_3d"

    /// How many axes a tensor of this format has, where that is fixed.
    package var rank: Int? {
        switch self {
        case .channelsLast: 4
        case .channelsLast3d: 5
        case .contiguous, .preserve: nil
        }
    }

    /// The axes from the innermost to the outermost where the channels are innermost.
    fileprivate static func channelsLastOrder(_ rank: Int) -> [Int] { [1] + (2..<rank).reversed() + [0] }

    /// The strides of dense elements whose channels are innermost.
    static func channelsLastStrides(_ shape: Dims) -> Dims {
        var strides = shape
        var step = 1
        for axis in channelsLastOrder(shape.count) {
            strides[axis] = step
            step *= shape[axis]
        }
        return strides
    }
}

extension Tensor {
    /// Whether the elements lie densely as a format says.
    public func isContiguous(in format: MemoryFormat) -> Bool {
        guard let wanted = format.rank else { return isContiguous }
        guard rank == wanted else { return false }
        var expected = 1
        for axis in MemoryFormat.channelsLastOrder(rank) where shape[axis] != 1 {
            if strides[axis] != expected { return false }
            expected *= shape[axis]
        }
        return true
    }

    /// Whether layers lay their results out with the channels innermost, because this input does.
    var suggestsChannelsLast: Bool {
        guard !isContiguous, rank == 4 || rank == 5, strides[1] != 0 else { return false }
        var least = 0
        for axis in MemoryFormat.channelsLastOrder(rank) {
            if shape[axis] == 0 || strides[axis] < least { return false }
            // One sample of one channel and one place: row-major.
            if axis == 0 && least == strides[1] { return false }
            least = strides[axis]
            if shape[axis] > 1 { least *= shape[axis] }
        }
        return true
    }

    /// Lays out a tensor whose elements nobody has read yet.
    func lay(_ strides: Dims) {
        self.strides = strides
        isContiguous = Tensor.isContiguous(shape, strides)
    }

    /// A fresh tensor whose elements are all alike, laid out as a format says; by default as another tensor.
    func laid(out format: MemoryFormat?, like model: Tensor) throws -> Tensor {
        switch format {
        case .contiguous: break
        case nil, .preserve:
            if !model.isContiguous, shape == model.shape, let dense = model.denseStrides { lay(dense) }
        case .channelsLast, .channelsLast3d:
            try checkRank(for: format)
            lay(MemoryFormat.channelsLastStrides(shape))
        }
        return self
    }

    private func checkRank(for format: MemoryFormat?) throws {
        guard let format, let wanted = format.rank, wanted != rank else { return }
        let name = format.rawValue.dropFirst("torch.".count)
        throw TensorError(
            .runtimeError, "required rank \(wanted) tensor to use \(name) format", shapes: [shape])
    }

    /// A copy laid out in a format, outside the graph.
    package func copied(in format: MemoryFormat) throws -> Tensor {
        switch format {
        case .contiguous: return try copied()
        case .preserve: return try copiedPreservingStrides()
        case .channelsLast, .channelsLast3d:
            try checkRank(for: format)
            return try copied(strides: MemoryFormat.channelsLastStrides(shape))
        }
    }

    private func copied(strides: Dims) throws -> Tensor {
        let out = try Tensor(empty: shape, dtype, device)
        out.lay(strides)
        StridedCopy.copy(from: self, to: out)
        return out
    }

    /// The same elements, laid out in a format: this tensor where it is so already.
    public func contiguous(in format: MemoryFormat) throws -> Tensor {
        if isContiguous(in: format) { return self }
        return try inFormat(format, "CloneBackward0")
    }

    /// A copy that stays in the graph.
    public func clone(in format: MemoryFormat) throws -> Tensor { try inFormat(format, "CloneBackward0") }

    /// What `to(memory_format=…)` gives.
    public func to(_ format: MemoryFormat) throws -> Tensor {
        let isThere =
            switch format {
            case .preserve: true
            case .contiguous: isContiguous
            case .channelsLast, .channelsLast3d: suggestsChannelsLast
            }
        return isThere ? self : try inFormat(format, "ToCopyBackward0")
    }

    private func inFormat(_ format: MemoryFormat, _ name: String) throws -> Tensor {
        let out = try copied(in: format)
        if isRecorded { out.record(name, self) { g in g[0] = g.grad } }
        return out
    }

    /// This result of a layer, with the channels innermost where those of an input are.
    func laid(outLike input: Tensor, _ other: Tensor? = nil) throws -> Tensor {
        guard rank == input.rank, input.suggestsChannelsLast || other?.suggestsChannelsLast == true else { return self }
        return try relaid(MemoryFormat.channelsLastStrides(shape))
    }

    /// This fresh result with other strides, at the same place in the graph.
    func relaid(_ strides: Dims) throws -> Tensor {
        if self.strides == strides { return self }
        let out = try copied(strides: strides)
        out.node = node
        out.outputIndex = outputIndex
        return out
    }
}

extension OpArguments {
    /// The memory format of argument `i`, where one is given.
    func memoryFormat(_ i: Int) -> MemoryFormat? {
        if case .string(let text) = self[i] { MemoryFormat(rawValue: text) } else { nil }
    }
}
