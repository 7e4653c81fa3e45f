extension Tensor {
    /// Checks that this tensor may be changed in place now.
    /// - Throws: RuntimeError for leaves that require a gradient, views of such, results of `split` and `unbind`,
    ///   and tensors with several elements at one address.
    package func checkInPlace() throws {
        if isInference && !GradMode.isInference {
            throw TensorError(
                .runtimeError,
                "Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone to get a "
                    + "normal tensor before doing inplace update.See https://github.com/pytorch/rfcs/pull/17 for more "
                    + "details.")
        }
        for i in 0..<shape.count where strides[i] == 0 && shape[i] > 1 {
            throw TensorError(
                .runtimeError,
                "unsupported operation: more than one element of the written-to tensor refers to a single memory "
                    + "location. Please clone() the tensor before performing the operation.")
        }
        guard GradMode.isEnabled else { return }
        if node == nil && leafRequiresGrad {
            throw TensorError(
                .runtimeError, "a leaf Variable that requires grad is being used in an in-place operation.",
                notes: ["change it under torch.no_grad(), or compute a new tensor"])
        }
        guard let view, requiresGrad || view.base.requiresGrad else { return }
        if view.base.node == nil && view.base.leafRequiresGrad {
            throw TensorError(
                .runtimeError, "a view of a leaf Variable that requires grad is being used in an in-place operation.",
                notes: ["change it under torch.no_grad(), or clone() first"])
        }
        if view.multiple {
            throw TensorError(
                .runtimeError,
                "Output \(outputIndex) of \(node?.forwardName ?? "Unbind") is a view and is being modified inplace. "
                    + "This view is the output of a function that returns multiple views. Such functions do not allow "
                    + "the output views to be modified inplace. You should replace the inplace operation by an "
                    + "out-of-place one.")
        }
        if view.madeWithoutGrad {
            throw TensorError(
                .runtimeError,
                "A view was created in no_grad mode and is being modified inplace with grad mode enabled. Given that "
                    + "this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving "
                    + "both the view and the inplace either both inside the no_grad block (if you don't want the "
                    + "inplace to be tracked) or both outside (if you want the inplace to be tracked).")
        }
    }

    /// Notes that the elements were changed.
    @inline(__always)
    package func bumpVersion() { if countsChanges { storage.version &+= 1 } }

    /// Writes a freshly computed `result` into this tensor, and takes its place in the graph.
    ///
    /// This is how every in-place operation without a path of its own works: the elements are copied, this tensor
    /// becomes the output of the result's node, and where it is a view its base becomes the output of a `CopySlices`.
    /// - Throws: RuntimeError where the result's dtype or shape does not fit.
    @discardableResult
    package func assignInPlace(_ result: Tensor) throws -> Tensor {
        try checkInPlace()
        if !result.dtype.canCast(to: dtype) {
            throw TensorError(
                .runtimeError,
                "result type \(result.dtype.scalarTypeName) can't be cast to the desired output type "
                    + "\(dtype.scalarTypeName)")
        }
        if result.shape != shape {
            throw TensorError(
                .runtimeError, "output with shape \(shape) doesn't match the broadcast shape \(result.shape)",
                shapes: [shape, result.shape])
        }
        let recorded = GradMode.isEnabled && result.requiresGrad
        let wasRecorded = GradMode.isEnabled && requiresGrad
        if !isMeta { StridedCopy.copy(from: result, to: self) }
        bumpVersion()
        if recorded {
            let same = result.dtype == dtype ? result : try result.to(dtype)
            rebase(onto: same)
        } else if wasRecorded {
            // A constant was written over recorded values.
            rebase(onto: result)
        }
        return self
    }

    /// After the elements were overwritten by those of `result`: joins the graph where `result` is.
    package func rebase(onto result: Tensor) {
        let source = result.gradientEdge
        guard let view else {
            if let n = source.node {
                node = n
                outputIndex = source.index
                leafRequiresGrad = false
            } else if let leaf = source.leaf {
                record("CopyBackwards", leaf) { b in b[0] = b.grad }
            } else {
                node = nil
            }
            return
        }
        let base = view.base
        let layout = (shape: shape, strides: strides, offset: offset)
        let baseLayout = (shape: base.shape, strides: base.strides, offset: base.offset)
        let n = Node("CopySlices") { b in
            if b.needs(0) {
                b[0] = try b.grad.withoutSlice(
                    baseLayout.shape, baseLayout.strides, baseLayout.offset, layout.shape, layout.strides, layout.offset
                )
            }
            if b.needs(1) {
                b[1] = try b.grad.slice(
                    baseLayout.shape, baseLayout.strides, baseLayout.offset, layout.shape, layout.strides, layout.offset
                )
            }
        }
        n.connect(base.gradientEdge)
        n.connect(source)
        n.outputShape = base.shape
        n.outputDType = base.dtype
        n.outputDevice = base.device
        base.node = n
        base.outputIndex = 0
        base.leafRequiresGrad = false
        node = nil
        joinToBase()
    }

    // MARK: Layouts over gradients

    /// A zero tensor of the base's shape that holds this gradient at the places of the view.
    func embedded(
        in baseShape: Dims, _ baseStrides: Dims, _ baseOffset: Int, at viewStrides: Dims, _ viewOffset: Int
    ) throws -> Tensor {
        let viewShape = shape
        let out = try Tensor.zeros(baseShape, dtype: dtype, device: device)
        let g = self
        if !isMeta {
            let map = LayoutMap(shape: baseShape, strides: baseStrides, offset: baseOffset)
            try map.scatterAdd(from: g, viewShape, viewStrides, viewOffset, into: out)
        }
        if isRecorded {
            out.record("AsStridedBackward0", self) { b in
                b[0] = try b.grad.slice(baseShape, baseStrides, baseOffset, viewShape, viewStrides, viewOffset)
            }
        }
        return out
    }

    /// The part of this gradient (of the base) that belongs to the view.
    func slice(
        _ baseShape: Dims, _ baseStrides: Dims, _ baseOffset: Int, _ viewShape: Dims, _ viewStrides: Dims,
        _ viewOffset: Int
    ) throws -> Tensor {
        let out = try Tensor(empty: viewShape, dtype, device)
        if !isMeta {
            let map = LayoutMap(shape: baseShape, strides: baseStrides, offset: baseOffset)
            try map.gather(from: self, viewShape, viewStrides, viewOffset, into: out)
        }
        if isRecorded {
            out.record("AsStridedBackward0", self) { b in
                b[0] = try b.grad.embedded(in: baseShape, baseStrides, baseOffset, at: viewStrides, viewOffset)
            }
        }
        return out
    }

    /// This gradient (of the base) with zeros at the places of the view.
    func withoutSlice(
        _ baseShape: Dims, _ baseStrides: Dims, _ baseOffset: Int, _ viewShape: Dims, _ viewStrides: Dims,
        _ viewOffset: Int
    ) throws -> Tensor {
        let part = try slice(baseShape, baseStrides, baseOffset, viewShape, viewStrides, viewOffset)
        return try sub(part.embedded(in: baseShape, baseStrides, baseOffset, at: viewStrides, viewOffset))
    }
}

