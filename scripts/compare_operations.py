#!/usr/bin/env python3
"""Compares operations called at random with PyTorch's.

Usage: scripts/compare_operations.py PYTHON GRADUS [--seed N] [--calls N] [--all]

PYTHON is an interpreter that has PyTorch. Every operation of docs/ops.md is called N times with operands of many shapes
and dtypes, right ones and wrong ones; then come operators and indices. Both programs print results, gradients and errors,
and what differs is listed by kind. Not every difference is a mistake: PyTorch picks among equal elements as it likes, and
inverses of matrices that have none are noise. Exit status 1 where Gradus did not come to the end.
"""

import argparse
import pathlib
import random
import re
import sys
import tempfile

import comparing

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Operands; those that begin with g want a gradient.
OPERANDS = """f0 f0z f1 f3 f3b f23 f23b f32t f234 f1244 f2255 fnan finf fbig d23 d3 i0 i3 i3b i23 i23b i33 b23 b3 u3 h3 i32 f33
p33 f233 fe f03 f4 f44 none0 strided windows narrow turned diagonal column last g3 g23 g33 g1244 gwindows""".split()
PREAMBLE = """\
import math, warnings
import torch
import torch.nn.functional as F
warnings.simplefilter('ignore')
inf, nan, tensor = float('inf'), float('nan'), torch.tensor
made = []
base = (torch.arange(400, dtype=torch.float32) * 0.37).sin()
def wave(start, *shape): return base[start:start + math.prod(shape)].reshape(shape).clone()
def leaf(x):
    made.append(x.clone().requires_grad_())
    return made[-1]
f0, f0z, f1 = lambda: tensor(1.5), lambda: tensor(0.), lambda: tensor([0.5])
f3, f3b = lambda: tensor([0.5, -1.25, 2.]), lambda: tensor([1.5, 0.25, -0.75])
f23, f23b, f32t, f234 = lambda: wave(0, 2, 3), lambda: wave(10, 2, 3), lambda: wave(20, 3, 2).t(), lambda: wave(5, 2, 3, 4)
f1244, f2255, f33, f233 = lambda: wave(7, 1, 2, 4, 4), lambda: wave(9, 2, 2, 5, 5), lambda: wave(30, 3, 3), lambda: wave(50, 2, 3, 3)
fnan, finf, fbig = lambda: tensor([1., nan, -2.]), lambda: tensor([inf, -inf, 0.5]), lambda: tensor([1e30, -1e30, 1e-30])
d23, d3, p33 = lambda: wave(3, 2, 3).double(), lambda: wave(13, 3).double(), lambda: wave(40, 3, 3).abs()
i0, i3, i3b, i23 = lambda: tensor(1), lambda: tensor([0, 2, 1]), lambda: tensor([1, 1, 0]), lambda: tensor([[0, 1, 2], [1, 0, 1]])
i23b, i33 = lambda: tensor([[3, -1, 2], [7, 0, 4]]), lambda: tensor([[0, 1, 2], [1, 0, 1], [2, 2, 0]])
b23, b3 = lambda: tensor([[True, False, True], [False, False, True]]), lambda: tensor([True, False, True])
u3, h3 = lambda: tensor([1, 200, 3], dtype=torch.uint8), lambda: tensor([0.5, 1.5, -2.], dtype=torch.float16)
i32, fe, f03 = lambda: tensor([1, 2, 0], dtype=torch.int32), lambda: wave(60, 3, 1).expand(3, 4), lambda: torch.zeros(0, 3)
f4, f44, none0, strided = lambda: wave(70, 4), lambda: wave(80, 4, 4), lambda: torch.zeros(0), lambda: wave(90, 4, 6)[::2, ::2]
g3, g23, g33 = lambda: leaf(tensor([0.5, 1.25, 2.])), lambda: leaf(wave(2, 2, 3)), lambda: leaf(wave(33, 3, 3))
g1244 = lambda: leaf(wave(11, 1, 2, 4, 4))
windows, narrow, gwindows = lambda: wave(0, 7).unfold(0, 4, 1), lambda: wave(9, 9).unfold(0, 2, 3), lambda: leaf(wave(3, 5)).unfold(0, 3, 1)
turned, diagonal, column = lambda: wave(5, 2, 3, 4).permute(2, 0, 1), lambda: wave(80, 4, 4).diagonal(1), lambda: wave(80, 4, 4)[:, 1]
last = lambda: wave(7, 1, 2, 4, 4).to(memory_format=torch.channels_last)
def number(v):
    if isinstance(v, (bool, int)) or v != v or v in (inf, -inf): return str(v)
    return '0' if abs(v) < 2e-6 else '%.3g' % v
def flat(v): return '[' + ','.join(flat(x) for x in v) + ']' if isinstance(v, list) else number(v)
def show(r):
    if isinstance(r, torch.Tensor):
        text = str(r.dtype)[6:] + str(list(r.shape)) + ('g' if r.requires_grad else '')
        if r.numel() > 60: return text + ' sum ' + number(r.detach().double().sum().item())
        return text + flat(r.detach().tolist())
    if isinstance(r, (tuple, list)): return type(r).__name__ + '(' + '; '.join(show(x) for x in r) + ')'
    return type(r).__name__ + ' ' + (number(r) if isinstance(r, float) else str(r))
def first(r): return first(r[0]) if isinstance(r, (tuple, list)) and r else r
def assign(x, place, value):
    x[place] = value
    return x
def call(n, f):
    made.clear()
    try:
        result = f()
        line = show(result)
        top = first(result)
        if isinstance(top, torch.Tensor) and top.requires_grad and made and top is not made[0]:
            weights = (torch.arange(top.numel(), dtype=torch.float32).reshape(top.shape) * 0.1 + 1).to(top.dtype)
            (top * weights).sum().backward()
            line += ''.join(' grad ' + ('None' if x.grad is None else show(x.grad)) for x in made)
    except Exception as error:
        line = '! ' + type(error).__name__ + ': ' + (str(error).splitlines() or [''])[0]
    print(n, line)
"""

