# LBFGS with a closure, on a curve and on a network
import torch
from torch import nn

torch.manual_seed(25)
x = torch.linspace(0, 1, 40)
y = torch.exp(-2 * x) * torch.cos(8 * x) + 0.01 * torch.randn(40)
params = torch.tensor([1.0, -1.0, 6.0], requires_grad=True)
opt = torch.optim.LBFGS([params], lr=0.5, max_iter=10, history_size=5, line_search_fn="strong_wolfe")
print(opt)


def closure():
    opt.zero_grad()
    a, b, c = params
    loss = ((a * torch.exp(b * x) * torch.cos(c * x) - y) ** 2).mean()
    loss.backward()
    return loss


for i in range(6):
    loss = opt.step(closure)
    print(i, f"{loss.item():.4f}", [f"{v:.2f}" for v in params.tolist()])
net = nn.Sequential(nn.Linear(1, 10), nn.Tanh(), nn.Linear(10, 1)).double()
xx, yy = x.unsqueeze(1).double(), y.unsqueeze(1).double()
opt = torch.optim.LBFGS(net.parameters(), lr=0.1, max_iter=4)
for i in range(5):
    def closure2():
        opt.zero_grad()
        loss = nn.functional.mse_loss(net(xx), yy)
        loss.backward()
        return loss
    print(i, f"{opt.step(closure2).item():.4f}")
print(net[0].weight.dtype)
