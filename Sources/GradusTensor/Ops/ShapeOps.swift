/// Rows of the shape operations.
enum ShapeOps {
    static let rows: [OpRow] = views + joins + copies

    private static let views: [OpRow] = [
        OpRow(
            "view", .method, ["view(Tensor self, ScalarType dtype)", "view(Tensor self, int[] size)"],
            "The same memory under another shape; one size may be −1.", shape: "the given sizes"
        ) { a in
            if a.overload == 0, let type = try a.dtype(1) { return .tensor(try a.tensor(0).viewed(as: type)) }
            return .tensor(try a.tensor(0).view(a.ints(1)))
        },
        OpRow(
            "reshape", .both, ["reshape(Tensor self, int[] shape)"],
            "The same elements under another shape: a view where possible, else a copy.", shape: "the given sizes"
        ) { .tensor(try $0.tensor(0).reshape($0.ints(1))) },
        OpRow("view_as", .method, ["view_as(Tensor self, Tensor other)"], "view with the shape of other.") {
            .tensor(try $0.tensor(0).view($0.tensor(1).shape))
        },
        OpRow("reshape_as", .method, ["reshape_as(Tensor self, Tensor other)"], "reshape with the shape of other.") {
            .tensor(try $0.tensor(0).reshape($0.tensor(1).shape))
        },
        OpRow(
            "sum_to_size", .method, ["sum_to_size(Tensor self, int[] size)"],
            "Sums over axes until the tensor has the given sizes.", shape: "the given sizes"
        ) { .tensor(try $0.tensor(0).sumToSize($0.ints(1))) },
        OpRow("expand_as", .method, ["expand_as(Tensor self, Tensor other)"], "expand to the shape of other.") {
            .tensor(try $0.tensor(0).expand($0.tensor(1).shape))
        },
        OpRow(
            "flatten", .both, ["flatten(Tensor self, int start_dim=0, int end_dim=-1)"],
            "Joins axes into one.", shape: "the joined sizes multiplied"
        ) { .tensor(try $0.tensor(0).flatten($0.int(1), $0.int(2))) },
        OpRow("ravel", .both, ["ravel(Tensor self)"], "All elements as a vector.", shape: "one axis") {
            .tensor(try $0.tensor(0).contiguous().reshape([-1]))
        },
        OpRow(
            "unflatten", .both, ["unflatten(Tensor self, int dim, int[] sizes)"], "Splits one axis into several.",
            shape: "the axis replaced by the sizes"
        ) { .tensor(try $0.tensor(0).unflatten($0.int(1), $0.ints(2))) },
        OpRow(
            "squeeze", .both.union(.inPlace),
            ["squeeze(Tensor self)", "squeeze(Tensor self, int dim)", "squeeze(Tensor self, int[] dim)"],
            "Removes axes of size 1.", shape: "without the axes of size 1", inPlace: { a in try relayout(&a, squeezed) }
        ) { a in .tensor(try squeezed(a)) },
        OpRow(
            "unsqueeze", .both.union(.inPlace), ["unsqueeze(Tensor self, int dim)"], "Adds an axis of size 1.",
            shape: "with a 1 at the given place",
            inPlace: { a in try relayout(&a) { try $0.tensor(0).unsqueeze($0.int(1)) } }
        ) { .tensor(try $0.tensor(0).unsqueeze($0.int(1))) },
        OpRow(
            "transpose", aliases: ["swapaxes", "swapdims"], .both.union(.inPlace),
            ["transpose(Tensor self, int dim0, int dim1)"], "Exchanges two axes.", shape: "two sizes exchanged",
            inPlace: { a in try relayout(&a) { try $0.tensor(0).transpose($0.int(1), $0.int(2)) } }
        ) { .tensor(try $0.tensor(0).transpose($0.int(1), $0.int(2))) },
        OpRow(
            "t", .both.union(.inPlace), ["t(Tensor self)"], "A matrix transposed.", shape: "the sizes exchanged",
            inPlace: { a in try relayout(&a) { try $0.tensor(0).t() } }
        ) { .tensor(try $0.tensor(0).t()) },
        OpRow("T", .property, ["T(Tensor self)"], "All axes in reverse order.", shape: "the sizes reversed") {
            let t = try $0.tensor(0)
            if t.rank == 0 {
                try TensorWarning.warn(
                    "Tensor.T is deprecated on 0-D tensors. This function is the identity in these cases.")
            } else if t.rank != 2 {
                try TensorWarning.warn(
                    "The use of `x.T` on tensors of dimension other than 2 to reverse their shape is deprecated and it "
                        + "will throw an error in a future release. Consider `x.mT` to transpose batches of matrices or "
                        + "`x.permute(*torch.arange(x.ndim - 1, -1, -1))` to reverse the dimensions of a tensor.")
            }
            return .tensor(try t.reversedAxes())
        },
        OpRow("mT", .property, ["mT(Tensor self)"], "The last two axes exchanged.", shape: "two sizes exchanged") {
            .tensor(try $0.tensor(0).matrixTransposed())
        },
        OpRow("H", .property, ["H(Tensor self)"], "A matrix transposed.", shape: "the sizes exchanged") {
            .tensor(try $0.tensor(0).t())
        },
        OpRow(
            "adjoint", .both, ["adjoint(Tensor self)"], "The last two axes exchanged.", shape: "two sizes exchanged"
        ) { .tensor(try $0.tensor(0).matrixTransposed()) },
        OpRow(
            "permute", .both, ["permute(Tensor self, int[] dims)"], "The axes in another order.",
            shape: "the sizes in that order"
        ) { .tensor(try $0.tensor(0).permute($0.ints(1))) },
        OpRow(
            "movedim", aliases: ["moveaxis"], .both,
            [
                "movedim(Tensor self, int source, int destination)",
                "movedim(Tensor self, int[] source, int[] destination)",
            ], "Moves axes to other places.", shape: "the sizes in the new order"
        ) { .tensor(try $0.tensor(0).movedim($0.ints(1), $0.ints(2))) },
        OpRow(
            "expand", .method, ["expand(Tensor self, int[] size, *, bool implicit=False)"],
            "Repeats axes of size 1 without copying; −1 keeps a size.", shape: "the given sizes"
        ) { .tensor(try $0.tensor(0).expand($0.ints(1))) },
        OpRow(
            "broadcast_to", .both, ["broadcast_to(Tensor self, int[] size)"],
            "Repeats axes of size 1 without copying.", shape: "the given sizes"
        ) { .tensor(try $0.tensor(0).expand($0.ints(1))) },
        OpRow(
            "narrow", .both, ["narrow(Tensor self, int dim, int start, int length)"],
            "A stretch of an axis.", shape: "the axis has the given length"
        ) { .tensor(try $0.tensor(0).narrow($0.int(1), $0.int(2), $0.int(3))) },
        OpRow(
            "select", .both, ["select(Tensor self, int dim, int index)"], "One position of an axis.",
            shape: "without the axis"
        ) { .tensor(try $0.tensor(0).select($0.int(1), $0.int(2))) },
        OpRow(
            "diagonal", .both, ["diagonal(Tensor self, int offset=0, int dim1=0, int dim2=1)"],
            "The diagonal of two axes as a new last axis.", shape: "the two axes replaced by one at the end"
        ) { .tensor(try $0.tensor(0).diagonal(offset: $0.int(1), $0.int(2), $0.int(3))) },
        OpRow(
            "unfold", .method, ["unfold(Tensor self, int dimension, int size, int step)"],
            "Windows of an axis as a new last axis.", shape: "⌊(n − size) / step⌋ + 1 windows"
        ) { .tensor(try $0.tensor(0).unfold($0.int(1), $0.int(2), $0.int(3))) },
        OpRow(
            "as_strided", .both, ["as_strided(Tensor self, int[] size, int[] stride, int? storage_offset=None)"],
            "A view with any strides.", shape: "the given sizes"
        ) { .tensor(try $0.tensor(0).asStrided($0.ints(1), $0.ints(2), $0.optionalInt(3))) },
        OpRow(
            "split", .both,
            [
                "split(Tensor self, int split_size, int dim=0)", "split(Tensor self, int[] split_size, int dim=0)",
                "split(Tensor tensor, int split_size_or_sections, int dim=0)",
                "split(Tensor tensor, int[] split_size_or_sections, int dim=0)",
            ],
            "Parts of an axis: of one size, or of the given sizes.", shape: "the axis cut"
        ) { a in
            a.overload % 2 == 0
                ? .tuple(typeName: nil, fields: [], try a.tensor(0).split(a.int(1), a.int(2)))
                : .tuple(typeName: nil, fields: [], try a.tensor(0).split(a.intArray(1), a.int(2)))
        },
        OpRow(
            "chunk", .both, ["chunk(Tensor self, int chunks, int dim=0)"], "About so many parts of equal size.",
            shape: "the axis cut"
        ) { .tuple(typeName: nil, fields: [], try $0.tensor(0).chunk($0.int(1), $0.int(2))) },
        OpRow(
            "unbind", .both, ["unbind(Tensor self, int dim=0)"], "Every position of an axis.", shape: "without the axis"
        ) { .tuple(typeName: nil, fields: [], try $0.tensor(0).unbind($0.int(1))) },
    ]

