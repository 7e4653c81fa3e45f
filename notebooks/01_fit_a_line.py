# %% [markdown]
# # Fit a line, then a curve
#
# Training a network is one idea repeated: guess, measure how wrong the guess is, and move every number a little in
# the direction that makes it less wrong. Two numbers are enough to see it happen.

# %% What we need
import torch
from torch import nn, optim

torch.manual_seed(0);

# %% [markdown]
# ## A straight line, y = ax + b
#
# We pick `a` and `b` ourselves, so that we can check afterwards whether they were found. A little noise keeps it honest.

# %% Points near a line that we know
true_a, true_b = 3.0, -1.5
x = torch.rand(200) * 4 - 2
y = true_a * x + true_b + 0.1 * torch.randn(200)
print("x has shape", list(x.shape), "and y has shape", list(y.shape))
x[:5]
#> x has shape [200] and y has shape [200]
#> tensor([-0.0150,  1.0729, -1.6461, -1.4719, -0.7703])
#>= 7107195b

# %% A first guess, and how wrong it is
a = torch.zeros(1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
loss = ((a * x + b - y) ** 2).mean()
loss
#> tensor(15.3726, grad_fn=<MeanBackward0>)
#>= 330fc4a8

# %% Which way is down?
loss.backward()
print(f"the slope for a is {a.grad.item():.3f}, the slope for b is {b.grad.item():.3f}")
print("a should grow" if a.grad.item() < 0 else "a should shrink")
print("b should grow" if b.grad.item() < 0 else "b should shrink")
#> the slope for a is -8.395, the slope for b is 3.647
#> a should grow
#> b should shrink
#>= c0ae1db5

# %% Sixty small steps by hand-made gradient descent
optimizer = optim.SGD([a, b], lr=0.1)
for step in range(60):
    loss = ((a * x + b - y) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step % 10 == 9:
        print(f"step {step + 1:3d}   loss {loss.item():9.5f}   a {a.item():7.4f}   b {b.item():7.4f}")
#> step  10   loss   0.06543   a  2.8968   b -1.4009
#> step  20   loss   0.01133   a  3.0019   b -1.4983
#> step  30   loss   0.01115   a  3.0048   b -1.5069
#> step  40   loss   0.01115   a  3.0048   b -1.5078
#> step  50   loss   0.01115   a  3.0047   b -1.5079
#> step  60   loss   0.01115   a  3.0047   b -1.5079
#>= 8417b05a

# %% Was the line found?
print(f"a = {a.item():.2f} (we used {true_a})")
print(f"b = {b.item():.2f} (we used {true_b})")
#> a = 3.00 (we used 3.0)
#> b = -1.51 (we used -1.5)
#>= e9549b2b

# %% [markdown]
# ## A parabola, a bit more work
#
# A curve like `ax² + bx + c` has three numbers to find. This time they live in a class of our own, the way every larger
# model does: `nn.Module` collects the parameters, the optimiser asks it for them.


# %% A model of our own
class Parabola(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.zeros(1))
        self.b = nn.Parameter(torch.zeros(1))
        self.c = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return self.a * x**2 + self.b * x + self.c


model = Parabola()
for name, parameter in model.named_parameters():
    print(name, "=", parameter.item())
#> a = 0.0
#> b = 0.0
#> c = 0.0
#>= 31688a87

# %% Points near a parabola that we know
true_values = {"a": 0.5, "b": -2.0, "c": 1.0}
y = true_values["a"] * x**2 + true_values["b"] * x + true_values["c"] + 0.1 * torch.randn(200)
y.shape
#> torch.Size([200])
#>= ac8397db

# %% The same loop, with nothing changed but the model
criterion = nn.MSELoss()
optimizer = optim.SGD(model.parameters(), lr=0.1)
for step in range(200):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step % 40 == 39:
        print(f"step {step + 1:3d}   loss {loss.item():9.5f}")
#> step  40   loss   0.01192
#> step  80   loss   0.01138
#> step 120   loss   0.01137
#> step 160   loss   0.01137
#> step 200   loss   0.01137
#>= 86e4a388

# %% Were the three numbers found?
for name, parameter in model.named_parameters():
    print(f"{name} = {parameter.item():6.3f} (we used {true_values[name]})")
#> a =  0.506 (we used 0.5)
#> b = -2.006 (we used -2.0)
#> c =  0.995 (we used 1.0)
#>= 06ebe65d

# %% [markdown]
# ## What you should have learnt
#
# - A loss is one number that says how wrong the model is; its gradient says how it changes with each parameter.
# - The training loop is always the same four lines: loss, `zero_grad`, `backward`, `step`.
# - Parameters approach the true values, but noise in the data keeps them from hitting them exactly.
# - An `nn.Module` knows its own parameters, so the loop need not know what is inside.
