/// The drawing of one digit: keeps, for every pixel, how strongly the pen covered it.
struct DigitCanvas {
    private typealias Vector = SIMD2<Float>

    private var coverage = InkField()

    /// Bends, jitters and places the skeleton, then strokes it.
    mutating func draw(_ skeleton: DigitSkeleton, _ random: inout DigitRandom) {
        let style = DigitStyle(&random)
        for stroke in skeleton.strokes {
            var points: [SIMD2<Float>] = []
            points.reserveCapacity(stroke.count)
            var corners: [Bool] = []
            corners.reserveCapacity(stroke.count)
            let slip = Vector(random.bell(), random.bell()) * style.strokeSlip
            for point in stroke {
                let jitter = Vector(random.bell(), random.bell()) * style.jitter
                points.append(style.place(Vector(point.x, point.y) + jitter + slip))
                corners.append(point.isCorner)
            }
            // A pen starts late or stops early now and then.
            if random.below(4) == 0, points.count > 2 {
                points[0] += (points[1] - points[0]) * random.between(0, 0.7)
            }
            if random.below(4) == 0, points.count > 2 {
                let last = points.count - 1
                points[last] += (points[last - 1] - points[last]) * random.between(0, 0.7)
            }
            let pressure = random.between(0.75, 1)
            trace(points, corners, style: style, pressure: pressure, &random)
        }
    }

    /// Lays a Catmull–Rom curve through the points (corners end a tangent) and inks it in straight pieces.
    private mutating func trace(
        _ points: [SIMD2<Float>], _ corners: [Bool], style: DigitStyle, pressure: Float, _ random: inout DigitRandom
    ) {
        guard points.count > 1 else { return }
        var width = style.penRadius
        for index in 0..<points.count - 1 {
            let start = points[index]
            let end = points[index + 1]
            let before = index == 0 || corners[index] ? start : points[index - 1]
            let after = index + 2 == points.count || corners[index + 1] ? end : points[index + 2]
            let nextWidth = style.penRadius * (1 + 0.25 * random.bell())
            let pieces = 4
            var previous = start
            for piece in 1...pieces {
                let t = Float(piece) / Float(pieces)
                let point = DigitCanvas.catmullRom(before, start, end, after, t)
                let radius = width + (nextWidth - width) * t
                coverage.ink(from: previous, to: point, radius: radius, edge: style.edge, pressure: pressure)
                previous = point
            }
            width = nextWidth
        }
    }

    private static func catmullRom(
        _ p0: SIMD2<Float>, _ p1: SIMD2<Float>, _ p2: SIMD2<Float>, _ p3: SIMD2<Float>, _ t: Float
    ) -> SIMD2<Float> {
        let a = p1 * 2
        let b = p2 - p0
        let c = p0 * 2 - p1 * 5 + p2 * 4 - p3
        let d = p1 * 3 - p0 - p2 * 3 + p3
        return (a + (b + (c + d * t) * t) * t) * 0.5
    }

    func finish(into out: UnsafeMutablePointer<UInt8>) { coverage.store(into: out) }
}

/// The hand that writes one digit: slant, size, place, bend and pen.
struct DigitStyle {
    let penRadius: Float
    let edge: Float
    let jitter: Float
    let strokeSlip: Float
    private let a, b, c, d: Float
    private let shift: SIMD2<Float>
    private let bendX, bendY: SIMD2<Float>

    init(_ random: inout DigitRandom) {
        penRadius = random.between(0.55, 1.5)
        edge = random.between(0.45, 0.85)
        jitter = random.between(0.02, 0.06)
        strokeSlip = random.between(0, 0.04)
        let tilt = random.bell() * 0.6
        let (sine, cosine) = DigitStyle.sineAndCosine(tilt)
        let slant = random.bell() * 0.55
        let scaleX = random.between(0.66, 1.18) * 21
        let scaleY = random.between(0.78, 1.12) * 21
        // Rotation after slant after scale.
        a = cosine * scaleX
        b = (cosine * -slant - sine) * scaleY
        c = sine * scaleX
        d = (sine * -slant + cosine) * scaleY
        shift = SIMD2(13.5 + random.bell() * 3, 13.5 + random.bell() * 3)
        bendX = SIMD2(random.bell(), random.bell()) * 0.5
        bendY = SIMD2(random.bell(), random.bell()) * 0.5
    }

    /// A point of the unit field on the pixel grid.
    func place(_ point: SIMD2<Float>) -> SIMD2<Float> {
        let x = point.x - 0.5
        let y = point.y - 0.5
        // A smooth second-degree bend keeps strokes connected.
        let bentX = x + bendX.x * y * y + bendX.y * x * y
        let bentY = y + bendY.x * x * x + bendY.y * x * y
        return SIMD2(a * bentX + b * bentY, c * bentX + d * bentY) + shift
    }

    /// Taylor polynomials, exact to about 1e-6 for |angle| below 1: only basic operations, so the same on every machine.
    private static func sineAndCosine(_ angle: Float) -> (Float, Float) {
        let z = angle * angle
        let sine = angle * (1 - z / 6 * (1 - z / 20 * (1 - z / 42)))
        let cosine = 1 - z / 2 * (1 - z / 12 * (1 - z / 30 * (1 - z / 56)))
        return (sine, cosine)
    }
}

/// 28 rows of 32 floats (four columns are never stored): ink from 0 to 1.
struct InkField {
    private static let rows = DigitPainter.side
    private static let stride = 32
    private var cells: [Float] = .init(repeating: 0, count: InkField.rows * InkField.stride)

    /// Covers the pixels near the segment: full inside the radius, fading over `edge` on both sides of the rim.
    mutating func ink(
        from start: SIMD2<Float>, to end: SIMD2<Float>, radius: Float, edge: Float, pressure: Float
    ) {
        let reach = radius + edge
        let direction = end - start
        let length = direction.x * direction.x + direction.y * direction.y
        let inverse = length > 1e-12 ? 1 / length : 0
        let top = max(0, Int((min(start.y, end.y) - reach).rounded(.up)))
        let bottom = min(InkField.rows - 1, Int((max(start.y, end.y) + reach).rounded(.down)))
        let left = max(0, Int((min(start.x, end.x) - reach).rounded(.up)))
        let right = min(InkField.rows - 1, Int((max(start.x, end.x) + reach).rounded(.down)))
        guard top <= bottom, left <= right else { return }
        let slope = 1 / (2 * edge)
        let limit = reach * reach
        cells.withUnsafeMutableBufferPointer { cells in
            for y in top...bottom {
                let py = Float(y) - start.y
                let row = y &* InkField.stride
                for x in left...right {
                    let px = Float(x) - start.x
                    let along = (px * direction.x + py * direction.y) * inverse
                    let t = min(1, max(0, along))
                    let dx = px - direction.x * t
                    let dy = py - direction.y * t
                    let square = dx * dx + dy * dy
                    if square >= limit { continue }
                    let cover = min(1, (reach - square.squareRoot()) * slope) * pressure
                    if cover > cells[row &+ x] { cells[row &+ x] = cover }
                }
            }
        }
    }

    /// Bytes of the 28 × 28 picture.
    func store(into out: UnsafeMutablePointer<UInt8>) {
        cells.withUnsafeBufferPointer { cells in
            for y in 0..<InkField.rows {
                for x in 0..<InkField.rows {
                    out[y &* InkField.rows &+ x] = UInt8(cells[y &* InkField.stride &+ x] * 255 + 0.5)
                }
            }
        }
    }
}
