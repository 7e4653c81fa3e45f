import GradusKernels

/// What a recurrent layer does with the sums of its gates.
package enum RecurrentCellKind {
    case tanh, relu, lstm, gru

    /// How many values per unit are kept for the backward pass.
    fileprivate var keptWidth: Int { self == .lstm || self == .gru ? 4 : 0 }
}

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
        try Interruption.around { try state.forward() }
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

/// The memory of one pass over a sequence.
private final class Sequence {
    private let pass: RecurrentPass
    private let steps, batch, hidden, width: Int
    private let sums, h, weight: Tensor
    private let c, bias: Tensor?
    private let keepsAll: Bool

    private let output: Tensor
    /// What the cells keep of each step; cells and their hyperbolic tangents of an LSTM.
    private let kept, cells, cellTanhs: Tensor?

    private var kind: RecurrentCellKind { pass.kind }
    /// Elements of one step of the state.
    private var size: Int { batch * hidden }

    init(
        _ pass: RecurrentPass, _ sums: Tensor, _ h: Tensor, _ c: Tensor?, _ weight: Tensor, _ bias: Tensor?,
        keepsAll: Bool
    ) throws {
        self.pass = pass
        self.keepsAll = keepsAll
        (steps, batch, width) = (sums.shape[0], sums.shape[1], sums.shape[2])
        hidden = weight.shape[1]
        func dense(_ t: Tensor) throws -> Tensor { try t.contiguousUnrecorded() }
        self.sums = try dense(sums)
        self.h = try dense(h)
        self.weight = try dense(weight)
        self.c = try c.map(dense)
        self.bias = try bias.map(dense)
        func fresh(_ steps: Int, _ width: Int) throws -> Tensor {
            try Tensor(empty: [steps, sums.shape[1], width], .float32, .cpu)
        }
        output = try fresh(steps, hidden)
        let count = keepsAll ? steps : 1
        let cellCount = pass.kind == .lstm ? count : 0
        kept = pass.kind.keptWidth > 0 ? try fresh(count, pass.kind.keptWidth * hidden) : nil
        cells = cellCount > 0 ? try fresh(keepsAll ? steps : 2, hidden) : nil
        cellTanhs = cellCount > 0 ? try fresh(count, hidden) : nil
    }

    /// The step at place `i` of the pass, as it lies in memory.
    private func step(_ i: Int) -> Int { pass.isReversed ? steps - 1 - i : i }

    /// Where the cells of the pass's `i`-th step lie; without a backward pass two places take turns.
    private func cellPlace(_ i: Int) -> Int { keepsAll ? step(i) : i & 1 }

    /// The state before the pass's `i`-th step.
    private func old(_ i: Int) -> UnsafePointer<Float> {
        UnsafePointer(i == 0 ? h.f32 : output.f32 + step(i - 1) * size)
    }

    private func oldCell(_ i: Int, _ first: Tensor, _ cells: Tensor) -> UnsafePointer<Float> {
        UnsafePointer(i == 0 ? first.f32 : cells.f32 + cellPlace(i - 1) * size)
    }

    func forward() throws {
        let (gates, recurrent) = (width * batch, weight.f32)
        // The state's part of a GRU's gates is kept apart.
        let stateSums = kind == .gru ? try Tensor(empty: [batch, width], .float32, .cpu) : nil
        for i in 0..<steps where !Interruption.isWanted {
            let at = step(i)
            let x = sums.f32 + at * gates
            let out = output.f32 + at * size
            let place: UnsafeMutablePointer<Float>
            switch kind {
            case .tanh, .relu: place = out
            case .lstm: place = (kept?.f32 ?? out) + (keepsAll ? at : 0) * gates
            case .gru: place = stateSums?.f32 ?? out
            }
            for row in 0..<batch {
                let line = place + row * width
                if kind == .gru {
                    if let bias {
                        line.update(from: bias.f32, count: width)
                    } else {
                        line.update(repeating: 0, count: width)
                    }
                } else {
                    line.update(from: x + row * width, count: width)
                    if let bias {
                        Kernels.binary(
                            .add, outer: 1, inner: width, a: UnsafePointer(line), aOuter: 0, aInner: 1,
                            b: UnsafePointer(bias.f32), bOuter: 0, bInner: 1, y: line)
                    }
                }
            }
            Kernels.gemm(
                m: batch, n: width, k: hidden, alpha: 1, a: old(i), aRow: hidden, aCol: 1, b: UnsafePointer(recurrent),
                bRow: 1, bCol: hidden, beta: 1, c: place, cRow: width)
            switch kind {
            case .tanh: Kernels.unary(.tanh, n: size, x: UnsafePointer(out), y: out)
            case .relu: Kernels.unary(.relu, n: size, x: UnsafePointer(out), y: out)
            case .lstm:
                guard let c, let cells, let cellTanhs else { return }
                Kernels.lstmStep(
                    rows: batch, hidden: hidden, gates: place, cOld: oldCell(i, c, cells),
                    c: cells.f32 + cellPlace(i) * size, cTanh: cellTanhs.f32 + (keepsAll ? at : 0) * size, h: out)
            case .gru:
                guard let kept else { return }
                Kernels.gruStep(
                    rows: batch, hidden: hidden, x: UnsafePointer(x), u: UnsafePointer(place), hOld: old(i),
                    kept: kept.f32 + (keepsAll ? at : 0) * 4 * size, h: out)
            }
        }
    }

