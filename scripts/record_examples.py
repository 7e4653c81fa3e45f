"""Records an example of each frequent operation, with what PyTorch answers, for help and the op reference.

Run with PyTorch installed: `python3 scripts/record_examples.py`. Writes `Sources/GradusTensor/Table/OpExamples.swift` and
the program that runs the same lines in the tests, `Tests/GradusEngineTests/Training/op_examples.py`.
"""

import torch
import torch.nn.functional as F

TABLE = "Sources/GradusTensor/Table/OpExamples.swift"
PROGRAM = "Tests/GradusEngineTests/Training/op_examples.py"

EXAMPLES = {
    "rand": "torch.rand(2, 3).shape",
    "randn": "torch.randn(2, 3).shape",
    "randint": "torch.randint(0, 10, (3,)).dtype",
    "randperm": "torch.randperm(5).sort().values",
    "zeros": "torch.zeros(2, 3)",
    "ones": "torch.ones(2, 2, dtype=torch.int64)",
    "full": "torch.full((2, 2), 7.)",
    "eye": "torch.eye(2)",
    "empty": "torch.empty(2, 3).shape",
    "arange": "torch.arange(0, 1, 0.25)",
    "linspace": "torch.linspace(0, 1, 5)",
    "zeros_like": "torch.zeros_like(torch.tensor([[1., 2.]]))",
    "ones_like": "torch.ones_like(torch.tensor([1, 2]))",
    "rand_like": "torch.rand_like(torch.zeros(2, 2)).shape",
    "sum": "torch.sum(torch.tensor([[1., 2.], [3., 4.]]), dim=0)",
    "mean": "torch.mean(torch.tensor([[1., 2.], [3., 4.]]), dim=1, keepdim=True)",
    "prod": "torch.prod(torch.tensor([2., 3., 4.]))",
    "max": "torch.max(torch.tensor([[1., 5.], [7., 2.]]), dim=1)",
    "min": "torch.min(torch.tensor([3., 1., 2.]))",
    "argmax": "torch.argmax(torch.tensor([[1., 5.], [7., 2.]]), dim=1)",
    "argmin": "torch.argmin(torch.tensor([3., 1., 2.]))",
    "std": "torch.std(torch.tensor([1., 2., 3., 4.]))",
    "var": "torch.var(torch.tensor([1., 2., 3., 4.]), correction=0)",
    "norm": "torch.norm(torch.tensor([3., 4.]))",
    "cumsum": "torch.cumsum(torch.tensor([1, 2, 3]), dim=0)",
    "topk": "torch.topk(torch.tensor([1., 4., 2., 3.]), 2)",
    "sort": "torch.sort(torch.tensor([3, 1, 2]))",
    "unique": "torch.unique(torch.tensor([3, 1, 1, 2]))",
    "matmul": "torch.matmul(torch.tensor([[1., 2.], [3., 4.]]), torch.tensor([1., 1.]))",
    "mm": "torch.mm(torch.ones(2, 3), torch.ones(3, 2))",
    "bmm": "torch.bmm(torch.ones(5, 2, 3), torch.ones(5, 3, 4)).shape",
    "dot": "torch.dot(torch.tensor([1., 2.]), torch.tensor([3., 4.]))",
    "outer": "torch.outer(torch.tensor([1, 2]), torch.tensor([3, 4]))",
    "einsum": "torch.einsum('ij,jk->ik', torch.ones(2, 3), torch.ones(3, 4)).shape",
    "add": "torch.add(torch.tensor([1., 2.]), torch.tensor([10., 20.]), alpha=2)",
    "sub": "torch.sub(torch.tensor([5, 7]), 2)",
    "mul": "torch.mul(torch.tensor([[1.], [2.]]), torch.tensor([10., 20.]))",
    "div": "torch.div(torch.tensor([7, 8]), 2, rounding_mode='floor')",
    "pow": "torch.pow(torch.tensor([1., 2., 3.]), 2)",
    "exp": "torch.exp(torch.tensor([0., 1.]))",
    "log": "torch.log(torch.tensor([1., 10.]))",
    "sqrt": "torch.sqrt(torch.tensor([4., 9.]))",
    "abs": "torch.abs(torch.tensor([-1.5, 2.]))",
    "sin": "torch.sin(torch.tensor([0., 1.5708]))",
    "tanh": "torch.tanh(torch.tensor([-1., 0., 1.]))",
    "sigmoid": "torch.sigmoid(torch.tensor([-2., 0., 2.]))",
    "relu": "torch.relu(torch.tensor([-1., 0., 2.]))",
    "softmax": "torch.softmax(torch.tensor([1., 2., 3.]), dim=0)",
    "log_softmax": "torch.log_softmax(torch.tensor([1., 2., 3.]), dim=0)",
    "clamp": "torch.clamp(torch.tensor([-2., 0.5, 3.]), min=-1, max=1)",
    "where": "torch.where(torch.tensor([1., -1.]) > 0, 1, 0)",
    "eq": "torch.eq(torch.tensor([1, 2]), torch.tensor([1, 3]))",
    "cat": "torch.cat([torch.tensor([1, 2]), torch.tensor([3])])",
    "stack": "torch.stack([torch.tensor([1, 2]), torch.tensor([3, 4])], dim=1)",
    "reshape": "torch.reshape(torch.arange(6), (2, -1))",
    "flatten": "torch.flatten(torch.zeros(4, 3, 2), start_dim=1).shape",
    "transpose": "torch.transpose(torch.zeros(2, 3), 0, 1).shape",
    "permute": "torch.permute(torch.zeros(2, 3, 4), (2, 0, 1)).shape",
    "squeeze": "torch.squeeze(torch.zeros(1, 3, 1)).shape",
    "unsqueeze": "torch.unsqueeze(torch.tensor([1, 2]), 1)",
    "split": "torch.split(torch.arange(5), 2)",
    "gather": "torch.gather(torch.tensor([[1, 2], [3, 4]]), 1, torch.tensor([[1], [0]]))",
    "multinomial": "torch.multinomial(torch.tensor([0., 1., 0.]), 2, replacement=True)",
    "conv2d": "torch.conv2d(torch.ones(1, 1, 3, 3), torch.ones(1, 1, 2, 2))",
    "bincount": "torch.bincount(torch.tensor([0, 1, 1, 3]))",
    "tril": "torch.tril(torch.ones(2, 2))",
    "one_hot": "F.one_hot(torch.tensor([0, 2]), num_classes=3)",
    "cross_entropy": "F.cross_entropy(torch.tensor([[2., 0., 0.]]), torch.tensor([0]))",
    "nll_loss": "F.nll_loss(torch.tensor([[-0.2, -1.7]]), torch.tensor([1]))",
    "mse_loss": "F.mse_loss(torch.tensor([1., 2.]), torch.tensor([0., 4.]))",
    "binary_cross_entropy": "F.binary_cross_entropy(torch.tensor([0.9, 0.2]), torch.tensor([1., 0.]))",
    "max_pool2d": "F.max_pool2d(torch.arange(16.).reshape(1, 1, 4, 4), 2)",
    "avg_pool2d": "F.avg_pool2d(torch.arange(16.).reshape(1, 1, 4, 4), 2)",
    "linear": "F.linear(torch.tensor([1., 2.]), torch.tensor([[3., 4.]]), torch.tensor([0.5]))",
    "embedding": "F.embedding(torch.tensor([1]), torch.tensor([[0., 0.], [1., 2.]]))",
    "pad": "F.pad(torch.tensor([1, 2]), (1, 1))",
    "interpolate": "F.interpolate(torch.tensor([[[1., 2.]]]), scale_factor=2)",
    "normalize": "F.normalize(torch.tensor([[3., 4.]]), dim=1)",
}

