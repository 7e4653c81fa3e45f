import GradusTensor

/// Flips and quarter turns; quarter turns are counter-clockwise.
public enum PictureTransposition: Int, CaseIterable, Sendable {
    case flipLeftRight = 0
    case flipTopBottom = 1
    case rotate90 = 2
    case rotate180 = 3
    case rotate270 = 4
    case transpose = 5
    case transverse = 6
}

extension Picture {
    /// The part `left..<right` × `top..<bottom`; what lies outside the picture is filled with zeros.
    public func cropped(left: Int, top: Int, right: Int, bottom: Int) throws -> Picture {
        guard right >= left else {
            throw DataError.badArgument(operation: "crop", detail: "Coordinate 'right' is less than 'left'")
        }
        guard bottom >= top else {
            throw DataError.badArgument(operation: "crop", detail: "Coordinate 'lower' is less than 'upper'")
        }
        let (newWidth, wideOverflow) = right.subtractingReportingOverflow(left)
        let (newHeight, highOverflow) = bottom.subtractingReportingOverflow(top)
        guard !wideOverflow, !highOverflow else {
            throw DataError.badArgument(operation: "crop", detail: "the box is too large")
        }
        var result = try Picture(mode: mode, width: newWidth, height: newHeight).keepingPalette(of: self)
        let firstColumn = max(0, left)
        let lastColumn = min(width, right)
        guard firstColumn < lastColumn else { return result }
        let count = (lastColumn - firstColumn) * channels
        for y in max(0, top)..<max(max(0, top), min(height, bottom)) where !Interruption.isWanted {
            let from = (y * width + firstColumn) * channels
            let to = ((y - top) * newWidth + firstColumn - left) * channels
            result.bytes.replaceSubrange(to..<to + count, with: bytes[from..<from + count])
        }
        return result
    }

    public func transposed(_ kind: PictureTransposition) -> Picture {
        let swaps: Bool
        switch kind {
        case .rotate90, .rotate270, .transpose, .transverse: swaps = true
        default: swaps = false
        }
        let newWidth = swaps ? height : width
        let newHeight = swaps ? width : height
        let w = width
        let h = height
        return resampledExactly(width: newWidth, height: newHeight) { x, y in
            switch kind {
            case .flipLeftRight: (w - 1 - x, y)
            case .flipTopBottom: (x, h - 1 - y)
            case .rotate90: (w - 1 - y, x)
            case .rotate180: (w - 1 - x, h - 1 - y)
            case .rotate270: (y, h - 1 - x)
            case .transpose: (y, x)
            case .transverse: (w - 1 - y, h - 1 - x)
            }
        }
    }

    /// Copies, for each target pixel, the source pixel that `source` names (always inside the picture).
    private func resampledExactly(width newWidth: Int, height newHeight: Int, source: (Int, Int) -> (Int, Int))
        -> Picture
    {
        let (w, depth) = (width, channels)
        let out = [UInt8](unsafeUninitializedCapacity: bytes.count) { out, count in
            bytes.withUnsafeBufferPointer { bytes in
                var position = 0
                for y in 0..<newHeight where !Interruption.isWanted {
                    for x in 0..<newWidth {
                        let (sx, sy) = source(x, y)
                        let start = (sy * w + sx) * depth
                        for channel in 0..<depth { out[position + channel] = bytes[start + channel] }
                        position += depth
                    }
                }
            }
            count = bytes.count
        }
        return Picture(unchecked: mode, width: newWidth, height: newHeight, bytes: out).keepingPalette(of: self)
    }

    /// The same with the colours of another picture of mode P.
    func keepingPalette(of other: Picture) -> Picture {
        guard mode == .palette else { return self }
        var result = self
        result.palette = other.palette
        return result
    }

    /// `other` placed with its upper left corner at (left, top); parts outside are dropped.
    public func pasted(_ other: Picture, left: Int, top: Int) -> Picture {
        var result = self
        let source = other.converted(to: mode)
        let firstColumn = max(0, -left)
        let lastColumn = min(source.width, width - left)
        guard firstColumn < lastColumn else { return result }
        let count = (lastColumn - firstColumn) * channels
        for y in 0..<source.height where (0..<height).contains(y + top) && !Interruption.isWanted {
            let from = (y * source.width + firstColumn) * channels
            let to = ((y + top) * width + left + firstColumn) * channels
            result.bytes.replaceSubrange(to..<to + count, with: source.bytes[from..<from + count])
        }
        return result
    }
}

/// How the border of a padded picture or tensor is filled.
public enum PaddingMode: String, CaseIterable, Sendable {
    case constant, edge, reflect, symmetric

    /// Index in `0..<count` that position `index` (any integer) shows, or nil for a constant border.
    func source(_ index: Int, count: Int) -> Int? {
        if (0..<count).contains(index) { return index }
        guard count > 0 else { return nil }
        switch self {
        case .constant:
            return nil
        case .edge:
            return index < 0 ? 0 : count - 1
        case .reflect:
            if count == 1 { return 0 }
            let period = 2 * (count - 1)
            let place = ((index % period) + period) % period
            return place < count ? place : period - place
        case .symmetric:
            let period = 2 * count
            let place = ((index % period) + period) % period
            return place < count ? place : period - 1 - place
        }
    }
}

extension Picture {
    /// The picture with a border. Negative amounts crop. `fill` has one value per channel.
    public func padded(
        left: Int, top: Int, right: Int, bottom: Int, mode padding: PaddingMode = .constant, fill: [UInt8]? = nil
    ) throws -> Picture {
        let core = try cropped(
            left: max(0, -left), top: max(0, -top), right: max(max(0, -left), width - max(0, -right)),
            bottom: max(max(0, -top), height - max(0, -bottom)))
        let (left, top, right, bottom) = (max(0, left), max(0, top), max(0, right), max(0, bottom))
        let newWidth = core.width.addingReportingOverflow(left)
        let fullWidth = newWidth.partialValue.addingReportingOverflow(right)
        let newHeight = core.height.addingReportingOverflow(top)
        let fullHeight = newHeight.partialValue.addingReportingOverflow(bottom)
        guard !newWidth.overflow, !fullWidth.overflow, !newHeight.overflow, !fullHeight.overflow else {
            throw DataError.badArgument(operation: "pad", detail: "the padding is too large")
        }
        var result = try Picture(
            mode: mode, width: fullWidth.partialValue, height: fullHeight.partialValue, color: fill
        ).keepingPalette(of: self)
        if padding == .constant { return result.pasted(core, left: left, top: top) }
        let columns = (0..<result.width).map { padding.source($0 - left, count: core.width) }
        for y in 0..<result.height where !Interruption.isWanted {
            guard let sy = padding.source(y - top, count: core.height) else { continue }
            for x in 0..<result.width {
                guard let sx = columns[x] else { continue }
                let from = (sy * core.width + sx) * channels
                let to = (y * result.width + x) * channels
                for channel in 0..<channels { result.bytes[to + channel] = core.bytes[from + channel] }
            }
        }
        return result
    }
}
