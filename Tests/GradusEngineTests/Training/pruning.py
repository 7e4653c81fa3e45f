# Pruning a small network
import torch
from torch import nn
import torch.nn.utils.prune as prune

torch.manual_seed(42)
net = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 3))
module = net[0]
prune.random_unstructured(module, name="weight", amount=0.3)
print([n for n, _ in module.named_parameters()], [n for n, _ in module.named_buffers()])
print(int((module.weight == 0).sum()), module.weight_mask.sum().item())
prune.l1_unstructured(module, name="bias", amount=3)
print(int((module.bias == 0).sum()), sorted(net.state_dict()))
prune.ln_structured(module, name="weight", amount=0.5, n=2, dim=0)
print(int((module.weight.abs().sum(1) == 0).sum()), prune.is_pruned(net), prune.is_pruned(net[2]))
opt = torch.optim.SGD(net.parameters(), lr=0.1)
x, y = torch.randn(16, 6), torch.randint(0, 3, (16,))
for i in range(4):
    loss = nn.functional.cross_entropy(net(x), y)
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(i, f"{loss.item():.4f}", int((module.weight == 0).sum()))
prune.remove(module, "weight")
print(sorted(n for n, _ in module.named_parameters()), int((module.weight == 0).sum()))
prune.global_unstructured([(net[2], "weight"), (net[2], "bias")], pruning_method=prune.L1Unstructured, amount=0.2)
print(f"{100.0 * float(torch.sum(net[2].weight == 0)) / net[2].weight.nelement():.2f}%", net[2].bias_mask)

# One method after the other: a container of both.
torch.manual_seed(3)
layer = torch.nn.Linear(4, 3)
prune.random_unstructured(layer, "weight", amount=0.25)
prune.ln_structured(layer, "weight", amount=1, n=2, dim=0)
for hook in layer._forward_pre_hooks.values():
    print(type(hook).__name__, len(hook), [type(method).__name__ for method in hook], type(hook[1]).__name__)
print(layer.weight_mask, torch.equal(layer(torch.ones(1, 4)), torch.ones(1, 4) @ layer.weight.T + layer.bias))
prune.l1_unstructured(layer, "weight", amount=0.5)
print(len(next(iter(layer._forward_pre_hooks.values()))), int(layer.weight_mask.sum()))
prune.remove(layer, "weight")
print(sorted(name for name, _ in layer.named_parameters()), len(layer._forward_pre_hooks), int((layer.weight == 0).sum()))
print(torch.allclose(layer(torch.ones(2, 4)), torch.ones(2, 4) @ layer.weight.T + layer.bias))
