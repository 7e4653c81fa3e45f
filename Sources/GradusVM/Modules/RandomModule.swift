import BigInt

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), seeded and read as CPython does.
final class MersenneObject: ContainerObject {
    var state = [UInt32](repeating: 0, count: 624)
    var position = 624

    override init(type: TypeObject) {
        super.init(type: type)
        seed(key: [
            UInt32(truncatingIfNeeded: Glibc.time(nil)), UInt32(truncatingIfNeeded: getpid()),
            UInt32.random(in: 0...UInt32.max),
        ])
    }

    private func seed(number: UInt32) {
        state[0] = number
        for index in 1..<624 {
            let previous = state[index - 1]
            state[index] = 1_812_433_253 &* (previous ^ (previous >> 30)) &+ UInt32(index)
        }
        position = 624
    }

    func seed(key: [UInt32]) {
        seed(number: 19_650_218)
        var i = 1
        var j = 0
        for _ in 0..<max(624, key.count) {
            let previous = state[i - 1]
            state[i] = (state[i] ^ ((previous ^ (previous >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
            i += 1
            j += 1
            if i >= 624 {
                state[0] = state[623]
                i = 1
            }
            if j >= key.count { j = 0 }
        }
        for _ in 0..<623 {
            let previous = state[i - 1]
            state[i] = (state[i] ^ ((previous ^ (previous >> 30)) &* 1_566_083_941)) &- UInt32(i)
            i += 1
            if i >= 624 {
                state[0] = state[623]
                i = 1
            }
        }
        state[0] = 0x8000_0000
    }

    func nextWord() -> UInt32 {
        if position >= 624 { refill() }
        var y = state[position]
        position += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9D2C_5680
        y ^= (y << 15) & 0xEFC6_0000
        return y ^ (y >> 18)
    }

    private func refill() {
        for index in 0..<624 {
            let y = (state[index] & 0x8000_0000) | (state[(index + 1) % 624] & 0x7FFF_FFFF)
            state[index] = state[(index + 397) % 624] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_B0DF)
        }
        position = 0
    }

    /// A double in [0, 1) of 53 random bits.
    func nextDouble() -> Double {
        let a = Double(nextWord() >> 5)
        let b = Double(nextWord() >> 6)
        return (a * 67_108_864 + b) * (1 / 9_007_199_254_740_992)
    }

    /// `count` random bits, at most 64.
    func bits(_ count: Int) -> UInt64 {
        if count == 0 { return 0 }
        if count <= 32 { return UInt64(nextWord() >> (32 - UInt32(count))) }
        let low = UInt64(nextWord())
        return low | UInt64(nextWord() >> (64 - UInt32(count))) << 32
    }

    func bigBits(_ count: Int) -> BigInt {
        var limbs: [UInt] = []
        limbs.reserveCapacity(count / 64 + 1)
        var left = count
        var isLow = true
        while left > 0 {
            let word = UInt(left < 32 ? nextWord() >> (32 - UInt32(left)) : nextWord())
            if isLow { limbs.append(word) } else { limbs[limbs.count - 1] |= word << 32 }
            isLow.toggle()
            left -= 32
        }
        return BigInt(BigUInt(words: limbs))
    }

    /// A number below `limit` (over 0), by rejection.
    func below(_ limit: UInt64) -> UInt64 {
        let count = 64 - limit.leadingZeroBitCount
        var number = bits(count)
        while number >= limit { number = bits(count) }
        return number
    }

    func below(_ limit: BigInt) -> BigInt {
        if let small = UInt64(exactly: limit) { return BigInt(below(small)) }
        var number = bigBits(limit.magnitude.bitWidth)
        while number >= limit { number = bigBits(limit.magnitude.bitWidth) }
        return number
    }
}

/// `_random`: what the module `random` is built on.
enum RandomModule {
    static let module = NativeModule("_random") { _, module in module.type(type) }

    nonisolated(unsafe) private static let type = TypeObject(
        name: "Random", module: "_random", bases: [Types.object], layout: .other, populate: populate)

    private static func generator(_ arguments: Arguments) -> MersenneObject { arguments[0].cast(MersenneObject.self) }

    private static func populate(_ type: TypeObject) {
        type.constructor("cls, /, *args, **kwargs") { vm, arguments in
            vm.value(MersenneObject(type: arguments.constructedType(type)))
        }
        type.method("_seed", "self, number, /") { vm, arguments in
            var number = try vm.integer(arguments[1]).magnitude
            var key: [UInt32] = []
            while !number.isZero {
                key.append(UInt32(truncatingIfNeeded: number))
                number >>= 32
            }
            generator(arguments).seed(key: key.isEmpty ? [0] : key)
            return .none
        }
        type.method("_seed_text", "self, text, /") { vm, arguments in
            let bytes = arguments[1].asBytes?.bytes ?? arguments[1].asString.map { Array($0.buffer) } ?? []
            let digits = bytes + SHA512.digest(bytes)
            var key: [UInt32] = []
            // The bytes as one big-endian number, cut into words from its low end.
            var end = digits.count
            while end > 0 {
                var word: UInt32 = 0
                for byte in digits[max(0, end - 4)..<end] { word = word << 8 | UInt32(byte) }
                key.append(word)
                end -= 4
            }
            while key.count > 1, key.last == 0 { key.removeLast() }
            generator(arguments).seed(key: key.isEmpty ? [0] : key)
            return .none
        }
        type.method("random", "self, /", doc: "random() -> x in the interval [0, 1).") { _, arguments in
            Value(generator(arguments).nextDouble())
        }
        type.method("getrandbits", "self, k, /") { vm, arguments in
            let count = try vm.index(arguments[1])
            if count < 0 { throw vm.valueError("number of bits must be non-negative") }
            if count < 64 { return Value(Int(generator(arguments).bits(count))) }
            return vm.int(generator(arguments).bigBits(count))
        }
        type.method("_words", "self, /") { vm, arguments in
            let own = generator(arguments)
            return vm.tuple(own.state.map { Value(Int($0)) } + [Value(own.position)])
        }
        type.method("_set_words", "self, words, /") { vm, arguments in
            let words = try vm.array(from: arguments[1]).map { try vm.index($0) }
            guard words.count == 625, words[624] >= 0, words[624] <= 624 else {
                throw vm.valueError("state vector is the wrong size")
            }
            generator(arguments).state = words[..<624].map { UInt32(truncatingIfNeeded: $0) }
            generator(arguments).position = words[624]
            return .none
        }
        addDraws(type)
    }

    private static func below(_ vm: VM, _ own: MersenneObject, _ limit: BigInt) -> Value { vm.int(own.below(limit)) }

    private static func addDraws(_ type: TypeObject) {
        type.method("_randbelow", "self, n, /") { vm, arguments in
            let value = arguments[1]
            if value.tag == .int {
                return value.intBits <= 0
                    ? Value(0) : Value(Int(generator(arguments).below(UInt64(value.intBits))))
            }
            return below(vm, generator(arguments), try vm.integer(value))
        }
        type.method("randint", "self, a, b", doc: "A random integer in the range [a, b], both ends included.") {
            vm, arguments in
            if arguments[1].tag == .int, arguments[2].tag == .int, arguments[1].intBits <= arguments[2].intBits,
                case let (width, overflow) = arguments[2].intBits.subtractingReportingOverflow(arguments[1].intBits),
                !overflow, width < Int64.max
            {
                return Value(arguments[1].intBits + Int64(generator(arguments).below(UInt64(width) + 1)))
            }
            return try range(
                vm, generator(arguments), try bound(vm, arguments[1], "arg 1"), try bound(vm, arguments[2], "stop") + 1,
                shown: 1)
        }
        type.method("randrange", "self, start, stop=None, step=1", doc: "A random item of range(start, stop[, step]).")
        {
            vm, arguments in
            let own = generator(arguments)
            let start = try bound(vm, arguments[1], "arg 1")
            guard let stop = arguments.orNone(2) else {
                guard start.signum() > 0 else { throw vm.valueError("empty range for randrange()") }
                return below(vm, own, start)
            }
            let end = try bound(vm, stop, "stop")
            let step = try arguments.optional(3).map { try bound(vm, $0, "step") } ?? 1
            if step == 1 { return try range(vm, own, start, end, shown: 0) }
            if step.isZero { throw vm.valueError("zero step for randrange()") }
            let width = end - start
            let count =
                step.signum() > 0
                ? (width + step - 1).floorDivided(by: step) : (width + step + 1).floorDivided(by: step)
            guard count.signum() > 0 else { throw vm.valueError("empty range for randrange()") }
            return vm.int(start + step * own.below(count))
        }
        type.method("choice", "self, seq", doc: "A random element of a sequence that is not empty.") { vm, arguments in
            let count = try vm.length(arguments[1])
            if count == 0 { throw vm.indexError("Cannot choose from an empty sequence") }
            return try vm.getItem(arguments[1], Value(Int(generator(arguments).below(UInt64(count)))))
        }
        type.method("shuffle", "self, x", doc: "Shuffle list x in place, and return None.") { vm, arguments in
            let own = generator(arguments)
            if arguments[1].tag == .list {
                let list = arguments[1].cast(ListObject.self)
                var values = list.values
                for index in stride(from: values.count - 1, to: 0, by: -1) {
                    values.swapAt(index, Int(own.below(UInt64(index + 1))))
                    if index & 4095 == 0 { try vm.checkInterrupt() }
                }
                list.reorder(values)
                return .none
            }
            let count = try vm.length(arguments[1])
            for index in stride(from: count - 1, to: 0, by: -1) {
                let other = Value(Int(own.below(UInt64(index + 1))))
                let (a, b) = (try vm.getItem(arguments[1], Value(index)), try vm.getItem(arguments[1], other))
                try vm.setItem(arguments[1], Value(index), b)
                try vm.setItem(arguments[1], other, a)
            }
            return .none
        }
        type.method("uniform", "self, a, b", doc: "A random number in [a, b) or [a, b].") { vm, arguments in
            if arguments[1].tag == .float || arguments[1].tag == .int,
                arguments[2].tag == .float || arguments[2].tag == .int
            {
                let (a, b) = (try vm.double(arguments[1]), try vm.double(arguments[2]))
                let width =
                    arguments[1].tag == .int && arguments[2].tag == .int
                    ? Double(arguments[2].intBits &- arguments[1].intBits) : b - a
                return Value(a + width * generator(arguments).nextDouble())
            }
            let width = try vm.binary(.subtract, arguments[2], arguments[1])
            let part = try vm.binary(.multiply, width, Value(generator(arguments).nextDouble()))
            return try vm.binary(.add, arguments[1], part)
        }
    }

    /// A bound of a range: 3.11 still takes floats that are whole.
    private static func bound(_ vm: VM, _ value: Value, _ name: String) throws -> BigInt {
        guard value.tag == .float else { return try vm.integer(value) }
        guard let whole = BigInt(exactly: value.floatBits) else {
            throw vm.valueError("non-integer \(name) for randrange()")
        }
        return whole
    }

    private static func range(_ vm: VM, _ own: MersenneObject, _ start: BigInt, _ stop: BigInt, shown: Int) throws
        -> Value
    {
        let width = stop - start
        guard width.signum() > 0 else {
            throw vm.valueError("empty range for randrange() (\(start), \(stop), \(width))")
        }
        return vm.int(start + own.below(width))
    }
}

extension BigInt {
    /// Division rounded towards minus infinity.
    func floorDivided(by divisor: BigInt) -> BigInt {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return !remainder.isZero && (remainder.signum() < 0) != (divisor.signum() < 0) ? quotient - 1 : quotient
    }
}

/// SHA-512 (FIPS 180-4). The constants are the first 64 bits of the fractional parts of roots of primes, computed here.
enum SHA512 {
    static func digest(_ message: [UInt8]) -> [UInt8] {
        let primes = firstPrimes(80)
        let constants = primes.map { rootFraction($0, cubic: true) }
        var hash = primes[..<8].map { rootFraction($0, cubic: false) }
        var data = message + [0x80]
        while data.count % 128 != 112 { data.append(0) }
        data += [UInt8](repeating: 0, count: 8)
        let bitCount = UInt64(message.count) * 8
        for shift in stride(from: 56, through: 0, by: -8) {
            data.append(UInt8(truncatingIfNeeded: bitCount >> UInt64(shift)))
        }
        func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { x >> n | x << (64 - n) }
        for block in stride(from: 0, to: data.count, by: 128) {
            var w = [UInt64](repeating: 0, count: 80)
            for t in 0..<16 { for k in 0..<8 { w[t] = w[t] << 8 | UInt64(data[block + t * 8 + k]) } }
            for t in 16..<80 {
                let s0 = rotate(w[t - 15], 1) ^ rotate(w[t - 15], 8) ^ w[t - 15] >> 7
                let s1 = rotate(w[t - 2], 19) ^ rotate(w[t - 2], 61) ^ w[t - 2] >> 6
                w[t] = w[t - 16] &+ s0 &+ w[t - 7] &+ s1
            }
            var v = hash
            for t in 0..<80 {
                let e = v[4]
                let s1 = rotate(e, 14) ^ rotate(e, 18) ^ rotate(e, 41)
                let first = v[7] &+ s1 &+ ((e & v[5]) ^ (~e & v[6])) &+ constants[t] &+ w[t]
                let a = v[0]
                let s0 = rotate(a, 28) ^ rotate(a, 34) ^ rotate(a, 39)
                let second = s0 &+ ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]))
                v = [first &+ second, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
            }
            for index in 0..<8 { hash[index] = hash[index] &+ v[index] }
        }
        return hash.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) } }
    }

    private static func firstPrimes(_ count: Int) -> [Int] {
        var primes: [Int] = []
        var candidate = 2
        while primes.count < count {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes
    }

    /// The first 64 bits after the point of the square or cube root.
    private static func rootFraction(_ number: Int, cubic: Bool) -> UInt64 {
        let target = BigInt(number) << (cubic ? 192 : 128)
        var low = BigInt(0)
        var high = BigInt(1) << 72
        while low + 1 < high {
            let middle = (low + high) >> 1
            if (cubic ? middle * middle * middle : middle * middle) <= target { low = middle } else { high = middle }
        }
        return UInt64(truncatingIfNeeded: low)
    }
}
