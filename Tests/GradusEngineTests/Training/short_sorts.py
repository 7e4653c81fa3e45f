# Orders of lines of many lengths: spread and close values, equal ones, NaN and infinities.
import torch

torch.manual_seed(3)


def show(t):
    weights = torch.arange(1, t.numel() + 1, dtype=torch.float64)
    print(tuple(t.shape), t.dtype, t.flatten()[:6].tolist(), (t.flatten().double().nan_to_num(7, 8, 9) * weights).sum().item())


for n in (1, 5, 48, 49, 100, 777, 1000, 4096, 4097, 9000):
    lines = {
        "spread": torch.randn(n), "close": 1 + torch.rand(n) * 1e-5, "equal": torch.randint(0, 3, (n,)).float(),
        "whole": torch.randint(-100, 100000, (n,)).int(), "special": torch.randn(n),
    }
    lines["special"][::7] = float("nan")
    lines["special"][3::11] = float("inf")
    for name, line in lines.items():
        for descending in (False, True):
            print(n, name, descending)
            show(torch.sort(line, descending=descending, stable=True)[1])
            show(line.topk(min(n, 4), largest=descending)[0])
            show(line.topk(min(n, 20), largest=descending)[0])
            show(line.topk(min(n, 300), largest=descending)[0])
table = torch.randn(50, 60)
along, down = torch.randint(0, 60, (50, 30)), torch.randint(0, 50, (20, 60))
show(table.gather(1, along))
show(table.gather(0, down))
show(torch.zeros(50, 60).scatter_add_(1, along, table[:, :30]))
show(torch.zeros(50, 60).scatter_add_(0, down, table[:20]))
for index in (60, -1):
    wrong = along.clone()
    wrong[7, 5] = index
    for call in (lambda: table.gather(1, wrong), lambda: torch.zeros(50, 60).scatter_add_(1, wrong, table[:, :30])):
        try:
            call()
        except RuntimeError as error:
            print(str(error).split(" with size")[0])
