# %% [markdown]
# # Graduate
#
# This file needs nothing of Gradus. It runs here, and it runs unchanged on PyTorch: `python 11_graduate.py`. There it can
# use a graphics card, and everything else PyTorch has. The numbers are the same, so you can check.

# %% What we need
import torch
from torch import nn, optim
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"

# %% [markdown]
# Two interleaved spirals: no straight line parts them, a small network does.

# %% Data
angle = torch.rand(400) * 2 * torch.pi
side = torch.arange(400) % 2
radius = angle / 3 + 0.03 * torch.randn(400)
turn = angle + torch.pi * side
points = torch.stack([radius * torch.cos(turn), radius * torch.sin(turn)], dim=1)
loader = DataLoader(TensorDataset(points, side), batch_size=40, shuffle=True)
points.shape, side[:6]
#> (torch.Size([400, 2]), tensor([0, 1, 0, 1, 0, 1]))
#>= ad4b29de

# %% Model
model = nn.Sequential(nn.Linear(2, 32), nn.Tanh(), nn.Linear(32, 32), nn.Tanh(), nn.Linear(32, 2)).to(device)
optimizer = optim.Adam(model.parameters(), lr=0.01)
criterion = nn.CrossEntropyLoss()
print(model)
#> Sequential(
#>   (0): Linear(in_features=2, out_features=32, bias=True)
#>   (1): Tanh()
#>   (2): Linear(in_features=32, out_features=32, bias=True)
#>   (3): Tanh()
#>   (4): Linear(in_features=32, out_features=2, bias=True)
#> )
#>= d4965d4b

# %% Train check="loss±0.05,acc±3pp"
for epoch in range(60):
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    if epoch % 20 == 19:
        with torch.no_grad():
            right = (model(points.to(device)).argmax(1).cpu() == side).float().mean().item()
        print(f"epoch {epoch + 1}   loss {loss.item():.3f}   accuracy {100 * right:.1f} %")
#> epoch 20   loss 0.018   accuracy 97.8 %
#> epoch 40   loss 0.017   accuracy 99.5 %
#> epoch 60   loss 0.013   accuracy 99.3 %
#>= 8d2194f1

# %% [markdown]
# ## Exercise
#
# Save the model's parameters, make a new model, load them, and see that both answer alike.

# %% A solution
import os
import tempfile

path = os.path.join(tempfile.mkdtemp(), "spirals.pt")
torch.save(model.state_dict(), path)
again = nn.Sequential(nn.Linear(2, 32), nn.Tanh(), nn.Linear(32, 32), nn.Tanh(), nn.Linear(32, 2))
again.load_state_dict(torch.load(path))
assert torch.equal(again(points), model.cpu()(points))
print("the copy answers alike")
#> the copy answers alike
#>= 649ae055

# %% [markdown]
# ## What you should have learnt
#
# - What you have written so far is PyTorch: nothing has to be unlearnt.
# - `device` and `.to(device)` are all that a graphics card asks for.
# - The state of a model is a dictionary of tensors; it is saved and loaded as one file.
