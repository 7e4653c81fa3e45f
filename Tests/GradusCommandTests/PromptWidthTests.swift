import Foundation
import GradusTestSupport
import Testing

/// What the prompt can do, on a wide and on a very narrow screen, with Korean text.
@Suite(.serialized) struct PromptWidthTests {
    typealias Fixture = PromptTests.Fixture

    private func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

    /// Everything on the screen as one line: a narrow screen breaks lines anywhere.
    private func flat(_ session: Fixture) -> String { session.lines.joined() }

    @Test(arguments: [80, 20])
    func valuesAndNotes(columns: Int) throws {
        let session = try Fixture(columns: columns)
        session.enter("이름 = '가나다라마바사'", then: "In [2]:")
        session.enter("이름 + '!'", then: "In [3]:")
        #expect(flat(session).contains("Out[2]: '가나다라마바사!'"), "\(session.terminal.screen.text)")
        session.enter("import torch", then: "In [4]:")
        session.enter("표 = torch.ones(2, 3)", then: "In [5]:")
        #expect(session.lines.contains("표 [2, 3] float32"))
        session.enter("표", then: "In [6]:")
        #expect(flat(session).contains("tensor([[1., 1., 1.],"), "\(session.terminal.screen.text)")
        #expect(flat(session).contains("min 1 max 1"), "\(session.terminal.screen.text)")
        session.enter("표;", then: "In [7]:")
        session.enter("_5 is 표, In[2]", then: "In [8]:")
        #expect(flat(session).contains("(True, \"이름 + '!'\")"), "\(session.terminal.screen.text)")
    }

