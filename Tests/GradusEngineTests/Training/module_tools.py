# What modules can tell about themselves, and what they refuse
import copy
from collections import OrderedDict
import torch
from torch import nn

torch.manual_seed(24)


class Block(nn.Module):
    def __init__(self, width, bias=True):
        super().__init__()
        self.width = width
        self.fc = nn.Linear(width, width, bias=bias)
        self.act = nn.ReLU(inplace=True)
        self.register_buffer("calls", torch.zeros(1))
        self.register_buffer("scratch", torch.ones(2), persistent=False)
        self.scale = nn.Parameter(torch.ones(width))
        self.note = "text"

    def forward(self, x):
        self.calls += 1
        return self.act(self.fc(x)) * self.scale

    def extra_repr(self):
        return f"width={self.width}"


net = nn.Sequential(OrderedDict([
    ("first", Block(3)), ("second", Block(3, bias=False)), ("head", nn.Sequential(nn.Linear(3, 2), nn.Softmax(dim=1)))]))
print(net)
net(torch.randn(2, 3))
print([n for n, _ in net.named_parameters()])
print([n for n, _ in net.named_buffers()], [n for n, _ in net.named_children()])
print([(n, type(m).__name__) for n, m in net.named_modules()])
for k, v in net.state_dict().items():
    print(k, tuple(v.shape))
print(net.first.calls, net.get_submodule("head.0"), net.get_parameter("first.scale"), net.get_buffer("second.calls"))
clone = copy.deepcopy(net)
clone.first.scale.data.fill_(5)
print(net.first.scale.data, clone.first.scale, clone.first.note)
print(all(torch.equal(a, b) for a, b in zip(net.head.parameters(), clone.head.parameters())))
print(clone.load_state_dict(net.state_dict()))
state = net.state_dict()
del state["first.scale"]
state["extra"] = torch.ones(1)
state["head.0.weight"] = torch.ones(4, 4)
try:
    clone.load_state_dict(state)
except RuntimeError as e:
    print(e)
state.pop("head.0.weight")
print(clone.load_state_dict(state, strict=False))
net.requires_grad_(False)
print(any(p.requires_grad for p in net.parameters()), net.training, net.eval().training, net[0].training)
print(net.train(), net.head[1], net[-1][0].in_features)
net.head.add_module("2", nn.Identity())
net.head.append(nn.Flatten())
print(net.head, len(net.head))
del net.head[2]
print([type(m).__name__ for m in net.head], net.head[:1])
net.double()
print(net.head[0].weight.dtype, net.first.calls.dtype)
net.float()


def count(m):
    return sum(p.numel() for p in m.parameters())


print(count(net), sum(1 for _ in net.modules()))
for bad in (lambda: net(torch.randn(2, 4)), lambda: net.get_submodule("nothing"), lambda: net.missing,
            lambda: setattr(net.first, "fc", 3), lambda: setattr(net.first, "scale", torch.ones(3)),
            lambda: setattr(net.first, "calls", "x"), lambda: nn.Sequential(nn.ReLU), lambda: net[7],
            lambda: net.register_buffer("a.b", None), lambda: net.first.register_buffer("fc", None),
            lambda: net.register_parameter("w", torch.ones(1)), lambda: net.add_module("m", 3),
            lambda: nn.Module()(1), lambda: nn.Linear(2), lambda: nn.Linear(2, 3)("x"), lambda: nn.Conv2d(1, 2)):
    try:
        bad()
        print("no error")
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])


class Forgetful(nn.Module):
    def __init__(self):
        self.fc = nn.Linear(1, 1)


try:
    Forgetful()
except AttributeError as e:
    print(e)
params = nn.ParameterList([nn.Parameter(torch.ones(2)), torch.zeros(1, 3)])
params.append(torch.ones(1))
print(params, len(params), [tuple(p.shape) for p in params])
named = nn.ParameterDict({"a": torch.ones(2), "b": nn.Parameter(torch.zeros(2, 2))})
print(named, sorted(named.keys()), "a" in named, [n for n, _ in named.named_parameters()])
layers = nn.ModuleList([nn.Linear(1, 1) for _ in range(3)])
layers.insert(1, nn.ReLU())
layers.extend([nn.Tanh(), nn.Tanh()])
print(layers, layers[-1], len(layers))
table = nn.ModuleDict({"conv": nn.Conv1d(1, 1, 3), "pool": nn.MaxPool1d(2)})
table.update({"act": nn.PReLU()})
print(table, list(table.keys()), table.pop("pool"), len(table))

# Plain tensors in the places of deleted parameters.
layer = torch.nn.Linear(2, 1)
source = torch.ones(1, 2, requires_grad=True)
for name in [name for name, _ in layer.named_parameters()]:
    delattr(layer, name)
layer.weight, layer.bias = source * 3, torch.zeros(1)
print(layer(torch.ones(1, 2)), [name for name, _ in layer.named_parameters()], list(layer.state_dict()))
layer(torch.ones(1, 2)).sum().backward()
print(source.grad)
layer.weight = torch.zeros(1, 2)
print(layer(torch.ones(1, 2)))
layer.weight = torch.nn.Parameter(torch.full((1, 2), 2.0))
print(layer(torch.ones(1, 2)).item(), [name for name, _ in layer.named_parameters()])
