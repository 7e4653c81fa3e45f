# What default_convert makes of items of odd types.
import collections
import numpy as np
import torch
from torch.utils.data import DataLoader, default_collate, default_convert

Pair = collections.namedtuple("Pair", "a b")
for item in [np.float64(1.5), np.float32(2), np.int64(3), np.uint8(3), np.bool_(True), np.array(3), np.array([1, 2]), 1, 1.5, None, "s",
             [1, 2.5, "a", np.float32(1)], (1, np.int32(2)), {"a": np.int32(3), "b": [np.float32(1)]}, Pair(1, np.float64(2)), range(3),
             collections.OrderedDict(a=np.array([1.0])), torch.ones(2)]:
    made = default_convert(item)
    print(type(made).__name__, made)
for batch in [[np.float32(2)] * 2, [collections.OrderedDict(a=1)] * 2, [range(2)] * 2, [{"a": 1}, {"a": 2, "b": 3}]]:
    print(default_collate(batch))
print(list(DataLoader([np.float64(1), np.float64(2)], batch_size=None)))
