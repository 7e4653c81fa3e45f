import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
import numpy as np
import time
from collections import OrderedDict
torch.manual_seed(123)
np.random.seed(0)
class_names = ('plane', 'car', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck')
images = torch.randint(0, 256, (60, 3, 32, 32), dtype=torch.uint8)
labels = torch.randint(0, 10, (60,))
mean = images.float().div(255).mean(dim=(0, 2, 3))
std = images.float().div(255).std(dim=(0, 2, 3))
print(mean, std)
X = (images.float() / 255 - mean[None, :, None, None]) / std.view(1, 3, 1, 1)

class Net(nn.Module):

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = torch.flatten(x, 1)
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))
net = Net()
print(net)
params = list(net.parameters())
print(len(params), params[0].size())
criterion = nn.CrossEntropyLoss()
optimizer = optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(X, labels), batch_size=4, shuffle=True, num_workers=0)
for epoch in range(2):
    running_loss = 0.0
    for i, data in enumerate(loader, 0):
        inputs, targets = data
        optimizer.zero_grad()
        outputs = net(inputs)
        loss = criterion(outputs, targets)
        loss.backward()
        optimizer.step()
        running_loss += loss.item()
        if i % 5 == 4:
            print(f'[{epoch + 1}, {i + 1:5d}] loss: {running_loss / 5:.3f}')
            running_loss = 0.0
print('Finished Training')
correct_pred = {c: 0 for c in class_names}
total_pred = {c: 0 for c in class_names}
confusion = torch.zeros(10, 10, dtype=torch.int64)
with torch.no_grad():
    for x, y in loader:
        _, p = torch.max(net(x).data, 1)
        for a, b in zip(y, p):
            confusion[a, b] += 1
            total_pred[class_names[a]] += 1
            if a == b:
                correct_pred[class_names[a]] += 1
for c, k in correct_pred.items():
    print(f'Accuracy for class: {c:5s} is {100 * float(k) / max(total_pred[c], 1):.1f} %')
print(confusion)
print(confusion.diag().sum().item() / confusion.sum().item())
vgg = nn.Sequential(OrderedDict([('features', nn.Sequential(nn.Conv2d(3, 8, kernel_size=3, stride=2, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.Dropout2d(0.25), nn.Conv2d(8, 16, (3, 5), padding=(1, 2), groups=4, bias=False), nn.AvgPool2d(2))), ('avgpool', nn.AdaptiveAvgPool2d((2, 2))), ('flat', nn.Flatten()), ('classifier', nn.Linear(64, 10))]))
print(vgg)
print(vgg.features[0].weight.shape, vgg(X[:2]).shape, [n for n, _ in vgg.named_modules()])

class InceptionBlock(nn.Module):

    def __init__(self, c, o):
        super().__init__()
        self.b1 = nn.Conv2d(c, o, 1)
        self.b2 = nn.Sequential(nn.Conv2d(c, o, 1), nn.Conv2d(o, o, 3, padding='same'))
        self.b3 = nn.Sequential(nn.MaxPool2d(3, 1, 1), nn.Conv2d(c, o, 1))

    def forward(self, x):
        return torch.cat([self.b1(x), self.b2(x), self.b3(x)], 1)

class SE(nn.Module):

    def __init__(self, c, r=2):
        super().__init__()
        self.fc = nn.Sequential(nn.Linear(c, c // r, bias=False), nn.ReLU(inplace=True), nn.Linear(c // r, c, bias=False), nn.Sigmoid())

    def forward(self, x):
        b, c, _, _ = x.size()
        y = x.mean((2, 3))
        return x * self.fc(y).view(b, c, 1, 1).expand_as(x)
m = nn.Sequential(InceptionBlock(3, 4), SE(12), nn.ConvTranspose2d(12, 3, 4, 2, 1), nn.Upsample(scale_factor=0.5, mode='bilinear', align_corners=False), nn.PixelUnshuffle(2), nn.Hardswish())
o = m(X[:1, :, :8, :8])
print(o.shape, o.mean(), o.std())
o.sum().backward()
print({n: round(p.grad.norm().item(), 3) for n, p in m.named_parameters()})
print(F.conv2d(torch.arange(16.0).view(1, 1, 4, 4), torch.tensor([[[[1.0, 0], [0, -1]]]])), F.max_pool2d(torch.arange(16.0).view(1, 1, 4, 4), 2, return_indices=True), F.unfold(torch.arange(9.0).view(1, 1, 3, 3), 2))
try:
    net(torch.randn(1, 3, 28, 28))
except RuntimeError as e:
    print('RuntimeError:', str(e).split('\n')[0])
try:
    net(torch.randn(3, 32, 32)[None, :1])
except RuntimeError as e:
    print('RuntimeError:', str(e).split('\n')[0])
