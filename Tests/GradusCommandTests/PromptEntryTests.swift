import Foundation
import GradusTestSupport
import Testing

/// Values, names and notes of the prompt.
@Suite(.serialized) struct PromptEntryTests {
    typealias Fixture = PromptTests.Fixture

    @Test func resultsAreKept() throws {
        let session = try Fixture()
        session.enter("1 + 1", then: "In [2]:")
        session.enter("'b'", then: "In [3]:")
        session.enter("None", then: "In [4]:")
        session.enter("(_, __, _1, _2, Out[1], In[2], Out)", then: "In [5]:")
        #expect(session.lines.contains("Out[4]: ('b', 2, 2, 'b', 2, \"'b'\", {1: 2, 2: 'b'})"))
        session.enter("(_i, _ii, _i1)", then: "In [6]:")
        #expect(session.lines.contains("Out[5]: ('(_, __, _1, _2, Out[1], In[2], Out)', 'None', '1 + 1')"))
    }

    @Test func aLoopMayUseTheUnderscore() throws {
        let session = try Fixture()
        session.enter("for _ in range(3): pass", then: "   ...:")
        session.enter("", then: "In [2]:")
        session.enter("7", then: "In [3]:")
        session.enter("_", then: "In [4]:")
        #expect(session.lines.contains("Out[3]: 2"))
    }

    @Test func aSemicolonHidesTheResult() throws {
        let session = try Fixture()
        session.enter("5;", then: "In [2]:")
        session.enter("Out", then: "In [3]:")
        #expect(session.lines.contains("Out[2]: {}"))
        #expect(!session.lines.contains("Out[1]: 5"))
    }

    @Test func tensorsAreDescribed() throws {
        let session = try Fixture()
        session.enter("import torch", then: "In [2]:")
        session.enter("x = torch.arange(24.).view(2, 3, 4)", then: "In [3]:")
        #expect(session.lines.contains("x [2, 3, 4] float32"))
        session.enter("x[0] - 2.5", then: "In [4]:")
        #expect(session.lines.contains("[3, 4] float32 · min −2.5 max 8.5 · 48 B"))
        session.enter("torch.tensor([1., float('nan'), float('inf')])", then: "In [5]:")
        #expect(session.lines.contains("[3] float32 · min 1 max 1 · ⚠ 1 NaN, 1 Inf · 12 B"))
        session.enter("torch.zeros(3)", then: "In [6]:")
        #expect(session.lines.suffix(2) == ["Out[5]: tensor([0., 0., 0.])", "In [6]:"])
        session.enter("%shapes off", then: "In [7]:")
        session.enter("a, b = x, x", then: "In [8]:")
        session.enter("x.bool()", then: "In [9]:")
        #expect(!session.lines.contains { $0.contains("of 24 true") || $0.hasPrefix("a [2") })
    }

