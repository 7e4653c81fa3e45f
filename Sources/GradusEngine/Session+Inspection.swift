import GradusLibrary
import GradusSyntax
import GradusVM

/// One variable, as `%whos` lists it.
public struct VariableRow: Sendable {
    public var name: String
    public var type: String
    /// A short text of the value; of a tensor its shape and dtype.
    public var info: String
    /// Of a tensor.
    public var bytes: Int?
    public var requiresGrad = false
}

/// What is known of a value, for `x?`.
public struct ValueDescription: Sendable {
    /// Heading and text, in order.
    public var sections: [(title: String, text: String)] = []
}

extension Session {
    // MARK: Variables

    /// The program's own variables, sorted by name.
    public func variableNames() -> [String] {
        vm.mainModule.namespace.entries.compactMap { $0.key.asString?.text }
            .filter { !$0.hasPrefix("_") && !EntryNames.isEntryName($0) }.sorted()
    }

    /// The same with types and values. Runs no code of the user: values of the user's classes are not asked for a text.
    public func variables() -> [VariableRow] {
        vm.withPool {
            variableNames().compactMap { name in
                vm.mainModule.namespace.get(name).map { row(name, $0) }
            }
        }
    }

    private func row(_ name: String, _ value: Value) -> VariableRow {
        if let facts = Library.facts(value, scans: false) {
            return VariableRow(
                name: name, type: vm.typeName(value), info: "\(TensorNote.shape(facts.shape)) \(facts.dtype)",
                bytes: facts.bytes, requiresGrad: facts.requiresGrad)
        }
        return VariableRow(name: name, type: vm.typeOf(value).name, info: summary(value))
    }

    /// A short text without running code of the user.
    private func summary(_ value: Value) -> String {
        if let string = value.asString { return Self.firstLine(string.text, limit: 60) }
        if let list = value.asList { return "n=\(list.count)" }
        if let tuple = value.asTuple { return "n=\(tuple.count)" }
        if let dictionary = value.asDictionary { return "n=\(dictionary.count)" }
        if let set = value.asSet { return "n=\(set.count)" }
        if vm.typeOf(value).isScriptClass {
            let type = vm.typeOf(value)
            return "<\(type.moduleName).\(type.qualifiedName) object>"
        }
        return Self.firstLine((try? vm.repr(value)) ?? "", limit: 60)
    }

    static func firstLine(_ text: String, limit: Int) -> String {
        let line = text.prefix { $0 != "\n" }
        let isCut = line.count < text.count || line.count > limit
        return isCut ? line.prefix(limit) + "…" : String(line)
    }

    /// The frames of an error, for those who want to see more than a traceback.
    func frames(of exception: ExceptionObject) -> [ErrorFrame] {
        vm.tracebackFrames(exception).map { frame in
            ErrorFrame(
                file: frame.file, function: frame.function, line: frame.line,
                lines: frame.lines.map { ErrorLine(number: $0.number, text: $0.text) },
                values: frame.notes)
        }
    }

    /// Whether errors say what the names in each frame's line stood for.
    public var notesFrames: Bool {
        get { vm.frameNotes != nil }
        set {
            vm.frameNotes =
                newValue
                ? { [unowned self] name, value in
                    if value.asFunction != nil || value.asType != nil || value.asModule != nil { return nil }
                    return "\(name) = \(row(name, value).info)"
                } : nil
        }
    }

    /// Removes variables; the names that were not there.
    public func removeVariables(_ names: [String]) -> [String] {
        names.filter { !vm.mainModule.namespace.remove(Interned.string($0)) }
    }

    // MARK: Help

    /// The value of a dotted name, with subscripts by numbers and strings, found without running code of the user.
    func lookUp(_ path: String) -> Value? {
        guard let tree = try? parseExpression(SourceText(name: "<stdin>", text: path)) else { return nil }
        return Completer(vm: vm).value(of: tree)
    }

    /// What `x?` shows: signature, documentation, and more for other values; nil where there is no such name.
    public func describe(_ path: String) -> ValueDescription? {
        vm.withPool {
            guard let value = lookUp(path) ?? moduleNamed(path) else { return nil }
            var result = ValueDescription()
            func add(_ title: String, _ text: String?) {
                if let text, !text.isEmpty { result.sections.append((title, text)) }
            }
            let isCallable =
                value.asFunction != nil || value.asType != nil || value.object is NativeFunctionObject
                || value.object is BoundMethodObject
            var documentation = vm.documentation(of: value).map(Self.cleaned)
            let object = receiver(of: value, path)
            let native =
                value.object is NativeFunctionObject ? object.flatMap { Library.forwardSignature($0, value) } : nil
            let signature =
                native ?? (object == nil ? vm.signatureText(of: value) : vm.signatureText(of: value, skipsSelf: true))
            if isCallable, let signature {
                add("Signature", signature)
                // Documentation from the tables begins with the calls themselves.
                if let text = documentation, text.hasPrefix(signature.prefix { $0 != " " && $0 != "\n" }) {
                    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                    let rest = lines.drop { !$0.isEmpty }.drop { $0.isEmpty }
                    documentation = rest.isEmpty ? nil : rest.joined(separator: "\n")
                    if let first = lines.first, first.hasSuffix("-> Tensor") {
                        result.sections[0].text = lines.prefix { !$0.isEmpty }.joined(separator: "\n")
                    }
                }
            }
            if !isCallable {
                add("Type", vm.typeName(value))
                if value.asModule == nil {
                    add(
                        "Value",
                        vm.typeOf(value).isScriptClass || isLong(value)
                            ? summary(value) : (try? vm.repr(value)).map(Self.shortened))
                }
                if let facts = Library.facts(value, scans: true) {
                    add(
                        "Tensor",
                        TensorNote.ofVariable("", facts).trimmingFirstSpace() + " · " + TensorNote.memory(facts.bytes))
                }
            }
            add(isCallable || value.asModule != nil ? "Documentation" : "Documentation of the class", documentation)
            add("Example", vm.builtinExample(of: value))
            if let source = vm.sourceText(of: value) { add("Defined", "\(source.file), line \(source.line)") }
            if let file = value.asModule?.file { add("File", file) }
            if let type = value.asType {
                let names = type.ownNames.map(\.text).filter { !$0.hasPrefix("_") }
                add("Methods and attributes", names.isEmpty ? nil : names.joined(separator: ", "))
            }
            return result
        }
    }

