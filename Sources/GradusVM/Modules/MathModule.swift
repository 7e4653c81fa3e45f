import BigInt

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `math`
enum MathModule {
    static let module = NativeModule("math") { vm, module in
        module.value("pi", Value(Double.pi))
        module.value("e", Value(M_E))
        module.value("tau", Value(Double.pi * 2))
        module.value("inf", Value(Double.infinity))
        module.value("nan", Value(Double.nan))
        addElementary(module)
        addRounding(module)
        addClassification(module)
        addSums(module)
        addIntegers(module)
    }

    private static func domainError(_ vm: VM) -> Thrown { vm.valueError("math domain error") }
    private static func rangeError(_ vm: VM) -> Thrown { vm.error(.overflowError, "math range error") }

    /// A result of a function of one number: NaN from a number is a domain error, infinity a range or domain error.
    private static func checked(_ vm: VM, _ x: Double, _ result: Double, overflows: Bool) throws -> Value {
        if result.isNaN, !x.isNaN { throw domainError(vm) }
        if result.isInfinite, x.isFinite { throw overflows ? rangeError(vm) : domainError(vm) }
        return Value(result)
    }

    // MARK: Elementary functions

    private static func addElementary(_ module: ModuleBuilder) {
        let functions: [(String, (Double) -> Double, Bool)] = [
            ("sin", { sin($0) }, false), ("cos", { cos($0) }, false), ("tan", { tan($0) }, false),
            ("asin", { asin($0) }, false), ("acos", { acos($0) }, false), ("atan", { atan($0) }, false),
            ("sinh", { sinh($0) }, true), ("cosh", { cosh($0) }, true), ("tanh", { tanh($0) }, false),
            ("asinh", { asinh($0) }, false), ("acosh", { acosh($0) }, false), ("atanh", { atanh($0) }, false),
            ("exp", { exp($0) }, true), ("exp2", { exp2($0) }, true), ("expm1", { expm1($0) }, true),
            ("log1p", { log1p($0) }, false), ("sqrt", { $0.squareRoot() }, false), ("cbrt", { cbrt($0) }, false),
            ("erf", { erf($0) }, false), ("erfc", { erfc($0) }, false), ("fabs", { $0.magnitude }, false),
        ]
        for (name, function, overflows) in functions {
            module.function(name, "x, /") { vm, arguments in
                let x = arguments[0].tag == .float ? arguments[0].floatBits : try vm.double(arguments[0])
                return try checked(vm, x, function(x), overflows: overflows)
            }
        }
        module.function("degrees", "x, /") { vm, arguments in Value(try vm.double(arguments[0]) * (180 / .pi)) }
        module.function("radians", "x, /") { vm, arguments in Value(try vm.double(arguments[0]) * (.pi / 180)) }
        module.function("log", "x, base=None, /") { vm, arguments in
            let numerator = try logarithm(vm, arguments[0]) { log($0) }
            guard let base = arguments.optional(1) else { return Value(numerator) }
            let denominator = try logarithm(vm, base) { log($0) }
            if denominator == 0 { throw vm.error(.zeroDivisionError, "float division by zero") }
            return Value(numerator / denominator)
        }
        module.function("log2", "x, /") { vm, arguments in Value(try logarithm(vm, arguments[0]) { log2($0) }) }
        module.function("log10", "x, /") { vm, arguments in Value(try logarithm(vm, arguments[0]) { log10($0) }) }
        module.function("gamma", "x, /") { vm, arguments in
            let x = try vm.double(arguments[0])
            if x == -.infinity || (x == x.rounded(.down) && x <= 0) { throw domainError(vm) }
            if x == x.rounded(.down), x <= 23 {
                var result = 1.0
                var factor = 2.0
                while factor < x {
                    result *= factor
                    factor += 1
                }
                return Value(result)
            }
            return try checked(vm, x, x.isFinite ? GammaFunctions.gamma(x) : tgamma(x), overflows: true)
        }
        module.function("lgamma", "x, /") { vm, arguments in
            let x = try vm.double(arguments[0])
            if x == x.rounded(.down), x <= 2, x.isFinite {
                if x <= 0 { throw domainError(vm) }
                return Value(0.0)
            }
            if x.isInfinite { return Value(Double.infinity) }
            return try checked(vm, x, x.isFinite ? GammaFunctions.logGamma(x) : lgamma(x), overflows: true)
        }
        module.function("pow", "x, y, /") { vm, arguments in
            let (x, y) = (try vm.double(arguments[0]), try vm.double(arguments[1]))
            let result = pow(x, y)
            if x.isFinite, y.isFinite {
                if result.isNaN || (x == 0 && y < 0) { throw domainError(vm) }
                if result.isInfinite { throw rangeError(vm) }
            }
            return Value(result)
        }
        module.function("atan2", "y, x, /") { vm, arguments in
            Value(atan2(try vm.double(arguments[0]), try vm.double(arguments[1])))
        }
        module.function("copysign", "x, y, /") { vm, arguments in
            Value(copysign(try vm.double(arguments[0]), try vm.double(arguments[1])))
        }
        module.function("fmod", "x, y, /") { vm, arguments in
            let (x, y) = (try vm.double(arguments[0]), try vm.double(arguments[1]))
            if x.isInfinite || y == 0, !x.isNaN, !y.isNaN { throw domainError(vm) }
            return Value(fmod(x, y))
        }
        module.function("remainder", "x, y, /") { vm, arguments in
            let (x, y) = (try vm.double(arguments[0]), try vm.double(arguments[1]))
            if x.isInfinite || y == 0, !x.isNaN, !y.isNaN { throw domainError(vm) }
            return Value(remainder(x, y))
        }
        module.function("nextafter", "x, y, /") { vm, arguments in
            Value(nextafter(try vm.double(arguments[0]), try vm.double(arguments[1])))
        }
        module.function("ulp", "x, /") { vm, arguments in
            let x = try vm.double(arguments[0]).magnitude
            if !x.isFinite { return Value(x) }
            return Value(x == .greatestFiniteMagnitude ? x - nextafter(x, 0) : nextafter(x, .infinity) - x)
        }
        module.function("ldexp", "x, i, /") { vm, arguments in
            let x = try vm.double(arguments[0])
            let exponent = try vm.clampedIndex(arguments[1])
            if !x.isFinite || x == 0 { return Value(x) }
            let result = scalbn(x, Int32(clamping: exponent))
            if result.isInfinite { throw rangeError(vm) }
            return Value(result)
        }
        module.function("frexp", "x, /") { vm, arguments in
            let x = try vm.double(arguments[0])
            if !x.isFinite || x == 0 { return vm.tuple([Value(x), Value(0)]) }
            let exponent = Int(ilogb(x)) + 1
            return vm.tuple([Value(scalbn(x, Int32(-exponent))), Value(exponent)])
        }
    }