    @Test func shapesOfTheLastEntry() throws {
        let session = try Fixture()
        session.enter("import torch", then: "In [2]:")
        session.enter("y = torch.relu(torch.ones(2, 3)) @ torch.ones(3, 4)", then: "In [3]:")
        session.enter("%shapes", then: "In [4]:")
        #expect(session.lines.contains { $0.hasPrefix("relu ") && $0.contains("[2, 3]") })
        #expect(
            session.lines.contains { $0.contains("[2, 4]") && $0.hasPrefix("mm ") }, "\(session.terminal.screen.text)"
        )
    }

    @Test func shapesOfAFailureAreShownOnce() throws {
        let session = try Fixture()
        session.enter("import torch", then: "In [2]:")
        session.enter("%shapes on", then: "In [3]:")
        session.enter("torch.relu(torch.ones(2, 3)) @ torch.ones(4, 4)", then: "In [4]:")
        let rows = session.lines.filter { $0.hasPrefix("    relu ") }
        #expect(rows.count == 1, "\(session.terminal.screen.text)")
    }

    @Test func controlCSaysWhere() throws {
        let session = try Fixture()
        session.enter("for epoch in range(5):", then: "   ...:")
        session.enter("while epoch == 2:", then: "   ...:")
        session.enter("pass", then: "   ...:")
        session.terminal.type("\u{15}\r")
        Thread.sleep(forTimeInterval: 0.5)
        session.terminal.type("\u{03}")
        #expect(session.terminal.wait(forPrompt: "In [2]:"), "\(session.terminal.screen.text)")
        #expect(
            session.lines.contains {
                $0.hasPrefix("KeyboardInterrupt: interrupted at line ") && $0.hasSuffix(", epoch 2/5")
            },
            "\(session.terminal.screen.text)")
        session.enter("epoch", then: "In [3]:")
        #expect(session.lines.contains("Out[2]: 2"))
    }

    @Test func helpShowsSignaturesAndDocumentation() throws {
        let session = try Fixture()
        session.enter("def grow(x, by=2):", then: "   ...:")
        session.enter("'''Make it larger.'''", then: "   ...:")
        session.enter("return x + by", then: "   ...:")
        session.enter("", then: "In [2]:")
        session.enter("grow?", then: "In [3]:")
        #expect(session.lines.contains("Signature: grow(x, by=2)"))
        #expect(session.lines.contains("Documentation: Make it larger."))
        session.enter("grow??", then: "In [4]:")
        #expect(session.lines.suffix(5).contains("    return x + by"), "\(session.terminal.screen.text)")
        session.enter("import torch", then: "In [5]:")
        session.enter("torch.relu?", then: "In [6]:")
        #expect(session.lines.contains("Signature: relu(input) -> Tensor"))
        session.enter("?log_softm", then: "In [7]:")
        #expect(session.lines.contains("  torch.log_softmax"))
        session.enter("%timeit?", then: "In [8]:")
        #expect(session.lines.contains("%timeit [-n N] [-r R] [-q] CODE"))
    }

    @Test func commandsForVariables() throws {
        let session = try Fixture()
        session.enter("import torch", then: "In [2]:")
        session.enter("w = torch.ones(2, 3, requires_grad=True)", then: "In [3]:")
        session.enter("%whos", then: "In [4]:")
        #expect(
            session.lines.contains("w          Tensor   [2, 3] float32              24 B     True")
                || session.lines.contains {
                    $0.hasPrefix("w ") && $0.contains("[2, 3] float32") && $0.hasSuffix("24 B     True")
                }, "\(session.terminal.screen.text)")
        session.enter("%who Tensor", then: "In [5]:")
        #expect(session.lines.suffix(2) == ["w", "In [5]:"])
        session.enter("%del w", then: "In [6]:")
        session.enter("%del w", then: "In [7]:")
        #expect(session.lines.contains("%del: name 'w' is not defined"))
    }

    @Test func commandsForTime() throws {
        let session = try Fixture()
        session.enter("%time 2 + 3", then: "In [2]:")
        #expect(session.lines.contains { $0.hasPrefix("CPU times: user ") && $0.contains(", total: ") })
        #expect(session.lines.suffix(2) == ["Out[1]: 5", "In [2]:"])
        session.enter("%timeit -n 100 -r 3 2 + 3", then: "In [3]:")
        #expect(session.lines.contains { $0.contains(" per loop (mean ± std. dev. of 3 runs, 100 loops each)") })
        session.enter("%%capture out", then: "   ...:")
        session.enter("print('hidden')", then: "   ...:")
        session.enter("", then: "In [4]:")
        session.enter("out.stdout", then: "In [5]:")
        #expect(session.lines.contains("Out[4]: 'hidden\\n'"))
        #expect(!session.lines.contains("hidden"))
    }

    @Test func everyCommandHasHelp() throws {
        let session = try Fixture(environment: ["LINES": "200"])
        session.enter("%lsmagic --json", then: "In [2]:")
        let text = session.lines.joined()
        for name in [
            "time", "timeit", "who", "whos", "reset", "del", "run", "save", "load", "history", "recall", "rerun",
            "edit", "tb", "xmode",
            "pwd", "cd", "ls", "env", "lsmagic", "quickref", "pdoc", "psource", "shapes", "cells", "nan", "capture",
            "writefile",
        ] { #expect(text.contains("\"\(name)\":"), "\(name)") }
    }

    @Test func shellCommandsRun() throws {
        let session = try Fixture()
        session.enter("!echo from $((1 + 2))", then: "In [2]:")
        #expect(session.lines.contains("from 3"))
    }

    /// What is typed, and what `x` is then.
    @Test(arguments: [
        ("x = !printf 'a b\\n\\n한글\\n'", "['a b', '', '한글']"), ("x=!true", "[]"),
        ("x = !echo out; echo complaint >&2", "['out']"), ("x = %env GRADUS_TEST_WORD", "'word'"),
        ("x = !echo {x is None} {len(str(x))} $x {other} {} '{a,b}'", "['True 4 None {other} {} {a,b}']"),
        ("x = %time 6 * 7", "42"), ("x = 7 % 4", "3"), ("x = '= !no'", "'= !no'"),
    ])
    func whatACommandPrintsIsKept(entry: String, value: String) throws {
        let session = try Fixture(environment: ["GRADUS_TEST_WORD": "word"])
        session.enter("x = None", then: "In [2]:")
        session.enter(entry, then: "In [3]:")
        session.enter("x", then: "In [4]:")
        #expect(session.lines.contains("Out[3]: \(value)"), "\(session.terminal.screen.text)")
        #expect(session.lines.contains("complaint") == entry.contains("complaint"))
    }

    @Test func aCommandMayStandAmongTheLinesOfAnEntry() throws {
        let session = try Fixture()
        session.terminal.type("\u{1B}[200~n = 2\nx = !echo $((20 + 1))\nint(x[0]) * n\u{1B}[201~\r")
        #expect(session.terminal.wait(forPrompt: "In [2]:"), "\(session.terminal.screen.text)")
        #expect(session.lines.contains("Out[1]: 42"), "\(session.terminal.screen.text)")
    }

    /// What is asked about, and what is said of how it is called.
    @Test(arguments: [
        ("net.forward?", "Signature: forward(x, flag=True)"),
        ("layer.forward?", "Signature: forward(input)"), ("lstm.forward?", "Signature: forward(input, hx=None)"),
        ("conv.forward?", "Signature: forward(input, output_size=None)"),
        ("loss.forward?", "Signature: forward(input, target)"), ("net.forward??", "Signature: forward(x, flag=True)"),
        ("Net.forward?", "Signature: forward(self, x, flag=True)"),
    ])
    func methodsAreShownAsTheyAreCalled(entry: String, line: String) throws {
        let session = try Fixture()
        session.terminal.type(
            "\u{1B}[200~from torch import nn\nclass Net(nn.Module):\n    def forward(self, x, flag=True): return x\n"
                + "net, layer, lstm = Net(), nn.Linear(2, 3), nn.LSTM(2, 3)\n"
                + "conv, loss = nn.ConvTranspose2d(1, 2, 3), nn.MSELoss()\u{1B}[201~\r")
        #expect(session.terminal.wait(forPrompt: "In [2]:"), "\(session.terminal.screen.text)")
        session.enter(entry, then: "In [3]:")
        #expect(session.lines.contains(line), "\(session.terminal.screen.text)")
    }

    @Test func errorsCanShowTheLinesAround() throws {
        let session = try Fixture()
        session.enter("def f(x):", then: "   ...:")
        session.enter("y = x + 1", then: "   ...:")
        session.enter("return y / 0", then: "   ...:")
        session.enter("", then: "In [2]:")
        session.enter("%xmode Verbose", then: "In [3]:")
        #expect(session.lines.contains("Exception reporting mode: Verbose"))
        session.enter("n = 3", then: "In [4]:")
        session.enter("f(n)", then: "In [5]:")
        #expect(
            session.lines.suffix(14) == [
                String(repeating: "-", count: 75),
                "ZeroDivisionError                         Traceback (most recent call last)",
                "File <stdin>:1", "----> 1 f(n)", "        n = 3", "", "File <stdin>:3, in f", "      1 def f(x):",
                "      2     y = x + 1", "----> 3     return y / 0", "        y = 4", "",
                "ZeroDivisionError: division by zero",
                "In [5]:",
            ], "\(session.lines)")
        session.enter("%xmode", then: "In [6]:")
        #expect(session.lines.contains("Exception reporting mode: Minimal"))
        session.enter("%config xmode = Plain", then: "In [7]:")
        session.enter("%config", then: "In [8]:")
        #expect(session.lines.contains { $0.contains("xmode = Plain ") })
        #expect(session.lines.allSatisfy { $0.count < 80 })
        session.enter("%config colours", then: "In [9]:")
        #expect(session.lines.contains("%config: there is no setting 'colours'; did you mean colors?"))
    }

    @Test func helpFindsWhatIsNotImported() throws {
        let session = try Fixture()
        session.enter("torch.nn.Linear?", then: "In [2]:")
        #expect(session.lines.contains { $0.hasPrefix("Signature:") })
        session.enter("torch.nn.Nothing?", then: "In [3]:")
        #expect(session.lines.contains { $0.hasPrefix("there is no torch.nn.Nothing") })
        session.enter("%load_ext autoreload", then: "In [4]:")
        session.enter("%pip install numpy", then: "In [5]:")
        #expect(session.lines.contains { $0.hasPrefix("%pip: Gradus brings its modules with it") })
    }

    @Test func errorsAreShownAsWanted() throws {
        let session = try Fixture()
        session.enter("%xmode Minimal", then: "In [2]:")
        session.enter("1 / 0", then: "In [3]:")
        #expect(session.lines.suffix(2) == ["ZeroDivisionError: division by zero", "In [3]:"])
        session.enter("%tb", then: "In [4]:")
        #expect(session.lines.contains("Traceback (most recent call last):"))
    }
}
