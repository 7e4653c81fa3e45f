# %% [markdown]
# # Learn, or learn by heart?
#
# A network can get its training pictures right simply by remembering them. To notice, keep some pictures aside. We make
# it easy for the network to cheat, by giving it only a few, and then make it harder again.

# %% What we need
import os

import torch
from torch import nn, optim
from torch.utils.data import DataLoader, random_split
from torchvision import datasets, transforms

torch.manual_seed(0);

# %% Load
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
len(train_data), len(test_data)
#> (60000, 10000)
#>= 263c8f1d

# %% [markdown]
# ## Three piles
#
# - *training*: what the optimiser sees;
# - *validation*: what we look at while choosing between models;
# - *test*: looked at once, at the very end. Choosing by the test set would be learning it by heart ourselves.

# %% Split
few, validation_data, _ = random_split(train_data, [1000, 2000, len(train_data) - 3000])
train_loader = DataLoader(few, shuffle=True, batch_size=50)
validation_loader = DataLoader(validation_data, batch_size=100)
test_loader = DataLoader(test_data, batch_size=100)
print(len(few), "to train,", len(validation_data), "to validate,", len(test_data), "to test")
#> 1000 to train, 2000 to validate, 10000 to test
#>= 1b8c4dce


# %% A network that may drop out
class MyModel(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, 1)
        self.conv2 = nn.Conv2d(6, 16, 5, 1)
        self.relu = nn.ReLU()
        self.pool = nn.MaxPool2d(2)
        self.dropout = nn.Dropout(dropout)
        self.fc = nn.Linear(16 * 4 * 4, 10)

    def forward(self, x):
        x = self.pool(self.relu(self.conv1(x)))
        x = self.pool(self.relu(self.conv2(x)))
        return self.fc(self.dropout(x.view(-1, 256)))


# %% [markdown]
# Dropout hides a random part of what the last layer sees, but only while training: `net.train()` and `net.eval()` switch
# it on and off.


# %% Helpers: accuracy, and one training run
def accuracy(net, loader):
    net.eval()
    correct, total = 0, 0
    with torch.no_grad():
        for x, y in loader:
            correct += (net(x).argmax(1) == y).sum().item()
            total += len(y)
    return 100 * correct / total


def shifted(x):
    # Each picture moves by up to two pixels; what leaves the frame is lost, zeros come in.
    canvas = torch.zeros(len(x), 1, 32, 32)
    canvas[:, :, 2:30, 2:30] = x
    moves = torch.randint(0, 5, (len(x), 2)).tolist()
    return torch.stack([canvas[i, :, down : down + 28, right : right + 28] for i, (down, right) in enumerate(moves)])


def train(name, dropout, augment, epochs):
    torch.manual_seed(1)
    net = MyModel(dropout)
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.Adam(net.parameters(), lr=0.002)
    for epoch in range(epochs):
        net.train()
        for x, y in train_loader:
            if augment:
                x = shifted(x)
            loss = criterion(net(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        if epoch % 10 == 9:
            seen = accuracy(net, train_loader)
            unseen = accuracy(net, validation_loader)
            print(f"{name:14s} epoch {epoch + 1:2d}   training {seen:6.2f} %   validation {unseen:6.2f} %")
    return net


# %% As before: it learns by heart check="training±3pp,validation±3pp"
plain = train("plain", 0.0, False, 30)
#> plain          epoch 10   training  95.10 %   validation  90.80 %
#> plain          epoch 20   training  99.30 %   validation  92.75 %
#> plain          epoch 30   training 100.00 %   validation  92.85 %
#>= 7f67a6e5

# %% [markdown]
# Training accuracy runs ahead and reaches 100 %, validation accuracy stops below it. The gap is *over-fitting*.

# %% With dropout check="training±3pp,validation±3pp"
dropped = train("dropout", 0.5, False, 30)
#> dropout        epoch 10   training  94.80 %   validation  92.20 %
#> dropout        epoch 20   training  97.90 %   validation  93.90 %
#> dropout        epoch 30   training  99.10 %   validation  94.05 %
#>= 492a1858

# %% With augmentation check="training±3pp,validation±3pp"
# A shifted seven is still a seven: new pictures for free.
augmented = train("augmentation", 0.0, True, 30)
#> augmentation   epoch 10   training  94.40 %   validation  93.20 %
#> augmentation   epoch 20   training  96.90 %   validation  94.10 %
#> augmentation   epoch 30   training  98.10 %   validation  94.85 %
#>= 590745e0

# %% With both check="training±3pp,validation±3pp"
both = train("both", 0.3, True, 30)
#> both           epoch 10   training  93.70 %   validation  91.75 %
#> both           epoch 20   training  96.80 %   validation  94.80 %
#> both           epoch 30   training  97.80 %   validation  94.90 %
#>= 2d4a5465

# %% Choose by validation, then test once check="plain±3pp,dropout±3pp,augmentation±3pp,both±3pp,test±3pp"
models = {"plain": plain, "dropout": dropped, "augmentation": augmented, "both": both}
scores = {name: accuracy(net, validation_loader) for name, net in models.items()}
best = max(scores, key=scores.get)
for name, score in scores.items():
    print(f"{name:14s} {score:6.2f} %{'   <- chosen' if name == best else ''}")
print(f"test accuracy: {accuracy(models[best], test_loader):.2f} %")
#> plain           92.85 %
#> dropout         94.05 %
#> augmentation    94.85 %
#> both            94.90 %   <- chosen
#> test accuracy: 96.25 %
#>= 81cf473f

# %% [markdown]
# ## What you should have learnt
#
# - Good results on training data prove nothing; a gap to the validation data is over-fitting.
# - Dropout and augmentation make learning by heart harder, each in its way; more data is better than either.
# - `net.train()` and `net.eval()` matter as soon as a layer behaves differently in training.
# - Choose by validation, report the test. Next comes CIFAR-10: the same story in colour, and a good deal harder.
