# %% [markdown]
# # 표본을 하나씩 보며 학습하기
#
# 가장 단순한 학습 방법이다. 그림을 한 장 집어 신경망에 묻고, 고쳐 주고, 다음 장을 집는다. 이것을 육만 번 한다. 걸린 시간을
# 재 두면 다음 노트북이 넘어야 할 기준이 된다.

# %% 필요한 것
import os
import time

import torch
from torch import nn, optim
from torchvision import datasets, transforms

torch.manual_seed(0);

# %% 불러오기, 이번에는 텐서로
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


# %% 지난 노트북의 신경망
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
# ## 무엇이 틀렸고, 어떻게 고치는가
#
# 정답을 수 열 개로 쓰면 정답 자리에 1, 나머지에 0이 온다("원-핫"). `CrossEntropyLoss`는 바로 이런 뜻에서 점수 열 개를 정답과
# 비교한다. 점수를 확률로 바꾸고, 맞는 숫자의 확률이 작을수록 벌을 준다. Adam은 SGD의 후손으로, 매개변수마다 걸음의 크기를
# 따로 정한다.

# %% 손실과 최적화기
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(net.parameters())
loss = criterion(net(x[None, :]), torch.tensor([y]))
print(f"before training the loss is {loss.item():.3f}; ten equal guesses would give 2.303")
#> before training the loss is 2.277; ten equal guesses would give 2.303
#>= c3f54c2d

# %% 한 에포크, 하나씩
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

# %% 처음 보는 그림으로 시험하기 check="acc±1pp"
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
# ## 배운 것
#
# - 학습 데이터를 한 번 다 보는 것을 에포크라고 한다. 여기서는 표본마다 한 걸음을 간다.
# - 손실에는 원-핫 벡터가 필요 없다. 배치 축이 있는 텐서로 된 정답이면 충분하다.
# - 시험에는 학습과 다른 그림을 쓰고, 고칠 일이 없으니 `torch.no_grad()`를 쓴다.
# - 하나씩 한 에포크를 돌면 약 97 %를 맞히지만 시간이 걸린다.
