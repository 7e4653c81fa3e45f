import Foundation
import GradusTestSupport
import Testing

/// Shape contracts: jaxtyping's notation, and the messages of calls that break them.
@Suite struct ContractTests {
    /// What jaxtyping itself says (recorded by record_contracts.py).
    @Test func notationIsJaxtypings() throws {
        let folder = "Tests/GradusCommandTests/contracts"
        let result = try CommandRun(["\(folder)/notation.py"]).run()
        let expected = try String(contentsOfFile: Repository.path("\(folder)/notation.out"), encoding: .utf8)
        #expect(result.stderr.isEmpty)
        #expect(GoldenFile.difference(result.stdout, expected: expected) == nil)
    }

    static let head = """
        import torch
        from torch import Tensor, nn
        from jaxtyping import Float, Int
        class Net(nn.Module):
            def forward(self, x: Float[Tensor, "batch 1 28 28"]) -> Float[Tensor, "batch 10"]:
                return x.view(-1, 784)[:, :10]
        def pair(x: Float[Tensor, "n m"], y: Float[Tensor, "m k"], scale: float = 1.0) -> Float[Tensor, "n k"]:
            return x @ y * scale
        def first(x: Float[Tensor, "n"]) -> Float[Tensor, "n-1"]:
            return x
        def inside(x: Float[Tensor, "n"]):
            y: Float[Tensor, "n"] = x[1:]
            return y
        def maybe(x: Float[Tensor, "n"] | None = None):
            return x

        """

    @Test(arguments: [
        ("Net()(torch.zeros(2, 1, 28, 28))", ""), ("pair(torch.zeros(2, 3), torch.zeros(3, 4))", ""), ("maybe()", ""),
        ("maybe(torch.zeros(3))", ""),
        (
            "Net()(torch.zeros(1, 28, 28))",
            "Net.forward() argument 'x' should be Float[Tensor, 'batch 1 28 28'], but its shape is [1, 28, 28]: 3 axes, "
                + "where 4 are wanted; the axis 'batch' is missing: x[None, :] adds it with size 1"
        ),
        (
            "Net()(torch.zeros(2, 28, 28, 1))",
            "axis 1 is 28, where 1 is wanted; x.permute(0, 3, 1, 2) puts the channels first"
        ),
        ("Net()(torch.zeros(2, 1, 28, 28).long())", "but its dtype is int64; x.float() converts it"),
        ("Net()(3)", "but it is an int"),
        ("pair(torch.zeros(2, 3), torch.zeros(4, 5))", "axis 0, 'm', is 4, but 'm' is 3 in argument 'x'"),
        ("pair(torch.zeros(2, 3), y=torch.zeros(4, 5))", "axis 0, 'm', is 4, but 'm' is 3 in argument 'x'"),
        (
            "first(torch.zeros(3))",
            "first() should return Float[Tensor, 'n-1'], but its shape is [3]: axis 0 is 3, where n-1 = 2 is wanted"
        ),
        (
            "inside(torch.zeros(3))",
            "'y' should be Float[Tensor, 'n'], but its shape is [2]: axis 0, 'n', is 2, but 'n' is 3 in argument 'x'"
        ),
        ("z: Float[Tensor, \"3 3\"] = torch.zeros(3)", "'z' should be Float[Tensor, '3 3'], but its shape is [3]"),
        ("maybe(torch.zeros(3, 3))", "2 axes, where 1 is wanted"),
    ])
    func brokenContractsAreExplained(code: String, message: String) throws {
        let result = try CommandRun(["-c", Self.head + code]).run()
        #expect(result.status == (message.isEmpty ? 0 : 1))
        #expect(message.isEmpty ? result.stderr.isEmpty : result.stderr.contains(message), "\(result.stderr)")
        if !message.isEmpty { #expect(result.stderr.contains("\njaxtyping.TypeCheckError: ")) }
        // The frames are the program's own.
        #expect(!result.stderr.contains("<gradus:"))
    }
}
