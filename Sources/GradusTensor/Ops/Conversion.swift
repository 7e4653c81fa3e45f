extension Tensor {
    /// The elements as another dtype; this tensor itself where it has that dtype already.
    public func to(_ type: DType, copy: Bool = false) throws -> Tensor {
        if type == dtype { return copy ? try clone() : self }
        let out = denseStrides == nil || isContiguous ? try castUnrecorded(type) : try castKeepingStrides(type)
        if isRecorded && type.isFloat {
            let own = dtype
            out.record("ToCopyBackward0", self) { g in g[0] = try g.grad.to(own) }
        }
        ShapeLedger.note("to", out, self, why: "\(dtype.name) → \(type.name)")
        return out
    }

    /// A copy that stays in the graph.
    public func clone() throws -> Tensor {
        let out = try copiedPreservingStrides()
        if isRecorded { out.record("CloneBackward0", self) { g in g[0] = g.grad } }
        ShapeLedger.note("clone", out, self, why: "a copy")
        return out
    }

    /// A row-major dense tensor of the same elements; this one where it is that already.
    public func contiguous() throws -> Tensor {
        if isContiguous { return self }
        let out = try copied()
        if isRecorded { out.record("CloneBackward0", self) { g in g[0] = g.grad } }
        return out
    }

    /// The same elements outside the graph.
    public func detach() -> Tensor {
        let out = alias()
        linkView(out)
        out.view = nil
        return out
    }
}
