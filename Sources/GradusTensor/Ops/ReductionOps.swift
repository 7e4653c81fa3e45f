enum ReductionOps {
    private static func extremeRow(_ e: Extreme, _ documentation: String) -> OpRow {
        OpRow(
            e.name, .both,
            [
                "\(e.name)(Tensor self)", "\(e.name)(Tensor self, Tensor other)",
                "\(e.name)(Tensor self, int dim, bool keepdim=False)",
            ], documentation, shape: "no axes; without the axis; or the broadcast of both operands"
        ) { a in
            switch a.overload {
            case 0: return .tensor(try a.tensor(0).extreme(e))
            case 1:
                let (x, y) = (try a.tensor(0), try a.tensor(1))
                return .tensor(try e == .max ? x.maximum(y) : x.minimum(y))
            default:
                let (values, indices) = try a.tensor(0).extreme(e, a.int(1), keepdim: a.bool(2))
                return .tuple(typeName: e.name, fields: ["values", "indices"], [values, indices])
            }
        }
    }

    private static func argRow(_ e: Extreme) -> OpRow {
        OpRow(
            "arg\(e.name)", .both, ["arg\(e.name)(Tensor self, int? dim=None, bool keepdim=False)"],
            "The first place of the \(e == .max ? "largest" : "smallest") element.",
            shape: "no axes, or without the axis"
        ) { .tensor(try $0.tensor(0).argExtreme(e, $0.optionalInt(1), keepdim: $0.bool(2))) }
    }

    private static func amaxRow(_ e: Extreme) -> OpRow {
        OpRow(
            "a\(e.name)", .both, ["a\(e.name)(Tensor self, int[1]? dim=[], bool keepdim=False)"],
            "The \(e == .max ? "largest" : "smallest") element along axes; equal ones share the gradient.",
            shape: "without the reduced axes"
        ) { .tensor(try $0.tensor(0).aextreme(e, $0.optionalInts(1), keepdim: $0.bool(2))) }
    }

    private static func spreadRow(_ name: String, root: Bool) -> OpRow {
        OpRow(
            name, .both,
            [
                "\(name)(Tensor self, bool unbiased)",
                "\(name)(Tensor self, int[1]? dim, bool unbiased, bool keepdim=False)",
                "\(name)(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False)",
                "\(name)(Tensor self, *, bool unbiased, bool keepdim=False)",
            ],
            root ? "The standard deviation." : "The variance.", shape: "without the reduced axes"
        ) { a in
            let t = try a.tensor(0)
            switch a.overload {
            case 0: return .tensor(try t.variance(correction: a.bool(1) ? 1 : 0, root: root))
            case 1:
                return .tensor(
                    try t.variance(a.optionalInts(1), correction: a.bool(2) ? 1 : 0, keepdim: a.bool(3), root: root))
            case 2:
                return .tensor(
                    try t.variance(
                        a.optionalInts(1), correction: a.optionalScalar(2)?.double ?? 1, keepdim: a.bool(3), root: root)
                )
            default:
                return .tensor(try t.variance(correction: a.bool(1) ? 1 : 0, keepdim: a.bool(2), root: root))
            }
        }
    }

    private static func pairRow(_ name: String, root: Bool) -> OpRow {
        OpRow(
            name, .function,
            ["\(name)(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False)"],
            "The \(root ? "standard deviation" : "variance") and the mean.", shape: "without the reduced axes"
        ) { a in
            let t = try a.tensor(0)
            if !t.dtype.isFloat {
                throw TensorError(.runtimeError, "\(name) only support floating point and complex dtypes")
            }
            let (dims, keep) = (try a.optionalInts(1), try a.bool(3))
            let node = root ? "StdMeanBackward0" : "VarMeanBackward0"
            let spread = try t.variance(
                dims, correction: a.optionalScalar(2)?.double ?? 1, keepdim: keep, root: root)
            return .tuple(
                typeName: nil, fields: [], [spread.named(node), try t.mean(dims, keepdim: keep).named(node)])
        }
    }

    private static func truthRow(_ name: String, any: Bool) -> OpRow {
        OpRow(
            name, .both, ["\(name)(Tensor self)", "\(name)(Tensor self, int[1]? dim=None, bool keepdim=False)"],
            any ? "Whether any element is not zero." : "Whether no element is zero.", shape: "without the reduced axes"
        ) { a in
            // An empty list of axes reduces nothing here.
            if a.overload == 1, case .ints(let d) = a[1], d.isEmpty {
                let t = try a.tensor(0)
                return .tensor(try t.contiguousUnrecorded().castUnrecorded(.bool))
            }
            return a.overload == 0
                ? .tensor(try a.tensor(0).truth(any: any))
                : .tensor(try a.tensor(0).truth(any: any, a.optionalInts(1), keepdim: a.bool(2)))
        }
    }

    static let rows: [OpRow] = [
        extremeRow(.max, "The largest element; along an axis with its place; or of two tensors, element by element."),
        extremeRow(.min, "The smallest element; along an axis with its place; or of two tensors, element by element."),
        argRow(.max), argRow(.min), amaxRow(.max), amaxRow(.min),
        OpRow(
            "aminmax", .both, ["aminmax(Tensor self, *, int? dim=None, bool keepdim=False)"],
            "The smallest and the largest element.", shape: "without the axis"
        ) { a in
            let t = try a.tensor(0)
            let dims: Dims? = try a.optionalInt(1).map { [$0] }
            return .tuple(
                typeName: "aminmax", fields: ["min", "max"],
                [
                    try t.aextreme(.min, dims, keepdim: a.bool(2)).named("AminmaxBackward0"),
                    try t.aextreme(.max, dims, keepdim: a.bool(2)).named("AminmaxBackward0"),
                ])
        },
        OpRow(
            "prod", .both,
            [
                "prod(Tensor self, *, ScalarType? dtype=None)",
                "prod(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None)",
            ], "The product of all elements, or along an axis.", shape: "no axes, or without the axis"
        ) { a in
            a.overload == 0
                ? .tensor(try a.tensor(0).prod(dtype: a.dtype(1)))
                : .tensor(try a.tensor(0).prod(a.int(1), keepdim: a.bool(2), dtype: a.dtype(3)))
        },
        spreadRow("std", root: true), spreadRow("var", root: false), pairRow("std_mean", root: true),
        pairRow("var_mean", root: false), truthRow("any", any: true), truthRow("all", any: false),
        OpRow(
            "cumsum", .both.union(.inPlace), ["cumsum(Tensor self, int dim, *, ScalarType? dtype=None)"],
            "Running sums along an axis.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).cumsum($0.int(1), dtype: $0.dtype(2))) },
        OpRow(
            "cumprod", .both.union(.inPlace), ["cumprod(Tensor self, int dim, *, ScalarType? dtype=None)"],
            "Running products along an axis.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).cumprod($0.int(1), dtype: $0.dtype(2))) },
        OpRow(
            "logsumexp", .both, ["logsumexp(Tensor self, int[1] dim, bool keepdim=False)"],
            "log Σ exp(x) along axes, without overflow.", shape: "without the reduced axes"
        ) { .tensor(try $0.tensor(0).logsumexp($0.ints(1), keepdim: $0.bool(2))) },
        OpRow(
            "flip", .both, ["flip(Tensor self, int[] dims)"], "The elements in reverse order along axes.",
            shape: "that of the input"
        ) { .tensor(try $0.tensor(0).flip($0.ints(1))) },
        OpRow("fliplr", .both, ["fliplr(Tensor self)"], "Columns in reverse order.", shape: "that of the input") {
            if try $0.tensor(0).rank < 2 { throw TensorError(.runtimeError, "Input must be >= 2-d.") }
            return .tensor(try $0.tensor(0).flip([1]))
        },
        OpRow("flipud", .both, ["flipud(Tensor self)"], "Rows in reverse order.", shape: "that of the input") {
            if try $0.tensor(0).rank < 1 { throw TensorError(.runtimeError, "Input must be >= 1-d.") }
            return .tensor(try $0.tensor(0).flip([0]))
        },
        OpRow(
            "count_nonzero", .both, ["count_nonzero(Tensor self, int[1]? dim=None)"],
            "How many elements are not zero.", shape: "without the reduced axes"
        ) { .tensor(try $0.tensor(0).ne(.number(0)).sum($0.optionalInts(1))) },
    ]
}
