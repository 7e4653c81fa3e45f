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
        inverse: { (-2 * log($0)).squareRoot() })
    /// The exponential density; 53 bits a draw.
    static let exponential = Ziggurat(
        edge: exponentialEdge, area: 0.0039496598225815571993, bits: 53, density: { exp(-$0) }, inverse: { -log($0) })
    static let normalEdge = 3.6541528853610087963519472518
    static let exponentialEdge = 7.69711747013104971404462804811408

    private init(
        edge: Double, area: Double, bits: Int, density: (Double) -> Double, inverse: (Double) -> Double
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
        self.k = k
        self.w = w
        self.f = f
    }
}
