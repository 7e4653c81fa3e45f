import Foundation
import GradusTestSupport
import Testing

/// The prompt, on a terminal.
@Suite(.serialized) struct PromptTests {
    /// A fresh session whose history lies in a folder of its own.
    final class Fixture {
        let terminal: PseudoTerminal
        let state: URL

        init(
            arguments: [String] = [], state: URL? = nil, columns: Int = 80, environment: [String: String] = [:],
            prompt: String = "In [1]:"
        ) throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "gradus-state-\(UUID().uuidString)")
            self.state = state ?? folder
            let variables = ["XDG_STATE_HOME": self.state.path].merging(environment) { $1 }
            terminal = try PseudoTerminal(arguments, environment: variables, columns: columns)
            #expect(terminal.wait(forPrompt: prompt), "\(terminal.screen.text)")
        }

        deinit { try? FileManager.default.removeItem(at: state) }

        /// Types a line and waits for the prompt that follows.
        func enter(_ line: String, then prompt: String) {
            terminal.type(line + "\r")
            #expect(terminal.wait(forPrompt: prompt), "\(terminal.screen.text)")
        }

        var lines: [String] { terminal.screen.lines }
    }

    @Test func valuesAndOutput() throws {
        let session = try Fixture()
        session.enter("1 + 1", then: "In [2]:")
        session.enter("x = 'a'", then: "In [3]:")
        session.enter("print(x)", then: "In [4]:")
        session.enter("x", then: "In [5]:")
        session.enter("None", then: "In [6]:")
        #expect(
            session.lines.dropFirst() == [
                "In [1]: 1 + 1", "Out[1]: 2", "In [2]: x = 'a'", "In [3]: print(x)", "a", "In [4]: x", "Out[4]: 'a'",
                "In [5]: None", "In [6]:",
            ])
        session.terminal.type("\u{04}")
        #expect(session.terminal.waitForEnd() == 0)
    }

    /// A thread goes on while the next entries wait; at the end it is waited for, until Ctrl-C.
    @Test func threadsGoOnWhileOthersWait() throws {
        let session = try Fixture()
        session.enter("import threading, time", then: "In [2]:")
        session.enter("say = lambda: (time.sleep(0.1), print('from a thread'))", then: "In [3]:")
        session.enter("t = threading.Thread(target=say); t.start()", then: "In [4]:")
        session.enter("t.join(); t.is_alive()", then: "In [5]:")
        #expect(
            session.lines.suffix(4).dropLast() == ["In [4]: t.join(); t.is_alive()", "from a thread", "Out[4]: False"])
        session.enter("threading.Thread(target=time.sleep, args=(60,)).start()", then: "In [6]:")
        session.terminal.type("\u{04}")
        #expect(session.terminal.waitForEnd(timeout: 1) == nil)
        session.terminal.type("\u{03}")
        #expect(session.terminal.waitForEnd() == 0)
    }

    @Test func blocksAreIndentedAndEndWithAnEmptyLine() throws {
        let session = try Fixture()
        session.enter("for i in range(2):", then: "   ...:")
        session.enter("print(i)", then: "   ...:")
        session.enter("", then: "In [2]:")
        #expect(
            session.lines.dropFirst() == [
                "In [1]: for i in range(2):", "   ...:     print(i)", "   ...:", "0", "1", "In [2]:",
            ])
    }

    @Test func errorsLeaveTheSessionAlive() throws {
        let session = try Fixture()
        session.enter("x = 5", then: "In [2]:")
        session.enter("1 / 0", then: "In [3]:")
        #expect(session.lines.contains("ZeroDivisionError: division by zero"))
        session.enter("x", then: "In [4]:")
        #expect(session.lines.contains("Out[3]: 5"))
    }

    /// A layer that was shown before is still called by the name that the user gave it.
    @Test func errorsNameALayerByItsVariable() throws {
        let session = try Fixture()
        session.enter("import torch", then: "In [2]:")
        session.enter("net = torch.nn.Linear(3, 2)", then: "In [3]:")
        session.enter("net", then: "In [4]:")
        session.enter("net(torch.zeros(4, 4))", then: "In [5]:")
        #expect(session.lines.contains { $0.hasPrefix("in net: Linear(3→2)") }, "\(session.terminal.screen.text)")
    }

    @Test func controlCClearsTheLine() throws {
        let session = try Fixture()
        session.terminal.type("abandoned")
        session.terminal.wait { $0.cursorLine == "In [1]: abandoned" }
        session.terminal.type("\u{03}")
        #expect(session.terminal.wait(forPrompt: "In [1]:"))
        #expect(session.lines.contains("In [1]: abandoned^C"))
        session.enter("'alive'", then: "In [2]:")
        #expect(session.lines.contains("Out[1]: 'alive'"))
    }

    @Test func controlCInsideABlockThrowsItAway() throws {
        let session = try Fixture()
        session.enter("def f():", then: "   ...:")
        session.terminal.type("\u{03}")
        #expect(session.terminal.wait(forPrompt: "In [1]:"))
        session.enter("f", then: "In [2]:")
        #expect(session.lines.contains { $0.hasPrefix("NameError") })
    }

    @Test func controlCInterruptsARunningCell() throws {
        let session = try Fixture()
        session.enter("x = 1", then: "In [2]:")
        session.enter("while True:", then: "   ...:")
        session.enter("x += 1", then: "   ...:")
        session.terminal.type("\r")
        Thread.sleep(forTimeInterval: 0.5)
        session.terminal.type("\u{03}")
        #expect(session.terminal.wait(forPrompt: "In [3]:"))
        #expect(session.lines.contains { $0.hasPrefix("KeyboardInterrupt") })
        session.enter("x > 1", then: "In [4]:")
        #expect(session.lines.contains("Out[3]: True"))
    }

    @Test func exitEndsWithItsNumber() throws {
        let session = try Fixture()
        session.terminal.type("exit(9)\r")
        #expect(session.terminal.waitForEnd() == 9)
    }

    @Test func historyIsPrivateAndComesBack() throws {
        let session = try Fixture()
        session.enter("first = 1", then: "In [2]:")
        session.enter("for i in range(2):", then: "   ...:")
        session.enter("first += i", then: "   ...:")
        session.enter("", then: "In [3]:")
        session.terminal.type("\u{04}")
        #expect(session.terminal.waitForEnd() == 0)
        let file = session.state.appending(path: "gradus/history").path
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let entries = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(entries == ["first = 1", "for i in range(2):", "    first += i"])

        // The block comes back as one entry, below it the line before.
        let again = try Fixture(state: session.state)
        again.terminal.type("\u{1B}[A")
        #expect(again.terminal.wait { $0.text.hasSuffix("In [1]: for i in range(2):\n   ...:     first += i") })
        again.terminal.type("\u{1B}[A")
        #expect(again.terminal.wait { $0.text.hasSuffix("In [1]: first = 1") }, "\(again.terminal.screen.text)")
    }

    @Test func pastedBlockRunsOnlyOnEnter() throws {
        let session = try Fixture()
        session.terminal.type("\u{1B}[200~a = 1\nfor i in range(3):\n    a += i\n\nprint('sum', a)\u{1B}[201~")
        #expect(session.terminal.wait { $0.text.hasSuffix("print('sum', a)") })
        #expect(!session.lines.contains("sum 4"))
        session.enter("", then: "In [2]:")
        #expect(session.lines.contains("sum 4"))
    }

    @Test func pasteDoesNotDoubleTheIndentation() throws {
        let session = try Fixture()
        session.enter("def f():", then: "   ...:")
        session.terminal.type("\u{1B}[200~    x = 1\n    return x\u{1B}[201~\r")
        #expect(session.terminal.wait(forPrompt: "   ...:"))
        session.enter("", then: "In [2]:")
        session.enter("f()", then: "In [3]:")
        #expect(session.lines.contains("Out[2]: 1"))
    }

    @Test(arguments: [80, 20])
    func koreanTextIsEditedByColumns(columns: Int) throws {
        let session = try Fixture(columns: columns)
        session.terminal.type("'가나다'")
        #expect(session.terminal.wait { $0.cursorLine == "In [1]: '가나다'" && $0.cursorColumn == 16 })
        // Back over the quote and one letter, which is two columns wide.
        session.terminal.type("\u{1B}[D\u{7F}")
        #expect(session.terminal.wait { $0.cursorLine == "In [1]: '가나'" && $0.cursorColumn == 13 })
        session.enter("", then: "In [2]:")
        #expect(session.lines.contains("Out[1]: '가나'"))
    }

    @Test func tabCompletesNames() throws {
        let session = try Fixture()
        session.enter("remarkable = 3", then: "In [2]:")
        session.terminal.type("remark\t")
        #expect(session.terminal.wait { $0.cursorLine == "In [2]: remarkable" })
        session.enter("", then: "In [3]:")
        #expect(session.lines.contains("Out[2]: 3"))
    }

    @Test func inputAsksAtTheTerminal() throws {
        let session = try Fixture()
        session.terminal.type("name = input('who? ')\r")
        #expect(session.terminal.wait(forPrompt: "who?"))
        session.enter("Ada", then: "In [2]:")
        session.enter("name", then: "In [3]:")
        #expect(session.lines.contains("Out[2]: 'Ada'"))
    }

    @Test func unknownMagicIsNamed() throws {
        let session = try Fixture()
        session.enter("%tme 1", then: "In [2]:")
        #expect(session.lines.contains("there is no command %tme; did you mean %time?"))
        session.enter("%time 1 + 1", then: "In [3]:")
        #expect(session.lines.contains { $0.hasPrefix("Wall time: ") })
    }
}