    @Test(arguments: [80, 20])
    func blocksAreEditedPastedAndRecalled(columns: Int) throws {
        let session = try Fixture(columns: columns)
        session.terminal.type(paste("for 글 in '가나':\n    print(글)") + "\r")
        #expect(session.terminal.wait(forPrompt: "In [2]:"), "\(session.terminal.screen.text)")
        #expect(session.lines.contains("가") && session.lines.contains("나"))
        session.terminal.type("\u{1B}[A")
        #expect(session.terminal.wait { $0.lines.joined().hasSuffix("print(글)") && $0.cursorColumn < columns - 1 })
        // The letter before the quote and the colon, in the line above.
        session.terminal.type("\u{01}\u{1B}[A\u{05}\u{1B}[D\u{1B}[D\u{7F}다")
        #expect(
            session.terminal.wait { $0.lines.joined().contains("for 글 in '가다':") },
            "\(session.terminal.screen.text)")
        session.terminal.type("\u{1B}[B\u{05}\r\r")
        #expect(session.terminal.wait(forPrompt: "In [3]:"), "\(session.terminal.screen.text)")
        #expect(session.lines.contains("다"))
        // Prefix search, then the search through everything.
        session.enter("다른 = 3", then: "In [4]:")
        session.terminal.type("for\u{1B}[A")
        #expect(session.terminal.wait { $0.lines.joined().contains("In [4]: for 글 in '가다':") })
        session.terminal.type("\u{03}")
        #expect(session.terminal.wait(forPrompt: "In [4]:"))
        session.terminal.type("\u{12}다른")
        #expect(session.terminal.wait { $0.lines.joined().contains("다른 = 3") })
        session.terminal.type("\r")
        #expect(session.terminal.wait(forPrompt: "In [5]:"), "\(session.terminal.screen.text)")
    }

    @Test(arguments: [80, 20])
    func completionOfKoreanNames(columns: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "완성 \(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try "x\n".write(to: folder.appending(path: "긴 이름.txt"), atomically: true, encoding: .utf8)
        let session = try Fixture(columns: columns)
        session.enter("import os", then: "In [2]:")
        session.terminal.type(paste("os.chdir('\(folder.path)')") + "\r")
        #expect(session.terminal.wait(forPrompt: "In [3]:"))
        session.enter("사전 = {'열쇠': 1}", then: "In [4]:")
        for (typed, wanted) in [("사\t", "사전"), ("사전['열\t", "사전['열쇠']"), ("open('긴\t", "open('긴 이름.txt")] {
            session.terminal.type(typed)
            #expect(
                session.terminal.wait { $0.lines.joined().hasSuffix("In [4]: " + wanted) },
                "\(typed): \(session.terminal.screen.text)")
            session.terminal.type("\u{15}")
            #expect(session.terminal.wait { $0.cursorLine == "In [4]:" })
        }
    }

    @Test(arguments: [80, 20])
    func helpAndCommandsBreakBetweenWords(columns: Int) throws {
        let session = try Fixture(columns: columns)
        session.terminal.type(paste("def 더하기(가, 나=2):\n    '''둘을 더합니다.'''\n    return 가 + 나") + "\r")
        #expect(session.terminal.wait(forPrompt: "In [2]:"))
        session.enter("더하기?", then: "In [3]:")
        #expect(flat(session).contains("둘을 더합니다."), "\(session.terminal.screen.text)")
        session.enter("abs?", then: "In [4]:")
        #expect(session.lines.contains("  >>> abs(-3.5)"), "\(session.terminal.screen.text)")
        let before = session.lines.count
        session.enter("%lsmagic", then: "In [5]:")
        session.enter("%quickref", then: "In [6]:")
        // Lines are broken between words, before the edge of the screen does it anywhere.
        if columns == 80 { #expect(session.lines.dropFirst(before).allSatisfy { $0.count < 80 }) }
        #expect(flat(session).contains("%timeit"))
        session.enter("%whos", then: "In [7]:")
        #expect(flat(session).contains("더하기"))
    }

    @Test(arguments: [80, 20])
    func interruptsSayWhere(columns: Int) throws {
        let session = try Fixture(columns: columns)
        session.enter("값 = 7", then: "In [2]:")
        session.terminal.type(paste("for 번째 in range(3):\n    while 번째 == 1: pass") + "\r")
        Thread.sleep(forTimeInterval: 0.5)
        session.terminal.type("\u{03}")
        #expect(session.terminal.wait(forPrompt: "In [3]:"), "\(session.terminal.screen.text)")
        #expect(flat(session).contains("interrupted at line 2, 번째 1/3"), "\(session.terminal.screen.text)")
        session.enter("값", then: "In [4]:")
        #expect(session.lines.contains("Out[3]: 7"))
        session.terminal.type("버릴 것")
        #expect(session.terminal.wait { $0.cursorLine == "In [4]: 버릴 것" })
        session.terminal.type("\u{03}")
        #expect(session.terminal.wait(forPrompt: "In [4]:"))
        session.terminal.type("\u{04}")
        #expect(session.terminal.waitForEnd() == 0)
    }

    @Test(arguments: [80, 20])
    func notebooksAndStates(columns: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "g\(UUID().uuidString.prefix(6))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let session = try Fixture(columns: columns)
        session.terminal.type(paste("%cd \(folder.path)") + "\r")
        #expect(session.terminal.wait(forPrompt: "In [2]:"))
        session.enter("글 = '가'", then: "In [3]:")
        session.enter("글 * 2", then: "In [4]:")
        session.enter("%save 공책.py", then: "In [5]:")
        #expect(
            try String(contentsOf: folder.appending(path: "공책.py"), encoding: .utf8)
                == "# %%\n글 = '가'\n\n# %%\n글 * 2\n#> '가가'\n")
        session.enter("%load 공책.py", then: "In [6]:")
        session.enter("%run next", then: "In [7]:")
        session.enter("%cells", then: "In [8]:")
        #expect(flat(session).contains("1  fresh") && flat(session).contains("2  unrun"))
        session.enter("%continue", then: "In [9]:")
        #expect(session.lines.contains("Out[8]: '가가'"), "\(session.terminal.screen.text)")
        session.enter("글 = '나'", then: "In [10]:")
        session.enter("%rewind 8", then: "In [11]:")
        session.enter("글", then: "In [12]:")
        #expect(session.lines.contains("Out[11]: '가'"), "\(session.terminal.screen.text)")
    }

    @Test(arguments: [80, 20])
    func historyAndJournal(columns: Int) throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "gradus-state-\(UUID().uuidString)")
        let first = try Fixture(state: state, columns: columns)
        first.enter("가 = 1", then: "In [2]:")
        first.enter("나 = 2", then: "In [3]:")
        // The entry that is being typed is lost, and nothing else.
        first.terminal.type("다 = 3")
        #expect(first.terminal.wait { $0.cursorLine == "In [3]: 다 = 3" })
        first.terminal.kill()
        let second = try PseudoTerminal(["--resume"], environment: ["XDG_STATE_HOME": state.path], columns: columns)
        #expect(second.wait { $0.lines.joined().contains("[Y/n]") }, "\(second.screen.text)")
        second.type("\r")
        #expect(second.wait(forPrompt: "In [3]:"), "\(second.screen.text)")
        second.type("가 + 나\r")
        #expect(second.wait(forPrompt: "In [4]:"))
        #expect(second.screen.lines.contains("Out[3]: 3"))
        second.type("\u{1B}[A\u{1B}[A")
        #expect(second.wait { $0.cursorLine == "In [4]: 나 = 2" }, "\(second.screen.text)")
    }

    @Test(arguments: [80, 20])
    func picturesAndMarks(columns: Int) throws {
        let session = try Fixture(columns: columns)
        session.enter("import torch; from gradus import show", then: "In [2]:")
        session.enter("show(torch.rand(2, 1, 4, 6), ['개', '나'], ['개', '다'])", then: "In [3]:")
        // A wrong one is marked by a sign.
        #expect(flat(session).contains("✗ 나→다"), "\(session.terminal.screen.text)")
        #expect(session.lines.allSatisfy { $0.count <= columns })
    }

    @Test(arguments: [80, 20])
    func errorsAndColours(columns: Int) throws {
        let plain = try Fixture(columns: columns, environment: ["NO_COLOR": "1", "TERM": "xterm-256color"])
        plain.enter("'가' + 1", then: "In [2]:")
        #expect(flat(plain).contains("TypeError: can only"), "\(plain.terminal.screen.text)")
        #expect(!plain.terminal.output.contains("\u{1B}[3"))
        let coloured = try Fixture(columns: columns, environment: ["NO_COLOR": "", "TERM": "xterm-256color"])
        coloured.enter("'가'", then: "In [2]:")
        #expect(coloured.terminal.output.contains("\u{1B}[31mOut[1]: "))
        // What data say to the terminal is shown, not obeyed.
        coloured.enter("라벨 = '\\x1b[2J지움'", then: "In [3]:")
        coloured.enter("%whos", then: "In [4]:")
        #expect(flat(coloured).contains("^[[2J지움"), "\(coloured.terminal.screen.text)")
    }
}
