enum NormalizationOps {
    private static let same = "that of the input"

    static let rows: [OpRow] = [
        OpRow(
            "batch_norm", .functional,
            [
                "batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight=None, "
                    + "Tensor? bias=None, bool training=False, float? momentum=0.1, float eps=1e-5)"
            ], "Normalises each channel over the batch.", shape: same, changesOperands: true
        ) { a in
            .tensor(
                try a.tensor(0).batchNorm(
                    a.optionalTensor(1), a.optionalTensor(2), weight: a.optionalTensor(3), bias: a.optionalTensor(4),
                    training: a.bool(5), momentum: a.optionalDouble(6) ?? 0, eps: a.double(7)))
        },
        OpRow(
            "layer_norm", [.function, .functional],
            [
                "layer_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-5)"
            ], "Normalises over the last axes.", shape: same
        ) { a in
            .tensor(
                try a.tensor(0).layerNorm(
                    a.ints(1), weight: a.optionalTensor(2), bias: a.optionalTensor(3), eps: a.double(4)))
        },
        OpRow(
            "group_norm", [.function, .functional],
            ["group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-5)"],
            "Normalises groups of channels of each sample.", shape: same
        ) { a in
            .tensor(
                try a.tensor(0).groupNorm(
                    a.int(1), weight: a.optionalTensor(2), bias: a.optionalTensor(3), eps: a.double(4)))
        },
        OpRow(
            "instance_norm", .functional,
            [
                "instance_norm(Tensor input, Tensor? running_mean=None, Tensor? running_var=None, Tensor? weight=None, "
                    + "Tensor? bias=None, bool use_input_stats=True, float momentum=0.1, float eps=1e-5)"
            ], "Normalises each channel of each sample.", shape: same, changesOperands: true
        ) { a in
            .tensor(
                try a.tensor(0).instanceNorm(
                    a.optionalTensor(1), a.optionalTensor(2), weight: a.optionalTensor(3), bias: a.optionalTensor(4),
                    useInput: a.bool(5), momentum: a.double(6), eps: a.double(7)))
        },
        OpRow(
            "rms_norm", [.function, .functional],
            ["rms_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, float? eps=None)"],
            "Divides by the root of the mean square over the last axes.", shape: same
        ) { .tensor(try $0.tensor(0).rmsNorm($0.ints(1), weight: $0.optionalTensor(2), eps: $0.optionalDouble(3))) },
        OpRow(
            "local_response_norm", .functional,
            ["local_response_norm(Tensor input, int size, float alpha=1e-4, float beta=0.75, float k=1.0)"],
            "Divides by a power of the squares of neighbouring channels.", shape: same
        ) {
            .tensor(
                try $0.tensor(0).localResponseNorm($0.int(1), alpha: $0.double(2), beta: $0.double(3), k: $0.double(4)))
        },
    ]
}
