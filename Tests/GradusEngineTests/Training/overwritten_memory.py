"""Results written over memory that is no longer needed must never be seen by anybody who still holds it."""
import torch
from torch import nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(3, 4)
before = x.clone()

# The input of a Sequential that begins with the activation, through views and layers that give their input back.
for first in (nn.Identity(), nn.Flatten(), nn.Dropout(0.5).eval(), nn.Unflatten(1, (2, 2))):
    nn.Sequential(first, nn.ReLU())(x)
    print(type(first).__name__, torch.equal(x, before))

# A layer that keeps its result for its gradient.
for layer in (nn.Sigmoid(), nn.Tanh(), nn.Softmax(1), nn.ELU(), nn.Softplus()):
    a = before.clone().requires_grad_()
    nn.Sequential(layer, nn.ReLU())(a - 0.2).pow(2).sum().backward()
    b = before.clone().requires_grad_()
    F.relu(layer(b - 0.2)).pow(2).sum().backward()
    print(type(layer).__name__, torch.equal(a.grad, b.grad), a.grad[0])

# Intermediate results that a hook or the caller keeps.
kept = []
net = nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 2), nn.ReLU())
handle = net[0].register_forward_hook(lambda module, inputs, output: kept.append(output))
out = net(x)
print((kept[0] < 0).any(), torch.equal(net[1](kept[0]), kept[0].clamp(min=0)))
handle.remove()
middle = net[:1](x)
copy = middle.clone()
net[1](middle)
print(torch.equal(middle, copy))

# Gradients that more than one place holds.
g = torch.randn(3, 4)
given = g.clone()
a = before.clone().requires_grad_()
b = (before + 0.5).requires_grad_()
y = F.relu(a) + F.relu(b)
y.backward(g, retain_graph=True)
print(torch.equal(g, given), a.grad[0], b.grad[0])
y.backward(g)
print(torch.equal(g, given), a.grad[0], b.grad[0])

a = before.clone().requires_grad_()
m = a * 2
r = F.relu(m)
r.retain_grad()
m.retain_grad()
(r * 3).sum().backward()
print(r.grad[0], m.grad[0], a.grad[0])

m = a * 2
r = torch.sigmoid(m)
loss = (r * 3).sum()
for part in torch.autograd.grad(loss, [r, m, a]):
    print(part[0])

seen = []
m = a * 2
m.register_hook(lambda grad: seen.append(grad))
r = F.relu(m)
r.register_hook(lambda grad: seen.append(grad))
(r.exp() + r).sum().backward()
print(seen[0][0], seen[1][0])

# Through the graph twice, and with a graph of the gradient.
net = nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 1), nn.Sigmoid())
loss = net(x).sum()
loss.backward(retain_graph=True)
once = net[0].weight.grad.clone()
loss.backward()
print(torch.allclose(net[0].weight.grad, once * 2), once[0])
a = before.clone().requires_grad_()
(d,) = torch.autograd.grad(net(a).sum(), a, create_graph=True)
d.pow(2).sum().backward()
print(a.grad[0])

# The square of the distance, its gradient scaled and not.
for scale in (1.0, 0.25):
    a = before.clone().requires_grad_()
    b = torch.ones(3, 4, requires_grad=True)
    loss = F.mse_loss(a, b)
    (loss * scale).backward()
    print(loss, a.grad[0], b.grad[0])
    a = before.clone().requires_grad_()
    F.mse_loss(a, torch.zeros(3, 4), reduction="sum").backward(torch.tensor(scale))
    print(a.grad[0])
