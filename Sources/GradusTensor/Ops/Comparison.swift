import GradusKernels

extension Tensor {
    private func compared(_ op: CompareOp, _ name: String, _ other: Tensor, _ type: DType) throws -> Tensor {
        let shape = try Elementwise.broadcast(shape, other.shape, name)
        if isMeta || other.isMeta {
            let out = try Arithmetic.metaResult(self, other, shape, .bool)
            ShapeLedger.note(name, out, self, other, why: Why.broadcast(self.shape, other.shape, shape))
            return out
        }
        let compute = type.compute
        let out: Tensor
        if let order = MemoryOrder(shape, self, other) {
            let (a, b) = (order.arranged(self), order.arranged(other))
            let dense = try Tensor(empty: try Elementwise.broadcast(a.shape, b.shape, name), .bool)
            try Elementwise.compare(op, a.castUnrecorded(compute), b.castUnrecorded(compute), dense)
            out = order.restored(dense)
        } else {
            out = try Tensor(empty: shape, .bool)
            try Elementwise.compare(op, castUnrecorded(compute), other.castUnrecorded(compute), out)
        }
        ShapeLedger.note(name, out, self, other, why: Why.broadcast(self.shape, other.shape, shape))
        return out
    }

    func compared(_ op: CompareOp, _ name: String, _ other: Operand) throws -> Tensor {
        switch other {
        case .tensor(let t): return try compared(op, name, t, Tensor.resultType(self, t))
        case .number(let n):
            let type = Tensor.resultType(self, n)
            return try compared(
                op, name, Tensor.full([], n, dtype: type.isInteger ? type : type.compute, device: device), type)
        }
    }

    public func eq(_ other: Operand) throws -> Tensor { try compared(.equal, "eq", other) }
    public func ne(_ other: Operand) throws -> Tensor { try compared(.notEqual, "ne", other) }
    public func lt(_ other: Operand) throws -> Tensor { try compared(.less, "lt", other) }
    public func le(_ other: Operand) throws -> Tensor { try compared(.lessEqual, "le", other) }
    public func gt(_ other: Operand) throws -> Tensor { try compared(.greater, "gt", other) }
    public func ge(_ other: Operand) throws -> Tensor { try compared(.greaterEqual, "ge", other) }

    public func eq(_ other: Tensor) throws -> Tensor { try eq(.tensor(other)) }
    public func ne(_ other: Tensor) throws -> Tensor { try ne(.tensor(other)) }
    public func lt(_ other: Tensor) throws -> Tensor { try lt(.tensor(other)) }
    public func le(_ other: Tensor) throws -> Tensor { try le(.tensor(other)) }
    public func gt(_ other: Tensor) throws -> Tensor { try gt(.tensor(other)) }
    public func ge(_ other: Tensor) throws -> Tensor { try ge(.tensor(other)) }

    public func eq(_ other: Scalar) throws -> Tensor { try eq(.number(other)) }
    public func ne(_ other: Scalar) throws -> Tensor { try ne(.number(other)) }
    public func lt(_ other: Scalar) throws -> Tensor { try lt(.number(other)) }
    public func le(_ other: Scalar) throws -> Tensor { try le(.number(other)) }
    public func gt(_ other: Scalar) throws -> Tensor { try gt(.number(other)) }
    public func ge(_ other: Scalar) throws -> Tensor { try ge(.number(other)) }

    /// True where the element is zero.
    public func logicalNot() throws -> Tensor {
        let bools = try contiguousUnrecorded().castUnrecorded(.bool)
        let out = try Tensor(empty: shape, .bool, device)
        if !isMeta {
            let (p, q) = (bools.pointer(UInt8.self), out.pointer(UInt8.self))
            Kernels.truth(.not, n: count, a: p, b: p, y: q)
        }
        return out
    }
}
