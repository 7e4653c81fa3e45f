import GradusNumPy
import GradusTensor
import GradusVM

/// NumPy's RuntimeWarnings about results that are not numbers, and what `seterr` says about them.
enum FloatWarnings {
    enum Action: String { case ignore, warn, raise, call, print, log }

    nonisolated(unsafe) static var actions: [String: Action] = [
        "divide": .warn, "over": .warn, "under": .ignore, "invalid": .warn,
    ]
    {
        didSet { isWatching = ["divide", "over", "invalid"].contains { actions[$0] ?? .ignore != .ignore } }
    }
    /// Whether anything is to be told.
    nonisolated(unsafe) private(set) static var isWatching = true

    /// What happened, in the order in which NumPy asks: the key of `seterr`, and what the message begins with.
    private static let kinds: [(fault: FloatFaults, key: String, text: String)] = [
        (.divide, "divide", "divide by zero"), (.overflow, "over", "overflow"), (.invalid, "invalid", "invalid value"),
    ]

    /// Warns as Python's `warnings.warn` does, which raises where the user's filters say so.
    static func warn(_ vm: VM, _ message: String) throws {
        let warnings = Value(borrowing: try vm.importModule("warnings"))
        _ = try vm.callMethod(
            warnings, "warn", [vm.string(message), Value(borrowing: ExceptionKind.runtimeWarning.type)])
    }

    /// Tells what happened in the function `name`, as `seterr` wants it.
    /// - Throws: FloatingPointError where the action is "raise"; what `warnings.warn` raises.
    static func report(_ vm: VM, _ faults: FloatFaults, _ name: String) throws {
        for (fault, key, text) in kinds where faults.contains(fault) {
            let message = "\(text) encountered in \(name)"
            switch actions[key] ?? .ignore {
            case .ignore, .call, .log: break
            case .warn: try warn(vm, message)
            case .raise: throw vm.error(.floatingPointError, message)
            case .print:
                let system = Value(borrowing: try vm.importModule("sys"))
                _ = try vm.callMethod(
                    try vm.attribute(system, "stderr"), "write", [vm.string("Warning: \(message)\n")])
            }
        }
    }

    @inline(__always)
    static func check(_ vm: VM, _ f: UnaryFunction, _ x: Tensor, _ result: Tensor) throws {
        guard isWatching, x.dtype != .bool || result.dtype.isFloat else { return }
        let faults = try FloatFaults.of(f, x, result)
        if !faults.isEmpty { try report(vm, faults, f.rawValue) }
    }

    /// - Parameter name: as the message has it: `divide`, `scalar divide`.
    @inline(__always)
    static func check(
        _ vm: VM, _ f: BinaryFunction, _ a: ArrayOperand, _ b: ArrayOperand, _ result: Tensor, _ name: String? = nil
    ) throws {
        guard isWatching else { return }
        let faults = try FloatFaults.of(f, a, b, result)
        if !faults.isEmpty { try report(vm, faults, name ?? f.rawValue) }
    }

    /// The function that NumPy runs for `a ** n`.
    static func operatorName(_ f: BinaryFunction, _ b: ArrayOperand) -> String {
        guard f == .power, case .number(let n) = b else { return f.rawValue }
        return switch n.double {
        case 2: "square"
        case -1: "reciprocal"
        case 0.5: "sqrt"
        default: f.rawValue
        }
    }

    /// A scalar of float64 that came out as no number.
    @inline(never)
    static func scalar(_ vm: VM, _ f: BinaryFunction, _ p: Double, _ q: Double, _ result: Double) throws {
        guard isWatching else { return }
        var faults: FloatFaults = []
        if result.isNaN {
            if !p.isNaN, !q.isNaN { faults = .invalid }
        } else if p.isFinite, q.isFinite {
            faults = f == .divide && q == 0 ? .divide : .overflow
        }
        if !faults.isEmpty { try report(vm, faults, "scalar \(f.rawValue)") }
    }
}
