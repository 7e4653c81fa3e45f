import torch

a = torch.zeros(2, 3)
b = torch.zeros(2, 5)
a.t() + b.t()
