/// Rows of what orders, picks and counts elements by their values.
enum OrderingOps {
    static func pair(_ name: String, _ r: (values: Tensor, indices: Tensor)) -> OpResult {
        .tuple(typeName: name, fields: ["values", "indices"], [r.values, r.indices])
    }

    private static func medianRow(_ name: String, ignoreNaN: Bool) -> OpRow {
        OpRow(
            name, .both, ["\(name)(Tensor self)", "\(name)(Tensor self, int dim, bool keepdim=False)"],
            "The median, the lower one of two" + (ignoreNaN ? ", NaN left out." : "; along an axis with its place."),
            shape: "no axes, or without the axis"
        ) { a in
            a.overload == 0
                ? .tensor(try a.tensor(0).median(ignoreNaN: ignoreNaN))
                : pair(name, try a.tensor(0).median(a.int(1), keepdim: a.bool(2), ignoreNaN: ignoreNaN))
        }
    }

    private static func quantileRow(_ name: String, ignoreNaN: Bool) -> OpRow {
        OpRow(
            name, .both,
            [
                "\(name)(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear')",
                "\(name)(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear')",
            ],
            "The elements at the given shares of the order" + (ignoreNaN ? ", NaN left out." : "."),
            shape: "without the axis; a vector of shares gives a first axis"
        ) { a in
            let t = try a.tensor(0)
            let q = a.overload == 0 ? try a.tensor(1) : try Tensor.full([], .double(a.double(1)), dtype: t.dtype)
            return .tensor(
                try t.quantile(
                    q, a.optionalInt(2), keepdim: a.bool(3), interpolation: a.string(4), ignoreNaN: ignoreNaN))
        }
    }

