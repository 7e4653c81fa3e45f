import Foundation
import GradusTestSupport
import Testing

/// `gradus record`, `test`, `export`, `shapes` and `step` on files of their own.
@Suite struct NotebookCommandTests {
    /// A folder with a notebook in it, removed afterwards.
    final class Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: "gradus-notebook-\(UUID().uuidString)")

        init(_ text: String, name: String = "nb.py") throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url.appending(path: name))
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        func path(_ name: String = "nb.py") -> String { url.appending(path: name).path }
        func text(_ name: String = "nb.py") throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

        func replace(_ old: String, _ new: String) throws {
            try text().replacingOccurrences(of: old, with: new).write(toFile: path(), atomically: true, encoding: .utf8)
        }

        func run(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> CommandResult
        {
            try CommandRun(arguments, input: input, environment: environment).run()
        }
    }

    static let notebook = """
        # %% [markdown]
        # # A notebook

        # %% Set tags=["parameters"]
        n = 3

        # %% Show
        import time
        import torch
        start = time.time()
        torch.manual_seed(0)
        print("n is", n)
        print(f"after {time.time() - start:.3f} s")
        torch.rand(n)

        # %% Fail raises="ZeroDivisionError"
        1 / 0

        """

    @Test func recordThenTest() throws {
        let folder = try Folder(Self.notebook)
        #expect(try folder.run(["test", folder.path()]).status == 3)
        let recorded = try folder.run(["record", folder.path(), "--quiet"])
        #expect(recorded.status == 0 && recorded.stdout.isEmpty, "\(recorded.stderr)")
        let text = try folder.text()
        // The numbers are PyTorch's.
        #expect(text.contains("torch.rand(n)\n#> n is 3\n#> after ... s\n#> tensor([0.4963, 0.7682, 0.0885])\n#>= "))
        #expect(text.contains("1 / 0\n#> ZeroDivisionError: division by zero\n#>= "))
        #expect(try folder.run(["record", folder.path()]).status == 0)
        #expect(try folder.text() == text)
        for options in [[], ["--fast"], ["--runs", "2"]] {
            #expect(try folder.run(["test", folder.path()] + options).status == 0)
        }
        try folder.replace("0.7682", "0.7690")
        let differs = try folder.run(["test", folder.path()])
        #expect(differs.status == 3)
        #expect(differs.stdout.contains("0.7690 became 0.7682; ±0.0001 is allowed"))
        #expect(try folder.run(["test", "--fast", folder.path()]).status == 0)
        try folder.replace("n = 3", "n = 4")
        #expect(try folder.run(["test", "--fast", folder.path()]).status == 3)
    }

    @Test func continuousIntegrationWritesNothing() throws {
        let folder = try Folder(Self.notebook)
        #expect(try folder.run(["record", folder.path()], environment: ["CI": "true"]).status == 2)
        #expect(try folder.text() == Self.notebook)
    }

    @Test func failureKeepsWhatWasDoneBefore() throws {
        let folder = try Folder("# %% a\nprint(1)\n# %% b\n1 / 0\n# %% c\nprint(3)\n")
        let result = try folder.run(["record", folder.path()])
        #expect(result.status == 1)
        #expect(try folder.text().hasPrefix("# %% a\nprint(1)\n#> 1\n#>= "))
        #expect(try !folder.text().contains("#> 3"))
        #expect(result.stderr.contains("1 ok, 1 failed (cell 2 \"b\"), 1 not run"))
    }

    @Test func reportsAreMachineReadable() throws {
        let folder = try Folder("# %% a\nprint(1)\n#> 2\n# %% <b> & \"c\"\n1 / 0\n")
        let result = try folder.run(["test", folder.path(), "--json", "--junit", folder.path("report.xml")])
        #expect(result.status == 1)
        let report = try JSONSerialization.jsonObject(with: Data(result.stdout.utf8)) as? [String: Any]
        let notebooks = try #require(report?["notebooks"] as? [[String: Any]])
        let cells = try #require(notebooks.first?["cells"] as? [[String: Any]])
        #expect(cells.map { $0["outcome"] as? String } == ["differs", "failed"])
        let xml = try folder.text("report.xml")
        #expect(xml.contains("<testsuites tests=\"2\" failures=\"1\" errors=\"1\">"))
        #expect(xml.contains("name=\"cell 2: &lt;b&gt; &amp; &quot;c&quot;\""))
    }

    @Test func cellsThatAreNotReproducibleAreFound() throws {
        let folder = try Folder("# %% a\nimport os\nprint(os.getpid())\n")
        #expect(try folder.run(["record", folder.path()]).status == 0)
        let result = try folder.run(["test", folder.path(), "--runs", "2"])
        #expect(result.status == 3)
    }

    @Test func severalNotebooksAtOnce() throws {
        let folder = try Folder("# %% a\nprint(1)\n#> 1\n")
        try Data("# %% a\nprint(1)\n#> 2\n".utf8).write(to: folder.url.appending(path: "other.py"))
        let result = try folder.run(["test", folder.path(), folder.path("other.py"), folder.path("none.py")])
        #expect(result.status == 2)
        #expect(result.stderr.contains("3 notebooks: 1 ok, 1 differs"))
    }

    // MARK: Running

    @Test func parametersAndChoice() throws {
        let folder = try Folder(Self.notebook)
        let result = try folder.run(["run", folder.path(), "-p", "n=1", "--until", "Show"])
        #expect(result.status == 0 && result.stdout.contains("n is 1\n") && !result.stdout.contains("Fail"))
        #expect(try folder.run(["run", folder.path(), "-p", "n=1.5"]).status == 2)
        #expect(try folder.run(["run", folder.path(), "--from", "Shwo"]).stderr.contains("did you mean \"Show\"?"))
        #expect(try folder.run(["run", folder.path(), "--only", "nothing"]).status == 2)
        #expect(try folder.run(["run", folder.path(), "--only", "parameters"]).stdout.contains("[1] Set"))
    }

    @Test func slowCellsAreStopped() throws {
        let folder = try Folder("# %% a\nwhile True:\n    pass\n# %% b\nprint('on')\n")
        let result = try folder.run(["run", folder.path(), "--cell-timeout", "0.3"])
        #expect(result.status == 124)
        #expect(result.stderr.hasSuffix("0 ok, 1 timed out (cell 1 \"a\"), 1 not run\n"))
        let on = try folder.run(["run", folder.path(), "--cell-timeout", "0.3", "--keep-going"])
        #expect(on.status == 124 && on.stdout.hasSuffix("on\n"))
    }

    @Test func quietTellsOnlyTheSummary() throws {
        let folder = try Folder(Self.notebook)
        let result = try folder.run(["run", folder.path(), "--quiet"])
        #expect(result.status == 0 && result.stdout.isEmpty && result.stderr == "3 ok\n")
    }

    @Test func resumingGoesOnAtTheFailedCell() throws {
        let folder = try Folder("# %% a\nprint('A')\n# %% b\n1 / 0\n# %% c\nprint('C')\n")
        let environment = ["XDG_CACHE_HOME": folder.url.path]
        #expect(try folder.run(["run", folder.path()], environment: environment).status == 1)
        try folder.replace("1 / 0", "print('B')")
        let resumed = try folder.run(["run", folder.path(), "--resume"], environment: environment)
        #expect(resumed.status == 0 && resumed.stdout == "[2] b\nB\n\n[3] c\nC\n", "\(resumed.stderr)")
        let again = try folder.run(["run", folder.path(), "--resume"], environment: environment)
        #expect(again.stdout.hasPrefix("[1] a\nA\n") && again.stderr.contains("nothing to resume"))
    }

    // MARK: Shapes

    @Test func shapesNeedNoData() throws {
        let folder = try Folder(
            """
            # %% Load
            from torch.utils.data import DataLoader
            from torch import nn, optim
            from torchvision import datasets, transforms
            data = datasets.MNIST("./none", train=True, download=True, transform=transforms.ToTensor())
            loader = DataLoader(data, batch_size=50, shuffle=True)
            net = nn.Sequential(nn.Conv2d(1, 6, 5), nn.Flatten(), nn.Linear(3456, 10))
            # %% Train
            optimizer = optim.SGD(net.parameters(), lr=0.1)
            for epoch in range(1000):
                for x, y in loader:
                    loss = nn.functional.cross_entropy(net(x), y)
                    loss.backward()
                    optimizer.step()
            # %% Wrong
            net(x.view(50, 1, 14, 56))

            """)
        let result = try folder.run(["shapes", folder.path()], environment: ["GRADUS_DATA": folder.path("none")])
        #expect(result.status == 1)
        #expect(result.stdout.contains("conv2d") && result.stdout.contains("[B, 6, 24, 24]"))
        #expect(result.stdout.contains("28 − 5 + 1 = 24"))
        #expect(result.stdout.contains("Total params: 34,726"))
        #expect(result.stderr.contains("RuntimeError: mat1 and mat2 shapes cannot be multiplied"))
        #expect(result.stderr.hasSuffix("1 problem: cell 3 \"Wrong\"\n"))
    }

    @Test func whatDependsOnTheBatchIsSeen() throws {
        let folder = try Folder(
            """
            # %% Data
            import torch
            from torch import nn
            from torch.utils.data import DataLoader, TensorDataset
            data = TensorDataset(torch.zeros(90, 3, 50), torch.zeros(90).long())
            loader = DataLoader(data, batch_size=50)
            hidden = nn.Linear(50, 50)
            # %% Sizes
            for x, y in loader:
                a = hidden(x)
                b = a.reshape(-1, 50)
                c = a.transpose(0, 1)
                d = torch.cat([y, y, y[:2]])
            w = hidden.weight + 0
            # %% Fixed
            e = x.view(50, 150)

            """)
        let result = try folder.run(["shapes", folder.path()])
        for line in [
            "a                [B, 3, 50]", "b                [3·B, 50]", "c                [3, B, 50]",
            "d                [2·B + 2]", "w                [50, 50]",
        ] {
            let words = line.split(separator: " ", maxSplits: 1).map { $0.drop { $0 == " " } }
            #expect(
                result.stdout.split(separator: "\n").contains { row in
                    row.drop { $0 == " " }.hasPrefix(words[0] + " ") && row.contains(words[1])
                }, "\(line)\n\(result.stdout)")
        }
        #expect(result.status == 0)
        #expect(
            result.stderr.contains(
                "warning: the loader's last batch has 40 samples, and that may fail here: RuntimeError: shape '[50, 150]'"
            ), "\(result.stderr)")
    }

    @Test func parametersReachCellsWithoutTheirOwn() throws {
        let folder = try Folder("# %% p tags=[\"parameters\"]\nn = 3\n# %% b\nprint(n)\n")
        let result = try folder.run(["run", folder.path(), "-p", "n=5", "--from", "b"])
        #expect(result.status == 0 && result.stdout == "[2] b\n5\n", "\(result.stderr)")
    }

    /// Loops that train run once, large tensors have no elements, and nothing of that is taken for a mistake.
    @Test func valuesThatAreNotThereAreNoMistakes() throws {
        let folder = try Folder(
            """
            # %% Data
            import math
            import torch
            from torch import nn
            import torch.nn.functional as F
            x = torch.randn(1000, 30)
            y = (x.sum(1) > 0).long()
            classes = ["no", "yes"]
            chosen = x[y == 1]
            order = torch.randperm(1000)[:800]
            train = x[order]
            array = x.numpy()
            print(array.mean(), x[:2].tolist(), classes[y[0]], f"{x.mean():.3f}", math.log(x.std().item()))
            # %% Net
            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.first = nn.Linear(30, 200)
                    self.second = nn.Linear(200, 2)
                def forward(self, x):
                    return self.second(F.relu(self.first(x)))
            net = Net()
            # %% Train
            optimizer = torch.optim.Adam(net.parameters())
            losses = []
            step = 0
            while True:
                rows = torch.arange(step % 10 * 100, step % 10 * 100 + 100)
                loss = F.cross_entropy(net(x[rows]), y[rows])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                losses.append(loss.item())
                step += 1
                if loss < 1e-9:
                    break
            torch.save(net.state_dict(), "net.pt")
            net.load_state_dict(torch.load("net.pt"))
            # %% Afterwards
            accuracy = (net(x).argmax(1) == y).float().mean()
            print(f"{accuracy:.1%}", losses[50])
            # %% Wrong
            net(x[:, :20])

            """)
        let result = try folder.run(["shapes", folder.path()])
        #expect(result.status == 1)
        #expect(
            result.stderr.contains("mat1 and mat2 shapes cannot be multiplied (1000x20 and 30x200)"), "\(result.stderr)"
        )
        #expect(result.stderr.hasSuffix("1 problem: cell 5 \"Wrong\"\n"), "\(result.stderr)")
        #expect(result.stdout.contains("ends with IndexError: list index out of range"), "\(result.stdout)")
        let rows = result.stdout.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(rows.contains("train = [800, 30] float32"), "\(result.stdout)")
        #expect(rows.contains("relu [100, 200] -- --"), "\(result.stdout)")
        #expect(rows.contains("Linear: first [100, 200] 6,200 620,000"), "\(result.stdout)")
        #expect(!FileManager.default.fileExists(atPath: Repository.path("net.pt")))
    }

    /// The state before the cell that failed goes on, so that what ran before does not run again.
    @Test func resumingGoesOnWithTheState() throws {
        let folder = try Folder(
            """
            # %% a
            import os, random, sys, time
            import torch
            with open(os.path.dirname(sys.argv[0]) + "/runs.log", "a") as log:
                print("a", file=log)
            time.sleep(0.8)
            net = torch.nn.Linear(3, 2)
            loss = net(torch.randn(4, 3)).sum()
            numbers = (i * i for i in range(9))
            next(numbers)
            # %% b
            loss.backward()
            print(net.weight.grad.sum(), next(numbers), random.random(), torch.rand(2))
            1 / 0

            """)
        let cache = try Folder("")
        let environment = ["XDG_CACHE_HOME": cache.url.path, "CI": "", "GRADUS_SEED": "3"]
        #expect(try folder.run(["run", folder.path(), "--resume"], environment: environment).status == 1)
        try folder.replace("1 / 0", "print(loss)")
        let resumed = try folder.run(["run", folder.path(), "--resume"], environment: environment)
        #expect(resumed.status == 0, "\(resumed.stderr)")
        let log = folder.url.appending(path: "runs.log")
        #if os(Linux)
            #expect(try String(contentsOf: log, encoding: .utf8) == "a\n")
        #endif
        #expect(resumed.stdout.hasPrefix("[2] b\n") && resumed.stdout.contains("grad_fn=<SumBackward0>"))
    }

    @Test func errorsAboutShapesShowTheWayThere() throws {
        let folder = try Folder(
            """
            # %% Net
            import torch
            from torch import nn
            net = nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.Flatten(), nn.Linear(3000, 10))
            # %% Call
            net(torch.zeros(2, 1, 28, 28))

            """)
        let run = try folder.run(["run", folder.path()])
        let lines = run.stderr.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(
            Array(lines.prefix(3)) == [
                "conv2d [2, 6, 24, 24] float32 channels 1 → 6; 28 − 5 + 1 = 24",
                "relu [2, 6, 24, 24] float32 element by element", "flatten [2, 3456] float32 6 · 24 · 24 = 3456",
            ], "\(run.stderr)")
        #expect(lines.contains("net.3 ✗ expected [*, 3000], got [2, 3456]"), "\(run.stderr)")
        let test = try folder.run(["test", folder.path()])
        #expect(test.stdout.contains("expected [*, 3000], got [2, 3456]"))
        // A program's own errors have no ledger.
        let other = try Folder("# %%\nimport torch\nx = torch.zeros(2)\nx.nothing\n")
        #expect(try other.run(["run", other.path()]).stderr.hasPrefix("Traceback"))
    }

    // MARK: Export

    @Test func pagesNeedNothingElse() throws {
        let folder = try Folder(Self.notebook)
        let first = try folder.run(["export", folder.path(), "--to", "html"])
        #expect(first.status == 0)
        for part in [
            "<!DOCTYPE html>", "<h1 id=\"a-notebook\">A notebook</h1>", "<nav ", "<main id=\"content\">",
            "n is 3\nafter ... s",
        ] {
            #expect(first.stdout.contains(part), "\(part)")
        }
        #expect(
            !first.stdout.contains("http://") && !first.stdout.contains("https://") && !first.stdout.contains("<script")
        )
        #expect(try folder.run(["export", folder.path(), "--to", "html"]).stdout == first.stdout)
    }

    @Test func jupyterNotebooksRun() throws {
        let folder = try Folder(Self.notebook)
        #expect(try folder.run(["export", folder.path(), "--to", "ipynb", "-o", folder.path("nb.ipynb")]).status == 0)
        let result = try folder.run(["run", folder.path("nb.ipynb")])
        #expect(result.status == 0 && result.stdout.contains("tensor([0.4963, 0.7682, 0.0885])\n"))
        #expect(try folder.run(["export", folder.path("nb.ipynb"), "--to", "script"]).stdout == Self.notebook)
        #expect(try folder.run(["test", folder.path("nb.ipynb")]).status == 0)
    }

    // MARK: Step

    @Test func steppingGoesForthAndBack() throws {
        let folder = try Folder("# %% a\nx = 1\n# %% b\nx += 1\nprint('x is', x)\n# %% c\nprint('end')\n")
        let result = try folder.run(["step", folder.path()], input: "\n\nx = 50\nb\nprint('back', x)\n\ns\n")
        #expect(result.status == 0, "\(result.stderr)")
        let lines = result.stdout.split(separator: "\n")
        #expect(lines.count { $0.hasSuffix("x is 2") } == 2)
        #expect(lines.contains { $0.hasSuffix("back 1") })
        #expect(result.stderr == "2 ok, 1 skipped\n")
        #expect(try folder.run(["step", folder.path()], input: "\nq\n").stderr == "1 ok, 2 not run\n")
    }

    // MARK: Bad input

    @Test(arguments: [
        (Data([0xFF, 0xFE, 0x00]), "nb.py", 4), (Data("# %%\nx = (\n    # %%\n)\n".utf8), "nb.py", 4),
        (Data("{}".utf8), "nb.ipynb", 4), (Data("{\"nbformat\": 3, \"worksheets\": []}".utf8), "nb.ipynb", 4),
        (Data(), "nb.ipynb", 4), (Data(), "nb.py", 0), (Data("\u{FEFF}# %% a\r\n1\r\n".utf8), "nb.py", 0),
    ])
    func brokenFiles(bytes: Data, name: String, status: Int32) throws {
        let folder = try Folder("", name: name)
        try bytes.write(to: folder.url.appending(path: name))
        // Nothing is recorded yet.
        #expect(try folder.run(["test", folder.path(name)]).status == (status == 0 ? 3 : status))
        for command in [["run"], ["record"], ["export", "--to", "md"], ["shapes"]] {
            let result = try folder.run([command[0], folder.path(name)] + command.dropFirst())
            #expect(result.status == status, "\(command) \(result.stderr)")
        }
    }
}
