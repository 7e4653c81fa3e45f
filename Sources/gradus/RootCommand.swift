import ArgumentParser
import GradusTerminal

/// The command with its options, for help texts and subcommands.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gradus",
        abstract: "A notebook-style REPL for deep learning: Python's language, PyTorch's names.",
        usage: """
            gradus                          a prompt
            gradus --resume                 a prompt that replays a session that was killed
            gradus FILE [argument ...]      run a script
            gradus -c CODE [argument ...]   run code
            gradus -m MODULE [argument ...] run a module: a file of your own, unittest, doctest, timeit, json.tool
            gradus - [argument ...]         run standard input
            gradus run NOTEBOOK [options]   replay a notebook
            gradus record NOTEBOOK          replay it and write its outputs into it
            gradus test NOTEBOOK ...        replay and compare with the recorded outputs
            gradus step NOTEBOOK            replay it cell by cell
            gradus shapes NOTEBOOK          show every shape, before any training
            gradus export NOTEBOOK --to html|md|ipynb|script
            gradus kernel install           make Jupyter know Gradus as a kernel
            """,
        discussion: """
            Without arguments and with standard input from a pipe or file, that input is run as a script. \
            What follows FILE, CODE or '-' is the script's sys.argv.

            Exit status: 0 all good, 1 an error in the code, 2 wrong usage, 3 recorded outputs differ, 4 a notebook \
            that cannot be read, 124 a cell took too long, 130 interrupted, 141 closed pipe; exit(n) gives n.

            Environment: GRADUS_DATA (folder of data sets), GRADUS_THREADS, NO_COLOR, FORCE_COLOR, CI.
            """,
        version: "gradus \(GradusVersion.current)",
        subcommands: [
            RunCommand.self, StepCommand.self, RecordCommand.self, TestCommand.self, ShapesCommand.self,
            ExportCommand.self, KernelCommand.self,
        ])

    /// First arguments that are commands and no file names.
    static let names: Set<String> = ["run", "step", "record", "test", "shapes", "export", "kernel", "help"]

    static func perform(_ arguments: [String], console: Console) -> Int32 {
        do {
            var command = try parseAsRoot(arguments)
            if var own = command as? any ConsoleCommand { return own.perform(console: console) }
            try command.run()
            return ExitStatus.success
        } catch {
            let message = fullMessage(for: error)
            guard exitCode(for: error).isSuccess else {
                console.writeError(message.hasSuffix("\n") ? message : message + "\n")
                return ExitStatus.usage
            }
            if !message.isEmpty { console.writeLine(message) }
            return ExitStatus.success
        }
    }
}
