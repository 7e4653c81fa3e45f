import GradusTensor

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A tensor seen as planes of `height` × `width` elements: [..., H, W], dense. Geometry works on any dtype.
struct TensorImage {
    let tensor: Tensor
    /// Whether what is made of it wants gradients.
    let isRecorded: Bool
    let planes: Int
    let height: Int
    let width: Int

    init(_ tensor: Tensor, operation: String) throws {
        guard tensor.rank >= 2 else {
            throw DataError.badArgument(operation: operation, detail: "Tensor is not a torch image.")
        }
        isRecorded = RecordedImage.isWanted(tensor)
        self.tensor =
            tensor.isContiguous ? tensor : isRecorded ? try tensor.contiguous() : try tensor.contiguousUnrecorded()
        height = tensor.shape[tensor.rank - 2]
        width = tensor.shape[tensor.rank - 1]
        planes = height * width == 0 ? 0 : tensor.count / (height * width)
    }

    private var elementSize: Int { tensor.dtype.size }

    /// An uninitialised tensor of the same leading axes and dtype with other planes.
    private func target(height newHeight: Int, width newWidth: Int, dtype: DType? = nil) throws -> Tensor {
        var shape = tensor.shape
        shape[tensor.rank - 2] = newHeight
        shape[tensor.rank - 1] = newWidth
        try Tensor.checkSizes(shape)
        return try Tensor(empty: shape, dtype ?? tensor.dtype)
    }

    /// Each target element is the source element at (row map, column map), or zero bytes where a map gives nil.
    func remapped(rows: [Int?], columns: [Int?]) throws -> Tensor {
        if isRecorded && planes > 0 { return try RecordedImage.remapped(tensor, rows: rows, columns: columns) }
        let out = try target(height: rows.count, width: columns.count)
        let size = elementSize
        for plane in 0..<planes {
            for (y, row) in rows.enumerated() {
                if y & 0xF == 0xF, Interruption.isWanted { return out }
                memset(out.data + (plane * rows.count + y) * columns.count * size, 0, columns.count * size)
                guard let row else { continue }
                let from = tensor.data + (plane * height + row) * width * size
                let to = out.data + (plane * rows.count + y) * columns.count * size
                for (x, column) in columns.enumerated() {
                    if let column { memcpy(to + x * size, from + column * size, size) }
                }
            }
        }
        return out
    }

    func flippedHorizontally() throws -> Tensor {
        try remapped(rows: Array(0..<height), columns: Array((0..<width).reversed()))
    }

    func flippedVertically() throws -> Tensor {
        try remapped(rows: Array((0..<height).reversed()), columns: Array(0..<width))
    }

    func cropped(top: Int, left: Int, height newHeight: Int, width newWidth: Int) throws -> Tensor {
        guard newHeight >= 0, newWidth >= 0, newHeight < 1 << 24, newWidth < 1 << 24 else {
            throw DataError.badArgument(operation: "crop", detail: "bad size \((newHeight, newWidth))")
        }
        func map(_ start: Int, _ count: Int, _ limit: Int) -> [Int?] {
            (0..<count).map { (0..<limit).contains($0 + start) ? $0 + start : nil }
        }
        return try remapped(rows: map(top, newHeight, height), columns: map(left, newWidth, width))
    }

    func padded(left: Int, top: Int, right: Int, bottom: Int, mode: PaddingMode, fill: Double) throws -> Tensor {
        let newHeight = height + top + bottom
        let newWidth = width + left + right
        guard newHeight >= 0, newWidth >= 0, newHeight < 1 << 24, newWidth < 1 << 24 else {
            throw DataError.badArgument(operation: "pad", detail: "bad size \((newHeight, newWidth))")
        }
        let rows = (0..<newHeight).map { mode.source($0 - top, count: height) }
        let columns = (0..<newWidth).map { mode.source($0 - left, count: width) }
        let out = try remapped(rows: rows, columns: columns)
        guard mode == .constant, fill != 0, !(out.count == 0) else { return out }
        let value: Scalar = tensor.dtype.isFloat ? .double(fill) : .int(Int(fill))
        let border = try Tensor.full([], value, dtype: tensor.dtype)
        let size = elementSize
        for plane in 0..<(planes == 0 ? 0 : planes) {
            for (y, row) in rows.enumerated() {
                let to = out.data + (plane * newHeight + y) * newWidth * size
                for (x, column) in columns.enumerated() where row == nil || column == nil {
                    memcpy(to + x * size, border.data, size)
                }
            }
        }
        return out
    }

