import torch

total = torch.zeros(3, 4)
total += torch.ones(3)