    /// The object that a path takes a method of its class from.
    private func receiver(of method: Value, _ path: String) -> Value? {
        guard let dot = path.lastIndex(of: "."), let object = lookUp(String(path[..<dot])), object.asType == nil,
            object.asModule == nil,
            let found = vm.typeOf(object).lookup(Interned.string(String(path[path.index(after: dot)...]))),
            found.isIdentical(to: method)
        else { return nil }
        return object
    }

    /// Too many items to make a text of all of them.
    private func isLong(_ value: Value) -> Bool {
        (value.asList?.count ?? value.asTuple?.count ?? value.asDictionary?.count ?? value.asSet?.count ?? 0) > 1000
    }

    /// A module by its whole name, or what it holds, whether the program has imported it or not.
    private func moduleNamed(_ path: String) -> Value? {
        guard path.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }) else { return nil }
        let names = path.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
        for count in (1...max(1, names.count)).reversed() {
            let module = names.prefix(count).joined(separator: ".")
            guard var value = vm.moduleForCompletion(module) else { continue }
            for name in names.dropFirst(count) {
                // Names of modules may be found when they are asked for.
                let found = value.asModule == nil ? nil : (try? vm.attributeIfPresent(value, name)) ?? nil
                guard let next = found ?? vm.storedAttribute(value, name) else { return nil }
                value = next
            }
            return value
        }
        return nil
    }

    private static func shortened(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.count <= 6 ? text : lines.prefix(6).joined(separator: "\n") + "\n…"
    }

    /// A documentation without the indentation of its source.
    static func cleaned(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let indent =
            lines.dropFirst().filter { !$0.allSatisfy { $0 == " " } }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        lines =
            [lines.first.map { String($0.drop { $0 == " " }) } ?? ""]
            + lines.dropFirst().map { String($0.dropFirst(indent)) }
        while let last = lines.last, last.allSatisfy({ $0 == " " }) { lines.removeLast() }
        return lines.drop { $0.isEmpty }.joined(separator: "\n")
    }

    /// What `x??` shows: the source text of a function or class of the language.
    public func source(of path: String) -> (text: String, file: String, line: Int)? {
        vm.withPool { (lookUp(path) ?? moduleNamed(path)).flatMap { vm.sourceText(of: $0) } }
    }

    /// Whether a path names anything.
    public func knows(_ path: String) -> Bool { vm.withPool { lookUp(path) ?? moduleNamed(path) != nil } }

    /// What `?word` finds: the full names of variables, functions, classes and methods whose name has `word` in it, or
    /// matches it where it has `*`. Names of Gradus's own modules are found before they are imported.
    public func search(_ word: String) -> [String] {
        vm.withPool {
            var found: Set<String> = []
            let wanted = word.lowercased()
            func matches(_ name: String) -> Bool {
                wanted.contains("*")
                    ? Self.glob(wanted[...], name.lowercased()[...]) : name.lowercased().contains(wanted)
            }
            for name in variableNames() where matches(name) { found.insert(name) }
            for entry in vm.builtins.entries {
                if let name = entry.key.asString?.text, !name.hasPrefix("_"), matches(name) { found.insert(name) }
            }
            let modules = [
                "torch", "torch.nn", "torch.nn.functional", "torch.optim", "torch.optim.lr_scheduler",
                "torch.utils.data",
                "torch.linalg", "torch.nn.init", "torch.nn.utils", "torchvision.transforms", "torchvision.datasets",
                "math",
            ]
            for module in modules {
                if matches(module) { found.insert(module) }
                guard let value = vm.moduleForCompletion(module) else { continue }
                for name in vm.attributeNames(of: value) where !name.hasPrefix("_") && matches(name) {
                    found.insert("\(module).\(name)")
                }
            }
            if let torch = vm.moduleForCompletion("torch"), let tensor = vm.storedAttribute(torch, "Tensor") {
                for name in vm.attributeNames(of: tensor) where !name.hasPrefix("_") && matches(name) {
                    found.insert("torch.Tensor.\(name)")
                }
            }
            return found.sorted()
        }
    }

    private static func glob(_ pattern: Substring, _ text: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "*" {
            var rest = text
            while true {
                if glob(pattern.dropFirst(), rest) { return true }
                guard !rest.isEmpty else { return false }
                rest = rest.dropFirst()
            }
        }
        return text.first == first && glob(pattern.dropFirst(), text.dropFirst())
    }
}

extension String {
    fileprivate func trimmingFirstSpace() -> String { hasPrefix(" ") ? String(dropFirst()) : self }
}
