enum IndexOps {
    private static func reduction(_ a: borrowing OpArguments) throws -> Tensor.ScatterReduction {
        switch a.overload == 2 ? nil : try a.optionalString(4) {
        case nil: return .replace
        case "add": return .add
        case "multiply": return .multiply
        default: throw TensorError(.runtimeError, "reduce argument must be either add or multiply.")
        }
    }

    static let rows: [OpRow] = [
        OpRow(
            "gather", .both, ["gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False)"],
            "Elements picked along an axis by an index tensor.", shape: "that of the index"
        ) { .tensor(try $0.tensor(0).gather($0.int(1), $0.tensor(2))) },
        OpRow(
            "scatter", .both.union(.inPlace),
            [
                "scatter(Tensor self, int dim, Tensor index, Tensor src, *, str? reduce=None)",
                "scatter(Tensor self, int dim, Tensor index, Scalar value, *, str? reduce=None)",
                "scatter(Tensor self, int dim, Tensor index, *, Scalar value)",
            ], "Values written along an axis at the places an index tensor names.", shape: "that of the input",
            inPlaceShortcut: { try $0.scatterOver($1.int(1), $1.tensor(2), $1.operand(3), reduction($1)) }
        ) { .tensor(try $0.tensor(0).scatter($0.int(1), $0.tensor(2), $0.operand(3), reduce: reduction($0))) },
        OpRow(
            "scatter_add", .both.union(.inPlace), ["scatter_add(Tensor self, int dim, Tensor index, Tensor src)"],
            "Values added along an axis at the places an index tensor names.", shape: "that of the input",
            inPlaceShortcut: { try $0.scatterOver($1.int(1), $1.tensor(2), .tensor($1.tensor(3)), .add) }
        ) { .tensor(try $0.tensor(0).scatterAdd($0.int(1), $0.tensor(2), $0.tensor(3))) },
        OpRow(
            "index_select", .both, ["index_select(Tensor self, int dim, Tensor index)"],
            "Positions of an axis, in the index's order.", shape: "the index's length at the axis"
        ) { .tensor(try $0.tensor(0).indexSelect($0.int(1), $0.tensor(2))) },
        OpRow(
            "index_add", .both.union(.inPlace),
            ["index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1)"],
            "Adds the source at positions of an axis.", shape: "that of the input",
            inPlaceShortcut: {
                try $0.indexAddOver($1.int(1), $1.tensor(2), $1.tensor(3), alpha: $1.scalar(4))
            }
        ) {
            .tensor(try $0.tensor(0).indexAdd($0.int(1), $0.tensor(2), $0.tensor(3), alpha: $0.scalar(4)))
        },
        OpRow(
            "index_copy", .both.union(.inPlace), ["index_copy(Tensor self, int dim, Tensor index, Tensor source)"],
            "Writes the source at positions of an axis.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).indexCopy($0.int(1), $0.tensor(2), $0.tensor(3))) },
        OpRow(
            "index_fill", .both.union(.inPlace),
            [
                "index_fill(Tensor self, int dim, Tensor index, Tensor value)",
                "index_fill(Tensor self, int dim, Tensor index, Scalar value)",
            ],
            "Writes a number at positions of an axis.", shape: "that of the input"
        ) {
            $0.overload == 0
                ? .tensor(try $0.tensor(0).indexFill($0.int(1), $0.tensor(2), $0.tensor(3)))
                : .tensor(try $0.tensor(0).indexFill($0.int(1), $0.tensor(2), $0.scalar(3)))
        },
        OpRow(
            "masked_select", .both, ["masked_select(Tensor self, Tensor mask)"],
            "The elements where the mask is True.", shape: "one axis of as many as are True"
        ) { .tensor(try $0.tensor(0).maskedSelect($0.tensor(1))) },
        OpRow(
            "take", .both, ["take(Tensor self, Tensor index)"], "Elements by their row-major number.",
            shape: "that of the index"
        ) { .tensor(try $0.tensor(0).take($0.tensor(1))) },
        OpRow(
            "nonzero", .both, ["nonzero(Tensor self, *, bool as_tuple=False)"],
            "The positions of elements that are not zero.", shape: "[n, axes], or one vector per axis"
        ) { a in
            try a.bool(1)
                ? .tuple(typeName: nil, fields: [], a.tensor(0).nonzeroTuple()) : .tensor(a.tensor(0).nonzero())
        },
        OpRow("argwhere", .both, ["argwhere(Tensor self)"], "The positions of elements that are not zero.") {
            .tensor(try $0.tensor(0).nonzero())
        },
        OpRow(
            "index_put", .both.union(.inPlace),
            ["index_put(Tensor self, Tensor[] indices, Tensor values, bool accumulate=False)"],
            "Writes values at the places that index tensors name.", shape: "that of the input"
        ) { a in
            let t = try a.tensor(0).copiedInGraph()
            return .tensor(try t.indexPut(a.tensors(1), a.tensor(2), accumulate: a.bool(3)))
        },
    ]
}
