import GradusNumPy
import GradusTensor
import GradusVM

/// A stream of random numbers behind `RandomState` and `Generator`.
final class BitSourceObject: Object {
    let source: BitSource

    init(_ source: BitSource) {
        self.source = source
        super.init(type: Self.sourceType)
    }

    nonisolated(unsafe) static let sourceType = TypeObject(
        name: "BitSource", module: "numpy.random", bases: [Types.object], layout: .other)
}

/// `_numpy_random`: draws that `stdlib/numpy/random.py` composes.
enum NumPyRandomModule {
    static let module = NativeModule("_numpy_random") { vm, module in
        module.function("mersenne", "words") { vm, arguments in
            let words = try words(vm, arguments[0])
            let source = arguments[0].tag == .int ? MersenneTwister(seed: words[0]) : MersenneTwister(key: words)
            return vm.value(BitSourceObject(source))
        }
        module.function("reseed", "source, words") { vm, arguments in
            guard let twister = try source(vm, arguments[0]) as? MersenneTwister else { return .none }
            let words = try words(vm, arguments[1])
            if arguments[1].tag == .int { twister.start(words[0]) } else { twister.start(words) }
            return .none
        }
        module.function("pcg64", "entropy, spawn_key=()") { vm, arguments in
            vm.value(
                BitSourceObject(
                    PermutedCongruential(
                        entropy: try words(vm, arguments[0]),
                        spawnKey: try arguments.optional(1).map { try words(vm, $0) } ?? [])))
        }
        module.function("state", "source") { vm, arguments in
            let source = try source(vm, arguments[0])
            return vm.tuple([
                vm.list(source.state().map { vm.int(BigIntConversion.unsigned($0)) }),
                source.cachedNormal.map { Value($0) } ?? .none,
            ])
        }
        module.function("restore", "source, words, normal=None") { vm, arguments in
            let source = try source(vm, arguments[0])
            source.restore(
                try vm.array(from: arguments[1]).map {
                    UInt64(truncatingIfNeeded: try vm.bigInt($0))
                })
            source.cachedNormal = try arguments.orNone(2).map { try vm.double($0) }
            return .none
        }
        module.function("doubles", "source, shape") { vm, arguments in
            let source = try source(vm, arguments[0])
            guard let shape = try shape(vm, arguments[1]) else { return Value(source.double()) }
            let out = try Tensor(empty: shape, .float64)
            let p = out.pointer(Double.self)
            for i in 0..<out.count {
                if i & 0xFFFF == 0xFFFF { try vm.checkInterrupt() }
                p[i] = source.double()
            }
            return vm.array(out)
        }
        module.function("normals", "source, shape") { vm, arguments in
            let draw = Distributions(try source(vm, arguments[0]))
            guard let shape = try shape(vm, arguments[1]) else { return Value(draw.normal()) }
            let out = try Tensor(empty: shape, .float64)
            let p = out.pointer(Double.self)
            for i in 0..<out.count {
                if i & 0xFFFF == 0xFFFF { try vm.checkInterrupt() }
                p[i] = draw.normal()
            }
            return vm.array(out)
        }
        module.function("integers", "source, low, limit, shape, bits, masked") { vm, arguments in
            let source = try source(vm, arguments[0])
            let low = try vm.index(arguments[1])
            let limit = UInt64(truncatingIfNeeded: try vm.bigInt(arguments[2]))
            let shape = try shape(vm, arguments[3]) ?? []
            let bits = try vm.index(arguments[4])
            let masked = try vm.truth(arguments[5])
            let out = try Tensor(empty: shape, .int64)
            let p = out.pointer(Int.self)
            if bits < 32 {
                let values = try Interruption.around {
                    source.smallIntegers(
                        out.count, limit: UInt32(truncatingIfNeeded: limit), bits: UInt32(bits), masked: masked)
                }
                for (i, value) in values.enumerated() { p[i] = low &+ Int(value) }
            } else {
                try Interruption.around {
                    source.integers(out.count, low: low, limit: limit, masked: masked, into: p)
                }
            }
            return vm.array(out)
        }
        module.function("shuffle", "source, order, first, masked") { vm, arguments in
            guard let order = arguments[1].asNDArray, order.tensor.dtype == .int64, order.tensor.isContiguous else {
                throw vm.typeError("shuffle: an int64 array is needed")
            }
            let p = order.tensor.pointer(Int.self)
            try source(vm, arguments[0]).shuffle(
                order.tensor.count, first: max(1, try vm.index(arguments[2])), masked: try vm.truth(arguments[3]),
                check: { try vm.checkInterrupt() }
            ) { i, j in (p[i], p[j]) = (p[j], p[i]) }
            return .none
        }
        module.function("bounded", "source, limit, masked") { vm, arguments in
            let one = try Tensor(empty: [], .int64)
            try source(vm, arguments[0]).integers(
                1, low: 0, limit: UInt64(max(0, try vm.index(arguments[1]))), masked: try vm.truth(arguments[2]),
                into: one.pointer(Int.self))
            return Value(one.element(at: 0).int)
        }
        module.function("draw", "source, name, shape, *parameters") { vm, arguments in
            try draw(
                vm, Distributions(try source(vm, arguments[0])), arguments[1].asString?.text ?? "",
                try shape(vm, arguments[2]) ?? [], arguments[3].asTuple?.values ?? [])
        }
    }

