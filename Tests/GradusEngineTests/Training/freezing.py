# Fine-tuning: frozen layers, parameter groups, add_param_group, gradient accumulation
import torch
from torch import nn

torch.manual_seed(32)
backbone = nn.Sequential(nn.Linear(6, 10), nn.BatchNorm1d(10), nn.ReLU(), nn.Linear(10, 10), nn.ReLU())
for param in backbone.parameters():
    param.requires_grad = False
model = nn.Sequential(backbone, nn.Linear(10, 3))
trainable = [n for n, p in model.named_parameters() if p.requires_grad]
print(trainable)
optimizer = torch.optim.SGD(filter(lambda p: p.requires_grad, model.parameters()), lr=0.1, momentum=0.9)
x, y = torch.randn(24, 6), torch.randint(0, 3, (24,))
before = backbone[0].weight.clone()
accumulate = 3
for epoch in range(6):
    if epoch == 3:
        for param in backbone[3].parameters():
            param.requires_grad = True
        optimizer.add_param_group({"params": backbone[3].parameters(), "lr": 0.01})
    optimizer.zero_grad()
    total = 0.0
    for i, (a, b) in enumerate(zip(x.chunk(accumulate), y.chunk(accumulate))):
        loss = nn.functional.cross_entropy(model(a), b) / accumulate
        loss.backward()
        total += loss.item()
    norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm=0.5)
    optimizer.step()
    print(epoch, f"{total:.4f} {norm:.4f}", len(optimizer.param_groups), backbone[3].weight.grad is None)
print(torch.equal(before, backbone[0].weight), backbone[0].weight.grad)
print(optimizer)
vector = nn.utils.parameters_to_vector(model[1].parameters())
print(vector.shape, f"{vector.sum().item():.4f}")
nn.utils.vector_to_parameters(torch.zeros_like(vector), model[1].parameters())
print(model[1].weight.abs().sum().item(), model(x[:2]).shape)
with torch.no_grad():
    model[1].weight.copy_(torch.eye(3, 10))
    model[1].bias += 1
print(model[1].bias)
model.zero_grad()
print(model[1].weight.grad)
