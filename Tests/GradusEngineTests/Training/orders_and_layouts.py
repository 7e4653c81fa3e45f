# Selection, reversal, scattering, permuted copies: kernels that take another way for some shapes.
import torch
import torch.nn.functional as F

torch.manual_seed(3)
print(torch.randperm(1000).sum(), torch.randperm(300)[:20], torch.rand(3))
for n in (1, 5, 17, 48, 100, 1000, 5003):
    x = (torch.randn(n) * 20).round() + 0.0
    print(n, x.median(), x.kthvalue(max(1, n // 3)).values, x.double().median(), x.long().median())
    y = torch.randn(n); y[0] = float('nan')
    print(y.median(), y.nanmedian())
    z = torch.arange(n).float(); print(z.median(), z.flip(0).median(), torch.zeros(n).median(0))
x = torch.randn(37, 70)
print(x.median(0).values.sum(), x.median(1).indices.sum(), x.kthvalue(5, 1).indices.sum(), x.kthvalue(70).values.sum())
for n in (3, 16, 64, 65, 200):
    v = torch.randn(n); w = v.abs()
    print(F.elu(v).sum(), F.elu(w).sum(), F.elu(w.sub(0.1)).sum())
m = torch.rand(50, 37) + 0.5
print(m.prod(1), m.prod(0)[:3], m.amax(0)[:4], m.amin(0)[:5], m.prod())
for r in (1, 7, 8, 9, 12, 13): print(m[:r].amax(0).sum(), m[:r].amin(0).sum(), m[:r].prod(0).sum())
m[3, 5] = float('nan'); print(m.amax(0)[:7], m.amin(0)[:7])
a = torch.arange(60).view(3, 20); print(a.flip(1), a.flip(0, 1).sum(), a.t().flip(1)[:2], a.float().flip(1)[0], a.byte().flip(1)[1])
o = torch.zeros(4, 6).scatter_(1, torch.tensor([[1, 2], [0, 5], [3, 3], [4, 0]]), 1.0); print(o)
o.scatter_add_(1, torch.tensor([[1, 1], [0, 5], [3, 3], [4, 0]]), torch.ones(4, 2)); print(o, o._version)
p = torch.ones(3, 3, requires_grad=True); q = (p * 2).scatter_(1, torch.tensor([[0], [1], [2]]), 5.0); q.sum().backward(); print(q, p.grad)
try: o.scatter_(1, torch.tensor([[7]]), 1.0)
except Exception as e: print(type(e).__name__, e)
t = torch.zeros(3, 3).t(); t.scatter_(0, torch.tensor([[1, 2, 0]]), 4.0); print(t)
for shape, order in [((5, 6, 24, 24), (0, 2, 3, 1)), ((5, 24, 24, 6), (0, 3, 1, 2)), ((3, 17, 33), (0, 2, 1)), ((2, 3, 20, 5), (1, 0, 3, 2)), ((40, 21), (1, 0)), ((4, 20, 3, 16), (2, 0, 3, 1)), ((7, 16, 4), (2, 1, 0)), ((2, 2, 2, 18, 19), (0, 2, 1, 4, 3))]:
    t = torch.arange(torch.Size(shape).numel()).float().view(shape)
    u = t.permute(order).contiguous(); w = torch.arange(u.numel()).float()
    print(shape, (u.flatten() * w.cos()).double().sum().item().__round__(1), t[:, 1:].permute(order).contiguous().flatten()[::7][:6], t.flip(0).permute(order).contiguous().flatten()[::11][:6])
for place in (1, 8, 16, 17, 40):
    x = torch.ones(64)
    x[0] = -5
    x[place] = float('nan')
    print(F.elu(x)[:2], F.elu(x, 0.5)[0], F.selu(x)[0], F.celu(x)[0], F.elu(x).isnan().sum())

# Steps that overlap, and more of them inside than outside.
x = torch.arange(9.0).requires_grad_()
windows = x.unfold(0, 7, 1)
w = torch.arange(21.0).reshape(3, 7)
for y in (windows * w, w - windows, windows.as_strided((2, 3), (1, 1)) + w[:2, :3]):
    print(y.stride(), y)
(windows * w).sum().backward()
print(x.grad)
print(torch.where(torch.tensor(1)), torch.tensor(0).nonzero(as_tuple=True))
print(torch.nn.functional.threshold(torch.tensor([1.0, float("nan"), -2.0]), 0, 1.5))
