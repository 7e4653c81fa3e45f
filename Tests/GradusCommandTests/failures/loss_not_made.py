import torch
from torch import nn

logits = torch.rand(4, 10)
labels = torch.tensor([1, 2, 3, 4])
loss = nn.CrossEntropyLoss(logits, labels)
