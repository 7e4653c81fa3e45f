# Pooling and transposed convolution of volumes, adaptive sizes that stay, all ways to resize.
import torch
from torch import nn
import torch.nn.functional as F

torch.manual_seed(0)
torch.set_printoptions(precision=3)
x = torch.randn(2, 3, 6, 8)
print(nn.AdaptiveMaxPool2d((None, 4)), nn.AdaptiveMaxPool2d((None, 4))(x).shape, nn.AdaptiveAvgPool2d((3, None))(x)[0, 0])
values, places = nn.AdaptiveMaxPool2d(2, return_indices=True)(x)
print(values[0], places[0])

v = torch.randn(1, 2, 5, 6, 7, requires_grad=True)
for options in [dict(kernel_size=2), dict(kernel_size=3, stride=2, padding=1), dict(kernel_size=2, stride=3, ceil_mode=True)]:
    out, at = F.max_pool3d(v, return_indices=True, **options)
    mean = F.avg_pool3d(v, **options)
    grad, = torch.autograd.grad((out * mean).sum(), v)
    print(out.shape, out.sum().item().__round__(2), at.flatten()[:5], mean.sum(), grad[0, 0, 1])
print(F.max_pool3d(v, 2, dilation=2)[0, 0, 0], F.avg_pool3d(v, 3, 1, 1, count_include_pad=False)[0, 0, 0], F.avg_pool3d(v, 2, divisor_override=3).sum())
print(F.adaptive_avg_pool3d(v, (2, None, 3)).sum(), F.adaptive_avg_pool3d(v, 2).grad_fn.name())
values, places = F.adaptive_max_pool3d(v, 2, return_indices=True)
print(values[0, 0], places[0, 0], F.lp_pool3d(v.abs(), 2, 2)[0, 0, 0])

for options in [dict(), dict(stride=2, padding=1, output_padding=1), dict(dilation=2, groups=2)]:
    groups = options.get("groups", 1)
    w, b = torch.randn(2, 4 // groups, 2, 3, 2, requires_grad=True), torch.randn(4, requires_grad=True)
    y = F.conv_transpose3d(v, w, b, **options)
    grads = torch.autograd.grad((y * y).sum(), (v, w, b))
    print(y.shape, y.sum().item().__round__(1), [g.double().norm().item().__round__(1) for g in grads])
torch.manual_seed(3)
up = nn.ConvTranspose3d(2, 3, 3, stride=2)
print(up, up(v.detach()).shape, up(v.detach(), output_size=(12, 13, 15)).shape)
up = nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1)
small = nn.Conv2d(1, 1, 3, stride=2, padding=1)(torch.randn(1, 1, 6, 6))
print(up(small).shape, up(small, output_size=[6, 6]).shape)
try:
    up(small, output_size=[9, 9])
except ValueError as e:
    print(e)

p = torch.arange(24.0).reshape(1, 1, 4, 6)
for mode in ["bilinear", "bicubic"]:
    for align in (True, False):
        print(mode, align, F.interpolate(p, size=(3, 5), mode=mode, align_corners=align))
        for again in (True, False):
            print(F.interpolate(p, scale_factor=1.7, mode=mode, align_corners=align, recompute_scale_factor=again)[0, 0, 2])
    print(F.interpolate(p, size=(2, 3), mode=mode, antialias=True), F.interpolate(p, size=(7, 9), mode=mode, antialias=True).sum())
print(F.interpolate(p, size=(2, 3), mode="area"), F.interpolate(p[0], size=3, mode="area"), F.interpolate(p[None], size=(1, 2, 2), mode="area"))
q = torch.randn(1, 1, 3, 4, requires_grad=True)
F.interpolate(q, scale_factor=2, mode="bicubic").pow(2).sum().backward()
print(q.grad, nn.Upsample(scale_factor=2, mode="bicubic", align_corners=True))
for bad in [
    lambda: F.interpolate(p, size=2, mode="nearest", antialias=True),
    lambda: F.interpolate(p, size=2, recompute_scale_factor=True),
    lambda: F.max_pool3d(p, 2),
    lambda: F.max_pool3d(v, 9),
]:
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
