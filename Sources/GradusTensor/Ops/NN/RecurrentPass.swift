import GradusKernels

/// One layer of a recurrent network in one direction, as one recorded operation: the steps write side by side into
/// whole sequences, and the gradient of the weight is one matrix product over all of them.
package struct RecurrentPass {
    package var kind: RecurrentCellKind
    /// From the last step to the first.
    package var isReversed: Bool
    /// The same in single operations, from the five inputs of `run`: what a recorded backward pass goes through.
    package var steps: ([Tensor]) throws -> [Tensor]

    package init(
        _ kind: RecurrentCellKind, isReversed: Bool, steps: @escaping ([Tensor]) throws -> [Tensor]
    ) {
        (self.kind, self.isReversed, self.steps) = (kind, isReversed, steps)
    }

    /// - Parameters:
    ///   - sums: `[steps, batch, gates · hidden]`, the input's part of the gates.
    ///   - h: `[batch, hidden]`; `c` likewise, for an LSTM.
    ///   - weight: `[gates · hidden, hidden]`; `bias`: `[gates · hidden]`.
    /// - Returns: the states of all steps `[steps, batch, hidden]`, the last one, and the last cells of an LSTM. Nil
    ///   where the tensors are not of float32 in memory.
    package func run(sums: Tensor, h: Tensor, c: Tensor?, weight: Tensor, bias: Tensor?) throws -> [Tensor]? {
        var inputs = [sums, h, weight]
        if let bias { inputs.append(bias) }
        if let c { inputs.append(c) }
        guard inputs.allSatisfy({ $0.dtype == .float32 && !$0.isMeta }), sums.isContiguous else { return nil }
        let isRecorded = Tensor.anyRecorded(inputs)
        let state = try Sequence(self, sums, h, c, weight, bias, keepsAll: isRecorded)
        try Interruption.around { state.memory.forward() }
        let outputs = try state.outputs()
        if isRecorded { record(outputs, inputs, state, hasBias: bias != nil) }
        return outputs
    }

    private func record(_ outputs: [Tensor], _ inputs: [Tensor], _ state: Sequence, hasBias: Bool) {
        let saved = inputs.map { Saved($0) }
        let states = Saved(output: outputs[0])
        Tensor.record("MkldnnRnnLayerBackward0", outputs: outputs, inputs: inputs) { [steps] b in
            let values = try saved.map { try $0.value() }
            let isSeen =
                [b.hasGradient] + (1..<outputCount).map { $0 - 1 < b.moreGrads.count && b.moreGrads[$0 - 1] != nil }
            if b.isRecording {
                let results = try steps(values)
                let wanted = values.indices.filter { b.needs($0) }
                let seen = results.indices.filter { isSeen[$0] }
                let found = try Tensor.grad(
                    seen.map { results[$0] }, wanted.map { values[$0] },
                    gradOutputs: try seen.map { try b.gradient($0) }, createGraph: true, allowUnused: true)
                for (place, g) in zip(wanted, found) { b[place] = g }
                return
            }
            _ = try states.output(of: b)
            let gradients = try state.backward(
                dOutput: isSeen[0] ? b.grad : nil, dh: isSeen[1] ? try b.gradient(1) : nil,
                dc: outputCount > 2 && isSeen[2] ? try b.gradient(2) : nil)
            b[0] = gradients.sums
            b[1] = gradients.h
            if b.needs(2) { b[2] = try gradients.weight() }
            if hasBias, b.needs(3) { b[3] = try gradients.bias() }
            if let c = gradients.c { b[hasBias ? 4 : 3] = c }
        }
        var outputCount: Int { kind == .lstm ? 3 : 2 }
    }
}

/// The tensors of one pass over a sequence, and the memory they lie in.
private final class Sequence {
    let memory: RecurrentSequence
    private let h, output: Tensor
    private let cells: Tensor?
    /// What else the memory belongs to.
    private let holders: [Tensor?]

    private var shape: [Int] { [memory.batch, memory.hidden] }
    private var size: Int { memory.batch * memory.hidden }