    /// A logarithm, of integers of any size too.
    private static func logarithm(_ vm: VM, _ value: Value, _ function: (Double) -> Double) throws -> Double {
        if value.tag == .bigInt {
            let number = try vm.bigInt(value)
            if number.signum() <= 0 { throw domainError(vm) }
            let shift = max(0, number.bitWidth - 64)
            return function(Double(number >> shift)) + function(2) * Double(shift)
        }
        let x = try vm.double(value)
        if x <= 0 { throw domainError(vm) }
        return function(x)
    }

    // MARK: Rounding

    private static func addRounding(_ module: ModuleBuilder) {
        let roundings: [(String, Special, FloatingPointRoundingRule)] = [
            ("floor", .floor, .down), ("ceil", .ceil, .up), ("trunc", .truncate, .towardZero),
        ]
        for (name, method, rule) in roundings {
            module.function(name, "x, /") { vm, arguments in
                let value = arguments[0]
                if value.tag == .int { return value }
                if value.tag == .float { return try integer(vm, value.floatBits.rounded(rule)) }
                if let result = try vm.callSpecial(method, on: value, []) { return result }
                if name == "trunc" { throw vm.typeError("type \(vm.typeName(value)) doesn't define __trunc__ method") }
                return try integer(vm, try vm.double(value).rounded(rule))
            }
        }
        module.function("modf", "x, /") { vm, arguments in
            let x = try vm.double(arguments[0])
            if x.isInfinite { return vm.tuple([Value(copysign(0, x)), Value(x)]) }
            let whole = x.rounded(.towardZero)
            return vm.tuple([Value(copysign(x - whole, x)), Value(whole)])
        }
    }

    static func integer(_ vm: VM, _ x: Double) throws -> Value {
        if let small = Int64(exactly: x) { return Value(small) }
        if x.isNaN { throw vm.valueError("cannot convert float NaN to integer") }
        if x.isInfinite { throw vm.error(.overflowError, "cannot convert float infinity to integer") }
        return vm.int(BigInt(x))
    }

    // MARK: Classification

