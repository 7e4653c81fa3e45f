# Two networks against each other, BCEWithLogitsLoss, two Adams with betas
import torch
from torch import nn

torch.manual_seed(13)
A = torch.tensor([[1.0, 2.0], [-0.1, 0.5]])
b = torch.tensor([1.0, 2.0])
data = torch.matmul(torch.normal(0.0, 1, (128, 2)), A) + b
print(f"{data.mean(0)[0]:.4f} {data.mean(0)[1]:.4f}")
net_G = nn.Sequential(nn.Linear(2, 2))
net_D = nn.Sequential(nn.Linear(2, 5), nn.Tanh(), nn.Linear(5, 3), nn.Tanh(), nn.Linear(3, 1))
for w in net_D.parameters():
    nn.init.normal_(w, 0, 0.02)
for w in net_G.parameters():
    nn.init.normal_(w, 0, 0.02)
loss = nn.BCEWithLogitsLoss(reduction="sum")
trainer_D = torch.optim.Adam(net_D.parameters(), lr=0.05, betas=(0.5, 0.999))
trainer_G = torch.optim.Adam(net_G.parameters(), lr=0.005, betas=(0.5, 0.999))


def update_D(X, Z):
    batch_size = X.shape[0]
    ones, zeros = torch.ones((batch_size,)), torch.zeros((batch_size,))
    trainer_D.zero_grad()
    real_Y = net_D(X)
    fake_X = net_G(Z)
    fake_Y = net_D(fake_X.detach())
    loss_D = (loss(real_Y, ones.reshape(real_Y.shape)) + loss(fake_Y, zeros.reshape(fake_Y.shape))) / 2
    loss_D.backward()
    trainer_D.step()
    return loss_D


def update_G(Z):
    ones = torch.ones((Z.shape[0],))
    trainer_G.zero_grad()
    fake_Y = net_D(net_G(Z))
    loss_G = loss(fake_Y, ones.reshape(fake_Y.shape))
    loss_G.backward()
    trainer_G.step()
    return loss_G


for epoch in range(6):
    total_D, total_G, n = 0.0, 0.0, 0
    for i in range(0, 128, 32):
        X = data[i:i + 32]
        Z = torch.normal(0, 1, size=(32, 2))
        total_D += float(update_D(X, Z))
        total_G += float(update_G(Z))
        n += 32
    print(f"epoch {epoch} loss_D {total_D / n:.4f}, loss_G {total_G / n:.4f}")
print(net_D, net_G)
