import BigInt
import GradusCompiler
import GradusSyntax

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Loading code and modules.
extension VM {
    // MARK: Code

    /// Compiles one source text. A syntax error is thrown as the language's SyntaxError.
    public func compileSource(
        _ source: SourceText, returnsLastExpression: Bool, display: String? = nil
    ) throws -> Code {
        do {
            let tree = try parseModule(source)
            var options = CompileOptions()
            options.returnsLastExpression = returnsLastExpression
            options.display = display
            options.endsTrainingLoops = endsTrainingLoops && !source.name.hasPrefix("<")
            return try load(try compile(tree, source: source, options: options))
        } catch let diagnostic as Diagnostic {
            throw syntaxError(diagnostic)
        }
    }

    func syntaxError(_ diagnostic: Diagnostic) -> Thrown {
        let kind = ExceptionKind(rawValue: diagnostic.kind.rawValue) ?? .syntaxError
        let source = diagnostic.source
        let start = Int(diagnostic.span.start)
        let lineIndex = source.lineIndex(at: start)
        func column(_ offset: Int, _ line: Int) -> Int {
            let begin = source.lineStarts[line]
            guard offset > begin, offset <= source.bytes.count else { return 1 }
            return String(decoding: source.bytes[begin..<offset], as: UTF8.self).unicodeScalars.count + 1
        }
        let endIndex = source.lineIndex(at: max(start, Int(diagnostic.span.end)))
        let details = tuple([
            string(source.name), Value(source.firstLine + lineIndex), Value(column(start, lineIndex)),
            string(source.lineText(lineIndex) + "\n"), Value(source.firstLine + endIndex),
            Value(column(Int(diagnostic.span.end), endIndex)),
        ])
        let thrown = error(kind, arguments: [string(diagnostic.message), details])
        thrown.exception.diagnostic = diagnostic
        thrown.exception.hint = diagnostic.hint
        return thrown
    }

    /// Makes a code object ready to run.
    func load(_ object: CodeObject) throws -> Code {
        var values: [Value] = []
        let mark = pool.count
        for constant in object.constants { values.append(try makeConstant(constant)) }
        let code = Code(object, constants: values)
        pool.drain(to: mark)
        return code
    }

    private func makeConstant(_ constant: Constant) throws -> Value {
        switch constant {
        case .none: return .none
        case .ellipsis: return .ellipsis
        case .bool(let value): return Value(value)
        case .int(let value): return Value(value)
        case .bigInteger(let text): return int(Self.parseBigInteger(text))
        case .float(let value): return Value(value)
        case .imaginary(let value): return try makeImaginary(value)
        case .string(let bytes):
            // Short strings are interned as names are: equal texts share one object and compare at once.
            if bytes.count <= 32, bytes.allSatisfy({ $0 < 0x80 }) {
                return Value(borrowing: Interned.string(String(decoding: bytes, as: UTF8.self)))
            }
            return string(bytes)
        case .bytes(let bytes): return value(BytesObject(bytes))
        case .tuple(let items): return tuple(try items.map { try makeConstant($0) })
        case .frozenSet(let items):
            let set = SetObject(type: Types.frozenSet)
            for item in items { try set.insert(self, try makeConstant(item)) }
            return value(set)
        case .code(let object): return value(CodeHolder(try load(object)))
        }
    }

    private static func parseBigInteger(_ text: String) -> BigInt {
        let lowered = text.lowercased()
        let radix = lowered.hasPrefix("0x") ? 16 : lowered.hasPrefix("0o") ? 8 : lowered.hasPrefix("0b") ? 2 : 10
        return BigInt(radix == 10 ? lowered : String(lowered.dropFirst(2)), radix: radix) ?? 0
    }

    /// Runs module code in a namespace; the result (of a trailing expression) is kept by the pool.
    public func execute(_ code: Code, in namespace: DictionaryObject) throws -> Value {
        measureStack()
        let name = namespace.get("__name__")?.asString?.text ?? "__main__"
        let function = FunctionObject(code: code, globals: namespace, closure: nil, moduleName: name)
        _ = value(function)
        return pool.adopt(try runFunction(function, base: stackTop, namespace: nil))
    }

