import GradusTensor

/// Resampling of bytes in bytes, as PyTorch's kernels for uint8 do it: weights of 16 bits, the horizontal pass first, 8
/// bits between the passes. Version 2 of the transforms goes this way, version 1 through float32.
extension TensorImage {
    private struct ByteWindow {
        let start: Int
        let weights: [Int]
    }

    private struct ByteAxis {
        let windows: [ByteWindow]
        let precision: Int

        /// As many fraction bits as the largest weight leaves of 15.
        init(_ windows: [(start: Int, weights: [Double])]) {
            let largest = windows.lazy.flatMap { $0.weights }.max() ?? 1
            var precision = 0
            while precision < 22, Int(0.5 + largest * Double(1 << (precision + 1))) < 1 << 15 { precision += 1 }
            let one = Double(1 << precision)
            self.precision = precision
            self.windows = windows.map { window in
                ByteWindow(
                    start: window.start, weights: window.weights.map { Int($0 < 0 ? -0.5 + $0 * one : 0.5 + $0 * one) })
            }
        }
    }

    /// - Precondition: the dtype is uint8, the filter bilinear, bicubic or lanczos.
    func resizedInBytes(height newHeight: Int, width newWidth: Int, _ filter: Interpolation, antialias: Bool) throws
        -> Tensor
    {
        guard newHeight > 0, newWidth > 0, height > 0, width > 0 else {
            throw DataError.badPictureSize(width: newWidth, height: newHeight, detail: "height and width must be > 0")
        }
        var shape = tensor.shape
        shape[tensor.rank - 2] = newHeight
        shape[tensor.rank - 1] = newWidth
        try Tensor.checkSizes(shape)
        let out = try Tensor(empty: shape, .uint8)
        let across = newWidth == width ? nil : axis(width, newWidth, filter, antialias)
        let down = newHeight == height ? nil : axis(height, newHeight, filter, antialias)
        var rows = [UInt8](repeating: 0, count: down == nil ? 0 : height * newWidth)
        for plane in 0..<planes {
            let from = tensor.pointer(UInt8.self) + plane * height * width
            let to = out.pointer(UInt8.self) + plane * newHeight * newWidth
            guard let down else {
                if let across { Self.horizontal(from, to, height: height, width: width, across) }
                continue
            }
            if let across {
                rows.withUnsafeMutableBufferPointer { rows in
                    guard let middle = rows.baseAddress else { return }
                    Self.horizontal(from, middle, height: height, width: width, across)
                    Self.vertical(middle, to, width: newWidth, down)
                }
            } else {
                Self.vertical(from, to, width: width, down)
            }
        }
        return out
    }

    private func axis(_ input: Int, _ output: Int, _ filter: Interpolation, _ antialias: Bool) -> ByteAxis {
        if antialias {
            return ByteAxis(
                ResamplingAxis(input: input, output: output, lower: 0, upper: Double(input), filter: filter)
                    .windows.map { ($0.start, $0.weights) })
        }
        return ByteAxis(
            Self.windows(input: input, output: output, filter, antialias: false).map {
                ($0.start, $0.weights.map { Double($0) })
            })
    }

    private static func horizontal(
        _ from: UnsafeMutablePointer<UInt8>, _ to: UnsafeMutablePointer<UInt8>, height: Int, width: Int,
        _ axis: ByteAxis
    ) {
        let newWidth = axis.windows.count
        for (x, window) in axis.windows.enumerated() {
            for y in 0..<height where !Interruption.isWanted {
                let row = from + (y * width + window.start)
                var sum = axis.precision > 0 ? 1 << (axis.precision - 1) : 0
                for k in 0..<window.weights.count { sum += Int(row[k]) * window.weights[k] }
                to[y * newWidth + x] = Picture.clip(sum >> axis.precision)
            }
        }
    }

    private static func vertical(
        _ from: UnsafeMutablePointer<UInt8>, _ to: UnsafeMutablePointer<UInt8>, width: Int, _ axis: ByteAxis
    ) {
        for (y, window) in axis.windows.enumerated() {
            for x in 0..<width {
                var sum = axis.precision > 0 ? 1 << (axis.precision - 1) : 0
                for k in 0..<window.weights.count {
                    sum += Int(from[(window.start + k) * width + x]) * window.weights[k]
                }
                to[y * width + x] = Picture.clip(sum >> axis.precision)
            }
        }
    }
}
