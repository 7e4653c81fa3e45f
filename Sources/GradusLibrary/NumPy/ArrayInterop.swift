import GradusData
import GradusNumPy
import GradusTensor
import GradusVM

/// Arrays where tensors are wanted, and tensors where arrays are.
enum ArrayInterop {
    /// `torch.from_numpy(array)`: the same memory.
    static func shared(_ vm: VM, _ array: NDArray) throws -> Tensor {
        guard array.table == nil else {
            let name = array.element == .object ? "numpy.object_" : "numpy.str_"
            throw vm.typeError(
                "can't convert np.ndarray of type \(name). The only supported types are: float64, float32, float16, complex64, complex128, int64, int32, int16, int8, uint64, uint32, uint16, uint8, and bool."
            )
        }
        if array.tensor.strides.contains(where: { $0 < 0 }) {
            throw vm.valueError(
                "At least one stride in the given numpy array is negative, and tensors with negative strides are not currently supported. (You can probably work around this by making a copy of your array  with array.copy().) "
            )
        }
        return array.tensor.alias()
    }

    /// A copy for `torch.tensor(array)`.
    static func copied(_ vm: VM, _ array: NDArray, _ dtype: DType?) throws -> Tensor {
        if array.table != nil { _ = try shared(vm, array) }
        let copy = try array.tensor.copied()
        return try copy.castUnrecorded(dtype ?? copy.dtype)
    }

    static func populateTensor(_ type: TypeObject) {
        type.method("numpy", "self, *, force=False") { vm, arguments in
            guard var tensor = arguments[0].asTensor else { throw vm.typeError("expected a Tensor") }
            if try vm.flag(arguments, 1, false) { tensor = tensor.detach() }
            return vm.array(try ArrayConversion.shared(tensor), base: arguments[0])
        }
        type.method("__array__", "self, dtype=None, *, copy=None") { vm, arguments in
            guard let tensor = arguments[0].asTensor else { throw vm.typeError("expected a Tensor") }
            let array = NDArray(try ArrayConversion.shared(tensor), base: arguments[0])
            guard let wanted = arguments.orNone(1) else { return vm.value(array) }
            return vm.value(try ArrayConversion.cast(vm, array, try ElementTypeObject.parse(vm, wanted)))
        }
        type.property("__array_priority__") { _, _ in Value(1000) }
    }

    static func populateTorch(_ module: ModuleBuilder) {
        module.function("from_numpy", "ndarray, /", doc: "A tensor that shares an array's memory.") { vm, arguments in
            guard let array = arguments[0].asNDArray else {
                throw vm.typeError("expected np.ndarray (got \(vm.typeOf(arguments[0]).name))")
            }
            return vm.wrap(try shared(vm, array))
        }
    }

    /// What a picture transform makes of an array; nil where it treats arrays as anything else.
    static func transform(_ vm: VM, _ name: String, _ array: NDArray) throws -> Value? {
        switch name {
        case "ToTensor", "to_tensor", "ToImage":
            var tensor = try shared(vm, array)
            guard tensor.rank == 2 || tensor.rank == 3 else {
                throw vm.valueError("pic should be 2/3 dimensional. Got \(tensor.rank) dimensions.")
            }
            if tensor.rank == 2 { tensor = Layout.expanded(tensor, 2) }
            let planes = try Layout.permuted(tensor, [2, 0, 1]).copied()
            return vm.wrap(planes.dtype == .uint8 && name != "ToImage" ? try planes.to(.float32).div(255) : planes)
        case "ToPILImage", "to_pil_image":
            return vm.value(PictureObject(try ArrayPictures.transformed(vm, array, mode: nil)))
        default: return nil
        }
    }
}
