import GradusKernels

extension Tensor {
    /// start, start + step, … below end.
    public static func arange(_ start: Scalar, _ end: Scalar, _ step: Scalar = 1, dtype: DType? = nil) throws -> Tensor
    {
        let anyFloat = start.isFloat || end.isFloat || step.isFloat
        let type = dtype ?? (anyFloat ? DType.defaultFloat : .int64)
        let (a, b, s) = (start.double, end.double, step.double)
        if s == 0 || s.isNaN { throw TensorError(.runtimeError, "step must be nonzero") }
        if !a.isFinite || !b.isFinite {
            throw TensorError(.runtimeError, "unsupported range: \(start.text) -> \(end.text)")
        }
        if (s > 0) != (b >= a) && a != b {
            throw TensorError(.runtimeError, "upper bound and lower bound inconsistent with step sign")
        }
        let size: Double
        if anyFloat || type.isFloat {
            size = ((b - a) / s).rounded(.up)
        } else {
            let (span, overflow) = end.int.subtractingReportingOverflow(start.int)
            let by = step.int
            size = overflow ? Double.infinity : Double((span &+ by &- (by > 0 ? 1 : -1)) / by)
        }
        guard size <= 0x1p40 else {
            throw TensorError(.runtimeError, "invalid size, possible overflow?")
        }
        let n = Int(size)
        let out = try Tensor(empty: [n], type.compute)
        switch type.compute {
        case .int64:
            let p = out.pointer(Int.self)
            let (from, by) = anyFloat ? (start.int, step.int) : (start.int, step.int)
            for start in stride(from: 0, to: n, by: 1 << 20) where !Interruption.isWanted {
                for i in start..<Swift.min(n, start + 1 << 20) { p[i] = from &+ i &* by }
            }
        case .float32:
            // Whole groups of 16 are made in lanes of 8: the lane's base is rounded first.
            Kernels.ramp(n: n, grouped: type == .float32, start: a, step: s, y: out.f32)
        default: Kernels.ramp(n: n, start: a, step: s, y: out.pointer(Double.self))
        }
        return try out.castUnrecorded(type)
    }

    /// `n` evenly spaced numbers from start to end, both included.
    public static func linspace(_ start: Double, _ end: Double, _ n: Int, dtype: DType? = nil) throws -> Tensor {
        let type = dtype ?? DType.defaultFloat
        if n < 0 { throw TensorError(.runtimeError, "number of steps must be non-negative") }
        if type == .float64 {
            let out = try Tensor(empty: [n], .float64)
            Kernels.spaced(
                n: n, start: start, end: end, step: n > 1 ? (end - start) / Double(n - 1) : 0,
                y: out.pointer(Double.self))
            return out
        }
        let out = try Tensor(empty: [n], .float32)
        let (a, b) = (Float(start), Float(end))
        let step = n > 1 ? (b - a) / Float(n - 1) : 0
        Kernels.spaced(n: n, start: a, end: b, step: step, y: out.f32)
        return try out.castUnrecorded(type)
    }

    /// base to the power of evenly spaced exponents.
    public static func logspace(
        _ start: Double, _ end: Double, _ n: Int, base: Double = 10, dtype: DType? = nil
    ) throws -> Tensor {
        if n < 0 { throw TensorError(.runtimeError, "number of steps must be non-negative") }
        let type = dtype ?? DType.defaultFloat
        let out = try Tensor(empty: [n], .float64)
        let p = out.pointer(Double.self)
        let step = n > 1 ? (end - start) / Double(n - 1) : 0
        for i in 0..<n {
            if i & 0xFFFF == 0xFFFF, Interruption.isWanted { break }
            p[i] = power(base, i < n / 2 || n == 1 ? start + step * Double(i) : end - step * Double(n - 1 - i))
        }
        return try out.castUnrecorded(type)
    }

    /// Ones on the diagonal.
    public static func eye(_ rows: Int, _ columns: Int? = nil, dtype: DType? = nil, device: Device = .cpu) throws
        -> Tensor
    {
        let m = columns ?? rows
        if rows < 0 { throw TensorError(.runtimeError, "n must be greater or equal to 0, got \(rows)") }
        if m < 0 { throw TensorError(.runtimeError, "m must be greater or equal to 0, got \(m)") }
        try checkSizes([rows, m])
        let out = try zeros([rows, m], dtype: dtype, device: device)
        if device == .cpu {
            out.alias(shape: [Swift.min(rows, m)], strides: [m + 1], offset: 0).fillUnrecorded(1)
        }
        return out
    }

