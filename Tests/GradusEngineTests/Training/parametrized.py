# Parametrisations: symmetric weights, weight norm, spectral norm; functional calls
import torch
from torch import nn
import torch.nn.utils.parametrize as parametrize

torch.manual_seed(44)


class Symmetric(nn.Module):
    def forward(self, X):
        return X.triu() + X.triu(1).transpose(-1, -2)


layer = nn.Linear(3, 3)
parametrize.register_parametrization(layer, "weight", Symmetric())
A = layer.weight
print(torch.allclose(A, A.T), [n for n, _ in layer.named_parameters()], parametrize.is_parametrized(layer))
opt = torch.optim.SGD(layer.parameters(), lr=0.1)
x = torch.randn(8, 3)
for i in range(3):
    loss = (layer(x) ** 2).sum()
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(i, f"{loss.item():.4f}", torch.allclose(layer.weight, layer.weight.T))
wn = nn.utils.parametrizations.weight_norm(nn.Linear(3, 2))
print(f"{wn(x).sum().item():.4f}", sorted(n for n, _ in wn.named_parameters()))
sn = nn.utils.parametrizations.spectral_norm(nn.Linear(3, 4))
print(f"{torch.linalg.matrix_norm(sn.weight, 2).item():.2f}", f"{sn(x).sum().item():.4f}")
parametrize.remove_parametrizations(layer, "weight")
print(sorted(n for n, _ in layer.named_parameters()), type(layer.weight).__name__)
net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 1))
params = {k: v.detach() * 0 + 1 for k, v in net.named_parameters()}
print(torch.func.functional_call(net, params, (torch.ones(1, 3),)))
grads = torch.func.grad(lambda p: torch.func.functional_call(net, p, (x,)).sum())(params)
print({k: tuple(v.shape) for k, v in grads.items()}, f"{grads['0.weight'].sum().item():.4f}")
