# Recurrent layers' weights by name, the keyword of split, classes as annotations, computed parameters.
import torch
import torch.nn as nn
from torch.nn.utils import parametrizations, parametrize

torch.manual_seed(0)
for layer in (nn.LSTM(2, 3, 2, bidirectional=True), nn.GRU(2, 3), nn.RNN(2, 3, nonlinearity="relu"), nn.RNN(2, 3)):
    layer.flatten_parameters()
    print(layer.mode, layer._flat_weights_names[:5], len(layer._flat_weights), [len(row) for row in layer.all_weights])
    for name in layer._flat_weights_names:
        if "weight" in name:
            nn.init.xavier_uniform_(layer._parameters[name])
print([tuple(part.shape) for part in torch.split(torch.zeros(5, 2), split_size_or_sections=[2, 3], dim=0)])
print([tuple(part.shape) for part in torch.split(tensor=torch.zeros(5, 2), split_size_or_sections=2)])


def build(block: type[nn.Module], width: int) -> nn.Module:
    return block(width, width)


print(build(nn.Linear, 2), type[int])


class Symmetric(nn.Module):
    def forward(self, X):
        return X.triu() + X.triu(1).transpose(-1, -2)


layer = nn.Linear(3, 3)
parametrize.register_parametrization(layer, "weight", Symmetric())
print(layer, type(layer), isinstance(layer, nn.Linear))
print(nn.Sequential(layer, nn.ReLU())(torch.ones(1, 3)).shape, torch.equal(layer.weight, layer.weight.T))
print(parametrizations.weight_norm(nn.Conv2d(1, 2, 3)))
parametrize.remove_parametrizations(layer, "weight")
print(layer, type(layer))
torch._assert(True, "never")
try:
    torch._assert(1 > 2, "said")
except AssertionError as error:
    print(error)
