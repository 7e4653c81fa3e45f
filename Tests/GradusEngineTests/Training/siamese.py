# Metric learning: shared weights, triplet and cosine losses
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(34)


class Embedder(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Linear(8, 16), nn.PReLU(), nn.Linear(16, 4))

    def forward(self, x):
        return F.normalize(self.features(x), p=2, dim=1)


net = Embedder()
anchor = torch.randn(20, 8)
positive = anchor + 0.1 * torch.randn(20, 8)
negative = torch.randn(20, 8)
criterion = nn.TripletMarginLoss(margin=0.5, p=2)
cosine = nn.CosineEmbeddingLoss(margin=0.1)
optimizer = torch.optim.Adam(net.parameters(), lr=0.01, amsgrad=True)
scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lr_lambda=lambda e: 1 / (1 + 0.1 * e))
for epoch in range(8):
    a, p, n = net(anchor), net(positive), net(negative)
    loss = criterion(a, p, n) + 0.1 * cosine(a, p, torch.ones(20)) + 0.1 * cosine(a, n, -torch.ones(20))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    scheduler.step()
    print(epoch, f"{loss.item():.4f}", f"{scheduler.get_last_lr()[0]:.5f}")
print(F.pairwise_distance(a, p).mean() < F.pairwise_distance(a, n).mean())
print(net, net.features[1].weight.shape, scheduler.state_dict()["lr_lambdas"])
