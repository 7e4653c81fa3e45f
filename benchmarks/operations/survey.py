"""Nanoseconds of nearly every operation on one size and three dtypes, forward and backward, under Gradus or PyTorch.

    survey.py [elements]      prints `dtype name nanoseconds` lines, which compare.py compares
"""
import sys
import time

import torch
import torch.nn.functional as F

N = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
SIDE = int(N**0.5)

UNARY = """abs acos acosh angle asin asinh atan atanh ceil cos cosh deg2rad digamma erf erfc erfinv exp exp2 expm1 floor frac
i0 isfinite isinf isnan lgamma log log10 log1p log2 logit nan_to_num neg reciprocal round rsqrt sgn sigmoid sign signbit sin
sinc sinh sqrt square tan tanh trunc logical_not bitwise_not""".split()
ACTIVATIONS = """relu relu6 elu selu celu gelu silu mish softplus softsign tanhshrink hardshrink softshrink hardtanh hardsigmoid
hardswish leaky_relu logsigmoid""".split()
BINARY = """add sub mul div floor_divide remainder fmod pow atan2 maximum minimum fmax fmin hypot copysign nextafter logaddexp
logaddexp2 eq ne lt le gt ge isclose logical_and logical_or logical_xor xlogy bitwise_and bitwise_or bitwise_xor
bitwise_left_shift gcd lcm""".split()
NUMBERS = "add sub mul div floor_divide remainder fmod pow eq gt".split()
REDUCTIONS = """sum mean prod max min amax amin argmax argmin any all std var logsumexp median nansum cumsum cumprod cummax cummin
logcumsumexp sort argsort softmax log_softmax diff""".split()
NEEDS_DIM = "logsumexp cumsum cumprod cummax cummin logcumsumexp softmax log_softmax".split()


def bench(name, f):
    """The best mean of seven rounds; calls that a dtype does not have are left out."""
    try:
        f()
    except (RuntimeError, NotImplementedError, TypeError, ValueError, IndexError):
        return
    best = 1e9
    for _ in range(7):
        start = time.perf_counter()
        calls = 0
        while time.perf_counter() - start < 0.004:
            f()
            calls += 1
        best = min(best, (time.perf_counter() - start) / calls)
    print(name, best * 1e9)


def gradient(name, f, *operands):
    leaves = [x.clone().requires_grad_() for x in operands]
    y = f(*leaves)
    g = torch.ones_like(y)
    bench(name + " backward", lambda: torch.autograd.grad(y, leaves, g, retain_graph=True))


def elementwise(label, x, y):
    for name in UNARY:
        bench(f"{label} {name}", lambda: getattr(torch, name)(x))
    for name in BINARY:
        bench(f"{label} {name}", lambda: getattr(torch, name)(x, y))
    for name in NUMBERS:
        bench(f"{label} {name} number", lambda: getattr(torch, name)(x, 3))
    if not x.dtype.is_floating_point:
        return
    for name in ACTIVATIONS:
        f = getattr(F, name)
        bench(f"{label} {name}", lambda: f(x))
        gradient(f"{label} {name}", f, x)
    for name in "exp log sin cos tanh sigmoid sqrt rsqrt square abs log1p expm1 atan erf reciprocal".split():
        gradient(f"{label} {name}", getattr(torch, name), x)
    for name in "add mul div pow maximum atan2 hypot".split():
        gradient(f"{label} {name}", getattr(torch, name), x, y)


def reductions(label, x, m):
    for name in REDUCTIONS:
        f = getattr(torch, name)
        if name in NEEDS_DIM:
            bench(f"{label} {name}", lambda: f(x, 0))
        else:
            bench(f"{label} {name}", lambda: f(x))
        for dim in (0, 1):
            bench(f"{label} {name} dim {dim}", lambda: f(m, dim=dim))


