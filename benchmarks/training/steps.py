# Seconds per training step of the nets that beginners build: steps.py NAME prints the median over the repeated steps.
import statistics
import sys
import time

import torch
from torch import nn, optim


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Sequential()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(y)) + self.shortcut(x))


class SequenceClassifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(64, 128, batch_first=True)
        self.fc = nn.Linear(128, 10)

    def forward(self, x):
        return self.fc(self.lstm(x)[0][:, -1])


class TokenClassifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.TransformerEncoderLayer(128, 4, 512, batch_first=True)
        self.fc = nn.Linear(128, 10)

    def forward(self, x):
        return self.fc(self.layer(x).mean(1))


def cifar_net():
    net = nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 128, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(128 * 4 * 4, 10),
    )
    return net, torch.randn(64, 3, 32, 32)


def resnet():
    net = nn.Sequential(
        nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU(),
        Block(16, 16, 1), Block(16, 32, 2), Block(32, 64, 2),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10),
    )
    return net, torch.randn(64, 3, 32, 32)


def mlp():
    return nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10)), torch.randn(128, 784)


def lstm():
    return SequenceClassifier(), torch.randn(32, 50, 64)


def transformer():
    return TokenClassifier(), torch.randn(16, 64, 128)


NETS = {"cifar_net": cifar_net, "resnet": resnet, "mlp": mlp, "lstm": lstm, "transformer": transformer}

torch.manual_seed(0)
net, x = NETS[sys.argv[1]]()
y = torch.randint(0, 10, (x.shape[0],))
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(net.parameters())


def step():
    optimizer.zero_grad()
    loss = criterion(net(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


for _ in range(3):
    step()
times = []
end = time.perf_counter() + 1.5
while time.perf_counter() < end:
    start = time.perf_counter()
    loss = step()
    times.append(time.perf_counter() - start)
print("loss", loss)
print("seconds", statistics.median(times))
