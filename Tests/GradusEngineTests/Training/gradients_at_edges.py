# Where two operands are equal, crossed, zero or only one of them has a gradient.
import torch
import torch.nn.functional as F
from torch import nn

L = torch.tensor
nan, inf = float("nan"), float("inf")


def gr(f, *xs):
    xs = [x.clone().requires_grad_() for x in xs]
    y = f(*xs)
    y.backward(torch.ones_like(y))
    print([x.grad for x in xs], y.grad_fn.name())


gr(torch.maximum, L([1.0, 2.0]), L([1.0, 1.0]))
gr(torch.fmax, L([1.0, 2.0, nan, 1.0]), L([1.0, 5.0, 1.0, nan]))
gr(torch.fmin, L([1.0, 2.0, nan, 7.0]), L([1.0, 5.0, 1.0, 0.0]))
gr(torch.nextafter, L([1.0, 2.0]), L([1.0, 5.0]))
gr(torch.copysign, L([1.0, -2.0, 0.0]), L([1.0, 5.0, -1.0]))
gr(lambda x, m: torch.clamp(x, max=m), L([1.0, 2.0, 3.0]), L([1.0, 1.0, 5.0]))
gr(lambda x, m: torch.clamp(x, min=m), L([1.0, 2.0, 3.0]), L([1.0, 1.0, 5.0]))
gr(lambda x, m: torch.clamp(x, min=m), L([[1.0, 2.0, 3.0], [0.0, 5.0, 1.0]]), L([1.0, 1.0, 5.0]))
gr(lambda x, m, n: torch.clamp(x, m, n), L([1.0, 2.0, 3.0, 4.0]), L([1.0, 3.0, 5.0, 1.0]), L([2.0, 3.0, 4.0, 2.0]))
# A bound without axes can be learnt.
gr(lambda x, m: x.clamp(-m, m), L([-3.0, 0.5, 2.0]), L(1.0))
gr(lambda x, m: torch.clamp_max(x, m), L([1.0, 2.0]), L(1.0))
gr(lambda x, m: torch.clamp_min(x, m), L([1.0, 2.0]), L(1.5))
gr(lambda x: x.clamp_min(1.5), L([1.0, 2.0]))
gr(lambda x: x.clamp_max(1.5), L([1.0, 2.0]))
gr(lambda x, v: torch.fill(x, v), L([1.0, 2.0]), L(3.0))
gr(lambda x: torch.fill(x, 2.0), L([1.0, 2.0]))
gr(lambda x, v: x.index_fill(0, L([1]), v), L([1.0, 2.0]), L(3.0))
far = L([[0.0, 1.0, 2.0]])
for p in (1.0, 2.0, 3.0, inf):
    gr(lambda x: F.pairwise_distance(x, far, p=p), L([[3.0, 1.0, -1.0]]))
gr(lambda x: F.pairwise_distance(x, x.detach(), eps=0.0), L([[3.0, 1.0, -1.0]]))
gr(lambda x: F.normalize(x, p=inf), L([[3.0, 1.0, -1.0]]))
gr(lambda x: F.normalize(x), L([[0.0, 0.0, 0.0]]))
gr(lambda x, w: F.mse_loss(x, far, weight=w), L([[3.0, 1.0, -1.0]]), L([[1.0, 2.0, 3.0]]))
print(torch.special.bessel_j0(L([1.0], requires_grad=True)))

# More is added to the end than the stride is long, where the kernel is spread wide enough.
for layer in (
    nn.ConvTranspose1d(2, 3, 2, output_padding=1, dilation=2),
    nn.ConvTranspose1d(2, 3, 1, padding=1, output_padding=1, dilation=2, bias=False),
    nn.ConvTranspose2d(2, 4, 2, padding=1, output_padding=(1, 2), dilation=3, groups=2),
    nn.ConvTranspose3d(2, 3, 2, output_padding=1, dilation=2),
):
    with torch.no_grad():
        for q in layer.parameters():
            q.copy_(torch.linspace(-1, 1, q.numel()).reshape(q.shape))
    sizes = [1, 2, 4, 3, 3][: layer.weight.dim()]
    x = torch.linspace(-1, 2, torch.Size(sizes).numel()).reshape(sizes).requires_grad_()
    y = layer(x)
    weights = torch.arange(y.numel()).reshape(y.shape) * 0.01
    (y * weights).sum().backward()
    print(y.shape, "%.4g %.4g" % ((y * weights).sum().item(), x.grad.pow(2).sum().item()))
    print(["%.4g" % q.grad.pow(2).sum().item() for q in layer.parameters()])
