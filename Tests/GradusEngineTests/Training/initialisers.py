import torch
from torch import nn
torch.manual_seed(0)
l = nn.Linear(3, 2)
nn.init.xavier_uniform_(l.weight)
nn.init.zeros_(l.bias)
print(l.weight, l.bias)
