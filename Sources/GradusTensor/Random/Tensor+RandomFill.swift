import GradusKernels

extension Tensor {
    /// Fills the elements in the order of their addresses with what `next` draws.
    private func fillInMemoryOrder(_ next: () -> Double) throws {
        if isMeta || count == 0 { return }
        let n = count
        if denseStrides != nil, dtype == .float32 || dtype == .float64 || dtype == .int64 {
            switch dtype {
            case .float32:
                let p = f32
                Threads.inStretches(n, of: 1 << 16) { for i in $0 { p[i] = Float(next()) } }
            case .float64:
                let p = pointer(Double.self)
                Threads.inStretches(n, of: 1 << 16) { for i in $0 { p[i] = next() } }
            default:
                let p = pointer(Int.self)
                Threads.inStretches(n, of: 1 << 16) { for i in $0 { p[i] = Scalar.double(next()).int } }
            }
            return
        }
        try fillThroughDense(.float64) { dense in
            let p = dense.pointer(Double.self)
            Threads.inStretches(n, of: 1 << 16) { for i in $0 { p[i] = next() } }
        }
    }

    /// Lets `body` fill a dense tensor, and copies it here so that memory order is kept.
    private func fillThroughDense(_ type: DType, _ body: (Tensor) throws -> Void) throws {
        let order = (0..<rank).sorted { (strides[$0], $1) > (strides[$1], $0) }
        let inOrder = alias(
            shape: Dims(order.map { shape[$0] }), strides: Dims(order.map { strides[$0] }), offset: offset)
        let dense = try Tensor(empty: inOrder.shape, type)
        try body(dense)
        StridedCopy.copy(from: dense, to: inOrder)
    }

    private func changed() -> Tensor {
        bumpVersion()
        return self
    }

    /// `uniform_(from, to)`
    @discardableResult
    public func uniformInPlace(_ from: Double = 0, _ to: Double = 1, _ generator: Generator = .default) throws -> Tensor
    {
        try checkInPlace()
        try requireFloat("check_uniform_bounds")
        if from > to {
            throw TensorError(
                .runtimeError,
                "uniform_ expects to return a [from, to) range, but found from=\(Scalar.double(from).text) > to="
                    + Scalar.double(to).text)
        }
        if isMeta || count == 0 { return self }
        switch dtype {
        case .float64:
            if denseStrides != nil {
                Kernels.uniform(n: count, from: from, to: to, state: generator.state, y: pointer(Double.self))
            } else {
                try fillThroughDense(.float64) {
                    Kernels.uniform(n: $0.count, from: from, to: to, state: generator.state, y: $0.pointer(Double.self))
                }
            }
        case .float32:
            if denseStrides != nil {
                Kernels.uniform(n: count, from: Float(from), to: Float(to), state: generator.state, y: f32)
            } else {
                try fillThroughDense(.float32) {
                    Kernels.uniform(n: $0.count, from: Float(from), to: Float(to), state: generator.state, y: $0.f32)
                }
            }
        default:
            let (low, high) = (Float(from), Float(to))
            let type = dtype
            try fillInMemoryOrder {
                let v = low.addingProduct(generator.u24(), high - low)
                let rounded = type == .float16 ? Half(v).float : BFloat16(v).float
                return Double(rounded == high ? low : rounded)
            }
        }
        return changed()
    }

    /// `normal_(mean, std)`: the pairwise rule for fewer than 16 elements or gaps, else blocks of 16.
    @discardableResult
    public func normalInPlace(_ mean: Double = 0, _ std: Double = 1, _ generator: Generator = .default) throws -> Tensor
    {
        try checkInPlace()
        try requireFloat("normal_kernel_cpu")
        if !(std >= 0) {
            throw TensorError(.runtimeError, "normal expects std >= 0.0, but found std \(Scalar.double(std).text)")
        }
        if isMeta || count == 0 { return self }
        if count >= 16 && isContiguous {
            switch dtype {
            case .float64:
                Kernels.normal(n: count, mean: mean, std: std, state: generator.state, y: pointer(Double.self))
            case .float32:
                Kernels.normal(n: count, mean: Float(mean), std: Float(std), state: generator.state, y: f32)
            default: normalHalfBlocks(Float(mean), Float(std), generator)
            }
        } else {
            try fillInMemoryOrder { generator.normal(mean: mean, std: std) }
        }
        return changed()
    }