/// Translates storage positions of a base tensor into row-major positions of its gradient.
struct LayoutMap {
    private let isContiguous: Bool
    private let baseOffset: Int
    private let shape: Dims
    private let strides: Dims
    /// Axes by falling stride.
    private let order: Dims

    init(shape: Dims, strides: Dims, offset: Int) {
        self.shape = shape
        self.strides = strides
        baseOffset = offset
        isContiguous = Tensor.isContiguous(shape, strides)
        order = Dims((0..<shape.count).sorted { strides[$0] > strides[$1] })
    }

    /// Row-major position in the gradient of a storage position.
    @inline(__always)
    private func position(_ storageIndex: Int) -> Int {
        var rest = storageIndex - baseOffset
        if isContiguous { return rest }
        let rowMajor = shape.contiguousStrides
        var p = 0
        for axis in order where shape[axis] > 1 && strides[axis] > 0 {
            let i = rest / strides[axis]
            rest -= i * strides[axis]
            p += i * rowMajor[axis]
        }
        return p
    }

    /// Calls `body` with (view position, base position) for each element of the view.
    private func forEach(_ viewShape: Dims, _ viewStrides: Dims, _ viewOffset: Int, _ body: (Int, Int) -> Void) {
        let n = viewShape.product
        if n == 0 { return }
        var index = Dims(repeating: 0, count: viewShape.count)
        var at = viewOffset
        for k in 0..<n {
            body(k, position(at))
            var axis = viewShape.count - 1
            while axis >= 0 {
                index[axis] += 1
                at += viewStrides[axis]
                if index[axis] < viewShape[axis] { break }
                at -= viewStrides[axis] * viewShape[axis]
                index[axis] = 0
                axis -= 1
            }
        }
    }

    func scatterAdd(
        from g: Tensor, _ viewShape: Dims, _ viewStrides: Dims, _ viewOffset: Int, into out: Tensor
    ) throws {
        let source = try g.contiguousUnrecorded()
        let n = out.count
        switch out.dtype {
        case .float32:
            let (s, d) = (source.pointer(Float.self), out.pointer(Float.self))
            forEach(viewShape, viewStrides, viewOffset) { k, p in if p >= 0 && p < n { d[p] += s[k] } }
        case .float64:
            let (s, d) = (source.pointer(Double.self), out.pointer(Double.self))
            forEach(viewShape, viewStrides, viewOffset) { k, p in if p >= 0 && p < n { d[p] += s[k] } }
        default:
            let s = try source.castUnrecorded(.float32)
            let wide = try Tensor.zeros(out.shape, dtype: .float32)
            let (sp, dp) = (s.f32, wide.f32)
            forEach(viewShape, viewStrides, viewOffset) { k, p in if p >= 0 && p < n { dp[p] += sp[k] } }
            StridedCopy.copy(from: wide, to: out)
        }
    }

    func gather(
        from g: Tensor, _ viewShape: Dims, _ viewStrides: Dims, _ viewOffset: Int, into out: Tensor
    ) throws {
        let source = try g.contiguousUnrecorded()
        let n = source.count
        let size = out.dtype.size
        let (s, d) = (source.data, out.data)
        forEach(viewShape, viewStrides, viewOffset) { k, p in
            if p >= 0 && p < n { (d + k * size).copyMemory(from: s + p * size, byteCount: size) }
        }
    }
}
