# Probabilities of float32 sum to one within their own precision; windows; weak references of arrays.
import weakref

import numpy as np
import torch

np.random.seed(3)
p = np.array([0.10791385, 0.07056432, 0.06956033, 0.06592619, 0.06216966], dtype=np.float32)
p = p / p.sum()
print(p.dtype, [int(np.random.choice(5, p=p)) for _ in range(12)])
print(np.random.choice(np.arange(5) * 10, size=(2, 3), p=p), np.random.choice(5, 3, replace=False, p=p))
print(np.random.default_rng(1).choice(5, 4, p=p), np.random.RandomState(2).choice(["a", "b", "c", "d", "e"], p=p))
torch.manual_seed(0)
q = torch.softmax(torch.randn(50) * 3, 0).numpy()
print([int(np.random.choice(50, p=q)) for _ in range(8)])
for wrong in (np.array([0.5, 0.4], dtype=np.float32), np.array([0.5, 0.5001]), np.array([0.5, 0.5000001]), [0.5, 0.50001],
              np.array([0.5, 0.5002], dtype=np.float32), np.array([0.5, 0.51], dtype=np.float16)):
    try:
        print(np.random.choice(2, p=wrong) in (0, 1))
    except ValueError as error:
        print(str(error)[:32])

print(np.lib.stride_tricks.sliding_window_view(np.arange(6), 3), np.lib.stride_tricks.as_strided(np.arange(4), (2, 3), (8, 8)))

array = np.zeros(3)
reference = weakref.ref(array, lambda dead: print("gone", dead() is None))
print(reference() is array, weakref.ref(array)() is array)
del array
print(reference())
table = weakref.WeakKeyDictionary()
tensor = torch.zeros(2)
table[tensor] = "a tensor"
print(len(table), weakref.ref(tensor)() is tensor)
del tensor
print(len(table))
held = weakref.WeakValueDictionary(layer=torch.nn.Parameter(torch.ones(1)))
print(list(held))
