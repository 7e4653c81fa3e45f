# Classes that derive from layers and override their forward pass, inside containers; places without a module.
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)


class ScaledLinear(nn.Linear):
    def forward(self, x):
        return F.linear(x, self.weight * (2 / self.in_features) ** 0.5, self.bias)


class ChannelsFirstNorm(nn.LayerNorm):
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class StandardConv(nn.Conv2d):
    def forward(self, x):
        w = self.weight - self.weight.mean(dim=(1, 2, 3), keepdim=True)
        return F.conv2d(x, w, self.bias, self.stride, self.padding)


class Residual(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


class Dense(nn.ModuleDict):
    def __init__(self, width, count):
        super().__init__()
        for i in range(count):
            self.add_module(f"layer{i}", nn.Linear(width * (i + 1), width))

    def forward(self, x):
        seen = [x]
        for layer in self.values():
            seen.append(layer(torch.cat(seen, 1)))
        return torch.cat(seen, 1)


class Mean(nn.ModuleList):
    def forward(self, x):
        return sum(branch(x) for branch in self) / len(self)


class Twice(nn.ReLU):
    def __call__(self, x):
        return super().__call__(x) * 2


class Counted(nn.Dropout):
    calls = 0

    def forward(self, x):
        Counted.calls += 1
        return super().forward(x)


picture = nn.Sequential(StandardConv(2, 4, 3, padding=1), ChannelsFirstNorm(4), nn.ReLU(), nn.Flatten())
flat = nn.Sequential(
    ScaledLinear(4, 4), Residual(nn.Linear(4, 4), nn.Tanh()), Dense(4, 2), Mean([nn.Linear(12, 3), nn.Linear(12, 3)]),
    Twice(), Counted(0.5))
y = picture(torch.randn(2, 2, 4, 4))
print(y.shape, y.mean(), y.std())
x = torch.randn(5, 4)
for mode in (True, False):
    flat.train(mode)
    y = flat(x)
    print(y)
flat.zero_grad()
flat(x).square().sum().backward()
for name, p in flat.named_parameters():
    print(name, tuple(p.shape), round(p.grad.abs().sum().item(), 4))
print(Counted.calls)
print(flat)


def watch(module, inputs, output):
    print("hook", type(module).__name__, tuple(inputs[0].shape), tuple(output.shape))


for module in flat:
    module.register_forward_hook(watch)
print(nn.Sequential(flat, nn.Softmax(dim=1))(x).shape)

# Places without a module.
holes = nn.ModuleList([nn.Linear(2, 2), None, nn.Identity()])
print(len(holes), holes[1], [m is None for m in holes], holes)
for layer, other in zip(holes, [None, nn.Tanh(), None]):
    print(layer if layer is not None else other)
named = nn.ModuleDict({"norm": None, "act": nn.Tanh()})
print(named, len(named), named["norm"], "norm" in named, list(named.items()))


class Block(nn.Module):
    def __init__(self, shortcut):
        super().__init__()
        self.main = nn.Linear(2, 2)
        self.shortcut = nn.Linear(2, 2)
        if not shortcut:
            self.shortcut = None


print(Block(False), Block(True), len(Block(False).state_dict()), [n for n, _ in Block(False).named_children()])
empty = nn.Module()
empty.add_module("x", None)
print(empty, empty._modules, list(empty.children()))

# Modules that PyTorch imports by itself.
print(torch.distributions.normal.Normal(0.0, 1.0), torch.distributions.categorical.Categorical(torch.ones(3)))
from torch.nn.modules.utils import _pair, _triple
from torch.optim.adam import Adam
from torch.optim.sgd import SGD
print(_pair(3), _pair((1, 2)), _triple(5), Adam is torch.optim.Adam, SGD is torch.optim.SGD)


def attempt(function):
    try:
        function()
        print("passes")
    except Exception as error:
        print(type(error).__name__, error)


from torch.testing import assert_close
a = torch.tensor([1.0, 2.0, 3.0])
attempt(lambda: assert_close(a, a + 1e-7))
attempt(lambda: assert_close(a, a + 0.5))
attempt(lambda: assert_close(a, a.double()))
attempt(lambda: assert_close(a, a[:2]))
attempt(lambda: assert_close(1.0, 1.5))
attempt(lambda: assert_close(1, 1.0))
attempt(lambda: assert_close([a, a], [a, a + 1]))
attempt(lambda: assert_close({"x": a}, {"x": a * 2}))
attempt(lambda: assert_close(a, a, rtol=1))
attempt(lambda: assert_close(torch.tensor([1, 2]), torch.tensor([1, 3])))
attempt(lambda: assert_close(torch.tensor([float("nan")]), torch.tensor([float("nan")]), equal_nan=True))

import inspect

for kind in (torch.optim.AdamW, torch.optim.SGD, nn.Linear, nn.Conv2d, nn.Dropout):
    print(kind.__name__, [(name, p.kind.name, p.default if p.default is not p.empty else "-")
                          for name, p in inspect.signature(kind).parameters.items()])
