# Optimisers derived from torch.optim.Optimizer, with a scheduler of our own
import torch
from torch import nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LambdaLR, LRScheduler

torch.manual_seed(23)


class MySGD(Optimizer):
    def __init__(self, params, lr=0.01, momentum=0.0):
        if lr < 0.0:
            raise ValueError("Invalid learning rate: {}".format(lr))
        defaults = dict(lr=lr, momentum=momentum)
        super(MySGD, self).__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if len(state) == 0:
                    state["step"] = 0
                    state["buffer"] = torch.zeros_like(p)
                state["step"] += 1
                state["buffer"].mul_(group["momentum"]).add_(p.grad)
                p.add_(state["buffer"], alpha=-group["lr"])
        return loss


class Warm(LRScheduler):
    def __init__(self, optimizer, steps, last_epoch=-1):
        self.steps = steps
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        return [base * min(1.0, (self.last_epoch + 1) / self.steps) for base in self.base_lrs]


model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
opt = MySGD([{"params": model[0].parameters()}, {"params": model[2].parameters(), "lr": 0.05}], lr=0.1, momentum=0.9)
print(opt)
sched = Warm(opt, 4)
x, y = torch.randn(20, 4), torch.randn(20, 1)
for i in range(8):
    def closure():
        opt.zero_grad()
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        return loss
    loss = opt.step(closure)
    sched.step()
    print(i, f"{loss.item():.4f}", [f"{lr:.4f}" for lr in sched.get_last_lr()])
print(len(opt.state), opt.state[model[0].weight]["step"], opt.param_groups[1]["lr"])
sd = opt.state_dict()
print(sd["param_groups"], list(sd["state"][0]))
other = MySGD(model.parameters(), lr=1.0)
try:
    other.load_state_dict(sd)
except ValueError as e:
    print(e)
two = MySGD([{"params": model[0].parameters()}, {"params": model[2].parameters()}], lr=1.0)
two.load_state_dict(sd)
print(two)
print(isinstance(two, torch.optim.Optimizer), two.defaults)
for bad in (lambda: MySGD([], lr=0.1), lambda: MySGD(torch.ones(1), lr=0.1), lambda: MySGD([3], lr=0.1),
            lambda: MySGD([torch.ones(2, requires_grad=True) * 2])):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
