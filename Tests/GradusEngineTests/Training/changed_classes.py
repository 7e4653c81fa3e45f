# Classes of layers changed by a script: methods added, forward passes and ways of drawing replaced.
import torch
import torch.nn as nn

torch.manual_seed(0)
chain = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
nn.Module.describe = lambda self: f"{type(self).__name__}: {sum(p.numel() for p in self.parameters())}"
print(chain.describe(), "|", chain[0].describe(), "|", nn.Module.describe(chain[1]), hasattr(nn.Tanh(), "describe"))


class Ones(nn.Linear):
    def reset_parameters(self):
        nn.init.ones_(self.weight)
        print("drawn", self.in_features)


layer = Ones(2, 2, bias=False)
print(layer, layer.weight, torch.rand(1))


def zeros(self):
    nn.init.zeros_(self.weight)


kept = nn.Linear.reset_parameters
nn.Linear.reset_parameters = zeros
print(nn.Linear(2, 2, bias=False).weight, torch.rand(1))
nn.Linear.reset_parameters = kept
print(nn.Linear(2, 2).weight.detach().unique().numel())


class Plain(nn.Conv2d):
    def reset_parameters(self):
        self.weight.data.fill_(0.5)
        super().reset_parameters()
        print(self.weight.shape, self.bias is None)


print(Plain(1, 2, 3, bias=False))

old = nn.ReLU.forward
nn.ReLU.forward = lambda self, x: old(self, x) + 100
print(nn.ReLU()(torch.tensor([-1.0, 2.0])), nn.Sequential(nn.ReLU())(torch.tensor([-1.0, 2.0])))
print((chain(torch.ones(1, 2)) > 5).numel(), nn.functional.relu(torch.tensor([-1.0])))
nn.ReLU.forward = old
print(nn.Sequential(nn.ReLU())(torch.tensor([-1.0, 2.0])))

calls = []
plain = nn.Linear.forward


def counted(self, x):
    calls.append(tuple(x.shape))
    return plain(self, x)


nn.Linear.forward = counted
chain(torch.ones(4, 2))
print(calls)
nn.Linear.forward = plain
del nn.Module.describe
print(hasattr(chain, "describe"))

torch.Tensor.double_up = lambda self: self * 2
print(torch.ones(2).double_up(), nn.Parameter(torch.ones(1)).double_up())
torch.Tensor.rows = property(lambda self: self.shape[0])
print(torch.ones(5, 2).rows)
torch.optim.Optimizer.rate = property(lambda self: self.param_groups[0]["lr"])
print(torch.optim.SGD(chain.parameters(), lr=0.25).rate)