def rearranging(label, x, y, m):
    dtype, n = x.dtype, m.shape[0]
    few, more = x[:1000].clone(), y[:1000].clone()
    index, rows = torch.randint(0, n, (n, n)), torch.randint(0, n, (n,))
    calls = {
        "arange": lambda: torch.arange(0, N, dtype=dtype),
        "linspace": lambda: torch.linspace(0, N, N, dtype=dtype),
        "full": lambda: torch.full((N,), 2, dtype=dtype),
        "eye": lambda: torch.eye(n, dtype=dtype),
        "tril": lambda: m.tril(),
        "transposed copy": lambda: m.t().contiguous(),
        "outer": lambda: torch.outer(few, more),
        "gather": lambda: m.gather(1, index),
        "scatter": lambda: torch.zeros_like(m).scatter(1, index, m),
        "scatter_add_": lambda: torch.zeros_like(m).scatter_add_(1, index, m),
        "index_add_": lambda: torch.zeros_like(m).index_add_(0, rows, m),
        "index_select": lambda: m.index_select(0, rows),
        "masked_select": lambda: x.masked_select(x > y),
        "masked_fill": lambda: x.masked_fill(x > y, 0),
        "where": lambda: torch.where(x > y, x, y),
        "nonzero": lambda: (x > y).nonzero(),
        "cat": lambda: torch.cat([x, y]),
        "stack": lambda: torch.stack([x, y], 1),
        "repeat": lambda: few.repeat(100),
        "repeat_interleave": lambda: few.repeat_interleave(100),
        "roll": lambda: m.roll(5, 1),
        "flip": lambda: m.flip(1),
        "rot90": lambda: torch.rot90(m),
        "pad": lambda: F.pad(m, (1, 1, 1, 1)),
        "unfold": lambda: m.unfold(0, 5, 1).contiguous(),
        "expanded copy": lambda: few[:, None].expand(len(few), 100).contiguous(),
        "topk": lambda: x.topk(min(10, N)),
        "unique": lambda: x.unique(),
        "unique_consecutive": lambda: x.unique_consecutive(),
        "searchsorted": lambda: torch.searchsorted(few.sort()[0], x),
        "isin": lambda: torch.isin(x, few[:10]),
        "clamp": lambda: x.clamp(0, 1),
        "lerp": lambda: torch.lerp(x, y, 0.3),
        "addcmul": lambda: torch.addcmul(x, x, y),
        "matmul": lambda: m @ m,
        "matrix times vector": lambda: m @ m[0],
        "dot": lambda: x.dot(y),
        "cdist": lambda: torch.cdist(m, m),
        "bincount": lambda: x.bincount(),
        "histc": lambda: x.histc(20),
        "equal": lambda: torch.equal(x, x.clone()),
        "quantile": lambda: x.quantile(0.4),
    }
    for name, f in calls.items():
        bench(f"{label} {name}", f)
    for name in "int32 int64 float32 float64 bool uint8 float16 bfloat16".split():
        bench(f"{label} to {name}", lambda: x.to(getattr(torch, name)))


def losses(label, x, y):
    target = (x > 0.5).to(x.dtype)
    calls = {
        "mse_loss": lambda a: F.mse_loss(a, y),
        "l1_loss": lambda a: F.l1_loss(a, y),
        "smooth_l1_loss": lambda a: F.smooth_l1_loss(a, y),
        "huber_loss": lambda a: F.huber_loss(a, y),
        "binary_cross_entropy": lambda a: F.binary_cross_entropy(a, target),
        "bce_with_logits": lambda a: F.binary_cross_entropy_with_logits(a, target),
        "poisson_nll_loss": lambda a: F.poisson_nll_loss(a, y),
        "soft_margin_loss": lambda a: F.soft_margin_loss(a, target),
    }
    leaf = x.clone().requires_grad_()
    for name, f in calls.items():
        bench(f"{label} {name}", lambda: f(x))
        bench(f"{label} {name} and backward", lambda: torch.autograd.grad(f(leaf), leaf))


torch.set_num_threads(1)
torch.manual_seed(0)
for dtype in (torch.float32, torch.float64, torch.int64):
    label = str(dtype).removeprefix("torch.")
    if dtype.is_floating_point:
        x, y = torch.rand(N, dtype=dtype) * 0.9 + 0.05, torch.rand(N, dtype=dtype) * 2 + 0.1
        m = torch.randn(SIDE, SIDE, dtype=dtype)
    else:
        x, y, m = (torch.randint(1, 100, s) for s in ((N,), (N,), (SIDE, SIDE)))
    elementwise(label, x, y)
    reductions(label, x, m)
    rearranging(label, x, y, m)
    if dtype.is_floating_point:
        losses(label, x, y)
