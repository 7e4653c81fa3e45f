#!/usr/bin/env python3
"""Compares calls of NumPy's functions at random with NumPy's.

Usage: scripts/compare_numpy.py PYTHON GRADUS [--seed N] [--calls N] [--all]

PYTHON is an interpreter that has NumPy, whose signatures say what there is to call. Every function and method is called N
times with operands of many shapes and dtypes, right ones and wrong ones; then come operators and indices. What differs is
listed by kind. Not every difference is a mistake: complex numbers, uint16 to uint64 and structured arrays are refused, and
BLAS adds in another order. Exit status 1 where Gradus did not come to the end.
"""

import argparse
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import comparing

# Operands by name; those of the second table come seldom.
USUAL = {
    "f0": "np.array(1.5)", "f3": "np.array([0.5, -1.25, 2.])", "f3b": "np.array([1.5, 0.25, -0.75])",
    "f23": "wave(0, 2, 3)", "f23b": "wave(10, 2, 3)", "f33": "wave(30, 3, 3)", "f234": "wave(5, 2, 3, 4)",
    "f4": "wave(70, 4)", "f44": "wave(80, 4, 4)", "s3": "np.array([0.5, -1.25, 2.], dtype=np.float32)",
    "s23": "wave(0, 2, 3).astype(np.float32)", "s33": "wave(30, 3, 3).astype('float32')", "i0": "np.array(1)",
    "i3": "np.array([0, 2, 1])", "i3b": "np.array([1, 1, 0])", "i23": "np.array([[3, -1, 2], [7, 0, 4]])",
    "i33": "np.array([[0, 1, 2], [1, 0, 1], [2, 2, 0]])", "i5": "np.array([5, 3, 3, 1, 5])",
    "j3": "np.array([1, 2, 0], dtype=np.int32)", "u3": "np.array([1, 200, 3], dtype=np.uint8)",
    "k23": "np.array([[1, -2, 3], [4, 5, -6]], dtype=np.int8)", "b3": "np.array([True, False, True])",
    "b23": "np.array([[True, False, True], [False, False, True]])", "b0": "np.array(True)",
    "fnan": "np.array([1., nan, -2.])", "finf": "np.array([inf, -inf, 0.5])", "fbig": "np.array([1e30, -1e30, 1e-30])",
    "e0": "np.array([])", "e03": "np.zeros((0, 3))", "t32": "wave(20, 2, 3).T", "v22": "wave(90, 4, 6)[::2, ::2]",
    "col": "wave(80, 4, 4)[:, 1]", "rev": "np.arange(6)[::-1]", "one": "np.float64(2.5)", "sc": "np.int64(7)",
    "r3": "np.float32(0.1)", "lst": "[1, 2, 3]", "nst": "[[1., 2.], [3., 4.]]", "n1": "3", "n2": "0.5",
}
SELDOM = {
    "h3": "np.array([0.5, 1.5, -2.], dtype=np.float16)", "tup": "(1, 2.5)", "st": "np.array(['b', 'ab', 'c'])",
    "st2": "np.array([['x', 'yy'], ['zz', 'x']])", "ob": "np.array([1, None, 'a'], dtype=object)",
}
PREAMBLE = """\
import math, warnings
import numpy as np
warnings.simplefilter('ignore')
inf, nan = float('inf'), float('nan')
def wave(start, *shape): return np.sin(np.arange(start, start + math.prod(shape)) * 0.37).reshape(shape)
def show(r):
    if isinstance(r, np.ndarray):
        if r.size > 60: return str(r.dtype) + str(r.shape) + ' ' + str(r.ravel()[:9])
        return str(r.dtype) + str(r.shape) + ' ' + repr(r).replace(chr(10), '~')
    if isinstance(r, (tuple, list)): return type(r).__name__ + '(' + '; '.join(show(x) for x in r) + ')'
    return type(r).__name__ + ' ' + repr(r).replace(chr(10), '~')
def assign(x, place, value):
    x[place] = value
    return x
def after(x, f): return f(x), x
def call(n, f):
    try:
        line = show(f())
    except Exception as error:
        line = '! ' + type(error).__name__ + ': ' + (str(error).splitlines() or [''])[0]
    print(n, line)
""" + "".join(f"{name} = lambda: {text}\n" for name, text in (USUAL | SELDOM).items())

