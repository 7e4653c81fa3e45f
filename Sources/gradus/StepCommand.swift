import ArgumentParser
import GradusEngine
import GradusNotebook
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
            time), e opens the notebook in EDITOR, q quits. Anything else is code to run. After each cell the shapes of \
            the tensors that got a name are shown.
            """)

    @Argument(help: "The notebook: a percent script or an .ipynb file.")
    var notebook: String

    mutating func perform(console: Console) -> Int32 {
        let opened = NotebookOpening.open(notebook, console: console)
        guard let notebook = opened.notebook else { return opened.status }
        Interrupts.install()
        let path = self.notebook
        let reader = lineReader(console)
        let surroundings = Stepper.Surroundings(
            makeSession: {
                var options = SessionOptions()
                options.arguments = [path]
                options.modulePath = [ScriptRunner.folder(of: path)]
                options.readLine = reader
                return Session(options: options)
            },
            readLine: { prompt in reader(prompt) },
            edit: { path, line in Self.edit(path, line) },
            whileRunning: { body in Interrupts.whileRunning(body) })
        return Stepper(notebook, console: console, surroundings: surroundings).run() & 0xFF
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
