#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the command line asks for.
///
/// Code, files and the prompt are recognised by hand: like Python, everything after them belongs to the script,
/// and a short command should not wait for a general parser. The rest is for `RootCommand`.
enum Invocation: Sendable, Equatable {
    case prompt
    /// `--resume`: a prompt that offers to replay a session that was killed.
    case resume
    /// `-c CODE [argument…]`
    case code(String, arguments: [String])
    /// `-m MODULE [argument…]`
    case module(String, arguments: [String])
    /// `FILE [argument…]`
    case file(String, arguments: [String])
    /// A program on standard input: `-`, or nothing while standard input is no terminal.
    case standardInput(arguments: [String])
    case version
    /// An option without what it needs.
    case misuse(String)
    /// Subcommands and options.
    case command([String])

    init(arguments: [String], inputIsTerminal: Bool = isatty(0) != 0) {
        guard let first = arguments.first else {
            self = inputIsTerminal ? .prompt : .standardInput(arguments: [""])
            return
        }
        let rest = Array(arguments.dropFirst())
        switch first {
        case "-c" where !rest.isEmpty:
            self = .code(rest[0], arguments: ["-c"] + rest.dropFirst())
        case "-c":
            self = .misuse("-c needs the code to run: gradus -c 'print(1)'")
        case "-m" where !rest.isEmpty:
            self = .module(rest[0], arguments: Array(rest.dropFirst()))
        case "-m":
            self = .misuse("-m needs the module to run: gradus -m unittest")
        case "--resume" where rest.isEmpty:
            self = .resume
        case "-":
            self = .standardInput(arguments: arguments)
        case "--version", "-V":
            self = .version
        case _ where first.hasPrefix("-") || RootCommand.names.contains(first):
            self = .command(arguments)
        default:
            self = .file(first, arguments: arguments)
        }
    }
}
