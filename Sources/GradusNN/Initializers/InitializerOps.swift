#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import GradusTensor

/// The functions of `torch.nn.init`. They change a tensor outside the graph and give it back.
public enum InitializerOps {
    /// Puts the rows into the table of operations; called once at start.
    public static func register() { OpTable.register(rows) }

    public static let rows: [OpRow] = plain + scaled + shaped + [gainRow]

    /// Fan-in and fan-out: axis 1 and axis 0 times the size of the receptive field.
    /// - Throws: ValueError for fewer than two axes.
    static func fans(_ t: Tensor) throws -> (fanIn: Int, fanOut: Int) {
        if t.rank < 2 {
            throw TensorError(
                .valueError, "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions",
                shapes: [t.shape])
        }
        let field = t.shape.dropFirst(2).reduce(1, *)
        return (t.shape[1] * field, t.shape[0] * field)
    }

    /// The recommended gain of a nonlinearity.
    public static func gain(_ nonlinearity: String, _ parameter: Scalar? = nil) throws -> Double {
        switch nonlinearity {
        case "linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d",
            "sigmoid":
            return 1
        case "tanh": return 5.0 / 3
        case "relu": return sqrt(2)
        case "leaky_relu":
            if case .bool? = parameter {
                throw TensorError(.valueError, "negative_slope \(parameter?.text ?? "") not a valid number")
            }
            let slope = parameter?.double ?? 0.01
            return sqrt(2 / (1 + slope * slope))
        case "selu": return 3.0 / 4
        default: throw TensorError(.valueError, "Unsupported nonlinearity \(nonlinearity)")
        }
    }

    private static func row(
        _ name: String, _ parameters: String, _ documentation: String,
        _ body: @escaping (Tensor, inout OpArguments) throws -> Void
    ) -> OpRow {
        let comma = parameters.isEmpty ? "" : ", "
        return OpRow(
            name + "_", aliases: [name], .initializer, ["\(name)_(Tensor tensor\(comma)\(parameters))"], documentation,
            shape: "that of the input"
        ) { a in
            let t = try a.tensor(0)
            try GradMode.without { try body(t, &a) }
            return .tensor(t)
        }
    }

    private static let plain: [OpRow] = [
        row("uniform", "float a=0.0, float b=1.0, Generator? generator=None", "Fills with U(a, b).") {
            _ = try $0.uniformInPlace($1.double(1), $1.double(2), $1.generator(3))
        },
        row("normal", "float mean=0.0, float std=1.0, Generator? generator=None", "Fills with N(mean, std²).") {
            _ = try $0.normalInPlace($1.double(1), $1.double(2), $1.generator(3))
        },
        row("constant", "Scalar val", "Fills with one value.") { _ = try $0.fillInPlace($1.scalar(1)) },
        row("ones", "", "Fills with 1.") { t, _ in _ = try t.fillInPlace(1) },
        row("zeros", "", "Fills with 0.") { t, _ in _ = try t.fillInPlace(0) },
        row("eye", "", "Fills a matrix with the identity.") { t, _ in
            if t.rank != 2 { throw TensorError(.valueError, "Only tensors with 2 dimensions are supported") }
            _ = try t.copyInPlace(Tensor.eye(t.shape[0], t.shape[1], dtype: t.dtype))
        },
        row("dirac", "int groups=1", "Fills a convolution's weight so that it keeps its channels.") { t, a in
            let groups = try a.int(1)
            if ![3, 4, 5].contains(t.rank) {
                throw TensorError(.valueError, "Only tensors with 3, 4, or 5 dimensions are supported")
            }
            if groups <= 0 || t.shape[0] % groups != 0 {
                throw TensorError(.valueError, "dim 0 must be divisible by groups")
            }
            let perGroup = t.shape[0] / groups
            _ = try t.fillInPlace(0)
            for g in 0..<groups {
                for d in 0..<min(perGroup, t.shape[1]) {
                    var at = t.offset + (g * perGroup + d) * t.strides[0] + d * t.strides[1]
                    for i in 2..<t.rank { at += t.shape[i] / 2 * t.strides[i] }
                    t.alias(shape: [], strides: [], offset: at).fillUnrecorded(1)
                }
            }
        },
    ]

