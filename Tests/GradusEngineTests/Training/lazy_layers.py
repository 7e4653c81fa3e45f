# Lazy layers: sizes from the first input
import torch
from torch import nn

torch.manual_seed(37)
net = nn.Sequential(
    nn.LazyConv2d(6, kernel_size=3, padding=1), nn.LazyBatchNorm2d(), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
    nn.LazyLinear(10), nn.ReLU(), nn.LazyLinear(3))
print(net)
x = torch.randn(4, 2, 6, 6)
print(net(x).shape)
print(net)
print(type(net[0]).__name__, net[0].weight.shape, net[-1].in_features)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.LazyLinear(8)
        self.conv = nn.LazyConv1d(3, 3, bias=False)

    def forward(self, x):
        return self.hidden(self.conv(x))


model = Net()
print(model)
model(torch.randn(2, 2, 7))
print(model, [n for n, _ in model.named_parameters()])
opt = torch.optim.SGD(net.parameters(), lr=0.05)
y = torch.tensor([0, 1, 2, 0])
for i in range(4):
    loss = nn.functional.cross_entropy(net(x), y)
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(i, f"{loss.item():.4f}")
print(list(net.state_dict()))
try:
    nn.LazyConv2d(2, 3)(torch.ones(3))
except Exception as e:
    print(type(e).__name__)
