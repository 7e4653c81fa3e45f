import GradusEngine
import GradusNotebook
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs code that is not a notebook: `-c`, a file, standard input.
struct ScriptRunner {
    let console: Console

    /// - Parameter folder: where `import` looks first.
    func run(
        _ source: String, fileName: String, arguments: [String], folder: String, isFile: Bool = false,
        package: String? = nil
    ) -> Int32 {
        var options = SessionOptions()
        options.scriptFile = isFile ? fileName : nil
        options.package = package
        options.arguments = arguments
        options.modulePath = [folder.isEmpty ? "." : folder]
        options.readLine = lineReader(console)
        options.showsPictures = console.features.outIsTerminal
        options.explainsShapeErrors = false
        options.isInteractive = false
        let session = Session(options: options)
        session.onFlush { console.flushText() }
        Interrupts.install()
        let printer = EventPrinter(console: console)
        let cell = Cell(source: source, fileName: fileName, showsResult: false)
        let outcome = Interrupts.whileRunning {
            defer { session.finish() }
            return session.execute(cell) { printer.show($0) }
        }
        console.flush()
        return outcome.exitStatus
    }

    /// - Parameters:
    ///   - folder: where `import` looks first; nil: the file's folder.
    ///   - package: the package that the file belongs to, where it runs as a module.
    func runFile(_ path: String, arguments: [String], folder: String? = nil, package: String? = nil) -> Int32 {
        do throws(TextFile.Failure) {
            let source = try TextFile.read(path: path)
            return run(
                source, fileName: Self.absolute(path), arguments: arguments,
                folder: folder ?? Self.folder(of: Self.absolute(path)), isFile: true, package: package)
        } catch {
            switch error {
            case .unreadable(let reason):
                let hint = Suggestion.forMissing(path)
                console.writeError("gradus: can't open file '\(path)': \(reason)\(hint)\n")
                return ExitStatus.usage
            case .notText(let byte):
                return refuse(path, byte: byte)
            }
        }
    }

    /// `-m`: a module or package below the current folder, or one of the library's that run as programs.
    func runModule(_ name: String, arguments: [String]) -> Int32 {
        let place = name.replacing(".", with: "/")
        let parent = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? ""
        for (path, package) in [("\(place).py", parent), ("\(place)/__main__.py", name)] where access(path, R_OK) == 0 {
            return runFile(path, arguments: [Self.absolute(path)] + arguments, folder: ".", package: package)
        }
        // A text in Python's notation: a module's name may hold anything.
        let quoted = name.map { $0 == "\\" || $0 == "'" || $0.isNewline ? "?" : String($0) }.joined()
        return run(
            "from _commands import run; run('\(quoted)')", fileName: "<string>", arguments: ["-m"] + arguments,
            folder: "")
    }

    func runStandardInput(arguments: [String]) -> Int32 {
        do throws(TextFile.Failure) {
            let source = try TextFile.readStandardInput()
            return run(source, fileName: "<stdin>", arguments: arguments, folder: "")
        } catch {
            switch error {
            case .unreadable(let reason):
                console.writeError("gradus: can't read standard input: \(reason)\n")
                return ExitStatus.usage
            case .notText(let byte):
                return refuse("<stdin>", byte: byte)
            }
        }
    }

    private func refuse(_ name: String, byte: Int) -> Int32 {
        console.writeError("gradus: '\(name)' is no text: byte \(byte) is not UTF-8\n")
        return ExitStatus.failure
    }

    /// Like Python: tracebacks name a script by its whole path, `sys.argv` as it was typed.
    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return "\(String(cString: folder))/\(path.hasPrefix("./") ? String(path.dropFirst(2)) : path)"
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

extension Outcome {
    /// The exit status of a script that ended so.
    var exitStatus: Int32 {
        switch self {
        case .finished: ExitStatus.success
        case .raised: ExitStatus.failure
        case .interrupted: ExitStatus.interrupted
        case .exited(let status): status & 0xFF
        }
    }
}

/// Answers `input()` from standard input. The engine calls it on the thread that owns the console.
func lineReader(_ console: Console) -> @Sendable (String) -> String? {
    nonisolated(unsafe) let console = console
    nonisolated(unsafe) var lines = InputLines()
    return { prompt in
        console.write(prompt)
        console.flush()
        return lines.next()
    }
}
