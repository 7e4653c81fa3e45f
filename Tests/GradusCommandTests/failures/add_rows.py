import torch

inputs = torch.zeros(5, 3)
weights = torch.zeros(3, 4)
inputs + weights