    private static func squeezed(_ a: borrowing OpArguments) throws -> Tensor {
        switch a.overload {
        case 0: try a.tensor(0).squeeze()
        case 1: try a.tensor(0).squeeze([a.int(1)])
        default: try a.tensor(0).squeeze(a.ints(1), several: true)
        }
    }

    /// The in-place form of a view operation: the tensor takes the view's layout and place in the graph.
    private static func relayout(_ a: inout OpArguments, _ f: (borrowing OpArguments) throws -> Tensor) throws
        -> OpResult
    {
        let t = try a.tensor(0)
        try t.checkInPlace()
        let source = t.alias()
        let edge = t.gradientEdge
        source.node = edge.node
        source.outputIndex = edge.index
        a.slots[0] = .tensor(source)
        let out = try f(a)
        a.slots[0] = .tensor(t)
        t.shape = out.shape
        t.strides = out.strides
        t.isContiguous = out.isContiguous
        t.node = out.node
        t.outputIndex = out.outputIndex
        return .tensor(t)
    }

    private static let joins: [OpRow] = [
        OpRow(
            "cat", aliases: ["concat", "concatenate"], .function, ["cat(Tensor[] tensors, int dim=0)"],
            "Tensors one after the other along an axis.", shape: "the axis' sizes added"
        ) { .tensor(try Tensor.cat($0.tensors(0), $0.int(1))) },
        OpRow(
            "stack", .function, ["stack(Tensor[] tensors, int dim=0)"], "Tensors of one shape along a new axis.",
            shape: "with the number of tensors at the new axis"
        ) { .tensor(try Tensor.stack($0.tensors(0), $0.int(1))) },
        OpRow(
            "hstack", .function, ["hstack(Tensor[] tensors)"], "Vectors one after the other, others along axis 1.",
            shape: "the sizes added"
        ) { a in
            let list = try a.someTensors(0).map { $0.rank == 0 ? try $0.reshape([1]) : $0 }
            return .tensor(try Tensor.cat(list, (list.first?.rank ?? 0) <= 1 ? 0 : 1))
        },
        OpRow(
            "vstack", aliases: ["row_stack"], .function, ["vstack(Tensor[] tensors)"],
            "Rows under one another.", shape: "the sizes of axis 0 added"
        ) { a in
            let list = try a.someTensors(0).map { $0.rank < 2 ? try $0.reshape([1, -1]) : $0 }
            return .tensor(try Tensor.cat(list, 0))
        },
        OpRow(
            "broadcast_tensors", .function, RearrangingOps.variadic("broadcast_tensors"),
            "All tensors expanded to their common shape.", shape: "the common shape"
        ) { a in
            let list = try RearrangingOps.several(a)
            var shape = Dims()
            for t in list { shape = try Elementwise.broadcast(shape, t.shape, "broadcast_tensors") }
            return .tuple(typeName: nil, fields: [], try list.map { try $0.expand(shape) })
        },
    ]

