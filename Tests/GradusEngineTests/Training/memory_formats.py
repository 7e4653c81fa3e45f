# Tensors with the channels innermost, and the layouts that operations pass on.
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(4, 3, 8, 8)
c = x.to(memory_format=torch.channels_last)
print(c.stride(), c.is_contiguous(), c.is_contiguous(memory_format=torch.channels_last), torch.equal(x, c))
print(c.contiguous().stride(), x.contiguous(memory_format=torch.channels_last).stride())
print(c.clone().stride(), c.clone(memory_format=torch.contiguous_format).stride())
print(torch.empty(2, 3, 4, 5, memory_format=torch.channels_last).stride())
print(torch.zeros(2, 3, 4, 5, 6).to(memory_format=torch.channels_last_3d).stride())
one = torch.zeros(4, 1, 5, 5).to(memory_format=torch.channels_last)
print(one.stride(), one.is_contiguous(), one.is_contiguous(memory_format=torch.channels_last))
for like in (torch.zeros_like, torch.ones_like, torch.empty_like, torch.rand_like, torch.randn_like):
    print(like.__name__, like(c).stride(), like(c, memory_format=torch.contiguous_format).stride())
print(torch.full_like(c, 2.0).stride(), torch.bernoulli(c.sigmoid()).stride())
for wrong in (lambda: x[0].to(memory_format=torch.channels_last), lambda: c.view(4, -1)):
    try:
        wrong()
    except RuntimeError as error:
        print(error)

conv = nn.Conv2d(3, 6, 3)
print(conv(c).stride(), torch.allclose(conv(c), conv(x), atol=1e-6))
conv = conv.to(memory_format=torch.channels_last)
print(conv.weight.stride(), conv(x).stride())
layers = {
    "max": nn.MaxPool2d(2), "avg": nn.AvgPool2d(2), "adaptive": nn.AdaptiveAvgPool2d(4), "one": nn.AdaptiveAvgPool2d(1),
    "adaptive max": nn.AdaptiveMaxPool2d(4), "batch": nn.BatchNorm2d(3), "group": nn.GroupNorm(3, 3),
    "instance": nn.InstanceNorm2d(3), "nearest": nn.Upsample(scale_factor=2),
    "bilinear": nn.Upsample(scale_factor=2, mode="bilinear"), "transposed": nn.ConvTranspose2d(3, 4, 2, 2),
    "zero": nn.ZeroPad2d(1), "reflect": nn.ReflectionPad2d(1), "leaky": nn.LeakyReLU(), "elu": nn.ELU(),
    "softplus": nn.Softplus(), "dropout": nn.Dropout(0.5), "silu": nn.SiLU(), "softmax": nn.Softmax(1),
}
for name, layer in layers.items():
    print(name, layer(c).stride())
print(torch.cat([c, c], 1).stride(), torch.cat([c, x], 1).stride(), F.pixel_shuffle(
    torch.zeros(1, 4, 2, 2).to(memory_format=torch.channels_last), 2).stride())

# Element-wise results lie as the first operand that has an order of its own.
t = torch.randn(5, 4).t()
row = torch.ones(4, 5)
for name, y in {
    "number": t + 1, "reversed": 1 - t, "same": t * t, "dense": t + row, "other": row + t, "line": t + row[0],
    "compare": t > 0, "where": torch.where(t > 0, t, row), "clamp": t.clamp(0, 1), "power": t**2, "floor": t // 2,
    "integers": t.long() * 2 + 1, "negative": -t, "leaky": F.leaky_relu(t), "broadcast": torch.ones(1, 5) * t,
}.items():
    print(name, y.stride(), round(y.sum().item(), 4))
print((t.double() + row).stride(), torch.equal(t + row, row + t), (t.unsqueeze(0) + torch.ones(2, 1, 1)).stride())
print(torch.equal(torch.where(t > 0, t, row), torch.where(t.contiguous() > 0, t.contiguous(), row)))

# Random masks are drawn in the order of memory, also after layers.
torch.manual_seed(1)
print(F.dropout(nn.GroupNorm(1, 3, affine=False)(c[:1, :, :2, :2]), 0.5).flatten())
torch.manual_seed(1)
print(F.dropout(F.leaky_relu(t) * 2, 0.5))
torch.manual_seed(1)
print(torch.normal(0.0, torch.ones(3, 4).t()))

# Training with such weights.
torch.manual_seed(2)
net = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(144, 1))
net = net.to(memory_format=torch.channels_last)
optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
for _ in range(4):
    optimizer.zero_grad()
    loss = net(c).pow(2).mean()
    loss.backward()
    optimizer.step()
print(f"{loss.item():.5f}", net[0].weight.stride())
g = c.clone().requires_grad_()
(g.to(memory_format=torch.contiguous_format) * 2).sum().backward()
print(g.grad.sum().item(), x.clone().requires_grad_().contiguous(memory_format=torch.channels_last).grad_fn.name())
