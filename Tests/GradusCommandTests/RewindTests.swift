import Foundation
import GradusTestSupport
import Testing

/// Going back: `%rewind` at the prompt, `b` between the cells of a notebook.
@Suite(.serialized) struct RewindTests {
    typealias Fixture = PromptTests.Fixture

    @Test func theStateAfterAnEntryComesBackBitForBit() throws {
        let session = try Fixture()
        session.enter("import torch, random; net = torch.nn.Linear(3, 2)", then: "In [2]:")
        session.enter("optimizer = torch.optim.Adam(net.parameters())", then: "In [3]:")
        session.enter(
            "def step(): optimizer.zero_grad(); net(torch.randn(4, 3)).sum().backward(); optimizer.step()",
            then: "In [4]:")
        session.enter("step(); step()", then: "In [5]:")
        session.enter(
            "step(); step(); (net.weight.sum().item(), torch.rand(1).item(), random.random())", then: "In [6]:")
        let first = session.lines.last { $0.hasPrefix("Out[5]:") }?.dropFirst("Out[5]: ".count)
        session.enter("net = None", then: "In [7]:")
        session.enter("%rewind 4", then: "In [8]:")
        #expect(
            session.lines.contains {
                $0.hasPrefix("the state after entry 4: entries 5 to 6 are undone")
            }, "\(session.lines)")
        session.enter(
            "step(); step(); (net.weight.sum().item(), torch.rand(1).item(), random.random())", then: "In [9]:")
        let second = session.lines.last { $0.hasPrefix("Out[8]:") }?.dropFirst("Out[8]: ".count)
        #expect(first != nil && first == second)
        // The same state can be brought back again, and an earlier one after it.
        session.enter("%rewind 4", then: "In [10]:")
        session.enter("%rewind 1", then: "In [11]:")
        session.enter("'optimizer' in globals(), 'net' in globals()", then: "In [12]:")
        #expect(session.lines.contains("Out[11]: (False, True)"))
        session.enter("%rewind 4", then: "In [13]:")
        #expect(session.lines.contains("%rewind: entry 4 was undone, and its state with it"))
        session.terminal.type("exit(5)\r")
        #expect(session.terminal.waitForEnd() == 5)
    }

    /// Threads are not kept with a state; new ones can be started.
    @Test func threadsEndWithAStepBack() throws {
        let session = try Fixture()
        session.enter("import threading, time", then: "In [2]:")
        session.enter("t = threading.Thread(target=time.sleep, args=(60,)); t.start()", then: "In [3]:")
        session.enter("x = 2", then: "In [4]:")
        session.enter("%rewind 2", then: "In [5]:")
        session.enter("t.is_alive(), threading.active_count()", then: "In [6]:")
        #expect(session.lines.contains("Out[5]: (False, 1)"), "\(session.lines)")
        session.enter("threading.Thread(target=lambda: (time.sleep(0.01), print('anew'))).start()", then: "In [7]:")
        session.enter("time.sleep(0.1)", then: "In [8]:")
        #expect(session.lines.contains("anew"), "\(session.lines)")
        session.terminal.type("\u{04}")
        #expect(session.terminal.waitForEnd() == 0)
    }

    /// The first entry does not run again.
    @Test func theStateBeforeTheFirstEntryComesBack() throws {
        let session = try Fixture()
        session.enter("print('once'); a = 1", then: "In [2]:")
        session.enter("a = 2", then: "In [3]:")
        session.enter("%rewind 0", then: "In [4]:")
        session.enter("'a' in globals()", then: "In [5]:")
        #expect(session.lines.contains("Out[4]: False"), "\(session.terminal.screen.text)")
        #expect(session.lines.filter { $0 == "once" }.count == 1, "\(session.terminal.screen.text)")
    }

    @Test func whatIsUndoneIsNotSaved() throws {
        let session = try Fixture()
        session.enter("a = 1", then: "In [2]:")
        session.enter("a = 2", then: "In [3]:")
        session.enter("%rewind -1", then: "In [4]:")
        session.enter("a", then: "In [5]:")
        #expect(session.lines.contains("Out[4]: 1"))
        let path = session.state.path + "-saved.py"
        defer { try? FileManager.default.removeItem(atPath: path) }
        session.enter("%save \(path)", then: "In [6]:")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "# %%\na = 1\n\n# %%\na\n#> 1\n")
        // Up still finds it.
        session.terminal.type("a = \u{1B}[A")
        #expect(session.terminal.wait { $0.cursorLine == "In [6]: a = 2" })
        session.terminal.type("\u{03}")
        #expect(session.terminal.wait(forPrompt: "In [6]:"))
        session.enter("%rewind 77", then: "In [7]:")
        #expect(session.lines.contains("%rewind: there is no entry 77 yet"))
        session.enter("%rewind", then: "In [8]:")
        #expect(session.lines.contains { $0.hasPrefix("%rewind 0 to ") })
    }

    @Test func statesThatNeedTooMuchAreGivenUpAndSaidSo() throws {
        let session = try Fixture(columns: 120, environment: ["GRADUS_REWIND_MIB": "150"])
        session.enter("import torch; a = 0", then: "In [2]:")
        for number in 2...6 {
            // 80 MB that every state before has otherwise.
            session.enter("a = a + torch.ones(2 * 10 ** 7)", then: "In [\(number + 1)]:")
        }
        session.enter("%rewind 1", then: "In [8]:")
        #expect(
            session.lines.contains(
                "%rewind: the state after entry 1 is no longer kept (the states would need more than 150 MiB)"),
            "\(session.terminal.screen.text)")
        session.enter("%rewind", then: "In [9]:")
        #expect(
            session.lines.contains { $0.hasPrefix("entry ") && $0.contains(" and before are gone: ") },
            "\(session.terminal.screen.text)")
        session.enter("%rewind 7", then: "In [10]:")
        session.enter("a[0].item()", then: "In [11]:")
        #expect(session.lines.contains("Out[10]: 5.0"), "\(session.terminal.screen.text)")
    }

    @Test func theJournalOutlivesAStateThatWasBroughtBack() throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "gradus-state-\(UUID().uuidString)")
        let first = try Fixture(state: state)
        first.enter("a = 1", then: "In [2]:")
        first.enter("a = 2", then: "In [3]:")
        first.enter("%rewind 1", then: "In [4]:")
        first.enter("b = a + 10", then: "In [5]:")
        // The process that is in use now is another one than was started.
        first.terminal.type("!kill -9 $PPID\r")
        #expect(first.terminal.waitForEnd() == 137, "\(first.terminal.screen.text)")
        let second = try PromptTests.Fixture(
            arguments: ["--resume"], state: state, prompt: "Run all of them again? [Y/n]")
        second.terminal.type("y\r")
        #expect(second.terminal.wait { $0.cursorLine.hasPrefix("In [") }, "\(second.terminal.screen.text)")
        second.terminal.type("a, b\r")
        #expect(second.terminal.wait { $0.text.contains(": (1, 11)") }, "\(second.terminal.screen.text)")
    }

    @Test func controlCAndControlDWorkInAStateThatWasBroughtBack() throws {
        let session = try Fixture()
        session.enter("a = 1", then: "In [2]:")
        session.enter("a = 2", then: "In [3]:")
        session.enter("%rewind 1", then: "In [4]:")
        session.enter("while True: pass", then: "   ...:")
        session.terminal.type("\r")
        Thread.sleep(forTimeInterval: 0.3)
        session.terminal.type("\u{03}")
        #expect(session.terminal.wait(forPrompt: "In [5]:"))
        session.enter("a", then: "In [6]:")
        #expect(session.lines.contains("Out[5]: 1"))
        session.terminal.type("\u{04}")
        #expect(session.terminal.waitForEnd() == 0)
    }

    @Test func steppingHasALivePromptAndGoesBack() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "step-\(UUID().uuidString).py").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "# %% one\nx = 1\n\n# %% two\nx += 1\nprint('x is', x)\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        let session = try Fixture(arguments: ["step", path], prompt: "step>")
        session.enter("", then: "step>")
        session.enter("x = 10", then: "step>")
        session.enter("%who", then: "step>")
        #expect(session.lines.contains { $0.hasPrefix("x") })
        session.enter("abs?", then: "step>")
        #expect(session.lines.contains { $0.hasPrefix("Signature:") })
        session.enter("b", then: "step>")
        #expect(session.lines.contains("back at the state before this cell"))
        session.enter("'x' in globals()", then: "step>")
        #expect(session.lines.contains { $0.hasSuffix(": False") }, "\(session.lines)")
        session.enter("", then: "step>")
        session.terminal.type("\r")
        #expect(session.terminal.waitForEnd() == 0)
        #expect(session.lines.contains("x is 2"))
    }
}
