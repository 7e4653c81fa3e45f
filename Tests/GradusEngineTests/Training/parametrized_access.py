"""When computed tensors are computed, and what parameters become where a state is assigned."""
import copy
import torch
from torch import nn
import torch.nn.utils.parametrize as parametrize


class Noisy(nn.Module):
    def forward(self, x):
        print("computing")
        return x * 2


torch.manual_seed(0)
layer = nn.Linear(2, 2)
parametrize.register_parametrization(layer, "weight", Noisy())
print("two")
layer.weight + layer.weight.T
print("call")
layer(torch.ones(1, 2))
with torch.no_grad():
    layer.parametrizations.weight.original.fill_(1.0)
print(layer.weight)
with parametrize.cached():
    print("cached")
    layer.weight + layer.weight.T
    layer(torch.ones(1, 2))
print(type(layer).__name__, [name for name, _ in layer.named_parameters()])
twin = copy.deepcopy(layer)
with torch.no_grad():
    twin.parametrizations.weight.original.fill_(3.0)
print(twin(torch.ones(1, 2)).shape, layer.weight[0, 0].item())
parametrize.remove_parametrizations(layer, "weight")
print(layer.weight, type(layer).__name__)

state = {"0.weight": torch.ones(1, 2), "0.bias": torch.zeros(1)}
with torch.device("meta"):
    empty = nn.Sequential(nn.Linear(2, 1))
print(empty[0].weight.device, empty.load_state_dict(state, assign=True))
print(empty[0].weight, empty(torch.ones(3, 2)))
state["0.weight"].add_(1)
print(empty[0].weight)
frozen = nn.Sequential(nn.Linear(2, 1)).requires_grad_(False)
frozen.load_state_dict({"0.weight": torch.ones(1, 2), "0.bias": torch.ones(1)}, assign=True)
print(frozen[0].weight, frozen[0].bias.requires_grad, [p.shape for p in frozen.parameters()])
norm = nn.BatchNorm1d(2)
mean = torch.tensor([3.0, 4.0])
print(norm.load_state_dict({"running_mean": mean}, strict=False, assign=True))
print(norm.running_mean is mean, norm.running_mean, list(dict(norm.named_buffers())))
try:
    nn.Linear(2, 3).load_state_dict({"weight": torch.ones(2, 2), "extra": torch.ones(1)}, assign=True)
except RuntimeError as error:
    print(error)

# Both tensors of a layer, of which one is given up.
layer = nn.Linear(2, 1)
parametrize.register_parametrization(layer, "weight", Noisy())
parametrize.register_parametrization(layer, "bias", Noisy())
parametrize.remove_parametrizations(layer, "weight")
print(type(layer).__name__, sorted(name for name, _ in layer.named_parameters()), layer(torch.ones(1, 2)).shape)
