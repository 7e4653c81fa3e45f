#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import GradusTensor

/// How layers fill their parameters when they are made (pytorch: `reset_parameters`). Bounds are float64.
enum InitialValues {
    /// An uninitialised parameter that asks for gradients; without a device, on that of new tensors.
    static func parameter(_ shape: Dims, _ type: DType, _ device: Device? = nil) throws -> Tensor {
        try Tensor.checkSizes(shape)
        if !type.isFloat {
            throw TensorError(
                .runtimeError, "Only Tensors of floating point and complex dtype can require gradients")
        }
        let t = try Tensor(empty: shape, type, device ?? Device.standard())
        t.leafRequiresGrad = type.isFloat
        return t
    }

    /// A parameter filled uniformly in ±bound.
    static func uniform(_ shape: Dims, _ bound: Double, _ type: DType, _ device: Device? = nil) throws -> Tensor {
        let t = try parameter(shape, type, device)
        try fill(t, -bound, bound)
        return t
    }

    static func constant(_ shape: Dims, _ value: Scalar, _ type: DType, _ device: Device? = nil) throws -> Tensor {
        let t = try parameter(shape, type, device)
        if !t.isMeta { t.fillUnrecorded(value) }
        return t
    }

    static func fill(_ t: Tensor, _ low: Double, _ high: Double) throws {
        if t.isMeta || t.count == 0 { return }
        try GradMode.without { _ = try Interruption.around { try t.uniformInPlace(low, high) } }
    }

    /// Remarks on a weight without elements.
    static func warnOfEmpty(_ t: Tensor) throws {
        if t.count == 0 { try TensorWarning.warn("Initializing zero-element tensors is a no-op") }
    }

    /// √3 · (gain of leaky_relu with slope √5) / √fan, which is 1/√fan up to rounding; written so that the rounding is
    /// that of `kaiming_uniform_(a=sqrt(5))`.
    static func kaimingBound(_ fan: Int) -> Double {
        let slope = sqrt(5.0)
        return sqrt(3.0) * (sqrt(2.0 / (1 + slope * slope)) / sqrt(Double(fan)))
    }

    /// 1/√fan, the bound of biases; 0 for an empty fan.
    static func biasBound(_ fan: Int) -> Double { fan > 0 ? 1 / sqrt(Double(fan)) : 0 }
}
