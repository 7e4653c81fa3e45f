# Results that hold what their operand held stay so when the operand is written over.
import torch

calls = {
    "repeat_interleave": lambda x: x.repeat_interleave(3),
    "repeat_interleave once": lambda x: x.repeat_interleave(1),
    "repeat_interleave rows": lambda x: x.repeat_interleave(3, 0),
    "repeat": lambda x: x.repeat([1] * x.dim()),
    "tile": lambda x: torch.tile(x, (1,)),
    "roll": lambda x: x.roll(0),
    "flip": lambda x: x.flip(0),
    "floor": lambda x: x.floor(),
    "round": lambda x: x.long().round(),
    "cumsum": lambda x: x.cumsum(0),
    "index_select": lambda x: x.index_select(0, torch.arange(x.shape[0])),
    "clamp": lambda x: x.clamp(0, 100),
    "block_diag": lambda x: torch.block_diag(x),
    "cat": lambda x: torch.cat([x]),
    "tril": lambda x: torch.atleast_2d(x).tril(5),
    "nan_to_num": lambda x: torch.nan_to_num(x),
    "sum": lambda x: x.sum(0, keepdim=True),
    "sort": lambda x: x.sort(0)[0],
    "kron": lambda x: torch.kron(x, torch.ones(1)),
    "masked_select": lambda x: x.masked_select(x > 0),
    "unique_consecutive": lambda x: x.unique_consecutive(),
}
for name, f in calls.items():
    for values in ([45.0], [1.0, 2.0], [[1.0, 2.0]]):
        x = torch.tensor(values)
        y = f(x)
        x.fill_(9)
        print(name, y.tolist())

x = torch.ones(3, requires_grad=True)
y = x.repeat_interleave(2)
print(type(y.grad_fn).__name__, type(y.grad_fn.next_functions[0][0]).__name__)
