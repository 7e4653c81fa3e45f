/// How CPython words a call of a built-in function with wrong arguments. The wording depends on how the C function takes its
/// arguments, which the signature tells well enough: alone, by position only, with names, or as a slot of its type.
struct NativeCallErrors {
    let vm: VM
    let function: NativeFunctionObject
    /// The first argument, where there is one: of a constructor the class.
    let first: Value?

    private var signature: NativeSignature { function.signature }

    /// Special methods that are ordinary methods in CPython, no slots.
    private static let plainMethods: Set<String> = [
        "__format__", "__dir__", "__class_getitem__", "__init_subclass__", "__subclasshook__", "__reversed__",
        "__round__", "__floor__", "__ceil__", "__trunc__", "__complex__", "__bytes__", "__length_hint__", "__enter__",
        "__exit__",
        "__missing__", "__copy__", "__deepcopy__", "__instancecheck__", "__subclasscheck__", "__sizeof__", "__reduce__",
        "__reduce_ex__", "__getstate__", "__setstate__", "__prepare__",
    ]
    /// Functions that count their arguments before they look at names, whatever the signature says.
    private static let countingFunctions: Set<String> = ["sorted", "max", "min", "getattr", "iter", "next"]
    /// Methods of strings that parse their arguments by a format.
    private static let parsingMethods: Set<String> = [
        "find", "rfind", "index", "rindex", "count", "startswith", "endswith",
    ]

    /// Whether the method is a slot of its type.
    var isSlot: Bool {
        let name = function.name
        guard let owner = function.owner, name.hasPrefix("__"), name.hasSuffix("__"), name != "__init__",
            !Self.plainMethods.contains(name)
        else { return false }
        switch name {
        case "__contains__": return ![Types.dictionary, Types.set, Types.frozenSet].contains { $0 === owner }
        case "__getitem__": return owner !== Types.dictionary && owner !== Types.list
        default: return true
        }
    }

    private var isConstructor: Bool {
        function.name == "__new__" || (function.owner != nil && function.name == "__init__")
    }

    /// Parameters that the caller does not write.
    var hiddenCount: Int {
        if function.owner != nil || function.name == "__new__" { return 1 }
        return isClassMethod ? 1 : 0
    }

    private var isClassMethod: Bool { signature.names.first == "cls" && function.name != "issubclass" }

    /// `find`, `int`
    private var shortName: String {
        guard isConstructor else { return function.name }
        if let owner = function.owner { return owner.displayName }
        for type in first?.asType?.mro ?? [] {
            if let wrapped = type.own(Special.new.interned)?.object as? WrappedMethodObject,
                wrapped.function.value.object === function
            {
                return type.displayName
            }
        }
        return function.name
    }

    /// `list.append`, `math.sqrt`, `len`
    private var longName: String {
        if isConstructor { return shortName }
        if isTensorMethod { return "TensorBase.\(function.name)" }
        if function.owner != nil { return function.qualifiedName }
        if isClassMethod, let type = first?.asType { return "\(type.displayName).\(function.name)" }
        switch function.moduleName {
        case "builtins": return function.name
        case "operator": return "_operator.\(function.name)"
        default: return "\(function.moduleName).\(function.name)"
        }
    }

    private func error(_ message: String) -> Thrown { vm.typeError(message) }

    private static func plural(_ count: Int) -> String { count == 1 ? "argument" : "arguments" }

    // MARK: The receiver

    /// A method called on nothing, or on an instance of another class.
    func receiver(_ value: Value?) -> Thrown {
        let owner = function.owner?.displayName ?? "object"
        guard let value else {
            return isSlot || function.name == "__init__"
                ? error("descriptor '\(function.name)' of '\(owner)' object needs an argument")
                : error("unbound method \(owner).\(function.name)() needs an argument")
        }
        if isSlot || function.name == "__init__" {
            return error(
                "descriptor '\(function.name)' requires a '\(owner)' object but received a '\(vm.typeName(value))'")
        }
        return error(
            "descriptor '\(function.name)' for '\(owner)' objects doesn't apply to a '\(vm.typeName(value))' object")
    }

    // MARK: What is written in Python elsewhere

    /// Whether the function stands for one that PyTorch has in Python: calls of those are worded otherwise.
    private var isPythonElsewhere: Bool {
        let home = function.owner?.moduleName ?? function.moduleName
        if home == "torch" {
            return function.owner == nil
                ? Self.pythonFunctions.contains(function.name)
                : function.owner?.name == "Tensor" && Self.pythonMethods.contains(function.name)
        }
        return Self.pythonModules.contains(home) || home.hasPrefix("torchvision") || home.hasPrefix("PIL")
            || home.hasPrefix("torch.nn.modules")
            || home.hasPrefix("torch.utils") || home.hasPrefix("torch.optim")
    }