    public static func rand(
        _ shape: Dims, dtype: DType? = nil, device: Device = .cpu, generator: Generator = .default
    ) throws -> Tensor {
        try Tensor(empty: shape, dtype ?? DType.defaultFloat, device).uniformInPlace(0, 1, generator)
    }

    public static func randn(
        _ shape: Dims, dtype: DType? = nil, device: Device = .cpu, generator: Generator = .default
    ) throws -> Tensor {
        try Tensor(empty: shape, dtype ?? DType.defaultFloat, device).normalInPlace(0, 1, generator)
    }

    public static func randint(
        _ low: Int, _ high: Int, _ shape: Dims, dtype: DType? = nil, device: Device = .cpu,
        generator: Generator = .default
    ) throws -> Tensor {
        try Tensor(empty: shape, dtype ?? .int64, device).randomInPlace(low, high, generator)
    }

    public static func randperm(_ n: Int, dtype: DType? = nil, generator: Generator = .default) throws -> Tensor {
        if n < 0 {
            throw TensorError(.runtimeError, "Trying to create tensor with negative dimension \(n): [\(n)]")
        }
        let out = try Tensor(empty: [n], .int64)
        generator.fillPermutation(out.pointer(Int.self), n)
        return try out.castUnrecorded(dtype ?? .int64)
    }
}

/// Rows of what makes tensors.
enum CreationOps {
    private static let options =
        "ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool requires_grad=False"

    /// The options from argument `i` on: dtype, layout, device, pin_memory, requires_grad.
    private static func finish(_ a: borrowing OpArguments, _ i: Int, _ t: Tensor) throws -> OpResult {
        if !a.isNone(i + 4), try a.bool(i + 4) {
            if !t.dtype.isFloat {
                throw TensorError(
                    .runtimeError, "Only Tensors of floating point and complex dtype can require gradients")
            }
            try t.setRequiresGrad(true)
        }
        return .tensor(t)
    }

    private static func sized(
        _ name: String, _ documentation: String, _ make: @escaping (Dims, DType?, Device) throws -> Tensor
    ) -> OpRow {
        OpRow(name, .function, ["\(name)(int[] size, *, \(options))"], documentation, shape: "the given sizes") { a in
            let size = try checked(a.ints(0), name)
            return try finish(a, 1, make(size, a.dtype(1), a.newDevice(3)))
        }
    }

    private static func full(_ size: Dims, _ value: Scalar, _ type: DType?, _ device: Device) throws -> Tensor {
        try Tensor.requireFits(value, type ?? value.dtype)
        return try Tensor.full(size, value, dtype: type, device: device)
    }

    private static func checked(_ size: Dims, _ name: String) throws -> Dims {
        if name == "zeros" && size.contains(where: { $0 < 0 }) {
            throw TensorError(.runtimeError, "zeros: Dimension size must be non-negative.", shapes: [size])
        }
        try Tensor.checkSizes(size)
        return size
    }

    private static func like(
        _ name: String, _ documentation: String, _ make: @escaping (Tensor, DType, Device) throws -> Tensor
    ) -> OpRow {
        OpRow(
            name, .function, ["\(name)(Tensor self, *, \(options), MemoryFormat? memory_format=None)"], documentation,
            shape: "that of the input"
        ) { a in
            let t = try a.tensor(0)
            let out = try make(t, a.dtype(1) ?? t.dtype, a.device(3) ?? t.device)
            return try finish(a, 1, out.laid(out: a.memoryFormat(6), like: t))
        }
    }

    /// Random numbers in the shape of another tensor.
    private static func drawn(
        _ name: String, _ documentation: String, _ fill: @escaping (Tensor, Generator) throws -> Tensor
    ) -> OpRow {
        OpRow(
            name, .function,
            ["\(name)(Tensor self, *, \(options), MemoryFormat? memory_format=None, \(generator))"], documentation,
            shape: "that of the input"
        ) { a in
            let t = try a.tensor(0)
            let out = try Tensor(empty: t.shape, a.dtype(1) ?? t.dtype, a.device(3) ?? t.device)
            return try finish(a, 1, fill(out.laid(out: a.memoryFormat(6), like: t), a.generator(7)))
        }
    }

