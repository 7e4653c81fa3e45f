# Short lists with lists, slices or None in them stand for tuples; arrays and tensors meet by NumPy's rules.
import numpy as np
import torch

x = torch.arange(12).reshape(3, 4)
for key in (
    [[0, 1], [1, 0]], [slice(0, 2)], [None, 0], [...], [0, 1], [True, False, True], [slice(None), [0, 1]], [torch.tensor(1), 2],
    [[0, 1]], [range(2), 1], [np.array([0, 2])], [(0, 1), (1, 2)], [],
):
    try:
        print(key, x[key].tolist())
    except Exception as error:
        print(key, type(error).__name__)
y = x.clone()
y[[[0, 1], [1, 0]]] = -1
print(y.tolist())

for t in (torch.ones(3), torch.arange(3), torch.tensor([True, False, True]), torch.ones(3, dtype=torch.float64)):
    for a in (np.array([1, 2, 3]), np.array([0.5, 1.5, 2.5]), np.array([1, 2, 3], dtype=np.float32)):
        for name, call in (("*", lambda: t * a), ("+", lambda: t + a), ("/", lambda: t / a)):
            result = call()
            print(name, result.dtype, result.tolist(), end=" ")
    print()
try:
    torch.ones(3, requires_grad=True) * np.ones(3)
except RuntimeError as error:
    print(error)
