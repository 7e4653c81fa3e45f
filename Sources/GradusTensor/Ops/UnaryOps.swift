enum UnaryOps {
    private static func row(
        _ name: String, _ documentation: String, aliases: [String] = [], places: OpPlaces = .pointwise,
        _ function: @escaping (Tensor) throws -> Tensor
    ) -> OpRow {
        // torch.sin_ and its like; torch.sign_ does not exist.
        let places = places.contains(.inPlace) && name != "sign" ? places.union(.inPlaceFunction) : places
        return OpRow(
            name, aliases: aliases, places, ["\(name)(Tensor self)"], documentation, shape: "that of the input"
        ) {
            .tensor(try function($0.tensor(0)))
        }
    }

    static let rows: [OpRow] = [
        row("neg", "The input with its sign turned.", aliases: ["negative"]) { try $0.neg() },
        row("abs", "The absolute value.", aliases: ["absolute"]) { try $0.abs() },
        row("positive", "The input itself.", places: .both) {
            if $0.dtype == .bool {
                throw TensorError(.runtimeError, "The `+` operator, on a bool tensor is not supported.")
            }
            return $0
        },
        row("exp", "e to the power of each element.", places: [.pointwise, .special]) { try $0.exp() },
        row("exp2", "2 to the power of each element.", places: [.pointwise, .special]) { try $0.exp2() },
        row("expm1", "exp(x) − 1, exact near 0.", places: [.pointwise, .special]) { try $0.expm1() },
        row("log", "The natural logarithm.") { try $0.log() },
        row("log1p", "log(1 + x), exact near 0.", places: [.pointwise, .special]) { try $0.log1p() },
        row("log2", "The logarithm to base 2.") { try $0.log2() },
        row("log10", "The logarithm to base 10.") { try $0.log10() },
        row("sqrt", "The square root.") { try $0.sqrt() },
        row("rsqrt", "1 / √x.") { try $0.rsqrt() },
        row("reciprocal", "1 / x.") { try $0.reciprocal() },
        row("square", "x².") { try $0.square() },
        row("sin", "The sine, of radians.") { try $0.sin() },
        row("cos", "The cosine, of radians.") { try $0.cos() },
        row("tan", "The tangent, of radians.") { try $0.tan() },
        row("asin", "The arc sine.", aliases: ["arcsin"]) { try $0.asin() },
        row("acos", "The arc cosine.", aliases: ["arccos"]) { try $0.acos() },
        row("atan", "The arc tangent.", aliases: ["arctan"]) { try $0.atan() },
        row("sinh", "The hyperbolic sine.") { try $0.sinh() },
        row("cosh", "The hyperbolic cosine.") { try $0.cosh() },
        row("tanh", "The hyperbolic tangent.", places: [.pointwise, .functional]) { try $0.tanh() },
        row("asinh", "The inverse hyperbolic sine.", aliases: ["arcsinh"]) { try $0.asinh() },
        row("acosh", "The inverse hyperbolic cosine.", aliases: ["arccosh"]) { try $0.acosh() },
        row("atanh", "The inverse hyperbolic tangent.", aliases: ["arctanh"]) { try $0.atanh() },
        row(
            "sigmoid", "1 / (1 + exp(−x)).", aliases: ["expit"], places: [.pointwise, .functional, .special]
        ) { try $0.sigmoid() },
        row("erf", "The error function.", places: [.pointwise, .special]) { try $0.erf() },
        row("erfc", "1 − erf(x).", places: [.pointwise, .special]) { try $0.erfc() },
        row("floor", "The largest whole number not above x.") { try $0.floor() },
        row("ceil", "The smallest whole number not below x.") { try $0.ceil() },
        row("trunc", "x without its fraction.", aliases: ["fix"]) { try $0.trunc() },
        row("frac", "The fraction of x, with its sign.") { try $0.frac() },
        row("sign", "−1, 0 or 1.") { try $0.sign() },
        OpRow(
            "round", .pointwise, ["round(Tensor self, *, int decimals=0)"],
            "Rounds to whole numbers, halves to even, or to a number of decimals.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).round(decimals: $0.int(1))) },
        OpRow(
            "relu", .pointwise.union(.inPlaceFunction), ["relu(Tensor self)"],
            "max(x, 0): negative elements become 0.", shape: "that of the input", inPlace: reluInPlace
        ) { .tensor(try $0.tensor(0).relu()) },
        OpRow(
            "relu", .functional, ["relu(Tensor self, bool inplace=False)"],
            "max(x, 0): negative elements become 0.", shape: "that of the input"
        ) { try $0.bool(1) ? reluInPlace(&$0) : .tensor($0.tensor(0).relu()) },
    ]

    private static func reluInPlace(_ a: inout OpArguments) throws -> OpResult {
        .tensor(try a.tensor(0).reluInPlace())
    }
}
