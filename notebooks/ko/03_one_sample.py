# %% [markdown]
# # 표본 하나를 신경망에 통과시키기
#
# 작은 합성곱 신경망을 만들고 그림 한 장을 밀어 넣는다. 신경망은 두 번 거절한다. 누구나 만나게 되는 일이니 일부러 한 번씩
# 겪어 보는 것이 좋다.

# %% 필요한 것
import os

import torch
from torch import nn
from torchvision import datasets, transforms

torch.manual_seed(0);

# %% 불러오기, 아직 텐서로 바꾸지 않고
root = os.environ.get("GRADUS_DATA", "./data")
try:
    train_data = datasets.MNIST(root=root, train=True, download=True)
except Exception:
    from gradus.datasets import Digits

    print("MNIST cannot be had here, so we use the digits that Gradus draws itself.")
    train_data = Digits(train=True)
len(train_data)
#> 60000
#>= 19ad9ddd

# %% [markdown]
# ## 신경망
#
# 합성곱, 활성화, 풀링을 두 번 거친 다음, 선형층 하나가 남은 것을 열 개의 점수로 바꾼다. `forward` 맨 위의 검사는 부르는
# 쪽과 맺은 계약이다. 그림의 *배치*를 달라는 것이다.


# %% 클래스
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
        if isinstance(x, torch.Tensor) and x.dim() != 4:
            raise ValueError(f"a batch of pictures [N, 1, 28, 28] is wanted, this is {list(x.shape)}")
        x = self.layer1_pool(self.layer1_relu(self.layer1_conv(x)))
        x = self.layer2_pool(self.layer2_relu(self.layer2_conv(x)))
        x = x.view(-1, 256)
        return self.fc(x)


net = MyModel()
net
#> MyModel(
#>   (layer1_conv): Conv2d(1, 6, kernel_size=(5, 5), stride=(1, 1))
#>   (layer1_relu): ReLU()
#>   (layer1_pool): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
#>   (layer2_conv): Conv2d(6, 16, kernel_size=(5, 5), stride=(1, 1))
#>   (layer2_relu): ReLU()
#>   (layer2_pool): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
#>   (fc): Linear(in_features=256, out_features=10, bias=True)
#> )
#>= 9f96b9f5

# %% [markdown]
# ## 첫 번째 거절: 그림은 텐서가 아니다

# %% 그림을 그대로 건네기
picture, label = train_data[0]
try:
    net(picture)
except TypeError as error:
    print("TypeError:", str(error).split("\n")[0])
#> TypeError: conv2d() received an invalid combination of arguments - got (Image, Parameter, Parameter, tuple, tuple, tuple, int), but expected one of:
#>= 14a4528b

# %% 해법: 변환한다
to_tensor = transforms.ToTensor()
x = to_tensor(picture)
x.shape
#> torch.Size([1, 28, 28])
#>= b3d01f01

# %% [markdown]
# `datasets.MNIST(..., transform=transforms.ToTensor())`라고 쓰면 모든 항목을 이렇게 바꿔 주며, 앞으로는 이것을 쓴다.
#
# ## 두 번째 거절: 그림 한 장은 배치가 아니다
#
# 층은 표본 여러 개를 한꺼번에 다룬다. 표본이 하나뿐이어도 첫 번째 축은 표본의 개수다.

# %% 표본 하나를 건네기
try:
    net(x)
except ValueError as error:
    print("ValueError:", error)
#> ValueError: a batch of pictures [N, 1, 28, 28] is wanted, this is [1, 28, 28]
#>= 07f1270b

# %% 해법: 축을 하나 더한다
batch = x[None, :]
print(list(x.shape), "becomes", list(batch.shape))
net(batch)
#> [1, 28, 28] becomes [1, 1, 28, 28]
#> tensor([[ 0.0901,  0.1094, -0.0085, -0.1310,  0.0651,  0.0291,  0.0279, -0.0688,
#>          -0.0845, -0.0184]], grad_fn=<AddmmBackward0>)
#>= 13b07d51

# %% [markdown]
# 점수 열 개로 된 행 하나, 표본마다 한 행이다. `[10]`이 아니라 `[1, 10]`이다. 아직 아무것도 배우지 않았으니 점수에는 뜻이
# 없다. `grad_fn`은 점수가 어떻게 만들어졌는지 기억한다는 표시이고, `backward`에 필요하다.
#
# ## 한 걸음씩
#
# 5 × 5 필터는 길이 28인 행에 28 − 5 + 1 = 24번 들어간다. 2로 풀링하면 절반이 된다.

# %% 모든 층과 거기서 나오는 것
value = batch
print(f"{'input':12s} {list(value.shape)}")
for name, layer in net.named_children():
    if name == "fc":
        value = value.view(-1, 256)
        print(f"{'view':12s} {list(value.shape)}")
    value = layer(value)
    print(f"{name:12s} {list(value.shape)}")
#> input        [1, 1, 28, 28]
#> layer1_conv  [1, 6, 24, 24]
#> layer1_relu  [1, 6, 24, 24]
#> layer1_pool  [1, 6, 12, 12]
#> layer2_conv  [1, 16, 8, 8]
#> layer2_relu  [1, 16, 8, 8]
#> layer2_pool  [1, 16, 4, 4]
#> view         [1, 256]
#> fc           [1, 10]
#>= d332f8c0

# %% 배울 수 있는 수는 몇 개인가?
total = 0
for name, parameter in net.named_parameters():
    print(f"{name:20s} {str(list(parameter.shape)):16s} {parameter.numel():5d}")
    total += parameter.numel()
print("in all", total)
#> layer1_conv.weight   [6, 1, 5, 5]       150
#> layer1_conv.bias     [6]                  6
#> layer2_conv.weight   [16, 6, 5, 5]     2400
#> layer2_conv.bias     [16]                16
#> fc.weight            [10, 256]         2560
#> fc.bias              [10]                10
#> in all 5142
#>= ff118677

# %% 어떤 숫자라고 답하는가?
scores = net(batch)
print("it says", scores.argmax().item(), "and the label is", label)
#> it says 1 and the label is 5
#>= d544f03c

# %% [markdown]
# ## 배운 것
#
# - 층이 원하는 것은 텐서다. `ToTensor()`나 `to_tensor`로 그림을 바꾼다.
# - 모델이 원하는 것은 배치다. `x[None, :]`은 표본 하나로 크기 1인 배치를 만든다.
# - 1 × 28 × 28 → 6 × 24 × 24 → 6 × 12 × 12 → 16 × 8 × 8 → 16 × 4 × 4 → 256 → 10. 화살표마다 까닭을 말할 수 있다.
# - 답은 점수 열 개이고, `argmax`가 가장 큰 것을 고른다.
