# MNIST in shuffled batches of 50, ToTensor included: the seconds of one pass.
import os
import sys
import time

import torch
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

torch.manual_seed(0)
root = os.environ.get("GRADUS_DATA", "./data")
workers = int(sys.argv[1]) if len(sys.argv) > 1 else 0
data = datasets.MNIST(root=root, train=True, transform=transforms.ToTensor())
loader = DataLoader(data, batch_size=50, shuffle=True, num_workers=workers)
best = None
for _ in range(3):
    labels = 0
    start = time.perf_counter()
    for x, y in loader:
        labels += int(y[0])
    seconds = time.perf_counter() - start
    best = seconds if best is None else min(best, seconds)
print("check", labels, tuple(x.shape))
print("seconds", best)
