import Foundation
import GradusTestSupport
import Testing

/// What can be done while an entry is typed.
@Suite(.serialized) struct PromptInputTests {
    typealias Fixture = PromptTests.Fixture

    private func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

    @Test func aBlockComesBackWholeAndIsChanged() throws {
        let session = try Fixture()
        session.enter("for i in range(2):", then: "   ...:")
        session.enter("print('a', i)", then: "   ...:")
        session.enter("", then: "In [2]:")
        // Up, to the first line, and another number there.
        session.terminal.type("\u{1B}[A")
        #expect(session.terminal.wait { $0.text.hasSuffix("In [2]: for i in range(2):\n   ...:     print('a', i)") })
        session.terminal.type("\u{1B}[D\u{1B}[A\u{05}\u{1B}[D\u{1B}[D\u{7F}5")
        #expect(session.terminal.wait { $0.text.hasSuffix("In [2]: for i in range(5):\n   ...:     print('a', i)") })
        session.terminal.type("\u{1B}[B\u{05}\r\r")
        #expect(session.terminal.wait(forPrompt: "In [3]:"))
        #expect(session.lines.contains("a 4"))
    }

    @Test func upSearchesByPrefix() throws {
        let session = try Fixture()
        session.enter("apple = 1", then: "In [2]:")
        session.enter("banana = 2", then: "In [3]:")
        session.terminal.type("ap\u{1B}[A")
        #expect(session.terminal.wait { $0.cursorLine == "In [3]: apple = 1" })
        session.terminal.type("\u{1B}[B")
        #expect(session.terminal.wait { $0.cursorLine == "In [3]: ap" })
    }

    @Test func controlRSearches() throws {
        let session = try Fixture()
        session.enter("needle = 1", then: "In [2]:")
        session.enter("other = 2", then: "In [3]:")
        session.terminal.type("\u{12}need")
        #expect(session.terminal.wait { $0.cursorLine == "(reverse-i-search)`need': needle = 1" })
        session.terminal.type("\r")
        #expect(session.terminal.wait(forPrompt: "In [4]:"))
        session.enter("In[3]", then: "In [5]:")
        #expect(session.lines.contains("Out[4]: 'needle = 1'"))
    }

    @Test func copiedPromptsAreTakenOff() throws {
        let session = try Fixture()
        session.terminal.type(paste(">>> x = 3\n>>> for i in range(2):\n...     x += i\n...\n>>> x\n4") + "\r")
        #expect(session.terminal.wait(forPrompt: "In [2]:"), "\(session.terminal.screen.text)")
        #expect(session.lines.contains("Out[1]: 4"))
        session.terminal.type(paste("In [7]: y = 5\n\nIn [8]: y * 2\nOut[8]: 10") + "\r")
        #expect(session.terminal.wait(forPrompt: "In [3]:"))
        #expect(session.lines.contains("Out[2]: 10"))
    }

    @Test func pastedCellsRunOneByOne() throws {
        let session = try Fixture()
        session.terminal.type(paste("# %% first\na = 1\na\n\n# %% second\na + 1") + "\r")
        #expect(session.terminal.wait(forPrompt: "In [3]:"))
        #expect(session.lines.contains("Out[1]: 1"))
        #expect(session.lines.contains("Out[2]: 2"))
        // Text is no code, and a marker inside a string is none.
        session.terminal.type(paste("# %% [markdown]\n# # Title\n# %%\nlen('''\n# %%\n''')") + "\r")
        #expect(session.terminal.wait(forPrompt: "In [4]:"), "\(session.terminal.screen.text)")
        #expect(session.lines.contains("Out[3]: 6"))
    }

    @Test func aPastedBlockRunsAtTheFirstEnter() throws {
        let session = try Fixture()
        session.terminal.type(paste("for i in range(2):\n    print('x', i)") + "\r")
        #expect(session.terminal.wait(forPrompt: "In [2]:"))
        #expect(session.lines.contains("x 1"))
    }

    @Test func twoThousandPastedLinesRunNothingEarly() throws {
        let session = try Fixture()
        let text = (0..<2000).map { "v\($0) = \($0)" }.joined(separator: "\n") + "\nprint('done', v1999)"
        session.terminal.type(paste(text))
        #expect(session.terminal.wait { $0.text.hasSuffix("print('done', v1999)") })
        #expect(!session.lines.contains("done 1999"))
        session.terminal.type("\r")
        #expect(session.terminal.wait(forPrompt: "In [2]:"))
        #expect(session.lines.contains("done 1999"))
    }

    @Test func editorChangesTheEntry() throws {
        let session = try Fixture(environment: ["EDITOR": "sed -i s/cat/dog/", "VISUAL": ""])
        session.terminal.type("'cat'\u{18}\u{05}")
        #expect(session.terminal.wait { $0.cursorLine == "In [1]: 'dog'" }, "\(session.terminal.screen.text)")
        session.enter("", then: "In [2]:")
        #expect(session.lines.contains("Out[1]: 'dog'"))
    }

