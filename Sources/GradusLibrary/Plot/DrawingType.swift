import GradusData
import GradusTensor
import GradusVM

/// The class `_cairo.Context`: what the figures of `matplotlib` are drawn with.
enum DrawingType {
    nonisolated(unsafe) static let type = TypeObject(
        name: "Context", module: "_cairo", bases: [Types.object], layout: .other, populate: populate)

    /// The largest page, pixels on a side.
    static let sizeLimit = 32767.0

    private static func method(
        _ type: TypeObject, _ name: String, _ signature: String, doc: String = "",
        _ body: @escaping (VM, DrawingContext, Arguments) throws -> Value
    ) {
        type.method(name, signature, doc: doc) { vm, arguments in
            guard let context = arguments[0].asDrawing else { throw vm.typeError("expected a Context") }
            return try body(vm, context, arguments)
        }
    }

    static func library(_ vm: VM) throws -> CairoLibrary {
        if let library = CairoLibrary.shared { return library }
        throw vm.error(
            .importError, "matplotlib draws with the library cairo, which is not installed",
            hint: "apt-get install libcairo2 (macOS: brew install cairo)")
    }

    private static func populate(_ type: TypeObject) {
        type.constructor("cls, format, width, height") { vm, arguments in
            let cairo = try library(vm)
            guard let format = DrawingContext.Format(rawValue: try vm.str(arguments[1])) else {
                throw vm.valueError("format must be 'image', 'svg' or 'pdf'")
            }
            var width = try vm.double(arguments[2])
            var height = try vm.double(arguments[3])
            guard width > 0, height > 0, width <= sizeLimit, height <= sizeLimit else {
                throw vm.valueError(
                    "Image size of \(text(width))x\(text(height)) pixels is too large. "
                        + "It must be less than 2^16 in each direction.")
            }
            if format == .image {
                width = max(1, width.rounded())
                height = max(1, height.rounded())
                try vm.checkPixels(Int(width) * Int(height))
            }
            guard let context = DrawingContext(cairo, format: format, width: width, height: height) else {
                throw vm.error(.memoryError, arguments: [])
            }
            return vm.value(context)
        }
        type.property("width") { _, value in Value(Int(value.asDrawing?.width ?? 0)) }
        type.property("height") { _, value in Value(Int(value.asDrawing?.height ?? 0)) }
        addPaths(type)
        addText(type)
        addImages(type)
        addOutput(type)
    }

    private static func text(_ size: Double) -> String {
        size.isFinite && abs(size) < 1e15 ? String(Int(size)) : "\(size)"
    }

    // MARK: Paths

    private static func addPaths(_ type: TypeObject) {
        method(
            type, "lines", "self, xs, ys, closed=False, snap=None",
            doc: "Adds lines through points. With `snap` (0 or 0.5) points move to that place in their pixel."
        ) { vm, context, arguments in
            let snap = try arguments.orNone(4).map { try vm.double($0) }
            PathWriter(context: context, snap: snap).lines(
                try vm.plotNumbers(arguments[1]), try vm.plotNumbers(arguments[2]),
                closed: try vm.flag(arguments, 3, false))
            return .none
        }
        method(type, "path", "self, codes, numbers, snap=None", doc: "Adds a path of the commands M, L, C and Z.") {
            vm, context, arguments in
            let snap = try arguments.orNone(3).map { try vm.double($0) }
            PathWriter(context: context, snap: snap).commands(
                Array(try vm.str(arguments[1]).utf8), try vm.plotNumbers(arguments[2]))
            return .none
        }
        method(type, "new_path", "self") { _, context, _ in
            context.cairo.newPath(context.handle)
            return .none
        }
        method(
            type, "stroke", "self, color, width, dashes=None, offset=0.0, cap='butt', join='round'",
            doc: "Draws the outline of the path, which is then gone."
        ) { vm, context, arguments in
            let cairo = context.cairo
            context.setColor(try vm.plotColor(arguments[1]))
            cairo.lineWidth(context.handle, max(0, min(1e4, try vm.double(arguments[2]))))
            let dashes = try arguments.orNone(3).map { try vm.plotNumbers($0) } ?? []
            let isUsable = dashes.allSatisfy { $0.isFinite && $0 >= 0 } && dashes.contains { $0 > 0 }
            cairo.dash(
                context.handle, dashes, isUsable ? Int32(min(dashes.count, 64)) : 0, try vm.number(arguments, 4, 0))
            cairo.lineCap(
                context.handle, CairoConstant.caps[try arguments.optional(5).map { try vm.str($0) } ?? "butt"] ?? 0)
            cairo.lineJoin(
                context.handle, CairoConstant.joins[try arguments.optional(6).map { try vm.str($0) } ?? "round"] ?? 1)
            cairo.stroke(context.handle)
            return .none
        }
        method(type, "fill", "self, color, smooth=True", doc: "Fills the path, which stays.") {
            vm, context, arguments in
            let smooth = try vm.flag(arguments, 2, true)
            context.setColor(try vm.plotColor(arguments[1]))
            if !smooth { context.cairo.antialias(context.handle, CairoConstant.antialiasNone) }
            context.cairo.fillPreserve(context.handle)
            if !smooth { context.cairo.antialias(context.handle, CairoConstant.antialiasDefault) }
            return .none
        }
        method(type, "clip", "self", doc: "What is drawn later shows within the path only, until `pop`.") {
            _, context, _ in
            context.cairo.clip(context.handle)
            return .none
        }
        method(type, "push", "self") { _, context, _ in
            context.cairo.save(context.handle)
            return .none
        }
        method(type, "pop", "self") { _, context, _ in
            context.cairo.restore(context.handle)
            return .none
        }
        method(
            type, "markers", "self, codes, numbers, xs, ys, scales, faces, edges, widths, join='round'",
            doc: "Draws one path at many places. Scales, colours and widths are repeated as often as needed."
        ) { vm, context, arguments in
            try markers(vm, context, arguments)
            return .none
        }
    }

