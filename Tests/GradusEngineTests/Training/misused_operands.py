# What operations refuse, in PyTorch's words, and what they take although it looks odd.
import torch
import torch.nn.functional as F

L = torch.tensor


def t(f):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, str(e).splitlines()[0])


def write(x, i, v):
    x[i] = v
    return x


x = torch.zeros(2, 3)
s = torch.ones(2, 3)
for name in ("index_add", "index_copy"):
    f = getattr(torch, name)
    print(name)
    t(lambda: f(x, 0, L([[0, 1]]), s))
    t(lambda: f(x, 0, L([0.0, 1]), s))
    t(lambda: f(x, 0, L([0]), s))
    t(lambda: f(x, 0, L([0, 1]), torch.ones(2, 4)))
    t(lambda: f(x, 0, L([0, 1]), torch.ones(3)))
    t(lambda: f(x, 0, L([0, 1]), s.double()))
    t(lambda: f(x, 0, L([0, 1]), torch.ones(())))
    t(lambda: f(x, 0, L(1), torch.ones(3)))
    t(lambda: f(x, 0, L(1), torch.ones(1, 3)))
    t(lambda: f(x, 0, L([0, 5]), s))
    t(lambda: f(x, 0, L([0, -1]), s))
    t(lambda: f(x, 5, L([0, 1]), s))
    t(lambda: f(x, 0, L([0, 1], dtype=torch.int32), s))
    t(lambda: f(L(1.0), 0, L([0]), L(5.0)))
    t(lambda: f(torch.zeros(3), 0, L([-1]), L([1.0])))
    t(lambda: f(torch.zeros(3), 0, L([5]), L([1.0])))
    t(lambda: f(torch.zeros(3, 2), 1, L([0]), torch.ones(3)))
t(lambda: torch.index_copy(torch.zeros(3, 2, 4), 1, L([0]), torch.ones(3, 1, 5)))
t(lambda: torch.index_copy(torch.zeros(3, 2, 4), 1, L([0]), L(5.0)))
t(lambda: torch.zeros(3).index_add_(0, L([0, 0]), L([1, 2])))
t(lambda: torch.zeros(3).index_add_(0, L([0, 0]), L([1.0, 2.0]), alpha=2))

print("index_fill")
t(lambda: torch.index_fill(x, 0, L([[0, 1]]), 1.0))
t(lambda: torch.index_fill(x, 0, L([0]), L([1.0])))
t(lambda: torch.index_fill(x, 0, L([0.0]), 1.0))
t(lambda: torch.index_fill(x, 0, L([0], dtype=torch.int32), 1.0))
t(lambda: torch.index_fill(torch.zeros(3), 0, L([-1]), 1.0))
t(lambda: torch.index_fill(torch.zeros(3), 0, L([7]), 1.0))
t(lambda: torch.index_fill(torch.zeros(3), 0, L([1]), L(2.0, requires_grad=True)))

print("assignments")
f = lambda: torch.zeros(3)
t(lambda: write(f(), L([0, 1]), L(5)))
t(lambda: write(f(), [0, 1], L([5, 6])))
t(lambda: write(f(), L([True, False, True]), L([5, 6])))
t(lambda: write(f(), L([True, False, True]), L(5)))
t(lambda: write(f(), slice(0, 2), L([5, 6])))
t(lambda: write(f(), L([0, 1]), L([5.0, 6.0], dtype=torch.float64)))
t(lambda: write(torch.zeros(3, dtype=torch.long), L([0, 1]), L([5.5, 6.5])))
t(lambda: write(torch.zeros(3, dtype=torch.long), L([0, 1]), 5.5))
t(lambda: write(torch.zeros(3, 3), (L([0, 1]), L([1, 2])), L([5, 6])))
t(lambda: write(torch.zeros(3, 3), (0, L([1, 2])), 7))
t(lambda: write(torch.zeros(3, dtype=torch.bool), L([0, 1]), L([1, 0])))
t(lambda: f().index_put_((L([0]),), L([5])))
t(lambda: f().masked_scatter_(L([True, False, True]), L([5, 6])))

