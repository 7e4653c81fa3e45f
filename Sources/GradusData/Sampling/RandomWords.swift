import GradusTensor

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What samplers and transforms need of PyTorch's generator: its words. The draws below follow from them as PyTorch's
/// do (facts recorded from PyTorch 2.13).
public protocol RandomWords: AnyObject {
    /// Next 32-bit word.
    func nextUInt32() -> UInt32
    /// Two words, the first one is the high half.
    func nextUInt64() -> UInt64
}

extension RandomWords {
    /// `random_()` of an int64 tensor: 0 ... 2^63 - 1.
    func drawSeed() -> UInt64 { nextUInt64() & (UInt64.max >> 1) }

    /// `torch.rand(1)`: 24 bits of one word.
    func drawUnit() -> Float { Float(nextUInt32() & 0xFF_FFFF) * 0x1p-24 }

    /// 53 bits of two words.
    func drawUnitDouble() -> Double { Double(nextUInt64() & (1 << 53 - 1)) * 0x1p-53 }

    /// `torch.empty(1).uniform_(low, high).item()`: the bounds are rounded to float32 first.
    func drawUniform(_ low: Double, _ high: Double) -> Double {
        let from = Float(low)
        let to = Float(high)
        let value = from.addingProduct(drawUnit(), to - from)
        return Double(value == to ? from : value)
    }

    /// `torch.randint(low, high, (1,))` for 0 < high - low < 2^28.
    func drawInteger(_ low: Int, _ high: Int) -> Int {
        let range = high - low
        guard range > 0 else { return low }
        return range < 1 << 28
            ? low + Int(nextUInt32()) % range : low + Int(truncatingIfNeeded: nextUInt64() % UInt64(range))
    }

    /// `torch.randperm(count)`: n - 1 words.
    func drawPermutation(_ count: Int) -> [Int] {
        var order = Array(0..<max(0, count))
        guard count > 1 else { return order }
        if count < 214_748_364 {
            for index in 0..<count - 1 {
                order.swapAt(index, index + Int(nextUInt32()) % (count - index))
                if index & 0xFFFF == 0xFFFF, Interruption.isWanted { return order }
            }
        } else {
            for index in 0..<count {
                let place = Int(nextUInt64() % UInt64(index + 1))
                order[index] = order[place]
                order[place] = index
            }
        }
        return order
    }

    /// `torch.multinomial(weights, count, replacement)` of float64 weights.
    func drawMultinomial(_ weights: [Double], count: Int, replacement: Bool) throws -> [Int] {
        // A preview may know nothing about them.
        let weights = Preview.isOn ? Array(repeating: 1, count: weights.count) : weights
        guard weights.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
            throw TensorError(.runtimeError, "probability tensor contains either `inf`, `nan` or element < 0")
        }
        let positive = weights.count { $0 > 0 }
        guard positive > 0 else {
            throw TensorError(.runtimeError, "invalid multinomial distribution (sum of probabilities <= 0)")
        }
        if replacement {
            var sums: [Double] = []
            sums.reserveCapacity(weights.count)
            var total = 0.0
            for weight in weights {
                total += weight
                sums.append(total)
            }
            for index in sums.indices { sums[index] /= total }
            sums[sums.count - 1] = 1
            return (0..<count).map { _ in
                let draw = drawUnitDouble()
                var low = 0
                var high = sums.count
                while high > low {
                    let middle = low + (high - low) / 2
                    if sums[middle] < draw { low = middle + 1 } else { high = middle }
                }
                return low
            }
        }
        guard count <= weights.count else {
            throw TensorError(
                .runtimeError, "cannot sample n_sample > prob_dist.size(-1) samples without replacement")
        }
        // The largest of p / q with q exponential are a weighted draw without replacement.
        let keys = weights.map { $0 / -log1p(-drawUnitDouble()) }
        let order = keys.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] > keys[$1] }
        return Array(order.prefix(count))
    }
}
