"""A copy of a module has the hooks of the original; those that are methods belong to the copied object."""
import copy
import torch
from torch import nn


class Watcher(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, 3), nn.ReLU())
        self.seen = {}
        self.net[0].register_forward_hook(self.keep)

    def keep(self, module, inputs, output):
        self.seen[inputs[0].device] = tuple(output.shape)

    def forward(self, x):
        self.seen.clear()
        self.net(x)
        return self.seen[x.device]


torch.manual_seed(0)
first = Watcher()
print(first(torch.ones(4, 2)))
second = copy.deepcopy(first)
print(second(torch.ones(5, 2)), first.seen, second.seen)

layer = nn.Linear(2, 2)
layer.register_forward_pre_hook(lambda module, inputs: (inputs[0] * 2,))
layer.register_forward_hook(lambda module, args, kwargs, output: print("after", len(args), kwargs), with_kwargs=True)
handle = layer.register_full_backward_hook(lambda module, grad_in, grad_out: print("back", grad_out[0].shape))
twin = copy.deepcopy(layer)
x = torch.ones(1, 2)
print(torch.equal(twin(x), layer(x)))
twin(x).sum().backward()
handle.remove()
layer(x).sum().backward()
twin(x).sum().backward()
print(len(twin._forward_hooks), len(layer._backward_hooks), len(twin._backward_hooks))
shallow = copy.copy(twin)
shallow(x)

# What an object keeps beside tensors.
class Settings:
    def __init__(self):
        self.device = torch.device("cpu")
        self.dtype = torch.float64
        self.size = torch.Size([1, 2])
        self.generator = torch.Generator().manual_seed(3)
        self.layout = torch.strided


settings = Settings()
other = copy.deepcopy(settings)
print(other.device, other.dtype, other.size, other.layout, copy.copy(settings).device)
print(torch.rand(2, generator=settings.generator), torch.rand(2, generator=other.generator))