    private static let scaled: [OpRow] = [
        row("xavier_uniform", "float gain=1.0, Generator? generator=None", "Glorot's uniform initialisation.") { t, a in
            let (i, o) = try fans(t)
            let std = try a.double(1) * sqrt(2 / Double(i + o))
            let bound = sqrt(3) * std
            _ = try t.uniformInPlace(-bound, bound, a.generator(2))
        },
        row("xavier_normal", "float gain=1.0, Generator? generator=None", "Glorot's normal initialisation.") { t, a in
            let (i, o) = try fans(t)
            _ = try t.normalInPlace(0, a.double(1) * sqrt(2 / Double(i + o)), a.generator(2))
        },
        row(
            "kaiming_uniform",
            "Scalar a=0, str mode='fan_in', str nonlinearity='leaky_relu', Generator? generator=None",
            "He's uniform initialisation."
        ) { t, a in
            if t.count == 0 { return }
            let std = try kaimingDeviation(t, a)
            let bound = sqrt(3) * std
            _ = try t.uniformInPlace(-bound, bound, a.generator(4))
        },
        row(
            "kaiming_normal",
            "Scalar a=0, str mode='fan_in', str nonlinearity='leaky_relu', Generator? generator=None",
            "He's normal initialisation."
        ) { t, a in
            if t.count == 0 { return }
            _ = try t.normalInPlace(0, kaimingDeviation(t, a), a.generator(4))
        },
    ]

    private static func kaimingDeviation(_ t: Tensor, _ a: borrowing OpArguments) throws -> Double {
        try InitialValues.warnOfEmpty(t)
        let mode = try a.string(2).lowercased()
        guard mode == "fan_in" || mode == "fan_out" else {
            throw TensorError(
                .valueError, "Mode \(mode) not supported, please use one of ['fan_in', 'fan_out']")
        }
        let (i, o) = try fans(t)
        return try gain(a.string(3), a.scalar(1)) / sqrt(Double(mode == "fan_in" ? i : o))
    }

    private static let shaped: [OpRow] = [
        row(
            "trunc_normal", "float mean=0.0, float std=1.0, float a=-2.0, float b=2.0, Generator? generator=None",
            "Fills with N(mean, std²), drawn again where outside [a, b]."
        ) { t, a in
            try truncatedNormal(t, a.double(1), a.double(2), a.double(3), a.double(4), a.generator(5))
        },
        row("sparse", "float sparsity, float std=0.01, Generator? generator=None", "Normal, with zeros in each column.")
        {
            t, a in
            if t.rank != 2 { throw TensorError(.valueError, "Only tensors with 2 dimensions are supported") }
            let (rows, columns) = (t.shape[0], t.shape[1])
            let share = try a.double(1)
            if !(share >= 0 && share <= 1) { throw TensorError(.valueError, "sparsity must lie in 0 … 1") }
            let zeros = Int((share * Double(rows)).rounded(.up))
            _ = try t.normalInPlace(0, a.double(2), a.generator(3))
            for c in 0..<columns {
                for r in try a.generator(3).randomPermutation(rows).prefix(max(zeros, 0)) {
                    t.alias(shape: [], strides: [], offset: t.offset + r * t.strides[0] + c * t.strides[1])
                        .fillUnrecorded(0)
                }
            }
        },
        row("orthogonal", "float gain=1, Generator? generator=None", "Fills with an orthogonal matrix.") { t, a in
            try orthogonal(t, a.double(1), a.generator(2))
        },
    ]

