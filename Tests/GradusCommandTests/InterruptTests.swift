import Foundation
import GradusTestSupport
import Testing

/// Ctrl-C stops whatever runs, at once, and the session goes on.
@Suite(.serialized) struct InterruptTests {
    static let programs = [
        "while True: pass\r",
        "f = lambda n: n if n < 2 else f(n - 1) + f(n - 2); f(90)",
        "x = 3 ** 10 ** 8 if 0 else 3 ** (4 * 10 ** 7)",
        "pow(3, 10 ** 40000, 10 ** 40000 + 1)",
        "import math; math.factorial(10 ** 8)",
        "import random; xs = [random.random() for _ in range(10 ** 7)]; xs.sort()",
        "sum(range(10 ** 12))",
        "import itertools; list(itertools.count())",
        "import itertools; next(filter(None, itertools.repeat(0)))",
        "import itertools; next(itertools.islice(itertools.count(), 10 ** 15, None))",
        "import itertools; max(x for x in itertools.count())",
        "import itertools; -1 in itertools.count()",
        "object() in range(10 ** 12)",
        "import time; time.sleep(100)",
        "import functools; sorted([1, 2], key=functools.cmp_to_key(lambda a, b: sum(range(10 ** 12))))",
        "import torch; a = torch.randn(10000, 10000); a @ a",
        "import torch; torch.linalg.svd(torch.randn(3000, 3000))",
        "s = 'ab\\n' * (4 * 10 ** 7); [s.splitlines() for _ in range(9)]",
        "s = 'ab' * (5 * 10 ** 7); [s.split('a') for _ in range(9)]",
        "s = 'ab' * (5 * 10 ** 7); [s.translate({97: 'xx'}) for _ in range(9)]",
        "x = 7 ** (10 ** 7); y = 3 ** (5 * 10 ** 6); [x // y for _ in range(9)]",
        "import torch; torch.linalg.matrix_exp(torch.randn(2000, 2000))",
        "import numpy as np; a = np.random.rand(5 * 10 ** 7); [np.argsort(a) for _ in range(9)]",
        "import numpy as np; np.random.permutation(5 * 10 ** 8)",
        "from PIL import Image; im = Image.new('RGB', (5000, 5000)).resize((9000, 9000)); [im.resize((9999, 9999)) for _ in range(9)]",
        "input()",
        "import sys; sys.stdin.read()",
    ]

    @Test(arguments: programs)
    func controlCStops(_ program: String) throws {
        let session = try PromptTests.Fixture(columns: 160)
        session.terminal.type(program + "\r")
        // Long enough to be in the middle of it.
        Thread.sleep(forTimeInterval: 0.7)
        session.terminal.type("\u{03}")
        #expect(session.terminal.wait(forPrompt: "In [2]:", timeout: 5), "\(session.terminal.screen.text)")
        #expect(session.lines.contains { $0.hasPrefix("KeyboardInterrupt") }, "\(session.terminal.screen.text)")
        session.enter("'alive'", then: "In [3]:")
        #expect(session.lines.contains("Out[2]: 'alive'"))
    }

    /// What asks for more memory than there is raises MemoryError or its like; the session goes on.
    @Test func hugeRequestsAreRefused() throws {
        let session = try PromptTests.Fixture(columns: 160)
        var number = 1
        for expression in [
            "10 ** 10 ** 8", "'x' * 10 ** 12", "[0] * 10 ** 12", "bytes(10 ** 12)", "'%1000000000000d' % 1",
            "f'{1:>100000000000}'", "list(range(10 ** 12))", "1 << 10 ** 12", "bytearray(10 ** 13)",
            "import itertools; itertools.product(range(10 ** 10), repeat=10)",
        ] {
            number += 1
            session.enter(expression, then: "In [\(number)]:")
            let last = session.lines.last { !$0.hasPrefix("In [") }
            #expect(last == "MemoryError", "\(expression): \(session.terminal.screen.text)")
        }
    }
}
