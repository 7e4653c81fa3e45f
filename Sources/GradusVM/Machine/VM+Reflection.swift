import GradusCompiler
import GradusSyntax

/// What help and completion ask about functions and classes. No code of the language runs.
extension VM {
    /// `name(parameters)` in one or more lines; nil for what cannot be called or says nothing.
    public func signatureText(of value: Value) -> String? {
        if let method = value.object as? BoundMethodObject {
            return signatureText(of: method.function.value, skipsSelf: true)
        }
        return signatureText(of: value, skipsSelf: false)
    }

    /// - Parameter skipsSelf: leave out the first parameter, as for a method of an object.
    public func signatureText(of value: Value, skipsSelf: Bool) -> String? {
        if let function = value.asFunction {
            var text = Signature.text(self, function)
            if skipsSelf { text = Self.withoutFirst(text) }
            return function.name + text
        }
        if let function = value.object as? NativeFunctionObject {
            if function.rawBody != nil, let calls = Self.calls(inDocumentation: function.docstring, of: function.name) {
                return calls.joined(separator: "\n")
            }
            let text = "(\(function.signature.text))"
            return function.name + (skipsSelf ? Self.withoutFirst(text) : text)
        }
        guard let type = value.asType else { return nil }
        if let calls = Self.calls(inDocumentation: type.docstring ?? "", of: type.name) {
            return calls.joined(separator: "\n")
        }
        for name in ["__init__", "__new__"] {
            guard let found = type.lookup(Interned.string(name)) else { continue }
            let function = (found.object as? WrappedMethodObject)?.function.value ?? found
            if let owner = (function.object as? NativeFunctionObject)?.owner, owner === Types.object { continue }
            guard let text = signatureText(of: function, skipsSelf: true) else { continue }
            return type.name + text.drop { $0 != "(" }
        }
        return nil
    }

