import GradusTensor

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Maps a target point to a source point: x' = a·x + b·y + c, y' = d·x + e·y + f.
public struct AffineMap: Equatable, Sendable {
    public var a, b, c, d, e, f: Double

    public init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    /// The divisor of a perspective, g·x + h·y + 1.
    public var g = 0.0
    public var h = 0.0
    var isPerspective: Bool { g != 0 || h != 0 }

    func apply(_ x: Double, _ y: Double) -> (Double, Double) {
        let (u, v) = (a * x + b * y + c, d * x + e * y + f)
        guard isPerspective else { return (u, v) }
        let divisor = g * x + h * y + 1
        return (u / divisor, v / divisor)
    }

    /// Inverse of translate · centre · rotate · scale · shear · centre⁻¹; angles in degrees, clockwise
    /// (the y axis points down).
    public static func inverse(
        center: (Double, Double), angle: Double, translate: (Double, Double), scale: Double, shear: (Double, Double)
    ) -> AffineMap {
        let rotation = angle * Double.pi / 180
        let shearX = shear.0 * Double.pi / 180
        let shearY = shear.1 * Double.pi / 180
        let a = cos(rotation - shearY) / cos(shearY)
        let b = -cos(rotation - shearY) * tan(shearX) / cos(shearY) - sin(rotation)
        let c = sin(rotation - shearY) / cos(shearY)
        let d = -sin(rotation - shearY) * tan(shearX) / cos(shearY) + cos(rotation)
        var map = AffineMap(d / scale, -b / scale, 0, -c / scale, a / scale, 0)
        map.c = map.a * (-center.0 - translate.0) + map.b * (-center.1 - translate.1) + center.0
        map.f = map.d * (-center.0 - translate.0) + map.e * (-center.1 - translate.1) + center.1
        return map
    }
}

extension Picture {
    /// Turned counter-clockwise by `angle` degrees about `center` (default: the middle). `expand` enlarges the picture
    /// to hold all of it. `fill` has one value per channel, default zeros.
    public func rotated(
        by angle: Double, _ filter: Interpolation = .nearest, expand: Bool = false, center: (Double, Double)? = nil,
        translate: (Double, Double)? = nil, fill: [UInt8]? = nil
    ) throws -> Picture {
        guard angle.isFinite else {
            throw DataError.badArgument(operation: "rotate", detail: "the angle must be finite")
        }
        var degrees = angle.truncatingRemainder(dividingBy: 360)
        if degrees < 0 { degrees += 360 }
        if center == nil && translate == nil {
            if degrees == 0 { return self }
            if degrees == 180 { return transposed(.rotate180) }
            if degrees == 90 && (expand || width == height) { return transposed(.rotate90) }
            if degrees == 270 && (expand || width == height) { return transposed(.rotate270) }
        }
        let middle = center ?? (Double(width) / 2, Double(height) / 2)
        let shift = translate ?? (0, 0)
        let radians = -degrees * Double.pi / 180
        // Rounded to 15 decimals, so that quarter turns have clean zeros.
        func clean(_ value: Double) -> Double { (value * 1e15).rounded(.toNearestOrEven) / 1e15 }
        var map = AffineMap(clean(cos(radians)), clean(sin(radians)), 0, clean(-sin(radians)), clean(cos(radians)), 0)
        let moved = map.apply(-middle.0 - shift.0, -middle.1 - shift.1)
        map.c = moved.0 + middle.0
        map.f = moved.1 + middle.1
        var newWidth = width
        var newHeight = height
        if expand {
            let corners = [
                (0.0, 0.0), (Double(width), 0), (Double(width), Double(height)), (0, Double(height)),
            ].map { map.apply($0.0, $0.1) }
            func extent(_ values: [Double]) -> Int {
                Int((values.max() ?? 0).rounded(.up)) - Int((values.min() ?? 0).rounded(.down))
            }
            newWidth = extent(corners.map(\.0))
            newHeight = extent(corners.map(\.1))
            let offset = map.apply(-Double(newWidth - width) / 2, -Double(newHeight - height) / 2)
            map.c = offset.0
            map.f = offset.1
        }
        return try transformed(width: newWidth, height: newHeight, map, filter, fill: fill)
    }

    /// Each target pixel takes the source at `map` of its centre; outside the picture it takes `fill`.
    public func transformed(
        width newWidth: Int, height newHeight: Int, _ map: AffineMap, _ filter: Interpolation = .nearest,
        fill: [UInt8]? = nil
    ) throws -> Picture {
        let result = try Picture(mode: mode, width: newWidth, height: newHeight, color: fill).keepingPalette(of: self)
        if Interruption.isWanted { throw TensorError.interrupted }
        guard [map.a, map.b, map.c, map.d, map.e, map.f, map.g, map.h].allSatisfy({ $0.isFinite && abs($0) < 1e9 })
        else {
            throw DataError.badArgument(operation: "transform", detail: "the affine map is not finite")
        }
        switch filter {
        case .nearest, .nearestExact:
            return transformedNearest(into: result, map)
        case .bilinear, .bicubic:
            guard !mode.isDiscrete else { return transformedNearest(into: result, map) }
            guard !mode.isWide else {
                throw DataError.badArgument(
                    operation: "transform", detail: "pictures of mode \(mode.rawValue) take the nearest pixel only")
            }
            if mode == .rgba || mode == .grayAlpha {
                return premultiplied().interpolated(into: result.premultiplied(), map, filter).unpremultiplied()
            }
            return interpolated(into: result, map, filter)
        default:
            throw DataError.badArgument(
                operation: "transform", detail: "\(filter.rawValue) cannot be used; use nearest, bilinear or bicubic")
        }
    }

