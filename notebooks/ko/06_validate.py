# %% [markdown]
# # 배우는가, 외우는가?
#
# 신경망은 학습 그림을 그저 외워서 다 맞힐 수 있다. 이것을 알아채려면 그림 몇 장을 따로 남겨 두어야 한다. 그림을 조금만 주어
# 속이기 쉽게 만든 다음, 다시 어렵게 만들어 본다.

# %% 필요한 것
import os

import torch
from torch import nn, optim
from torch.utils.data import DataLoader, random_split
from torchvision import datasets, transforms

torch.manual_seed(0);

# %% 불러오기
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
# ## 세 더미
#
# - *학습*: 최적화기가 보는 것
# - *검증*: 모델을 고르는 동안 우리가 보는 것
# - *시험*: 맨 마지막에 한 번만 보는 것. 시험 집합을 보고 고르면 우리가 외우는 셈이 된다.

# %% 나누기
few, validation_data, _ = random_split(train_data, [1000, 2000, len(train_data) - 3000])
train_loader = DataLoader(few, shuffle=True, batch_size=50)
validation_loader = DataLoader(validation_data, batch_size=100)
test_loader = DataLoader(test_data, batch_size=100)
print(len(few), "to train,", len(validation_data), "to validate,", len(test_data), "to test")
#> 1000 to train, 2000 to validate, 10000 to test
#>= 1b8c4dce


# %% 일부를 가릴 수 있는 신경망
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
# 드롭아웃은 마지막 층이 보는 것의 일부를 무작위로 가린다. 다만 학습할 때만 그렇다. `net.train()`과 `net.eval()`이 켜고 끈다.


# %% 도우미: 정확도, 그리고 학습 한 번
def accuracy(net, loader):
    net.eval()
    correct, total = 0, 0
    with torch.no_grad():
        for x, y in loader:
            correct += (net(x).argmax(1) == y).sum().item()
            total += len(y)
    return 100 * correct / total


def shifted(x):
    # 그림마다 최대 두 점씩 움직인다. 틀을 벗어난 것은 사라지고, 빈 곳은 0이 된다.
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


# %% 전처럼: 외운다 check="training±3pp,validation±3pp"
plain = train("plain", 0.0, False, 30)
#> plain          epoch 10   training  95.10 %   validation  90.80 %
#> plain          epoch 20   training  99.30 %   validation  92.75 %
#> plain          epoch 30   training 100.00 %   validation  92.85 %
#>= 4f941d49

# %% [markdown]
# 학습 정확도는 앞서 달려 100 %에 이르고, 검증 정확도는 그 아래에서 멈춘다. 이 틈이 *과적합*이다.

# %% 드롭아웃을 쓰면 check="training±3pp,validation±3pp"
dropped = train("dropout", 0.5, False, 30)
#> dropout        epoch 10   training  94.80 %   validation  92.20 %
#> dropout        epoch 20   training  97.90 %   validation  93.90 %
#> dropout        epoch 30   training  99.10 %   validation  94.05 %
#>= 492a1858

# %% 데이터 늘리기를 쓰면 check="training±3pp,validation±3pp"
# 옮긴 7도 여전히 7이다. 새 그림이 공짜로 생긴다.
augmented = train("augmentation", 0.0, True, 30)
#> augmentation   epoch 10   training  94.40 %   validation  93.20 %
#> augmentation   epoch 20   training  96.90 %   validation  94.10 %
#> augmentation   epoch 30   training  98.10 %   validation  94.85 %
#>= 8ddaf279

# %% 둘 다 쓰면 check="training±3pp,validation±3pp"
both = train("both", 0.3, True, 30)
#> both           epoch 10   training  93.70 %   validation  91.75 %
#> both           epoch 20   training  96.80 %   validation  94.80 %
#> both           epoch 30   training  97.80 %   validation  94.90 %
#>= 2d4a5465

# %% 검증으로 고르고, 시험은 한 번만 check="plain±3pp,dropout±3pp,augmentation±3pp,both±3pp,test±3pp"
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
# ## 배운 것
#
# - 학습 데이터에서 좋은 결과는 아무것도 증명하지 않는다. 검증 데이터와의 틈이 과적합이다.
# - 드롭아웃과 데이터 늘리기는 저마다의 방식으로 외우기를 어렵게 한다. 데이터가 더 많은 것이 가장 좋다.
# - 학습할 때 다르게 움직이는 층이 있으면 `net.train()`과 `net.eval()`이 중요하다.
# - 검증으로 고르고, 시험 결과를 보고한다. 다음은 CIFAR-10, 색이 있는 같은 이야기이며 훨씬 어렵다.
