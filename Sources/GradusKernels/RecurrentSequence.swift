import GradusKernelTypes

/// What a recurrent layer does with the sums of its gates.
package enum RecurrentCellKind: Sendable {
    case tanh, relu, lstm, gru

    /// How many values per unit are kept for the backward pass.
    package var keptWidth: Int { self == .lstm || self == .gru ? 4 : 0 }
}

/// One layer of a recurrent network in one direction over a whole sequence: the memory that its steps read and write.
///
/// Samples do not depend on one another, so each thread takes some of them through all steps, by products with a weight
/// that is packed once. A batch too small for that shares each product instead.
package struct RecurrentSequence: @unchecked Sendable {
    package var kind: RecurrentCellKind
    /// `width` is gates · hidden.
    package var steps, batch, hidden, width: Int
    /// From the last step to the first.
    package var isReversed: Bool
    /// Whether what a backward pass needs is kept of every step; else cells have two places that take turns, and what
    /// else is kept has one.
    package var keepsAll: Bool

    /// `[steps, batch, width]`, the input's part of the gates; `[batch, hidden]`; the same for an LSTM.
    package var sums, h: In<Float>
    package var c: In<Float>?
    /// `[width, hidden]`, `[width]`.
    package var weight: In<Float>
    package var bias: In<Float>?
    /// `[steps, batch, hidden]`.
    package var output: Out<Float>
    /// What the cells keep of each step `[steps, batch, keptWidth · hidden]`; cells and their hyperbolic tangents of an
    /// LSTM `[steps, batch, hidden]`.
    package var kept, cells, cellTanhs: Out<Float>?

    package init(
        kind: RecurrentCellKind, steps: Int, batch: Int, hidden: Int, width: Int, isReversed: Bool, keepsAll: Bool,
        sums: In<Float>, h: In<Float>, c: In<Float>?, weight: In<Float>, bias: In<Float>?, output: Out<Float>,
        kept: Out<Float>?, cells: Out<Float>?, cellTanhs: Out<Float>?
    ) {
        (self.kind, self.steps, self.batch, self.hidden, self.width) = (kind, steps, batch, hidden, width)
        (self.isReversed, self.keepsAll) = (isReversed, keepsAll)
        (self.sums, self.h, self.c, self.weight, self.bias) = (sums, h, c, weight, bias)
        (self.output, self.kept, self.cells, self.cellTanhs) = (output, kept, cells, cellTanhs)
    }

    /// Elements of one step of the state.
    private var size: Int { batch * hidden }

    /// The step at place `i` of the pass, as it lies in memory.
    package func step(_ i: Int) -> Int { isReversed ? steps - 1 - i : i }

    /// Where the cells of the pass's `i`-th step lie.
    package func cellPlace(_ i: Int) -> Int { keepsAll ? step(i) : i & 1 }

    /// The state before the pass's `i`-th step.
    private func old(_ i: Int) -> In<Float> { i == 0 ? h : In(output + step(i - 1) * size) }

    private func oldCell(_ i: Int, _ first: In<Float>, _ cells: Out<Float>) -> In<Float> {
        i == 0 ? first : In(cells + cellPlace(i - 1) * size)
    }

    /// Calls `body` with the samples that one thread takes through all steps, and with the product of so many rows
    /// `[rows, from]` with the `[from, to]` matrix: C = A · matrix + beta · C.
    private func eachStrip(
        from: Int, to: Int, bRow: Int, bCol: Int,
        _ body: (Range<Int>, (_ a: In<Float>, _ beta: Float, _ c: Out<Float>) -> Void) -> Void
    ) {
        let strips = Swift.min(Threads.count, batch / Self.fewestRows)
        let sharesProducts = strips < 2 && Threads.count > 1 && Kernels.Pieces(batch, to, from).count > 1
        if batch == 1 || sharesProducts {
            body(0..<batch) { a, beta, c in
                Kernels.gemm(
                    m: batch, n: to, k: from, alpha: 1, a: a, aRow: from, aCol: 1, b: weight, bRow: bRow, bCol: bCol,
                    beta: beta, c: c, cRow: to)
            }
            return
        }
        let table = active.packed
        Scratch.with(table.size(to, from)) { packed in
            table.pack(to, from, weight, bRow, bCol, packed)
            let rows = Swift.min((batch + Swift.max(strips, 1) - 1) / Swift.max(strips, 1), Self.mostRows)
            Threads.parallelFor(batch, grain: rows) { strip in
                Scratch.with(table.scratch(strip.count, to, from)) { scratch in
                    body(strip) { a, beta, c in
                        table.multiply(strip.count, to, from, a, from, In(packed), beta, c, to, scratch)
                    }
                }
            }
        }
    }

    /// Fewer rows than this would use the packed weight too little; of more, a strip's states leave the cache.
    private static var fewestRows: Int { 8 }
    private static var mostRows: Int { 128 }

    package func forward() {
        eachStrip(from: hidden, to: width, bRow: 1, bCol: hidden) { samples, product in
            Scratch.with(kind == .gru ? samples.count * width : 0) { stateSums in
                for i in 0..<steps where !KernelStop.isWanted { forward(i, samples, stateSums, product) }
            }
        }
    }

    private func forward(
        _ i: Int, _ samples: Range<Int>, _ stateSums: Out<Float>,
        _ product: (_ a: In<Float>, _ beta: Float, _ c: Out<Float>) -> Void
    ) {
        let (at, rows) = (step(i), samples.count)
        let (first, firstSum) = (samples.lowerBound * hidden, samples.lowerBound * width)
        let x = sums + at * batch * width + firstSum
        let out = output + at * size + first
        let before = old(i) + first
        let keptStep = keepsAll ? at : 0
        switch kind {
        case .tanh, .relu:
            for row in 0..<rows {
                let line = out + row * width
                line.update(from: x + row * width, count: width)
                if let bias {
                    Kernels.binary(
                        .add, outer: 1, inner: width, a: In(line), aOuter: 0, aInner: 1, b: bias, bOuter: 0, bInner: 1,
                        y: line)
                }
            }
            product(before, 1, out)
            Kernels.unary(kind == .tanh ? .tanh : .relu, n: rows * hidden, x: In(out), y: out)
        case .lstm:
            guard let c, let cells, let cellTanhs, let kept else { return }
            let gates = kept + keptStep * batch * width + firstSum
            product(before, 0, gates)
            Kernels.lstmStep(
                rows: rows, hidden: hidden, x: x, bias: bias, gates: gates, cOld: oldCell(i, c, cells) + first,
                c: cells + cellPlace(i) * size + first, cTanh: cellTanhs + keptStep * size + first, h: out)
        case .gru:
            guard let kept else { return }
            product(before, 0, stateSums)
            Kernels.gruStep(
                rows: rows, hidden: hidden, x: x, bias: bias, u: In(stateSums), hOld: before,
                kept: kept + (keptStep * size + first) * 4, h: out)
        }
    }

    /// From the gradient of the output (nil: none) and of the last state, which becomes that of the first one (as `dCell`
    /// does for an LSTM's cells), to those of the sums: `dSums` of the input's part, `dStateSums` of the state's part,
    /// which is another one for a GRU only.
    package func backward(
        arriving: In<Float>?, dState: Out<Float>, dCell: Out<Float>?, dSums: Out<Float>, dStateSums: Out<Float>
    ) {
        eachStrip(from: width, to: hidden, bRow: hidden, bCol: 1) { samples, product in
            let first = samples.lowerBound * hidden
            let gradient = dState + first
            for i in (0..<steps).reversed() where !KernelStop.isWanted {
                let at = step(i)
                if let arriving {
                    Kernels.binary(
                        .add, outer: 1, inner: samples.count * hidden, a: In(gradient), aOuter: 0, aInner: 1,
                        b: arriving + at * size + first, bOuter: 0, bInner: 1, y: gradient)
                }
                let firstSum = at * batch * width + samples.lowerBound * width
                backward(
                    i, samples, gradient, dCell: dCell.map { $0 + first }, dSums: dSums + firstSum,
                    dStateSums: dStateSums + firstSum)
                // A GRU's gradient keeps the part that went past the gates.
                product(In(dStateSums + firstSum), kind == .gru ? 1 : 0, gradient)
            }
        }
    }

    private func backward(
        _ i: Int, _ samples: Range<Int>, _ gradient: Out<Float>, dCell: Out<Float>?, dSums: Out<Float>,
        dStateSums: Out<Float>
    ) {
        let (at, rows, first) = (step(i), samples.count, samples.lowerBound * hidden)
        switch kind {
        case .tanh, .relu:
            Kernels.unaryBackward(
                kind == .tanh ? .tanhOutput : .reluOutput, n: rows * hidden, dy: In(gradient),
                saved: In(output + at * size + first), dx: dStateSums)
        case .lstm:
            guard let c, let cells, let cellTanhs, let kept, let dCell else { return }
            Kernels.lstmStepBackward(
                rows: rows, hidden: hidden, gates: In(kept + (at * size + first) * 4),
                cOld: oldCell(i, c, cells) + first, cTanh: In(cellTanhs + at * size + first), dh: In(gradient),
                dc: dCell, dSums: dStateSums)
        case .gru:
            guard let kept else { return }
            Kernels.gruStepBackward(
                rows: rows, hidden: hidden, kept: In(kept + (at * size + first) * 4), hOld: old(i) + first,
                dh: gradient, dx: dSums, du: dStateSums)
        }
    }
}