    private static func source(_ vm: VM, _ value: Value) throws -> BitSource {
        guard let object = value.object as? BitSourceObject else { throw vm.typeError("expected a source of bits") }
        return object.source
    }

    /// 32-bit words of an integer of any size, or of a sequence of them.
    private static func words(_ vm: VM, _ value: Value) throws -> [UInt32] {
        if value.asList != nil || value.asTuple != nil {
            return try vm.array(from: value).flatMap { try words(vm, $0) }
        }
        var number = try vm.bigInt(value)
        var parts: [UInt32] = []
        repeat {
            parts.append(UInt32(truncatingIfNeeded: number))
            number >>= 32
        } while number > 0
        return parts
    }

    private static func shape(_ vm: VM, _ value: Value) throws -> Dims? {
        if value.isNone { return nil }
        let shape = try ArrayCreation.shape(vm, value)
        try ArrayCreation.check(vm, shape)
        return shape
    }

    /// One draw for each place of a shape; parameters are numbers or arrays of that shape.
    private static func draw(_ vm: VM, _ d: Distributions, _ name: String, _ shape: Dims, _ given: [Value]) throws
        -> Value
    {
        let integral = ["binomial", "poisson", "geometric", "negative_binomial"].contains(name)
        let tensors = try given.map {
            try Layout.dense(Layout.spread(try Layout.cast(try ArrayOperators.numeric(vm, $0), .float64), shape))
        }
        func p(_ k: Int, _ i: Int) -> Double { k < tensors.count ? tensors[k].pointer(Double.self)[i] : 0 }
        let out = try Tensor(empty: shape, integral ? .int64 : .float64)
        let (x, n) = (out.pointer(Double.self), out.pointer(Int.self))
        for i in 0..<out.count {
            if i & 4095 == 4095 { try vm.checkInterrupt() }
            switch name {
            case "exponential": x[i] = d.exponential()
            case "gamma": x[i] = d.gamma(p(0, i))
            case "beta": x[i] = d.beta(p(0, i), p(1, i))
            case "chisquare": x[i] = d.chiSquare(p(0, i))
            case "standard_t": x[i] = d.studentT(p(0, i))
            case "f": x[i] = d.f(p(0, i), p(1, i))
            case "cauchy": x[i] = d.cauchy()
            case "laplace": x[i] = d.laplace(p(0, i), p(1, i))
            case "gumbel": x[i] = d.gumbel(p(0, i), p(1, i))
            case "logistic": x[i] = d.logistic(p(0, i), p(1, i))
            case "rayleigh": x[i] = d.rayleigh(p(0, i))
            case "weibull": x[i] = d.weibull(p(0, i))
            case "pareto": x[i] = d.pareto(p(0, i))
            case "power": x[i] = d.power(p(0, i))
            case "triangular": x[i] = d.triangular(p(0, i), p(1, i), p(2, i))
            case "binomial": n[i] = d.binomial(Int(exactly: p(0, i)) ?? 0, p(1, i))
            case "poisson": n[i] = d.poisson(p(0, i))
            case "geometric": n[i] = d.geometric(p(0, i))
            case "negative_binomial": n[i] = d.negativeBinomial(p(0, i), p(1, i))
            default: throw vm.valueError("Gradus has no distribution '\(name)'")
            }
        }
        return vm.array(out)
    }
}