    init(
        _ pass: RecurrentPass, _ sums: Tensor, _ h: Tensor, _ c: Tensor?, _ weight: Tensor, _ bias: Tensor?,
        keepsAll: Bool
    ) throws {
        let (steps, batch, width, hidden) = (sums.shape[0], sums.shape[1], sums.shape[2], weight.shape[1])
        func dense(_ t: Tensor) throws -> Tensor { try t.contiguousUnrecorded() }
        let (sums, weight, c, bias) = (try dense(sums), try dense(weight), try c.map(dense), try bias.map(dense))
        self.h = try dense(h)
        func fresh(_ steps: Int, _ width: Int) throws -> Tensor {
            try Tensor(empty: [steps, batch, width], .float32, .cpu)
        }
        output = try fresh(steps, hidden)
        let count = keepsAll ? steps : 1
        let kept = pass.kind.keptWidth > 0 ? try fresh(count, pass.kind.keptWidth * hidden) : nil
        cells = pass.kind == .lstm ? try fresh(keepsAll ? steps : 2, hidden) : nil
        let cellTanhs = pass.kind == .lstm ? try fresh(count, hidden) : nil
        holders = [sums, c, weight, bias, kept, cellTanhs]
        func place(_ t: Tensor?) -> UnsafePointer<Float>? { t.map { UnsafePointer($0.f32) } }
        memory = RecurrentSequence(
            kind: pass.kind, steps: steps, batch: batch, hidden: hidden, width: width, isReversed: pass.isReversed,
            keepsAll: keepsAll, sums: UnsafePointer(sums.f32), h: UnsafePointer(self.h.f32), c: place(c),
            weight: UnsafePointer(weight.f32), bias: place(bias), output: output.f32, kept: kept?.f32,
            cells: cells?.f32, cellTanhs: cellTanhs?.f32)
    }

    /// All states, the last one and the last cells, each in memory of its own.
    func outputs() throws -> [Tensor] {
        func last(_ t: Tensor, _ place: Int) throws -> Tensor {
            let end = try Tensor(empty: [memory.batch, memory.hidden], .float32, .cpu)
            end.f32.update(from: t.f32 + place * size, count: size)
            return end
        }
        // A tensor of its own, so that the node does not hold itself.
        var list = [output.alias(), try last(output, memory.step(memory.steps - 1))]
        if let cells { list.append(try last(cells, memory.cellPlace(memory.steps - 1))) }
        return list
    }

    struct Gradients {
        var sums, h: Tensor
        var c: Tensor?
        var weight, bias: () throws -> Tensor
    }

    func backward(dOutput: Tensor?, dh: Tensor?, dc: Tensor?) throws -> Gradients {
        let (steps, batch, hidden, width) = (memory.steps, memory.batch, memory.hidden, memory.width)
        func start(_ t: Tensor?) throws -> Tensor {
            let out = try Tensor.zeros([batch, hidden], dtype: .float32, device: .cpu)
            if let t { try out.addInPlaceUnrecorded(t) }
            return out
        }
        let arriving = try dOutput?.contiguousUnrecorded()
        let dState = try start(dh)
        let dCell = memory.kind == .lstm ? try start(dc) : nil
        let dSums = try Tensor(empty: [steps, batch, width], .float32, .cpu)
        // Of a GRU the gradient of the state's part of the gates differs from that of the input's.
        let dStateSums = memory.kind == .gru ? try Tensor(empty: [steps, batch, width], .float32, .cpu) : dSums
        memory.backward(
            arriving: arriving.map { UnsafePointer($0.f32) }, dState: dState.f32, dCell: dCell?.f32, dSums: dSums.f32,
            dStateSums: dStateSums.f32)
        return Gradients(
            sums: dSums, h: dState, c: dCell, weight: { try self.weightGradient(dStateSums) },
            bias: { try dStateSums.reshape([steps * batch, width]).sum([0]) })
    }

    /// Σ over steps of (gradient of the sums)ᵀ · (state before): the states before lie as the output does, one step
    /// further, so that one product does all steps but the first.
    private func weightGradient(_ dStateSums: Tensor) throws -> Tensor {
        let (batch, hidden, width) = (memory.batch, memory.hidden, memory.width)
        let result = try Tensor(empty: [width, hidden], .float32, .cpu)
        func product(_ gradients: Int, _ states: UnsafePointer<Float>, _ count: Int, beta: Float) {
            Kernels.gemm(
                m: width, n: hidden, k: count * batch, alpha: 1,
                a: UnsafePointer(dStateSums.f32 + gradients * batch * width), aRow: 1, aCol: width, b: states,
                bRow: hidden, bCol: 1, beta: beta, c: result.f32, cRow: hidden)
        }
        product(memory.step(0), UnsafePointer(h.f32), 1, beta: 0)
        if memory.steps > 1 {
            // Forwards: gradients 1…, states 0…; backwards: gradients 0…, states 1….
            let first = memory.isReversed ? 0 : 1
            product(first, UnsafePointer(output.f32 + (1 - first) * size), memory.steps - 1, beta: 1)
        }
        return result
    }
}
