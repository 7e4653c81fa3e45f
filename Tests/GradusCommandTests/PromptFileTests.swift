import Foundation
import GradusTestSupport
import Testing

/// History, journals and notebooks of the prompt.
@Suite(.serialized) struct PromptFileTests {
    typealias Fixture = PromptTests.Fixture

    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "gradus-files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test func aSessionBecomesANotebookAndComesBack() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "nb.py").path
        let session = try Fixture()
        session.enter("x = 2", then: "In [2]:")
        session.enter("1 / 0", then: "In [3]:")
        session.enter("x * 3", then: "In [4]:")
        session.enter("%save \(file)", then: "In [5]:")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "# %%\nx = 2\n\n# %%\nx * 3\n#> 6\n")

        session.enter("%load \(file)", then: "In [6]:")
        session.enter("%run next", then: "In [7]:")
        session.enter("%cells", then: "In [8]:")
        #expect(session.lines.contains("  1  fresh    x = 2"))
        #expect(session.lines.contains("  2  unrun    x * 3"))
        try "# %%\nx = 4\n\n# %%\nx * 3\n".write(toFile: file, atomically: true, encoding: .utf8)
        session.enter("%run 2", then: "In [9]:")
        // The file's path may break the line anywhere.
        #expect(session.lines.joined().contains("has changed on disk"), "\(session.terminal.screen.text)")
        session.enter("%cells", then: "In [10]:")
        #expect(session.lines.contains("  1  edited   x = 4"))
        session.enter("%run 1-2", then: "In [11]:")
        #expect(session.lines.contains("Out[10]: 12"))
    }

    /// `%export` writes what there is: the session, a notebook by name, the loaded one.
    @Test(arguments: [80, 20])
    func theSessionAndNotebooksAreExported(columns: Int) throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        func text(_ name: String) -> String? {
            try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }
        let session = try Fixture(columns: columns)
        session.terminal.type("\u{1B}[200~%cd \(folder.path)\u{1B}[201~\r")
        #expect(session.terminal.wait(forPrompt: "In [2]:"))
        session.enter("글 = '가'", then: "In [3]:")
        session.enter("글 * 2", then: "In [4]:")
        session.enter("%export 쪽.html", then: "In [5]:")
        #expect(text("쪽.html")?.contains("가가") == true, "\(session.terminal.screen.text)")
        session.enter("%save a.py", then: "In [6]:")
        session.enter("%export a.py --to md", then: "In [7]:")
        #expect(session.lines.contains { $0.hasPrefix("```") }, "\(session.terminal.screen.text)")
        session.enter("%export a.py -o b.ipynb", then: "In [8]:")
        #expect(text("b.ipynb")?.contains("nbformat") == true)
        session.enter("%load a.py", then: "In [9]:")
        session.enter("%export c.md --no-run", then: "In [10]:")
        #expect(text("c.md")?.contains("글") == true)
    }

    /// Wrong words of commands are named, with what would be right.
    @Test(arguments: [
        ("%export", "%export: needs a file to write, or a format: %export page.html"),
        ("%export p.html", "%export: there is nothing to export yet; %load FILE loads a notebook, or name one"),
        ("%export a.py", "%export: needs a file to write, or a format: %export a.py page.html"),
        (
            "%export nope.py p.html",
            "%export: there is no notebook nope.py; %save nope.py writes this session as one, %ls lists the files"
        ),
        ("%export a.py --to pdf", "%export: there is no format 'pdf'; there are html, md, ipynb and script"),
        ("%export a.py --to", "%export: --to needs a value: --to html"),
        ("%export a.py --to html", "%export: needs a file to write: %export a.py page.html"),
        ("%export a.py p.txt", "%export: 'p.txt' does not end in .html, .md, .ipynb or .py; say the format: --to html"),
        ("%export -x", "%export: there is no option -x; there are --to, -o and --no-run"),
        ("%export a b c", "%export: takes a notebook and the file to write: %export notebook.py page.html"),
        ("%history a", "%history: 'a' is no range of entries, as 3 or 3-5, and no tensor for %hist to show"),
        ("%history 9", "%history: there is no entry 9; the last is 0"),
        ("%run 3-1", "%run: 3-1 runs backwards; write 1-3"),
        (
            "%debug",
            "there is no command %debug; %tb shows the last error in full, and `gradus step FILE` goes through a program "
                + "line by line"
        ),
        ("%cat", "%cat: needs a name: %cat FILE"), ("whos", "hint: the command is %whos"),
        ("ls -l", "hint: the command is %ls"), ("timeit 1 + 1", "hint: the command is %timeit"),
        ("%save -z a.py", "%save: there is no option -z; there are -a and -f"),
        ("%load nope", "%load: nope: No such file or directory; %ls lists the files"),
    ])
    func wrongWordsAreNamed(entry: String, complaint: String) throws {
        let session = try Fixture(columns: 200)
        session.enter(entry, then: "In [2]:")
        #expect(session.lines.contains(complaint), "\(session.terminal.screen.text)")
    }

    @Test func cellsAndEntriesRunOnce() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "nb.py").path
        try "# %%\nn = 0\n\n# %%\nprint('go')\nn += 1\n".write(toFile: file, atomically: true, encoding: .utf8)
        let session = try Fixture()
        session.enter("%load \(file)", then: "In [2]:")
        session.enter("%run next", then: "In [3]:")
        session.enter("%run next", then: "In [4]:")
        session.enter("n", then: "In [5]:")
        #expect(session.lines.contains("Out[4]: 1"))
        session.terminal.type("\u{1B}[200~n += 1\nn += 1\u{1B}[201~")
        session.enter("", then: "In [6]:")
        session.enter("%rerun 5", then: "In [7]:")
        session.enter("n", then: "In [8]:")
        #expect(session.lines.contains("Out[7]: 5"))
    }

    @Test func aLogIsAScript() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "log.py").path
        let session = try Fixture()
        session.enter("이름 = 1", then: "In [2]:")
        session.enter("%logstart -o \(file)", then: "In [3]:")
        session.enter("이름 + 1", then: "In [4]:")
        session.enter("%logoff", then: "In [5]:")
        session.enter("'not this'", then: "In [6]:")
        session.enter("%logstate", then: "In [7]:")
        #expect(session.lines.contains { $0.hasSuffix("log.py: paused") || $0 == "paused" || $0.hasSuffix(": paused") })
        session.enter("%logstop", then: "In [8]:")
        session.enter("%logon", then: "In [9]:")
        #expect(session.lines.contains("%logon: no log is being written; %logstart begins one"))
        #expect(
            try String(contentsOfFile: file, encoding: .utf8)
                == "이름 = 1\n# %logstart -o \(file)\n이름 + 1\n#[Out]# 2\n")
    }

    @Test func scriptsAndFiles() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let session = try Fixture()
        session.enter("%cd \(folder.path)", then: "In [2]:")
        session.enter("%%writefile s.py", then: "   ...:")
        session.enter("import sys", then: "   ...:")
        session.enter("print('한글', sys.argv[1:])", then: "   ...:")
        session.enter("", then: "In [3]:")
        #expect(session.lines.contains("Writing s.py"))
        session.enter("%run s.py a b", then: "In [4]:")
        #expect(session.lines.contains("한글 ['a', 'b']"))
        session.enter("%cd -", then: "In [5]:")
    }

    @Test func aKilledSessionIsReplayed() throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "gradus-state-\(UUID().uuidString)")
        let first = try Fixture(state: state)
        first.enter("x = 20", then: "In [2]:")
        first.enter("1 / 0", then: "In [3]:")
        first.enter("for i in range(2):", then: "   ...:")
        first.enter("x += i", then: "   ...:")
        first.enter("", then: "In [4]:")
        first.terminal.kill()
        let second = try PromptTests.Fixture(
            arguments: ["--resume"], state: state, prompt: "Run all of them again? [Y/n]")
        second.terminal.type("y\r")
        #expect(second.terminal.wait(forPrompt: "In [3]:"), "\(second.terminal.screen.text)")
        second.enter("x", then: "In [4]:")
        #expect(second.lines.contains("Out[3]: 21"))
    }

    /// What a replayed command offers to edit does not stand in the new session's input.
    @Test func aReplayLeavesTheInputEmpty() throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "gradus-state-\(UUID().uuidString)")
        let first = try Fixture(state: state)
        first.enter("x = 20", then: "In [2]:")
        first.enter("%recall 1", then: "In [3]: x = 20")
        first.enter("", then: "In [4]:")
        first.terminal.kill()
        let second = try PromptTests.Fixture(
            arguments: ["--resume"], state: state, prompt: "Run all of them again? [Y/n]")
        second.terminal.type("y\r")
        #expect(second.terminal.wait(forPrompt: "In [4]:"), "\(second.terminal.screen.text)")
    }

    @Test func eightSessionsLoseAndMixNothing() throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "gradus-state-\(UUID().uuidString)")
        let sessions = try (0..<8).map { _ in try Fixture(state: state) }
        // All of them at the same time; each entry has several lines.
        for round in 0..<5 {
            for (number, session) in sessions.enumerated() {
                let block = "if True:\n    세션 = \(number)\n    판 = \(round)"
                session.terminal.type("\u{1B}[200~\(block)\u{1B}[201~\r")
            }
            for session in sessions {
                #expect(session.terminal.wait(forPrompt: "In [\(round + 2)]:"), "\(session.terminal.screen.text)")
            }
        }
        let text = try String(contentsOf: state.appending(path: "gradus/history"), encoding: .utf8)
        let entries = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined(separator: "\n")
            .components(separatedBy: "if True:\n").dropFirst().map { $0.trimmingCharacters(in: .newlines) }
        let wanted = (0..<8).flatMap { number in
            (0..<5).map { "    세션 = \(number)\n    판 = \($0)" }
        }
        #expect(entries.sorted() == wanted.sorted())
    }

    @Test func withoutAPlaceForHistoryThereIsOneWarning() throws {
        let session = try Fixture(state: URL(filePath: "/proc/nowhere"))
        session.enter("1 + 1", then: "In [2]:")
        session.enter("2 + 2", then: "In [3]:")
        let warnings = session.lines.filter { $0.contains("/proc/nowhere") }
        #expect(warnings.count == 1, "\(session.terminal.screen.text)")
        #expect(session.lines.contains("Out[2]: 4"))
        session.terminal.type("\u{1B}[A")
        #expect(session.terminal.wait { $0.cursorLine == "In [3]: 2 + 2" })
    }

    @Test func aDamagedHistoryIsNoObstacle() throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "gradus-state-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: state.appending(path: "gradus"), withIntermediateDirectories: true)
        try Data([0x23, 0xFF, 0x00, 0x0A, 0xC3, 0x28, 0x0A] + Array("#1700000000\nx = 1\n".utf8)).write(
            to: state.appending(path: "gradus/history"))
        let session = try Fixture(state: state)
        session.terminal.type("\u{1B}[A")
        #expect(session.terminal.wait { $0.cursorLine == "In [1]: x = 1" })
    }

    @Test func picturesAreDrawn() throws {
        let session = try Fixture()
        session.enter("import torch; from gradus import show", then: "In [2]:")
        session.enter("show(torch.zeros(4, 6))", then: "In [3]:")
        #expect(session.lines.filter { $0 == "▀▀▀▀▀▀" }.count == 2, "\(session.terminal.screen.text)")
        session.enter("show(torch.rand(3, 1, 4, 6), ['a', '나', 'c'], ['a', 'b', 'c'])", then: "In [4]:")
        #expect(session.lines.contains("a       ✗ 나→b  c"), "\(session.terminal.screen.text)")
        let words = try Fixture(environment: ["GRADUS_IMAGES": "off"])
        words.enter("import torch; from gradus import show", then: "In [2]:")
        words.enter("show(torch.zeros(4, 6))", then: "In [3]:")
        #expect(words.lines.contains { $0.hasPrefix("<PIL.Image.Image image mode=L size=6x4") })
        let kitty = try Fixture(environment: ["GRADUS_IMAGES": "kitty"])
        kitty.enter("import torch; from gradus import show", then: "In [2]:")
        kitty.enter("show(torch.zeros(4, 6))", then: "In [3]:")
        #expect(kitty.terminal.output.contains("\u{1B}_Ga=T,f=100,"))
    }

    /// Labels stand below pictures of every kind.
    @Test(arguments: ["kitty", "iterm2", "sixel", "ascii"])
    func picturesHaveTheirLabels(kind: String) throws {
        let session = try Fixture(environment: ["GRADUS_IMAGES": kind])
        session.enter("import torch; from gradus import show", then: "In [2]:")
        session.enter("show(torch.rand(2, 1, 4, 6), ['개', '나'], ['개', 'b'])", then: "In [3]:")
        #expect(session.terminal.output.contains("개  ✗ 나→b"), "\(session.terminal.output)")
    }

    /// A kind that does not exist is told once, and the picture is drawn all the same.
    @Test func aMisspeltKindOfPicturesIsTold() throws {
        let session = try Fixture(columns: 120, environment: ["GRADUS_IMAGES": "kity"])
        session.enter("import torch; from gradus import show", then: "In [2]:")
        session.enter("show(torch.zeros(4, 6))", then: "In [3]:")
        session.enter("show(torch.zeros(4, 6))", then: "In [4]:")
        let told = session.lines.filter { $0.hasPrefix("GRADUS_IMAGES is 'kity', which is none of kitty, iterm2,") }
        #expect(told.count == 1, "\(session.terminal.screen.text)")
        #expect(session.lines.filter { $0 == "▀▀▀▀▀▀" }.count == 4, "\(session.terminal.screen.text)")
    }

    @Test func picturesFitIntoANarrowTerminal() throws {
        let session = try Fixture(columns: 20, environment: ["GRADUS_IMAGES": "blocks"])
        session.enter("import torch; from gradus import show", then: "In [2]:")
        session.enter("%cd /", then: "In [3]:")
        session.enter("show(torch.zeros(8, 40))", then: "In [4]:")
        #expect(session.lines.filter { $0 == String(repeating: "▀", count: 20) }.count == 2, "\(session.lines)")
        session.enter("show(torch.zeros(2, 1, 28, 28), ['아주긴이름입니다요', 'b'])", then: "In [5]:")
        #expect(session.lines.contains("아주긴이름입니다…"), "\(session.lines)")
        #expect(session.lines.contains("b"))
    }

    /// A terminal that is far away answers when the prompt stands already: that is no input.
    @Test func lateAnswersOfTheTerminalAreNoKeys() throws {
        let session = try Fixture(environment: ["TERM": "xterm-256color", "GRADUS_IMAGES": ""])
        session.enter("import torch; from gradus import show", then: "In [2]:")
        session.enter("show(torch.zeros(4, 6))", then: "In [3]:")
        session.terminal.type("\u{1B}_Gi=31;OK\u{1B}\\\u{1B}P>|far 1.0\u{1B}\\\u{1B}[?62;4c1 + 1\u{1B}[D\u{08}2")
        #expect(session.terminal.wait { $0.cursorLine == "In [3]: 1 +21" }, "\(session.terminal.screen.cursorLine)")
        session.enter("", then: "In [4]:")
        #expect(session.lines.contains("Out[3]: 22"))
        session.enter("show(torch.zeros(4, 6))", then: "In [5]:")
        #expect(session.terminal.output.contains("\u{1B}_Ga=T,f=100,"))
    }

    @Test func sixelsPaintThePicture() throws {
        let session = try Fixture(environment: ["GRADUS_IMAGES": "sixel"])
        session.enter("import numpy as np; from PIL import Image", then: "In [2]:")
        session.enter(
            "Image.fromarray(np.array([[(50 * x, 100 * y, 200) for x in range(5)] for y in range(3)], np.uint8))",
            then: "In [3]:")
        let picture = try #require(SixelPicture(in: session.terminal.output))
        let scale = picture.width / 5
        #expect(scale > 0 && picture.width == 5 * scale && picture.height == 3 * scale)
        for (y, row) in picture.pixels.enumerated() {
            for (x, pixel) in row.enumerated() {
                // Registers hold hundredths.
                let wanted = [50 * (x / scale), 100 * (y / scale), 200].map { ($0 * 100 + 127) / 255 }
                #expect(pixel == wanted, "at \(x), \(y)")
            }
        }
    }

    @Test func escapeSequencesInNamesAreShown() throws {
        let session = try Fixture()
        session.enter("s = '\\x1b[31mred'", then: "In [2]:")
        session.enter("%whos", then: "In [3]:")
        #expect(session.lines.contains { $0.contains("^[[31mred") }, "\(session.terminal.screen.text)")
    }

    @Test func controlZStopsAndComesBack() throws {
        let session = try Fixture()
        session.terminal.type("half")
        session.terminal.wait { $0.cursorLine == "In [1]: half" }
        session.terminal.type("\u{1A}")
        // Nobody else is in its session to take the terminal, so a stop is undone at once.
        session.terminal.resume()
        #expect(session.terminal.wait { $0.cursorLine == "In [1]: half" })
        session.enter("=1", then: "In [2]:")
        session.enter("half", then: "In [3]:")
        #expect(session.lines.contains("Out[2]: 1"))
    }

    @Test func barsOfTqdm() throws {
        let session = try Fixture()
        session.enter("from tqdm import tqdm, trange", then: "In [2]:")
        session.terminal.type("for i in tqdm(range(40), desc='한글'): __import__('time').sleep(0.01)\r")
        #expect(session.terminal.wait(forPrompt: "   ...:"))
        session.enter("", then: "In [3]:")
        #expect(session.terminal.output.contains("\r\u{1B}[K한글: "))
        #expect(
            session.lines.contains { $0.hasPrefix("한글: 100%|██████████| 40/40 [00:00<00:00, ") },
            "\(session.terminal.screen.text)")
        let piped = try CommandRun(["-c", "from tqdm import tqdm\nfor i in tqdm(range(3)): print(i)"]).run()
        #expect(!piped.stderr.contains("\r"))
        #expect(piped.stderr.split(separator: "\n").count == 1)
    }
}
