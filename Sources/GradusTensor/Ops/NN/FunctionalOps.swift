/// The functions of `torch.nn.functional` that have files of their own here.
enum FunctionalOps {
    static var rows: [OpRow] {
        FeatureDropoutOps.rows + BilinearOps.rows + ConvolutionAxesOps.rows + PadOps.rows + PoolingAxesOps.rows
    }
}
