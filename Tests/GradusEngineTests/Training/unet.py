# A small U-Net: concatenation, upsampling, GroupNorm, InstanceNorm, BCE with logits
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(35)


class DoubleConv(nn.Module):
    def __init__(self, in_channels, out_channels, norm):
        super().__init__()
        self.double_conv = nn.Sequential(
            nn.Conv2d(in_channels, out_channels, kernel_size=3, padding=1), norm(out_channels), nn.ReLU(inplace=True),
            nn.Conv2d(out_channels, out_channels, kernel_size=3, padding="same"), norm(out_channels), nn.ReLU(inplace=True))

    def forward(self, x):
        return self.double_conv(x)


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.inc = DoubleConv(1, 4, lambda c: nn.GroupNorm(2, c))
        self.down = nn.Sequential(nn.MaxPool2d(2), DoubleConv(4, 8, nn.InstanceNorm2d))
        self.up = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True)
        self.up_t = nn.ConvTranspose2d(8, 4, kernel_size=2, stride=2)
        self.conv = DoubleConv(12, 4, nn.BatchNorm2d)
        self.mix = nn.Conv2d(8, 4, 1)
        self.outc = nn.Conv2d(4, 1, kernel_size=1)

    def forward(self, x):
        x1 = self.inc(x)
        x2 = self.down(x1)
        u = self.conv(torch.cat([x1, self.up(x2)], dim=1))
        v = F.relu(self.mix(torch.cat([u, self.up_t(x2)], dim=1)))
        return self.outc(F.dropout2d(v, 0.1, self.training))


model = UNet()
print(model)
x = torch.randn(4, 1, 8, 8)
mask = (x > 0.3).float()
opt = torch.optim.RMSprop(model.parameters(), lr=1e-3, weight_decay=1e-8, momentum=0.9)
crit = nn.BCEWithLogitsLoss()
for i in range(6):
    opt.zero_grad()
    out = model(x)
    loss = crit(out, mask)
    loss.backward()
    opt.step()
    with torch.no_grad():
        p = torch.sigmoid(out)
        dice = 2 * (p * mask).sum() / (p.sum() + mask.sum())
    print(i, f"{loss.item():.4f} {dice.item():.4f}")
print(out.shape, model.state_dict()["conv.double_conv.1.num_batches_tracked"])
shuffle = nn.PixelShuffle(2)
print(shuffle, shuffle(torch.randn(1, 8, 3, 3)).shape, nn.PixelUnshuffle(2)(torch.randn(1, 2, 4, 4)).shape)
print(F.interpolate(torch.arange(4.0).view(1, 1, 2, 2), scale_factor=2, mode="nearest"))
unfold = nn.Unfold(kernel_size=2, stride=2)
cols = unfold(torch.arange(16.0).view(1, 1, 4, 4))
print(unfold, cols, nn.Fold((4, 4), 2, stride=2)(cols))
