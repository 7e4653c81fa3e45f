"""Records what PyTorch computes for tables of calls: outputs, gradients and second gradients.

Run with a Python that has torch; for each name_cases.py it writes name.json (for op_cases.py: ops.json) beside this file;
names as arguments record only those. Every call goes through the name table of the
tensor library in the test, so that argument binding is tested as well.
"""

import json
import math
import pathlib
import sys
import warnings

import torch
import torch.nn.functional as F

warnings.filterwarnings("ignore")
torch.set_num_threads(1)
HERE = pathlib.Path(__file__).parent
cases = []
# Digits of recorded results; None keeps them all.
digits = None


def num(v):
    if isinstance(v, float) and not math.isfinite(v):
        return "nan" if math.isnan(v) else ("inf" if v > 0 else "-inf")
    if isinstance(v, float) and digits is not None:
        return float("%.*g" % (digits, v))
    return v


def enc_tensor(t, grad=None):
    d = t.detach()
    base = torch.as_strided(d, (d.untyped_storage().nbytes() // d.element_size(),), (1,), 0)
    wide = base.float() if d.dtype in (torch.float16, torch.bfloat16) else base
    e = {"dtype": str(t.dtype)[6:], "shape": list(t.shape), "strides": list(t.stride()),
         "offset": t.storage_offset(), "data": [num(v) for v in wide.tolist()]}
    if t.requires_grad:
        e["grad"] = True
    return {"tensor": e}


def enc_out(t):
    d = torch.zeros(t.shape, dtype=t.dtype) if t._is_zerotensor() else t.detach()
    wide = d.float() if d.dtype in (torch.float16, torch.bfloat16) else d
    return {"dtype": str(t.dtype)[6:], "shape": list(t.shape), "data": [num(v) for v in wide.reshape(-1).tolist()]}


def enc(v):
    if isinstance(v, torch.Tensor):
        return enc_tensor(v)
    if isinstance(v, torch.dtype):
        return {"dtype": str(v)[6:]}
    if isinstance(v, (list, tuple)) and v and all(isinstance(x, torch.Tensor) for x in v):
        return {"tensors": [enc_tensor(x) for x in v]}
    if isinstance(v, (list, tuple)) and v and all(isinstance(x, (list, tuple)) for x in v):
        return {"nested": [list(x) for x in v]}
    if isinstance(v, (list, tuple)) and any(isinstance(x, float) for x in v):
        return {"floats": [num(x) for x in v]}
    if isinstance(v, (list, tuple)):
        return {"list": [num(x) for x in v]}
    if isinstance(v, float):
        return {"float": num(v)}
    return v


def pattern(t, k):
    n = t.numel()
    return torch.cos(torch.arange(n, dtype=torch.float64) * 1.3 + k).reshape(t.shape).to(t.dtype)


def tensors_in(args):
    for a in args:
        if isinstance(a, torch.Tensor):
            yield a
        elif isinstance(a, (list, tuple)):
            yield from tensors_in(a)


def case(place, name, *args, second=None, **kwargs):
    """Calls the op and notes everything; `second` says whether second gradients are recorded too."""
    if place == "function":
        f = getattr(torch, name)
    elif place == "functional":
        f = getattr(F, name)
    elif place in ("linalg", "special"):
        f = getattr(getattr(torch, place), name)
    elif place == "inPlace":
        f = lambda x, *a, **k: getattr(x.clone(), name + "_")(*a, **k)
    else:
        f = lambda x, *a, **k: getattr(x, name)(*a, **k)
    entry = {"place": place, "op": name, "args": [enc(a) for a in args], "kwargs": {k: enc(v) for k, v in kwargs.items()}}
    try:
        out = f(*args, **kwargs)
    except Exception as e:  # recorded, to be matched
        entry["error"] = [type(e).__name__, str(e).split("\n")[0]]
        cases.append(entry)
        return
    outs = list(out) if isinstance(out, (list, tuple)) else [out]
    if outs and isinstance(outs[0], torch.Tensor) and outs[0].grad_fn is not None:
        if isinstance(out, torch.Tensor) or digits is not None:
            entry["grad_fn"] = outs[0].grad_fn.name().split("::")[-1]
    if isinstance(outs[0], (bool, int, float)):
        entry["value"] = num(outs[0])
    else:
        entry["out"] = [enc_out(o) for o in outs]
        wanted = [t for t in tensors_in(list(args) + list(kwargs.values())) if t.requires_grad]
        diff = [(i, o) for i, o in enumerate(outs) if o.requires_grad]
        if wanted and diff:
            total = sum((o * pattern(o, i)).sum() for i, o in diff)
            create = second is not False
            try:
                grads = torch.autograd.grad(total, wanted, create_graph=create, allow_unused=True)
            except RuntimeError:  # no derivative
                grads = [None] * len(wanted)
                entry["no_grads"] = True
            entry["grads"] = [None if g is None else enc_out(g) for g in grads]
            live = [g for g in grads if g is not None and g.requires_grad]
            if create and live:
                total2 = sum((g * pattern(g, k + 3)).sum() for k, g in enumerate(grads) if g is not None and g.requires_grad)
                try:
                    g2 = torch.autograd.grad(total2, wanted, allow_unused=True)
                    entry["grads2"] = [None if g is None else enc_out(g) for g in g2]
                except RuntimeError:
                    pass
    cases.append(entry)


def rnd(*shape, dtype=torch.float64, grad=True, low=-2.0, high=2.0):
    t = torch.rand(shape, dtype=torch.float64) * (high - low) + low
    if digits is not None:
        t = (t * 1000).round() / 1000
    t = t.to(dtype)
    return t.requires_grad_(grad) if dtype.is_floating_point else t


def layouts(make):
    """A dense, a transposed, a sliced and an expanded tensor of shape (3, 4)."""
    yield make(3, 4)
    yield make(4, 3).detach().t().requires_grad_(True)
    yield make(6, 8).detach()[::2, 1::2].requires_grad_(True)
    yield make(3, 1).detach().expand(3, 4).requires_grad_(True)


for file in sorted(HERE.glob("*_cases.py")):
    family = file.name.removesuffix("_cases.py")
    if sys.argv[1:] and family not in sys.argv[1:]:
        continue
    cases.clear()
    digits = None if family == "op" else 12
    torch.manual_seed(0)
    exec(file.read_text())
    with open(HERE / ("ops.json" if family == "op" else family + ".json"), "w") as out:
        out.write('{"recorded_with": "torch %s", "cases": [\n' % torch.__version__)
        out.write(",\n".join(json.dumps(c, separators=(",", ":")) for c in cases))
        out.write("\n]}\n")
    print(family, len(cases), "cases")