    private static func addClassification(_ module: ModuleBuilder) {
        module.function("isnan", "x, /") { vm, arguments in Value(try vm.double(arguments[0]).isNaN) }
        module.function("isinf", "x, /") { vm, arguments in Value(try vm.double(arguments[0]).isInfinite) }
        module.function("isfinite", "x, /") { vm, arguments in Value(try vm.double(arguments[0]).isFinite) }
        module.function("isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0") { vm, arguments in
            let (a, b) = (try vm.double(arguments[0]), try vm.double(arguments[1]))
            let relative = try arguments.optional(2).map { try vm.double($0) } ?? 1e-9
            let absolute = try arguments.optional(3).map { try vm.double($0) } ?? 0
            if relative < 0 || absolute < 0 { throw vm.valueError("tolerances must be non-negative") }
            if a == b { return .true }
            if a.isInfinite || b.isInfinite { return .false }
            let difference = (b - a).magnitude
            return Value(
                difference <= (relative * b).magnitude || difference <= (relative * a).magnitude
                    || difference <= absolute)
        }
    }

    // MARK: Sums and products

    private static func addSums(_ module: ModuleBuilder) {
        module.function("fsum", "seq, /") { vm, arguments in
            // Shewchuk's algorithm: partial sums that do not overlap.
            var partials: [Double] = []
            var special = 0.0
            var infinite = 0.0
            try vm.iterate(arguments[0]) { item in
                var x = try vm.double(item)
                if !x.isFinite {
                    special += x
                    if x.isInfinite { infinite += x }
                    return true
                }
                var kept = 0
                for index in partials.indices {
                    var y = partials[index]
                    if x.magnitude < y.magnitude { (x, y) = (y, x) }
                    let high = x + y
                    let low = y - (high - x)
                    if low != 0 {
                        partials[kept] = low
                        kept += 1
                    }
                    x = high
                }
                if !x.isFinite { throw vm.error(.overflowError, "intermediate overflow in fsum") }
                partials.removeLast(partials.count - kept)
                partials.append(x)
                return true
            }
            if special != 0 || special.isNaN {
                if infinite.isNaN { throw vm.valueError("-inf + inf in fsum") }
                return Value(special)
            }
            guard var high = partials.popLast() else { return Value(0.0) }
            var low = 0.0
            while let y = partials.popLast() {
                let x = high
                high = x + y
                low = y - (high - x)
                if low != 0 { break }
            }
            // Halfway cases go by the next partial sum.
            if let last = partials.last, (low < 0 && last < 0) || (low > 0 && last > 0) {
                let y = low * 2
                let x = high + y
                if y == x - high { high = x }
            }
            return Value(high)
        }
        module.function("prod", "iterable, /, *, start=1") { vm, arguments in
            var product = Strong(arguments.optional(1) ?? Value(1))
            try vm.iterate(arguments[0]) {
                product = Strong(try vm.binary(.multiply, product.value, $0))
                return true
            }
            return vm.pool.keep(product.value)
        }
        module.function("hypot", "*coordinates") { vm, arguments in
            Value(length(try arguments.star(0).map { try vm.double($0) }))
        }
        module.function("dist", "p, q, /") { vm, arguments in
            let p = try vm.array(from: arguments[0])
            let q = try vm.array(from: arguments[1])
            guard p.count == q.count else {
                throw vm.valueError("both points must have the same number of dimensions")
            }
            return Value(length(try zip(p, q).map { try vm.double($0) - (try vm.double($1)) }))
        }
    }

    /// The Euclidean length, scaled against overflow and with the rounding error of the root corrected.
    private static func length(_ coordinates: [Double]) -> Double {
        let values = coordinates.map(\.magnitude)
        if values.contains(where: \.isInfinite) { return .infinity }
        if values.contains(where: \.isNaN) { return .nan }
        guard let largest = values.max(), largest > 0 else { return 0 }
        if values.count == 1 { return largest }
        if largest < .leastNormalMagnitude {
            return length(values.map { $0 / .leastNormalMagnitude }) * .leastNormalMagnitude
        }
        let scale = scalbn(1.0, -ilogb(largest))
        var sum = 1.0
        var errors = 0.0
        var moreErrors = 0.0
        func add(_ x: Double) {
            // x² exactly as high + low, added with compensation.
            let high = x * x
            let low = (-high).addingProduct(x, x)
            let old = sum
            sum += high
            errors += (old - sum) + high
            moreErrors += low
        }
        for value in values { add(value * scale) }
        var root = (sum - 1 + (errors + moreErrors)).squareRoot()
        let high = -root * root
        let low = (-high).addingProduct(-root, root)
        let old = sum
        sum += high
        errors += (old - sum) + high
        moreErrors += low
        let rest = sum - 1 + (errors + moreErrors)
        root += rest / (2 * root)
        return root / scale
    }

    // MARK: Integers

