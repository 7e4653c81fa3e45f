/// Rows of special functions, as functions, methods and in `torch.special`.
enum SpecialOps {
    private static func unary(
        _ name: String, _ documentation: String, aliases: [String] = [],
        places: OpPlaces = [.pointwise, .special], _ f: @escaping (Tensor) throws -> Tensor
    ) -> OpRow {
        OpRow(name, aliases: aliases, places, ["\(name)(Tensor self)"], documentation, shape: "that of the input") {
            .tensor(try f($0.tensor(0)))
        }
    }

    private static func table(_ name: String, _ documentation: String, places: OpPlaces = .special) -> OpRow {
        unary(name, documentation, places: places) { try $0.specialFunction(name) }
    }

    /// Of two tensors, or of a tensor and a number on either side.
    private static func pair(
        _ name: String, _ documentation: String, places: OpPlaces, numbers: Bool = true,
        _ f: @escaping (Tensor, Tensor) throws -> Tensor
    ) -> OpRow {
        let schemas = ["\(name)(Tensor self, Tensor other)"]
        let more = ["\(name)(Tensor self, Scalar other)", "\(name)(Scalar self, Tensor other)"]
        return OpRow(
            name, places, schemas + (numbers ? more : []), documentation, shape: "broadcast of both operands"
        ) { a in
            /// Forms with a number have nodes of their own: XlogyBackward1, XlogyBackward2.
            func renamed(_ t: Tensor, _ suffix: String) -> Tensor {
                guard let node = t.gradFunction?.name, node.hasSuffix("0") else { return t }
                return t.named(String(node.dropLast()) + suffix)
            }
            func number(_ i: Int, _ like: Tensor) throws -> Tensor {
                let n = try a.scalar(i)
                // Beside integers a number keeps its own dtype: it is not wrapped to theirs.
                let type = like.dtype.isFloat ? Tensor.resultType(like, n) : n.dtype
                return try Tensor.full([], n, dtype: type, device: like.device)
            }
            switch a.overload {
            case 0: return .tensor(try f(a.tensor(0), a.tensor(1)))
            case 1: return .tensor(renamed(try f(a.tensor(0), number(1, a.tensor(0))), "2"))
            default: return .tensor(renamed(try f(number(0, a.tensor(1)), a.tensor(1)), "1"))
            }
        }
    }

