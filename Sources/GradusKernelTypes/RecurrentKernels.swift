/// The entry points of a variant for one step of a recurrent layer over `rows` samples, after the matrix products.
package final class RecurrentKernels: Sendable {
    /// x and gates [rows, 4·hidden] hold the input's and the state's part of the sums for i, f, g, o, to which `bias`
    /// [4·hidden] is added; gates becomes their activations; c = f·cOld + i·g, cTanh = tanh(c), h = o·cTanh.
    package let lstm:
        @Sendable (
            _ rows: Int, _ hidden: Int, _ x: In<Float>, _ bias: In<Float>?, _ gates: Out<Float>, _ cOld: In<Float>,
            _ c: Out<Float>, _ cTanh: Out<Float>, _ h: Out<Float>
        ) -> Void
    /// From the gradient of h and that of c (which becomes that of cOld) to the gradient of the four sums.
    package let lstmBackward:
        @Sendable (
            _ rows: Int, _ hidden: Int, _ gates: In<Float>, _ cOld: In<Float>, _ cTanh: In<Float>, _ dh: In<Float>,
            _ dc: Out<Float>, _ dSums: Out<Float>
        ) -> Void
    /// x and u [rows, 3·hidden] hold the sums for r, z, n of the input and of the state, to the latter of which `bias`
    /// [3·hidden] is added; n = tanh(x + r·u), h = (hOld − n)·z + n. kept [rows, 4·hidden] receives r, z, n and the state's part of n.
    package let gru:
        @Sendable (
            _ rows: Int, _ hidden: Int, _ x: In<Float>, _ bias: In<Float>?, _ u: In<Float>, _ hOld: In<Float>,
            _ kept: Out<Float>, _ h: Out<Float>
        ) -> Void
    /// From the gradient of h (which becomes its direct part in that of hOld) to those of x and u.
    package let gruBackward:
        @Sendable (
            _ rows: Int, _ hidden: Int, _ kept: In<Float>, _ hOld: In<Float>, _ dh: Out<Float>, _ dx: Out<Float>,
            _ du: Out<Float>
        ) -> Void

    package init(
        lstm:
            @escaping @Sendable (
                Int, Int, In<Float>, In<Float>?, Out<Float>, In<Float>, Out<Float>, Out<Float>, Out<Float>
            ) -> Void,
        lstmBackward:
            @escaping @Sendable (
                Int, Int, In<Float>, In<Float>, In<Float>, In<Float>, Out<Float>, Out<Float>
            ) -> Void,
        gru:
            @escaping @Sendable (
                Int, Int, In<Float>, In<Float>?, In<Float>, In<Float>, Out<Float>, Out<Float>
            ) -> Void,
        gruBackward: @escaping @Sendable (Int, Int, In<Float>, In<Float>, Out<Float>, Out<Float>, Out<Float>) -> Void
    ) {
        self.lstm = lstm
        self.lstmBackward = lstmBackward
        self.gru = gru
        self.gruBackward = gruBackward
    }
}
