import GradusKernels

extension Tensor {
    /// self / other rounded: `floor`, `trunc`, or nil for the plain quotient.
    public func div(_ other: Operand, rounding: String?) throws -> Tensor {
        switch rounding {
        case nil:
            switch other {
            case .tensor(let t): return try div(t)
            case .number(let n): return try div(n)
            }
        case "floor": return try rounded(.floorDivide, "floor_divide", other, "div_floor_cpu", "DivBackward2")
        case "trunc": return try rounded(.truncDivide, "div", other, "div_trunc_cpu", "DivBackward2")
        default:
            throw TensorError(
                .runtimeError,
                "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '\(rounding ?? "")'")
        }
    }

    /// ⌊self / other⌋
    public func floorDivide(_ other: Operand) throws -> Tensor {
        try rounded(.floorDivide, "floor_divide", other, "div_floor_cpu", nil)
    }

    /// - Parameter node: nil where PyTorch has no derivative.
    private func rounded(
        _ op: BinaryOp, _ name: String, _ other: Operand, _ kernel: String, _ node: String?
    ) throws -> Tensor {
        let out = try applying(op, name, other, kernel)
        var second: Tensor?
        if case .tensor(let t) = other, GradMode.isEnabled && t.requiresGrad { second = t }
        if out.dtype.isFloat, isRecorded || second != nil {
            let (own, others) = (form, second?.form)
            out.record(node ?? "NotImplemented", inputs: [self] + (second.map { [$0] } ?? [])) { g in
                if node == nil {
                    throw TensorError(.runtimeError, "derivative for aten::\(name) is not implemented")
                }
                if g.needs(0) { g[0] = try Tensor.zeros(own.shape, dtype: own.dtype) }
                if let others, g.needs(1) { g[1] = try Tensor.zeros(others.shape, dtype: others.dtype) }
            }
        }
        return out
    }

    /// The operation outside the graph, with promotion; bool has no kernel.
    func applying(_ op: BinaryOp, _ name: String, _ other: Operand, _ kernel: String) throws -> Tensor {
        let out: Tensor
        switch other {
        case .tensor(let t):
            let type = Tensor.resultType(self, t)
            try Tensor.requireNotBool(type, kernel)
            out = try Arithmetic.binary(op, self, t, type, name)
        case .number(let n):
            let type = Tensor.resultType(self, n)
            try Tensor.requireNotBool(type, kernel)
            out = try Arithmetic.binary(op, self, n, type, name)
        }
        ShapeLedger.note(name, out, self, why: Why.same)
        return out
    }

    static func requireNotBool(_ type: DType, _ kernel: String) throws {
        if type == .bool { throw TensorError(.notImplementedError, "\"\(kernel)\" not implemented for 'Bool'") }
    }
}
