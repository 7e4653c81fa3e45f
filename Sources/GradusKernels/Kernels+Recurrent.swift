import GradusKernelTypes

// Steps are small and depend on one another, so they run on the calling thread.

extension Kernels {
    /// One step of an LSTM: see `RecurrentKernels.lstm`.
    package static func lstmStep(
        rows: Int, hidden: Int, x: In<Float>, bias: In<Float>?, gates: Out<Float>, cOld: In<Float>, c: Out<Float>,
        cTanh: Out<Float>, h: Out<Float>
    ) {
        active.recurrent.lstm(rows, hidden, x, bias, gates, cOld, c, cTanh, h)
    }

    package static func lstmStepBackward(
        rows: Int, hidden: Int, gates: In<Float>, cOld: In<Float>, cTanh: In<Float>, dh: In<Float>, dc: Out<Float>,
        dSums: Out<Float>
    ) {
        active.recurrent.lstmBackward(rows, hidden, gates, cOld, cTanh, dh, dc, dSums)
    }

    /// One step of a GRU: see `RecurrentKernels.gru`.
    package static func gruStep(
        rows: Int, hidden: Int, x: In<Float>, bias: In<Float>?, u: In<Float>, hOld: In<Float>, kept: Out<Float>,
        h: Out<Float>
    ) {
        active.recurrent.gru(rows, hidden, x, bias, u, hOld, kept, h)
    }

    package static func gruStepBackward(
        rows: Int, hidden: Int, kept: In<Float>, hOld: In<Float>, dh: Out<Float>, dx: Out<Float>, du: Out<Float>
    ) {
        active.recurrent.gruBackward(rows, hidden, kept, hOld, dh, dx, du)
    }
}
