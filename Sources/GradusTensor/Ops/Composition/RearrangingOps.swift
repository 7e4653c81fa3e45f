/// Rows of what rearranges, repeats, joins and combines tensors.
enum RearrangingOps {
    static var rows: [OpRow] { moving + combining + contracting + splitting }

    /// Every argument a tensor: `meshgrid(x, y)`, or one list of them.
    static func several(_ a: borrowing OpArguments) throws -> [Tensor] {
        if case .tensor = a[0] {
            var list: [Tensor] = []
            for i in 0..<8 { if case .tensor(let t) = a[i] { list.append(t) } }
            return list
        }
        return try a.tensors(0)
    }

    /// A signature that takes any number of tensors by position.
    static func variadic(_ name: String, _ options: String = "") -> [String] {
        let names = (1...8).map { "any t\($0)=None" }.joined(separator: ", ")
        return ["\(name)(Tensor[] tensors=()\(options))", "\(name)(Tensor tensors, \(names)\(options))"]
    }

    private static let moving: [OpRow] = [
        OpRow(
            "roll", .both, ["roll(Tensor self, int[1] shifts, int[1] dims=[])"],
            "The elements moved along axes, those that fall off put in front.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).roll($0.ints(1), $0.ints(2))) },
        OpRow(
            "rot90", .both, ["rot90(Tensor self, int k=1, int[] dims=[0,1])"],
            "The matrices of two axes turned k times by 90°.", shape: "the two sizes exchanged for odd k"
        ) { .tensor(try $0.tensor(0).rot90($0.int(1), $0.ints(2))) },
        OpRow(
            "repeat_interleave", .both,
            [
                "repeat_interleave(Tensor self, int repeats, int? dim=None, *, int? output_size=None)",
                "repeat_interleave(Tensor self, Tensor repeats, int? dim=None, *, int? output_size=None)",
                "repeat_interleave(Tensor repeats, *, int? output_size=None)",
            ], "Each element (or slice along an axis) repeated.", shape: "the axis as long as the repeats add up to"
        ) { a in
            if a.overload == 2 { return .tensor(try a.tensor(0).repeatedPlaces()) }
            return .tensor(try a.tensor(0).repeatInterleave(a.operand(1), a.optionalInt(2)))
        },
        OpRow(
            "take_along_dim", .both, ["take_along_dim(Tensor self, Tensor indices, int? dim=None)"],
            "Elements picked along an axis, the other axes broadcast.", shape: "that of the indices"
        ) { a in
            let (t, index) = (try a.tensor(0), try a.tensor(1))
            if index.dtype != .int64, !a.isNone(2) || index.dtype != .int32 {
                throw TensorError(
                    .runtimeError,
                    a.isNone(2)
                        ? "gather(): Expected dtype int32/int64 for index"
                        : "torch.take_along_dim(): dtype of indices should be Long but got \(index.dtype.scalarTypeName)"
                )
            }
            guard let dim = try a.optionalInt(2) else {
                return .tensor(try t.contiguous().reshape([-1]).gather(0, index.reshape([-1])))
            }
            if t.rank != index.rank {
                throw TensorError(
                    .runtimeError,
                    "torch.take_along_dim(): input and indices should have the same number of dimensions, but got \(t.rank) "
                        + "dimensions for input, and \(index.rank) dimensions for indices",
                    shapes: [t.shape, index.shape])
            }
            if t.rank == 0 { return .tensor(try t.gather(0, index)) }
            let at = try t.axis(dim)
            let shape = try Elementwise.broadcast(
                t.shape.replacing(at: at, with: 1), index.shape.replacing(at: at, with: 1), "take_along_dim")
            return .tensor(
                try t.expand(shape.replacing(at: at, with: t.shape[at])).gather(
                    at, index.expandUnrecorded(shape.replacing(at: at, with: index.shape[at]))))
        },
    ]

    private static let combining: [OpRow] = [
        OpRow(
            "meshgrid", .function, variadic("meshgrid", ", *, str? indexing=None"),
            "Grids of coordinates from vectors.",
            shape: "the vectors' lengths"
        ) { a in
            let indexing = try a.optionalString(a.overload == 0 ? 1 : 9) ?? "ij"
            return .tuple(typeName: nil, fields: [], try Tensor.meshgrid(several(a), indexing))
        },
        OpRow(
            "cartesian_prod", .function, variadic("cartesian_prod"), "Every way to pick one element of each vector.",
            shape: "the product of the lengths × the number of vectors"
        ) { .tensor(try Tensor.cartesianProduct(several($0))) },
        OpRow(
            "block_diag", .function, variadic("block_diag"), "Matrices along a diagonal.", shape: "the sizes added"
        ) { .tensor(try Tensor.blockDiagonal(several($0))) },
        OpRow(
            "combinations", .function, ["combinations(Tensor self, int r=2, bool with_replacement=False)"],
            "Every way to pick r elements of a vector.", shape: "n × r"
        ) { .tensor(try $0.tensor(0).combinations($0.int(1), withReplacement: $0.bool(2))) },
        OpRow(
            "column_stack", .function, ["column_stack(Tensor[] tensors)"], "Vectors as columns beside one another.",
            shape: "the sizes of axis 1 added"
        ) {
            let list = try $0.someTensors(0).map { $0.rank < 2 ? try $0.reshape([$0.count, 1]) : $0 }
            return .tensor(try Tensor.cat(list, 1))
        },
        OpRow(
            "dstack", .function, ["dstack(Tensor[] tensors)"], "Tensors along axis 2.",
            shape: "the sizes of axis 2 added"
        ) {
            let list = try $0.someTensors(0).map { try atLeast($0, 3) }
            return .tensor(try Tensor.cat(list, 2))
        },
        atLeastRow(1), atLeastRow(2), atLeastRow(3),
        OpRow(
            "unravel_index", .function, ["unravel_index(Tensor indices, any shape)"],
            "Row-major numbers as coordinates.", shape: "that of the indices, for each axis"
        ) { a in
            var sizes: Dims
            switch a[1] {
            case .ints(let d): sizes = d
            case .scalar(let s) where !s.isFloat: sizes = [s.int]
            default:
                throw TensorError(.typeError, "Expected sequence of ints for torch.unravel_index()")
            }
            var t = try a.tensor(0)
            if t.dtype.isFloat || t.dtype == .bool {
                throw TensorError(
                    .typeError, "expected 'indices' to be integer dtype, but got \(t.dtype.torchName)")
            }
            if sizes.contains(where: { $0 < 0 }) {
                throw TensorError(
                    .valueError,
                    "'shape' cannot have negative values, but got (\(sizes.map(String.init).joined(separator: ", ")))")
            }
            t = try t.to(.int64)
            var outs: [Tensor] = []
            var step = 1
            for s in sizes.reversed() {
                let size = Swift.max(s, 1)
                outs.insert(
                    try t.div(.number(.int(step)), rounding: "floor").remainder(.number(.int(size))), at: 0)
                step = step.multipliedReportingOverflow(by: size).partialValue
                step = Swift.max(step, 1)
            }
            sizes = []
            return .tensors(outs)
        },
    ]

    static func atLeast(_ t: Tensor, _ n: Int) throws -> Tensor {
        if t.rank >= n { return t }
        switch (t.rank, n) {
        case (0, _): return try t.reshape(Dims(repeating: 1, count: n))
        case (1, 2): return try t.unsqueeze(0)
        case (1, _): return try t.unsqueeze(0).unsqueeze(-1)
        default: return try t.unsqueeze(-1)
        }
    }

    private static func atLeastRow(_ n: Int) -> OpRow {
        OpRow(
            "atleast_\(n)d", .function, variadic("atleast_\(n)d"), "Axes of size 1 added up to \(n) axes.",
            shape: "at least \(n) axes"
        ) { a in
            let list = try several(a)
            if a.overload == 1, list.count == 1 { return .tensor(try atLeast(list[0], n)) }
            return .tuple(typeName: nil, fields: [], try list.map { try atLeast($0, n) })
        }
    }

    private static let contracting: [OpRow] = [
        OpRow(
            "einsum", .function,
            [
                "einsum(str equation, Tensor[] operands)",
                "einsum(str equation, " + (0...6).map { "any t\($0)=None" }.joined(separator: ", ") + ")",
                "einsum(" + (0...12).map { "any t\($0)=None" }.joined(separator: ", ") + ")",
            ], "Products summed over the letters that the result does not have.", shape: "the letters after the arrow"
        ) { a in
            switch a.overload {
            case 0: return .tensor(try Tensor.einsum(a.string(0), a.tensors(1)))
            case 1:
                var list: [Tensor] = []
                for i in 1..<8 {
                    switch a[i] {
                    case .tensor(let t): list.append(t)
                    case .none: break
                    default:
                        throw TensorError(
                            .typeError,
                            "expected Tensor as element \(list.count) in argument 1, but got \(a[i].typeName)")
                    }
                }
                return .tensor(try Tensor.einsum(a.string(0), list))
            default: return .tensor(try interleaved(a))
            }
        },
        OpRow(
            "tensordot", .function, ["tensordot(Tensor a, Tensor b, any dims=2)"],
            "Products summed over pairs of axes.",
            shape: "both without the summed axes"
        ) { a in
            let (x, y) = (try a.tensor(0), try a.tensor(1))
            switch a[2] {
            case .scalar(let s) where !s.isFloat:
                let n = s.int
                if n < 0 { throw TensorError(.runtimeError, "tensordot expects dims >= 0, but got dims=\(n)") }
                if n > Swift.min(x.rank, y.rank) {
                    throw TensorError(
                        .runtimeError, "tensordot expects dims < ndim_a or ndim_b, but got dims=\(n)")
                }
                return .tensor(try x.tensordot(y, Array((x.rank - n)..<x.rank), Array(0..<n)))
            case .nested(let lists) where lists.count == 2: return .tensor(try x.tensordot(y, lists[0], lists[1]))
            case .ints(let d) where d.count == 2: return .tensor(try x.tensordot(y, [d[0]], [d[1]]))
            case .tensor(let t) where t.rank == 2 && t.shape[0] == 2:
                let all = try t.ints()
                return .tensor(
                    try x.tensordot(y, Array(all[0..<t.shape[1]]), Array(all[t.shape[1]...])))
            default:
                throw TensorError(
                    .runtimeError,
                    "tensordot expects dims to be int or tuple[list[int], list[int]] or list[list[int]] containing two lists, but got dims=\(a[2].typeName)"
                )
            }
        },
        OpRow(
            "cov", .both,
            ["cov(Tensor self, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None)"],
            "The covariances of rows over columns.", shape: "n×n"
        ) {
            .tensor(
                try $0.tensor(0).covariance(
                    $0.int(1), fweights: $0.optionalTensor(2), aweights: $0.optionalTensor(3)))
        },
        OpRow("corrcoef", .both, ["corrcoef(Tensor self)"], "The correlation coefficients of rows.", shape: "n×n") {
            .tensor(try $0.tensor(0).correlation())
        },
    ]

    /// `einsum(x, [0, 1], y, [1, 2], [0, 2])`
    private static func interleaved(_ a: borrowing OpArguments) throws -> Tensor {
        func wrong() -> TensorError {
            TensorError(
                .valueError,
                "einsum(): must specify the equation string and at least one operand, or at least one operand and its subscripts list"
            )
        }
        func letters(_ v: OpValue) throws -> String {
            guard case .ints(let d) = v else { throw wrong() }
            return try d.map { i -> String in
                guard i >= 0, i < 52 else {
                    throw TensorError(
                        .valueError,
                        "einsum(): subscript \(i) is not within the valid range [0, 52)")
                }
                return EinsumEquation.name(i)
            }.joined()
        }
        var (tensors, terms): ([Tensor], [String]) = ([], [])
        var i = 0
        var equation: String?
        while i < 13, equation == nil {
            switch a[i] {
            case .tensor(let t):
                tensors.append(t)
                terms.append(try letters(a[i + 1]))
                i += 2
            case .ints where !tensors.isEmpty: equation = terms.joined(separator: ",") + "->" + (try letters(a[i]))
            case .none: equation = terms.joined(separator: ",")
            default: throw wrong()
            }
        }
        guard let equation, !tensors.isEmpty else { throw wrong() }
        return try Tensor.einsum(equation, tensors)
    }

    private static let splitting: [OpRow] = [
        OpRow(
            "tensor_split", .both,
            [
                "tensor_split(Tensor self, int sections, int dim=0)",
                "tensor_split(Tensor self, int[] indices, int dim=0)",
                "tensor_split(Tensor self, Tensor tensor_indices_or_sections, int dim=0)",
            ], "Parts of an axis: so many, or cut at places.", shape: "the axis cut"
        ) { a in
            switch a.overload {
            case 0: return .tuple(typeName: nil, fields: [], try a.tensor(0).tensorSplit(a.int(1), a.int(2)))
            case 1: return .tuple(typeName: nil, fields: [], try a.tensor(0).tensorSplit(at: a.intArray(1), a.int(2)))
            default:
                let places = try a.tensor(1)
                return .tuple(
                    typeName: nil, fields: [],
                    try places.rank == 0
                        ? a.tensor(0).tensorSplit(places.item().int, a.int(2))
                        : a.tensor(0).tensorSplit(at: places.ints(), a.int(2)))
            }
        },
        splitRow("hsplit", 1), splitRow("vsplit", 0), splitRow("dsplit", 2),
        OpRow(
            "split_with_sizes", aliases: ["unsafe_split_with_sizes"], .both,
            ["split_with_sizes(Tensor self, int[] split_sizes, int dim=0)"], "Parts of the given sizes.",
            shape: "the axis cut"
        ) { .tuple(typeName: nil, fields: [], try $0.tensor(0).split($0.intArray(1), $0.int(2))) },
        OpRow(
            "unsafe_chunk", .both, ["unsafe_chunk(Tensor self, int chunks, int dim=0)"], "About so many parts.",
            shape: "the axis cut"
        ) { .tuple(typeName: nil, fields: [], try $0.tensor(0).chunk($0.int(1), $0.int(2))) },
    ]

    private static func splitRow(_ name: String, _ dim: Int) -> OpRow {
        OpRow(
            name, .both, ["\(name)(Tensor self, int sections)", "\(name)(Tensor self, int[] indices)"],
            "Parts along axis \(dim): so many, or cut at places.", shape: "the axis cut"
        ) { a in
            let t = try a.tensor(0)
            let wanted = dim == 1 ? 1 : dim == 0 ? 2 : 3
            if t.rank < wanted {
                throw TensorError(
                    .runtimeError,
                    "torch.\(name) requires a tensor with at least \(wanted) dimension, but got a tensor with \(t.rank) dimensions!",
                    shapes: [t.shape])
            }
            let at = dim == 1 && t.rank == 1 ? 0 : dim
            if a.overload == 1 { return .tuple(typeName: nil, fields: [], try t.tensorSplit(at: a.intArray(1), at)) }
            let n = try a.int(1)
            if n == 0 || t.shape[at] % n != 0 {
                throw TensorError(
                    .runtimeError,
                    "torch.\(name) attempted to split along dimension \(at), but the size of the dimension \(t.shape[at]) is not "
                        + "divisible by the split_size \(n)!", shapes: [t.shape])
            }
            return .tuple(typeName: nil, fields: [], try t.tensorSplit(n, at))
        }
    }
}
