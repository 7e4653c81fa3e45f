# Functions at zeros, infinities, NaN and the least numbers.
import torch
import torch.nn.functional as F

x = torch.tensor([0., -0., 1, -1, float("inf"), -float("inf"), float("nan"), 1e-45, -1e-45, 3.4e38])
y = torch.tensor([1., -1, float("inf"), 0, 0, 0, 1, 0, 0, float("inf")])
for dtype in (torch.float32, torch.float64):
    a, b = x.to(dtype), y.to(dtype)
    for name in ("nextafter", "xlogy"):
        print(name, getattr(torch, name)(a, b).tolist(), getattr(torch, name)(b, a).tolist())
    for name in ("angle", "nan_to_num", "selu", "rsqrt", "erfinv"):
        print(name, getattr(torch, name)(a).tolist())
    print("elu", F.elu(a).tolist(), F.elu(a[a > 0]).tolist(), F.celu(a).tolist())
    print("nansum", torch.nansum(a[:4]).item(), torch.nansum(torch.stack([a, b])[:, 6:8], 0).tolist(), torch.nansum(a).item())
    many = torch.linspace(-0.9995, 0.9995, 101, dtype=dtype)
    print("erfinv", [f"{v:.6f}" for v in torch.erfinv(many).tolist()])
    wide = torch.linspace(-7, 7, 57, dtype=dtype)
    print("gelu", [round(v, 4) + 0.0 for v in F.gelu(wide).tolist()])
    for scale in (1e-300 if dtype == torch.float64 else 1e-30, 1.0, 1e30):
        print("log", [f"{v:.6f}" for v in (torch.linspace(0.5, 2, 31, dtype=dtype) * scale).log().tolist()])
print(torch.nextafter(torch.tensor([1, 2.]), torch.tensor([[0.], [3]])).tolist())
print(torch.angle(torch.tensor([1, -2])), torch.xlogy(torch.tensor([0, 1, 2]), torch.tensor([0, 3, 2])))
leaf = torch.linspace(-0.9, 0.9, 9, requires_grad=True)
leaf.erfinv().sum().backward()
print(leaf.grad, torch.erfinv(leaf).grad_fn.name())