    private static func new(
        _ name: String, _ documentation: String, _ make: @escaping (Dims, DType, Device) throws -> Tensor
    ) -> OpRow {
        OpRow(
            name, .method, ["\(name)(Tensor self, int[] size, *, \(options))"], documentation, shape: "the given sizes"
        ) {
            a in
            let t = try a.tensor(0)
            let size = try checked(a.ints(1), name)
            return try finish(a, 2, make(size, a.dtype(2) ?? t.dtype, a.device(4) ?? t.device))
        }
    }

    /// An uninitialised tensor with the strides of `t` where they are dense.
    private static func empty(like t: Tensor, _ type: DType, _ device: Device) throws -> Tensor {
        device == t.device ? try Tensor(emptyLike: t, type) : try Tensor(empty: t.shape, type, device)
    }

    static let rows: [OpRow] =
        [
            sized("zeros", "A tensor of zeros.") { try Tensor.zeros($0, dtype: $1, device: $2) },
            sized("ones", "A tensor of ones.") { try Tensor.ones($0, dtype: $1, device: $2) },
            OpRow(
                "empty", .function, ["empty(int[] size, *, \(options), MemoryFormat? memory_format=None)"],
                "A tensor of whatever is in memory.", shape: "the given sizes"
            ) { a in
                let size = try checked(a.ints(0), "empty")
                let out = try Tensor.empty(size, dtype: a.dtype(1), device: a.newDevice(3))
                return try finish(a, 1, out.laid(out: a.memoryFormat(6), like: out))
            },
            OpRow(
                "full", .function, ["full(int[] size, Scalar fill_value, *, \(options))"], "A tensor of one value.",
                shape: "the given sizes"
            ) { a in
                let size = try checked(a.ints(0), "full")
                return try finish(a, 2, full(size, a.scalar(1), a.dtype(2), a.newDevice(4)))
            },
            OpRow(
                "full_like", .function,
                ["full_like(Tensor self, Scalar fill_value, *, \(options), MemoryFormat? memory_format=None)"],
                "A tensor of one value.", shape: "that of the input"
            ) { a in
                let t = try a.tensor(0)
                let out = try full(t.shape, a.scalar(1), a.dtype(2) ?? t.dtype, a.device(4) ?? t.device)
                return try finish(a, 2, out.laid(out: a.memoryFormat(7), like: t))
            },
            like("zeros_like", "Zeros in the shape and dtype of another tensor.") {
                try Tensor.zeros($0.shape, dtype: $1, device: $2)
            },
            like("ones_like", "Ones in the shape and dtype of another tensor.") {
                try Tensor.ones($0.shape, dtype: $1, device: $2)
            },
            like("empty_like", "Uninitialised, in the shape and dtype of another tensor.") {
                try Tensor(empty: $0.shape, $1, $2)
            },
            new("new_zeros", "Zeros in the dtype of this tensor.") { try Tensor.zeros($0, dtype: $1, device: $2) },
            new("new_ones", "Ones in the dtype of this tensor.") { try Tensor.ones($0, dtype: $1, device: $2) },
            new("new_empty", "Uninitialised, in the dtype of this tensor.") {
                try Tensor.empty($0, dtype: $1, device: $2)
            },
            OpRow(
                "new_full", .method, ["new_full(Tensor self, int[] size, Scalar fill_value, *, \(options))"],
                "One value in the dtype of this tensor.", shape: "the given sizes"
            ) { a in
                let t = try a.tensor(0)
                return try finish(
                    a, 3,
                    full(
                        checked(a.ints(1), "full"), a.scalar(2), a.dtype(3) ?? t.dtype, a.device(5) ?? t.device))
            },
            OpRow(
                "arange", .function,
                [
                    "arange(Scalar end, *, \(options))", "arange(Scalar start, Scalar end, *, \(options))",
                    "arange(Scalar start, Scalar end, Scalar step=1, *, \(options))",
                ], "start, start + step, … below end.", shape: "⌈(end − start) / step⌉ elements"
            ) { a in
                let n = a.overload
                let t: Tensor =
                    switch n {
                    case 0: try Tensor.arange(0, a.scalar(0), dtype: a.dtype(1))
                    case 1: try Tensor.arange(a.scalar(0), a.scalar(1), dtype: a.dtype(2))
                    default: try Tensor.arange(a.scalar(0), a.scalar(1), a.scalar(2), dtype: a.dtype(3))
                    }
                return try finish(a, n + 1, onDevice(t, a.newDevice(n + 3)))
            },
            OpRow(
                "range", .function, ["range(Scalar start, Scalar end, Scalar step=1, *, \(options))"],
                "start, start + step, … up to and including end.", shape: "⌊(end − start) / step⌋ + 1 elements"
            ) { a in
                let (from, to, by) = (try a.scalar(0), try a.scalar(1), try a.scalar(2))
                let n = ((to.double - from.double) / by.double).rounded(.down) + 1
                let end = from.double + n * by.double - by.double / 2
                let t = try Tensor.arange(
                    .double(from.double), .double(end), .double(by.double), dtype: a.dtype(3) ?? DType.defaultFloat)
                return try finish(a, 3, onDevice(t, a.newDevice(5)))
            },
            OpRow(
                "linspace", .function, ["linspace(float start, float end, int steps, *, \(options))"],
                "Evenly spaced numbers, both ends included.", shape: "steps elements"
            ) { a in
                try finish(
                    a, 3,
                    onDevice(Tensor.linspace(a.double(0), a.double(1), a.int(2), dtype: a.dtype(3)), a.newDevice(5)))
            },
            OpRow(
                "logspace", .function, ["logspace(float start, float end, int steps, float base=10.0, *, \(options))"],
                "base to the power of evenly spaced exponents.", shape: "steps elements"
            ) { a in
                let t = try Tensor.logspace(a.double(0), a.double(1), a.int(2), base: a.double(3), dtype: a.dtype(4))
                return try finish(a, 4, onDevice(t, a.newDevice(6)))
            },
            OpRow(
                "eye", .function, ["eye(int n, *, \(options))", "eye(int n, int m, *, \(options))"],
                "A matrix with ones on the diagonal.", shape: "n × m"
            ) { a in
                let n = a.overload
                return try finish(
                    a, n + 1,
                    Tensor.eye(
                        a.int(0), n == 1 ? a.int(1) : nil, dtype: a.dtype(n + 1), device: a.newDevice(n + 3)))
            },
            OpRow(
                "scalar_tensor", .function, ["scalar_tensor(Scalar s, *, \(options))"], "A number as a 0-d tensor.",
                shape: "no axes"
            ) { a in
                let type = try a.dtype(1) ?? DType.defaultFloat
                return try finish(a, 1, Tensor.full([], a.scalar(0), dtype: type, device: a.newDevice(3)))
            },
        ] + random

