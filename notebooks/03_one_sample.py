# %% [markdown]
# # One sample through the network
#
# We build a small convolutional network and push a single picture through it. It will refuse twice. Both refusals are
# worth seeing once, on purpose, because everybody meets them.

# %% What we need
import os

import torch
from torch import nn
from torchvision import datasets, transforms

torch.manual_seed(0);

# %% Load, without turning pictures into tensors yet
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
# ## The network
#
# Two rounds of convolution, activation and pooling, then one linear layer that turns what is left into ten scores.
# The check at the top of `forward` is our contract with the caller: a *batch* of pictures, please.


# %% The class
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
# ## First refusal: a picture is not a tensor

# %% Hand it the picture as it is
picture, label = train_data[0]
try:
    net(picture)
except TypeError as error:
    print("TypeError:", str(error).split("\n")[0])
#> TypeError: conv2d() received an invalid combination of arguments - got (Image, Parameter, Parameter, tuple, tuple, tuple, int), but expected one of:
#>= 14a4528b

# %% The cure: convert it
to_tensor = transforms.ToTensor()
x = to_tensor(picture)
x.shape
#> torch.Size([1, 28, 28])
#>= b3d01f01

# %% [markdown]
# `datasets.MNIST(..., transform=transforms.ToTensor())` does the same for every item, and is what we use from now on.
#
# ## Second refusal: one picture is not a batch
#
# Layers work on many samples at a time. The first axis counts the samples, even when there is only one.

# %% Hand it a single sample
try:
    net(x)
except ValueError as error:
    print("ValueError:", error)
#> ValueError: a batch of pictures [N, 1, 28, 28] is wanted, this is [1, 28, 28]
#>= 07f1270b

# %% The cure: add an axis
batch = x[None, :]
print(list(x.shape), "becomes", list(batch.shape))
net(batch)
#> [1, 28, 28] becomes [1, 1, 28, 28]
#> tensor([[ 0.0901,  0.1094, -0.0085, -0.1310,  0.0651,  0.0291,  0.0279, -0.0688,
#>          -0.0845, -0.0184]], grad_fn=<AddmmBackward0>)
#>= 13b07d51

# %% [markdown]
# A row of ten scores, one row per sample: `[1, 10]`, not `[10]`. The network has learnt nothing so far, so the scores
# mean nothing. `grad_fn` says that it remembers how they were made; that is what `backward` will need.
#
# ## Step by step
#
# A 5 × 5 filter fits 28 − 5 + 1 = 24 times into a row of 28. Pooling by 2 halves that.

# %% Every layer and what comes out of it
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

# %% How many numbers can it learn?
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

# %% Which digit would it say?
scores = net(batch)
print("it says", scores.argmax().item(), "and the label is", label)
#> it says 1 and the label is 5
#>= d544f03c

# %% [markdown]
# ## What you should have learnt
#
# - A layer wants a tensor: convert pictures with `ToTensor()` or `to_tensor`.
# - A model wants a batch: `x[None, :]` makes a batch of one out of a single sample.
# - 1 × 28 × 28 → 6 × 24 × 24 → 6 × 12 × 12 → 16 × 8 × 8 → 16 × 4 × 4 → 256 → 10, and you can say why at each arrow.
# - The answer is ten scores; `argmax` picks the largest.
