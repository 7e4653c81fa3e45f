# One epoch of the tutorial's network on tensors that are already there, in batches of 50 taken by a random permutation.
import time

import torch
from torch import nn, optim

torch.manual_seed(0)
X = torch.rand(60000, 1, 28, 28)
Y = torch.randint(0, 10, (60000,))
net = nn.Sequential(
    nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
    nn.Linear(256, 10),
)
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(net.parameters())

start = time.perf_counter()
perm = torch.randperm(60000)
for i in range(0, 60000, 50):
    index = perm[i : i + 50]
    loss = criterion(net(X[index]), Y[index])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print("loss", loss.item())
print("seconds", time.perf_counter() - start)
