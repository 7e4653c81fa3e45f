import GradusVM

/// Pixels scaled into a rectangle.
enum ImageDrawing {
    /// `edges`: x of the first column, y of the last row, x after the last column, y over the first row. A mirrored
    /// picture has them the other way round.
    static func draw(
        _ vm: VM, _ context: DrawingContext, _ bytes: [UInt8], columns: Int, rows: Int, edges: [Double], filter: String,
        alpha: Double
    ) throws {
        let cairo = context.cairo
        var words = try premultiplied(vm, bytes)
        try words.withUnsafeMutableBytes { raw in
            guard let base = raw.bindMemory(to: UInt8.self).baseAddress,
                let surface = cairo.imageSurfaceForData(
                    base, CairoConstant.formatARGB32, Int32(columns), Int32(rows), Int32(columns * 4))
            else { return }
            defer {
                // The page keeps what it needs: finishing takes a copy where it still refers to the pixels.
                cairo.finish(surface)
                cairo.destroySurface(surface)
            }
            let (x0, y0) = (edges[0], context.height - edges[3])
            let (width, height) = (edges[2] - edges[0], edges[3] - edges[1])
            guard cairo.surfaceStatus(surface) == 0, width != 0, height != 0 else { return }
            cairo.save(context.handle)
            cairo.newPath(context.handle)
            cairo.rectangle(context.handle, min(x0, x0 + width), min(y0, y0 + height), abs(width), abs(height))
            cairo.clip(context.handle)
            defer { cairo.restore(context.handle) }
            func paint() {
                cairo.translate(context.handle, x0, y0)
                cairo.scale(context.handle, width / Double(columns), height / Double(rows))
                cairo.setSurface(context.handle, surface, 0, 0)
                if let pattern = cairo.source(context.handle) {
                    let filters = [
                        "nearest": CairoConstant.filterNearest, "bilinear": CairoConstant.filterBilinear,
                        "best": CairoConstant.filterBest,
                    ]
                    cairo.patternFilter(pattern, filters[filter] ?? CairoConstant.filterGood)
                    cairo.patternExtend(pattern, CairoConstant.extendPad)
                }
                if alpha >= 1 {
                    cairo.paint(context.handle)
                } else {
                    cairo.paintWithAlpha(context.handle, max(0, alpha))
                }
            }
            guard context.format == .image else {
                paint()
                cairo.flush(context.surface)
                return
            }
            // Whole lines of the page, so many that Ctrl-C need not wait for more than a few million pixels.
            let lines = max(1, Int(min(1e5, 4e6 * abs(height) / (Double(columns) * Double(rows)))))
            let first = max(0, Int(min(y0, y0 + height).rounded(.down)))
            let last = min(Int(context.height.rounded(.up)), Int(max(y0, y0 + height).rounded(.up)))
            for line in stride(from: first, to: last, by: lines) {
                try vm.checkStop()
                cairo.save(context.handle)
                cairo.newPath(context.handle)
                cairo.rectangle(context.handle, 0, Double(line), context.width, Double(min(lines, last - line)))
                cairo.clip(context.handle)
                paint()
                cairo.restore(context.handle)
            }
        }
    }

    /// Cairo's own format: one word a pixel, alpha highest, the colours multiplied by it.
    private static func premultiplied(_ vm: VM, _ bytes: [UInt8]) throws -> [UInt32] {
        try (0..<bytes.count / 4).map { index in
            if index & 0xFFFFF == 0xFFFFF { try vm.checkStop() }
            let alpha = UInt32(bytes[4 * index + 3])
            func scaled(_ channel: Int) -> UInt32 { (UInt32(bytes[4 * index + channel]) * alpha + 127) / 255 }
            return alpha << 24 | scaled(0) << 16 | scaled(1) << 8 | scaled(2)
        }
    }
}
