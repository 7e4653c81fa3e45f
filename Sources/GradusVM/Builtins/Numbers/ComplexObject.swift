#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A complex number and its arithmetic, with CPython's formulas.
struct ComplexNumber: Equatable {
    var real: Double
    var imaginary: Double

    init(_ real: Double, _ imaginary: Double) {
        self.real = real
        self.imaginary = imaginary
    }

    static func + (a: Self, b: Self) -> Self { Self(a.real + b.real, a.imaginary + b.imaginary) }
    static func - (a: Self, b: Self) -> Self { Self(a.real - b.real, a.imaginary - b.imaginary) }
    static prefix func - (a: Self) -> Self { Self(-a.real, -a.imaginary) }

    static func * (a: Self, b: Self) -> Self {
        Self(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
    }

    /// Smith's method; nil for a zero divisor.
    static func / (a: Self, b: Self) -> Self? {
        if b.real.magnitude >= b.imaginary.magnitude {
            if b.real == 0 { return nil }
            let ratio = b.imaginary / b.real
            let denominator = b.real + b.imaginary * ratio
            return Self(
                (a.real + a.imaginary * ratio) / denominator, (a.imaginary - a.real * ratio) / denominator)
        }
        if b.imaginary.magnitude >= b.real.magnitude {
            let ratio = b.real / b.imaginary
            let denominator = b.real * ratio + b.imaginary
            return Self(
                (a.real * ratio + a.imaginary) / denominator, (a.imaginary * ratio - a.real) / denominator)
        }
        return Self(.nan, .nan)
    }

    var magnitude: Double { hypot(real, imaginary) }

    /// `self ** exponent`
    /// - Throws: ZeroDivisionError, OverflowError
    func raised(_ vm: VM, to exponent: Self) throws -> Self {
        let result: Self
        if exponent.imaginary == 0, exponent.real == exponent.real.rounded(.down), exponent.real.magnitude <= 100 {
            result = try raised(vm, to: Int(exponent.real))
        } else if exponent == Self(0, 0) {
            result = Self(1, 0)
        } else if self == Self(0, 0) {
            if exponent.imaginary != 0 || exponent.real < 0 { throw Self.zeroPower(vm) }
            result = Self(0, 0)
        } else {
            let size = magnitude
            var length = pow(size, exponent.real)
            let angle = atan2(imaginary, real)
            var phase = angle * exponent.real
            if exponent.imaginary != 0 {
                length *= exp(-angle * exponent.imaginary)
                phase += exponent.imaginary * log(size)
            }
            result = Self(length * cos(phase), length * sin(phase))
        }
        let isOverflow = !result.real.isFinite || !result.imaginary.isFinite
        if isOverflow, real.isFinite, imaginary.isFinite, exponent.real.isFinite, exponent.imaginary.isFinite {
            throw vm.error(.overflowError, "complex exponentiation")
        }
        return result
    }

    private static func zeroPower(_ vm: VM) -> Thrown {
        vm.error(.zeroDivisionError, "0.0 to a negative or complex power")
    }

    private func raised(_ vm: VM, to exponent: Int) throws -> Self {
        var result = Self(1, 0)
        var power = self
        var bits = exponent.magnitude
        while bits > 0 {
            if bits & 1 == 1 { result = result * power }
            bits >>= 1
            if bits > 0 { power = power * power }
        }
        if exponent >= 0 { return result }
        guard let inverse = Self(1, 0) / result else { throw Self.zeroPower(vm) }
        return inverse
    }

    /// `(1+2j)`, `1j`
    var text: String {
        let imaginaryText = Self.part(imaginary)
        if real == 0, real.sign == .plus { return imaginaryText + "j" }
        let plus = imaginary.sign == .minus && !imaginary.isNaN ? "" : "+"
        return "(\(Self.part(real))\(plus)\(imaginaryText)j)"
    }

    /// Like repr of a float, without `.0`.
    static func part(_ value: Double) -> String {
        let text = Formatting.repr(value)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    var hash: Int {
        let combined = NumberOperations.hash(real) &+ 1_000_003 &* NumberOperations.hash(imaginary)
        return combined == -1 ? -2 : combined
    }
}

/// A complex number as an object of the language.
public final class ComplexObject: Object {
    private(set) var number: ComplexNumber

    init(_ number: ComplexNumber, type: TypeObject = Types.complex) {
        self.number = number
        super.init(type: type)
    }

    /// A number on the imaginary axis: the literal `2j`.
    public convenience init(imaginary: Double) { self.init(ComplexNumber(0, imaginary)) }
}

extension Types {
    nonisolated(unsafe) public static let complex = TypeObject(
        name: "complex", bases: [object], layout: .other, populate: populateComplex)
}

extension VM {
    /// The value of the literal `2j`.
    func makeImaginary(_ value: Double) throws -> Value { self.value(ComplexObject(imaginary: value)) }
}
