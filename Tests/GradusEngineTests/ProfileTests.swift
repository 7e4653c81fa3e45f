import GradusEngine
import GradusTestSupport
import Testing

/// What a profile says about a small program whose parts are known.
@MainActor
@Suite(.serialized)
struct ProfileTests {
    private static let program = """
        import torch
        from torch import nn
        net = nn.Sequential(nn.Linear(4, 3), nn.ReLU())
        for i in range(7):
            x = torch.ones(5, 4)
            y = net(x) * 2 + torch.exp(x).sum()
            y.sum().backward()
        n = 0
        for i in range(300000):
            n += i
        """

    private static let report: [String] = MachineLock.withLock {
        let session = Session()
        session.beginProfile()
        _ = session.execute(Cell(source: program, fileName: "<test>", number: 1)) { _ in }
        return session.endProfile(seconds: 0.5)
    }

    /// The words of the row that begins so.
    private func row(_ start: String) -> [Substring] {
        Self.report.first { $0.hasPrefix(start) }?.dropFirst(start.count).split(separator: " ") ?? []
    }

    @Test(
        "operations, layers and backward nodes are counted",
        arguments: [
            ("ones ", 7), ("exp ", 7), ("sum ", 14), ("mul ", 7), ("add ", 7), ("AddmmBackward0 ", 7),
            ("ReluBackward0 ", 7), ("Linear(in_features=4, out_features=3, bias=True) ", 7), ("ReLU ", 7),
            ("Sequential ", 7),
        ])
    func calls(name: String, count: Int) {
        #expect(row(name).first == "\(count)", "\(Self.report.joined(separator: "\n"))")
    }

    @Test("lines of the language have their time, without operations")
    func lines() {
        let loop = Self.report.contains { $0.hasPrefix("9: for") || $0.hasPrefix("10: n += i") }
        #expect(loop, "\(Self.report.joined(separator: "\n"))")
        #expect(Self.report.first == "total: 500 ms")
        #expect(Self.report.contains { $0.hasPrefix("7: y.sum().backward()") })
    }

    @Test("nothing is counted afterwards")
    func end() {
        let lines: [String] = MachineLock.withLock {
            let session = Session()
            session.beginProfile()
            _ = session.endProfile(seconds: 1)
            _ = session.execute(Cell(source: Self.program, fileName: "<test>", number: 1)) { _ in }
            session.beginProfile()
            return session.endProfile(seconds: 0)
        }
        #expect(!lines.contains { $0.contains("exp ") })
    }
}
