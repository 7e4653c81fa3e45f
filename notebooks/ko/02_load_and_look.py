# %% [markdown]
# # MNIST를 불러와서 들여다보기
#
# MNIST는 손으로 쓴 숫자 모음이다. 60,000장은 배우는 데 쓰고, 10,000장은 시험용으로 따로 둔다. 무엇을 만들기 전에 먼저
# 데이터를 보자. 실수는 대부분 여기서 드러난다.

# %% 필요한 것
import os

from torchvision import datasets
from torchvision.transforms import functional

# %% [markdown]
# 파일은 환경 변수 `GRADUS_DATA`가 가리키는 폴더나 `./data`에서 찾고, 둘 다 없으면 내려받는다. 네트워크가 없으면 Gradus가
# 스스로 그리는 숫자를 쓴다.

# %% 불러오기
root = os.environ.get("GRADUS_DATA", "./data")
try:
    train_data = datasets.MNIST(root=root, train=True, download=True)
    test_data = datasets.MNIST(root=root, train=False, download=True)
except Exception:
    from gradus.datasets import Digits

    print("MNIST cannot be had here, so we use the digits that Gradus draws itself.")
    train_data = Digits(train=True)
    test_data = Digits(train=False)
print(len(train_data), "to train with,", len(test_data), "to test with")
#> 60000 to train with, 10000 to test with
#>= 41b909a0

# %% 항목 하나는 짝이다
item = train_data[0]
picture, label = item
print("an item is a", type(item).__name__, "of", len(item))
print("the picture:", picture.size[0], "x", picture.size[1], "pixels, mode", picture.mode, "(one channel of grey)")
print("the label:", label)
#> an item is a tuple of 2
#> the picture: 28 x 28 pixels, mode L (one channel of grey)
#> the label: 5
#>= 96f789ad

# %% [markdown]
# 모델이 원하는 것은 수다. `to_tensor`는 0…255의 회색 단계를 0에서 1까지의 수로 바꾸고, 채널을 첫 번째 축에 둔다.

# %% 텐서가 된 그림
x = functional.to_tensor(picture)
print("shape", list(x.shape), "type", x.dtype)
print(f"darkest {x.min().item():.2f}, brightest {x.max().item():.2f}, mean {x.mean().item():.4f}")
#> shape [1, 28, 28] type torch.float32
#> darkest 0.00, brightest 1.00, mean 0.1377
#>= c4c5f476


# %% 글자로 그려 보기
def draw(picture):
    shades = " .:-=+*#%@"
    rows = functional.to_tensor(picture)[0].tolist()
    for row in rows:
        print("".join([shades[int(value * 9.99)] * 2 for value in row]).rstrip())


draw(picture)
print("this is a", label)
#>
#>
#>
#>
#>
#>                                 ==++**..**@@@@==
#>                 ....--****@@@@@@@@@@%%**@@@@##::
#>               ..@@@@@@@@@@@@@@@@@@@@------::..
#>                 %%@@@@@@@@@@####@@@@
#>                 --**==@@@@%%    ..**
#>                       **@@--
#>                       ++@@##
#>                         ##@@::
#>                         ..@@%%**==
#>                           --@@@@@@==
#>                             ..##@@@@++..
#>                                 --@@@@##
#>                                   @@@@@@::
#>                             ..++##@@@@%%
#>                         ..++%%@@@@@@@@##
#>                       ==%%@@@@@@@@##--
#>                   ::%%@@@@@@@@##--
#>               **%%@@@@@@@@##--
#>         ::**%%@@@@@@@@@@++
#>         ++@@@@@@%%++++
#>
#>
#>
#> this is a 5
#>= 5dfa8e64

# %% 몇 장 더
for index in range(1, 4):
    picture, label = test_data[index]
    print(f"test picture {index} is a {label}")
    draw(picture)
#> test picture 1 is a 2
#>
#>
#>
#>                     ====**@@@@++--
#>                   **@@@@@@@@@@@@%%..
#>                 **@@@@@@%%++**@@@@==
#>               ::@@@@%%..      %%@@++
#>               --@@%%        ==@@@@::
#>                 ..          %%@@@@::
#>                           ==@@@@##
#>                         ::@@@@@@::
#>                         ++@@@@++
#>                       **@@@@**
#>                       @@@@@@..
#>                     ##@@@@++
#>                   --@@@@##
#>                   ##@@@@++
#>                 ++@@@@**
#>                 @@@@@@
#>                 @@@@@@..                  ..++++++++
#>                 @@@@@@@@@@@@@@@@**++**@@@@@@@@@@@@@@==
#>                 **@@@@@@@@@@@@@@@@@@@@@@@@@@@@**====::
#>                   ========**@@@@@@**====..
#>
#>
#>
#>
#>
#> test picture 2 is a 1
#>
#>
#>
#>
#>                                 ..@@==
#>                                 --@@--
#>                                 ++@@
#>                               ..@@++
#>                               --@@::
#>                               ##%%
#>                             ..@@%%
#>                             --@@##
#>                             ++@@--
#>                           ::@@%%
#>                           ==@@**
#>                           **@@--
#>                           @@%%
#>                         ==@@**
#>                         ++@@++
#>                         %%@@::
#>+ 33 more lines, db1d4f80
#>= 52821ab2

# %% 숫자마다 몇 장씩 있는가?
counts = [0] * 10
for index in range(2000):
    counts[train_data[index][1]] += 1
for digit, count in enumerate(counts):
    print(f"{digit}: {count:4d} {'#' * (count // 10)}")
#> 0:  191 ###################
#> 1:  220 ######################
#> 2:  198 ###################
#> 3:  191 ###################
#> 4:  214 #####################
#> 5:  180 ##################
#> 6:  200 ####################
#> 7:  224 ######################
#> 8:  172 #################
#> 9:  210 #####################
#>= 99e23be1

# %% [markdown]
# ## 배운 것
#
# - 데이터 집합은 길이가 있고, 항목은 (그림, 정답)이다.
# - 여기서 그림은 28 × 28개의 회색 점이고, 정답은 0부터 9까지의 정수다.
# - 텐서로는 `[1, 28, 28]`, 곧 채널, 행, 열이며 값은 0과 1 사이에 있다.
# - 열 가지 숫자는 거의 같은 빈도로 나오므로, 아무렇게나 찍으면 열 번에 한 번 맞는다. 이것이 넘어야 할 기준이다.