    // MARK: Interpolation

    /// Resized as torch's `interpolate` does; integers are computed in float32 and rounded.
    func resized(height newHeight: Int, width newWidth: Int, _ filter: Interpolation, antialias: Bool) throws -> Tensor
    {
        guard newHeight > 0, newWidth > 0, height > 0, width > 0 else {
            throw DataError.badPictureSize(width: newWidth, height: newHeight, detail: "height and width must be > 0")
        }
        if newHeight == height && newWidth == width { return tensor }
        switch filter {
        case .nearest, .nearestExact:
            func map(_ input: Int, _ output: Int) -> [Int?] {
                let scale = Float(input) / Float(output)
                let shift: Float = filter == .nearestExact ? 0.5 : 0
                return (0..<output).map { min(input - 1, Int((Float($0) + shift) * scale)) }
            }
            return try remapped(rows: map(height, newHeight), columns: map(width, newWidth))
        case .bilinear where isRecorded, .bicubic where isRecorded:
            return try RecordedImage.resized(
                tensor, planes: planes, height: newHeight, width: newWidth, filter, antialias: antialias)
        case .bilinear, .bicubic:
            let across = TensorImage.windows(input: width, output: newWidth, filter, antialias: antialias)
            let down = TensorImage.windows(input: height, output: newHeight, filter, antialias: antialias)
            return try throughFloat { image in try image.filtered(across: across, down: down) }
        default:
            throw DataError.badArgument(
                operation: "resize", detail: "This Interpolation mode is unsupported with Tensor input")
        }
    }

    /// Runs `body` on float32 elements; whole-number dtypes come back rounded and within their range.
    private func throughFloat(_ body: (TensorImage) throws -> Tensor) throws -> Tensor {
        if tensor.dtype == .float32 { return try body(self) }
        let result = try body(TensorImage(tensor.castUnrecorded(.float32), operation: "interpolate"))
        if !tensor.dtype.isFloat {
            let bounds =
                tensor.dtype == .uint8 ? Float(0)...255 : -Float.greatestFiniteMagnitude...Float.greatestFiniteMagnitude
            for index in 0..<result.count {
                result.f32[index] = min(
                    bounds.upperBound, max(bounds.lowerBound, result.f32[index].rounded(.toNearestOrEven)))
            }
        }
        return try result.castUnrecorded(tensor.dtype)
    }

    struct Window {
        let start: Int
        let weights: [Float]
    }

    static func windows(input: Int, output: Int, _ filter: Interpolation, antialias: Bool) -> [Window] {
        if antialias, filter == .bilinear || filter == .bicubic {
            return smoothWindows(input: input, output: output, filter)
        }
        if antialias {
            return ResamplingAxis(input: input, output: output, lower: 0, upper: Double(input), filter: filter)
                .windows.map { Window(start: $0.start, weights: $0.weights.map { Float($0) }) }
        }
        let scale = Float(input) / Float(output)
        return (0..<output).map { index in
            let position = (Float(index) + 0.5) * scale - 0.5
            if filter == .bilinear {
                let clamped = max(0, position)
                let start = min(input - 1, Int(clamped))
                let weight = min(1, max(0, clamped - Float(start)))
                return start + 1 < input
                    ? Window(start: start, weights: [1 - weight, weight]) : Window(start: start, weights: [1])
            }
            return cubicWindow(position, input: input)
        }
    }

