import copy
import io
import os
import pathlib
import pickle
import sys
import tempfile
from collections import OrderedDict

import torch
from torch import nn

here = os.path.join(sys.argv[1], "Files")


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, str(error).replace("\033[1m", "").replace("\033[0m", ""))


def show(value, depth=0):
    space = "  " * depth
    if isinstance(value, torch.Tensor):
        print(space, type(value).__name__, value.dtype, tuple(value.shape), value.requires_grad, value.tolist())
    elif isinstance(value, dict):
        print(space, type(value).__name__)
        for key, item in value.items():
            print(space, repr(key))
            show(item, depth + 1)
    elif isinstance(value, (list, tuple)):
        print(space, type(value).__name__)
        for item in value:
            show(item, depth + 1)
    else:
        print(space, repr(value))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 3, padding=1)
        self.norm = nn.BatchNorm2d(2)
        self.drop = nn.Dropout(0.3)
        self.seq = nn.Sequential(OrderedDict([("a", nn.Linear(2, 3)), ("act", nn.LeakyReLU(0.2))]))
        self.layers = nn.ModuleList([nn.Linear(3, 2, bias=False), nn.Identity()])
        self.scale = nn.Parameter(torch.tensor(2.0))
        self.register_buffer("shift", torch.arange(2.0))
        self.register_buffer("scratch", torch.ones(1), persistent=False)
        self.settings = {"sizes": [1, 2], "name": "그물"}
        self.activation = torch.nn.functional.relu

    def forward(self, x):
        x = self.activation(self.norm(self.conv(x))).mean((2, 3))
        x = self.drop(self.seq(x))
        for layer in self.layers:
            x = layer(x)
        return x * self.scale + self.shift


# What PyTorch wrote.
for name in ("containers", "dtypes", "views", "state", "checkpoint", "legacy"):
    print("==", name)
    show(torch.load(os.path.join(here, name + ".pt")))
print("== modules")
for name in ("network", "layers", "recurrent", "attention"):
    loaded = torch.load(os.path.join(here, name + ".pt"), weights_only=False)
    print(loaded, loaded.training)
    show(loaded.state_dict())
torch.manual_seed(3)
network = torch.load(os.path.join(here, "network.pt"), weights_only=False)
print(network(torch.linspace(-1, 1, 25).reshape(1, 1, 5, 5)), network.settings, network.scratch)
recurrent = torch.load(os.path.join(here, "recurrent.pt"), weights_only=False)
print(recurrent(torch.linspace(-1, 1, 6).reshape(1, 3, 2))[0])

# What is written here, and how it comes back.
folder = tempfile.mkdtemp()
base = torch.arange(12.0).reshape(3, 4)
values = {"a": base, "row": base[1], "columns": base.t(), "empty": torch.empty(0, 2), "number": torch.tensor(3),
          "plain": [1, 2.5, "é", None, True, (1, 2)], "dtype": torch.float16, "size": torch.Size([1, 2]), "set": {3}}
path = os.path.join(folder, "values.pt")
torch.save(values, path)
back = torch.load(path)
show(back)
back["a"][1, 2] = 100
print(back["row"], back["columns"][2], sorted(os.listdir(folder)))
torch.save(base, pathlib.Path(folder) / "base.pt")
print(torch.load(pathlib.Path(folder) / "base.pt").equal(base))
with open(path, "wb") as file:
    torch.save([1, base], file)
with open(path, "rb") as file:
    show(torch.load(file))
buffer = io.BytesIO()
torch.save({"old": base, "part": base[0]}, buffer, _use_new_zipfile_serialization=False)
print(len(buffer.getvalue()) > 100, buffer.getvalue()[:13])
buffer.seek(0)
show(torch.load(buffer))

# The same pickle, byte for byte, as PyTorch writes of a state.
network.eval()
torch.save(network.state_dict(), path)
with open(path, "rb") as ours, open(os.path.join(here, "state.pt"), "rb") as theirs:
    ours, theirs = ours.read(), theirs.read()
    start, end = theirs.index(b"\x80\x02"), theirs.index(b"PK\x07\x08")
    print(theirs[start:end] in ours, end - start)

# Modules through files, pickle and copy.
for model in (network, nn.LSTM(2, 3, 2, bidirectional=True), nn.Sequential(nn.Conv1d(2, 4, 3, stride=2), nn.GELU()),
              nn.ParameterList([nn.Parameter(torch.ones(2))]), nn.CrossEntropyLoss(weight=torch.ones(2))):
    buffer = io.BytesIO()
    torch.save(model, buffer)
    buffer.seek(0)
    copies = [torch.load(buffer, weights_only=False), pickle.loads(pickle.dumps(model)), copy.deepcopy(model)]
    for other in copies:
        same = all(torch.equal(a, b) and a is not b for a, b in zip(model.state_dict().values(),
                                                                    other.state_dict().values()))
        print(type(other).__name__, str(other) == str(model), same, other.training)
shared = copy.deepcopy([base, base[0]])
shared[0][0, 0] = -1
print(shared[1], base[0, 0])
optimizer = torch.optim.SGD(network.parameters(), lr=0.1, momentum=0.9)
network(torch.ones(2, 1, 4, 4)).sum().backward()
optimizer.step()
buffer = io.BytesIO()
torch.save({"epoch": 2, "model": network.state_dict(), "optimizer": optimizer.state_dict()}, buffer)
buffer.seek(0)
checkpoint = torch.load(buffer, map_location="cpu")
other = Net()
print(other.load_state_dict(checkpoint["model"]))
another = torch.optim.SGD(other.parameters(), lr=0.5, momentum=0.9)
another.load_state_dict(checkpoint["optimizer"])
print(another.param_groups[0]["lr"], checkpoint["epoch"])

# What is refused.
buffer = io.BytesIO()
torch.save(nn.Linear(1, 1), buffer)
buffer.seek(0)
attempt(lambda: torch.load(buffer))


class Thing:
    pass


buffer = io.BytesIO()
torch.save(Thing(), buffer)
buffer.seek(0)
attempt(lambda: torch.load(buffer))
buffer.seek(0)
with torch.serialization.safe_globals([Thing]):
    print(type(torch.load(buffer)).__name__)
attempt(lambda: torch.load(os.path.join(here, "harmful.pt")))
attempt(lambda: torch.save(1, 5))
attempt(lambda: torch.save(1, "no such folder/x.pt"))
attempt(lambda: torch.load("no such file.pt"))
attempt(lambda: torch.load(5))
attempt(lambda: torch.load(io.BytesIO(b"")))
attempt(lambda: torch.load(io.BytesIO(b"PK\x03\x04hello")))
attempt(lambda: torch.load(io.BytesIO(pickle.dumps({"a": 1}, 2)), weights_only=False))
attempt(lambda: torch.load(os.path.join(here, "state.pt"), map_location="cuda"))
words = base.view(torch.int32)
attempt(lambda: torch.save([base, words], io.BytesIO()))