    /// The half types draw the 16 uniforms of each block just before it.
    private func normalHalfBlocks(_ mean: Float, _ std: Float, _ generator: Generator) {
        let n = count
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 16) { buffer in
            guard let block = buffer.baseAddress else { return }
            func put(_ at: Int) {
                Kernels.uniform(n: 16, from: 0, to: 1, state: generator.state, y: block)
                Kernels.normalBlocks(1, mean: mean, std: std, y: block)
                Convert.run(16, UnsafeMutableRawPointer(block), .float32, data + at * 2, dtype)
            }
            var i = 0
            while i + 16 <= n {
                if i & 0xFFFF == 0, Interruption.isWanted { return }
                put(i)
                i += 16
            }
            if i < n { put(n - 16) }
        }
    }

    /// `random_(from, to)` and `randint`: whole numbers in [from, to).
    @discardableResult
    public func randomInPlace(_ from: Int, _ to: Int, _ generator: Generator = .default) throws -> Tensor {
        try checkInPlace()
        if from >= to {
            throw TensorError(
                .runtimeError, "random_ expects 'from' to be less than 'to', but got from=\(from) >= to=\(to)")
        }
        if isMeta || count == 0 { return self }
        if dtype == .int64 && denseStrides != nil {
            let p = pointer(Int.self)
            if to &- from > 0, to &- from < 1 << 28 {
                Kernels.integers(n: count, from: from, range: UInt32(to &- from), state: generator.state, y: p)
            } else {
                Threads.inStretches(count, of: 1 << 16) { for i in $0 { p[i] = generator.integer(from, to) } }
            }
        } else if dtype.isFloat {
            try fillInMemoryOrder { Double(generator.integer(from, to)) }
        } else {
            try fillThroughDense(.int64) {
                let p = $0.pointer(Int.self)
                Threads.inStretches($0.count, of: 1 << 16) { for i in $0 { p[i] = generator.integer(from, to) } }
            }
        }
        return changed()
    }

    /// `random_()`: the whole range of the dtype.
    @discardableResult
    public func randomInPlace(_ generator: Generator = .default) throws -> Tensor {
        try checkInPlace()
        if isMeta || count == 0 { return self }
        func fill(_ next: @escaping () -> Int) throws {
            try fillThroughDense(.int64) {
                let p = $0.pointer(Int.self)
                Threads.inStretches($0.count, of: 1 << 16) { for i in $0 { p[i] = next() } }
            }
        }
        switch dtype {
        case .bool: try fill { Int(generator.nextUInt32() & 1) }
        case .uint8: try fill { Int(generator.nextUInt32() % (1 << 8)) }
        case .int8: try fill { Int(generator.nextUInt32() % (1 << 7)) }
        case .int16: try fill { Int(generator.nextUInt32() % (1 << 15)) }
        case .int32: try fill { Int(generator.nextUInt32() % (1 << 31)) }
        case .int64: try fill { Int(generator.nextUInt64() % (1 << 63)) }
        case .float16: try fill { Int(generator.nextUInt32() % ((1 << 11) + 1)) }
        case .bfloat16: try fill { Int(generator.nextUInt32() % ((1 << 8) + 1)) }
        case .float32: try fill { Int(generator.nextUInt32() % ((1 << 24) + 1)) }
        case .float64: try fill { Int(generator.nextUInt64() % ((1 << 53) + 1)) }
        }
        return changed()
    }

    /// `bernoulli_(p)`: 1 with probability p; two words per element.
    @discardableResult
    public func bernoulliInPlace(_ p: Double, _ generator: Generator = .default) throws -> Tensor {
        try checkInPlace()
        if !(p >= 0 && p <= 1) {
            throw TensorError(
                .runtimeError, "bernoulli_ expects p to be in [0, 1], but got p=\(Scalar.double(p).text)")
        }
        if isMeta || count == 0 { return self }
        if denseStrides != nil && dtype == .float32 {
            Kernels.bernoulli(n: count, p: p, state: generator.state, y: f32)
        } else if denseStrides != nil && dtype == .float64 {
            Kernels.bernoulli(n: count, p: p, state: generator.state, y: pointer(Double.self))
        } else {
            try fillInMemoryOrder { generator.u53() < p ? 1 : 0 }
        }
        return changed()
    }

    /// `bernoulli_(P)` and `torch.bernoulli(P)`: one probability per element; float32 draws one word, float64 two.
    @discardableResult
    public func bernoulliInPlace(_ probabilities: Tensor, _ generator: Generator = .default) throws -> Tensor {
        try checkInPlace()
        if !probabilities.dtype.isFloat {
            throw TensorError(
                .notImplementedError,
                "\"bernoulli_tensor_cpu_p_\" not implemented for '\(probabilities.dtype.scalarTypeName)'")
        }
        let wide = try probabilities.expandUnrecorded(shape).contiguousUnrecorded()
        let out = try Tensor(empty: shape, .float32)
        if probabilities.dtype == .float64 {
            let p = wide.pointer(Double.self)
            try Tensor.checkProbabilities(count, p)
            let y = out.f32
            Threads.inStretches(count, of: 1 << 16) { for i in $0 { y[i] = generator.u53() < p[i] ? 1 : 0 } }
        } else {
            let narrow = try wide.castUnrecorded(.float32)
            let (p, y, n) = (narrow.f32, out.f32, count)
            try Tensor.checkProbabilities(n, p)
            Kernels.uniform(n: n, from: 0, to: 1, state: generator.state, y: y)
            Threads.inStretches(n) { for i in $0 { y[i] = y[i] < p[i] ? 1 : 0 } }
        }
        StridedCopy.copy(from: out, to: self)
        return changed()
    }

    private static func checkProbabilities<T: BinaryFloatingPoint>(_ n: Int, _ p: UnsafeMutablePointer<T>) throws {
        var isRight = true
        Threads.inStretches(n) { for i in $0 { isRight = isRight && p[i] >= 0 && p[i] <= 1 } }
        if isRight { return }
        throw TensorError(
            .runtimeError,
            "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be "
                + "improved?  If so, please report an enhancement request to PyTorch.)")
    }

    @discardableResult
    public func exponentialInPlace(_ rate: Double = 1, _ generator: Generator = .default) throws -> Tensor {
        try checkInPlace()
        try requireContinuous("Exponential", dtype.scalarTypeName)
        if !(rate > 0) {
            throw TensorError(
                .runtimeError, "exponential_ expects lambda > 0.0, but found lambda=\(Scalar.double(rate).text)")
        }
        try fillInMemoryOrder { generator.exponential(rate) }
        return changed()
    }

    @discardableResult
    public func geometricInPlace(_ p: Double, _ generator: Generator = .default) throws -> Tensor {
        try checkInPlace()
        if !(p > 0 && p < 1) {
            throw TensorError(
                .runtimeError, "geometric_ expects p to be in (0, 1), but got p=\(Scalar.double(p).text)")
        }
        try fillInMemoryOrder { generator.geometric(p) }
        return changed()
    }

    @discardableResult
    public func logNormalInPlace(_ mean: Double = 1, _ std: Double = 2, _ generator: Generator = .default) throws
        -> Tensor
    {
        try checkInPlace()
        try requireFloat("log_normal_cpu")
        if !(std > 0) {
            throw TensorError(
                .runtimeError, "log_normal_ expects std > 0.0, but found std=\(Scalar.double(std).text)")
        }
        try fillInMemoryOrder { exponentialFunction(generator.normal(mean: mean, std: std)) }
        return changed()
    }

    @discardableResult
    public func cauchyInPlace(_ median: Double = 0, _ sigma: Double = 1, _ generator: Generator = .default) throws
        -> Tensor
    {
        try checkInPlace()
        try requireContinuous("Cauchy", dtype.cName)
        if !(sigma > 0) {
            throw TensorError(
                .runtimeError, "cauchy_ expects sigma > 0.0, but found sigma=\(Scalar.double(sigma).text)")
        }
        try fillInMemoryOrder { generator.cauchy(median, sigma) }
        return changed()
    }

    /// `torch.poisson(rates)`
    public func poisson(_ generator: Generator = .default) throws -> Tensor {
        try requireFloat("poisson")
        let rates = try contiguousUnrecorded().castUnrecorded(.float64)
        let out = try Tensor(empty: shape, .float64)
        let (x, y) = (rates.pointer(Double.self), out.pointer(Double.self))
        for i in 0..<count {
            if x[i] < 0 {
                throw TensorError(.runtimeError, "invalid Poisson rate, expected rate to be non-negative")
            }
            y[i] = generator.poisson(x[i])
        }
        return try out.castUnrecorded(dtype)
    }

    /// `torch.multinomial`: indices drawn from rows of weights, shape [n] or [rows, n], int64.
    public func multinomial(_ n: Int, replacement: Bool = false, _ generator: Generator = .default) throws -> Tensor {
        guard rank == 1 || rank == 2 else {
            throw TensorError(.runtimeError, "prob_dist must be 1 or 2 dim", shapes: [shape])
        }
        guard dtype.isFloat else {
            throw TensorError(
                .runtimeError,
                "multinomial only supports floating-point dtypes for input, got: \(dtype.scalarTypeName)")
        }
        if n <= 0 { throw TensorError(.runtimeError, "cannot sample n_sample <= 0 samples") }
        let categories = shape[rank - 1]
        let rows = rank == 2 ? shape[0] : 1
        if !replacement && n > categories {
            throw TensorError(.runtimeError, "cannot sample n_sample > prob_dist.size(-1) samples without replacement")
        }
        let out = try Tensor(empty: rank == 2 ? [rows, n] : [n], .int64)
        if isMeta { return try Tensor(empty: out.shape, .int64, .meta) }
        if Preview.isOn, count > Preview.valueLimit { return try Tensor.zeros(out.shape, dtype: .int64) }
        let weights = try contiguousUnrecorded()
        let wideTensor = try weights.castUnrecorded(.float64)
        let wide = wideTensor.pointer(Double.self)
        for r in 0..<rows {
            var total = 0.0
            for c in 0..<categories {
                if c & 0xFFFFF == 0xFFFFF, Interruption.isWanted { return out }
                let p = wide[r * categories + c]
                if !(p >= 0) || p.isInfinite {
                    throw TensorError(
                        .runtimeError, "probability tensor contains either `inf`, `nan` or element < 0")
                }
                total += p
            }
            if total <= 0 {
                throw TensorError(.runtimeError, "invalid multinomial distribution (sum of probabilities <= 0)")
            }
        }
        let y = out.pointer(Int.self)
        // A single draw always goes the way of draws without replacement.
        if replacement && n > 1 {
            for r in 0..<rows {
                let cumulative = runningShares(wide + r * categories, categories)
                for s in 0..<n {
                    if s & 0xFFFF == 0, Interruption.isWanted { return out }
                    let u = generator.u53()
                    var (low, high) = (0, categories)
                    while high - low > 0 {
                        let mid = low + (high - low) / 2
                        if cumulative[mid] < u { low = mid + 1 } else { high = mid }
                    }
                    y[r * n + s] = min(low, categories - 1)
                }
            }
            return out
        }
        let q = try Tensor(empty: shape, dtype).exponentialInPlace(1, generator)
        let noiseTensor = try q.castUnrecorded(.float64)
        let noise = noiseTensor.pointer(Double.self)
        let single = dtype != .float64
        for r in 0..<rows {
            let scores = (0..<categories).map { c -> Double in
                let k = r * categories + c
                return single ? Double(Float(wide[k]) / Float(noise[k])) : wide[k] / noise[k]
            }
            if Interruption.isWanted { return out }
            var asked = 0
            let best = try (0..<categories).sorted {
                asked &+= 1
                if asked & 0xFFFF == 0, Interruption.isWanted { throw TensorError.interrupted }
                return (scores[$0], $1) > (scores[$1], $0)
            }
            for s in 0..<n { y[r * n + s] = best[s] }
        }
        return out
    }

    /// Running sums in the tensor's dtype, each divided by the total, the last one set to 1.
    private func runningShares(_ weights: UnsafePointer<Double>, _ n: Int) -> [Double] {
        var shares = [Double](repeating: 0, count: n)
        if dtype == .float64 {
            var sum = 0.0
            for c in 0..<n {
                sum += weights[c]
                shares[c] = sum
            }
            for c in 0..<n { shares[c] /= sum }
        } else {
            var sum: Float = 0
            var running = [Float](repeating: 0, count: n)
            for c in 0..<n {
                sum += Float(weights[c])
                running[c] = sum
            }
            for c in 0..<n { shares[c] = Double(running[c] / sum) }
        }
        if n > 0 { shares[n - 1] = 1 }
        return shares
    }

    private func requireContinuous(_ name: String, _ type: String) throws {
        if !dtype.isFloat {
            throw TensorError(
                .runtimeError,
                "\(name) distribution is a continuous probability distribution. dtype must be a floating point but you "
                    + "specified \(type)")
        }
    }

    func requireFloat(_ operation: String) throws {
        guard dtype.isFloat else {
            throw TensorError(
                .notImplementedError, "\"\(operation)\" not implemented for '\(dtype.scalarTypeName)'",
                operation: operation)
        }
    }
}
