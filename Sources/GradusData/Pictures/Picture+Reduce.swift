extension Picture {
    /// `reduce`: each pixel is the mean of a block of `factorX` by `factorY` pixels; blocks at the edges may be smaller.
    /// Rounded as Pillow rounds: by a multiplication in fixed point of 24 bits.
    public func reduced(_ factorX: Int, _ factorY: Int) throws -> Picture {
        guard factorX > 0, factorY > 0 else {
            throw DataError.badArgument(operation: "reduce", detail: "scale must be > 0")
        }
        let (factorX, factorY) = (min(factorX, max(1, width)), min(factorY, max(1, height)))
        if factorX == 1, factorY == 1 { return self }
        let newWidth = (width + factorX - 1) / factorX
        let newHeight = (height + factorY - 1) / factorY
        var out = [UInt8](repeating: 0, count: newWidth * newHeight * channels)
        for row in 0..<newHeight {
            let (top, bottom) = (row * factorY, min(height, (row + 1) * factorY))
            for column in 0..<newWidth {
                let (left, right) = (column * factorX, min(width, (column + 1) * factorX))
                let count = (right - left) * (bottom - top)
                let multiplier = (1 << 24) / count
                for channel in 0..<channels {
                    var sum = count / 2
                    for y in top..<bottom {
                        for x in left..<right { sum += Int(bytes[(y * width + x) * channels + channel]) }
                    }
                    let value = (sum * multiplier) >> 24
                    out[(row * newWidth + column) * channels + channel] = UInt8(clamping: value)
                }
            }
        }
        return Picture(unchecked: mode, width: newWidth, height: newHeight, bytes: out).keepingPalette(of: self)
    }

    /// Smaller than `width` by `height`, of the same shape: `thumbnail`. Much larger pictures are reduced first, until a
    /// picture of `gap` times the size is left.
    public func thumbnail(
        width limitX: Int, height limitY: Int, _ filter: Interpolation, gap: Double?
    ) throws -> Picture {
        guard limitX > 0, limitY > 0 else {
            throw DataError.badPictureSize(width: limitX, height: limitY, detail: "height and width must be > 0")
        }
        if limitX >= width, limitY >= height { return self }
        let aspect = Double(width) / Double(height)
        func nearest(_ number: Double, _ error: (Double) -> Double) -> Int {
            let (low, high) = (number.rounded(.down), number.rounded(.up))
            return max(Int(error(low) <= error(high) ? low : high), 1)
        }
        var (newWidth, newHeight) = (limitX, limitY)
        if Double(limitX) / Double(limitY) >= aspect {
            newWidth = nearest(Double(limitY) * aspect) { abs(aspect - $0 / Double(limitY)) }
        } else {
            newHeight = nearest(Double(limitX) / aspect) { $0 == 0 ? 0 : abs(aspect - Double(limitX) / $0) }
        }
        guard let gap, filter != .nearest, mode == .gray || mode == .rgb else {
            return try resized(width: newWidth, height: newHeight, filter)
        }
        let factorX = max(1, Int(Double(width) / Double(newWidth) / gap))
        let factorY = max(1, Int(Double(height) / Double(newHeight) / gap))
        let box = [0, 0, Double(width) / Double(factorX), Double(height) / Double(factorY)]
        return try reduced(factorX, factorY).resized(width: newWidth, height: newHeight, filter, box: box)
    }
}
