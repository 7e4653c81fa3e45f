import GradusData
import GradusNumPy
import GradusTensor
import GradusVM

/// Errors of the number libraries as exceptions of the language.
enum ErrorTranslation {
    /// `torch.linalg.LinAlgError`
    nonisolated(unsafe) static let linAlgError = TypeObject(
        name: "_LinAlgError", module: "torch._C", bases: [ExceptionKind.runtimeError.type], layout: .exception,
        hasAttributes: true)

    static func translate(_ vm: VM, _ error: any Error) -> Thrown? {
        if let error = error as? TensorError { return tensorError(vm, error) }
        if let error = error as? DataError { return dataError(vm, error) }
        if let error = error as? NumPyError { return arrayError(vm, error) }
        return nil
    }

    private static func tensorError(_ vm: VM, _ error: TensorError) -> Thrown {
        let kind: ExceptionKind
        switch error.kind {
        case .runtimeError, .linAlgError: kind = .runtimeError
        case .valueError: kind = .valueError
        case .indexError: kind = .indexError
        case .typeError: kind = .typeError
        case .attributeError: kind = .attributeError
        case .notImplementedError: kind = .notImplementedError
        case .assertionError: kind = .assertionError
        case .zeroDivisionError: kind = .zeroDivisionError
        case .outOfMemory: kind = .memoryError
        case .interrupted:
            Attention.clearInterrupt()
            return vm.error(.keyboardInterrupt, arguments: [])
        }
        let thrown =
            error.kind == .linAlgError
            ? Thrown(ExceptionObject(type: linAlgError, arguments: TupleObject([vm.string(error.message)])))
            : vm.error(kind, error.message)
        // Where it happened is a note under the message, as `add_note` makes it; the rest are cures.
        let found = FailureNotes(vm, error)
        let cures = error.notes + found.cures
        if !found.notes.isEmpty {
            let notes = vm.list(found.notes.map { vm.string($0) })
            thrown.exception.setInstanceAttribute(Interned.string("__notes__"), notes)
        }
        if !cures.isEmpty { thrown.exception.hint = cures.joined(separator: "\nhint: ") }
        if ShapeTrail.isOn { thrown.exception.attachment = ShapeFailure(error, found) }
        return thrown
    }

    private static func arrayError(_ vm: VM, _ error: NumPyError) -> Thrown {
        switch error.kind {
        case .value: return vm.valueError(error.message)
        case .index: return vm.indexError(error.message)
        case .type: return vm.typeError(error.message)
        case .overflow: return vm.error(.overflowError, error.message)
        case .memory: return vm.error(.memoryError, error.message)
        case .notImplemented: return vm.error(.notImplementedError, error.message)
        case .axis, .linearAlgebra, .functionType:
            let name =
                error.kind == .axis ? "AxisError" : error.kind == .functionType ? "UFuncTypeError" : "LinAlgError"
            guard let type = NumPyModule.errorClasses[name] else {
                return error.kind == .functionType ? vm.typeError(error.message) : vm.valueError(error.message)
            }
            return Thrown(ExceptionObject(type: type, arguments: TupleObject([vm.string(error.message)])))
        }
    }

    private static func dataError(_ vm: VM, _ error: DataError) -> Thrown {
        var text = error.description
        switch error {
        case .dataSetNotFound(let name, _, _, let canDownload):
            // torchvision's sentence is the message; where we looked and what to do is help.
            let found = name.hasPrefix("CIFAR") ? "Dataset not found or corrupted." : "Dataset not found."
            let help = text.split(separator: ".", maxSplits: 1).last.map { String($0.drop { $0 == " " }) }
            return vm.error(
                .runtimeError, found + (canDownload ? " You can use download=True to download it" : ""), hint: help)
        // Transforms say what is wrong without saying who says it.
        case .badArgument(_, let detail): text = detail
        case .missingFile(let path):
            return vm.osError(2, file: vm.string(path))
        case .pixelOutOfRange: return vm.error(.indexError, "image index out of range", hint: text)
        case .badPictureSize(_, _, let detail): text = detail
        case .badMode: return vm.error(.valueError, "unrecognized image mode", hint: text)
        case .unequalShapes: return vm.error(.runtimeError, text)
        case .everyMirrorFailed, .offline, .noDownloadLibrary: return vm.error(.runtimeError, text)
        default: break
        }
        let kind: ExceptionKind
        switch error.category {
        case .missingFile: kind = .fileNotFoundError
        case .inputOutput, .network: kind = .osError
        case .corruptData, .notFound: kind = .runtimeError
        case .interrupted: return vm.error(.keyboardInterrupt, arguments: [])
        case .value: kind = .valueError
        case .type: kind = .typeError
        case .index: kind = .indexError
        }
        return vm.error(kind, text)
    }
}
