import ArgumentParser
import GradusJupyter
import GradusTerminal

/// `gradus kernel install | uninstall | run`
struct KernelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernel",
        abstract: "The Jupyter kernel: notebooks in Jupyter, VS Code and other clients.",
        discussion: """
            'gradus kernel install' tells Jupyter where the kernel is; notebooks can then be run by the kernel 'gradus'. \
            It needs the library ZeroMQ (libzmq5).
            """,
        subcommands: [Install.self, Uninstall.self, Run.self])

    /// Where kernels are installed.
    struct PlaceOptions: ParsableArguments {
        @Flag(help: "For this user, which is the default.")
        var user = false

        @Flag(help: "In the environment of Python that is active.")
        var sysPrefix = false

        @Option(help: ArgumentHelp("Below this folder: PREFIX/share/jupyter/kernels.", valueName: "prefix"))
        var prefix: String?

        @Option(help: ArgumentHelp("The kernel's name for programs.", valueName: "name"))
        var name = "gradus"

        func validate() throws {
            guard [user, sysPrefix, prefix != nil].count(where: { $0 }) <= 1 else {
                throw ValidationError("--user, --sys-prefix and --prefix exclude one another.")
            }
        }

        var place: KernelSpec.Place { prefix.map { .prefix($0) } ?? (sysPrefix ? .environment : .user) }
    }

    struct Install: ParsableCommand, ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "install", abstract: "Tell Jupyter where this program is, as a kernel.")

        @OptionGroup var options: PlaceOptions

        @Option(help: ArgumentHelp("The kernel's name for people.", valueName: "name"))
        var displayName = "Gradus"

        mutating func perform(console: Console) -> Int32 {
            let spec = KernelSpec(
                name: options.name, displayName: displayName, executable: WorkerPool.executable)
            return KernelCommand.report(console) { () throws(KernelError) in
                let folder = try spec.install(in: options.place)
                console.writeLine("the kernel '\(options.name)' is installed in \(folder)")
                return ExitStatus.success
            }
        }
    }

    struct Uninstall: ParsableCommand, ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "uninstall", abstract: "Take the kernel away from Jupyter again.")

        @OptionGroup var options: PlaceOptions

        mutating func perform(console: Console) -> Int32 {
            KernelCommand.report(console) { [options] () throws(KernelError) in
                for folder in try KernelSpec.uninstall(options.name, from: [options.place]) {
                    console.writeLine("\(folder) is removed")
                }
                return ExitStatus.success
            }
        }
    }

    struct Run: ParsableCommand, ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "run", abstract: "Run as a kernel. Jupyter calls this with a connection file that it wrote.")

        @Argument(help: "Jupyter's connection file.")
        var connectionFile: String

        mutating func perform(console: Console) -> Int32 {
            KernelCommand.report(console) { [connectionFile] () throws(KernelError) in
                try Kernel(connectionFile: connectionFile, version: GradusVersion.current).run()
            }
        }
    }

    private static func report(_ console: Console, _ body: () throws(KernelError) -> Int32) -> Int32 {
        do throws(KernelError) {
            return try body()
        } catch {
            console.writeError("gradus: \(error.message)\n")
            return error.isMisuse ? ExitStatus.usage : ExitStatus.failure
        }
    }
}