    /// Windows as PyTorch computes them for floats: all in single precision.
    private static func smoothWindows(input: Int, output: Int, _ filter: Interpolation) -> [Window] {
        let scale = Float(input) / Float(output)
        let reach: Float = filter == .bilinear ? 1 : 2
        let support = scale >= 1 ? reach * scale : reach
        let inverse = scale >= 1 ? 1 / scale : 1
        func weight(_ x: Float) -> Float {
            let x = abs(x)
            if filter == .bilinear { return x < 1 ? 1 - x : 0 }
            let a: Float = -0.5
            if x < 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
            return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0
        }
        return (0..<output).map { index in
            let center = scale * (Float(index) + 0.5)
            let first = max(Int(center - support + 0.5), 0)
            let count = max(1, min(Int(center + support + 0.5), input) - first)
            var weights = (0..<count).map { weight((Float($0 + first) - center + 0.5) * inverse) }
            let total = weights.reduce(0, +)
            if total != 0 { for place in weights.indices { weights[place] /= total } }
            return Window(start: first, weights: weights)
        }
    }

    /// Four taps of the cubic with a = -0.75; taps outside are moved to the border.
    private static func cubicWindow(_ position: Float, input: Int) -> Window {
        let a: Float = -0.75
        let base = Int(position.rounded(.down))
        let t = position - Float(base)
        func near(_ x: Float) -> Float { ((a + 2) * x - (a + 3)) * x * x + 1 }
        func far(_ x: Float) -> Float { ((a * x - 5 * a) * x + 8 * a) * x - 4 * a }
        let taps = [far(t + 1), near(t), near(1 - t), far(2 - t)]
        let first = min(input - 1, max(0, base - 1))
        let last = min(input - 1, max(0, base + 2))
        var weights = [Float](repeating: 0, count: last - first + 1)
        for (offset, weight) in taps.enumerated() {
            weights[min(input - 1, max(0, base - 1 + offset)) - first] += weight
        }
        return Window(start: first, weights: weights)
    }

    private func filtered(across: [Window], down: [Window]) throws -> Tensor {
        let out = try target(height: down.count, width: across.count)
        var rows = [Float](repeating: 0, count: height * across.count)
        for plane in 0..<planes {
            let from = tensor.f32 + plane * height * width
            for y in 0..<height where !Interruption.isWanted {
                for (x, window) in across.enumerated() {
                    var sum: Float = 0
                    for (k, weight) in window.weights.enumerated() {
                        sum += from[y * width + window.start + k] * weight
                    }
                    rows[y * across.count + x] = sum
                }
            }
            let to = out.f32 + plane * down.count * across.count
            for (y, window) in down.enumerated() where !Interruption.isWanted {
                for x in across.indices {
                    var sum: Float = 0
                    for (k, weight) in window.weights.enumerated() {
                        sum += rows[(window.start + k) * across.count + x] * weight
                    }
                    to[y * across.count + x] = sum
                }
            }
        }
        return out
    }

    /// Sampled at `map` of each target position, both counted from the middle of the picture; zero or `fill` outside.
    func transformed(
        height newHeight: Int, width newWidth: Int, _ map: AffineMap, _ filter: Interpolation, fill: [Double]?
    ) throws -> Tensor {
        guard filter == .nearest || filter == .bilinear else {
            throw DataError.badArgument(
                operation: "affine", detail: "Resampling mode '\(filter.rawValue)' is unsupported with Tensor input")
        }
        if isRecorded && filter == .nearest && planes > 0 && height * width < 1 << 24 {
            // The same on the numbers of the elements says where each target is taken from.
            let numbers = try Tensor((0..<height * width).map(Float.init), shape: [height, width])
            let places = try TensorImage(numbers, operation: "affine").transformed(
                height: newHeight, width: newWidth, map, filter, fill: [-1])
            return try RecordedImage.gathered(
                tensor, places: places.floats().map { Int($0) }, height: newHeight, width: newWidth,
                fill: fill ?? [])
        }
        if isRecorded && planes > 0 {
            let grid = PositionGrid(map, height: height, width: width)
            var places: [Float] = []
            places.reserveCapacity(2 * newHeight * newWidth)
            for y in 0..<newHeight where !Interruption.isWanted {
                for x in 0..<newWidth {
                    let (gx, gy) = grid.place(
                        Float(x) - Float(newWidth) * 0.5 + 0.5, Float(y) - Float(newHeight) * 0.5 + 0.5)
                    places.append(gx)
                    places.append(gy)
                }
            }
            // What an interrupted loop left open is filled, so that the count is that of the shape.
            places += [Float](repeating: 0, count: 2 * newHeight * newWidth - places.count)
            return try RecordedImage.sampled(
                tensor, planes: planes, places: places, height: newHeight, width: newWidth, fill: fill)
        }
        return try throughFloat { image in
            let out = try image.target(height: newHeight, width: newWidth)
            let grid = PositionGrid(map, height: height, width: width)
            for plane in 0..<planes {
                let from = image.tensor.f32 + plane * height * width
                let to = out.f32 + plane * newHeight * newWidth
                let border = fill.map { $0.isEmpty ? 0 : Float($0[plane % $0.count]) }
                for y in 0..<newHeight where !Interruption.isWanted {
                    for x in 0..<newWidth {
                        let (sx, sy) = grid(
                            Float(x) - Float(newWidth) * 0.5 + 0.5, Float(y) - Float(newHeight) * 0.5 + 0.5)
                        to[y * newWidth + x] = image.sample(from, sx, sy, filter, border)
                    }
                }
            }
            return out
        }
    }

