import GradusNN
import GradusTensor
import GradusVM

/// `_preview`: what `gradus shapes` needs of the machine (see `stdlib/_shapes.py`).
enum PreviewModule {
    static let module = NativeModule("_preview") { _, module in
        // A look at a program; runs differ in the sizes of batches.
        module.function("start", "run, /") { vm, arguments in
            Preview.start(run: try vm.index(arguments[0]))
            vm.endsTrainingLoops = true
            for name in ["steps", "turned"] {
                guard let module = vm.loadedModule("_preview"), let function = module.namespace.get(name) else {
                    continue
                }
                vm.builtins.set("_gradus_" + name, function)
            }
            return .none
        }
        module.function("is_on", "") { _, _ in Value(Preview.isOn) }
        module.function("steps", "") { _, _ in Value(Preview.steps) }
        // Whether a loop has trained since `steps()` gave this.
        module.function("turned", "steps, /") { _, arguments in
            guard arguments[0].tag == .int, arguments[0].intBits != Preview.steps else { return Value(false) }
            Preview.isInexact = true
            return Value(true)
        }
        module.function("facts", "", doc: "Whether results may be wrong, and the lengths of sets that were cut.") {
            vm, _ in
            let counts = Preview.cutCounts.sorted().map { Value($0) }
            return vm.tuple([Value(Preview.isInexact), vm.list(counts)])
        }
        module.function("batches", "") { vm, _ in
            vm.string(
                Preview.batches.map { "\($0.size) \($0.other) \($0.isLast ? 1 : 0)" }.joined(separator: ","))
        }
        module.function(
            "models", "",
            doc:
                "The first call of each model: lists of (depth, layer or None, operation, shape or None, multiply-adds)."
        ) { vm, _ in
            vm.list(
                LayerTrace.models.map { calls in
                    vm.list(
                        calls.map { call in
                            let layer = (call.layer as? Module).map { vm.wrap($0) } ?? .none
                            let shape = call.shape.map { vm.tuple($0.map { Value($0) }) } ?? .none
                            return vm.tuple([
                                Value(call.depth), layer, vm.string(call.operation), shape, Value(call.multiplyAdds),
                            ])
                        })
                })
        }
    }
}
