# Higher derivatives: a differential equation by a network, jacobian, hessian, jvp, vjp
import torch
from torch import nn
from torch.autograd.functional import hessian, hvp, jacobian, jvp, vhp, vjp

torch.manual_seed(36)
net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1)).double()
t = torch.linspace(0, 2, 20, dtype=torch.float64).reshape(-1, 1).requires_grad_(True)
opt = torch.optim.Adam(net.parameters(), lr=0.02)
for i in range(30):
    u = net(t)
    du = torch.autograd.grad(u, t, torch.ones_like(u), create_graph=True)[0]
    d2u = torch.autograd.grad(du, t, torch.ones_like(du), create_graph=True)[0]
    loss = ((d2u + u) ** 2).mean() + (u[0] - 1) ** 2 + du[0] ** 2
    opt.zero_grad()
    loss.backward()
    opt.step()
    if i % 6 == 0:
        print(i, f"{loss.item():.4f}")


def f(x):
    return x ** 3 + 2 * x.sum()


x = torch.tensor([1.0, 2.0, 3.0])
print(jacobian(f, x))
print(hessian(lambda x: (x ** 3).sum(), x))
print(vjp(f, x, torch.ones(3)), jvp(f, x, torch.tensor([1.0, 0.0, 0.0])))
print(hvp(lambda x: (x ** 4).sum(), x, torch.ones(3)), vhp(lambda x: x.prod(), x, torch.ones(3)))
a, b = torch.ones(2), torch.tensor([[1.0, 2.0], [3.0, 4.0]])
print(jacobian(lambda a, b: (b @ a, a * 2), (a, b)))
print(hessian(lambda a, b: (a @ b @ a), (a, b))[0][0])
x = torch.tensor(2.0, requires_grad=True)
y = x ** 4
g1, = torch.autograd.grad(y, x, create_graph=True)
g2, = torch.autograd.grad(g1, x, create_graph=True)
g3, = torch.autograd.grad(g2, x)
print(g1, g2, g3)
x = torch.tensor([1.0, 2.0], requires_grad=True)
z = x * x
z.backward(torch.tensor([1.0, 0.1]), retain_graph=True)
print(x.grad)
z.sum().backward()
print(x.grad)
try:
    z.sum().backward()
except RuntimeError as e:
    print(str(e).split(" (")[0])
print(torch.autograd.gradcheck(lambda x: (x.sin() * x).sum(), (torch.randn(4, dtype=torch.double, requires_grad=True),)))
print(torch.autograd.gradgradcheck(lambda x: x ** 3, (torch.randn(3, dtype=torch.double, requires_grad=True),)))
print(torch.func.grad(lambda x: (x ** 2).sum())(torch.tensor([1.0, 2.0])))
print(torch.func.vmap(lambda a, b: a @ b)(torch.ones(3, 2), torch.arange(6.0).view(3, 2)))
print(torch.func.jacrev(torch.sin)(torch.zeros(2)), torch.vmap(torch.func.grad(lambda x: x ** 3))(torch.tensor([1.0, 2.0])))
