import GradusTensor
import GradusVM

/// The script side of a tensor. One tensor has at most one wrapper at a time, so that `x.grad is x.grad`.
package final class TensorObject: Object {
    package let tensor: Tensor

    fileprivate init(_ tensor: Tensor, type: TypeObject) {
        self.tensor = tensor
        super.init(type: type)
        tensor.wrapper = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        tensor.wrapper = nil
        endWeakReferences()
    }

    package override var allowsWeakReferences: Bool { true }
}

extension VM {
    /// The wrapper of a tensor (kept by the pool).
    @inline(__always)
    package func wrap(_ tensor: Tensor) -> Value {
        if let known = tensor.wrapper {
            return pool.keep(Value(borrowing: Unmanaged<TensorObject>.fromOpaque(known).takeUnretainedValue()))
        }
        return value(TensorObject(tensor, type: tensor.isParameter ? TorchTypes.parameter : TorchTypes.tensor))
    }

    /// A wrapper of a type derived from Tensor (`Parameter`). A wrapper that the tensor already has is left alone: the
    /// result is a second tensor object over the same elements.
    package func wrap(_ tensor: Tensor, as type: TypeObject) -> Value {
        let own = tensor.wrapper == nil ? tensor : tensor.detach()
        if type === TorchTypes.parameter { own.isParameter = true }
        return value(TensorObject(own, type: type))
    }

    package func wrap(_ tensor: Tensor?) -> Value { tensor.map { wrap($0) } ?? .none }

    /// A tensor argument.
    package func tensor(_ value: Value, _ function: String, _ position: Int, _ name: String) throws -> Tensor {
        if let tensor = value.asTensor { return tensor }
        throw typeError(
            "\(function)(): argument '\(name)' (position \(position)) must be Tensor, not \(typeName(value))")
    }

    package func isParameter(_ value: Value) -> Bool {
        value.tag == .external && typeOf(value).isSubtype(of: TorchTypes.parameter)
    }
}

extension Value {
    /// The tensor of a wrapper (or of an instance of a class derived from Tensor), else nil.
    @inline(__always)
    package var asTensor: Tensor? {
        guard tag == .external else { return tag == .object ? derivedTensor : nil }
        return unmanaged._withUnsafeGuaranteedRef { unsafeDowncast($0, to: TensorObject.self).tensor }
    }

    private var derivedTensor: Tensor? { (objectUnchecked as? TensorObject)?.tensor }
}

/// Types of `torch` that other parts of the library name.
package enum TorchTypes {
    nonisolated(unsafe) package static let tensor: TypeObject = {
        let type = TypeObject(
            name: "Tensor", module: "torch", bases: [Types.object], layout: .other, instanceTag: .external,
            hasAttributes: true, populate: TensorMethods.populate)
        type.attributesOwner = "torch._C.TensorBase"
        return type
    }()
    nonisolated(unsafe) package static let parameter: TypeObject = TypeObject(
        name: "Parameter", module: "torch.nn.parameter", bases: [tensor], layout: .other, instanceTag: .external,
        hasAttributes: true, populate: ParameterType.populate)
    nonisolated(unsafe) package static let buffer: TypeObject = TypeObject(
        name: "Buffer", module: "torch.nn.parameter", bases: [tensor], layout: .other, instanceTag: .external,
        hasAttributes: true, populate: ParameterType.populateBuffer)
    nonisolated(unsafe) package static let size: TypeObject = TypeObject(
        name: "Size", module: "torch", bases: [Types.tuple], layout: .tuple, populate: SizeType.populate)
    nonisolated(unsafe) package static let dtype: TypeObject = TypeObject(
        name: "dtype", module: "torch", bases: [Types.object], layout: .other, populate: DTypeObject.populate)
    nonisolated(unsafe) package static let device: TypeObject = TypeObject(
        name: "device", module: "torch", bases: [Types.object], layout: .other, populate: DeviceObject.populate)
    nonisolated(unsafe) package static let generator: TypeObject = TypeObject(
        name: "Generator", module: "torch._C", bases: [Types.object], layout: .other, populate: GeneratorType.populate)
}