    private static func markers(_ vm: VM, _ context: DrawingContext, _ arguments: Arguments) throws {
        let cairo = context.cairo
        let codes = Array(try vm.str(arguments[1]).utf8)
        let numbers = try vm.plotNumbers(arguments[2])
        let (xs, ys) = (try vm.plotNumbers(arguments[3]), try vm.plotNumbers(arguments[4]))
        let (scales, widths) = (try vm.plotNumbers(arguments[5]), try vm.plotNumbers(arguments[8]))
        let faces = try vm.plotColors(arguments[6])
        let edges = try vm.plotColors(arguments[7])
        guard !scales.isEmpty else { return }
        cairo.dash(context.handle, nil, 0, 0)
        cairo.lineCap(context.handle, 0)
        cairo.lineJoin(
            context.handle, CairoConstant.joins[try arguments.optional(9).map { try vm.str($0) } ?? "round"] ?? 1)
        var moved = numbers
        let margin = 1000.0
        // Of opaque markers that look alike, those within an eighth of a pixel of an earlier one cannot be seen.
        let isUniform =
            context.format == .image && xs.count > 2000 && scales.count == 1 && faces.count <= 1 && edges.count <= 1
            && widths.count <= 1 && (faces + edges).allSatisfy { $0[3] >= 1 }
        var drawn: Set<Int> = []
        let writer = PathWriter(context: context, snap: nil)
        for index in 0..<min(xs.count, ys.count) {
            if index & 1023 == 0 { try vm.checkInterrupt() }
            let (x, y, scale) = (xs[index], ys[index], scales[index % scales.count])
            guard x > -margin, x < context.width + margin, y > -margin, y < context.height + margin else { continue }
            if isUniform {
                let place = Int((x + margin) * 8) << 32 | Int((y + margin) * 8)
                guard drawn.insert(place).inserted else { continue }
            }
            for place in stride(from: 0, to: numbers.count - 1, by: 2) {
                moved[place] = x + numbers[place] * scale
                moved[place + 1] = y + numbers[place + 1] * scale
            }
            cairo.newPath(context.handle)
            writer.commands(codes, moved)
            if !faces.isEmpty, faces[index % faces.count][3] > 0 {
                context.setColor(faces[index % faces.count])
                cairo.fillPreserve(context.handle)
            }
            let width = widths.isEmpty ? 0 : widths[index % widths.count]
            if !edges.isEmpty, width > 0, edges[index % edges.count][3] > 0 {
                context.setColor(edges[index % edges.count])
                cairo.lineWidth(context.handle, width)
                cairo.stroke(context.handle)
            }
        }
        cairo.newPath(context.handle)
    }

    // MARK: Text

