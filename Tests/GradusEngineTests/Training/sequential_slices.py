"""Slices of nn.Sequential keep the names of their members; those of ModuleList count anew."""
import torch
from collections import OrderedDict
from torch import nn

net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
print(net[1:])
print(list(net[1:].state_dict()))
print(net[::2], net[-1:], net[:0], sep="\n")
named = nn.Sequential(OrderedDict(first=nn.Linear(2, 2), act=nn.Tanh(), last=nn.Linear(2, 1)))
print(named[:2])
print(list(named[1:].state_dict()), named[1:].last is named.last)
torch.manual_seed(0)
print(named[:2](torch.ones(1, 2)).shape)


class Stack(nn.Sequential):
    pass


print(type(Stack(nn.ReLU(), nn.Tanh())[1:]).__name__, Stack(nn.ReLU(), nn.Tanh())[1:])
print(nn.ModuleList([nn.ReLU(), nn.Tanh(), nn.ELU()])[1:])

torch.use_deterministic_algorithms(True)
print(torch.are_deterministic_algorithms_enabled())
torch.use_deterministic_algorithms(False)
print(torch.are_deterministic_algorithms_enabled())
