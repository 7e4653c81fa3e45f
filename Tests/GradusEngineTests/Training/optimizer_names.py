# Names of parameters in an optimiser, the order of a group's keys, a learning rate that is a tensor, and the state of LBFGS.
import copy as copying

import torch
from torch import nn, optim

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
x, y = torch.randn(8, 2), torch.randn(8, 1)
for kind in (optim.Adam, optim.SGD):
    optimizer = kind(net.named_parameters(), lr=0.01)
    print(optimizer.state_dict())
    print(list(optimizer.param_groups[0]), optimizer.param_groups[0]["param_names"])
    print(optimizer)
    optimizer.load_state_dict(optimizer.state_dict())
    print(optimizer.param_groups[0]["param_names"])
groups = optim.Adam([{"params": net[0].named_parameters(), "weight_decay": 0.1}, {"params": net[2].named_parameters()}])
print([group["param_names"] for group in groups.param_groups])
print([list(group) for group in optim.Adam([{"params": net[0].parameters(), "weight_decay": 0.1, "note": 1}, {"params": net[2].parameters()}]).param_groups])
for call in (lambda: optim.Adam([("a", net[0].weight), net[0].bias]), lambda: groups.add_param_group({"params": [nn.Parameter(torch.zeros(2))]}),
             lambda: optim.SGD(net.parameters()).add_param_group({"params": [("a", nn.Parameter(torch.zeros(2)))]})):
    try:
        call()
    except ValueError as error:
        print(error)
print(optim.Adam(net.parameters(), lr=torch.tensor(0.25)))


def run(model, optimizer, count):
    def closure():
        optimizer.zero_grad()
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        return loss

    return [round(optimizer.step(closure).item(), 4) for _ in range(count)]


first = optim.LBFGS(net.parameters(), lr=0.5, max_iter=3, history_size=5)
print(first.state_dict()["state"])
run(net, first, 2)
state = first.state_dict()["state"][0]
print(list(state), state["func_evals"], state["n_iter"], len(state["al"]), [len(state[name]) for name in ("old_dirs", "old_stps", "ro")])
print([type(state[name]).__name__ for name in state], state["d"].shape)
copy = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
copy.load_state_dict(net.state_dict())
second = optim.LBFGS(copy.parameters(), lr=0.5, max_iter=3, history_size=5)
second.load_state_dict(copying.deepcopy(first.state_dict()))
print(run(net, first, 3) == run(copy, second, 3))
print(nn.Identity()(3), nn.Identity()("a"), nn.Identity()(None), nn.Identity()([1, 2]))
