import GradusKernelTypes

/// Weights packed for kernels that compute a block of channels at once: [block][tap][channel of the block]. Channels
/// beyond the last one are zero.
struct WeightBlocks {
    /// Channels of one block.
    var rows: Int
    var channels: Int
    var taps: Int

    var blocks: Int { (channels + rows - 1) / rows }
    var size: Int { blocks * rows * taps }
    /// Floats of a bias filled up to whole blocks.
    var biasSize: Int { blocks * rows }

    /// Packs the weights of some blocks, which lie as [channel][tap].
    func pack(_ range: Range<Int>, _ w: In<Float>, to memory: Out<Float>) {
        clearRest(range, memory)
        for block in range {
            let channel = block * rows
            transposeFloats(
                rows: min(rows, channels - channel), columns: taps, x: w + channel * taps, xRow: taps,
                y: memory + channel * taps, yRow: rows)
        }
    }

    /// Packs the weights of the input gradient: `w` lies as [input of this pass][channel][tap] and is flipped.
    func packFlipped(_ range: Range<Int>, _ w: In<Float>, kernelArea: Int, to memory: Out<Float>) {
        clearRest(range, memory)
        for input in 0..<taps / kernelArea {
            for channel in range.lowerBound * rows..<min(range.upperBound * rows, channels) {
                let from = w + (input * channels + channel) * kernelArea
                let to = memory + channel / rows * rows * taps + channel % rows + input * kernelArea * rows
                for tap in 0..<kernelArea { to[tap * rows] = from[kernelArea - 1 - tap] }
            }
        }
    }

    func packBias(_ bias: In<Float>?, to memory: Out<Float>) {
        for channel in 0..<biasSize {
            memory[channel] = 0
            if let bias, channel < channels { memory[channel] = bias[channel] }
        }
    }

    private func clearRest(_ range: Range<Int>, _ memory: Out<Float>) {
        if channels % rows != 0, range.upperBound == blocks, !range.isEmpty {
            clear(rows * taps, memory + (blocks - 1) * rows * taps)
        }
    }
}
