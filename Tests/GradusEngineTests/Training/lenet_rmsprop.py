# LeNet with sigmoid and average pooling, RMSprop, MultiStepLR
import torch
from torch import nn

torch.manual_seed(5)
net = nn.Sequential(
    nn.Conv2d(1, 6, kernel_size=5, padding=2), nn.Sigmoid(),
    nn.AvgPool2d(kernel_size=2, stride=2),
    nn.Conv2d(6, 16, kernel_size=5), nn.Sigmoid(),
    nn.AvgPool2d(kernel_size=2, stride=2),
    nn.Flatten(),
    nn.Linear(16 * 5 * 5, 120), nn.Sigmoid(),
    nn.Linear(120, 84), nn.Sigmoid(),
    nn.Linear(84, 10))
X = torch.rand(size=(1, 1, 28, 28), dtype=torch.float32)
for layer in net:
    X = layer(X)
    print(layer.__class__.__name__, "output shape:\t", X.shape)


def init_weights(m):
    if type(m) == nn.Linear or type(m) == nn.Conv2d:
        nn.init.xavier_uniform_(m.weight)


net.apply(init_weights)
print("training on", torch.device("cpu"))
X, y = torch.rand(32, 1, 28, 28), torch.randint(0, 10, (32,))
optimizer = torch.optim.RMSprop(net.parameters(), lr=0.003, alpha=0.9, momentum=0.5)
scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones=[3, 5], gamma=0.1)
loss = nn.CrossEntropyLoss()
for epoch in range(7):
    net.train()
    optimizer.zero_grad()
    l = loss(net(X), y)
    l.backward()
    optimizer.step()
    scheduler.step()
    print(f"epoch {epoch}, loss {l:.4f}, lr {optimizer.param_groups[0]['lr']:.6f}")
print(net)
print(optimizer)
print([tuple(p.shape) for p in net.parameters()])