# Asked of NumPy itself: every function with its parameters, every ufunc with its number of operands.
SIGNATURES = """\
import inspect
import numpy as np
for module, place in ((np, 'np.'), (np.linalg, 'np.linalg.')):
    for name in sorted(dir(module)):
        f = getattr(module, name)
        if name.startswith('_') or not callable(f) or isinstance(f, type): continue
        if isinstance(f, np.ufunc):
            print(place + name, *['x'] * f.nin)
            continue
        try:
            print(place + name, *[str(p).replace(' ', '') for p in inspect.signature(f).parameters.values()])
        except ValueError:
            pass
"""
# What talks to files or settings, is not in Gradus by design, takes functions, or has more than one right answer.
SKIPPED = re.compile(
    r"busday|datetime|fromfile|txt|save|load|show_|info|include|test$|printoptions|set(err|buf)|get(err|buf)|frompyfunc|iters"
    r"|empty|require|fromregex|fromstring|frombuffer|fromiter|fromfunction|dlpack|piecewise|apply_|bmat|asmatrix|complex"
    r"|isreal|roots|poly$|eig|svd|qr|tensorinv|tensorsolve|typename|mintypecode|isnat|unique_values|copyto|put|place|fill_diag"
)
METHODS = """all:axis=None,keepdims=False any:axis=None,keepdims=False argmax:axis=None argmin:axis=None argsort:axis=-1,kind=None
astype:dtype clip:min=None,max=None compress:condition,axis=None copy:order='C' cumprod:axis=None,dtype=None
cumsum:axis=None,dtype=None diagonal:offset=0,axis1=0,axis2=1 dot:b flatten:order='C' item:*args
max:axis=None,keepdims=False,initial=1 mean:axis=None,dtype=None,keepdims=False min:axis=None,keepdims=False,initial=1 nonzero:
prod:axis=None,dtype=None,keepdims=False ravel:order='C' repeat:repeats,axis=None reshape:shape,order='C' resize:shape
round:decimals=0 searchsorted:v,side='left' squeeze:axis=None std:axis=None,dtype=None,ddof=0,keepdims=False
sum:axis=None,dtype=None,keepdims=False swapaxes:axis1,axis2 take:indices,axis=None,mode='raise' tolist: trace:offset=0
transpose:axes=None var:axis=None,ddof=0,keepdims=False view:dtype argpartition:kth tobytes: choose:choices""".split()
# Calls of their own, in which the capitals are chosen.
FORMS = """np.array(OP)|np.array(OP, dtype=DT)|np.array([OP, OP])|np.array(OP, ndmin=3)|np.arange(NUM)|np.arange(NUM, NUM, NUM)
np.arange(NUM, dtype=DT)|np.concatenate([OP, OP], axis=AX)|np.where(OP > 0, OP, OP)|np.where(OP)|np.where(OP, OP, NUM)
np.dot(OP, OP)|np.zeros(SH)|np.ones(SH, dtype=DT)|np.full(SH, NUM)|np.full(SH, OP)|np.bincount(OP)|np.bincount(OP, minlength=INT)
np.unravel_index(OP, SH)|np.lexsort((OP, OP))|np.result_type(OP, OP)|np.apply_along_axis(np.sum, AX, OP)
np.piecewise(OP, [OP < 0, OP >= 0], [NUM, NUM])|np.vectorize(lambda x, y: x + y)(OP, OP)|list(np.ndenumerate(OP))|np.r_[OP, OP]
np.c_[OP, OP]|np.block([[OP, OP], [OP, OP]])|np.select([OP > 0, OP < 0], [OP, OP], NUM)|after(OP, lambda x: np.put(x, INT, NUM))
after(OP, lambda x: np.fill_diagonal(x, NUM))|after(OP, lambda x: np.copyto(x, OP))|after(OP, lambda x: np.putmask(x, x > 0, OP))
after(OP, lambda x: x.fill(NUM))|after(OP, lambda x: x.sort(axis=AX))|after(OP, lambda x: x.__setitem__(slice(0, 2), OP))
np.add.reduce(OP, axis=AX)|np.multiply.accumulate(OP, axis=AX)|np.add.outer(OP, OP)|np.add.reduceat(OP, [0, 1])
np.add(OP, OP, dtype=DT)|OP.T|OP.shape|OP.dtype|OP.nbytes|OP.flat[INT]|len(OP)|list(OP)|float(OP)|int(OP)|bool(OP)|str(OP)
hash(OP)|-OP|abs(OP)|~OP|OP in OP|round(OP, INT)|divmod(OP, OP)|sum(OP)|max(OP)|sorted(OP)|f'{OP}'|'%.2f' % OP|f'{OP:.2f}'
np.random.RandomState(1).randint(NUM, NUM, SH)|np.random.RandomState(1).choice(OP, SH)|np.random.RandomState(1).permutation(OP)
np.random.RandomState(1).uniform(NUM, NUM, SH)|np.random.RandomState(1).normal(NUM, OP)|np.random.RandomState(1).poisson(NUM, SH)
np.random.default_rng(1).integers(NUM, NUM, SH)|np.random.default_rng(1).choice(OP, INT)|np.random.RandomState(1).beta(NUM, NUM)
np.random.default_rng(1).permutation(OP, axis=AX)|np.array2string(OP, precision=INT)|np.array2string(OP, separator=', ')
np.polyfit([0, 1, 2], OP, INT)|np.polyval(OP, OP)|np.linalg.lstsq(OP, OP)[0]|np.linalg.svd(OP)[1]|np.broadcast_to(OP, SH)
np.broadcast_arrays(OP, OP)|np.char.add(OP, OP)|np.iinfo(DT).max|np.finfo(DT).eps|np.dtype(DT)|np.issubdtype(DT, np.integer)"""
DTYPES = "float np.float32 int bool 'int32' 'f4' np.uint8 np.float64 'int8' 'float16' str".split()
SHAPES = "2 (2,3) (3,) (-1,) (2,-1) (3,2) (6,) (1,2,3) 3 -1 (0,) (4,4) [2,3] ()".split()
AXES = "0 1 -1 -2 2 3 -4 (0,1) None () (0,-1)".split()
NUMBERS = "0 1 -1 2 3 -2 0.5 1.5 True 10 1e-3 nan".split()
INTEGERS = "0 1 2 3 -1 5".split()
CHOICES = {
    "axis axis1 axis2 axes source destination start axisa axisb axisc": " ".join(AXES), "dtype": " ".join(DTYPES),
    "shape newshape reps shift repeats size new_shape": " ".join(SHAPES), "order": "'C' 'F' 'A' 'K'",
    "k N M n m offset decimals num kth ndmin rowvar bias ddof bins deg increasing": " ".join(INTEGERS),
    "kind": "None 'stable' 'quicksort'", "side": "'left' 'right'", "casting": "'same_kind' 'unsafe' 'safe'",
    "mode": "'constant' 'edge' 'reflect' 'full' 'same' 'valid' 'wrap' 'clip' 'raise' 'symmetric' 'linear_ramp' 'mean'",
    "method": "'linear' 'lower' 'higher' 'midpoint' 'nearest'", "q": "0 1 50 0.5 [25,75] [0.1,0.9] 100 -1 101",
    "indexing": "'xy' 'ij'", "ord": "None 1 2 inf -inf 'fro' 'nuc' 0 -1 -2 3", "where": "b3() b23() True",
    "initial": "0 10 -5", "fill_value": "0 1.5 inf True [1,2,3]", "pad_width": "1 (1,2) ((1,1),(2,0)) 0 ((1,),(2,)) -1",
    "range": "None (0,1) (-1,2)", "subscripts": "'ij->ji' 'ij,jk->ik' 'ij->' 'ii' 'i,i' 'ij,ij->i' '...j->...'",
    "indices": "0 1 -1 [0,1] [[0,1],[1,0]] [5] i3() i33() b3() (0,2)", "obj": "0 1 [0,1] slice(0,2) -1 7 [True,False,True]",
    "indices_or_sections": "1 2 3 [1] [1,2] 4 [0,5] 0", "prepend append": "0 [1] f3()", "period": "None 2",
    "left right": "0 -1 99", "aweights fweights weights": "i3() None f3() [1,2]",
    "arrays tup seq choices": "[f3(),f3b()] (f23(),f23b()) [i3(),f3()] [f23(),i23()] f33()",
}
BY_NAME = {name: values.split() for names, values in CHOICES.items() for name in names.split()}
NOT_GIVEN = "like out device subok copy mean sorter signature compute_uv hermitian optimize".split()
INDICES = """0 -1 1 : ... None ::2 1: :-1 [0,1] [-1] i3() b3() 5 i0() [True,False,True] i33() b23() 0:0 True range(2) [] ::-1
np.newaxis np.int64(1) -7: 3:0:-1 (0,1) 1.0 'a'""".split()
OPERATORS = "+ - * / // % ** @ < <= == != > >= & | ^ << >>".split()


