import torch
import torch.nn.functional as F

scores = torch.zeros(3, 4)
target = torch.zeros(3)
F.nll_loss(scores, target)
