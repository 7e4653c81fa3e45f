import GradusTensor
import GradusVM

/// `_preview`: what `gradus shapes` needs of the machine (see `stdlib/_shapes.py`).
enum PreviewModule {
    static let module = NativeModule("_preview") { _, module in
        module.function("start", "") { _, _ in
            Preview.isOn = true
            Preview.steps = 0
            Preview.batchSize = nil
            Preview.batches = []
            return .none
        }
        module.function("steps", "") { _, _ in Value(Preview.steps) }
        // Batches have the other size from here on.
        module.function("use_other_sizes", "use, /") { vm, arguments in
            Preview.usesOtherSizes = try vm.truth(arguments[0])
            return .none
        }
        module.function("batches", "") { vm, _ in
            vm.string(
                Preview.batches.map { "\($0.size) \($0.other) \($0.isLast ? 1 : 0)" }.joined(separator: ","))
        }
        module.function("batch_size", "") { _, _ in Preview.batchSize.map { Value($0) } ?? .none }
    }
}
