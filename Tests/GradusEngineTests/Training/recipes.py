# Small habits of published recipes: sizes that hold tensors, %d of a tensor, assigning to computed weights.
import torch
import torch.functional
import torch.nn as nn
import torch.nn.utils.parametrize as parametrize

torch.manual_seed(0)
lengths = torch.tensor([3, 5, 2])
print(torch.zeros((len(lengths), lengths.max())).shape)
print(torch.full((lengths[2], 2), 7), torch.randn((lengths[0], 1)).shape)
correct = torch.tensor([True, False, True]).sum()
print("accuracy %d %%, %i of %d" % (100 * correct / 3, correct, 3))
print(torch.functional.einsum("ij,jk->ik", torch.eye(2), torch.ones(2, 2)))
print(torch.functional.norm(torch.tensor([3.0, 4.0])), torch.functional.cartesian_prod(lengths, lengths[:1]).tolist())


class Upper(nn.Module):
    def forward(self, x):
        return x.triu()

    def right_inverse(self, x):
        return x.triu() * 1


class Scaled(nn.Module):
    def forward(self, x):
        return 2 * x

    def right_inverse(self, x):
        return x / 2


layer = nn.Linear(3, 3)
parametrize.register_parametrization(layer, "weight", Upper())
parametrize.register_parametrization(layer, "weight", Scaled())
layer.weight = torch.arange(9.0).reshape(3, 3)
print(layer.weight, layer.parametrizations.weight.original)
print(layer(torch.ones(1, 3)).shape, [name for name, _ in layer.named_parameters()])
try:
    layer.weight = nn.Parameter(torch.ones(3, 3))
except KeyError as error:
    print(error)


class NoWayBack(nn.Module):
    def forward(self, x):
        return x.abs()


other = nn.Linear(2, 2)
parametrize.register_parametrization(other, "weight", NoWayBack())
try:
    other.weight = torch.ones(2, 2)
except RuntimeError as error:
    print(error)
values = [1.0]
values += torch.arange(2.0)
print(values)
with torch.device("cpu") as device:
    print(torch.ones(2).device, device)
with torch.autograd.profiler.profile() as found:
    torch.ones(3) + 1
print("Self CPU time total" in found.key_averages().table(sort_by="self_cpu_time_total"))
