# A classifier with three layers, Adam, StepLR, CrossEntropyLoss
import torch
from torch import nn, optim
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(3)
X = torch.randn(120, 10)
labels = X[:, :4].argmax(dim=1)
loader = DataLoader(TensorDataset(X, labels), batch_size=32, shuffle=True)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l1 = nn.Linear(10, 32)
        self.l2 = nn.Linear(32, 16)
        self.l3 = nn.Linear(16, 4)
        self.drop = nn.Dropout(p=0.2)

    def forward(self, x):
        x = torch.relu(self.l1(x))
        x = self.drop(x)
        x = torch.relu(self.l2(x))
        return self.l3(x)


net = Net()
print(net)
print(sum(p.numel() for p in net.parameters() if p.requires_grad))
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(net.parameters(), lr=0.01, weight_decay=1e-4)
scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=4, gamma=0.5)
for epoch in range(1, 11):
    net.train()
    running_loss, correct, total = 0.0, 0, 0
    for batch_idx, (inputs, target) in enumerate(loader):
        optimizer.zero_grad()
        outputs = net(inputs)
        loss = criterion(outputs, target)
        loss.backward()
        optimizer.step()
        running_loss += loss.item() * inputs.size(0)
        _, predicted = torch.max(outputs.data, 1)
        total += target.size(0)
        correct += (predicted == target).sum().item()
    scheduler.step()
    print(f"epoch {epoch:2d} loss {running_loss / total:.4f} lr {scheduler.get_last_lr()[0]:.5f}")
net.eval()
with torch.no_grad():
    out = net(X)
    print("accuracy: %d %%" % (100 * (out.argmax(1) == labels).sum().item() / len(labels)))
print(list(net.state_dict().keys()))
print(scheduler.state_dict())
print(optimizer)
