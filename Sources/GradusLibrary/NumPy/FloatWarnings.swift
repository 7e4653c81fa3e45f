import GradusTensor
import GradusVM

/// NumPy's RuntimeWarnings about results that are not numbers, and what `seterr` says about them.
enum FloatWarnings {
    enum Action: String { case ignore, warn, raise, call, print, log }

    nonisolated(unsafe) static var actions: [String: Action] = [
        "divide": .warn, "over": .warn, "under": .ignore, "invalid": .warn,
    ]

    /// Warns as Python's `warnings.warn` does.
    static func warn(_ vm: VM, _ message: String) {
        guard let module = try? vm.importModule("warnings"),
            let function = try? vm.attribute(Value(borrowing: module), "warn")
        else { return }
        _ = try? vm.call(function, [vm.string(message), Value(borrowing: ExceptionKind.runtimeWarning.type)])
    }

    /// A scalar divided by zero.
    static func division(_ vm: VM, _ dividend: Double, _ name: String) {
        if actions["divide"] == .ignore { return }
        warn(
            vm,
            dividend == 0 || dividend.isNaN
                ? "invalid value encountered in scalar \(name)" : "divide by zero encountered in scalar \(name)")
    }
}