# What draws numbers, talks to the machine, or has more than one right answer.
SKIPPED = re.compile(
    r"rand|normal|bernoulli|multinomial|dropout|poisson\b|gumbel|rrelu|_standard_gamma|binomial|exponential|geometric|cauchy"
    r"|uniform|empty|seed|svd|eig|lstsq|qr|save|load|kaiming|xavier|orthogonal|sparse|grad$|stride$|data_ptr|storage|numpy"
    r"|version|__|tolist|apply|map_|backward|hook|retain|is_|cuda|cpu|ormqr|geqrf|lu\b|lu_|ldl|householder|lobpcg|pca"
)
TENSORS = set(
    """input self x tensor input1 tensor1 a A mat1 batch1 mat q condition target weight tensor2 values src source B b vec vec2
    mat2 batch2 bias x2 x1 y running_mean running_var mask input2 boundaries sorted_sequence query key tensors vec1 anchor
    positive negative var pos_weight weights""".split()
)
CHOICES = {
    "dim axis dim0 dim1 start_dim end_dim axis0 axis1 diag": "0 1 -1 -2 2 3 -4 [0,1] None [] (0,-1)",
    "dims axes shifts sizes size shape repeats output_size kernel_size stride padding dilation normalized_shape pad "
    "split_size_or_sections indices_or_sections split_size s": "2 [2,3] (3,) [1,1] [0] [-1] [2,-1] [3,2] [6] [1,2,3] 3 1",
    "reduction": "'mean' 'sum' 'none'",
    "dtype": "torch.float64 torch.float32 torch.int64 torch.bool",
    "p ord": "1 2 0 inf 0.5 3 -1 'fro' 'nuc'",
    "rounding_mode": "None 'floor' 'trunc'",
    "mode": "'constant' 'reflect' 'replicate' 'circular' 'nearest' 'bilinear' 'reduced'",
    "k n N diagonal offset steps num_classes groups chunks minlength step start length bins sections": "0 1 2 3 -1 5",
    "index indices labels offsets target_lengths": "i0() i3() i3b() i23() i33() u3() i32() f3()",
}
BY_NAME = {name: values.split() for names, values in CHOICES.items() for name in names.split()}
NOT_GIVEN = "generator out device layout requires_grad memory_format pin_memory".split()
NUMBERS = "0 1 -1 2 3 -2 0.5 1.5 -0.5 True 0.0 1e-3 10".split()
INDICES = "0 -1 1 : ... None ::2 1: :-1 [0,1] [-1] i3() b3() 5 i0() [True,False,True] i23() b23() 0:0 True range(2) []".split()
OPERATORS = "+ - * / // % ** @ < <= == != > >= & | ^ << >>".split()