    private static func addText(_ type: TypeObject) {
        method(
            type, "text_extents", "self, text, size, family='DejaVu Sans', bold=False, italic=False",
            doc: "Advance, left and right edge of the ink, its highest and its lowest place over the base line."
        ) { vm, context, arguments in
            let font = try TextFont(vm, arguments, 2)
            let box = TextDrawing.extents(context, try vm.str(arguments[1]), font)
            return vm.tuple([box.advance, box.left, box.right, box.top, box.bottom].map { Value($0) })
        }
        method(
            type, "text", "self, text, size, family, bold, italic, x, y, angle, color",
            doc: "Draws a line of text whose base line begins at a point, turned by degrees."
        ) { vm, context, arguments in
            let font = try TextFont(vm, arguments, 2)
            let (x, y) = (try vm.double(arguments[6]), try vm.double(arguments[7]))
            guard abs(x) < 1e5, abs(y) < 1e5 else { return .none }
            context.setColor(try vm.plotColor(arguments[9]))
            TextDrawing.show(
                context, try vm.str(arguments[1]), font, x: x, y: context.height - y,
                angle: try vm.double(arguments[8]))
            return .none
        }
    }

    // MARK: Images

    private static func addImages(_ type: TypeObject) {
        method(
            type, "image", "self, pixels, columns, rows, x0, y0, x1, y1, filter='nearest', alpha=1.0",
            doc: "Draws rows of RGBA bytes, the first one at `y1`, into a rectangle."
        ) { vm, context, arguments in
            guard let bytes = arguments[1].asBytes?.bytes else { throw vm.typeError("pixels must be bytes") }
            let (columns, rows) = (try vm.index(arguments[2]), try vm.index(arguments[3]))
            let edges = try (4..<8).map { try vm.double(arguments[$0]) }
            guard columns > 0, rows > 0, columns <= 32767, rows <= 32767, bytes.count == columns * rows * 4,
                edges.allSatisfy({ $0.isFinite && abs($0) < 1e6 })
            else { return .none }
            try ImageDrawing.draw(
                vm, context, bytes, columns: columns, rows: rows, edges: edges,
                filter: try arguments.optional(8).map { try vm.str($0) } ?? "nearest",
                alpha: try vm.number(arguments, 9, 1))
            return .none
        }
    }

    // MARK: Output

    private static func addOutput(_ type: TypeObject) {
        method(type, "encoded", "self", doc: "The file: PNG, SVG or PDF.") { vm, context, _ in
            vm.value(BytesObject(context.encoded()))
        }
        method(type, "pixels", "self", doc: "RGBA bytes, rows from the top.") { vm, context, _ in
            vm.value(BytesObject(context.pixels()))
        }
        method(type, "show", "self, text", doc: "Hands the picture to the face that runs the cell.") {
            vm, context, arguments in
            Library.output(.display(text: try vm.str(arguments[1]), alternatives: alternatives(context)))
            return .none
        }
    }

    /// The forms in which a face may show the page.
    static func alternatives(_ context: DrawingContext) -> [String: String] {
        guard context.format == .image,
            let picture = try? Picture(
                mode: .rgba, width: Int(context.width), height: Int(context.height), bytes: context.pixels())
        else { return [:] }
        return [
            "text/x-gradus-terminal": pictureText(picture, style: .halfBlocks, maxWidth: min(80, Library.columns())),
            "image/png": PNGWriter.base64(context.encoded()),
        ]
    }
}

extension Value {
    var asDrawing: DrawingContext? { tag == .object ? objectUnchecked as? DrawingContext : nil }
}

extension VM {
    /// Numbers of a list, a tuple or a range.
    func plotNumbers(_ value: Value) throws -> [Double] {
        if let list = value.asList {
            let items = list.buffer
            return try [Double](unsafeUninitializedCapacity: items.count) { out, used in
                if let base = out.baseAddress { BufferCache.adviseLargePages(base, items.count * 8) }
                for (index, item) in items.enumerated() {
                    if index & 0xFFFFF == 0xFFFFF { try checkStop() }
                    out[index] = try plotNumber(item)
                    used = index + 1
                }
            }
        }
        if let tuple = value.asTuple { return try tuple.buffer.map { try plotNumber($0) } }
        return try array(from: value).map { try plotNumber($0) }
    }

    @inline(__always)
    private func plotNumber(_ value: Value) throws -> Double {
        switch value.tag {
        case .float: value.floatBits
        case .int, .bool: Double(value.intBits)
        default: try double(value)
        }
    }

    /// Red, green, blue and alpha, 0 ... 1.
    func plotColor(_ value: Value) throws -> [Double] {
        let numbers = try plotNumbers(value)
        guard numbers.count == 4 else { throw valueError("a colour has four numbers, not \(numbers.count)") }
        return numbers
    }

    func plotColors(_ value: Value) throws -> [[Double]] { try array(from: value).map { try plotColor($0) } }

    /// Refuses pages that would not fit into memory.
    func checkPixels(_ count: Int) throws {
        if count > 1 << 28 { throw error(.memoryError, arguments: []) }
    }
}
