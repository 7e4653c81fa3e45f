"""Records random draws after a seed, printed tensors and the promotion tables. Writes random.json, printing.json and
promotion.json beside this file; every tensor is encoded as in ops.json."""

import json
import pathlib

import torch

src = (pathlib.Path(__file__).parent / "record_ops.py").read_text().split('exec((HERE')[0]
exec(src)

# Random draws: calls one after the other on the default generator.
draws = []


def seeded(seed, *calls):
    torch.manual_seed(seed)
    entry = {"seed": seed, "calls": []}
    for place, name, args, kwargs in calls:
        f = getattr(torch, name) if place == "function" else (lambda x, *a, **k: getattr(x.clone(), name + "_")(*a, **k))
        if place == "functional":
            f = getattr(F, name)
        out = f(*args, **kwargs)
        entry["calls"].append({"place": place, "op": name, "args": [enc(a) for a in args],
                               "kwargs": {k: enc(v) for k, v in kwargs.items()}, "out": [enc_out(out)]})
    draws.append(entry)


fn = lambda name, *a, **k: ("function", name, a, k)
inp = lambda name, *a, **k: ("inPlace", name, a, k)
seeded(0, fn("rand", 5), fn("randn", 3), fn("randn", 3), fn("rand", 2), fn("randn", 1))
seeded(1, fn("randn", 16), fn("randn", 17), fn("randn", 40), fn("randn", 2))
seeded(2, fn("randn", 20, dtype=torch.float64), fn("randn", 5, dtype=torch.float64), fn("rand", 3, dtype=torch.float64))
seeded(3, fn("randint", 0, 10, (8,)), fn("randint", 5, (3,)), fn("randint", 0, 2**30, (3,)), fn("randint", -5, 5, (2, 2)))
seeded(4, fn("randperm", 10), fn("randperm", 1), fn("randperm", 100), fn("rand", 1))
seeded(2**32 + 7, fn("rand", 2), fn("randn", 33))
seeded(5, inp("uniform", torch.zeros(6), -1, 1), inp("uniform", torch.zeros(2, 3), 0, 5.5), inp("normal", torch.zeros(4), 2, 3),
       inp("normal", torch.zeros(18), 2, 3), inp("bernoulli", torch.zeros(9), 0.3), inp("exponential", torch.zeros(3), 2.0),
       inp("geometric", torch.zeros(3), 0.3), inp("log_normal", torch.zeros(3)), inp("cauchy", torch.zeros(3)),
       inp("random", torch.zeros(4, dtype=torch.int64)), inp("random", torch.zeros(4, dtype=torch.uint8)),
       inp("random", torch.zeros(4)), inp("random", torch.zeros(4, dtype=torch.int32), 7), inp("random", torch.zeros(4), 3, 9))
seeded(6, fn("bernoulli", torch.tensor([0.1, 0.5, 0.9, 0.3])), fn("bernoulli", torch.tensor([0.1, 0.5, 0.9], dtype=torch.float64)),
       fn("multinomial", torch.tensor([0.1, 0.5, 0.4]), 5, True), fn("multinomial", torch.tensor([[1.0, 2.0, 3.0], [4.0, 1.0, 1.0]]), 2),
       fn("multinomial", torch.tensor([0.1, 0.5, 0.4]), 1), fn("poisson", torch.tensor([0.5, 3.0, 7.0])))
seeded(7, ("functional", "dropout", (torch.ones(10),), {}), ("functional", "dropout", (torch.ones(4, 5), 0.2), {}),
       ("functional", "dropout", (torch.ones(5, 4).t(), 0.2), {}), fn("randn_like", torch.zeros(5, 4).t()), fn("rand_like", torch.zeros(3)))
seeded(8, fn("normal", torch.tensor([1.0, 2.0, 3.0]), 0.5), fn("normal", 1.0, torch.tensor([1.0, 2.0])),
       fn("normal", torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.0])), fn("normal", 2.0, 3.0, (2, 2)))
