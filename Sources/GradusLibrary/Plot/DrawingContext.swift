import GradusData
import GradusVM

/// One page to draw on: a picture in memory, or the bytes of an SVG or PDF file. Coordinates are pixels (points for files
/// of vectors) from the lower left corner upwards, as in matplotlib.
final class DrawingContext: Object {
    enum Format: String {
        case image, svg, pdf
    }

    /// Bytes that cairo has written so far.
    final class Output {
        var bytes: [UInt8] = []
        static let write: CairoLibrary.Write = { closure, data, count in
            guard let closure, let data else { return 11 }
            let output = Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue()
            output.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
            return 0
        }
    }

    let cairo: CairoLibrary
    let format: Format
    let width: Double
    let height: Double
    let surface: CairoLibrary.Handle
    let handle: CairoLibrary.Handle
    let output = Output()
    private var isFinished = false

    /// Nil where cairo has no memory for the page.
    init?(_ cairo: CairoLibrary, format: Format, width: Double, height: Double) {
        self.cairo = cairo
        self.format = format
        self.width = width
        self.height = height
        let closure = Unmanaged.passUnretained(output).toOpaque()
        let made: CairoLibrary.Handle?
        switch format {
        case .image: made = cairo.imageSurface(CairoConstant.formatARGB32, Int32(width), Int32(height))
        case .svg: made = cairo.svgSurface(Output.write, closure, width, height)
        case .pdf: made = cairo.pdfSurface(Output.write, closure, width, height)
        }
        guard let made, cairo.surfaceStatus(made) == 0, let context = cairo.create(made) else { return nil }
        surface = made
        handle = context
        super.init(type: DrawingType.type)
        if let options = cairo.createFontOptions() {
            cairo.hintStyle(options, CairoConstant.hintStyleNone)
            cairo.hintMetrics(options, CairoConstant.hintMetricsOff)
            cairo.setFontOptions(handle, options)
            cairo.destroyFontOptions(options)
        }
        cairo.miterLimit(handle, 10)
    }

    deinit {
        finish()
        cairo.destroy(handle)
        cairo.destroySurface(surface)
    }

    private func finish() {
        guard !isFinished else { return }
        isFinished = true
        cairo.finish(surface)
    }

    /// The whole file: PNG, SVG or PDF. Nothing can be drawn afterwards on a page of vectors.
    func encoded() -> [UInt8] {
        guard format == .image else {
            finish()
            return output.bytes
        }
        cairo.flush(surface)
        // With alpha even where all is opaque, as matplotlib's files are.
        if let picture = try? Picture(mode: .rgba, width: Int(width), height: Int(height), bytes: pixels()),
            let bytes = try? PictureFile.png(picture)
        {
            return bytes
        }
        let png = Output()
        _ = cairo.writePNG(surface, Output.write, Unmanaged.passUnretained(png).toOpaque())
        return png.bytes
    }

    /// Rows from the top, four bytes a pixel: red, green, blue, alpha (not premultiplied).
    func pixels() -> [UInt8] {
        guard format == .image, let data = cairo.imageData(surface) else { return [] }
        cairo.flush(surface)
        let stride = Int(cairo.imageStride(surface))
        let (columns, rows) = (Int(width), Int(height))
        return [UInt8](unsafeUninitializedCapacity: columns * rows * 4) { bytes, count in
            for row in 0..<rows {
                for column in 0..<columns {
                    let from = data + row * stride + column * 4
                    let to = (row * columns + column) * 4
                    let word = UnsafeRawPointer(from).loadUnaligned(as: UInt32.self)
                    let alpha = word >> 24
                    func plain(_ shift: UInt32) -> UInt8 {
                        let value = word >> shift & 255
                        return alpha == 0 ? 0 : UInt8(min(255, (value * 255 + alpha / 2) / alpha))
                    }
                    bytes[to] = plain(16)
                    bytes[to + 1] = plain(8)
                    bytes[to + 2] = plain(0)
                    bytes[to + 3] = UInt8(alpha)
                }
            }
            count = columns * rows * 4
        }
    }

    func setColor(_ color: [Double]) { cairo.setColor(handle, color[0], color[1], color[2], color[3]) }
}

/// Lines far outside the page, cut so that they fit cairo's 24-bit coordinates.
struct PathWriter {
    let context: DrawingContext
    /// What snapping adds to whole pixels; nil: not snapped.
    var snap: Double?

    private var limit: Double { 4 * max(context.width, context.height) + 4000 }

