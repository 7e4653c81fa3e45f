# Every optimiser on the same problem
import torch
from torch import optim

makers = [
    ("SGD", dict(lr=0.1)), ("SGD", dict(lr=0.05, momentum=0.9, dampening=0.1, weight_decay=0.01)),
    ("SGD", dict(lr=0.05, momentum=0.9, nesterov=True)), ("SGD", dict(lr=0.1, maximize=True)),
    ("Adam", dict(lr=0.1)), ("Adam", dict(lr=0.1, amsgrad=True, weight_decay=0.1)), ("AdamW", dict(lr=0.1)),
    ("NAdam", dict(lr=0.1)), ("RAdam", dict(lr=0.1)), ("Adamax", dict(lr=0.1)), ("Adagrad", dict(lr=0.3, lr_decay=0.1)),
    ("Adadelta", dict(lr=1.0)), ("RMSprop", dict(lr=0.05)),
    ("RMSprop", dict(lr=0.05, momentum=0.5, centered=True)), ("Rprop", dict(lr=0.1)), ("ASGD", dict(lr=0.1)),
    ("Adafactor", dict(lr=0.1)),
]
for name, options in makers:
    torch.manual_seed(27)
    w = torch.nn.Parameter(torch.randn(3, 2))
    b = torch.nn.Parameter(torch.zeros(2))
    x, y = torch.randn(16, 3), torch.randn(16, 2)
    opt = getattr(optim, name)([w, b], **options)
    losses = []
    for _ in range(8):
        opt.zero_grad()
        loss = ((x @ w + b - y) ** 2).mean()
        loss.backward()
        opt.step()
        losses.append(f"{loss.item():.3f}")
    print(name, options, losses)
    print("   ", sorted(opt.state[w].keys()), len(opt.param_groups), opt.param_groups[0]["lr"])
    sd = opt.state_dict()
    new = getattr(optim, name)([w, b], **options)
    new.load_state_dict(sd)
    loss = ((x @ w + b - y) ** 2).mean()
    opt.zero_grad()
    loss.backward()
    new.step()
    print("   ", f"{((x @ w + b - y) ** 2).mean().item():.4f}", new.__class__.__module__.split(".")[0])
print(opt)
w = torch.nn.Parameter(torch.ones(1))
opt = optim.Adam([{"params": [w], "lr": 0.5}], lr=0.1)
opt.add_param_group({"params": torch.nn.Parameter(torch.ones(1)), "weight_decay": 0.1})
print(opt)
for bad in (lambda: optim.SGD([w]), lambda: optim.SGD([w], lr=-1), lambda: optim.SGD([], lr=1), lambda: optim.Adam([w], betas=(1.0, 0.9)),
            lambda: optim.SGD([w], lr=1, nesterov=True), lambda: optim.Adam(w), lambda: optim.Adam([w * 2]),
            lambda: opt.add_param_group({"params": w}), lambda: opt.load_state_dict(optim.SGD([w], lr=1).state_dict()),
            lambda: optim.RMSprop([w], alpha=-1), lambda: optim.Adam([w], lr=0.1, foo=1)):
    try:
        bad()
        print("no error")
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
