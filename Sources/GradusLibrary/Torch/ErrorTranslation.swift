import GradusData
import GradusTensor
import GradusVM

/// Errors of the number libraries as exceptions of the language.
enum ErrorTranslation {
    static func translate(_ vm: VM, _ error: any Error) -> Thrown? {
        if let error = error as? TensorError { return tensorError(vm, error) }
        if let error = error as? DataError { return dataError(vm, error) }
        return nil
    }

    private static func tensorError(_ vm: VM, _ error: TensorError) -> Thrown {
        let kind: ExceptionKind
        switch error.kind {
        case .runtimeError: kind = .runtimeError
        case .valueError: kind = .valueError
        case .indexError: kind = .indexError
        case .typeError: kind = .typeError
        case .notImplementedError: kind = .notImplementedError
        case .assertionError: kind = .assertionError
        case .zeroDivisionError: kind = .zeroDivisionError
        case .outOfMemory: kind = .memoryError
        }
        let thrown = vm.error(kind, error.message)
        if !error.notes.isEmpty { thrown.exception.hint = error.notes.joined(separator: "\nhint: ") }
        return thrown
    }

    private static func dataError(_ vm: VM, _ error: DataError) -> Thrown {
        vm.error(.runtimeError, "\(error)")
    }
}
