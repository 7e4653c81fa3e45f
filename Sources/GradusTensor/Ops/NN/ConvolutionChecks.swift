/// The checks in front of a convolution, in PyTorch's order, because the first that fails gives the message.
struct ConvolutionChecks {
    let name: String
    let axes: Int
    let input: Tensor
    let weight: Tensor
    let bias: Tensor?
    var transposed = false
    /// Whether the padding was a word: then the dtype of the bias is looked at last.
    var padsByName = false

    private func fail(_ text: String) -> TensorError {
        TensorError(.runtimeError, text, operation: name, shapes: [input.shape, weight.shape])
    }

    /// The dtype of the bias and the number of axes.
    func checkInput() throws {
        if !transposed, !padsByName, let bias, bias.dtype != input.dtype {
            throw TensorError(
                .runtimeError,
                "Input type (\(input.dtype.cName)) and bias type (\(bias.dtype.cName)) should be the same",
                operation: name, shapes: [input.shape, weight.shape],
                notes: ["convert the input, for example with .to(\(bias.dtype.torchName))"])
        }
        if input.rank != axes + 1 && input.rank != axes + 2 {
            throw TensorError(
                .runtimeError,
                "Expected \(axes + 1)D (unbatched) or \(axes + 2)D (batched) input to \(name), but got input of size: "
                    + "\(input.shape)", operation: name, shapes: [input.shape, weight.shape],
                notes: axes == 2 && input.rank == 2 ? ["x[None, None] adds the batch and the channel axis"] : [])
        }
    }

    /// The strides and dilations of padding 'same'.
    func checkSame(stride: Dims, dilation: Dims) throws {
        try checkWeightRank()
        if weight.rank != axes + 2 {
            throw fail(
                "Expected \(weight.rank)-dimensional input for \(weight.rank)-dimensional weight\(weight.shape), but got "
                    + "\(axes + 2)-dimensional input of size \(batched) instead")
        }
        if stride.count != axes, stride.count != 1 { throw fail("stride cannot broadcast to \(axes) dimensions") }
        if dilation.count != axes, dilation.count != 1 {
            throw fail("dilation cannot broadcast to \(axes) dimensions")
        }
        if stride.contains(where: { $0 != 1 }) {
            throw TensorError(.runtimeError, "padding='same' is not supported for strided convolutions")
        }
    }

    private func checkWeightRank() throws {
        if weight.rank < 3 { throw fail("weight should have at least three dimensions") }
    }

    /// The shape with its batch axis.
    private var batched: Dims { input.rank == axes + 1 ? Dims([1] + Array(input.shape)) : input.shape }

    /// A list as long as there are axes.
    private func expand(_ list: Dims, _ parameter: String) throws -> Dims {
        let count = weight.rank - 2
        if list.count == count { return list }
        if list.count == 1 { return Dims(repeating: list[0], count: count) }
        throw fail(
            "expected \(parameter) to be a single integer value or a list of \(count) values to match the convolution "
                + "dimensions, but got \(parameter)=\(list)")
    }

