# Convolutional autoencoder with transposed convolutions, L1Loss, NAdam
import torch
from torch import nn

torch.manual_seed(11)


class ConvAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 4, 3, stride=2, padding=1), nn.LeakyReLU(0.1),
            nn.Conv2d(4, 8, 3, stride=2, padding=1), nn.LeakyReLU(0.1))
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(8, 4, 3, stride=2, padding=1, output_padding=1), nn.ELU(),
            nn.ConvTranspose2d(4, 1, 2, stride=2), nn.Sigmoid())

    def forward(self, x):
        return self.decoder(self.encoder(x))


net = ConvAE()
print(net)
x = torch.rand(8, 1, 12, 12)
print(net.encoder(x).shape, net(x).shape)
opt = torch.optim.NAdam(net.parameters(), lr=0.01)
loss_fn = nn.L1Loss()
for epoch in range(8):
    opt.zero_grad()
    loss = loss_fn(net(x), x)
    loss.backward()
    opt.step()
    print(epoch, f"{loss.item():.4f}")
print(opt)
