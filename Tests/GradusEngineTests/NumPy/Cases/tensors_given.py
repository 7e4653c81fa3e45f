"""Functions that NumPy leaves to a method of its argument give a tensor for a tensor."""
import numpy as np
import torch

t = torch.tensor([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])
numbers = torch.tensor([3, 1, 2])


def show(name, value):
    print(name, type(value).__name__)
    print(value)


show("squeeze", np.squeeze(torch.ones(1, 2, 1)))
show("squeeze axis", np.squeeze(torch.ones(1, 2, 1), axis=0))
show("transpose", np.transpose(t))
show("transpose axes", np.transpose(torch.arange(6.0).reshape(1, 2, 3), (1, 2, 0)))
show("reshape", np.reshape(t, (3, 2)))
show("reshape -1", np.reshape(t, -1))
show("swapaxes", np.swapaxes(t, 0, 1))
show("argmax", np.argmax(t))
show("argmax axis", np.argmax(t, axis=1))
show("argmin", np.argmin(numbers))
show("argsort", np.argsort(t))
show("cumsum", np.cumsum(t))
show("cumprod", np.cumprod(t))
show("round", np.round(t / 3, 1))
show("around", np.around(t))
show("clip", np.clip(t, 0, 1))
show("take", np.take(numbers, [0, 1]))
show("repeat", np.repeat(numbers, 2))
show("nonzero", np.nonzero(t > 0))
show("abs", np.abs(t))
show("an array", np.squeeze(np.ones((1, 2))))
show("a list", np.argmax([1, 3, 2]))
with_gradient = torch.ones(1, 2, requires_grad=True)
show("gradient", np.squeeze(with_gradient))
rows = torch.arange(6.).reshape(3, 2)
for stacked in (np.hstack, np.vstack, np.stack, np.column_stack, np.dstack):
    print(stacked.__name__, stacked(rows).tolist(), stacked(list(rows)).tolist())
print(np.hstack(rows.reshape(6, 1)), np.vstack(range(3)).tolist())
try:
    np.vstack({1, 2})
except TypeError as error:
    print(error)
