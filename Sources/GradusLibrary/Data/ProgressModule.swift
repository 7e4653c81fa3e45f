import GradusVM

/// `_progress`: how programs tell their face how far they are.
enum ProgressModule {
    static let module = NativeModule("_progress") { _, module in
        module.function(
            "show", "identity, text, finished, /", doc: "One line that replaces itself; it goes when finished."
        ) { vm, arguments in
            let identity = try vm.index(arguments[0])
            let isFinished = try vm.truth(arguments[2])
            if isFinished { LoaderMeter.openBars.remove(identity) } else { LoaderMeter.openBars.insert(identity) }
            Library.output(
                .status(identity: identity, text: arguments[1].asString?.text ?? "", isFinished: isFinished))
            return .none
        }
    }
}
