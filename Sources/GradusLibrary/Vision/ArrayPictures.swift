import GradusData
import GradusNumPy
import GradusTensor
import GradusVM

/// Arrays of NumPy, and tensors, as pictures: [H, W] or [H, W, C].
enum ArrayPictures {
    static func picture(_ vm: VM, _ array: NDArray) throws -> Picture {
        // Numbers of other kinds become a tensor's first.
        if array.table == nil { return try picture(vm, array.tensor, typeName: array.element.name) }
        return try picture(vm, try ArrayInterop.copied(vm, array, nil), typeName: array.element.name)
    }

    /// `Image.fromarray` and `to_pil_image`.
    static func picture(_ vm: VM, _ tensor: Tensor, typeName: String) throws -> Picture {
        guard let mode = mode(tensor) else {
            let shape = [1, 1] + (tensor.rank > 2 ? Array(tensor.shape.dropFirst(2)) : [])
            throw vm.typeError(
                "Cannot handle this data type: (\(shape.map(String.init).joined(separator: ", "))), "
                    + typeText(tensor.dtype, typeName))
        }
        // Other numbers become the wide ones that pictures have.
        let wide: [PictureMode: DType] = [.wideFloat: .float32, .wideInteger: .int32]
        return try Interruption.around {
            let pixels = try wide[mode].map { try tensor.castUnrecorded($0) } ?? tensor
            let dense = pixels.isContiguous ? pixels : try pixels.contiguousUnrecorded()
            let source = UnsafeRawBufferPointer(
                start: dense.pointer(UInt8.self), count: dense.count * dense.dtype.size)
            let bytes = mode == .bilevel ? source.map { $0 == 0 ? 0 : 255 } : Picture.bytes(copying: source)
            return try Picture(mode: mode, width: tensor.shape[1], height: tensor.shape[0], bytes: bytes)
        }
    }

    /// `to_pil_image` of an array: floats of one plane times 255 as bytes, else as `fromarray`.
    static func transformed(_ vm: VM, _ array: NDArray, mode: PictureMode?) throws -> Picture {
        var tensor = try ArrayInterop.copied(vm, array, nil)
        guard tensor.rank == 2 || tensor.rank == 3 else {
            throw vm.valueError("pic should be 2/3 dimensional. Got \(tensor.rank) dimensions.")
        }
        if tensor.rank == 3, tensor.shape[2] == 1 { tensor = try tensor.select(2, 0) }
        if tensor.dtype.isFloat {
            tensor = try tensor.castUnrecorded(.float32).mul(255).castUnrecorded(.uint8)
        }
        guard [.uint8, .int16, .int32].contains(tensor.dtype) else {
            throw vm.typeError("Input type \(array.element.name) is not supported")
        }
        var made = try picture(vm, tensor, typeName: array.element.name)
        if tensor.dtype == .int16 { made = made.converted(to: .wide16) }
        guard let mode, mode != made.mode, mode.channels == made.channels, !mode.isWide, !made.mode.isWide else {
            return made
        }
        return try Picture(mode: mode, width: made.width, height: made.height, bytes: made.bytes)
    }

    /// nil where pictures have no such pixels.
    private static func mode(_ tensor: Tensor) -> PictureMode? {
        switch tensor.rank {
        case 2:
            [
                .bool: PictureMode.bilevel, .uint8: .gray, .int8: .wideInteger, .int16: .wideInteger,
                .int32: .wideInteger, .float32: .wideFloat, .float64: .wideFloat,
            ][tensor.dtype]
        case 3 where tensor.dtype == .uint8: [1: PictureMode.gray, 2: .grayAlpha, 3: .rgb, 4: .rgba][tensor.shape[2]]
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