print("reductions")
t(lambda: torch.prod(L(2.0), 1))
t(lambda: torch.amin(L(2.0), [0, 0]))
t(lambda: torch.roll(L(1.0), [-1], [0]))
t(lambda: torch.sum(L([0.3, -0.3]), dtype=torch.bool))
t(lambda: torch.prod(L([0.3, -0.3]), dtype=torch.bool))
t(lambda: torch.nansum(L([0.9, 0.0]), dtype=torch.bool))
t(lambda: torch.max(L([1.0, 2.0]), L(1)))
t(lambda: L([1.0, 2.0]).max(L(0)))
t(lambda: torch.max(L([[1.0, 2.0]]), L(1), True))
t(lambda: torch.histogram(torch.zeros(0), 3).bin_edges)
t(lambda: torch.histogram(L([1.5, 1.5]), 2).bin_edges)
t(lambda: torch.diff(L([1.0, 2.0]), 0, append=L([1.0])))

print("arithmetic")
t(lambda: torch.sub(L([1]), 1, alpha=0.5))
t(lambda: torch.sub(L([1.0]), L([1]), alpha=0.5))
t(lambda: torch.sub(L([1]), L([1]), alpha=0.5))
t(lambda: torch.rsub(L([1.0]), True))
t(lambda: torch.rsub(L([1]), 2, alpha=0.5))
t(lambda: torch.rsub(L([1.0]), 2, alpha=0.5))
t(lambda: torch.allclose(x, x, -1))
t(lambda: torch.isclose(x, x, 1e-5, -1))
t(lambda: torch.lerp(L([float("inf"), 1.0]), L([2.0, 3.0]), L([1.5, 0.25])))
t(lambda: torch.lerp(L([1.0, 2.0]), L([3.0, 8.0]), L([0.75, 0.3])))
t(lambda: torch.linalg.cross(L([1, 2, 3]), L([1.0, 2, 3])))
t(lambda: torch.trace(L([[True]])))
t(lambda: torch.tril_indices(2, 2, dtype=torch.bool))
t(lambda: torch.put(x, L([1]), L([1.0, 2])))

print("places")
t(lambda: torch.take_along_dim(L([1.0, 2.0, 3.0]), L([0, 2], dtype=torch.int32)))
t(lambda: torch.take_along_dim(L([1.0, 2.0, 3.0]), L([0, 2], dtype=torch.int32), 0))
t(lambda: torch.unravel_index(L([3], dtype=torch.int32), (2, 2)))
t(lambda: torch.unravel_index(L([1.0]), (2,)))

print("networks")
t(lambda: F.mse_loss(x, s, weight=L([1.0])))
t(lambda: F.l1_loss(x, s, weight=L([1.0])))
t(lambda: F.huber_loss(x, s, weight=L([1.0])))
t(lambda: F.mse_loss(x, s, weight=torch.arange(6.0).reshape(2, 3)))
t(lambda: F.mse_loss(x, s, weight=torch.arange(6.0).reshape(2, 3), reduction="sum"))
t(lambda: F.rms_norm(L([1.0, 2, 3]), (3,), torch.ones(2, 3)))
t(lambda: F.rms_norm(L([1.0, 2.0]), (2, 3)))
t(lambda: F.adaptive_avg_pool2d(torch.ones(1, 1, 4, 4), (3,)))
t(lambda: F.adaptive_max_pool2d(torch.ones(1, 1, 4, 4), (3,)))
t(lambda: F.cosine_similarity(L([[1, 2]]), L([[2, 3]])))
t(lambda: F.cosine_similarity(L([[1.0, 2]]), L([[2, 200]], dtype=torch.uint8)))
t(lambda: F.pairwise_distance(L([1]), L([2])))
for p in (0.0, 1.0, 3.0, float("inf"), float("-inf")):
    t(lambda: F.pairwise_distance(L([[-0.9, -0.5, 0.3]]), L([1.0]), p=p))
    t(lambda: F.normalize(L([[-0.9, -0.5, 0.3]]), p=p))