    // MARK: Modules

    public func register(_ module: NativeModule) { nativeModules[module.name] = module }

    /// Names of all modules that can be imported without looking at files.
    public var knownModuleNames: [String] { Array(nativeModules.keys) }

    /// Names of what an import can find: built in, in the language, and files of the user.
    var importableNames: Set<String> {
        var names = Set(nativeModules.keys).union(embeddedNames)
        for folder in modulePath {
            guard let directory = opendir(folder.isEmpty ? "." : folder) else { continue }
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name.hasSuffix(".py") { names.insert(String(name.dropLast(3))) }
            }
        }
        return names
    }

    /// Whether a module of this name is native, embedded or loaded.
    public func canImport(_ name: String) -> Bool {
        nativeModules[name] != nil || embeddedSource(name) != nil || modules.get(name) != nil
    }

    /// A module that was imported before.
    public func loadedModule(_ name: String) -> ModuleObject? { modules.get(name)?.asModule }

    /// The module of a dotted name, imported with its parents.
    /// - Parameter isProgram: whether a file of the user asks: a file beside the script comes before what is built in.
    public func importModule(_ name: String, isProgram: Bool = false) throws -> ModuleObject {
        if let known = modules.get(name)?.asModule { return known }
        var parent: ModuleObject?
        if let dot = name.lastIndex(of: ".") {
            parent = try importModule(String(name[..<dot]), isProgram: isProgram)
            if let known = modules.get(name)?.asModule { return known }
        }
        let module: ModuleObject
        if isProgram, let found = fileBeforeBuiltIn(name, parent: parent) {
            module = try runModule(
                name, SourceText(name: found.path, text: found.text), file: found.path, isPackage: found.isPackage)
        } else if let native = nativeModules[name] {
            // The module `builtins` is the names themselves: what a program assigns there, every module sees.
            module = name == "builtins" ? ModuleObject(name: name, namespace: builtins) : ModuleObject(name: name)
            prepare(module, file: nil)
            modules.set(name, value(module))
            do {
                try native.build(self, ModuleBuilder(module))
            } catch {
                modules.remove(Interned.string(name))
                throw error
            }
        } else if let source = embeddedSource(name) {
            module = try runModule(
                name, SourceText(name: "<gradus:\(name)>", text: source.description), file: nil, isPackage: false)
        } else if let found = findFile(name) {
            module = try runModule(
                name, SourceText(name: found.path, text: found.text), file: found.path, isPackage: found.isPackage)
        } else {
            throw moduleNotFound(name, parent: parent)
        }
        if let parent, let dot = name.lastIndex(of: ".") {
            parent.namespace.set(String(name[name.index(after: dot)...]), Value(borrowing: module))
        }
        return module
    }

    /// Modules that CPython has in itself, as extensions or loaded before the program begins: no file comes before them.
    private static let loadedModules: Set<String> = [
        "abc", "array", "atexit", "binascii", "builtins", "cmath", "codecs", "errno", "gc", "io", "itertools",
        "marshal", "math", "os", "posixpath", "site", "stat", "sys", "time", "torch", "zlib",
    ]

    /// The file in the script's folder that a program means by the name of a built-in module.
    private func fileBeforeBuiltIn(_ name: String, parent: ModuleObject?) -> (
        path: String, text: String, isPackage: Bool
    )? {
        if let parent {
            if parent.file == nil { return nil }
        } else if Self.loadedModules.contains(name) || name.hasPrefix("_") {
            return nil
        }
        guard nativeModules[name] != nil || embeddedSource(name) != nil else { return nil }
        // What was put before the script's folder counts as well, what was appended does not.
        let path = searchPath
        let end = modulePath.first.flatMap { path.firstIndex(of: $0) } ?? -1
        guard let found = findFile(name, in: path.prefix(end + 1)) else { return nil }
        // A script called `random.py` does not mean itself.
        let script = modules.get("__main__")?.asModule?.namespace.get("__file__")?.asString?.text
        let name = found.path.split(separator: "/").last
        let folder = script.map { $0.contains("/") ? String($0[..<($0.lastIndex(of: "/") ?? $0.startIndex)]) : "." }
        if let script, script.split(separator: "/").last == name, found.path == "\(folder ?? ".")/\(name ?? "")" {
            return nil
        }
        return found
    }

    private func moduleNotFound(_ name: String, parent: ModuleObject?) -> Thrown {
        var message = "No module named '\(name)'"
        if let parent, parent.file == nil || parent.namespace.get("__path__") == nil,
            !nativeModules.keys.contains(where: { $0.hasPrefix(parent.name + ".") })
        {
            message += "; '\(parent.name)' is not a package"
        }
        let thrown = error(.moduleNotFoundError, message)
        thrown.exception.attributeName = name
        _ = thrown.exception.setSlot(Interned.string("name"), string(name))
        return thrown
    }

    private func prepare(_ module: ModuleObject, file: String?) {
        module.file = file
        module.namespace.set("__name__", string(module.name))
        module.namespace.set("__doc__", .none)
        let package = module.name.lastIndex(of: ".").map { String(module.name[..<$0]) } ?? ""
        module.namespace.set("__package__", string(package))
        if let file { module.namespace.set("__file__", string(file)) }
    }

    private func runModule(_ name: String, _ source: SourceText, file: String?, isPackage: Bool) throws -> ModuleObject
    {
        let module = ModuleObject(name: name)
        prepare(module, file: file)
        if isPackage, let file {
            module.namespace.set("__path__", list([string(String(file.dropLast("/__init__.py".count)))]))
            module.namespace.set("__package__", string(name))
        }
        modules.set(name, value(module))
        do {
            let code = try compileSource(source, returnsLastExpression: false)
            if let docstring = code.object.docstring { module.namespace.set("__doc__", string(docstring)) }
            _ = try execute(code, in: module.namespace)
        } catch {
            modules.remove(Interned.string(name))
            throw error
        }
        return module
    }

    /// `sys.path` as the program left it.
    private var searchPath: [String] {
        guard let path = modules.get("sys")?.asModule?.namespace.get("path")?.asList else { return modulePath }
        return path.values.compactMap { $0.asString?.text }
    }

    private func findFile(_ name: String) -> (path: String, text: String, isPackage: Bool)? {
        findFile(name, in: searchPath[...])
    }

    private func findFile(_ name: String, in folders: ArraySlice<String>) -> (
        path: String, text: String, isPackage: Bool
    )? {
        let relative = name.split(separator: ".").joined(separator: "/")
        for folder in folders {
            let base = (folder.isEmpty ? "." : folder) + "/" + relative
            if let text = Self.readFile(base + "/__init__.py") { return (base + "/__init__.py", text, true) }
            if let text = Self.readFile(base + ".py") { return (base + ".py", text, false) }
        }
        return nil
    }

    static func readFile(_ path: String) -> String? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count <= 0 { break }
            bytes.append(contentsOf: chunk[..<count])
        }
        if ferror(file) != 0 { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `__main__`
    public var mainModule: ModuleObject {
        if let known = modules.get("__main__")?.asModule { return known }
        let module = ModuleObject(name: "__main__")
        prepare(module, file: nil)
        modules.set("__main__", value(module))
        return module
    }

    // MARK: Import statements

    func importInstruction(
        _ frame: UnsafeMutablePointer<Frame>, _ registers: UnsafeMutablePointer<Value>, _ i: Instruction
    ) throws {
        let mark = pool.count
        defer { pool.drain(to: mark) }
        switch i.op {
        case .importName:
            var name = frame.pointee.header.pointee.names[Int(i.b)].takeUnretainedValue().text
            if i.x > 0 { name = try absoluteName(name, level: Int(i.x), frame) }
            let module = try importModule(name, isProgram: isProgram(name, frame.pointee.globals.takeUnretainedValue()))
            let top = name.prefix { $0 != "." }
            let result = i.c == 0 && i.x == 0 ? try importModule(String(top)) : module
            store(registers, Int(i.a), Value(owning: result))
        case .importFrom:
            let module = registers[Int(i.b)]
            let name = frame.pointee.header.pointee.names[Int(i.c)].takeUnretainedValue()
            store(registers, Int(i.a), try importedName(name, from: module).retained())
        default:
            let module = registers[Int(i.a)]
            try importStar(module, into: (frame.pointee.namespace ?? frame.pointee.globals).takeUnretainedValue())
            store(registers, Int(i.a), .unbound)
        }
    }

    /// Whether a name that is not loaded yet is asked for by a file of the user, rather than by a built-in module.
    private func isProgram(_ name: String, _ globals: DictionaryObject) -> Bool {
        modules.get(name) == nil
            && (globals.get("__file__") != nil || globals.get("__name__")?.asString?.text == "__main__")
    }

    /// `__import__(name, globals, locals, fromlist, level)`
    func importByCall(_ name: String, globals: DictionaryObject?, names: [Value], level: Int) throws -> Value {
        var full = name
        if level > 0 { full = try absoluteName(name, level: level, globals: globals ?? currentGlobals) }
        if full.isEmpty { throw valueError("Empty module name") }
        let module = try importModule(full)
        if names.isEmpty, level == 0 { return value(try importModule(String(full.prefix { $0 != "." }))) }
        for item in names {
            guard let text = item.asString, module.namespace.get(text) == nil, module.namespace.get("__path__") != nil
            else { continue }
            _ = try? importModule(full + "." + text.text)
        }
        return value(module)
    }

    private func absoluteName(_ name: String, level: Int, _ frame: UnsafeMutablePointer<Frame>) throws -> String {
        try absoluteName(name, level: level, globals: frame.pointee.globals.takeUnretainedValue())
    }

    private func absoluteName(_ name: String, level: Int, globals: DictionaryObject) throws -> String {
        guard let package = globals.get("__package__")?.asString?.text, !package.isEmpty else {
            throw error(.importError, "attempted relative import with no known parent package")
        }
        var parts = package.split(separator: ".").map(String.init)
        guard level - 1 < parts.count else {
            throw error(.importError, "attempted relative import beyond top-level package")
        }
        parts.removeLast(level - 1)
        return (parts + (name.isEmpty ? [] : [name])).joined(separator: ".")
    }

    private func importedName(_ name: StringObject, from module: Value) throws -> Value {
        if let value = try attributeIfPresent(module, name.text) { return value }
        guard let object = module.asModule else { throw attributeError(module, name) }
        let full = object.name + "." + name.text
        do {
            return value(try importModule(full, isProgram: object.file != nil))
        } catch let error as Thrown
            where isException(error, .moduleNotFoundError) && error.exception.attributeName == full
        {
            let place = object.file.map { " (\($0))" } ?? " (unknown location)"
            let thrown = self.error(.importError, "cannot import name '\(name.text)' from '\(object.name)'\(place)")
            thrown.exception.attributeName = name.text
            thrown.exception.attributeOwner = Strong(module)
            throw thrown
        }
    }

    private func importStar(_ module: Value, into namespace: DictionaryObject) throws {
        guard let object = module.asModule else { return }
        if let all = try attributeIfPresent(module, "__all__") {
            for name in try array(from: all) {
                if let text = name.asString { namespace.set(text, try attribute(module, Interned.string(text))) }
            }
            return
        }
        for entry in object.namespace.entries {
            if let name = entry.key.asString, name.byteCount > 0, name.bytes[0] != UInt8(ascii: "_") {
                namespace.set(name, entry.value)
            }
        }
    }
}
