# %% [markdown]
# # Optimisers compared
#
# All optimisers walk downhill; they differ in how long a step is and whether they remember the last ones. A valley that is
# steep in one direction and flat in the other shows the difference.

# %% What we need
import torch
from torch import optim

torch.manual_seed(0);


# %% A long, narrow valley
def height(point):
    x, y = point[0], point[1]
    return 0.5 * x**2 + 20 * y**2


height(torch.tensor([2.0, 1.0]))
#> tensor(22.)
#>= 590aa65d


# %% Sixty steps with each
def walk(make, steps=60):
    point = torch.tensor([4.0, 1.0], requires_grad=True)
    optimizer = make([point])
    for _ in range(steps):
        loss = height(point)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return point.detach(), height(point).item()


optimisers = {
    "SGD": lambda p: optim.SGD(p, lr=0.04),
    "momentum": lambda p: optim.SGD(p, lr=0.04, momentum=0.8),
    "RMSprop": lambda p: optim.RMSprop(p, lr=0.1),
    "Adam": lambda p: optim.Adam(p, lr=0.2),
}
results = {}
for name, make in optimisers.items():
    point, results[name] = walk(make)
    print(f"{name:10s} ends at ({point[0]:8.4f}, {point[1]:8.4f}), height {results[name]:.6f}")
#> SGD        ends at (  0.3454,   0.0000), height 0.059654
#> momentum   ends at ( -0.0034,   0.0015), height 0.000053
#> RMSprop    ends at (  0.0000,   0.0000), height 0.000000
#> Adam       ends at (  0.0859,  -0.0346), height 0.027625
#>= 177ac0c4

# %% [markdown]
# Plain SGD needs a small step, because of the steep direction, and then creeps along the flat one. Momentum gathers speed
# there. RMSprop and Adam give each direction a step of its own.

# %% A step that is too long
_, away = walk(lambda p: optim.SGD(p, lr=0.06), steps=20)
print(f"after 20 steps of SGD with lr 0.06 the height is {away:.1f}: it climbs")
#> after 20 steps of SGD with lr 0.06 the height is 14000731.0: it climbs
#>= e78cf449

# %% [markdown]
# ## A schedule
#
# Large steps first, small ones later: a schedule changes the learning rate as training goes on.

# %% Halved every twenty steps
point = torch.tensor([4.0, 1.0], requires_grad=True)
optimizer = optim.Adam([point], lr=0.4)
scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=20, gamma=0.5)
for step in range(60):
    loss = height(point)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    scheduler.step()
    if step % 20 == 19:
        print(f"step {step + 1}: height {loss.item():.6f}, learning rate now {scheduler.get_last_lr()[0]}")
#> step 20: height 0.659880, learning rate now 0.2
#> step 40: height 0.089173, learning rate now 0.1
#> step 60: height 0.011883, learning rate now 0.05
#>= f7da560a

# %% [markdown]
# ## Exercise
#
# SGD with momentum keeps a velocity: v ← 0.8 v + gradient, then p ← p − lr · v. Write it by hand and get the same point.

# %% A solution
point = torch.tensor([4.0, 1.0], requires_grad=True)
velocity = torch.zeros(2)
for _ in range(60):
    (gradient,) = torch.autograd.grad(height(point), point)
    velocity = 0.8 * velocity + gradient
    point = (point - 0.04 * velocity).detach().requires_grad_()
theirs, _ = walk(optimisers["momentum"])
assert torch.allclose(point, theirs, atol=1e-6)
point.detach()
#> tensor([-0.0034,  0.0015])
#>= a03cd64e

# %% [markdown]
# ## What you should have learnt
#
# - Too long a step climbs, too short a step creeps.
# - Momentum remembers a direction; Adam measures each parameter's own scale.
# - A schedule starts bold and ends careful.
