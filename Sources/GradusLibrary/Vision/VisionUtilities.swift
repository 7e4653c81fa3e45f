import GradusData
import GradusTensor
import GradusVM

/// `torchvision.utils`
enum VisionUtilities {
    static let module = NativeModule("torchvision.utils") { _, module in
        let parameters =
            "nrow=8, padding=2, normalize=False, value_range=None, scale_each=False, pad_value=0.0"
        module.function("make_grid", "tensor, " + parameters, doc: "Pictures side by side as one picture.") {
            vm, arguments in
            vm.wrap(try grid(vm, arguments[0], arguments, 1))
        }
        module.function(
            "save_image", "tensor, fp, format=None, " + parameters,
            doc: "Writes a tensor (or a grid of them) as PNG or JPEG."
        ) { vm, arguments in
            let image = try grid(vm, arguments[0], arguments, 3)
            try PictureFiles.save(
                vm, try picture(image), arguments[1], format: arguments.orNone(2), options: nil)
            return .none
        }
        let drawing = ["draw_bounding_boxes", "draw_segmentation_masks", "draw_keypoints", "flow_to_image"]
        module.object.resolvedNames = { drawing }
        module.object.resolve = { vm, name in
            drawing.contains(name) ? try EmbeddedNames.find(vm, name, in: "torchvision._drawing") : nil
        }
    }

    /// [C, H, W] in 0 ... 1 as bytes, rounded.
    private static func picture(_ image: Tensor) throws -> Picture {
        let floats = try image.to(.float32).contiguous()
        let bytes = try Tensor(empty: floats.shape, .uint8)
        let to = bytes.pointer(UInt8.self)
        for index in 0..<floats.count { to[index] = UInt8(max(0, min(255, floats.f32[index] * 255 + 0.5))) }
        return try ImageFunctions.toPicture(bytes)
    }

    /// One picture of a batch [B, C, H, W] (or of a list of pictures), `nrow` in a row, `padding` pixels apart.
    private static func grid(_ vm: VM, _ value: Value, _ arguments: Arguments, _ first: Int) throws -> Tensor {
        var images: Tensor
        if let tensor = value.asTensor {
            images = tensor.detach()
        } else if value.asList != nil || value.asTuple != nil {
            images = try Tensor.stack(try vm.tensors(value, "make_grid", "tensor")).detach()
        } else {
            throw vm.typeError("tensor or list of tensors expected, got <class '\(vm.typeOf(value).fullName)'>")
        }
        if images.rank == 2 { images = try images.unsqueeze(0) }
        if images.rank == 3 { images = try images.unsqueeze(0) }
        guard images.rank == 4 else { throw vm.valueError("make_grid takes pictures of 2, 3 or 4 axes") }
        if images.shape[1] == 1 { images = try Tensor.cat([images, images, images], 1) }
        images = try scaled(vm, images, arguments, first)
        if images.shape[0] == 1 { return try images.select(0, 0) }
        func int(_ index: Int, _ fallback: Int) throws -> Int {
            try arguments.optional(first + index).map { try vm.index($0) } ?? fallback
        }
        let padding = try int(1, 2)
        let count = images.shape[0]
        let columns = max(1, min(try int(0, 8), count))
        let rows = (count + columns - 1) / columns
        let (height, width) = (images.shape[2] + padding, images.shape[3] + padding)
        let out = try Tensor.full(
            [images.shape[1], height * rows + padding, width * columns + padding],
            .double(try vm.number(arguments, first + 5, 0)), dtype: images.dtype)
        for index in 0..<count {
            let hole = try out.narrow(1, index / columns * height + padding, height - padding)
                .narrow(2, index % columns * width + padding, width - padding)
            StridedCopy.copy(from: try images.select(0, index), to: hole)
        }
        return out
    }

    /// Shifted and scaled to 0 ... 1 where `normalize` asks for it, all together or picture by picture.
    private static func scaled(_ vm: VM, _ images: Tensor, _ arguments: Arguments, _ first: Int) throws -> Tensor {
        guard try vm.flag(arguments, first + 2, false) else { return images }
        guard images.dtype.isFloat else { throw vm.typeError("normalize needs a float tensor") }
        let out = try images.to(.float32, copy: true).contiguous()
        let range = try arguments.orNone(first + 3).flatMap { try vm.numbers($0) }
        let isTuple = arguments.orNone(first + 3).map { $0.asTuple != nil } ?? true
        if !isTuple || (range.map { $0.count != 2 } ?? false) {
            throw vm.typeError("value_range has to be a tuple (min, max) if specified. min and max are numbers")
        }
        let size = try vm.flag(arguments, first + 4, false) ? out.count / max(1, out.shape[0]) : out.count
        for start in stride(from: 0, to: out.count, by: max(1, size)) {
            let part = UnsafeMutableBufferPointer(start: out.f32 + start, count: size)
            let low = range.map { Float($0[0]) } ?? part.min() ?? 0
            let high = range.map { Float($0[1]) } ?? part.max() ?? 0
            let divisor = max(high - low, 1e-5)
            for index in part.indices { part[index] = (min(high, max(low, part[index])) - low) / divisor }
        }
        return images.dtype == .float32 ? out : try out.to(images.dtype)
    }
}
