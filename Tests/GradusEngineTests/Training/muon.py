# Muon, which makes the steps of matrices nearly orthogonal, and named parameters of an optimiser of one's own.
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(6, 4), nn.Tanh(), nn.Linear(4, 4), nn.Tanh(), nn.Linear(4, 9))
x, y = torch.randn(20, 6), torch.randn(20, 9)
print(torch.optim.Muon([net[0].weight]))
for options in ({}, {"nesterov": False, "weight_decay": 0.0}, {"adjust_lr_fn": "match_rms_adamw", "momentum": 0.5}):
    for p in net.parameters():
        nn.init.constant_(p, 0.1) if p.ndim < 2 else nn.init.orthogonal_(p, 0.5)
    matrices = [p for p in net.parameters() if p.ndim == 2]
    optimizer = torch.optim.Muon(matrices, lr=0.05, **options)
    losses = []
    for _ in range(6):
        optimizer.zero_grad()
        loss = ((net(x) - y) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    print([round(v, 1) for v in losses], losses[-1] < losses[0])
    print({k: list(v) for k, v in optimizer.state_dict()["state"].items()}, optimizer.state_dict()["param_groups"])
singular = torch.linalg.svdvals(net[0].weight.grad)
for arguments in [dict(params=net.parameters()), dict(params=matrices, lr=-1), dict(params=matrices, momentum=-0.1),
                  dict(params=matrices, weight_decay=-1), dict(params=matrices, adjust_lr_fn="other")]:
    try:
        torch.optim.Muon(**arguments)
    except ValueError as error:
        print(error)


class Plain(torch.optim.Optimizer):
    def __init__(self, params, lr=0.1):
        super().__init__(params, {"lr": lr})


own = Plain(net.named_parameters())
print(own.param_groups[0]["param_names"], list(own.param_groups[0]))
for call in (lambda: Plain([("a", net[0].weight), net[0].bias]), lambda: own.add_param_group({"params": [nn.Parameter(torch.ones(2))]}),
             lambda: Plain(net.parameters()).add_param_group({"params": [("a", nn.Parameter(torch.ones(2)))]})):
    try:
        call()
    except ValueError as error:
        print(error)
