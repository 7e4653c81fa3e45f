extension Tensor {
    /// How `quantile` reads between two elements.
    enum QuantileInterpolation: String, Sendable {
        case linear, lower, higher, midpoint, nearest
    }

    /// The elements at the given shares of the order of all elements, or of each line of an axis.
    /// - Parameters:
    ///   - q: shares in [0, 1], 0-d or a vector; a vector gives the result a first axis.
    ///   - ignoreNaN: `nanquantile`; otherwise a NaN in the line is every quantile.
    public func quantile(
        _ q: Tensor, _ dim: Int? = nil, keepdim: Bool = false, interpolation: String = "linear", ignoreNaN: Bool = false
    ) throws -> Tensor {
        if count == 0 { throw TensorError(.runtimeError, "quantile() input tensor must be non-empty") }
        if q.rank > 1 { throw TensorError(.runtimeError, "quantile() q must be a scalar or 1D tensor") }
        guard dtype == .float32 || dtype == .float64 else {
            throw TensorError(.runtimeError, "quantile() input tensor must be either float or double dtype")
        }
        if dtype != q.dtype {
            throw TensorError(.runtimeError, "quantile() q tensor must be same dtype as the input tensor")
        }
        guard let mode = QuantileInterpolation(rawValue: interpolation) else {
            throw TensorError(
                .runtimeError,
                "quantile() interpolation must be one of linear, lower, higher, midpoint or nearest, but got "
                    + interpolation)
        }
        let a = try dim.map { try axis($0) }
        let shares = try q.doubles()
        if let wrong = shares.first(where: { !($0 >= 0 && $0 <= 1) }) {
            throw TensorError(
                .runtimeError,
                q.rank == 0
                    ? "quantile() q must be in the range [0, 1] but got \(Tensor.figure(wrong))"
                    : "quantile() q values must be in the range [0, 1]")
        }
        return try quietly("quantile") {
            let source = try a == nil || rank == 0 ? reshape([-1]) : movedim([a ?? 0], [-1])
            let sorted = try source.sort(-1).values
            let n = sorted.shape[sorted.rank - 1]
            let nans = try sorted.detach().isNaN().sum([-1], keepdim: true).to(dtype)
            let parts = try shares.map { try sorted.quantile($0, n, nans, mode, ignoreNaN) }
            var out = parts.isEmpty ? try sorted.narrow(-1, 0, 0) : try Tensor.cat(parts, -1)
            out = try out.movedim([-1], [0])
            if keepdim {
                if let a, rank > 0 {
                    out = try out.unsqueeze(a + 1)
                } else {
                    try checkRank(rank + 1, "quantile")
                    for _ in 0..<rank { out = try out.unsqueeze(-1) }
                }
            }
            return (q.rank == 0 ? try out.squeeze([0]) : out).named("SqueezeBackward4")
        }
    }

    /// One quantile of sorted lines of `n` elements, the axis kept as 1.
    private func quantile(
        _ share: Double, _ n: Int, _ nans: Tensor, _ mode: QuantileInterpolation, _ ignoreNaN: Bool
    ) throws -> Tensor {
        let last = try Tensor.full(nans.shape, .int(n - 1), dtype: dtype, device: device)
        var place: Tensor
        if ignoreNaN {
            place = try last.sub(nans).clamp(min: 0).mul(.double(share))
        } else {
            place = try Tensor.where(nans.gt(0), last, last.mul(.double(share)))
        }
        switch mode {
        case .lower: place = try place.floor()
        case .higher: place = try place.ceil()
        case .nearest: place = try place.round()
        case .linear, .midpoint: break
        }
        let low = try place.floor()
        let below = try gather(-1, low.to(.int64))
        guard mode == .linear || mode == .midpoint else { return below }
        let weight =
            mode == .midpoint
            ? try Tensor.full(nans.shape, 0.5, dtype: dtype, device: device) : try place.sub(low)
        return try below.lerp(gather(-1, place.ceil().to(.int64)), .tensor(weight))
    }
}
