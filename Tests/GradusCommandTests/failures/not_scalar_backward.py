import torch

loss = torch.zeros(3, requires_grad=True) * 2
loss.backward()
