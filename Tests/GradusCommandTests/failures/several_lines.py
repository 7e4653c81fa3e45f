import torch

a = torch.zeros(2, 3)
b = torch.zeros(4, 3)
c = torch.matmul(
    a,
    b,
)
