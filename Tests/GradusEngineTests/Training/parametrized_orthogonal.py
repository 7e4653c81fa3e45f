# Orthogonal weights and weights of norm 1.
import torch
from torch import nn
from torch.nn.utils import parametrizations, parametrize


def attempt(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for options in ({}, {"orthogonal_map": "cayley"}, {"orthogonal_map": "householder"}, {"use_trivialization": False},
                {"orthogonal_map": "householder", "use_trivialization": False}):
    for rows, columns in ((3, 5), (5, 3), (4, 4)):
        torch.manual_seed(1)
        layer = parametrizations.orthogonal(nn.Linear(columns, rows), **options)
        weight = layer.weight
        square = weight @ weight.T if rows <= columns else weight.T @ weight
        print(options, (rows, columns), torch.allclose(square, torch.eye(min(rows, columns)), atol=1e-5))
        print([name for name, _ in layer.named_parameters()], [name for name, _ in layer.named_buffers()])
        print(weight.detach().abs().sum().round(decimals=3).item())
        optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
        for _ in range(3):
            optimizer.zero_grad()
            (layer(torch.arange(columns * 2.0).reshape(2, columns) / 5) ** 2).sum().backward()
            optimizer.step()
        print(layer.weight.detach().mul(100).round().div(100).abs().tolist())
layer = parametrizations.orthogonal(nn.Linear(3, 3))
print(layer)
turn = torch.tensor([[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
layer.weight = turn
print(torch.allclose(layer.weight, turn), attempt(lambda: setattr(layer, "weight", torch.ones(2, 2))))
print(parametrize.remove_parametrizations(layer, "weight"))
print(attempt(lambda: parametrizations.orthogonal(nn.Linear(2, 2), "bias")), attempt(lambda: parametrizations.orthogonal(nn.Linear(2, 2), orthogonal_map="x")))
print(attempt(lambda: parametrizations.orthogonal(nn.Linear(2, 2), "nope")))

torch.manual_seed(3)
layer = parametrizations.spectral_norm(nn.Linear(4, 3))
print(layer, [name for name, _ in layer.named_buffers()])
print(round(torch.linalg.matrix_norm(layer.weight, 2).item(), 3), layer(torch.ones(2, 4)).detach().round(decimals=3).tolist())
layer.eval()
print(torch.equal(layer.weight, layer.weight))
print(parametrizations.spectral_norm(nn.Conv2d(2, 3, 3), n_power_iterations=2).weight.shape)
print(attempt(lambda: parametrizations.spectral_norm(nn.Linear(2, 2), n_power_iterations=0)), attempt(lambda: parametrizations.spectral_norm(nn.Linear(2, 2), dim=5)))
print(attempt(lambda: parametrizations.spectral_norm(nn.Linear(2, 2), "nope")))