    private static func commonDivisor(_ vm: VM, _ values: UnsafeBufferPointer<Value>) throws -> Value {
        var result = BigInt(0)
        for value in values {
            if let small = Int(exactly: result), value.tag == .int, value.intBits > Int64.min, small > Int.min {
                var (a, b) = (small.magnitude, UInt(value.intBits.magnitude))
                while b != 0 { (a, b) = (b, a % b) }
                result = BigInt(a)
            } else {
                result = BigInt(
                    try LongIntegers.commonDivisor(vm, result.magnitude, try vm.integer(value).magnitude))
            }
        }
        return vm.int(BigInt(result.magnitude))
    }

    private static func addIntegers(_ module: ModuleBuilder) {
        let ofTwo = NativeFunctionObject(raw: "gcd", "*integers", doc: "Greatest Common Divisor.") {
            vm, arguments, count, names in
            if names != nil { throw vm.typeError("math.gcd() takes no keyword arguments") }
            if count == 2, arguments[0].tag == .int, arguments[1].tag == .int {
                var (a, b) = (arguments[0].intBits.magnitude, arguments[1].intBits.magnitude)
                while b != 0 { (a, b) = (b, a % b) }
                return a <= UInt64(Int64.max) ? Value(Int64(a)) : vm.int(BigInt(a))
            }
            return try commonDivisor(vm, UnsafeBufferPointer(start: arguments, count: count))
        }
        ofTwo.moduleName = "math"
        module.object.namespace.set(Interned.string("gcd"), object: ofTwo)
        module.function("lcm", "*integers") { vm, arguments in
            var result = BigInt(1)
            for value in arguments.star(0) {
                let number = try vm.integer(value)
                if number.isZero || result.isZero {
                    result = 0
                } else {
                    let common = BigInt(try LongIntegers.commonDivisor(vm, result.magnitude, number.magnitude))
                    result = BigInt((result / common * number).magnitude)
                }
            }
            return vm.int(result)
        }
        module.function("factorial", "x, /") { vm, arguments in
            let value = arguments[0]
            if value.tag == .float {
                throw vm.typeError("'float' object cannot be interpreted as an integer")
            }
            let number = try vm.integer(value)
            if number.signum() < 0 { throw vm.valueError("factorial() not defined for negative values") }
            guard let limit = Int(exactly: number), limit < 1 << 31 else {
                throw vm.error(.overflowError, "factorial() argument should not exceed 9223372036854775807")
            }
            return vm.int(try product(vm, from: 2, to: limit))
        }
        module.function("comb", "n, k, /") { vm, arguments in
            let (n, k) = try choice(vm, arguments)
            guard let k else { return Value(0) }
            let small = min(k, n - k)
            guard let steps = Int(exactly: small) else {
                throw vm.error(.overflowError, "min(n - k, k) must not exceed 9223372036854775807")
            }
            var result = BigInt(1)
            for step in 0..<steps {
                result = result * (n - BigInt(step)) / BigInt(step + 1)
                if step & 255 == 255 { try vm.checkInterrupt() }
            }
            return vm.int(result)
        }
        module.function("perm", "n, k=None, /") { vm, arguments in
            if arguments.orNone(1) == nil {
                let n = try vm.integer(arguments[0])
                if n.signum() < 0 { throw vm.valueError("factorial() not defined for negative values") }
                return vm.int(try product(vm, from: 2, to: Int(clamping: n)))
            }
            let (n, k) = try choice(vm, arguments)
            guard let k else { return Value(0) }
            var result = BigInt(1)
            for step in 0..<Int(clamping: k) {
                result *= n - BigInt(step)
                if step & 255 == 255 { try vm.checkInterrupt() }
            }
            return vm.int(result)
        }
        module.function("isqrt", "n, /") { vm, arguments in
            let n = try vm.integer(arguments[0])
            if n.signum() < 0 { throw vm.valueError("isqrt() argument must be nonnegative") }
            return vm.int(BigInt(try LongIntegers.squareRoot(vm, n.magnitude)))
        }
    }

    private static func choice(_ vm: VM, _ arguments: Arguments) throws -> (BigInt, BigInt?) {
        let n = try vm.integer(arguments[0])
        let k = try vm.integer(arguments[1])
        if n.signum() < 0 { throw vm.valueError("n must be a non-negative integer") }
        if k.signum() < 0 { throw vm.valueError("k must be a non-negative integer") }
        return (n, k > n ? nil : k)
    }

    /// The product of neighbouring integers by halves, so that factors stay of like size.
    private static func product(_ vm: VM, from low: Int, to high: Int) throws -> BigInt {
        if low > high { return 1 }
        if high - low < 16 {
            var result = BigInt(low)
            if low < high { for factor in (low + 1)...high { result *= BigInt(factor) } }
            return result
        }
        try vm.checkInterrupt()
        let middle = low + (high - low) / 2
        return try NumberOperations.multiply(
            vm, try product(vm, from: low, to: middle), try product(vm, from: middle + 1, to: high))
    }
}
