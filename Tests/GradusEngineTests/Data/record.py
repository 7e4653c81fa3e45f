"""Records what the scripts in Cases/ print under CPython with PyTorch and torchvision.

Usage: python3 record.py        (needs torch, torchvision, pillow, safetensors, scipy; results are committed beside the scripts)

The pictures in MNIST/raw are 20 + 10 small drawings in MNIST's file format, made here from integer arithmetic.
"""
import os
import struct
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# Some builds of torchvision lack their compiled operators; nothing here needs them.
PROLOGUE = (
    "import sys, types, runpy\n"
    "sys.modules.setdefault('torchvision._meta_registrations', types.ModuleType('registrations'))\n"
    "sys.argv = sys.argv[1:]\n"
    "runpy.run_path(sys.argv[0], run_name='__main__')\n"
)


def write_fixture():
    raw = os.path.join(HERE, "MNIST", "raw")
    os.makedirs(raw, exist_ok=True)
    for prefix, count, shift in [("train", 20, 0), ("t10k", 10, 7)]:
        labels = bytes((i * 3 + shift) % 10 for i in range(count))
        pixels = bytearray()
        for i in range(count):
            for y in range(28):
                for x in range(28):
                    inside = 5 <= x < 23 and 5 <= y < 23
                    pixels.append((x * (i + 3) + y * y * 5 + labels[i] * 31) % 256 if inside else 0)
        with open(os.path.join(raw, f"{prefix}-labels-idx1-ubyte"), "wb") as file:
            file.write(struct.pack(">II", 0x801, count) + labels)
        with open(os.path.join(raw, f"{prefix}-images-idx3-ubyte"), "wb") as file:
            file.write(struct.pack(">IIII", 0x803, count, 28, 28) + bytes(pixels))


def write_tensor_files():
    """Small files of PyTorch, each kind once."""
    import torch
    from torch import nn
    folder = os.path.join(HERE, "Files")
    os.makedirs(folder, exist_ok=True)
    source = open(os.path.join(HERE, "Cases", "files.py")).read()
    start = source.index("class Net(")
    names = {"nn": nn, "torch": torch, "__name__": "__main__"}
    exec("from collections import OrderedDict\n" + source[start:source.index("# What PyTorch wrote")], names)
    sys.modules["__main__"].Net = names["Net"]
    torch.manual_seed(5)
    network = names["Net"]()
    network(torch.randn(2, 1, 4, 4)).sum().backward()
    network.eval()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    optimizer.step()
    base = torch.arange(12.0).reshape(3, 4)
    dtypes = ["float32", "float64", "float16", "bfloat16", "int8", "uint8", "int16", "int32", "int64", "bool"]

    class Harmful:
        def __reduce__(self):
            return os.system, ("echo harm",)

    for name, value in {
        "containers": {"i": 1, "big": 2**70, "f": -1.5, "s": "글", "n": None, "t": (1, (2,), ()), "l": [True, [0]],
                       "od": nn.Linear(1, 1).state_dict().__class__([("z", 1)]), "set": {1}, "b": b"a\xff"},
        "dtypes": {name: torch.tensor([0, 1, 3]).to(getattr(torch, name)) for name in dtypes},
        "views": [base, base[1], base.t(), base[:, 1:3], base.expand(2, 3, 4), torch.empty(0), torch.tensor(3.5),
                  nn.Parameter(torch.ones(2)), torch.ones(2, requires_grad=True)],
        "state": network.state_dict(),
        "checkpoint": {"epoch": 3, "model": network.state_dict(), "optimizer": optimizer.state_dict(), "loss": 0.25},
        "network": network,
        "layers": nn.Sequential(nn.Conv2d(1, 2, (3, 2), stride=2, padding="valid"), nn.BatchNorm2d(2), nn.ReLU6(),
                                nn.MaxPool2d(2), nn.Flatten(), nn.Softmax(dim=1), nn.Embedding(3, 2),
                                nn.LayerNorm(2), nn.Upsample(scale_factor=2), nn.ConvTranspose2d(1, 1, 2)),
        "recurrent": nn.LSTM(2, 3, num_layers=2, batch_first=True),
        "attention": nn.MultiheadAttention(2, 1, batch_first=True),
        "harmful": Harmful(),
    }.items():
        torch.save(value, os.path.join(folder, name + ".pt"))
    torch.save({"a": base, "row": base[0]}, os.path.join(folder, "legacy.pt"), _use_new_zipfile_serialization=False)


def record():
    folder = os.path.join(HERE, "Cases")
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".py"):
            continue
        path = os.path.join(folder, name)
        result = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", PROLOGUE, path, HERE], capture_output=True, text=True, check=False)
        if result.returncode:
            sys.exit(f"{name}: {result.stderr}")
        with open(path[:-3] + ".out", "w") as file:
            file.write(result.stdout.replace(HERE, "ROOT"))
        print(name)


write_fixture()
write_tensor_files()
record()
