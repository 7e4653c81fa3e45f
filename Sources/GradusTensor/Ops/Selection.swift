import GradusKernels

extension Tensor {
    /// condition ? a : b, element by element, with broadcasting; a and b have one dtype. Not recorded.
    static func selected(_ condition: Tensor, _ a: Tensor, _ b: Tensor) throws -> Tensor {
        let ab = try Elementwise.broadcast(a.shape, b.shape, "where")
        let shape = try Elementwise.broadcast(condition.shape, ab, "where")
        if condition.isMeta || a.isMeta || b.isMeta { return try Tensor(empty: shape, a.dtype, .meta) }
        let maskTensor = try Elementwise.spread(condition.castUnrecorded(.bool), shape)
        let mask = maskTensor.pointer(UInt8.self)
        // One value stands for all: nothing is spread out.
        let (x, xStep) = a.count == 1 ? (a, 0) : (try Elementwise.spread(a, shape), 1)
        let (y, yStep) = b.count == 1 ? (b, 0) : (try Elementwise.spread(b, shape), 1)
        let out = try Tensor(empty: shape, a.dtype)
        let n = out.count
        switch a.dtype.size {
        case 8:
            Kernels.select(
                n: n, mask: mask, a: x.pointer(UInt64.self), aStep: xStep, b: y.pointer(UInt64.self), bStep: yStep,
                y: out.pointer(UInt64.self))
        case 4:
            Kernels.select(
                n: n, mask: mask, a: x.pointer(UInt32.self), aStep: xStep, b: y.pointer(UInt32.self), bStep: yStep,
                y: out.pointer(UInt32.self))
        case 2:
            pick(n, mask, x.pointer(UInt16.self), xStep, y.pointer(UInt16.self), yStep, out.pointer(UInt16.self))
        default: pick(n, mask, x.pointer(UInt8.self), xStep, y.pointer(UInt8.self), yStep, out.pointer(UInt8.self))
        }
        return out
    }

    private static func pick<T>(
        _ n: Int, _ mask: UnsafePointer<UInt8>, _ a: UnsafePointer<T>, _ aStep: Int, _ b: UnsafePointer<T>,
        _ bStep: Int, _ y: UnsafeMutablePointer<T>
    ) {
        Threads.inStretches(n) { for i in $0 { y[i] = mask[i] != 0 ? a[i * aStep] : b[i * bStep] } }
    }

    /// `torch.where(condition, a, b)`
    public static func `where`(_ condition: Tensor, _ a: Tensor, _ b: Tensor) throws -> Tensor {
        if condition.dtype != .bool && condition.dtype != .uint8 {
            throw TensorError(
                .runtimeError,
                "where expected condition to be a boolean tensor, but got a tensor with dtype "
                    + condition.dtype.scalarTypeName)
        }
        let type = Tensor.resultType(a, b)
        let shape = try Elementwise.broadcast(
            condition.shape, try Elementwise.broadcast(a.shape, b.shape, "where"), "where")
        let isDense = condition.isContiguous && a.isContiguous && b.isContiguous
        let out: Tensor
        if !isDense, !condition.isMeta, !a.isMeta, !b.isMeta,
            let order = MemoryOrder(shape, among: [condition, a, b])
        {
            out = order.restored(
                try selected(
                    order.arranged(condition), order.arranged(a).castUnrecorded(type),
                    order.arranged(b).castUnrecorded(type)))
        } else {
            out = try selected(condition, a.castUnrecorded(type), b.castUnrecorded(type))
        }
        if GradMode.isEnabled && (a.requiresGrad || b.requiresGrad) {
            let (p, q) = (a.form, b.form)
            let mask = Saved(condition)
            out.record("WhereBackward0", a, b) { g in
                let m = try mask.value()
                let zero = try Tensor.zeros([], dtype: g.grad.dtype, device: g.grad.device)
                if g.needs(0) { g[0] = try Tensor.where(m, g.grad, zero).reduced(to: p) }
                if g.needs(1) { g[1] = try Tensor.where(m, zero, g.grad).reduced(to: q) }
            }
        }
        ShapeLedger.note("where", out, condition, a, b, why: Why.broadcast(a.shape, b.shape, out.shape))
        return out
    }

