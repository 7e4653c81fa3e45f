# Every schedule for twelve steps
import torch
from torch.optim import SGD, Adam
from torch.optim.lr_scheduler import *
from torch.optim import lr_scheduler

p = torch.nn.Parameter(torch.ones(2))
make = {
    "StepLR": lambda o: StepLR(o, 3, 0.5),
    "MultiStepLR": lambda o: MultiStepLR(o, [2, 5, 5], 0.3),
    "ConstantLR": lambda o: ConstantLR(o, 0.5, 4),
    "LinearLR": lambda o: LinearLR(o, 0.2, 0.9, 6),
    "ExponentialLR": lambda o: ExponentialLR(o, 0.8),
    "PolynomialLR": lambda o: PolynomialLR(o, 6, 2.0),
    "CosineAnnealingLR": lambda o: CosineAnnealingLR(o, 5, 0.01),
    "CosineAnnealingWarmRestarts": lambda o: CosineAnnealingWarmRestarts(o, 3, 2, 0.001),
    "LambdaLR": lambda o: LambdaLR(o, lambda e: 0.95 ** e),
    "MultiplicativeLR": lambda o: MultiplicativeLR(o, lambda e: 0.9),
    "OneCycleLR": lambda o: OneCycleLR(o, 1.0, total_steps=13),
    "OneCycleLR3": lambda o: OneCycleLR(o, 1.0, epochs=4, steps_per_epoch=4, three_phase=True, anneal_strategy="linear"),
    "CyclicLR": lambda o: CyclicLR(o, 0.1, 0.5, step_size_up=3, mode="triangular2"),
    "CyclicLRexp": lambda o: CyclicLR(o, 0.1, 0.5, 2, 4, mode="exp_range", gamma=0.9),
    "SequentialLR": lambda o: SequentialLR(o, [ConstantLR(o, 0.1, 2), ExponentialLR(o, 0.9)], [4]),
    "ChainedScheduler": lambda o: ChainedScheduler([ConstantLR(o, 0.1, 2), ExponentialLR(o, 0.9)]),
}
for name, f in make.items():
    opt = SGD([p], lr=0.4, momentum=0.9)
    s = f(opt)
    rates = []
    for _ in range(12):
        opt.step()
        rates.append(opt.param_groups[0]["lr"])
        s.step()
    print(name, [f"{r!r}" for r in rates], f"{s.get_last_lr()[0]!r}", s.last_epoch if hasattr(s, "last_epoch") else "")
    print("   ", opt.param_groups[0]["momentum"], sorted(s.state_dict())[:6])
opt = Adam([p], lr=1)
s = ReduceLROnPlateau(opt, mode="max", factor=0.1, patience=1, cooldown=1, threshold=0.1, threshold_mode="abs", min_lr=1e-3)
for metric in [1.0, 1.05, 1.02, 1.0, 1.0, 1.0, 1.3, 1.0, 1.0, 1.0, 1.0]:
    opt.step()
    s.step(metric)
    print(metric, opt.param_groups[0]["lr"], s.num_bad_epochs, s.best, s.cooldown_counter)
print(opt)
s = StepLR(opt, 2)
opt.step()
s.step()
s2 = StepLR(Adam([p], lr=1), 5)
s2.load_state_dict(s.state_dict())
print(s2.state_dict(), s2.step_size)
for bad in (lambda: StepLR(p, 1), lambda: OneCycleLR(opt, 1.0), lambda: ReduceLROnPlateau(opt, factor=2),
            lambda: LinearLR(opt, 2.0), lambda: SequentialLR(opt, [s], [1]), lambda: LambdaLR(opt, [1, 2]),
            lambda: StepLR(SGD([p], lr=1), 2, last_epoch=3), lambda: CosineAnnealingWarmRestarts(opt, 0),
            lambda: CyclicLR(torch.optim.Adagrad([p]), 0.1, 1)):
    try:
        bad()
        print("no error")
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