    /// Where a target's position is taken from, in PyTorch's float32: an affine grid from -1 to 1, then pixels again, so
    /// that what lies between two pixels falls to the same one.
    private struct PositionGrid {
        private let map: AffineMap
        private let across: (Float, Float, Float)
        private let down: (Float, Float, Float)
        private let size: (width: Float, height: Float)

        init(_ map: AffineMap, height: Int, width: Int) {
            self.map = map
            let (halfWidth, halfHeight) = (0.5 * Float(width), 0.5 * Float(height))
            across = (Float(map.a) / halfWidth, Float(map.b) / halfWidth, Float(map.c) / halfWidth)
            down = (Float(map.d) / halfHeight, Float(map.e) / halfHeight, Float(map.f) / halfHeight)
            size = (Float(width), Float(height))
        }

        func callAsFunction(_ x: Float, _ y: Float) -> (Float, Float) {
            if map.isPerspective {
                let (sx, sy) = map.apply(Double(x), Double(y))
                return (Float(sx) + size.width * 0.5 - 0.5, Float(sy) + size.height * 0.5 - 0.5)
            }
            let (gx, gy) = place(x, y)
            return (((gx + 1) * size.width - 1) * 0.5, ((gy + 1) * size.height - 1) * 0.5)
        }

        /// The same within [−1, 1]².
        func place(_ x: Float, _ y: Float) -> (Float, Float) {
            if map.isPerspective {
                let (sx, sy) = map.apply(Double(x), Double(y))
                return (2 * Float(sx) / size.width, 2 * Float(sy) / size.height)
            }
            return (
                across.2.addingProduct(1, (x * across.0).addingProduct(y, across.1)),
                down.2.addingProduct(1, (x * down.0).addingProduct(y, down.1))
            )
        }
    }

    private func sample(
        _ plane: UnsafeMutablePointer<Float>, _ x: Float, _ y: Float, _ filter: Interpolation, _ border: Float?
    ) -> Float {
        guard abs(x) < 1e6, abs(y) < 1e6 else { return border ?? 0 }
        func value(_ column: Int, _ row: Int) -> (Float, Float) {
            (0..<width).contains(column) && (0..<height).contains(row) ? (plane[row * width + column], 1) : (0, 0)
        }
        if filter == .nearest {
            let (found, inside) = value(Int(x.rounded(.toNearestOrEven)), Int(y.rounded(.toNearestOrEven)))
            return inside == 1 ? found : border ?? 0
        }
        let left = Int(x.rounded(.down))
        let top = Int(y.rounded(.down))
        let dx = x - Float(left)
        let dy = y - Float(top)
        var sum: Float = 0
        var mask: Float = 0
        for (column, row, weight) in [
            (left, top, (1 - dx) * (1 - dy)), (left + 1, top, dx * (1 - dy)), (left, top + 1, (1 - dx) * dy),
            (left + 1, top + 1, dx * dy),
        ] {
            let (found, inside) = value(column, row)
            sum += found * weight
            mask += inside * weight
        }
        guard let border else { return sum }
        return sum * mask + (1 - mask) * border
    }
}
