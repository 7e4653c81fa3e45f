import torch

scores = torch.zeros(3, 4)
scores[3]
