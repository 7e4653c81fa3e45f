import torch

x = torch.zeros(3, 4)
x.view(5, -1)