DIFFERENCES = {
    "gelu": "PyTorch computes the exact form with a coarse error function where oneDNN is built in; results differ from "
    "it by up to 1e-6.",
    "det": "The last digits of the determinant of a singular matrix depend on the order of rounding.",
    "empty": "The elements are whatever the memory holds, as in PyTorch, and so not the same.",
    "svd": "Vectors are found up to their signs; for tall and square matrices they are those of PyTorch.",
    "eig": "Refused where eigenvalues are complex: there are no complex tensors.",
    "eigvals": "Refused where eigenvalues are complex: there are no complex tensors.",
    "_standard_gamma": "The gradient is a central difference of the incomplete gamma function.",
}


def main():
    rows, lines = [], []
    for name, code in EXAMPLES.items():
        answer = repr(eval(code, {"torch": torch, "F": F}))
        shown = answer.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        rows.append(f'        "{name}": ("{code}", "{shown}"),')
        lines.append(f"print({code!r}, {code}, sep=chr(10))")
    differences = "\n".join(f'        "{name}":\n            "{text}",' for name, text in DIFFERENCES.items())
    with open(TABLE, "w", encoding="utf-8") as file:
        file.write(f'''// Recorded from PyTorch by scripts/record_examples.py.
// swift-format-ignore-file

/// An example of each frequent operation with PyTorch's answer, and where results differ from PyTorch's.
enum OpExamples {{
    static let examples: [String: (code: String, answer: String)] = [
{chr(10).join(rows)}
    ]

    static let differences: [String: String] = [
{differences}
    ]
}}
''')
    with open(PROGRAM, "w", encoding="utf-8") as file:
        file.write("# Written by scripts/record_examples.py: the examples of help() and the op reference.\n"
                   "import torch\nimport torch.nn.functional as F\n\n" + "\n".join(lines) + "\n")


main()
