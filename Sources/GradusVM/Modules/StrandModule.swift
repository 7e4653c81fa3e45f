#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `_strand`: what `threading` needs of the machine.
enum StrandModule {
    static let module = NativeModule("_strand") { vm, module in
        // A strand for a function that returns the number of the one that goes on after it.
        module.function("add", "function, /") { vm, arguments in Value(try vm.strands.add(vm, arguments[0])) }
        // Goes on with another strand, until one comes back to this one.
        module.function("pass_to", "number, /") { vm, arguments in
            try vm.strands.pass(vm, to: try vm.index(arguments[0]))
            return .none
        }
        // The process, whose copies (`%rewind`) have the main strand only.
        module.function("process", "") { _, _ in Value(Int(getpid())) }
        // Sleeps with all strands.
        module.function("sleep", "seconds, /") { vm, arguments in
            try TimeModule.sleep(vm, seconds: try vm.double(arguments[0]))
            return .none
        }
        // The function that sleeps while others may run.
        module.function("set_sleeper", "function, /") { vm, arguments in
            vm.strands.sleeper = Strong(arguments[0])
            return .none
        }
    }
}