    private static let copies: [OpRow] =
        [
            OpRow(
                "repeat", .method, ["repeat(Tensor self, int[] repeats)"], "The whole tensor repeated along each axis.",
                shape: "each size times its number"
            ) { .tensor(try $0.tensor(0).repeat($0.ints(1))) },
            OpRow(
                "tile", .both, ["tile(Tensor self, int[] dims)"],
                "The whole tensor repeated, counted from the last axis.",
                shape: "each size times its number"
            ) { a in
                let t = try a.tensor(0)
                var times = try a.ints(1)
                while times.count < t.rank { times.insert(1, at: 0) }
                return .tensor(try t.repeat(times))
            },
            OpRow(
                "contiguous", .method, ["contiguous(Tensor self, *, MemoryFormat? memory_format=None)"],
                "A row-major dense tensor of the same elements; the input where it is one.", shape: "that of the input"
            ) { .tensor(try $0.tensor(0).contiguous(in: $0.memoryFormat(1) ?? .contiguous)) },
            OpRow(
                "clone", .both, ["clone(Tensor self, *, MemoryFormat? memory_format=None)"],
                "A copy that stays in the graph.",
                shape: "that of the input"
            ) { a in
                let t = try a.tensor(0)
                return .tensor(try a.memoryFormat(1).map { try t.clone(in: $0) } ?? t.clone())
            },
            OpRow(
                "detach", .both.union(.inPlace), ["detach(Tensor self)"], "The same elements outside the graph.",
                shape: "that of the input",
                inPlace: { a in
                    let t = try a.tensor(0)
                    t.node = nil
                    t.leafRequiresGrad = false
                    return .tensor(t)
                }
            ) { .tensor(try $0.tensor(0).detach()) },
            OpRow("type_as", .method, ["type_as(Tensor self, Tensor other)"], "Converted to the dtype of other.") {
                .tensor(try $0.tensor(0).to($0.tensor(1).dtype))
            },
        ] + conversions