    private func place(_ x: Double, _ y: Double) -> (Double, Double) {
        var (x, y) = (x, context.height - y)
        if let snap {
            x = (x + 0.5).rounded(.down) + snap
            y = (y + 0.5).rounded(.down) + snap
        }
        return (x, y)
    }

    /// Of many points that follow each other within half a column of pixels, the first, the lowest, the highest and the
    /// last: the line looks the same.
    private func thinned(_ xs: [Double], _ ys: [Double]) -> ([Double], [Double]) {
        var (newX, newY): ([Double], [Double]) = ([], [])
        var start = 0
        let count = xs.count
        func column(_ index: Int) -> Double { (xs[index] * 2).rounded(.down) }
        while start < count {
            var end = start + 1
            var (low, high) = (start, start)
            if xs[start].isFinite, ys[start].isFinite {
                let own = column(start)
                while end < count, ys[end].isFinite, column(end) == own {
                    if ys[end] < ys[low] { low = end }
                    if ys[end] > ys[high] { high = end }
                    end += 1
                }
            }
            var last = -1
            for index in [start, min(low, high), max(low, high), end - 1] where index > last {
                newX.append(xs[index])
                newY.append(ys[index])
                last = index
            }
            start = end
        }
        return (newX, newY)
    }

    /// Adds lines between points; NaN and infinity break them.
    func lines(_ allX: [Double], _ allY: [Double], closed: Bool) {
        let isLong = !closed && context.format == .image && allX.count == allY.count && allX.count > 4000
        let (xs, ys) = isLong ? thinned(allX, allY) : (allX, allY)
        let cairo = context.cairo
        let count = min(xs.count, ys.count)
        var last: (x: Double, y: Double)?
        var isDrawing = false
        for index in 0..<count {
            guard xs[index].isFinite, ys[index].isFinite else {
                last = nil
                isDrawing = false
                continue
            }
            let point = place(xs[index], ys[index])
            let isNear = abs(point.0) < limit && abs(point.1) < limit
            if isNear, isDrawing {
                cairo.lineTo(context.handle, point.0, point.1)
            } else if let last, let cut = cut(last, point) {
                if closed && isDrawing {
                    cairo.lineTo(context.handle, cut.0, cut.1)
                } else if !isDrawing {
                    cairo.moveTo(context.handle, cut.0, cut.1)
                }
                cairo.lineTo(context.handle, cut.2, cut.3)
                isDrawing = isNear || closed
            } else {
                let x = min(limit, max(-limit, point.0))
                let y = min(limit, max(-limit, point.1))
                if closed && isDrawing {
                    cairo.lineTo(context.handle, x, y)
                } else if isNear || closed {
                    cairo.moveTo(context.handle, x, y)
                }
                isDrawing = isNear || closed
            }
            last = point
        }
        if closed, isDrawing { cairo.closePath(context.handle) }
    }

    /// The part of a segment within the limits (Liang and Barsky).
    private func cut(_ a: (x: Double, y: Double), _ b: (Double, Double)) -> (Double, Double, Double, Double)? {
        let (dx, dy) = (b.0 - a.x, b.1 - a.y)
        var (low, high) = (0.0, 1.0)
        for (p, q) in [(-dx, a.x + limit), (dx, limit - a.x), (-dy, a.y + limit), (dy, limit - a.y)] {
            if p == 0 {
                if q < 0 { return nil }
            } else if p < 0 {
                low = max(low, q / p)
            } else {
                high = min(high, q / p)
            }
        }
        guard low <= high else { return nil }
        return (a.x + low * dx, a.y + low * dy, a.x + high * dx, a.y + high * dy)
    }

    /// Adds a path of commands: M and L take a point, C three points, Z closes.
    func commands(_ codes: [UInt8], _ numbers: [Double]) {
        let cairo = context.cairo
        var next = 0
        func take() -> (Double, Double)? {
            guard next + 1 < numbers.count, numbers[next].isFinite, numbers[next + 1].isFinite else { return nil }
            defer { next += 2 }
            let point = place(numbers[next], numbers[next + 1])
            return (min(limit, max(-limit, point.0)), min(limit, max(-limit, point.1)))
        }
        for code in codes {
            switch code {
            case UInt8(ascii: "M"):
                guard let point = take() else { return }
                cairo.moveTo(context.handle, point.0, point.1)
            case UInt8(ascii: "L"):
                guard let point = take() else { return }
                cairo.lineTo(context.handle, point.0, point.1)
            case UInt8(ascii: "C"):
                guard let a = take(), let b = take(), let c = take() else { return }
                cairo.curveTo(context.handle, a.0, a.1, b.0, b.1, c.0, c.1)
            default: cairo.closePath(context.handle)
            }
        }
    }
}
