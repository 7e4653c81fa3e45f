import json
import os
import struct
import sys
import tempfile

import torch
from safetensors import safe_open
from safetensors.torch import load, load_file, load_model, save, save_file, save_model


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, str(error))


def file(header, data):
    header = json.dumps(header).encode()
    return struct.pack("<Q", len(header)) + header + data


tensors = {"b": torch.arange(4.0).reshape(2, 2), "a": torch.ones(3, dtype=torch.int64),
           "h": torch.ones(2, dtype=torch.float16), "z": torch.tensor(True), "u": torch.zeros(0, dtype=torch.uint8),
           "한": torch.ones(1, dtype=torch.bfloat16), "d": torch.ones(1, dtype=torch.float64)}
print(save(tensors))
print(save(tensors, metadata={"format": "pt"}))
path = os.path.join(tempfile.mkdtemp(), "tensors.safetensors")
save_file(tensors, path, metadata={"k": "v"})
loaded = load_file(path)
for name in sorted(loaded):
    print(name, loaded[name])
with safe_open(path, framework="pt", device="cpu") as opened:
    print(sorted(opened.keys()), opened.metadata(), opened.get_tensor("b"))
    part = opened.get_slice("b")
    print(part.get_shape(), part.get_dtype(), part[:, 1], part[0:1])
    attempt(lambda: opened.get_tensor("nothing"))
for name, value in sorted(load(save(tensors)).items()):
    print(name, value.dtype, tuple(value.shape))
model, other = torch.nn.Linear(2, 2), torch.nn.Linear(2, 2)
save_model(model, path)
print(load_model(other, path), torch.equal(model.weight, other.weight))
attempt(lambda: save_file([1], "x"))
attempt(lambda: save({"a": 1}))
attempt(lambda: save({"a": tensors["b"].t()}))
attempt(lambda: len(save({"a": tensors["b"][0], "b": tensors["b"][1]})))
attempt(lambda: load(b""))
attempt(lambda: load(struct.pack("<Q", 100) + b"{}"))
attempt(lambda: load(struct.pack("<Q", 2) + b"{}"))
attempt(lambda: load(struct.pack("<Q", 2) + b"{}123"))
attempt(lambda: load(struct.pack("<Q", 1 << 60) + b"{x"))
attempt(lambda: load(file({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}, b"1234")))
attempt(lambda: load(file({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]}}, b"1234")))
attempt(lambda: load(file({"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}, b"12341234")))
attempt(lambda: load(file({"a": {"dtype": "F32", "shape": [1 << 62, 8], "data_offsets": [0, 4]}}, b"1234")))
attempt(lambda: load_file("/no such file"))