def operations():
    """(name, parameters) of every signature in the op reference."""
    name = None
    for line in (ROOT / "docs" / "ops.md").read_text().splitlines():
        if line.startswith("### "):
            name = line[4:].strip()
        elif name and (found := re.match(r"`\w+\((.*)\)`\s*$", line)):
            yield name, [p for p in re.split(r",\s*(?![^(\[]*[)\]])", found.group(1)) if p]


class Calls:
    """Makes texts of calls."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def operand(self):
        return self.random.choice(OPERANDS) + "()"

    def argument(self, parameter):
        name, _, default = parameter.partition("=")
        pick = self.random.choice
        if name == "tensors":
            return pick([f"[{self.operand()}, {self.operand()}]", "[g23(), f23()]", "[f3(), f3b()]", "[i3(), f3()]"])
        if name in BY_NAME:
            return pick(BY_NAME[name])
        if name in TENSORS:
            return self.operand()
        if name in ("other", "exponent", "value", "end"):
            return pick([self.operand(), self.operand(), pick(NUMBERS)])
        return pick(["True", "False"]) if default in ("True", "False") else pick(NUMBERS)

    def operation(self, name, parameters):
        given, is_named = [], False
        for parameter in parameters:
            label = parameter.partition("=")[0]
            if label.startswith("*") or label in NOT_GIVEN or "=" in parameter and self.random.random() > 0.35:
                is_named = True
            else:
                given.append((label, self.argument(parameter), is_named))
        receiver = ""
        if name.startswith("Tensor."):
            receiver, given = self.operand() + ".", [g for g in given if g[0] not in ("input", "self")]
        texts = [f"{label}={value}" if named else value for label, value, named in given]
        function = name.removeprefix("Tensor.").replace("torch.nn.functional.", "F.")
        return f"{receiver}{function}({', '.join(texts)})"

    def operator(self):
        return f"{self.operand()} {self.random.choice(OPERATORS)} {self.random.choice([self.operand(), *NUMBERS[:6]])}"

    def index(self):
        places = [self.random.choice(INDICES) for _ in range(self.random.randint(1, 3))]
        if self.random.random() < 0.7:
            return f"{self.operand()}[{', '.join(places)}]"
        places = ["slice(None)" if ":" in place else place for place in places]
        return f"assign({self.operand()}, ({', '.join(places)},), {self.random.choice([self.operand(), *NUMBERS[:6]])})"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("python")
    parser.add_argument("gradus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--calls", type=int, default=5, help="how often each operation is called")
    parser.add_argument("--all", action="store_true", help="list every difference, not one of each operation and kind")
    options = parser.parse_args()

    calls = Calls(options.seed)
    texts = [
        calls.operation(name, parameters)
        for name, parameters in operations()
        if not SKIPPED.search(name)
        for _ in range(options.calls)
    ]
    for _ in range(60 * options.calls):
        texts += [calls.operator(), calls.index()]
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder, "calls.py")
        program.write_text(PREAMBLE + "".join(f"call({n}, lambda: {text})\n" for n, text in enumerate(texts)))
        theirs, ours = comparing.answers([options.python], program), comparing.answers([options.gradus], program)
    if not theirs:
        sys.exit("PyTorch gave no answer; PYTHON must have it")

    sys.exit(comparing.report("PyTorch", texts, theirs, ours, options.all))


if __name__ == "__main__":
    main()