    @Test func settingsOfReadlineAreRespected() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "inputrc-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "$if gradus\n\"\\C-t\": \"'단축'\"\n$endif\n$if other\n\"\\C-t\": \"wrong\"\n$endif\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        let session = try Fixture(environment: ["INPUTRC": path])
        session.terminal.type("\u{14}")
        #expect(session.terminal.wait { $0.cursorLine == "In [1]: '단축'" }, "\(session.terminal.screen.text)")
        session.enter("", then: "In [2]:")
        #expect(session.lines.contains("Out[1]: '단축'"))
    }

    @Test func metaEnterOnlyAddsALine() throws {
        let session = try Fixture()
        session.terminal.type("1 + 1\u{1B}\r")
        #expect(session.terminal.wait { $0.cursorLine == "   ...:" })
        session.enter("2 + 2", then: "In [2]:")
        #expect(session.lines.contains("Out[1]: 4"))
    }

    @Test func inputIsColouredAndBracketsMatched() throws {
        let session = try Fixture(environment: ["TERM": "xterm-256color", "NO_COLOR": ""])
        session.terminal.type("print(len('한글'))")
        #expect(session.terminal.wait { $0.cursorLine == "In [1]: print(len('한글'))" && $0.cursorColumn == 26 })
        #expect(session.terminal.output.contains("\u{1B}[33m'한글'"))
        #expect(session.terminal.output.contains("\u{1B}[1;4;36m"))
        let plain = try Fixture(environment: ["NO_COLOR": "1"])
        plain.terminal.type("print(len('a'))")
        #expect(plain.terminal.wait { $0.cursorLine == "In [1]: print(len('a'))" })
        #expect(!plain.terminal.output.contains("\u{1B}[33m") && !plain.terminal.output.contains("\u{1B}[1;4"))
    }

    @Test func longLinesWrapOnANarrowScreen() throws {
        let session = try Fixture(columns: 20)
        session.terminal.type("s = '가나다라마바사아자차카타파하'")
        #expect(
            session.terminal.wait { $0.text.hasSuffix("In [1]: s = '가나다\n라마바사아자차카타파\n하'") },
            "\(session.terminal.screen.text)")
        // Into the middle of the second row, and back.
        session.terminal.type("\u{01}\u{1B}[C\u{1B}[C")
        #expect(session.terminal.wait { $0.cursorLine == "In [1]: s = '가나다" && $0.cursorColumn == 10 })
        session.terminal.type("\u{05}\r")
        #expect(session.terminal.wait(forPrompt: "In [2]:"))
        session.enter("len(s)", then: "In [3]:")
        #expect(session.lines.contains("Out[2]: 14"))
    }

    @Test func aWiderWindowIsUsed() throws {
        let session = try Fixture(columns: 20)
        session.terminal.type("x = 'abcdefghijklmnopqrst'")
        #expect(session.terminal.wait { $0.text.hasSuffix("In [1]: x = 'abcdefg\nhijklmnopqrst'") })
        session.terminal.widen(columns: 60)
        #expect(
            session.terminal.wait { $0.text.hasSuffix("In [1]: x = 'abcdefghijklmnopqrst'") },
            "\(session.terminal.screen.text)")
    }

    @Test func completion() throws {
        let session = try Fixture()
        session.enter("import torch.nn as nn", then: "In [2]:")
        session.enter("net = nn.Sequential(nn.Linear(2, 3))", then: "In [3]:")
        session.enter("d = {'alpha': 1, 'beta': [1]}", then: "In [4]:")
        for (typed, wanted) in [
            ("net[0].wei", "net[0].weight"), ("d['al", "d['alpha']"), ("nn.Linear(in_", "nn.Linear(in_features="),
            ("from math import sqr", "from math import sqrt"), ("import torchvis", "import torchvision"),
            ("%whos", "%whos"), ("open('/etc/hostn", "open('/etc/hostname"), ("d['beta'].app", "d['beta'].append"),
            ("nn.LogSof", "nn.LogSoftmax"),
        ] {
            session.terminal.type(typed + "\t")
            #expect(
                session.terminal.wait { $0.cursorLine == "In [4]: " + wanted }, "\(session.terminal.screen.cursorLine)")
            session.terminal.type("\u{15}")
            #expect(session.terminal.wait { $0.cursorLine == "In [4]:" })
        }
        // Two Tabs list what there is.
        session.terminal.type("net.0.\u{15}'a'.isal\t\t")
        #expect(
            session.terminal.wait { $0.text.contains("isalnum  isalpha") && $0.cursorLine == "In [4]: 'a'.isal" },
            "\(session.terminal.screen.text)")
    }

    /// Of very many keys only some are listed, but what is filled in is common to all of them.
    @Test func completionOfVeryManyKeys() throws {
        let session = try Fixture()
        session.enter("d = {f'key{i:06}': [i] for i in range(200000)}", then: "In [2]:")
        for (typed, wanted) in [("d['k", "d['key"), ("d['key19999", "d['key19999"), ("d['key199999", "d['key199999']")]
        {
            session.terminal.type(typed + "\t#")
            #expect(
                session.terminal.wait { $0.cursorLine == "In [2]: " + wanted + "#" },
                "\(session.terminal.screen.cursorLine)")
            session.terminal.type("\u{15}")
            #expect(session.terminal.wait { $0.cursorLine == "In [2]:" })
        }
    }

    @Test func completionRunsNoUserCode() throws {
        let session = try Fixture()
        session.enter("class A:", then: "   ...:")
        session.enter("def __getattr__(self, name): print('RAN'); return 1", then: "   ...:")
        session.enter("@property", then: "   ...:")
        session.enter("def value(self): print('RAN'); return 1", then: "   ...:")
        session.terminal.type("\u{15}\r")
        #expect(session.terminal.wait(forPrompt: "In [2]:"))
        session.enter("a = A()", then: "In [3]:")
        session.terminal.type("a.val\t")
        #expect(session.terminal.wait { $0.cursorLine == "In [3]: a.value" })
        session.terminal.type(".x\t\t\u{15}a.other.\t\t\u{15}1")
        #expect(session.terminal.wait { $0.cursorLine == "In [3]: 1" })
        #expect(!session.lines.contains { $0.hasPrefix("RAN") })
    }
}
