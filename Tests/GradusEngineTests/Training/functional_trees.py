# Jacobians where arguments and results are dictionaries and tuples.
import torch
from torch import nn
from torch.func import functional_call, hessian, jacfwd, jacrev, jvp, vmap

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
params = {name: p.detach() for name, p in net.named_parameters()}
x1, x2 = torch.randn(2, 3), torch.randn(3, 3)


def single(params, x):
    return functional_call(net, params, (x.unsqueeze(0),)).squeeze(0)


def kernel(x1, x2):
    left = vmap(jacrev(single), (None, 0))(params, x1)
    right = vmap(jacrev(single), (None, 0))(params, x2)
    pairs = zip((j.flatten(2) for j in left.values()), (j.flatten(2) for j in right.values()))
    return sum(torch.einsum("Naf,Mbf->NMab", a, b) for a, b in pairs)


result = kernel(x1, x2)
print(result.shape, f"{result.mean().item():.4f}")
both = jacrev(single, argnums=(0, 1))(params, x1[0])
print({name: j.shape for name, j in both[0].items()}, both[1].shape)
print(jacrev(lambda x: {"a": x.sin(), "b": (x * 2, x.sum())})(x1[0]))
value, aux = jacrev(lambda x: (x**2, x.sum()), has_aux=True)(x1[0])
print(value, aux)
print(jacfwd(lambda d: d["x"] * d["y"])({"x": torch.tensor([1.0, 2.0]), "y": torch.tensor([3.0, 4.0])}))
print(hessian(lambda d: (d["x"] ** 3).sum())({"x": torch.tensor([1.0, 2.0])}))
out, along = jvp(lambda d: d["x"].exp() * d["y"], ({"x": torch.tensor(1.0), "y": torch.tensor(2.0)},),
                 ({"x": torch.tensor(1.0), "y": torch.tensor(0.5)},))
print(out, along)
print(jvp(lambda x: (x**2, x + 1), (torch.tensor([1.0, 2.0]),), (torch.ones(2),), has_aux=True))