    private static let pythonModules: Set<String> = [
        "torch.autograd", "torch.random", "torch.cuda", "torch.functional", "torch.nn.init", "torch.nn.parameter",
    ]
    /// Functions and methods that PyTorch has in Python beside those that its parser serves.
    private static let pythonFunctions: Set<String> = [
        "manual_seed", "set_printoptions", "set_default_dtype", "set_default_device", "is_tensor", "seed",
        "initial_seed", "broadcast_shapes", "use_deterministic_algorithms",
    ]
    private static let pythonMethods: Set<String> = [
        "backward", "register_hook", "register_post_accumulate_grad_hook", "storage", "share_memory_", "dim_order",
    ]

    /// Whether the function stands for a method that PyTorch's own argument parser serves, which words calls its way.
    private var isTensorMethod: Bool {
        function.owner?.name == "Tensor" && function.owner?.moduleName.hasPrefix("torch") == true && !isSlot
            && !isPythonElsewhere
    }

    /// Functions of `torch` that its parser serves too.
    private var isTorchFunction: Bool {
        function.owner == nil && function.moduleName == "torch" && function.name != "from_numpy"
    }

    private func tooManyForTensor(given: Int) -> Thrown {
        let receiver = isTensorMethod ? 1 : 0
        let (most, least) = (signature.positionalCount - receiver, signature.requiredCount - receiver)
        let found = given - receiver
        if isTensorMethod, signature.namedCount == 1 {
            return error("\(longName)() takes no arguments (\(found) given)")
        }
        let takes = most == least ? "\(most)" : "from \(least) to \(most)"
        let were = found == 1 && most == least ? "was" : "were"
        return error(
            "\(function.name)() takes \(takes) positional argument\(most == 1 && least == 1 ? "" : "s") but \(found) "
                + "\(were) given")
    }

    /// `'a', 'b', and 'c'`
    private static func list(_ names: [String]) -> String {
        let quoted = names.map { "'\($0)'" }
        guard quoted.count > 2 else { return quoted.joined(separator: " and ") }
        return quoted.dropLast().joined(separator: ", ") + ", and " + (quoted.last ?? "")
    }

    private func tooManyForPython(given: Int) -> Thrown {
        let (most, least) = (signature.positionalCount, signature.requiredCount)
        let takes = most == least ? "\(most)" : "from \(least) to \(most)"
        return error(
            "\(function.qualifiedName)() takes \(takes) positional \(most == 1 ? "argument" : "arguments") but \(given) "
                + "\(given == 1 ? "was" : "were") given")
    }

    private func missingForPython(_ missing: Int) -> Thrown {
        let names = Array(
            signature.names[missing..<max(missing + 1, min(signature.requiredCount, signature.names.count))])
        return error(
            "\(function.qualifiedName)() missing \(names.count) required positional "
                + "\(Self.plural(names.count)): \(Self.list(names))")
    }

    // MARK: Names

    /// Names for a function that takes none.
    func noKeywords(_ name: String? = nil) -> Thrown {
        if isSlot { return error("wrapper \(function.name)() takes no keyword arguments") }
        if isTorchFunction, let name {
            return error("\(function.name)() got an unexpected keyword argument '\(name)'")
        }
        let counts = signature.positionalCount - hiddenCount
        let isCounted = counts > 1 && function.owner == nil && !isConstructor && function.moduleName == "builtins"
        return error("\(isCounted ? shortName : longName)() takes no keyword arguments")
    }

    func unknownKeyword(_ name: String) -> Thrown {
        let first = max(signature.positionalOnlyCount, hiddenCount)
        let known = signature.names.prefix(signature.namedCount).dropFirst(first)
        if isPythonElsewhere {
            return vm.typeError(
                "\(function.qualifiedName)() got an unexpected keyword argument '\(name)'",
                hint: VM.keywordCure(name, among: known))
        }
        if isTensorMethod, signature.namedCount == 1 { return error("\(longName)() takes no keyword arguments") }
        if isTensorMethod || isTorchFunction {
            return vm.typeError(
                "\(function.name)() got an unexpected keyword argument '\(name)'",
                hint: VM.keywordCure(name, among: known))
        }
        return vm.typeError(
            "'\(name)' is an invalid keyword argument for \(shortName)()", hint: VM.keywordCure(name, among: known))
    }

    func repeated(_ name: String, at place: Int) -> Thrown {
        if isPythonElsewhere {
            return error("\(function.qualifiedName)() got multiple values for argument '\(name)'")
        }
        return error("argument for \(shortName)() given by name ('\(name)') and position (\(place + 1 - hiddenCount))")
    }

    // MARK: Numbers

    /// Whether some parameter can be given by name.
    private var takesNames: Bool { signature.namedCount > max(signature.positionalOnlyCount, hiddenCount) }

