# %% [markdown]
# # CIFAR-10: the same story in colour
#
# 32 × 32 pixels in three colours, ten kinds of things. Everything from the digits carries over; it is only harder.

# %% What we need
import os

import torch
from torch import nn, optim
from torch.utils.data import DataLoader, Subset
from torchvision import datasets, transforms

torch.manual_seed(0);

# %% [markdown]
# We use 4,000 pictures to train and 1,000 to test: enough to see the story in seconds.

# %% Load
root = os.environ.get("GRADUS_DATA", "./data")
normalise = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))])
train_data = Subset(datasets.CIFAR10(root=root, train=True, transform=normalise, download=True), range(4000))
test_data = Subset(datasets.CIFAR10(root=root, train=False, transform=normalise, download=True), range(1000))
classes = ["plane", "car", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
x, y = train_data[0]
print(list(x.shape), "labelled", y, "for", classes[y])
#> [3, 32, 32] labelled 6 for frog
#>= 1e126c47

# %% [markdown]
# Three channels instead of one, and 32 − 5 + 1 = 28, halved 14, − 5 + 1 = 10, halved 5: so 16 · 5 · 5 = 400 numbers
# reach the linear layer.


# %% The network, for three channels
class MyModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(3, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()
        )
        self.fc = nn.Linear(16 * 5 * 5, 10)

    def forward(self, x):
        return self.fc(self.layers(x))


net = MyModel()
sum(parameter.numel() for parameter in net.parameters())
#> 11642
#>= 9a392fef


# %% Train for five epochs check="loss±20%,test±6pp"
def accuracy(loader):
    correct = 0
    net.eval()
    with torch.no_grad():
        for x, y in loader:
            correct += (net(x).argmax(1) == y).sum().item()
    net.train()
    return 100 * correct / len(loader.dataset)


train_loader = DataLoader(train_data, shuffle=True, batch_size=50)
test_loader = DataLoader(test_data, batch_size=100)
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(net.parameters())
for epoch in range(5):
    total = 0.0
    for x, y in train_loader:
        loss = criterion(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
    print(f"epoch {epoch + 1}   loss {total / len(train_loader):.3f}   test {accuracy(test_loader):.1f} %")
#> epoch 1   loss 2.091   test 32.5 %
#> epoch 2   loss 1.796   test 36.6 %
#> epoch 3   loss 1.624   test 42.4 %
#> epoch 4   loss 1.545   test 44.4 %
#> epoch 5   loss 1.479   test 44.5 %
#>= 4414b688

# %% [markdown]
# Guessing gets 10 %. Which classes are hard? Cats and dogs, birds and planes; a person would mix up the same ones.
#
# ## Exercise
#
# Count, for each class, how many of the test pictures of that class are recognised.

# %% A solution check="ignore"
right = [0] * 10
seen = [0] * 10
with torch.no_grad():
    for x, y in test_loader:
        for answer, label in zip(net(x).argmax(1).tolist(), y.tolist()):
            seen[label] += 1
            right[label] += answer == label
assert sum(seen) == len(test_data)
for name, r, s in zip(classes, right, seen):
    print(f"{name:6s} {r:3d} of {s}")
#> plane   57 of 103
#> car     45 of 89
#> bird    41 of 100
#> cat     33 of 103
#> deer    22 of 90
#> dog     24 of 86
#> frog    61 of 112
#> horse   53 of 102
#> ship    41 of 106
#> truck   68 of 109
#>= 705997e1

# %% [markdown]
# ## What you should have learnt
#
# - Colour means three input channels; nothing else changes in the code.
# - A larger picture changes the number of inputs of the linear layer, and you can compute it.
# - Real pictures need more data and a larger network than digits do.
