# %% [markdown]
# # Shapes, and contracts about them
#
# Most errors in deep learning are about shapes. Each shape can be computed with a pencil, and what a function expects can be
# written into its head. Then a mistake is found at the door, with a sentence that says what is wrong.

# %% What we need
import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

torch.manual_seed(0);

# %% [markdown]
# ## With a pencil
#
# A convolution of size k leaves n − k + 1 places in a row of n; pooling by 2 halves them.

# %% Compute, then check
side = 28
side = side - 5 + 1
side = side // 2
side = side - 5 + 1
side = side // 2
print("16 channels of", side, "x", side, "are", 16 * side * side, "numbers")
layers = nn.Sequential(nn.Conv2d(1, 6, 5), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.MaxPool2d(2), nn.Flatten())
layers(torch.zeros(1, 1, 28, 28)).shape
#> 16 channels of 4 x 4 are 256 numbers
#> torch.Size([1, 256])
#>= 1d69588c

# %% [markdown]
# `gradus shapes 07_shapes_and_contracts.py` prints this arithmetic for every operation of the notebook, before anything
# is trained.
#
# ## A contract
#
# `Float[Tensor, "batch 1 28 28"]` reads: a tensor of floats with four axes; the first may have any size and is called
# *batch*, the others are 1, 28 and 28. The result promises the same *batch*.


# %% A network with a contract
class MyModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = layers
        self.fc = nn.Linear(256, 10)

    def forward(self, x: Float[Tensor, "batch 1 28 28"]) -> Float[Tensor, "batch 10"]:
        return self.fc(self.layers(x))


net = MyModel()
net(torch.zeros(3, 1, 28, 28)).shape
#> torch.Size([3, 10])
#>= 110ddeda

# %% [markdown]
# One picture is not a batch. The contract says which axis is missing, and how to add it.

# %% Without a batch axis raises="TypeCheckError"
picture = torch.zeros(1, 28, 28)
net(picture)
#> TypeCheckError: MyModel.forward() argument 'x' should be Float[Tensor, 'batch 1 28 28'], but its shape is [1, 28, 28]: 3 axes, where 4 are wanted; the axis 'batch' is missing: x[None, :] adds it with size 1
#>= 1a127ef1

# %% The cure
net(picture[None, :]).shape
#> torch.Size([1, 10])
#>= 81dcc65f

# %% Channels last raises="TypeCheckError"
net(torch.zeros(3, 28, 28, 1))
#> TypeCheckError: MyModel.forward() argument 'x' should be Float[Tensor, 'batch 1 28 28'], but its shape is [3, 28, 28, 1]: axis 1 is 28, where 1 is wanted; x.permute(0, 3, 1, 2) puts the channels first
#>= 3f669730

# %% [markdown]
# ## Names must agree
#
# A name means one size within a call. This finds what no single shape shows: two arguments that do not belong together.


# %% Accuracy with a contract
def accuracy(scores: Float[Tensor, "batch classes"], labels: Int[Tensor, "batch"]) -> float:
    return (scores.argmax(1) == labels).float().mean().item()


scores = torch.tensor([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]])
accuracy(scores, torch.tensor([1, 0, 0]))
#> 0.6666666865348816
#>= 952b3540

# %% A label too many raises="TypeCheckError"
accuracy(scores, torch.tensor([1, 0, 0, 1]))
#> TypeCheckError: accuracy() argument 'labels' should be Int[Tensor, 'batch'], but its shape is [4]: axis 0, 'batch', is 4, but 'batch' is 3 in argument 'scores'
#>= b3c7c9f7

# %% [markdown]
# ## Exercise
#
# Write `one_hot(labels)` for labels from 0 to 9, with a contract: from `"batch"` to `"batch 10"`.


# %% A solution
def one_hot(labels: Int[Tensor, "batch"]) -> Float[Tensor, "batch 10"]:
    rows = torch.zeros(len(labels), 10)
    rows[torch.arange(len(labels)), labels] = 1.0
    return rows


answer = one_hot(torch.tensor([3, 0, 9]))
assert answer.shape == (3, 10)
assert answer.argmax(1).tolist() == [3, 0, 9]
answer.sum(1)
#> tensor([1., 1., 1.])
#>= 93b38875

# %% [markdown]
# ## What you should have learnt
#
# - Every shape has a reason that can be computed.
# - A contract is an annotation; it is checked when the function is called and when it returns.
# - Named axes must agree within a call, so mismatched arguments are found at the door.