    /// All states, the last one and the last cells, each in memory of its own.
    func outputs() throws -> [Tensor] {
        func last(_ t: Tensor, _ place: Int) throws -> Tensor {
            let end = try Tensor(empty: [batch, hidden], .float32, .cpu)
            end.f32.update(from: t.f32 + place * size, count: size)
            return end
        }
        // A tensor of its own, so that the node does not hold itself.
        var list = [output.alias(), try last(output, step(steps - 1))]
        if let cells { list.append(try last(cells, cellPlace(steps - 1))) }
        return list
    }

    struct Gradients {
        var sums, h: Tensor
        var c: Tensor?
        var weight, bias: () throws -> Tensor
    }

    func backward(dOutput: Tensor?, dh: Tensor?, dc: Tensor?) throws -> Gradients {
        func start(_ t: Tensor?) throws -> Tensor {
            let out = try Tensor.zeros([batch, hidden], dtype: .float32, device: .cpu)
            if let t { try out.addInPlaceUnrecorded(t) }
            return out
        }
        let arriving = try dOutput?.contiguousUnrecorded()
        let dState = try start(dh)
        let dCell = kind == .lstm ? try start(dc) : nil
        let gates = width * batch
        let dSums = try Tensor(empty: [steps, batch, width], .float32, .cpu)
        // Of a GRU the gradient of the state's part of the gates differs from that of the input's.
        let dStateSums = kind == .gru ? try Tensor(empty: [steps, batch, width], .float32, .cpu) : dSums
        for i in (0..<steps).reversed() where !Interruption.isWanted {
            let at = step(i)
            let gradient = dState.f32
            if let arriving {
                Kernels.binary(
                    .add, outer: 1, inner: size, a: UnsafePointer(gradient), aOuter: 0, aInner: 1,
                    b: UnsafePointer(arriving.f32 + at * size), bOuter: 0, bInner: 1, y: gradient)
            }
            let place = dStateSums.f32 + at * gates
            var beta: Float = 0
            switch kind {
            case .tanh, .relu:
                Kernels.unaryBackward(
                    kind == .tanh ? .tanhOutput : .reluOutput, n: size, dy: UnsafePointer(gradient),
                    saved: UnsafePointer(output.f32 + at * size), dx: place)
            case .lstm:
                guard let c, let cells, let cellTanhs, let kept, let dCell else { break }
                Kernels.lstmStepBackward(
                    rows: batch, hidden: hidden, gates: UnsafePointer(kept.f32 + at * gates),
                    cOld: oldCell(i, c, cells), cTanh: UnsafePointer(cellTanhs.f32 + at * size),
                    dh: UnsafePointer(gradient), dc: dCell.f32, dSums: place)
            case .gru:
                guard let kept else { break }
                Kernels.gruStepBackward(
                    rows: batch, hidden: hidden, kept: UnsafePointer(kept.f32 + at * 4 * size), hOld: old(i),
                    dh: gradient, dx: dSums.f32 + at * gates, du: place)
                beta = 1
            }
            Kernels.gemm(
                m: batch, n: hidden, k: width, alpha: 1, a: UnsafePointer(place), aRow: width, aCol: 1,
                b: UnsafePointer(weight.f32), bRow: hidden, bCol: 1, beta: beta, c: gradient, cRow: hidden)
        }
        return Gradients(
            sums: dSums, h: dState, c: dCell, weight: { try self.weightGradient(dStateSums) },
            bias: { try dStateSums.reshape([self.steps * self.batch, self.width]).sum([0]) })
    }

    /// Σ over steps of (gradient of the sums)ᵀ · (state before): the states before lie as the output does, one step
    /// further, so that one product does all steps but the first.
    private func weightGradient(_ dStateSums: Tensor) throws -> Tensor {
        let result = try Tensor(empty: [width, hidden], .float32, .cpu)
        func product(_ gradients: Int, _ states: UnsafePointer<Float>, _ count: Int, beta: Float) {
            Kernels.gemm(
                m: width, n: hidden, k: count * batch, alpha: 1,
                a: UnsafePointer(dStateSums.f32 + gradients * batch * width), aRow: 1, aCol: width, b: states,
                bRow: hidden, bCol: 1, beta: beta, c: result.f32, cRow: hidden)
        }
        product(step(0), UnsafePointer(h.f32), 1, beta: 0)
        if steps > 1 {
            // Forwards: gradients 1…, states 0…; backwards: gradients 0…, states 1….
            let first = pass.isReversed ? 0 : 1
            product(first, UnsafePointer(output.f32 + (1 - first) * size), steps - 1, beta: 1)
        }
        return result
    }
}