    static let rows: [OpRow] = [
        unary("lgamma", "log |Γ(x)|.", places: .pointwise) { try $0.lgamma() },
        unary("gammaln", "log |Γ(x)|.", places: .special) { try $0.lgamma() },
        unary("digamma", "Γ′(x)/Γ(x).", places: .pointwise) {
            try $0.polygamma(0, "DigammaBackward0")
        },
        unary("digamma", "Γ′(x)/Γ(x).", aliases: ["psi"], places: .special) {
            try $0.polygamma(0, "DigammaBackward0")
        },
        OpRow(
            "polygamma", [.function, .special], ["polygamma(int n, Tensor self)"], "The n-th derivative of digamma.",
            shape: "that of the input"
        ) { .tensor(try $0.tensor(1).polygamma($0.int(0))) },
        OpRow(
            "polygamma", [.method, .inPlace], ["polygamma(Tensor self, int n)"], "The n-th derivative of digamma.",
            shape: "that of the input"
        ) { .tensor(try $0.tensor(0).polygamma($0.int(1))) },
        OpRow(
            "mvlgamma", .pointwise, ["mvlgamma(Tensor self, int p)"],
            "The logarithm of the multivariate gamma function.",
            shape: "that of the input"
        ) { .tensor(try $0.tensor(0).mvlgamma($0.int(1))) },
        OpRow(
            "multigammaln", .special, ["multigammaln(Tensor self, int p)"],
            "The logarithm of the multivariate gamma function.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).mvlgamma($0.int(1))) },
        unary("erfinv", "The inverse of erf.") { try $0.erfinv() },
        table("i0", "The modified Bessel function of the first kind of order 0.", places: [.pointwise, .special]),
        table("i0e", "i0(x)·exp(−|x|)."), table("i1", "The modified Bessel function of order 1."),
        table("i1e", "i1(x)·exp(−|x|)."), table("entr", "−x·log(x)."),
        table("ndtr", "The share of the normal distribution below x."), table("ndtri", "The inverse of ndtr."),
        table("log_ndtr", "log(ndtr(x))."), table("erfcx", "exp(x²)·erfc(x)."),
        table("bessel_j0", "The Bessel function of the first kind of order 0."),
        table("bessel_j1", "The Bessel function of the first kind of order 1."),
        table("bessel_y0", "The Bessel function of the second kind of order 0."),
        table("bessel_y1", "The Bessel function of the second kind of order 1."),
        table("spherical_bessel_j0", "sin(x)/x."),
        table("modified_bessel_i0", "The modified Bessel function of order 0."),
        table("modified_bessel_i1", "The modified Bessel function of order 1."),
        unary("sinc", "sin(πx)/(πx).") { try $0.sinc() },
        OpRow(
            "logit", .pointwise.union(.special), ["logit(Tensor self, float? eps=None)"], "log(x / (1 − x)).",
            shape: "that of the input"
        ) { .tensor(try $0.tensor(0).logit($0.optionalDouble(1))) },
        pair("xlogy", "x·log(y), 0 where x is 0.", places: .pointwise.union(.special)) {
            try $0.timesLog($1, plusOne: false)
        },
        pair("xlog1py", "x·log1p(y), 0 where x is 0.", places: .special) { try $0.timesLog($1, plusOne: true) },
        pair("logaddexp", "log(exp(x) + exp(y)).", places: .both, numbers: false) {
            try $0.logAddExp($1, base2: false)
        },
        pair("logaddexp2", "log₂(2ˣ + 2ʸ).", places: .both, numbers: false) { try $0.logAddExp($1, base2: true) },
        pair("igamma", "The lower incomplete gamma function.", places: .pointwise, numbers: false) {
            try $0.incompleteGamma($1, upper: false)
        },
        pair("igammac", "The upper incomplete gamma function.", places: .pointwise, numbers: false) {
            try $0.incompleteGamma($1, upper: true)
        },
        pair("gammainc", "The lower incomplete gamma function.", places: .special, numbers: false) {
            try $0.incompleteGamma($1, upper: false)
        },
        pair("gammaincc", "The upper incomplete gamma function.", places: .special, numbers: false) {
            try $0.incompleteGamma($1, upper: true)
        },
        pair("zeta", "Hurwitz' zeta function.", places: .special) { try $0.zeta($1) },
        OpRow(
            "softmax", .special, ["softmax(Tensor self, int dim, ScalarType? dtype=None)"],
            "exp(x) / Σ exp(x) along an axis.", shape: "that of the input"
        ) {
            let t = try $0.tensor(0)
            return .tensor(try ($0.dtype(2).map { try t.to($0) } ?? t).softmax($0.int(1)))
        },
        OpRow(
            "log_softmax", .special, ["log_softmax(Tensor self, int dim, ScalarType? dtype=None)"],
            "log(softmax(x)).", shape: "that of the input"
        ) {
            let t = try $0.tensor(0)
            return .tensor(try ($0.dtype(2).map { try t.to($0) } ?? t).logSoftmax($0.int(1)))
        },
        OpRow(
            "logsumexp", .special, ["logsumexp(Tensor self, int[1] dim, bool keepdim=False)"],
            "log Σ exp(x) along axes.", shape: "without the reduced axes"
        ) { .tensor(try $0.tensor(0).logsumexp($0.ints(1), keepdim: $0.bool(2))) },
        OpRow(
            "round", .special, ["round(Tensor self, *, int decimals=0)"], "Rounds, halves to even.",
            shape: "that of the input"
        ) { .tensor(try $0.tensor(0).round(decimals: $0.int(1))) },
        unary("deg2rad", "Degrees as radians.", places: .pointwise) {
            try $0.scaledBy(0.017453292519943295, "Deg2RadBackward0")
        },
        unary("rad2deg", "Radians as degrees.", places: .pointwise) {
            try $0.scaledBy(57.29577951308232, "Rad2DegBackward0")
        },
        unary("sgn", "−1, 0 or 1.", places: .pointwise) { try $0.sign().named("SgnBackward0") },
        unary("angle", "0, or π for negative numbers.", places: .both) { try $0.angle() },
        unary("real", "The input itself.", places: .both) { $0 },
        unary("conj", "The input itself.", aliases: ["conj_physical", "resolve_conj", "resolve_neg"], places: .both) {
            $0
        },
        unary("isreal", "True: every number here is real.", places: .both) {
            try Tensor.ones($0.shape, dtype: .bool, device: $0.device)
        },
        OpRow(
            "nan_to_num", .pointwise,
            ["nan_to_num(Tensor self, float? nan=None, float? posinf=None, float? neginf=None)"],
            "NaN and infinities replaced by numbers.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).nanToNum($0.optionalDouble(1), $0.optionalDouble(2), $0.optionalDouble(3))) },
        OpRow(
            "heaviside", .pointwise, ["heaviside(Tensor self, Tensor values)"], "0 below 0, 1 above, values at 0.",
            shape: "broadcast of both operands"
        ) { .tensor(try $0.tensor(0).heaviside($0.tensor(1))) },
        pair("gcd", "The greatest common divisor.", places: .pointwise, numbers: false) { try $0.gcd($1) },
        pair("lcm", "The least common multiple.", places: .pointwise, numbers: false) { try $0.lcm($1) },
        pair("nextafter", "The next number towards other.", places: .pointwise, numbers: false) {
            try $0.nextAfter($1)
        },
        pair("ldexp", "input · 2^other.", places: .pointwise, numbers: false) { try $0.ldexp($1) },
        OpRow(
            "frexp", .both, ["frexp(Tensor self)"], "Mantissa in [½, 1) and exponent of 2.", shape: "that of the input"
        ) {
            let r = try $0.tensor(0).frexp()
            return .tuple(typeName: "frexp", fields: ["mantissa", "exponent"], [r.mantissa, r.exponent])
        },
    ]
}
