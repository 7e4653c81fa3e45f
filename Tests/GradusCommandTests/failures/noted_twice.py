import torch

x = torch.zeros(2, 3)
try:
    x @ x
except RuntimeError as error:
    print(error)
    raise
