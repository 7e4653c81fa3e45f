# One epoch of the tutorial's network on MNIST in batches of 50, loader included.
import os
import time

import torch
from torch import nn, optim
from torch.utils.data import DataLoader
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
root = os.environ.get("GRADUS_DATA", "./data")
train_data = datasets.MNIST(root=root, train=True, transform=transforms.ToTensor())
test_data = datasets.MNIST(root=root, train=False, transform=transforms.ToTensor())
train_loader = DataLoader(train_data, shuffle=True, batch_size=50)
test_loader = DataLoader(test_data, batch_size=50)
net = MyModel()
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(net.parameters())

start = time.perf_counter()
for x, y in train_loader:
    loss = criterion(net(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
seconds = time.perf_counter() - start

correct = 0
with torch.no_grad():
    for x, y in test_loader:
        correct += (net(x).argmax(1) == y).sum().item()
print("accuracy", 100 * correct / len(test_data))
print("seconds", seconds)