    private static func onDevice(_ t: Tensor, _ device: Device) throws -> Tensor {
        device == .meta ? try Tensor(empty: t.shape, t.dtype, .meta) : t
    }

    private static let generator = "Generator? generator=None"

    private static let random: [OpRow] = [
        OpRow(
            "rand", .function, ["rand(int[] size, *, \(generator), \(options))"],
            "Uniform random numbers in [0, 1).", shape: "the given sizes"
        ) { a in
            try finish(
                a, 2,
                Tensor.rand(
                    checked(a.ints(0), "rand"), dtype: a.dtype(2), device: a.newDevice(4),
                    generator: a.generator(1)))
        },
        OpRow(
            "randn", .function, ["randn(int[] size, *, \(generator), \(options))"],
            "Standard normal random numbers.", shape: "the given sizes"
        ) { a in
            try finish(
                a, 2,
                Tensor.randn(
                    checked(a.ints(0), "randn"), dtype: a.dtype(2), device: a.newDevice(4),
                    generator: a.generator(1)))
        },
        OpRow(
            "randint", .function,
            [
                "randint(int high, int[] size, *, \(generator), \(options))",
                "randint(int low, int high, int[] size, *, \(generator), \(options))",
            ], "Random integers in [low, high).", shape: "the given sizes"
        ) { a in
            let n = a.overload
            let size = try checked(a.ints(1 + n), "randint")
            return try finish(
                a, 3 + n,
                Tensor.randint(
                    n == 0 ? 0 : a.int(0), a.int(n), size, dtype: a.dtype(3 + n), device: a.newDevice(5 + n),
                    generator: a.generator(2 + n)))
        },
        OpRow(
            "randperm", .function, ["randperm(int n, *, \(generator), \(options))"],
            "The integers 0 … n − 1 in random order.", shape: "n elements"
        ) { a in
            let device = try a.newDevice(4)
            let n = try a.int(0)
            if device == .meta, n >= 0 { return try finish(a, 2, Tensor(empty: [n], a.dtype(2) ?? .int64, .meta)) }
            return try finish(a, 2, Tensor.randperm(n, dtype: a.dtype(2), generator: a.generator(1)))
        },
        drawn("rand_like", "Uniform random numbers in the shape of another tensor.") {
            try $0.uniformInPlace(0, 1, $1)
        },
        drawn("randn_like", "Standard normal random numbers in the shape of another tensor.") {
            try $0.normalInPlace(0, 1, $1)
        },
        OpRow(
            "randint_like", .function,
            [
                "randint_like(Tensor self, int high, *, \(options), MemoryFormat? memory_format=None, \(generator))",
                "randint_like(Tensor self, int low, int high, *, \(options), MemoryFormat? memory_format=None, "
                    + "\(generator))",
            ], "Random integers in the shape of another tensor.", shape: "that of the input"
        ) { a in
            let t = try a.tensor(0)
            let n = a.overload
            let out = try empty(like: t, a.dtype(2 + n) ?? t.dtype, a.device(4 + n) ?? t.device)
            return try finish(a, 2 + n, out.randomInPlace(n == 0 ? 0 : a.int(1), a.int(1 + n), a.generator(8 + n)))
        },
        OpRow(
            "normal", .function,
            [
                "normal(Tensor mean, Tensor std, *, \(generator))",
                "normal(Tensor mean, float std=1.0, *, \(generator))",
                "normal(float mean, Tensor std, *, \(generator))",
                "normal(float mean, float std, int[] size, *, \(generator), \(options))",
            ], "Normal random numbers with the given means and standard deviations.",
            shape: "the broadcast of mean and std, or the given sizes"
        ) { a in
            switch a.overload {
            case 0:
                let (m, s) = (try a.tensor(0), try a.tensor(1))
                let shape = try Elementwise.broadcast(m.shape, s.shape, "normal")
                let z = try Tensor(empty: shape, Tensor.resultType(m, s)).normalInPlace(0, 1, a.generator(2))
                return .tensor(try GradMode.without { try z.mul(s).add(m) })
            case 1:
                let m = try a.tensor(0)
                let z = try Tensor(empty: m.shape, m.dtype, m.device).normalInPlace(0, a.double(1), a.generator(2))
                return .tensor(try GradMode.without { try z.add(m) })
            case 2:
                let s = try a.tensor(1)
                let z = try Tensor(empty: s.shape, s.dtype, s.device).normalInPlace(0, 1, a.generator(2))
                return .tensor(try GradMode.without { try z.mul(s).add(.double(a.double(0))) })
            default:
                let out = try Tensor(empty: checked(a.ints(2), "normal"), a.dtype(4) ?? DType.defaultFloat)
                return try finish(a, 4, out.normalInPlace(a.double(0), a.double(1), a.generator(3)))
            }
        },
        OpRow(
            "bernoulli", .both.union(.inPlace),
            [
                "bernoulli(Tensor self, *, \(generator))", "bernoulli(Tensor self, float p, *, \(generator))",
                "bernoulli(Tensor self, Tensor p, *, \(generator))",
            ],
            "1 with the probability each element gives (or p), else 0.", shape: "that of the input",
            inPlace: { a in
                switch a.overload {
                case 0: .tensor(try a.tensor(0).bernoulliInPlace(0.5, a.generator(1)))
                case 1: .tensor(try a.tensor(0).bernoulliInPlace(a.double(1), a.generator(2)))
                default: .tensor(try a.tensor(0).bernoulliInPlace(a.tensor(1), a.generator(2)))
                }
            }
        ) { a in
            let t = try a.tensor(0)
            let out = try Tensor(empty: t.shape, t.dtype, t.device)
            return a.overload == 0
                ? .tensor(try out.bernoulliInPlace(t, a.generator(1)))
                : .tensor(try out.bernoulliInPlace(a.double(1), a.generator(2)))
        },
        OpRow(
            "multinomial", .both,
            ["multinomial(Tensor self, int num_samples, bool replacement=False, *, \(generator))"],
            "Indices drawn with the weights that the last axis gives.", shape: "num_samples in place of the last axis"
        ) { .tensor(try $0.tensor(0).multinomial($0.int(1), replacement: $0.bool(2), $0.generator(3))) },
        OpRow(
            "poisson", .function, ["poisson(Tensor self, \(generator))"], "Poisson random numbers of the given rates.",
            shape: "that of the input"
        ) { .tensor(try $0.tensor(0).poisson($0.generator(1))) },
        OpRow(
            "_standard_gamma", .function, ["_standard_gamma(Tensor self, \(generator))"],
            "Gamma random numbers of the given concentrations.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).standardGamma($0.generator(1))) },
        OpRow(
            "binomial", .function, ["binomial(Tensor count, Tensor prob, \(generator))"],
            "Binomial random numbers of the given counts and probabilities.", shape: "the operands' common shape"
        ) { .tensor(try $0.tensor(0).binomial($0.tensor(1), $0.generator(2))) },
        fill("uniform", "float from=0, float to=1", "Fills with uniform random numbers in [from, to).") {
            .tensor(try $0.tensor(0).uniformInPlace($0.double(1), $0.double(2), $0.generator(3)))
        },
        fill("normal", "float mean=0, float std=1", "Fills with normal random numbers.") {
            .tensor(try $0.tensor(0).normalInPlace($0.double(1), $0.double(2), $0.generator(3)))
        },
        OpRow(
            "random", .inPlace,
            [
                "random(Tensor self, *, \(generator))", "random(Tensor self, int to, *, \(generator))",
                "random(Tensor self, int from, int? to, *, \(generator))",
            ], "Fills with random integers.", shape: "that of the input"
        ) { a in
            switch a.overload {
            case 0: return .tensor(try a.tensor(0).randomInPlace(a.generator(1)))
            case 1: return .tensor(try a.tensor(0).randomInPlace(0, a.int(1), a.generator(2)))
            default:
                let from = try a.int(1)
                let t = try a.tensor(0)
                if let to = try a.optionalInt(2) { return .tensor(try t.randomInPlace(from, to, a.generator(3))) }
                return .tensor(try t.randomWholeRange(from, a.generator(3)))
            }
        },
        fill("exponential", "float lambd=1", "Fills with exponential random numbers.") {
            .tensor(try $0.tensor(0).exponentialInPlace($0.double(1), $0.generator(2)))
        },
        fill("geometric", "float p", "Fills with geometric random numbers.") {
            .tensor(try $0.tensor(0).geometricInPlace($0.double(1), $0.generator(2)))
        },
        fill("log_normal", "float mean=1, float std=2", "Fills with log-normal random numbers.") {
            .tensor(try $0.tensor(0).logNormalInPlace($0.double(1), $0.double(2), $0.generator(3)))
        },
        fill("cauchy", "float median=0, float sigma=1", "Fills with Cauchy random numbers.") {
            .tensor(try $0.tensor(0).cauchyInPlace($0.double(1), $0.double(2), $0.generator(3)))
        },
    ]

    private static func fill(
        _ name: String, _ parameters: String, _ documentation: String, _ f: @escaping OpFunction
    ) -> OpRow {
        OpRow(
            name, .inPlace, ["\(name)(Tensor self, \(parameters), *, \(generator))"], documentation,
            shape: "that of the input", inPlace: f, f)
    }
}

extension Tensor {
    /// `random_(from, None)`: everything from `from` to the dtype's largest value.
    func randomWholeRange(_ from: Int, _ generator: Generator) throws -> Tensor {
        if dtype == .int64 && from == Int.min {
            try checkInPlace()
            let dense = try Tensor(empty: shape, .int64)
            let p = dense.pointer(Int.self)
            for i in 0..<count { p[i] = Int(truncatingIfNeeded: generator.nextUInt64()) }
            StridedCopy.copy(from: dense, to: self)
            bumpVersion()
            return self
        }
        let top = dtype.isFloat ? (dtype == .float64 ? 1 << 53 : 1 << 24) : dtype.integerRange.upperBound
        return try randomInPlace(from, top == Int.max ? top : top + 1, generator)
    }
}
