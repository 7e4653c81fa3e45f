# Integers at their limits, conversions, running extremes, searches and repetitions.
import torch
import torch.nn.functional as F

nan, inf = float("nan"), float("inf")
MAX, MIN = 2**63 - 1, -(2**63)

a = torch.tensor([0, 1, -1, 7, -7, 63, MAX, MIN + 1, 2**50, -(2**50), 2**53 + 1, 123456789012345])
b = torch.tensor([1, 2, -1, 3, -3, 7, 2**31, -(2**40), MAX, 64, -5, 1000003])
for name in ("remainder", "fmod", "floor_divide"):
    f = getattr(torch, name)
    print(name, f(a, b).tolist(), f(a, 7).tolist(), f(a.int(), -3).tolist(), f(a[:, None], b[:2]).tolist())
    for zero in (0, torch.zeros_like(a)):
        try:
            f(a, zero)
        except RuntimeError as e:
            print(e)
print(torch.div(a, b, rounding_mode="trunc").tolist())
for name in ("bitwise_and", "bitwise_or", "bitwise_xor"):
    f = getattr(torch, name)
    print(name, f(a, b).tolist(), f(a[:, None] > 0, b > 0).sum().item(), f(a.to(torch.uint8), 77).tolist())
shifts = torch.tensor([0, 1, 7, 8, 31, 32, 63, 64])
for t in (torch.int64, torch.int32, torch.int16, torch.uint8):
    print(t, torch.bitwise_left_shift(torch.tensor([1, 3, -5]).to(t)[:, None], shifts.to(t)).tolist())
print((a[:, None] >> torch.tensor([1, 31, 63])).tolist())
for name in ("abs", "neg", "sign", "floor", "isfinite", "isinf", "isnan", "signbit", "logical_not", "bitwise_not"):
    print(name, getattr(torch, name)(a).tolist(), getattr(torch, name)(a.to(torch.uint8)).tolist())

x = torch.tensor([0.0, -0.0, 1.9, -1.9, nan, inf, -inf, 1e30, 3e9, -3e9, 255.9, 65519.0, 65520.0, 6e-8, 2147483648.0])
for source in (torch.float32, torch.float64):
    for target in (torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.float16):
        print(source, target, x.to(source).to(target).tolist())
print(torch.tensor([3000000001.0, 5000000003.0], dtype=torch.float64).to(torch.uint8).tolist())
for name in ("isfinite", "isinf", "isnan", "isposinf", "isneginf", "signbit", "logical_not"):
    print(name, getattr(torch, name)(x[:8]).tolist(), getattr(torch, name)(x[:8].double()).tolist())
print(torch.logical_xor(x, a[:1]).tolist(), torch.logical_and(x.half(), x).tolist())

m = torch.tensor([[3.0, nan, 1.0, 4.0], [3.0, 2.0, inf, 4.0], [-inf, 2.0, nan, 5.0]])
for t in (torch.float32, torch.float64, torch.float16):
    for d in (0, 1):
        print([v.tolist() for v in m.to(t).cummax(d)], [v.tolist() for v in m.to(t).cummin(d)])
        print([v.tolist() for v in m.to(t).max(d)], m.to(t).argmin(d).tolist(), m.to(t).nansum(d).tolist())
k = torch.tensor([[3, 1, 3, 2], [5, 1, 2, 2], [5, MIN, MAX, -1]])
for d in (0, 1):
    print([v.tolist() for v in k.cummax(d)], [v.tolist() for v in k.t().cummin(d)], k.cumprod(d).tolist())
    print([v.tolist() for v in k.min(d)], k.argmax(d).tolist(), k.cumsum(d).tolist(), k.argmin().item())
print((torch.arange(1, 25) / 7).cumprod(0).tolist())
print((k @ k.t()).tolist(), (k.t() @ k[:, 0]).tolist(), k[0].dot(k[2]).item())

line = torch.tensor([1.0, 2.0, 2.0, 5.0])
values = torch.tensor([[0.0, 1.0, 2.0], [2.5, 9.0, nan]])
print(torch.searchsorted(line, values).tolist(), torch.bucketize(values, line, right=True).tolist())
print(torch.searchsorted(line.double(), values.double()).tolist(), torch.searchsorted(line.long(), 2).item())
print(torch.isin(k, torch.tensor([3, 5])).tolist(), torch.isin(x, torch.tensor([0.0, nan, inf]), invert=True).tolist())
print(torch.tensor([0.1, 0.2, 0.9, 1.0, nan, 4.0]).histc(4, 0, 1).tolist(), torch.arange(9.0).double().histc(3).tolist())
runs = torch.tensor([1, 1, 2, 2, 2, 0, 3, 3, 1])
for t in (torch.int64, torch.float32, torch.uint8):
    print([v.tolist() for v in torch.unique_consecutive(runs.to(t), return_inverse=True, return_counts=True)])
    print(torch.unique_consecutive(runs.to(t)).tolist(), torch.unique_consecutive(runs[:0].to(t)).tolist())
print(runs.bincount().tolist(), runs[:4].repeat_interleave(3).tolist(), k.repeat_interleave(2, 1).tolist())
print(runs.repeat_interleave(0).tolist(), runs[:3].repeat_interleave(torch.tensor([2, 0, 1])).tolist())
print(torch.equal(m, m), torch.equal(k, k), torch.equal(k, k.clone()), torch.equal(k.t(), k.t().clone()))
for t in (torch.int64, torch.float32, torch.float64):
    c = torch.tensor([5, 1, 4, 1, 3, 9, 2, 1]).to(t)
    print(c.median().item(), c.kthvalue(3).values.item(), c.nanmedian().item(), c.clamp(2, 4).tolist())
    c.add_(3).mul_(2)
    print(c.tolist(), (c**3).tolist(), torch.zeros(12, dtype=t).scatter_add_(0, runs, c.repeat(2)[:9]).tolist())
    print(torch.rot90(c.view(2, 4)).tolist(), torch.rot90(c.view(2, 4), -1).tolist(), c.unfold(0, 3, 2).tolist())
    print(torch.full((3,), 2, dtype=t).tolist(), torch.vander(c[:3]).tolist(), torch.combinations(c[:4], 3).tolist())
print([v.hex() for v in torch.arange(0.1, 7, 0.3).tolist()], [v.hex() for v in torch.linspace(0, 1, 7).tolist()])
print([v.hex() for v in torch.arange(-3, 3, 0.37, dtype=torch.float64).tolist()], torch.arange(20, dtype=torch.int32).sum())

for mode in ("reflect", "replicate", "circular"):
    p = torch.arange(12.0).view(1, 1, 3, 4).requires_grad_()
    y = F.pad(p, (2, 1, 1, 2), mode=mode)
    (g,) = torch.autograd.grad((y**2).sum(), p, create_graph=True)
    print(mode, y.tolist(), g.tolist(), torch.autograd.grad(g.sum(), p)[0].tolist())
p = torch.arange(4.0).view(1, 1, 2, 2).requires_grad_()
y = F.interpolate(p, scale_factor=3)
print(y.tolist(), torch.autograd.grad((y * torch.arange(36.0).view(y.shape)).sum(), p)[0].tolist())
p = torch.arange(3.0, requires_grad=True)
print(torch.autograd.grad((p.repeat_interleave(2) * torch.arange(6)).sum(), p)[0].tolist())
