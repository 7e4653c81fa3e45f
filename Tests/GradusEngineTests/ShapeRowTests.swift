import GradusEngine
import GradusTestSupport
import Testing

/// What the user called is one row of the shapes, whatever it is composed of.
@MainActor
@Suite(.serialized)
struct ShapeRowTests {
    private static let setup = """
        import torch
        from torch import nn
        import torch.nn.functional as F
        x = torch.rand(3, 4); y = torch.rand(3, 4); b = x > y; p = torch.rand(2, 4, 6, 6)
        class Net(nn.Module):
            def forward(self, x):
                return F.softmax(F.relu(x) + 1, dim=1)
        """

    private func rows(_ expression: String) -> [ShapeRow] {
        MachineLock.withLock {
            var options = SessionOptions()
            options.recordsShapes = true
            let session = Session(options: options)
            var rows: [ShapeRow] = []
            for line in [Self.setup, expression] {
                rows = []
                let outcome = session.execute(Cell(source: line, fileName: "rows.py", showsResult: false)) { event in
                    if case .shape(let row) = event { rows.append(row) }
                }
                #expect(outcome == .finished, "\(line)")
            }
            return rows
        }
    }

    @Test(arguments: [
        // Composed of others.
        "torch.xlogy(x, y)", "torch.logaddexp(x, y)", "torch.logaddexp2(x, y)", "torch.nextafter(x, y)",
        "torch.nan_to_num(x)", "torch.angle(x)", "torch.erfinv(x)", "torch.nansum(x)", "torch.logit(x)",
        "torch.heaviside(x, y)", "torch.ldexp(x, y)", "torch.float_power(x, y)", "torch.nanmean(x)",
        "torch.median(x)", "torch.count_nonzero(x)", "torch.aminmax(x)", "torch.corrcoef(x)", "x.logsumexp(0)",
        "F.softsign(x)", "F.tanhshrink(x)", "F.relu6(x)", "F.selu(x)", "F.hardtanh(x)", "F.mse_loss(x, y)",
        // Of none.
        "torch.atan2(x, y)", "torch.isnan(x)", "torch.logical_and(b, b)", "torch.any(b)", "torch.lgamma(x)",
        "x.cumprod(0)", "x.cummax(0)", "x.diagonal()", "torch.unique(x)", "torch.isclose(x, y)",
    ])
    func operation(_ call: String) {
        let name = call.prefix { $0 != "(" }.split(separator: ".").last.map(String.init)
        #expect(rows(call).map(\.name) == [name])
    }

    @Test(arguments: [
        "nn.Embedding(5, 3)(torch.tensor([1, 2])) embedding", "nn.BatchNorm1d(4)(x) batch_norm",
        "nn.BatchNorm2d(4)(p) batch_norm", "nn.LSTM(4, 5, batch_first=True)(x) lstm", "nn.GRU(4, 5)(x) gru",
        "nn.LSTMCell(4, 5)(x) lstm_cell", "nn.PReLU()(x) prelu", "nn.Dropout2d()(p) dropout2d",
        "nn.MSELoss()(x, y) mse_loss", "nn.CrossEntropyLoss()(x, torch.tensor([0, 1, 2])) cross_entropy",
        "nn.NLLLoss()(x, torch.tensor([0, 1, 2])) nll_loss", "nn.ReLU(inplace=True)(x) relu",
        "nn.Conv2d(4, 2, 3, padding='same')(p) conv2d", "nn.Sequential(nn.SELU())(x) selu",
        "nn.Dropout().eval()(x) dropout", "nn.Bilinear(4, 4, 2)(x, y) bilinear",
    ])
    func layer(_ line: String) {
        let parts = line.split(separator: " ")
        #expect(rows(parts.dropLast().joined(separator: " ")).map(\.name) == parts.suffix(1).map(String.init))
    }

    @Test func compositionsOfTheUserAreAllTheirRows() {
        #expect(rows("Net()(x)").map(\.name) == ["relu", "add", "softmax"])
        #expect(rows("nn.Sequential(Net(), nn.Linear(4, 2))(x)").map(\.name) == ["relu", "add", "softmax", "linear"])
        let hooked = "m = nn.Linear(4, 2); h = m.register_forward_hook(lambda m, i, o: o.exp() + 1); m(x)"
        #expect(rows(hooked).map(\.name) == ["linear", "exp", "add"])
    }

    @Test func whatIsNoStepIsNoRow() {
        for call in ["x.detach()", "x.contiguous()", "torch.zeros_like(x)", "x.tolist()", "torch.allclose(x, y)"] {
            #expect(rows(call).map(\.name) == [], "\(call)")
        }
    }

    /// Where only errors ask for the last operations, far into a loop, they are the same.
    @Test func errorsFindThemToo() {
        let source = """
            import torch
            from torch import nn
            x = torch.rand(3, 4)
            for i in range(40):
                x.logsumexp(0); torch.atan2(x, x); x.detach(); nn.BatchNorm1d(4)(x); nn.ReLU(inplace=True)(x)
                nn.Sequential(nn.Linear(4, 2), nn.SELU())(x); torch.corrcoef(x)
            x @ torch.rand(7, 7)
            """
        var report: ShapeFailureReport?
        MachineLock.withLock {
            var options = SessionOptions()
            options.explainsShapeErrors = true
            let session = Session(options: options)
            _ = session.execute(Cell(source: source, fileName: "rows.py", showsResult: false)) { event in
                if case .error(let error) = event { report = error.shapes }
            }
        }
        let round = ["logsumexp", "atan2", "batch_norm", "relu", "linear", "selu", "corrcoef"]
        #expect(report?.rows.map(\.name) == round.suffix(5) + round)
        #expect(report?.step == "mm")
    }

    @Test func sayWhatBecameOfTheShape() {
        #expect(rows("torch.atan2(x, y[0])").map(\.why).last == "[3, 4] with [4] broadcast to [3, 4]")
        #expect(rows("x.logsumexp(0)").map(\.why) == ["[3, 4] → [4]"])
        #expect(rows("nn.LSTM(6, 5, batch_first=True)(p[0])").map(\.why).last == "6 steps, hidden size 5")
        #expect(rows("nn.LSTM(4, 5, batch_first=True)(x[None])").map(\.shape).last == [1, 3, 5])
    }
}
