"""Orders, selections and counts of every kind of number, with NaN, infinities and zeros of both signs."""
import torch

torch.manual_seed(1)


def shown(values):
    return " ".join("%.4g" % (v + 0) for v in values)


kinds = (torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int8, torch.int16, torch.int32, torch.int64)
for kind in kinds + (torch.uint8,):
    for n in (1, 5, 48, 49, 1000, 9001):
        x = torch.randint(-120000, 120000, (n,)) / 1000
        x = (x.abs() if kind == torch.uint8 else x).to(kind)
        if kind.is_floating_point and n > 40:
            x[7], x[9], x[11], x[12] = float("nan"), float("inf"), -0.0, 0.0
        up, places = torch.sort(x, stable=True)
        down, back = torch.sort(x, descending=True, stable=True)
        count = torch.arange(n)
        print(kind, n, (places * count).sum().item(), (back * count).sum().item(), torch.equal(x[places].nan_to_num(3), up.nan_to_num(3)))
        print(shown([x.median().item(), x.kthvalue((n + 1) // 2).values.item(), x.kthvalue(n).values.item()]))
        print(shown(x.topk(min(3, n)).values.tolist()), shown(x.topk(min(9, n), largest=False).values.tolist()))
        if kind.is_floating_point:
            print(shown([x.nanmedian().item()]))
        if kind in (torch.float32, torch.float64):
            print(torch.histc(x[x.abs() < 1000], 7).tolist(), torch.histc(x[~x.isnan()], 7, -5, 5).tolist())

rows = torch.randperm(1280).view(40, 32) / 7
print(rows.topk(3).indices.sum().item(), rows.topk(3, largest=False).indices.sum().item())
print(rows.median(1).indices.tolist(), rows.median(0).indices.tolist())
p = torch.rand(1000)
print([torch.bernoulli(q).sum().item() for q in (p, p.double(), p.half())])
print(torch.bincount(torch.randint(0, 7, (1000,))).tolist(), torch.bincount(torch.tensor([5]), minlength=3).tolist())
for n in (1, 3, 7, 16, 17, 33, 70, 300):
    x = torch.arange(1.0, 3 * n + 1).view(3, n)
    print(shown(x.log1p().mul(0.4).prod(1).tolist()), shown(x.cumsum(1)[:, -1].tolist()), shown(torch.log_softmax(x / n, 1).sum(1).tolist()))
for n in (1, 15, 16, 17, 40):
    x = torch.arange(6.0 * n).view(2, 3, n)
    print(torch.cat([x, x + 1], 2).flip(1)[:, :, 1:n + 1].contiguous().sum((0, 2)).tolist(), x[torch.tensor([1, 0, 1])].sum(2).tolist())
    print(x[0, 0].expand(2, n).contiguous().add(x[0, 1]).sum().item(), torch.nn.functional.pad(x, (1, 2), value=1).sum((1, 2)).tolist())
