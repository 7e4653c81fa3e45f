import GradusEngine
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The variables of the process.
package enum Environment {
    /// nil where it is unset or empty.
    package static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension Magic {
    static let systemMagics: [Magic] = [
        Magic("pwd", "%pwd", "the folder in which files are looked for") { (_, prompt) throws(MagicFailure) in
            prompt.console.writeLine(currentFolder())
            return .finished
        },
        Magic("cd", "%cd [FOLDER|-]", "change that folder (-: back)", completes: .files) {
            (arguments, prompt) throws(MagicFailure) in
            let target: String
            switch arguments {
            case "": target = Environment.value("HOME") ?? "/"
            case "-":
                guard let previous = prompt.previousFolder else { throw MagicFailure("there is no earlier folder") }
                target = previous
            default: target = Path.expanded(Words.split(arguments).joined(separator: " "))
            }
            let before = currentFolder()
            guard chdir(target) == 0 else {
                throw MagicFailure("\(TerminalText.visible(target)): \(String(cString: strerror(errno)))")
            }
            prompt.previousFolder = before
            prompt.console.writeLine(TerminalText.visible(currentFolder()))
            return .finished
        },
        Magic("ls", "%ls [FOLDER]", "list files", completes: .files) { (arguments, prompt) throws(MagicFailure) in
            prompt.shell("ls -F " + arguments)
        },
        program("cat", "FILE", "show a file"),
        program("mkdir", "FOLDER", "make a folder"), program("cp", "FILE TO", "copy a file"),
        program("mv", "FILE TO", "move or rename a file"), program("rm", "FILE", "remove a file"),
        Magic("env", "%env [NAME[=VALUE]]", "show or set variables of the environment", aliases: ["set_env"]) {
            (arguments, prompt) throws(MagicFailure) in
            if let equals = arguments.firstIndex(where: { $0 == "=" || $0 == " " }) {
                let name = String(arguments[..<equals])
                let value = String(arguments[arguments.index(after: equals)...]).trimmingBlankEnds()
                guard !name.isEmpty, setenv(name, value, 1) == 0 else { throw MagicFailure("cannot set '\(name)'") }
                prompt.session.setEnvironment(name, value)
                prompt.console.writeLine("env: \(name)=\(TerminalText.visible(value))")
            } else if arguments.isEmpty {
                var place = environ
                while let entry = place.pointee {
                    prompt.console.writeLine(TerminalText.visible(String(cString: entry)))
                    place += 1
                }
            } else {
                guard let value = Environment.value(arguments) else {
                    throw MagicFailure("there is no variable \(arguments)")
                }
                prompt.console.writeLine(TerminalText.visible(value))
            }
            return .finished
        },
        Magic("matplotlib", "%matplotlib [backend]", "does nothing: pictures are shown where the session runs") {
            (_, _) throws(MagicFailure) in .finished
        },
        Magic(
            "load_ext", "%load_ext NAME", "does nothing: there are no extensions",
            aliases: ["autoreload", "reload_ext", "unload_ext", "aimport"]
        ) {
            (_, _) throws(MagicFailure) in .finished
        },
        Magic("pip", "%pip …", "says that packages are not installed here", aliases: ["conda"]) {
            (_, _) throws(MagicFailure) in
            throw MagicFailure(
                "Gradus brings its modules with it and runs no others; modules of your own are imported from this folder"
            )
        },
    ]

    /// A program of the system that is so common that nobody writes `!` before it.
    private static func program(_ name: String, _ usage: String, _ summary: String) -> Magic {
        Magic(name, "%\(name) \(usage)", summary, completes: .files) { (arguments, prompt) throws(MagicFailure) in
            guard !arguments.isEmpty else { throw MagicFailure("needs a name: %\(name) \(usage)") }
            return prompt.shell("\(name) \(arguments)")
        }
    }

    static func currentFolder() -> String {
        guard let folder = getcwd(nil, 0) else { return "." }
        defer { free(folder) }
        return String(cString: folder)
    }
}

extension InteractiveShell {
    /// Runs a command of the shell on the terminal.
    func shell(_ command: String) -> Outcome {
        console.finishLine()
        console.flush()
        let status = runCommand(expanded(command))
        guard status == 0 else {
            // After Ctrl-C the terminal has written ^C.
            let start = hasTerminal && status == 130 ? "\n" : ""
            console.writeError("\(start)the command ended with status \(status)\n")
            // As in Jupyter, a notebook goes on when a command fails by itself.
            return hasTerminal || status > 128 ? .raised : .finished
        }
        return .finished
    }

    /// As in IPython, `{expression}` and `$name` stand for values; what is none is left to the shell.
    func expanded(_ command: String) -> String {
        guard command.contains("{") || command.contains("$") else { return command }
        let names = Set(session.variableNames())
        func value(_ expression: Substring) -> String? {
            var text = ""
            var isValue = true
            let source = "print((\(expression)), end='')"
            _ = session.execute(Cell(source: source, fileName: "<command>", number: nil)) { event in
                if case .stdout(let piece) = event { text += piece }
                if case .error = event { isValue = false }
            }
            return isValue ? text : nil
        }
        var result = ""
        var rest = command[...]
        while let first = rest.first {
            if first == "{", let end = rest.firstIndex(of: "}") {
                let expression = rest[rest.index(after: rest.startIndex)..<end]
                // A list of the shell or a variable of its own is no expression with a known name.
                let start = expression.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                if session.completableNames().contains(String(start)), let text = value(expression) {
                    result += text
                    rest = rest[rest.index(after: end)...]
                    continue
                }
            }
            let name = rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            if first == "$", names.contains(String(name)), let text = value(name) {
                result += text
                rest = rest.dropFirst(name.count + 1)
                continue
            }
            result.append(first)
            rest = rest.dropFirst()
        }
        return result
    }

    /// Runs code, and the commands between its lines, and keeps what they print instead of showing it; errors are shown.
    func capture(_ source: String) -> (outcome: Outcome, out: String, error: String) {
        var (out, error) = ("", "")
        var outcome = Outcome.finished
        var rest = source
        while outcome == .finished, !rest.isEmpty {
            let lines = rest.split(separator: "\n", omittingEmptySubsequences: false)
            var count = 1
            switch EntryKind(rest) {
            case .shell(let command):
                _ = PipedCommand.run(expanded(command), out: { out += $0 }, error: { error += $0 })
            case .magic(let name, let arguments): outcome = Magic.perform(name, arguments, in: self)
            case .assignment(let assignment): outcome = assignment.perform(in: self)
            default:
                count = CommandLines.firstCommand(in: rest, completeness: session.completeness) ?? lines.count
                let code = lines[..<count].joined(separator: "\n")
                outcome = captureCode(code, out: &out, error: &error)
            }
            rest = lines[count...].joined(separator: "\n")
        }
        return (outcome, out, error)
    }

    private func captureCode(_ source: String, out: inout String, error: inout String) -> Outcome {
        var (printed, complained) = ("", "")
        defer {
            out += printed
            error += complained
        }
        let cell = Cell(source: source, fileName: entryFile, number: nil)
        return Interrupts.whileRunning {
            session.execute(cell) { [self] event in
                switch event {
                case .stdout(let text): printed += text
                case .stderr(let text): complained += text
                // A plot has no text.
                case .result(let bundle), .display(let bundle): printed += bundle.text.isEmpty ? "" : bundle.text + "\n"
                case .error: show(event, source: source)
                case .shape, .progress, .clear: break
                }
            }
        }
    }

    /// Shows an event of code that is no entry of its own.
    func show(_ event: Event, source: String) {
        if case .error(let report) = event {
            lastError = report
            showError(report, source: source, file: entryFile)
        } else {
            show(event)
        }
    }
}
