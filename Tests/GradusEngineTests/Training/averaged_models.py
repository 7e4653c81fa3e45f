# EMA and SWA of a model, update_bn, SWALR
import torch
from torch import nn
from torch.optim.swa_utils import SWALR, AveragedModel, get_ema_multi_avg_fn, update_bn

torch.manual_seed(26)
model = nn.Sequential(nn.Linear(5, 12), nn.BatchNorm1d(12), nn.ReLU(), nn.Linear(12, 1))
swa = AveragedModel(model)
ema = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.9))
opt = torch.optim.SGD(model.parameters(), lr=0.1)
sched = torch.optim.lr_scheduler.CosineAnnealingLR(opt, T_max=10)
swa_sched = SWALR(opt, swa_lr=0.05, anneal_epochs=3)
x = torch.randn(48, 5)
y = (x[:, :2].sum(1, keepdim=True)).sin()
batches = list(zip(x.split(16), y.split(16)))
for epoch in range(8):
    for a, b in batches:
        opt.zero_grad()
        loss = nn.functional.mse_loss(model(a), b)
        loss.backward()
        opt.step()
        ema.update_parameters(model)
    if epoch >= 4:
        swa.update_parameters(model)
        swa_sched.step()
    else:
        sched.step()
    print(epoch, f"{loss.item():.4f}", f"{opt.param_groups[0]['lr']:.5f}")
update_bn(x.split(16), swa)
swa.eval()
ema.eval()
print(f"{nn.functional.mse_loss(swa(x), y).item():.4f} {nn.functional.mse_loss(ema(x), y).item():.4f}", swa.n_averaged)
print(list(swa.state_dict())[:3])
print(swa)
