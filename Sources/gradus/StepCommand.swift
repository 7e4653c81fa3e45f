import ArgumentParser
import GradusEngine
import GradusNotebook
import GradusREPL
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `gradus step NOTEBOOK`
struct StepCommand: ParsableCommand, ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "step",
        abstract: "Replay a notebook cell by cell, with a prompt between.",
        discussion: """
            Enter runs the cell that is shown, s skips it, b goes back to the one before (with the variables of that \
            time), e opens the notebook in EDITOR, q quits. Anything else is as at the prompt: code, commands, help. After each cell the shapes of \
            the tensors that got a name are shown.
            """)

    @Argument(help: "The notebook: a percent script or an .ipynb file.")
    var notebook: String

    mutating func perform(console: Console) -> Int32 {
        let opened = NotebookOpening.open(notebook, console: console)
        guard let notebook = opened.notebook else { return opened.status }
        Interrupts.install()
        var options = SessionOptions()
        options.arguments = [self.notebook]
        options.modulePath = NotebookOpening.modulePath(for: self.notebook)
        options.isJupyter = self.notebook.hasSuffix(".ipynb")
        options.showsOpenFigures = options.isJupyter
        options.showsRichForms = options.isJupyter
        let isLive = isatty(STDIN_FILENO) != 0 && console.features.outIsTerminal
        guard isLive else {
            let reader = lineReader(console)
            options.readLine = reader
            let surroundings = Stepper.Surroundings(
                makeSession: { [options] in
                    let session = Session(options: options)
                    session.onFlush { console.flushText() }
                    return session
                }, readLine: { reader($0) }, edit: Self.edit,
                whileRunning: { body in Interrupts.whileRunning(body) })
            return Stepper(notebook, console: console, surroundings: surroundings).run() & 0xFF
        }
        let prompt = Prompt(console: console, version: GradusVersion.current, options: options)
        prompt.startAsGuest(firstNumber: notebook.codeCells.count + 1)
        let snapshots = ProcessSnapshots()
        var surroundings = Stepper.Surroundings(
            makeSession: { prompt.guestSession }, readLine: { _ in nil }, edit: Self.edit,
            whileRunning: { body in Interrupts.whileRunning(body) })
        surroundings.prompt = Stepper.LivePrompt(
            read: { label in
                switch prompt.readAsGuest(label) {
                case .entry(let text): .entry(text)
                case .cleared: .cleared
                case .end: .end
                }
            }, enter: { prompt.enterAsGuest($0) }, snapshots: snapshots, typedAhead: { prompt.typedAhead },
            setTypedAhead: { prompt.typedAhead = $0 })
        let status = Stepper(notebook, console: console, surroundings: surroundings).run() & 0xFF
        // In a state that was brought back, nobody else would end the process.
        if snapshots.isBroughtBack {
            console.flush()
            finish(status: status)
        }
        return status
    }

    private static func edit(_ path: String, _ line: Int) -> Bool {
        let names: [String] = ["VISUAL", "EDITOR"]
        let editor = names.lazy.compactMap { getenv($0).map { String(cString: $0) } }.first {
            !$0.isEmpty
        }
        guard let editor else { return false }
        let quoted = "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
        return Shell.run("\(editor) +\(line) \(quoted)") == 0
    }
}

/// Runs a command of the user's on this terminal.
enum Shell {
    static func run(_ command: String) -> Int32 {
        let arguments: [String] = ["/bin/sh", "-c", command]
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var pid: pid_t = 0
        guard posix_spawn(&pid, "/bin/sh", nil, nil, words, environ) == 0 else { return 127 }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return (status >> 8) & 0xFF
    }
}
