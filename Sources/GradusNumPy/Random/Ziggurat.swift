#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tables of the ziggurat method (Marsaglia and Tsang, 2000) with 256 strips of equal area.
struct Ziggurat {
    let k: [UInt64]
    let w: [Double]
    let f: [Double]

    /// The half normal density; 52 bits a draw.
    static let normal = Ziggurat(
        edge: normalEdge, area: 0.00492867323397465524494, bits: 52, density: { exp(-0.5 * $0 * $0) },
        inverse: { (-2 * log($0)).squareRoot() }, corrections: normalCorrections)
    /// The exponential density; 53 bits a draw.
    static let exponential = Ziggurat(
        edge: exponentialEdge, area: 0.0039496598225815571993, bits: 53, density: { exp(-$0) }, inverse: { -log($0) },
        corrections: [])
    static let normalEdge = 3.6541528853610087963519472518
    static let exponentialEdge = 7.69711747013104971404462804811408

    /// How many units in the last place NumPy's widths lie beside ours, as runs (units, strips): both recurrences
    /// gather rounding errors. Read off the numbers that `default_rng` draws.
    private static let normalCorrections: [(units: Int, count: Int)] = [
        (-6, 1), (248, 1), (80, 1), (57, 1), (46, 1), (38, 1), (30, 1), (28, 1), (23, 1), (11, 2), (10, 1),
        (11, 1), (10, 4), (8, 2), (6, 1), (5, 1), (4, 2), (3, 1), (4, 1), (5, 2), (6, 1), (4, 1), (3, 2),
        (4, 1), (3, 1), (4, 1), (3, 4), (4, 1), (5, 4), (4, 1), (5, 1), (4, 1), (3, 1), (4, 4), (3, 1),
        (
            2,
            4
        ), (3, 1), (4, 3), (5, 4), (4, 2), (3, 2), (1, 4), (2, 2), (3, 3), (2, 8), (3, 6), (4, 5), (3, 1),
        (4, 2), (3, 3), (2, 3), (1, 5), (0, 55), (1, 1), (0, 8), (1, 3), (0, 39), (1, 7), (2, 8), (1, 2),
        (0, 20), (1, 2), (0, 1),
    ]

    private init(
        edge: Double, area: Double, bits: Int, density: (Double) -> Double, inverse: (Double) -> Double,
        corrections: [(units: Int, count: Int)]
    ) {
        let scale = Double(1 << bits)
        var k = [UInt64](repeating: 0, count: 256)
        var w = [Double](repeating: 0, count: 256)
        var f = [Double](repeating: 0, count: 256)
        var x1 = edge
        w[255] = x1 / scale
        f[255] = density(x1)
        k[0] = UInt64(x1 * f[255] / area * scale)
        w[0] = area / f[255] / scale
        f[0] = 1
        for i in stride(from: 254, to: 0, by: -1) {
            let x = inverse(area / x1 + f[i + 1])
            k[i + 1] = UInt64(x / x1 * scale)
            w[i] = x / scale
            f[i] = density(x)
            x1 = x
        }
        k[1] = 0
        var strip = 0
        for run in corrections {
            for _ in 0..<run.count where strip < 256 {
                w[strip] += Double(run.units) * w[strip].ulp
                strip += 1
            }
        }
        self.k = k
        self.w = w
        self.f = f
    }
}