    static let rows: [OpRow] = [
        OpRow(
            "sort", .both,
            [
                "sort(Tensor self, int dim=-1, bool descending=False)",
                "sort(Tensor self, *, bool? stable=None, int dim=-1, bool descending=False)",
            ], "The elements of each line in order, and the places they came from.", shape: "that of the input"
        ) { a in
            a.overload == 0
                ? pair("sort", try a.tensor(0).sort(a.int(1), descending: a.bool(2)))
                : pair("sort", try a.tensor(0).sort(a.int(2), descending: a.bool(3), "SortBackward1"))
        },
        OpRow(
            "argsort", .both,
            [
                "argsort(Tensor self, int dim=-1, bool descending=False)",
                "argsort(Tensor self, *, bool stable, int dim=-1, bool descending=False)",
            ], "The places that would sort each line.", shape: "that of the input"
        ) { a in
            a.overload == 0
                ? .tensor(try a.tensor(0).argsort(a.int(1), descending: a.bool(2)))
                : .tensor(try a.tensor(0).argsort(a.int(2), descending: a.bool(3)))
        },
        OpRow("msort", .both, ["msort(Tensor self)"], "Each column in order.", shape: "that of the input") {
            .tensor(try $0.tensor(0).sort(0).values)
        },
        OpRow(
            "topk", .both, ["topk(Tensor self, int k, int dim=-1, bool largest=True, bool sorted=True)"],
            "The k largest (or smallest) elements of each line and their places.", shape: "k at the axis"
        ) { pair("topk", try $0.tensor(0).topk($0.int(1), $0.int(2), largest: $0.bool(3))) },
        OpRow(
            "kthvalue", .both, ["kthvalue(Tensor self, int k, int dim=-1, bool keepdim=False)"],
            "The k-th smallest element of each line, from 1, and its place.", shape: "without the axis"
        ) { pair("kthvalue", try $0.tensor(0).kthvalue($0.int(1), $0.int(2), keepdim: $0.bool(3))) },
        medianRow("median", ignoreNaN: false), medianRow("nanmedian", ignoreNaN: true),
        OpRow(
            "mode", .both, ["mode(Tensor self, int dim=-1, bool keepdim=False)"],
            "The most frequent element of each line, the smallest of equally frequent ones, and its last place.",
            shape: "without the axis"
        ) { pair("mode", try $0.tensor(0).mode($0.int(1), keepdim: $0.bool(2))) },
        quantileRow("quantile", ignoreNaN: false), quantileRow("nanquantile", ignoreNaN: true),
        OpRow(
            "unique", .both,
            [
                "unique(Tensor self, bool sorted=True, bool return_inverse=False, bool return_counts=False, "
                    + "int? dim=None)"
            ], "The different elements (or slices along an axis), in order.", shape: "as many as are different"
        ) { a in
            let t = try a.tensor(0)
            let r =
                try a.optionalInt(4).map { try t.uniqueSlices($0, consecutive: false) }
                ?? t.unique()
            return try r.result(inverse: a.bool(2), counts: a.bool(3))
        },
        OpRow(
            "unique_consecutive", .both,
            [
                "unique_consecutive(Tensor self, bool return_inverse=False, bool return_counts=False, int? dim=None)"
            ], "Runs of equal elements made one.", shape: "as many as there are runs"
        ) { a in
            let t = try a.tensor(0)
            let r =
                try a.optionalInt(3).map { try t.uniqueSlices($0, consecutive: true) }
                ?? t.uniqueRuns(inverse: a.bool(1), counts: a.bool(2))
            return try r.result(inverse: a.bool(1), counts: a.bool(2))
        },
        OpRow(
            "bincount", .both, ["bincount(Tensor self, Tensor? weights=None, int minlength=0)"],
            "How often each whole number from 0 on occurs.", shape: "one more than the largest number"
        ) { .tensor(try $0.tensor(0).bincount($0.optionalTensor(1), minLength: $0.int(2))) },
        OpRow(
            "histc", .both, ["histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0)"],
            "How many elements fall into each of `bins` equal parts of [min, max].", shape: "bins elements"
        ) { .tensor(try $0.tensor(0).histc($0.int(1), $0.double(2), $0.double(3))) },
        OpRow(
            "histogram", .both,
            [
                "histogram(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False)",
                "histogram(Tensor self, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False)",
            ], "How many elements fall between the edges, and the edges.", shape: "bins and bins + 1 elements"
        ) { a in
            let t = try a.tensor(0)
            let edges =
                a.overload == 0
                ? try a.tensor(1) : try t.histogramEdges(a.int(1), a.isNone(2) ? nil : a.doubles(2))
            let k = a.overload == 0 ? 2 : 3
            let h = try t.histogram(edges, weight: a.optionalTensor(k), density: a.bool(k + 1))
            return .tuple(typeName: "histogram", fields: ["hist", "bin_edges"], [h, edges])
        },
        OpRow(
            "searchsorted", .function,
            [
                "searchsorted(Tensor sorted_sequence, Tensor self, *, bool out_int32=False, bool right=False, "
                    + "str? side=None, Tensor? sorter=None)",
                "searchsorted(Tensor sorted_sequence, Scalar self, *, bool out_int32=False, bool right=False, "
                    + "str? side=None, Tensor? sorter=None)",
            ], "The places at which values would go into sorted lines.", shape: "that of the values"
        ) { a in
            try .tensor(
                Tensor.searchSorted(
                    a.tensor(0), values(a, 1, a.tensor(0)), right: a.bool(3), side: a.optionalString(4),
                    int32: a.bool(2), sorter: a.optionalTensor(5)))
        },
        OpRow(
            "bucketize", .function,
            [
                "bucketize(Tensor self, Tensor boundaries, *, bool out_int32=False, bool right=False)",
                "bucketize(Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False)",
            ], "The bucket between boundaries that each value falls into.", shape: "that of the values"
        ) { a in
            let boundaries = try a.tensor(1)
            if boundaries.rank != 1 {
                throw TensorError(
                    .runtimeError, "boundaries tensor must be 1 dimension, but got dim(\(boundaries.rank))")
            }
            return try .tensor(
                Tensor.searchSorted(
                    boundaries, values(a, 0, boundaries), right: a.bool(3), side: nil, int32: a.bool(2), sorter: nil))
        },
        OpRow(
            "isin", .function,
            [
                "isin(Tensor elements, Tensor test_elements, *, bool assume_unique=False, bool invert=False)",
                "isin(Tensor elements, Scalar test_element, *, bool assume_unique=False, bool invert=False)",
                "isin(Scalar element, Tensor test_elements, *, bool assume_unique=False, bool invert=False)",
            ], "True where the element is among the test elements.", shape: "that of the elements"
        ) { a in
            try .tensor(
                values(a, 0, a.overload == 2 ? a.tensor(1) : nil).isIn(
                    values(a, 1, a.overload == 1 ? a.tensor(0) : nil), invert: a.bool(3)))
        },
    ]

    /// A tensor, or a number as a 0-d tensor.
    private static func values(_ a: borrowing OpArguments, _ i: Int, _ like: Tensor?) throws -> Tensor {
        switch try a.operand(i) {
        case .tensor(let t): return t
        case .number(let n):
            return try Tensor.full([], n, dtype: like.map { Tensor.resultType($0, n) }, device: like?.device ?? .cpu)
        }
    }
}
