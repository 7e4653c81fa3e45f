import GradusData
import GradusNumPy
import GradusTensor
import GradusVM

/// Arrays of NumPy, and tensors, as pictures: [H, W] or [H, W, C].
enum ArrayPictures {
    static func picture(_ vm: VM, _ array: NDArray) throws -> Picture {
        try picture(vm, try ArrayInterop.copied(vm, array, nil), typeName: array.element.name)
    }

    /// `Image.fromarray` and `to_pil_image`.
    static func picture(_ vm: VM, _ tensor: Tensor, typeName: String) throws -> Picture {
        guard let mode = mode(tensor) else {
            let shape = [1, 1] + (tensor.rank > 2 ? Array(tensor.shape.dropFirst(2)) : [])
            throw vm.typeError(
                "Cannot handle this data type: (\(shape.map(String.init).joined(separator: ", "))), "
                    + typeText(tensor.dtype, typeName))
        }
        let dense = tensor.isContiguous ? tensor : try tensor.contiguousUnrecorded()
        let source = UnsafeRawBufferPointer(
            start: dense.pointer(UInt8.self), count: dense.count * dense.dtype.size)
        let bytes = mode == .bilevel ? source.map { $0 == 0 ? 0 : 255 } : Array(source)
        return try Picture(mode: mode, width: tensor.shape[1], height: tensor.shape[0], bytes: bytes)
    }

    /// nil where pictures have no such pixels.
    private static func mode(_ tensor: Tensor) -> PictureMode? {
        switch tensor.rank {
        case 2: [.bool: PictureMode.bilevel, .uint8: .gray][tensor.dtype]
        case 3 where tensor.dtype == .uint8: [1: PictureMode.gray, 3: .rgb, 4: .rgba][tensor.shape[2]]
        default: nil
        }
    }

    /// An element type as PIL's messages write it: `<f8`.
    private static func typeText(_ dtype: DType, _ name: String) -> String {
        if name == "object" { return "|O" }
        let order = dtype.size == 1 ? "|" : "<"
        let kind = name == "bool" ? "b" : name.hasPrefix("float") ? "f" : name.hasPrefix("u") ? "u" : "i"
        return "\(order)\(kind)\(dtype.size)"
    }
}
