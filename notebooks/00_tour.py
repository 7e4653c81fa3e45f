# %% [markdown]
# # A tour
#
# Gradus speaks Python and has PyTorch's names. A notebook is this file: cells that start with `# %%`, text between them,
# and under each cell the output it had, in lines that start with `#>`. `gradus run` replays it, `gradus test` compares.

# %% A cell ends with a value
2**100
#> 1267650600228229401496703205376
#>= 322d765a

# %% [markdown]
# Numbers are as large as they need to be, text is Unicode, and a string that starts with `f` can hold values.

# %% Text
name = "Gradus"
print(f"{name} has {len(name)} letters; '걸음' has {len('걸음')}")
name.upper(), name[::-1]
#> Gradus has 6 letters; '걸음' has 2
#> ('GRADUS', 'sudarG')
#>= dd524380

# %% Lists and loops
squares = []
for n in range(6):
    squares.append(n * n)
print(squares)
[n for n in squares if n % 2 == 0]
#> [0, 1, 4, 9, 16, 25]
#> [0, 4, 16]
#>= b1a4ea45

# %% Dictionaries count well
counts = {}
for letter in "mississippi":
    counts[letter] = counts.get(letter, 0) + 1
counts
#> {'m': 1, 'i': 4, 's': 4, 'p': 2}
#>= aef0e0ac


# %% A function, and its help
def average(values):
    """The mean of some numbers."""
    return sum(values) / len(values)


print(average.__doc__)
average([1, 2, 6])
#> The mean of some numbers.
#> 3.0
#>= 3751208d

# %% [markdown]
# ## Mistakes are answered
#
# An error says what went wrong and where. A cell that is meant to fail says so on its marker line; then the failure is
# what `gradus test` expects.

# %% A mistake, on purpose raises="TypeError"
"1" + 1
#> TypeError: can only concatenate str (not "int") to str
#>= b03050af

# %% [markdown]
# ## Tensors
#
# A tensor is a grid of numbers with a shape. Everything in the other notebooks is made of them.

# %% A grid of numbers
import torch

x = torch.arange(6).reshape(2, 3)
print(x.shape, x.dtype)
x
#> torch.Size([2, 3]) torch.int64
#> tensor([[0, 1, 2],
#>         [3, 4, 5]])
#>= 45a09df6

# %% Whole grids at once
print(x + 10)
print(x * x)
x.float().mean(dim=1)
#> tensor([[10, 11, 12],
#>         [13, 14, 15]])
#> tensor([[ 0,  1,  4],
#>         [ 9, 16, 25]])
#> tensor([1., 4.])
#>= 5b0379a5

# %% The same seed, the same numbers
torch.manual_seed(0)
torch.rand(3)
#> tensor([0.4963, 0.7682, 0.0885])
#>= acf9cffa

# %% [markdown]
# ## At the prompt
#
# `gradus` without a file is a prompt: type an expression and see its value, Tab completes, the arrow keys bring back what
# was typed, `name?` shows help, Ctrl-D leaves. `gradus step 00_tour.py` walks through this file with that prompt between
# the cells.
#
# ## Exercise
#
# Write `is_prime(n)`, which says whether `n` has no divisor but 1 and itself.


# %% A solution
def is_prime(n):
    if n < 2:
        return False
    for divisor in range(2, int(n**0.5) + 1):
        if n % divisor == 0:
            return False
    return True


primes = [n for n in range(30) if is_prime(n)]
assert primes == [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
primes
#> [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
#>= ac5750ba

# %% [markdown]
# ## What you should have learnt
#
# - A cell's last value is shown; `print` shows anything else.
# - Errors name the place; an expected one is part of the story.
# - A tensor has a shape and a type, and operations work on all of it at once.
