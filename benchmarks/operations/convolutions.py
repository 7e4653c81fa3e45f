"""Times convolutions, forward and backward, over a grid of shapes: lines as those of grid.py, to be compared alike."""
import time

import torch
import torch.nn.functional as F

SHAPES = [
    (n, c, o, h, k, 1, 1)
    for k in (1, 3, 5, 7)
    for n, c, o, h in [
        (1, 3, 16, 32), (16, 3, 32, 32), (16, 32, 64, 16), (64, 16, 16, 28), (4, 64, 128, 14), (2, 128, 128, 28),
        (50, 1, 6, 28),
    ]
]
SHAPES += [(n, c, o, h, k, 2, 1) for n, c, o, h in [(16, 32, 64, 32), (8, 64, 128, 28)] for k in (1, 3, 5)]
SHAPES += [
    (n, c, c, h, 3, s, g) for n, c, h in [(8, 32, 32), (4, 128, 14)] for s, g in [(1, c), (2, c), (1, 4)]
]


def best(call):
    call()
    shortest, rounds = 1e9, 0
    end = time.perf_counter() + 0.15
    while time.perf_counter() < end or rounds < 3:
        start = time.perf_counter()
        call()
        shortest = min(shortest, time.perf_counter() - start)
        rounds += 1
    return shortest * 1e9


torch.manual_seed(0)
for n, c, o, h, k, s, g in SHAPES:
    x = torch.randn(n, c, h, h, requires_grad=True)
    w = torch.randn(o, c // g, k, k, requires_grad=True)
    b = torch.zeros(o, requires_grad=True)
    name = f"{n}x{c}x{h} to {o}, {k}x{k} stride {s} groups {g}"
    with torch.no_grad():
        print("forward", name, best(lambda: F.conv2d(x, w, b, s, k // 2, 1, g)))
    y = F.conv2d(x, w, b, s, k // 2, 1, g)
    ones = torch.ones_like(y)
    print("backward", name, best(lambda: torch.autograd.grad(y, (x, w, b), ones, retain_graph=True)))
