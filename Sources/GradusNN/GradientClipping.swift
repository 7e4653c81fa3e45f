import GradusTensor

/// The functions of `torch.nn.utils` on parameters and their gradients.
public enum ParameterUtilities {
    /// Scales all gradients so that their common norm is at most `limit`.
    /// - Returns: the norm before.
    public static func clipGradNorm(
        _ parameters: [Tensor], _ limit: Double, normType: Double = 2, errorIfNonfinite: Bool = false
    ) throws -> Tensor {
        let gradients = parameters.compactMap(\.grad)
        if gradients.isEmpty { return try Tensor.scalar(0.0) }
        return try GradMode.without {
            func norm(_ t: Tensor) throws -> Tensor {
                let flat = try t.reshape([-1])
                if normType == .infinity {
                    return try Tensor.scalar(.double(flat.doubles().reduce(0) { max($0, abs($1)) }), dtype: t.dtype)
                }
                if normType == 2 { return try flat.mul(flat).sum().sqrt() }
                return try flat.abs().pow(.double(normType)).sum().pow(.double(1 / normType))
            }
            let total = try norm(Tensor.stack(gradients.map { try norm($0.detach()) }))
            let value = try total.item().double
            if errorIfNonfinite && !value.isFinite {
                throw TensorError(
                    .runtimeError,
                    "The total norm of order \(OpValue.text(.double(normType))) for gradients from `parameters` is non-finite, "
                        + "so it cannot be clipped. To disable this error and scale the gradients by the non-finite norm "
                        + "anyway, set `error_if_nonfinite=False`")
            }
            // Always multiplied, by 1 where nothing is to be clipped.
            let factor = try total.add(.double(1e-6)).rdiv(.double(limit)).clamp(max: 1)
            for g in gradients { _ = try g.copyInPlace(g.detach().mul(factor)) }
            return total
        }
    }

    /// Limits every element of the gradients to ±limit.
    public static func clipGradValue(_ parameters: [Tensor], _ limit: Double) throws {
        try GradMode.without {
            for g in parameters.compactMap(\.grad) {
                _ = try g.copyInPlace(g.detach().clamp(min: .double(-limit), max: .double(limit)))
            }
        }
    }

    /// All parameters as one vector.
    public static func toVector(_ parameters: [Tensor]) throws -> Tensor {
        try Tensor.cat(parameters.map { try $0.reshape([-1]) })
    }

    /// Gives the parameters the values of a vector.
    public static func fromVector(_ vector: Tensor, _ parameters: [Tensor]) throws {
        var at = 0
        for p in parameters {
            p.replaceData(with: try vector.detach().narrow(0, at, p.count).reshape(p.shape))
            p.bumpVersion()
            at += p.count
        }
    }
}