    private func transformedNearest(into target: Picture, _ map: AffineMap) -> Picture {
        var result = target
        let onAxis = map.b == 0 && map.d == 0
        // 16.16 fixed point except where the map only scales; sizes of 32768 and more do not fit that.
        let fixedPoint =
            !map.isPerspective && !onAxis && width < 32768 && height < 32768 && target.width < 32768
            && target.height < 32768
        func fix(_ value: Double) -> Int { Int((value * 65536 + 0.5).rounded(.down)) }
        let steps = (fix(map.a), fix(map.b), fix(map.d), fix(map.e))
        let start = (fix(map.c + map.a * 0.5 + map.b * 0.5), fix(map.f + map.d * 0.5 + map.e * 0.5))
        let (w, h, depth, newWidth) = (width, height, channels, target.width)
        bytes.withUnsafeBufferPointer { source in
            result.bytes.withUnsafeMutableBufferPointer { out in
                for y in 0..<target.height where !Interruption.isWanted {
                    for x in 0..<newWidth {
                        let sx: Int
                        let sy: Int
                        if fixedPoint {
                            sx = (start.0 &+ x &* steps.0 &+ y &* steps.1) >> 16
                            sy = (start.1 &+ x &* steps.2 &+ y &* steps.3) >> 16
                        } else {
                            let point = map.apply(Double(x) + 0.5, Double(y) + 0.5)
                            guard abs(point.0) < 1e9, abs(point.1) < 1e9 else { continue }
                            sx = Int(point.0.rounded(.down))
                            sy = Int(point.1.rounded(.down))
                        }
                        guard sx >= 0, sx < w, sy >= 0, sy < h else { continue }
                        let from = (sy * w + sx) * depth
                        let to = (y * newWidth + x) * depth
                        for channel in 0..<depth { out[to + channel] = source[from + channel] }
                    }
                }
            }
        }
        return result
    }

    private func interpolated(into target: Picture, _ map: AffineMap, _ filter: Interpolation) -> Picture {
        var result = target
        for y in 0..<target.height where !Interruption.isWanted {
            for x in 0..<target.width {
                let (px, py) = map.apply(Double(x) + 0.5, Double(y) + 0.5)
                guard px >= 0, px < Double(width), py >= 0, py < Double(height) else { continue }
                let to = (y * target.width + x) * channels
                for channel in 0..<channels {
                    result.bytes[to + channel] =
                        filter == .bicubic
                        ? bicubic(px - 0.5, py - 0.5, channel) : bilinear(px - 0.5, py - 0.5, channel)
                }
            }
        }
        return result
    }

    private func value(_ x: Int, _ y: Int, _ channel: Int) -> Double {
        let column = min(width - 1, max(0, x))
        let row = min(height - 1, max(0, y))
        return Double(bytes[(row * width + column) * channels + channel])
    }

    private func bilinear(_ px: Double, _ py: Double, _ channel: Int) -> UInt8 {
        let x = Int(px.rounded(.down))
        let y = Int(py.rounded(.down))
        let dx = px - Double(x)
        let dy = py - Double(y)
        func row(_ line: Int) -> Double {
            let left = value(x, line, channel)
            return left + (value(x + 1, line, channel) - left) * dx
        }
        let upper = row(y)
        let lower = y + 1 >= 0 && y + 1 < height ? row(y + 1) : upper
        return UInt8(min(255, max(0, upper + (lower - upper) * dy)))
    }

    private func bicubic(_ px: Double, _ py: Double, _ channel: Int) -> UInt8 {
        let x = Int(px.rounded(.down))
        let y = Int(py.rounded(.down))
        let dx = px - Double(x)
        let dy = py - Double(y)
        // Catmull-Rom-like cubic with a = -1, as PIL's transform uses.
        func cubic(_ v: (Double, Double, Double, Double), _ d: Double) -> Double {
            let p1 = v.1
            let p2 = -v.0 + v.2
            let p3 = 2 * (v.0 - v.1) + v.2 - v.3
            let p4 = -v.0 + v.1 - v.2 + v.3
            return p1 + d * (p2 + d * (p3 + d * p4))
        }
        func row(_ line: Int) -> Double {
            cubic(
                (
                    value(x - 1, line, channel), value(x, line, channel), value(x + 1, line, channel),
                    value(x + 2, line, channel)
                ), dx)
        }
        let first = row(y - 1)
        let second = y >= 0 && y < height ? row(y) : first
        let third = y + 1 >= 0 && y + 1 < height ? row(y + 1) : second
        let fourth = y + 2 >= 0 && y + 2 < height ? row(y + 2) : third
        let result = cubic((first, second, third, fourth), dy)
        return UInt8(min(255, max(0, result)))
    }
}
