# Hooks for what the backward pass keeps, devices as contexts, older hooks of modules, tensors as sizes.
import torch
from torch import nn
from torch.autograd.graph import register_multi_grad_hook, save_on_cpu, saved_tensors_hooks


def pack(x):
    print("pack", x)
    return x * 1


def unpack(x):
    print("unpack", x)
    return x


a = torch.ones(3, requires_grad=True)
b = torch.full((3,), 2.0, requires_grad=True)
with saved_tensors_hooks(pack, unpack):
    y = (a * b).sum()
y.backward()
print(a.grad, b.grad)
with saved_tensors_hooks(lambda x: x.tolist(), lambda x: torch.tensor(x) * 10):
    y = (a * b).sum()
y.backward()
print(a.grad, b.grad)
with save_on_cpu():
    net = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
    for p in net.parameters():
        nn.init.constant_(p, 0.1)
    loss = net(torch.ones(2, 3)).pow(2).mean()
loss.backward()
print(loss.item(), net[0].weight.grad)
try:
    with saved_tensors_hooks(lambda x: 1 / 0, lambda x: x):
        a.exp()
except ZeroDivisionError as e:
    print("ZeroDivisionError", e)
try:
    with torch.autograd.graph.disable_saved_tensors_hooks("no hooks here"):
        with saved_tensors_hooks(pack, unpack):
            pass
except RuntimeError as e:
    print(e)

seen = []
handle = register_multi_grad_hook([a, b], lambda grads: seen.append([g.tolist() for g in grads]))
(a * b).sum().backward()
handle.remove()
(a * b).sum().backward()
print(seen)

with torch.device("meta"):
    net = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Embedding(3, 2))
    print([p.device for p in net.parameters()], [p.device for p in net.buffers()])
    print(torch.zeros(3), torch.tensor([1, 2]).device, torch.arange(3).device, torch.randperm(3).device)
    with torch.device("cpu"):
        print(torch.ones(2), torch.get_default_device())
    print(torch.get_default_device())
print(torch.zeros(2).device, torch.get_default_device())
torch.set_default_device("meta")
print(torch.ones(3), torch.rand(2, 2).shape, torch.get_default_device(), nn.LSTM(2, 3).weight_ih_l0.device)
torch.set_default_device(None)
print(torch.ones(3), torch.get_default_device())
print(nn.Embedding(3, 2, device="meta").weight.device, nn.GRU(2, 3, device="meta").bias_hh_l0.device)
with torch.device("cuda"):
    try:
        torch.zeros(2)
    except (AssertionError, RuntimeError) as e:
        print(str(e).split("\n")[0])


def shapes(m, grad_input, grad_output):
    print(type(m).__name__, [None if g is None else tuple(g.shape) for g in grad_input], [tuple(g.shape) for g in grad_output])


def with_hook(m, *shape, grad=True):
    m.register_backward_hook(shapes)
    m(torch.randn(*shape, requires_grad=grad)).sum().backward()


with_hook(nn.Linear(3, 2), 4, 3)
with_hook(nn.Linear(3, 2), 4, 3, grad=False)
with_hook(nn.Linear(3, 2, bias=False), 4, 3)
with_hook(nn.Conv2d(1, 2, 3), 1, 1, 5, 5)
with_hook(nn.Conv2d(1, 2, 3), 1, 1, 5, 5, grad=False)
with_hook(nn.ReLU(), 4, 3)
with_hook(nn.BatchNorm1d(3), 4, 3)
with_hook(nn.Sequential(nn.Linear(3, 2), nn.Sigmoid()), 4, 3)

n = torch.tensor(3)
print(torch.zeros(2, n), torch.ones(n), torch.rand(n, 2).shape, torch.zeros(2, 3).view(n, 2).shape, torch.ones(1).expand(n, 1).shape)
for value, dtype in [(300, torch.uint8), (-300, torch.uint8), (200, torch.int8), (2**40, torch.int32), (1e39, torch.float32), (1e5, torch.float16)]:
    t = torch.zeros(2, dtype=dtype)
    for f in [lambda: torch.full((2,), value, dtype=dtype), lambda: t.fill_(value), lambda: t.__setitem__(0, value), lambda: t.masked_fill(t == 0, value)]:
        try:
            print(f())
        except RuntimeError as e:
            print(e)
print(torch.full((2,), -1, dtype=torch.uint8), torch.zeros(1, dtype=torch.uint8).fill_(-1))