    /// `value` where the mask is True, self elsewhere.
    public func maskedFill(_ mask: Tensor, _ value: Scalar) throws -> Tensor {
        if mask.dtype != .bool {
            throw TensorError(
                .runtimeError,
                "masked_fill_ only supports boolean masks, but got mask with dtype \(mask.dtype.cName)")
        }
        try Tensor.requireFits(value, dtype)
        let out = try Tensor.selected(mask, Tensor.full([], value, dtype: dtype, device: device), self)
        if isRecorded {
            let own = form
            let saved = Saved(mask)
            out.record("MaskedFillBackward0", self) { g in
                g[0] = try g.grad.maskedFill(saved.value(), 0).reduced(to: own)
            }
        }
        ShapeLedger.note("masked_fill", out, self, mask, why: Why.broadcast(shape, mask.shape, out.shape))
        return out
    }

    /// A 0-d tensor's value where the mask is True.
    public func maskedFill(_ mask: Tensor, _ value: Tensor) throws -> Tensor {
        guard value.rank == 0 else {
            throw TensorError(
                .runtimeError,
                "masked_fill only supports a 0-dimensional value tensor, but got tensor with \(value.rank) dimension(s)."
            )
        }
        return try Tensor.where(mask, value.to(dtype), self).named("MaskedFillBackward1")
    }

    // MARK: Filling and copying in place

    /// Sets every element.
    @discardableResult
    public func fillInPlace(_ value: Scalar, isChecked: Bool = true) throws -> Tensor {
        try checkInPlace()
        if isChecked { try Tensor.requireFits(value, dtype) }
        let wasRecorded = isRecorded
        fillUnrecorded(value)
        bumpVersion()
        if wasRecorded { try recordConstant(value.isZero ? "ZeroBackward0" : "FillBackward2") }
        return self
    }

    /// After a constant overwrote recorded values: they stay in the graph, with no gradient.
    func recordConstant(_ name: String) throws {
        let result = alias()
        let own = form
        result.record(name, self) { g in g[0] = try Tensor.zeros(own.shape, dtype: own.dtype) }
        rebase(onto: result)
    }

    /// Writes another tensor's elements here, broadcast and converted.
    @discardableResult
    public func copyInPlace(_ source: Tensor) throws -> Tensor {
        try checkInPlace()
        let spread = try source.expandUnrecorded(shape)
        if source.isMeta && !isMeta && !Preview.isOn {
            throw TensorError(.notImplementedError, "Cannot copy out of meta tensor; no data!")
        }
        let recorded = GradMode.isEnabled && (requiresGrad || source.requiresGrad)
        if storage === source.storage && !(offset == spread.offset && strides == spread.strides) {
            StridedCopy.copy(from: try spread.copied(), to: self)
        } else {
            StridedCopy.copy(from: spread, to: self)
        }
        bumpVersion()
        if recorded && dtype.isFloat {
            let result = alias()
            let (own, from) = (form, source.form)
            result.record("CopyBackwards", self, source) { g in
                if g.needs(0) { g[0] = try Tensor.zeros(own.shape, dtype: own.dtype) }
                if g.needs(1) { g[1] = try g.grad.reduced(to: from) }
            }
            rebase(onto: result)
        }
        return self
    }
}

extension Elementwise {
    /// The operand with every element of the shape in memory, row-major.
    static func spread(_ t: Tensor, _ shape: Dims) throws -> Tensor {
        if t.shape == shape && t.isContiguous { return t }
        return try t.alias(shape: shape, strides: strides(of: t, under: shape), offset: t.offset).copied()
    }
}

