# The tutorial's network trained with one sample of MNIST at a time; seconds for the number of samples given.
import os
import sys
import time

import torch
from torch import nn, optim
from torchvision import datasets, transforms


class MyModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1_conv = nn.Conv2d(1, 6, 5, 1)
        self.layer1_relu = nn.ReLU()
        self.layer1_pool = nn.MaxPool2d(2)
        self.layer2_conv = nn.Conv2d(6, 16, 5, 1)
        self.layer2_relu = nn.ReLU()
        self.layer2_pool = nn.MaxPool2d(2)
        self.fc = nn.Linear(16 * 4 * 4, 10)

    def forward(self, x):
        x = self.layer1_pool(self.layer1_relu(self.layer1_conv(x)))
        x = self.layer2_pool(self.layer2_relu(self.layer2_conv(x)))
        return self.fc(x.view(-1, 256))


torch.manual_seed(0)
samples = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
root = os.environ.get("GRADUS_DATA", "./data")
train_data = datasets.MNIST(root=root, train=True, transform=transforms.ToTensor())
net = MyModel()
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(net.parameters())

start = time.perf_counter()
for index in range(samples):
    x, y = train_data[index]
    loss = criterion(net(x[None, :]), torch.tensor([y]))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
seconds = time.perf_counter() - start
print("loss", loss.item())
print("seconds", seconds)
