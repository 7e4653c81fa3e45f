import Foundation
import GradusTestSupport
import Testing

/// Options, exit statuses and messages of the command itself.
@Suite struct CommandLineTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var input = ""
        var status: Int32 = 0
        var stdout: String? = nil
        var stderr = ""
        var testDescription: String { "gradus " + arguments.joined(separator: " ") + (input.isEmpty ? "" : " < input") }
    }

    /// What CPython prints and returns for the same code, or what the command's own contract says.
    static let table = [
        Row(arguments: ["-c", "print(1 + 1)"], stdout: "2\n"),
        Row(arguments: ["-c", "1 + 1"], stdout: ""),
        Row(
            arguments: ["-c", "import sys; print(sys.argv)", "a", "-c", "--version"],
            stdout: "['-c', 'a', '-c', '--version']\n"),
        Row(arguments: ["-c", "raise SystemExit(3)"], status: 3),
        Row(arguments: ["-c", "exit(-1)"], status: 255),
        Row(arguments: ["-c", "raise KeyboardInterrupt"], status: 130, stderr: "KeyboardInterrupt"),
        Row(arguments: ["-c", "1 / 0"], status: 1, stdout: "", stderr: "ZeroDivisionError: division by zero\n"),
        Row(arguments: ["-c", "1 +"], status: 1, stdout: "", stderr: "SyntaxError: invalid syntax\n"),
        Row(
            arguments: ["-c", "import torch; torch.nn.Liner(3, 4)"], status: 1,
            stderr: "AttributeError: module 'torch.nn' has no attribute 'Liner'. Did you mean: 'Linear'?\n"),
        Row(
            arguments: ["-c", "import torch; torch.optim.Adm"], status: 1,
            stderr: "AttributeError: module 'torch.optim' has no attribute 'Adm'. Did you mean: 'Adam'?\n"),
        Row(arguments: ["-c"], status: 2, stdout: "", stderr: "-c needs the code"),
        Row(arguments: [], input: "x = 6\nprint(x * 7)\nx\n", stdout: "42\n"),
        Row(arguments: ["-"], input: "import sys\nprint(sys.argv)\n", stdout: "['-']\n"),
        Row(arguments: ["-", "a"], input: "import sys\nprint(sys.argv)\n", stdout: "['-', 'a']\n"),
        Row(arguments: [], input: "", stdout: ""),
        Row(arguments: ["--version"], stdout: "gradus 0.1.0\n"),
        Row(arguments: ["-V"], stdout: "gradus 0.1.0\n"),
        Row(arguments: ["no/such.py"], status: 2, stdout: "", stderr: "can't open file 'no/such.py': No such file"),
        Row(arguments: ["rnu"], status: 2, stdout: "", stderr: "did you mean 'gradus run'?"),
        Row(arguments: ["Sources"], status: 2, stdout: "", stderr: "can't open file 'Sources': Is a directory"),
        Row(arguments: ["READNE.md"], status: 2, stdout: "", stderr: "did you mean 'README.md'?"),
        Row(arguments: ["--bogus"], status: 2, stdout: "", stderr: "Unknown option '--bogus'"),
        Row(arguments: ["run"], status: 2, stdout: "", stderr: "Missing expected argument"),
        Row(arguments: ["run", "x.py", "--cells", "5-2"], status: 2, stdout: "", stderr: "is no list of cells"),
        Row(arguments: ["run", "no/such.py"], status: 2, stdout: "", stderr: "can't open notebook 'no/such.py'"),
        Row(arguments: ["run", "x.py", "--jsn"], status: 2, stdout: "", stderr: "--json"),
    ]

    @Test(arguments: table)
    func answers(row: Row) throws {
        let result = try CommandRun(row.arguments, input: row.input).run()
        #expect(!result.timedOut)
        #expect(result.status == row.status)
        if let stdout = row.stdout { #expect(result.stdout == stdout) }
        #expect(row.stderr.isEmpty ? result.stderr.isEmpty : result.stderr.contains(row.stderr), "\(result.stderr)")
    }

    @Test(arguments: [["--help"], ["-h"], ["help"], ["help", "run"], ["run", "--help"]])
    func helpIsOnStandardOutput(arguments: [String]) throws {
        let result = try CommandRun(arguments).run()
        #expect(result.status == 0 && result.stderr.isEmpty)
        #expect(result.stdout.contains("USAGE: gradus") && result.stdout.contains("run"))
        #expect(arguments.contains("run") == result.stdout.contains("--cells"))
    }

    @Test func scriptThatIsNoTextIsRefused() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "gradus-binary-\(UUID().uuidString).py")
        try Data([0x70, 0xFF, 0x00]).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let result = try CommandRun([file.path]).run()
        #expect(result.status == 1)
        #expect(result.stderr.contains("byte 1 is not UTF-8"))
        #expect(try CommandRun(["run", file.path]).run().status == 4)
    }

    /// As with CPython, a file beside the script comes before a module of the library, except before those that are
    /// loaded anyway. A script that bears the name of a module does not mean itself.
    @Test func filesBesideTheScriptComeFirst() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "gradus-beside-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [
            "queue.py": "name = 'mine'\n", "time.py": "name = 'mine'\n",
            "main.py": "import queue, time\nprint(queue.name, hasattr(time, 'name'))\n",
            "textwrap.py": "import textwrap\nprint(textwrap.dedent('  a'))\n",
        ]
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        #expect(try CommandRun([folder.appending(path: "main.py").path]).run().stdout == "mine False\n")
        #expect(try CommandRun([folder.appending(path: "textwrap.py").path]).run().stdout == "a\n")
    }

    @Test func interruptEndsALoop() throws {
        let code = "print('on', flush=True)\nwhile True:\n    pass\n"
        let result = try CommandRun(["-c", code], timeout: 30).run { process in
            // Long enough to be inside the loop.
            Thread.sleep(forTimeInterval: 1)
            process.interrupt()
        }
        #expect(!result.timedOut)
        #expect(result.status == 130)
        #expect(result.stdout == "on\n")
        #expect(result.stderr.hasSuffix("KeyboardInterrupt\n"))
    }

    /// Commands of a shell, with `$0` for the executable.
    @Test(
        arguments: [
            ("\"$0\" -c \"while True: print('a line')\" | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}", 141),
            ("\"$0\" -c 'print(1)' 2>/dev/null >/dev/full", 1),
            ("\"$0\" -c 'print(1)' >&-", 0),
        ] as [(String, Int32)])
    func outputThatCannotBeWritten(command: String, status: Int32) throws {
        #if !os(Linux)
            if command.contains("/dev/full") { return }
        #endif
        let gradus = try #require(BuiltExecutable.path)
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/bash")
        shell.arguments = ["-c", command, gradus]
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == status)
    }

    /// What is flushed is out before the program goes on, also where nobody sees it at once: killed programs have said it.
    @Test(arguments: [
        "print('out', flush=True)", "import sys; print('out'); sys.stdout.flush()",
        "import time; print('out'); time.sleep(0.01)",
    ])
    func flushedOutputLeaves(_ program: String) throws {
        let endless = program + "\nwhile True: pass\n"
        let code = try CommandRun(["-c", endless], timeout: 2).run()
        #expect(code.timedOut && code.stdout == "out\n")
        let file = FileManager.default.temporaryDirectory.appending(path: "gradus-\(UUID().uuidString).py")
        defer { try? FileManager.default.removeItem(at: file) }
        try endless.write(to: file, atomically: true, encoding: .utf8)
        let notebook = try CommandRun(["run", file.path], timeout: 2).run()
        #expect(notebook.timedOut && notebook.stdout.hasSuffix("out\n"))
    }
}
