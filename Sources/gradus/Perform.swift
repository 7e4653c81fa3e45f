import GradusEngine
import GradusNotebook
import GradusREPL
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Exit statuses beside those that a script chooses.
enum ExitStatus {
    static let success: Int32 = 0
    static let failure: Int32 = 1
    static let usage: Int32 = 2
    static let differs: Int32 = 3
    static let notebook: Int32 = 4
    static let interrupted: Int32 = 130
}

/// What the surroundings say.
enum Environment {
    /// A continuous-integration run: nothing that is recorded changes.
    static var isCI: Bool {
        guard let value = getenv("CI") else { return false }
        return value.pointee != 0
    }
}

/// Carries out the command line; returns the exit status.
func perform(_ invocation: Invocation) -> Int32 {
    let console = Console.standard()
    defer { console.flush() }
    switch invocation {
    case .version:
        console.writeLine("gradus \(GradusVersion.current)")
        return ExitStatus.success
    case .prompt:
        return Prompt(console: console, version: GradusVersion.current).run()
    case .resume:
        return Prompt(console: console, version: GradusVersion.current).run(resumes: true)
    case .code(let code, let arguments):
        return ScriptRunner(console: console).run(code, fileName: "<string>", arguments: arguments, folder: "")
    case .module(let name, let arguments):
        return ScriptRunner(console: console).runModule(name, arguments: arguments)
    case .standardInput(let arguments):
        return ScriptRunner(console: console).runStandardInput(arguments: arguments)
    case .file(let path, let arguments):
        return ScriptRunner(console: console).runFile(path, arguments: arguments)
    case .misuse(let message):
        console.writeError("gradus: \(message)\n")
        return ExitStatus.usage
    case .command(let arguments):
        return RootCommand.perform(arguments, console: console)
    }
}

/// The version that `--version` prints.
enum GradusVersion {
    static let current = "0.1.0"
}

/// Ends the process.
func finish(status: Int32) -> Never {
    exit(status)
}
