# %% [markdown]
# # 배치로 학습하기
#
# 배치는 표본 한 줌을 첫 번째 축을 따라 쌓은 것이다. 신경망은 모두에 한꺼번에 답하고, 한 걸음은 그 평균으로 고친다. 신경망도
# 데이터도 같은데 시간은 몇 분의 일이다.

# %% 필요한 것
import os
import time

import torch
from torch import nn, optim
from torch.utils.data import DataLoader
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
#>= d22711d0

# %% [markdown]
# ## 로더
#
# `DataLoader`는 표본을 꺼내고, 원하면 섞고, 쉰 개씩 쌓는다. 그림은 그림끼리, 정답은 정답끼리 쌓는다. 손으로 더해야 했던 배치
# 축이 저절로 생긴다.

# %% 배치 하나
train_loader = DataLoader(train_data, shuffle=True, batch_size=50)
test_loader = DataLoader(test_data, batch_size=50)
print(len(train_loader), "batches to train with,", len(test_loader), "to test with")
x, y = next(iter(train_loader))
print("pictures", list(x.shape), "labels", list(y.shape), y.dtype)
y
#> 1200 batches to train with, 200 to test with
#> pictures [50, 1, 28, 28] labels [50] torch.int64
#> tensor([6, 8, 8, 7, 8, 0, 0, 5, 6, 0, 0, 3, 5, 8, 1, 6, 2, 4, 1, 4, 9, 4, 3, 4,
#>         1, 4, 8, 7, 6, 3, 1, 8, 4, 4, 6, 2, 4, 2, 9, 5, 7, 8, 0, 7, 5, 5, 9, 3,
#>         6, 6])
#>= 5e4f1eaf


# %% 그대로인 신경망
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
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(net.parameters())
print("scores for the whole batch:", list(net(x).shape))
#> scores for the whole batch: [50, 10]
#>= ce58b579

# %% 행과 열
scores = net(x)
print("argmax() of everything:", scores.argmax().item(), "(a place among 500 numbers: useless)")
print("argmax(1) per row:", list(scores.argmax(1).shape), "(one digit per sample)")
#> argmax() of everything: 100 (a place among 500 numbers: useless)
#> argmax(1) per row: [50] (one digit per sample)
#>= 373bd925

# %% 쉰 개씩 한 에포크
start = time.time()
print(f"training with {len(train_data)} samples... ", end="", flush=True)
for x, y in train_loader:
    y_pred = net(x)
    loss = criterion(y_pred, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"done in {time.time() - start:.1f} s")
#> training with 60000 samples... done in ... s
#>= b4fb6c54

# %% 배치로 시험하기 check="acc±1pp"
with torch.no_grad():
    correct, total = 0, 0
    for x, y in test_loader:
        correct += (y == net(x).argmax(1)).sum().item()
        total += len(y)
print(f"test accuracy: {correct}/{total} ({100 * correct / total:.2f} %)")
#> test accuracy: 9687/10000 (96.87 %)
#>= e9af3641

# %% [markdown]
# ## 배운 것
#
# - `DataLoader`는 섞고 쌓는다. 배치는 `[50, 1, 28, 28]`이고 정답은 `[50]`이다.
# - 신경망은 바꿀 것이 없다. 처음부터 배치를 원했다.
# - `argmax(1)`은 축 1을 따라 보고 행마다 답을 하나씩 준다. 비교해서 더하면 맞은 개수가 된다.
# - 정확도는 하나씩 학습한 것과 1점 안쪽으로 같고 몇 배 빠르다. 걸음은 쉰 배 적지만 걸음마다 더 잘 쓰인다.
