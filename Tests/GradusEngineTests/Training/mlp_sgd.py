# A multi-layer perceptron by SGD with momentum and weight decay, with dropout and a learning-rate schedule.
import torch
import torch.nn.functional as F
from torch import nn, optim

torch.manual_seed(1)
net = nn.Sequential(nn.Linear(20, 32), nn.ReLU(), nn.Dropout(0.25), nn.Linear(32, 3))
optimizer = optim.SGD(net.parameters(), lr=0.1, momentum=0.9, weight_decay=1e-3)
scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=5, gamma=0.5)
x = torch.randn(64, 20)
y = (x[:, 0] > 0).long() + (x[:, 1] > 0).long()
for epoch in range(12):
    net.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(net(x), y)
    loss.backward()
    optimizer.step()
    scheduler.step()
    net.eval()
    with torch.no_grad():
        accuracy = (net(x).argmax(dim=1) == y).float().mean().item()
    print(f"epoch {epoch}: loss {loss.item():.4f} accuracy {accuracy:.3f} lr {scheduler.get_last_lr()[0]:.4f}")