    /// An interval that holds much of the mass: draw again what falls outside. Else: uniform candidates, each accepted
    /// with the density's share of its peak.
    private static func truncatedNormal(
        _ t: Tensor, _ mean: Double, _ std: Double, _ low: Double, _ high: Double, _ generator: Generator
    ) throws {
        func mass(_ x: Double) -> Double { (1 + erf((x - mean) / std / sqrt(2))) / 2 }
        func fresh() throws -> Tensor { try Tensor(empty: t.shape, t.dtype) }
        if t.isMeta { return }
        if !(std > 0) || !(low <= high) || !mean.isFinite {
            throw TensorError(.valueError, "trunc_normal_ needs std > 0 and a <= b")
        }
        if mass(high) - mass(low) > 0.3 {
            var result = try fresh().normalInPlace(mean, std, generator)
            while true {
                let outside = try result.lt(.double(low)).logicalOr(result.gt(.double(high)))
                if try !outside.sum().item().bool { break }
                result = try Tensor.where(outside, fresh().normalInPlace(mean, std, generator), result)
            }
            _ = try t.copyInPlace(result)
            return
        }
        let peak = (max(low, min(mean, high)) - mean) / std
        func rejected(_ candidates: Tensor) throws -> Tensor {
            let density = try candidates.sub(.double(mean)).div(.double(std)).square().mul(.double(-0.5))
                .sub(.double(-0.5 * peak * peak))
            return try fresh().uniformInPlace(0, 1, generator).log().gt(density)
        }
        var result = try fresh().uniformInPlace(low, high, generator)
        var pending = try rejected(result)
        var rounds = 0
        while try pending.sum().item().bool {
            rounds += 1
            if rounds > 10_000 {
                throw TensorError(
                    .runtimeError, "trunc_normal_: N(\(mean), \(std)²) has almost no mass between \(low) and \(high)")
            }
            let candidates = try fresh().uniformInPlace(low, high, generator)
            result = try Tensor.where(pending, candidates, result)
            pending = try pending.logicalAnd(rejected(candidates))
        }
        _ = try t.copyInPlace(result)
    }

    /// QR of a random matrix by modified Gram–Schmidt, with the signs of R's diagonal taken out: the same matrix as
    /// from Householder's method up to rounding.
    private static func orthogonal(_ t: Tensor, _ gain: Double, _ generator: Generator) throws {
        if t.rank < 2 { throw TensorError(.valueError, "Only tensors with 2 or more dimensions are supported") }
        if t.count == 0 { return }
        let rows = t.shape[0]
        let columns = t.count / rows
        let drawn = try Tensor(empty: [rows, columns], t.dtype).normalInPlace(0, 1, generator)
        let tall = try rows < columns ? drawn.t() : drawn
        let (n, k) = (tall.shape[0], tall.shape[1])
        let values = try tall.doubles()
        var basis: [[Double]] = []
        for c in 0..<k {
            var v = (0..<n).map { values[$0 * k + c] }
            // Twice is enough to be orthogonal to rounding.
            for _ in 0..<2 {
                for b in basis {
                    var dot = 0.0
                    for i in 0..<n { dot += v[i] * b[i] }
                    for i in 0..<n { v[i] -= dot * b[i] }
                }
            }
            let norm = sqrt(v.reduce(0) { $0 + $1 * $1 })
            basis.append(norm > 0 ? v.map { $0 / norm } : v)
        }
        var flat = [Scalar](repeating: 0, count: rows * columns)
        for r in 0..<rows {
            for c in 0..<columns {
                flat[r * columns + c] = .double((rows < columns ? basis[r][c] : basis[c][r]) * gain)
            }
        }
        let q = try Tensor.of(flat, shape: [rows, columns], dtype: t.dtype)
        _ = try t.copyInPlace(q.reshape(t.shape))
    }

    private static let gainRow = OpRow(
        "calculate_gain", .initializer, ["calculate_gain(str nonlinearity, Scalar? param=None)"],
        "The recommended gain of a nonlinearity."
    ) { a in
        let name = try a.string(0)
        // Exact ones are ints in PyTorch.
        let g = try gain(name, a.optionalScalar(1))
        return .scalar(g == 1 ? 1 : .double(g))
    }
}
