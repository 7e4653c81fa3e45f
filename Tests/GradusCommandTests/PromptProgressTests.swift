import Foundation
import GradusTestSupport
import Testing

/// Bars: those of `tqdm`, and those of loaders of data that take long.
@Suite(.serialized) struct PromptProgressTests {
    typealias Fixture = PromptTests.Fixture

    private static let slow = """
        import time
        from tqdm import tqdm, trange
        from torch.utils.data import DataLoader, Dataset
        class 느림(Dataset):
            def __init__(self, n): self.n = n
            def __len__(self): return self.n
            def __getitem__(self, i): time.sleep(0.02); return i
        """

    private func session(columns: Int = 80, environment: [String: String] = [:]) throws -> Fixture {
        let session = try Fixture(columns: columns, environment: environment)
        session.terminal.type("\u{1B}[200~\(Self.slow)\u{1B}[201~\r")
        #expect(session.terminal.wait(forPrompt: "In [2]:"), "\(session.terminal.screen.text)")
        return session
    }

    @Test(arguments: [80, 20])
    func aLoaderThatTakesLongShowsABarThatGoes(columns: Int) throws {
        let session = try session(columns: columns, environment: ["NO_COLOR": "", "TERM": "xterm-256color"])
        session.terminal.type("for b in DataLoader(느림(100), 1): pass\r")
        #expect(session.terminal.wait { $0.cursorLine.hasSuffix("...:") })
        session.terminal.type("\r")
        #expect(session.terminal.wait { $0.cursorLine.hasPrefix("batch  ") }, "\(session.terminal.screen.text)")
        #expect(session.terminal.screen.cursorLine.contains("/100") || columns == 20)
        #expect(session.terminal.output.contains("\u{1B}[2mbatch "))
        #expect(session.terminal.wait(forPrompt: "In [3]:"))
        #expect(!session.lines.contains { $0.hasPrefix("batch") }, "\(session.terminal.screen.text)")
        // A short pass says nothing.
        let before = session.terminal.output.utf8.count
        session.enter("n = sum(1 for _ in DataLoader(느림(20), 1))", then: "In [4]:")
        #expect(!String(decoding: session.terminal.output.utf8.dropFirst(before), as: UTF8.self).contains("batch"))
    }

    @Test func loadersAreSilentWhereTqdmCountsOrNobodyLooks() throws {
        let session = try session()
        session.enter("n = sum(1 for _ in tqdm(DataLoader(느림(80), 1)))", then: "In [3]:")
        #expect(!session.terminal.output.contains("batch "))
        session.enter("%progress tqdm", then: "In [4]:")
        session.enter("n = sum(1 for _ in DataLoader(느림(80), 1))", then: "In [5]:")
        #expect(!session.terminal.output.contains("batch "))
        session.enter("%config progress", then: "In [6]:")
        #expect(session.lines.contains("progress = tqdm"))
        session.enter("%progress off", then: "In [7]:")
        let before = session.terminal.output.utf8.count
        session.enter("for i in trange(5): time.sleep(0.05)", then: "   ...:")
        session.enter("", then: "In [8]:")
        let drawn = String(decoding: session.terminal.output.utf8.dropFirst(before), as: UTF8.self)
        #expect(!drawn.contains("\r\u{1B}[K  0%|"))
        session.enter("%progress maybe", then: "In [9]:")
        #expect(session.lines.contains("%progress: progress is on, tqdm or off, not 'maybe'"))
        let quiet = try self.session(environment: ["CI": "true"])
        quiet.enter("n = sum(1 for _ in DataLoader(느림(80), 1))", then: "In [3]:")
        #expect(!quiet.terminal.output.contains("batch "))
        quiet.enter("%progress on", then: "In [4]:")
        #expect(quiet.lines.contains { $0.hasPrefix("%progress: no bars can be shown here") })
        let piped = try CommandRun(["-c", Self.slow + "\nprint(sum(1 for _ in DataLoader(느림(80), 1)))"]).run()
        #expect(piped.stdout == "80\n" && piped.stderr == "", "\(piped.stderr)")
    }

    @Test(arguments: [80, 20])
    func barsInsideBarsStandBelowOneAnother(columns: Int) throws {
        let session = try session(columns: columns)
        session.terminal.type(
            "\u{1B}[200~for 때 in trange(2, desc='바깥'):\n    for b in tqdm(range(30), desc='안', leave=False):\n"
                + "        time.sleep(0.03)\n        if b == 20: print('말', 때)\u{1B}[201~\r")
        #expect(
            session.terminal.wait { screen in
                let lines = screen.lines
                guard lines.count >= 2 else { return false }
                return lines[lines.count - 2].hasPrefix("바깥: ") && lines[lines.count - 1].hasPrefix("안: ")
            }, "\(session.terminal.screen.text)")
        #expect(session.terminal.wait(forPrompt: "In [3]:"), "\(session.terminal.screen.text)")
        // What was printed stands above, whole; of the bars the outer one stays.
        #expect(session.lines.contains("말 0") && session.lines.contains("말 1"), "\(session.terminal.screen.text)")
        #expect(session.lines.contains { $0.hasPrefix("바깥: 100%|") }, "\(session.terminal.screen.text)")
        #expect(!session.lines.contains { $0.hasPrefix("안:") }, "\(session.terminal.screen.text)")
    }
}
