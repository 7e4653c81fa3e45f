/// Products with a matrix B [k, n] that is packed once and used often.
package final class PackedKernels: Sendable {
    /// Floats of a packed B.
    package let size: @Sendable (_ n: Int, _ k: Int) -> Int
    package let pack:
        @Sendable (_ n: Int, _ k: Int, _ b: In<Float>, _ bRow: Int, _ bCol: Int, _ packed: Out<Float>) -> Void
    /// Floats of scratch memory of a product.
    package let scratch: @Sendable (_ m: Int, _ n: Int, _ k: Int) -> Int
    /// C [m, n] = A·B + beta·C; the columns of a row of A lie side by side, beta is 0 or 1.
    package let multiply:
        @Sendable (
            _ m: Int, _ n: Int, _ k: Int, _ a: In<Float>, _ aRow: Int, _ packed: In<Float>, _ beta: Float,
            _ c: Out<Float>, _ cRow: Int, _ scratch: Out<Float>
        ) -> Void

    package init(
        size: @escaping @Sendable (Int, Int) -> Int,
        pack: @escaping @Sendable (Int, Int, In<Float>, Int, Int, Out<Float>) -> Void,
        scratch: @escaping @Sendable (Int, Int, Int) -> Int,
        multiply:
            @escaping @Sendable (
                Int, Int, Int, In<Float>, Int, In<Float>, Float, Out<Float>, Int, Out<Float>
            ) -> Void
    ) {
        self.size = size
        self.pack = pack
        self.scratch = scratch
        self.multiply = multiply
    }
}
