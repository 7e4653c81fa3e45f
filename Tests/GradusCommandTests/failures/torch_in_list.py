import torch

layers = [torch.nn.Linear(3, 4), torch.nn.Linear(5, 2)]
x = torch.zeros(1, 3)
x = layers[0](x)
x = layers[1](x)
