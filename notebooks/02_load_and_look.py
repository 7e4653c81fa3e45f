# %% [markdown]
# # Load MNIST and look at it
#
# MNIST is a collection of handwritten digits: 60,000 to learn from, and 10,000 kept aside to be examined with. Before
# building anything, look at the data. Most mistakes show up here.

# %% What we need
import os

from torchvision import datasets
from torchvision.transforms import functional

# %% [markdown]
# The files are looked for in the folder that the variable `GRADUS_DATA` names, or else in `./data`, and are downloaded
# when they are in neither. Without a network we use digits that Gradus draws by itself.

# %% Load
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

# %% One item is a pair
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
# A model wants numbers. `to_tensor` turns 0…255 grey levels into numbers from 0 to 1, with the channel as first axis.

# %% The picture as a tensor
x = functional.to_tensor(picture)
print("shape", list(x.shape), "type", x.dtype)
print(f"darkest {x.min().item():.2f}, brightest {x.max().item():.2f}, mean {x.mean().item():.4f}")
#> shape [1, 28, 28] type torch.float32
#> darkest 0.00, brightest 1.00, mean 0.1377
#>= c4c5f476


# %% Draw it with letters
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

# %% A few more
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

# %% How many of each digit?
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
# ## What you should have learnt
#
# - A data set is something with a length, whose items are (picture, label).
# - A picture here is 28 × 28 grey pixels; the label is a plain number from 0 to 9.
# - As a tensor the picture is `[1, 28, 28]`: channel, row, column; values lie between 0 and 1.
# - The ten digits are about equally frequent, so guessing at random is right one time in ten. That is the mark to beat.
