# Gradient penalty: autograd.grad with create_graph; spectral norm
import torch
from torch import nn, autograd

torch.manual_seed(33)
D = nn.Sequential(nn.Linear(2, 16), nn.LeakyReLU(0.2), nn.Linear(16, 1))
G = nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Linear(16, 2))
optD = torch.optim.Adam(D.parameters(), lr=1e-2, betas=(0.0, 0.9))
optG = torch.optim.Adam(G.parameters(), lr=1e-2, betas=(0.0, 0.9))


def gradient_penalty(real, fake):
    alpha = torch.rand(real.size(0), 1).expand_as(real)
    interpolates = (alpha * real + (1 - alpha) * fake).requires_grad_(True)
    out = D(interpolates)
    gradients = autograd.grad(outputs=out, inputs=interpolates, grad_outputs=torch.ones_like(out),
                              create_graph=True, retain_graph=True, only_inputs=True)[0]
    return ((gradients.view(gradients.size(0), -1).pow(2).sum(1).sqrt() - 1) ** 2).mean()


real = torch.randn(32, 2) * 0.5 + 2
for it in range(6):
    for _ in range(2):
        fake = G(torch.randn(32, 3)).detach()
        loss_d = D(fake).mean() - D(real).mean() + 10 * gradient_penalty(real, fake)
        optD.zero_grad()
        loss_d.backward()
        optD.step()
    loss_g = -D(G(torch.randn(32, 3))).mean()
    optG.zero_grad()
    loss_g.backward()
    optG.step()
    print(it, f"{loss_d.item():.4f} {loss_g.item():.4f}")
sn = nn.utils.spectral_norm(nn.Linear(4, 3))
x = torch.randn(5, 4)
for _ in range(3):
    y = sn(x)
print(f"{y.sum().item():.4f}", [n for n, _ in sn.named_parameters()], [n for n, _ in sn.named_buffers()])
print(sn)
wn = nn.utils.weight_norm(nn.Linear(4, 3), name="weight")
print([n for n, _ in wn.named_parameters()], wn.weight_g.shape, wn.weight_v.shape)
y = wn(x).sum()
y.backward()
print(f"{y.item():.4f} {wn.weight_g.grad.sum().item():.4f}")
nn.utils.remove_weight_norm(wn)
print(sorted(n for n, _ in wn.named_parameters()), f"{wn(x).sum().item():.4f}")