enum SelectionOps {
    static let rows: [OpRow] = [
        OpRow(
            "where", .both,
            [
                "where(Tensor condition, Tensor self, Tensor other)",
                "where(Tensor condition, Tensor self, Scalar other)",
                "where(Tensor condition, Scalar self, Tensor other)",
                "where(Tensor condition, Scalar self, Scalar other)",
                "where(Tensor condition)",
            ], "Elements of the first where the condition is True, else of the second.",
            shape: "broadcast of the operands"
        ) { a in try whereRow(a) },
        OpRow(
            "masked_fill", .both.union(.inPlace),
            [
                "masked_fill(Tensor self, Tensor mask, Tensor value)",
                "masked_fill(Tensor self, Tensor mask, Scalar value)",
            ],
            "The input with value where the mask is True.", shape: "broadcast of input and mask"
        ) { a in
            a.overload == 0
                ? .tensor(try a.tensor(0).maskedFill(a.tensor(1), a.tensor(2)))
                : .tensor(try a.tensor(0).maskedFill(a.tensor(1), a.scalar(2)))
        },
        OpRow(
            "fill", .both.union(.inPlace), ["fill(Tensor self, Tensor value)", "fill(Tensor self, Scalar value)"],
            "A tensor of the input's shape with one value.", shape: "that of the input",
            inPlace: { a in
                a.overload == 0
                    ? .tensor(try a.tensor(0).copyInPlace(filling(a.tensor(1))))
                    : .tensor(try a.tensor(0).fillInPlace(a.scalar(1)))
            }
        ) { a in
            let t = try a.tensor(0)
            let value =
                a.overload == 0
                ? try filling(a.tensor(1)) : try Tensor.full([], a.scalar(1), dtype: t.dtype, device: t.device)
            let out = try value.detach().to(t.dtype).expand(t.shape).copied()
            if GradMode.isEnabled, t.requiresGrad || value.requiresGrad {
                let own = t.form
                out.record(a.overload == 0 ? "FillBackward1" : "FillBackward0", t, value) { g in
                    if g.needs(0) { g[0] = try Tensor.zeros(own.shape, dtype: own.dtype) }
                    if g.needs(1) { g[1] = try g.grad.sum() }
                }
            }
            return .tensor(out)
        },
        OpRow(
            "zero", .inPlace.union(.inPlaceFunction), ["zero(Tensor self)"], "Sets every element to 0.",
            shape: "that of the input", inPlace: { .tensor(try $0.tensor(0).fillInPlace(0)) }
        ) { a in .tensor(try a.tensor(0).fillInPlace(0)) },
        OpRow(
            "copy", .inPlace, ["copy(Tensor self, Tensor src, bool non_blocking=False)"],
            old: ["copy(Tensor self, Scalar src, bool non_blocking=False)"],
            "Writes the elements of src into the tensor.", shape: "that of the input",
            inPlace: { a in
                if a.overload == 1 { return .tensor(try a.tensor(0).fillInPlace(a.scalar(1))) }
                return .tensor(try a.tensor(0).copyInPlace(a.tensor(1)))
            }
        ) { a in .tensor(try a.tensor(0).copyInPlace(a.tensor(1))) },
    ]

    private static func filling(_ value: Tensor) throws -> Tensor {
        if value.rank > 0 {
            throw TensorError(
                .runtimeError,
                "fill_ only supports 0-dimension value tensor but got tensor with \(value.rank) dimensions.")
        }
        return value
    }

    private static func whereRow(_ a: borrowing OpArguments) throws -> OpResult {
        let condition = try a.tensor(0)
        func number(_ s: Scalar, with t: Tensor) throws -> Tensor {
            try Tensor.full([], s, dtype: Tensor.resultType(t, s), device: t.device)
        }
        switch a.overload {
        case 0: return .tensor(try Tensor.where(condition, a.tensor(1), a.tensor(2)))
        case 1:
            let x = try a.tensor(1)
            return .tensor(try Tensor.where(condition, x, number(a.scalar(2), with: x)))
        case 2:
            let y = try a.tensor(2)
            return .tensor(try Tensor.where(condition, number(a.scalar(1), with: y), y))
        case 3:
            let (x, y) = (try a.scalar(1), try a.scalar(2))
            let type = DType.promote(x.dtype, y.dtype)
            return .tensor(
                try Tensor.where(condition, Tensor.full([], x, dtype: type), Tensor.full([], y, dtype: type)))
        default: return .tuple(typeName: nil, fields: [], try condition.nonzeroTuple())
        }
    }
}
