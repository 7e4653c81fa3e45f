import GradusEngine
import GradusTestSupport
import Testing

/// Changes in place that meet an index out of range change nothing, wherever it stands. (PyTorch has written the elements
/// before it by then, so there is nothing to record.)
@MainActor
@Suite(.serialized)
struct WrongIndexTests {
    @Test(arguments: [
        "torch.zeros(5), lambda t: t.scatter_add_(0, torch.tensor([0, 1, 9]), torch.ones(3))",
        "torch.zeros(5), lambda t: t.scatter_(0, torch.tensor([2, -1]), torch.ones(2))",
        "torch.zeros(3, 4), lambda t: t.scatter_(1, torch.tensor([[0, 1], [2, 4]]), 7.0)",
        "torch.zeros(3, 4), lambda t: t.scatter_add_(0, torch.tensor([[0, 1, 2, 0], [1, 1, 3, 1]]), torch.ones(2, 4))",
        "torch.zeros(2, 3, 4), lambda t: t.scatter_(1, torch.tensor([[[0, 1]], [[2, 3]]]), 1.0)",
        "torch.zeros(4).long(), lambda t: t.scatter_add_(0, torch.tensor([0, 4]), torch.ones(2).long())",
    ])
    func changesNothing(targetAndCall: String) {
        let source = """
            import torch
            target, call = \(targetAndCall)
            before = target.clone()
            try:
                call(target)
            except RuntimeError as error:
                print("out of bounds" in str(error), torch.equal(target, before))
            """
        let output = MachineLock.withLock {
            var output = ""
            _ = Session().execute(Cell(source: source, fileName: "wrong.py", showsResult: false)) { event in
                if case .stdout(let text) = event { output += text }
            }
            return output
        }
        #expect(output == "True True\n")
    }
}
