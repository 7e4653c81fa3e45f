import GradusTensor
import GradusVM

/// `_preview`: what `gradus shapes` needs of the machine (see `stdlib/_shapes.py`).
enum PreviewModule {
    static let module = NativeModule("_preview") { _, module in
        module.function("start", "") { _, _ in
            Preview.isOn = true
            Preview.steps = 0
            Preview.batchSize = nil
            return .none
        }
        module.function("steps", "") { _, _ in Value(Preview.steps) }
        module.function("batch_size", "") { _, _ in Preview.batchSize.map { Value($0) } ?? .none }
    }
}
