# Parameters of layers deleted and set anew: a new one comes last, and the layer finds it.
import copy

import torch
import torch.nn as nn

torch.manual_seed(0)
x = torch.randn(2, 4)
linear = nn.Linear(4, 3)
old = linear.weight.detach().clone()
del linear.weight
try:
    linear(x)
except AttributeError as error:
    print(error)
linear.weight = nn.Parameter(old * 2)
print([name for name, _ in linear.named_parameters()], list(linear.state_dict()))
print(torch.allclose(linear(x), x @ (old * 2).T + linear.bias))
again = copy.deepcopy(linear)
print([name for name, _ in again.named_parameters()], torch.allclose(again(x), linear(x)))
linear(x).sum().backward()
print(linear.weight.grad.shape, linear.bias.grad)
conv = nn.Conv2d(1, 2, 3)
kernel = conv.weight.detach().clone()
del conv.weight
conv.weight = kernel
print([name for name, _ in conv.named_parameters()], conv(torch.ones(1, 1, 4, 4)).shape)
conv.weight = nn.Parameter(kernel)
print([name for name, _ in conv.named_parameters()], conv(torch.ones(1, 1, 4, 4)).shape)
norm = nn.LayerNorm(4)
del norm.weight
norm.register_parameter("weight", None)
print(norm(x).shape, list(norm.state_dict()))
recurrent = nn.LSTM(4, 3)
weight = recurrent.weight_ih_l0.detach()
before = recurrent(x[None])[0]
del recurrent.weight_ih_l0
recurrent.weight_ih_l0 = nn.Parameter(weight)
print([name for name, _ in recurrent.named_parameters()], torch.allclose(recurrent(x[None])[0], before))
