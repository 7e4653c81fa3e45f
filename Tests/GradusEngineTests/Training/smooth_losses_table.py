# smooth_l1_loss and huber_loss: values, gradients and second derivatives, inside, at and beyond their limits.
import torch
import torch.nn.functional as F

d = torch.tensor([-3.0, -1.0, -0.5, -0.3, 0.0, 0.3, 0.4, 0.5, 1.0, 2.5])
for dtype in (torch.float32, torch.float64):
    for name, f in (
        ("smooth_l1", lambda x, y: F.smooth_l1_loss(x, y, reduction="none")),
        ("smooth_l1 beta", lambda x, y: F.smooth_l1_loss(x, y, reduction="none", beta=0.5)),
        ("huber", lambda x, y: F.huber_loss(x, y, reduction="none")),
        ("huber delta", lambda x, y: F.huber_loss(x, y, reduction="none", delta=0.5)),
        ("mean", lambda x, y: F.smooth_l1_loss(x, y)),
        ("sum", lambda x, y: F.huber_loss(x, y, reduction="sum", delta=0.3)),
    ):
        x = d.to(dtype).requires_grad_()
        y = torch.full_like(d, 0.25, dtype=dtype, requires_grad=True)
        loss = f(x, y)
        print(name, [round(v, 6) for v in loss.reshape(-1).tolist()])
        gx, gy = torch.autograd.grad(loss.sum(), (x, y), create_graph=True)
        print([round(v, 6) for v in gx.tolist()], [round(v, 6) for v in gy.tolist()])
        second = torch.autograd.grad((gx * gx).sum(), x)[0]
        print([round(v, 5) + 0.0 for v in second.tolist()])