seeded(9, fn("randn", 20, dtype=torch.float16), fn("rand", 5, dtype=torch.bfloat16), fn("randn", 3, dtype=torch.bfloat16))

# Printed tensors.
prints = []


def shown(t, **options):
    torch.set_printoptions(profile="default")
    if options:
        torch.set_printoptions(**options)
    e = enc_tensor(t)
    prints.append({"tensor": e["tensor"], "options": options, "text": str(t)})
    torch.set_printoptions(profile="default")


g = torch.Generator().manual_seed(3)
for shape in [(), (1,), (5,), (30,), (2, 3), (3, 1, 4), (2, 2, 2, 2), (0,), (0, 3), (2, 0)]:
    for dt in [torch.float32, torch.float64, torch.int64, torch.uint8, torch.bool, torch.float16]:
        t = torch.randn(shape, generator=g) * 3
        shown((t * 20).abs().to(dt) if dt == torch.uint8 else t.to(dt))
for scale in [1e-5, 1e-4, 1e-3, 0.1, 10, 1e3, 1e4, 1e8, 2e8]:
    shown(torch.randn(6, generator=g) * scale)
    shown((torch.randn(6, generator=g) * scale).round())
inf, nan = float("inf"), float("nan")
for v in [[nan], [inf, 1.0], [-inf, 0.5], [0.0, -0.0], [1.0, nan, 3.0], [1e-4], [0.00005, 2.00015], [1, 1000.5], [1.0, 1000.0, 1001.0], [100000000.0],
          [1e9, 1.0], [-1.0, 2.0], [nan, inf, -inf], [1e-10, 0.0], [3.0, 2.0, 1.5]]:
    shown(torch.tensor(v))
    shown(torch.tensor(v, requires_grad=True))
shown(torch.arange(1001))
shown(torch.arange(2000.0).reshape(20, 100) / 7)
shown(torch.arange(2000).reshape(2, 10, 100))
shown(torch.arange(1200).reshape(300, 4))
shown(torch.randn(5, 5, generator=g).t())
shown(torch.randn(3, 30, generator=g))
shown(torch.randn(2, 3, generator=g, dtype=torch.float64).requires_grad_())
shown(torch.zeros(17, dtype=torch.float64, requires_grad=True))
for o in [{"precision": 2}, {"sci_mode": True}, {"sci_mode": False}, {"linewidth": 40}, {"threshold": 5}, {"edgeitems": 1, "threshold": 3}, {"profile": "short"}, {"profile": "full"}]:
    shown(torch.randn(4, 9, generator=g) * 100, **o)
    shown(torch.arange(12) * 1000, **o)

HERE = pathlib.Path(__file__).parent
for name, part in [("random", draws), ("printing", prints)]:
    with open(HERE / (name + ".json"), "w") as out:
        out.write('{"recorded_with": "torch %s", "cases": [\n' % torch.__version__)
        out.write(",\n".join(json.dumps(c, separators=(",", ":")) for c in part))
        out.write("\n]}\n")

types = ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64"]
dt = lambda n: getattr(torch, n)
table = {"tensor_tensor": {}, "tensor_zerodim": {}, "tensor_scalar": {}}
for a in types:
    for b in types:
        table["tensor_tensor"][a + "," + b] = str((torch.ones(1, dtype=dt(a)) * torch.ones(1, dtype=dt(b))).dtype)[6:]
        table["tensor_zerodim"][a + "," + b] = str((torch.ones(1, dtype=dt(a)) * torch.ones((), dtype=dt(b))).dtype)[6:]
    for s, v in [("bool", True), ("int", 2), ("float", 2.5)]:
        table["tensor_scalar"][a + "," + s] = str((torch.ones(1, dtype=dt(a)) * v).dtype)[6:]
(HERE / "promotion.json").write_text(json.dumps(table, indent=0) + "\n")