    private static let conversions: [OpRow] = [
        ("float", DType.float32), ("double", .float64), ("half", .float16), ("bfloat16", .bfloat16), ("long", .int64),
        ("int", .int32), ("short", .int16), ("char", .int8), ("byte", .uint8), ("bool", .bool),
    ].map { name, type in
        OpRow(
            name, .method, ["\(name)(Tensor self, *, MemoryFormat? memory_format=None)"],
            "Converted to \(type.torchName).", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).to(type)) }
    }
}

extension Tensor {
    /// The memory read as another dtype; the last axis grows or shrinks with the size of an element.
    package func viewed(as type: DType) throws -> Tensor {
        if type.size == dtype.size {
            let out = alias()
            out.dtype = type
            return out
        }
        guard isContiguous, rank > 0 else {
            throw TensorError(
                .runtimeError,
                "self.stride(-1) must be 1 to view \(dtype.scalarTypeName) as \(type.scalarTypeName) (different element sizes), "
                    + "but got \(rank > 0 ? strides[rank - 1] : 0)")
        }
        let bytes = shape[rank - 1] * dtype.size
        guard bytes % type.size == 0, offset * dtype.size % type.size == 0 else {
            throw TensorError(
                .runtimeError,
                "self.size(-1) must be divisible by \(type.size / dtype.size) to view \(dtype.scalarTypeName) as "
                    + "\(type.scalarTypeName) (different element sizes), but got \(shape[rank - 1])")
        }
        let sizes = shape.replacing(at: rank - 1, with: bytes / type.size)
        return Tensor(
            storage: storage, offset: offset * dtype.size / type.size, shape: sizes, strides: sizes.contiguousStrides,
            dtype: type, device: device, contiguous: true)
    }
}
