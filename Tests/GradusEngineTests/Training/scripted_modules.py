# Scripted modules in files, swapped tensors, and the modules that scalers are imported from.
import os
import tempfile

import torch
from torch import nn
from torch.cuda.amp import autocast_mode, grad_scaler

print(grad_scaler.GradScaler.__name__, autocast_mode.autocast.__name__, torch.amp.grad_scaler.GradScaler is torch.amp.GradScaler)


class Gate(nn.Module):
    def forward(self, x):
        if x.sum() > 0:
            return x
        return -x


class Cell(nn.Module):
    def __init__(self):
        super().__init__()
        self.gate = Gate()
        self.linear = nn.Linear(2, 2)

    def forward(self, x):
        return self.gate(self.linear(x))


torch.manual_seed(0)
cell = Cell()
x = torch.ones(1, 2)
with tempfile.TemporaryDirectory() as folder:
    for made in (torch.jit.script(cell), torch.jit.trace(nn.Linear(2, 2), x)):
        path = os.path.join(folder, "model.pt")
        made.save(path)
        again = torch.jit.load(path)
        print(torch.equal(again(x), made(x)), list(again.state_dict()))
        torch.jit.save(again, path)
        print(torch.equal(torch.jit.load(path)(x), made(x)))

a, b = torch.arange(2), torch.arange(3.0, requires_grad=True)
torch.utils.swap_tensors(a, b)
print(a, b)
weight = nn.Linear(2, 1).weight
optimizer = torch.optim.SGD([weight], lr=0.1)
torch.utils.swap_tensors(weight, nn.Parameter(torch.ones(1, 2)))
weight.sum().backward()
optimizer.step()
print(weight)