class Calls:
    """Makes texts of calls."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def operand(self):
        return self.random.choice(list(SELDOM if self.random.random() < 0.05 else USUAL)) + "()"

    def argument(self, name, default):
        if name in BY_NAME:
            return self.random.choice(BY_NAME[name])
        if default in ("True", "False"):
            return self.random.choice(["True", "False"])
        return self.operand() if self.random.random() < 0.85 else self.random.choice(NUMBERS)

    def function(self, name, parameters):
        given, is_named = [], False
        for parameter in parameters:
            label, _, default = parameter.partition("=")
            label = label.partition(":")[0]
            if label in ("*", "/") or label.startswith("**"):
                is_named = is_named or label == "*"
            elif label.startswith("*"):
                given += [self.operand() for _ in range(self.random.randint(1, 2))]
                is_named = True
            elif label in NOT_GIVEN or default and self.random.random() > 0.35:
                is_named = True
            else:
                value = self.argument(label, default)
                given.append(f"{label}={value}" if is_named else value)
        return f"{name}({', '.join(given)})"

    def form(self, text):
        chosen = {"DT": DTYPES, "NUM": NUMBERS, "AX": AXES, "SH": SHAPES, "INT": INTEGERS}
        return re.sub(
            r"\b(OP|DT|NUM|AX|SH|INT)\b",
            lambda m: self.operand() if m.group(0) == "OP" else self.random.choice(chosen[m.group(0)]), text)

    def operator(self):
        sides = [self.operand(), self.random.choice([self.operand(), self.operand(), *NUMBERS[:6]])]
        self.random.shuffle(sides)
        return f"{sides[0]} {self.random.choice(OPERATORS)} {sides[1]}"

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
    parser.add_argument("--calls", type=int, default=5, help="how often each function is called")
    parser.add_argument("--all", action="store_true", help="list every difference, not one of each function and kind")
    options = parser.parse_args()

    listed = subprocess.run([options.python, "-c", SIGNATURES], capture_output=True, text=True).stdout.splitlines()
    if not listed:
        sys.exit("NumPy gave no answer; PYTHON must have it")
    calls = Calls(options.seed)
    texts = []
    for _ in range(options.calls):
        for line in listed:
            name, *parameters = line.split()
            if not SKIPPED.search(name):
                texts.append(calls.function(name, parameters))
        for method in METHODS:
            name, _, parameters = method.partition(":")
            texts.append(calls.operand() + "." + calls.function(name, [p for p in parameters.split(",") if p]))
        texts += [calls.form(text) for text in FORMS.replace("\n", "|").split("|")]
        for _ in range(60):
            texts += [calls.operator(), calls.index()]
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder, "calls.py")
        program.write_text(PREAMBLE + "".join(f"call({n}, lambda: {text})\n" for n, text in enumerate(texts)))
        theirs, ours = comparing.answers([options.python], program), comparing.answers([options.gradus], program)
    sys.exit(comparing.report("NumPy", texts, theirs, ours, options.all))


if __name__ == "__main__":
    main()
