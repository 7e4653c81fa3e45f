#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Interpolation of resized and turned pictures, named as torchvision's `InterpolationMode` values.
public enum Interpolation: String, CaseIterable, Sendable {
    case nearest
    case nearestExact = "nearest-exact"
    case bilinear
    case bicubic
    case box
    case hamming
    case lanczos

    /// PIL's integer constants.
    public init?(pilConstant: Int) {
        switch pilConstant {
        case 0: self = .nearest
        case 1: self = .lanczos
        case 2: self = .bilinear
        case 3: self = .bicubic
        case 4: self = .box
        case 5: self = .hamming
        default: return nil
        }
    }

    /// Half width of the filter in source pixels at scale 1.
    var support: Double {
        switch self {
        case .nearest, .nearestExact: 0
        case .box: 0.5
        case .bilinear, .hamming: 1
        case .bicubic: 2
        case .lanczos: 3
        }
    }

    /// Filter value at distance `x`.
    func weight(_ x: Double) -> Double {
        let distance = abs(x)
        switch self {
        case .nearest, .nearestExact:
            return 0
        case .box:
            return x > -0.5 && x <= 0.5 ? 1 : 0
        case .bilinear:
            return distance < 1 ? 1 - distance : 0
        case .hamming:
            if distance == 0 { return 1 }
            if distance >= 1 { return 0 }
            let angle = distance * Double.pi
            return sin(angle) / angle * (0.54 + 0.46 * cos(angle))
        case .bicubic:
            let a = -0.5
            if distance < 1 { return ((a + 2) * distance - (a + 3)) * distance * distance + 1 }
            if distance < 2 { return (((distance - 5) * distance + 8) * distance - 4) * a }
            return 0
        case .lanczos:
            func sinc(_ value: Double) -> Double {
                if value == 0 { return 1 }
                return sin(value * Double.pi) / (value * Double.pi)
            }
            return -3 <= x && x < 3 ? sinc(x) * sinc(x / 3) : 0
        }
    }
}

/// Weights of one axis of a separable resampling with antialiasing: the filter widens with the reduction.
///
/// Fixed-point weights have 22 fraction bits, which leaves 8 bits for the pixel and 2 for overshoot in 32 bits.
struct ResamplingAxis {
    struct Window {
        let start: Int
        let weights: [Double]
        let fixed: [Int]
    }

    static let precision = 22
    let windows: [Window]

    /// Windows for `output` pixels over `lower..<upper` of an axis of `input` pixels.
    init(input: Int, output: Int, lower: Double, upper: Double, filter: Interpolation) {
        let scale = (upper - lower) / Double(output)
        let filterScale = max(scale, 1)
        let support = filter.support * filterScale
        let inverse = 1 / filterScale
        windows = (0..<output).map { index in
            let center = lower + (Double(index) + 0.5) * scale
            let start = max(0, Int(center - support + 0.5))
            let end = min(input, Int(center + support + 0.5))
            var weights: [Double] = []
            weights.reserveCapacity(max(0, end - start))
            for x in start..<max(start, end) {
                weights.append(filter.weight((Double(x) - center + 0.5) * inverse))
            }
            let sum = weights.reduce(0, +)
            if sum != 0 { weights = weights.map { $0 / sum } }
            let one = Double(1 << Self.precision)
            let fixed = weights.map { Int($0 < 0 ? -0.5 + $0 * one : 0.5 + $0 * one) }
            return Window(start: start, weights: weights, fixed: fixed)
        }
    }
}