    /// The lines at the beginning of a documentation that say how something is called.
    private static func calls(inDocumentation text: String, of name: String) -> [String]? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix(name + "(") }
        return lines.isEmpty ? nil : lines.map(String.init)
    }

    /// `(self, x)` → `(x)`
    private static func withoutFirst(_ text: String) -> String {
        var rest = text.dropFirst()
        var depth = 0
        while let character = rest.first, depth > 0 || (character != "," && character != ")") {
            if "([{".contains(character) { depth += 1 }
            if ")]}".contains(character) { depth -= 1 }
            rest = rest.dropFirst()
        }
        if rest.hasPrefix(",") { rest = rest.dropFirst().drop { $0 == " " } }
        if rest.hasPrefix("/, ") { rest = rest.dropFirst(3) }
        if rest.hasPrefix("/)") { rest = rest.dropFirst() }
        return "(" + rest
    }

    /// The names that a call of the value takes as keywords.
    public func keywordNames(of value: Value) -> [String] {
        if let method = value.object as? BoundMethodObject {
            return Array(keywordNames(of: method.function.value).drop { $0 == "self" })
        }
        if let function = value.asFunction {
            let code = function.code.object
            let count = code.positionalCount + code.keywordOnlyCount
            return Array(code.localNames.prefix(count).dropFirst(code.positionalOnlyCount))
        }
        if let function = value.object as? NativeFunctionObject {
            if function.rawBody != nil { return Self.names(inCalls: signatureText(of: value) ?? "") }
            return Array(function.signature.names.dropFirst(function.signature.positionalOnlyCount))
        }
        guard let type = value.asType else {
            // An object that can be called: what its class's method takes.
            guard
                let call = typeOf(value).lookup(Interned.string("forward"))
                    ?? typeOf(value).lookup(Interned.string("__call__"))
            else { return [] }
            return Array(keywordNames(of: call).drop { $0 == "self" })
        }
        if type.isScriptClass, let start = type.lookup(Interned.string("__init__")), start.asFunction != nil {
            return Array(keywordNames(of: start).dropFirst())
        }
        return Self.names(inCalls: signatureText(of: value) ?? "")
    }

    /// The parameters of `name(a, b=1, *, c=(1, 2))`, of several such lines.
    private static func names(inCalls text: String) -> [String] {
        var names: [String] = []
        for line in text.split(separator: "\n") {
            guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close else {
                continue
            }
            let signature = NativeSignature(String(line[line.index(after: open)..<close]))
            for name in signature.names.dropFirst(signature.positionalOnlyCount) where !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }

    /// The documentation that a value was given, its own or its class's.
    public func documentation(of value: Value) -> String? {
        let text: String?
        if let method = value.object as? BoundMethodObject { return documentation(of: method.function.value) }
        if let function = value.asFunction {
            text = function.docstring.value.asString?.text
        } else if let function = value.object as? NativeFunctionObject {
            text = function.docstring
        } else if let property = value.object as? PropertyObject {
            text = property.docstring.value.asString?.text
        } else if let module = value.asModule {
            text = module.namespace.get("__doc__")?.asString?.text
        } else {
            let type = value.asType ?? typeOf(value)
            text = type.docstring ?? type.own(Interned.string("__doc__"))?.asString?.text
        }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The text of a function or a class of the language, the file it stands in, and its first line there.
    public func sourceText(of value: Value) -> (text: String, file: String, line: Int)? {
        if let method = value.object as? BoundMethodObject { return sourceText(of: method.function.value) }
        if let wrapped = value.object as? WrappedMethodObject { return sourceText(of: wrapped.function.value) }
        if let property = value.object as? PropertyObject { return sourceText(of: property.getter.value) }
        if let function = value.asFunction {
            let code = function.code.object
            return Self.statement(in: code.source, at: Int(code.span.start))
        }
        let type = value.asType ?? typeOf(value)
        guard type.isScriptClass else { return nil }
        for name in type.ownNames {
            guard let found = type.own(name) else { continue }
            let function = (found.object as? WrappedMethodObject)?.function.value ?? found
            guard let code = function.asFunction?.code.object,
                code.qualifiedName == "\(type.qualifiedName).\(code.name)"
            else { continue }
            return Self.enclosingClass(named: type.name, in: code.source, at: Int(code.span.start))
        }
        return nil
    }

    /// The text of a class of that name in the text of its file, for classes without methods that would lead there.
    func sourceText(ofClass name: String, in source: SourceText) -> (text: String, file: String, line: Int)? {
        Self.definition(in: source) { statement in
            if case .class(let definition) = statement.kind { definition.name.name == name } else { false }
        }
    }

    /// The whole lines of the innermost definition that holds a byte.
    private static func statement(in source: SourceText, at offset: Int) -> (text: String, file: String, line: Int)? {
        definition(in: source) { statement in
            switch statement.kind {
            case .function: return Int(statement.span.start) <= offset && offset < Int(statement.span.end)
            default: return false
            }
        }
    }

    private static func enclosingClass(named name: String, in source: SourceText, at offset: Int) -> (
        text: String, file: String, line: Int
    )? {
        definition(in: source) { statement in
            guard case .class(let definition) = statement.kind, definition.name.name == name else { return false }
            return Int(statement.span.start) <= offset && offset < Int(statement.span.end)
        }
    }

    private static func definition(in source: SourceText, where isWanted: (Statement) -> Bool) -> (
        text: String, file: String, line: Int
    )? {
        guard let module = try? parseModule(source) else { return nil }
        var best: Statement?
        func search(_ body: [Statement]) {
            for statement in body {
                if isWanted(statement) { best = statement }
                switch statement.kind {
                case .function(let definition): search(definition.body)
                case .class(let definition): search(definition.body)
                case .if(_, let then, let otherwise), .while(_, let then, let otherwise),
                    .for(_, _, let then, let otherwise):
                    search(then)
                    search(otherwise)
                case .try(let body, let handlers, let otherwise, let finally):
                    search(body)
                    for handler in handlers { search(handler.body) }
                    search(otherwise)
                    search(finally)
                case .with(_, let body): search(body)
                default: break
                }
            }
        }
        search(module.body)
        guard let best else { return nil }
        var start = Int(best.span.start)
        let decorators: [Expression]
        switch best.kind {
        case .function(let definition): decorators = definition.decorators
        case .class(let definition): decorators = definition.decorators
        default: decorators = []
        }
        for decorator in decorators { start = min(start, Int(decorator.span.start)) }
        let first = source.lineIndex(at: start)
        let last = source.lineIndex(at: max(start, Int(best.span.end) - 1))
        let lines = (first...last).map { source.lineText($0) }
        return (lines.joined(separator: "\n") + "\n", source.name, source.firstLine + first)
    }

    /// Names of everything an import can find without running it.
    public var importNames: [String] { importableNames.sorted() }

    /// A module as completion sees it: loaded, or of Gradus itself, whose loading runs no code of the user.
    public func moduleForCompletion(_ name: String) -> Value? {
        if let known = modules.get(name) { return known }
        guard canImport(name), let module = try? importModule(name) else { return nil }
        return value(module)
    }
}
