import torch
import torch.nn as nn

conv = nn.Conv2d(3, 8, 3)
gray = torch.zeros(1, 1, 28, 28)
conv(gray)
