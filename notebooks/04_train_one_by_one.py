# %% [markdown]
# # Train with one sample at a time
#
# The simplest way to train: take a picture, ask the network, correct it, take the next one. Sixty thousand times. We
# measure how long that takes, so that the next notebook has something to beat.

# %% What we need
import os
import time

import torch
from torch import nn, optim
from torchvision import datasets, transforms

torch.manual_seed(0);

# %% Load, as tensors this time
root = os.environ.get("GRADUS_DATA", "./data")
to_tensor = transforms.ToTensor()
try:
    train_data = datasets.MNIST(root=root, train=True, transform=to_tensor, download=True)
    test_data = datasets.MNIST(root=root, train=False, transform=to_tensor, download=True)
except Exception:
    from gradus.datasets import Digits

    print("MNIST cannot be had here, so we use the digits that Gradus draws itself.")
    train_data = Digits(train=True, transform=to_tensor)
    test_data = Digits(train=False, transform=to_tensor)
x, y = train_data[0]
print(list(x.shape), "labelled", y)
#> [1, 28, 28] labelled 5
#>= 219cfb7c


# %% The network of the last notebook
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


net = MyModel()

# %% [markdown]
# ## What is wrong, and how to correct it
#
# The right answer, written as ten numbers, would be a one at the label and zeros elsewhere ("one-hot").
# `CrossEntropyLoss` compares the ten scores with the label in exactly that sense: it turns scores into probabilities
# and punishes a small probability of the right digit. Adam is a descendant of SGD that picks its step per parameter.

# %% Loss and optimiser
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(net.parameters())
loss = criterion(net(x[None, :]), torch.tensor([y]))
print(f"before training the loss is {loss.item():.3f}; ten equal guesses would give 2.303")
#> before training the loss is 2.277; ten equal guesses would give 2.303
#>= c3f54c2d

# %% One epoch, one by one
start = time.time()
print(f"training with {len(train_data)} samples... ", end="", flush=True)
for x, y in train_data:
    y_pred = net(x[None, :])
    loss = criterion(y_pred, torch.tensor([y]))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"done in {time.time() - start:.1f} s")
#> training with 60000 samples... done in ... s
#>= 8f8d76e0

# %% Examine it on pictures it has never seen check="acc±1pp"
with torch.no_grad():
    correct, total = 0, 0
    for x, y in test_data:
        answer = net(x[None, :]).argmax()
        correct += int(answer == y)
        total += 1
print(f"test accuracy: {correct}/{total} ({100 * correct / total:.2f} %)")
#> test accuracy: 9681/10000 (96.81 %)
#>= 0e2aa65a

# %% [markdown]
# ## What you should have learnt
#
# - One pass over the training data is called an epoch; here each sample makes one step.
# - The loss needs no one-hot vectors: the label itself, as a tensor with a batch axis, is enough.
# - Testing uses other pictures than training, and `torch.no_grad()` because nothing will be corrected.
# - One epoch one by one gets about 97 % right, and takes its time.
