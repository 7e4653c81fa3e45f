# Derivatives of derivatives: values, and which of them go on in the graph.
import torch
import torch.nn.functional as F

x = torch.tensor(3.0, requires_grad=True)
first, = torch.autograd.grad(x ** 2, x, create_graph=True)
second, = torch.autograd.grad(first, x, create_graph=True)
third, = torch.autograd.grad(second, x)
print(first, second, third)

FUNCTIONS = {
    "x ** 2": lambda x: x ** 2,
    "x ** 3": lambda x: x ** 3,
    "square": torch.square,
    "exp": torch.exp,
    "log": torch.log,
    "sin": torch.sin,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
    "1 / x": lambda x: 1 / x,
    "x * x": lambda x: x * x,
    "mean": lambda x: (x ** 2).mean(),
    "mse": lambda x: F.mse_loss(x, torch.zeros(3)),
    "dot": lambda x: x @ x,
}
for name, function in FUNCTIONS.items():
    x = torch.tensor([0.5, -1.5, 2.5] if name == "relu" else [0.5, 1.5, 2.5], requires_grad=True)
    first, = torch.autograd.grad(function(x).sum(), x, create_graph=True)
    print(name, first)
    second, = torch.autograd.grad(first.sum(), x, create_graph=True)
    print("    then", second.detach(), second.requires_grad)

# Names of single operations of the backward pass.
x = torch.tensor([0.5, -1.5, 2.5], requires_grad=True)
for function in (F.elu, F.softplus, F.gelu, lambda x: F.softmax(x, 0)[0], lambda x: F.log_softmax(x, 0)[0]):
    y = function(x)
    first, = torch.autograd.grad(y.sum(), x, create_graph=True)
    print(first.grad_fn.name(), first.requires_grad)

# A penalty on the gradient, as in WGAN-GP.
torch.manual_seed(0)
net = torch.nn.Sequential(torch.nn.Linear(3, 8), torch.nn.LeakyReLU(0.2), torch.nn.Linear(8, 1))
points = torch.randn(4, 3, requires_grad=True)
gradient, = torch.autograd.grad(net(points).sum(), points, create_graph=True)
penalty = ((gradient.norm(2, dim=1) - 1) ** 2).mean()
penalty.backward()
print(penalty, [None if p.grad is None else round(p.grad.abs().sum().item(), 4) for p in net.parameters()])

x = torch.tensor([0.5, 1.5], requires_grad=True)
(x ** 2).sum().backward(create_graph=True)
print(x.grad)