    /// - Parameters:
    ///   - given: all positional arguments, the hidden one included.
    ///   - keywords: how many were given by name.
    func tooMany(given: Int, keywords: Int) -> Thrown {
        if isPythonElsewhere { return tooManyForPython(given: given) }
        if isTensorMethod || isTorchFunction { return tooManyForTensor(given: given) }
        let hidden = hiddenCount
        let most = signature.positionalCount - hidden
        let least = signature.requiredCount - hidden
        let found = given - hidden
        if isSlot || !takesNames || Self.countingFunctions.contains(function.name) { return count(given: found) }
        let total = signature.namedCount - hidden
        if found + keywords > total || total == most {
            let bound = least == total ? "exactly" : "at most"
            return error(
                "\(shortName)() takes \(bound) \(total) \(Self.plural(total)) (\(found + keywords) given)")
        }
        if most == 0 { return error("\(shortName)() takes no positional arguments") }
        let bound = least == most ? "exactly" : "at most"
        return error("\(shortName)() takes \(bound) \(most) positional \(Self.plural(most)) (\(found) given)")
    }

    /// - Parameter missing: the first parameter without a value.
    func missing(_ missing: Int, given: Int) -> Thrown {
        if isPythonElsewhere { return missingForPython(missing) }
        let hidden = hiddenCount
        if isTensorMethod || isTorchFunction, !isConstructor, missing < signature.names.count {
            // PyTorch's plural is the wrong way round.
            let names = signature.names[missing..<max(missing + 1, min(signature.requiredCount, signature.names.count))]
            return error(
                "\(function.name)() missing \(names.count) required positional argument\(names.count == 1 ? "s" : ""): "
                    + names.map { "\"\($0)\"" }.joined(separator: ", "))
        }
        if isSlot || !takesNames || Self.countingFunctions.contains(function.name) {
            return count(given: given - hidden)
        }
        if missing < signature.positionalOnlyCount {
            let least = signature.requiredCount - hidden
            let bound = signature.requiredCount == signature.positionalCount ? "exactly" : "at least"
            return error(
                "\(shortName)() takes \(bound) \(least) positional \(Self.plural(least)) (\(given - hidden) given)")
        }
        // `enumerate` does not tell the place.
        let place = shortName == "enumerate" ? "" : " (pos \(missing + 1 - hidden))"
        return error("\(shortName)() missing required argument '\(signature.names[missing])'\(place)")
    }

    /// A wrong number of arguments by position.
    private func count(given: Int) -> Thrown {
        let least = signature.requiredCount - hiddenCount
        let most = signature.positionalCount - hiddenCount
        if isSlot {
            let prefix = most > 1 ? " " : ""
            return error(prefix + expectation(least, most, given))
        }
        if isConstructor {
            return error("\(shortName) " + expectation(least, most, given))
        }
        if Self.countingFunctions.contains(function.name) {
            return error("\(function.name) " + expectation(least, most, given))
        }
        if most == 0, !signature.hasStar { return error("\(longName)() takes no arguments (\(given) given)") }
        if least == most, most == 1, !signature.hasStar {
            return error("\(longName)() takes exactly one argument (\(given) given)")
        }
        if function.owner != nil, Self.parsingMethods.contains(function.name), function.owner !== Types.list,
            function.owner !== Types.tuple
        {
            let bound = given < least ? "at least" : "at most"
            let number = given < least ? least : most
            return error("\(function.name)() takes \(bound) \(number) \(Self.plural(number)) (\(given) given)")
        }
        return error("\(function.name) " + expectation(least, most, given))
    }

    /// `expected at most 2 arguments, got 3`
    private func expectation(_ least: Int, _ most: Int, _ given: Int) -> String {
        let number = given < least ? least : most
        let isRange = least != most || signature.hasStar
        let bound = !isRange ? "" : given < least ? "at least " : "at most "
        return "expected \(bound)\(number) \(Self.plural(number)), got \(given)"
    }
}

extension VM {
    /// How messages about an argument name its type: None by its own name.
    func argumentTypeName(_ value: Value) -> String { value.isNone ? "None" : typeName(value) }

    /// How messages about a call name what is called: `print()`, `__main__.f()`, `str.join()`.
    func callableName(_ callee: Value) -> String {
        if let function = callee.asFunction { return Self.qualified(function.moduleName, function.qualifiedName) }
        if callee.tag == .nativeFunction {
            let function = callee.cast(NativeFunctionObject.self)
            return Self.qualified(function.moduleName, function.qualifiedName)
        }
        if let method = callee.object as? BoundMethodObject { return callableName(method.function.value) }
        if let type = callee.asType { return Self.qualified(type.moduleName, type.qualifiedName) }
        return (try? str(callee)) ?? "\(typeName(callee)) object"
    }

    private static func qualified(_ module: String, _ name: String) -> String {
        module == "builtins" || module.isEmpty ? "\(name)()" : "\(module).\(name)()"
    }
}
