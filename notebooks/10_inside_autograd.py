# %% [markdown]
# # Inside autograd
#
# `loss.backward()` looks like magic. It is bookkeeping: every operation remembers its inputs and how to pass a slope back to
# them. Sixty lines are enough to build it, and PyTorch confirms the numbers.

# %% What we need
import math

import torch


# %% A number that remembers
class Value:
    def __init__(self, data, parents=(), pull=None):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        # Hands the slope of this value on to its parents.
        self.pull = pull

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)

        def pull(slope):
            self.grad += slope
            other.grad += slope

        return Value(self.data + other.data, (self, other), pull)

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)

        def pull(slope):
            self.grad += slope * other.data
            other.grad += slope * self.data

        return Value(self.data * other.data, (self, other), pull)

    def tanh(self):
        t = math.tanh(self.data)

        def pull(slope):
            self.grad += slope * (1 - t * t)

        return Value(t, (self,), pull)

    __radd__ = __add__
    __rmul__ = __mul__

    def __repr__(self):
        return f"Value({self.data:.4f}, grad={self.grad:.4f})"

    def backward(self):
        order = []
        seen = set()

        def visit(value):
            if id(value) not in seen:
                seen.add(id(value))
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            if value.pull is not None:
                value.pull(value.grad)


# %% Try it
a, b = Value(2.0), Value(-3.0)
c = a * b + a
c.backward()
print(a, b, c)
#> Value(2.0000, grad=-2.0000) Value(-3.0000, grad=2.0000) Value(-4.0000, grad=1.0000)
#>= 68f8e28b

# %% [markdown]
# `c = a·b + a`, so the slope for `a` is `b + 1 = −2`, for `b` it is `a = 2`. Values that are used twice gather two slopes:
# that is why gradients are added up, and why a training loop calls `zero_grad`.
#
# ## A neuron, ours and PyTorch's

# %% Ours
w = [Value(0.5), Value(-1.0)]
x = [1.5, 0.25]
out = (w[0] * x[0] + w[1] * x[1] + 0.1).tanh()
out.backward()
[v.grad for v in w]
#> [1.0673666438808342, 0.1778944406468057]
#>= 15542449

# %% PyTorch's
weights = torch.tensor([0.5, -1.0], dtype=torch.float64, requires_grad=True)
inputs = torch.tensor(x, dtype=torch.float64)
theirs = torch.tanh((weights * inputs).sum() + 0.1)
theirs.backward()
print(weights.grad)
assert all(abs(v.grad - g) < 1e-12 for v, g in zip(w, weights.grad.tolist()))
#> tensor([1.0674, 0.1779], dtype=torch.float64)
#>= 1ec056af

# %% [markdown]
# ## It learns
#
# One neuron and gradient descent: push the output towards 0.8.

# %% Twenty steps
for step in range(20):
    for v in w:
        v.grad = 0.0
    out = (w[0] * x[0] + w[1] * x[1] + 0.1).tanh()
    error = out + -0.8
    loss = error * error
    loss.backward()
    for v in w:
        v.data -= 0.5 * v.grad
    if step % 5 == 4:
        print(f"step {step + 1:2d}   output {out.data:.4f}   loss {loss.data:.6f}")
#> step  5   output 0.7929   loss 0.000050
#> step 10   output 0.7989   loss 0.000001
#> step 15   output 0.7998   loss 0.000000
#> step 20   output 0.8000   loss 0.000000
#>= b25e1ba0

# %% [markdown]
# ## Exercise
#
# Add `exp` to `Value`: the slope of eˣ is eˣ. Check it with PyTorch.


# %% A solution
def exp(value):
    e = math.exp(value.data)

    def pull(slope):
        value.grad += slope * e

    return Value(e, (value,), pull)


v = Value(0.7)
exp(v * v).backward()
t = torch.tensor(0.7, dtype=torch.float64, requires_grad=True)
torch.exp(t * t).backward()
assert abs(v.grad - t.grad.item()) < 1e-12
print(f"{v.grad:.6f}")
#> 2.285243
#>= 657a5187

# %% [markdown]
# ## What you should have learnt
#
# - Every operation knows its inputs and its own slope; the chain rule multiplies them on the way back.
# - `backward` visits values after everything that uses them.
# - Slopes add up where a value is used more than once.