    /// Everything else about sizes.
    /// - Returns: the options with lists of `axes` numbers, and the output padding.
    func check(
        stride: Dims, padding: Dims, dilation: Dims, groups: Int, outputPadding: Dims = [0]
    ) throws -> (ConvolutionOptions, outputPadding: Dims) {
        try checkWeightRank()
        if groups <= 0 { throw fail("non-positive groups is not supported") }
        let o = ConvolutionOptions(
            stride: try expand(stride, "stride"), padding: try expand(padding, "padding"),
            dilation: try expand(dilation, "dilation"), groups: groups)
        let extra = try expand(outputPadding, "output_padding")
        if o.padding.contains(where: { $0 < 0 }) { throw fail("negative padding is not supported") }
        if extra.contains(where: { $0 < 0 }) { throw fail("negative output_padding is not supported") }
        if o.stride.contains(where: { $0 <= 0 }) { throw fail("non-positive stride is not supported") }
        if o.dilation.contains(where: { $0 < 0 }) { throw fail("dilation should be greater than zero") }
        func isHuge(_ list: Dims) -> Bool { list.contains { $0 > 1 << 30 } }
        if isHuge(o.stride) || isHuge(o.padding) || isHuge(o.dilation) || isHuge(extra) || groups > 1 << 30 {
            throw fail("\(name): parameters out of range")
        }
        let (x, w) = (batched, weight.shape)
        if w.count != x.count {
            throw fail(
                "Expected \(w.count)-dimensional input for \(w.count)-dimensional weight \(w), but got \(x.count)-dimensional "
                    + "input of size \(x) instead")
        }
        if w[0] < groups {
            throw fail(
                "Given groups=\(groups), expected weight to be at least \(groups) at dimension 0, but got weight of size "
                    + "\(w) instead")
        }
        if w[0] % groups != 0 {
            throw fail(
                "Given groups=\(groups), expected weight to be divisible by \(groups) at dimension 0, but got weight of "
                    + "size [\(w)] instead")
        }
        let head = transposed ? "Given transposed=1" : "Given groups=\(groups)"
        let channels = transposed ? w[0] : w[1] * groups
        if x[1] != channels {
            throw fail(
                "\(head), weight of size \(w), expected input\(x) to have \(channels) channels, but got \(x[1]) channels "
                    + "instead")
        }
        let outputs = transposed ? w[1] * groups : w[0]
        if let bias, bias.rank != 1 || bias.shape[0] != outputs {
            throw fail(
                "Given \(transposed ? "transposed=1, " : "")weight of size \(w), expected bias to be 1-dimensional with "
                    + "\(outputs) elements, but got bias of size \(bias.shape) instead")
        }
        if !transposed { try checkWindow(x, w, o) } else { try checkOutputPadding(o, extra) }
        try checkTypes()
        if o.dilation.contains(0) {
            let list = transposed ? "dilation_height: 0, dilation_width: 0" : "\(o.dilation)"
            throw fail("dilation should be greater than zero, but got \(list)")
        }
        return (o, extra)
    }

    private func checkWindow(_ x: Dims, _ w: Dims, _ o: ConvolutionOptions) throws {
        func padded(_ axis: Int) -> Int { x[2 + axis] + 2 * o.padding[axis] }
        func kernel(_ axis: Int) -> Int { o.dilation[axis] * (w[2 + axis] - 1) + 1 }
        var fits = true
        for axis in 0..<axes where padded(axis) < kernel(axis) { fits = false }
        if !fits {
            func text(_ size: (Int) -> Int) -> String {
                "(" + (0..<axes).map { String(size($0)) }.joined(separator: " x ") + ")"
            }
            throw fail(
                "Calculated padded input size per channel: \(text(padded)). Kernel size: \(text(kernel)). Kernel size can't "
                    + "be greater than actual input size")
        }
        if w.contains(0), w.dropFirst(2).contains(0) {
            throw fail(
                "kernel size should be greater than zero, but got kernel_height: \(w[max(2, w.count - 2)]) kernel_width: "
                    + "\(w[w.count - 1])")
        }
    }

    private func checkOutputPadding(_ o: ConvolutionOptions, _ extra: Dims) throws {
        guard (0..<axes).contains(where: { extra[$0] >= o.stride[$0] && extra[$0] >= o.dilation[$0] }) else { return }
        // A signal is a picture of one row.
        func pair(_ list: Dims, _ row: Int) -> (Int, Int) { (axes == 1 ? row : list[axes - 2], list[axes - 1]) }
        let (p, s, d) = (pair(extra, 0), pair(o.stride, 1), pair(o.dilation, 1))
        throw fail(
            "output padding must be smaller than either stride or dilation, but got output_padding_height: \(p.0) "
                + "output_padding_width: \(p.1) stride_height: \(s.0) stride_width: \(s.1) dilation_height: \(d.0) "
                + "dilation_width: \(d.1)")
    }

    private func checkTypes() throws {
        if input.dtype != weight.dtype {
            throw TensorError(
                .runtimeError,
                "expected scalar type \(input.dtype.scalarTypeName) but found \(weight.dtype.scalarTypeName)",
                operation: name, shapes: [input.shape, weight.shape],
                notes: ["convert the input, for example with .to(\(weight.dtype.torchName))"])
        }
        if !input.dtype.isFloat {
            throw TensorError(
                .notImplementedError, "\"slow_conv2d_cpu\" not implemented for '\(input.dtype.scalarTypeName)'")
        }
        if let bias, bias.dtype != input.dtype, !transposed {
            throw fail("Input type (\(input.dtype.cName)) and bias type (\(bias.dtype.cName)) should be the same")
        }
    }
}
