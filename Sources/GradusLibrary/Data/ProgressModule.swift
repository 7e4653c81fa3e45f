import GradusVM

/// `_progress`: how programs tell their face how far they are.
enum ProgressModule {
    static let module = NativeModule("_progress") { _, module in
        module.function("show", "text, finished, /", doc: "One line that replaces itself; it goes when finished.") {
            vm, arguments in
            Library.output(
                .status(text: arguments[0].asString?.text ?? "", isFinished: try vm.truth(arguments[1])))
            return .none
        }
    }
}
