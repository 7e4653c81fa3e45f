import GradusTensor

extension Picture {
    /// The picture at another size. All filters but nearest are antialiased, in PIL's fixed-point arithmetic
    /// (horizontal pass first, 8 bits between the passes).
    /// - Parameter box: the part that is resized (left, top, right, bottom), which may lie between pixels.
    public func resized(
        width newWidth: Int, height newHeight: Int, _ filter: Interpolation = .bicubic, box: [Double]? = nil
    ) throws -> Picture {
        guard newWidth > 0, newHeight > 0 else {
            throw DataError.badPictureSize(
                width: newWidth, height: newHeight, detail: "height and width must be > 0")
        }
        let whole = [0, 0, Double(width), Double(height)]
        let box = box ?? whole
        guard box.count == 4, box[0] >= 0, box[1] >= 0, box[2] <= whole[2], box[3] <= whole[3] else {
            throw DataError.badArgument(operation: "resize", detail: "Box can't exceed original image size")
        }
        guard box[2] > box[0], box[3] > box[1] else {
            throw DataError.badArgument(operation: "resize", detail: "Box can't be empty")
        }
        if newWidth == width && newHeight == height && box == whole { return self }
        _ = try Picture(mode: .bilevel, width: newWidth, height: newHeight)
        guard width > 0, height > 0 else {
            throw DataError.badPictureSize(width: width, height: height, detail: "an empty picture cannot be resized")
        }
        if filter == .nearest || filter == .nearestExact || mode.isDiscrete {
            if box == whole { return resizedNearest(width: newWidth, height: newHeight) }
            let map = AffineMap(
                (box[2] - box[0]) / Double(newWidth), 0, box[0], 0, (box[3] - box[1]) / Double(newHeight), box[1])
            return try transformed(width: newWidth, height: newHeight, map, .nearest)
        }
        if mode == .rgba || mode == .grayAlpha {
            return try Interruption.around {
                premultiplied().filtered(width: newWidth, height: newHeight, filter, box).unpremultiplied()
            }
        }
        return try Interruption.around { filtered(width: newWidth, height: newHeight, filter, box) }
    }

    private func resizedNearest(width newWidth: Int, height newHeight: Int) -> Picture {
        let columns = Picture.nearestSources(input: width, output: newWidth)
        let rows = Picture.nearestSources(input: height, output: newHeight)
        var out: [UInt8] = []
        out.reserveCapacity(newWidth * newHeight * channels)
        for row in rows {
            for column in columns {
                let start = (row * width + column) * channels
                out.append(contentsOf: bytes[start..<start + channels])
            }
        }
        return Picture(unchecked: mode, width: newWidth, height: newHeight, bytes: out).keepingPalette(of: self)
    }

    /// Source of each target pixel's centre. The position is summed up step by step, so that it rounds as PIL's does.
    static func nearestSources(input: Int, output: Int) -> [Int] {
        let step = Double(input) / Double(output)
        var position = step * 0.5
        return (0..<output).map { _ in
            defer { position += step }
            return min(input - 1, max(0, Int(position)))
        }
    }

    private func filtered(
        width newWidth: Int, height newHeight: Int, _ filter: Interpolation, _ box: [Double]
    ) -> Picture {
        let across = ResamplingAxis(input: width, output: newWidth, lower: box[0], upper: box[2], filter: filter)
        let down = ResamplingAxis(input: height, output: newHeight, lower: box[1], upper: box[3], filter: filter)
        let isAcross = newWidth != width || box[0] != 0 || box[2] != Double(width)
        let isDown = newHeight != height || box[1] != 0 || box[3] != Double(height)
        // Rows first where that leaves less to do: PIL's rule, read off what it gives.
        let isDownFirst = isAcross && isDown && newHeight < height && height - newHeight > 2 * (width - newWidth)
        if mode.isWide {
            return wideFiltered(
                across: isAcross ? across : nil, down: isDown ? down : nil, downFirst: isDownFirst)
        }
        if isDownFirst {
            return filteredVertically(down).filteredHorizontally(across)
        }
        let result = isAcross ? filteredHorizontally(across) : self
        return isDown ? result.filteredVertically(down) : result
    }

    private func filteredHorizontally(_ axis: ResamplingAxis) -> Picture {
        let newWidth = axis.windows.count
        let size = newWidth * height * channels
        var out = [UInt8](unsafeUninitializedCapacity: size) { $1 = size }
        for y in 0..<height where !Interruption.isWanted {
            for x in 0..<newWidth {
                let window = axis.windows[x]
                let from = (y * width + window.start) * channels
                for channel in 0..<channels {
                    var sum = 1 << (ResamplingAxis.precision - 1)
                    for k in 0..<window.fixed.count {
                        sum += Int(bytes[from + k * channels + channel]) * window.fixed[k]
                    }
                    out[(y * newWidth + x) * channels + channel] = Picture.clip(sum >> ResamplingAxis.precision)
                }
            }
        }
        return Picture(unchecked: mode, width: newWidth, height: height, bytes: out)
    }

    private func filteredVertically(_ axis: ResamplingAxis) -> Picture {
        let newHeight = axis.windows.count
        let rowBytes = width * channels
        let size = newHeight * rowBytes
        var out = [UInt8](unsafeUninitializedCapacity: size) { $1 = size }
        for y in 0..<newHeight where !Interruption.isWanted {
            let window = axis.windows[y]
            let from = window.start * rowBytes
            for x in 0..<rowBytes {
                var sum = 1 << (ResamplingAxis.precision - 1)
                for k in 0..<window.fixed.count { sum += Int(bytes[from + k * rowBytes + x]) * window.fixed[k] }
                out[y * rowBytes + x] = Picture.clip(sum >> ResamplingAxis.precision)
            }
        }
        return Picture(unchecked: mode, width: width, height: newHeight, bytes: out)
    }

    static func clip(_ value: Int) -> UInt8 { UInt8(min(255, max(0, value))) }

    /// Colours times alpha, so that transparent pixels do not bleed into their neighbours.
    func premultiplied() -> Picture {
        mappingColors { color, alpha in
            let product = color * alpha + 128
            return ((product >> 8) + product) >> 8
        }
    }

    func unpremultiplied() -> Picture {
        mappingColors { color, alpha in alpha == 255 || alpha == 0 ? color : min(255, 255 * color / alpha) }
    }

    private func mappingColors(_ rule: (Int, Int) -> Int) -> Picture {
        guard mode == .rgba || mode == .grayAlpha else { return self }
        var result = self
        let colors = channels - 1
        for start in stride(from: 0, to: bytes.count, by: channels) {
            let alpha = Int(bytes[start + colors])
            for channel in 0..<colors {
                result.bytes[start + channel] = Picture.clip(rule(Int(bytes[start + channel]), alpha))
            }
        }
        return result
    }
}
