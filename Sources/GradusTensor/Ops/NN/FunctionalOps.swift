/// The functions of `torch.nn.functional` that have files of their own here.
enum FunctionalOps {
    static var rows: [OpRow] {
        let shapes = ConvolutionAxesOps.rows + PadOps.rows + PoolingAxesOps.rows + AdaptivePoolingOps.rows
        let pointwise = FeatureDropoutOps.rows + ActivationOps.rows + BilinearOps.rows
        return shapes + pointwise + LossOps.rows + NormalizationOps.rows + EmbeddingOps.rows + SimilarityOps.rows
            + ResamplingOps.rows + AttentionOps.rows + PatchOps.rows + UnpoolingOps.rows + GridSamplingOps.rows
    }
}
