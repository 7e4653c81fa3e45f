# Matrices side by side: many short rows, of several types, dense and not.
import torch


def check(parts, dim):
    whole = torch.cat(parts, dim)
    at = 0
    same = True
    for part in parts:
        n = part.shape[dim]
        same = same and torch.equal(whole.narrow(dim, at, n), part.to(whole.dtype))
        at += n
    print(list(whole.shape), whole.dtype, whole.is_contiguous(), same)


for dtype in (torch.float32, torch.float64, torch.int64, torch.int32, torch.float16, torch.bool):
    for widths in ([1, 1], [3, 10], [7, 1, 24], [64, 64], [5, 0, 6]):
        check([(torch.arange(300 * w).reshape(300, w) % 7).to(dtype) for w in widths], 1)
x = torch.arange(6000.0).reshape(10, 20, 30)
check([x, x + 1, x * 2], 2)
check([x, x + 1, x * 2], 1)
check([x, x[:, ::2], x[:, :3]], 1)
check([x.transpose(0, 1), x.transpose(0, 1)], 2)
check([x, x.double()], 2)
check([torch.arange(20000.0).reshape(2, -1), torch.arange(60000.0).reshape(2, -1)], 1)
a = torch.arange(3000.0).reshape(300, 10).requires_grad_()
b = torch.arange(1500.0).reshape(300, 5).requires_grad_()
(torch.cat([a, b], 1) * torch.arange(15.0)).sum().backward()
print(a.grad.sum().item(), b.grad.sum().item(), a.grad[7], b.grad[299])
print(torch.lgamma(torch.tensor([0.5, -0.5, 3.0, -2.0, 171.0, 1e-3, float("inf"), float("nan")])))
